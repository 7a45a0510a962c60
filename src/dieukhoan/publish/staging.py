"""A site that is being built beside the published one, and takes its place only when it is whole."""

from __future__ import annotations

import shutil
from pathlib import Path

from dieukhoan.publish.exchange import exchange

_BUILDING = ".dang-dung"
_REPLACED = ".cu"


class Staging:
    """A site that is being built in an empty folder beside the published one.

    ``commit`` swaps the two; ``discard`` leaves the published site as it was. Both may be called again
    without effect. Whenever the process is killed, the published site is whole; the next ``begin`` clears
    away what was left beside it.
    """

    def __init__(self, site: Path) -> None:
        self.site = site
        self.folder = site.with_name(site.name + _BUILDING)
        self._replaced = site.with_name(site.name + _REPLACED)
        self._open = False

    def begin(self) -> Path:
        """Empties the folder to build into and returns it."""
        if self._replaced.exists() and not self.site.exists():  # stopped between two renames
            self._replaced.rename(self.site)
        for leftover in (self.folder, self._replaced):
            if leftover.exists():
                shutil.rmtree(leftover)
        self.folder.mkdir(parents=True)
        self._open = True
        return self.folder

    def commit(self) -> None:
        """Puts what was built in the place of the published site, in one step where the disk can."""
        if not self._open:
            return
        self._open = False
        if not self.site.exists():
            self.folder.rename(self.site)
        elif exchange(self.folder, self.site):
            shutil.rmtree(self.folder)  # the site before
        else:
            self.site.rename(self._replaced)
            self.folder.rename(self.site)
            shutil.rmtree(self._replaced)

    def discard(self) -> None:
        """Throws away what was built."""
        if self._open:
            self._open = False
            shutil.rmtree(self.folder, ignore_errors=True)
