"""When a document takes effect (hiệu lực thi hành) and for which years it is made (giai đoạn)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dieukhoan import dates
from dieukhoan.model import plain

# "Quyết định này có hiệu lực (thi hành) (kể) từ ngày …", "Quy định này áp dụng cho … và có hiệu lực từ …"
_IN_FORCE = re.compile(
    r"\bnày\s+(?:(?:được\s+)?áp\s+dụng\s[^.;]{1,60}?\svà\s+)?"
    r"(?:chính\s+thức\s+)?(?:có|bắt\s+đầu\s+có)\s+hiệu\s+lực(?:\s+(?:thi\s+hành|thực\s+hiện|pháp\s+luật))?\b"
    r"(?P<when>[^.;]{0,160})",
    re.IGNORECASE,
)
# "… có hiệu lực thi hành kể từ ngày ký (ban hành)"
_FROM_SIGNING = re.compile(
    r"\s*(?:,\s*)?(?:kể\s+)?(?:từ|từ\s+sau)\s+ngày\s+(?:ký|kí|ban\s+hành)\b",
    re.IGNORECASE,
)
# "… kể từ ngày 01 tháng 12 năm 2025", "… từ 01/7/2025"
_FROM_DATE = re.compile(
    rf"\s*,?\s*(?:thi\s+hành\s+)?(?:(?:kể\s+)?từ|vào)\s+(?P<date>{dates.DATE_SOURCE})",
    re.IGNORECASE | re.VERBOSE,
)
# "… sau 45 ngày kể từ ngày ký", "… sau 15 (mười lăm) ngày, kể từ ngày ký ban hành"
_AFTER_DAYS = re.compile(
    r"\s*sau\s+(?P<days>\d{1,3})\s*(?:\([^)]{1,40}\)\s*)?ngày,?\s*(?:làm\s+việc\s+)?"
    r"(?:kể\s+)?từ\s+ngày\s+(?:ký|kí|ban\s+hành)\b",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"(?:giai\s+đoạn|nhiệm\s+kỳ|thời\s+kỳ|các\s+năm|từ\s+năm)\s+(?:năm\s+)?(?P<first>(?:19|20)\d{2})"
    r"\s*(?:[-–—]|đến(?:\s+năm)?)\s*(?P<last>(?:19|20)\d{2})",
    re.IGNORECASE,
)


def effective(paragraphs: Iterable[str], date: str) -> str:
    """The ISO day on which a document takes effect, by its own words; "" where they do not say it surely.

    ``paragraphs`` are the texts of its body and closing, ``date`` its own ISO date or "".

    >>> effective(["Quyết định này có hiệu lực từ ngày 01 tháng 12 năm 2025."], "2025-11-18")
    '2025-12-01'
    >>> effective(["Quy chế này có hiệu lực kể từ ngày ký."], "2022-05-31")
    '2022-05-31'
    >>> effective(["Nghị quyết này áp dụng trong năm 2031 và có hiệu lực từ ngày 01/01/2031."], "")
    '2031-01-01'
    >>> effective(["Nghị định này có hiệu lực sau 45 ngày kể từ ngày ký."], "2025-01-01")
    '2025-02-15'
    """
    for paragraph in paragraphs:
        if "hiệu lực" not in paragraph:
            continue
        for match in _IN_FORCE.finditer(plain(paragraph)):
            when = match["when"]
            if dated := _FROM_DATE.match(when):
                return dates.iso_of(dated["date"]) or ""
            if date and _FROM_SIGNING.match(when):
                return date
            after = _AFTER_DAYS.match(when)
            if date and after and "làm việc" not in after[0]:
                return dates.days_after(date, int(after["days"]))
    return ""


def term(title: str, kind: str = "") -> str:
    """The years that a title names: "giai đoạn 2022 – 2025" is "2022-2025"; "" where it names none.

    ``kind`` is the type of the document: a công văn only speaks of the term of what it sends.

    >>> term("Chương trình phối hợp giai đoạn 2022 – 2025"), term("Kế hoạch năm 2025")
    ('2022-2025', '')
    """
    match = _YEARS.search(plain(title))
    if kind == "Công văn" or match is None or match["first"] > match["last"]:
        return ""
    return f"{match['first']}-{match['last']}"
