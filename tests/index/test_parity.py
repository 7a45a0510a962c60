"""Every container ranks alike, in Python and in JavaScript: order and scores."""

from __future__ import annotations

import json
import random
import shutil
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dieukhoan import index
from dieukhoan.index.answer import answer
from dieukhoan.index.weights import LONGEST_LIST
from in_node import answers
from indexes import write
from tests.index import made

needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")


longests = pytest.mark.parametrize("longest", [LONGEST_LIST, 4], ids=["whole lists", "cut lists"])


@longests
@given(st.integers(0, 10**9))
@settings(max_examples=15, deadline=None)
def test_shards_and_lunr_rank_alike(longest: int, seed: int) -> None:
    """The same hits with the same scores in the same order, over random corpora and queries."""
    dice = random.Random(seed)
    regulations = made.random_regulations(dice)
    found = made.indexed(*regulations, longest=longest)
    shards, whole = made.shards(found), made.whole(found)
    for query in made.random_queries(dice, 12, regulations):
        assert answer(shards, query) == answer(whole, query)


@needs_node
@longests
@pytest.mark.parametrize("seed", range(6))
def test_browser_ranks_like_python(seed: int, longest: int, tmp_path: Path) -> None:
    """lunr.js, the shards in JavaScript and the shards in Python agree."""
    dice = random.Random(seed)
    regulations = made.random_regulations(dice)
    found = made.indexed(*regulations, longest=longest)
    write(found, tmp_path)
    queries = made.random_queries(dice, 40, regulations)
    shards = made.shards(found)
    expected = [json.loads(json.dumps(answer(shards, query))) for query in queries]
    assert answers("answers.mjs", queries, str(tmp_path)) == expected
    lunr = resources.files("mkdocs") / "contrib" / "search" / "templates" / "search" / "lunr.js"
    assert answers("whole.mjs", queries, str(tmp_path / "whole.js"), str(lunr)) == expected
    assert any(one["hits"] for one in expected)


def test_index_is_deterministic() -> None:
    """The same documents give the same bytes."""
    regulations = made.random_regulations(random.Random(1))
    assert dict(index.files(made.indexed(*regulations))) == dict(index.files(made.indexed(*regulations)))


def test_terms_are_in_order() -> None:
    """Readers look a term up by halving: the terms must stand in the order in which texts sort."""
    terms = [term for term, _ in made.indexed(*made.random_regulations(random.Random(5))).terms()]
    assert terms == sorted(set(terms))
    assert any("\t" in term for term in terms)
