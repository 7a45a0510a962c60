"""How accurate the extraction is, over the labelled documents of ../shared, by the tools that lie there.

Used by bench.py (all documents) and tests/test_accuracy.py (some, against floors). Runs in the environment.
By itself it prints citations at random, to be read one by one, of files and folders:

    .venv/bin/python scripts/accuracy.py --sample 200 --seed 7 PATH…
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from environment import ROOT
from questions import answered

SHARED = ROOT.parent / "shared"
MISSING = "the labelled documents (../shared) are not here"
STRUCTURE_LABELS = SHARED / "structure" / "vbpl_gold.jsonl.gz"
CITATION_LABELS = SHARED / "citations" / "marked_internal.jsonl.gz"
HAND_LABELS = SHARED / "gold"
SCALE_DOCUMENTS = 300

# Lines that score.py prints, such as:
#   structure P 0.9912  R 0.9897  F1 0.9904  (17 right, 17 found, 17 expected)
#   facts                type 7/7  number 6/7
#   documents 310, wholly right 274, article sequence right 301, not in the result 0
#   article sequence right 296/300, not in the result 0
#   marked citations touched 3885/3918 = 0.9916, mostly covered 3812/3918 = 0.9729
#   characters outside every block: 0 of 123456
_F1 = re.compile(r"^(?P<name>[a-z][a-z ,]*?) +P \d\S* +R \d\S* +F1 (?P<f1>\d\S*)", re.MULTILINE)
_FACTS = re.compile(r"^facts +(?P<facts>.*)$", re.MULTILINE)
_FACT = re.compile(r"(?P<name>[a-z]+) (?P<right>\d+)/(?P<all>\d+)")
_SEQUENCE_OF_PORTAL = re.compile(
    r"^documents (?P<all>\d+),.* article sequence right (?P<right>\d+),", re.MULTILINE
)
_SEQUENCE_OF_SCALE = re.compile(r"^article sequence right (?P<right>\d+)/(?P<all>\d+),", re.MULTILINE)
_MARKED = re.compile(r"touched \S+ = (?P<touched>\S+), mostly covered \S+ = (?P<covered>\S+)")
_ANSWERED = re.compile(
    r"^(?P<name>(?:first|ten)(?:, toneless)?) answered (?P<right>\d+)/(?P<all>\d+)$", re.MULTILINE
)
_LOST = re.compile(r"outside every block: (?P<lost>\d+) of (?P<all>\d+)")


class MeasuringError(Exception):
    """The extraction or a tool of ../shared failed; the message holds what it said."""


@dataclass(frozen=True)
class Goal:
    """What a figure is wanted to reach, and below what it must never fall."""

    wanted: float
    floor: float


@dataclass(frozen=True)
class LabelledSet:
    """A set of labelled documents, how to score it, and the goals for its figures."""

    name: str
    about: str
    test_documents: int
    goals: dict[str, Goal]

    def figures(self, work: Path, documents: int = 0) -> dict[str, float]:
        """Each figure by name, from 0 to 1, over the first `documents` (0: all). Writes into `work`."""
        work.mkdir(parents=True, exist_ok=True)
        return read_figures(_RUNS[self.name](work, documents))


def labelled_sets() -> list[LabelledSet]:
    """The sets of tests/accuracy.toml, in its order."""
    table = tomllib.loads((ROOT / "tests" / "accuracy.toml").read_text(encoding="utf-8"))
    return [
        LabelledSet(
            name,
            row["about"],
            row["test_documents"],
            {figure: Goal(goal["wanted"], goal["floor"]) for figure, goal in row["figures"].items()},
        )
        for name, row in table.items()
    ]


def show(work: Path, documents: int) -> None:
    """Prints every figure beside its goal, over the first `documents` of each set (0: all)."""
    print("ACCURACY")
    if not SHARED.is_dir():
        print(f"  skipped: {MISSING}\n")
        return
    for labelled in labelled_sets():
        begun = time.monotonic()
        try:
            figures = labelled.figures(work, documents)
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


def read_figures(printed: str) -> dict[str, float]:
    """The figures in what score.py prints.

    >>> read_figures("characters outside every block: 0 of 12")
    {'kept': 1.0}
    """
    figures = {match["name"]: float(match["f1"]) for match in _F1.finditer(printed)}
    for line in _FACTS.finditer(printed):
        figures |= {
            fact["name"]: int(fact["right"]) / int(fact["all"]) for fact in _FACT.finditer(line["facts"])
        }
    if match := _SEQUENCE_OF_PORTAL.search(printed) or _SEQUENCE_OF_SCALE.search(printed):
        figures["sequence"] = int(match["right"]) / max(1, int(match["all"]))
    if match := _MARKED.search(printed):
        figures |= {"touched": float(match["touched"]), "covered": float(match["covered"])}
    figures |= {
        match["name"]: int(match["right"]) / int(match["all"]) for match in _ANSWERED.finditer(printed)
    }
    if match := _LOST.search(printed):
        figures["kept"] = 1 - int(match["lost"]) / max(1, int(match["all"]))
    return figures


def scale_documents(work: Path, documents: int) -> Path:
    """A folder with that many documents of the codified law, and their manifest.json."""
    folder = work / f"scale-{documents}"
    if not (folder / "manifest.json").exists():
        _tool("make_scale_corpus.py", folder, "--documents", documents)
    return folder


def _structure(work: Path, documents: int) -> str:
    texts = work / "structure"
    _tool("write_texts.py", STRUCTURE_LABELS, texts)
    return _tool("score.py", "structure", STRUCTURE_LABELS, _parsed(work, _first(texts.iterdir(), documents)))


def _html(work: Path, documents: int) -> str:
    pages = _first((SHARED / "structure" / "html").iterdir(), documents)
    return _tool("score.py", "structure", STRUCTURE_LABELS, _parsed(work, pages))


def _labels(work: Path, documents: int) -> str:
    names = {json.loads(label.read_text(encoding="utf-8"))["file"] for label in HAND_LABELS.glob("*.json")}
    labelled = [file for file in (SHARED / "corpus").rglob("*") if file.name in names]
    return _tool("score.py", "labels", HAND_LABELS, _parsed(work, _first(labelled, documents)))


def _scale(work: Path, documents: int) -> str:
    folder = scale_documents(work, documents or SCALE_DOCUMENTS)
    return _tool("score.py", "manifest", folder / "manifest.json", _parsed(work, folder.glob("*.txt")))


def _marked(work: Path, documents: int) -> str:
    texts = work / "marked"
    _tool("write_texts.py", CITATION_LABELS, texts)
    return _tool("score.py", "marked", CITATION_LABELS, _parsed(work, _first(texts.iterdir(), documents)))


def _questions(work: Path, documents: int) -> str:
    return answered(SHARED / "retrieval", work, documents)


def _lossless(work: Path, documents: int) -> str:
    files = [file for file in (SHARED / "corpus").rglob("*") if file.suffix in {".txt", ".md", ".html"}]
    return _tool("score.py", "lossless", _parsed(work, _first(files, documents)))


_RUNS: dict[str, Callable[[Path, int], str]] = {
    "structure": _structure,
    "html": _html,
    "labels": _labels,
    "scale": _scale,
    "marked": _marked,
    "lossless": _lossless,
    "questions": _questions,
}


def _first(files: Iterable[Path], documents: int) -> list[Path]:
    ordered = sorted(files)
    return ordered[:documents] if documents else ordered


def _parsed(work: Path, files: Iterable[Path]) -> Path:
    """The extraction output of the files."""
    result = work / "result.jsonl"
    command = [sys.executable, "-m", "dieukhoan", "parse", "--json", *map(str, sorted(files))]
    with result.open("w", encoding="utf-8") as output:
        run = subprocess.run(command, cwd=ROOT, stdout=output, stderr=subprocess.PIPE, text=True)
    if run.returncode:
        raise MeasuringError(f"dieukhoan parse failed:\n{run.stderr}")
    return result


def _tool(name: str, *arguments: object) -> str:
    """What a tool of ../shared prints; score.py's own status only says whether something was lost."""
    command = [sys.executable, str(SHARED / "tools" / name), *map(str, arguments)]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode and run.stderr:
        raise MeasuringError(f"{name} failed:\n{run.stderr}")
    return run.stdout


_BESIDE = 70
"""Characters of the text that stand beside a sampled citation."""


def sampled(records: Iterable[dict[str, Any]], count: int, seed: int) -> list[str]:
    """Citations at random, each as what stands around it, what was read, and what became of it.

    The same seed over the same documents gives the same citations, in whatever order they come.
    """
    found = [
        (record["source"], cited["start"], _shown(record["text"], document, cited))
        for record in records
        for document in record["documents"]
        for cited in document["citations"]
    ]
    found.sort()
    chosen = random.Random(seed).sample(found, min(count, len(found)))
    return [f"{number}. {source}\n{shown}" for number, (source, _, shown) in enumerate(chosen, 1)]


def _shown(text: str, document: dict[str, Any], cited: dict[str, Any]) -> str:
    start, end, target = cited["start"], cited["end"], cited["target"]
    around = f"{text[max(0, start - _BESIDE) : start]}⟦{text[start:end]}⟧{text[end : end + _BESIDE]}"
    work = " | ".join(value for value in (cited["work"] or {}).values() if value)
    lead = [cited["kind"], cited["relation"], work, ", ".join(cited["provision"])]
    outcome = [cited["status"]]
    if target:
        outcome += [target["document"], target["address"], *(f"without {lost}" for lost in target["missing"])]
    return "\n".join(
        [
            f"   … {' '.join(around.split())} …",
            f"   in {document['type'] or 'a document'}, {cited['at'] or 'no provision'}",
            f"   read: {'; '.join(filter(None, lead))}",
            f"   {' '.join(filter(None, outcome))}",
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Prints citations at random, to be read one by one.")
    parser.add_argument("--sample", type=int, default=200, help="how many")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("paths", nargs="+", type=Path)
    options = parser.parse_args()
    with TemporaryDirectory() as folder, _parsed(Path(folder), options.paths).open(encoding="utf-8") as lines:
        print("\n\n".join(sampled(map(json.loads, lines), options.sample, options.seed)))


if __name__ == "__main__":
    main()
