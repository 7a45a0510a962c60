"""Rows that look like provisions and are content of one: quoted amendments, annexes inside a body."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from itertools import pairwise

from dieukhoan.model import Kind
from dieukhoan.parse.labels import ANNEX, label
from dieukhoan.parse.rows import Row

_OPENING_QUOTE = ("“", '"', "«", "”", "‘‘", "''")
# the end of a quoted provision: "… đồng bộ.”.", "…”;", "…\" và"
_CLOSING_QUOTE = re.compile(r"[”\"»“][\s.;,/)]*(?:và|hoặc)?[\s.;,/]*$")
_INTRODUCES = re.compile(r"(?::|như sau|sau đây)\s*[:.]?$")
# an instruction that goes on although the quotation before it was never closed:
# "4. Bổ sung Điều 10a … như sau:", "Điều 12. Sửa đổi, bổ sung Điều 23"
_INSTRUCTION = re.compile(
    r"(?:Điều \d{1,3}\.|(?:\d{1,3}|[a-zđ])[.)])\s*(?:Sửa đổi|Bổ sung|Thay thế|Bãi bỏ)\b"
)


class Quotes:
    """Where quoted provisions of an amending instruction begin and end, row by row."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._closings = [i for i, row in enumerate(rows) if self._closes(row.text)]
        self._instructions = [
            i
            for i, (row, following) in enumerate(pairwise(rows))
            if following.text.startswith(_OPENING_QUOTE) and _INSTRUCTION.match(row.text)
        ]

    @staticmethod
    def _closes(text: str, opened: int = 0) -> bool:
        """Whether a row ends with the mark of a quotation that an earlier one (or itself: 1) opened."""
        match = _CLOSING_QUOTE.search(text, max(0, len(text) - 24))
        if not match:
            return False
        if match[0][0] == "“":
            return True
        if match[0][0] == '"' and "“" not in text:
            return text.count('"') % 2 != opened
        return (
            text.count("“") + text.count("«") - opened
            < text.count("”") + text.count("»") + text.count('"') % 2
        )

    def end_of(self, index: int) -> int:
        """The last row of the quotation that row ``index`` opens; ``index - 1`` when it opens none."""
        text = self._rows[index].text
        if not text.startswith(_OPENING_QUOTE):
            return index - 1
        inner = text.lstrip("“\"«”‘' ")
        if not (inner and label(inner)) and index and not _INTRODUCES.search(self._rows[index - 1].text):
            return index - 1
        if self._closes(text[1:]):
            return index
        at = bisect.bisect_right(self._closings, index)
        if at == len(self._closings):
            return index - 1
        unclosed = bisect.bisect_right(self._instructions, index)
        if unclosed < len(self._instructions) and self._instructions[unclosed] < self._closings[at]:
            return self._instructions[unclosed] - 1
        return self._closings[at]


def embedded_annexes(rows: Sequence[Row]) -> frozenset[int]:
    """Rows of an annex that stands before the last điều: from PHỤ LỤC to the next điều or chương.

    Collections of law print the annex to which an điều refers below that điều; its numbers are no khoản.
    """
    found: set[int] = set()
    inside = False
    for index, row in enumerate(rows):
        if row.text.startswith("PHỤ LỤC") and ANNEX.match(row.text):
            inside = True
        elif (
            inside and (head := label(row.text)) and head.kind in (Kind.ARTICLE, Kind.CHAPTER) and head.closed
        ):
            inside = False
        if inside:
            found.add(index)
    return frozenset(found)
