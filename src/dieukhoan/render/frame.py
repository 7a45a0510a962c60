"""The formal frame of a document as on paper: letterhead, signatures and recipients, and tables.

Two columns and tables have no Markdown; they are small blocks of HTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from dieukhoan.model import CELL, CELL_LINE, Document, Paragraph, Role, Span
from dieukhoan.text import bare

Show = Callable[[Span], str]
"""Turns a stretch of the source into HTML."""

LETTERHEAD = frozenset({Role.LETTERHEAD, Role.NUMBER, Role.PLACE_DATE})
ENDING = frozenset({Role.SIGNATURE, Role.RECIPIENTS})

# Nghị định 30/2020/NĐ-CP and Hướng dẫn 36-HD/VPTW: quốc hiệu, tiêu ngữ or the name of the Party at the right
_MOTTO = re.compile(r"cong hoa xa hoi chu nghia|doc lap ?[-–—]|dang cong san viet nam")
_RECIPIENTS_HEAD = re.compile(r"\s*noi nhan")
_BREAK = re.compile(f"[{CELL}{CELL_LINE}\n]")


def _lines(text: str, paragraph: Paragraph) -> list[Span]:
    """The lines of a paragraph: its cells and the lines in them, each without white space around it."""
    found = []
    for piece in paragraph.pieces:
        marks = [piece.start - 1, *(m.start() for m in _BREAK.finditer(text, *piece)), piece.end]
        for before, after in pairwise(marks):
            line = text[before + 1 : after]
            if line.strip():
                start = before + 1 + len(line) - len(line.lstrip())
                found.append(Span(start, start + len(line.strip())))
    return found


def _joined(paragraph: Paragraph, text: str, show: Show) -> str:
    """A paragraph in one line, unless its cells part it."""
    return " ".join(show(line) for line in _lines(text, paragraph))


def _id(place: str) -> str:
    return f' id="{place}"' if place else ""


def letterhead(text: str, paragraphs: Sequence[Paragraph], show: Show, place: str = "") -> str:
    """Issuer and number at the left; quốc hiệu or the Party, place and date at the right."""
    left: list[str] = []
    right: list[str] = []
    for paragraph in paragraphs:
        lines = _lines(text, paragraph)
        if paragraph.role is Role.LETTERHEAD:
            for line in lines:
                is_motto = bool(_MOTTO.search(bare(text[line.start : line.end])))
                style = "motto" if is_motto else "issuer"
                (right if is_motto else left).append(f'<p class="{style}">{show(line)}</p>')
        elif lines:
            column, style = (left, "number") if paragraph.role is Role.NUMBER else (right, "place-date")
            column.append(f'<p class="{style}">{_joined(paragraph, text, show)}</p>')
    columns = [f"<div>\n{chr(10).join(column)}\n</div>" for column in (left, right) if column]
    return f'<div class="letterhead"{_id(place)}>\n' + "\n".join(columns) + "\n</div>"


def _blocks(
    document: Document, text: str, paragraphs: Iterable[Paragraph], show: Show
) -> tuple[list[list[str]], list[str]]:
    """The signatures, each as its lines, and the lines of the recipients."""
    names = {bare(signer.name) for signer in document.signers if signer.name}
    signatures: list[list[str]] = [[]]
    recipients: list[str] = []
    for paragraph in paragraphs:
        for line in _lines(text, paragraph):
            if paragraph.role is Role.RECIPIENTS:
                recipients.append(show(line))
                continue
            is_name = bare(text[line.start : line.end]) in names
            style = ' class="signer"' if is_name else ""
            signatures[-1].append(f"<p{style}>{show(line)}</p>")
            if is_name:
                signatures.append([])
    return [lines for lines in signatures if lines], recipients


def ending(
    document: Document, text: str, paragraphs: Sequence[Paragraph], show: Show, place: str = ""
) -> str:
    """Recipients at the left, signatures at the right; two and more signatures side by side above them."""
    signatures, recipients = _blocks(document, text, paragraphs, show)
    parts = []
    if recipients:
        first = bare(recipients[0])
        head, rest = (recipients[0], recipients[1:]) if _RECIPIENTS_HEAD.match(first) else ("", recipients)
        lines = [f'<p class="head">{head}</p>'] if head else []
        lines += [f"<p>{line}</p>" for line in rest]
        parts.append('<div class="recipients">\n' + "\n".join(lines) + "\n</div>")
    parts += ['<div class="signature">\n' + "\n".join(lines) + "\n</div>" for lines in signatures]
    style = "ending many" if len(signatures) > 1 else "ending"
    return f'<div class="{style}"{_id(place)}>\n' + "\n".join(parts) + "\n</div>"


_HEAD_CELL = 60
"""Characters up to which every cell of a first row is a heading of its column."""


def table(text: str, rows: Sequence[Paragraph], show: Show) -> str:
    """A table, in a region of its own that scrolls when the screen is narrow."""
    cells = [_cells(text, row) for row in rows]
    width = max(map(len, cells))
    first = cells[0]
    headed = len(cells) > 1 and len(first) == width > 1
    headed = headed and all(cell.end - cell.start <= _HEAD_CELL for cell in first)
    headed = headed and all(cell.end > cell.start for cell in first[1:])  # that of the numbers may have none
    lines = []
    for index, row in enumerate(cells):
        tag = 'th scope="col"' if headed and index == 0 else "td"
        close = tag[:2]
        shown = "".join(f"<{tag}>{show(cell)}</{close}>" for cell in row)
        shown += f"<{close}></{close}>" * (width - len(row))
        lines.append(f"<tr>{shown}</tr>")
    content = "\n".join(lines)
    return (
        f'<div class="table" role="region" aria-label="Bảng" tabindex="0">\n<table class="grid">\n{content}\n'
        "</table>\n</div>"
    )


def _cells(text: str, row: Paragraph) -> list[Span]:
    found = []
    for piece in row.pieces:
        start = piece.start
        while (end := text.find(CELL, start, piece.end)) >= 0:
            found.append(Span(start, end))
            start = end + 1
        found.append(Span(start, piece.end))
    return found
