"""Which document and which provision a place of a source belongs to."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from dieukhoan.model import Document, Node


class _Provisions:
    """The provisions of a document, to be asked by place."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def _by_address(self) -> dict[str, Node]:
        return self.document.by_address()

    @cached_property
    def _starts(self) -> list[int]:
        return [node.start for node in self.document.nodes]

    def smallest(self, offset: int) -> str:
        """The address of the smallest provision around a place, or ""."""
        index = bisect_right(self._starts, offset) - 1
        node = self.document.nodes[index] if index >= 0 else None
        while node is not None and node.end <= offset:
            node = self._by_address.get(node.parent)
        return node.address if node else ""


class Finder:
    """Finds documents and provisions by the name of the source and the offset in its text."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._by_source: dict[str, list[_Provisions]] = defaultdict(list)
        for document in documents:
            self._by_source[document.source].append(_Provisions(document))

    def __call__(self, source: str, offset: int) -> tuple[Document, str] | None:
        """The document and the address of its smallest provision ("": none) at a place; None outside all."""
        for provisions in self._by_source.get(source, ()):
            if provisions.document.start <= offset < provisions.document.end:
                return provisions.document, provisions.smallest(offset)
        return None
