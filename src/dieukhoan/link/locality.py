"""Which body a number belongs to, and of which place: numbers repeat from place to place."""

from __future__ import annotations

import re
from functools import lru_cache

from dieukhoan.link.context import tokens
from dieukhoan.model import Document, plain
from dieukhoan.number import parse as parse_number
from dieukhoan.text import slug

# "Ủy ban nhân dân tỉnh Lâm Giang", "Thành ủy Vân Khê", "Liên đoàn Lao động thành phố Vân Khê"
_LEVEL = (
    r"(?:[Tt]ỉnh|[Tt]hành|[Qq]uận|[Hh]uyện|[Tt]hị)\s+(?:ủy|uỷ|Ủy|Uỷ)|[Tt]ỉnh|[Tt]hành\s+phố|TP\.?|[Qq]uận|[Hh]uyện"
    r"|[Tt]hị\s+xã|[Pp]hường|[Xx]ã|[Đđ]ặc\s+khu"
)
_SEAT = re.compile(rf"(?:{_LEVEL})\s+((?:[A-ZĐÀ-Ỹ][\w’'-]*|\d+)(?:\s+[A-ZĐÀ-Ỹ][\w’'-]*){{0,3}})")
# Bodies of provinces, districts and communes, of their Party committees, and departments
_LOCAL = re.compile(
    r"(?:^|[-/])(?:(?:CT)?UBND|HĐND|[THQĐX]U|BTVTU|\w+TU|LĐLĐ|S[A-ZĐ]+|MTTQ\w*|PHCT|VP|VPUB\w*|BQL\w*|CAT"
    r"|\w*LĐLĐ\w*|BCĐ|HĐ|UB)(?=$|[-/])"
)
_PROVINCIAL = re.compile(r"(?:^|[-/])(?:\w*TU|S[A-ZĐ]{2,})(?=$|[-/])")
_PROVINCE_WORDS = frozenset({"tinh"})
_DISTRICT_WORDS = frozenset({"quan", "huyen", "phuong", "xa"})
_FULL = {
    "ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "ldld": "lien doan lao dong", "tp": "thanh pho",
    "btv": "ban thuong vu", "bch": "ban chap hanh", "tw": "trung uong", "bct": "bo chinh tri",
}  # fmt: skip
_EMPTY = frozenset(
    [
        "cua",
        "va",
        "ve",
        "cac",
        "khoa",
        "nhiem",
        "ky",
        "i",
        "ii",
        "iii",
        "iv",
        "v",
        "vi",
        "vii",
        "viii",
        "ix",
        "x",
        "xi",
        "xii",
        "xiii",
        "xiv",
        "xv",
        "xvi",
        "xvii",
        "xviii",
    ]
)


@lru_cache(maxsize=20_000)
def is_local(number: str) -> bool:
    """Whether a number is one that every province, district or commune gives out."""
    parsed = parse_number(number)
    return _LOCAL.search((parsed.symbol if parsed else number).upper()) is not None


def carries_year(number: str) -> bool:
    """Whether a number shows its year, or its term of the National Assembly, and so never comes again."""
    parsed = parse_number(number)
    return parsed is not None and bool(parsed.year)


@lru_cache(maxsize=20_000)
def place_named(issuer: str) -> str:
    """The place in the name of an issuer, as a slug; "" where it names none.

    >>> place_named("Ủy ban nhân dân tỉnh Lâm Giang"), place_named("Thành ủy Vân Khê")
    ('lam-giang', 'van-khe')
    """
    seats = _SEAT.findall(plain(issuer))
    return slug(seats[-1]) if seats else ""


def place_of(document: Document) -> str:
    """The place of a document: that of its issuer, else where it was signed."""
    return place_named(document.issuer) or slug(document.place)


def place_cited(number: str, issuer: str, document: Document) -> str:
    """The place of a local work that a document cites; "" where neither its issuer nor the document tells.

    A district that cites its province does not say which: "Kế hoạch số 35-KH/TU" in a plan of quận Hồ Sen.
    """
    named = place_named(issuer)
    if named:
        return named
    parsed = parse_number(number)
    symbol = (parsed.symbol if parsed else number).upper()
    words = set(tokens(issuer))
    provincial = _PROVINCIAL.search(symbol) or words & _PROVINCE_WORDS or {"thanh", "pho"} <= words
    if not provincial or not set(tokens(document.issuer)) & _DISTRICT_WORDS:
        return place_of(document)
    signed = slug(document.place)
    return signed if signed != place_of(document) else ""


@lru_cache(maxsize=20_000)
def words_of(issuer: str) -> frozenset[str]:
    """The words of an issuer, abbreviations written out."""
    found: list[str] = []
    for word in tokens(issuer):
        found += _FULL.get(word, word).split()
    return frozenset(found) - _EMPTY


_ABBREVIATION = re.compile(r"(?<!\w)[A-ZĐ]{2,}(?!\w)")


@lru_cache(maxsize=20_000)
def _told_beside(issuer: str, other: str) -> frozenset[str]:
    """The words of an issuer, without what abbreviates words of the other: "VHTT" for Văn hóa, Thể thao."""
    words = words_of(issuer)
    short = _ABBREVIATION.findall(issuer)
    if short:
        initials = "".join(word[0] for word in tokens(other) if word != "va")
        words -= {word for printed in short for word in tokens(printed) if word in initials}
    return words


def may_be_one(first: str, second: str) -> bool:
    """Whether two names can mean one issuer: the shorter is part of the longer, or either is unknown."""
    one, other = _told_beside(first, second), _told_beside(second, first)
    return not one or not other or one <= other or other <= one


def contradict(first: str, second: str) -> bool:
    """Whether two names can not mean one issuer: they share no word that tells bodies apart."""
    one, other = _told_beside(first, second), _told_beside(second, first)
    if len(one & other) > 1:
        return False
    one, other = one - _COMMON, other - _COMMON
    return bool(one) and bool(other) and not one & other


_COMMON = frozenset(
    [
        "ban",
        "bo",
        "uy",
        "thanh",
        "tinh",
        "quan",
        "huyen",
        "pho",
        "viet",
        "nam",
        "truong",
        "chu",
        "tich",
        "giam",
        "doc",
        "pho",
        "tong",
    ]
)
