"""Texts that are no regulation (tư liệu), such as newspaper articles: no structure is invented for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dieukhoan.dates import iso
from dieukhoan.model import OPENING_PLACE, Kind, Paragraph, Role, Stated
from dieukhoan.parse.labels import label
from dieukhoan.parse.rows import Row, Wrapping
from dieukhoan.parse.split import Extent, is_letterhead, is_type_heading

BACKGROUND_TYPE = "Tư liệu"
# "01/07/2022 09:44", "Thứ Sáu, 26/09/2020 | 16:11"
_DATELINE = re.compile(r"(?:[^\d]{0,24})\d{1,2}[/-]\d{1,2}[/-]\d{4}[\s|,–-]*(?:\d{1,2}[:h]\d{2})?.{0,12}")
_SHORTEST_TITLE, _LONGEST_TITLE = 24, 260


@dataclass(frozen=True, slots=True)
class Background:
    """What is known of a background text."""

    title: str
    date: str
    paragraphs: tuple[Paragraph, ...]


def is_regulation(rows: Sequence[Row], extent: Extent, stated: Stated) -> bool:
    """Whether a document shows any sign of a regulation: letterhead, number, type, điều."""
    if stated.number:
        return True
    if any(is_letterhead(rows[i]) or is_type_heading(rows[i]) for i in extent.front):
        return True
    for index in extent.body:
        found = label(rows[index].text)
        if found and found.kind in (Kind.ARTICLE, Kind.CHAPTER):
            return True
        if found and found.form == "roman":
            return True
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
