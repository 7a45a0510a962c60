"""What a query says by itself: words, phrases, what is left out, addresses in words.

``theme/search/query.js`` does the same in the browser.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from dieukhoan.index.analysis import Word, runs

LONGEST = 400
"""Characters of a query that are read."""

LONGEST_TYPED = 10
"""Words up to which a query is typed word by word. One of more is a whole question: it quotes what it speaks
of, and is understood the same with tones and without."""

_QUOTED = re.compile(r'(?<!\S)(-?)["“”„]([^"“”„]+)["“”„]')
_EXCLUDED = re.compile(r"(?<!\S)-(?=[^\W\d_])(\S+)")
_OR = re.compile(r"(?<!\S)(?:OR|HOẶC|\|)(?!\S)")
_FINISHED = re.compile(r"[\s.?!,;:]$")

# "điều 5", "d5", "đ.5", "khoản 2", "k2", "điểm a", "mục III", "chương II", "phụ lục 1"
_LEVELS = {
    "dieu": "dieu",
    "khoan": "khoan",
    "diem": "diem",
    "chuong": "chuong",
    "muc": "muc",
    "phan": "phan",
    "phu luc": "phu-luc",
}
_ORDER = ("phan", "chuong", "phu-luc", "muc", "dieu", "khoan", "diem")
_SHORT = re.compile(r"([dk])(\d{1,3}[a-z]?)")
_NUMBER = re.compile(r"\d{1,3}[a-z]?")
_ROMAN = re.compile(r"[ivxlc]{1,6}")
_POINT = re.compile(r"[a-z]\d?|dd|\d{1,2}")
_TELEX = {"đ": "dd", "ư": "uw", "ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow"}


@dataclass(frozen=True, slots=True)
class Query:
    """A query taken apart.

    ``runs`` are the words outside quotes; ``phrases`` must stand as they are, ``excluded`` must not;
    ``address`` names a provision ("dieu-3-khoan-2", "" for none) and ``spoken`` are the places of its words;
    ``is_open`` says that the last word may go on.
    """

    text: str
    runs: tuple[tuple[Word, ...], ...]
    phrases: tuple[tuple[Word, ...], ...]
    excluded: tuple[tuple[Word, ...], ...]
    address: str
    spoken: frozenset[int]
    is_open: bool

    @property
    def words(self) -> tuple[Word, ...]:
        """The words outside quotes, one after the other."""
        return tuple(word for run in self.runs for word in run)


def alternatives(text: str) -> list[str]:
    """The parts of a query between OR or HOẶC; in a text all in capitals HOẶC is a word like others.

    >>> alternatives('thu phí OR "thu hoặc chi"'), alternatives("TỔ CHỨC HOẶC CÁ NHÂN")
    (['thu phí ', ' "thu hoặc chi"'], ['TỔ CHỨC HOẶC CÁ NHÂN'])
    """
    hidden = _QUOTED.sub(lambda match: "." * len(match[0]), text)
    ends = [match.span() for match in _OR.finditer(hidden) if match[0] != "HOẶC" or not text.isupper()]
    parts = [
        text[start:end]
        for start, end in zip(
            [0, *(end for _, end in ends)], [*(at for at, _ in ends), len(text)], strict=True
        )
    ]
    return [part for part in parts if any(runs(part))] or [text]


def understand(text: str) -> Query:
    """Takes a query apart.

    >>> query = understand('khoan 2 dieu 3 quy che 233 "phối hợp" -huyện')
    >>> query.address, [word.folded for word in query.words], len(query.phrases), len(query.excluded)
    ('dieu-3-khoan-2', ['khoan', '2', 'dieu', '3', 'qui', 'che', '233'], 1, 1)
    """
    text = unicodedata.normalize("NFC", text)[:LONGEST]
    phrases: list[tuple[Word, ...]] = []
    excluded: list[tuple[Word, ...]] = []

    def quoted(match: re.Match[str]) -> str:
        words = tuple(word for run in runs(match[2]) for word in run)
        if words:
            (excluded if match[1] else phrases).append(words)
        return " . "

    def left_out(match: re.Match[str]) -> str:
        words = tuple(word for run in runs(match[1]) for word in run)
        if words:
            excluded.append(words)
        return " "

    rest = _QUOTED.sub(quoted, " . ".join(alternatives(text)))
    rest = _EXCLUDED.sub(left_out, rest)
    found = tuple(tuple(run) for run in runs(rest))
    words = [word for run in found for word in run]
    is_open = bool(words) and not _FINISHED.search(rest) and not phrases
    if len(words) > LONGEST_TYPED:
        found, phrases = (*found, *phrases), []
    address, spoken = _address(words)
    return Query(text, found, tuple(phrases), tuple(excluded), address, spoken, is_open)


def _address(words: Sequence[Word]) -> tuple[str, frozenset[int]]:
    """The provision that words name, small to large or large to small, and which words name it."""
    steps: dict[str, str] = {}
    spoken: set[int] = set()
    at = 0
    while at < len(words):
        size, level, number = _step(words, at)
        if size and level not in steps:
            steps[level] = number
            spoken.update(range(at, at + size))
        at += size or 1
    if not steps.keys() & {"dieu", "khoan", "muc", "phu-luc", "chuong", "phan"}:
        return "", frozenset()
    if "dieu" in steps:
        for above in ("phan", "chuong", "muc"):
            steps.pop(above, None)
    return "-".join(f"{level}-{steps[level]}" for level in _ORDER if level in steps), frozenset(spoken)


def _step(words: Sequence[Word], at: int) -> tuple[int, str, str]:
    word = words[at].folded
    short = _SHORT.fullmatch(word)
    if short:
        return 1, {"d": "dieu", "k": "khoan"}[short[1]], short[2]
    label, size = word, 1
    if word == "phu" and at + 1 < len(words) and words[at + 1].folded == "luc":
        label, size = "phu luc", 2
    if word in ("d", "k"):
        label = {"d": "dieu", "k": "khoan"}[word]
    level = _LEVELS.get(label)
    if not level or at + size >= len(words):
        return 0, "", ""
    value = words[at + size]
    form = _POINT if level == "diem" else _NUMBER if level in ("dieu", "khoan") else None
    if form and form.fullmatch(value.folded):
        return size + 1, level, _telex(value.spelled) if level == "diem" else value.folded
    if not form and (_NUMBER.fullmatch(value.folded) or _ROMAN.fullmatch(value.folded)):
        return size + 1, level, value.folded
    return 0, "", ""


def _telex(letter: str) -> str:
    return "".join(_TELEX.get(sign, sign) for sign in letter)
