"""Changes to a text as whole lines and words: what comes out is still like a regulation, and reaches deep.

The fuzzer's own changes are to single bytes, and most of what they make of a regulation is no longer one.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

_NUMBER = re.compile(r"\d+")
_NUMBERS = ("0", "1", "2", "9", "12", "31", "99", "2031", "99999")
_MOST_CHANGES = 6


def mutated(data: bytes, words: Sequence[str], most: int, seed: int) -> bytes:
    """The text with some of its lines moved, repeated, cut, joined, renumbered or filled with a word.

    >>> mutated("Điều 1. Phạm vi".encode(), ["khoản 2 "], 100, seed=4) != "Điều 1. Phạm vi".encode()
    True
    """
    chance = random.Random(seed)
    lines = data.decode("utf-8", "replace").split("\n")
    for _ in range(chance.randint(1, _MOST_CHANGES)):
        change = chance.choice(_CHANGES)
        change(chance, lines, words)
    return "\n".join(lines).encode()[:most]


def _move(chance: random.Random, lines: list[str], words: Sequence[str]) -> None:
    del words
    lines.insert(chance.randint(0, len(lines)), lines.pop(_place(chance, lines)))


def _repeat(chance: random.Random, lines: list[str], words: Sequence[str]) -> None:
    """Some lines once more, elsewhere: another letterhead, articles that are there already."""
    del words
    start = _place(chance, lines)
    taken = lines[start : start + chance.randint(1, 12)]
    at = chance.randint(0, len(lines))
    lines[at:at] = taken


def _drop(chance: random.Random, lines: list[str], words: Sequence[str]) -> None:
    del words
    start = _place(chance, lines)
    lines[start : start + chance.randint(1, 4)] = [""]


def _break(chance: random.Random, lines: list[str], words: Sequence[str]) -> None:
    """A line broken between two words or inside one."""
    del words
    at = _place(chance, lines)
    cut = chance.randint(0, len(lines[at]))
    lines[at : at + 1] = [lines[at][:cut], lines[at][cut:]]


def _join(chance: random.Random, lines: list[str], words: Sequence[str]) -> None:
    del words
    at = _place(chance, lines)
    lines[at : at + 2] = [chance.choice(("", " ", "; ")).join(lines[at : at + 2])]


def _renumber(chance: random.Random, lines: list[str], words: Sequence[str]) -> None:
    del words
    at = _place(chance, lines)
    lines[at] = _NUMBER.sub(lambda _: chance.choice(_NUMBERS), lines[at], count=chance.randint(1, 3))


def _insert(chance: random.Random, lines: list[str], words: Sequence[str]) -> None:
    at = _place(chance, lines)
    cut = chance.randint(0, len(lines[at]))
    word = chance.choice(words) * chance.choice((1, 1, 1, 3, 20))
    lines[at] = lines[at][:cut] + word + lines[at][cut:]


def _exchange(chance: random.Random, lines: list[str], words: Sequence[str]) -> None:
    """The end of a line on the start of another: sentences that begin as one thing and go on as another."""
    del words
    first, second = _place(chance, lines), _place(chance, lines)
    cut, other = chance.randint(0, len(lines[first])), chance.randint(0, len(lines[second]))
    lines[first], lines[second] = (
        lines[first][:cut] + lines[second][other:],
        lines[second][:other] + lines[first][cut:],
    )


def _place(chance: random.Random, lines: list[str]) -> int:
    return chance.randrange(len(lines))


_CHANGES: tuple[Callable[[random.Random, list[str], Sequence[str]], None], ...] = (
    _move,
    _repeat,
    _drop,
    _break,
    _join,
    _renumber,
    _insert,
    _exchange,
)
