"""The words of a running text: syllables and signs with their offsets, in a spelling that compares."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dieukhoan.assign.lexicon import ABBREVIATIONS, Trie
from dieukhoan.casing import modern

_TOKEN = re.compile(r"\w+|[^\w\s]")
# The number of a note sticks to the word that it notes: "nghề nghiệp31".
_NOTED = re.compile(r"(?<=[^\W\d_][^\W\d_A-ZĐ])\d{1,3}\b")
_SIGNS = {"“": '"', "”": '"', "–": "-", "—": "-"}


@dataclass(frozen=True, slots=True)
class Names:
    """What a document calls its agencies: ``abbreviations`` with their words, ``short`` names with the full
    ones ("Quỹ": "Quỹ Bảo vệ môi trường tỉnh Lâm Giang"), ``roles`` that its headings name by what they do
    ("cơ quan góp ý", under "Trách nhiệm của cơ quan góp ý"), ``own`` the body that its title names at length
    ("Chi cục thủy lợi và phòng lũ")."""

    abbreviations: dict[str, tuple[str, ...]] = field(default_factory=lambda: ABBREVIATIONS)
    short: Trie[str] = field(default_factory=Trie)
    roles: Trie[bool] = field(default_factory=Trie)
    own: Trie[bool] = field(default_factory=Trie)


USUAL = Names()
"""The names that need no document to define them."""


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
    names: Names = USUAL

    def is_capital(self, index: int) -> bool:
        """Whether the word begins with a capital letter."""
        return index < len(self.surface) and self.surface[index][0].isupper()

    def printed(self, start: int, end: int) -> str:
        """The words from one index to another as one reads them: abbreviations written out, one
        space between."""
        out: list[str] = []
        for index in range(start, end):
            word = self.surface[index]
            if not out:
                out.append(word)
                continue
            glued = self.start[index] == self.end[index - 1] and self.start[index] != self.start[index - 1]
            out.append(word if glued or word in ",;)" else f" {word}")
        return "".join(out)


def split(text: str, names: Names = USUAL) -> Words:
    """The words of a text; ``names`` are those that its document defines, with those of the data file.

    >>> split("UBND tỉnh.").printed(0, 5)
    'Ủy ban nhân dân tỉnh'
    """
    known = names.abbreviations
    modernised = modern(text)
    found = list(_TOKEN.finditer(modernised))
    surface = [match[0] for match in found]
    if _NOTED.search(modernised):
        surface = [_NOTED.sub("", token) for token in surface]
    starts = [match.start() for match in found]
    ends = [match.end() for match in found]
    if not known.keys().isdisjoint(surface):
        whole = [(known.get(token) or (token,), starts[i], ends[i]) for i, token in enumerate(surface)]
        surface = [part for parts, _, _ in whole for part in parts]
        starts = [start for parts, start, _ in whole for _ in parts]
        ends = [end for parts, _, end in whole for _ in parts]
    return Words(text, [_SIGNS.get(part) or part.lower() for part in surface], surface, starts, ends, names)
