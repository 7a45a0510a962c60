"""The text of a document as Markdown: provisions with their anchors, in the order of the paper."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dieukhoan.model import (
    CLOSING_PLACE,
    OPENING_PLACE,
    PUBLISHED,
    Document,
    Kind,
    Node,
    Paragraph,
    Role,
    Span,
    plain,
)
from dieukhoan.render import escape, frame, inline
from dieukhoan.render.layers import Layers, Mark, Provision
from dieukhoan.render.notes import notes
from dieukhoan.render.routes import Place, Ways
from dieukhoan.render.split import Part
from dieukhoan.render.words import State
from dieukhoan.text import bare

_HEADED = frozenset({Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION, Kind.ARTICLE, Kind.ANNEX})
_STYLES = {
    Role.TITLE: "doc-title",
    Role.ADDRESSEE: "addressee",
    Role.RECITAL: "can-cu",
    Role.OPENING: "opening",
    Role.CLOSING: "closing",
}
_LONGEST = 5_000
"""Letters of Markdown that stand in one block: the converter's time grows with the square of what is marked
in a block, and such a paragraph, which no author writes, is HTML instead."""
_TOC_WORDS = 9
"""Words of an article without a heading that stand for it in the table of contents."""


@dataclass(frozen=True)
class Sheet:
    """A document with all that its pages need.

    ``document`` is completed by the one that issues it (``Library.completed``); ``printed`` has nothing but
    its own facts. ``issuing`` issues it, ``issued`` are those that it issues itself (ban hành kèm theo).
    """

    document: Document
    text: str
    routes: Ways
    layers: Layers
    place: Place
    state: State
    printed: Document
    issuing: Document | None = None
    issued: Sequence[Document] = ()

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """The provisions by address."""
        return self.document.by_address()

    @cached_property
    def events(self) -> tuple[list[int], list[Node | Paragraph]]:
        """The provisions and the shown paragraphs in reading order, after where each begins."""
        places: list[tuple[int, int, Node | Paragraph]] = [
            (node.start, 0, node) for node in self.document.nodes
        ]
        places += [
            (paragraph.pieces[0].start, 1, paragraph)
            for paragraph in self.document.paragraphs
            if paragraph.role in PUBLISHED
            and paragraph.pieces
            and not (self.document.is_background and paragraph.role is Role.TITLE)
        ]
        places.sort(key=lambda place: place[:2])
        return [start for start, _, _ in places], [event for _, _, event in places]

    @cached_property
    def titled(self) -> frozenset[str]:
        """The addresses at which a heading is printed."""
        return frozenset(p.at for p in self.document.paragraphs if p.role is Role.HEADING)

    @cached_property
    def headings(self) -> dict[str, int]:
        """The provisions that are headings of the page, and their levels (2 to 6).

        Khoản and điểm are, when they have a heading and stand in no điều: in plans.
        """
        levels: dict[str, int] = {}
        below_article: set[str] = set()
        for node in self.document.nodes:
            if node.parent in below_article or node.kind is Kind.ARTICLE:
                below_article.add(node.address)
            headed = node.kind in _HEADED or (
                node.kind in (Kind.CLAUSE, Kind.POINT)
                and node.address in self.titled
                and node.address not in below_article
                and (not node.parent or node.parent in levels)
            )
            if headed:
                levels[node.address] = min(6, 1 + levels.get(node.parent, 1))
        return levels

    @cached_property
    def depths(self) -> dict[str, int]:
        """How far each provision that is no heading is indented, from 1."""
        depths: dict[str, int] = {}
        for node in self.document.nodes:
            if node.address not in self.headings:
                depths[node.address] = depths.get(node.parent, 0) + 1
        return depths

    @cached_property
    def marks(self) -> tuple[Sequence[Mark], Sequence[int]]:
        """The marks in the order of the source, and where they start."""
        marks = sorted(self.layers.marks.get(self.document.id, ()), key=lambda mark: mark.span)
        return marks, [mark.span.start for mark in marks]

    def marks_in(self, pieces: Sequence[Span]) -> Sequence[Mark]:
        """The marks that begin inside a paragraph."""
        marks, starts = self.marks
        if not marks:
            return ()
        return marks[bisect_left(starts, pieces[0].start) : bisect_left(starts, pieces[-1].end)]


@dataclass
class _Writer:
    """Writes the blocks of one page; a provision waits here until its first words are known."""

    sheet: Sheet
    page: str
    blocks: list[str] = field(default_factory=list)
    waiting: Node | None = None
    heading: list[Paragraph] = field(default_factory=list)
    current: str = ""
    places: set[str] = field(default_factory=set)

    def place(self, paragraph: Paragraph) -> str:
        """``mo-dau`` or ``ket`` where the opening or the closing begins on this page, else ""."""
        if paragraph.at not in (OPENING_PLACE, CLOSING_PLACE) or paragraph.at in self.places:
            return ""
        self.places.add(paragraph.at)
        return paragraph.at

    def words(self, paragraph: Paragraph, *, at_start: bool) -> str:
        if paragraph.role is Role.ADDRESSEE:  # Kính gửi: a line for each of them
            lines = [self._line((piece,), at_start=at_start) for piece in paragraph.pieces]
            return "<br>\n".join(line for line in lines if line)
        return self._line(paragraph.pieces, at_start=at_start)

    def _line(self, pieces: tuple[Span, ...], *, at_start: bool) -> str:
        sheet = self.sheet
        marks = sheet.marks_in(pieces)
        return inline.paragraph(sheet.text, pieces, marks, sheet.routes, self.page, at_start=at_start)

    def html(self, span: Span) -> str:
        sheet = self.sheet
        return inline.html(sheet.text, span, sheet.marks_in((span,)), sheet.routes, self.page)

    def begin(self, node: Node) -> None:
        """A provision begins: the one before it is complete, with its notes."""
        self.flush()
        self.end_provision()
        self.waiting, self.current = node, node.address

    def end_provision(self) -> None:
        found = self.sheet.layers.notes.get(Provision(self.sheet.document.id, self.current), ())
        if self.current and found:
            self.blocks.append(notes(found, self.sheet.routes, self.page))
        self.current = ""

    def flush(self, first: Paragraph | None = None) -> bool:
        """Write the waiting provision, with its first paragraph if it takes one on its line."""
        node, self.waiting = self.waiting, None
        if node is None:
            return False
        headings, self.heading = self.heading, []
        label = escape.markdown(plain(node.label))
        link = f"[{label}](#{node.address})" if label else ""
        if level := self.sheet.headings.get(node.address):
            return self._heading(node, level, link, headings, first)
        depth = self.sheet.depths[node.address]
        if title := self._title(headings, link):
            title = f"**{title}**"
        if first is not None:
            body = self.words(first, at_start=not (link or title))
            if title:
                body = f"<br>{body}"
        else:
            body = ""
        line = " ".join(filter(None, (link, title, body)))
        styles = [str(node.kind), f"d{depth}"] if label or depth > 1 else [str(node.kind)]
        if len(line) > _LONGEST:
            self.blocks.append(self._long_provision(node, headings, first, styles))
        else:
            self.blocks.append(f"{line}\n{{: #{node.address} {_dotted(styles)} }}")
        return first is not None

    def _long_provision(
        self, node: Node, headings: Sequence[Paragraph], first: Paragraph | None, styles: Sequence[str]
    ) -> str:
        label = escape.markup(plain(node.label))
        parts = [f'<a href="#{node.address}">{label}</a>'] if label else []
        if title := " ".join(map(self._html, headings)):
            parts.append(f"<strong>{title}</strong>")
        if first is not None:
            parts.append(("<br>" if title else "") + self._html(first))
        return _html_block(" ".join(parts), node.address, styles)

    def _html(self, paragraph: Paragraph) -> str:
        return " ".join(map(self.html, paragraph.pieces))

    def _title(self, headings: Sequence[Paragraph], link: str) -> str:
        return " ".join(self.words(paragraph, at_start=not link) for paragraph in headings)

    def _heading(
        self, node: Node, level: int, link: str, headings: Sequence[Paragraph], first: Paragraph | None
    ) -> bool:
        title = self._title(headings, link)
        style, toc = f".{node.kind}", ""
        if not title and first is not None and node.kind is Kind.ARTICLE:
            words = self._start(first)
            style += " .run-in"
            toc = f' data-toc-label="{escape.label(f"{plain(node.label)} {words}")}"'
        is_long = len(title) > _LONGEST
        if is_long:
            title = ""
            toc = f' data-toc-label="{escape.label(f"{plain(node.label)} {_beginning(node.title)}")}"'
        line = " ".join(filter(None, (link, title))) or escape.markdown(node.title or node.address)
        self.blocks.append(f"{'#' * level} {line} {{: #{node.address} {style}{toc} }}")
        if is_long:
            self.blocks.append(_html_block(" ".join(map(self._html, headings)), "", ["more"]))
        return False

    def _start(self, paragraph: Paragraph) -> str:
        start, end = paragraph.pieces[0]
        return _beginning(self.sheet.text[start : min(end, start + _LONGEST)])

    def paragraph(self, paragraph: Paragraph) -> None:
        """A paragraph: on the line of its provision's label, or below it."""
        if self.waiting and paragraph.at == self.waiting.address:
            if paragraph.role is Role.HEADING:
                self.heading.append(paragraph)
                return
            if self.flush(paragraph):
                return
        else:
            self.flush()
        if not (words := self.words(paragraph, at_start=True)):
            return
        place, styles = self.place(paragraph), self._styles(paragraph)
        if len(words) > _LONGEST and paragraph.role is not Role.ADDRESSEE:
            self.blocks.append(_html_block(self._html(paragraph), place, styles))
            return
        names = " ".join(filter(None, (f"#{place}" if place else "", _dotted(styles))))
        self.blocks.append(f"{words}\n{{: {names} }}" if names else words)

    def _styles(self, paragraph: Paragraph) -> list[str]:
        depth = self.sheet.depths.get(paragraph.at)
        node = self.sheet.nodes.get(paragraph.at)
        styles = [_STYLES[paragraph.role]] if paragraph.role in _STYLES else []
        if paragraph.role is Role.TITLE and self._is_type(paragraph):
            styles = ["doc-type"]
        if paragraph.role is Role.OPENING and self._is_capitals(paragraph):
            styles.append("capitals")
        if depth and node is not None:
            styles += ["more", f"d{depth}"]
        return styles

    def _is_capitals(self, paragraph: Paragraph) -> bool:
        """Whether a line of the opening stands in capitals: the issuer again, or "QUYẾT ĐỊNH:"."""
        return "".join(self.sheet.text[start:end] for start, end in paragraph.pieces).isupper()

    def _is_type(self, paragraph: Paragraph) -> bool:
        words = " ".join(self.sheet.text[start:end] for start, end in paragraph.pieces)
        return bool(self.sheet.document.type) and bare(plain(words)) == bare(self.sheet.document.type)


def _beginning(text: str) -> str:
    """The first words of a text, for the table of contents."""
    words = text.split()
    return " ".join(words[:_TOC_WORDS]) + (" …" if len(words) > _TOC_WORDS else "")


def _dotted(styles: Iterable[str]) -> str:
    return " ".join(f".{style}" for style in styles)


def _html_block(content: str, place: str, styles: Sequence[str]) -> str:
    """A paragraph as a block of HTML, which the converter passes on as it is."""
    attributes = (f' id="{place}"' if place else "") + (f' class="{" ".join(styles)}"' if styles else "")
    return f"<p{attributes}>{content}</p>"


def _group(paragraph: Paragraph) -> str:
    """What must be written in one block with its neighbours."""
    if paragraph.role in frame.LETTERHEAD:
        return "letterhead"
    if paragraph.role in frame.ENDING:
        return "ending"
    return f"table {paragraph.table}" if paragraph.table else ""


def _events(sheet: Sheet, part: Part) -> list[Node | Paragraph]:
    """The provisions and the shown paragraphs of a page in reading order."""
    starts, events = sheet.events
    return events[bisect_left(starts, part.start) : bisect_left(starts, part.end)]


def _runs(events: Sequence[Node | Paragraph]) -> Iterator[tuple[str, list[Node | Paragraph]]]:
    """Neighbours that are one block, together; everything else alone."""
    run: list[Node | Paragraph] = []
    name = ""
    for event in events:
        group = "" if isinstance(event, Node) else _group(event)
        if run and (group != name or not group):
            yield name, run
            run = []
        name = group
        run.append(event)
    if run:
        yield name, run


def blocks(sheet: Sheet, part: Part, page: str) -> list[str]:
    """The blocks of a page of a document, to be parted by empty lines."""
    writer = _Writer(sheet, page)
    for group, run in _runs(_events(sheet, part)):
        paragraphs = [event for event in run if isinstance(event, Paragraph)]
        if not group:
            for event in run:
                if isinstance(event, Node):
                    writer.begin(event)
                else:
                    writer.paragraph(event)
            continue
        writer.flush()
        if group == "letterhead":
            place = writer.place(paragraphs[0])
            block = frame.letterhead(sheet.text, paragraphs, writer.html, place)
        elif group == "ending":
            writer.end_provision()
            place = writer.place(paragraphs[0])
            block = frame.ending(sheet.document, sheet.text, paragraphs, writer.html, place)
        else:
            block = frame.table(sheet.text, paragraphs, writer.html)
        writer.blocks.append(block)
    writer.flush()
    writer.end_provision()
    return writer.blocks
