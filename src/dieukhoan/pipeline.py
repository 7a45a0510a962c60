"""The program: files are read and parsed one by one, then joined, then everything that needs the whole."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from dieukhoan import extraction
from dieukhoan.assign import register
from dieukhoan.cache import Cache
from dieukhoan.examination import Examined, examined
from dieukhoan.findings import Finding
from dieukhoan.index import files as index_files
from dieukhoan.index import index, terms_of
from dieukhoan.knowledge import Knowledge
from dieukhoan.library import Library
from dieukhoan.link import audit, resolve
from dieukhoan.page import Page
from dieukhoan.progress import Progress
from dieukhoan.publish.folder import write_pages
from dieukhoan.publish.search_files import INDEX, write_index
from dieukhoan.read import SourceFile, Unreadable, discover
from dieukhoan.render import render, responsibility
from dieukhoan.render.layers import Layers
from dieukhoan.text import slug

CACHE = "cache"
"""The folder of the cache below the output folder."""


def collect(
    paths: Sequence[Path], jobs: int = 0, progress: Progress | None = None, cache: Cache | None = None
) -> Knowledge:
    """Examines every file below the paths, and joins what was found.

    ``jobs`` is the number of processes (0: one per core); ``cache`` knows files that were examined before.
    Raises ``DieuKhoanError`` for a path that does not exist.
    """
    progress = progress or Progress()
    files = _distinct(discover(paths))
    found: list[Examined] = []
    unreadable: list[tuple[str, Finding]] = []
    with progress.stage("Đọc và phân tích văn bản", len(files)) as step:
        for outcome in examined(files, jobs or os.cpu_count() or 1, cache):
            if isinstance(outcome, Unreadable):
                unreadable.append((outcome.name, outcome.finding))
            else:
                found.append(outcome)
            step()
    with progress.stage("Nối viện dẫn"):
        return _joined(found, unreadable)


def _joined(examined: Sequence[Examined], unreadable: Sequence[tuple[str, Finding]]) -> Knowledge:
    library = Library.of([item.parsed for item in examined], unreadable)
    ids = [document.id for document in library.documents]
    citations = dict(zip(ids, chain.from_iterable(item.citations for item in examined), strict=True))
    duties = dict(zip(ids, chain.from_iterable(item.duties for item in examined), strict=True))
    resolved = resolve(library.documents, citations)
    texts = {name: source.text for name, source in library.sources.items()}
    audited = library.with_findings(audit(library.documents, resolved, texts))
    return Knowledge(audited, resolved, duties)


def generate(
    paths: Sequence[Path], out: Path, date: datetime.date, jobs: int = 0, progress: Progress | None = None
) -> list[Page]:
    """Everything of the site but the site: ``out/pages``, ``out/data`` and the search index, ``out/search``.

    ``date`` is the day on which the state of documents is judged. Returns the pages.
    """
    progress = progress or Progress()
    cache = Cache(out / CACHE)
    knowledge = collect(paths, jobs, progress, cache)
    with progress.stage("Viết trang"):
        data = _data(knowledge)
        known = register(knowledge.duties.values())
        notes = responsibility.notes(knowledge.library, knowledge.duties, known)
        layers = Layers(notes=notes, data={name: f"data/{page.path}" for name, page in data.items()})
        pages = render(knowledge.library, date, layers, citations=knowledge.citations)
        pages += responsibility.pages(knowledge.library, knowledge.duties, known)
        write_pages(pages, out / "pages")
        write_pages(data.values(), out / "data")
    with progress.stage("Lập chỉ mục tìm kiếm"):
        library = knowledge.library
        found = index(
            (library.completed(document), terms_of(document, library.text(document)))
            for document in library.documents
        )
        write_index(index_files(found), out / INDEX)
    cache.tidy()
    return pages


def _data(knowledge: Knowledge) -> dict[str, Page]:
    """The extraction output of each source, as a file of its own, by the name of the source."""
    taken: dict[str, int] = {}
    pages = {}
    for item in extraction.extractions(knowledge):
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
