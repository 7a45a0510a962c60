"""The program: files are examined one by one, then joined, then everything that needs the whole."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from dieukhoan.cache import Cache, Memory, Store, key_of
from dieukhoan.cluster import Cluster
from dieukhoan.composition import DATA, PAGES, File
from dieukhoan.errors import DieuKhoanError
from dieukhoan.examination import RECOGNISING, Examination, Examined
from dieukhoan.indexing import Contents, indexed
from dieukhoan.joining import gathered, joined, linked
from dieukhoan.knowledge import Knowledge
from dieukhoan.memory import give_back
from dieukhoan.progress import Progress
from dieukhoan.publish.outputs import Outputs
from dieukhoan.publish.search_files import INDEX
from dieukhoan.read import SourceFile, discover
from dieukhoan.workers import Processes, Workers
from dieukhoan.writing import Works

CACHE = "cache"
"""The folder below the output folder in which earlier builds keep what later ones need not do again."""
_MOST_BESIDE = 2_000
"""Files up to which shared pages are made beside the others: two then hold the library, 0.2 MB a file."""


def collect(
    paths: Sequence[Path], jobs: int = 0, progress: Progress | None = None, ocr: bool = False
) -> Knowledge:
    """Examines every file below the paths, and joins what was found.

    ``jobs`` is the number of processes (0: one per core), ``ocr`` whether letters are recognised in pictures.
    Raises ``DieuKhoanError`` for a path that does not exist.
    """
    examination = examined(paths, Memory(), _processes(jobs, ocr), ocr)
    return joined(examination, progress or Progress())


def generate(
    paths: Sequence[Path],
    out: Path,
    date: datetime.date,
    jobs: int = 0,
    progress: Progress | None = None,
    scheduler: str = "",
    ocr: bool = False,
    lasting: dict[str, str] | None = None,
    site: str = "",
) -> dict[str, bytes]:
    """Everything of the site but the site: ``out/pages``, ``out/data`` and the search index, ``out/search``.

    ``date`` is the day on which the state of documents is judged; ``scheduler`` is the address of a Dask
    cluster to work in, in the place of ``jobs`` processes here; ``ocr`` is as in ``collect``; ``site`` is the
    address at which the site will stand, where it is known. Returns the paths of the pages, and of each a
    digest of its bytes. What an earlier build has made is not made again as long as nothing of it changed.
    With ``lasting``, which is kept from build to build, a file that can no longer be read stands as it was.
    Two builds in one folder take turns (``publish.lock``).
    """
    begun = begin(paths, out, date, jobs, progress, scheduler, ocr, lasting, site)
    begun.finish()
    return begun.pages


class Begun(NamedTuple):
    """A library whose pages are made, their digests by their paths; ``finish`` waits for the search index."""

    pages: dict[str, bytes]
    finish: Callable[[], None]


def begin(
    paths: Sequence[Path],
    out: Path,
    date: datetime.date,
    jobs: int = 0,
    progress: Progress | None = None,
    scheduler: str = "",
    ocr: bool = False,
    lasting: dict[str, str] | None = None,
    site: str = "",
) -> Begun:
    """Does what ``generate`` does but for the index, which goes on beside while the caller does more."""
    progress = progress or Progress()
    cache = kept_in(out)
    outputs = Outputs(out, (PAGES, DATA, INDEX), out / CACHE / "outputs")
    index: Callable[[], list[File]] = list
    with closing(Cluster(scheduler) if scheduler else _processes(jobs, ocr)) as workers:
        with progress.stage("Tìm tệp đã thay đổi"):
            examination = examined(paths, cache, workers, ocr, lasting)
            is_done = outputs.keep_all(_build(examination, date, site))
        if not is_done:
            index = _written(examination, workers, outputs, date, site, progress)
            give_back()  # all that was known of the documents

    def finish() -> None:
        with progress.stage("Lập chỉ mục tìm kiếm"):
            outputs.write(index())
        outputs.finish(_build(examination, date, site))  # by what was read, which may have changed meanwhile
        cache.tidy()

    below = f"{PAGES}/"
    pages = {path[len(below) :]: digest for path, digest in outputs.digests() if path.startswith(below)}
    return Begun(pages, finish)


def _written(
    examination: Examination,
    workers: Workers,
    outputs: Outputs,
    date: datetime.date,
    site: str,
    progress: Progress,
) -> Callable[[], list[File]]:
    """Writes all pages and data, and begins the index: call what this returns for its files."""
    begin_index = workers.beside(partial(indexed, examination))
    documents = gathered(examination, progress)
    index = begin_index(Contents.of(documents.library, examination))
    works = Works(linked(documents, progress), examination, date, site)
    del documents  # they are large
    with progress.stage("Dựng trang văn bản", len(works.data)) as step:
        works.prepare()
        few = len(examination.keys) <= _MOST_BESIDE
        sheaves = partial(works.shared, outputs.stands)
        shared = workers.beside(lambda _: [*sheaves()])(None) if few else sheaves
        works.write_documents(workers, outputs, step)
    with progress.stage("Dựng trang chung"):
        for order, files in shared():
            if files is not None:
                outputs.write(files, order)
            elif not outputs.keep(order):
                raise DieuKhoanError("trang đã thay đổi trong lúc dựng", PAGES, "Hãy dựng lại.")
    return index


def examined(
    paths: Sequence[Path],
    store: Store,
    workers: Workers,
    ocr: bool = False,
    lasting: dict[str, str] | None = None,
    held: dict[str, Examined] | None = None,
) -> Examination:
    """The files below the paths, to be examined as far as ``store`` does not know them."""
    return Examination(_distinct(discover(paths)), store, workers, ocr, lasting, held)


def kept_in(out: Path) -> Cache:
    """What builds in an output folder have kept of their stages."""
    return Cache(out / CACHE / "stages")


def _build(examination: Examination, date: datetime.date, site: str) -> str:
    """The name of a build: the same for the same files on the same day, at the same address."""
    made_of = (date.isoformat(), site, *examination.keys.values(), *examination.standing.values())
    return key_of(__name__, b"build", *map(str.encode, made_of))


def _processes(jobs: int, ocr: bool) -> Processes:
    return Processes(jobs, RECOGNISING, few=1) if ocr else Processes(jobs)


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
