"""The time of every stage grows with the length of a hostile text, and not with its square."""

from __future__ import annotations

import pytest

from dieukhoan.model import SourceText
from tests.hostile import growth
from tests.hostile.growth import MOST, TRIES, Make, families

_SMALL = 2_000


@pytest.mark.slow
@pytest.mark.parametrize(("make", "size"), families().values(), ids=families().keys())
def test_time_grows_with_length(make: Make, size: int) -> None:
    found = growth.growth(make, size, TRIES)
    too_fast = {stage: factor for stage, factor in found.items() if factor > MOST}
    assert not too_fast, f"grows faster than its text: {too_fast}"


@pytest.mark.slow
@pytest.mark.parametrize("stage", ["parse", "find", "assign"])
def test_what_grows_with_the_square_is_seen(stage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """All letters looked at again for each: what a pattern does that begins anew everywhere."""
    own = getattr(growth, stage)

    def slowed(*arguments: object) -> object:
        for _ in range(_length(arguments) ** 2):
            pass
        return own(*arguments)

    monkeypatch.setattr(growth, stage, slowed)
    make, _ = families()["digits, in an article"]
    assert growth.growth(make, _SMALL, TRIES)[stage] > MOST


def _length(arguments: tuple[object, ...]) -> int:
    """Of the text that a stage is given: as a source, or beside a document."""
    source = arguments[-1]
    return len(source.text if isinstance(source, SourceText) else str(source))
