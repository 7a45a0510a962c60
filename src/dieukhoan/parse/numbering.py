"""How numbers of provisions follow each other: 12a after 12, III after II, đ after d; findings where not."""

from __future__ import annotations

import re

from dieukhoan.findings import Finding, Severity
from dieukhoan.model import Kind
from dieukhoan.parse.labels import POINT_LETTERS, Label
from dieukhoan.parse.rows import Row
from dieukhoan.text import roman

_NAMES = {
    Kind.PART: "Phần",
    Kind.CHAPTER: "Chương",
    Kind.SECTION: "Mục",
    Kind.SUBSECTION: "Tiểu mục",
    Kind.ARTICLE: "Điều",
    Kind.CLAUSE: "khoản",
    Kind.POINT: "điểm",
}
_NUMBER = re.compile(r"(\d+)(.*)")


def order(kind: Kind, number: str) -> tuple[int, str]:
    """A number as something to compare: 12a after 12, III as 3, đ after d."""
    if kind is Kind.POINT and number and not number[0].isdigit():
        return (POINT_LETTERS.find(number[0]) + 1, number[1:])
    last = number.rsplit(".", 1)[-1]
    if match := _NUMBER.match(last):
        return (int(match[1]), match[2])
    value = roman(last)
    if value is None and last[:-1]:
        value, last = roman(last[:-1]), last[-1]
        return (value or 0, last)
    return (value or (ord(number[0].lower()) - 96 if number else 0), "")


def follows(kind: Kind, number: str, before: str | None) -> bool:
    """Whether a number is the one to expect after another (None: at the start of a list)."""
    value, suffix = order(kind, number)
    if before is None:
        return value == 1 and suffix in ("", "1", "a")
    last, last_suffix = order(kind, before)
    if suffix and value == last:
        return suffix > last_suffix
    return value == last + 1


def repeated(row: Row, kind: Kind, number: str) -> Finding:
    """Says that a number stands twice in one list."""
    return _finding(row, "numbering-repeated", f"{_NAMES.get(kind, '')} {number} được đánh số hai lần.")


def oddity(row: Row, found: Label, before: str | None, *, articled: bool) -> Finding | None:
    """What is odd about the number of a provision that opens after another (None: first of its list)."""
    if found.form or follows(found.kind, found.number, before):
        return None
    name = _NAMES[found.kind]
    if before is None:
        is_inserted = found.kind is Kind.POINT and found.number[1:] == "1"
        if is_inserted or (found.kind is Kind.CLAUSE and not articled):
            return None
        return _finding(row, "numbering-start", f"{name} đầu tiên mang số {found.number}.")
    here, last = order(found.kind, found.number), order(found.kind, before)
    if here > last:
        return _finding(row, "numbering-skipped", f"Sau {name} {before} đến ngay {name} {found.number}.")
    if here < last:
        return _finding(row, "numbering-back", f"Sau {name} {before} lại đến {name} {found.number}.")
    return None


def _finding(row: Row, code: str, message: str) -> Finding:
    hint = "Số in trong văn bản được giữ nguyên; nếu do nhận dạng sai, hãy sửa tệp nguồn."
    return Finding(code, message, row.start, row.end, hint, Severity.NOTE)
