"""What the pages and data of a document are made of beside its text, told without making any of it.

What others have a say in is told by what it was found in: of a document that cites, is cited or stands next
to this one, the key of its source; of a citation, where it leads. So nothing that is printed is looked at,
which for all documents of a library would take longer than everything else after one of them changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from dieukhoan.citation import Ambiguous, Link, Outside, Resolved
from dieukhoan.extraction import Known
from dieukhoan.model import Document
from dieukhoan.render.citing import Desk, has_page
from dieukhoan.render.responsibility.book import Book

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


def _digest(parts: Iterable[str]) -> str:
    data = _BETWEEN.join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=_SIZE).hexdigest()
