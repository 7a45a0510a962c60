"""The site before the published one, kept as a spare: the next build brings it up to date and publishes it.

A site is mostly links to files that do not change from build to build. To make all its folders anew and to
remove those of the site before takes a disk longer than all the rest of a build after one change.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from dieukhoan.publish.folder import files_below, placed

Files = Mapping[str, str | Path]
"""Where files stand, by their paths in the site."""


class Former:
    """The site in a folder that nobody reads. Whatever stops here leaves whole files, for the next to mend.

    Errors of the disk are raised as they come: then the folder is of no more use than any other.
    """

    def __init__(self, root: Path) -> None:
        self._root = str(root)
        self._device = root.stat().st_dev
        self._folders: set[str] = {""}
        self._wanted: set[str] = set()

    @cached_property
    def _files(self) -> dict[str, int]:
        """The files that are there, by their paths, and their inodes: looked at when there is time to."""
        return dict(self._there())

    def take(self, files: Files) -> None:
        """Lets these files stand there; those that do already are left alone."""
        for name, source in files.items():
            self._wanted.add(name)
            inode = self._files.get(name)
            if inode is not None:
                found = os.lstat(source)  # as text: a Path for each takes five times as long
                if (found.st_ino, found.st_dev) == (inode, self._device):
                    continue
                Path(self._path(name)).unlink()
            self._make_room(name)
            placed(source, self._path(name))
            self._files[name] = os.lstat(self._path(name)).st_ino

    def settle(self, folder: Path) -> None:
        """Moves in what else stands in a folder, and removes what neither has."""
        moved: list[str] = []
        folders = _folders_of(self._wanted)
        for name in list(files_below(folder)):
            if name in self._wanted:
                continue
            if name in folders or not self._wanted.isdisjoint(_folders_of([name])):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder / name))
            moved.append(name)
            if name not in self._files:
                self._make_room(name)
            (folder / name).replace(self._path(name))
            self._files[name] = 0
        self._wanted.update(moved)
        for name in self._files.keys() - self._wanted:
            Path(self._path(name)).unlink()
            del self._files[name]
        used = _folders_of(self._wanted)
        for name in sorted(self._folders - used, reverse=True):  # what is inside of them first
            Path(self._path(name)).rmdir()
        self._folders = used

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"

    def _make_room(self, name: str) -> None:
        """The folder of a file; a file that stands in its place goes, and a folder in that of the file."""
        if name in self._folders:
            shutil.rmtree(self._path(name))
            inside = f"{name}/"
            self._folders = {each for each in self._folders if not f"{each}/".startswith(inside)}
            for each in [each for each in self._files if each.startswith(inside)]:
                del self._files[each]
        folder = name.rpartition("/")[0]
        if folder in self._folders:
            return
        self._make_room(folder)
        if self._files.pop(folder, None) is not None:
            Path(self._path(folder)).unlink()
        Path(self._path(folder)).mkdir()
        self._folders.add(folder)

    def _there(self) -> Iterator[tuple[str, int]]:
        waiting = [""]
        while waiting:
            below = waiting.pop()
            with os.scandir(self._path(below)) as entries:
                for entry in entries:
                    name = f"{below}/{entry.name}" if below else entry.name
                    if entry.is_dir(follow_symlinks=False):
                        self._folders.add(name)
                        waiting.append(name)
                    else:
                        yield name, entry.inode()


def _folders_of(names: Iterable[str]) -> set[str]:
    """All folders that files stand in, by their paths; "" is the first of them."""
    found = {""}
    for name in names:
        while (name := name.rpartition("/")[0]) not in found:
            found.add(name)
    return found
