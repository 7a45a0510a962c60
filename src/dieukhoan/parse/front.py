"""The front of a document: letterhead, number, place and date, type, title, recitals, opening."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dieukhoan import dates, issuer
from dieukhoan import number as numbers
from dieukhoan.address import child
from dieukhoan.casing import CAPITAL, Wording, fold, is_capitals, office_at_start
from dieukhoan.doctypes import TYPE_NAME_SOURCE, type_named
from dieukhoan.findings import Finding, Severity
from dieukhoan.model import CELL, OPENING_PLACE, Kind, Line, Node, Paragraph, Role, Span, Stated, plain
from dieukhoan.text import bare


@dataclass(frozen=True, slots=True)
class Front:
    """What the front of a document says; "" where it says nothing.

    ``date`` is ISO; ``addressees`` is the list after "Kính gửi"; ``issued_with_number`` is the number of
    the document with which this one is issued ("Ban hành kèm theo Quyết định số …"), in its canonical
    spelling, ``issued_with_printed`` the same as printed.
    """

    type: str = ""
    number: str = ""
    date: str = ""
    place: str = ""
    issuer: str = ""
    title: str = ""
    addressees: tuple[str, ...] = ()
    issued_with_number: str = ""
    issued_with_printed: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    nodes: tuple[Node, ...] = ()
    findings: tuple[Finding, ...] = ()


# --- segments -------------------------------------------------------------------------------------


@dataclass(slots=True)
class Segment:
    """A line of the front, or a part of one where two columns were run together."""

    text: str
    pieces: tuple[Span, ...]
    gap: bool
    line: Line

    @property
    def start(self) -> int:
        """Where it begins in the source."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Where it ends in the source."""
        return self.pieces[-1].end


# "CHÍNH PHỦ------- | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAMĐộc lập - Tự do - Hạnh phúc-----------"
_CUT = re.compile(
    r"(?P<nation>CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM)"
    r"|(?P<motto>Độc\s+lập\s*[-–]\s*Tự\s+do\s*[-–]\s*Hạnh\s+phúc)"
    r"|(?P<rule>[-–_=*~.…]{4,}|[|\v])"
    rf"|(?P<cell>{CELL})"
    # a converter lost the line breaks: "TM. CHÍNH PHỦKT. THỦ TƯỚNGPHÓ THỦ TƯỚNG(Đã ký)Nguyễn Văn A"
    rf"|(?P<glue>(?<=[{CAPITAL}])(?=(?:KT|TL|TUQ)\. |PHÓ [{CAPITAL}]{{2}}|CHỦ TỊCH|BỘ TRƯỞNG"
    r"|THỨ TRƯỞNG|\(Đã ký\))"
    rf"|(?<=\(Đã ký\))(?=[{CAPITAL}]))"
    # the right column, run on after the left: "Số: 12/KH-UBND      Lâm Giang, ngày 3 tháng 4 năm 2022"
    rf"|(?P<columns>[ \xa0]{{2,}}(?=[{CAPITAL}][^\W\d]*(?: [^\W\d]+){{0,4}}, ngày))"
)
_RULE = re.compile(r"[-–—_=*~.…|\s\v\\#+>]*")
# A line that holds only the first word of what goes on in the next: "Căn / cứ Luật …", "Kính / gửi: …"
_TORN = {"căn": "cứ", "kính": "gửi", "theo": "đề nghị"}


def segments(text: str, lines: Sequence[Line]) -> list[Segment]:
    """The lines as segments, two-column lines cut up, torn first words put back."""
    found: list[Segment] = []
    before = lines[0].start if lines else 0
    for line in lines:
        gap = text.count("\n", before, line.start) > 1
        before = line.end
        for start, end in _cut(text, line):
            inner = text[start:end]
            stripped = inner.strip()
            if not stripped:
                continue
            start += len(inner) - len(inner.lstrip())
            piece = Span(start, start + len(stripped))
            torn = found and not gap and _TORN.get(found[-1].text.strip("- ").lower())
            if torn and stripped.lower().startswith(torn):
                last = found[-1]
                found[-1] = Segment(
                    f"{last.text} {plain(stripped)}", (*last.pieces, piece), last.gap, last.line
                )
            else:
                found.append(Segment(plain(stripped), (piece,), gap, line))
            gap = False
    return found


def _cut(text: str, line: Line) -> list[tuple[int, int]]:
    parts, last = [], line.start
    for match in _CUT.finditer(text, line.start, line.end):
        if match["rule"] and set(match[0]) <= set(".…"):
            continue  # a blank to fill in, as in "Số: ......./QĐ-UBND"
        parts += [(last, match.start()), (match.start(), match.end())]
        last = match.end()
    return [*parts, (last, line.end)]


# --- what a segment is ----------------------------------------------------------------------------

_MOTTOES = ("cong hoa xa hoi chu nghia viet nam", "doc lap tu do hanh phuc", "dang cong san viet nam")
# "Số: 102/2025/QĐ-UBND", "Luật số: 121/2025/QH15", "Số 55 -KH/QU"; "Số:" alone
_NUMBER_LINE = re.compile(
    rf"(?:(?i:{TYPE_NAME_SOURCE})\s+)?(?:[Ss]ố|SỐ|Sô)\s*(?P<colon>[:.;]?)\s*(?P<rest>.*)"
)
_NUMBER_START = re.compile(r"[\s.…_*'\"“-]*(?:\d|/|$)|[.…\s]*[-/]")
_ABOUT = re.compile(r"[\"“(]?\s*[Vv]\s?/\s?[Vv]\b|[Vv]ề việc\b")
_PLACE_DATE = re.compile(
    rf"(?:(?P<place>[{CAPITAL}][^\W\d]*\.?(?:[\s-]+[^\W\d]+\.?){{0,6}})\s*[,.;]?\s*)?"
    r"(?P<date>[Nn]gày[\s.…_*/]{0,40}\d{0,2}[\s.…_*]{0,40}(?:tháng|/|-)[\s.…_*]{0,40}\d{0,2}"
    r"[\s.…_*]{0,40}(?:năm|/|-)[\s.…_*]{0,40}\d{0,4})[\s.…*]*"
)
_KINH_GUI = re.compile(r"\**\s*(?:[Kk]ính\s+(?:gửi|gởi)|KÍNH GỬI)\s*:?\s*")
_ARRIVED = re.compile(
    r"(?:(?:công văn |văn bản )?đến\b.*\bsố\b|số đến\b|đến\s*(?:số)?\s*:|(?:công )?văn bản đến$|đến$)"
)
_STAMP_LINE = re.compile(
    r"(?:ngày|giờ|chuyển|số và ký hiệu|số và kí hiệu|lưu|hs|số|đến|c\.?văn)\b.*", re.DOTALL
)
_GAZETTE = re.compile(r"văn bản (?:quy phạm pháp luật|pháp luật khác)|phần (?:i+ )?văn bản .*|công báo\b.*")
_CONSOLIDATED = re.compile(r"văn bản hợp nhất(?:\s*[-–:]\s*(?P<body>.*))?")
_TYPE_LINE = re.compile(rf"(?P<type>{TYPE_NAME_SOURCE})[\s*]*(?:\(?\d{{1,2}}\)?|\*)?", re.IGNORECASE)
_TYPE_START = re.compile(rf"(?P<type>{TYPE_NAME_SOURCE})(?!\w)\s*[:*]?\s*(?P<rest>\S.*)", re.IGNORECASE)
_ENACTS = re.compile(
    r"(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|NGHỊ QUYẾT|Quyết định|Quyết nghị|CHỈ THỊ|QUYẾT ĐỊNH LIÊN TỊCH)\s*:?"
)
# "Căn cứ Luật …", "- Căn cứ …", "Theo đề nghị của …", "Xét Tờ trình số …"
_RECITAL = re.compile(
    r"(?P<dash>[-–—+*•]\s*)?(?P<start>Căn cứ|CĂN CỨ|Theo đề nghị"
    r"|Xét (?:đề nghị|Tờ trình|tờ trình|công văn|Báo cáo)"
    r"|Sau khi (?:xem xét|xét|có ý kiến|thống nhất|trao đổi)"
    r"|Trên cơ sở (?:ý kiến|đề nghị|kết luận)|Tiếp theo)\b"
)
# "(Ban hành kèm theo Quyết định số 102/2025/QĐ-UBND ngày …)"
_ISSUED_WITH = re.compile(r"\W{0,4}(?:[Đđ]ược\s+)?(?:[Bb]an hành\s+)?[Kk]èm\s+theo\b")
_DASH = re.compile(r"[-–—+•*]\s*(?=\S)")
_LEAD_WORDS = re.compile(
    r"(?:thực hiện|căn cứ|nhằm|để|trong|ngày|theo|vừa qua|hiện nay|tiếp tục|triển khai|trên cơ sở|qua|sau"
    r"|xét|với|hằng|hàng"
    r"|thời gian|được|tại|trước)\b",
    re.IGNORECASE,
)
_CONNECTS = re.compile(
    r"(?:\b(?:của|và|do|bởi|thuộc|cho|với|về|tại|là|theo|hoặc|các|kèm|đến|từ)|[,–-])$", re.IGNORECASE
)
# below the title of a consolidated text: "Thông tư 38/2015/TT-BLĐTBXH ngày 19 tháng 10 năm 2015 của …"
_ORIGIN = re.compile(rf"(?:{TYPE_NAME_SOURCE})\s+(?:số\s+)?\d[\w/-]*\s+ngày\b")
_OBJECT_FOLLOWS = re.compile(r"(?:thực hiện|bãi bỏ|ban hành|bổ sung|thay thế|sửa đổi|hướng dẫn|điều|phần)$")
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
_FINISHED = re.compile(r"[.;:!?…/][”\")*]*$")


def is_letterhead(line: str) -> bool:
    """Whether a line by itself can only be of a letterhead: the name of the country, its motto, the Party."""
    return " ".join(re.findall(r"\w+", bare(line))) in _MOTTOES


def _is_rule(segment: Segment) -> bool:
    return bool(_RULE.fullmatch(segment.text))


def _type_line(segment: Segment) -> str:
    """The type that a line consists of, or ""; "QUYẾT ĐỊNH:" with a colon enacts and is none."""
    match = _TYPE_LINE.fullmatch(segment.text)
    if match is None or not match["type"][0].isupper():
        return ""
    kind = type_named(match["type"])
    return kind.name if kind else ""


# --- reading --------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Reading:
    """What has been read so far of one front."""

    text: str
    wording: Wording
    paragraphs: list[Paragraph] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    letterhead: list[str] = field(default_factory=list)
    number: str = ""
    number_at: Span | None = None
    date: str = ""
    place: str = ""
    about: str = ""
    type: str = ""
    title: str = ""
    authority: str = ""
    opening: str = ""
    addressees: list[str] = field(default_factory=list)
    with_number: str = ""
    with_printed: str = ""
    is_consolidated: bool = False

    def add(self, role: Role, group: Sequence[Segment], at: str = OPENING_PLACE) -> None:
        """Makes one paragraph of some segments."""
        if group:
            self.paragraphs.append(Paragraph(role, at, tuple(p for segment in group for p in segment.pieces)))

    def report(
        self, code: str, message: str, at: Span, hint: str, severity: Severity = Severity.WARNING
    ) -> None:
        """Notes something odd for the editor."""
        self.findings.append(Finding(code, message, at.start, at.end, hint, severity))


def read_front(
    text: str,
    lines: Sequence[Line],
    body_text: str = "",
    *,
    issuing: Front | None = None,
    stated: Stated | None = None,
) -> Front:
    """Reads the lines from the letterhead up to the first provision of the body.

    ``text`` is the text of the source, ``body_text`` the rest of this document (for casing and context);
    ``issuing`` is the front of the document with which this one is issued, ``stated`` what a portal says.
    """
    parts = segments(text, lines)
    front_text = "\n".join(part.text for part in parts)
    reading = _Reading(text, Wording(f"{front_text}\n{body_text}"))
    type_at = _find_type(parts)
    after_head = _read_head(reading, parts, type_at)
    if type_at is not None:
        after_head = _read_title(reading, parts, type_at)
    _read_rest(reading, parts, after_head)
    _look_further(reading, body_text)
    return _result(reading, parts, issuing, stated or Stated())


def _look_further(reading: _Reading, body_text: str) -> None:
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


def _find_type(parts: Sequence[Segment]) -> int | None:
    """The segment that holds the type: a line of its own, else a line that starts with one in capitals."""
    limit = next(
        (i for i, part in enumerate(parts) if _RECITAL.match(part.text) or _KINH_GUI.match(part.text)),
        len(parts),
    )
    for at in range(limit):
        if _type_line(parts[at]) or _torn_type(parts, at):
            return at
    for at in range(limit):
        match = _TYPE_START.fullmatch(parts[at].text)
        if match and is_capitals(match["type"]) and not _NUMBER_LINE.fullmatch(parts[at].text):
            return at
    return None


def _torn_type(parts: Sequence[Segment], at: int) -> str:
    """The type that two lines in capitals make up ("QUYẾT / ĐỊNH", "THÔNG TƯ / LIÊN TỊCH"), or ""."""
    if at + 1 >= len(parts) or len(parts[at].text) + len(parts[at + 1].text) > 40 or parts[at + 1].gap:
        return ""
    joined = f"{parts[at].text} {parts[at + 1].text}"
    kind = type_named(joined) if is_capitals(joined) else None
    return kind.name if kind else ""


def _read_head(reading: _Reading, parts: Sequence[Segment], type_at: int | None) -> int:
    """Reads letterhead, number, place and date, stamps; returns where something else begins."""
    end = len(parts) if type_at is None else type_at
    stamped = _stamped(parts, end)
    motto: list[str] = []
    at = 0
    while at < end:
        part = parts[at]
        folded = bare(part.text)
        words = re.findall(r"\w+", folded)
        if _is_rule(part):
            reading.add(Role.FURNITURE, [part])
        elif at in stamped:
            reading.add(Role.STAMP, [part])
        elif motto and words and words == motto[: len(words)]:
            motto = motto[len(words) :]
            reading.add(Role.LETTERHEAD, [part])
        elif started := _motto_started(words):
            motto = started
            reading.add(Role.LETTERHEAD, [part])
        elif taken := (_read_place_date(reading, parts, at, end) or _read_number(reading, parts, at, end)):
            at += taken
            continue
        elif _KINH_GUI.match(part.text) or _RECITAL.match(part.text):
            return at
        elif _ABOUT.match(part.text):
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


def _motto_started(words: Sequence[str]) -> list[str]:
    """The words of a motto that are still to come after a line that begins it; ["."] when it is whole."""
    for motto in _MOTTOES:
        expected = motto.split()
        if words and list(words) == expected[: len(words)] and (len(words) > 1 or words[0] == "cong"):
            return expected[len(words) :] or ["."]
    return []


def _stamped(parts: Sequence[Segment], end: int) -> set[int]:
    """The segments of an incoming stamp: the block of lines around "ĐẾN Số: …"."""
    found: set[int] = set()
    for at in range(end):
        if not _ARRIVED.match(parts[at].text.lower()) or is_letterhead(parts[at].text):
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
            and not _has_symbol(parts[last].text)
        ):
            last += 1
        found.update(range(first, last))
    return found


def _has_symbol(text: str) -> bool:
    return bool(numbers.NUMBER.search(text)) or bool(re.search(r",\s*ngày", text))


def _read_letterhead(reading: _Reading, part: Segment) -> None:
    consolidated = _CONSOLIDATED.fullmatch(part.text.lower())
    if consolidated:
        reading.is_consolidated = True
        body = consolidated["body"] or ""
        if body:
            reading.letterhead.append(part.text[-len(body) :])
    elif is_capitals(part.text) or issuer.starts_body(part.text):
        reading.letterhead.append(part.text.strip("*_ "))
    reading.add(Role.LETTERHEAD, [part])


def _read_place_date(reading: _Reading, parts: Sequence[Segment], at: int, end: int) -> int:
    """Reads "Hà Nội, ngày 18 tháng 11 năm 2025", over up to four lines; returns how many it took."""
    if is_capitals(parts[at].text) or reading.date:
        return 0
    joined, count, match = "", 0, None
    for size in range(1, 5):
        if at + size > end or (size > 1 and parts[at + size - 1].gap and not joined.endswith(",")):
            break
        joined = plain(f"{joined} {parts[at + size - 1].text}").replace("*", "")
        found = _PLACE_DATE.fullmatch(joined)
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


def _read_number(reading: _Reading, parts: Sequence[Segment], at: int, end: int) -> int:
    """Reads "Số: 102/2025/QĐ-UBND", the number perhaps on the next line; returns how many lines it took."""
    match = _NUMBER_LINE.fullmatch(parts[at].text)
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


def _read_about(reading: _Reading, parts: Sequence[Segment], at: int, end: int) -> int:
    """Reads the subject of a công văn, "V/v …", wrapped in its narrow column; returns where it ends."""
    group: list[Segment] = []
    while at < end:
        part = parts[at]
        other = (
            _is_rule(part)
            or _KINH_GUI.match(part.text)
            or _motto_started(re.findall(r"\w+", bare(part.text)))
        )
        if other or (group and (part.gap or _ARRIVED.match(part.text.lower()) or _dated(parts, at, end))):
            break
        if not group and not reading.about and not _ABOUT.match(part.text):
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
    match = _PLACE_DATE.match(plain(" ".join(part.text for part in parts[at : min(at + 3, end)])))
    return bool(match and match["place"])


def _read_title(reading: _Reading, parts: Sequence[Segment], type_at: int) -> int:
    """Reads the type, the title below it, and the authority line; returns where the recitals begin."""
    head = parts[type_at]
    reading.type = _type_line(head)
    title: list[Segment] = []
    same_line = ""
    at = type_at + 1
    if torn := _torn_type(parts, type_at):
        reading.type = torn
        at += 1
    elif not reading.type:
        match = _TYPE_START.fullmatch(head.text)
        if match:
            kind = type_named(match["type"])
            reading.type, same_line = kind.name if kind else "", match["rest"]
    reading.add(Role.TITLE, parts[type_at:at])
    end = next((i for i in range(at, len(parts)) if _RECITAL.match(parts[i].text)), len(parts))
    authority = _authority_at(reading, parts, at, end)
    while at < authority:
        part = parts[at]
        if _is_rule(part):
            reading.add(Role.FURNITURE, [part])
            at += 1
            if title:
                break
            continue
        if _starts_other(reading, part) or (title and not _goes_on(title, part)):
            break
        title.append(part)
        at += 1
    reading.add(Role.TITLE, title)
    reading.title = plain(" ".join([same_line, *(part.text for part in title)])).strip("* ")
    if at == authority and authority < end:
        group = list(parts[authority:end])
        reading.authority = plain(" ".join(part.text for part in group if not _is_rule(part)))
        for part in group:
            if _is_rule(part):
                reading.add(Role.FURNITURE, [part])
        reading.add(Role.OPENING, [part for part in group if not _is_rule(part)])
        at = end
    return at


def _starts_other(reading: _Reading, part: Segment) -> bool:
    """Whether a line below the type cannot be of the title."""
    if _ISSUED_WITH.match(part.text) or _KINH_GUI.match(part.text):
        return True
    return bool(_ENACTS.fullmatch(part.text) and part.text.endswith(":")) or (
        reading.number_at is None and bool(_NUMBER_LINE.fullmatch(part.text)) and _has_symbol(part.text)
    )


def _goes_on(title: Sequence[Segment], part: Segment) -> bool:
    """Whether a line goes on with the title above it."""
    last = title[-1]
    first = part.text.lstrip('“"(*')[:1]
    small = first.islower() or first.isdigit()
    if small or _CONNECTS.search(last.text):
        return True
    above = " ".join(segment.text for segment in title)
    if len(above) <= 4:  # "Ý / KIẾN CHỈ ĐẠO …"
        return True
    capitals = is_capitals(above)
    if capitals != is_capitals(part.text) and not part.text.startswith("("):
        return False
    if part.gap:
        return capitals and not _FINISHED.search(last.text)
    if last.line.bold and not part.line.bold and not capitals:
        return False
    tells_origin = _ORIGIN.match(part.text) and len(above.split()) > 6 and not _OBJECT_FOLLOWS.search(above)
    leads = not capitals and _LEAD_WORDS.match(part.text)
    return not (_FINISHED.search(last.text) or tells_origin or leads or len(part.text) > 180)


def _authority_at(reading: _Reading, parts: Sequence[Segment], first: int, end: int) -> int:
    """Where the line of the authority above the recitals begins ("BỘ TRƯỞNG BỘ TÀI CHÍNH"), else ``end``."""
    if end == len(parts):
        return end
    known = {fold(line) for line in issuer.letterhead_bodies(reading.letterhead)}
    last = end
    while last > first and _is_rule(parts[last - 1]):
        last -= 1
    best, best_rank = end, 0
    for at in range(last - 1, max(first, last - 5), -1):
        part = parts[at]
        if not is_capitals(part.text):
            break
        joined = fold(" ".join(segment.text for segment in parts[at:last]))
        apart = part.gap or part.line.bold != parts[at - 1].line.bold or _is_rule(parts[at - 1])
        # an office is surer than a body that the letterhead names, and that than any other body
        rank = (
            3
            if office_at_start(joined)
            else 2
            if joined in known
            else 1
            if apart and issuer.starts_body(joined)
            else 0
        )
        if rank and rank >= best_rank and not _CONNECTS.search(parts[at - 1].text):
            best, best_rank = at, rank
    return best


# --- recitals, addressees, opening ----------------------------------------------------------------


def _read_rest(reading: _Reading, parts: Sequence[Segment], at: int) -> None:
    longest = max((len(part.text) for part in parts), default=0)
    width = longest if longest <= 170 else 0  # longer lines are whole paragraphs
    recitals = 0
    opening: list[str] = []
    while at < len(parts):
        part = parts[at]
        if _is_rule(part):
            reading.add(Role.FURNITURE, [part])
            at += 1
        elif _ISSUED_WITH.match(part.text):
            at = _read_issued_with(reading, parts, at)
        elif _KINH_GUI.match(part.text) and not reading.addressees:
            at = _read_addressees(reading, parts, at)
        elif _RECITAL.match(part.text) and _is_recital(reading):
            recitals += 1
            end = _paragraph_end(parts, at, width, recital=True)
            _add_recital(reading, parts[at:end], recitals)
            at = end
        elif (not reading.date and (taken := _read_place_date(reading, parts, at, len(parts)))) or (
            reading.number_at is None
            and _is_number_line(part)
            and (taken := _read_number(reading, parts, at, len(parts)))
        ):
            at += taken
        else:
            end = _paragraph_end(parts, at, width, recital=False)
            reading.add(Role.OPENING, parts[at:end])
            opening.append(plain(" ".join(segment.text for segment in parts[at:end])))
            at = end
    reading.opening = "\n".join(opening)


def _is_recital(reading: _Reading) -> bool:
    """A công văn argues with "Căn cứ …" in its text; those are no recitals."""
    return bool(reading.type) or not reading.addressees


def _is_number_line(part: Segment) -> bool:
    return bool(_NUMBER_LINE.fullmatch(part.text)) and len(part.text) < 60 and _has_symbol(part.text)


def _paragraph_end(parts: Sequence[Segment], at: int, width: int, *, recital: bool) -> int:
    """Where the paragraph ends that begins at a segment."""
    end = at + 1
    while end < len(parts):
        last, part = parts[end - 1], parts[end]
        if part.line.table != last.line.table or _is_rule(part) or _RECITAL.match(part.text):
            break
        if _ENACTS.fullmatch(part.text) or _ENACTS.fullmatch(last.text) or _ISSUED_WITH.match(part.text):
            break
        small = part.text[:1].islower() or part.text[:1].isdigit() or part.text[:1] in '(“"'
        finished = bool(_FINISHED.search(last.text))
        full = bool(width) and len(last.text) + 1 + len(part.text.split(" ", 1)[0]) > 0.85 * width
        if part.gap:
            if not (small and not finished):
                break
        elif not width:
            if not (part.text[:1].islower() and not finished):
                break
        elif finished:
            # "…số 68/2006/QH11; Luật / sửa đổi": a list inside a recital may break after its semicolon
            lists_on = recital and full and last.text.endswith((";", ",")) and not _issues(part.text)
            sentence_on = (
                not recital and full and last.text.endswith((";", ".")) and not _DASH.match(part.text)
            )
            if not (lists_on or sentence_on):
                break
        elif _DASH.match(part.text) and not full:
            break
        end += 1
    return end


def _issues(text: str) -> bool:
    return bool(
        re.search(r"\b(?:ban hành|quyết định|quyết nghị|thông qua)\b|:$", text)
    ) and issuer.starts_body(text)


def _add_recital(reading: _Reading, group: Sequence[Segment], count: int) -> None:
    first = group[0]
    dash = _DASH.match(reading.text[first.start : first.pieces[0].end])
    label = dash[0].strip() if dash else ""
    skip = dash.end() if dash else 0
    start = first.start
    spans = [
        Span(start + skip, first.pieces[0].end),
        *first.pieces[1:],
        *(p for s in group[1:] for p in s.pieces),
    ]
    address = child("", Kind.RECITAL, str(count))
    span = Span(start, start + len(label))
    reading.nodes.append(Node(address, Kind.RECITAL, label, "", start, group[-1].end, span))
    reading.paragraphs.append(Paragraph(Role.RECITAL, address, tuple(spans)))


def _read_addressees(reading: _Reading, parts: Sequence[Segment], at: int) -> int:
    """Reads "Kính gửi: …" and the list below it; returns where the text of the letter begins."""
    match = _KINH_GUI.match(parts[at].text)
    names: list[str] = []
    rest = parts[at].text[match.end() :] if match else ""
    if rest:
        names += [rest]
    group = [parts[at]]
    at += 1
    while at < len(parts):
        part = parts[at]
        dash = _DASH.match(part.text)
        before = group[-1].text
        inside = bool(names) and names[-1].count("(") > names[-1].count(")")
        if _is_rule(part):
            break
        if dash and (len(names) == 0 or not part.gap or _DASH.match(before) or before.endswith((";", ":"))):
            names.append(part.text[dash.end() :])
        elif part.gap and not (names and before.endswith(",")) and not (not names and len(part.text) < 120):
            break
        elif inside or part.text[:1].islower() or part.text.startswith("("):
            if names and not (_DASH.match(group[-1].text) and before.endswith(";") and not inside):
                names[-1] = f"{names[-1]} {part.text}"
        elif (
            not names or before.endswith((",", ";", "-")) or (_wraps(before) and not _FINISHED.search(before))
        ):
            if names and not before.endswith(";"):
                names[-1] = f"{names[-1]} {part.text}"
            else:
                names.append(part.text)
        else:
            break
        group.append(part)
        at += 1
    firsts = [i for i, part in enumerate(group) if i == 0 or _DASH.match(part.text)]
    for first, after in zip(firsts, [*firsts[1:], len(group)], strict=True):
        reading.add(Role.ADDRESSEE, group[first:after])
    reading.addressees = split_names(names)
    return at


def _wraps(text: str) -> bool:
    return len(text) > 45


def split_names(items: Sequence[str]) -> list[str]:
    """The names of a list of addressees or recipients: without dashes and closing marks, a ";" parts them.

    >>> split_names(["- Chính phủ; - Các bộ;", "Như trên./."])
    ['Chính phủ', 'Các bộ', 'Như trên']
    """
    names = []
    for item in items:
        for name in re.split(r";\s*(?=[-–+•]\s*|$)", item):
            clean = re.sub(r"^[-–—+•*\s]+|[\s;,.*/]+$", "", plain(name))
            if clean:
                names.append(clean)
    return names


def _read_issued_with(reading: _Reading, parts: Sequence[Segment], at: int) -> int:
    """Reads "(Ban hành kèm theo Quyết định số … ngày …)"; returns where it ends."""
    group = [parts[at]]
    at += 1
    opened = group[0].text.lstrip("*").startswith("(")
    while at < len(parts) and len(group) < 5:
        joined = " ".join(part.text for part in group)
        if opened and ")" in group[-1].text and joined.count("(") <= joined.count(")"):
            break
        if parts[at].gap or _is_rule(parts[at]) or _RECITAL.match(parts[at].text):
            break
        group.append(parts[at])
        at += 1
    reading.add(Role.OPENING, group)
    found = numbers.NUMBER.search(plain(" ".join(part.text for part in group)).replace("*", ""))
    if found and not reading.with_number:
        reading.with_printed = found[0]
        reading.with_number = numbers.normalise(found[0])
    return at


# --- the result -----------------------------------------------------------------------------------


def _result(reading: _Reading, parts: Sequence[Segment], issuing: Front | None, stated: Stated) -> Front:
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
    return stated.date if re.fullmatch(r"\d{4}-\d{2}-\d{2}", stated.date) else dates.iso(stated.date) or ""


def _issuer(reading: _Reading, front: Front, issuing: Front | None, attached: bool) -> str:
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


def _report(reading: _Reading, front: Front, parts: Sequence[Segment], attached: bool) -> None:
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
