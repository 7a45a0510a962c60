"""Numbers of documents (số, ký hiệu): finding, spelling, comparing; spelled here and nowhere else.

State numbers read ``n/năm/LOẠI-CQ`` or ``n/LOẠI-CQ`` (Nghị định 30/2020/NĐ-CP, phụ lục III), those of a
công văn ``n/CQ-ĐƠNVỊ``, those of the Party ``n-LOẠI/CQ`` (Hướng dẫn 36-HD/VPTW), those of the National
Assembly ``n/năm/QHxx``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from dieukhoan.doctypes import types_of_code
from dieukhoan.text import bare


class Form(StrEnum):
    """The systems by which numbers are given."""

    STATE = "state"  # 30/2020/NĐ-CP, 156/QĐ-UBND
    PARTY = "party"  # 36-HD/VPTW
    ASSEMBLY = "national-assembly"  # 52/2014/QH14, 76/2025/UBTVQH15
    DISPATCH = "dispatch"  # công văn: 770/UBND-VX


# The Cyrillic letters that look like Latin capitals, and Ð (eth) for Đ: "89/2015/NÐ-СР".
_LOOK_ALIKES = str.maketrans("АВЕКМНОРСТУХавекмнорстухÐ", "ABEKMHOPCTYXabekmhopctyxĐ")
_CAPITAL = "A-ZĐÐÂĂÊÔƠƯАВЕКМНОРСТУХ"
_SMALL = "a-zđâăêôơưавекмнорстух"

_SEGMENT = rf"[{_CAPITAL}][{_CAPITAL}{_SMALL}]*\d{{0,3}}"
_CAPITALS = rf"[{_CAPITAL}]{{2,}}[{_SMALL}]?\d{{0,3}}"
# "QĐ-UBND", "QC-UBND-LĐLĐ", "HD/VPTW", "TTLT-BYT-BNN&PTNT", "VPCP-V.I"; after a space only capitals go on:
# "QĐ - UBND", "CT- TTg".
_GOES_ON = rf"(?:[-–_/&]{_SEGMENT}|\s?[-–]\s?{_CAPITALS}|\.[IVX]{{1,4}}(?!\w))"
_SYMBOL = rf"{_SEGMENT}{_GOES_ON}*(?:\([A-Z]\d{{1,2}}\))?(?!\w)"
_SMALL_SYMBOL = rf"[{_CAPITAL}{_SMALL}]+\d{{0,3}}(?:[-–_/&]\s?[{_CAPITAL}{_SMALL}]+\d{{0,3}})+(?!\w)"
_ORDINAL = r"(?<![\w/-])(?<!\d\.)\d{1,6}(?:\.\d{1,2})?[a-zA-Z]?"  # 102, 15a, 66.13
_YEAR = r"(?:19|20)\d{2}"

NUMBER_SOURCE = rf"""
    (?:{_ORDINAL}
      (?: \s{{0,6}}/\s{{0,6}}{_YEAR}\s{{0,6}}/\s{{0,6}}
          (?: {_SYMBOL} | {_SMALL_SYMBOL} )      # 102 /2025 /QĐ-UBND, 85/2017/nđ-cp
        | \s{{0,6}}[/–-]\s{{0,6}} {_SYMBOL}      # 770 /UBND-VX, 233 - QC/PHCT, 73-CP
      )
    )
"""
"""Verbose pattern source of a number, without groups of its own: for use inside larger patterns."""

NUMBER = re.compile(NUMBER_SOURCE, re.VERBOSE)
"""Finds numbers in running text: "Quyết định số **102 /2025 /QĐ-UBND** ngày …"."""

_PARTS = re.compile(rf"(\d+(?:\.\d+)?[a-zA-Z]?)([-/])(?:({_YEAR})/)?(.+)")
_CLUTTER = re.compile(r"[\s*\\'\"“”‘’`]+")
_TRAILING = ".,;:)"
_FOOTNOTE = re.compile(r"(?<=/TW)\d{1,2}$")  # "66-NQ/TW1": the mark of a note, as no committee has a number
_ASSEMBLY = re.compile(r"QH\d+(?!\w)|QH$", re.IGNORECASE)
_ZEROS = re.compile(r"^0+(?=\d)")
_CENTRAL = re.compile(r"tư(?![a-zđ])|(?<=ubt)ư(?=mttq)")


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """The number of a document, taken apart.

    ``text`` is the canonical spelling without spaces ("102/2025/QĐ-UBND"): leading zeros and small letters
    stay as printed. ``year`` is "" where the number shows none.
    """

    number: str
    year: str
    symbol: str
    form: Form
    text: str

    @property
    def key(self) -> str:
        """What two spellings of one number share: ``01/2020/NĐ-CP`` and ``1/2020/nd-cp`` agree."""
        return key(self.text)

    @property
    def code(self) -> str:
        """The code of its type, as printed ("QĐ"), or "" where the number names none."""
        first = _first_segment(self.symbol)
        if self.form is Form.DISPATCH:
            return ""
        return first if types_of_code(first, party=self.form is Form.PARTY) else ""

    @property
    def types(self) -> tuple[str, ...]:
        """The names of the types that the number allows, the likeliest first; () when it tells nothing.

        >>> parse("951-QĐ/TU").types, parse("770/UBND-VX").types, parse("18/2008/QH12").types
        (('Quyết định', 'Quy định'), ('Công văn',), ('Luật', 'Bộ luật', 'Nghị quyết'))
        """
        if self.form is Form.DISPATCH:
            return ("Công văn",)
        if self.code:
            names = types_of_code(self.code, party=self.form is Form.PARTY)
            joint = types_of_code(self.symbol) if self.symbol.upper() in ("TT-LB", "LB-TT") else ()
            return joint or names
        if self.form is Form.ASSEMBLY:
            laws = ("Luật", "Bộ luật") if self.symbol.upper().startswith("QH") else ("Pháp lệnh",)
            return (*laws, "Nghị quyết")
        return ()


def latin(text: str) -> str:
    """The text with Latin letters for their Cyrillic look-alikes; as long as before, so offsets stay."""
    return text.translate(_LOOK_ALIKES)


def normalise(text: str) -> str:
    """A number as it should be spelled: no spaces, emphasis marks or look-alikes; zeros as printed.

    >>> normalise("102 /2025 /QĐ-UBND"), normalise("*10* /KH-UBND"), normalise("233 – QC/PHCT")
    ('102/2025/QĐ-UBND', '10/KH-UBND', '233-QC/PHCT')
    """
    tight = _CLUTTER.sub("", latin(text)).replace("–", "-").replace("—", "-")
    bare = tight.lstrip(_TRAILING).rstrip(_TRAILING + "_" if "(" not in tight else ".,;:_")
    return _FOOTNOTE.sub("", bare)


@lru_cache(maxsize=65_536)
def parse(text: str) -> DocumentNumber | None:
    """A printed number taken apart, or None if it is none.

    >>> parse("Số: 01 /QC-UBND-LĐLĐ".partition(":")[2]).symbol
    'QC-UBND-LĐLĐ'
    """
    canonical = normalise(text)
    if not NUMBER.fullmatch(canonical):
        return None
    parts = _PARTS.fullmatch(canonical)
    assert parts is not None  # NUMBER is stricter
    number, separator, year, symbol = parts[1], parts[2], parts[3] or "", parts[4]
    return DocumentNumber(number, year, symbol, _form(separator, year, symbol), canonical)


@lru_cache(maxsize=65_536)
def key(text: str) -> str:
    """What two spellings of one number share, also of one that ``parse`` does not understand.

    Case, leading zeros and the stroke of Đ do not count; TƯ and TW (trung ương) are one, TU another.
    """
    folded = _CENTRAL.sub(lambda match: "tw" if match[0] == "tư" else "w", normalise(text).casefold())
    return _ZEROS.sub("", bare(folded).replace("_", "-"))


def _first_segment(symbol: str) -> str:
    return re.split(r"[-_/&(]", symbol, maxsplit=1)[0]


def _form(separator: str, year: str, symbol: str) -> Form:
    if _ASSEMBLY.search(symbol):
        return Form.ASSEMBLY
    code = _first_segment(symbol)
    if separator == "-" and "/" in symbol and (types_of_code(code, party=True) or not types_of_code(code)):
        return Form.PARTY  # but 31-L/CTN is a Lệnh of the State
    if separator == "/" and not year and "-" in symbol and not types_of_code(code):
        return Form.DISPATCH
    return Form.STATE
