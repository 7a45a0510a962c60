"""Labels of provisions: what a row that opens a phần, chương, mục, điều, khoản or điểm looks like.

Only the form is judged here; whether a row of that form opens a provision is for the structure, which
knows what stands before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dieukhoan.model import Kind
from dieukhoan.text import bare, roman

POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The letters of điểm in their order, as counted over 24,000 labels."""

_ORDINALS = {
    word: str(number)
    for number, words in enumerate(
        (
            "nhat mot",
            "hai",
            "ba",
            "tu bon",
            "nam",
            "sau",
            "bay",
            "tam",
            "chin",
            "muoi",
            "muoi-mot",
            "muoi-hai",
        ),
        1,
    )
    for word in words.split()
}

_ROMAN = r"[IVXLCivxlc]+"

# "PHẦN THỨ HAI", "Phần II. …"
_PART = re.compile(
    rf"(?i:phần)\s+(?:(?i:thứ)\s+(?P<ordinal>\w+(?:\s+(?i:một|hai))?)|(?P<number>{_ROMAN}|\d+))\b"
)
# "Chương I", "CHƯƠNG III: …", "Chương 2", "Chương IIa"
_CHAPTER = re.compile(rf"(?i:chương)\s+(?P<number>{_ROMAN}[a-e]?|\d+[a-z]?)(?!\w)")
# "Mục 2. …", "MỤC II", "Mục A"
_SECTION = re.compile(r"(?i:mục)\s+(?P<number>\d+[a-z]?|[IVXLC]+|[A-Z])(?!\w)")
# "Tiểu mục 1. …"
_SUBSECTION = re.compile(r"(?i:tiểu\s+mục)\s+(?P<number>\d+|[IVXLC]+|[A-Z])(?!\w)")
# "Điều 12a. …"; old fonts give Ð (eth) for Đ
_ARTICLE = re.compile(r"[ĐÐđ](?:iều|IỀU|iêù|IÊÙ)\s+(?P<number>\d{1,4}\s?[a-zđ]?\d?)(?![\w/])")
_CAPITAL = "[A-ZÀ-ÝĐƠƯẠ-Ỹ]"
# The mark of a note in a consolidated text, between the label and what it opens: "a)6 Đầu tư …"
_NOTE_MARK = rf"(?=\d{{1,3}}\s+{_CAPITAL})"
# "1. …", "2a. …", "3) …", "1.…" without a space before a capital; "1- …" in laws of the eighties; "1a.21 …"
_CLAUSE = re.compile(
    r"(?P<number>\d{1,3}[a-zđ]?)"
    rf"(?:\s?[.)],?(?:\s+|(?=[^\W\d_])|(?=[“\"(])|$)|-\s+(?={_CAPITAL})|(?<=[a-zđ])\.{_NOTE_MARK})"
)
# "3.1. …", "2.1.3 …", "1.1) …"
_DECIMAL = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{1,2}(?!\d)){1,4})[a-zđ]?(?:[.)]|(?=\s))(?:\s+|(?=[^\W\d_])|$)"
)
# "a) …", "đ. …", "a1) …", "e1)11 …"
_POINT = re.compile(rf"(?P<number>[a-zđ]\d{{0,2}})\s?(?:[.)](?:\s+|(?=[^\W\d_])|$)|\){_NOTE_MARK})")
# "III. …", "IV- …", "II/ …", "I) …"
_ROMAN_HEAD = re.compile(r"(?!V/[vV]\b)(?P<number>[IVXL]{1,6})\s*[.)/:–-](?:\s+|(?=[^\W\d_])|$)")
# "A. …", "B- …" above the Roman numbers of a plan
_LETTER_HEAD = re.compile(r"(?P<number>[A-HK])\s*[./:–-]\s+(?=\S)")
# "- …", "– …", "• …"
_DASH = re.compile(r"(?P<number>[-–—−•●▪*])(?:\s+|(?=[^\W\d_]))(?=\S)")
_PLUS = re.compile(r"(?P<number>\+)\s*(?=\S)")
# "PHỤ LỤC II", "Phụ lục số 01", "PHỤ LỤC"
ANNEX = re.compile(
    r"(?:PHỤ LỤC|Phụ lục|PHỤ LUC|Phụ Lục)(?:\s+(?:SỐ|số|Số))?(?:\s*:)?"
    r"(?:\s+(?P<number>[IVXLC]+|\d{1,3}[a-zA-Z]?|[A-Z]))?(?!\w)"
)

_AFTER_NUMBER = re.compile(r"\s*[.:)–-]*\s*")


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the start of a row: its kind, its number in normal form, and where it ends in the row.

    ``form`` tells apart what has one kind: "roman" (I.), "letter" (A.) or "" for mục; "decimal" (3.1)
    or "" for điểm.
    """

    kind: Kind
    number: str
    end: int
    form: str = ""
    closed: bool = True


def _titled(kind: Kind, text: str, match: re.Match[str], number: str) -> Label:
    """A label of the upper levels; ``closed`` when the number is followed by a mark or by nothing."""
    after = _AFTER_NUMBER.match(text, match.end())
    end = after.end() if after else match.end()
    return Label(
        kind, number, end, closed=end > match.end() + 1 or end == len(text) or text[match.end()] in ".:"
    )


def _upper_level(text: str) -> Label | None:
    initial = text[0]
    if initial in "ĐÐđ":
        match = _ARTICLE.match(text)
        return _titled(Kind.ARTICLE, text, match, match["number"].replace(" ", "")) if match else None
    if initial in "Cc":
        match = _CHAPTER.match(text)
        return _titled(Kind.CHAPTER, text, match, match["number"]) if match else None
    if initial in "Mm":
        match = _SECTION.match(text)
        return _titled(Kind.SECTION, text, match, match["number"]) if match else None
    if initial in "Pp":
        match = _PART.match(text)
        if not match:
            return None
        ordinal = (
            _ORDINALS.get(bare(match["ordinal"]).replace(" ", "-")) if match["ordinal"] else match["number"]
        )
        return _titled(Kind.PART, text, match, ordinal) if ordinal else None
    match = _SUBSECTION.match(text)
    return _titled(Kind.SUBSECTION, text, match, match["number"]) if match else None


def _numbered(text: str) -> Label | None:
    match = _CLAUSE.match(text)
    if match:
        return Label(Kind.CLAUSE, match["number"], match.end())
    match = _DECIMAL.match(text)
    if match:
        return Label(Kind.POINT, match["number"], match.end(), "decimal")
    return None


def _lettered(text: str) -> Label | None:
    match = _POINT.match(text)
    return Label(Kind.POINT, match["number"], match.end()) if match else None


def _headed(text: str) -> Label | None:
    match = _ROMAN_HEAD.match(text)
    if match and roman(match["number"]):
        return Label(Kind.SECTION, match["number"], match.end(), "roman")
    match = _LETTER_HEAD.match(text)
    return Label(Kind.PART, match["number"], match.end(), "letter") if match else None


def label(text: str) -> Label | None:
    """The label at the start of a row, or None.

    >>> label("Điều 12a. Tổ chức thực hiện")
    Label(kind=<Kind.ARTICLE: 'dieu'>, number='12a', end=10, form='', closed=True)
    >>> label("điều tra, khảo sát"), label("2025. Năm nay")
    (None, None)
    """
    initial = text[0]
    if initial in "0123456789":
        return _numbered(text)
    if len(text) > 1 and (text[1] in ").0123456789 ") and initial in "abcdđeghiklmnopqrstuvxyfjwz":
        return _lettered(text)
    if initial in "-–—−•●▪*":
        match = _DASH.match(text)
        return Label(Kind.DASH, "-", match.end()) if match else None
    if initial == "+":
        match = _PLUS.match(text)
        return Label(Kind.PLUS, "+", match.end()) if match else None
    if initial in "ĐÐđCcMmPpTt":
        found = _upper_level(text)
        if found:
            return found
    if initial in "IVXLABCDEGHK":
        return _headed(text)
    return None
