"""Finding and loading the files of a folder of regulations."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from dieukhoan.errors import DieuKhoanError
from dieukhoan.findings import Finding
from dieukhoan.read.archives import is_archive, load_member, members
from dieukhoan.read.problems import problem

# What lies beside documents and is none: data, and what programs leave behind.
_NO_DOCUMENT_SUFFIXES = frozenset(
    {".yml", ".yaml", ".json", ".jsonl", ".toml", ".ini", ".cfg", ".lock", ".log", ".bak", ".tmp", ".part"}
    | {".crdownload", ".css", ".js", ".map", ".py", ".sh", ".db"}
)
_NO_DOCUMENT_NAMES = frozenset({"desktop.ini", "thumbs.db"})
_SIDE_SUFFIXES = (".yml", ".yaml")  # of what the editor says of the file beside it
_NO_SIDE_FILES = frozenset({"mkdocs.yml", "mkdocs.yaml"})
_WEB_PAGE_SUFFIXES = (".html", ".htm")
MOST_BYTES = 200 << 20
"""Of a file; the largest that clerks have are scans of a hundred pages."""
_MACOS_FOLDER = "__MACOSX"  # in archives made there
_SAVED_PAGE_FOLDER = "_files"  # a browser saves page.html beside page_files/


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read; ``name`` is its path below the folder that was given, with ``/``, in NFC.

    For a file in an archive ``path`` is the archive's and ``places`` says where in it the file stands.
    ``side`` is the editor's side file, which belongs to the content of this one; ``leads_out`` marks a link
    to a file outside of the folder that was given.
    """

    path: Path
    name: str
    places: tuple[int, ...] = ()
    side: SourceFile | None = None
    leads_out: bool = False

    @property
    def is_side_file(self) -> bool:
        """Whether this is itself a side file: one without a source beside it."""
        return _is_side_file(self.name)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that gave no text, and the error that says why and what to do.

    ``others`` is what is wrong beside that: mistakes in its side file.
    """

    name: str
    finding: Finding
    others: tuple[Finding, ...] = ()


def discover(paths: Iterable[Path | str]) -> list[SourceFile]:
    """The files to read, folder by folder as given, each folder sorted by name; no file twice.

    A file that is named itself is always taken. In a folder, hidden files, lock files, data files and the
    ``…_files`` folders of saved web pages are left out. An archive (.zip) is taken as a folder: its files are
    named ``kho.zip/thu-muc/van-ban.txt``.

    A side file ``van-ban.yml`` goes with every ``van-ban.*`` beside it that has none of its own
    (``van-ban.docx.yml``); one without a source is taken as a file, so that its editor hears of it.

    Raises ``DieuKhoanError`` for a path that does not exist.
    """
    found: dict[tuple[Path, tuple[int, ...]], SourceFile] = {}
    for given in paths:
        path = Path(given)
        if path.is_dir():
            files = _with_side_files(sorted(_below(path), key=lambda file: file.name))
        elif path.exists():
            files = [_with_side_file(SourceFile(path, _printable(path.name)))]
        else:
            raise DieuKhoanError("không có tệp hay thư mục này", str(given), "Kiểm tra lại đường dẫn.")
        for file in files:
            for inner in _unpacked(file):
                found.setdefault((inner.path.resolve(), inner.places), inner)
    return list(found.values())


def _unpacked(file: SourceFile) -> list[SourceFile]:
    """The file itself, or the files in it when it is an archive that can be listed."""
    if file.leads_out or not is_archive(file.path):
        return [file]
    listed = members(file.path)
    if isinstance(listed, Finding):
        return [file]
    inner = [
        SourceFile(file.path, _printable(f"{file.name}/{member.name}"), member.places)
        for member in listed
        if not _is_hidden(member.name)
    ]
    return _with_side_files(inner) or [file]


def _with_side_files(files: Sequence[SourceFile]) -> list[SourceFile]:
    """The files, each with its side file; side files that go with none stay, at the end."""
    sides = {file.name: file for file in files if file.is_side_file}
    used: set[str] = set()
    found: list[SourceFile] = []
    for file in files:
        if file.is_side_file:
            continue
        name = next((name for name in _side_names(file.name) if name in sides), "")
        used.add(name)
        found.append(replace(file, side=sides[name]) if name else file)
    return found + [side for name, side in sides.items() if name not in used]


def _with_side_file(file: SourceFile) -> SourceFile:
    """A file that was named itself, with its side file."""
    if file.is_side_file:
        return file
    for name in _side_names(file.path.name):
        if (path := file.path.with_name(name)).is_file():
            return replace(file, side=SourceFile(path, _printable(name)))
    return file


def _side_names(name: str) -> Iterator[str]:
    """What the side file of a file may be called: ``"a/b.txt"`` has ``"a/b.txt.yml"`` or ``"a/b.yml"``."""
    stem = str(PurePosixPath(name).with_suffix(""))
    for base in (name, stem):
        for suffix in _SIDE_SUFFIXES:
            yield base + suffix


def _is_side_file(name: str) -> bool:
    last = name.rpartition("/")[2].lower()
    return last.endswith(_SIDE_SUFFIXES) and not last.startswith(".") and last not in _NO_SIDE_FILES


def _is_hidden(name: str) -> bool:
    *folders, last = name.replace("\\", "/").split("/")
    if any(folder == _MACOS_FOLDER or (folder.startswith(".") and folder != "..") for folder in folders):
        return True
    return not (_is_document(last) or _is_side_file(last))


def _below(root: Path) -> Iterator[SourceFile]:
    for folder, subfolders, names in os.walk(root):
        pages = {Path(name).stem for name in names if name.lower().endswith(_WEB_PAGE_SUFFIXES)}
        subfolders[:] = [name for name in subfolders if not _is_set_aside(name, pages)]
        for name in names:
            if _is_document(name) or _is_side_file(name):
                path = Path(folder, name)
                leads_out = path.is_symlink() and not path.resolve().is_relative_to(root.resolve())
                yield SourceFile(path, _printable(path.relative_to(root).as_posix()), leads_out=leads_out)


def _is_set_aside(folder: str, pages: set[str]) -> bool:
    if folder.startswith("."):
        return True
    return folder.endswith(_SAVED_PAGE_FOLDER) and folder.removesuffix(_SAVED_PAGE_FOLDER) in pages


def _is_document(name: str) -> bool:
    if name.startswith((".", "~$")) or name.endswith("~") or name.lower() in _NO_DOCUMENT_NAMES:
        return False
    return Path(name).suffix.lower() not in _NO_DOCUMENT_SUFFIXES


def _printable(name: str) -> str:
    """A file name as text: NFC (macOS gives NFD), bytes that are no UTF-8 replaced."""
    return unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", "replace"))


Content = bytes | Finding
"""The bytes of a file, or the error that stands for them."""


def contents(file: SourceFile) -> dict[SourceFile, Content]:
    """All that the text of a source is made from: its own content, and that of its side file."""
    return {each: load(each) for each in (file, file.side) if each is not None}


def load(file: SourceFile) -> Content:
    """The bytes of a file, or the error that stands for them."""
    if file.leads_out:
        return problem("file-link")
    if file.places:
        return load_member(file.path, file.places)
    if is_archive(file.path):
        listed = members(file.path)
        return listed if isinstance(listed, Finding) else problem("archive-empty")
    try:
        if file.path.exists() and not (file.path.is_file() or file.path.is_dir()):
            return problem("file-special")  # a pipe or a device would never end
        with file.path.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
        return data if len(data) <= MOST_BYTES else problem("file-too-large", f"hơn {MOST_BYTES >> 20} MB")
    except FileNotFoundError:
        return problem("file-missing")
    except PermissionError:
        return problem("file-forbidden")
    except OSError as error:
        return problem("file-unreadable", error.strerror or error)
