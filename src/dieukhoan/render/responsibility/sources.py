"""What the pages of agencies and the files of duties are made of, told without making them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache

from dieukhoan.duty import Agency
from dieukhoan.model import Document, facts_of
from dieukhoan.render.responsibility.book import Book
from dieukhoan.render.routes import Ways


class Sources:
    """``keys`` stand for the contents of the sources of a library, by their names; without one nothing does.

    A document says the same to an agency as long as its source is the same, and all that others have a say
    in: its facts, the day from which it applies, the names that the register gives those whom it names.
    """

    def __init__(self, book: Book, keys: Mapping[str, str]) -> None:
        self._book, self._keys = book, keys
        self._said = cache(self._said_by)

    def of_agency(self, agency: Agency) -> bytes:
        """Stands for all that the pages of an agency are made of; empty when that cannot be told."""
        entries = self._book.of_agency[agency.slug]
        documents = {entry.document.id: entry.document for entry in entries}
        if not all(document.source in self._keys for document in documents.values()):
            return b""
        digest = _digest(agency)
        for name in documents:
            digest.update(self._said(name))
        return digest.digest()

    def of_duties(self, routes: Ways, site: str) -> bytes:
        """Stands for all duties as tables tell them, and what is said of agencies and documents beside."""
        documents = [facts_of(document) for document in self._book.documents]
        digest = _digest((site, self._book.shown, documents))
        deadline = cache(repr)
        parts = [
            f"{routes.path(entry.place)}{duty.at}\x1f{duty.agency}\x1f{duty.role}\x1f{duty.verb}\x1f"
            f"{duty.counterparties}{deadline(duty.deadline)}"
            for entry in self._book.entries
            for duty in (entry.duty,)
        ]
        digest.update("\x1e".join(parts).encode("utf-8", "surrogatepass"))
        return digest.digest()

    def _said_by(self, name: str) -> bytes:
        """Stands for all that a document tells any agency."""
        entries = self._book.of_document[name]
        document: Document = entries[0].document
        names = [(entry.duty.agency, *entry.duty.counterparties) for entry in entries]
        pages = {each: self._book.roll.page_of(each) for group in names for each in group}
        told = (
            self._keys[document.source],
            document.start,  # which of the documents of its source it is
            facts_of(document),
            self._book.begins(document),
            names,
            pages,
        )
        return _digest(told).digest()


def _digest(value: object) -> hashlib.blake2b:
    """A digest of a value that is nothing but what it says of itself; more may be added to it."""
    return hashlib.blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=20)
