"""The program: files are read and parsed one by one, then joined, then everything that needs the whole."""

from __future__ import annotations

import datetime
import multiprocessing
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from dieukhoan import extraction
from dieukhoan.assign import assign
from dieukhoan.duty import Duty
from dieukhoan.library import Library
from dieukhoan.model import Document, ParsedSource
from dieukhoan.page import Page
from dieukhoan.parse import parse
from dieukhoan.progress import Progress
from dieukhoan.publish.folder import write_pages
from dieukhoan.read import SourceFile, Unreadable, discover, read
from dieukhoan.render import render
from dieukhoan.render.layers import Layers
from dieukhoan.text import slug

_FEW = 24
"""Up to so many files, starting other processes costs more than it saves."""


def examine(file: SourceFile) -> ParsedSource | Unreadable:
    """All that one file alone can tell: the half of the work that needs no other file."""
    source = read(file)
    return source if isinstance(source, Unreadable) else parse(source)


def collect(paths: Sequence[Path], jobs: int = 0, progress: Progress | None = None) -> Library:
    """Reads and parses every file below the paths, and joins what was found.

    ``jobs`` is the number of processes (0: one per core). Raises ``DieuKhoanError`` for a path that does
    not exist.
    """
    progress = progress or Progress()
    files = _distinct(discover(paths))
    parsed: list[ParsedSource] = []
    unreadable: list[Unreadable] = []
    with progress.stage("Đọc và phân tích văn bản", len(files)) as step:
        for outcome in _examined(files, jobs or os.cpu_count() or 1):
            if isinstance(outcome, Unreadable):
                unreadable.append(outcome)
            else:
                parsed.append(outcome)
            step()
    return Library.of(parsed, [(item.name, item.finding) for item in unreadable])


def duties_of(library: Library, jobs: int = 0) -> dict[str, tuple[Duty, ...]]:
    """The duties of every document, by its id."""
    tasks = [(document, library.text(document)) for document in library.documents]
    jobs = jobs or os.cpu_count() or 1
    ids = [document.id for document in library.documents]
    if jobs == 1 or len(library.sources) <= _FEW:
        return dict(zip(ids, map(_assigned, tasks), strict=True))
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        found = pool.imap(_assigned, tasks, chunksize=max(1, min(16, len(tasks) // (4 * jobs))))
        return dict(zip(ids, found, strict=True))


def _assigned(task: tuple[Document, str]) -> tuple[Duty, ...]:
    return assign(*task)


def generate(
    paths: Sequence[Path], out: Path, date: datetime.date, jobs: int = 0, progress: Progress | None = None
) -> list[Page]:
    """Everything of the site but the site: the pages into ``out/pages``, the data into ``out/data``.

    ``date`` is the day on which the state of documents is judged. Returns the pages.
    """
    library = collect(paths, jobs, progress)
    data = _data(library, duties_of(library, jobs))
    layers = Layers(data={name: f"data/{page.path}" for name, page in data.items()})
    pages = render(library, date, layers)
    write_pages(pages, out / "pages")
    write_pages(data.values(), out / "data")
    return pages


def _data(library: Library, duties: Mapping[str, Sequence[Duty]]) -> dict[str, Page]:
    """The extraction output of each source, as a file of its own, by the name of the source."""
    taken: dict[str, int] = {}
    pages = {}
    for item in extraction.extractions(library, duties):
        name = slug(item["source"]) or "tep"
        taken[name] = count = taken.get(name, 0) + 1
        path = f"{name}.json" if count == 1 else f"{name}~{count}.json"
        pages[item["source"]] = Page(path, extraction.line(item) + "\n")
    return pages


def _distinct(files: Iterable[SourceFile]) -> list[SourceFile]:
    """The files under names that are theirs alone: two folders may hold files of one name."""
    taken: dict[str, int] = {}
    named = []
    for file in files:
        taken[file.name] = count = taken.get(file.name, 0) + 1
        named.append(
            file if count == 1 else replace(file, name=f"{file.path.parent.name}~{count}/{file.name}")
        )
    return named


def _examined(files: Sequence[SourceFile], jobs: int) -> Iterator[ParsedSource | Unreadable]:
    if jobs == 1 or len(files) <= _FEW:
        yield from map(examine, files)
        return
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        yield from pool.imap(examine, files, chunksize=max(1, min(16, len(files) // (4 * jobs))))
