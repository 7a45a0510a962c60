"""What is too much for one file is an error for that file, which says what to do; nothing else suffers."""

from __future__ import annotations

import datetime
import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import markdown
import pytest
from bs4 import BeautifulSoup
from mkdocs.config import load_config

from dieukhoan import examination, read
from dieukhoan.bounded import Limits
from dieukhoan.cache import Memory
from dieukhoan.examination import Examination, Examined, Part, Task, examine
from dieukhoan.findings import Severity
from dieukhoan.library import Library
from dieukhoan.model import SourceText
from dieukhoan.parse import lengths, parse
from dieukhoan.read import Unreadable, contents, discover, files, read_bytes
from dieukhoan.workers import Processes
from tests.hostile import corpus
from tests.hostile.families import regulation, text
from tests.hostile.packed import archive
from tests.invariants import lost
from tests.render.drafts import render

GOOD = text(regulation())
ROOT = Path(__file__).parents[2]


def codes(folder: Path) -> dict[str, str]:
    """For each file the code of its error, or "" when it was read."""
    return {
        name: outcome.finding.code if isinstance(outcome, Unreadable) else ""
        for name, outcome in briefs(folder)
    }


def briefs(folder: Path) -> list[tuple[str, Examined | Unreadable]]:
    """What the library is told of each file."""
    examination = Examination(discover([folder]), Memory(), Processes(1))
    return list(zip(examination.keys, examination.briefs(), strict=True))


@pytest.mark.slow
def test_every_hostile_file_is_read_or_refused(tmp_path: Path) -> None:
    list(corpus.write(tmp_path))
    (tmp_path / "tot.txt").write_bytes(GOOD)
    examination = Examination(discover([tmp_path]), Memory(), Processes(2))
    names = set()
    for outcome in list(examination.briefs()):
        if isinstance(outcome, Unreadable):
            finding = outcome.finding
            assert finding.severity is Severity.ERROR and finding.message and finding.hint
            assert not finding.code.startswith("limit-"), (outcome.name, finding.message)
        else:
            name = outcome.parsed.source.name
            names.add(name)
            assert not lost(examination.part(name, Part.WHOLE)), name
    assert "tot.txt" in names
    assert len(names) > 300


_HUGE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a line of 50 MB": (lambda: b"a" * (50 << 20), "text-too-long"),
    "a million articles": (lambda: "Điều 1\n".encode() * 1_000_000, "text-too-long"),
    "more articles than are shown": (
        lambda: "Điều 1\n".encode() * (examination.MOST_PROVISIONS + 1),
        "too-many-parts",
    ),
    "ten thousand levels of a page": (lambda: _page("<div>" * 10_000), ""),
    "ten thousand tables in each other": (lambda: _page("<table><tr><td>" * 10_000), ""),
    "ten thousand levels of quoting": (lambda: b"**Q**\n\n" + b"> " * 10_000 + GOOD, ""),
    "ten thousand levels of numbers": (lambda: GOOD + b"\n\n" + b"1." * 10_000 + b" a", ""),
}
"""How each is made, and the code of its error, "" when it is read."""


def _page(start: str) -> bytes:
    return f"<!doctype html><html><body>{start}Điều 1. Phạm vi".encode()


@pytest.mark.slow
@pytest.mark.parametrize(("make", "code"), _HUGE.values(), ids=_HUGE.keys())
def test_what_is_huge(make: Callable[[], bytes], code: str, tmp_path: Path) -> None:
    """It ends by what is said of it, long before the limits of time and memory of a file."""
    (tmp_path / "lon.txt").write_bytes(make())
    (tmp_path / "tot.txt").write_bytes(GOOD)
    limits = Limits(seconds=30, memory=1 << 30)
    examination = Examination(discover([tmp_path]), Memory(), Processes(1, limits, few=0))
    found = {
        name: outcome.finding.code if isinstance(outcome, Unreadable) else ""
        for name, outcome in zip(examination.keys, examination.briefs(), strict=True)
    }
    assert found == {"lon.txt": code, "tot.txt": ""}


def test_a_text_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "MOST_LETTERS", 1000)
    outcome = read_bytes("a.txt", b"a" * 1001)
    assert isinstance(outcome, Unreadable) and outcome.finding.code == "text-too-long"
    assert isinstance(read_bytes("a.txt", b"a" * 1000), SourceText)


@pytest.mark.parametrize("limit", ["MOST_DOCUMENTS", "MOST_PROVISIONS", "MOST_PARAGRAPHS"])
def test_a_file_of_too_many_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(GOOD)
    (file,) = discover([path])
    task = Task(file, contents(file))
    assert Part.WHOLE in examine(task)
    monkeypatch.setattr(examination, limit, 0)
    outcome = examine(task)[Part.BRIEF]
    assert isinstance(outcome, Unreadable) and outcome.finding.code == "too-many-parts"


def test_a_fact_without_end_has_one_and_loses_no_text() -> None:
    long = "rất dài " * 1000
    fields = {"title": f"Về việc {long}", "heading": long, "signer": "Nguyễn Văn " + "Bình" * 1000}
    source = read_bytes("a.txt", text(regulation(**fields)))
    assert isinstance(source, SourceText)
    parsed = parse(source)
    assert not lost(parsed)
    for document in parsed.documents:
        assert len(document.title) <= lengths.LONGEST
        assert all(len(node.title) <= lengths.LONGEST for node in document.nodes)
        assert all(len(signer.name) <= lengths.LONGEST for signer in document.signers)
    assert any(finding.code == "fact-too-long" for finding in parsed.findings)


@pytest.mark.parametrize("field", ["body", "heading", "title"])
def test_a_long_paragraph_is_shown_whole(field: str) -> None:
    """It is HTML in the Markdown, whose converter would take time with the square of its length."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    converter = markdown.Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
    words = "a_b # <b> & {x} ` ~ " * 500
    source = read_bytes("a.txt", text(regulation(**{field: words})))
    assert isinstance(source, SourceText)
    (page,) = (
        page
        for page in render(Library.of([parse(source)]), datetime.date(2031, 1, 1))
        if page.path.startswith("van-ban/") and "12-2031" in page.path
    )
    shown = BeautifulSoup(converter.convert(page.text), "html.parser")
    assert " ".join(words.split()) in " ".join(shown.get_text().split())
    if field == "body":
        assert shown.find(id="dieu-1-khoan-1-diem-a")


def test_a_link_that_leads_out_of_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "van-ban"
    folder.mkdir()
    (tmp_path / "kin.txt").write_bytes(GOOD)
    (folder / "ra.txt").symlink_to(tmp_path / "kin.txt")
    (folder / "goc.txt").write_bytes(GOOD)
    (folder / "trong.txt").symlink_to(folder / "goc.txt")
    assert codes(folder) == {"goc.txt": "", "ra.txt": "file-link"}


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ong.txt")
    assert codes(tmp_path) == {"ong.txt": "file-special"}


def test_a_file_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", len(GOOD) - 1)
    (tmp_path / "a.txt").write_bytes(GOOD)
    assert codes(tmp_path) == {"a.txt": "file-too-large"}


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_unpacks_without_measure(tmp_path: Path, method: int) -> None:
    """These two give all that a few bytes stand for at once, however much one asks for."""
    (tmp_path / "a.zip").write_bytes(archive([("a.txt", GOOD)], method))
    assert codes(tmp_path) == {"a.zip/a.txt": "archive-member-broken"}


def test_a_directory_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [(f"{n}-{'a' * 200}.txt", b"") for n in range(10_000)]
    data = archive([*entries])
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, 0, 1)
    (tmp_path / "a.zip").write_bytes(data)
    (tmp_path / "b.zip").write_bytes(archive([("a.txt", GOOD)])[:-22] + locator + archive([])[-22:])

    def read_directory(archive: zipfile.ZipFile) -> None:
        del archive
        raise AssertionError("the directory was read")

    monkeypatch.setattr(zipfile.ZipFile, "_RealGetContents", read_directory)
    assert codes(tmp_path) == dict.fromkeys(("a.zip", "b.zip"), "archive-too-large")
