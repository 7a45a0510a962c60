"""Tables of which a copy kept only the marks between the cells: their rows are rebuilt.

Portals' pages copied as text hold a table as lines of ``|``: one before and after each cell, so that two in a
row part two rows or stand around an empty cell. Nothing says where a table begins and ends, and merged cells
leave rows short. A row is therefore read so that the whole table needs the fewest odd rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from dieukhoan.read.lines import Draft, DraftLine
from dieukhoan.read.plaintext import is_debris
from dieukhoan.read.tables import Cell, Row, is_laid_out, is_layout_cell, table_lines

_WIDEST = 60  # columns
_MOST_WIDTHS = 4  # that are tried for a table
_MOST_READINGS = 6  # of a table that are followed at a time
_LONGEST_CELL = 60  # lines; what is longer is the document between two tables
_LONGEST_SPACED_CELL = 12  # lines of a cell with blank lines inside

_SHORT_ROW = 1.0
_HEADING_ROW = 0.3  # "A | Nhiệm vụ chung": its cell reaches over the other columns
_PLAIN_HEADING_ROW = 0.5
_INNER_GAP = 0.7
_ROW_IN_GAP = 3.0
_FIRST_GAP = 0.6  # for each empty cell with which a row begins

_EMPTY = -1
_WORD = re.compile(r"[^\W_]")
_LETTER = re.compile(r"[^\W\d_]")
# "1", "1.", "2.1", "IV", "A", "b)", "(1)", "-"
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[IVXLC]{1,6}|[A-ZĐa-zđ])[.)]{0,2}|[-–+]")
# A number stands in letterheads, but in lists of documents too.
_NUMBER_LINE = re.compile(r"Số|Luật")
_FIRST_HEADING = re.compile(r"(?:STT|TT|Stt|Số ?TT|Số thứ tự|SỐ TT)\.?")
# "- Sở Bến bãi", "a) Đơn vị", "1.2. Hồ sơ"
_ITEM = re.compile(r"[-–+*•]|\(?(?:[a-zđ]|\d{1,3}(?:\.\d{1,3}){0,4})[.)](?:\s|$)|\d{1,3}(?:\.\d{1,3}){1,4}\s")
# "PHỤ LỤC II", "Phụ lục", "(Ban hành kèm theo Quyết định số …", "Điều 4. Hiệu lực", "Chương II"
_OPENS_PART = re.compile(
    r"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:SỐ|số))?\s*(?:[IVXLC]+|\d+[A-Z]?)?\s*(?:[.:]|$)|PHỤ LỤC\s"
    r"|\W{0,3}(?:Ban hành )?[Kk]èm theo (?:Quyết định|Nghị quyết|Kế hoạch|Thông báo|Công văn|Nghị định"
    r"|Thông tư|Văn bản|Quy định|Chỉ thị|Hướng dẫn|Chương trình)\b"
    r"|(?:Điều|Chương) (?:\d+|[IVXLC]+)\.\s[^\W\d_]|(?:CHƯƠNG|Chương) [IVXLC]+$"
)
_DASHES = ("-", "–", "+", "•")
_ENDED = re.compile(r"[.;:!?…)”\"]$")


def rebuild_tables(draft: Draft) -> Draft:
    """Gives the data tables of a copy as rows; where that cannot be decided its lines stay as they are.

    The ``|`` lines of a rebuilt table are mark-up, as ``**`` is: they become the signs between its cells. All
    else is kept. Tables that lay out a letterhead or a signature stay lines.

    >>> lines = [DraftLine(text, furniture=text == "|") for text in "| STT | Tên | | 1 | Bút |".split()]
    >>> [line.text for line in rebuild_tables(Draft(lines, "markdown")).lines]
    ['STT\\tTên', '1\\tBút']
    """
    lines = draft.lines
    if not any(_is_mark(line) for line in lines):
        return draft
    number = max(line.table for line in lines)
    rebuilt: list[DraftLine] = []
    at = 0
    for piece in _pieces(_texts(lines)):
        if rows := _rows(piece, lines):
            number += 1
            rebuilt += lines[at : piece.start]
            rebuilt += table_lines(rows, number)
            at = piece.end
    draft.lines = rebuilt + lines[at:]
    return draft


def _is_mark(line: DraftLine) -> bool:
    return line.furniture and is_debris(line.text)


@dataclass(frozen=True, slots=True)
class _Text:
    """What stands between marks, ``lines[start:end]``, and how many marks stand before and after it."""

    start: int
    end: int
    after: int  # where the text before ends
    before: int  # where the next starts
    marks: int
    marks_after: int
    is_outside: bool
    is_enumerator: bool
    is_first_heading: bool  # "STT", which stands over the first column
    has_letters: bool
    is_emphatic: bool
    is_layout: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    """Texts that may be the cells of one table: it takes ``lines[start:end]``, marks and all."""

    texts: Sequence[_Text]

    @property
    def start(self) -> int:
        return self.texts[0].after

    @property
    def end(self) -> int:
        return self.texts[-1].before


def _texts(lines: Sequence[DraftLine]) -> list[_Text]:
    groups: list[tuple[int, int, int]] = []  # start, end, marks before
    at = marks = 0
    for is_mark, group in groupby(lines, key=_is_mark):
        run = list(group)
        if is_mark:
            marks += sum(line.text.count("|") for line in run)
        elif not marks or len(run) > 1 or run[0].text or at + 1 == len(lines):
            # One blank line was a cell with an empty paragraph; between tables there are more.
            groups.append((at, at + len(run), marks))
            marks = 0
        at += len(run)
    groups.append((len(lines), len(lines), marks))
    return [
        _text(lines, group, groups[number - 1][1] if number else 0, groups[number + 1])
        for number, group in enumerate(groups[:-1])
    ]


def _text(
    lines: Sequence[DraftLine], group: tuple[int, int, int], after: int, following: tuple[int, int, int]
) -> _Text:
    start, end, marks = group
    before, _, marks_after = following
    cell = [line for line in lines[start:end] if line.text]
    only = cell[0].text if len(cell) == 1 else ""
    return _Text(
        start,
        end,
        after,
        before,
        marks,
        marks_after,
        not marks or not marks_after or _is_outside(lines[start:end]),
        _ENUMERATOR.fullmatch(only) is not None,
        _FIRST_HEADING.fullmatch(only) is not None,
        any(_LETTER.search(line.text) for line in cell),
        all(line.bold or line.italic or line.text.isupper() for line in cell),
        is_layout_cell([line for line in cell if not _NUMBER_LINE.match(line.text)]),
    )


def _is_outside(cell: Sequence[DraftLine]) -> bool:
    """Whether lines can be no cell: blank lines part a table from the text around it."""
    if any(line.table or line.heading or (line.furniture and _WORD.search(line.text)) for line in cell):
        return True
    if any(_OPENS_PART.match(line.text) for line in cell):
        return True
    filled = sum(1 for line in cell if line.text)
    if cell[0].is_blank or cell[-1].is_blank or filled > _LONGEST_CELL:
        return True
    return filled < len(cell) and filled > _LONGEST_SPACED_CELL


def _pieces(texts: Sequence[_Text]) -> Iterator[_Piece]:
    """The runs of texts between which nothing stands outside a table."""
    for is_outside, group in groupby(texts, key=lambda text: text.is_outside):
        if not is_outside:
            yield from _cut(list(group))


def _cut(chunk: Sequence[_Text]) -> Iterator[_Piece]:
    """Parts tables between which a line stands without blank lines around it."""
    outside = {text.start for text in _between_tables(chunk)}
    run: list[_Text] = []
    for text in chunk:
        is_outside = text.start in outside
        if run and (is_outside or (text.marks > 1 and text.is_first_heading)):
            yield _Piece(run)
            run = []
        if not is_outside:
            run.append(text)
    if run:
        yield _Piece(run)


def _runs(texts: Sequence[_Text]) -> list[list[_Text]]:
    """Texts with one mark between them: a row, unless cells are empty or another table follows."""
    runs: list[list[_Text]] = []
    for text in texts:
        if runs and text.marks == 1:
            runs[-1].append(text)
        else:
            runs.append([text])
    return runs


def _between_tables(chunk: Sequence[_Text]) -> Iterator[_Text]:
    """The texts that stand between two tables, and therefore between two single marks as cells do."""
    runs = _runs(chunk)
    lengths = Counter(map(len, runs))
    widest, is_layout = 0, False
    for run in runs:
        at = 0
        width = len(run)
        while at < width:
            rest = run[at:]
            was_layout, is_layout = is_layout, any(text.is_layout for text in rest[:2])
            if is_layout or was_layout:
                gap = 2
            else:
                gap = _gap_after(rest, widest, lengths[width] == 1 and width == max(lengths))
            is_layout = is_layout and len(rest) <= 2
            if not 0 < gap < len(rest) - 1:
                break
            yield rest[gap]
            at += gap + 1
            widest = 0
        widest = max(widest, width - at)


def _gap_after(rest: Sequence[_Text], widest: int, is_longest: bool) -> int:
    """How many texts of a run belong to the table before the text that stands outside; 0 for none."""
    for at in range(2, len(rest)):
        if rest[at].is_first_heading or rest[at].is_layout:
            return at - 1
    if is_longest and 2 <= widest <= len(rest) - 3 and rest[0].marks == 2 and rest[widest].has_letters:
        return widest
    return 0


def _rows(piece: _Piece, lines: Sequence[DraftLine]) -> list[Row]:
    """The rows of a data table; none when it is none."""
    texts = piece.texts
    if len(texts) < 3 or any(text.is_layout for text in texts):
        return []
    readings = [reading for width in _widths(texts) if (reading := _read(texts, width))]
    if not readings:
        return []
    best = min(readings, key=lambda reading: reading.cost)
    found = best.all_rows()
    if max(sum(at != _EMPTY for at in row) for row in found) < 2:
        return []
    if len(found) == 1 and not (len(texts) > 3 and texts[0].is_first_heading):
        return []
    cells = [_mended(lines[text.start : text.end]) for text in texts]
    rows = [[cells[at] if at != _EMPTY else [] for at in row] for row in found]
    return [] if is_laid_out(rows) else rows


def _widths(texts: Sequence[_Text]) -> list[int]:
    """How many columns the table may have: as many as its longest row, or more if cells are empty."""
    runs = _runs(texts)
    longest = max(map(len, runs))
    if not 2 <= longest <= _WIDEST:
        return []
    wider = Counter(
        width for run in runs if longest < (width := len(run) + run[-1].marks_after - 2) <= _WIDEST
    )
    return [longest, *(width for width, _ in wider.most_common(_MOST_WIDTHS - 1))]


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to part texts into rows: those before, and the one that is being filled."""

    cost: float
    row: tuple[int, ...]
    before: _Reading | None = None

    def all_rows(self) -> list[tuple[int, ...]]:
        rows = [self.row]
        before = self.before
        while before:
            rows.append(before.row)
            before = before.before
        return rows[::-1]


def _read(texts: Sequence[_Text], width: int) -> _Reading | None:
    """The cheapest reading of a table of so many columns."""
    first = texts[0].marks - 1
    if first >= width:
        return None
    readings = [_Reading(0.0, (_EMPTY,) * first + (0,))]
    for at, text in enumerate(texts[1:], 1):
        found: dict[tuple[int, int], _Reading] = {}
        for reading in readings:
            for following in _go_on(reading, at, text.marks, width, texts):
                key = (len(following.row), next(cell for cell in following.row if cell != _EMPTY))
                if key not in found or following.cost < found[key].cost:
                    found[key] = following
        readings = sorted(found.values(), key=lambda reading: reading.cost)[:_MOST_READINGS]
    closed = [
        _closed(reading, min(width - len(reading.row), texts[-1].marks_after - 1), width, texts)
        for reading in readings
    ]
    return min(closed, key=lambda reading: reading.cost, default=None)


def _go_on(reading: _Reading, at: int, marks: int, width: int, texts: Sequence[_Text]) -> Iterator[_Reading]:
    """A text after some marks: a further cell of its row, or a cell of the next."""
    free = width - len(reading.row)
    if marks <= free:
        gap = _ROW_IN_GAP if _begins_row(texts, at) else _INNER_GAP
        cost = reading.cost + (gap if marks > 1 else 0.0)
        yield _Reading(cost, (*reading.row, *[_EMPTY] * (marks - 1), at), reading.before)
    if marks == 1:
        return
    empty = marks - 2
    for last in {min(empty, free): None, 0: None}:
        first = (empty - last) % (width + 1)  # rows without any text are left out
        if first < width:
            before = _closed(reading, last, width, texts)
            yield _Reading(before.cost + _FIRST_GAP * first, (_EMPTY,) * first + (at,), before)


def _begins_row(texts: Sequence[_Text], at: int) -> bool:
    """Whether a text looks like the beginning of a row: a number before words, emphasis after none."""
    text = texts[at]
    if text.is_enumerator and at + 1 < len(texts):
        return texts[at + 1].marks == 1 and texts[at + 1].has_letters
    return text.is_emphatic and text.has_letters and not texts[at - 1].is_emphatic


def _closed(reading: _Reading, last: int, width: int, texts: Sequence[_Text]) -> _Reading:
    """The row finished, after some empty cells, and put under the columns to which it belongs."""
    row = reading.row + (_EMPTY,) * last
    missing = width - len(row)
    if not missing:
        return _Reading(reading.cost, row, reading.before)
    filled = [texts[at] for at in row if at != _EMPTY]
    is_numbered = filled[0].is_enumerator
    if len(filled) == 1 or (len(filled) == 2 and is_numbered and filled[1].has_letters):
        cost = _HEADING_ROW if filled[-1].is_emphatic else _PLAIN_HEADING_ROW
    else:
        cost = _SHORT_ROW
    if len(row) > 1 and not is_numbered and reading.before and not filled[0].is_first_heading:
        # Cells to its left reach down from the row above, as those of the second row of a heading do.
        row = (_EMPTY,) * missing + row
    return _Reading(reading.cost + cost, row, reading.before)


def _mended(cell: Sequence[DraftLine]) -> Cell:
    """The lines of a cell; what the copy broke in the middle of a sentence is one line."""
    mended: list[DraftLine] = []
    for line in cell:
        if not line.text:
            continue
        if mended and _runs_on(mended[-1].text, line.text):
            last = mended[-1]
            mended[-1] = DraftLine(
                f"{last.text} {line.text}",
                bold=last.bold and line.bold,
                italic=last.italic and line.italic,
                centred=last.centred and line.centred,
            )
        else:
            mended.append(line)
    return mended


def _runs_on(text: str, following: str) -> bool:
    if text in _DASHES:
        return True
    if _ITEM.match(following) or (_ENDED.search(text) and not following[0].islower()):
        return False
    return not following[0].isupper() or text.endswith(",")
