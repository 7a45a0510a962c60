"""The pages of a document one after the other: running heads, tables that go on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dieukhoan.read.lines import DraftLine
from dieukhoan.read.printed.content import Letter, PageContent
from dieukhoan.read.printed.grid import Grid, grids
from dieukhoan.read.printed.layout import Segment, cell_lines, draft_line, in_reading_order, segments
from dieukhoan.read.tables import Row, flattened, is_laid_out, table_lines

_EDGE = 0.1  # of the height of a page: where running heads stand
_FEWEST_REPEATS = 3
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:Trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s.]*", re.IGNORECASE)
_SAME_COLUMNS = 6.0  # points


@dataclass(slots=True)
class _Placed:
    """A line, and whether it stands where running heads do."""

    line: DraftLine
    is_at_edge: bool = False


@dataclass(slots=True)
class _Table:
    """A table; ``columns`` is where they part, so that it can go on upon the next page."""

    rows: list[Row]
    columns: tuple[float, ...]


class Pages:
    """Pages as they come, and in the end their lines."""

    def __init__(self) -> None:
        self._pages: list[list[_Placed | _Table]] = []

    def add(self, content: PageContent) -> None:
        """Takes the next page."""
        self._pages.append(_page(content))

    def lines(self) -> list[DraftLine]:
        """The lines of all pages in the order of reading; what only belongs to the pages is furniture."""
        _mark_running_heads(self._pages)
        return _lines(self._pages)


def _page(content: PageContent) -> list[_Placed | _Table]:
    """The lines and tables of a page in their order."""
    tables = grids(content)
    cells: list[dict[tuple[int, int], list[Letter]]] = [{} for _ in tables]
    free: list[Letter] = []
    for letter in content.letters:
        x, y = (letter.left + letter.right) / 2, letter.y + letter.size / 4
        for grid, inside in zip(tables, cells, strict=True):
            cell = grid.cell(x, y)
            if cell is not None:
                inside.setdefault(cell, []).append(letter)
                break
        else:
            free.append(letter)
    found: list[_Placed | _Table] = [
        _Placed(draft_line(segment, content.width), is_at_edge=True)
        for letters in content.aside
        for line in segments(letters)
        for segment in line
    ]
    lines = segments(free)
    for grid, inside in zip(tables, cells, strict=True):
        if inside:
            found += _placed([line for line in lines if line[0].y >= grid.rows[0]], content)
            lines = [line for line in lines if line[0].y < grid.rows[0]]
            found.append(_Table(_rows(grid, inside), grid.columns))
    return found + _placed(lines, content)


def _placed(lines: Sequence[Sequence[Segment]], content: PageContent) -> list[_Placed | _Table]:
    edge = _EDGE * content.height
    return [
        _Placed(draft_line(segment, content.width), not edge < segment.y < content.height - edge)
        for segment in in_reading_order(lines)
    ]


def _rows(grid: Grid, cells: dict[tuple[int, int], list[Letter]]) -> list[Row]:
    merged: dict[tuple[int, int], list[Letter]] = {}
    for cell, letters in cells.items():
        merged.setdefault(grid.merged(*cell), []).extend(letters)
    return [
        [cell_lines(merged.get((row, column), ())) for column in range(len(grid.columns) - 1)]
        for row in range(len(grid.rows) - 1)
    ]


def _mark_running_heads(pages: Sequence[Sequence[_Placed | _Table]]) -> None:
    """Page numbers, and what stands at the edge of three pages and of a third of them, the digits aside."""
    edges = [[item.line for item in page if isinstance(item, _Placed) and item.is_at_edge] for page in pages]
    counts = Counter(key for lines in edges for key in {_DIGITS.sub("#", line.text) for line in lines})
    needed = max(_FEWEST_REPEATS, len(pages) // 3)
    for lines in edges:
        for line in lines:
            if _PAGE_NUMBER.fullmatch(line.text) or counts[_DIGITS.sub("#", line.text)] >= needed:
                line.furniture = True


def _lines(pages: Sequence[Sequence[_Placed | _Table]]) -> list[DraftLine]:
    lines: list[DraftLine] = []
    number = 0
    going_on: tuple[float, ...] = ()  # the columns of the table with which the text so far ends
    for page in pages:
        for item in page:
            if isinstance(item, _Placed):
                if item.line.text:
                    lines.append(item.line)
                if not item.line.furniture:
                    going_on = ()
            elif is_laid_out(item.rows):
                lines += flattened(item.rows)
                going_on = ()
            else:
                if not _is_same(going_on, item.columns):
                    number += 1
                lines += table_lines(item.rows, number)
                going_on = item.columns
    return lines


def _is_same(columns: tuple[float, ...], others: tuple[float, ...]) -> bool:
    return len(columns) == len(others) and all(
        abs(one - other) <= _SAME_COLUMNS for one, other in zip(columns, others, strict=True)
    )
