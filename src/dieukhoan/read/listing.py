"""The numbers that a browser prints before the items of an HTML list."""

from __future__ import annotations

import re

_LABEL = re.compile(
    r"(?:[-+•–—*]|\(?[0-9]{1,4}(?:\.[0-9]{1,3})*[.)]|\(?[a-zđA-ZĐ][.)]|\(?[ivxlcIVXLC]{1,7}[.)])\s"
)
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_STYLES = {
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
    "decimal": "1",
}
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.IGNORECASE)
_LARGEST = 3999


def starts_with_label(text: str) -> bool:
    """Whether a text brings its own label: ``"a) Hồ sơ"``, ``"- Như trên"``."""
    return _LABEL.match(text) is not None


class Listing:
    """A list that is being read; ``label`` counts on.

    >>> listing = Listing("ol", {"type": "a", "start": "3"})
    >>> listing.label({}), listing.label({})
    ('c. ', 'd. ')
    """

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        style = _STYLE.search(attributes.get("style", ""))
        named = style[1].lower() if style else ""
        self._is_silent = named == "none"
        self._is_ordered = tag == "ol"
        self._type = _STYLES.get(named, attributes.get("type", "1"))
        self._next = _integer(attributes.get("start", ""), 1)

    def label(self, item: dict[str, str]) -> str:
        """What stands before the next item: its number, a dash in a list without numbers, or nothing."""
        number = _integer(item.get("value", ""), self._next)
        self._next = number + 1
        if self._is_silent:
            return ""
        return f"{_numeral(number, self._type)}. " if self._is_ordered else "- "


def _integer(text: str, otherwise: int) -> int:
    text = text.strip()
    return int(text) if text.isascii() and text.removeprefix("-").isdigit() and len(text) < 7 else otherwise


def _numeral(number: int, kind: str) -> str:
    if not 0 < number <= _LARGEST or kind not in ("a", "A", "i", "I"):
        return str(number)
    text = _letters(number) if kind in "aA" else roman_numeral(number)
    return text.upper() if kind.isupper() else text


def _letters(number: int) -> str:
    text = ""
    while number:
        number, letter = divmod(number - 1, 26)
        text = chr(ord("a") + letter) + text
    return text


def roman_numeral(number: int) -> str:
    """A Roman numeral in small letters, for numbers up to 3999."""
    text = ""
    for value, numeral in _ROMAN:
        count, number = divmod(number, value)
        text += numeral * count
    return text
