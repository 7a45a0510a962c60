"""Writes what the grammar has found in a clause as duties: names in full, places in the source, deadlines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dieukhoan.assign.agencies import Mention
from dieukhoan.assign.chunks import Clause
from dieukhoan.assign.context import Context
from dieukhoan.assign.deadlines import find_deadline
from dieukhoan.assign.reading import Found
from dieukhoan.assign.words import Words
from dieukhoan.duty import Deadline, Duty, DutyRole
from dieukhoan.model import Flow

_LONGEST_VERB = 200


class Entries:
    """The duties of a document, written one by one."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.last_deadline: tuple[str, Deadline | None] = "", None

    def of(self, at: str, words: Words, flow: Flow, clause: Clause, found: Found) -> Iterator[Duty]:
        """The duties that something found comes to: one of "hai bên" is one of each party."""
        name = found.mention.name.lower()
        if name in ("hai bên", "các bên", "mỗi bên") and self.context.parties:
            for party in self.context.parties:
                duty = self.one(at, words, flow, clause, found)
                others = tuple(p for p in self.context.parties if p != party)
                yield replace(duty, agency=party, counterparties=duty.counterparties or others)
            return
        yield self.one(at, words, flow, clause, found)

    def one(self, at: str, words: Words, flow: Flow, clause: Clause, found: Found) -> Duty:
        mention, (first, last) = found.mention, found.act
        relative = self.context.full(found.others[0]) if found.others else ""
        begin, end = words.start[clause.start], words.end[clause.end - 1]
        act = flow.span(words.start[first], words.end[last - 1])
        actor = None if found.inherited else flow.span(words.start[mention.start], words.end[mention.end - 1])
        span = flow.span(begin, end)
        return Duty(
            at=at,
            agency=self.context.full(mention, relative),
            role=found.role,
            verb=task_as_printed(flow.text[words.start[first] : end]),
            start=span.start,
            end=span.end,
            act=act,
            actor=actor,
            counterparties=tuple(self.context.full(other) for other in found.others),
            deadline=self._deadline(flow.text[begin:end]),
        )

    def _deadline(self, text: str) -> Deadline | None:
        """The deadline of a clause; its duties share it."""
        if self.last_deadline[0] != text:
            self.last_deadline = text, find_deadline(text)
        return self.last_deadline[1]

    def order(
        self, at: str, words: Words, flow: Flow, clause: Clause, act: tuple[int, int], to: tuple[Mention, ...]
    ) -> Duty:
        begin, end = words.start[clause.start], words.end[clause.end - 1]
        span = flow.span(begin, end)
        return Duty(
            at=at,
            agency=self.context.issuer,
            role=DutyRole.DIRECT,
            verb=task_as_printed(flow.text[words.start[act[0]] : end]),
            start=span.start,
            end=span.end,
            act=flow.span(words.start[act[0]], words.end[act[1] - 1]),
            counterparties=tuple(self.context.full(mention) for mention in to),
            deadline=None,
        )


def task_as_printed(printed: str) -> str:
    """The task as printed, cut at a word when it is long."""
    plain = " ".join(printed.split())
    return plain if len(plain) <= _LONGEST_VERB else plain[:_LONGEST_VERB].rpartition(" ")[0]
