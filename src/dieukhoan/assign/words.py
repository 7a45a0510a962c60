"""The words of a running text: syllables and signs with their offsets, in a spelling that compares."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dieukhoan.assign.lexicon import ABBREVIATIONS

_TOKEN = re.compile(r"\w+|[^\w\s]")
# "uỷ", "hoà" are older spellings of "ủy", "hòa"; "quý" and "hoàn" are none of these.
_OLD_UY = re.compile(r"(?<![qQ])[uU]([ỳýỷỹỵ])$")
_OLD_O = re.compile(r"[oO]([àáảãạèéẻẽẹ])$")
_NEW_UY = str.maketrans("ỳýỷỹỵ", "ùúủũụ")
_NEW_O = str.maketrans("àáảãạèéẻẽẹ", "òóỏõọòóỏõọ")
_BARE_VOWEL = str.maketrans("àáảãạèéẻẽẹ", "aaaaaeeeee")
_SIGNS = {"“": '"', "”": '"', "–": "-", "—": "-", "…": "…"}


def syllable(word: str) -> str:
    """A syllable as it is compared: lower case, with the tone mark where today's spelling has it.

    >>> syllable("Uỷ"), syllable("HOÁ"), syllable("Quý")
    ('ủy', 'hóa', 'quý')
    """
    low = word.lower()
    return _SIGNS.get(low) or toned(low)


def toned(word: str) -> str:
    """A syllable with its tone mark where today's spelling has it, its case kept: "Hoá" is "Hóa"."""
    if word[-1:] in "ỳýỷỹỵ":
        return _OLD_UY.sub(lambda m: _moved(m, _NEW_UY, "y"), word)
    if word[-1:] in "àáảãạèéẻẽẹ":
        return _OLD_O.sub(lambda m: _moved(m, _NEW_O, m[1].translate(_BARE_VOWEL)), word)
    return word


def _moved(match: re.Match[str], tones: dict[int, int], last: str) -> str:
    first = match[1].translate(tones)
    return (first.upper() if match[0][0].isupper() else first) + last


@dataclass(slots=True)
class Words:
    """The syllables and signs of a text: ``norm`` to compare, ``surface`` to print, and where each stands.

    An abbreviation counts as the syllables that it stands for; all of them stand where it stands.
    """

    text: str
    norm: list[str]
    surface: list[str]
    start: list[int]
    end: list[int]

    def is_capital(self, index: int) -> bool:
        """Whether the word begins with a capital letter."""
        return index < len(self.surface) and self.surface[index][0].isupper()

    def printed(self, start: int, end: int) -> str:
        """The words from one index to another as one reads them: abbreviations written out, one
        space between."""
        out: list[str] = []
        for index in range(start, end):
            word = toned(self.surface[index])
            if not out:
                out.append(word)
                continue
            glued = self.start[index] == self.end[index - 1] and self.start[index] != self.start[index - 1]
            out.append(word if glued or word in ",;)" else f" {word}")
        return "".join(out)


def split(text: str, abbreviations: dict[str, tuple[str, ...]] | None = None) -> Words:
    """The words of a text. ``abbreviations`` adds those that its document defines to those of the data file.

    >>> split("UBND tỉnh.").printed(0, 5)
    'Ủy ban nhân dân tỉnh'
    """
    known = ABBREVIATIONS if abbreviations is None else abbreviations
    words = Words(text, [], [], [], [])
    norm, surface, starts, ends = words.norm, words.surface, words.start, words.end
    spelled: dict[str, str] = {}
    for match in _TOKEN.finditer(text):
        token = match[0]
        start, end = match.span()
        long = known.get(token)
        if long is not None:
            for part in long:
                norm.append(syllable(part))
                surface.append(part)
                starts.append(start)
                ends.append(end)
            continue
        form = spelled.get(token)
        if form is None:
            form = spelled[token] = syllable(token)
        norm.append(form)
        surface.append(token)
        starts.append(start)
        ends.append(end)
    return words
