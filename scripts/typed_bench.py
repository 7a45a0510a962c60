"""How many queries find what is meant however they are typed, and whether browser and command agree on each.

Used by bench.py. Runs in the environment. The queries are made by rule from the documents that are searched
(typed.py), and at the end the whole questions of ../shared are asked, as typed and without diacritics.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from accuracy import SHARED, scale_documents
from dieukhoan import index
from dieukhoan.index.answer import answer
from dieukhoan.index.shards import Shards
from dieukhoan.text import bare
from environment import ROOT
from in_node import answers
from indexes import indexed, opened, write
from questions import write_laws
from typed import Typed, queries

SIZES = (400, 4176)
_MISSES_SHOWN = 20
_NODE_WAIT = 3600.0


def show(work: Path, documents: int = 0) -> None:
    """Prints how each kind fares, for sizes of at most ``documents`` (0: all). Writes into ``work``."""
    _typed(ROOT / "corpus", work / "typed-samples")
    if not SHARED.is_dir():
        print(f"  more documents, whole questions: skipped, {SHARED} is not here")
        return
    for size in SIZES:
        if not documents or size <= documents:
            _typed(scale_documents(work, size), work / f"typed-{size}")
    _questions(work / "typed-laws", documents)


def _typed(texts: Path, out: Path) -> None:
    found = indexed(texts)
    _write_anew(found, out)
    asked = queries(found)
    print(f"TYPED ANYHOW over {len(found.documents):,} documents, {found.size:,} provisions")
    del found  # what is on disk answers
    shards = opened(out)
    counts: Counter[str] = Counter()
    first: Counter[str] = Counter()
    missed: list[Typed] = []
    for one in asked:
        met = [one.is_met_by(hit) for hit in answer(shards, one.text)["hits"]]
        counts[one.kind] += 1
        first[one.kind] += bool(met) and met[0]
        if not any(met):
            missed.append(one)
    misses = Counter(one.kind for one in missed)
    print(f"  {'':28}{'queries':>9}{'first':>9}{'in ten':>9}")
    for kind, count in counts.items():
        print(f"  {kind:28}{count:9}{first[kind] / count:9.1%}{1 - misses[kind] / count:9.1%}")
    total = len(asked)
    print(f"  {'all':28}{total:9}{first.total() / total:9.1%}{1 - len(missed) / total:9.1%}")
    for one in missed[:_MISSES_SHOWN]:
        print(f"    missed, {one.kind}: {one.text}")
    _compare(shards, out, [one.text for one in asked])


def _questions(out: Path, documents: int) -> None:
    texts = out / "texts"
    texts.mkdir(parents=True, exist_ok=True)
    write_laws(SHARED / "retrieval" / "laws.json", texts)
    _write_anew(indexed(texts), out / "index")
    asked = json.loads((SHARED / "retrieval" / "questions.json").read_text(encoding="utf-8"))
    words = [question["text"] for question in asked[: documents or None]]
    print("WHOLE QUESTIONS, as typed and without diacritics")
    _compare(opened(out / "index"), out / "index", [*words, *map(bare, words)])


def _compare(shards: Shards, folder: Path, asked: Sequence[str]) -> None:
    """Prints on how many queries the browser's half gives what the command gives: hits, order and scores."""
    if shutil.which("node") is None:
        print("  browser and command: not compared, node is not installed")
        return
    ours = (json.loads(json.dumps(answer(shards, text))) for text in asked)
    theirs = answers("answers.mjs", asked, str(folder), wait=_NODE_WAIT)
    differing = [text for text, one, other in zip(asked, ours, theirs, strict=True) if one != other]
    print(f"  browser and command agree on {len(asked) - len(differing)} of {len(asked)} queries")
    for text in differing[:_MISSES_SHOWN]:
        print(f"    differs: {text}")


def _write_anew(found: index.SearchIndex, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    write(found, folder)
