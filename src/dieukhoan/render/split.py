"""Which page a provision stands on: one page a document, a page per chapter when it is long."""

from __future__ import annotations

from dataclasses import dataclass

from dieukhoan.model import Document, Kind, Node

LONG = 120_000
"""Characters of a document from which on it is split: about 150 KB of Markdown."""
CHAPTER = 80_000
"""Characters from which on a chapter is split again, at its articles."""
_OPENS = frozenset({Kind.PART, Kind.CHAPTER, Kind.ANNEX})
_HEADS = _OPENS | {Kind.SECTION, Kind.SUBSECTION, Kind.ARTICLE}


@dataclass(frozen=True, slots=True)
class Part:
    """A page of a document: ``start`` to ``end`` of the source; ``address`` opens it ("" the first)."""

    address: str
    start: int
    end: int


def split(document: Document) -> tuple[Part, ...]:
    """The pages of a document, at least one, the first without address.

    A page begins at each phần, chương and phụ lục, and at a mục or điều when the page has grown too long;
    a heading stays with what it heads (Phần, then its first Chương). Documents of khoản alone are split
    between those.
    """
    if document.end - document.start <= LONG:
        return (Part("", document.start, document.end),)
    heads = [node for node in document.nodes if node.kind in _HEADS]
    heads = heads or [node for node in document.nodes if not node.parent]
    breaks: list[Node] = []
    begun = document.start
    for previous, node in zip([None, *heads], heads, strict=False):
        headed = previous is not None and node.parent == previous.address
        if not headed and (node.kind in _OPENS or node.start - begun > CHAPTER):
            breaks.append(node)
            begun = node.start
    starts = [("", document.start), *((node.address, node.start) for node in breaks)]
    ends = [*(start for _, start in starts[1:]), document.end]
    return tuple(Part(address, start, end) for (address, start), end in zip(starts, ends, strict=True))
