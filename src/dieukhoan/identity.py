"""What a document is called on the site: the only place where its id, and so its URL, is spelled.

Everything comes from the document itself, so that adding a document never moves another.
"""

from __future__ import annotations

import re

from dieukhoan import number as numbers
from dieukhoan.text import slug

UNKNOWN = "khong-ro"
ROOT = "van-ban"
_YEAR = re.compile(r"\d{4}")
# "Ủy ban nhân dân tỉnh Lâm Giang", "Quận ủy Hồ Sen", "Thành ủy Vân Khê"
_SEAT = re.compile(
    r"(?:tỉnh|[Tt]hành phố|quận|huyện|thị xã|phường|xã|(?:[Tt]ỉnh|[Tt]hành|[Qq]uận|[Hh]uyện) ủy)"
    r"\s+([A-ZĐÀ-Ỹ].*)$"
)
_LONGEST = 80


def document_id(
    *,
    place: str = "",
    date: str = "",
    number: str = "",
    type: str = "",
    issuer: str = "",
    title: str = "",
    fallback: str = "",
) -> str:
    """The id of a document: place, year and number (or type and title where there is no number).

    >>> document_id(place="Hà Nội", date="2022-05-31", number="233-QC/PHCT", type="Quy chế")
    'ha-noi/2022/233-qc-phct'
    >>> document_id(place="Sóc Trăng", date="2024-03-20", number="770/UBND-VX", type="Công văn")
    'soc-trang/2024/cong-van-770-ubnd-vx'
    """
    return f"{_place(place, issuer)}/{_year(date, number)}/{_name(number, type, title, fallback)}"


def attached_id(issuing: str, type: str) -> str:
    """The id of a document without a number of its own that another issues.

    >>> attached_id("lam-giang/2025/26-2025-qd-ubnd", "Quy chế")
    'lam-giang/2025/26-2025-qd-ubnd-quy-che'
    """
    return f"{issuing}-{slug(type) or 'kem-theo'}"


def page_url(document: str) -> str:
    """The URL of a document's page below the site's root: ``van-ban/ha-noi/2022/233-qc-phct/``."""
    return f"{ROOT}/{document}/"


def _place(place: str, issuer: str) -> str:
    if place:
        return slug(place) or UNKNOWN
    seat = _SEAT.search(issuer)
    return slug(seat[1]) if seat else UNKNOWN


def _year(date: str, number: str) -> str:
    if date:
        return date[:4]
    found = numbers.parse(number) if number else None
    return found.year if found and found.year else UNKNOWN


def _name(number: str, type: str, title: str, fallback: str) -> str:
    if number:
        found = numbers.parse(number)
        typed = bool(found and found.code)
        return slug(number) if typed or not type else f"{slug(type)}-{slug(number)}"
    name = slug(f"{type} {title}")[:_LONGEST].strip("-")
    return name or slug(fallback)[:_LONGEST].strip("-") or UNKNOWN
