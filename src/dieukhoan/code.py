"""What of this package a result depends on: the modules that made it, those they import, the data they name.

So a stylesheet that changes lets nobody read the documents again, and a word in a list of agencies only what
looks for agencies.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

PACKAGE = "dieukhoan"
_SOURCE = ".py"
_DATA = "data"
_INSTALLED = (".dist-info", ".egg-info")
"""Ends the name of a folder that tells what is installed and its version."""
_IMPORT = re.compile(
    rf"^[ \t]*(?:from[ ]({PACKAGE}[\w.]*)[ ]import[ ](\([^)]*\)|.*)|import[ ]({PACKAGE}[\w.]*))", re.MULTILINE
)
_NAME = re.compile(r"\w+")
_BETWEEN = re.compile(r'(?<=["/])[^"/\n]+(?=["/])')


@cache
def digest_of(module: str) -> bytes:
    """Stands for all that a module does: its code and its data, Python, the versions of what is installed.

    ``module`` may be the package itself, of which everything counts.
    """
    files = _files()
    digest = hashlib.blake2b(_versions().encode())
    for path in sorted(files if module == PACKAGE else needed_by(module)):
        digest.update(path.encode())
        digest.update(hashlib.blake2b(files[path]).digest())
    return digest.digest()


def needed_by(module: str) -> set[str]:
    """The files of the package that a module needs, by their paths in it.

    >>> "casing.py" in needed_by("dieukhoan.parse"), "assign/subject.py" in needed_by("dieukhoan.parse")
    (True, False)
    """
    files = _files()
    modules = _with_imports(module, files)
    data = [path for path in files if not path.endswith(_SOURCE)]
    named = {name for path in modules if path.endswith(_SOURCE) for name in _names_in(path)}
    known = {name for path in files if path.endswith(_SOURCE) for name in _names_in(path)}
    return modules | {path for path in data if _known_as(path) in named or _known_as(path) not in known}


def _with_imports(module: str, files: Mapping[str, bytes]) -> set[str]:
    """The files of a module and of all that it imports, packages that hold these among them."""
    found: set[str] = set()
    waiting = [module]
    while waiting:
        name = waiting.pop()
        path = _path(name, files)
        if not path or path in found:
            continue
        found.add(path)
        waiting.append(name.rpartition(".")[0])
        waiting += _imports(path)
    return found


@cache
def _imports(path: str) -> tuple[str, ...]:
    """The names of modules that a file imports, and of what is imported from them, which may be modules."""
    found = []
    for start, names, whole in _IMPORT.findall(_files()[path].decode()):
        found += [start or whole, *(f"{start}.{each}" for each in _NAME.findall(names))]
    return tuple(found)


def _path(module: str, files: Mapping[str, bytes]) -> str:
    """The file of a module; "" for what is none: a function, or the package above all."""
    base = module.removeprefix(PACKAGE).removeprefix(".").replace(".", "/")
    candidates = (f"{base}{_SOURCE}", f"{base}/__init__{_SOURCE}".removeprefix("/"))
    return next((path for path in candidates if path in files), "")


def _known_as(path: str) -> str:
    """What code calls a file of data: its own name in ``data``, elsewhere that of the folder above all."""
    return path.removeprefix(f"{_DATA}/").partition("/")[0]


@cache
def _names_in(path: str) -> frozenset[str]:
    """What a source file may call files of data: whatever stands between quotation marks or slashes."""
    return frozenset(_BETWEEN.findall(_files()[path].decode()))


@cache
def _versions() -> str:
    """Python, and what is installed for it, by the names of folders: reading what is in them takes long."""
    found = set[str]()
    for folder in sys.path:
        with suppress(OSError):
            found.update(each.name for each in Path(folder).iterdir() if each.name.endswith(_INSTALLED))
    return "\n".join([sys.version, *sorted(found)])


@cache
def _files() -> dict[str, bytes]:
    """Every file of the package by its path in it."""
    return dict(_below(resources.files(PACKAGE), ""))


def _below(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _below(entry, f"{path}{entry.name}/")
        elif not entry.name.endswith(".pyc"):
            yield f"{path}{entry.name}", entry.read_bytes()
