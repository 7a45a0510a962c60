"""The program: files are examined one by one, then joined, then everything that needs the whole."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path

from dieukhoan import extraction
from dieukhoan.assign import register
from dieukhoan.bounded import Exceeded
from dieukhoan.cache import Cache, Memory, key_of
from dieukhoan.cluster import Cluster
from dieukhoan.composition import DATA, PAGES, File, Leaf, Order, composed, data_paths
from dieukhoan.copies import Copy, copies
from dieukhoan.errors import DieuKhoanError
from dieukhoan.examination import RECOGNISING, Examination, Examined, Part
from dieukhoan.findings import Finding
from dieukhoan.index import files as index_files
from dieukhoan.index import index
from dieukhoan.knowledge import Knowledge
from dieukhoan.lazy import Lazy
from dieukhoan.library import Library
from dieukhoan.link import audit, resolve
from dieukhoan.memory import give_back
from dieukhoan.progress import Progress
from dieukhoan.publish.outputs import Outputs
from dieukhoan.publish.search_files import INDEX
from dieukhoan.read import SourceFile, Unreadable, discover
from dieukhoan.render import Edition
from dieukhoan.render.layers import Layers
from dieukhoan.workers import Processes, Workers

CACHE = "cache"
"""The folder below the output folder in which earlier builds keep what later ones need not do again."""
_MOST_BESIDE = 2_000
"""Files up to which the index is made beside the pages: two processes hold the library, 0.2 MB a file."""


def collect(
    paths: Sequence[Path], jobs: int = 0, progress: Progress | None = None, ocr: bool = False
) -> Knowledge:
    """Examines every file below the paths, and joins what was found.

    ``jobs`` is the number of processes (0: one per core), ``ocr`` whether letters are recognised in pictures.
    Raises ``DieuKhoanError`` for a path that does not exist.
    """
    examination = Examination(_distinct(discover(paths)), Memory(), _processes(jobs, ocr), ocr)
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
) -> list[str]:
    """Everything of the site but the site: ``out/pages``, ``out/data`` and the search index, ``out/search``.

    ``date`` is the day on which the state of documents is judged; ``scheduler`` is the address of a Dask
    cluster to work in, in the place of ``jobs`` processes here; ``ocr`` is as in ``collect``; ``site`` is the
    address at which the site will stand, where it is known. Returns the paths of the pages. What an earlier
    build has made is not made again as long as nothing of it has changed.
    With ``lasting``, which is kept from build to build, a file that can no longer be read stands as it was.
    Two builds in one folder take turns (``publish.lock``).
    """
    progress = progress or Progress()
    cache = Cache(out / CACHE / "stages")
    outputs = Outputs(out, (PAGES, DATA, INDEX), out / CACHE / "outputs")
    with closing(Cluster(scheduler) if scheduler else _processes(jobs, ocr)) as workers:
        with progress.stage("Tìm tệp đã thay đổi"):
            examination = Examination(_distinct(discover(paths)), cache, workers, ocr, lasting)
            is_done = outputs.keep_all(_build(examination, date, site))
        if not is_done:
            _write(examination, date, site, workers, outputs, progress)
            give_back()  # all that was known of the documents
    outputs.finish(_build(examination, date, site))  # by what was read, which may have changed meanwhile
    cache.tidy()
    return [path.removeprefix(f"{PAGES}/") for path in outputs.paths() if path.startswith(f"{PAGES}/")]


def _build(examination: Examination, date: datetime.date, site: str) -> str:
    """The name of a build: the same for the same files on the same day, at the same address."""
    made_of = (date.isoformat(), site, *examination.keys.values(), *examination.standing.values())
    return key_of(__name__, b"build", *map(str.encode, made_of))


def _processes(jobs: int, ocr: bool) -> Processes:
    return Processes(jobs, RECOGNISING, few=1) if ocr else Processes(jobs)


def joined(examination: Examination, progress: Progress) -> Knowledge:
    """What the files tell together."""
    found: list[Examined] = []
    unreadable: list[tuple[str, Finding]] = []
    beside: list[tuple[str, Finding]] = []
    with progress.stage("Đọc và phân tích văn bản", len(examination.keys)) as step:
        for outcome in examination.briefs():
            if isinstance(outcome, Unreadable):
                unreadable.append((outcome.name, outcome.finding))
                beside += [(outcome.name, finding) for finding in outcome.others]
            else:
                found.append(outcome)
            step()
    with progress.stage("Nối viện dẫn"):
        names = [item.parsed.source.name for item in found]
        wholes = Lazy(names, lambda name: examination.part(name, Part.WHOLE))
        same = copies((item.parsed for item in found), lambda name: wholes[name].source.text)
        used, *others = _parted(found, same)
        library = Library.of([item.parsed for item in used], unreadable, wholes, same)
        knowledge = _known(library, used, library)
        aside = []
        for part in others:
            own = Library.of([item.parsed for item in part], wholes=wholes)
            said = [(copy.name, copy.finding) for copy in same if copy.name in own.parsed]
            aside.append(_known(own.with_findings(said), part, library))
        library = library.with_findings([*beside, *audit(library, knowledge.citations)])
        return replace(knowledge, library=library, aside=tuple(aside))


def _known(library: Library, examined: Sequence[Examined], cited: Library) -> Knowledge:
    """What was found in the documents of a library; ``cited`` is the one in which citations are looked up."""
    ids = [document.id for document in library.documents]
    citations = dict(zip(ids, chain.from_iterable(item.citations for item in examined), strict=True))
    duties = dict(zip(ids, chain.from_iterable(item.duties for item in examined), strict=True))
    quotes = dict(zip(ids, chain.from_iterable(item.quotes for item in examined), strict=True))
    return Knowledge(library, resolve(cited.documents, citations, library.documents), duties, quotes)


def _parted(found: Iterable[Examined], same: Sequence[Copy]) -> list[list[Examined]]:
    """What is used, and then its copies, of which no two in one part have the same original, nor then ids."""
    turns: dict[str, int] = {}
    part: dict[str, int] = {}
    for copy in same:
        turns[copy.original] = part[copy.name] = turns.get(copy.original, 0) + 1
    parts: list[list[Examined]] = [[] for _ in range(1 + max(turns.values(), default=0))]
    for item in found:
        parts[part.get(item.parsed.source.name, 0)].append(item)
    return parts


def _write(
    examination: Examination,
    date: datetime.date,
    site: str,
    workers: Workers,
    outputs: Outputs,
    progress: Progress,
) -> None:
    """Joins what the files tell, and writes all that is made of it."""
    knowledge = joined(examination, progress)
    work = partial(_indexed, knowledge.library, examination)
    indexed = workers.beside(work) if len(examination.keys) <= _MOST_BESIDE else work
    _write_pages(knowledge, examination, date, site, workers, outputs, progress)
    with progress.stage("Lập chỉ mục tìm kiếm"):
        outputs.write(indexed())


def _write_pages(
    knowledge: Knowledge,
    examination: Examination,
    date: datetime.date,
    site: str,
    workers: Workers,
    outputs: Outputs,
    progress: Progress,
) -> None:
    """Pages and data: those of each source that has changed in the workers, then those of the whole."""
    library = knowledge.library
    parts = (knowledge, *knowledge.aside)
    data = data_paths(name for part in parts for name in part.library.parsed)
    edition = Edition(knowledge, register(knowledge.duties.values()), date, Layers(data=data), site)
    with progress.stage("Dựng trang văn bản", len(data)) as step:
        ordered: list[Order] = []

        def changed() -> Iterator[Order]:
            for known in chain.from_iterable(map(extraction.by_source, parts)):
                shown = known.documents if known.name in library.parsed else ()
                leaf = Leaf(known, tuple(map(edition.folio, shown)), data[known.name])
                order = Order.of(leaf, examination.key(known.name))
                if outputs.keep(order.name):
                    step()
                    continue
                ordered.append(order)
                yield order._replace(whole=examination.packed(known.name, Part.WHOLE))

        for files in workers.run(composed, changed()):
            if isinstance(files, Exceeded):
                raise DieuKhoanError("không dựng được trang của một văn bản", files.detail)
            outputs.write(files, ordered.pop(0).name)
            step()
    with progress.stage("Dựng trang chung"):
        for sheaf in edition.sheaves({name: examination.key(name) for name in library.parsed}):
            order = key_of(__name__, b"shared", sheaf.made_of) if sheaf.made_of else ""
            if not order or not outputs.keep(order):
                outputs.write(((f"{PAGES}/{page.path}", page.content) for page in sheaf.pages()), order)


def _indexed(library: Library, examination: Examination) -> list[File]:
    """The files of the search index."""
    terms = chain.from_iterable(examination.part(name, Part.TERMS) for name in library.parsed)
    found = index(zip(map(library.completed, library.documents), terms, strict=True))
    return [(f"{INDEX}/{path}", data) for path, data in index_files(found)]


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
