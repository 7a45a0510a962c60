"""What is fuzzed holds for inputs of hypothesis, for what the fuzzer starts from, and for what it found."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fuzz
from tests.fuzz.seeds import seeds, words
from tests.fuzz.targets import TARGETS

FINDS = sorted((Path(__file__).parent / "finds").glob("*/*"))
EXAMPLES = 30


@cache
def _seeds(target: str) -> list[bytes]:
    return list(seeds(target))


@st.composite
def _inputs(draw: st.DrawFn, target: str) -> bytes:
    """Any bytes, words of regulations and of mark-up, and two seeds cut and joined."""
    if draw(st.booleans()):
        pieces = draw(st.lists(st.sampled_from(sorted(words())) | st.text(max_size=9), max_size=40))
        return draw(st.binary(max_size=60)) if not pieces else "".join(pieces).encode()
    first, second = (draw(st.sampled_from(_seeds(target))) for _ in range(2))
    at = draw(st.integers(0, len(first)))
    return first[:at] + draw(st.binary(max_size=9)) + second[draw(st.integers(0, len(second))) :]


@pytest.mark.parametrize("target", TARGETS)
@settings(max_examples=EXAMPLES, deadline=None)
@given(data=st.data())
def test_any_input(target: str, data: st.DataObject) -> None:
    TARGETS[target](data.draw(_inputs(target)))


@pytest.mark.parametrize("target", TARGETS)
def test_seeds(target: str) -> None:
    """A sample of them, the same each time: the fuzzer takes them all."""
    for seed in random.Random(target).sample(_seeds(target), min(10, len(_seeds(target)))):
        TARGETS[target](seed)


def test_the_script_knows_every_target() -> None:
    assert set(fuzz.TARGETS) == set(TARGETS)


@pytest.mark.parametrize("find", FINDS, ids=[f"{find.parent.name}/{find.name}" for find in FINDS])
def test_what_was_found(find: Path) -> None:
    TARGETS[find.parent.name](find.read_bytes())
