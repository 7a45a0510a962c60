"""Plain text to lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from dieukhoan.model import CELL
from dieukhoan.read.lines import Draft, DraftLine, is_rule

_TABS = re.compile(r"\t[ \t]*")
_GAP = "    "  # what is left of a tab: wider than a space, so that two columns of a letterhead stay apart
_FEWEST_TABS = 2
_FEWEST_ROWS = 2


def read_plaintext(text: str) -> Draft:
    """A line of the file is a line of the text; rows pasted from a spreadsheet are a table.

    >>> [line.text for line in read_plaintext("Điều 1.\\n\\n-----\\n").lines]
    ['Điều 1.', '', '-----']
    """
    return Draft(plain_lines(text.rstrip().split("\n")), "text")


def plain_lines(rows: Sequence[str], first_table: int = 1) -> list[DraftLine]:
    """Rows of text without mark-up as lines; tables are numbered from ``first_table``."""
    if not any("\t" in row for row in rows):
        return [_line(row) for row in rows]
    lines: list[DraftLine] = []
    table = first_table
    for tabs, group in groupby((row.strip(" \n") for row in rows), key=lambda row: row.count("\t")):
        run = list(group)
        if tabs >= _FEWEST_TABS and len(run) >= _FEWEST_ROWS and all(row.strip() for row in run):
            lines += [DraftLine(_cells(row), table=table) for row in run]
            table += 1
        else:
            lines += [_line(without_tabs(row)) for row in run]
    return lines


def without_tabs(row: str) -> str:
    """A row without white space around it and without tabs in it."""
    row = row.strip()
    return _TABS.sub(_GAP, row) if "\t" in row else row


def _cells(row: str) -> str:
    return CELL.join(cell.strip() for cell in row.split("\t")).rstrip()


def _line(row: str) -> DraftLine:
    text = row.strip()
    return DraftLine(text, furniture=is_rule(text) or is_debris(text))


def is_debris(text: str) -> bool:
    """Whether a line is what is left of a table without its cells: ``"|"``, ``"| |"``."""
    return "|" in text and not text.strip("| ")
