"""A paragraph as Markdown: its words escaped, and the links and marks that others found in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dieukhoan.model import CELL_LINE, Span
from dieukhoan.render import escape
from dieukhoan.render.layers import Mark
from dieukhoan.render.routes import Ways


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    mark: Mark | None


def _cut(text: str, pieces: Sequence[Span], marks: Iterable[Mark]) -> list[_Piece]:
    """The running text of a paragraph cut where marks begin and end.

    A mark may run over the gap between two pieces; of marks that overlap, the one that begins first and
    is longest wins (a page cannot hold a link in a link).
    """
    starts, flow = [], 0
    for piece in pieces:
        starts.append(flow)
        flow += piece.end - piece.start + 1
    origins = [piece.start for piece in pieces]

    def index(origin: int) -> int:
        at = bisect_right(origins, origin) - 1
        if at < 0:
            return 0
        return starts[at] + min(origin, pieces[at].end) - pieces[at].start

    running = " ".join(text[start:end] for start, end in pieces)
    cut, done = [], 0
    for mark in sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end)):
        start, end = index(mark.span.start), index(mark.span.end - 1) + 1
        if start < done or start >= end or end > len(running):
            continue
        cut += [_Piece(running[done:start], None), _Piece(running[start:end], mark)]
        done = end
    cut.append(_Piece(running[done:], None))
    return [piece for piece in cut if piece.text]


def paragraph(
    text: str,
    pieces: Sequence[Span],
    marks: Iterable[Mark],
    routes: Ways,
    page: str,
    *,
    at_start: bool = True,
) -> str:
    """A paragraph of a source as one line of Markdown.

    ``text`` is the text of the source; the text of each link is exactly the printed one. ``at_start`` is
    False where something (a label) stands before it on its line.
    """
    result: list[str] = []
    for piece in _cut(text, pieces, marks):
        words = escape.markdown(piece.text, at_start=at_start and not result)
        result.append(words if piece.mark is None else _marked(words, piece.mark, routes, page))
    return "".join(result).strip(" ")


def _marked(words: str, mark: Mark, routes: Ways, page: str) -> str:
    if mark.target is None or not routes.leads(mark.target):
        attributes = _attributes(mark)
        return f"<span{attributes}>{words}</span>" if attributes else words
    title = f' "{escape.title(mark.title)}"' if mark.title else ""
    style = f"{{: .{mark.style} }}" if mark.style else ""
    return f"[{words}]({routes.markdown(page, mark.target)}{title}){style}"


def html(text: str, span: Span, marks: Iterable[Mark], routes: Ways, page: str) -> str:
    """A stretch of a source as HTML with the same links, for tables and letterheads; lines of cells stay."""
    result = []
    for piece in _cut(text, (span,), marks):
        words = "<br>".join(escape.markup(line) for line in piece.text.split(CELL_LINE))
        if piece.mark is None:
            result.append(words)
        elif piece.mark.target is None or not routes.leads(piece.mark.target):
            result.append(f"<span{_attributes(piece.mark)}>{words}</span>")
        else:
            url = escape.markup(routes.url(page, piece.mark.target))
            result.append(f'<a href="{url}"{_attributes(piece.mark)}>{words}</a>')
    return "".join(result)


def _attributes(mark: Mark) -> str:
    style = f' class="{escape.markup(mark.style)}"' if mark.style else ""
    return style + (f' title="{escape.title(mark.title)}"' if mark.title else "")
