"""What stands between the title and the first provision: recitals, addressees, opening."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dieukhoan import issuer
from dieukhoan import number as numbers
from dieukhoan.address import child
from dieukhoan.model import Kind, Node, Paragraph, Role, Span, plain
from dieukhoan.parse.front.forms import (
    DASH,
    ENACTS,
    FINISHED,
    ISSUED_WITH,
    KINH_GUI,
    NUMBER_LINE,
    RECITAL,
    has_symbol,
)
from dieukhoan.parse.front.head import read_number, read_place_date
from dieukhoan.parse.front.reading import Reading
from dieukhoan.parse.front.segments import Segment, is_rule


def read_rest(reading: Reading, parts: Sequence[Segment], at: int) -> None:
    longest = max((len(part.text) for part in parts), default=0)
    width = longest if longest <= 170 else 0  # longer lines are whole paragraphs
    recitals = 0
    opening: list[str] = []
    while at < len(parts):
        part = parts[at]
        if is_rule(part):
            reading.add(Role.FURNITURE, [part])
            at += 1
        elif ISSUED_WITH.match(part.text):
            at = _read_issued_with(reading, parts, at)
        elif KINH_GUI.match(part.text) and not reading.addressees:
            at = _read_addressees(reading, parts, at)
        elif RECITAL.match(part.text) and _is_recital(reading):
            recitals += 1
            end = _paragraph_end(parts, at, width, recital=True)
            _add_recital(reading, parts[at:end], recitals)
            at = end
        elif (not reading.date and (taken := read_place_date(reading, parts, at, len(parts)))) or (
            reading.number_at is None
            and _is_number_line(part)
            and (taken := read_number(reading, parts, at, len(parts)))
        ):
            at += taken
        else:
            end = _paragraph_end(parts, at, width, recital=False)
            reading.add(Role.OPENING, parts[at:end])
            opening.append(plain(" ".join(segment.text for segment in parts[at:end])))
            at = end
    reading.opening = "\n".join(opening)


def _is_recital(reading: Reading) -> bool:
    """A công văn argues with "Căn cứ …" in its text; those are no recitals."""
    return bool(reading.type) or not reading.addressees


def _is_number_line(part: Segment) -> bool:
    return bool(NUMBER_LINE.fullmatch(part.text)) and len(part.text) < 60 and has_symbol(part.text)


def _paragraph_end(parts: Sequence[Segment], at: int, width: int, *, recital: bool) -> int:
    """Where the paragraph ends that begins at a segment."""
    end = at + 1
    while end < len(parts):
        last, part = parts[end - 1], parts[end]
        if part.line.table != last.line.table or is_rule(part) or RECITAL.match(part.text):
            break
        if ENACTS.fullmatch(part.text) or ENACTS.fullmatch(last.text) or ISSUED_WITH.match(part.text):
            break
        small = part.text[:1].islower() or part.text[:1].isdigit() or part.text[:1] in '(“"'
        finished = bool(FINISHED.search(last.text))
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
                not recital and full and last.text.endswith((";", ".")) and not DASH.match(part.text)
            )
            if not (lists_on or sentence_on):
                break
        elif DASH.match(part.text) and not full:
            break
        end += 1
    return end


def _issues(text: str) -> bool:
    return bool(
        re.search(r"\b(?:ban hành|quyết định|quyết nghị|thông qua)\b|:$", text)
    ) and issuer.starts_body(text)


def _add_recital(reading: Reading, group: Sequence[Segment], count: int) -> None:
    first = group[0]
    dash = DASH.match(reading.text[first.start : first.pieces[0].end])
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


def _read_addressees(reading: Reading, parts: Sequence[Segment], at: int) -> int:
    """Reads "Kính gửi: …" and the list below it; returns where the text of the letter begins."""
    match = KINH_GUI.match(parts[at].text)
    names: list[str] = []
    rest = parts[at].text[match.end() :] if match else ""
    if rest:
        names += [rest]
    group = [parts[at]]
    at += 1
    while at < len(parts):
        part = parts[at]
        dash = DASH.match(part.text)
        before = group[-1].text
        inside = bool(names) and names[-1].count("(") > names[-1].count(")")
        if is_rule(part):
            break
        if dash and (len(names) == 0 or not part.gap or DASH.match(before) or before.endswith((";", ":"))):
            names.append(part.text[dash.end() :])
        elif part.gap and not (names and before.endswith(",")) and not (not names and len(part.text) < 120):
            break
        elif inside or part.text[:1].islower() or part.text.startswith("("):
            if names and not (DASH.match(group[-1].text) and before.endswith(";") and not inside):
                names[-1] = f"{names[-1]} {part.text}"
        elif (
            not names or before.endswith((",", ";", "-")) or (_wraps(before) and not FINISHED.search(before))
        ):
            if names and not before.endswith(";"):
                names[-1] = f"{names[-1]} {part.text}"
            else:
                names.append(part.text)
        else:
            break
        group.append(part)
        at += 1
    firsts = [i for i, part in enumerate(group) if i == 0 or DASH.match(part.text)]
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


def _read_issued_with(reading: Reading, parts: Sequence[Segment], at: int) -> int:
    """Reads "(Ban hành kèm theo Quyết định số … ngày …)"; returns where it ends."""
    group = [parts[at]]
    at += 1
    opened = group[0].text.lstrip("*").startswith("(")
    while at < len(parts) and len(group) < 5:
        joined = " ".join(part.text for part in group)
        if opened and ")" in group[-1].text and joined.count("(") <= joined.count(")"):
            break
        if parts[at].gap or is_rule(parts[at]) or RECITAL.match(parts[at].text):
            break
        group.append(parts[at])
        at += 1
    reading.add(Role.OPENING, group)
    found = numbers.NUMBER.search(plain(" ".join(part.text for part in group)).replace("*", ""))
    if found and not reading.with_number:
        reading.with_printed = found[0]
        reading.with_number = numbers.normalise(found[0])
    return at
