"""From text to what is compared: syllables without diacritics, their spelling, and pairs of neighbours.

``theme/search/analysis.js`` does the same in the browser; ``tests/index/vectors.json`` holds both to it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

TOKEN = re.compile(r"[^\W_]+|[.;:!?…](?=\s|$)|[\n\t\v]")
"""A syllable, a number, or a mark that ends a sentence: no pair reaches over it."""

_LETTER_MARKS = {"\u0306", "\u0302", "\u031b"}  # ă, â, ơ: they make another letter, the others another tone
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
# One vowel y after its consonants is i, as one finds both: kỹ, kĩ; lý, lí; quy, qui. Not tay, thuỷ, y.
_LONE_Y = re.compile(r"(qu|[bcdđghklmnprstvx]+)y")
_ZEROS = re.compile(r"0+(?=\d)")


class Word(NamedTuple):
    """A syllable or number of a text and where it stands; ``spelled`` keeps what ``folded`` drops.

    ``is_capital``: every letter was; ``has_marks``: it was written with diacritics.
    """

    folded: str
    spelled: str
    start: int
    end: int
    is_capital: bool = False
    has_marks: bool = False


@lru_cache(maxsize=1 << 16)
def spell(syllable: str) -> str:
    """One writing for every spelling of a syllable: letters first, the tone as a digit after them.

    >>> spell("Thoả") == spell("thỏa"), spell("KỸ") == spell("kĩ"), spell("điều")
    (True, True, 'điêu1')
    """
    letters, tone = [], ""
    for sign in unicodedata.normalize("NFD", syllable.lower()):
        if sign in _TONES:
            tone = _TONES[sign]
        elif not unicodedata.combining(sign) or sign in _LETTER_MARKS:
            letters.append(sign)
    text = unicodedata.normalize("NFC", "".join(letters))
    lone = _LONE_Y.fullmatch(text)
    return (lone[1] + "i" if lone else _ZEROS.sub("", text) if text[0] == "0" else text) + tone


@lru_cache(maxsize=1 << 16)
def fold(syllable: str) -> str:
    """A syllable as search compares it: no diacritics, đ as d, one writing for y and i.

    >>> [fold(word) for word in ("Thoả", "ƯỚC", "Đ", "quý", "tay", "007")]
    ['thoa', 'uoc', 'd', 'qui', 'tay', '7']
    """
    signs = unicodedata.normalize("NFD", syllable.lower())
    text = "".join(sign for sign in signs if not unicodedata.combining(sign)).replace("đ", "d")
    lone = _LONE_Y.fullmatch(text)
    if lone:
        return lone[1] + "i"
    return _ZEROS.sub("", text) if text[:1] == "0" else text


@lru_cache(maxsize=1 << 16)
def has_marks(syllable: str) -> bool:
    """Whether a syllable was typed with diacritics, so that its spelling says something."""
    signs = unicodedata.normalize("NFD", syllable.lower())
    return "đ" in signs or any(unicodedata.combining(sign) for sign in signs)


def folded(text: str) -> list[str]:
    """The folded words of a text, its sentences run together.

    >>> folded("Thỏa ước, lao động. Điều 05")
    ['thoa', 'uoc', 'lao', 'dong', 'dieu', '5']
    """
    return [fold(token) for token in TOKEN.findall(text) if token[0].isalnum()]


def runs(text: str) -> list[list[Word]]:
    """The words of an NFC text, in runs that no end of a sentence parts.

    >>> [[word.folded for word in run] for run in runs("Thỏa ước, lao động. Điều 05")]
    [['thoa', 'uoc', 'lao', 'dong'], ['dieu', '5']]
    """
    found: list[list[Word]] = [[]]
    for match in TOKEN.finditer(text):
        token = match[0]
        if token[0].isalnum():
            word = Word(
                fold(token), spell(token), match.start(), match.end(), token.isupper(), has_marks(token)
            )
            found[-1].append(word)
        elif found[-1]:
            found.append([])
    return found if found[-1] else found[:-1]


def pair(first: str, second: str) -> str:
    """The term for two neighbours."""
    return f"{first} {second}"
