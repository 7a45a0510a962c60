"""Rows of tables whose headings say "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn"."""

from __future__ import annotations

from collections.abc import Iterator

from dieukhoan.assign.agencies import Mention
from dieukhoan.assign.context import Context
from dieukhoan.assign.deadlines import find_deadline
from dieukhoan.assign.entries import task_as_printed
from dieukhoan.assign.lexicon import LABELS, ROLE_OF_LABEL
from dieukhoan.assign.lists import agencies
from dieukhoan.assign.words import Words, split
from dieukhoan.duty import Deadline, Duty
from dieukhoan.model import CELL, CELL_LINE, Flow, Paragraph


class Tables:
    """Reads rows under the headings of their table."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.columns: dict[int, dict[int, str]] = {}

    def row(self, paragraph: Paragraph, flow: Flow) -> Iterator[Duty]:
        """A row of a table whose heading says "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn"."""
        cells, at = [], 0
        for cell in flow.text.split(CELL):
            cells.append((at, cell))
            at += len(cell) + 1
        heads = {}
        for column, (_, cell) in enumerate(cells):
            words = split(cell)
            found = LABELS.longest(words.norm, 0) if words.norm else None
            if found is not None and len(words.norm) <= found[1] + 4:
                heads[column] = found[0]
        if sum(head in ROLE_OF_LABEL for head in heads.values()) and len(heads) > 1:
            self.columns[paragraph.table] = heads
            return
        columns = self.columns.get(paragraph.table)
        if not columns:
            return
        tasks = [cell for column, (_, cell) in enumerate(cells) if columns.get(column) == "task"]
        times = [
            cell
            for column, (_, cell) in enumerate(cells)
            if columns.get(column) == "deadline" and cell.strip()
        ]
        deadline = (find_deadline(times[0]) or Deadline(times[0].strip())) if times else None
        task = task_as_printed(" ".join(tasks[0].split())) if tasks else ""
        span = flow.span(0, len(flow.text))
        for column, (start, cell) in enumerate(cells):
            role = ROLE_OF_LABEL.get(columns.get(column, ""))
            if role is None:
                continue
            for mention, words in _in_cell(cell, self.context):
                where = flow.span(start + words.start[mention.start], start + words.end[mention.end - 1])
                yield Duty(
                    paragraph.at,
                    self.context.full(mention),
                    role,
                    task or role.value,
                    span.start,
                    span.end,
                    where,
                    where,
                    (),
                    deadline,
                )


def _in_cell(cell: str, context: Context) -> Iterator[tuple[Mention, Words]]:
    words = split(cell.replace(CELL_LINE, "\n"), context.names)
    index = 0
    while index < len(words.norm):
        named = agencies(words, index, semicolons=True)
        for mention in named:
            yield mention, words
        index = named[-1].end if named else index + 1
