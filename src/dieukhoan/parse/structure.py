"""The provisions of one document: rows to a tree of phần, chương, điều, khoản, điểm and their paragraphs."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dieukhoan import address
from dieukhoan.findings import Finding, Severity
from dieukhoan.model import Kind, Node, Paragraph, Role, Span
from dieukhoan.parse.furniture import scribble
from dieukhoan.parse.labels import ANNEX, POINT_LETTERS, Label, label
from dieukhoan.parse.rows import Row, Wrapping
from dieukhoan.text import roman

_DEPTH = {
    Kind.PART: 0,
    Kind.CHAPTER: 1,
    Kind.SECTION: 2,
    Kind.SUBSECTION: 3,
    Kind.ARTICLE: 4,
    Kind.CLAUSE: 5,
    Kind.POINT: 6,
    Kind.DASH: 12,
    Kind.PLUS: 13,
}
_NUMBERED = frozenset({Kind.CLAUSE, Kind.POINT, Kind.SECTION})
_TITLED = frozenset({Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION, Kind.ARTICLE})
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
# what follows a label that a line break cut out of a citation: "… theo điểm a,\nb) khoản 2 Điều 5"
_CITED = re.compile(
    r"(?:[,;]?\s*(?:và|hoặc|của|này|nêu|đến)\s|(?:[Kk]hoản|[Đđ]iều)\s+(?:\d|này)|[Đđ]iểm\s+(?:[a-zđ]\d?\b|này))"
)
_OPENING_QUOTE = ("“", '"', "«", "”", "‘‘", "''")
# the end of a quoted provision: "… đồng bộ.”.", "…”;", "…\" và"
_CLOSING_QUOTE = re.compile(r"[”\"»“][\s.;,/)]*(?:và|hoặc)?[\s.;,/]*$")
_INTRODUCES = re.compile(r"(?::|như sau|sau đây)\s*[:.]?$")
# an instruction that goes on although the quotation before it was never closed:
# "4. Bổ sung Điều 10a … như sau:", "Điều 12. Sửa đổi, bổ sung Điều 23"
_INSTRUCTION = re.compile(
    r"(?:Điều \d{1,3}\.|(?:\d{1,3}|[a-zđ])[.)])\s*(?:Sửa đổi|Bổ sung|Thay thế|Bãi bỏ)\b"
)
# words of a sentence that orders something; no heading has them: "Giao ngân sách cấp xã bảo đảm …"
_SPEAKS = re.compile(
    r"\b(?:Giao|Yêu cầu|Đề nghị|yêu cầu|đề nghị|có trách nhiệm|chịu trách nhiệm|phải"
    r"|(?:chỉ đạo|giao) (?:các|công|cơ))\b"
)
_SENTENCE_BREAK = re.compile(r"[^.\d]\.\s+[A-ZĐÀ-Ỹ]")
_TITLE_END = re.compile(r"[.;:,]$")
_LONGEST_TITLE = 320
_LONGEST_CLAUSE_TITLE = 160


@dataclass(slots=True)
class _Open:
    """A provision that is being read."""

    kind: Kind
    number: str
    address: str
    depth: int
    form: str
    label: str
    label_span: Span
    parent: str
    title: str = ""
    end: int = 0
    last: dict[tuple[Kind, str], str] = field(default_factory=dict)
    has_text: bool = False
    has_children: bool = False


@dataclass(frozen=True, slots=True)
class Structure:
    """The provisions and paragraphs of a body, in reading order, and what is odd about them."""

    nodes: tuple[Node, ...]
    paragraphs: tuple[Paragraph, ...]
    findings: tuple[Finding, ...]


def _value(kind: Kind, number: str) -> tuple[int, str]:
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


def _follows(kind: Kind, number: str, before: str | None) -> bool:
    """Whether a number is the one to expect after another (None: at the start of a list)."""
    value, suffix = _value(kind, number)
    if before is None:
        return value == 1 and suffix in ("", "1", "a")
    last, last_suffix = _value(kind, before)
    if suffix and value == last:
        return suffix > last_suffix
    return value == last + 1


class _Quotes:
    """Where quoted provisions of an amending instruction begin and end, row by row."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._closings = [i for i, row in enumerate(rows) if self._closes(row.text)]
        self._instructions = [
            i
            for i, (row, following) in enumerate(pairwise(rows))
            if following.text.startswith(_OPENING_QUOTE) and _INSTRUCTION.match(row.text)
        ]

    @staticmethod
    def _closes(text: str, opened: int = 0) -> bool:
        """Whether a row ends with the mark of a quotation that an earlier one (or itself: 1) opened."""
        match = _CLOSING_QUOTE.search(text, max(0, len(text) - 24))
        if not match:
            return False
        if match[0][0] == "“":
            return True
        if match[0][0] == '"' and "“" not in text:
            return text.count('"') % 2 != opened
        return (
            text.count("“") + text.count("«") - opened
            < text.count("”") + text.count("»") + text.count('"') % 2
        )

    def end_of(self, index: int) -> int:
        """The last row of the quotation that row ``index`` opens; ``index - 1`` when it opens none."""
        text = self._rows[index].text
        if not text.startswith(_OPENING_QUOTE):
            return index - 1
        inner = text.lstrip("“\"«”‘' ")
        if not (inner and label(inner)) and index and not _INTRODUCES.search(self._rows[index - 1].text):
            return index - 1
        if self._closes(text[1:]):
            return index
        at = bisect.bisect_right(self._closings, index)
        if at == len(self._closings):
            return index - 1
        unclosed = bisect.bisect_right(self._instructions, index)
        if unclosed < len(self._instructions) and self._instructions[unclosed] < self._closings[at]:
            return self._instructions[unclosed] - 1
        return self._closings[at]


class _Builder:
    """Reads the rows of a body one after another; holds the provisions that are open."""

    def __init__(self, text: str, wrapping: Wrapping, articled: bool, bold_headings: bool) -> None:
        self.text = text
        self.bold_headings = bold_headings
        self.wrapping = wrapping
        self.articled = articled
        self.stack: list[_Open] = []
        self.top: dict[tuple[Kind, str], str] = {}
        self.nodes: list[_Open] = []
        self.paragraphs: list[Paragraph] = []
        self.findings: list[Finding] = []
        self.counts: dict[str, int] = {}
        self.previous: Row | None = None
        self.current: tuple[Role, str, list[Span], int] | None = None
        self.is_heading = False
        self.is_first = False

    # -- paragraphs

    def flush(self) -> None:
        """Ends the paragraph that is being read."""
        if self.current:
            role, at, pieces, table = self.current
            self.paragraphs.append(Paragraph(role, at, tuple(pieces), table))
            self.current = None

    def add(self, role: Role, span: Span, table: int = 0) -> None:
        """Starts a paragraph of the innermost open provision."""
        self.flush()
        at = self.stack[-1].address if self.stack else "mo-dau"
        self.current = (role, at, [span], table)
        if self.stack:
            self.stack[-1].has_text = True

    def extend(self, row: Row) -> None:
        """Goes on with the current paragraph."""
        span = self.trimmed(row, row.start)
        if self.current:
            self.current[2].append(span)
        else:
            self.add(Role.BODY, span)

    def trimmed(self, row: Row, start: int) -> Span:
        """A row from ``start`` without a scribble at its end, which becomes a paragraph of its own."""
        at = scribble(row.text)
        if at is None or row.start + at <= start:
            return Span(start, row.end)
        self.paragraphs.append(Paragraph(Role.STAMP, "", (Span(row.start + at, row.end),)))
        return Span(start, row.start + len(row.text[:at].rstrip()))

    def aside(self, row: Row, role: Role) -> None:
        """Sets a row aside without ending the paragraph that it interrupts."""
        self.paragraphs.append(Paragraph(role, "", (row.span,)))

    # -- provisions

    def parent_index(self, found: Label) -> int:
        """How many of the open provisions stay open above a new one."""
        kind, stack = found.kind, self.stack
        if kind is Kind.DASH or kind is Kind.PLUS:
            depth = _DEPTH[kind]
            return sum(1 for item in stack if item.depth < depth)
        if kind is Kind.POINT and found.form == "decimal":
            prefix = found.number.rsplit(".", 1)[0]
            for index in range(len(stack) - 1, -1, -1):
                if stack[index].number == prefix and stack[index].kind in _NUMBERED:
                    return index + 1
            for index, item in enumerate(stack):
                if (
                    item.kind is Kind.POINT
                    and item.form == "decimal"
                    and item.number.count(".") == found.number.count(".")
                ):
                    return index
            return sum(1 for item in stack if item.depth <= _DEPTH[Kind.CLAUSE])
        if kind is Kind.POINT:
            if len(found.number) > 1 and (nested := self._sub_point_index(found.number)):
                return nested
            for index, item in enumerate(stack):
                if item.kind is Kind.POINT and not item.form:
                    return index
            return sum(1 for item in stack if item.depth < _DEPTH[Kind.DASH])
        if kind is Kind.CLAUSE:
            return sum(1 for item in stack if item.depth < _DEPTH[Kind.CLAUSE])
        return sum(1 for item in stack if item.depth < _DEPTH[kind])

    def _sub_point_index(self, number: str) -> int:
        """How many provisions stay open above b1 in a list b1, b2 … under "b) …:"; 0: it is no such list.

        Elsewhere b1 is a điểm inserted between b and c, and their equal.
        """
        stack = self.stack
        for index in range(len(stack) - 1, 0, -1):
            item = stack[index]
            if item.kind is not Kind.POINT or item.form or item.number[0] != number[0]:
                continue
            if len(item.number) > 1 and stack[index - 1].number == number[0]:
                return index
            introduced = self.previous is not None and self.previous.text.endswith(":")
            if item.number == number[0] and introduced and number[1:] == "1":
                return index + 1
        return 0

    def last_number(self, found: Label) -> str | None:
        """The number of the provision that a new one follows in its list, or None at the start of a list."""
        key = (found.kind, found.form)
        if found.kind is Kind.ARTICLE:
            return self.top.get(key)
        keep = self.parent_index(found)
        siblings = self.stack[keep - 1].last if keep else self.top
        return siblings.get(key)

    def opens(self, row: Row, found: Label) -> bool:
        """Whether a row that looks like a label opens a provision, by what stands before it."""
        kind, previous = found.kind, self.previous
        rest = row.text[found.end :]
        if kind is Kind.PLUS or kind is Kind.DASH:
            if previous is None or previous.is_finished() or row.gap or self.is_heading:
                return True
            return self.last_number(found) is not None or not (
                self.wrapping.width and self.wrapping.is_full(previous, row)
            )
        if kind in _TITLED and not found.form:
            if not found.closed and (not rest[:1].isupper() or _CITED.match(rest)):
                return False
            if kind is not Kind.ARTICLE and _CITED.match(rest):
                return False
        if (
            found.form in ("roman", "letter")
            and self.articled
            and any(o.kind is Kind.ARTICLE for o in self.stack)
        ):
            return False
        cut = previous is not None and not self.is_heading and not previous.is_finished()
        if cut and _CITED.match(rest):
            return False
        if _follows(kind, found.number, self.last_number(found)):
            return not (
                cut and kind is Kind.CLAUSE and self.wrapping.width and not row.gap and not rest[:1].isupper()
            )
        if found.form == "decimal":
            return bool(rest) and self._has_prefix(found) and not cut
        if kind is Kind.ARTICLE and row.gap and rest[:1].isupper():
            return True
        if kind is Kind.POINT and found.number[0] not in POINT_LETTERS:
            before = self.last_number(found)
            return before is not None and ord(found.number[0]) == ord(before[0]) + 1
        return not cut

    def _has_prefix(self, found: Label) -> bool:
        prefix = found.number.rsplit(".", 1)[0]
        return any(item.number == prefix and item.kind in _NUMBERED for item in self.stack)

    def open(self, row: Row, found: Label) -> None:
        """Opens a provision."""
        self.flush()
        keep = self.parent_index(found)
        kind = found.kind
        siblings = self.stack[keep - 1].last if keep else self.top
        key = (kind, found.form)
        if kind is Kind.ARTICLE:
            siblings = self.top
        before = siblings.get(key)
        if kind in (Kind.DASH, Kind.PLUS):
            number = str(int(before or "0") + 1)
        else:
            number = found.number
            self.check_number(row, found, before)
        self.close(keep)
        above = self.stack[-1] if self.stack else None
        base = address.child(above.address if above else "", kind, number)
        self.counts[base] = count = self.counts.get(base, 0) + 1
        if count > 1:
            self.report(row, "numbering-repeated", f"{_NAMES.get(kind, '')} {number} được đánh số hai lần.")
        siblings[key] = number
        if above:
            above.has_children = True
        depth = _DEPTH[kind]
        if kind is Kind.POINT:
            depth = max(_DEPTH[Kind.POINT], above.depth + 1 if above else 0)
        opened = _Open(
            kind,
            number,
            address.repeated(base, count),
            depth,
            found.form,
            row.text[: found.end].rstrip(),
            Span(row.start, row.start + len(row.text[: found.end].rstrip())),
            above.address if above else "",
        )
        opened.end = opened.label_span.end
        self.nodes.append(opened)
        self.stack.append(opened)
        self.is_heading = kind in _TITLED
        self.is_first = True
        if found.end < len(row.text):
            role = Role.HEADING if kind in _TITLED else Role.BODY
            self.add(role, self.trimmed(row, row.start + found.end))

    def check_number(self, row: Row, found: Label, before: str | None) -> None:
        """Reports a number that is not the one to expect."""
        if found.form or _follows(found.kind, found.number, before):
            return
        if before is None and found.kind is Kind.POINT and found.number[1:] == "1":
            return
        name = _NAMES[found.kind]
        value, last = _value(found.kind, found.number), _value(found.kind, before or "")
        if before is None:
            if self.articled or found.kind is not Kind.CLAUSE:
                self.report(row, "numbering-start", f"{name} đầu tiên mang số {found.number}.")
        elif value > last:
            self.report(row, "numbering-skipped", f"Sau {name} {before} đến ngay {name} {found.number}.")
        elif value < last:
            self.report(row, "numbering-back", f"Sau {name} {before} lại đến {name} {found.number}.")

    def report(self, row: Row, code: str, message: str) -> None:
        """Notes that the numbering is odd; the printed number stays."""
        hint = "Số in trong văn bản được giữ nguyên; nếu do nhận dạng sai, hãy sửa tệp nguồn."
        self.findings.append(Finding(code, message, row.start, row.end, hint, Severity.NOTE))

    def close(self, keep: int) -> None:
        """Closes all but the first ``keep`` open provisions."""
        while len(self.stack) > keep:
            closed = self.stack.pop()
            if self.stack and closed.end > self.stack[-1].end:
                self.stack[-1].end = closed.end

    def reach(self, end: int) -> None:
        """Notes that the innermost provision reaches at least to ``end``."""
        if self.stack:
            self.stack[-1].end = end

    # -- rows

    def read(self, row: Row, quoted: bool) -> None:
        """Reads one row of the document."""
        found = None if quoted or row.line.table else self.without_note(row, label(row.text))
        if found and self.opens(row, found):
            self.open(row, found)
        elif row.line.table:
            self.add(Role.BODY, row.cells(self.text), row.line.table)
            self.is_heading = False
        elif self.is_heading and self.continues_heading(row):
            if self.current:
                self.extend(row)
            else:
                self.add(Role.HEADING, self.trimmed(row, row.start))
        elif self.continues(row, quoted):
            self.extend(row)
        else:
            self.add(Role.BODY, self.trimmed(row, row.start))
            self.is_heading = self.is_first = False
        self.reach(row.end)
        self.previous = row

    def without_note(self, row: Row, found: Label | None) -> Label | None:
        """The khoản that a consolidated text labels with the mark of a note: "4.19 Thời gian …" after 3."""
        if found is None or found.form != "decimal" or not any(o.kind is Kind.ARTICLE for o in self.stack):
            return found
        number, _, mark = found.number.partition(".")
        clause = Label(Kind.CLAUSE, number, len(number) + 1)
        may_be_mark = (
            mark.isdigit() and int(mark) > 1 and not row.text.startswith((".", ")"), len(found.number))
        )
        is_next = not self._has_prefix(found) and _follows(Kind.CLAUSE, number, self.last_number(clause))
        return clause if may_be_mark and is_next else found

    def continues(self, row: Row, quoted: bool) -> bool:
        """Whether a row goes on with the paragraph of the row before it."""
        if self.previous is None or self.current is None or self.is_heading:
            return False
        if quoted and label(row.text):
            return False
        if not self.is_first:
            return self.wrapping.runs_on(self.previous, row)
        if self.previous.line.bold != row.line.bold and self.previous.line.bold:
            return False
        return self.wrapping.runs_on(self.previous, row, heading=self.may_be_heading())

    def may_be_heading(self) -> bool:
        """Whether the paragraph that is being read can be the heading of its khoản or điểm."""
        if self.current is None or self.bold_headings:
            return False
        start, end = self.current[2][0].start, self.current[2][-1].end
        return end - start <= _LONGEST_CLAUSE_TITLE and not _SPEAKS.search(self.text, start, end)

    def continues_heading(self, row: Row) -> bool:
        """Whether a row without a label belongs to the heading that was opened last."""
        opened = self.stack[-1]
        if opened.kind is Kind.ARTICLE:
            if self.current is None:
                return row.line.bold and len(row.text) < _LONGEST_TITLE
            previous = self.previous
            if previous is None or (previous.is_finished() and not previous.text.endswith(";")):
                return False
            if row.starts_lower() or previous.hangs() or (self.wrapping.spaced and not row.gap):
                return True
            return row.line.bold and previous.line.bold and not row.gap
        if self.current is None:
            return len(row.text) < _LONGEST_TITLE
        if row.text.isupper() or row.starts_lower():
            return True
        return row.line.bold and not row.gap and not row.is_finished()


def _heading_is_text(heading: str, opened: _Open, alone: bool, bold_elsewhere: bool, bold: bool) -> bool:
    """Whether what stands after "Điều N." is its text and no title.

    A title has no full stop at its end, unless a clause follows; an administrative điều may have no title
    at all (Nghị định 30/2020/NĐ-CP, phụ lục I).
    """
    if opened.kind is not Kind.ARTICLE:
        return False
    if len(heading) > _LONGEST_TITLE or _SENTENCE_BREAK.search(heading):
        return True
    if bold_elsewhere and not bold:
        return True
    if heading.endswith((".", ";", ":", "./")):
        return alone or heading.endswith(":")
    return alone and len(heading) > 200


def _bold_labels(rows: Sequence[Row], kind: Kind) -> bool:
    """Whether the titles of provisions of a kind are told from text by bold print in this document."""
    return any(row.line.bold and (found := label(row.text)) and found.kind is kind for row in rows)


def build(
    text: str, rows: Sequence[Row], aside: Sequence[tuple[Row, Role]], wrapping: Wrapping, articled: bool
) -> Structure:
    """The structure of a body.

    ``rows`` are those of the document, ``aside`` those set aside among them; ``articled`` says whether the
    document has điều (then Roman numbers within an điều are no headings).
    """
    builder = _Builder(text, wrapping, articled, _bold_labels(rows, Kind.CLAUSE))
    quotes = _Quotes(rows)
    embedded = _embedded_annexes(rows) if articled else frozenset()
    quoted_to = -1
    others = iter([*aside, None])
    other = next(others)
    for index, row in enumerate(rows):
        while other is not None and other[0].start < row.start:
            builder.aside(*other)
            other = next(others)
        if index > quoted_to:
            quoted_to = max(quoted_to, quotes.end_of(index))
        builder.read(row, index <= quoted_to or index in embedded)
    builder.flush()
    while other is not None:
        builder.aside(*other)
        other = next(others)
    builder.close(0)
    return _finish(text, builder, rows)


def _embedded_annexes(rows: Sequence[Row]) -> frozenset[int]:
    """Rows of an annex that stands before the last điều: from PHỤ LỤC to the next điều or chương.

    Collections of law print the annex to which an điều refers below that điều; its numbers are no khoản.
    """
    found: set[int] = set()
    inside = False
    for index, row in enumerate(rows):
        if row.text.startswith("PHỤ LỤC") and ANNEX.match(row.text):
            inside = True
        elif (
            inside and (head := label(row.text)) and head.kind in (Kind.ARTICLE, Kind.CHAPTER) and head.closed
        ):
            inside = False
        if inside:
            found.add(index)
    return frozenset(found)


def _finish(text: str, builder: _Builder, rows: Sequence[Row]) -> Structure:
    """Settles what is title and what is text, and freezes the nodes."""
    bold_articles = _bold_labels(rows, Kind.ARTICLE)
    bold_starts = {row.start for row in rows if row.line.bold} if bold_articles else set()
    after: dict[str, int] = {}
    for paragraph in builder.paragraphs:
        if paragraph.at:
            after[paragraph.at] = after.get(paragraph.at, 0) + 1
    opened_by = {item.address: item for item in builder.nodes}
    paragraphs: list[Paragraph] = []
    for paragraph in builder.paragraphs:
        opened = opened_by.get(paragraph.at)
        if opened and paragraph.role is Role.HEADING:
            heading = " ".join(text[s:e] for s, e in paragraph.pieces)
            alone = not opened.has_children and after[paragraph.at] == 1
            bold = opened.label_span.start in bold_starts
            if _heading_is_text(heading, opened, alone, bold_articles, bold):
                paragraph = Paragraph(Role.BODY, paragraph.at, paragraph.pieces)
            else:
                opened.title = heading
        elif (
            opened
            and opened.kind in (Kind.CLAUSE, Kind.POINT)
            and not opened.title
            and opened.has_children | (after[paragraph.at] > 1)
        ):
            first = paragraph.pieces[0].start
            heading = " ".join(text[s:e] for s, e in paragraph.pieces)
            if (
                first <= opened.label_span.end + 3
                and len(heading) <= _LONGEST_CLAUSE_TITLE
                and not _TITLE_END.search(heading)
            ):
                opened.title = heading
                paragraph = Paragraph(Role.HEADING, paragraph.at, paragraph.pieces)
        paragraphs.append(paragraph)
    nodes = tuple(
        Node(o.address, o.kind, o.label, o.title, o.label_span.start, o.end, o.label_span, o.parent)
        for o in builder.nodes
    )
    return Structure(nodes, tuple(paragraphs), tuple(builder.findings))
