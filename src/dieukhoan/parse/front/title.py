"""Type and title of a document, and the authority that stands below them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dieukhoan import issuer
from dieukhoan.casing import fold, is_capitals, office_at_start
from dieukhoan.doctypes import TYPE_NAME_SOURCE, type_named
from dieukhoan.model import Role, plain
from dieukhoan.parse.front.forms import (
    CONNECTS,
    ENACTS,
    FINISHED,
    ISSUED_WITH,
    KINH_GUI,
    NUMBER_LINE,
    RECITAL,
    TYPE_START,
    has_symbol,
    torn_type,
    type_line,
)
from dieukhoan.parse.front.reading import Reading
from dieukhoan.parse.front.segments import Segment, is_rule

_LEAD_WORDS = re.compile(
    r"(?:thực hiện|căn cứ|nhằm|để|trong|ngày|theo|vừa qua|hiện nay|tiếp tục|triển khai|trên cơ sở|qua|sau"
    r"|xét|với|hằng|hàng"
    r"|thời gian|được|tại|trước)\b",
    re.IGNORECASE,
)
# below the title of a consolidated text: "Thông tư 38/2015/TT-BLĐTBXH ngày 19 tháng 10 năm 2015 của …"
_ORIGIN = re.compile(rf"(?:{TYPE_NAME_SOURCE})\s+(?:số\s+)?\d[\w/-]*\s+ngày\b")
_OBJECT_FOLLOWS = re.compile(r"(?:thực hiện|bãi bỏ|ban hành|bổ sung|thay thế|sửa đổi|hướng dẫn|điều|phần)$")


def find_type(parts: Sequence[Segment]) -> int | None:
    """The segment that holds the type: a line of its own, else a line that starts with one in capitals."""
    limit = next(
        (i for i, part in enumerate(parts) if RECITAL.match(part.text) or KINH_GUI.match(part.text)),
        len(parts),
    )
    for at in range(limit):
        if type_line(parts[at]) or torn_type(parts, at):
            return at
    for at in range(limit):
        match = TYPE_START.fullmatch(parts[at].text)
        if match and is_capitals(match["type"]) and not NUMBER_LINE.fullmatch(parts[at].text):
            return at
    return None


def read_title(reading: Reading, parts: Sequence[Segment], type_at: int) -> int:
    """Reads the type, the title below it, and the authority line; returns where the recitals begin."""
    head = parts[type_at]
    reading.type = type_line(head)
    title: list[Segment] = []
    same_line = ""
    at = type_at + 1
    if torn := torn_type(parts, type_at):
        reading.type = torn
        at += 1
    elif not reading.type:
        match = TYPE_START.fullmatch(head.text)
        if match:
            kind = type_named(match["type"])
            reading.type, same_line = kind.name if kind else "", match["rest"]
    reading.add(Role.TITLE, parts[type_at:at])
    end = next((i for i in range(at, len(parts)) if RECITAL.match(parts[i].text)), len(parts))
    authority = _authority_at(reading, parts, at, end)
    while at < authority:
        part = parts[at]
        if is_rule(part):
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
        reading.authority = plain(" ".join(part.text for part in group if not is_rule(part)))
        for part in group:
            if is_rule(part):
                reading.add(Role.FURNITURE, [part])
        reading.add(Role.OPENING, [part for part in group if not is_rule(part)])
        at = end
    return at


def _starts_other(reading: Reading, part: Segment) -> bool:
    """Whether a line below the type cannot be of the title."""
    if ISSUED_WITH.match(part.text) or KINH_GUI.match(part.text):
        return True
    return bool(ENACTS.fullmatch(part.text) and part.text.endswith(":")) or (
        reading.number_at is None and bool(NUMBER_LINE.fullmatch(part.text)) and has_symbol(part.text)
    )


def _goes_on(title: Sequence[Segment], part: Segment) -> bool:
    """Whether a line goes on with the title above it."""
    last = title[-1]
    first = part.text.lstrip('“"(*')[:1]
    small = first.islower() or first.isdigit()
    if small or CONNECTS.search(last.text):
        return True
    above = " ".join(segment.text for segment in title)
    if len(above) <= 4:  # "Ý / KIẾN CHỈ ĐẠO …"
        return True
    capitals = is_capitals(above)
    if capitals != is_capitals(part.text) and not part.text.startswith("("):
        return False
    if part.gap:
        return capitals and not FINISHED.search(last.text)
    if last.line.bold and not part.line.bold and not capitals:
        return False
    tells_origin = _ORIGIN.match(part.text) and len(above.split()) > 6 and not _OBJECT_FOLLOWS.search(above)
    leads = not capitals and _LEAD_WORDS.match(part.text)
    return not (FINISHED.search(last.text) or tells_origin or leads or len(part.text) > 180)


def _authority_at(reading: Reading, parts: Sequence[Segment], first: int, end: int) -> int:
    """Where the line of the authority above the recitals begins ("BỘ TRƯỞNG BỘ TÀI CHÍNH"), else ``end``."""
    if end == len(parts):
        return end
    known = {fold(line) for line in issuer.letterhead_bodies(reading.letterhead)}
    last = end
    while last > first and is_rule(parts[last - 1]):
        last -= 1
    best, best_rank = end, 0
    for at in range(last - 1, max(first, last - 5), -1):
        part = parts[at]
        if not is_capitals(part.text):
            break
        joined = fold(" ".join(segment.text for segment in parts[at:last]))
        apart = part.gap or part.line.bold != parts[at - 1].line.bold or is_rule(parts[at - 1])
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
        if rank and rank >= best_rank and not CONNECTS.search(parts[at - 1].text):
            best, best_rank = at, rank
    return best
