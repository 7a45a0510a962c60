"""A site that is being built beside the published one, and takes its place only when it is whole."""

from __future__ import annotations

import os
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
        self.site = site.resolve()  # a link stays; the folder that it leads to changes
        self.folder = self.site.with_name(self.site.name + _BUILDING)
        self._replaced = self.site.with_name(self.site.name + _REPLACED)
        self._spare = spare
        self._former: Former | None = None
        self._built = self.folder
        self._placed: dict[str, str | Path] = {}
        self._open = False

    def begin(self) -> Path:
        """Empties the folder to build into and returns it."""
        if self._replaced.exists() and not self.site.exists():  # stopped between two renames
            self._replaced.rename(self.site)
        for leftover in (self.folder, self._replaced):
            if leftover.exists():
                shutil.rmtree(leftover)
        self._placed, self._built = {}, self.folder
        self._former = self._kept()
        self.folder.mkdir(parents=True)
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
        if self._former is None or self._spare is None:
            return
        try:
            self._former.settle(self.folder)
        except OSError:  # what was built stands in two folders now; the next build begins without the spare
            _clear(self._spare)
            raise
        self._built = self._spare

    def commit(self) -> None:
        """Puts what was built in the place of the published site, in one step where the disk can."""
        if not self._open:
            return
        self._open = False
        built = self._built
        if built != self.folder:
            shutil.rmtree(self.folder)  # what was in it has been moved
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

    def _kept(self) -> Former | None:
        """The site before, if it was kept and can take the place of the published one.

        That is found by moving it there and back. Two folders of one disk may be mounted apart, and what
        stands in the cache may have become a link to somebody's own folder.
        """
        if self._spare is None or not os.path.lexists(self._spare):
            return None
        if self._spare.is_dir() and not self._spare.is_symlink():
            with suppress(OSError):  # other disks, or nobody may read it
                self.folder.parent.mkdir(parents=True, exist_ok=True)
                self._spare.rename(self.folder)  # killed here, the next build clears it away
                self.folder.rename(self._spare)
                return Former(self._spare)
        _clear(self._spare)
        return None

    def _give_up_former(self) -> None:
        """Goes on without the site before: a full disk has room again, other errors come again."""
        self._former = None
        if self._spare is not None:
            _clear(self._spare)
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


def _clear(spare: Path) -> None:
    """Removes what stands in the place of the spare, as far as that can be done."""
    shutil.rmtree(spare, ignore_errors=True)
    with suppress(OSError):  # it was a folder
        spare.unlink()  # a file or a link
