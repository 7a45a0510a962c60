"""One build at a time in an output folder; a second one waits."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Self

try:
    import fcntl
except ImportError:  # Windows locks no folder: there, whoever starts two builds at once is not held back
    fcntl = None  # type: ignore[assignment]

_LOG = logging.getLogger("mkdocs.plugins.dieukhoan")


class Lock:
    """A lock on folders, kept until it is released or the process ends, however it ends.

    It lies on the folders themselves, so no file of it is left behind. ``take`` may be called again while
    it is held, as ``release`` when it is not.
    """

    def __init__(self, *folders: Path) -> None:
        self._folders = sorted(set(folders))  # in one order, so that no two wait for each other
        self._held: list[int] = []

    def __enter__(self) -> Self:
        self.take()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def take(self) -> None:
        """Waits until the folders are free, and says that it waits."""
        if fcntl is None or self._held:
            return
        for folder in self._folders:
            folder.mkdir(parents=True, exist_ok=True)
            held = os.open(folder, os.O_RDONLY)
            self._held.append(held)
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                _LOG.info(f"Một lần dựng khác đang chạy trong {folder}; đợi nó xong.")
                fcntl.flock(held, fcntl.LOCK_EX)

    def release(self) -> None:
        """Lets the next one build."""
        held, self._held = self._held, []
        for descriptor in held:
            os.close(descriptor)
