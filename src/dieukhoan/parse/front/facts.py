"""The facts of a document from what was read at its front, and from below where that says nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dieukhoan import dates, issuer
from dieukhoan import number as numbers
from dieukhoan.casing import CAPITAL, fold
from dieukhoan.doctypes import type_named
from dieukhoan.model import Span, Stated, plain
from dieukhoan.parse.front.reading import Front, Reading
from dieukhoan.parse.front.segments import Segment

# "Luật này được Quốc hội … khóa XV, kỳ họp thứ 9 thông qua ngày 27 tháng 6 năm 2025."
_PASSED = re.compile(rf"thông\s+qua(?:\s+vào)?\s+(?P<date>{dates.DATE_SOURCE})", re.VERBOSE | re.IGNORECASE)
# a letterhead that a converter put below the text: number, mottoes, place and date
_LOST_NUMBER = re.compile(r"^[ \t*]*Số[ \t]*:[ \t]*(?P<number>\d[^\n]{3,40}?)[ \t*]*$", re.MULTILINE)
_LOST_MOTTO = re.compile(r"^[ \t*]*CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM", re.MULTILINE)
_LOST_DATE = re.compile(
    rf"^[ \t*]*(?P<place>[{CAPITAL}][^\n,]{{1,40}}),[ \t]*(?P<date>ngày[ \t]+\d[^\n]{{10,40}}\d)[ \t*]*$",
    re.MULTILINE,
)
_NEAR = 400


def look_further(reading: Reading, body_text: str) -> None:
    """Looks below for what the front lacks: a number, a law's date, a displaced letterhead."""
    if reading.number_at is None and not reading.with_number:
        for found in _LOST_NUMBER.finditer(body_text):
            consolidated = "VBHN" in found["number"]
            around = body_text[max(0, found.start() - _NEAR) : found.end() + _NEAR]
            if numbers.parse(found["number"]) and (consolidated or _LOST_MOTTO.search(around)):
                reading.number = numbers.normalise(found["number"])
                reading.is_consolidated = reading.is_consolidated or consolidated
                dated = _LOST_DATE.search(body_text, found.end(), found.end() + _NEAR)
                if dated and not reading.date:
                    reading.place, reading.date = plain(dated["place"]), dates.iso(dated["date"]) or ""
                break
    if not reading.date and not any(
        finding.code.startswith(("thieu-ngay", "ngay-")) for finding in reading.findings
    ):
        passed = [match["date"] for match in _PASSED.finditer(body_text)]
        reading.date = (dates.iso_of(passed[-1]) or "") if passed else ""


def result(reading: Reading, parts: Sequence[Segment], issuing: Front | None, stated: Stated) -> Front:
    attached = bool(reading.with_number or (issuing and reading.number_at is None))
    title = reading.title if reading.type else (reading.about or reading.title)
    number = reading.number or ("" if attached else numbers.normalise(stated.number))
    parsed = numbers.parse(number) if number else None
    kind = reading.type
    if not kind and not attached:
        letter = reading.about or reading.addressees or (parsed and parsed.form is numbers.Form.DISPATCH)
        by_number = parsed.types[0] if parsed and parsed.types else ""
        kind = "Công văn" if letter else (stated.type and _stated_type(stated)) or by_number
    if not title and not attached:
        title = _title_from_opening(reading.opening, kind)
    title, reading.authority = _without_issuer(title, reading.authority)
    title = reading.wording.sentence(title)
    if reading.is_consolidated or (parsed and parsed.types == ("Văn bản hợp nhất",)):
        title, kind = f"{kind} {title}".strip(), "Văn bản hợp nhất"
    front = Front(
        type=kind,
        number=number,
        date=reading.date or ("" if attached else _stated_date(stated)),
        place=reading.place,
        title=title.strip(" *_") or ("" if attached else plain(stated.title)),
        addressees=tuple(reading.addressees),
        issued_with_number=reading.with_number,
        issued_with_printed=reading.with_printed,
        paragraphs=tuple(reading.paragraphs),
        nodes=tuple(reading.nodes),
    )
    named = _issuer(reading, front, issuing, attached) or ("" if attached else plain(stated.issuer))
    _report(reading, front, parts, attached)
    return replace(front, issuer=named, findings=tuple(reading.findings))


# "KẾT LUẬN / CỦA BỘ CHÍNH TRỊ, BAN BÍ THƯ / VỀ TÌNH HÌNH …": the title names the issuer first
_OF_ISSUER = re.compile(r"(?i:của)\s+(?P<issuer>.{4,120}?)\s+(?=(?i:về)\b)(?P<title>.+)", re.DOTALL)


def _without_issuer(title: str, authority: str) -> tuple[str, str]:
    """A title without "của <issuer>" before "về …", and the authority that this names."""
    match = _OF_ISSUER.fullmatch(title)
    if match and issuer.starts_body(match["issuer"]):
        return match["title"], match["issuer"]
    return title, authority


def _title_from_opening(opening: str, kind: str) -> str:
    """What the opening says that the document is: "… ban hành Thông tư quy định …."; "" if it does not."""
    match = (
        re.search(rf"ban hành {re.escape(kind)} (\S[^\n]+?)[.;:]*$", opening, re.MULTILINE) if kind else None
    )
    return match[1][:1].upper() + match[1][1:] if match else ""


def _stated_type(stated: Stated) -> str:
    kind = type_named(stated.type)
    return kind.name if kind else plain(stated.type)


def _stated_date(stated: Stated) -> str:
    return stated.date if dates.is_iso(stated.date) else dates.iso(stated.date) or ""


def _issuer(reading: Reading, front: Front, issuing: Front | None, attached: bool) -> str:
    if attached and issuing and not reading.letterhead:
        return issuing.issuer
    wording = reading.wording
    central = fold(" ".join(reading.letterhead)) == "ban chấp hành trung ương" and reading.authority
    if central:  # the Party's central documents name the Bộ Chính trị or the Ban Bí thư in their titles
        return wording.name(reading.authority)
    return (
        issuer.from_letterhead(reading.letterhead, wording, front.place)
        or issuer.from_number(front.number, wording, front.place)
        or issuer.from_opening(reading.opening, wording, front.place)
        or (
            wording.name(reading.authority)
            if reading.authority and issuer.starts_body(reading.authority)
            else ""
        )
    )


def _report(reading: Reading, front: Front, parts: Sequence[Segment], attached: bool) -> None:
    if not parts or attached:
        return
    whole = Span(parts[0].start, parts[0].end)
    parsed = numbers.parse(front.number) if front.number else None
    if not front.number:
        at = reading.number_at or whole
        message = (
            "Số của văn bản chưa ghi đủ." if reading.number_at else "Không thấy số, ký hiệu của văn bản."
        )
        reading.report("thieu-so", message, at, "Ghi số và ký hiệu theo bản gốc, ví dụ “Số: 12/KH-UBND”.")
    elif parsed is None:
        at = reading.number_at or whole
        reading.report("so-la", f"Số, ký hiệu “{front.number}” không đúng mẫu nào đã biết.", at,
                       "Đối chiếu số và ký hiệu với bản gốc.")  # fmt: skip
    elif parsed.types and front.type and front.type not in (*parsed.types, "Công văn", "Văn bản hợp nhất"):
        at = reading.number_at or whole
        expected = " hoặc ".join(parsed.types)
        reading.report("loai-khac-so", f"Văn bản ghi là {front.type}, số “{front.number}” là của {expected}.",
                       at, "Đối chiếu tên loại và ký hiệu với bản gốc.")  # fmt: skip
    if not front.date and not any(f.code in ("thieu-ngay", "ngay-khong-co-that") for f in reading.findings):
        reading.report("thieu-ngay", "Không thấy ngày ban hành của văn bản.", whole,
                       "Ghi nơi và ngày ban hành, ví dụ “Hà Nội, ngày 05 tháng 7 năm 2022”.")  # fmt: skip
