"""Accuracy and speed, as tables.

    python3 scripts/bench.py [--only accuracy|speed] [--documents N]

Accuracy is scored over the labelled documents of ../shared (skipped, with a word, where they are missing).
Speed is that of reading and parsing on one core: over real documents when they are there, the sample corpus
otherwise; for a document ten times longer; and for hostile texts ten times longer. Writes into build/bench.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from environment import ENVIRONMENT, ROOT, RUN, SetupError, prepared

WORK = ROOT / "build" / "bench"
TIMES_LONGER = 10
WANTED_SPEED = 1_000_000  # characters a second, one core
WANTED_GROWTH = 11.0  # times the time, for ten times the text
SHORTEST_MEASURED = 0.3  # seconds; shorter runs are repeated
LARGE = 200_000  # characters of the longer text of each pair


def main() -> int:
    """0 when the tables could be made, whatever they say; 2 when the environment cannot be."""
    if Path(sys.prefix) != ENVIRONMENT:  # the measuring runs inside the environment
        try:
            return subprocess.run([str(prepared(RUN)), __file__, *sys.argv[1:]], cwd=ROOT).returncode
        except SetupError as error:
            print(error, file=sys.stderr)
            return 2
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", choices=["accuracy", "speed"])
    parser.add_argument("--documents", type=int, default=0, metavar="N", help="only the first N of each set")
    options = parser.parse_args()
    if options.only != "speed":
        _show_accuracy(options.documents)
    if options.only != "accuracy":
        _show_speed()
    print("Next: raise the floors in tests/accuracy.toml that these figures have left behind.")
    return 0


def _show_accuracy(documents: int) -> None:
    from accuracy import MISSING, SHARED, MeasuringError, labelled_sets

    print("ACCURACY")
    if not SHARED.is_dir():
        print(f"  skipped: {MISSING}\n")
        return
    for labelled in labelled_sets():
        begun = time.monotonic()
        try:
            figures = labelled.figures(WORK, documents)
        except MeasuringError as error:
            print(f"  {labelled.name}: {error}", flush=True)
            continue
        print(f"  {labelled.name}: {labelled.about} ({time.monotonic() - begun:.0f} s)")
        for name, figure in figures.items():
            goal = labelled.goals.get(name)
            verdict = (
                ""
                if goal is None
                else f"wanted {goal.wanted:.2f}  {'ok' if figure >= goal.wanted else 'BELOW'}"
            )
            print(f"    {name:22} {figure:.4f}  {verdict}", flush=True)
    print()


def _show_speed() -> None:
    from accuracy import SCALE_DOCUMENTS, SHARED, scale_documents

    print(f"SPEED of reading and parsing, one of {os.cpu_count()} cores")
    if SHARED.is_dir():
        real = sorted(scale_documents(WORK, SCALE_DOCUMENTS).glob("*.txt"))
    else:
        real = sorted((ROOT / "corpus").iterdir())
    characters = sum(len(path.read_text(encoding="utf-8")) for path in real)
    speed = characters / _seconds(real)
    verdict = "ok" if speed >= WANTED_SPEED else "BELOW"
    print(f"  {len(real)} documents, {characters:,} characters: {speed:,.0f} characters/s")
    print(f"    wanted {WANTED_SPEED:,}  {verdict}")
    print(f"  {'text':28} {'characters/s':>14} {f'time, {TIMES_LONGER} x longer':>20}")
    for name, text in TEXTS.items():
        short, long = _written(name, text, LARGE // TIMES_LONGER), _written(name, text, LARGE)
        seconds = _seconds([long])
        growth = seconds / _seconds([short])
        verdict = "ok" if growth <= WANTED_GROWTH else "GROWS FASTER"
        print(f"  {name:28} {LARGE / seconds:14,.0f} {growth:18.1f} x  {verdict}", flush=True)
    print()


def _seconds(files: list[Path]) -> float:
    """Seconds that reading and parsing the files takes; the best of several when it is quick."""
    from dieukhoan.pipeline import examine
    from dieukhoan.read import discover

    sources = list(discover(files))
    best, spent = float("inf"), 0.0
    while spent < SHORTEST_MEASURED:
        begun = time.perf_counter()
        for source in sources:
            examine(source)
        elapsed = time.perf_counter() - begun
        best, spent = min(best, elapsed), spent + elapsed
    return best


def _written(name: str, text: Callable[[int], str], characters: int) -> Path:
    folder = WORK / "hostile"
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


if __name__ == "__main__":
    sys.exit(main())
