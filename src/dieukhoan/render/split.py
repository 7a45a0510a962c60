"""Which page a provision stands on: one page a document, a page per chapter when it is long."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dieukhoan.model import Document, Kind, Node

PAGE = 160_000
"""Bytes that a page may weigh by our estimate. With many citations it has half as much again: a page of the
site is to stay below 300 KB."""
_CHARACTER = 1.4
"""Bytes of a character of Vietnamese text, in UTF-8."""
_PROVISION = 400
"""Bytes that a provision adds to its text: address, link, marks, notes."""
_OPENS = frozenset({Kind.PART, Kind.CHAPTER, Kind.ANNEX})
_HEADS = _OPENS | {Kind.SECTION, Kind.SUBSECTION, Kind.ARTICLE}


@dataclass(frozen=True, slots=True)
class Part:
    """A page of a document: ``start`` to ``end`` of the source; ``address`` opens it ("" the first).

    ``number`` counts the pages of one provision that is too long for a page and has no others below it, as
    the table of an annex may be.
    """

    address: str
    start: int
    end: int
    number: int = 1

    @property
    def name(self) -> str:
        """The name of its file: ``index``, ``chuong-ii``, ``phu-luc-i-trang-2``."""
        if self.number == 1:
            return self.address or "index"
        return f"{self.address}-trang-{self.number}".removeprefix("-")


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is not cut in two: a heading with its words up to the next one, or a piece of what has none."""

    node: Node | None
    start: int
    end: int
    number: int = 1

    @property
    def opens(self) -> bool:
        """Whether a page begins with it in any long document."""
        return self.number > 1 or (self.node is not None and self.node.kind in _OPENS)

    def heads(self, other: _Unit) -> bool:
        """Whether the other one is the first thing below this heading."""
        return other.node is not None and self.node is not None and other.node.parent == self.node.address


class _Scale:
    """How much stretches of a document weigh on a page."""

    def __init__(self, document: Document) -> None:
        self._starts = [node.start for node in document.nodes]

    def weight(self, start: int, end: int) -> float:
        """The estimated bytes of a stretch."""
        provisions = bisect_left(self._starts, end) - bisect_left(self._starts, start)
        return _CHARACTER * (end - start) + _PROVISION * provisions


def split(document: Document) -> tuple[Part, ...]:
    """The pages of a document, at least one, the first without address.

    Of a document that is too long for one page, a page begins at each phần, chương and phụ lục, and where
    the page would grow too long: at a mục or điều, in a long điều at a khoản, and where there is nothing to
    part it by, anywhere between two paragraphs. A heading stays with what it heads.
    """
    scale = _Scale(document)
    if scale.weight(document.start, document.end) <= PAGE:
        return (Part("", document.start, document.end),)
    breaks: list[_Unit] = []
    begun, previous = document.start, None
    for unit in _units(document, scale):
        is_new = unit.opens or scale.weight(begun, unit.end) > PAGE
        if is_new and unit.start > begun and not (previous is not None and previous.heads(unit)):
            breaks.append(unit)
            begun = unit.start
        previous = unit
    ends = [*(unit.start for unit in breaks), document.end]
    parts = [Part("", document.start, ends[0])]
    for unit, end in zip(breaks, ends[1:], strict=True):
        parts.append(Part(unit.node.address if unit.node else "", unit.start, end, unit.number))
    return tuple(parts)


def _units(document: Document, scale: _Scale) -> Iterator[_Unit]:
    heads = [node for node in document.nodes if node.kind in _HEADS]
    heads = heads or [node for node in document.nodes if not node.parent]
    below: dict[str, list[Node]] = {}
    for node in document.nodes:
        below.setdefault(node.parent, []).append(node)
    for unit in _cut(None, document.start, document.end, heads):
        yield from _small(unit, below, scale)


def _cut(node: Node | None, start: int, end: int, at: Sequence[Node]) -> Iterator[_Unit]:
    """A stretch cut at provisions inside it; what is before the first belongs to ``node``."""
    inside = [found for found in at if start < found.start < end or (node is None and found.start == start)]
    edges = [*(found.start for found in inside), end]
    if edges[0] > start:
        yield _Unit(node, start, edges[0])
    for found, until in zip(inside, edges[1:], strict=True):
        yield _Unit(found, found.start, until)


def _small(unit: _Unit, below: dict[str, list[Node]], scale: _Scale) -> Iterator[_Unit]:
    """A unit, in smaller ones when it is too long for a page."""
    weight = scale.weight(unit.start, unit.end)
    if weight <= PAGE:
        yield unit
        return
    children = below.get(unit.node.address, []) if unit.node else []
    if any(unit.start < child.start < unit.end for child in children):
        for smaller in _cut(unit.node, unit.start, unit.end, children):
            yield from _small(smaller, below, scale)
        return
    pieces = math.ceil(weight / PAGE)
    edges = [unit.start + (unit.end - unit.start) * index // pieces for index in range(pieces + 1)]
    for index in range(pieces):
        yield _Unit(unit.node, edges[index], edges[index + 1], index + 1)
