"""What holds of every text and of any bytes."""

from __future__ import annotations

import unicodedata
from functools import partial

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dieukhoan.model import SourceText
from dieukhoan.read import Unreadable, read_bytes
from dieukhoan.read.decoding import clean
from dieukhoan.read.legacy import recognised
from tests.invariants import source_is_sound
from tests.timing import cpu_seconds

_TEXT_PIECES = (
    "Điều 1. ",
    "ỦY BAN ",
    "Số hiệu:",
    "Văn bản liên quan",
    "\n",
    "\n\n",
    "  ",
    "\t",
    "e\u0302\u0301",
    "\x00",
)
_MARKS = (
    "**",
    "*",
    "_",
    "__",
    "|",
    "- ",
    "\\",
    "# ",
    "<br>",
    "---",
    "(*)",
    "[a](http://b)",
    "\u00a0",
    "\u200b",
)
_TAGS = (
    "<p>",
    "</p>",
    "<table border=1>",
    "<td rowspan=2 colspan=3>",
    "<tr>",
    "</table>",
    "<ol><li>",
    "<div hidden>",
)
_PIECES = st.sampled_from([*_TEXT_PIECES, *_MARKS, *_TAGS, "<!doctype html>", "&nbsp;", "&#0;"])
_MARKED_UP = st.lists(_PIECES, max_size=60).map("".join)


@given(st.one_of(st.binary(), _MARKED_UP.map(str.encode), st.text().map(str.encode)))
@settings(max_examples=400, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    result = read_bytes("x", data)
    if isinstance(result, Unreadable):
        assert result.finding.message and result.finding.hint
    else:
        source_is_sound(result)


@given(st.text())
@settings(max_examples=300, deadline=None)
def test_plain_text_loses_no_character(text: str) -> None:
    assume(recognised(text) is None)  # letters of an older encoding become those that they stand for
    result = read_bytes("x", text.encode("utf-8", "replace"))
    if isinstance(result, SourceText) and result.format == "text":
        expected, _ = clean(text)
        assert _letters(result.text) == _letters(expected)


def _letters(text: str) -> str:
    return unicodedata.normalize("NFC", "".join(text.split()))


@given(st.text(st.sampled_from("aĐ *_\\\n(“/.")))
@settings(max_examples=300, deadline=None)
def test_markdown_loses_marks_only(text: str) -> None:
    result = read_bytes("x", (text + "\n**x** \u0110").encode())
    assert isinstance(result, SourceText)
    marks = str.maketrans("", "", "*_\\ \n")
    assert result.text.translate(marks) == (text + "xĐ").translate(marks)


@given(st.lists(st.text(st.characters(codec="utf-8", categories=["L", "Nd"]), min_size=1), min_size=1))
@settings(max_examples=100, deadline=None)
def test_paragraphs_of_a_page_stay_apart(paragraphs: list[str]) -> None:
    page = "<html><body>" + "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs) + "</body></html>"
    result = read_bytes("x", page.encode())
    assert isinstance(result, SourceText)
    assert result.text.split("\n") == [clean(paragraph)[0] for paragraph in paragraphs]


HOSTILE = {
    "stars": "*a *b ** c**d ",
    "underscores": "_a __b ",
    "brackets": "[a](http://",
    "angles": "<b <!-- ",
    "pipes": "a|b\n|c|d|\n",
    "spaces": "                    ",
    "tabs": "a \t \t",
    "hashes": "# ",
    "backslashes": "\\",
    "facts": "Số hiệu: ",
    "phrases": "Văn bản liên quan\n",
    "tables": "<table><tr><td>a<td>b",
    "elements": "<div><b>a",
    "spans": "<table border=1><tr><td rowspan=9999 colspan=9999>a",
    "lists": "<ol><li>a",
}


@pytest.mark.slow
@pytest.mark.parametrize("family", sorted(HOSTILE))
def test_time_grows_with_length(family: str) -> None:
    """Ten times the length takes far less than a hundred times the time; small times are noise."""
    taken = []
    for size in (20_000, 200_000):
        page = "<html><body>" if HOSTILE[family].startswith("<") else "**a**\n"
        data = (page + HOSTILE[family] * (size // len(HOSTILE[family]))).encode()
        taken.append(cpu_seconds(partial(read_bytes, "x", data)))
    assert taken[1] < max(25 * taken[0], 1.0), taken
