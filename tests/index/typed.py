"""Queries as officers type them, with the provision that each means, made by rule from the shared corpora."""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dieukhoan.index import SearchIndex
from dieukhoan.index.abbreviations import common
from dieukhoan.index.analysis import fold
from dieukhoan.text import bare

PER_KIND = 22
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


@dataclass(frozen=True)
class Typed:
    """A query of some kind, and where its answer stands: a document, an address in it or ""."""

    kind: str
    text: str
    document: str
    address: str


def queries(found: SearchIndex, seed: int = 7) -> list[Typed]:
    """A set of typed queries over an index, some of each kind; the same for the same index."""
    dice = random.Random(seed)
    headings = list(_headings(found))
    made: list[Typed] = []
    for kind, change in _CHANGES.items():
        dice.shuffle(headings)
        some = 0
        for text, document, address in headings:
            typed = change(text, dice)
            if typed and some < PER_KIND:
                some += 1
                made.append(Typed(kind, typed, document, address))
    made += _numbers(found, dice)
    made += _addresses(found, dice)
    made += _phrases(found, dice)
    return made


def _headings(found: SearchIndex) -> Iterator[tuple[str, str, str]]:
    """Headings of articles that no other provision shares, of a length that one types."""
    records = list(found.records())
    counts = Counter(bare(record["heading"]) for record in records)
    for record in records:
        heading = record["heading"]
        if 4 <= len(heading.split()) <= 9 and counts[bare(heading)] == 1 and "-" not in heading:
            yield heading, record["document"], record["address"]


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


_CHANGES: Mapping[str, Callable[[str, random.Random], str]] = {
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


def _numbers(found: SearchIndex, dice: random.Random) -> Iterator[Typed]:
    """Numbers of documents in several spellings; the document itself is meant."""
    known = [document for document in found.documents if "/" in document.number]
    counts = Counter(fold_all(document.number) for document in known)
    unique = [document for document in known if counts[fold_all(document.number)] == 1]
    dice.shuffle(unique)
    spellings: Sequence[Callable[[str], str]] = (
        str,
        str.lower,
        bare,
        lambda number: re.sub(r"[/-]", " ", bare(number)),
        lambda number: number.replace("/", " / "),
    )
    for place, document in enumerate(unique[: 2 * PER_KIND]):
        text = spellings[place % len(spellings)](document.number)
        yield Typed("number", text, document.id, "")
    for document in unique[2 * PER_KIND : 3 * PER_KIND]:
        yield Typed("type and number", bare(f"{document.type} {document.number}"), document.id, "")


def _addresses(found: SearchIndex, dice: random.Random) -> Iterator[Typed]:
    """An article or clause of a document in words."""
    documents = {document.id: document for document in found.documents}
    known = [
        (at, documents[record["document"]])
        for record in found.records()
        for at, _, _ in record["lines"]
        if re.fullmatch(r"dieu-\d+(-khoan-\d+)?", at) and "/" in documents[record["document"]].number
    ]
    counts = Counter(fold_all(document.number) for document in found.documents)
    dice.shuffle(known)
    some = 0
    for address, document in known:
        if counts[fold_all(document.number)] > 1 or some == 2 * PER_KIND:
            continue
        some += 1
        parts = address.split("-")
        words = f"điều {parts[1]}" if len(parts) == 2 else f"khoản {parts[3]} điều {parts[1]}"
        text = f"{words} {document.type} {document.number}"
        yield Typed("address", text if some % 2 else bare(text), document.id, address)


def _phrases(found: SearchIndex, dice: random.Random) -> Iterator[Typed]:
    """Some words of a clause in quotes that stand nowhere else."""
    records = list(found.records())
    everywhere = "\n".join(bare(text) for record in records for _, _, text in record["lines"])
    records = [record for record in records if any(len(text) > 80 for _, _, text in record["lines"])]
    some = 0
    for record in dice.sample(records, min(len(records), 10 * PER_KIND)):
        line = next(text for _, _, text in record["lines"] if len(text) > 80)
        words = re.findall(r"[^\W\d_]+(?: [^\W\d_]+){5}", line)
        if not words or some == PER_KIND:
            continue
        phrase = dice.choice(words)
        if everywhere.count(bare(phrase)) == 1:
            some += 1
            yield Typed("phrase", f'"{phrase}"', record["document"], record["address"])


def fold_all(text: str) -> str:
    """A number as any spelling of it folds."""
    return " ".join(fold(part) for part in re.findall(r"[^\W_]+", text))
