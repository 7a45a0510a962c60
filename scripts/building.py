"""How long a site takes to build, in shares of what plain MkDocs takes over the very same Markdown.

Used by bench.py. Runs in the environment. All runs of a measurement follow each other on one machine, so that
their ratios hold on any; what a run took is wall time (all cores count) and, beside it, the processor time of
its processes, which other work on the machine does not change. `building.json` holds the ratios of processor
time that were recorded last, for each number of documents.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import resource
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from accuracy import SHARED, scale_documents
from environment import ROOT

RECORDED = Path(__file__).with_name("building.json")
DOCUMENTS = 400
DAY = "2025-06-01"
PLAIN = """site_name: Plain
docs_dir: docs
theme: {name: material, language: vi, font: false}
plugins: [search]
nav: [index.md]
not_in_nav: "*"
markdown_extensions: [attr_list, {toc: {toc_depth: 2-4}}]
validation: {links: {not_found: info, anchors: info}}
"""
"""Material with its own search and all pages but the first out of the navigation."""
SLOWER = 1.15
"""So many times the recorded ratio is shown as slower."""
SMALLER = 10
"""Growth is measured against so many times fewer documents."""
MOST_GROWTH = 1.05
"""Exponent: time may grow as text to this power."""
SHORTEST_JUDGED = 0.5
"""Seconds; a stage that is quicker says nothing of growth."""
SAMPLED = 0.25
"""Seconds between two looks at the memory."""
MOST_MEMORY = 2048
"""MB, all processes together."""
MOST_PAGE, MOST_AVERAGE = 300_000, 60_000
"""Bytes of HTML of any page, and of a page of a document on average beside its text."""
CHANGED = "\nĐiều khoản thêm vào để đo.\n"
_STAGE = re.compile(r"^(?P<name>\D+?) +\d+\.\d\d +(?P<cpu>\d+\.\d\d) ")
_SUMS = ("Tất cả",)


@dataclass(frozen=True)
class Run:
    """What one command took: seconds on the clock, of processors, also by stage; MB at its peak."""

    wall: float
    cpu: float
    memory: float
    stages: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Goal:
    """What is measured, its words, and the most that it may take in shares of plain MkDocs."""

    name: str
    words: str
    most: float


GOALS = (
    Goal("publishing", "publishing all pages", 0.5),
    Goal("cold", "raw text to site", 2.5),
    Goal("unchanged", "nothing changed", 0.03),
    Goal("one_changed", "one document changed", 0.1),
)


class Failed(Exception):
    """A build that was to be measured failed; the message ends with its output."""


def show(work: Path, documents: int, *, record: bool = False) -> None:
    """Measures building that many documents, and a tenth of them; prints tables. Writes into `work`."""
    if not SHARED.is_dir():
        print("BUILDING is not measured: the texts of ../shared are not here\n")
        return
    small, large = max(2, documents // SMALLER), documents
    print(f"BUILDING {large} documents; plain MkDocs (Material) over the same Markdown is 1", flush=True)
    few = _cold(project_of(work, small))
    project = project_of(work, large)
    runs = _measured(project)
    recorded = json.loads(RECORDED.read_text(encoding="utf-8")) if RECORDED.exists() else {}
    before = recorded.get(str(large), {})
    now = _ratios(runs)
    print(f"  {'':24}{'wall s':>9}{'cpu s':>9}{'MB':>7}{'ratio':>8}{'wanted':>8}{'of cpu':>15}  recorded")
    for goal in (Goal("plain", "plain MkDocs", 1), *GOALS):
        run = runs[goal.name]
        ratio = run.wall / runs["plain"].wall
        verdict = "ok" if ratio <= goal.most else "MISSED"
        took = f"{run.wall:9.1f}{run.cpu:9.1f}{run.memory:7.0f}{ratio:8.3f}{goal.most:8.2f}  {verdict:6}"
        print(f"  {goal.words:24}{took}{now[goal.name]:7.3f}{_against(before, goal.name, now[goal.name])}")
    peak = max(run.memory for name, run in runs.items() if name != "plain")
    print(f"  peak memory {peak:.0f} MB, wanted {MOST_MEMORY}  {'ok' if peak <= MOST_MEMORY else 'MISSED'}")
    _show_weight(project)
    _show_stages(runs, before, few, _characters(work, small), _characters(work, large))
    if record:
        recorded[str(large)] = now
        RECORDED.write_text(
            json.dumps(recorded, indent=1, sort_keys=True, ensure_ascii=False) + "\n", "utf-8"
        )
    print(flush=True)


def _show_stages(
    runs: Mapping[str, Run], before: Mapping[str, float], few: Run, less: int, more: int
) -> None:
    """The stages of the whole build by processor time: characters a second, growth with the text."""
    print(f"  {'stage':28}{'cpu s':>9}{'characters/s':>14}{'exponent':>10}")
    for name, seconds in runs["cold"].stages.items():
        growth = f"{'-':>10}"
        first = few.stages.get(name, 0.0)
        if seconds >= SHORTEST_JUDGED and first > 0:
            exponent = math.log(seconds / first) / math.log(more / less)
            growth = f"{exponent:10.2f}{'' if exponent <= MOST_GROWTH else '  GROWS FASTER'}"
        speed = f"{more / seconds:14,.0f}" if seconds else f"{'-':>14}"
        ratio = seconds / runs["plain"].cpu
        print(f"  {name:28}{seconds:9.2f}{speed}{growth}{_against(before, name, ratio)}")


def _show_weight(project: Path) -> None:
    """What the pages weigh, and everything."""
    site = project / "build" / "site"
    sizes = {path: path.stat().st_size for path in site.rglob("*") if path.is_file()}
    pages = {path: size for path, size in sizes.items() if path.suffix == ".html"}
    heavy = max(pages, key=lambda path: pages[path])
    too_heavy = sum(size > MOST_PAGE for size in pages.values())
    print(
        f"  {len(pages):,} pages; the heaviest {pages[heavy]:,} bytes ({heavy.relative_to(site).parent})  "
        + (f"MISSED by {too_heavy} pages" if too_heavy else "ok")
    )
    of_documents = [size for path, size in pages.items() if path.with_name("index.md").exists()]
    text = sum(path.stat().st_size for path in (project / "corpus").glob("*.txt"))
    average = (sum(of_documents) - text) / len(of_documents)
    print(
        f"  a page of a document: {average:,.0f} bytes beside its text, wanted {MOST_AVERAGE:,}  "
        f"{'ok' if average <= MOST_AVERAGE else 'MISSED'}; all files {sum(sizes.values()) / 1e6:,.0f} MB"
    )


def _against(before: Mapping[str, float], name: str, ratio: float) -> str:
    if name not in before:
        return ""
    slower = "  SLOWER" if ratio > before[name] * SLOWER and ratio - before[name] > 0.01 else ""
    return f"  {before[name]:.3f}{slower}"


def _ratios(runs: Mapping[str, Run]) -> dict[str, float]:
    """Of every run, and every stage of the whole build, its processor time in shares of plain MkDocs."""
    plain = runs["plain"].cpu
    took = {name: run.cpu for name, run in runs.items()} | dict(runs["cold"].stages)
    return {name: round(seconds / plain, 4) for name, seconds in took.items()}


def _measured(project: Path) -> dict[str, Run]:
    """All runs over one project, and that rebuilding gives, byte for byte, what a cold build gives."""
    runs = {"cold": _cold(project)}
    made = _contents(project)
    runs["unchanged"] = _build(project)
    _same(made, project, "a build of nothing new")
    changed = sorted((project / "corpus").glob("*.txt"))[0]
    text = changed.read_text(encoding="utf-8")
    changed.unlink()  # it is a link to the corpus that other runs read
    changed.write_text(text + CHANGED, encoding="utf-8")
    runs["one_changed"] = _build(project)
    if _contents(project) == made:
        raise Failed("a changed document changes nothing on the site")
    changed.write_text(text, encoding="utf-8")
    _build(project)
    _same(made, project, "a build after a change that was taken back")
    shutil.rmtree(project / "build" / "cache" / "site")
    (project / "build" / "cache" / "stamp").unlink()  # or nothing at all would be done
    runs["publishing"] = _build(project)  # everything else is done
    _same(made, project, "publishing again")
    runs["plain"] = _plain(project)
    return runs


def _cold(project: Path) -> Run:
    shutil.rmtree(project / "build", ignore_errors=True)
    return _build(project)


def _build(project: Path) -> Run:
    command = [str(Path(sys.executable).with_name("dieukhoan")), "build", "--strict", "--timings"]
    return _run([*command, "--date", DAY], project)


def _plain(project: Path) -> Run:
    """Plain MkDocs over the Markdown of the site and the hand-written pages."""
    plain = project / "plain"
    shutil.rmtree(plain, ignore_errors=True)
    shutil.copytree(project / "build" / "pages", plain / "docs")
    shutil.copytree(project / "docs", plain / "docs", dirs_exist_ok=True)
    (plain / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")
    run = _run([sys.executable, "-m", "mkdocs", "build"], plain)
    shutil.rmtree(plain)
    return run


def project_of(work: Path, documents: int) -> Path:
    """The project's own site over that many documents of the codified law."""
    project = work / f"building-{documents}"
    shutil.rmtree(project, ignore_errors=True)
    shutil.copytree(ROOT / "docs", project / "docs")
    shutil.copy(ROOT / "mkdocs.yml", project)
    (project / "corpus").mkdir()
    for text in scale_documents(work, documents).glob("*.txt"):
        (project / "corpus" / text.name).hardlink_to(text)
    return project


def _characters(work: Path, documents: int) -> int:
    texts = scale_documents(work, documents).glob("*.txt")
    return sum(len(path.read_text(encoding="utf-8")) for path in texts)


def _contents(project: Path) -> dict[str, bytes]:
    """A digest of each file of the site."""
    site = project / "build" / "site"
    files = (path for path in site.rglob("*") if path.is_file())
    return {str(path.relative_to(site)): hashlib.sha256(path.read_bytes()).digest() for path in files}


def _same(made: Mapping[str, bytes], project: Path, words: str) -> None:
    now = _contents(project)
    if now != made:
        different = sorted(name for name in {*made, *now} if made.get(name) != now.get(name))
        raise Failed(f"{words} differs from the cold build in {len(different)} files: {different[:5]}")


def _run(command: list[str], folder: Path) -> Run:
    """Runs a command and looks at its memory meanwhile. Raises Failed."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    peaks, done = [0.0], threading.Event()
    watch = threading.Thread(target=_watch, args=(process.pid, peaks, done))
    watch.start()
    _, errors = process.communicate()
    wall = time.monotonic() - begun
    done.set()
    watch.join()
    if process.returncode:
        raise Failed(f"{' '.join(command)}\n{errors[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    stages = {m["name"]: float(m["cpu"]) for m in map(_STAGE.match, errors.splitlines()) if m}
    return Run(wall, cpu, max(peaks), {name: took for name, took in stages.items() if name not in _SUMS})


def _watch(process: int, peaks: list[float], done: threading.Event) -> None:
    while not done.wait(SAMPLED):
        peaks.append(_memory(process))


def _memory(process: int) -> float:
    """MB of a process and all below it, what they share counted once; 0 where the system does not tell."""
    below: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        below.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found, waiting = 0.0, [process]
    while waiting:
        one = waiting.pop()
        waiting += below.get(one, [])
        try:
            rollup = Path(f"/proc/{one}/smaps_rollup").read_text(encoding="ascii", errors="replace")
        except OSError:
            continue
        shares = re.search(r"^Pss: +(\d+)", rollup, re.MULTILINE)
        found += int(shares[1]) / 1024 if shares else 0
    return found
