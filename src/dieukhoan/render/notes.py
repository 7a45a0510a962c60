"""Folded notes at provisions (viện dẫn, trách nhiệm, chỗ cần xem lại) as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dieukhoan.render import escape
from dieukhoan.render.layers import Note, NoteItem
from dieukhoan.render.routes import Ways


def _quote(item: NoteItem) -> str:
    if not item.quote:
        return ""
    marks = [0, *(offset for span in sorted(item.strong) for offset in span), len(item.quote)]
    parts = []
    for index, (start, end) in enumerate(pairwise(marks)):
        words = escape.markup(item.quote[start:end])
        tag = '<b class="actor">' if (start, end) == item.actor else "<b>"
        parts.append(f"{tag}{words}</b>" if index % 2 else words)
    return f" <q>{''.join(parts)}</q>"


def line(item: NoteItem, routes: Ways, page: str) -> str:
    """A line of a note or of the facts card: its words, linked where they lead somewhere."""
    words = escape.markup(item.words)
    if item.target is not None and routes.leads(item.target):
        words = f'<a href="{escape.markup(routes.url(page, item.target))}">{words}</a>'
    return escape.markup(item.before) + words + escape.markup(item.after) + _quote(item)


def notes(found: Sequence[Note], routes: Ways, page: str) -> str:
    """The notes of one provision, folded, side by side: each a mark with its count that opens in place."""
    shown = []
    for note in found:
        items = "\n".join(f"<li>{line(item, routes, page)}</li>" for item in note.items)
        summary = f'{escape.markup(note.summary)} <span class="count">{len(note.items)}</span>'
        shown.append(
            f'<details class="{escape.markup(note.kind)}"><summary>{summary}</summary>\n'
            f"<ul>\n{items}\n</ul>\n</details>"
        )
    return '<div class="notes"><div>\n' + "\n".join(shown) + "\n</div></div>"
