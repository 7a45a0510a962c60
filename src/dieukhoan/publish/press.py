"""Makes the HTML of the generated pages beside MkDocs: in all cores, each page only when it changed.

MkDocs takes a page through its plugins and through the theme's template, and keeps all pages in memory until
the end. A generated page needs less: no other plugin speaks of it (else it goes MkDocs' way, see
`publish.plugin`), and pages of one kind differ in the same few places of the template (`publish.shell`). What
MkDocs is asked for is in this module and in `publish.converter`: `Page`, `File`, `Files`, `get_context`.
"""

from __future__ import annotations

import gc
import hashlib
import itertools
import logging
import os
import pickle
import posixpath
import re
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from dieukhoan.beside import context_of, end_with_parent
from dieukhoan.cache import key_of
from dieukhoan.progress import Progress
from dieukhoan.publish.contents import contents
from dieukhoan.publish.converter import Complaint, Converted, Converter, Settings, virtual_file
from dieukhoan.publish.folder import replaced
from dieukhoan.publish.shell import Kind, Shell, hole, place, trimmed, values
from dieukhoan.publish.store import Facts, Front, Markdown, Store

_LOG = logging.getLogger("mkdocs.plugins.dieukhoan")
_TEMPLATE = "main.html"
_FEW = 40
"""Up to so many pages, starting other processes costs more than it saves."""
_BATCH = 8
"""Pages that a process takes at a time."""
_FRONT = re.compile(rb"\A---\n(.*?)\n---\n", re.DOTALL)
_KEY = re.compile(rb"^([a-z]+): ?(.*)$", re.MULTILINE)
_ADDRESS = re.compile(r" at 0x[0-9a-f]+")


class Shells(NamedTuple):
    """The shells of a kind of page: by whether it has headings, and whether it shows its contents."""

    plain: Shell
    headed: Shell
    with_contents: Shell


def _variant(page: Page) -> int:
    """Which of the shells a page takes."""
    return 2 if contents(page) else 1 if list(page.toc) else 0


class Job(NamedTuple):
    """A page to be made: its path below build/pages, its kind, where the Markdown is and the HTML goes."""

    path: str
    kind: Kind
    source: str
    target: str


class Made(NamedTuple):
    """What is known of a page after it was written."""

    job: Job
    variant: int
    facts: Facts
    complaints: tuple[Complaint, ...]


class _Maker:
    """Makes pages; one in each process."""

    def __init__(self, settings: Settings, names: Iterable[str], shells: Mapping[Kind, Shells]) -> None:
        self._convert = Converter(settings, names)
        self._shells = shells

    def converted(self, job: Job) -> Converted:
        return self._convert(job.path, Path(job.source).read_text(encoding="utf-8"))

    def html(self, job: Job, page: Page) -> str:
        return self._shells[job.kind][_variant(page)].filled(values(page))

    def make(self, job: Job) -> Made:
        converted = self.converted(job)
        return write(job, converted, self.html(job, converted.page))


def write(job: Job, converted: Converted, html: str) -> Made:
    """Writes a page where it belongs."""
    replaced(Path(job.target), html.encode("utf-8", errors="xmlcharrefreplace"))
    anchors = tuple(sorted(converted.page.present_anchor_ids or ()))
    facts = Facts(anchors, tuple(sorted(converted.targets)), converted.links)
    return Made(job, _variant(converted.page), facts, converted.complaints)


_maker: _Maker | None = None


def _begin(state: bytes) -> None:
    global _maker
    end_with_parent()
    gc.set_threshold(100_000, 50, 50)  # the trees of a page are freed without it
    _maker = _Maker(*pickle.loads(state))


def _make(jobs: Sequence[Job]) -> list[Made]:
    assert _maker is not None, "_begin runs first"
    return [_maker.make(job) for job in jobs]


def front_of(data: bytes) -> Front:
    """The front matter of the Markdown of a page."""
    front = _FRONT.match(data)
    found = dict(_KEY.findall(front[1])) if front else {}
    return Front(found.get(b"kind", b"").decode(), tuple(sorted(key.decode() for key in found)))


class _Theme:
    """What the theme makes of pages."""

    def __init__(self, config: MkDocsConfig, env: jinja2.Environment, nav: Navigation, files: Files) -> None:
        self._config, self._env, self._nav = config, env, nav
        self._listed = files.documentation_pages()
        self._folders: set[str] = set()
        for file in files:
            folder = posixpath.dirname(file.dest_uri)
            while folder and folder not in self._folders:
                self._folders.add(folder)
                folder = posixpath.dirname(folder)
        self._rendered: dict[Kind, tuple[str, str, str]] = {}
        self._settings = _ADDRESS.sub("", repr(Settings.of(config))).encode()

    def kind(self, path: str, front: Front) -> Kind:
        """The kind of a page, from its front matter."""
        return Kind(place(path, self._folders), front.kind, front.keys)

    def key(self, kind: Kind) -> bytes:
        """What stands for all that shapes a page but its Markdown: its shell, the settings, all code."""
        return key_of(__name__, repr(self._texts(kind)).encode(), self._settings).encode()

    def shells(self, kind: Kind) -> Shells:
        """The shells of a kind of page."""
        return Shells(*map(Shell, self._texts(kind)))

    def whole(self, page: Page) -> str:
        """A page as the template makes it."""
        return self._render(page, contents(page))

    def _render(self, page: Page, shown: str) -> str:
        context = get_context(self._nav, self._listed, self._config, page)
        context["contents"] = shown  # type: ignore[typeddict-unknown-key]
        return trimmed(self._env.get_template(_TEMPLATE).render(context), page.content or "")

    def _texts(self, kind: Kind) -> tuple[str, str, str]:
        if kind not in self._rendered:
            page = Page(None, virtual_file(kind.place, "", self._config), self._config)
            page.markdown, page.content = "", hole("content")
            page.meta = {key: hole(f"meta{key}") for key in kind.keys}
            if kind.kind:
                page.meta["kind"] = kind.kind
            if page.canonical_url:
                page.canonical_url = hole("canonical")
            page.toc = TableOfContents([])
            plain = self._render(page, "")
            page.toc = TableOfContents([AnchorLink("", hole("first"), 2)])
            self._rendered[kind] = plain, self._render(page, ""), self._render(page, hole("contents"))
        return self._rendered[kind]


class Printer(NamedTuple):
    """All that makes the HTML of a page but the page: for a page that is to be seen before the others."""

    theme: _Theme
    settings: Settings
    names: frozenset[str]

    def put(self, pages: Mapping[str, bytes], site: Path) -> None:
        """Puts pages, given by the paths and contents of their Markdown, into a finished site."""
        names = self.names.union(pages)
        with tempfile.TemporaryDirectory() as folder:
            jobs = []
            for number, (path, data) in enumerate(pages.items()):
                source = Path(folder) / str(number)
                source.write_bytes(data)
                target = site / File(path, None, "", self.settings.directory_urls).dest_uri
                jobs.append(Job(path, self.theme.kind(path, front_of(data)), str(source), str(target)))
            for made in _all(self.theme, self.settings, names, jobs, processes=1):
                for complaint in made.complaints:
                    _LOG.log(complaint.level, complaint.message)


class Press:
    """The generated pages of one build: ``run`` makes their HTML, ``made`` tells where it stands.

    ``files`` says where each generated file stands, by its path below build/pages: the Markdown of pages,
    and files that are published as they are. ``digests`` stand for their bytes.
    """

    def __init__(
        self,
        files: Mapping[str, str],
        digests: Mapping[str, bytes],
        store: Store,
        jobs: int = 0,
        progress: Progress | None = None,
    ) -> None:
        self.files, self._digests = files, digests
        self.pages = {path: source for path, source in files.items() if path.endswith(".md")}
        self.printer: Printer | None = None
        """What made the pages, known after ``run``."""
        self._store = store
        self._jobs = jobs or os.cpu_count() or 1
        self._progress = progress or Progress(shown=False)

    def anchors(self, path: str) -> set[str]:
        """The anchors of a page, known after ``run``."""
        facts = self._store.facts(path)
        return set(facts.anchors) if facts else set()

    def run(self, config: MkDocsConfig, env: jinja2.Environment, nav: Navigation, files: Files) -> None:
        """Makes the HTML of all pages that changed, and logs what is wrong with their links.

        ``files`` are those that MkDocs publishes itself, their Markdown already converted.
        """
        theme, store, settings = _Theme(config, env, nav, files), self._store, Settings.of(config)
        names = frozenset(itertools.chain(self.files, (file.src_uri for file in files)))
        self.printer = Printer(theme, settings, names)
        fronts = {path: self._front(path) for path in self.pages}
        kinds = {path: theme.kind(path, front) for path, front in fronts.items()}
        keys = self._keys(theme, kinds)
        sound = _digest(keys, names, files)
        changed = [path for path in self.pages if not store.has(path, keys[path])]
        if store.sound != sound:
            queued = set(changed)
            changed += [path for path in self.pages if path not in queued and not self._leads(path, names)]
        jobs = [Job(path, kinds[path], self.pages[path], store.path(path)) for path in changed]
        complained = False
        with self._progress.stage("Dựng trang web", len(jobs)) as step:
            for made in _all(theme, settings, names, jobs, self._jobs):
                path = made.job.path
                markdown = Markdown(self._digests[path], fronts[path])
                store.add(path, markdown, keys[path], made.facts)
                for complaint in made.complaints:
                    _LOG.log(complaint.level, complaint.message)
                    store.forget(path)  # so that the next build says it again
                    complained = True
                step()
        if store.sound != sound:
            astray = self._astray(files)
            for page in astray:
                page.validate_anchor_links(files=files, log_level=config.validation.links.anchors)
            store.sound = b"" if complained or astray else sound
        store.keep(self.pages.keys())

    def made(self, *, directory_urls: bool) -> Iterator[tuple[str, str]]:
        """Every page and file: its path in the site, and where it stands."""
        for path, source in self.files.items():
            name = File(path, None, "", directory_urls).dest_uri
            yield name, self._store.path(path) if path in self.pages else source

    def _leads(self, path: str, names: Collection[str]) -> bool:
        """Whether all that a page links to is among these."""
        facts = self._store.facts(path)
        return facts is not None and set(facts.targets).issubset(names)

    def _front(self, path: str) -> Front:
        """The front matter of a page; read only where the store does not know it."""
        return self._store.front(path, self._digests[path]) or front_of(Path(self.pages[path]).read_bytes())

    def _keys(self, theme: _Theme, kinds: Mapping[str, Kind]) -> dict[str, bytes]:
        """The key of what each page is made from."""
        of_kind = {kind: theme.key(kind) for kind in set(kinds.values())}
        keys: dict[str, bytes] = {}
        for path, kind in kinds.items():
            found = hashlib.blake2b(of_kind[kind], digest_size=16)
            found.update(path.encode())
            found.update(self._digests[path])
            keys[path] = found.digest()
        return keys

    def _astray(self, files: Files) -> list[Page]:
        """The pages with a link to an anchor that is not there, with these links."""
        known: dict[str, Collection[str] | None] = {}
        found = []
        for path in self.pages:
            lost: dict[File, dict[str, str]] = {}
            facts = self._store.facts(path)
            for target, anchor, written in facts.links if facts else ():
                if target not in known:
                    known[target] = self._anchors(target, files)
                anchors = known[target]
                if anchors is None or anchor in anchors:
                    continue
                if (file := files.get_file_from_path(target)) is not None:
                    lost.setdefault(file, {})[anchor] = written
            if lost and (own := files.get_file_from_path(path)) is not None and own.page is not None:
                own.page.links_to_anchors = lost
                found.append(own.page)
        return found

    def _anchors(self, path: str, files: Files) -> Collection[str] | None:
        if path in self.pages:
            return self.anchors(path)
        file = files.get_file_from_path(path)
        return file.page.present_anchor_ids if file is not None and file.page is not None else None


def _digest(keys: Mapping[str, bytes], names: Collection[str], files: Files) -> bytes:
    """What stands for everything that links depend on."""
    whole = hashlib.blake2b(digest_size=16)
    for path in sorted(keys):
        whole.update(keys[path])
    written = [sorted(file.page.present_anchor_ids or ()) for file in files if file.page is not None]
    whole.update(repr((sorted(names), written)).encode())
    return whole.digest()


def _all(
    theme: _Theme, settings: Settings, names: Collection[str], jobs: Sequence[Job], processes: int
) -> Iterator[Made]:
    """Makes pages, in several processes when they are many; and proves each shell by the first page of it."""
    shells = {kind: theme.shells(kind) for kind in {job.kind for job in jobs}}
    maker = _Maker(settings, names, shells)
    proved: set[tuple[Kind, int]] = set()
    unfit: set[Kind] = set()

    def proving(made: Made) -> Made:
        """The page, made by the template itself where the shell gives something else."""
        case = made.job.kind, made.variant
        if made.job.kind not in unfit and case in proved:
            return made
        proved.add(case)
        converted = maker.converted(made.job)
        whole = theme.whole(converted.page)
        if whole != maker.html(made.job, converted.page):
            if made.job.kind not in unfit:
                _LOG.info(f"Mẫu trang không rút gọn được, dựng từng trang: {made.job.path}")
            unfit.add(made.job.kind)
            return write(made.job, converted, whole)
        return made

    done: list[Job] = []
    for made in _made(maker, settings, names, shells, jobs, processes):
        done.append(made.job)
        yield proving(made)
    if unfit:  # pages that were made before their kind was found unfit
        yield from (proving(maker.make(job)) for job in done if job.kind in unfit)


def _made(
    maker: _Maker,
    settings: Settings,
    names: Collection[str],
    shells: Mapping[Kind, Shells],
    jobs: Sequence[Job],
    processes: int,
) -> Iterator[Made]:
    try:
        state = pickle.dumps((settings, names, shells))
    except (pickle.PicklingError, TypeError, AttributeError):  # an extension with an option of its own making
        processes = 1
    if processes == 1 or len(jobs) <= _FEW:
        yield from map(maker.make, jobs)
        return
    batches = [jobs[start : start + _BATCH] for start in range(0, len(jobs), _BATCH)]
    with ProcessPoolExecutor(processes, context_of(processes), initializer=_begin, initargs=(state,)) as pool:
        yield from itertools.chain.from_iterable(pool.map(_make, batches))
