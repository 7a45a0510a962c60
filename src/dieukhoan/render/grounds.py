"""What pages are made of (căn cứ), told without making any of them: those of a document, those of many.

What others have a say in is told by what it was found in: of a document that cites, is cited or stands next
to this one, the key of its source; of a citation, where it leads. So nothing that is printed is looked at,
which for all documents of a library would take longer than everything else after one of them changed.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from dieukhoan.citation import Ambiguous, Link, Outside, Resolved
from dieukhoan.extraction import Known
from dieukhoan.model import Document, facts_of
from dieukhoan.render.checks import Batch
from dieukhoan.render.citing import Desk, has_page
from dieukhoan.render.responsibility.book import Book
from dieukhoan.render.routes import Routes

_SIZE = 16
_BETWEEN = "\x1f"


class Grounds:
    """``keys`` stand for the contents of the sources of a library, by their names."""

    def __init__(self, desk: Desk, book: Book, keys: Mapping[str, str]) -> None:
        self._desk, self._book, self._keys = desk, book, keys
        self._told = cache(self._document)
        self._work = cache(self._cited_work)
        self._agency = cache(self._agency_in_matrix)

    def of_data(self, known: Known, key: str) -> str:
        """Stands for the data of a source, which ``key`` stands for, and for what its documents cite."""
        parts = [key, repr(known.findings)]
        for document, links in zip(known.documents, known.links, strict=True):
            parts += [document.id, document.issued_with, *map(self._outcome, links)]
        return _digest(parts)

    def of_pages(
        self, document: Document, others: Iterable[Document | None], beside: Sequence[object]
    ) -> str:
        """Stands for all that others have a say in on the pages of a document.

        ``others`` are those that its pages name for their place, ``beside`` is what else is known of it:
        values that are nothing but what they say of themselves.
        """
        parts = [repr(beside), *(self._told(other.id) if other else "" for other in others)]
        parts += self._citing(document)
        for entry in self._book.of_document.get(document.id, ()):
            parts += [self._agency(entry.duty.agency), *entry.duty.counterparties]
        return _digest(parts)

    def _citing(self, document: Document) -> Iterator[str]:
        """What stands for each citation of a document, and of its provisions."""
        for link in self._desk.inbound.get(document.id, ()):
            yield f"{self._told(link.document)}{link.citation.span.start}{self._outcome(link)}"

    def _outcome(self, link: Link) -> str:
        """Where a citation leads, and what is said of that."""
        outcome = link.outcome
        if isinstance(outcome, Resolved):
            return f"{self._told(outcome.document)}{outcome.addresses}{outcome.missing}"
        if isinstance(outcome, Outside):
            return self._work(outcome.work)
        if isinstance(outcome, Ambiguous):
            return "?".join(map(self._told, outcome.documents))
        return outcome.reason

    def _document(self, name: str) -> str:
        """All that any page may say of a document, but for what others say of it."""
        documents = self._desk.documents
        document = documents[name]
        issuing = documents.get(document.issued_with, document)
        keys = self._keys[document.source], self._keys[issuing.source]
        return _digest([*keys, document.id, document.issued_with])

    def _cited_work(self, key: str) -> str:
        work = self._desk.works[key]
        return _digest([key, repr(work.work), work.title, str(has_page(work))])

    def _agency_in_matrix(self, name: str) -> str:
        roll = self._book.roll
        return f"{name}{roll.page_of(name)}{roll.rank(name)}"


def of_documents(documents: Iterable[Document], states: Sequence[object], date: datetime.date) -> bytes:
    """Stands for what lists of documents say, in whose order they stand; on that day, in these states."""
    parts = [
        "documents",
        date.isoformat(),
        *(repr(facts_of(document)) for document in documents),
    ]
    return _digest([*parts, *map(repr, states)]).encode()


def of_findings(batch: Batch, documents: Iterable[Document], keys: Mapping[str, str]) -> bytes:
    """Stands for what a page says of findings, in whichever words of their sources they quote."""
    concerned = {name for name, _ in batch.findings}
    there = [facts_of(d) for d in documents if d.source in concerned]
    parts = [
        "findings",
        repr(batch),
        repr(there),
        *(f"{name}{keys.get(name)}" for name in sorted(concerned)),
    ]
    return _digest(parts).encode()


def of_citations(desk: Desk, routes: Routes) -> bytes:
    """Stands for all that is said of citations together: of each, what it says, where it stands and leads."""
    parts = ["citations", *(repr(facts_of(document)) for document in desk.documents.values())]
    parts += [repr((work.key, work.work, work.title, work.document)) for work in desk.works.values()]
    work = cache(repr)
    divided = {name for name, place in routes.places.items() if len(place.parts) > 1}
    for link in desk.citations.links:
        citation, passage = link.citation, desk.passage(link)
        page = routes.places[link.document].path_at(citation.at) if link.document in divided else ""
        parts += [
            f"{link.document}{citation.at}{page}{citation.kind}{citation.relation}{citation.antecedent}",
            f"{citation.provisions}{work(citation.work)}{passage.quote}{passage.strong}{link.outcome}",
        ]
    return _digest(parts).encode()


def _digest(parts: Iterable[str]) -> str:
    data = _BETWEEN.join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=_SIZE).hexdigest()
