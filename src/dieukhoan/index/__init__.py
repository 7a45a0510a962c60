"""The search index, pure: ``terms_of`` one document, ``index`` of all, ``files`` that stand on disk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from operator import itemgetter
from typing import Any

from dieukhoan.index import shards, whole
from dieukhoan.index.abbreviations import common
from dieukhoan.index.documents import (
    HEADING_RARITY,
    NAME,
    IndexedDocument,
    document_terms,
    heading_term,
    type_words,
)
from dieukhoan.index.issuers import agencies, issuer_terms
from dieukhoan.index.merged import Merged, merged
from dieukhoan.index.questions import forms, sought
from dieukhoan.index.readings import is_syllable
from dieukhoan.index.terms import HIGHEST, SLOTS, DocumentTerms, terms_of
from dieukhoan.index.weights import LONGEST_LIST, Postings, Weights
from dieukhoan.model import Document
from dieukhoan.text import bare

_PLACE_RARITY = 20
"""The rarity of an address as a term: what it adds to the provisions that have it."""
_MOST_ALIKE = 200
"""Short headings that more provisions have tell too little to be terms."""
_MOST_ABBREVIATIONS = 1500
_term = itemgetter(0)

__all__ = [
    "DocumentTerms",
    "IndexedDocument",
    "SearchIndex",
    "files",
    "index",
    "joined",
    "terms_of",
    "whole_container",
]


@dataclass(frozen=True)
class SearchIndex:
    """An index: its documents in order with what each alone tells, the weights of terms, abbreviations.

    ``issuers`` are the agencies, folded, with their documents.
    """

    documents: tuple[IndexedDocument, ...]
    parts: tuple[DocumentTerms, ...]
    weights: Weights
    abbreviations: Mapping[str, Sequence[str]]
    issuers: Mapping[str, Sequence[int]]

    @property
    def size(self) -> int:
        """How many entries there are."""
        return sum(len(part.addresses) for part in self.parts)

    def records(self) -> Iterator[dict[str, Any]]:
        """What results show of every entry, in order."""
        for document, part in zip(self.documents, self.parts, strict=True):
            facts = _facts(document)
            for record in part.records():
                yield {**facts, **record}

    def terms(self) -> Iterator[tuple[str, Postings]]:
        """Every term with its postings, in the order of the terms."""
        few = [
            *document_terms(self.documents),
            *issuer_terms(self.issuers),
            *self._places(),
            *self._headings(),
        ]
        return merge(self.weights.items(), sorted(few, key=_term), key=_term)

    def _places(self) -> Iterator[tuple[str, Postings]]:
        """The addresses as terms, so that a query can name one: ``"@@dieu-5"``."""
        slots: dict[str, list[int]] = {}
        entry = 0
        for part in self.parts:
            last = None
            for address in part.addresses:
                if address != last:  # a long provision goes on in the next entry
                    slots.setdefault(address, []).append(SLOTS * entry)
                last = address
                entry += 1
        for address, places in slots.items():
            yield NAME + NAME + address, Postings(_PLACE_RARITY, places, bytes((HIGHEST,)) * len(places))

    def _headings(self) -> Iterator[tuple[str, Postings]]:
        """Short headings as terms: ``"@@=cong-bo-san-pham"``. Their few words stand in many longer ones."""
        slots: dict[str, list[int]] = {}
        known = None
        entry = 0
        for part in self.parts:
            for place in zip(part.headings, part.addresses, strict=True):
                if place[0] and place != known:
                    slots.setdefault(place[0], []).append(SLOTS * entry)
                known = place
                entry += 1
        for heading, places in slots.items():
            name = heading_term(heading.split("-"))
            if name and len(places) <= _MOST_ALIKE:
                yield name, Postings(HEADING_RARITY, places, bytes((HIGHEST,)) * len(places))


def index(documents: Iterable[tuple[Document, DocumentTerms]], longest: int = LONGEST_LIST) -> SearchIndex:
    """The index of documents, each with what ``terms_of`` found in it.

    The same documents in the same order give the same index.
    """
    return joined(((IndexedDocument.of(document), part) for document, part in documents), longest)


def joined(
    documents: Iterable[tuple[IndexedDocument, DocumentTerms]],
    longest: int = LONGEST_LIST,
    together: Merged | None = None,
) -> SearchIndex:
    """The index of documents of which only these facts are kept; of a term, ``longest`` passages.

    ``together`` are their terms merged, where that was done already.
    """
    known: list[IndexedDocument] = []
    parts: list[DocumentTerms] = []
    introductions: dict[str, Counter[str]] = {}
    for document, part in documents:
        known.append(document)
        parts.append(part)
        for short, full in part.introduced:
            introductions.setdefault(short, Counter())[full] += 1
    weights = Weights(together or merged([document.id for document in known], parts), longest)
    return SearchIndex(tuple(known), tuple(parts), weights, _abbreviations(introductions), agencies(known))


def _abbreviations(introductions: Mapping[str, Counter[str]]) -> dict[str, tuple[str, ...]]:
    """Short forms (folded) and their likeliest words: the data first, then the commonest of the texts."""
    by_use = sorted(introductions.items(), key=lambda item: (-item[1].total(), item[0]))[:_MOST_ABBREVIATIONS]
    found: dict[str, list[str]] = {}
    for short, full in common().items():
        found.setdefault(bare(short), []).append(full)
    for short, counted in by_use:
        known = found.setdefault(bare(short), [])
        folded = {bare(full) for full in known}
        for full, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0])):
            if bare(full) not in folded and len(known) < 2:
                known.append(full)
                folded.add(bare(full))
    return {short: tuple(full) for short, full in sorted(found.items())}


def files(found: SearchIndex) -> Iterator[tuple[str, bytes]]:
    """The files of an index below its folder: shards always, the whole container for a small one.

    Shards are what a browser fetches least of; the whole container opens without a server.
    """
    if found.size <= whole.LONGEST:
        yield whole.SCRIPT, whole.script(whole_container(found))
    chunks = [
        (_facts(document), part.chunks) for document, part in zip(found.documents, found.parts, strict=True)
    ]
    yield from shards.written(
        found.terms(),
        _syllables(found.weights),
        chunks,
        [part.headings for part in found.parts],
        _head(found),
        _facets(found.documents),
    )


def whole_container(found: SearchIndex) -> dict[str, Any]:
    """The index in one piece, as JSON."""
    return whole.whole(
        found.terms(), _syllables(found.weights), found.records(), _head(found), _facets(found.documents)
    )


def _head(found: SearchIndex) -> dict[str, Any]:
    return {
        "entries": found.size,
        "documents": [len(part.addresses) for part in found.parts],
        "longest": found.weights.longest,
        "types": [" ".join(words) for words in type_words()],
        "questions": list(map(list, sought())),
        "forms": list(forms()),
        "issuers": list(found.issuers),
        "abbreviations": {short: list(full) for short, full in found.abbreviations.items()},
    }


def _syllables(weights: Weights) -> Iterator[tuple[str, int]]:
    return ((word, rarity) for word, rarity in weights.syllables() if is_syllable(word))


def _facts(document: IndexedDocument) -> dict[str, str]:
    """What results show of a document."""
    return {
        "document": document.id,
        "source": document.source,
        "url": document.url,
        "name": document.name,
        "title": document.title,
    }


def _facets(documents: Sequence[IndexedDocument]) -> dict[str, Any]:
    types = sorted({document.type for document in documents})
    issuers = sorted({document.issuer for document in documents})
    return {
        "types": types,
        "issuers": issuers,
        "documents": [
            [types.index(d.type), issuers.index(d.issuer), d.date[:4], d.effective, d.term] for d in documents
        ],
    }
