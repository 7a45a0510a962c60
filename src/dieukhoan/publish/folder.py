"""Files on disk: written whole or not at all, removed when they are no longer made.

A file is never changed in place: it is written aside and renamed. So a build that stops leaves whole files,
and a file that is shared with the published site by a hard link keeps there what it held.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

_ASIDE = ".dang-ghi"


def replaced(path: Path, data: bytes) -> None:
    """Puts a file with these bytes at a path, whole or not at all; its folder is made when missing."""
    aside = path.with_name(path.name + _ASIDE)
    try:
        aside.write_bytes(data)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(data)
    aside.replace(path)


def placed(source: str | Path, target: str | Path) -> None:
    """Puts a file at another place too: the same file where the disk can (a hard link), else a copy.

    The source must be one that is only ever replaced, never changed in place. The folder must be there.
    """
    try:
        os.link(source, target)
    except FileExistsError:
        Path(target).unlink()
        placed(source, target)
    except FileNotFoundError:
        raise
    except OSError:  # another disk, too many links, or a disk without links
        shutil.copyfile(source, target)


def place(files: Mapping[str, str | Path], root: Path) -> None:
    """Puts files at places below a folder, given by their paths in it (``placed``), and makes its folders."""
    made = {""}

    def make(folder: str) -> None:
        if folder not in made:
            make(folder.rpartition("/")[0])
            with suppress(FileExistsError):
                Path(f"{root}/{folder}").mkdir()
            made.add(folder)

    for name, source in files.items():
        make(name.rpartition("/")[0])
        placed(source, f"{root}/{name}")


def files_below(root: Path) -> Iterator[str]:
    """The paths of all files below a folder, in it; none where there is no folder."""
    for folder, _, names in os.walk(root):
        below = folder.removeprefix(str(root)).strip("/")  # as text: a Path for each takes ten times as long
        yield from (f"{below}/{name}" for name in names) if below else names


def remove_others(root: Path, wanted: Collection[str | Path]) -> None:
    """Removes every file below a folder that is not wanted, and the folders that this leaves empty."""
    kept = set(map(str, wanted))
    gone: set[str] = set()
    for folder, below, names in os.walk(root, topdown=False):  # children before their folder
        files = [f"{folder}/{name}" for name in names]  # as text: a Path for each takes ten times as long
        folders = [f"{folder}/{name}" for name in below]
        links = [path for path in folders if path not in gone and Path(path).is_symlink()]
        for path in (*files, *links):
            if path not in kept:
                Path(path).unlink()
                gone.add(path)
        if folder != str(root) and gone.issuperset((*files, *folders)):
            Path(folder).rmdir()
            gone.add(folder)
