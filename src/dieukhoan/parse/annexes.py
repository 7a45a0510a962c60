"""Annexes (phụ lục): what follows the signature under a heading of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dieukhoan import address
from dieukhoan.model import Kind, Node, Paragraph, Role, Span
from dieukhoan.parse.labels import ANNEX, label
from dieukhoan.parse.rows import Row, Wrapping

_LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex: its provision, and its heading and text as paragraphs."""

    node: Node
    paragraphs: tuple[Paragraph, ...]


def read_annexes(rows: Sequence[Row], annexes: Sequence[range], wrapping: Wrapping) -> list[Annex]:
    """The annexes of a document in order; numbers that repeat get ``~2``."""
    counts: dict[str, int] = {}
    return [_read(rows[part.start : part.stop], counts, wrapping) for part in annexes]


def _read(rows: Sequence[Row], counts: dict[str, int], wrapping: Wrapping) -> Annex:
    first = rows[0]
    match = ANNEX.match(first.text)
    number = (match["number"] or "") if match else ""
    base = address.child("", Kind.ANNEX, number)
    counts[base] = counts.get(base, 0) + 1
    name = address.repeated(base, counts[base])
    label_end = first.start + match.end() if match else first.start
    rest = first.text[match.end() :] if match else first.text
    skipped = len(rest) - len(rest.lstrip(" .:–-"))
    heading = [Span(label_end + skipped, first.end)] if rest[skipped:] else []
    at = 1
    while at < len(rows) and _is_title(rows[at]):
        heading.append(rows[at].span)
        at += 1
    paragraphs = [Paragraph(Role.HEADING, name, tuple(heading))] if heading else []
    pieces: list[Span] = []
    for index in range(at, len(rows)):
        row = rows[index]
        if pieces and index > at and wrapping.runs_on(rows[index - 1], row) and not label(row.text):
            pieces.append(row.span)
            continue
        if pieces:
            paragraphs.append(Paragraph(Role.BODY, name, tuple(pieces), rows[index - 1].line.table))
        pieces = [row.span]
    if pieces:
        paragraphs.append(Paragraph(Role.BODY, name, tuple(pieces), rows[-1].line.table))
    title = " ".join(row.text for row in rows[1:at]) if at > 1 else rest[skipped:]
    node = Node(
        name,
        Kind.ANNEX,
        first.text[: match.end()] if match else "",
        title,
        first.start,
        rows[-1].end,
        Span(first.start, label_end),
    )
    return Annex(node, tuple(paragraphs))


def _is_title(row: Row) -> bool:
    """Whether a row below the word PHỤ LỤC still belongs to its heading; "(Kèm theo …)" does not."""
    if row.line.table or len(row.text) > _LONGEST_TITLE:
        return False
    found = label(row.text)
    if found and found.kind is not Kind.PLUS:
        return False
    return row.text.isupper()
