"""How a hand changes a text while typing: no tones, Telex or VNI keys, a slip, shortened, unfinished."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Mapping

from dieukhoan.index.abbreviations import common
from dieukhoan.text import bare

_TONES = {
    "\u0300": ("f", "2"),
    "\u0301": ("s", "1"),
    "\u0309": ("r", "3"),
    "\u0303": ("x", "4"),
    "\u0323": ("j", "5"),
}
_SHAPES = {
    "ă": ("aw", "a8"), "â": ("aa", "a6"), "ê": ("ee", "e6"), "ô": ("oo", "o6"), "ơ": ("ow", "o7"),
    "ư": ("uw", "u7"), "đ": ("dd", "d9"),
}  # fmt: skip
_OLD = {
    "òa": "oà",
    "óa": "oá",
    "ỏa": "oả",
    "õa": "oã",
    "ọa": "oạ",
    "ủy": "uỷ",
    "úy": "uý",
    "ụy": "uỵ",
    "ùy": "uỳ",
}
_WORD = re.compile(r"[^\W\d_]+")


def _keys(text: str, method: int) -> str:
    """The keystrokes of Telex (0) or VNI (1)."""

    def syllable(match: re.Match[str]) -> str:
        tone = ""
        letters = []
        for letter in match[0].lower():
            plain = unicodedata.normalize("NFD", letter)
            marks = [mark for mark in plain if mark in _TONES]
            tone = _TONES[marks[0]][method] if marks else tone
            shape = unicodedata.normalize("NFC", "".join(mark for mark in plain if mark not in _TONES))
            letters.append(_SHAPES[shape][method] if shape in _SHAPES else shape)
        return "".join(letters) + tone

    return _WORD.sub(syllable, text)


def _partly(text: str, dice: random.Random) -> str:
    return " ".join(bare(word) if dice.random() < 0.5 else word for word in text.split())


def _old_tones(text: str, _: random.Random) -> str:
    typed = text
    for new, old in _OLD.items():
        typed = re.sub(rf"{new}(?!\w)", old, typed) if new in typed else re.sub(rf"{old}(?!\w)", new, typed)
    return typed if typed != text else ""


def _y_and_i(text: str, _: random.Random) -> str:
    typed = re.sub(r"(?<=[hklmst])([yỳýỷỹỵ])(?!\w)", lambda m: "iìíỉĩị"["yỳýỷỹỵ".index(m[1])], text)
    typed = re.sub(r"\b([Qq]u)([yỳýỷỹỵ])(?!\w)", lambda m: m[1] + "iìíỉĩị"["yỳýỷỹỵ".index(m[2])], typed)
    return typed if typed != text else ""


def _slip(text: str, dice: random.Random) -> str:
    """A key too much, too few, exchanged with the next, or another, in one word of some length."""
    words = bare(text).split()
    long = [place for place, word in enumerate(words) if len(word) > 3 and word.isalpha()]
    if not long:
        return ""
    place = dice.choice(long)
    word = words[place]
    at = dice.randrange(1, len(word) - 1)
    words[place] = dice.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at] + word[at:],
            word[:at] + dice.choice("qwzfj") + word[at + 1 :],
        ]
    )
    return " ".join(words)


def _prefix(text: str, dice: random.Random) -> str:
    words = bare(text).split()
    return " ".join([*words[:-1], words[-1][: dice.randint(1, max(1, len(words[-1]) - 1))]])


def _short(text: str, _: random.Random) -> str:
    """The same with an abbreviation for some of its words."""
    folded = bare(text)
    for short, full in sorted(common().items(), key=lambda item: -len(item[1])):
        if bare(full) in folded and len(full.split()) > 1:
            return folded.replace(bare(full), short.lower(), 1)
    return ""


CHANGES: Mapping[str, Callable[[str, random.Random], str]] = {
    "exact": lambda text, _: text,
    "toneless": lambda text, _: bare(text),
    "partly toneless": _partly,
    "tone placement": _old_tones,
    "y and i": _y_and_i,
    "NFD": lambda text, _: unicodedata.normalize("NFD", text),
    "đ as d": lambda text, _: text.replace("đ", "d").replace("Đ", "D") if "đ" in text.lower() else "",
    "capitals": lambda text, _: text.upper(),
    "Telex": lambda text, _: _keys(text, 0),
    "VNI": lambda text, _: _keys(text, 1),
    "slip": _slip,
    "prefix": _prefix,
    "abbreviation": _short,
}
