"""The note at a provision: who must do what under it."""

from __future__ import annotations

from dieukhoan.duty import Duty
from dieukhoan.model import Span
from dieukhoan.render.layers import Note, NoteItem, Provision
from dieukhoan.render.responsibility.book import Book, Entry

KIND = "duties"
SUMMARY = "Trách nhiệm"


def notes(book: Book) -> dict[Provision, list[Note]]:
    """A folded note for each provision with duties, one line for each of them."""
    items: dict[Provision, list[NoteItem]] = {}
    for entry in book.entries:
        items.setdefault(entry.place, []).append(_item(book, entry))
    return {place: [Note(KIND, SUMMARY, tuple(lines))] for place, lines in items.items()}


def _item(book: Book, entry: Entry) -> NoteItem:
    duty = entry.duty
    after = f": {duty.role}"
    if duty.deadline:
        after += f" ({duty.deadline.text})"
    return NoteItem(duty.agency, book.page_of(duty.agency), after=after)


def marked(text: str, duty: Duty) -> tuple[str, tuple[Span, ...]]:
    """The clause of a duty on one line, and where the actor and the act stand in it."""
    quote, where = _one_line(text, duty.start, duty.end)
    inside = [
        span
        for span in (duty.actor, duty.act)
        if span is not None and duty.start <= span.start and span.end <= duty.end
    ]
    strong = [Span(where[s.start - duty.start], where[s.end - 1 - duty.start] + 1) for s in inside]
    return quote, tuple(sorted(set(strong)))


def _one_line(text: str, start: int, end: int) -> tuple[str, list[int]]:
    out: list[str] = []
    where: list[int] = []
    for character in text[start:end]:
        if character.isspace():
            if out and out[-1] != " ":
                out.append(" ")
            where.append(max(len(out) - 1, 0))
            continue
        where.append(len(out))
        out.append(character)
    return "".join(out).rstrip(), where
