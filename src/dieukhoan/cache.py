"""The cache (kho tạm): results of earlier builds, each under the digest of everything that it came from.

An entry is named by the code that made it and by the input's own bytes. So nothing is ever
out of date: what changes has another name, and what nobody asks for any more is the first to go. The folder
may be deleted at any time, and several builds may use it at once. Its entries are pickles: who can write into
the folder can run code, as in the folder of the package itself.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from dieukhoan.code import digest_of

MOST_BYTES = 4 << 30
"""What a cache may hold at the end of a build, but for what this build has used itself."""
_ABANDONED = 3600
"""Seconds after which what a killed build left half written is removed."""
_DIGEST_SIZE = 20
_TEMPORARY = ".tmp"


class Store(Protocol):
    """Keeps bytes by key."""

    def get(self, key: str) -> bytes | None:
        """What was put under a key, if it is still there."""

    def has(self, key: str) -> bool:
        """Whether there is anything under a key."""

    def put(self, key: str, data: bytes) -> None:
        """Keeps bytes under a key."""


class Memory:
    """What is kept for as long as the process lives."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        """What was put under a key, if anything."""
        return self._kept.get(key)

    def has(self, key: str) -> bool:
        """Whether anything was put under a key."""
        return key in self._kept

    def put(self, key: str, data: bytes) -> None:
        """Keeps bytes under a key."""
        self._kept[key] = data


class Cache:
    """Bytes by key, in a folder; every failure to read is as if there were nothing.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     kept = Cache(Path(folder))
    ...     kept.put("a1b2c3", b"words")
    ...     kept.get("a1b2c3"), kept.get("d4e5f6")
    (b'words', None)
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._used: set[str] = set()

    def get(self, key: str) -> bytes | None:
        """What was put under a key; None if there is nothing, or no longer what was put."""
        path = self._path(key)
        try:
            found = path.read_bytes()
            if key not in self._used:
                os.utime(path)
        except OSError:
            return None
        self._used.add(key)
        data = found[_DIGEST_SIZE:]
        return data if _digest(data) == found[:_DIGEST_SIZE] else None

    def has(self, key: str) -> bool:
        """Whether there is anything under a key, right or not."""
        return self._path(key).is_file()

    def put(self, key: str, data: bytes) -> None:
        """Keeps bytes under a key. On a full disk they are not kept, which costs time and no result."""
        path = self._path(key)
        self._used.add(key)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(_TEMPORARY, dir=path.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_digest(data) + data)
                Path(name).replace(path)
            except OSError:
                Path(name).unlink(missing_ok=True)

    def tidy(self, most: int = MOST_BYTES) -> None:
        """Removes what was not used for longest while there is too much, and what killed builds left."""
        entries = []
        total = 0
        for path in self._folder.glob("*/*"):
            with suppress(OSError):  # another build tidies as well
                found = path.stat()
                if path.name.endswith(_TEMPORARY):
                    if time.time() - found.st_mtime > _ABANDONED:
                        path.unlink()
                    continue
                total += found.st_size
                if path.parent.name + path.name not in self._used:
                    entries.append((found.st_mtime_ns, found.st_size, path))
        for _, size, path in sorted(entries):
            if total <= most:
                break
            with suppress(OSError):
                path.unlink()
                total -= size

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key[2:]


def key_of(module: str, *inputs: bytes) -> str:
    """The key of what a module makes of its inputs, with the code that does it as it is now."""
    digest = hashlib.blake2b(digest_of(module), digest_size=_DIGEST_SIZE)
    for part in (module.encode(), *inputs):
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)
    return digest.hexdigest()


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_DIGEST_SIZE).digest()
