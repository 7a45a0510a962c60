"""How fast the extraction is: each step over real documents, over longer ones and over hostile texts.

Used by bench.py. Runs in the environment. Times are processor time,
so that what else the machine does hardly counts.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from pathlib import Path

from accuracy import SCALE_DOCUMENTS, SHARED, scale_documents
from dieukhoan.assign import assign
from dieukhoan.link import find
from dieukhoan.parse import parse
from dieukhoan.read import SourceFile, Unreadable, discover, read
from environment import ROOT

TIMES_LONGER = 10
WANTED_SPEED = {"read and parse": 1_000_000, "citations": 1_000_000, "duties": 500_000}
"""Characters a second, one core."""
WANTED_GROWTH = 11.0  # times the time, for ten times the text
STEPS = tuple(WANTED_SPEED)
SHORTEST_MEASURED = 0.3  # seconds; shorter runs are repeated
MOST_RUNS = 50
SHORTEST_JUDGED = 0.02  # seconds; what is quicker says nothing of growth
SHORTEST_SHOWN = 0.001  # seconds; below, there was nothing to do
LARGE = 200_000  # characters of the longer text of each pair


def show(work: Path) -> None:
    """Prints the tables of speed. Writes into `work`."""
    print("SPEED on one core, by its own time (what else the machine does hardly counts)")
    if SHARED.is_dir():
        real = sorted(scale_documents(work, SCALE_DOCUMENTS).glob("*.txt"))
    else:
        real = sorted((ROOT / "corpus").iterdir())
    characters = sum(len(path.read_text(encoding="utf-8")) for path in real)
    print(f"  {len(real)} documents, {characters:,} characters")
    for step, seconds in _seconds(real).items():
        wanted = WANTED_SPEED[step]
        verdict = "ok" if characters / seconds >= wanted else "BELOW"
        print(f"    {step:16}{characters / seconds:14,.0f} characters/s  wanted {wanted:,}  {verdict}")
    print(
        f"  {LARGE:,} characters: characters/s of each step, and the time for {TIMES_LONGER} times the text"
    )
    print(f"    {'':24}" + "".join(f"{step:>16}" for step in STEPS) + f"{'longer':>12}", flush=True)
    for name, text in TEXTS.items():
        short = _seconds([_written(work, name, text, LARGE // TIMES_LONGER)])
        long = _seconds([_written(work, name, text, LARGE)])
        growth = max((long[step] / short[step] for step in STEPS if long[step] >= SHORTEST_JUDGED), default=0)
        verdict = "ok" if growth <= WANTED_GROWTH else "GROWS FASTER"
        speeds = "".join(_speed(LARGE, long[step]) for step in STEPS)
        print(f"    {name:24}{speeds}{growth:10.1f} x  {verdict}", flush=True)
    print()


def _speed(characters: int, seconds: float) -> str:
    return f"{characters / seconds:16,.0f}" if seconds >= SHORTEST_SHOWN else f"{'-':>16}"


def _seconds(files: list[Path]) -> dict[str, float]:
    """Seconds of processor time that each step takes over the files; the best of several when it is quick."""
    sources = list(discover(files))
    runs = [_once(sources)]
    while sum(sum(run.values()) for run in runs) < SHORTEST_MEASURED and len(runs) < MOST_RUNS:
        runs.append(_once(sources))
    return {step: max(1e-6, min(run[step] for run in runs)) for step in STEPS}


def _once(sources: list[SourceFile]) -> dict[str, float]:
    took = dict.fromkeys(STEPS, 0.0)
    for source in sources:
        times = [time.process_time()]
        text = read(source)
        documents = () if isinstance(text, Unreadable) else parse(text).documents
        times.append(time.process_time())
        for step in (find, assign):
            for document in documents:
                step(document, "" if isinstance(text, Unreadable) else text.text)
            times.append(time.process_time())
        for name, (begun, ended) in zip(STEPS, itertools.pairwise(times), strict=True):
            took[name] += ended - begun
    return took


def _written(work: Path, name: str, text: Callable[[int], str], characters: int) -> Path:
    folder = work / "hostile"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name.replace(' ', '-')}-{characters}.txt"
    path.write_text(text(characters), encoding="utf-8")
    return path


def _law(characters: int) -> str:
    """An ordinary law of consecutive articles."""
    clause = "1. Cơ quan, tổ chức, cá nhân có liên quan thực hiện theo quy định tại khoản 2 Điều này.\n"
    letters = "a) Trường hợp thứ nhất;\nb) Trường hợp thứ hai.\n2. Thời hạn là 05 ngày làm việc.\n"
    article = f"{clause}{letters}"
    count = characters // (len(article) + 30)
    articles = "".join(f"Điều {number}. Nội dung số {number}\n{article}" for number in range(1, count + 1))
    return f"QUỐC HỘI\n\nLuật số: 10/2024/QH15\n\nLUẬT\nVề việc đo tốc độ\n\n{articles}"


def _again(piece: str) -> Callable[[int], str]:
    return lambda characters: piece * (characters // len(piece))


TEXTS: dict[str, Callable[[int], str]] = {
    "law": _law,
    "one line, no stop": _again("phối hợp "),
    "one word": _again("a"),
    "articles in one line": _again("Điều 1. "),
    "articles of one number": _again("Điều 1. Một\n"),
    "numbers with dots": _again("1.1."),
    "clauses in one line": _again("1. a) - + "),
    "points without end": _again("a)\n"),
    "dashes": _again("-\n"),
    "spaces": _again(" \u00a0\t"),
    "empty lines": _again("\n"),
    "open quotation marks": _again("“Điều 5. Một\n"),
    "open brackets": _again("(["),
    "recitals": _again("Căn cứ Luật số 1/2020/QH14 ngày 1/1/2020;\n"),
    "letterheads": _again("ỦY BAN NHÂN DÂN\nSố: 1/QĐ-UBND\n"),
    "capitals": _again("NƠI NHẬN TM. KT. "),
    "lists of clauses": _again("khoản 1, 2, "),
    "Roman numerals": _again("XXXVIII. "),
    "table bars": _again("| | "),
    "stars": _again("**_"),
    "tags": _again("<div><p>"),
}
