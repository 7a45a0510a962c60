"""The postings of a term that stands nearly everywhere: those that weigh most, in order."""

from __future__ import annotations

import random

import pytest

from dieukhoan.index.merged import merged
from dieukhoan.index.terms import DocumentTerms
from dieukhoan.index.weights import LONGEST_LIST, Weights


@pytest.mark.parametrize("count", [LONGEST_LIST, LONGEST_LIST + 1, 3 * LONGEST_LIST])
@pytest.mark.parametrize("levels", [(1,), (15,), (1, 2, 3, 9, 15), tuple(range(1, 16))])
def test_a_long_list_keeps_the_heaviest(count: int, levels: tuple[int, ...]) -> None:
    chance = random.Random(count)
    levelled = [(slot, chance.choice(levels)) for slot in range(count)]
    part = DocumentTerms.of([], {}, count, {"bến": [slot << 4 | level for slot, level in levelled]})
    ((term, found),) = Weights(merged(["one"], [part])).items()
    heaviest = sorted(levelled, key=lambda posting: (-posting[1], posting[0]))[:LONGEST_LIST]
    assert term == "bến" and list(zip(found.ids, found.levels, strict=True)) == sorted(heaviest)
