"""A long list (danh mục) in parts: rows of a table, filters over all of them, and pages to leaf through.

The first rows stand in the page itself; further pages hold the rest for readers without scripts; the data of
all rows lies beside them in parts, which the script (`theme/assets/dieukhoan/lists.js`) loads one after the
other when the reader filters or sorts, so that no list is too long to open and none freezes a browser.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dieukhoan.page import Page
from dieukhoan.render import escape, words
from dieukhoan.render.card import state_sign
from dieukhoan.render.layers import SitePage, Target
from dieukhoan.render.routes import Ways
from dieukhoan.render.sheet import page as sheet_page

ROWS = 100
"""Rows on one page."""
PART = 500
"""Rows in one file of the data."""
_NEAR = 2
"""Pages before and after the shown one that the pager names."""


class Form(StrEnum):
    """How a column is shown, and in which order its values come."""

    LINK = "link"
    TEXT = "text"
    DATE = "date"
    COUNT = "count"
    STATE = "state"


Cell = str | int | words.State | None
"""The words of a link or a text, an ISO date, a count, or the state of a document."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name (also its CSS class), its head, its form; whether words are looked for in it."""

    name: str
    head: str
    form: Form = Form.TEXT
    is_searched: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """A value to choose, its words and how many rows have it."""

    value: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice over a column: ``name`` stands in the address of the filtered list (``?loai=Luật``).

    ``is_start`` chooses what begins with the value: a year, of dates.
    """

    label: str
    name: str
    column: str
    options: Sequence[Option]
    is_start: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: where its link leads, and a cell for each column."""

    target: Target
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A list on the page ``path``; ``style`` is the class of its table, ``noun`` what it counts.

    ``order`` says in which order the rows come ("mới nhất trước"); ``looked_for`` labels the box for words.
    With ``is_sortable`` the heads of the columns sort.
    """

    path: str
    style: str
    noun: str
    order: str
    looked_for: str
    columns: Sequence[Column]
    filters: Sequence[Filter]
    rows: Sequence[Row]
    is_sortable: bool = False

    def blocks(self, routes: Ways) -> list[str]:
        """The blocks of the list on its first page."""
        return [
            self._form(),
            f'<p class="shown" role="status">{self._counted()}</p>',
            self._table(routes, self.path, 1),
            '<p class="further" hidden><button type="button">Hiện thêm</button></p>',
            *self._pager(routes, 1),
        ]

    def pages(self, routes: Ways, title: str) -> Iterator[Page]:
        """The further pages, and the parts of the data."""
        back = escape.markdown(title)
        for number in range(2, self._count + 1):
            path = self._path(number)
            blocks = [
                f"# {escape.markdown(title, at_start=True)} (trang {number})",
                f"[{back}]({routes.markdown(path, SitePage(self.path))}): {self._counted()}",
                self._table(routes, path, number),
                *self._pager(routes, number),
            ]
            yield sheet_page(path, f"{title} (trang {number})", blocks, kind="list")
        for index in range(self._parts):
            rows = [self._data(routes, row) for row in self.rows[index * PART : (index + 1) * PART]]
            data = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
            yield Page(f"{self._folder}/{index}.json", data + "\n")

    @property
    def _count(self) -> int:
        return max(1, -(-len(self.rows) // ROWS))

    @property
    def _parts(self) -> int:
        """The parts of the data; a list that stands on its page as a whole needs none."""
        return -(-len(self.rows) // PART) if self._count > 1 else 0

    @property
    def _folder(self) -> str:
        return posixpath.join(self.path.removesuffix(".md").removesuffix("index"), "danh-sach")

    def _path(self, number: int) -> str:
        return self.path if number == 1 else f"{self._folder}/{number}.md"

    def _counted(self) -> str:
        count = words.number(len(self.rows))
        if self._count > 1:
            return f"{count} {self.noun}, {self.order}; mỗi trang {ROWS}."
        return f"{count} {self.noun}, {self.order}."

    def _form(self) -> str:
        selects = "\n".join(map(_select, self.filters))
        return (
            f'<form class="filters list-filters {self.style}" aria-label="Lọc {self.noun}" hidden '
            f'data-source="danh-sach/" data-parts="{self._parts}" data-noun="{self.noun}">\n'
            f'<label class="words">{self.looked_for} '
            f'<input type="search" name="tu" autocomplete="off"></label>\n'
            f'{selects}\n<button type="reset">Bỏ lọc</button>\n</form>'
        )

    def _table(self, routes: Ways, page: str, number: int) -> str:
        heads = "".join(map(self._head, self.columns))
        shown = self.rows[(number - 1) * ROWS : number * ROWS]
        rows = "\n".join(self._row(routes, page, row) for row in shown)
        return (
            f'<div class="scrolled"><table class="listed {self.style}">\n<thead><tr>{heads}</tr></thead>\n'
            f"<tbody>\n{rows}\n</tbody>\n</table></div>"
        )

    def _head(self, column: Column) -> str:
        searched = " data-searched" if column.is_searched else ""
        sorts = " data-sort" if self.is_sortable else ""
        facts = f'data-name="{column.name}" data-form="{column.form}"{searched}{sorts}'
        return f'<th scope="col" {facts}>{escape.markup(column.head)}</th>'

    def _row(self, routes: Ways, page: str, row: Row) -> str:
        cells = []
        for column, cell in zip(self.columns, row.cells, strict=True):
            iso = f' data-date="{escape.markup(str(cell))}"' if column.form is Form.DATE else ""
            shown = _shown(column.form, cell, routes, page, row.target)
            cells.append(f'<td class="{column.name}"{iso}>{shown}</td>')
        return f"<tr>{''.join(cells)}</tr>"

    def _data(self, routes: Ways, row: Row) -> list[str | int | list[str]]:
        """A row for the script: the address of its link, then its cells."""
        cells: list[str | int | list[str]] = [routes.url(self.path, row.target)]
        for cell in row.cells:
            if isinstance(cell, words.State):
                cells.append([cell.standing, cell.words])
            else:
                cells.append("" if cell is None else cell)
        return cells

    def _pager(self, routes: Ways, number: int) -> list[str]:
        paths = [self._path(index) for index in range(1, self._count + 1)]
        return pager(routes, paths, number, "Các trang của danh mục")


def pager(routes: Ways, paths: Sequence[str], number: int, label: str) -> list[str]:
    """The ways from page ``number`` (from 1) to the other pages of a whole, when there are any."""
    count = len(paths)
    if count == 1:
        return []
    near = range(max(1, number - _NEAR), min(count, number + _NEAR) + 1)
    links: list[str] = []
    before = 0
    for index in sorted({1, *near, count}):
        if index > before + 1:
            links.append("<span>…</span>")
        before = index
        if index == number:
            links.append(f'<b aria-current="page">{index}</b>')
            continue
        url = escape.markup(routes.url(paths[number - 1], SitePage(paths[index - 1])))
        rel = {number - 1: ' rel="prev"', number + 1: ' rel="next"'}.get(index, "")
        links.append(f'<a href="{url}"{rel}>{index}</a>')
    return [f'<nav class="pages" aria-label="{label}">\n{chr(10).join(links)}\n</nav>']


def _select(choice: Filter) -> str:
    options = "\n".join(
        f'<option value="{escape.markup(option.value)}">{escape.markup(option.words)} '
        f"({words.number(option.count)})</option>"
        for option in choice.options
    )
    start = " data-start" if choice.is_start else ""
    return (
        f'<label>{choice.label} <select name="{choice.name}" data-column="{choice.column}"{start}>\n'
        f'<option value="">Tất cả</option>\n{options}\n</select></label>'
    )


def _shown(form: Form, cell: Cell, routes: Ways, page: str, target: Target) -> str:
    if isinstance(cell, words.State):
        return state_sign(cell)
    if cell is None:
        return ""
    if form is Form.LINK:
        return f'<a href="{escape.markup(routes.url(page, target))}">{escape.markup(str(cell))}</a>'
    if form is Form.DATE:
        return escape.markup(words.short_date(str(cell)))
    return words.number(cell) if isinstance(cell, int) else escape.markup(cell)
