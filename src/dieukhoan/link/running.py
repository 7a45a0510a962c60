"""The lines of a document that are read as one, and a text as patterns compare it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dieukhoan.link.words import TYPE_WORDS
from dieukhoan.model import CELL, Paragraph, Role

_SILENT = frozenset({Role.LETTERHEAD, Role.PLACE_DATE, Role.SIGNATURE, Role.STAMP, Role.FURNITURE})
_MOST_JOINED = 40
_WIDEST_BREAK = 8
# "… của Nghị định số⏎95/2023/NĐ-CP", "khoản 2⏎Điều 5", "của Thủ tướng⏎Chính phủ", "ngày 12/6/⏎2031"
_BODIES = (
    r"thủ\s+tướng|bộ\s+trưởng|bộ|sở|chủ\s+tịch|ủy\s+ban|uỷ\s+ban|(?:(?:ủy|uỷ)\s+ban|hội\s+đồng)\s+nhân\s+dân"
    r"|tỉnh|thành\s+phố|quận|huyện|ban\s+chấp\s+hành|ban\s+thường\s+vụ"
)
_CUT_SHORT = re.compile(
    rf"(?<!\w)(?:(?:{TYPE_WORDS}|số|ngày|tháng|năm|điều|khoản|điểm|của|và|{_BODIES})"
    r"|(?:(?:điều|khoản|điểm|mục|chương|phụ\s+lục)\s+\w{1,4})),?\s*$"
    r"|\d[\w/-]{0,16}[/-]\s*$",
    re.IGNORECASE,
)


def comparable(text: str) -> tuple[str, str]:
    """A text with Đ for its look-alike and its cells closed, and it in lower case; both as long as before."""
    if "Ð" in text:
        text = text.replace("Ð", "Đ")
    if CELL in text:
        text = text.replace(CELL, "]")  # no citation runs from one cell of a table into the next
    low = text.lower()
    if len(low) != len(text):
        low = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    return text, low


def running(paragraphs: Sequence[Paragraph], text: str) -> Iterator[list[tuple[int, Paragraph]]]:
    """The paragraphs that are read, those together that a hard line break cuts in mid-sentence."""
    group: list[tuple[int, Paragraph]] = []
    for index, paragraph in enumerate(paragraphs):
        if paragraph.role in _SILENT:
            continue
        if group and len(group) < _MOST_JOINED and _goes_on(group[-1][1], paragraph, text):
            group.append((index, paragraph))
            continue
        if group:
            yield group
        group = [(index, paragraph)]
    if group:
        yield group


def _goes_on(before: Paragraph, after: Paragraph, text: str) -> bool:
    """Whether the second paragraph is but the next line of the sentence that the first begins."""
    if before.at != after.at or before.table != after.table or (before.table and before.role != after.role):
        return False
    start, end = before.pieces[-1].end, after.pieces[0].start
    if not 0 < end - start <= _WIDEST_BREAK or text.count("\n", start, end) != 1:
        return False
    first = text[end]
    if first.islower():
        return text[start - 1] not in ".;:!?…”|"
    return _CUT_SHORT.search(text, max(before.pieces[-1].start, start - 24), start) is not None
