"""The terms of all documents together, which can be kept from build to build.

To merge thousands of documents takes a third of the time of an index; after a change of one, what was merged
before is taken apart where that document stands, and put together around what it says now.
"""

from __future__ import annotations

import pickle
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from dieukhoan.index.terms import SLOTS, DocumentTerms

_FORMAT = 1
_MOST = 4
"""The share of the documents that may have changed at most is one part in so many: else nothing is saved."""


class Part(NamedTuple):
    """A document that was merged: what stands for its terms, and how many entries and passages it has."""

    name: str
    entries: int
    passages: int


class Merged(NamedTuple):
    """The postings of every term, of one term after the other.

    ``terms`` are in order, ``counts`` says how many ``codes`` each has; a code is ``slot << 4 | level``.
    """

    parts: tuple[Part, ...]
    terms: list[str]
    counts: array[int]
    codes: array[int]

    def items(self) -> Iterator[tuple[str, array[int]]]:
        """Every term with its codes, in order."""
        start = 0
        for term, count in zip(self.terms, self.counts, strict=True):
            yield term, self.codes[start : start + count]
            start += count

    @property
    def passages(self) -> int:
        """How many passages the documents have."""
        return sum(part.passages for part in self.parts)

    def packed(self) -> bytes:
        """All of it as bytes, for ``unpacked``."""
        held = ([tuple(part) for part in self.parts], "\n".join(self.terms))
        return pickle.dumps((_FORMAT, *held, self.counts.tobytes(), self.codes.tobytes()), 5)


def unpacked(data: bytes) -> Merged | None:
    """What was packed; None where it was packed in another way."""
    form, *held = pickle.loads(data)
    if form != _FORMAT:
        return None
    parts, terms, *numbers = held
    counts, codes = array("I"), array("I")
    counts.frombytes(numbers[0])
    codes.frombytes(numbers[1])
    return Merged(tuple(Part(*part) for part in parts), terms.split("\n") if terms else [], counts, codes)


def merged(names: Sequence[str], documents: Sequence[DocumentTerms]) -> Merged:
    """The terms of documents together; each has a name, which stands for all that it says."""
    found = _postings(documents, 0)
    terms = sorted(found)
    counts, codes = array("I"), array("I")
    for term in terms:
        held = found.pop(term)  # there are millions, of which nobody needs two
        if isinstance(held, int):
            counts.append(1)
            codes.append(held)
        else:
            counts.append(len(held))
            codes.extend(held)
    return Merged(_parts(names, documents), terms, counts, codes)


def patched(
    before: Merged,
    names: Sequence[str],
    documents: Sequence[DocumentTerms],
    former: Callable[[str], DocumentTerms | None],
) -> Merged | None:
    """The same as ``merged``, made of what was merged before, where one stretch of the documents changed.

    ``former`` gives what a document said before, by its name then. None if too much changed, or that is lost.
    """
    known = [part.name for part in before.parts]
    begin = _alike(known, names)
    end = _alike(known[begin:][::-1], names[begin:][::-1])
    stretch = slice(begin, len(names) - end)
    gone = [former(name) for name in known[begin : len(known) - end]]
    if _MOST * max(len(gone), len(documents[stretch])) > len(names) or None in gone:
        return None
    first = sum(part.entries for part in before.parts[:begin])
    entries = sum(part.entries for part in before.parts[begin : len(known) - end])
    patch = _Patch(
        before,
        _code(first),
        _code(first + entries),
        _code(sum(len(document.addresses) for document in documents[stretch]) - entries),
    )
    fresh = _postings(documents[stretch], first)
    touched = fresh.keys() | {term for document in gone if document for term in document.postings()[0]}
    for term in sorted(touched):
        held = fresh.get(term, ())
        patch.put(term, array("I", (held,) if isinstance(held, int) else held))
    patch.keep_up_to(len(before.terms))
    return Merged(_parts(names, documents), patch.terms, patch.counts, patch.codes)


class _Patch:
    """Puts postings together around a stretch of codes that is replaced: all behind it move by ``shift``."""

    def __init__(self, before: Merged, low: int, high: int, shift: int) -> None:
        self._before, self._low, self._high, self._shift = before, low, high, shift
        self._starts = [0, *accumulate(before.counts)]
        self._at = 0
        self.terms: list[str] = []
        self.counts, self.codes = array("I"), array("I")

    def put(self, term: str, fresh: array[int]) -> None:
        """Gives a term these postings in the stretch; terms are to come in order."""
        place = bisect_left(self._before.terms, term, self._at)
        self.keep_up_to(place)
        if self._before.terms[place : place + 1] == [term]:
            held = self._before.codes[self._starts[place] : self._starts[place + 1]]
            self._at = place + 1
        else:
            held = array("I")
        inside = bisect_left(held, self._low), bisect_left(held, self._high)
        codes = held[: inside[0]] + fresh + self._moved(held[inside[1] :])
        if codes:
            self.terms.append(term)
            self.counts.append(len(codes))
            self.codes.extend(codes)

    def keep_up_to(self, place: int) -> None:
        """Takes over the terms before a place that have nothing in the stretch."""
        self.terms += self._before.terms[self._at : place]
        self.counts.extend(self._before.counts[self._at : place])
        self.codes.extend(self._moved(self._before.codes[self._starts[self._at] : self._starts[place]]))
        self._at = place

    def _moved(self, codes: array[int]) -> array[int]:
        if not self._shift:
            return codes
        high, shift = self._high, self._shift
        return array("I", [code + shift if code >= high else code for code in codes])


def _postings(documents: Iterable[DocumentTerms], entry: int) -> dict[str, int | array[int]]:
    """The codes of each term; most terms have but one, for which an array would be too much."""
    found: dict[str, int | array[int]] = {}
    find = found.get
    for document in documents:
        start = _code(entry)
        terms, counts, codes = document.postings()
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
        entry += len(document.addresses)
    return found


def _alike(some: Sequence[str], others: Sequence[str]) -> int:
    """How many names two lists begin with alike."""
    pairs = enumerate(zip(some, others, strict=False))
    return next((place for place, (one, other) in pairs if one != other), min(len(some), len(others)))


def _parts(names: Sequence[str], documents: Sequence[DocumentTerms]) -> tuple[Part, ...]:
    return tuple(
        Part(name, len(document.addresses), document.passages)
        for name, document in zip(names, documents, strict=True)
    )


def _code(entries: int) -> int:
    """The code of the first passage after so many entries."""
    return SLOTS * entries << 4
