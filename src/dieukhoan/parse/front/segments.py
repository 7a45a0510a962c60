"""The lines of a front, with two columns that were run together cut apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dieukhoan.casing import CAPITAL
from dieukhoan.model import CELL, Line, Span, plain


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


def is_rule(segment: Segment) -> bool:
    return bool(_RULE.fullmatch(segment.text))
