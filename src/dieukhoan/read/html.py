"""HTML pages to lines: known portals by their own mark-up, any other page by its text."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from bs4 import BeautifulSoup, CData, NavigableString, Tag, XMLParsedAsHTMLWarning

from dieukhoan.model import Stated
from dieukhoan.read.decoding import clean, direction_marks
from dieukhoan.read.lines import Draft, DraftLine, is_rule
from dieukhoan.read.listing import Listing, starts_with_label
from dieukhoan.read.portals import main_content, page_facts, portal_page
from dieukhoan.read.problems import problem
from dieukhoan.read.tables import Cell, Row, flattened, is_laid_out, table_lines

_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
    }
    | {
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
    }
    | {"html", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td"}
    | {"tfoot", "th", "thead", "tr", "ul"}
)
_NOT_SHOWN = frozenset(
    {"script", "style", "head", "title", "meta", "link", "template", "noscript", "iframe", "object", "embed"}
    | {
        "svg",
        "canvas",
        "audio",
        "video",
        "map",
        "select",
        "option",
        "button",
        "textarea",
        "input",
        "datalist",
    }
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOLD, _ITALIC = frozenset({"b", "strong"}), frozenset({"i", "em"})
_CELLS = frozenset({"td", "th"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WEIGHT = re.compile(r"font-weight\s*:\s*(\w+)", re.IGNORECASE)
_ITALIC_STYLE = re.compile(r"font-style\s*:\s*(\w+)", re.IGNORECASE)
_ALIGN = re.compile(r"text-align\s*:\s*(\w+)", re.IGNORECASE)
_KEEPS_LINES = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_BOLD_WEIGHTS = frozenset({"bold", "bolder", "600", "700", "800", "900"})
_BORDER = re.compile(r"border[\w-]*\s*:[^;]*\b(?:solid|double|dotted|dashed|ridge|groove)\b", re.IGNORECASE)
_WHITE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]")
_WIDEST_TABLE = 100  # columns up to which cells may span; more is an attack or a slip
_NO_CELL: Cell = []  # stands where a cell from the left or from above reaches to


def read_html(text: str) -> Draft:
    """The lines of a page, a paragraph a line, without what surrounds the document.

    >>> [line.text for line in read_html("<p>Điều 1.\\n <b>Phạm vi</b></p><p>a<br>b</p>").lines]
    ['Điều 1. Phạm vi', 'a', 'b']
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        page = BeautifulSoup(text, "lxml")
    portal = portal_page(page, text)
    if portal is not None:
        draft = _draft(portal.content, portal.stated, is_portal=True)
        if draft.has_text():
            return draft
    draft = _draft(main_content(page), portal.stated if portal else page_facts(page))
    if portal is not None:
        draft.findings.append(problem("portal-page-empty", portal.name))
    return draft


def _draft(elements: Iterable[Tag], stated: Stated, is_portal: bool = False) -> Draft:
    walk = _Walk()
    for element in elements:
        walk.over(element)
    draft = Draft(walk.lines, "html", stated, is_portal)
    if walk.direction_marks:  # written as entities: others are no longer there
        draft.findings.append(problem("direction-marks", walk.direction_marks))
    return draft


@dataclass(frozen=True, slots=True)
class _Look:
    """How text looks where it stands, as inherited from the elements around it."""

    bold: bool = False
    italic: bool = False
    centred: bool = False
    heading: int = 0
    keeps_lines: bool = False


@dataclass(slots=True)
class _Table:
    """A table that is being read."""

    is_bordered: bool
    is_presentation: bool
    before: Cell = field(default_factory=list)  # caption, and what stands outside of cells
    rows: list[Row] = field(default_factory=list)
    is_dissolved: bool = False  # it holds another table: it lays out the page, its lines went on to the page
    reaching_down: dict[int, int] = field(default_factory=dict)  # column: rows still claimed by a cell above
    reaching_on: dict[int, int] = field(default_factory=dict)  # the same for the rows after this one

    def begin_row(self) -> None:
        for column in [column for column, rows in self.reaching_down.items() if rows <= 0]:
            del self.reaching_down[column]
        for column, rows in self.reaching_on.items():
            self.reaching_down[column] = rows
        self.reaching_on = {}
        for column in self.reaching_down:
            self.reaching_down[column] -= 1
        self.rows.append([])

    def begin_cell(self, columns: int, rows: int) -> Cell:
        if not self.rows:
            self.begin_row()
        row = self.rows[-1]
        while len(row) in self.reaching_down:
            row.append(_NO_CELL)
        columns = max(1, min(columns, _WIDEST_TABLE - len(row)))
        if rows > 1 and len(row) < _WIDEST_TABLE:
            self.reaching_on |= dict.fromkeys(range(len(row), len(row) + columns), rows - 1)
        cell: Cell = []
        row.append(cell)
        row.extend([_NO_CELL] * (columns - 1))
        return cell

    def is_laid_out(self) -> bool:
        """Whether it only lays out the page."""
        if self.is_presentation or is_laid_out(self.rows):
            return True
        columns = max(map(len, self.rows), default=0)
        return not self.is_bordered and columns <= 2 and len(self.rows) <= 3


class _Walk:
    """Goes through elements without recursion: pages may be nested as deep as an attacker likes."""

    def __init__(self) -> None:
        self.lines: list[DraftLine] = []
        self.direction_marks = 0
        self._sinks: list[Cell] = [self.lines]
        self._tables: list[_Table] = []
        self._count = 0
        self._lists: list[Listing] = []
        self._label = ""
        self._parts: list[str] = []
        self._looks: set[_Look] = set()

    def over(self, root: Tag) -> None:
        """Adds the lines of an element."""
        opened: list[tuple[Tag, _Look, Iterator[object]]] = [
            (root, self._enter(root, _Look()), iter(root.contents))
        ]
        while opened:
            tag, look, children = opened[-1]
            child = next(children, None)
            if child is None:
                opened.pop()
                self._leave(tag)
            elif isinstance(child, Tag):
                if child.name not in _NOT_SHOWN and not _is_hidden(child):
                    opened.append((child, self._enter(child, look), iter(child.contents)))
            elif type(child) is NavigableString or type(child) is CData:
                self._text(str(child), look)

    def _enter(self, tag: Tag, look: _Look) -> _Look:
        name = tag.name
        if name == "br" or name in _BLOCKS:
            self._end_line()
        if name == "table":
            self._begin_table(tag)
        elif name == "tr" and self._tables:
            self._tables[-1].begin_row()
        elif name in _CELLS and self._tables:
            self._begin_cell(tag)
        elif name in ("ol", "ul"):
            self._lists.append(Listing(name, _attributes(tag)))
        elif name == "li" and self._lists:
            self._label = self._lists[-1].label(_attributes(tag))
        return _look(tag, look)

    def _leave(self, tag: Tag) -> None:
        name = tag.name
        if name in _BLOCKS:
            self._end_line()
        if name == "table":
            self._end_table()
        elif name in _CELLS and self._tables:
            self._sinks.pop()
        elif name in ("ol", "ul"):
            self._lists.pop()
        elif name == "li":
            self._label = ""

    def _text(self, text: str, look: _Look) -> None:
        if look.keeps_lines and "\n" in text:
            first, *rest = text.split("\n")
            self._add(first, look)
            for line in rest:
                self._end_line()
                self._add(line, look)
        else:
            self._add(text, look)

    def _add(self, text: str, look: _Look) -> None:
        self._parts.append(text)
        if _WORD.search(text):
            self._looks.add(look)

    def _end_line(self) -> None:
        if not self._parts:
            return
        joined = "".join(self._parts)
        self.direction_marks += direction_marks(joined)
        text, _ = clean(joined)
        text = _WHITE.sub(" ", text).strip()
        looks = self._looks
        self._parts, self._looks = [], set()
        if not text:
            return
        if self._label:
            text = text if starts_with_label(text) else self._label + text
            self._label = ""
        self._sinks[-1].append(
            DraftLine(
                text,
                heading=max((look.heading for look in looks), default=0),
                bold=bool(looks) and all(look.bold for look in looks),
                italic=bool(looks) and all(look.italic for look in looks),
                centred=bool(looks) and all(look.centred for look in looks),
                furniture=is_rule(text),
            )
        )

    def _begin_table(self, tag: Tag) -> None:
        if self._tables:
            self._dissolve(self._tables[-1])
        attributes = _attributes(tag)
        border = attributes.get("border", "0").strip() not in ("", "0", "0px")
        is_bordered = border or bool(_BORDER.search(attributes.get("style", "")))
        table = _Table(is_bordered, attributes.get("role") in ("presentation", "none"))
        self._tables.append(table)
        self._sinks.append(table.before)

    def _begin_cell(self, tag: Tag) -> None:
        attributes = _attributes(tag)
        table = self._tables[-1]
        if _BORDER.search(attributes.get("style", "")):
            table.is_bordered = True
        columns, rows = _span(attributes.get("colspan", "")), _span(attributes.get("rowspan", ""))
        self._sinks.append(self.lines if table.is_dissolved else table.begin_cell(columns, rows))

    def _end_table(self) -> None:
        table = self._tables.pop()
        self._sinks.pop()
        if table.is_dissolved:
            return
        self.lines += table.before
        if table.is_laid_out():
            self.lines += flattened(table.rows)
        else:
            self._count += 1
            self.lines += table_lines(table.rows, self._count)

    def _dissolve(self, table: _Table) -> None:
        """Gives the lines of a table to the page, as those of the tables around it before."""
        if table.is_dissolved:
            return
        table.is_dissolved = True
        self.lines += table.before
        self.lines += flattened(table.rows)
        at = len(self._sinks) - 1
        while self._sinks[at] is not self.lines:
            self._sinks[at] = self.lines
            at -= 1


def _attributes(tag: Tag) -> dict[str, str]:
    return {name: value for name, value in tag.attrs.items() if isinstance(value, str)}


def _span(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 6 and text != "0" else 1


def _is_hidden(tag: Tag) -> bool:
    attributes = tag.attrs
    return "hidden" in attributes or (
        "style" in attributes and bool(_HIDDEN.search(str(attributes["style"])))
    )


def _look(tag: Tag, look: _Look) -> _Look:
    name, attributes = tag.name, tag.attrs
    if name in _BOLD or name == "th":
        look = replace(look, bold=True)
    elif name in _ITALIC:
        look = replace(look, italic=True)
    elif name in _HEADINGS:
        look = replace(look, heading=_HEADINGS[name])
    elif name == "center":
        look = replace(look, centred=True)
    elif name == "pre":
        look = replace(look, keeps_lines=True)
    if "align" in attributes and name != "table":
        look = replace(look, centred=str(attributes["align"]).lower() == "center")
    return _styled(look, str(attributes["style"])) if "style" in attributes else look


@lru_cache(maxsize=4096)
def _styled(look: _Look, style: str) -> _Look:
    if weight := _WEIGHT.search(style):
        look = replace(look, bold=weight[1].lower() in _BOLD_WEIGHTS)
    if slant := _ITALIC_STYLE.search(style):
        look = replace(look, italic=slant[1].lower() in ("italic", "oblique"))
    if align := _ALIGN.search(style):
        look = replace(look, centred=align[1].lower() == "center")
    if _KEEPS_LINES.search(style):
        look = replace(look, keeps_lines=True)
    return look
