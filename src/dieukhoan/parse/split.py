"""The documents of one source: where each begins, and where its front, body, back and annexes lie."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dieukhoan import number
from dieukhoan.dates import iso
from dieukhoan.doctypes import TYPES, type_named
from dieukhoan.model import Kind
from dieukhoan.parse.back import starts_back
from dieukhoan.parse.labels import ANNEX, label
from dieukhoan.parse.rows import Row
from dieukhoan.text import bare

# "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", also cut after XÃ HỘI or CỘNG HÒA XÃ by a narrow column
_STATE_HEAD = re.compile(r"cong hoa xa\b")
_PARTY_HEAD = re.compile(r"dang\s*(?:cong san viet nam)?$|cong san viet nam$")
# "Số: 770 /UBND-VX", "Số 55 -KH/QU", "Luật số: 121/2025/QH15", "Nghị quyết số: 89/2025/UBTVQH15"
_NUMBER_ROW = re.compile(r"(?:[^\W\d_]+ ){0,3}[Ss][Ốố]\s*:?\s*(?P<number>.{0,60})$")
# "(Ban hành kèm theo Quyết định số …", "(Kèm theo Công văn số …", "Ban hành kèm theo …"
_ISSUED_WITH = re.compile(r"\(?\s*(?:được\s+)?(?:ban hành\s+)?kèm theo\b", re.IGNORECASE)
_ADDRESSED = re.compile(r"(?i:kính\s*gửi)")
_RECITAL = re.compile(
    r"[-–•\s]*(?i:căn cứ|theo đề nghị|xét đề nghị|xét|thực hiện|để|nhằm|thi hành|trên cơ sở|sau khi)\b"
)
# an annex without the word: "Mẫu số 01", "DANH MỤC …", "BIỂU MẪU"
_ANNEX_LIKE = re.compile(
    r"(?:MẪU|Mẫu|BIỂU|Biểu)\s+(?:(?:SỐ|số|Số)\s+)?\S{1,8}\.?(?:\s|$)"
    r"|(?:DANH MỤC|BẢNG|BIỂU|ĐỀ CƯƠNG|DANH SÁCH)\b"
)
_HEADS = frozenset({Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.ARTICLE})
_SPLIT_AHEAD = 14
"""Rows from the first of a letterhead in which its number, type or "(Ban hành kèm theo …)" must stand."""
_BODY_AHEAD = 60
"""Rows below the heading of an attached regulation in which its first provision must open."""
_ISSUED_AHEAD = 4
"""Rows of the title of an annex before "(Kèm theo Thông tư số …)"."""
_ATTACHED_NAMES = tuple(bare(kind.name) for kind in TYPES if kind.attached)
_LISTING_NAMES = tuple(bare(kind.name) for kind in TYPES if kind.listing)
_REGULATING = frozenset({Kind.PART, Kind.CHAPTER, Kind.ARTICLE})


@dataclass(frozen=True, slots=True)
class Extent:
    """A document among the rows of its source; each part is a range of rows, in this order."""

    front: range
    body: range
    back: range
    annexes: tuple[range, ...]
    attached: bool = False


def _is_state_head(row: Row) -> bool:
    text = row.text
    if len(text) > 80 or not text[:4].isupper():
        return False
    folded = bare(text)
    return bool(_STATE_HEAD.match(folded)) or ("viet nam" in folded and bool(_PARTY_HEAD.match(folded)))


def _number_in(row: Row) -> str:
    """The number that a number row gives, or "" (also for a form with dots for a number)."""
    if len(row.text) > 90 or ("ố" not in row.text[:40] and "Ố" not in row.text[:40]):
        return ""
    match = _NUMBER_ROW.match(row.text)
    found = number.parse(match["number"]) if match else None
    return found.text if found else ""


def is_letterhead(row: Row) -> bool:
    """Whether a row is a sign of a letterhead: quốc hiệu, "ĐẢNG CỘNG SẢN VIỆT NAM" or a number."""
    return _is_state_head(row) or bool(_number_in(row))


def is_type_heading(row: Row) -> bool:
    """Whether a row is the name of a type of document alone: "QUY CHẾ", "**Kế hoạch**"."""
    text = row.text
    if len(text) > 40 or not (text[:3].isupper() or row.line.bold or row.line.centred or row.line.heading):
        return False
    return type_named(text) is not None


def _is_attached_heading(row: Row) -> bool:
    """Whether a row can head a regulation that another document issues: "QUY CHẾ", "QUY ĐỊNH VỀ …"."""
    text = row.text
    if len(text) > 200 or not (text.isupper() or is_type_heading(row)):
        return False
    return bare(text).startswith(_ATTACHED_NAMES)


class _Splitter:
    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows

    def _any(self, start: int, count: int, test: Callable[[Row], object]) -> bool:
        """Whether one of ``count`` rows from ``start`` on passes a test."""
        return any(map(test, self.rows[start : start + count]))

    def _following(self, index: int) -> str:
        """The text of the row after one, "" after the last."""
        return self.rows[index + 1].text if index + 1 < len(self.rows) else ""

    def is_form(self, head: int) -> bool:
        """Whether a letterhead is that of a form in an annex: its number or its date is left blank."""
        ahead = self.rows[max(0, head - 3) : head + _SPLIT_AHEAD]
        return not (any(map(_number_in, ahead)) and any("ng" in row.text and iso(row.text) for row in ahead))

    def letterhead_start(self, head: int, floor: int) -> int:
        """The first row of the letterhead to which a row of quốc hiệu or a number row belongs."""
        start = head
        while start > floor:
            row = self.rows[start - 1]
            text = row.text
            if (
                len(text) > 110
                or starts_back(text, self._following(start - 1))
                or (text.endswith((".", "./.", ";")) and not _number_in(row))
            ):
                break
            if not (text.isupper() or _number_in(row) or text.startswith(("V/v", "Số"))):
                break
            if head - start > 8:
                break
            start -= 1
        return start

    def starts(self) -> list[tuple[int, bool]]:
        """Where documents start, and whether each is attached to the one before it."""
        found: list[tuple[int, bool]] = [(0, False)]
        back_seen = annex_seen = False
        covered = 0
        for index, row in enumerate(self.rows):
            if index < covered:
                continue
            text = row.text
            if len(text) > 200:
                continue
            head = _is_state_head(row)
            if head or _number_in(row):
                start = self.letterhead_start(index, found[-1][0])
                first = start <= found[-1][0] + 3 and not back_seen
                first = first or (index < _SPLIT_AHEAD and len(found) == 1)
                if not first and self.is_new_document(index, head, back_seen, annex_seen):
                    found.append((start, self.is_attached_ahead(index)))
                    back_seen = annex_seen = False
                    covered = index + 4
                elif first:
                    covered = index + 1
            elif back_seen and not annex_seen and self.is_attached(index):
                found.append((index, True))
                back_seen = annex_seen = False
                covered = index + 2
            elif back_seen and (ANNEX.match(text) or _ANNEX_LIKE.match(text)):
                annex_seen = True
            elif text[0].isupper() and starts_back(text, self._following(index)):
                back_seen = True
        return found

    def is_new_document(self, index: int, head: bool, back_seen: bool, annex_seen: bool) -> bool:
        """Whether a letterhead or number row inside a source begins another document."""
        typed = self._any(index, _SPLIT_AHEAD, is_type_heading) or self._any(
            index, _SPLIT_AHEAD, lambda row: _ADDRESSED.match(row.text)
        )
        if annex_seen or not back_seen:
            return head and typed and not self.is_form(index)
        if head:
            return typed and (self.is_attached_ahead(index) or not self.is_form(index))
        return typed and not self.is_form(index)

    def is_attached(self, index: int) -> bool:
        """Whether a row below a signature heads a regulation that the signed document issues.

        What has no provisions of its own (a list, a table) is an annex; so is a danh mục or định mức whose
        numbers only part its entries.
        """
        row = self.rows[index]
        if row.line.table or not _is_attached_heading(row) or not self.is_attached_ahead(index):
            return False
        ahead = min(len(self.rows), index + _BODY_AHEAD)
        body = self.body_start(index, ahead)
        if body == ahead or not bare(row.text).startswith(_LISTING_NAMES):
            return body < ahead
        first = label(self.rows[body].text)
        return first is not None and first.kind in _REGULATING

    def is_attached_ahead(self, index: int) -> bool:
        """Whether "(Ban hành kèm theo …)" stands in the next rows, and a provision after it."""
        return self._any(index, _SPLIT_AHEAD, lambda row: _ISSUED_WITH.match(row.text))

    def body_start(self, start: int, end: int) -> int:
        """The first row of the first provision of a document."""
        listing = False
        for index in range(start, end):
            row = self.rows[index]
            text = row.text
            if _ADDRESSED.match(text):
                listing = not text.endswith(".")
                continue
            found = None if row.line.table else label(text)
            if found and found.kind in _HEADS and found.form != "letter":
                if found.closed or text[found.end :][:1].isupper():
                    return index
            elif (
                found
                and found.kind is Kind.CLAUSE
                and found.number == "1"
                and not listing
                and text[found.end :][:1] != ""
            ):
                return index
            if listing and (_RECITAL.match(text) or len(text) > 160 or text.endswith(":")):
                listing = False
        return end

    def back_start(self, start: int, end: int) -> int:
        """The row where what follows the last provision begins."""
        for index in range(start, end):
            row = self.rows[index]
            if row.text[0].isupper() and not row.line.table and starts_back(row.text, self._following(index)):
                return index
        return end

    def last_article(self, start: int, end: int) -> int:
        """The last row that heads an điều or a chương; ``start`` where none does."""
        for index in range(end - 1, start, -1):
            text = self.rows[index].text
            if text[0] in "ĐÐCđ" and (found := label(text)) and found.kind in _HEADS and found.closed:
                return index
        return start

    def annex_starts(self, start: int, end: int, signed: bool) -> list[int]:
        """The rows that head an annex; where no signature was seen, only PHỤ LỤC in capitals does."""
        found: list[int] = []
        for index in range(start, end):
            row = self.rows[index]
            text = row.text
            if row.line.table or len(text) > 160:
                continue
            shown = row.line.bold or row.line.centred
            if match := ANNEX.match(text):
                issued = self._any(index + 1, _ISSUED_AHEAD, lambda row: _ISSUED_WITH.match(row.text))
                if text[:7].isupper() or (signed and (shown or issued or match.end() == len(text))):
                    found.append(index)
            elif not found and signed and _ANNEX_LIKE.match(text) and (shown or text.isupper()):
                found.append(index)
        return found


def split(rows: Sequence[Row]) -> list[Extent]:
    """The documents of a source in order; rows set aside must be out already.

    A source has at least one; a text that is no regulation is one with an empty body.
    """
    if not rows:
        return []
    splitter = _Splitter(rows)
    starts = splitter.starts()
    extents = []
    for (start, attached), following in zip(starts, [*starts[1:], (len(rows), False)], strict=True):
        end = following[0]
        body = splitter.body_start(start, end)
        back = splitter.back_start(body, end)
        if back == end and body == end:
            back = splitter.back_start(start, end)
            body = min(body, back)
        signed = back < end
        annexes = splitter.annex_starts(back if signed else splitter.last_article(body, end), end, signed)
        first_annex = annexes[0] if annexes else end
        back = min(back, first_annex)
        bounds = [*annexes, end]
        extents.append(
            Extent(
                range(start, body),
                range(body, back),
                range(back, first_annex),
                tuple(range(a, b) for a, b in itertools.pairwise(bounds)),
                attached,
            )
        )
    return extents
