"""Tables that are drawn with rules: which cells they have, and what stands in each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from dieukhoan.read.printed.content import PageContent, Rule

_NEAR = 4.0  # points by which rules that meet may miss each other
_MOST_RULES = 2_000  # of a page that are looked at; more is a drawing
_MOST_LINES = 200  # columns or rows of a table


@dataclass(frozen=True, slots=True)
class Grid:
    """A table on a page: its columns' edges from the left, its rows' edges from the top."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """The row and column at a point, as if no cells were merged; None outside."""
        if not (self.columns[0] <= x <= self.columns[-1] and self.rows[-1] <= y <= self.rows[0]):
            return None
        column = min(bisect_right(self.columns, x), len(self.columns) - 1) - 1
        row = min(bisect_right([-edge for edge in self.rows], -y), len(self.rows) - 1) - 1
        return row, column

    def merged(self, row: int, column: int) -> tuple[int, int]:
        """The first cell of those that are merged with a cell: no rule parts them."""
        while column and not self._is_parted(self.down, self.columns[column], self._middle(self.rows, row)):
            column -= 1
        while row and not self._is_parted(self.across, self.rows[row], self._middle(self.columns, column)):
            row -= 1
        return row, column

    @staticmethod
    def _middle(edges: Sequence[float], index: int) -> float:
        return (edges[index] + edges[index + 1]) / 2

    @staticmethod
    def _is_parted(rules: Sequence[Rule], at: float, through: float) -> bool:
        return any(abs(rule.at - at) <= _NEAR and rule.start <= through <= rule.end for rule in rules)


def grids(page: PageContent) -> list[Grid]:
    """The tables of a page, from the top: rules that meet, around at least two columns."""
    across, down = page.across, page.down
    if not 2 <= len(across) <= _MOST_RULES or not 2 <= len(down) <= _MOST_RULES:
        return []
    found = []
    for group in _groups(across, down):
        horizontal = tuple(across[index] for index in group if index < len(across))
        vertical = tuple(down[index - len(across)] for index in group if index >= len(across))
        columns = _edges([rule.at for rule in vertical])
        rows = _edges([rule.at for rule in horizontal])[::-1]
        if 3 <= len(columns) <= _MOST_LINES and 2 <= len(rows) <= _MOST_LINES:
            found.append(Grid(tuple(columns), tuple(rows), horizontal, vertical))
    return sorted(found, key=lambda grid: -grid.rows[0])


def _groups(across: Sequence[Rule], down: Sequence[Rule]) -> list[list[int]]:
    """The rules that meet, directly or through others; those down the page are numbered after the others."""
    parents = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    for first, flat in enumerate(across):
        for second, upright in enumerate(down, len(across)):
            meets_flat = flat.start - _NEAR <= upright.at <= flat.end + _NEAR
            if meets_flat and upright.start - _NEAR <= flat.at <= upright.end + _NEAR:
                parents[root(first)] = root(second)
    groups: dict[int, list[int]] = {}
    for index in range(len(parents)):
        groups.setdefault(root(index), []).append(index)
    return [group for group in groups.values() if len(group) > 1]


def _edges(positions: Sequence[float]) -> list[float]:
    """The positions in order, those that are nearly one taken as one."""
    edges: list[float] = []
    for position in sorted(positions):
        if not edges or position - edges[-1] > _NEAR:
            edges.append(position)
    return edges
