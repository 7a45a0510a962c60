"""Tables: which hold data, which only lay out a letterhead or a signature, and both as lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dieukhoan.model import CELL, CELL_LINE
from dieukhoan.read.lines import DraftLine
from dieukhoan.text import bare

Cell = list[DraftLine]
Row = list[Cell]

_MOTTO = ("cong hoa xa hoi chu nghia viet nam", "dang cong san viet nam")
_SPACES = re.compile(r"\s+")
# "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "T/M BAN THƯỜNG VỤ", "KT. CHỦ TỊCH", "Số: 12-QC/HU", "XÁC THỰC …"
_LAYOUT_LINE = re.compile(
    r"(?:Nơi|NƠI) (?:nhận|NHẬN|gửi)\s*:"
    r"|(?:(?:TM|KT|TL|TUQ|TN|T/M|K/T|T/L)(?:\s?[.,]\s?|\s)|Q\s?\.\s?)[A-ZĐÂĂÊÔƠƯÀ-Ỹ]{2}"
    r"|(?:Luật|Số)\s*(?:số)?\s*:?\s*[\d….]{0,8}\s?[/-]\s?[\w/…-]+$"
    r"|XÁC (?:THỰC|NHẬN)\b|CHỦ TỊCH$|BỘ TRƯỞNG$|TỔNG BÍ THƯ$|THỦ TƯỚNG$"
)
_MOST_LAYOUT_ROWS = 6
_MOST_LAYOUT_COLUMNS = 4


def is_laid_out(rows: Sequence[Row]) -> bool:
    """Whether a table only places a letterhead, a signature or a list of recipients on the page."""
    filled = [[cell for cell in row if any(line.text for line in cell)] for row in rows]
    filled = [row for row in filled if row]
    if max((len(row) for row in filled), default=0) <= 1:
        return True
    if len(filled) > _MOST_LAYOUT_ROWS or max(map(len, filled)) > _MOST_LAYOUT_COLUMNS:
        return False
    return any(is_layout_cell(cell) for row in filled for cell in row)


def is_layout_cell(cell: Cell) -> bool:
    """Whether a cell holds a part of a letterhead, a signature or a list of recipients."""
    texts = [line.text for line in cell if line.text]
    if any(_LAYOUT_LINE.match(text) for text in texts):
        return True
    start = _SPACES.sub(" ", bare(" ".join(texts[:8])[:400]))
    return any(motto in start for motto in _MOTTO)


def flattened(rows: Sequence[Row]) -> list[DraftLine]:
    """The lines of a layout table, cell after cell."""
    return [line for row in rows for cell in row for line in cell if line.text]


def table_lines(rows: Sequence[Row], number: int) -> list[DraftLine]:
    """The rows of a data table, one line each; rows without text are left out."""
    lines = []
    for row in rows:
        words = [line for cell in row for line in cell if line.text]
        if words:
            text = CELL.join(CELL_LINE.join(line.text for line in cell if line.text) for cell in row)
            lines.append(
                DraftLine(
                    text.rstrip(),
                    bold=all(line.bold for line in words),
                    italic=all(line.italic for line in words),
                    centred=all(line.centred for line in words),
                    table=number,
                    confidence=min(line.confidence for line in words),
                )
            )
    return lines
