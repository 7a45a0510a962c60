"""Finished HTML pages kept from build to build, so that only what changed is made again.

``html/`` holds each page under the path of its Markdown, ``index`` what it was made from, ``facts``
its anchors and links. All of it may be deleted at any time. A page counts only as long as its file is
the one that was written: the published site shares files with the store by hard links.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Any, NamedTuple

from dieukhoan.publish.folder import remove_others, replaced

_FORMAT = 2


class Front(NamedTuple):
    """What the front matter of a page tells the theme: the kind of page, and the names that stand there."""

    kind: str
    keys: tuple[str, ...]


class Markdown(NamedTuple):
    """The Markdown of a page: what stands for its bytes, and its front matter."""

    digest: bytes
    front: Front


class Entry(NamedTuple):
    """A page in the store: its Markdown, the key of all that made it, the size and time (ns) of its file."""

    markdown: Markdown
    key: bytes
    size: int
    time: int


class Facts(NamedTuple):
    """What checks of links need: the anchors of a page, the pages it links to, and the anchors there.

    ``links`` are as the converter's ``Link``.
    """

    anchors: tuple[str, ...]
    targets: tuple[str, ...]
    links: tuple[tuple[str, str, str], ...]


_Plain = tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[str, str, str], ...]]
"""Facts as they are kept: thousands of links, of which most builds look at none."""


class Store:
    """The store in a folder, as the last build left it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sound = b""
        """The key of the last set of pages whose links were all found right."""
        self._html = f"{folder}/html/"
        self._entries: dict[str, Entry] = {}
        self._facts: dict[str, _Plain] | None = None
        found = _loaded(folder / "index")
        if found is not None:
            self.sound, entries = found
            self._entries = {
                path: Entry(Markdown(digest, Front(*front)), *made)
                for path, ((digest, front), *made) in entries.items()
            }

    def path(self, page: str) -> str:
        """Where the HTML of a page stands; ``page`` is its path below build/pages.

        As text: a Path for each takes five times as long.
        """
        return f"{self._html}{page}.html"

    def front(self, page: str, digest: bytes) -> Front | None:
        """The front matter of a page of these bytes, if the store knows them."""
        entry = self._entries.get(page)
        return entry.markdown.front if entry is not None and entry.markdown.digest == digest else None

    def has(self, page: str, key: bytes) -> bool:
        """Whether the store holds the page as made from what ``key`` stands for, and nobody touched it."""
        entry = self._entries.get(page)
        if entry is None or entry.key != key:
            return False
        try:
            status = os.lstat(self.path(page))
        except OSError:
            return False
        return (status.st_size, status.st_mtime_ns) == (entry.size, entry.time)

    def facts(self, page: str) -> Facts | None:
        """The facts of a page in the store."""
        found = self._all_facts().get(page)
        return Facts(*found) if found is not None else None

    def _all_facts(self) -> dict[str, _Plain]:
        if self._facts is None:
            self._facts = _loaded(self.folder / "facts") or {}
        return self._facts

    def add(self, page: str, markdown: Markdown, key: bytes, facts: Facts) -> None:
        """Takes in a page whose file has been written."""
        status = os.lstat(self.path(page))
        self._entries[page] = Entry(markdown, key, status.st_size, status.st_mtime_ns)
        self._all_facts()[page] = _plain(facts)

    def forget(self, page: str) -> None:
        """The page must be made anew at the next build."""
        self._entries.pop(page, None)

    def keep(self, pages: Collection[str]) -> None:
        """Removes all other pages, and writes down what the store holds."""
        gone = self._entries.keys() - set(pages)
        for page in gone:
            del self._entries[page]
        if gone:
            remove_others(self.folder / "html", {self.path(page) for page in pages})
        if self._facts is not None:
            _save(self.folder / "facts", {p: f for p, f in self._facts.items() if p in self._entries})
        entries = {
            page: ((markdown.digest, tuple(markdown.front)), *made)
            for page, (markdown, *made) in sorted(self._entries.items())
        }
        _save(self.folder / "index", (self.sound, entries))


def _plain(facts: Facts) -> _Plain:
    """Facts for marshal; names that many pages share are one object, and are written once."""

    one = sys.intern
    links = tuple((one(page), one(anchor), one(written)) for page, anchor, written in facts.links)
    return tuple(map(one, facts.anchors)), tuple(map(one, facts.targets)), links


def _loaded(path: Path) -> Any:
    """What was saved in a file; None where there is nothing to rely on."""
    try:
        found, version, content = marshal.loads(path.read_bytes())
    except (OSError, ValueError, EOFError, TypeError):
        return None
    return content if (found, version) == (_FORMAT, sys.version) else None


def _save(path: Path, content: Any) -> None:
    replaced(path, marshal.dumps((_FORMAT, sys.version, content)))
