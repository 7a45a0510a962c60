"""The note at a provision: who must do what under it."""

from __future__ import annotations

from collections.abc import Sequence

from dieukhoan.render.layers import Note, NoteItem, Provision
from dieukhoan.render.responsibility.book import Entry, Roll

KIND = "duties"
SUMMARY = "Trách nhiệm"


def notes(entries: Sequence[Entry], roll: Roll) -> dict[Provision, list[Note]]:
    """A folded note for each provision with duties, one line for each of them."""
    items: dict[Provision, list[NoteItem]] = {}
    for entry in entries:
        items.setdefault(entry.place, []).append(_item(entry, roll))
    return {place: [Note(KIND, SUMMARY, tuple(lines))] for place, lines in items.items()}


def _item(entry: Entry, roll: Roll) -> NoteItem:
    duty = entry.duty
    after = f": {duty.role}"
    if duty.deadline:
        after += f" ({duty.deadline.text})"
    return NoteItem(duty.agency, roll.page_of(duty.agency), after=after)
