"""An edition (bản): the pages of a library on a day, and what the pages of each document need of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain

from dieukhoan.duty import Register
from dieukhoan.knowledge import Knowledge
from dieukhoan.model import Document, facts_of
from dieukhoan.page import Page, Sheaf
from dieukhoan.render import checks, cited, citing, doubts, grounds, home, lists, responsibility
from dieukhoan.render.card import standing
from dieukhoan.render.finder import Finder
from dieukhoan.render.folio import Folio
from dieukhoan.render.grounds import Grounds
from dieukhoan.render.layers import Fact, Layers, NoteItem, Provision, Target, by_document, joined
from dieukhoan.render.responsibility import margin
from dieukhoan.render.responsibility.book import Book
from dieukhoan.render.responsibility.sources import Sources
from dieukhoan.render.routes import Routes


class Edition:
    """The pages of what is known; the same bytes for the same input.

    ``layers`` holds what else is known beside the text, ``date`` is the day on which states are judged,
    ``site`` the address at which the site will stand, "" if nobody has said it.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        register: Register,
        date: datetime.date,
        layers: Layers | None = None,
        site: str = "",
    ) -> None:
        library = knowledge.library
        self._library, self._date, self._site = library, date, site
        self._desk = citing.Desk(library.documents, knowledge.citations, knowledge.quotes)
        self._book = Book(library, knowledge.duties, register, knowledge.quotes)
        self._finder = Finder(library.documents)
        self._routes = Routes(library.documents)
        states = Layers(states=citing.states(self._desk))
        self._known = joined(states, layers or Layers(), doubts.layers(library.findings, self._finder))
        self._beside = by_document(self._known)
        self._order = lists.newest_first([library.completed(document) for document in library.documents])
        self._place = {document.id: index for index, document in enumerate(self._order)}

    def sheaves(self, keys: Mapping[str, str]) -> Iterator[Sheaf]:
        """The pages that more than one document has a part in; ``keys`` stand for the contents of sources."""
        library, order, routes = self._library, self._order, self._routes
        states = [standing(document, self._known, self._date) for document in order]
        yield Sheaf(b"", partial(_home, order, routes, self._date))
        made_of = grounds.of_documents(order, states, self._date)
        yield Sheaf(made_of, partial(lists.pages, order, routes, self._known, self._date))
        for batch in checks.batches(library.findings):
            made_of = grounds.of_findings(batch, library.documents, keys)
            yield Sheaf(made_of, partial(checks.pages, batch, library.sources, self._finder, routes))
        yield Sheaf(grounds.of_citations(self._desk, routes), partial(cited.pages, self._desk, routes))
        sources = Sources(self._book, keys)
        yield from responsibility.sheaves(self._book, routes, sources, self._site)

    def folio(self, document: Document) -> Folio:
        """What the pages of a document of the library need beside its text."""
        entries = self._book.of_document.get(document.id, [])
        completed = self._order[self._place[document.id]]
        before, after, issuing, *issued = named = self._named_by(document)
        layers = self._layers(document)
        others = [Provision(other.id) for other in named if other is not None]
        return Folio(
            facts_of(completed),
            facts_of(document),
            standing(completed, self._known, self._date),
            layers,
            self._routes.from_document(document.id, chain(_targets(layers), others)),
            issuing and facts_of(issuing),
            tuple(facts_of(other) for other in issued if other is not None),
            before and facts_of(before),
            after and facts_of(after),
            tuple(entry.duty for entry in entries),
            self._book.roll.near(entry.duty.agency for entry in entries),
        )

    def grounds_of(self, keys: Mapping[str, str]) -> Grounds:
        """What tells of everything that folios are made of; ``keys`` stand for the contents of sources."""
        return Grounds(self._desk, self._book, keys)

    def made_of(self, document: Document, told: Grounds) -> str:
        """Stands for all that ``folio`` has of others; the rest is in the source of the document."""
        completed = self._order[self._place[document.id]]
        beside = (
            standing(completed, self._known, self._date),
            self._beside.get(document.id),
            self._known.data.get(document.source),
            self._library.copied.get(document.source),
        )
        return told.of_pages(document, self._named_by(document), beside)

    def _named_by(self, document: Document) -> Sequence[Document | None]:
        """The documents before and after one in the list, the one that issues it, those that it issues."""
        place, order = self._place[document.id], self._order
        before = order[place - 1] if place else None
        after = order[place + 1] if place + 1 < len(order) else None
        return before, after, self._routes.issuing(document), *self._routes.issued_by(document.id)

    def _layers(self, document: Document) -> Layers:
        """What is known about one document beside its text."""
        duties = margin.notes(self._book.of_document.get(document.id, []), self._book.roll)
        data = self._known.data.get(document.source)
        copied = self._library.copied.get(document.source, ())
        same = [Fact("Cùng văn bản, tệp khác", tuple(map(NoteItem, copied)))] if copied else []
        return joined(
            citing.layers(self._desk, document.id),
            Layers(notes=duties),
            self._beside.get(document.id, Layers()),
            Layers(facts={document.id: same}, data={document.source: data} if data else {}),
        )


def _home(order: Sequence[Document], routes: Routes, date: datetime.date) -> Iterator[Page]:
    """A single page, made each time: it counts and quotes provisions."""
    yield home.page(order, routes, date)


def _targets(layers: Layers) -> Iterator[Target]:
    """Whatever the layers of a document lead to."""
    marks = (mark.target for mark in chain.from_iterable(layers.marks.values()))
    notes = chain.from_iterable(note.items for note in chain.from_iterable(layers.notes.values()))
    facts = chain.from_iterable(fact.items for fact in chain.from_iterable(layers.facts.values()))
    for target in chain(marks, (item.target for item in chain(notes, facts))):
        if target is not None:
            yield target
