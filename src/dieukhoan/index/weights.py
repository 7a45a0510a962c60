"""The weights of terms over all documents: whole numbers, so that every container adds them up alike.

The weight of a term in a passage is its rarity (BM25's idf, as lunr has it) times its level there (BM25's
share of frequency and length, and a bonus for a term of the heading). A score is a sum of weights.
"""

from __future__ import annotations

import math
import sys
from array import array
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from dieukhoan.index.terms import HIGHEST, SLOTS, SPELLING, DocumentTerms

LONGEST_LIST = 2048
"""A term is kept for so many passages, those where it weighs most: the others would never decide."""
_RARITY = 10
"""Rarity is kept in tenths."""
_LEVEL = bytes(byte & HIGHEST for byte in range(256))
"""What leaves of the lowest byte of a posting its level."""
_TELLING = 0.9
"""A spelling with more than this share of its syllable's passages says nothing more than the syllable."""


class Postings(NamedTuple):
    """Where a term stands: passages (or documents) in rising order, and its level in each."""

    rarity: int
    ids: Sequence[int]
    levels: Sequence[int]


@lru_cache(maxsize=1 << 14)
def rarity(count: int, total: int) -> int:
    """How much a term tells that stands in ``count`` of ``total`` passages; at least 1."""
    return max(1, round(_RARITY * math.log(1 + (total - count + 0.5) / (count + 0.5))))


class Weights:
    """The postings of every term: syllables, pairs of neighbours, spellings of syllables.

    ``longest`` is how many passages of a term are kept.

    A posting is slot and level in one number: a large library has twenty million of them.
    """

    def __init__(self, parts: Sequence[DocumentTerms], longest: int = LONGEST_LIST) -> None:
        self.longest = longest
        self._total = sum(part.passages for part in parts)
        self._codes: dict[str, int | array[int]] = {}
        entry = 0
        for part in parts:
            self._add(part, SLOTS * entry << 4)
            entry += len(part.addresses)

    def _add(self, part: DocumentTerms, start: int) -> None:
        """Adds the postings of a document; most terms have but one, for which an array would be too much."""
        found = self._codes
        find = found.get
        terms, counts, codes = part.postings()
        shifted = array("I", map(start.__add__, codes))
        at = 0
        for term, count in zip(terms, counts, strict=True):
            known = find(term)
            if known is None:
                found[term] = shifted[at] if count == 1 else shifted[at : at + count]
            elif isinstance(known, int):
                found[term] = array("I", (known, *shifted[at : at + count]))
            elif count == 1:
                known.append(shifted[at])
            else:
                known.extend(shifted[at : at + count])
            at += count

    def syllables(self) -> Iterator[tuple[str, int]]:
        """Every syllable and number with its rarity, in order."""
        for term in sorted(term for term in self._codes if " " not in term and SPELLING not in term):
            yield term, rarity(self._count(term), self._total)

    def items(self) -> Iterator[tuple[str, Postings]]:
        """Every term with its postings, in the order of the terms; telling spellings only."""
        rarest = rarity(1, self._total)
        for term in sorted(self._codes):
            codes = self._codes[term]
            if SPELLING in term and not self._is_telling(term):
                continue
            if isinstance(codes, int):
                yield term, Postings(rarest, (codes >> 4,), (codes & 15,))
                continue
            count = len(codes)
            kept = _heaviest(codes, self.longest) if count > self.longest else codes
            yield term, Postings(rarity(count, self._total), [code >> 4 for code in kept], _levels(kept))

    def _is_telling(self, term: str) -> bool:
        return self._count(term) <= _TELLING * self._count(term.partition(SPELLING)[0])

    def _count(self, term: str) -> int:
        codes = self._codes[term]
        return 1 if isinstance(codes, int) else len(codes)


def _levels(codes: array[int]) -> bytes:
    """The level of each posting, from the lowest byte of each number."""
    lowest = 0 if sys.byteorder == "little" else codes.itemsize - 1
    return codes.tobytes()[lowest :: codes.itemsize].translate(_LEVEL)


def _heaviest(codes: array[int], room: int) -> array[int]:
    """The postings of the highest levels that there is room for, of the lowest of these the first; in order.

    By counting, since sorting twenty million postings took a third of the time of an index.
    """
    levels = _levels(codes)
    level = HIGHEST
    while (count := levels.count(level)) < room:
        level, room = level - 1, room - count
    kept = [code for code in codes if code & 15 > level]
    return array("I", sorted([*kept, *[code for code in codes if code & 15 == level][:room]]))
