"""The weights of terms in provisions: whole numbers, so that every container adds them up alike.

The weight of a term in a passage is its rarity (BM25's idf, as lunr has it) times its level there (BM25's
share of frequency and length, and a bonus for a term of the heading). A score is a sum of weights.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from dieukhoan.index.analysis import TOKEN, fold, pair, spell
from dieukhoan.index.entries import Entry

SLOTS = 4
"""Places for passages that each entry has in the numbering: a passage is ``SLOTS * entry + place``."""
HIGHEST = 15
"""The highest level; a level takes half a byte."""
LONGEST_LIST = 4096
"""A term is kept for so many passages, those where it weighs most: the others would never decide."""

_PASSAGE = 150
"""Syllables that a passage holds before a new one begins."""
_FREQUENCY, _LENGTH = 1.2, 0.4
"""BM25's k1 and b: chosen on half of the retrieval questions, the same on the other half."""
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
"""A syllable whose one spelling has more than this share of its places needs no list of spellings."""

SPELLING = "!"
"""Joins a folded syllable and one spelling of it into a term: ``"ban!ban4"``."""

Words: TypeAlias = Sequence[int]
"""Numbered spellings of syllables in order; 0 ends a sentence."""


class Postings(NamedTuple):
    """Where a term stands: passages (or documents) in rising order, and its level in each."""

    rarity: int
    ids: Sequence[int]
    levels: Sequence[int]


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
    """The postings of every term: syllables, pairs of neighbours, spellings of syllables."""

    def __init__(self, vocabulary: Vocabulary, parts: Sequence[Passage]) -> None:
        self._words = sorted(set(vocabulary.foldings))  # "" first: number 0 stays the end of a sentence
        rank = {word: number for number, word in enumerate(self._words)}
        self._spellings = sorted(range(len(vocabulary.spellings)), key=lambda n: vocabulary.spellings[n])
        self._spelled = [vocabulary.spellings[n] for n in self._spellings]
        self._base = len(self._words) + len(self._spelled)
        self._total = len(parts)
        folded = [rank[word] for word in vocabulary.foldings]
        places = [0] * len(self._spellings)
        for place, number in enumerate(self._spellings):
            places[number] = place
        self._codes: dict[int, array[int]] = {}
        self._count(parts, folded, places)

    def _count(self, parts: Sequence[Passage], folded: Sequence[int], places: Sequence[int]) -> None:
        codes, base, first_spelling = self._codes, self._base, len(self._words)
        for slot, heading, body in parts:
            spelled = [*heading, 0, *body]
            words = [folded[number] for number in spelled]
            length = len(words)
            singles = Counter(words)
            del singles[0]
            pairs = Counter([a * base + b for a, b in pairwise(words) if a and b])
            exact = Counter(spelled)
            del exact[0]
            levels = _levels(length)
            head = [folded[number] for number in heading]
            head_pairs = {a * base + b for a, b in pairwise(head) if a and b}
            bonus = {word * base: _HEADING / len(head) for word in head if word}
            bonus |= dict.fromkeys(head_pairs, _HEADING_PAIRS / len(head_pairs)) if head_pairs else {}
            counted = [(word * base, count) for word, count in singles.items()]
            counted += pairs.items()
            counted += [
                (folded[number] * base + first_spelling + places[number], count)
                for number, count in exact.items()
            ]
            start = slot << 4
            for key, count in counted:
                level = levels[count] if count < 16 else levels[15]
                if key in bonus:
                    level += bonus[key] * _STEP
                code = start | min(HIGHEST, max(1, round(level)))
                if key in codes:
                    codes[key].append(code)
                else:
                    codes[key] = array("I", (code,))

    def syllables(self) -> Iterator[tuple[str, int]]:
        """Every syllable and number with its rarity, in order."""
        for rank, word in enumerate(self._words[1:], 1):
            yield word, rarity(len(self._codes[rank * self._base]), self._total)

    def items(self) -> Iterator[tuple[str, Postings]]:
        """Every term with its postings, in the order of the terms; telling spellings only."""
        for key in sorted(self._codes):
            term = self._term(key)
            if SPELLING in term and not self._tells(key):
                continue
            yield term, self._postings(self._codes[key], SPELLING in term)

    def _postings(self, codes: array[int], is_spelling: bool) -> Postings:
        chosen: Sequence[int] = codes
        if len(codes) > LONGEST_LIST:
            heaviest = sorted(codes, key=lambda code: (-(code & 15), code))[:LONGEST_LIST]
            chosen = sorted(heaviest)
        ids = [code >> 4 for code in chosen]
        levels = bytes((_SPELLED,)) * len(ids) if is_spelling else bytes([code & 15 for code in chosen])
        return Postings(rarity(len(codes), self._total), ids, levels)

    def _term(self, key: int) -> str:
        first, second = divmod(key, self._base)
        if not second:
            return self._words[first]
        if second < len(self._words):
            return pair(self._words[first], self._words[second])
        return self._words[first] + SPELLING + self._spelled[second - len(self._words)]

    def _tells(self, key: int) -> bool:
        """Whether the list of a spelling says more than the list of its syllable."""
        whole = self._codes[key - key % self._base]
        return len(self._codes[key]) <= _TELLING * len(whole)


@cache
def _levels(length: int) -> tuple[float, ...]:
    """The levels of terms that stand once, twice, … (at the index 1, 2, …) among so many syllables."""
    norm = _FREQUENCY * (1 - _LENGTH + _LENGTH * length / _TYPICAL)
    return tuple(_STEP * (_FREQUENCY + 1) * count / (norm + count) for count in range(16))
