"""Tools for Vietnamese text: folding, Roman numerals, slugs, capitals."""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile(r"[̀-ͯ]")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN_FORM = re.compile(r"(?=[IVXLC])(?:X?L|L?X{0,3}|XC|C{1,3})(?:I[XV]|V?I{0,3})")
_TELEX = str.maketrans({"đ": "dd", "ư": "uw", "ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow"})
_TONES = re.compile(r"[̣̀́̃̉]")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG = 150


def bare(text: str) -> str:
    """Lower case without any diacritics, đ as d: ``bare("Điều ƯỚC")`` is ``"dieu uoc"``."""
    return _MARKS.sub("", unicodedata.normalize("NFD", text.lower())).replace("đ", "d")


def slug(text: str) -> str:
    """A part of a URL: ``slug("102/2025/QĐ-UBND")`` is ``"102-2025-qd-ubnd"``.

    It has at most 150 characters, cut between words: file systems allow a name 255 bytes, and endings
    are added.
    """
    whole = _NOT_SLUG.sub("-", bare(text)).strip("-")
    if len(whole) <= _LONGEST_SLUG:
        return whole
    return whole[: _LONGEST_SLUG + 1].rpartition("-")[0] or whole[:_LONGEST_SLUG]


def telex(text: str) -> str:
    """Lower-case ASCII in which each Vietnamese letter stays itself: ``telex("Đ")`` is ``"dd"``; tones go."""
    toneless = _TONES.sub("", unicodedata.normalize("NFD", text.lower()))
    return bare(unicodedata.normalize("NFC", toneless).translate(_TELEX))


def roman(numeral: str) -> int | None:
    """The value of a Roman numeral up to 399 in either case, or None.

    >>> roman("XIV"), roman("mi")
    (14, None)
    """
    upper = numeral.upper()
    if not _ROMAN_FORM.fullmatch(upper):
        return None
    values = [_ROMAN[letter] for letter in upper]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)
