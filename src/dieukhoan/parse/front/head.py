"""The head of a document: letterhead, number, place and date, stamps."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dieukhoan import dates, issuer
from dieukhoan import number as numbers
from dieukhoan.casing import is_capitals
from dieukhoan.findings import Severity
from dieukhoan.model import Role, Span, plain
from dieukhoan.parse.front.forms import (
    ABOUT,
    ARRIVED,
    KINH_GUI,
    NUMBER_LINE,
    PLACE_DATE,
    RECITAL,
    has_symbol,
    is_letterhead,
    motto_started,
)
from dieukhoan.parse.front.reading import Reading
from dieukhoan.parse.front.segments import Segment, is_rule
from dieukhoan.text import bare

_NUMBER_START = re.compile(r"[\s.…_*'\"“-]*(?:\d|/|$)|[.…\s]*[-/]")
_STAMP_LINE = re.compile(
    r"(?:ngày|giờ|chuyển|số và ký hiệu|số và kí hiệu|lưu|hs|số|đến|c\.?văn)\b.*", re.DOTALL
)
_GAZETTE = re.compile(r"văn bản (?:quy phạm pháp luật|pháp luật khác)|phần (?:i+ )?văn bản .*|công báo\b.*")
_CONSOLIDATED = re.compile(r"văn bản hợp nhất(?:\s*[-–:]\s*(?P<body>.*))?")


def read_head(reading: Reading, parts: Sequence[Segment], type_at: int | None) -> int:
    """Reads letterhead, number, place and date, stamps; returns where something else begins."""
    end = len(parts) if type_at is None else type_at
    stamped = _stamped(parts, end)
    motto: list[str] = []
    at = 0
    while at < end:
        part = parts[at]
        folded = bare(part.text)
        words = re.findall(r"\w+", folded)
        if is_rule(part):
            reading.add(Role.FURNITURE, [part])
        elif at in stamped:
            reading.add(Role.STAMP, [part])
        elif motto and words and words == motto[: len(words)]:
            motto = motto[len(words) :]
            reading.add(Role.LETTERHEAD, [part])
        elif started := motto_started(words):
            motto = started
            reading.add(Role.LETTERHEAD, [part])
        elif taken := (read_place_date(reading, parts, at, end) or read_number(reading, parts, at, end)):
            at += taken
            continue
        elif KINH_GUI.match(part.text) or RECITAL.match(part.text):
            return at
        elif ABOUT.match(part.text):
            at = _read_about(reading, parts, at, end)
            continue
        elif _GAZETTE.fullmatch(part.text.lower()):
            reading.add(Role.FURNITURE, [part])
        elif type_at is None and not is_capitals(part.text):
            if reading.number or reading.letterhead:
                return at
            reading.add(Role.LETTERHEAD, [part])
        else:
            _read_letterhead(reading, part)
        at += 1
    return at


def _stamped(parts: Sequence[Segment], end: int) -> set[int]:
    """The segments of an incoming stamp: the block of lines around "ĐẾN Số: …"."""
    found: set[int] = set()
    for at in range(end):
        if not ARRIVED.match(parts[at].text.lower()) or is_letterhead(parts[at].text):
            continue
        first = at
        while (
            first > 0 and not parts[first].gap and is_capitals(parts[first - 1].text) and parts[first - 1].gap
        ):
            first -= 1
        last = at + 1
        while (
            last < end
            and _STAMP_LINE.fullmatch(parts[last].text.lower())
            and not has_symbol(parts[last].text)
        ):
            last += 1
        found.update(range(first, last))
    return found


def _read_letterhead(reading: Reading, part: Segment) -> None:
    consolidated = _CONSOLIDATED.fullmatch(part.text.lower())
    if consolidated:
        reading.is_consolidated = True
        body = consolidated["body"] or ""
        if body:
            reading.letterhead.append(part.text[-len(body) :])
    elif is_capitals(part.text) or issuer.starts_body(part.text):
        reading.letterhead.append(part.text.strip("*_ "))
    reading.add(Role.LETTERHEAD, [part])


def read_place_date(reading: Reading, parts: Sequence[Segment], at: int, end: int) -> int:
    """Reads "Hà Nội, ngày 18 tháng 11 năm 2025", over up to four lines; returns how many it took."""
    if is_capitals(parts[at].text) or reading.date:
        return 0
    joined, count, match = "", 0, None
    for size in range(1, 5):
        if at + size > end or (size > 1 and parts[at + size - 1].gap and not joined.endswith(",")):
            break
        joined = plain(f"{joined} {parts[at + size - 1].text}").replace("*", "")
        found = PLACE_DATE.fullmatch(joined)
        if found:
            count, match = size, found
            if dates.DATE.search(found["date"]):
                break
    if match is None:
        return 0
    joined = match[0]
    reading.add(Role.PLACE_DATE, parts[at : at + count])
    reading.place = plain((match["place"] or "").strip(" ,.;")) or reading.place
    reading.date = dates.iso(match["date"]) or ""
    if not reading.date:
        span = Span(parts[at].start, parts[at + count - 1].end)
        if dates.DATE.search(match["date"]):
            reading.report("ngay-khong-co-that", f"Không có ngày này trong lịch: “{joined}”.", span,
                           "Sửa ngày ban hành theo bản gốc.", Severity.ERROR)  # fmt: skip
        else:
            reading.report("thieu-ngay", f"Ngày ban hành chưa ghi đủ: “{joined}”.", span,
                           "Ghi đủ ngày, tháng, năm ban hành.")  # fmt: skip
    return count


def read_number(reading: Reading, parts: Sequence[Segment], at: int, end: int) -> int:
    """Reads "Số: 102/2025/QĐ-UBND", the number perhaps on the next line; returns how many lines it took."""
    match = NUMBER_LINE.fullmatch(parts[at].text)
    if match is None or reading.number_at is not None:
        return 0
    rest, count = match["rest"], 1
    if not _NUMBER_START.match(rest):
        if match["colon"] != ":" or len(rest) > 40:
            return 0
    elif at + 1 < end and not parts[at + 1].gap and not _complete(rest):
        following = numbers.NUMBER.match(plain(f"{rest} {parts[at + 1].text}"))
        if following and len(following[0]) > len(rest):
            rest, count = f"{rest} {parts[at + 1].text}", 2
    elif not rest and at + 1 < end and _complete(parts[at + 1].text):
        rest, count = parts[at + 1].text, 2
    reading.number_at = Span(parts[at].start, parts[at + count - 1].end)
    reading.add(Role.NUMBER, parts[at : at + count])
    printed = rest
    about = re.search(r"\s[\"“(]?V\s?/\s?v\b", rest)
    if about:
        printed, reading.about = rest[: about.start()], rest[about.start() :].strip()
    number = numbers.normalise(printed)
    if numbers.parse(number) or (re.match(r"\d", number) and len(number) <= 60):
        reading.number = number
    taken = count
    if about:
        taken = _read_about(reading, parts, at + count, end) - at
    return taken


def _complete(text: str) -> bool:
    return numbers.parse(text) is not None


def _read_about(reading: Reading, parts: Sequence[Segment], at: int, end: int) -> int:
    """Reads the subject of a công văn, "V/v …", wrapped in its narrow column; returns where it ends."""
    group: list[Segment] = []
    while at < end:
        part = parts[at]
        other = (
            is_rule(part) or KINH_GUI.match(part.text) or motto_started(re.findall(r"\w+", bare(part.text)))
        )
        if other or (group and (part.gap or ARRIVED.match(part.text.lower()) or _dated(parts, at, end))):
            break
        if not group and not reading.about and not ABOUT.match(part.text):
            break
        group.append(part)
        at += 1
    reading.about = plain(" ".join([reading.about, *(part.text for part in group)])).strip("* ")
    reading.add(Role.NUMBER, group)
    return at


def _dated(parts: Sequence[Segment], at: int, end: int) -> bool:
    """Whether the place and date begin here, perhaps cut: "Hà / Nội, ngày 21 …"."""
    first = parts[at].text
    if ", ngày" not in first and not first.endswith(",") and " " in first:
        return False
    match = PLACE_DATE.match(plain(" ".join(part.text for part in parts[at : min(at + 3, end)])))
    return bool(match and match["place"])
