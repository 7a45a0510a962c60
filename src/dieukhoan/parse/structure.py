"""The provisions of one document: rows to a tree of phần, chương, điều, khoản, điểm and their paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dieukhoan import address
from dieukhoan.findings import Finding
from dieukhoan.model import OPENING_PLACE, Kind, Node, Paragraph, Role, Span
from dieukhoan.parse.furniture import scribble
from dieukhoan.parse.labels import POINT_LETTERS, Label, label
from dieukhoan.parse.numbering import follows, oddity, repeated
from dieukhoan.parse.quoted import Quotes, embedded_annexes
from dieukhoan.parse.rows import Row, Wrapping
from dieukhoan.parse.titles import LONGEST_TITLE, Opened, may_title_clause, settled, tells_by_bold

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
# what follows a label that a line break cut out of a citation: "… theo điểm a,\nb) khoản 2 Điều 5"
_CITED = re.compile(
    r"[,;]?\s*(?:và|hoặc|của|này|nêu|đến)\s"
    r"|(?:[Kk]hoản|[Đđ]iều)\s+(?:\d|này)"
    r"|[Đđ]iểm\s+(?:[a-zđ]\d?\b|này)"
)


@dataclass(frozen=True, slots=True)
class Structure:
    """The provisions and paragraphs of a body, in reading order, and what is odd about them."""

    nodes: tuple[Node, ...]
    paragraphs: tuple[Paragraph, ...]
    findings: tuple[Finding, ...]


class _Builder:
    """Reads the rows of a body one after another; holds the provisions that are open."""

    def __init__(self, text: str, wrapping: Wrapping, articled: bool, bold_headings: bool) -> None:
        self.text = text
        self.bold_headings = bold_headings
        self.wrapping = wrapping
        self.articled = articled
        self.stack: list[Opened] = []
        self.top: dict[tuple[Kind, str], str] = {}
        self.nodes: list[Opened] = []
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
        at = self.stack[-1].address if self.stack else OPENING_PLACE
        self.current = (role, at, [span], table)

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
        if found.kind is not Kind.POINT:
            return self._shallower_than(_DEPTH[found.kind])
        return (
            self._decimal_index(found.number) if found.form == "decimal" else self._letter_index(found.number)
        )

    def _shallower_than(self, depth: int) -> int:
        return sum(1 for item in self.stack if item.depth < depth)

    def _decimal_index(self, number: str) -> int:
        """How many provisions stay open above 3.1.2: down to 3.1 where it is open, else down to an equal."""
        prefix = number.rsplit(".", 1)[0]
        for index in range(len(self.stack) - 1, -1, -1):
            if self.stack[index].number == prefix and self.stack[index].kind in _NUMBERED:
                return index + 1
        for index, item in enumerate(self.stack):
            is_decimal = item.kind is Kind.POINT and item.form == "decimal"
            if is_decimal and item.number.count(".") == number.count("."):
                return index
        return self._shallower_than(_DEPTH[Kind.CLAUSE] + 1)

    def _letter_index(self, number: str) -> int:
        """How many provisions stay open above điểm a, or b1."""
        if len(number) > 1 and (nested := self._sub_point_index(number)):
            return nested
        for index, item in enumerate(self.stack):
            if item.kind is Kind.POINT and not item.form:
                return index
        return self._shallower_than(_DEPTH[Kind.DASH])

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

    def numbers_beside(self, found: Label, keep: int) -> dict[tuple[Kind, str], str]:
        """The latest numbers, by kind and form, in the list that a new provision goes on with."""
        return self.stack[keep - 1].last if keep and found.kind is not Kind.ARTICLE else self.top

    def last_number(self, found: Label) -> str | None:
        """The number of the provision that a new one follows in its list, or None at the start of a list."""
        beside = (
            self.top if found.kind is Kind.ARTICLE else self.numbers_beside(found, self.parent_index(found))
        )
        return beside.get((found.kind, found.form))

    def opens(self, row: Row, found: Label) -> bool:
        """Whether a row that looks like a label opens a provision, by what stands before it."""
        kind, previous = found.kind, self.previous
        if kind is Kind.PLUS or kind is Kind.DASH:
            return self._dash_opens(row, found)
        rest = row.text[found.end :]
        if kind in _TITLED and not found.form:
            if not found.closed and (not rest[:1].isupper() or _CITED.match(rest)):
                return False
            if kind is not Kind.ARTICLE and _CITED.match(rest):
                return False
        if found.form in ("roman", "letter") and self.articled and self._is_in_article():
            return False
        cut = previous is not None and not self.is_heading and not previous.is_finished()
        if cut and _CITED.match(rest):
            return False
        if follows(kind, found.number, self.last_number(found)):
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

    def _dash_opens(self, row: Row, found: Label) -> bool:
        """Whether a dash begins an item of a list, and is none inside a sentence that a line break cut."""
        previous = self.previous
        if previous is None or previous.is_finished() or row.gap or self.is_heading:
            return True
        return self.last_number(found) is not None or not (
            self.wrapping.width and self.wrapping.is_full(previous, row)
        )

    def _is_in_article(self) -> bool:
        return any(item.kind is Kind.ARTICLE for item in self.stack)

    def _has_prefix(self, found: Label) -> bool:
        prefix = found.number.rsplit(".", 1)[0]
        return any(item.number == prefix and item.kind in _NUMBERED for item in self.stack)

    def open(self, row: Row, found: Label) -> None:
        """Opens a provision."""
        self.flush()
        kind, keep = found.kind, self.parent_index(found)
        beside = self.numbers_beside(found, keep)
        before = beside.get((kind, found.form))
        if kind in (Kind.DASH, Kind.PLUS):
            number = str(int(before or "0") + 1)
        else:
            number = found.number
            if odd := oddity(row, found, before, articled=self.articled):
                self.findings.append(odd)
        self.close(keep)
        beside[kind, found.form] = number
        opened = self._opened(row, found, number)
        self.nodes.append(opened)
        self.stack.append(opened)
        self.is_heading = kind in _TITLED
        self.is_first = True
        if found.end < len(row.text):
            role = Role.HEADING if kind in _TITLED else Role.BODY
            self.add(role, self.trimmed(row, row.start + found.end))

    def _opened(self, row: Row, found: Label, number: str) -> Opened:
        """A new provision below the innermost open one; reports a number that its list has already."""
        kind, above = found.kind, self.stack[-1] if self.stack else None
        base = address.child(above.address if above else "", kind, number)
        self.counts[base] = count = self.counts.get(base, 0) + 1
        if count > 1:
            self.findings.append(repeated(row, kind, number))
        depth = _DEPTH[kind]
        if above:
            above.has_children = True
            if kind is Kind.POINT:
                depth = max(depth, above.depth + 1)
        printed = row.text[: found.end].rstrip()
        span = Span(row.start, row.start + len(printed))
        return Opened(
            kind=kind,
            number=number,
            address=address.repeated(base, count),
            depth=depth,
            form=found.form,
            label=printed,
            label_span=span,
            parent=above.address if above else "",
            end=span.end,
        )

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
        if found is None or found.form != "decimal" or not self._is_in_article():
            return found
        number, _, mark = found.number.partition(".")
        clause = Label(Kind.CLAUSE, number, len(number) + 1)
        may_be_mark = (
            mark.isdigit() and int(mark) > 1 and not row.text.startswith((".", ")"), len(found.number))
        )
        is_next = not self._has_prefix(found) and follows(Kind.CLAUSE, number, self.last_number(clause))
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
        pieces = self.current[2]
        return may_title_clause(self.text, pieces[0].start, pieces[-1].end)

    def continues_heading(self, row: Row) -> bool:
        """Whether a row without a label belongs to the heading that was opened last."""
        opened = self.stack[-1]
        if opened.kind is Kind.ARTICLE:
            if self.current is None:
                return row.line.bold and len(row.text) < LONGEST_TITLE
            previous = self.previous
            if previous is None or (previous.is_finished() and not previous.text.endswith(";")):
                return False
            if row.starts_lower() or previous.hangs() or (self.wrapping.spaced and not row.gap):
                return True
            return row.line.bold and previous.line.bold and not row.gap
        if self.current is None:
            return len(row.text) < LONGEST_TITLE
        if row.text.isupper() or row.starts_lower():
            return True
        return row.line.bold and not row.gap and not row.is_finished()


def build(
    text: str, rows: Sequence[Row], aside: Sequence[tuple[Row, Role]], wrapping: Wrapping, articled: bool
) -> Structure:
    """The structure of a body.

    ``rows`` are those of the document, ``aside`` those set aside among them; ``articled`` says whether the
    document has điều (then Roman numbers within an điều are no headings).
    """
    builder = _Builder(text, wrapping, articled, tells_by_bold(rows, Kind.CLAUSE))
    quotes = Quotes(rows)
    embedded = embedded_annexes(rows) if articled else frozenset()
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
    paragraphs = settled(text, builder.paragraphs, builder.nodes, rows)
    nodes = tuple(
        Node(o.address, o.kind, o.label, o.title, o.label_span.start, o.end, o.label_span, o.parent)
        for o in builder.nodes
    )
    return Structure(nodes, paragraphs, tuple(builder.findings))
