"""The search index: from documents to weighted terms, pure; ``files`` is what stands on disk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from typing import Any

from dieukhoan.index import shards, whole
from dieukhoan.index.abbreviations import common, introduced
from dieukhoan.index.documents import NAME, IndexedDocument, document_terms, type_words
from dieukhoan.index.entries import Entry, entries
from dieukhoan.index.readings import is_syllable
from dieukhoan.index.weights import SLOTS, Passage, Postings, Vocabulary, Weights, passages
from dieukhoan.model import Document
from dieukhoan.text import bare

_PLACE_RARITY, _PLACE_LEVEL = 20, 15
"""What a named address adds to the provisions that have it."""
_MOST_ABBREVIATIONS = 1500
_SINGLE_ENTRY_KINDS = ("dieu", "khoan", "muc", "phu-luc")


@dataclass(frozen=True)
class SearchIndex:
    """An index: its documents and entries in order, the weights of terms, abbreviations with their words."""

    documents: tuple[IndexedDocument, ...]
    entries: tuple[Entry, ...]
    weights: Weights
    abbreviations: Mapping[str, Sequence[str]]

    def terms(self) -> Iterator[tuple[str, Postings]]:
        """Every term with its postings, in the order of the terms."""
        few = [*document_terms(self.documents), *self._places()]
        return merge(self.weights.items(), sorted(few, key=lambda item: item[0]), key=lambda item: item[0])

    def _places(self) -> Iterator[tuple[str, Postings]]:
        """The addresses as terms, so that a query can name one: ``"@@dieu-5"``."""
        slots: dict[str, list[int]] = {}
        last = None
        for number, entry in enumerate(self.entries):
            if (entry.document, entry.address) != last:
                slots.setdefault(entry.address, []).append(SLOTS * number)
            last = (entry.document, entry.address)
        for address, places in slots.items():
            yield NAME + NAME + address, Postings(_PLACE_RARITY, places, bytes((_PLACE_LEVEL,)) * len(places))


def index(documents: Iterable[tuple[Document, str]]) -> SearchIndex:
    """The index of documents, each with the text that its spans count in.

    The same documents in the same order give the same index.
    """
    vocabulary = Vocabulary(common())
    known: list[IndexedDocument] = []
    found: list[Entry] = []
    parts: list[Passage] = []
    introductions: dict[str, Counter[str]] = {}
    for number, (document, text) in enumerate(documents):
        known.append(IndexedDocument.of(document))
        own = dict(introduced(text[document.start : document.end]))
        for short, full in own.items():
            introductions.setdefault(short, Counter())[full] += 1
        for entry in entries(number, document, text):
            parts += passages(len(found), entry, vocabulary, own)
            found.append(entry)
    return SearchIndex(tuple(known), tuple(found), Weights(vocabulary, parts), _abbreviations(introductions))


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
    if len(found.entries) <= whole.LONGEST:
        yield whole.SCRIPT, whole.script(whole_container(found))
    yield from shards.written(
        found.terms(), _syllables(found.weights), _records(found), _head(found), _facets(found.documents)
    )


def whole_container(found: SearchIndex) -> dict[str, Any]:
    """The index in one piece, as JSON."""
    return whole.whole(
        found.terms(), _syllables(found.weights), _records(found), _head(found), _facets(found.documents)
    )


def _head(found: SearchIndex) -> dict[str, Any]:
    counts = Counter(entry.document for entry in found.entries)
    return {
        "entries": len(found.entries),
        "documents": [counts[number] for number in range(len(found.documents))],
        "types": [" ".join(words) for words in type_words()],
        "abbreviations": {short: list(full) for short, full in found.abbreviations.items()},
    }


def _syllables(weights: Weights) -> Iterator[tuple[str, int]]:
    return ((word, rarity) for word, rarity in weights.syllables() if is_syllable(word))


def _records(found: SearchIndex) -> Iterator[dict[str, Any]]:
    for entry in found.entries:
        document = found.documents[entry.document]
        yield {
            "document": document.id,
            "source": document.source,
            "url": document.url,
            "name": document.name,
            "title": document.title,
            "address": entry.address,
            "heading": entry.heading,
            "path": entry.path,
            "lines": [[line.at, line.label, line.text] for line in entry.lines],
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
