"""The pages of a PDF one after the other: running heads, tables that go on, pages that are pictures."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from dieukhoan.findings import Finding
from dieukhoan.read.legacy import convert, recognised
from dieukhoan.read.lines import Draft, DraftLine
from dieukhoan.read.pdf.grid import Grid, grids
from dieukhoan.read.pdf.layout import Segment, cell_lines, draft_line, in_reading_order, segments
from dieukhoan.read.pdf.page import Letter, PageContent, page_content
from dieukhoan.read.problems import problem
from dieukhoan.read.tables import Row, flattened, is_laid_out, table_lines

MOST_PAGES = 5_000
SECONDS = 120
_EDGE = 0.1  # of the height of a page: where running heads stand
_FEWEST_REPEATS = 3
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:Trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s.]*", re.IGNORECASE)
_FEWEST_LETTERS = 30  # fewer on a page with a picture: the page is a scan
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


def read_document(data: bytes) -> Draft | Finding:
    """The lines of a PDF, or the error that says why it has none."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        is_locked = error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        return problem("pdf-locked" if is_locked else "pdf-damaged")
    try:
        if len(document) > MOST_PAGES:
            return problem("pdf-too-large", f"hơn {MOST_PAGES} trang")
        return _read(document)
    except pdfium.PdfiumError:
        return problem("pdf-damaged")
    finally:
        document.close()


def _read(document: pdfium.PdfDocument) -> Draft | Finding:
    pages: list[list[_Placed | _Table]] = []
    scanned: list[int] = []
    deadline = time.monotonic() + SECONDS
    for index in range(len(document)):
        if time.monotonic() > deadline:
            return problem("pdf-too-large", f"đọc chưa xong sau {SECONDS} giây")
        page = document[index]
        try:
            content = page_content(page)
        finally:
            page.close()
        if content.has_picture and _letter_count(content) < _FEWEST_LETTERS:
            scanned.append(index + 1)
        pages.append(_page(content))
    if scanned and len(scanned) == len(pages):
        return problem("pdf-scan")
    _mark_running_heads(pages)
    draft = Draft(_lines(pages), "pdf")
    if scanned:
        draft.findings.append(problem("pdf-scanned-pages", ", ".join(map(str, scanned))))
    return _in_unicode(draft)


def _letter_count(content: PageContent) -> int:
    return sum(item.text.isalnum() for letters in (content.letters, *content.aside) for item in letters)


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


def _in_unicode(draft: Draft) -> Draft:
    """Text whose fonts are from before Unicode."""
    whole = recognised("\n".join(line.text for line in draft.lines))
    if whole is not None:
        for line in draft.lines:
            line.text = convert(line.text, whole.encoding)
        draft.findings.append(problem("old-encoding", whole.encoding.value))
    return draft
