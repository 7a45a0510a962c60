"""The words by which citations are known: anchors to look for, types, words that end a name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources

from dieukhoan.doctypes import TYPES
from dieukhoan.model import plain
from dieukhoan.text import bare

_DATA = tomllib.loads(resources.files("dieukhoan").joinpath("data/citing.toml").read_text(encoding="utf-8"))

TREATIES: tuple[str, ...] = tuple(_DATA["treaties"])
STANDARDS: dict[str, str] = _DATA["standards"]
STANDARD_CODES = "|".join(code.lower() for code in STANDARDS)
"""One pattern for the codes of standards, in lower case."""
NAMED: frozenset[str] = frozenset(_DATA["named"])
"""Types whose documents go by a proper name."""
SHORT: frozenset[str] = frozenset(_DATA["short"])
"""Types whose documents go by their bare ordinal: "Đề án 06"."""
COUNTED: frozenset[str] = frozenset(_DATA["counted"])
IN_ISSUER: frozenset[str] = frozenset(_DATA["in_issuer"].split())
ISSUER_HEADS: frozenset[str] = frozenset(_DATA["issuer_heads"])
SYMBOLS: dict[str, tuple[str, ...]] = {code: tuple(bodies) for code, bodies in _DATA["symbols"].items()}
"""The code that a number must have, and the bodies (folded) for whom it must."""
AGENCY_CODES: frozenset[str] = frozenset(_DATA["agency_codes"])
"""Codes of types that are codes of agencies, too."""
PARTY_ENDS: tuple[str, ...] = tuple(_DATA["party"]["ends"])
SMALL_ISSUERS: tuple[str, ...] = tuple(_DATA["small_issuers"])
"""How the name of an issuer may begin without a capital."""
STOPS: frozenset[str] = frozenset(stop.replace("_", " ") for stop in _DATA["stops"].split())

_JOINED: frozenset[str] = frozenset(_DATA["joined"])


def is_joined(low: str, start: int, word: str) -> bool:
    """Whether a word at an offset is half of a longer one: "giao dịch" hands nothing over.

    >>> is_joined("sở giao dịch", 3, "giao"), is_joined("bù trừ", 3, "trừ"), is_joined("sở giao", 3, "giao")
    (True, True, False)
    """
    after, before = low[start : start + 24].split()[1:2], low[max(0, start - 12) : start].split()[-1:]
    return " ".join([word, *after]) in _JOINED or " ".join([*before, word]) in _JOINED


# "Văn bản số 1234/BTC-TCT ngày …"; "Bản sao lục", "Giấy mời" and the like are never cited by name.
_OTHER_TYPES = ("Văn bản",)
_TYPE_NAMES = tuple(kind.name for kind in TYPES) + TREATIES + _OTHER_TYPES
_CANONICAL = {bare(name): name for name in _TYPE_NAMES}


@cache
def canonical_type(printed: str) -> str:
    """The name of a type as in a sentence: ``canonical_type("NGHỊ  QUYẾT")`` is "Nghị quyết"."""
    return _CANONICAL[bare(plain(printed))]


def _alternatives(phrases: Iterable[str]) -> str:
    """One pattern for many phrases in lower case, sharing their beginnings, longest match first."""
    tree: dict[str, dict] = {}  # type: ignore[type-arg]
    for phrase in phrases:
        branch = tree
        for character in phrase:
            branch = branch.setdefault(character, {})
        branch[""] = {}
    return _branches(tree)


def _branches(tree: dict[str, dict]) -> str:  # type: ignore[type-arg]
    options = [
        (r"\s+" if character == " " else re.escape(character)) + _branches(below)
        for character, below in tree.items()
        if character
    ]
    if not options:
        return ""
    pattern = options[0] if len(options) == 1 else "(?:" + "|".join(options) + ")"
    return f"(?:{pattern})?" if "" in tree else pattern


def _spellings(name: str) -> list[str]:
    low = name.lower()
    return [
        low,
        *([low.replace("ỏa", "oả")] if "ỏa" in low else []),
        *([low.replace("ủy", "uỷ")] if "ủy" in low else []),
    ]


TYPE_WORDS = _alternatives(spelling for name in _TYPE_NAMES for spelling in _spellings(name))
TYPE = re.compile(rf"({TYPE_WORDS})(?!\w)")
"""A type of document, in a text in lower case."""

_PROVISION_WORDS = (
    r"(?:điều|điểm|khoản)\d|đi(?:ều|ểm)\s+(?:này(?!\w)|(?:thứ\s+|số\s+)?[“\"'‘]?(?:\d|[a-zđ]\d?(?!\w)))"
    r"|khoản\s+(?:này(?!\w)|(?:thứ\s+)?\d)"
    r"|(?:tiểu\s+)?mục\s+(?:này(?!\w)|(?:số\s+)?(?:\d|[ivxlc]+(?!\w)|[a-hđ](?!\w)))"
    r"|chương\s+(?:này(?!\w)|[ivxlc\d]+(?!\w))"
    r"|phần\s+(?:này(?!\w)|thứ\s|[ivxlc]+(?!\w)|\d|[a-hđ](?!\w))"
    r"|phụ\s+lục(?!\w)"
    r"|gạch\s+đầu\s+dòng\s+thứ|tiết\s+[a-zđ\d]\d?(?!\w)"
)
FORM_WORDS = r"(?:biểu\s+mẫu|mẫu|bảng|biểu)\s+(?:số\s+)?"
"""Forms and tables (mẫu, bảng, biểu), which stand in annexes and are no provisions of their own."""
PROVISION_ANCHOR = re.compile(_PROVISION_WORDS)
ANCHOR = re.compile(
    rf"(?:{_PROVISION_WORDS}|{FORM_WORDS}\d|hiến\s+pháp|{TYPE_WORDS}|(?:{STANDARD_CODES})\s?[\d:i]|số\s*:?\s*\d"
    r"|\d{1,5}[a-z]?\s?(?:/\s?(?:19|20)\d\d\s?)?[-/]\s?[a-zđ]{1,8}\d*[-/])"
)
"""Where a citation may begin in a text in lower case; what stands before is checked by the reader."""
PLACED = re.compile(
    r"(?:tại|theo|ở|của|trong|thuộc|định|nêu|đến|từ|và|hoặc|các|như|trừ|hành|với|đầu|,|\(|;|đổi|sung|bỏ|thế)\s*$"
)
"""What stands before a provision that is cited: "tại khoản 2", "quy định khoản 2"."""
CLAUSE_END = re.compile(r"\s*(?:$|[.,;:()“”\"]|này)")
ISSUED_TYPES = (
    frozenset(kind.name for kind in TYPES if kind.attached) | {"Đề án", "Phương án", "Hướng dẫn"}
) - {"Danh mục", "Định mức", "Bộ tiêu chí", "Quy trình"}
"""Types of documents that others issue; lists and norms are annexes, and no documents."""
ISSUED_WITH = r"(?:được\s+)?(?:ban\s+hành\s+)?(?:kèm(?:\s+theo)?|đính\s+kèm)"
"""What joins an annex, or what a decision issues, to the decision: "ban hành kèm theo"."""
