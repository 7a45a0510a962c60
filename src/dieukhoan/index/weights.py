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

from dieukhoan.index.merged import Merged
from dieukhoan.index.terms import HIGHEST, SPELLING

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
    """

    def __init__(self, merged: Merged, longest: int = LONGEST_LIST) -> None:
        self.longest = longest
        self._merged = merged

    def syllables(self) -> Iterator[tuple[str, int]]:
        """Every syllable and number with its rarity, in order."""
        total = self._merged.passages
        for term, count in zip(self._merged.terms, self._merged.counts, strict=True):
            if " " not in term and SPELLING not in term:
                yield term, rarity(count, total)

    def items(self) -> Iterator[tuple[str, Postings]]:
        """Every term with its postings, in the order of the terms; telling spellings only."""
        total = self._merged.passages
        rarest = rarity(1, total)
        syllable = 0
        for term, codes in self._merged.items():
            count = len(codes)
            if SPELLING in term:
                if count > _TELLING * syllable:
                    continue
            elif " " not in term:
                syllable = count  # its spellings come next
            if count == 1:
                yield term, Postings(rarest, (codes[0] >> 4,), (codes[0] & 15,))
                continue
            kept = _heaviest(codes, self.longest) if count > self.longest else codes
            yield term, Postings(rarity(count, total), [code >> 4 for code in kept], _levels(kept))


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
