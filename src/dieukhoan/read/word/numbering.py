"""The labels that Word writes before numbered paragraphs and that stand in no text ("Điều 1.", "a)", "-")."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from dieukhoan.read.listing import roman_numeral
from dieukhoan.read.word.package import Element, W, number, switch, value
from dieukhoan.read.word.styles import ParagraphLook

_LEVELS = 9
_MOST_LINKS = 8
_LONGEST_TEXT = 60  # of a label: it is written before every paragraph
_LARGEST = 3999
_GAP = re.compile(r"%([1-9])")
# Bullets from symbol fonts (Symbol, Wingdings, Courier's "o") as the signs that they look like.
_BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf02d": "-", "\uf02b": "+", "\uf0fc": "✓", "o": "•"}
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_VIETNAMESE = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")


def _letters(count: int) -> str:
    """a to z, then aa, bb, …, as Word counts; it knows no đ."""
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1) if 0 < count <= 780 else str(count)


def _roman(count: int) -> str:
    return roman_numeral(count) if 0 < count <= _LARGEST else str(count)


def _vietnamese(count: int) -> str:
    return _VIETNAMESE[count - 1].capitalize() if 0 < count <= len(_VIETNAMESE) else str(count)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda count: f"{count:02}",
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "vietnameseCounting": _vietnamese,
    "none": lambda count: "",  # noqa: ARG005
}


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list: ``restarts_after`` is the level (from 1) whose use starts it again, 0 for none."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restarts_after: int | None = None
    is_plain: bool = False  # "isLgl": Roman levels above show as digits
    ends_in: str = "tab"
    style: str = ""


@dataclass(slots=True)
class _List:
    """A list in use (``abstractNum``); its counters go on through all numberings that share it."""

    levels: list[_Level]
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


@dataclass(slots=True)
class _Numbering:
    """A numbering (``num``): a list, and where this numbering departs from it."""

    shared: _List
    levels: list[_Level]
    restarts: dict[int, int]  # level: the count at its first use


class Numbering:
    """Counts through the paragraphs of a document, in their order."""

    def __init__(self, root: Element | None) -> None:
        self._numberings: dict[str, _Numbering] = {}
        if root is None:
            return
        definitions = {item.get(W + "abstractNumId"): item for item in root.iterchildren(W + "abstractNum")}
        linked = {link: item for item in definitions.values() if (link := value(item, "styleLink"))}
        lists: dict[int, _List] = {}
        for item in root.iterchildren(W + "num"):
            definition = definitions.get(value(item, "abstractNumId"))
            for _ in range(_MOST_LINKS):
                link = value(definition, "numStyleLink")
                if not link or link not in linked:
                    break
                definition = linked[link]
            if definition is None:
                continue
            shared = lists.setdefault(id(definition), _List(_levels(definition)))
            self._numberings[item.get(W + "numId", "")] = _numbering(item, shared)

    def label(self, look: ParagraphLook) -> str:
        """The label of the next paragraph, with the space after it, or "".

        A paragraph whose style is tied to a level of the list is on that level.
        """
        numbering = self._numberings.get(look.numbering)
        if numbering is None:
            return ""
        level = look.level
        if level is None:
            tied = (at for at, item in enumerate(numbering.levels) if item.style and item.style == look.style)
            level = next(tied, 0)
        if not 0 <= level < _LEVELS:
            return ""
        self._count(numbering, level)
        return _text(numbering, level)

    def _count(self, numbering: _Numbering, level: int) -> None:
        counts = numbering.shared.counts
        count = counts[level]
        if level in numbering.restarts:
            counts[level] = numbering.restarts.pop(level)
        else:
            counts[level] = numbering.levels[level].start if count is None else count + 1
        for above in range(level):
            if counts[above] is None:
                counts[above] = numbering.levels[above].start
        for below in range(level + 1, _LEVELS):
            restarts_after = numbering.levels[below].restarts_after
            if restarts_after is None or level < restarts_after:
                counts[below] = None


def _levels(definition: Element) -> list[_Level]:
    levels = [_Level(format="none")] * _LEVELS
    for element in definition.iterchildren(W + "lvl"):
        at = number(element.get(W + "ilvl"), -1)
        if 0 <= at < _LEVELS:
            levels[at] = _level(element)
    return levels


def _level(element: Element) -> _Level:
    restart = value(element, "lvlRestart")
    return _Level(
        number(value(element, "start"), 0),
        value(element, "numFmt") or "decimal",
        (value(element, "lvlText") or "")[:_LONGEST_TEXT],
        None if restart is None else number(restart),
        switch(element, "isLgl") or False,
        value(element, "suff") or "tab",
        value(element, "pStyle") or "",
    )


def _numbering(element: Element, shared: _List) -> _Numbering:
    numbering = _Numbering(shared, list(shared.levels), {})
    for override in element.iterchildren(W + "lvlOverride"):
        at = number(override.get(W + "ilvl"), -1)
        if not 0 <= at < _LEVELS:
            continue
        level = override.find(W + "lvl")
        if level is not None:
            numbering.levels[at] = _level(level)
        start = value(override, "startOverride")
        if start is not None:
            numbering.restarts[at] = number(start)
    return numbering


def _text(numbering: _Numbering, level: int) -> str:
    item = numbering.levels[level]
    if item.format == "bullet":
        text = _BULLETS.get(item.text, _PRIVATE.sub("•", item.text))
    else:
        text = _GAP.sub(lambda gap: _numeral(numbering, int(gap[1]) - 1, item.is_plain), item.text)
    text = " ".join(text.split())
    return text + ("" if item.ends_in == "nothing" or not text else " ")


def _numeral(numbering: _Numbering, level: int, is_plain: bool) -> str:
    count = numbering.shared.counts[level]
    if count is None:
        count = numbering.levels[level].start
    kind = numbering.levels[level].format
    if is_plain and kind not in ("decimalZero", "none"):
        kind = "decimal"
    return _FORMATS.get(kind, str)(count)
