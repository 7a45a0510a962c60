"""The time of every stage grows with the length of a hostile text, and not with its square."""

from __future__ import annotations

import pytest

from tests.hostile.growth import Make, families, growth

MOST = 2.2
"""Of four times the length; what grows with the square has 4, and what sorts 1.2."""
TRIES = 3


@pytest.mark.slow
@pytest.mark.parametrize(("make", "size"), families().values(), ids=families().keys())
def test_time_grows_with_length(make: Make, size: int) -> None:
    too_fast: dict[str, float] = {}
    for _ in range(TRIES):
        too_fast = {stage: factor for stage, factor in growth(make, size).items() if factor > MOST}
        if not too_fast:
            return
    pytest.fail(f"grows faster than its text: {too_fast}")
