"""How light and quick the search is in headless Chromium, beside Material's own search over the same pages.

Used by bench.py. Runs in the environment. A key's time is from its input event until its results stand in the
page, laid out; "cold" is the first time a query is typed, "warm" the second. Other work on the machine counts
in: the load is printed, and Material is measured in the same run. Less dependent on it is the time of the
processor that a key takes in the renderer, page and worker together, drawing included.
"""

from __future__ import annotations

import datetime
import functools
import http.server
import multiprocessing
import os
import resource
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from playwright.sync_api import Browser, Error, Page, sync_playwright
from playwright.sync_api import TimeoutError as TooSlow

from accuracy import SHARED, scale_documents
from dieukhoan import index, pipeline
from dieukhoan.index.documents import IndexedDocument
from dieukhoan.library import Library
from dieukhoan.parse import parse
from dieukhoan.publish.site import build_site
from dieukhoan.read import Unreadable, discover, read
from environment import ROOT
from indexes import write

SAMPLES = 0  # in place of a number of documents: those of corpus/
SIZES = (SAMPLES, 400, 4176)
MATERIAL_UP_TO = 400  # documents, unless asked for all: at 4,176 its tab crashes, after minutes
MATERIAL_WAIT, MATERIAL_LONGEST = 60.0, 300.0  # seconds until its first result must stand, by size
KEY_WAIT = 3.0  # seconds; results that stay the same show no end
MOST_BYTES, MOST_FIRST, MOST_WARM, MOST_COLD, MOST_MEMORY = 150_000, 500, 16, 150, 100

QUERIES = (
    "thoa uoc lao dong",
    "điều kiện cấp giấy phép kinh doanh",
    "145/2020/nd-cp",
    "khoan 2 dieu 5 luat dat dai",
    "người sử dụng lao động có trách nhiệm gì",
)

# Each input event starts the clock; the next change below the selector, once laid out, stops it. The first
# end is kept as a time of day: what is sent later does not belong to the first result.
WATCH = """(selector) => {
  window.keyTimes = [];
  window.firstEnd = 0;
  let begun = 0;
  addEventListener("input", () => { begun = performance.now(); }, true);
  new MutationObserver(() => {
    if (!begun) return;
    document.body.getBoundingClientRect();
    window.keyTimes.push(performance.now() - begun);
    window.firstEnd ||= performance.timeOrigin + performance.now();
    begun = 0;
  }).observe(document.querySelector(selector), { childList: true, subtree: true, characterData: true });
}"""


@dataclass(frozen=True)
class Engine:
    """A search on a page: where to type, and below what its results change."""

    name: str
    box: str
    results: str


OURS = Engine("Điều Khoản", "input[name=q]", ".dk-panel")
MATERIAL = Engine("Material", "input[data-md-component=search-query]", "[data-md-component=search-result]")


@dataclass
class Measured:
    """Times in milliseconds, bytes as stored, memory in MB; ``silent`` keys changed nothing that one sees.

    ``busy`` are the times of the processor of the warm keys; ``crashed`` are the seconds until the tab did.
    """

    first: list[float] = field(default_factory=list)
    cold: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    silent: int = 0
    size: int = 0
    memory: float = 0
    crashed: float = 0


def show(work: Path, documents: int = 0, *, material: bool = False) -> None:
    """Prints the table of searching, for sizes of at most ``documents`` (0: all). Writes into ``work``.

    ``material`` asks for Material's search at every size.
    """
    print(f"SEARCHING in headless Chromium; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    wanted = f"{MOST_BYTES // 1000} KB, {MOST_FIRST} ms, {MOST_WARM} and {MOST_COLD} ms, {MOST_MEMORY} MB"
    print(f"  wanted: {wanted}")
    print(
        f"  {'':12}{'documents':>10}{'to first result':>20}"
        f"{'warm p50/p95':>18}{'of processor':>18}{'cold p50/p95':>18}{'memory':>9}"
    )
    with sync_playwright() as playwright:
        path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        site = _our_site(work)
        for size in SIZES:
            if documents and size > documents:
                continue
            if size != SAMPLES and not SHARED.is_dir():
                print(f"  {size} documents: skipped, {SHARED} is not here")
                continue
            folder = ROOT / "corpus" if size == SAMPLES else scale_documents(work, size)
            _index(folder, site / "search" / "index")
            count = len([path for path in folder.iterdir() if path.suffix != ".json"])
            _print(OURS, count, _measure(browser, site, OURS, MOST_FIRST / 1000 * 20))
            if size <= MATERIAL_UP_TO or material:
                wait = MATERIAL_WAIT if size <= MATERIAL_UP_TO else MATERIAL_LONGEST
                _print(MATERIAL, count, _measure(browser, _material_site(work, folder), MATERIAL, wait))
            else:
                print(f"  {MATERIAL.name:12}{count:10}  not run: --material builds its site, for minutes")
        browser.close()
    print()


def _print(engine: Engine, documents: int, found: Measured) -> None:
    if found.crashed:
        print(f"  {engine.name:12}{documents:10}  its tab crashed after {found.crashed:.0f} s", flush=True)
        return
    if not found.first:
        print(f"  {engine.name:12}{documents:10}  no result in time", flush=True)
        return
    first = f"{found.size / 1000:.0f} KB, {max(found.first):.0f} ms"
    silent = f"  ({found.silent} keys changed nothing within {KEY_WAIT:.0f} s)" if found.silent else ""
    times = "".join(f"{_spread(one):>18}" for one in (found.warm, found.busy, found.cold))
    print(f"  {engine.name:12}{documents:10}{first:>20}{times}{found.memory:6.0f} MB{silent}", flush=True)


def _spread(times: list[float]) -> str:
    ordered = sorted(times)
    return (
        f"{ordered[len(ordered) // 2]:.0f} / {ordered[int(0.95 * len(ordered))]:.0f} ms" if ordered else "-"
    )


def _our_site(work: Path) -> Path:
    """The site of the samples, whose pages hold the search box; its index is replaced for each size."""
    folder = work / "search-site"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for name in ("docs", "corpus"):
        shutil.copytree(ROOT / name, folder / name)
    return build_site(folder / "mkdocs.yml", {"date": "2025-06-01"}, strict=True)


def _index(folder: Path, out: Path) -> None:
    """Writes the index of a folder of documents, and prints what that took.

    It is joined and written in a process of its own, whose memory is that of the whole step.
    """
    parsed = []
    for file in discover([folder]):
        source = read(file)
        if not isinstance(source, Unreadable):
            parsed.append(parse(source))
    library = Library.of(parsed, [])
    begun = time.process_time()
    found = [
        (IndexedDocument.of(document), index.terms_of(document, library.text(document)))
        for document in map(library.completed, library.documents)
    ]
    alone = time.process_time() - begun
    shutil.rmtree(out)
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        entries, together, memory = pool.submit(_join, found, out).result()
    files = [path.stat().st_size for path in out.rglob("*") if path.is_file()]
    spent = f"{alone:.1f} s for each document alone; {together:.1f} s, {memory:.0f} MB for all together"
    print(f"    {entries:,} articles: {spent}; {sum(files) / 1e6:.1f} MB in {len(files):,} files", flush=True)


def _join(found: list[tuple[IndexedDocument, index.DocumentTerms]], out: Path) -> tuple[int, float, float]:
    """Writes an index; how many entries it has, the seconds of CPU and the megabytes that it took."""
    begun = time.process_time()
    joined = index.joined(found)
    write(joined, out)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return joined.size, time.process_time() - begun, memory


def _material_site(work: Path, folder: Path) -> Path:
    """Plain MkDocs with Material's search over the Markdown that we generate, pages out of the nav."""
    place = work / f"material-{folder.name}"
    if not (place / "site").is_dir():
        pipeline.generate([folder], place, datetime.date(2025, 6, 1))
        (place / "mkdocs.yml").write_text(
            "site_name: Material\ndocs_dir: pages\nsite_dir: site\nuse_directory_urls: true\n"
            "theme: {name: material, language: vi, font: false}\nplugins: [search]\n"
            "markdown_extensions: [attr_list, md_in_html]\nnav: [van-ban/index.md]\n",
            encoding="utf-8",
        )
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(place / "mkdocs.yml")]
        subprocess.run(command, check=True, capture_output=True)
    return place / "site"


class _Host(http.server.SimpleHTTPRequestHandler):
    """Files of a folder; of those of the search, when and how many bytes is noted. Headers do not wait."""

    protocol_version = "HTTP/1.1"  # a connection for many files, as servers do
    disable_nagle_algorithm = True
    sent: ClassVar[list[tuple[float, int]]] = []

    def log_message(self, format: str, *args: object) -> None:
        del format, args

    def send_header(self, keyword: str, value: str) -> None:
        if keyword == "Content-Length" and "search" in self.path:
            self.sent.append((1000 * time.time(), int(value)))
        super().send_header(keyword, value)


@contextmanager
def _hosted(site: Path) -> Iterator[str]:
    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Host, directory=site)
    ) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def _measure(browser: Browser, site: Path, engine: Engine, wait: float) -> Measured:
    found = Measured()
    with _hosted(site) as host:
        for query in QUERIES:
            before = _renderers()
            context = browser.new_context(bypass_csp=True, service_workers="block")
            page = context.new_page()
            _Host.sent.clear()
            page.goto(host + ("gioi-thieu/" if engine is OURS else "van-ban/"), wait_until="networkidle")
            own = _renderers() - before  # not those that Chromium starts later, to have one ready
            memory = _memory(own)
            begun = time.monotonic()
            try:
                _ask(page, engine, query, wait, found, own)
            except Error as error:
                if "crashed" not in str(error):
                    raise
                found.crashed = time.monotonic() - begun
            found.memory = max(found.memory, _memory(own) - memory)
            context.close()
            if found.crashed or not found.first:
                break
    return found


def _ask(page: Page, engine: Engine, query: str, wait: float, found: Measured, own: set[int]) -> None:
    """Types a query twice, key by key; ``own`` are the processes of the page."""
    page.evaluate(WATCH, engine.results) if engine is MATERIAL else None
    page.keyboard.press("/")
    page.locator(engine.box).first.focus()
    if engine is OURS:
        page.wait_for_selector(engine.results, state="attached")
        page.evaluate(WATCH, engine.results)
    try:
        found.first.append(_key(page, query[0], wait))
    except TooSlow:
        return
    end = page.evaluate("firstEnd")
    found.size = max(found.size, sum(size for begun, size in _Host.sent if begun <= end))
    for times in (found.cold, found.warm):
        for key in query[1:]:
            page.wait_for_timeout(40)  # as fast as a quick typist
            before = _busy(own)
            try:
                times.append(_key(page, key, KEY_WAIT))
            except TooSlow:
                found.silent += 1
                continue
            if times is found.warm:
                found.busy.append(_busy(own) - before)
        page.locator(engine.box).first.fill("")
        page.keyboard.type(query[0])
        page.wait_for_timeout(300)


def _key(page: Page, key: str, wait: float) -> float:
    """Presses a key; the milliseconds until its results stand. Raises ``TooSlow``."""
    known = page.evaluate("keyTimes.length")
    page.keyboard.type(key)
    page.wait_for_function("(known) => keyTimes.length > known", arg=known, timeout=wait * 1000, polling=20)
    return float(page.evaluate("(known) => keyTimes[known]", known))


def _renderers() -> set[int]:
    """The processes of Chromium that draw pages."""
    found = set()
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                command = (folder / "cmdline").read_text(encoding="utf-8", errors="replace")
            except OSError:
                continue
            if "--type=renderer" in command:
                found.add(int(folder.name))
    return found


def _busy(processes: set[int]) -> float:
    """Milliseconds of the processor that all threads of processes have taken, but for those that ended."""
    nanoseconds = 0
    for process in processes:
        for thread in Path(f"/proc/{process}/task").glob("*/schedstat"):
            try:
                nanoseconds += int(thread.read_text(encoding="ascii").split()[0])
            except OSError:
                continue
    return nanoseconds / 1e6


def _memory(processes: set[int]) -> float:
    """Megabytes that processes hold, shared ones in part."""
    total = 0
    for process in processes:
        try:
            lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8").splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024
