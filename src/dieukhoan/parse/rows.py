"""The rows that parsing works on: the lines of a source that hold something, and how they run on."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dieukhoan.model import CELL, Line, SourceText, Span

_FINISHED = re.compile(r"[.;:!?…”\"»/]\s*$")
# "… thống nhất với", "… cơ quan, đơn vị,": a line that only a converter can have ended there
_HANGING = re.compile(
    r"(?:[,–-]|\s(?:của|và|với|cho|về|là|tại|từ|đến|theo|do|bởi|các|những|một|số|trong|trên|dưới|thuộc|để|hoặc|như"
    r"|bằng|khi|được|không|ngày|tháng|năm|có|này|đối|giữa|gồm))$"
)
_LOWER = re.compile(r"[a-zà-ỹđ]")
# the words of labels, torn from their numbers by a converter
_TORN = frozenset(
    form
    for word in ("Phần", "Chương", "Mục", "Tiểu mục", "Điều", "Phụ lục")
    for form in (word, word.upper(), f"{word} số", f"{word.upper()} SỐ")
)
_NUMERAL = re.compile(r"(?:\d{1,4}[a-zđ]?|[IVXLC]+)(?!\w)")
_BULLETS = frozenset("-–−•+")
_FIRST_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Row:
    """A line with something on it: its text without outer space, its span, and the gap before it.

    ``gap`` counts what stands between it and the row before: blank lines and furniture.
    """

    text: str
    start: int
    end: int
    gap: int
    line: Line

    @property
    def span(self) -> Span:
        """Where it stands in the source."""
        return Span(self.start, self.end)

    def cells(self, text: str) -> Span:
        """Where it stands as a row of a table: with the empty cells before its first words."""
        first = text.find(CELL, self.line.start, self.start)
        return Span(first if first >= 0 else self.start, self.end)

    def is_finished(self) -> bool:
        """Whether it ends as a sentence or an item of a list ends."""
        return bool(_FINISHED.search(self.text))

    def hangs(self) -> bool:
        """Whether it ends where no heading and no sentence can: after a comma, "của", inside a bracket."""
        text = self.text
        return bool(_HANGING.search(text)) or text.count("(") > text.count(")")

    def starts_lower(self) -> bool:
        """Whether it starts in the middle of a sentence, as far as its first letter tells."""
        return bool(_LOWER.match(self.text))


def rows(source: SourceText) -> list[Row]:
    """The rows of a source, furniture of its reader among them."""
    found: list[Row] = []
    gap = 0
    text = source.text
    for line in source.lines:
        raw = text[line.start : line.end]
        stripped = raw.strip()
        if not stripped:
            gap += 1
            continue
        start = line.start + raw.index(stripped[0])
        if found and not gap and _tears(found[-1], stripped, line):
            found[-1] = _mended(text, found[-1], line, start + len(stripped))
        else:
            found.append(Row(stripped, start, start + len(stripped), gap, line))
        gap = 0
    return found


def without_aside(found: Sequence[Row], aside: Container[int]) -> list[Row]:
    """The rows but those at certain places; what is taken out leaves a gap."""
    kept: list[Row] = []
    gap = 0
    for index, row in enumerate(found):
        if index in aside:
            gap += row.gap + 1
            continue
        kept.append(replace(row, gap=row.gap + gap) if gap else row)
        gap = 0
    return kept


def _tears(label: Row, rest: str, line: Line) -> bool:
    """Whether a row is a label that a line break tore from ``rest``: "Điều" / "3. Quản lý …", "-" / "Lập …".

    Printed PDF sets a bullet and its text apart, and converters give each a line.
    """
    if label.text in _TORN:
        return bool(_NUMERAL.match(rest))
    aside = label.line.furniture or label.line.table or line.furniture or line.table
    return label.text in _BULLETS and rest[0].isupper() and not aside


def _mended(text: str, word: Row, rest: Line, end: int) -> Row:
    """A torn label and what it was torn from as one row; offsets stay."""
    whole = replace(word.line, end=rest.end)
    return Row(text[word.start : end].replace("\n", " "), word.start, end, word.gap, whole)


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a source breaks its lines.

    ``width`` is where it wraps sentences, 0 where a line is a paragraph; ``spaced`` says that blank lines
    part its paragraphs, so that lines without one between them belong together.
    """

    width: int = 0
    spaced: bool = False

    def is_full(self, row: Row, following: Row) -> bool:
        """Whether the first word of the next row would not have fitted on this one.

        A row that is much longer than the others is a paragraph that was not wrapped.
        """
        word = _FIRST_WORD.match(following.text)
        length = len(row.text)
        return length < 1.4 * self.width and length + 1 + (word.end() if word else 0) > 0.93 * self.width

    def runs_on(self, row: Row, following: Row, heading: bool = False) -> bool:
        """Whether a row without a label goes on with the paragraph of the row before it.

        In wrapped text a row that fills the line goes on; elsewhere only a sentence that was cut does (by a
        page break, or by a converter), which shows in its going on with a small letter. ``heading`` says that
        the row before may be a heading, which ends without a mark.
        """
        if row.line.table or following.line.table:
            return False
        finished = row.is_finished()
        if following.starts_lower() and (not finished or (self.width and not following.gap)):
            return True
        if not self.width:
            return False
        if following.gap:
            return not finished and self.is_full(row, following)
        if self.spaced:
            return len(row.text) < 1.4 * self.width
        if finished:
            return self.is_full(row, following) and not row.text.endswith((":", ";", "./."))
        return not heading or self.is_full(row, following) or row.hangs() or following.text[0] == "("


_FEWEST_BREAKS, _SHARE_OF_BREAKS = 5, 0.08
_LONGEST_WIDTH = 130
_SHARE_OF_SPACED = 0.8


def wrapping(found: Sequence[Row]) -> Wrapping:
    """Whether and where a source wraps its sentences.

    Wrapped text has many lines that go on with a small letter on the next, and these are about equally long.
    """
    plain = [row for row in found if not row.line.table and not row.line.furniture]
    broken: list[int] = []
    parted = together = 0
    for row, following in pairwise(plain):
        lower = following.starts_lower()
        if row.is_finished():
            if not lower:
                parted += bool(following.gap)
                together += not following.gap
        elif lower and not following.gap:
            broken.append(len(row.text))
    if len(broken) < max(_FEWEST_BREAKS, _SHARE_OF_BREAKS * len(plain)):
        return Wrapping()
    broken.sort()
    width = broken[int(len(broken) * 0.9)]
    near = sum(0.75 * width <= length <= 1.1 * width for length in broken)
    if width > _LONGEST_WIDTH or near < 0.12 * len(broken):
        return Wrapping()
    return Wrapping(width, parted > _SHARE_OF_SPACED * (parted + together))
