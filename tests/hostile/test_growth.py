"""The time of every stage grows with the length of a hostile text, and not with its square."""

from __future__ import annotations

import pytest

from tests.hostile.growth import Make, families, growth

MOST = 2.2
"""Of four times the length; what grows with the square has 4, and what sorts 1.2."""
TRIES = 3
"""Of which the best counts for each stage: other work on the machine makes a try slower, never quicker."""


@pytest.mark.slow
@pytest.mark.parametrize(("make", "size"), families().values(), ids=families().keys())
def test_time_grows_with_length(make: Make, size: int) -> None:
    best: dict[str, float] = {}
    for _ in range(TRIES):
        found = growth(make, size)
        best = {stage: min(factor, best.get(stage, factor)) for stage, factor in found.items()}
        if all(factor <= MOST for factor in best.values()):
            return
    pytest.fail(f"grows faster than its text: {best}")
