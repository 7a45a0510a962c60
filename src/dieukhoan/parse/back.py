"""The back of a document: closing sentences, signatures, recipients, stamps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from dieukhoan import issuer
from dieukhoan.casing import CAPITAL, Wording, fold, is_capitals, office_at_start
from dieukhoan.findings import Finding, Severity
from dieukhoan.model import CELL, CELL_LINE, CLOSING_PLACE, Line, Paragraph, Role, Signer, Span, plain
from dieukhoan.parse.front import Front
from dieukhoan.parse.front.forms import is_letterhead
from dieukhoan.parse.front.opening import split_names
from dieukhoan.parse.front.segments import Segment, segments
from dieukhoan.parse.signatures import (
    ON_BEHALF,
    SIGNED,
    Authority,
    is_capital_name,
    is_name,
    signer,
    signing_name,
)


@dataclass(frozen=True, slots=True)
class Back:
    """What stands after the last provision: who signed, for whom, and who receives a copy."""

    signers: tuple[Signer, ...] = ()
    recipients: tuple[str, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    findings: tuple[Finding, ...] = ()


_ON_BEHALF_START = re.compile(
    rf"(?:TM|T/M|KT|K/T|TL|T/L|TUQ|T/U/Q|Q)(?:\s?[.:]\s?(?=[{CAPITAL}]{{2}}|$)|\s(?=[{CAPITAL}]{{3}}))"
)
_RECIPIENTS = re.compile(r"(?:Nơi nhận|NƠI NHẬN|Nơi gửi|Nơi nhân)\s*(?:(?P<colon>[:;.])\s*(?P<rest>.*))?")
# offices that are the titles of chapters too
_ALSO_TITLES = frozenset(("chủ tịch nước", "ủy viên", "thủ trưởng", "phụ trách", "tổng thư ký"))
_AUTHENTIC = re.compile(r"xác thực văn bản hợp nhất|xác nhận văn bản hợp nhất")
_DIGITAL = re.compile(
    r"(?:ký bởi|người ký|ngày ký|thời gian ký|cơ quan\s*:|email\s*:|signature|signed|digitally"
    r"|chữ ký số|được ký bởi)",
    re.IGNORECASE,
)
_ITEM = re.compile(r"(?:\d{1,3}[.)]|[a-zđ]\))\s")
_DASH = re.compile(r"[-–—+•*]\s*(?=\S)")
_KEEPS = re.compile(r"[-–+•*\s]*Lưu\b")
# the list on one line, its heading lost: "- Chính phủ; - Các bộ; - Lưu: VT."
_KEPT_IN_LINE = re.compile(r"\s*-\s[^\n]*;\s*-\s?Lưu\s*:")
_SCRIBBLE = re.compile(r"(?<=[.;])\s+[a-zđ]{1,5}$")
# "Như trên" in a công văn means its addressees
_AS_ABOVE = re.compile(r"như\s+(?:trên|kính gửi|đề gửi)\b.*", re.IGNORECASE)
_FINISHED = re.compile(r"[.;:!?…/][”\")*]*$")
_NUMBER_LINE = re.compile(r"Số\s*:\s*\d+\S*")
_PLACE_DATE = re.compile(rf"[{CAPITAL}][^,\d]{{1,40}},\s*ngày\s+\d.*")
_BRACE = re.compile(r"[}{|\]\[]+\s*\(?.{0,40}\)?")


def starts_back(line: str, following: str = "") -> bool:
    """Whether a line opens the back matter: "Nơi nhận:", "TM. …", "KT. CHỦ TỊCH", "XÁC THỰC …".

    So does an office alone in capitals, unless the next line is an item; the office of a body, and one
    in small letters, only above who signs.

    >>> starts_back("KT. CHỦ TỊCH"), starts_back("Nơi nhận hồ sơ là một cửa"), starts_back("CHỦ TỊCH NƯỚC")
    (True, False, False)
    >>> starts_back("CHỦ TỊCH", "Trần Thị Mai"), starts_back("CHỦ TỊCH", "1. Chủ tịch có nhiệm vụ sau:")
    (True, False)
    >>> starts_back("CHỦ TỊCH QUỐC HỘI", "(Đã ký)"), starts_back("Chủ tịch Quốc hội", "(Đã ký)")
    (True, True)
    """
    opening = line.lstrip("*_|\\ \t\v")[:3]
    if opening[:1] == "-":
        return bool(_KEPT_IN_LINE.match(line))
    if (
        CELL not in line
        and opening.lower() != "nơi"
        and not (opening[:1].isupper() and not opening[1:2].islower())
        and not _is_signed(following)
    ):
        return False  # most lines: this is asked of every one
    return any(_opens(plain(cell).strip("*\\_| "), following) for cell in _first_lines(line))


def _first_lines(line: str) -> list[str]:
    """The first line of each cell of a table row; of another line, the line itself."""
    return [cell.strip().split(CELL_LINE, 1)[0] for cell in line.split(CELL)]


def _opens(clean: str, following: str) -> bool:
    if not clean or len(clean) > 160:
        return False
    if _ON_BEHALF_START.match(clean):
        return True
    recipients = _RECIPIENTS.fullmatch(clean)
    if recipients and (recipients["colon"] or clean in ("Nơi nhận", "NƠI NHẬN")):
        return True
    signed = _is_signed(following)
    if not clean[0].isupper() or not (signed or is_capitals(clean)):
        return False
    if _AUTHENTIC.fullmatch(clean.lower()):
        return True
    named = signed or is_name(following)
    if _ITEM.match(following):
        return False
    office = office_at_start(clean)
    of = clean[len(office) :].strip()
    if named and office and of and fold(clean) not in _ALSO_TITLES:
        return issuer.starts_body(of)  # "CHỦ TỊCH QUỐC HỘI", "GIÁM ĐỐC SỞ Y TẾ"
    return fold(office) == fold(clean) and fold(clean) not in _ALSO_TITLES


def _is_signed(line: str) -> bool:
    """Whether a line says only that somebody signed: "(Đã ký)"."""
    return bool(SIGNED.fullmatch(line.strip(" *_")))


@dataclass(slots=True)
class _Reading:
    front: Front
    wording: Wording
    paragraphs: list[Paragraph] = field(default_factory=list)
    signers: list[Signer] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    authority: Authority = field(default_factory=Authority)
    last_role: Role | None = None

    def add(self, role: Role, part: Segment, *, joins: bool = False) -> None:
        """Adds a segment as a paragraph, or to the last one of the same role."""
        if joins and self.paragraphs and self.paragraphs[-1].role is role:
            last = self.paragraphs[-1]
            self.paragraphs[-1] = Paragraph(role, CLOSING_PLACE, (*last.pieces, *part.pieces))
        else:
            self.paragraphs.append(Paragraph(role, CLOSING_PLACE, part.pieces, part.line.table))
        self.last_role = role


def read_back(text: str, lines: Sequence[Line], front: Front | None = None, body_text: str = "") -> Back:
    """Reads the lines after the last provision; ``front`` gives issuer, place and addressees."""
    data = _data_tables(text, lines)
    parts = _parts(text, lines, data)
    front = front or Front()
    context = " ".join([front.title, front.issuer, " ".join(part.text for part in parts), body_text])
    reading = _Reading(front, Wording(context))
    mode: Role = Role.CLOSING
    for at, part in enumerate(parts):
        if part.line.table in data:
            reading.add(mode := Role.CLOSING, part)
        else:
            mode = _read(reading, parts, at, part, mode)
    recipients = tuple(_recipients(reading.items, front))
    findings = []
    if (
        reading.authority.lines
        and not reading.signers
        and any(p.role is Role.SIGNATURE for p in reading.paragraphs)
    ):
        at_signature = next(p for p in reading.paragraphs if p.role is Role.SIGNATURE).pieces[0]
        findings.append(_no_signer(at_signature))
    return Back(tuple(reading.signers), recipients, tuple(reading.paragraphs), tuple(findings))


def _data_tables(text: str, lines: Sequence[Line]) -> set[int]:
    """The tables of the back that hold data and place no signature on the page."""
    rows = Counter(line.table for line in lines if line.table)
    placing = {line.table for line in lines if line.table and starts_back(text[line.start : line.end])}
    return {table for table, count in rows.items() if count > 1} - placing


def _parts(text: str, lines: Sequence[Line], data: set[int]) -> list[Segment]:
    """The lines as segments; the rows of data tables stay whole."""
    parts: list[Segment] = []
    for is_data, group in groupby(lines, key=lambda line: line.table in data):
        if is_data:
            parts += [
                Segment(plain(text[line.start : line.end]), (Span(line.start, line.end),), False, line)
                for line in group
            ]
        else:
            parts += segments(text, list(group))
    return parts


def _no_signer(at: Span) -> Finding:
    return Finding(
        "thieu-nguoi-ky",
        "Có chức vụ người ký nhưng không thấy họ tên.",
        at.start,
        at.end,
        "Ghi họ tên người ký theo bản gốc.",
        Severity.NOTE,
    )


def _read(reading: _Reading, parts: Sequence[Segment], at: int, part: Segment, mode: Role) -> Role:
    """Takes one segment; returns what the following ones belong to."""
    clean = part.text.strip("*_ ")
    following = parts[at + 1].text if at + 1 < len(parts) else ""
    recipients = _RECIPIENTS.fullmatch(clean)
    if not re.search(r"\w", clean):
        reading.add(Role.FURNITURE, part)
        return mode
    if recipients and (recipients["colon"] or not recipients["rest"]):
        reading.add(Role.RECIPIENTS, part)
        if recipients["rest"]:
            reading.items.append(recipients["rest"])
        return Role.RECIPIENTS
    if _DIGITAL.match(clean):
        reading.add(Role.STAMP, part, joins=reading.last_role is Role.STAMP)
        return mode
    if _AUTHENTIC.fullmatch(clean.lower()) or is_letterhead(clean):
        reading.add(Role.SIGNATURE, part)
        return Role.SIGNATURE
    if _NUMBER_LINE.fullmatch(clean) and mode is not Role.RECIPIENTS:
        reading.add(Role.NUMBER, part)
        return mode
    if _PLACE_DATE.fullmatch(clean) and mode is not Role.RECIPIENTS:
        reading.add(Role.PLACE_DATE, part)
        return mode
    if (is_capitals(clean) or _is_signed(following)) and _signs(reading, parts, at, clean, mode):
        if reading.signers and not reading.authority.lines:
            reading.authority = Authority()
        reading.authority.add(clean)
        reading.add(Role.SIGNATURE, part)
        return Role.SIGNATURE
    if reading.authority.lines and (SIGNED.fullmatch(clean) or _sign(reading, _whole_name(parts, at))):
        reading.add(Role.SIGNATURE, part)
        return Role.SIGNATURE
    if (
        mode is Role.SIGNATURE
        and at
        and not part.gap
        and _whole_name(parts, at - 1) != parts[at - 1].text.strip("*_ ")
    ):
        reading.add(Role.SIGNATURE, part, joins=True)  # the rest of a torn name
        return Role.SIGNATURE
    listed = mode is Role.RECIPIENTS or (_DASH.match(clean) and _is_list_of_recipients(parts, at))
    if listed and _take_recipient(reading, part, clean):
        return Role.RECIPIENTS
    if _BRACE.fullmatch(clean) or (mode is not Role.CLOSING and len(clean) < 4):
        reading.add(Role.STAMP, part)
        return mode
    joins = bool(at) and not part.gap and reading.last_role is Role.CLOSING
    joins = joins and not _FINISHED.search(parts[at - 1].text) and not _DASH.match(clean)
    joins = joins and not part.line.table and not parts[at - 1].line.table
    if is_name(clean) and not following and not reading.signers and mode is Role.SIGNATURE:
        reading.add(Role.SIGNATURE, part)
        return mode
    reading.add(Role.CLOSING, part, joins=joins)
    return Role.CLOSING


def _whole_name(parts: Sequence[Segment], at: int) -> str:
    """A line, with the next one if a name was torn between them: "Lê Hải / Hòa", "Vũ / Chiến Thắng"."""
    first = parts[at].text.strip("*_ ")
    if at + 1 == len(parts) or parts[at + 1].gap:
        return first
    second = parts[at + 1].text.strip("*_ ")
    torn = len(first.split()) == 1 or len(second.split()) == 1
    joined = f"{first} {second}"
    return joined if torn and not is_capitals(second) and is_name(joined) else first


def _signs(reading: _Reading, parts: Sequence[Segment], at: int, clean: str, mode: Role) -> bool:
    """Whether a line in capitals belongs to a signature."""
    if ON_BEHALF.fullmatch(clean) or office_at_start(clean):
        return True
    if mode is Role.SIGNATURE and reading.authority.lines:
        # the rest of an authority; a name in capitals under an office is a name
        return not (office_at_start(reading.authority.lines[-1][1]) and is_capital_name(clean))
    if not issuer.starts_body(clean):
        return False
    ahead = [part.text.strip("*_ ") for part in parts[at + 1 : at + 5]]
    return any(ON_BEHALF.fullmatch(text) or (is_capitals(text) and office_at_start(text)) for text in ahead)


def _sign(reading: _Reading, text: str) -> bool:
    """Takes a name under lines of authority as a signer."""
    name = signing_name(text)
    if not name:
        return False
    reading.signers.append(signer(name, reading.authority.lines, reading.wording, reading.front))
    reading.authority = Authority()
    return True


# --- recipients -----------------------------------------------------------------------------------


def _is_list_of_recipients(parts: Sequence[Segment], at: int) -> bool:
    """A list that ends with "Lưu: …" is of recipients, also where "Nơi nhận" was lost."""
    return any(_KEEPS.match(part.text) or "- Lưu" in part.text for part in parts[at : at + 30])


def _take_recipient(reading: _Reading, part: Segment, clean: str) -> bool:
    """Takes a line into the list of recipients; False where the list has ended."""
    dash = _DASH.match(clean)
    ended = bool(reading.items) and bool(_KEEPS.match(reading.items[-1]))
    if dash:
        if clean.startswith("+") and reading.items:
            reading.items[-1] = f"{reading.items[-1]} {clean[dash.end() :]}"
        else:
            reading.items.append(clean)
    elif _BRACE.fullmatch(clean):
        reading.add(Role.RECIPIENTS, part)
        return True
    elif not reading.items:
        reading.items.append(clean)
    elif (part.gap and (ended or len(clean) > 60)) or (ended and reading.items[-1].endswith(".")):
        return False
    else:
        last = reading.items[-1]
        starts_new = (
            last.endswith((";", ".")) and clean[:1].isupper() and not last.rstrip(";. ").endswith(":")
        )
        if starts_new:
            reading.items.append(clean)
        else:
            reading.items[-1] = f"{last} {clean}"
    reading.add(
        Role.RECIPIENTS, part, joins=not dash and reading.last_role is Role.RECIPIENTS and not part.gap
    )
    return True


def _recipients(items: Sequence[str], front: Front) -> list[str]:
    names = split_names([_SCRIBBLE.sub("", item) for item in items])
    if front.addressees:
        return [*front.addressees, *(name for name in names if not _AS_ABOVE.fullmatch(name))]
    return names
