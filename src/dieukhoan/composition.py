"""The files that are made of one source once the library is known: its pages and its data, in workers."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from typing import NamedTuple

from dieukhoan import extraction
from dieukhoan.cache import key_of
from dieukhoan.model import ParsedSource
from dieukhoan.packing import pickled, unpacked
from dieukhoan.render import Folio, pages
from dieukhoan.text import slug

PAGES, DATA = "pages", "data"
"""The folders of pages and data below the output folder."""

File = tuple[str, bytes]
"""A file to write: its path below the output folder, and what it holds."""


class Leaf(NamedTuple):
    """What the files of one source are made of, but for its text; ``data`` is the path of its data.

    There are ``folios`` for each of its documents, or none at all: a copy of another source has no pages.
    """

    known: extraction.Known
    folios: tuple[Folio, ...]
    data: str


class Order(NamedTuple):
    """A leaf, packed for a worker, with the packed source of that name, which ``key`` stands for.

    The name of an order tells of everything that its files are made of.
    """

    source: str
    leaf: bytes
    key: str
    whole: bytes

    @classmethod
    def of(cls, leaf: Leaf, key: str) -> Order:
        """An order without its source, which nobody needs if the files are there already."""
        return cls(leaf.known.name, pickled(leaf), key, b"")

    @property
    def name(self) -> str:
        """The digest of what is ordered."""
        return key_of(__name__, self.key.encode(), self.leaf)


def composed(order: Order) -> list[File]:
    """The files of a source."""
    leaf: Leaf = pickle.loads(order.leaf)
    parsed: ParsedSource = unpacked(order.whole)
    found = [
        (f"{PAGES}/{page.path}", page.content)
        for folio, document in zip(leaf.folios, parsed.documents, strict=bool(leaf.folios))
        for page in pages(folio, document, parsed.source.text)
    ]
    line = extraction.line(extraction.extraction(leaf.known, parsed)) + "\n"
    return [*found, (leaf.data, line.encode())]


def data_paths(names: Iterable[str]) -> dict[str, str]:
    """Where the extraction output of each source stands, by the name of the source."""
    taken: dict[str, int] = {}
    paths = {}
    for source in names:
        name = slug(source) or "tep"
        taken[name] = count = taken.get(name, 0) + 1
        paths[source] = f"{DATA}/{name}.json" if count == 1 else f"{DATA}/{name}~{count}.json"
    return paths
