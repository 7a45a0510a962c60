"""The output folder between builds: what stands there as the last build left it need not be made again.

A note in the cache tells of each file its digest, size and time, which files were made to which order, and
which order was found on which ground: a ground is told at once, an order takes long to put together, and may
be the same on another ground. A file that somebody has touched meanwhile, or that a killed build has put
there, is another than the note tells of.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from dieukhoan.errors import DieuKhoanError
from dieukhoan.publish.folder import remove_others, replaced

_FORMAT = 2
_REPORT = "Hãy báo lỗi này cho nhóm phát triển."


class _Noted(NamedTuple):
    """A file as it was written: the digest of its bytes, its size and time (ns)."""

    digest: bytes
    size: int
    time: int


class Outputs:
    """The files of a build, below ``root`` in ``folders``; ``note`` is where the last one left word of them.

    ``finish`` makes the folders hold exactly what was kept or written. Raises ``DieuKhoanError`` if a file
    would land outside of them, or two share a path.
    """

    def __init__(self, root: Path, folders: Iterable[str], note: Path) -> None:
        self._root, self._folders, self._note = root.resolve(), tuple(folders), note
        self._before, self._made_before, self._found_before = _read(note)
        self._files: dict[str, _Noted] = {}
        self._made: dict[str, tuple[str, ...]] = {}
        self._found: dict[str, str] = {}

    def stands(self, order: str) -> bool:
        """Whether the files that were made to an order before are all there, untouched."""
        paths = self._made_before.get(order)
        return paths is not None and all(map(self._is_untouched, paths))

    def keep(self, order: str) -> bool:
        """Keeps the files that were made to an order before, if it ``stands``; whether it does."""
        if not self.stands(order):
            return False
        paths = self._made_before[order]
        for path in paths:
            self._take(path, self._before[path])
        self._made[order] = paths
        return True

    def keep_of(self, ground: str) -> bool:
        """Keeps the files of the order that was ``found`` on a ground before; whether it stands."""
        order = self._found_before.get(ground)
        if order is None or not self.keep(order):
            return False
        self._found[ground] = order
        return True

    def found(self, ground: str, order: str) -> None:
        """Notes which order a ground leads to."""
        self._found[ground] = order

    def keep_all(self, build: str) -> bool:
        """Keeps everything that the build of this name has left; whether all of it is there, untouched."""
        if not self.stands(build):
            return False
        self._files, self._made = dict(self._before), dict(self._made_before)
        self._found = dict(self._found_before)
        return True

    def write(self, files: Iterable[tuple[str, bytes]], order: str = "") -> int:
        """Puts files in their places, those that are not there already; returns how many were written.

        ``order`` is the name by which ``keep`` will find them.
        """
        paths, written = [], 0
        for path, data in files:
            digest = hashlib.blake2b(data, digest_size=20).digest()
            before = self._before.get(path)
            is_known = before is not None and self._is_untouched(path)
            if before is not None and is_known and before.digest == digest:
                noted = before
            else:
                written += self._put(path, data, is_new=is_known)
                found = self._place(path).stat()
                noted = _Noted(digest, found.st_size, found.st_mtime_ns)
            self._take(path, noted)
            paths.append(path)
        if order:
            self._made[order] = tuple(paths)
        return written

    def finish(self, build: str) -> None:
        """Removes what is no longer made, and leaves word of all the rest, as the build of this name."""
        self._made[build] = tuple(self._files)
        for folder in self._folders:
            wanted = {f"{self._root}/{path}" for path in self._files if path.startswith(f"{folder}/")}
            if wanted or (self._root / folder).is_dir():
                (self._root / folder).mkdir(parents=True, exist_ok=True)
                remove_others(self._root / folder, wanted)
        with suppress(OSError):  # a full disk: the next build has more to do
            replaced(
                self._note, zlib.compress(pickle.dumps((_FORMAT, self._files, self._made, self._found)), 1)
            )

    def digests(self) -> Iterator[tuple[str, bytes]]:
        """The path of each file that was kept or written so far, and what stands for its bytes."""
        return ((path, noted.digest) for path, noted in self._files.items())

    def _put(self, path: str, data: bytes, *, is_new: bool) -> int:
        """Puts a file in its place; unless it is known to be new, what stands there may be the same."""
        place = self._place(path)
        with suppress(OSError):
            if not is_new and place.read_bytes() == data:
                return 0
        replaced(place, data)
        return 1

    def _take(self, path: str, noted: _Noted) -> None:
        if path in self._files:
            raise DieuKhoanError("hai trang có cùng địa chỉ", path, _REPORT)
        self._files[path] = noted

    def _place(self, path: str) -> Path:
        folder, _, below = path.partition("/")
        if folder not in self._folders or ".." in below.split("/") or not below or below.startswith("/"):
            raise DieuKhoanError("trang nằm ngoài thư mục trang", path, _REPORT)
        return self._root / path

    def _is_untouched(self, path: str) -> bool:
        noted = self._before[path]
        try:
            found = os.lstat(f"{self._root}/{path}")  # as text: a Path for each takes five times as long
        except OSError:
            return False
        return (found.st_size, found.st_mtime_ns) == (noted.size, noted.time)


def _read(note: Path) -> tuple[dict[str, _Noted], dict[str, tuple[str, ...]], dict[str, str]]:
    """What the last build left; nothing where it cannot be understood."""
    try:
        form, *left = pickle.loads(zlib.decompress(note.read_bytes()))
    except (OSError, zlib.error):
        return {}, {}, {}
    if form != _FORMAT:
        return {}, {}, {}
    files, made, found = left
    return files, made, found
