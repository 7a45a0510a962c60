"""One file of vectors holds the analysis in Python and in JavaScript together."""

from __future__ import annotations

import json
import shutil
import subprocess
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from dieukhoan.index.analysis import Word, fold, has_marks, runs, spell
from dieukhoan.index.query import understand
from dieukhoan.index.readings import is_syllable, telex, vni

HERE = Path(__file__).parent
VECTORS: dict[str, list[Any]] = json.loads((HERE / "vectors.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("word", "folded", "spelled", "marks"), VECTORS["words"])
def test_words(word: str, folded: str, spelled: str, marks: bool) -> None:
    """Folding and spelling of a syllable."""
    composed = unicodedata.normalize("NFC", word)
    assert (fold(composed), spell(composed), has_marks(word)) == (folded, spelled, marks)


@pytest.mark.parametrize(("text", "expected"), VECTORS["texts"])
def test_texts(text: str, expected: list[list[list[Any]]]) -> None:
    """The runs of words of a text."""
    assert [[list(word[:4]) for word in run] for run in runs(text)] == expected


@pytest.mark.parametrize(("text", "expected"), VECTORS["queries"])
def test_queries(text: str, expected: dict[str, Any]) -> None:
    """What a query says."""
    query = understand(text)
    assert {
        "address": query.address,
        "open": query.is_open,
        "runs": _folded(query.runs),
        "phrases": _folded(query.phrases),
        "excluded": _folded(query.excluded),
    } == expected


def _folded(lists: Sequence[Sequence[Word]]) -> list[list[str]]:
    return [[word.folded for word in words] for words in lists]


@pytest.mark.parametrize(("typed", "by_telex", "by_vni", "syllable"), VECTORS["keys"])
def test_keys(typed: str, by_telex: str, by_vni: str, syllable: bool) -> None:
    """Keystrokes of Telex and VNI."""
    assert (telex(typed), vni(typed), is_syllable(typed)) == (by_telex, by_vni, syllable)


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
def test_javascript() -> None:
    """The same vectors under node's own test runner."""
    command = ["node", "--test", str(HERE / "js" / "vectors.test.mjs")]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert run.returncode == 0, run.stdout


@pytest.mark.skipif(
    shutil.which("tsc") is None, reason="tsc is not installed: npm install --global typescript"
)
def test_types_of_javascript() -> None:
    """The types that JSDoc states hold."""
    command = ["tsc", "-p", str(HERE / "js" / "tsconfig.json")]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert run.returncode == 0, run.stdout
