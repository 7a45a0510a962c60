"""The stamp (dấu) of a build: whether a site still is what building it again would give.

It tells of everything that a site was made of and of every file that was made. Where all of it is as it was,
there is nothing to do; that is found before MkDocs or a stage is even loaded. Wherever there could be a doubt
no stamp is left: a build that had a warning (which the next one must give again), a configuration that reads
elsewhere, a plugin or hook of the site that may do anything.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from dieukhoan.cache import key_of
from dieukhoan.code import PACKAGE
from dieukhoan.publish.folder import replaced

_FORMAT = 1
_SETTLED = 2_000_000_000
"""Nanoseconds after which a second change of a file would have given it another time, on any disk."""
_ASIDE = (".dang-dung", ".cu")
"""What a killed build leaves beside a site; the next one clears it away."""


class Source(NamedTuple):
    """Files that a site is made of: all below a folder, or a file with those whose names begin like its own.

    ``follows`` is whether links to folders are gone into.
    """

    path: str
    follows: bool = False

    def files(self) -> Iterator[str]:
        """The paths of all of them."""
        if Path(self.path).is_dir():
            for folder, below, names in os.walk(self.path, followlinks=self.follows):
                below.sort()
                yield from (f"{folder}/{name}" for name in sorted(names))
            return
        beside = Path(self.path)
        stem = beside.name.partition(".")[0]
        yield from sorted(str(each) for each in beside.parent.iterdir() if each.name.startswith(stem))


class Seen(NamedTuple):
    """A file as it was: size, times of content and entry (ns), number, where a link leads, a digest."""

    size: int
    time: int
    changed: int
    number: int
    link: str
    digest: str


class Doubt(Exception):
    """Nothing can be said of what a site is made of."""


class Stamp:
    """The stamp of the site at ``site`` with everything else in ``out``; ``asked`` is what a build was told.

    First ``look`` at what the site will be made of, then build, then ``leave`` it.
    """

    def __init__(self, out: Path, site: Path, asked: Mapping[str, Any]) -> None:
        self._site = site.absolute()
        self._made = [self._site, *(out.absolute() / name for name in ("pages", "data", "search"))]
        self._note = out.absolute() / "cache" / "stamp"
        self._asked = asked
        self._sources: list[Source] = []
        self._seen: dict[str, Seen] = {}
        self._begun = 0
        self._terms = ""
        self.doubtful = False
        """Set where a build turns out to depend on more than was looked at, or has something to say."""

    def look(self, *sources: Source) -> None:
        """Looks at (more) files that the site will be made of, before anything of them is read."""
        if not self._begun:
            self._begun = time.time_ns()
            self._terms = _terms(self._asked)
        try:
            self._sources += sources
            self._seen |= _seen(sources)
        except (OSError, Doubt):
            self.doubtful = True

    def leave(self) -> None:
        """Leaves the stamp of what has been built."""
        if self.doubtful or not self._begun:
            return
        note = {
            "format": _FORMAT,
            "begun": self._begun,
            "terms": self._terms,
            "sources": self._sources,
            "seen": self._seen,
        }
        with suppress(OSError):  # a full disk: the next build has more to do
            note["made"] = _made(self._made)
            replaced(self._note, json.dumps(note).encode())

    def stands(self) -> bool:
        """Whether a build would find and give just what the last one did."""
        try:
            note = json.loads(self._note.read_bytes())
            if note["format"] != _FORMAT or note["terms"] != _terms(self._asked):
                return False
            if any(self._site.with_name(self._site.name + aside).exists() for aside in _ASIDE):
                return False
            sources = [Source(*source) for source in note["sources"]]
            before = {path: Seen(*seen) for path, seen in note["seen"].items()}
            settled = note["begun"] - _SETTLED
            return _are_as_before(sources, before, settled) and bool(note["made"] == _made(self._made))
        except (OSError, ValueError, KeyError, TypeError, Doubt):
            return False


def _terms(asked: Mapping[str, Any]) -> str:
    """Stands for all that shapes a site but files of its own: options, code, the day, the programs there."""
    programs = []
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        with suppress(OSError):
            programs.append((folder, Path(folder).stat().st_mtime_ns))
    day = datetime.datetime.now(datetime.UTC).date().isoformat()  # MkDocs writes it into the sitemap
    given = [sorted(asked.items()), programs, day, os.environ.get("SOURCE_DATE_EPOCH")]
    return key_of(PACKAGE, json.dumps(given, default=str).encode())


def _seen(sources: Iterable[Source]) -> dict[str, Seen]:
    """Every file of these sources."""
    return {path: _looked_at(path) for source in sources for path in source.files()}


def _looked_at(path: str) -> Seen:
    size, changed_at, entry_at, number, link = _facts(path)
    with Path(path).open("rb") as file:
        digest = hashlib.file_digest(file, hashlib.blake2b).hexdigest()
    return Seen(size, changed_at, entry_at, number, link, digest)


def _facts(path: str) -> tuple[int, int, int, int, str]:
    found = Path(path).stat()
    if not stat.S_ISREG(found.st_mode):
        raise Doubt(path)
    link = str(Path(path).readlink()) if Path(path).is_symlink() else ""
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, link


def _are_as_before(sources: Iterable[Source], before: Mapping[str, Seen], settled: int) -> bool:
    """Whether these sources have the very files that were seen; one that was touched is read to know."""
    left = dict(before)
    for path in dict.fromkeys(path for source in sources for path in source.files()):
        seen = left.pop(path, None)
        if seen is None:
            return False
        is_certain = max(seen.time, seen.changed) < settled and _facts(path) == seen[:-1]
        if not is_certain:
            now = _looked_at(path)
            if (now.link, now.digest) != (seen.link, seen.digest):
                return False
    return not left


def _made(folders: Iterable[Path]) -> str:
    """Stands for every file below folders, each by its size and time."""
    digest = hashlib.blake2b(digest_size=20)
    for root in folders:
        waiting = [str(root)]
        while waiting:
            folder = waiting.pop()
            with os.scandir(folder) as entries:
                for entry in sorted(entries, key=lambda entry: entry.name):
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    found = entry.stat(follow_symlinks=False)
                    size_and_time = (found.st_size, found.st_mtime_ns) if entry.is_file() else ()
                    digest.update(repr((entry.path, size_and_time)).encode("utf-8", "surrogateescape"))
    return digest.hexdigest()
