"""Where things stand on the site, and the way from one page to another."""

from __future__ import annotations

import posixpath
from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from urllib.parse import quote

from dieukhoan.model import CLOSING_PLACE, OPENING_PLACE, Document
from dieukhoan.render.layers import Provision, SitePage, Target
from dieukhoan.render.split import Part, split


class Place:
    """A document on the site: its pages, and which of its addresses stands on which."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.parts = split(document)

    @cached_property
    def _further(self) -> list[int]:
        """Where its pages after the first begin."""
        return [part.start for part in self.parts[1:]]

    @cached_property
    def _addresses(self) -> dict[str, int]:
        return {node.address: node.start for node in self.document.nodes}

    def path(self, part: Part) -> str:
        """The path of a page: ``van-ban/…/index.md``, ``van-ban/…/chuong-ii.md``."""
        return f"van-ban/{self.document.id}/{part.name}.md"

    def path_at(self, address: str) -> str:
        """The path of the page on which an address stands; the first when the document has it nowhere."""
        if len(self.parts) == 1 or address in ("", OPENING_PLACE):
            return self.path(self.parts[0])
        if address == CLOSING_PLACE:
            return self.path(self.parts[-1])
        start = self._addresses.get(address, self.document.start)
        return self.path(self.parts[bisect_right(self._further, start)])

    def way(self, address: str) -> tuple[str, str]:
        """The page of an address, and the fragment on it: none where the document lacks the address."""
        return self.path_at(address), address if self.has(address) else ""

    def has(self, address: str) -> bool:
        """Whether the document has an address ("" is the document itself)."""
        return not address or address in self._addresses


class Ways(ABC):
    """The way from a page to a target, as Markdown (checked by MkDocs) and as the browser needs it."""

    @abstractmethod
    def path(self, target: Target) -> tuple[str, str]:
        """The page of a target, and the fragment on it."""

    @abstractmethod
    def leads(self, target: Target) -> bool:
        """Whether the site has the target at all."""

    def markdown(self, page: str, target: Target) -> str:
        """The target of a Markdown link on a page: ``../10-kh-ubnd/index.md#dieu-5``."""
        path, fragment = self.path(target)
        if path == page and fragment:
            return f"#{quote(fragment, safe='~')}"
        return _relative(path, posixpath.dirname(page)) + (
            f"#{quote(fragment, safe='~')}" if fragment else ""
        )

    def url(self, page: str, target: Target) -> str:
        """The same for raw HTML on a page, as the built site has it: ``../10-kh-ubnd/#dieu-5``."""
        path, fragment = self.path(target)
        if path == page and fragment:
            return f"#{quote(fragment, safe='~')}"
        return relative_url(page, path) + (f"#{quote(fragment, safe='~')}" if fragment else "")


class Routes(Ways):
    """The ways to all documents of a library."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.places = {document.id: Place(document) for document in documents}
        self._issued: dict[str, list[Document]] = {}
        for place in self.places.values():
            self._issued.setdefault(place.document.issued_with, []).append(place.document)

    def issued_by(self, document: str) -> Sequence[Document]:
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
        return self.places[target.document].way(target.address)

    def leads(self, target: Target) -> bool:
        """Whether the site has the target at all."""
        return isinstance(target, SitePage) or target.document in self.places

    def from_document(self, document: str, targets: Iterable[Target]) -> dict[Target, tuple[str, str]]:
        """The ways to those targets that lie in other documents of the library, for ``RoutesOfOne``."""
        return {
            target: self.path(target)
            for target in targets
            if isinstance(target, Provision) and target.document != document and self.leads(target)
        }


class RoutesOfOne(Ways):
    """The ways from the pages of one document, which knows no other: ``paths`` say where those lie."""

    def __init__(self, place: Place, paths: Mapping[Target, tuple[str, str]]) -> None:
        self._place, self._paths = place, paths

    def path(self, target: Target) -> tuple[str, str]:
        """The page of a target, and the fragment on it."""
        if isinstance(target, SitePage):
            return target.path, target.fragment
        if target.document == self._place.document.id:
            return self._place.way(target.address)
        return self._paths[target]

    def leads(self, target: Target) -> bool:
        """Whether the site has the target at all."""
        if isinstance(target, SitePage) or target.document == self._place.document.id:
            return True
        return target in self._paths


@lru_cache(maxsize=1 << 12)
def _relative(path: str, folder: str) -> str:
    return quote(_from(path, folder))


def _from(path: str, folder: str) -> str:
    """A path seen from a folder; both begin at the same place and lead nowhere up: "" is that place.

    ``posixpath.relpath`` asks for the working directory first, and takes four times as long.

    >>> _from("van-ban/a/index.md", "van-ban/b"), _from("van-ban", "van-ban")
    ('../a/index.md', '.')
    """
    steps, above = path.split("/") if path else [], folder.split("/") if folder else []
    common = 0
    for one, other in zip(steps, above, strict=False):
        if one != other:
            break
        common += 1
    return "/".join([".."] * (len(above) - common) + steps[common:]) or "."


def _site_path(path: str) -> str:
    """Where MkDocs puts a page: ``a/b.md`` becomes the folder ``a/b/``, other files stay."""
    if not path.endswith(".md"):
        return path
    folder, file = posixpath.split(path)
    return folder if file == "index.md" else path.removesuffix(".md")


@lru_cache(maxsize=1 << 12)
def relative_url(page: str, path: str) -> str:
    """The relative URL from one page to another page or file, both named by their path below build/pages.

    >>> relative_url("van-ban/a/index.md", "van-ban/b.md"), relative_url("van-ban/a.md", "data/a.json")
    ('../b/', '../../data/a.json')
    """
    relative = _from(_site_path(path), _site_path(page))
    if path.endswith(".md"):
        return "./" if relative == "." else quote(relative) + "/"
    return quote(relative)
