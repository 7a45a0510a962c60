"""All the pages that are made of what is known: pages and data of each source, shared pages."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterator
from functools import cached_property
from itertools import chain

from dieukhoan import extraction
from dieukhoan.assign import register
from dieukhoan.bounded import Exceeded
from dieukhoan.cache import key_of
from dieukhoan.composition import PAGES, File, Leaf, Order, composed, data_paths
from dieukhoan.errors import DieuKhoanError
from dieukhoan.examination import Examination, Part
from dieukhoan.knowledge import Knowledge
from dieukhoan.publish.outputs import Outputs
from dieukhoan.render import Edition
from dieukhoan.render.layers import Layers
from dieukhoan.workers import Workers


class Works:
    """The files of a library, on a day; ``site`` is the address at which they will stand, "" if unknown."""

    def __init__(
        self, knowledge: Knowledge, examination: Examination, date: datetime.date, site: str
    ) -> None:
        self._parts = (knowledge, *knowledge.aside)
        self._library, self._examination = knowledge.library, examination
        self._date, self._site = date, site
        self.data = data_paths(name for part in self._parts for name in part.library.parsed)
        """Where the data of each source stands, by its name."""

    @cached_property
    def _edition(self) -> Edition:
        knowledge = self._parts[0]
        duties = register(knowledge.duties.values())
        return Edition(knowledge, duties, self._date, Layers(data=self.data), self._site)

    def write_documents(self, workers: Workers, outputs: Outputs, step: Callable[[], None]) -> None:
        """Pages and data of each source, made in the workers where they do not stand."""
        ordered: list[Order] = []

        def changed() -> Iterator[Order]:
            for order in self._orders(self.data):
                if outputs.keep(order.name):
                    step()
                    continue
                ordered.append(order)
                yield self._with_source(order)

        for files in workers.run(composed, changed()):
            outputs.write(_made(files), ordered.pop(0).name)
            step()

    def of_sources(self, names: Collection[str], workers: Workers) -> Iterator[File]:
        """The pages and data of these sources alone."""
        for files in workers.run(composed, map(self._with_source, self._orders(names))):
            yield from _made(files)

    def shared(self, stands: Callable[[str], bool]) -> Iterator[tuple[str, list[File] | None]]:
        """The pages in which more than one document has a part, sheaf by sheaf.

        To each its order, "" if it is always made anew, and its files; None where the order ``stands``.
        """
        names = self._library.parsed
        for sheaf in self._edition.sheaves({name: self._examination.key(name) for name in names}):
            order = key_of(__name__, b"shared", sheaf.made_of) if sheaf.made_of else ""
            if order and stands(order):
                yield order, None
            else:
                yield order, [(f"{PAGES}/{page.path}", page.content) for page in sheaf.pages()]

    def prepare(self) -> None:
        """Makes ready what the pages of documents and the shared ones both need."""
        _ = self._edition

    def _orders(self, names: Collection[str]) -> Iterator[Order]:
        """What the workers are to make of sources, yet without these."""
        for known in chain.from_iterable(map(extraction.by_source, self._parts)):
            if known.name in names:
                shown = known.documents if known.name in self._library.parsed else ()
                leaf = Leaf(known, tuple(map(self._edition.folio, shown)), self.data[known.name])
                yield Order.of(leaf, self._examination.key(known.name))

    def _with_source(self, order: Order) -> Order:
        return order._replace(whole=self._examination.packed(order.source, Part.WHOLE))


def _made(files: list[File] | Exceeded) -> list[File]:
    if isinstance(files, Exceeded):
        raise DieuKhoanError("không dựng được trang của một văn bản", files.detail)
    return files
