"""Reads deadlines (thời hạn): the words as printed, and as data what they say without guessing."""

from __future__ import annotations

import calendar
import re

from dieukhoan.dates import DATE_SOURCE, YEARS, iso_of
from dieukhoan.duty import Deadline

_N = r"(?:\d{1,3}|một|hai|ba|bốn|năm|sáu|bảy|mười)"
_UNIT = r"(?:ngày làm việc|ngày|tuần|tháng|quý|năm|giờ làm việc|giờ)"
_EACH = r"(?:hằng|hàng|mỗi|từng)"
_DAY_MONTH = r"\d{1,2}\s?[/-]\s?\d{1,2}(?!\s?[/-]\s?\d)|\d{1,2} tháng \d{1,2}(?! năm)"
_NO_MORE_THAN = r"(?:tối đa |không quá |vòng |ít nhất )"
_BEFORE = r"(?:trước |chậm nhất (?:là )?(?:trước )?|vào |đến (?:hết )?|hết |xong )"

# "trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ", "không quá 03 ngày làm việc"
_TERM = (
    r"(?P<term>(?:trong (?:thời (?:hạn|gian) )?|chậm nhất (?:là |sau |trong )?|sau |trước "
    rf"|tối thiểu |{_NO_MORE_THAN})(?:thời hạn )?{_NO_MORE_THAN}?"
    rf"(?P<count>{_N}) (?:\([^)]{{1,20}}\) )?(?P<unit>{_UNIT})\b"
    r"(?: (?:kể từ|tính từ|sau|trước) [^,;.:()]{3,90})?)"
)
# "02 năm một lần", "định kỳ 06 tháng/lần"
_CYCLE = (
    rf"(?P<cycle>(?:định kỳ )?(?P<cycle_count>{_N}) (?P<cycle_unit>năm|tháng|tuần|quý)"
    r"(?: (?:một|1|01) lần|\s?/\s?(?:một |01 |1 )?lần))"
)
# "ít nhất 01 lần/năm"
_TIMES = (
    r"(?P<times>(?:ít nhất |tối thiểu )?\d{1,2} lần\s?(?:/|trong |một |mỗi )\s?(?:01 |1 |một )?"
    r"(?P<times_unit>năm|tháng|quý|tuần))"
)
# "định kỳ 6 tháng, hằng năm"
_HALF = rf"(?P<half>định kỳ (?:0?6|sáu) tháng(?:,? (?:và )?(?:{_EACH} )?năm| đầu năm[^,;.]{{0,20}})?)"
# "định kỳ trước ngày 15/12 hằng năm"
_YEARLY = rf"(?P<yearly>(?:định kỳ )?{_BEFORE}?ngày (?P<day_month>{_DAY_MONTH}) (?:của )?{_EACH} năm)"
# "trước ngày 20 hằng tháng"
_MONTHLY = rf"(?P<monthly>(?:định kỳ )?{_BEFORE}?ngày (?P<day>\d{{1,2}}) (?:của )?{_EACH} tháng)"
# "hoàn thành trước ngày 15/12/2025", "chậm nhất ngày 30 tháng 6 năm 2026"
_ON_DATE = r"(?P<date>(?:hoàn thành )?" + _BEFORE + r"(?x:" + DATE_SOURCE + r"))"
# "trước ngày 15/12", of a year that is not said
_SOON = rf"(?P<soon>{_BEFORE}ngày (?:{_DAY_MONTH})(?!\d))"
# "hoàn thành trong tháng 9/2021", "quý I/2026", "trong năm 2025"
_MONTH = (
    r"(?P<month>(?:(?:hoàn thành )?(?:trong |trước |đến (?:hết )?|vào |hết )|^)"
    r"tháng (?P<month_number>\d{1,2})"
    r"\s?(?:/| năm )\s?(?P<month_year>\d{4}))"
)
_QUARTER = (
    r"(?P<quarter>(?<!đầu )(?:hoàn thành )?(?:trong |trước )?quý (?P<quarter_number>I{1,3}|IV|[1-4])"
    r"\s?(?:/| năm |-)\s?(?P<quarter_year>\d{4}))"
)
_YEAR = r"(?P<year>(?:hoàn thành )?(?:trong|trước|hết|cuối) năm (?P<year_number>\d{4}))"
# "định kỳ hằng năm hoặc đột xuất"
_EVERY = (
    rf"(?P<every>(?:định kỳ )?(?P<period>{_EACH} (?:năm|tháng|quý|tuần|ngày))"
    r"(?: (?:hoặc|và) (?:đột xuất|theo yêu cầu|khi [^,;.]{3,80}))?)"
)
_VAGUE = (
    r"(?P<vague>ngay sau khi [^,;.]{3,80}|khi có yêu cầu|khi cần thiết|trước khi thực hiện"
    r"|(?<!chi )(?<!giáo dục )(?<!đào tạo )(?<!nghĩa vụ )thường xuyên"
    r"|kịp thời|đột xuất|theo đúng tiến độ|định kỳ)"
)
_KINDS = (
    _TERM, _CYCLE, _TIMES, _HALF, _YEARLY, _MONTHLY, _ON_DATE, _SOON, _MONTH, _QUARTER, _YEAR, _EVERY, _VAGUE,
)  # fmt: skip
# Only where a word begins with a letter that opens a deadline, so that most places are passed over at once.
_DEADLINE = re.compile(rf"(?<!\w)(?=[\dbchiíkmnqstvxđ])(?:{'|'.join(_KINDS)})", re.IGNORECASE)
_WORDED = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "mười": 10}
_ISO_UNIT = {
    "năm": "Y",
    "quý": "M",
    "tháng": "M",
    "tuần": "W",
    "ngày": "D",
    "ngày làm việc": "D",
    "giờ": "H",
    "giờ làm việc": "H",
}
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_NUMBERS = re.compile(r"\d+")
_TRIGGER_START = re.compile(r"(?:kể|tính) từ|sau khi|sau|trước khi|trước")


def _number(printed: str) -> int:
    return int(printed) if printed.isdigit() else _WORDED[printed.lower()]


def _duration(count: int, unit: str) -> str:
    unit = unit.lower()
    months = 3 if unit == "quý" else 1
    return f"P{'T' if unit.startswith('giờ') else ''}{count * months}{_ISO_UNIT[unit]}"


def _last_of_month(year: int, month: int) -> str:
    if not 1 <= month <= 12 or year not in YEARS:
        return ""
    return f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]:02}"


def find_deadline(text: str) -> Deadline | None:
    """The first deadline of a clause that says when; a vague one ("kịp thời") only if there is no other.

    >>> found = find_deadline("báo cáo Sở Y tế trước ngày 15/12 hằng năm")
    >>> found.text, found.every, found.due
    ('trước ngày 15/12 hằng năm', 'P1Y', '--12-15')
    """
    vague: Deadline | None = None
    for match in _DEADLINE.finditer(text):
        if match["vague"]:
            vague = vague or Deadline(match[0].strip())
            continue
        return _as_data(match)
    return vague


def _as_data(match: re.Match[str]) -> Deadline:
    text = match[0].strip()
    if match["term"]:
        count, unit = _number(match["count"]), match["unit"].lower()
        start = _TRIGGER_START.search(text, match.end("unit") - match.start())
        trigger = text[start.start() :] if start else ""
        return Deadline(text, within=_duration(count, unit), working_days="làm việc" in unit, trigger=trigger)
    if match["cycle"]:
        return Deadline(text, every=_duration(_number(match["cycle_count"]), match["cycle_unit"]))
    if match["times"]:
        return Deadline(text, every=_duration(1, match["times_unit"]))
    if match["half"]:
        return Deadline(text, every="P6M")
    if match["yearly"]:
        day, month = map(int, _NUMBERS.findall(match["day_month"]))
        return Deadline(
            text, every="P1Y", due=f"--{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else ""
        )
    if match["monthly"]:
        day = int(match["day"])
        return Deadline(text, every="P1M", due=f"---{day:02}" if 1 <= day <= 31 else "")
    if match["date"]:
        return Deadline(text, due=iso_of(text) or "")
    if match["month"]:
        return Deadline(text, due=_last_of_month(int(match["month_year"]), int(match["month_number"])))
    if match["quarter"]:
        number = _ROMAN.get(match["quarter_number"].upper()) or int(match["quarter_number"])
        return Deadline(text, due=_last_of_month(int(match["quarter_year"]), 3 * number))
    if match["year"]:
        return Deadline(text, due=_last_of_month(int(match["year_number"]), 12))
    if match["every"]:
        return Deadline(text, every=_duration(1, match["period"].split()[-1]))
    return Deadline(text)  # trước ngày 15/12, of a year that is not said
