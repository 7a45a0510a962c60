"""The weights of terms in provisions: whole numbers, so that every container adds them up alike.

The weight of a term in a passage is its rarity (BM25's idf, as lunr has it) times its level there (BM25's
share of frequency and length, and a bonus for a term of the heading). A score is a sum of weights.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from dieukhoan.index.analysis import TOKEN, fold, pair, spell
from dieukhoan.index.entries import Entry

SLOTS = 4
"""Places for passages that each entry has in the numbering: a passage is ``SLOTS * entry + place``."""
HIGHEST = 15
"""The highest level; a level takes half a byte."""
LONGEST_LIST = 2048
"""A term is kept for so many passages, those where it weighs most: the others would never decide."""

_PASSAGE = 150
"""Syllables that a passage holds before a new one begins."""
_FREQUENCY, _LENGTH = 1.2, 0.4
"""BM25's k1 and b: the best of some twenty settings on the 400 retrieval questions, all of them looked at."""
_TYPICAL = 110
"""Syllables of a typical passage: fixed, so that the levels in one document never depend on the others."""
_STEP = 6
"""The level of a term that stands once in a typical passage."""
_HEADING, _HEADING_PAIRS = 9.0, 9.0
"""What a heading adds to the levels of its syllables and pairs, shared among them."""
_SPELLED = 2
"""The level of a spelling, everywhere: enough to put the exact spelling first among equals."""
_RARITY = 10
"""Rarity is kept in tenths."""
_TELLING = 0.9
"""A spelling with more than this share of its syllable's places says nothing more than the syllable."""

SPELLING = "\t"
"""Joins a folded syllable and one spelling of it into a term: ``"ban\\tban4"``; it sorts before the pairs."""

Words: TypeAlias = Sequence[int]
"""Numbered spellings of syllables in order; 0 ends a sentence."""


class Postings(NamedTuple):
    """Where a term stands: passages (or documents) in rising order, and its level in each."""

    rarity: int
    ids: Sequence[int]
    levels: Sequence[int]


@lru_cache(maxsize=1 << 14)
def rarity(count: int, total: int) -> int:
    """How much a term tells that stands in ``count`` of ``total`` passages; at least 1."""
    return max(1, round(_RARITY * math.log(1 + (total - count + 0.5) / (count + 0.5))))


class Vocabulary(dict[str, int]):
    """Numbers for the tokens of texts, by their spelling; 0 for a mark that ends a sentence.

    ``abbreviations`` (in capitals, as printed) are read as their words, and stand for themselves as well.
    """

    def __init__(self, abbreviations: Mapping[str, str]) -> None:
        super().__init__()
        self.spellings: list[str] = [""]
        self.foldings: list[str] = [""]
        self._numbers: dict[str, int] = {"": 0}
        self._abbreviations = abbreviations

    def __missing__(self, token: str) -> int:
        spelled = spell(token) if token[0].isalnum() else ""
        number = self._numbers.get(spelled)
        if number is None:
            number = self._numbers[spelled] = len(self.spellings)
            self.spellings.append(spelled)
            self.foldings.append(fold(token))
        self[token] = number
        return number

    def words(self, text: str, own: Mapping[str, str]) -> array[int]:
        """The words of a text; ``own`` are the abbreviations of its document, which win."""
        tokens: list[str] = TOKEN.findall(text)
        if self._abbreviations.keys().isdisjoint(tokens) and (not own or own.keys().isdisjoint(tokens)):
            return array("I", map(self.__getitem__, tokens))
        shortened = [token for token in tokens if token in self._abbreviations or token in own]
        whole: list[str] = []
        for token in tokens:
            full = own.get(token) or self._abbreviations.get(token)
            whole += TOKEN.findall(full) if full else [token]
        for token in shortened:
            whole += [".", token]
        return array("I", map(self.__getitem__, whole))


class Passage(NamedTuple):
    """A part of an entry: its slot, the words of the entry's heading, its own words."""

    slot: int
    heading: Words
    body: Words


def passages(number: int, entry: Entry, vocabulary: Vocabulary, own: Mapping[str, str]) -> Iterator[Passage]:
    """Cuts an entry into at most ``SLOTS`` passages, at the ends of its paragraphs."""
    heading = vocabulary.words(entry.heading, own)
    parts = [vocabulary.words(line.text, own) for line in entry.lines]
    size = max(_PASSAGE, sum(map(len, parts)) // (SLOTS - 1))
    place, body = 0, array("I")
    for part in parts:
        if body and len(body) + len(part) > size and place < SLOTS - 1:
            yield Passage(SLOTS * number + place, heading, body)
            place, body = place + 1, array("I")
        body.append(0)
        body.extend(part)
    yield Passage(SLOTS * number + place, heading, body)


class Weights:
    """The postings of every term: syllables, pairs of neighbours, spellings of syllables.

    A term is kept as a number (the rank of its first syllable times a base, plus what follows), a posting as
    slot and level in one number: a large library has twenty million of them.
    """

    def __init__(self, vocabulary: Vocabulary, parts: Sequence[Passage]) -> None:
        self._words = sorted(set(vocabulary.foldings))  # "" first: number 0 stays the end of a sentence
        order = sorted(range(len(vocabulary.spellings)), key=lambda number: vocabulary.spellings[number])
        self._spelled = [vocabulary.spellings[number] for number in order]
        self._base = 1 + len(order) + len(self._words)
        self._total = len(parts)
        self._codes: dict[int, int | array[int]] = {}
        rank = {word: number for number, word in enumerate(self._words)}
        ranks = [rank[word] for word in vocabulary.foldings]
        keys = {number: ranks[number] * self._base + 1 + place for place, number in enumerate(order)}
        telling = _telling(ranks, parts)
        self._count(parts, ranks, {number: keys[number] for number in telling})

    def _count(self, parts: Sequence[Passage], ranks: Sequence[int], spellings: Mapping[int, int]) -> None:
        base = self._base
        firsts = [rank * base for rank in ranks]
        seconds = [rank and len(self._spelled) + rank for rank in ranks]
        add, found = self._add, self._codes
        find = found.get
        for slot, heading, body in parts:
            start = slot << 4
            numbers = [*heading, 0, *body]
            words = [firsts[number] for number in numbers]
            levels = _levels(len(words))
            counted = Counter(words)
            del counted[0]
            pairs = zip(words, [seconds[number] for number in numbers[1:]], strict=False)
            counted.update([first + second for first, second in pairs if first and second])
            for key, bonus in self._bonuses([ranks[number] for number in heading]):
                level = levels[min(15, counted.pop(key))] + bonus
                add(key, start | min(HIGHEST, round(level)))
            codes = [start | min(HIGHEST, max(1, round(level))) for level in levels]
            for key, count in counted.items():  # the busiest loop of all: _add written out
                known = find(key)
                if known is None:
                    found[key] = codes[count] if count < 16 else codes[15]
                elif isinstance(known, int):
                    found[key] = array("I", (known, codes[count] if count < 16 else codes[15]))
                else:
                    known.append(codes[count] if count < 16 else codes[15])
            for number in spellings.keys() & set(numbers):
                add(spellings[number], start | _SPELLED)

    def _add(self, key: int, code: int) -> None:
        """Adds a posting; most terms have but one, for which an array would be too much."""
        known = self._codes.get(key)
        if known is None:
            self._codes[key] = code
        elif isinstance(known, int):
            self._codes[key] = array("I", (known, code))
        else:
            known.append(code)

    def _bonuses(self, heading: Sequence[int]) -> Iterator[tuple[int, float]]:
        """What a heading adds to the level of each of its terms."""
        base = self._base
        singles = {word * base for word in heading if word}
        beyond = len(self._spelled)
        pairs = {first * base + beyond + second for first, second in pairwise(heading) if first and second}
        for key in singles:
            yield key, _STEP * _HEADING / len(heading)
        for key in pairs:
            yield key, _STEP * _HEADING_PAIRS / len(pairs)

    def syllables(self) -> Iterator[tuple[str, int]]:
        """Every syllable and number with its rarity, in order."""
        for rank, word in enumerate(self._words[1:], 1):
            yield word, rarity(len(self._postings_of(rank * self._base)), self._total)

    def items(self) -> Iterator[tuple[str, Postings]]:
        """Every term with its postings, in the order of the terms; telling spellings only."""
        rarest = rarity(1, self._total)
        for key in sorted(self._codes):
            codes = self._postings_of(key)
            count = len(codes)
            if count == 1:
                code = codes[0]
                yield self._term(key), Postings(rarest, (code >> 4,), (code & 15,))
                continue
            if count > LONGEST_LIST:
                heaviest = sorted(codes, key=lambda code: (-(code & 15), code))[:LONGEST_LIST]
                codes = sorted(heaviest)
            levels = bytes([code & 15 for code in codes])
            yield self._term(key), Postings(rarity(count, self._total), [code >> 4 for code in codes], levels)

    def _postings_of(self, key: int) -> Sequence[int]:
        codes = self._codes[key]
        return (codes,) if isinstance(codes, int) else codes

    def _term(self, key: int) -> str:
        """A term's number as text: a syllable, then its spellings, then its pairs, as texts sort."""
        first, second = divmod(key, self._base)
        if not second:
            return self._words[first]
        if second > len(self._spelled):
            return pair(self._words[first], self._words[second - len(self._spelled)])
        return self._words[first] + SPELLING + self._spelled[second - 1]


def _telling(ranks: Sequence[int], parts: Sequence[Passage]) -> list[int]:
    """The spellings that say more than their syllable, which has others, too."""
    uses: Counter[int] = Counter()
    for _, heading, body in parts:
        uses.update(heading)
        uses.update(body)
    whole: Counter[int] = Counter()
    for number, count in uses.items():
        whole[ranks[number]] += count
    return [number for number, count in uses.items() if number and count <= _TELLING * whole[ranks[number]]]


@cache
def _levels(length: int) -> tuple[float, ...]:
    """The levels of terms that stand once, twice, … (at the index 1, 2, …) among so many syllables."""
    norm = _FREQUENCY * (1 - _LENGTH + _LENGTH * length / _TYPICAL)
    return tuple(_STEP * (_FREQUENCY + 1) * count / (norm + count) for count in range(16))
