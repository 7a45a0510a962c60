"""However it is typed, it is found: a set of queries made by rule from the shared corpora."""

from __future__ import annotations

import gzip
import json
import shutil
from collections import defaultdict
from pathlib import Path

import pytest

from dieukhoan.index.answer import answer
from dieukhoan.index.shards import Shards
from in_node import answers
from indexes import indexed, opened, write
from questions import write_laws
from typed import Typed, queries

SHARED = Path(__file__).parents[3] / "shared"
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.slow,
    pytest.mark.skipif(not (SHARED / "retrieval").is_dir(), reason="the shared corpora are not here"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the retrieval laws, the labelled structures and the first regulations, on disk."""
    texts = tmp_path_factory.mktemp("texts")
    write_laws(SHARED / "retrieval/laws.json", texts)
    with gzip.open(SHARED / "structure/vbpl_gold.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            text = "\n".join(block["t"] for block in item["blocks"])
            (texts / f"{Path(item['file']).stem}.txt").write_text(text, encoding="utf-8")
    found = indexed(texts, SHARED / "corpus/regulations")
    out = tmp_path_factory.mktemp("index")
    write(found, out)
    made = [[one.kind, one.text, one.document, one.address] for one in queries(found)]
    (out / "typed.json").write_text(json.dumps(made), encoding="utf-8")
    return out


@pytest.fixture(scope="module")
def typed(folder: Path) -> list[Typed]:
    """The queries."""
    return [Typed(*row) for row in json.loads((folder / "typed.json").read_text(encoding="utf-8"))]


@pytest.fixture(scope="module")
def shards(folder: Path) -> Shards:
    """The index."""
    return opened(folder)


def test_typed_queries_are_found(shards: Shards, typed: list[Typed]) -> None:
    """Nearly all are among the first ten, whatever their kind; what is missed is listed."""
    assert len(typed) >= 300
    missed: dict[str, list[Typed]] = defaultdict(list)
    counts: dict[str, int] = defaultdict(int)
    for one in typed:
        counts[one.kind] += 1
        hits = answer(shards, one.text)["hits"]
        if not any(map(one.is_met_by, hits)):
            missed[one.kind].append(one)
    shares = {kind: 1 - len(missed[kind]) / count for kind, count in counts.items()}
    assert all(share >= 0.9 for share in shares.values()), (shares, dict(missed))
    assert sum(map(len, missed.values())) <= 0.02 * len(typed), dict(missed)


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
def test_browser_agrees(shards: Shards, typed: list[Typed], folder: Path) -> None:
    """The browser's reader gives what the command gives, for every query of the set."""
    texts = [one.text for one in typed]
    expected = [json.loads(json.dumps(answer(shards, text))) for text in texts]
    assert answers("answers.mjs", texts, str(folder)) == expected
