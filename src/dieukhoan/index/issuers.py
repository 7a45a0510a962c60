"""Agencies (cơ quan ban hành) by whose name a query may narrow what it asks for: "Bộ Y tế quy chế hoạt động".

Such a query may as well speak of the agency ("Trách nhiệm của Bộ Y tế"); so it is answered both ways.
``theme/search/issuers.js`` does the same in the browser.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain

from dieukhoan.index.analysis import folded
from dieukhoan.index.container import Container
from dieukhoan.index.documents import NAME, IndexedDocument
from dieukhoan.index.query import LONGEST_TYPED, Query
from dieukhoan.index.weights import Postings

ISSUED = NAME + "="
"""Begins the name of an agency as a term: ``"@=bo y te"``, with the documents that it issues, alone or not;
and a number, with the documents that just so many agencies issue together."""
_LONGEST = 12
_LINKS = frozenset({"va", "cua", "do", "ban", "hanh"})
"""Words that may join the name of an agency to another or to what is asked for."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A query without the agencies that it names, and the documents that these issue together."""

    query: Query
    documents: frozenset[int]


def agencies(documents: Iterable[IndexedDocument]) -> dict[str, list[int]]:
    """Every agency, folded, with its documents; those who issue together are agencies each by itself."""
    issuers = [folded(document.issuer) for document in documents]
    alone: set[str] = set()
    for words in sorted({tuple(issuer) for issuer in issuers}, key=lambda words: (len(words), words)):
        if 1 < len(words) <= _LONGEST and not _is_made_of(words, alone):
            alone.add(" ".join(words))
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, issuer in enumerate(issuers):
        for name in dict.fromkeys(" ".join(issuer[at:end]) for at, end in _named(issuer, alone)):
            found[name].append(number)
    return dict(sorted(found.items()))


def issuer_terms(known: Mapping[str, Sequence[int]]) -> Iterator[tuple[str, Postings]]:
    """The agencies as terms, with their documents; so many agencies together, with those of just so many."""
    counts = Counter(chain.from_iterable(known.values()))
    by_count: defaultdict[str, list[int]] = defaultdict(list)
    for number in sorted(counts):
        by_count[str(counts[number])].append(number)
    for name, documents in chain(known.items(), by_count.items()):
        yield ISSUED + name, Postings(1, documents, bytes((1,)) * len(documents))


def issued(container: Container, query: Query) -> Issued | None:
    """What a query asks of the documents of an agency that it names; None if it names none, or nothing else.

    Of several agencies those are meant that they issue together, and if there are any, with nobody else.
    """
    words = [word.folded for word in query.words]
    places = list(_named(words, container.head["issuers"]))
    rest = set(range(len(words))) - _with_links(words, places)
    if not places or not rest or len(rest) > LONGEST_TYPED or query.address or query.phrases:
        return None
    names = {" ".join(words[at:end]) for at, end in places}
    documents = frozenset[int].intersection(*(_documents(container, name) for name in names))
    documents = documents & _documents(container, str(len(names))) or documents
    runs = []
    start = 0
    for run in query.runs:
        kept = tuple(word for place, word in enumerate(run, start=start) if place in rest)
        runs += [kept] if kept else []
        start += len(run)
    is_open = query.is_open and len(words) - 1 in rest
    return Issued(replace(query, runs=tuple(runs), is_open=is_open), documents) if documents else None


def _with_links(words: Sequence[str], names: Iterable[tuple[int, int]]) -> set[int]:
    """The places of names of agencies and of the words that join these to others."""
    inside = {place for at, end in names for place in range(at, end)}
    found = set(inside)
    for order in (range(len(words)), range(len(words) - 1, -1, -1)):
        is_near = False
        for place in order:
            is_near = place in inside or (is_near and words[place] in _LINKS)
            if is_near:
                found.add(place)
    return found


def _documents(container: Container, name: str) -> frozenset[int]:
    found = container.postings(ISSUED + name)
    return frozenset(found.ids) if found else frozenset()


def _is_made_of(issuer: Sequence[str], known: Set[str]) -> bool:
    inside = {place for at, end in _named(issuer, known) for place in range(at, end)}
    return all(place in inside or word in _LINKS for place, word in enumerate(issuer))


def _named(words: Sequence[str], known: Collection[str]) -> Iterator[tuple[int, int]]:
    """Where agencies stand among words, the longest name at each place: from, and up to but without."""
    at = 0
    while at < len(words):
        ends = range(min(len(words), at + _LONGEST), at + 1, -1)
        end = next((end for end in ends if " ".join(words[at:end]) in known), 0)
        if end:
            yield at, end
        at = end or at + 1
