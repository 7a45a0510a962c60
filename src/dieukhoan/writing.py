"""All the pages that are made of what is known: pages and data of each source, shared pages."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterator, Sequence
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
from dieukhoan.model import Document
from dieukhoan.publish.outputs import Outputs
from dieukhoan.render import Edition
from dieukhoan.render.grounds import Grounds
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
        ordered: list[str] = []
        keys = {name: self._examination.key(name) for part in self._parts for name in part.library.parsed}
        grounds = self._edition.grounds_of(keys)

        def changed() -> Iterator[Order]:
            for known in self._known():
                ground = self._ground(known, grounds, keys[known.name])
                if outputs.keep_of(ground):
                    step()
                    continue
                order = self._order(known)
                outputs.found(ground, order.name)
                if outputs.keep(order.name):
                    step()
                    continue
                ordered.append(order.name)
                yield self._with_source(order)

        for files in workers.run(composed, changed()):
            outputs.write(_made(files), ordered.pop(0))
            step()

    def of_sources(self, names: Collection[str], workers: Workers) -> Iterator[File]:
        """The pages and data of these sources alone."""
        chosen = (known for known in self._known() if known.name in names)
        for files in workers.run(composed, map(self._with_source, map(self._order, chosen))):
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

    def _known(self) -> Iterator[extraction.Known]:
        """What is known of each source, the copies of others among them."""
        return chain.from_iterable(map(extraction.by_source, self._parts))

    def _shown(self, known: extraction.Known) -> Sequence[Document]:
        """The documents of a source that have pages: a copy of another source has none."""
        return known.documents if known.name in self._library.parsed else ()

    def _ground(self, known: extraction.Known, grounds: Grounds, key: str) -> str:
        """Stands for everything that the order of a source is made of."""
        pages = [self._edition.made_of(document, grounds) for document in self._shown(known)]
        made_of = (self.data[known.name], grounds.of_data(known, key), *pages)
        return key_of(__name__, b"ground", *map(str.encode, made_of))

    def _order(self, known: extraction.Known) -> Order:
        """What a worker is to make of a source, yet without it."""
        leaf = Leaf(known, tuple(map(self._edition.folio, self._shown(known))), self.data[known.name])
        return Order.of(leaf, self._examination.key(known.name))

    def _with_source(self, order: Order) -> Order:
        return order._replace(whole=self._examination.packed(order.source, Part.WHOLE))


def _made(files: list[File] | Exceeded) -> list[File]:
    if isinstance(files, Exceeded):
        raise DieuKhoanError("không dựng được trang của một văn bản", files.detail)
    return files
