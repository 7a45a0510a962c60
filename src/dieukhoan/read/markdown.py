"""Markdown, as OCR tools and converters write it, to lines."""

from __future__ import annotations

import html
import re

from dieukhoan.read.decoding import clean, direction_marks
from dieukhoan.read.emphasis import emphasised
from dieukhoan.read.lines import Draft, DraftLine, is_rule
from dieukhoan.read.plaintext import is_debris, without_tabs
from dieukhoan.read.problems import problem
from dieukhoan.read.tables import Row, flattened, is_laid_out, table_lines

_DEEPEST_HEADING = 6
_CONVERTED = 20  # ten stretches of bold: no hand typed this
_EMPTY_EMPHASIS = re.compile(r"(\*{1,2}|_{1,2}) +\1")
_FENCE = re.compile(r"```\w*$|~~~\w*$")
_SEPARATOR = re.compile(r"\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?$")
# "CHÍNH PHỦ_______ Số: 17/2031/NĐ-CP", "CHỦ NGHĨA VIỆT NAMĐộc lập"
_RUN_TOGETHER = re.compile(r"(?<=[^\W\d_])(?=-{5}|_{5})|(?<=[-_]{5})(?![-_])|(?<=VIỆT NAM)(?=Độc)")
_PIPE = re.compile(r"(?<!\\)\|")
_QUOTED = re.compile(r"(?:> ?)+(?=[^\W\d]|[*“(+-])")
_SPECIAL = re.compile(r"[*_\\<&\[`]")

_BREAK = re.compile(r"<br ?/?>\n?", re.IGNORECASE)
_BREAK_SIGN = re.compile(r"(?<!\\)\\$", re.MULTILINE)
_TAG = re.compile(
    r"</?(?:sup|sub|u|b|i|em|strong|span|font|center|p|div|mark|small)(?: [^<>]{0,300})?>"
    r"|<!--[^<>]{0,500}-->",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:nbsp|amp|lt|gt|quot|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
# Only what leads out of the page: "[x](javascript:…)" is text.
_LINK = re.compile(
    r"!?\[([^\[\]\n]{0,500})\]\((?:https?:|mailto:|#|[\w./-]+\.(?:png|jpe?g|gif)\b)[^()\s]{0,2000}\)"
)
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>")


def read_markdown(text: str) -> Draft:
    """The lines of a Markdown text, without its marks.

    >>> [(line.text, line.heading) for line in read_markdown("## **KẾ HOẠCH**\\n* *\\n1\\\\. Mục đích").lines]
    [('KẾ HOẠCH', 2), ('', 0), ('1. Mục đích', 0)]
    """
    reader = _Reader(is_converted=text.count("**") >= _CONVERTED)
    rows = [without_tabs(row) for row in text.rstrip().split("\n")]
    at = 0
    while at < len(rows):
        at += reader.take(rows, at)
    reader.finish_block()
    draft = Draft(reader.lines, "markdown")
    turning = sum(direction_marks(html.unescape(entity[0])) for entity in _ENTITY.finditer(text))
    if turning:
        draft.findings.append(problem("direction-marks", turning))
    return draft


class _Reader:
    """Gathers rows into blocks, within which emphasis may run on from line to line."""

    def __init__(self, is_converted: bool) -> None:
        self._is_converted = is_converted
        self.lines: list[DraftLine] = []
        self._block: list[str] = []
        self._tables = 0

    def take(self, rows: list[str], at: int) -> int:
        """Takes the row at that place, or the table that begins there; how many rows that was."""
        row = rows[at]
        if not row or _EMPTY_EMPHASIS.fullmatch(row):
            self._alone(DraftLine(""))
        elif "|" in row and (is_debris(row) or (size := _table_size(rows, at))):
            if is_debris(row):
                self._alone(DraftLine(row, furniture=True))
            else:
                self._table(rows[at : at + size])
                return size
        elif row[0] == "|" or (row[-1] == "|" and row[-2:] != "\\|"):
            self._broken_row(row)
        elif row[0] == "#" and (level := _heading_level(row)):
            self.finish_block()
            self._add(_heading_text(row[level:]), level)
        elif is_rule(row.replace("\\", "")):
            rule = row.replace("\\", "")
            self._alone(DraftLine(rule.strip("*") or rule, furniture=True))
        elif _FENCE.match(row):
            self._alone(DraftLine(row, furniture=True))
        else:
            self._block.append(_QUOTED.sub("", row, count=1) if row[0] == ">" else row)
        return 1

    def finish_block(self) -> None:
        """Adds the lines of the block that was gathered."""
        if self._block:
            self._add("\n".join(self._block))
            self._block = []

    def _broken_row(self, row: str) -> None:
        """Cells of a letterhead on one line, their lines run together."""
        self.finish_block()
        for cell in _PIPE.split(row):
            for line in _RUN_TOGETHER.sub("\n", cell).split("\n"):
                self.take([without_tabs(line)], 0)
            self.finish_block()

    def _alone(self, line: DraftLine) -> None:
        self.finish_block()
        self.lines.append(line)

    def _add(self, block: str, heading: int = 0) -> None:
        for line in _inline(block, self._is_converted):
            line.heading = heading
            self.lines.append(line)

    def _table(self, rows: list[str]) -> None:
        self.finish_block()
        cells = [_cells(row, self._is_converted) for row in rows if not _SEPARATOR.match(row)]
        if is_laid_out(cells):
            self.lines += flattened(cells)
        else:
            self._tables += 1
            self.lines += table_lines(cells, self._tables)


def _heading_level(row: str) -> int:
    level = len(row) - len(row.lstrip("#"))
    return level if level <= _DEEPEST_HEADING and row[level : level + 1] in ("", " ") else 0


def _heading_text(rest: str) -> str:
    """The text of a heading; signs that close it (``## Mục đích ##``) are marks too."""
    text = rest.rstrip("#")
    return text.strip() if text.endswith(" ") else rest.strip()


def _inline(block: str, is_converted: bool) -> list[DraftLine]:
    if not _SPECIAL.search(block):
        return [DraftLine(line.strip()) for line in block.split("\n")]
    if "<" in block:
        block = _AUTOLINK.sub(r"\1", _TAG.sub("", _BREAK.sub("\n", block)))
    if "\\" in block:
        block = _BREAK_SIGN.sub("", block)
    if "](" in block:
        block = _LINK.sub(r"\1", block)
    if "&" in block:
        block, _ = clean(_ENTITY.sub(lambda entity: html.unescape(entity[0]), block))
    return [
        DraftLine(line.text, bold=line.bold, italic=line.italic) for line in emphasised(block, is_converted)
    ]


def _table_size(rows: list[str], at: int) -> int:
    """How many rows the table has that begins here; 0 when none does.

    A table has a second row of dashes, or, in what OCR leaves, rows of as many cells between outer pipes.
    """
    end = at + 1
    if end < len(rows) and _SEPARATOR.match(rows[end]):
        while end < len(rows) and "|" in rows[end] and not is_debris(rows[end]):
            end += 1
        return end - at
    pipes = rows[at].count("|")
    if pipes < 3 or not _is_closed_row(rows[at], pipes):
        return 0
    while end < len(rows) and _is_closed_row(rows[end], pipes):
        end += 1
    return end - at if end - at > 1 else 0


def _is_closed_row(row: str, pipes: int) -> bool:
    return row[:1] == "|" == row[-1:] and row.count("|") == pipes and not is_debris(row)


def _cells(row: str, is_converted: bool) -> Row:
    inner = row.removeprefix("|")
    inner = inner.removesuffix("|") if not inner.endswith("\\|") else inner
    return [_inline(cell.strip(), is_converted) for cell in _PIPE.split(inner)]
