"""What stands on a printed page: its letters and the rules that are drawn, in points from the lower left."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter: where its line stands (``y``), and from where to where it reaches.

    ``confidence`` is that of the word in per cent where it was recognised in a picture; else it is certain.
    """

    text: str
    left: float
    right: float
    y: float
    size: float
    bold: bool = False
    italic: bool = False
    confidence: int = 100


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line along an axis: at ``at`` on the other axis, from ``start`` to ``end``."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class PageContent:
    """The letters of a page in no certain order, its rules, and whether it shows pictures.

    ``aside`` are letters that run in other directions than most: running heads of a table printed sideways.
    """

    width: float
    height: float
    letters: tuple[Letter, ...]
    aside: tuple[tuple[Letter, ...], ...] = ()
    across: tuple[Rule, ...] = ()
    down: tuple[Rule, ...] = ()
    has_picture: bool = False
