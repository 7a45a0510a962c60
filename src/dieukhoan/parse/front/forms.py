"""What a line at the front of a document looks like: form alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dieukhoan import number as numbers
from dieukhoan.casing import CAPITAL, is_capitals
from dieukhoan.doctypes import TYPE_NAME_SOURCE, type_named
from dieukhoan.parse.front.segments import Segment
from dieukhoan.text import bare

_MOTTOES = ("cong hoa xa hoi chu nghia viet nam", "doc lap tu do hanh phuc", "dang cong san viet nam")
# "Số: 102/2025/QĐ-UBND", "Luật số: 121/2025/QH15", "Số 55 -KH/QU"; "Số:" alone
NUMBER_LINE = re.compile(
    rf"(?:(?i:{TYPE_NAME_SOURCE})\s+)?(?:[Ss]ố|SỐ|Sô)\s*(?P<colon>[:.;]?)\s*(?P<rest>.*)"
)
ABOUT = re.compile(r"[\"“(]?\s*[Vv]\s?/\s?[Vv]\b|[Vv]ề việc\b")
PLACE_DATE = re.compile(
    rf"(?:(?P<place>[{CAPITAL}][^\W\d]*\.?(?:[\s-]+[^\W\d]+\.?){{0,6}})\s*[,.;]?\s*)?"
    r"(?P<date>[Nn]gày[\s.…_*/]{0,40}\d{0,2}[\s.…_*]{0,40}(?:tháng|/|-)[\s.…_*]{0,40}\d{0,2}"
    r"[\s.…_*]{0,40}(?:năm|/|-)[\s.…_*]{0,40}\d{0,4})[\s.…*]*"
)
KINH_GUI = re.compile(r"\**\s*(?:[Kk]ính\s+(?:gửi|gởi)|KÍNH GỬI)\s*:?\s*")
ARRIVED = re.compile(
    r"(?:(?:công văn |văn bản )?đến\b.*\bsố\b|số đến\b|đến\s*(?:số)?\s*:|(?:công )?văn bản đến$|đến$)"
)
_TYPE_LINE = re.compile(rf"(?P<type>{TYPE_NAME_SOURCE})[\s*]*(?:\(?\d{{1,2}}\)?|\*)?", re.IGNORECASE)
TYPE_START = re.compile(rf"(?P<type>{TYPE_NAME_SOURCE})(?!\w)\s*[:*]?\s*(?P<rest>\S.*)", re.IGNORECASE)
ENACTS = re.compile(
    r"(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|NGHỊ QUYẾT|Quyết định|Quyết nghị|CHỈ THỊ|QUYẾT ĐỊNH LIÊN TỊCH)\s*:?"
)
# "Căn cứ Luật …", "- Căn cứ …", "Theo đề nghị của …", "Xét Tờ trình số …"
RECITAL = re.compile(
    r"(?P<dash>[-–—+*•]\s*)?(?P<start>Căn cứ|CĂN CỨ|Theo đề nghị"
    r"|Xét (?:đề nghị|Tờ trình|tờ trình|công văn|Báo cáo)"
    r"|Sau khi (?:xem xét|xét|có ý kiến|thống nhất|trao đổi)"
    r"|Trên cơ sở (?:ý kiến|đề nghị|kết luận)|Tiếp theo)\b"
)
# "(Ban hành kèm theo Quyết định số 102/2025/QĐ-UBND ngày …)"
ISSUED_WITH = re.compile(r"\W{0,4}(?:[Đđ]ược\s+)?(?:[Bb]an hành\s+)?[Kk]èm\s+theo\b")
DASH = re.compile(r"[-–—+•*]\s*(?=\S)")
CONNECTS = re.compile(
    r"(?:\b(?:của|và|do|bởi|thuộc|cho|với|về|tại|là|theo|hoặc|các|kèm|đến|từ)|[,–-])$", re.IGNORECASE
)
FINISHED = re.compile(r"[.;:!?…/][”\")*]*$")


def is_letterhead(line: str) -> bool:
    """Whether a line by itself can only be of a letterhead: the name of the country, its motto, the Party."""
    return " ".join(re.findall(r"\w+", bare(line))) in _MOTTOES


def type_line(segment: Segment) -> str:
    """The type that a line consists of, or ""; "QUYẾT ĐỊNH:" with a colon enacts and is none.

    In capitals its tone marks may be lost, as scans lose them: "QUYET ĐỊNH".
    """
    match = _TYPE_LINE.fullmatch(segment.text)
    if match is None:
        kind = type_named(segment.text) if is_capitals(segment.text) else None
    else:
        kind = type_named(match["type"]) if match["type"][0].isupper() else None
    return kind.name if kind else ""


def torn_type(parts: Sequence[Segment], at: int) -> str:
    """The type that two lines in capitals make up ("QUYẾT / ĐỊNH", "THÔNG TƯ / LIÊN TỊCH"), or ""."""
    if at + 1 >= len(parts) or len(parts[at].text) + len(parts[at + 1].text) > 40 or parts[at + 1].gap:
        return ""
    joined = f"{parts[at].text} {parts[at + 1].text}"
    kind = type_named(joined) if is_capitals(joined) else None
    return kind.name if kind else ""


def motto_started(words: Sequence[str]) -> list[str]:
    """The words of a motto that are still to come after a line that begins it; ["."] when it is whole."""
    for motto in _MOTTOES:
        expected = motto.split()
        if words and list(words) == expected[: len(words)] and (len(words) > 1 or words[0] == "cong"):
            return expected[len(words) :] or ["."]
    return []


def has_symbol(text: str) -> bool:
    return bool(numbers.NUMBER.search(text)) or bool(re.search(r",\s*ngày", text))
