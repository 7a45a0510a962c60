"""What one document alone tells the index: its provisions as results show them, its terms and their levels.

Nothing here depends on another document, so that it can be made in parallel and kept.
"""

from __future__ import annotations

import gzip
import json
import zlib
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from dieukhoan.index.abbreviations import common, introduced
from dieukhoan.index.analysis import TOKEN, fold, folded, has_marks, pair, spell
from dieukhoan.index.entries import Entry, entries
from dieukhoan.model import Document

SLOTS = 4
"""Places for passages that each entry has in the numbering: a passage is ``SLOTS * entry + place``."""
HIGHEST = 15
"""The highest level; a level takes half a byte."""
CHUNK = 8
"""Entries of one document whose texts share a file."""

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

SPELLING = "\t"
"""Joins a folded syllable and one spelling of it into a term: ``"ban\\tban4"``; it sorts before the pairs."""


@dataclass(frozen=True, slots=True)
class DocumentTerms:
    """A document as the index needs it, small enough to be kept by the thousand.

    ``addresses`` are those of its entries in order, ``headings`` theirs (folded, with hyphens), ``chunks``
    what results show of them (``CHUNK`` in each, gzip over JSON), ``introduced`` its abbreviations with their
    words, ``passages`` the number of its passages; ``packed`` are the postings.
    """

    addresses: tuple[str, ...]
    headings: tuple[str, ...]
    chunks: tuple[bytes, ...]
    introduced: tuple[tuple[str, str], ...]
    passages: int
    packed: bytes

    @classmethod
    def of(
        cls,
        found: Sequence[Entry],
        own: Mapping[str, str],
        passages: int,
        postings: Mapping[str, Sequence[int]],
    ) -> DocumentTerms:
        """Packs what was found in a document."""
        terms = sorted(postings)
        counts = array("I", (len(postings[term]) for term in terms))
        codes = array("I")
        for term in terms:
            codes.extend(postings[term])
        names = "\n".join(terms).encode()
        sizes = array("I", (len(names), len(counts)))
        data = b"".join((sizes.tobytes(), names, counts.tobytes(), codes.tobytes()))
        return cls(
            tuple(entry.address for entry in found),
            tuple("-".join(folded(entry.heading)) for entry in found),
            tuple(_chunk(found[start : start + CHUNK]) for start in range(0, len(found), CHUNK)),
            tuple(own.items()),
            passages,
            zlib.compress(data, 1),
        )

    def postings(self) -> tuple[list[str], Sequence[int], Sequence[int]]:
        """The terms in order, for each its number of postings, and all these one after the other.

        A posting is ``slot << 4 | level``; slots count from the first entry of the document.
        """
        data = memoryview(zlib.decompress(self.packed))
        sizes, counts, codes = array("I"), array("I"), array("I")
        sizes.frombytes(data[: 2 * sizes.itemsize])
        names = 2 * sizes.itemsize + sizes[0]
        middle = names + sizes[1] * counts.itemsize
        counts.frombytes(data[names:middle])
        codes.frombytes(data[middle:])
        terms = bytes(data[2 * sizes.itemsize : names]).decode()
        return terms.split("\n") if terms else [], counts, codes

    def records(self) -> Iterator[dict[str, Any]]:
        """What results show of each entry."""
        for chunk in self.chunks:
            yield from json.loads(gzip.decompress(chunk))


def terms_of(document: Document, text: str) -> DocumentTerms:
    """What a document tells the index; ``text`` is what its spans count in."""
    own = dict(introduced(text[document.start : document.end]))
    abbreviations = {**common(), **own}
    found: list[Entry] = []
    postings: dict[str, list[int]] = {}
    count = 0
    for entry in entries(document, text):
        for slot, heading, body in _passages(len(found), entry, abbreviations):
            count += 1
            start = slot << 4
            for term, level in _levelled(heading, body):
                postings.setdefault(term, []).append(start | level)
        found.append(entry)
    return DocumentTerms.of(found, own, count, postings)


def _chunk(some: Sequence[Entry]) -> bytes:
    records = [
        {
            "address": entry.address,
            "heading": entry.heading,
            "path": entry.path,
            "lines": [[line.at, line.label, line.text] for line in entry.lines],
        }
        for entry in some
    ]
    return gzip.compress(json.dumps(records, ensure_ascii=False, separators=(",", ":")).encode(), 6, mtime=0)


class _Passage(NamedTuple):
    """A part of an entry: its slot, the tokens of the entry's heading, its own tokens."""

    slot: int
    heading: list[str]
    body: list[str]


def _passages(number: int, entry: Entry, abbreviations: Mapping[str, str]) -> Iterator[_Passage]:
    """Cuts an entry into at most ``SLOTS`` passages, at the ends of its paragraphs."""
    heading = _tokens(entry.heading, abbreviations)
    parts = [_tokens(line.text, abbreviations) for line in entry.lines]
    size = max(_PASSAGE, sum(map(len, parts)) // (SLOTS - 1))
    place, body = 0, list[str]()
    for part in parts:
        if body and len(body) + len(part) > size and place < SLOTS - 1:
            yield _Passage(SLOTS * number + place, heading, body)
            place, body = place + 1, []
        body.append(".")
        body += part
    yield _Passage(SLOTS * number + place, heading, body)


def _tokens(text: str, abbreviations: Mapping[str, str]) -> list[str]:
    """The tokens of a text; abbreviations (in capitals) are read as their words, and stand for themselves."""
    tokens: list[str] = TOKEN.findall(text)
    if abbreviations.keys().isdisjoint(tokens):
        return tokens
    whole: list[str] = []
    for token in tokens:
        full = abbreviations.get(token)
        whole += TOKEN.findall(full) if full else [token]
    for token in tokens:
        if token in abbreviations:
            whole += [".", token]
    return whole


@lru_cache(maxsize=1 << 16)
def _word(token: str) -> str:
    """The folded word of a token, "" for a mark that ends a sentence."""
    return fold(token) if token[0].isalnum() else ""


@lru_cache(maxsize=1 << 16)
def _spelling(token: str) -> str:
    """The term for one spelling of a syllable, "" where it says nothing more than the syllable."""
    return fold(token) + SPELLING + spell(token) if has_marks(token) and token[0].isalnum() else ""


def _levelled(heading: Sequence[str], body: Sequence[str]) -> Iterator[tuple[str, int]]:
    """The terms of a passage, each with its level: syllables, pairs of neighbours, spellings."""
    tokens = [*heading, ".", *body]
    words = list(map(_word, tokens))
    levels = _levels(len(words))
    counted = Counter(words)
    del counted[""]
    counted.update([pair(one, other) for one, other in pairwise(words) if one and other])
    for term, bonus in _bonuses(words[: len(heading)]):
        yield term, min(HIGHEST, round(levels[min(HIGHEST, counted.pop(term))] + bonus))
    codes = [min(HIGHEST, max(1, round(level))) for level in levels]
    for term, count in counted.items():
        yield term, codes[count] if count < HIGHEST else codes[HIGHEST]
    for term in set(map(_spelling, tokens)):
        if term:
            yield term, _SPELLED


def _bonuses(heading: Sequence[str]) -> Iterator[tuple[str, float]]:
    """What a heading adds to the level of each of its terms."""
    for word in set(heading) - {""}:
        yield word, _STEP * _HEADING / len(heading)
    pairs = {pair(one, other) for one, other in pairwise(heading) if one and other}
    for term in pairs:
        yield term, _STEP * _HEADING_PAIRS / len(pairs)


def heading_level(words: int) -> int:
    """The level that a term of a heading of so many words has at least, in a typical passage."""
    return min(HIGHEST, _STEP + int(_STEP * _HEADING) // words)


@cache
def _levels(length: int) -> tuple[float, ...]:
    """The levels of terms that stand once, twice, … (at the index 1, 2, …) among so many syllables."""
    norm = _FREQUENCY * (1 - _LENGTH + _LENGTH * length / _TYPICAL)
    return tuple(_STEP * (_FREQUENCY + 1) * count / (norm + count) for count in range(HIGHEST + 1))
