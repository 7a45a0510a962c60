"""A family of hostile files: what it attacks, and how to make it of any size."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Files = Mapping[str, bytes]
"""Contents by their names, which may hold folders."""

HOST = "http://hostile.invalid"
"""Whoever asks it for anything has been tricked."""
CANARY = "window.hostile=1"
"""The deed of every script: a page on which ``hostile`` is defined has run one."""


@dataclass(frozen=True, slots=True)
class Family:
    """``make(size)`` gives its files; size counts what the family has many of: letters, levels, entries.

    ``small`` is a size at which the site of tests holds it.
    """

    name: str
    attacks: str
    make: Callable[[int], Files]
    small: int = 100


def regulation(
    *,
    issuer: str = "ỦY BAN NHÂN DÂN TỈNH LÂM GIANG",
    number: str = "12/2031/QĐ-UBND",
    place: str = "Lâm Giang",
    title: str = "Ban hành Quy chế quản lý bến đò",
    recital: str = "Luật Giao thông đường thủy nội địa ngày 15 tháng 6 năm 2004",
    heading: str = "Phạm vi điều chỉnh",
    body: str = "Quyết định này quy định về bến đò.",
    agency: str = "Sở Giao thông vận tải",
    recipient: str = "Các sở, ban, ngành",
    signer: str = "Nguyễn Văn Bình",
) -> list[str]:
    """The lines of a decision in which every field can be chosen."""
    return [
        issuer,
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        f"Số: {number}",
        f"{place}, ngày 02 tháng 3 năm 2031",
        "QUYẾT ĐỊNH",
        title,
        "ỦY BAN NHÂN DÂN TỈNH LÂM GIANG",
        f"Căn cứ {recital};",
        "QUYẾT ĐỊNH:",
        f"Điều 1. {heading}",
        f"1. {body}",
        f"a) {body}",
        f"- {body}",
        f"Điều 2. {heading} theo {recital}",
        f"1. {agency} chủ trì, phối hợp với {agency} báo cáo Ủy ban nhân dân tỉnh trước ngày 15/12 hằng năm.",
        "Điều 3. Hiệu lực thi hành",
        "Quyết định này có hiệu lực từ ngày 01 tháng 4 năm 2031.",
        "Nơi nhận:",
        f"- {recipient};",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        signer,
        f"PHỤ LỤC I {heading}",
        body,
    ]


FIELDS = ("issuer", "number", "place", "title", "recital", "heading", "body", "agency", "recipient", "signer")


def text(lines: list[str]) -> bytes:
    """Lines as a text file, paragraphs parted by blank lines."""
    return "\n\n".join(lines).encode()
