"""What the form of a question tells: under which headings texts answer it, which of its words only ask."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from dieukhoan.index.analysis import runs


class Sought(NamedTuple):
    """Words of a question and a heading under which texts answer it; ``is_sure``: it asks for just that."""

    asked: str
    heading: str
    is_sure: bool


@cache
def sought() -> Sequence[Sought]:
    """What words of questions ask for.

    >>> sought()[0]
    Sought(asked='la gi', heading='giai thich tu ngu', is_sure=False)
    """
    return tuple(
        Sought(_folded(asked), _folded(heading), kind == "surely")
        for kind in ("maybe", "surely")
        for asked, headings in _data()[kind].items()
        for heading in headings
    )


@cache
def forms() -> Sequence[str]:
    """Words that only ask, folded, the longest first: "nao sau day", "la gi"."""
    return tuple(
        sorted(map(_folded, _data()["form"]["words"]), key=lambda words: (-len(words.split()), words))
    )


@cache
def _data() -> Mapping[str, Any]:
    text = (resources.files("dieukhoan.data") / "search.toml").read_text(encoding="utf-8")
    found: Mapping[str, Any] = tomllib.loads(text)["questions"]
    return found


def _folded(text: str) -> str:
    return " ".join(word.folded for run in runs(text) for word in run)
