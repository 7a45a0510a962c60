"""What a question asks for besides its words: the heading under which texts answer questions of its form."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from dieukhoan.index.analysis import runs


@cache
def sought() -> Mapping[str, str]:
    """Words of a question and the heading under which texts answer it, folded.

    >>> sought()["la gi"]
    'giai thich tu ngu'
    """
    text = (resources.files("dieukhoan.data") / "search.toml").read_text(encoding="utf-8")
    return {_folded(asked): _folded(heading) for asked, heading in tomllib.loads(text)["questions"].items()}


def _folded(text: str) -> str:
    return " ".join(word.folded for run in runs(text) for word in run)
