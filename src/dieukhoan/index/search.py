"""Searching: from a query to the provisions that answer it, best first.

``theme/search/search.js`` does the same in the browser; a container gives the postings.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Protocol

from dieukhoan.index.analysis import Word, pair
from dieukhoan.index.documents import DOCUMENT, NAME
from dieukhoan.index.query import Query, understand
from dieukhoan.index.readings import Lookup, read
from dieukhoan.index.terms import SLOTS, SPELLING
from dieukhoan.index.weights import Postings

WHOLE = 4
"""The share of a term that stands in the query as typed; what is only supposed counts less."""
_SUPPOSED, _BEGUN = 2, 1
_EXACT = 6
"""In a query of fewer words than this, their spelling counts so much more: one syllable alone has many."""
NAMED = 600
"""What a document's name in the query adds to its provisions, and the most that words of its title can."""
DIRECT = 1_000_000
"""What an address of a named document is worth: nothing else comes near."""
_PART = 3
"""A provision is among the results if its score is at least the best one's by this part."""
_LONGEST_NAME = 11


class Container(Protocol):
    """What holds an index, and gives the postings of a term and what is shown of an entry."""

    @property
    def head(self) -> Mapping[str, Any]:
        """What is always needed: counts, types of documents, abbreviations."""

    @property
    def syllables(self) -> Mapping[str, int]:
        """Every syllable with its rarity."""

    def postings(self, term: str) -> Postings | None:
        """The postings of a term, or None."""

    def sums(self, shares: Mapping[str, int]) -> dict[int, int]:
        """By passage (or document), what the terms weigh in it, each times its share, added up."""

    def entry(self, number: int) -> Mapping[str, Any]:
        """What results show of an entry."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that answers a query; ``slot`` is its best passage, -1 if the document itself is meant."""

    entry: int
    slot: int
    score: int


@dataclass
class Plan:
    """The terms that a query is searched by, each with its share, and what it names."""

    terms: dict[str, int] = field(default_factory=dict)
    named: dict[int, int] = field(default_factory=dict)
    address: str = ""
    is_name_alone: bool = False
    mended: tuple[tuple[str, str], ...] = ()

    def add(self, term: str, share: int) -> None:
        """Asks for a term, with the larger share if it is asked for already."""
        self.terms[term] = max(share, self.terms.get(term, 0))


def search(container: Container, text: str) -> list[Hit]:
    """The hits of a query, best first."""
    return ranked(container, planned(container, understand(text)))


def planned(container: Container, query: Query) -> Plan:
    """The terms of a query in an index."""
    plan = Plan(address=query.address)
    lookup = Lookup(_Rarity(container), container.syllables, container.head["abbreviations"])
    reading = read(query.runs, lookup, is_open=query.is_open)
    whole = (*reading.runs, *query.phrases)
    exactness = max(1, _EXACT // max(1, sum(map(len, whole))))
    for run in whole:
        _add_run(plan, run, WHOLE, exactness)
    for run in reading.others:
        _add_run(plan, run, _SUPPOSED, exactness)
    for before, ending in reading.endings:
        plan.add(ending, _BEGUN)
        if before:
            plan.add(pair(before, ending), _SUPPOSED)
    plan.mended = reading.mended
    _add_names(plan, container, query)
    return plan


class _Rarity:
    """How rare a term is in an index; None where it is not there."""

    def __init__(self, container: Container) -> None:
        self._container = container

    def __call__(self, term: str) -> int | None:
        found = self._container.postings(term)
        return found.rarity if found else None


def _add_run(plan: Plan, run: Sequence[Word], share: int, exactness: int) -> None:
    for word in run:
        plan.add(word.folded, share)
        if word.has_marks:
            plan.add(word.folded + SPELLING + word.spelled, share * exactness)
    for first, second in pairwise(run):
        plan.add(pair(first.folded, second.folded), share)


def _add_names(plan: Plan, container: Container, query: Query) -> None:
    """The documents that the query names, the longest name at each place."""
    words = [word.folded for word in query.words]
    types = [kind.split(" ") for kind in container.head["types"]]
    used = set(query.spoken)
    at = 0
    while at < len(words):
        size, postings = _name_at(container, words, at, types, query.spoken)
        if postings:
            for document in postings.ids:
                plan.named[document] = NAMED
            used.update(range(at, at + size))
        at += size or 1
    rest = [word for place, word in enumerate(words) if place not in used and word not in _LINKS]
    plan.is_name_alone = bool(plan.named) and not rest and not query.phrases


_LINKS = frozenset({"so", "cua", "tai", "theo", "trong", "nam", "ve", "v", "viec"})
"""Words that may stand between an address and a name."""


def _name_at(
    container: Container,
    words: Sequence[str],
    at: int,
    types: Sequence[Sequence[str]],
    spoken: frozenset[int],
) -> tuple[int, Postings | None]:
    """The longest name of documents that begins at a word, and how many words it takes."""
    if at in spoken:
        return 0, None
    is_number = words[at][0].isdigit()
    is_type = any(words[at : at + len(kind)] == list(kind) for kind in types)
    if not is_number and not is_type:
        return 0, None
    for size in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
        name = [word for word in words[at : at + size] if word != "so"]
        if (
            not name
            or words[at + size - 1] == "so"
            or (len(name) == 1 and not (is_number and (spoken or len(words) == 1)))
        ):
            continue
        found = container.postings(NAME + "-".join(name))
        if found:
            return size, found
    return 0, None


def ranked(container: Container, plan: Plan) -> list[Hit]:
    """The hits of a plan: every entry whose score is a good part of the best, best first."""
    scores = container.sums(plan.terms)
    documents = container.sums(
        {DOCUMENT + term: share for term, share in plan.terms.items() if SPELLING not in term}
    )
    for number, worth in documents.items():
        documents[number] = min(worth, WHOLE * NAMED)
    for number, worth in plan.named.items():
        documents[number] = documents.get(number, 0) + WHOLE * worth
    for address in _addresses(plan.address):
        there = container.sums({NAME + NAME + address: WHOLE})
        for slot, worth in there.items():
            scores[slot] = scores.get(slot, 0) + worth
        if there:
            break
    return _best(container, plan, scores, documents)


def _addresses(address: str) -> Iterator[str]:
    """An address and what it stands in, the narrowest first."""
    steps = address.split("-")
    while len(steps) > 1:
        yield "-".join(steps)
        steps = steps[:-2]


def _best(container: Container, plan: Plan, scores: dict[int, int], documents: dict[int, int]) -> list[Hit]:
    owners = _Owners(container.head["documents"])
    best: dict[int, tuple[int, int]] = {}
    for slot, score in scores.items():
        entry = slot // SLOTS
        known = best.get(entry)
        if known is None or score > known[0] or (score == known[0] and slot < known[1]):
            best[entry] = (score, slot)
    for number in documents:
        if owners.sizes[number]:
            best.setdefault(owners.first[number], (0, SLOTS * owners.first[number]))
    totals = [
        (score + documents.get(owners.of(entry), 0), entry, slot) for entry, (score, slot) in best.items()
    ]
    direct = list(_direct(container, plan, owners))
    there = {hit.entry for hit in direct if hit.slot >= 0}
    least = max((score for score, _, _ in totals), default=0) / _PART
    others = [
        Hit(entry, slot, score) for score, entry, slot in totals if score >= least and entry not in there
    ]
    return [*direct, *sorted(others, key=lambda hit: (-hit.score, hit.entry))]


def _direct(container: Container, plan: Plan, owners: _Owners) -> Iterator[Hit]:
    """The named provision of each named document, or the document itself when nothing else is asked."""
    if not plan.named:
        return
    for address in _addresses(plan.address):
        found = container.postings(NAME + NAME + address)
        places = [slot for slot in found.ids if owners.of(slot // SLOTS) in plan.named] if found else []
        if places:
            for slot in places:
                yield Hit(slot // SLOTS, slot, DIRECT)
            return
    if plan.is_name_alone:
        for number in sorted(plan.named):
            if owners.sizes[number]:
                yield Hit(owners.first[number], -1, DIRECT)


class _Owners:
    """Which document an entry belongs to: entries are numbered document by document."""

    def __init__(self, sizes: Sequence[int]) -> None:
        self.sizes = sizes
        self.first: list[int] = []
        at = 0
        for size in sizes:
            self.first.append(at)
            at += size

    def of(self, entry: int) -> int:
        """The document of an entry."""
        return bisect_right(self.first, entry) - 1
