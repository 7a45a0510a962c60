"""What pages say in the same words everywhere: dates, places in a document, formal citations, states."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from dieukhoan.model import CLOSING_PLACE, OPENING_PLACE, Document, Kind

UNKNOWN = "Chưa xác định"

_STEP = re.compile(
    r"(phan|chuong|tieu-muc|muc|dieu|khoan|diem|gach|cong|phu-luc|can-cu)(?:-([^-~]+))?(?:~(\d+))?"
)
_NAMES: Mapping[str, str] = {
    Kind.PART: "Phần",
    Kind.CHAPTER: "Chương",
    Kind.SECTION: "Mục",
    Kind.SUBSECTION: "Tiểu mục",
    Kind.ARTICLE: "Điều",
    Kind.CLAUSE: "khoản",
    Kind.POINT: "điểm",
    Kind.DASH: "gạch đầu dòng thứ",
    Kind.PLUS: "dấu cộng thứ",
    Kind.ANNEX: "Phụ lục",
    Kind.RECITAL: "căn cứ thứ",
}
_ROMAN = re.compile(r"[ivxlc]+")
_ROMAN_KINDS = frozenset({Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.ANNEX})
_LETTERS = {"dd": "đ", "uw": "ư", "aw": "ă", "aa": "â", "ee": "ê", "oo": "ô", "ow": "ơ"}
_TELEX = re.compile("|".join(_LETTERS))


def _step(kind: str, number: str, count: str) -> str:
    if kind in _ROMAN_KINDS and _ROMAN.fullmatch(number):
        number = number.upper()
    elif kind == Kind.POINT or kind == Kind.ARTICLE or kind == Kind.CLAUSE:
        number = _TELEX.sub(lambda match: _LETTERS[match[0]], number)
    words = f"{_NAMES[kind]} {number}".strip()
    return f"{words} (lần {count})" if count else words


@lru_cache(maxsize=1 << 14)
def place_words(address: str) -> str:
    """A provision in words, from small to large, as one cites it (``places.js`` does the same).

    >>> place_words("dieu-5-khoan-2-diem-dd"), place_words("chuong-iii-muc-2")
    ('điểm đ khoản 2 Điều 5', 'Mục 2 Chương III')
    """
    if address == OPENING_PLACE:
        return "phần mở đầu"
    if address == CLOSING_PLACE:
        return "phần kết"
    steps = [_step(match[1], match[2] or "", match[3] or "") for match in _STEP.finditer(address)]
    return " ".join(reversed(steps)) or address


def _date(iso: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(iso)
    except ValueError:
        return None


def short_date(iso: str) -> str:
    """A date in a list: ``short_date("2022-05-31")`` is ``"31/5/2022"``; what is no date stays as it is."""
    date = _date(iso)
    return f"{date.day}/{date.month}/{date.year}" if date else iso


def long_date(iso: str) -> str:
    """A date in a sentence; days below 10, months 1 and 2 take a 0 (Nghị định 30/2020/NĐ-CP, phụ lục I).

    >>> long_date("2024-03-01"), long_date("2024-02-11")
    ('ngày 01 tháng 3 năm 2024', 'ngày 11 tháng 02 năm 2024')
    """
    date = _date(iso)
    if not date:
        return iso
    month = f"{date.month:02}" if date.month < 3 else str(date.month)
    return f"ngày {date.day:02} tháng {month} năm {date.year}"


def name(document: Document) -> str:
    """Type and number, as short as a list allows: ``"Quy chế 233-QC/PHCT"``."""
    if document.is_background:
        return "Tư liệu"
    return " ".join(filter(None, (document.type or "Văn bản", document.number)))


def attached_name(document: Document, issuing: Document | None) -> str:
    """The name, with the document that issues it where there is no number of its own.

    ``"Quy chế kèm theo Quyết định 26/2025/QĐ-UBND"``
    """
    if issuing is None or document.number or document.is_background:
        return name(document)
    return f"{name(document)} kèm theo {name(issuing)}"


def citation(document: Document, issuing: Document | None = None) -> str:
    """The formal citation, without what is unknown: ``"Quy chế số 233-QC/PHCT ngày 31 tháng 5 …"``.

    A document without a number is cited by the one that issues it, if there is one: ``"Quy chế … ban hành
    kèm theo Quyết định số 26/2025/QĐ-UBND ngày …"``.
    """
    if document.is_background:
        return document.title or "Tư liệu"
    if issuing is not None and not document.number:
        own = typed(document.type or "Văn bản", document.title) if document.title else name(document)
        return f"{own} ban hành kèm theo {citation(issuing)}"
    parts = [document.type or "Văn bản"]
    parts += [f"số {document.number}"] if document.number else []
    parts += [long_date(document.date)] if document.date else []
    parts += [f"của {document.issuer}"] if document.issuer else []
    if not document.number and document.title:
        parts.append(document.title)
    return " ".join(parts)


def full_title(document: Document) -> str:
    """The title as it is spoken, with the type before it: ``"Quy chế phối hợp công tác giữa …"``."""
    if document.is_background or not document.title:
        return document.title or name(document)
    return typed(document.type, document.title)


def typed(kind: str, title: str) -> str:
    """A title with the type of its document before it, unless it begins with it.

    >>> typed("Quy chế", "Phối hợp công tác"), typed("Điều lệ", "Quỹ Mái ấm"), typed("Luật", "Luật Đò ngang")
    ('Quy chế phối hợp công tác', 'Điều lệ Quỹ Mái ấm', 'Luật Đò ngang')
    """
    return title if title.startswith(kind) else f"{kind} {_lower_first(title)}"


def _lower_first(title: str) -> str:
    """A title inside a sentence; capitals (UBND) and names of several words (Quỹ Mái ấm) stay."""
    is_name = title[1:2].isupper() or title.partition(" ")[2][:1].isupper()
    return title if is_name else title[:1].lower() + title[1:]


class Standing(StrEnum):
    """Whether a document applies on the day of the build."""

    RUNNING = "running"  # đang trong giai đoạn, or in force
    OVER = "over"  # đã hết giai đoạn
    COMING = "coming"  # not yet
    UNCLEAR = "unclear"  # chưa rõ hiệu lực


SIGNS: Mapping[Standing, str] = {
    Standing.RUNNING: "●",
    Standing.OVER: "○",
    Standing.COMING: "◔",
    Standing.UNCLEAR: "?",
}
"""A sign beside the word, so that colour is never the only difference."""

GROUPS: Mapping[Standing, str] = {
    Standing.RUNNING: "Đang áp dụng",
    Standing.OVER: "Đã hết giai đoạn",
    Standing.COMING: "Chưa bắt đầu",
    Standing.UNCLEAR: "Chưa rõ hiệu lực",
}
"""What the filter of the list calls them."""


@dataclass(frozen=True, slots=True)
class State:
    """The state of a document on a day: its class, and the words for it."""

    standing: Standing
    words: str


_TERM = re.compile(r"(\d{4})\D(\d{4})")


def state(document: Document, today: datetime.date) -> State:
    """The state of a document on a day.

    >>> document = Document("a/2022/1", "a.txt", 0, 0, term="2022-2025")
    >>> state(document, datetime.date(2026, 1, 1)).words
    'Đã hết giai đoạn 2022–2025'
    """
    if term := _TERM.fullmatch(document.term):
        first, last = int(term[1]), int(term[2])
        if today.year < first:
            return State(Standing.COMING, f"Giai đoạn {first}–{last} chưa bắt đầu")
        if today.year > last:
            return State(Standing.OVER, f"Đã hết giai đoạn {first}–{last}")
        return State(Standing.RUNNING, f"Đang trong giai đoạn {first}–{last}")
    if effective := _date(document.effective):
        if effective > today:
            return State(
                Standing.COMING, f"Chưa có hiệu lực, có hiệu lực từ {short_date(document.effective)}"
            )
        return State(Standing.RUNNING, f"Có hiệu lực từ {short_date(document.effective)}")
    return State(Standing.UNCLEAR, "Chưa rõ hiệu lực")


def number(count: int) -> str:
    """A count as Vietnamese readers write it: ``number(61277)`` is ``"61.277"``."""
    return f"{count:,}".replace(",", ".")
