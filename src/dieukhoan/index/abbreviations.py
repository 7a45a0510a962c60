"""Abbreviations and their words: from the data files, and from texts that introduce their own."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

from dieukhoan.text import bare

_SHORT = r"[A-ZĐƯ]{2,10}"
# "Liên đoàn Lao động (LĐLĐ)", "(sau đây gọi tắt là UBND)", "(viết tắt là CĐCS)"
_INTRODUCED = re.compile(
    rf"\((?:(?:sau đây )?(?:được )?(?:gọi|viết)(?: tắt| chung)*(?: là)? ?:? ?)?[“\"]?({_SHORT})[”\"]?\)"
)
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE = 200
"""Characters before the parenthesis in which the words must stand."""


@cache
def common() -> Mapping[str, str]:
    """The abbreviations of the data files, in capitals."""
    found: dict[str, str] = {}
    for name in ("search.toml", "agencies.toml"):
        text = (resources.files("dieukhoan.data") / name).read_text(encoding="utf-8")
        found |= tomllib.loads(text)["abbreviations"]
    return {short: full for short, full in found.items() if short.isalpha()}


def introduced(text: str) -> Iterator[tuple[str, str]]:
    """The abbreviations that a text introduces: the words before a parenthesis whose initials stand in it.

    >>> dict(introduced("Liên đoàn Lao động (LĐLĐ) tỉnh và công đoàn cơ sở (gọi tắt là CĐCS)"))
    {'LĐLĐ': 'Liên đoàn Lao động', 'CĐCS': 'công đoàn cơ sở'}
    """
    for match in _INTRODUCED.finditer(text):
        short = match[1]
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        words = list(_WORD.finditer(before))[-len(short) :]
        if len(words) == len(short) and bare("".join(word[0][0] for word in words)) == bare(short):
            full = before[words[0].start() : words[-1].end()]
            if bare(full) != bare(short):
                yield short, full
