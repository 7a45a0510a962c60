"""Which page a provision stands on: one page a document, a page per chapter when it is long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dieukhoan.model import Document, Kind, Node

LONG = 120_000
"""Characters of a document from which on it is split: about 150 KB of Markdown."""
CHAPTER = 80_000
"""Characters from which on a chapter is split again, at its articles."""

_OPENS = frozenset({Kind.PART, Kind.CHAPTER, Kind.ANNEX})
_MAY_OPEN = frozenset({Kind.SECTION, Kind.SUBSECTION, Kind.ARTICLE, Kind.CLAUSE})
_DIVIDES = _OPENS | _MAY_OPEN - {Kind.CLAUSE}


@dataclass(frozen=True, slots=True)
class Part:
    """A page of a document: ``start`` to ``end`` of the source; ``address`` opens it ("" the first)."""

    address: str
    start: int
    end: int


def split(document: Document) -> tuple[Part, ...]:
    """The pages of a document, at least one, the first without address.

    A page begins at a phần, chương or phụ lục, and at an điều or mục when the page has grown too long; a
    title that directly precedes another (Phần, then Chương) stays with it.
    """
    if document.end - document.start <= LONG:
        return (Part("", document.start, document.end),)
    breaks: list[Node] = []
    begun, previous_end = document.start, document.start
    plain = not any(node.kind in _DIVIDES for node in document.nodes)
    for node in document.nodes:
        if node.kind not in _OPENS | _MAY_OPEN or (node.kind is Kind.CLAUSE and not plain):
            continue
        opens = node.kind in _OPENS and node.start - begun > 1_000
        if opens or (node.start >= previous_end and node.start - begun > CHAPTER):
            breaks.append(node)
            begun = node.start
        if node.kind not in _OPENS:
            previous_end = node.end
    starts = [("", document.start), *((node.address, node.start) for node in breaks)]
    ends = [*(start for _, start in starts[1:]), document.end]
    return tuple(Part(address, start, end) for (address, start), end in zip(starts, ends, strict=True))


def part_of(parts: Sequence[Part], start: int) -> Part:
    """The page on which a place of the source stands."""
    found = parts[0]
    for part in parts[1:]:
        if part.start > start:
            break
        found = part
    return found
