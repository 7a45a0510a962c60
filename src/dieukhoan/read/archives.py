"""Archives (.zip): which files they hold, and the bytes of one; nothing is ever written to the disk.

Every limit ends in an error for the member or the archive that exceeds it, and for nothing else.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import BinaryIO, NamedTuple

from dieukhoan.findings import Finding
from dieukhoan.read.problems import problem

MOST_MEMBERS = 5_000
MOST_BYTES = 2 << 30  # of all members together, unpacked
MOST_MEMBER_BYTES = 200 << 20
MOST_INNER_BYTES = 50 << 20  # of an archive inside an archive, which is unpacked in memory
MOST_DEPTH = 3
BOMB_RATIO = 200  # unpacked to packed; texts reach 20
BOMB_BYTES = 10 << 20  # below this no ratio hurts

_ENTRY, _EMPTY = b"PK\x03\x04", b"PK\x05\x06"
# The first is in every Word, Excel and PowerPoint file, the second in every OpenDocument file.
_DOCUMENT_PARTS = frozenset({"[Content_Types].xml", "mimetype"})
_ENCRYPTED = 1
_UTF8_NAME = 0x800
# Others unpack as much at once as they like, and no clerk's program writes them.
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_MOST_DIRECTORY = 2 << 20  # bytes; the names of MOST_MEMBERS files take less
_END = struct.Struct("<4s4H2IH")  # of the directory, at the end of the archive
_END_MARK, _LOCATOR_MARK, _LOCATOR_SIZE = b"PK\x05\x06", b"PK\x06\x07", 20
_LONGEST_COMMENT = 1 << 16
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, OSError)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: where it is in the directories of the archives around it, and its name."""

    places: tuple[int, ...]
    name: str


def is_archive(path: Path) -> bool:
    """Whether a file is an archive of files, and no document that is packed like one."""
    if not path.is_file():  # to open a pipe would wait for somebody who writes into it
        return False
    try:
        with path.open("rb") as file:
            start = file.read(4)
    except OSError:
        return False
    if start not in (_ENTRY, _EMPTY):
        return False
    try:
        archive = _opened(path)
    except _TooMuch:
        return True
    except _BROKEN:
        return path.suffix.lower() == ".zip"
    return not any(entry.filename in _DOCUMENT_PARTS for entry in archive.infolist())


def members(path: Path) -> list[Member] | Finding:
    """The files in an archive, those of archives inside it too, or the error that stands for them all."""
    try:
        found = list(_walk(path))
    except _TooMuch as limit:
        return problem("archive-too-large", limit)
    except _BROKEN:
        return problem("archive-broken")
    return found or problem("archive-empty")


class _TooMuch(Exception):
    """An archive holds more than we unpack."""


def _walk(path: Path) -> Iterator[Member]:
    waiting: list[tuple[tuple[int, ...], str]] = [((), "")]
    count = size = 0
    while waiting:
        places, prefix = waiting.pop(0)
        archive = _opened(path, places)
        for place, entry in enumerate(archive.infolist()):
            if entry.is_dir():
                continue
            count, size = count + 1, size + entry.file_size
            if count > MOST_MEMBERS:
                raise _TooMuch(f"hơn {MOST_MEMBERS} tệp")
            if size > MOST_BYTES:
                raise _TooMuch(f"hơn {MOST_BYTES >> 30} GB khi giải nén")
            inner, name = (*places, place), prefix + _name(entry)
            if _is_archive_inside(path, inner, entry):
                waiting.append((inner, name + "/"))
            else:
                yield Member(inner, name)


def _is_archive_inside(path: Path, places: tuple[int, ...], entry: zipfile.ZipInfo) -> bool:
    """Whether an entry is an archive that can be opened."""
    if not _is_named_archive(entry) or _refusal(entry) or len(places) >= MOST_DEPTH:
        return False
    try:
        _opened(path, places)
    except (_TooMuch, *_BROKEN):
        return False
    return True


def load_member(path: Path, places: tuple[int, ...]) -> bytes | Finding:
    """The bytes of a file in an archive, or the error that stands for them."""
    try:
        archive = _opened(path, places[:-1])
        entry = archive.infolist()[places[-1]]
        if refusal := _refusal(entry):
            return refusal
        if _is_named_archive(entry):
            return problem("archive-depth" if len(places) >= MOST_DEPTH else "archive-broken")
        return archive.read(entry)
    except (_TooMuch, *_BROKEN, IndexError):
        return problem("archive-member-broken")


def _refusal(entry: zipfile.ZipInfo) -> Finding | None:
    """Why an entry is not unpacked, or None."""
    name = PurePosixPath(entry.filename.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or ":" in name.parts[0]:
        return problem("archive-name")
    if stat.S_ISLNK(entry.external_attr >> 16):
        return problem("archive-link")
    if entry.flag_bits & _ENCRYPTED:
        return problem("archive-encrypted")
    if entry.compress_type not in _METHODS:
        return problem("archive-member-broken")
    most = MOST_INNER_BYTES if _is_named_archive(entry) else MOST_MEMBER_BYTES
    is_bomb = entry.file_size > BOMB_BYTES and entry.file_size > BOMB_RATIO * max(entry.compress_size, 1)
    return problem("archive-bomb") if is_bomb or entry.file_size > most else None


class _Version(NamedTuple):
    """A file as it is now, or an archive at a place in it."""

    path: Path
    changed: int
    places: tuple[int, ...] = ()


def _opened(path: Path, places: tuple[int, ...] = ()) -> zipfile.ZipFile:
    version = _Version(path, path.stat().st_mtime_ns, places)
    return _open_inner(version) if places else _open_file(version)


# To read the directory of an archive anew for each of its files would cost the square of their number.
@lru_cache(maxsize=1)
def _open_file(version: _Version) -> zipfile.ZipFile:
    with version.path.open("rb") as file:
        _hold(file)
    return zipfile.ZipFile(version.path)


@lru_cache(maxsize=2)
def _open_inner(version: _Version) -> zipfile.ZipFile:
    outer = _opened(version.path, version.places[:-1])
    inner = BytesIO(outer.read(outer.infolist()[version.places[-1]]))
    _hold(inner)
    return zipfile.ZipFile(inner)


def _hold(file: BinaryIO) -> None:
    """Raises ``_TooMuch`` for an archive whose directory alone is large: ``zipfile`` reads it as a whole."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _END.size - _LONGEST_COMMENT - _LOCATOR_SIZE))
    tail = file.read()
    # As zipfile looks for it: without a comment at the very end, else the last mark.
    bare = len(tail) - _END.size
    at = bare if tail[max(0, bare) :].startswith(_END_MARK) else tail.rfind(_END_MARK)
    if at < 0 or at > bare:
        return  # zipfile says what is wrong
    is_zip64 = tail[max(0, at - _LOCATOR_SIZE) :].startswith(_LOCATOR_MARK)
    if is_zip64 or _END.unpack_from(tail, at)[5] > _MOST_DIRECTORY:
        raise _TooMuch(f"hơn {MOST_MEMBERS} tệp")


def _is_named_archive(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.lower().endswith(".zip")


def _name(entry: zipfile.ZipInfo) -> str:
    """The name of an entry; programs for Windows write UTF-8 without saying so."""
    if not entry.flag_bits & _UTF8_NAME:
        try:
            return entry.filename.encode("cp437").decode("utf-8")
        except UnicodeError:
            return entry.filename
    return entry.filename
