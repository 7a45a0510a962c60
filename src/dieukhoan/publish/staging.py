"""A site that is being built beside the published one, and takes its place only when it is whole."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from dieukhoan.publish.exchange import exchange
from dieukhoan.publish.folder import place
from dieukhoan.publish.former import Files, Former

_BUILDING = ".dang-dung"
_REPLACED = ".cu"


class Staging:
    """A site that is being built in an empty folder beside the published one.

    What is only linked into it (``place``) goes to the site before the published one where that was kept: in
    ``spare``, a folder of the cache. ``commit`` swaps the sites; ``discard`` leaves the published site as it
    was. Both may be called again without effect. Whenever the process is killed, the published site is whole;
    the next ``begin`` clears away what was left beside it.
    """

    def __init__(self, site: Path, spare: Path | None = None) -> None:
        self.site = site
        self.folder = site.with_name(site.name + _BUILDING)
        self._replaced = site.with_name(site.name + _REPLACED)
        self._spare = spare
        self._former: Former | None = None
        self._placed: dict[str, str | Path] = {}
        self._open = False

    def begin(self) -> Path:
        """Empties the folder to build into and returns it."""
        if self._replaced.exists() and not self.site.exists():  # stopped between two renames
            self._replaced.rename(self.site)
        for leftover in (self.folder, self._replaced):
            if leftover.exists():
                shutil.rmtree(leftover)
        self.folder.mkdir(parents=True)
        self._placed, self._former = {}, None
        if self._spare is not None:
            with suppress(OSError):  # there is none
                if self._spare.stat().st_dev == self.site.stat().st_dev:
                    self._former = Former(self._spare)
        self._open = True
        return self.folder

    def place(self, files: Files) -> None:
        """Puts files in the site; they win over those that are built into the folder."""
        self._placed |= files
        if self._former is not None:
            try:
                self._former.take(files)
            except OSError:
                self._give_up_former()
            else:
                return
        place(files, self.folder)

    def settle(self) -> None:
        """Puts together what was placed and what was built; later comes but ``commit`` or ``discard``."""
        if self._former is not None:
            self._former.settle(self.folder)

    def commit(self) -> None:
        """Puts what was built in the place of the published site, in one step where the disk can."""
        if not self._open:
            return
        self._open = False
        built = self.folder
        if self._former is not None and self._spare is not None:
            shutil.rmtree(self.folder)  # what was in it has been moved
            built = self._spare
        if not self.site.exists():
            built.rename(self.site)
        elif exchange(built, self.site):
            self._put_away(built)
        else:
            self.site.rename(self._replaced)
            built.rename(self.site)
            self._put_away(self._replaced)

    def discard(self) -> None:
        """Throws away what was built."""
        if self._open:
            self._open = False
            shutil.rmtree(self.folder, ignore_errors=True)

    def _give_up_former(self) -> None:
        """Goes on without the site before: a full disk has room again, other errors come again."""
        self._former = None
        if self._spare is not None:
            shutil.rmtree(self._spare, ignore_errors=True)
        place(self._placed, self.folder)

    def _put_away(self, former: Path) -> None:
        """Keeps the site before as a spare, where it is on the same disk as the cache."""
        if former == self._spare:
            return
        if self._spare is not None:
            with suppress(OSError):
                self._spare.parent.mkdir(parents=True, exist_ok=True)
                former.rename(self._spare)
                return
        shutil.rmtree(former)
