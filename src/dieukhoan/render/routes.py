"""Where things stand on the site, and the way from one page to another."""

from __future__ import annotations

import posixpath
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from urllib.parse import quote

from dieukhoan.model import CLOSING_PLACE, OPENING_PLACE, Document
from dieukhoan.render.layers import SitePage, Target
from dieukhoan.render.split import Part, split


class Place:
    """A document on the site: its pages, and which of its addresses stands on which."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.parts = split(document)

    @cached_property
    def _addresses(self) -> dict[str, int]:
        return {node.address: node.start for node in self.document.nodes}

    def path(self, part: Part) -> str:
        """The path of a page: ``van-ban/…/index.md``, ``van-ban/…/chuong-ii.md``."""
        folder = f"van-ban/{self.document.id}"
        return f"{folder}/{part.address or 'index'}.md"

    def path_at(self, address: str) -> str:
        """The path of the page on which an address stands; the first when the document has it nowhere."""
        if len(self.parts) == 1 or address in ("", OPENING_PLACE):
            return self.path(self.parts[0])
        if address == CLOSING_PLACE:
            return self.path(self.parts[-1])
        start = self._addresses.get(address, self.document.start)
        index = bisect_right([part.start for part in self.parts[1:]], start)
        return self.path(self.parts[index])

    def has(self, address: str) -> bool:
        """Whether the document has an address ("" is the document itself)."""
        return not address or address in self._addresses


class Routes:
    """The way from a page to any target, as Markdown (checked by MkDocs) and as the browser needs it."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.places = {document.id: Place(document) for document in documents}
        self._issued: dict[str, list[Place]] = {}
        for place in self.places.values():
            self._issued.setdefault(place.document.issued_with, []).append(place)

    def issued_by(self, document: str) -> Sequence[Place]:
        """The documents that a document issues (ban hành kèm theo)."""
        return self._issued.get(document, ())

    def issuing(self, document: Document) -> Document | None:
        """The document with which another is issued (ban hành kèm theo)."""
        place = self.places.get(document.issued_with)
        return place.document if place else None

    def path(self, target: Target) -> tuple[str, str]:
        """The page of a target, and the fragment on it."""
        if isinstance(target, SitePage):
            return target.path, target.fragment
        place = self.places[target.document]
        fragment = target.address if place.has(target.address) else ""
        return place.path_at(target.address), fragment

    def leads(self, target: Target) -> bool:
        """Whether the site has the target at all."""
        return isinstance(target, SitePage) or target.document in self.places

    def markdown(self, page: str, target: Target) -> str:
        """The target of a Markdown link on a page: ``../10-kh-ubnd/index.md#dieu-5``."""
        path, fragment = self.path(target)
        if path == page and fragment:
            return f"#{quote(fragment, safe='~')}"
        relative = posixpath.relpath(path, posixpath.dirname(page) or ".")
        return quote(relative) + (f"#{quote(fragment, safe='~')}" if fragment else "")

    def url(self, page: str, target: Target) -> str:
        """The same for raw HTML on a page, as the built site has it: ``../10-kh-ubnd/#dieu-5``."""
        path, fragment = self.path(target)
        if path == page and fragment:
            return f"#{quote(fragment, safe='~')}"
        return relative_url(page, path) + (f"#{quote(fragment, safe='~')}" if fragment else "")


def _site_path(path: str) -> str:
    """Where MkDocs puts a page: ``a/b.md`` becomes the folder ``a/b/``, other files stay."""
    if not path.endswith(".md"):
        return path
    folder, file = posixpath.split(path)
    return folder if file == "index.md" else path.removesuffix(".md")


def relative_url(page: str, path: str) -> str:
    """The relative URL from one page to another page or file, both named by their path below build/pages.

    >>> relative_url("van-ban/a/index.md", "van-ban/b.md"), relative_url("van-ban/a.md", "data/a.json")
    ('../b/', '../../data/a.json')
    """
    relative = posixpath.relpath(_site_path(path) or ".", _site_path(page) or ".")
    if path.endswith(".md"):
        return "./" if relative == "." else quote(relative) + "/"
    return quote(relative)
