"""Texts that are no regulation (tư liệu), such as newspaper articles: no structure is invented for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from dieukhoan.dates import iso
from dieukhoan.model import OPENING_PLACE, Kind, Paragraph, Role, Stated
from dieukhoan.parse.labels import label
from dieukhoan.parse.rows import Row, Wrapping
from dieukhoan.parse.split import Extent, is_letterhead, is_type_heading

BACKGROUND_TYPE = "Tư liệu"
# "01/07/2022 09:44", "Thứ Sáu, 26/09/2020 | 16:11"
_DATELINE = re.compile(r"(?:[^\d]{0,24})\d{1,2}[/-]\d{1,2}[/-]\d{4}[\s|,–-]*(?:\d{1,2}[:h]\d{2})?.{0,12}")
# "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;"; an article: "Căn cứ Điều 5 …:"
_RECITAL = re.compile(r"[-–*\s]{0,4}(?:Căn cứ|CĂN CỨ)\s.*[;,]$", re.DOTALL)
_FEWEST_WORDS = 7  # of a sentence
_FIRST = ("1", "I")
_SHORTEST_TITLE, _LONGEST_TITLE = 24, 260


@dataclass(frozen=True, slots=True)
class Background:
    """What is known of a background text."""

    title: str
    date: str
    paragraphs: tuple[Paragraph, ...]


def is_regulation(rows: Sequence[Row], extent: Extent, stated: Stated) -> bool:
    """Whether a document shows a sign of a regulation: head, number, recitals, signature, its first điều.

    An article may quote all of these but a signature; it does so after sentences of its own, and seldom from
    the first điều on. A heading therefore counts where no sentence stands before it; a whole letterhead and
    recitals count anywhere in the front.
    """
    if stated.number or extent.back:
        return True
    front = [rows[i] for i in extent.front]
    opening = takewhile(lambda row: not _is_sentence(row), front)
    if any(is_letterhead(row) or is_type_heading(row) for row in opening):
        return True
    if sum(map(is_letterhead, front)) > 1 or any(_RECITAL.match(row.text) for row in front):
        return True
    return _begins_with_first(rows[index].text for index in extent.body)


def _is_sentence(row: Row) -> bool:
    """Whether a row ends a sentence, or is one that leads on to a quotation."""
    text = row.text
    return text[-1] in ".?!:" and len(text.split()) >= _FEWEST_WORDS and not text.isupper()


def _begins_with_first(texts: Iterable[str]) -> bool:
    """Whether the first điều, chương or Roman heading of some rows is numbered 1."""
    for text in texts:
        found = label(text)
        if found and (found.kind in (Kind.ARTICLE, Kind.CHAPTER) or found.form == "roman"):
            return found.number in _FIRST
    return False


def read_background(rows: Sequence[Row], wrapping: Wrapping, stated: Stated) -> Background:
    """The title, date and paragraphs of a background text."""
    paragraphs: list[list[Row]] = []
    for row in rows:
        if paragraphs and wrapping.runs_on(paragraphs[-1][-1], row):
            paragraphs[-1].append(row)
        else:
            paragraphs.append([row])
    title_at = next((i for i, p in enumerate(paragraphs) if _is_title(p)), -1)
    date = next((iso(p[0].text) for p in paragraphs[:8] if _DATELINE.fullmatch(p[0].text)), None)
    made = tuple(
        Paragraph(
            Role.TITLE if index == title_at else Role.BODY,
            OPENING_PLACE,
            tuple(row.span for row in paragraph),
            paragraph[0].line.table,
        )
        for index, paragraph in enumerate(paragraphs)
    )
    title = " ".join(row.text for row in paragraphs[title_at]) if title_at >= 0 else ""
    return Background(stated.title or title, iso(stated.date) or date or "", made)


def _is_title(paragraph: list[Row]) -> bool:
    """Whether a paragraph can be the headline: the first that is long enough and is no sentence."""
    length = sum(len(row.text) for row in paragraph)
    first = paragraph[0]
    if first.line.heading:
        return True
    ends = paragraph[-1].text[-1]
    return (
        _SHORTEST_TITLE <= length <= _LONGEST_TITLE
        and ends not in ".;:"
        and not _DATELINE.fullmatch(first.text)
    )
