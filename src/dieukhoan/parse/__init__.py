"""Parsing: a source to its documents, each with its facts, provisions and paragraphs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from dieukhoan import identity
from dieukhoan.editing import DocumentEdits, Fact
from dieukhoan.findings import Finding, Severity
from dieukhoan.model import (
    Document,
    Flow,
    Kind,
    Node,
    Paragraph,
    ParsedSource,
    Role,
    Signer,
    SourceText,
    Span,
    plain,
)
from dieukhoan.parse.annexes import read_annexes
from dieukhoan.parse.back import read_back
from dieukhoan.parse.background import BACKGROUND_TYPE, is_regulation, read_background
from dieukhoan.parse.editing import corrected, corrections, unmatched, without
from dieukhoan.parse.front import Front, read_front
from dieukhoan.parse.furniture import set_aside
from dieukhoan.parse.labels import label
from dieukhoan.parse.lengths import shortened
from dieukhoan.parse.rows import Row, Wrapping, rows, without_aside, wrapping
from dieukhoan.parse.split import Extent, split
from dieukhoan.parse.structure import build
from dieukhoan.parse.terms import effective, term

__all__ = ["BACKGROUND_TYPE", "parse"]


def parse(source: SourceText) -> ParsedSource:
    """The documents of a source. Never raises on any text; loses no character of it.

    >>> from dieukhoan.model import Line
    >>> text = "Điều 1. Phạm vi"
    >>> parse(SourceText("a.txt", text, (Line(0, len(text)),))).documents[0].nodes[0].address
    'dieu-1'
    """
    everything = rows(source)
    aside = set_aside(everything)
    findings: list[Finding] = []
    if everything and len(aside) == len(everything):
        findings.append(_nothing(source))
        aside = {}
    kept = without_aside(everything, aside)
    others = [(everything[index], role) for index, role in sorted(aside.items())]
    wrapped = wrapping(kept)
    edits = source.edits
    extents = [_whole(len(kept))] if edits.is_background else split(kept)
    starts = [0, *(kept[extent.front.start].start for extent in extents[1:]), len(source.text)]
    bounds = [bisect_left(others, start, key=lambda item: item[0].start) for start in starts]
    documents: list[Document] = []
    held_back: list[Document] = []
    issuing: tuple[Document, Front] | None = None
    for ordinal, extent in enumerate(extents, start=1):
        span = Span(starts[ordinal - 1], starts[ordinal])
        near = others[bounds[ordinal - 1] : bounds[ordinal]]
        own: list[Finding] = []
        said = edits.of(ordinal)
        reader = _Reader(source, kept, near, wrapped, span, own, said)
        is_law = said.is_regulation
        if is_law is None:
            is_law = not edits.is_background and (ordinal > 1 or is_regulation(kept, extent, source.stated))
        if is_law:
            document, front = reader.regulation(extent, issuing if extent.attached else None, ordinal == 1)
            if not extent.attached:
                issuing = (document, front)
        else:
            document = reader.background(extent)
        if said.is_excluded:
            held_back.append(document)
            continue
        documents.append(shortened(document, own))
        findings += own
    findings += unmatched(edits, len(extents))
    shown = without(source, held_back) if held_back else source
    return ParsedSource(shown, tuple(documents), (*source.findings, *findings))


def _whole(rows: int) -> Extent:
    """The extent of a source that is one text without parts."""
    end = range(rows, rows)
    return Extent(range(rows), end, end, ())


def _nothing(source: SourceText) -> Finding:
    message = "Tệp chỉ có phần khung của trang mạng, số trang hoặc đường kẻ, không có nội dung văn bản."
    return Finding("no-document", message, 0, len(source.text), "Hãy kiểm tra lại tệp nguồn.", Severity.ERROR)


class _Reader:
    """Reads one document of a source."""

    def __init__(
        self,
        source: SourceText,
        kept: Sequence[Row],
        aside: Sequence[tuple[Row, Role]],
        wrapped: Wrapping,
        span: Span,
        findings: list[Finding],
        edits: DocumentEdits,
    ) -> None:
        self.source, self.kept, self.aside = source, kept, aside
        self.wrapped, self.span, self.findings = wrapped, span, findings
        self.edits = edits

    def rows_of(self, part: range) -> Sequence[Row]:
        return self.kept[part.start : part.stop]

    def regulation(
        self, extent: Extent, issuing: tuple[Document, Front] | None, first: bool
    ) -> tuple[Document, Front]:
        """A regulation, and its front for one that it issues."""
        text = self.source.text
        body, back_rows = self.rows_of(extent.body), self.rows_of(extent.back)
        rest = body[0].start if body else back_rows[0].start if back_rows else self.span.end
        body_text = text[rest : self.span.end]
        printed = read_front(
            text,
            [row.line for row in self.rows_of(extent.front)],
            body_text,
            issuing=issuing[1] if issuing else None,
            stated=self.source.stated if first else None,
        )
        front = corrected(printed, self.edits)
        articled = any(
            (found := label(row.text)) and found.kind is Kind.ARTICLE and found.closed for row in body
        )
        structure = build(text, body, within := self._aside_within(body), self.wrapped, articled)
        back = read_back(text, [row.line for row in back_rows], front, body_text)
        annexes = read_annexes(self.kept, extent.annexes, self.wrapped)
        inside = {row.start for row, _ in within}
        paragraphs = [
            *front.paragraphs,
            *structure.paragraphs,
            *back.paragraphs,
            *(paragraph for annex in annexes for paragraph in annex.paragraphs),
            *(Paragraph(role, "", (row.span,)) for row, role in self.aside if row.start not in inside),
        ]
        nodes: tuple[Node, ...] = (*front.nodes, *structure.nodes, *(annex.node for annex in annexes))
        self.findings += [*front.findings, *structure.findings, *back.findings]
        document = self._document(front, printed, issuing, nodes, paragraphs, back.recipients, back.signers)
        return document, front

    def _aside_within(self, body: Sequence[Row]) -> list[tuple[Row, Role]]:
        if not body:
            return []
        return [(row, role) for row, role in self.aside if body[0].start < row.start < body[-1].start]

    def _document(
        self,
        front: Front,
        printed: Front,
        issuing: tuple[Document, Front] | None,
        nodes: tuple[Node, ...],
        paragraphs: Iterable[Paragraph],
        recipients: tuple[str, ...],
        signers: tuple[Signer, ...],
    ) -> Document:
        if issuing and not front.number:
            name = identity.attached_id(issuing[0].id, front.type)
        else:
            name = identity.document_id(
                place=front.place,
                date=front.date,
                number=front.number,
                type=front.type,
                issuer=front.issuer,
                title=front.title,
                fallback=self.source.name,
            )
        ordered = _in_order(paragraphs)
        facts = self.edits.facts
        read = {fact: getattr(printed, fact) for fact in Fact if hasattr(printed, fact)}
        read[Fact.EFFECTIVE] = effective(self._speaking_of_effect(ordered), front.date)
        read[Fact.TERM] = term(front.title, front.type)
        read[Fact.ADDRESS] = name
        return Document(
            id=facts.get(Fact.ADDRESS, name),
            source=self.source.name,
            start=self.span.start,
            end=self.span.end,
            type=front.type,
            number=front.number,
            date=front.date,
            issuer=front.issuer,
            place=front.place,
            title=front.title,
            effective=facts.get(Fact.EFFECTIVE, read[Fact.EFFECTIVE]),
            term=facts.get(Fact.TERM, read[Fact.TERM]),
            signers=signers,
            recipients=recipients,
            issued_with=issuing[0].id if issuing else "",
            nodes=nodes,
            paragraphs=ordered,
            corrections=corrections(read, self.edits),
        )

    def _speaking_of_effect(self, paragraphs: Iterable[Paragraph]) -> Iterator[str]:
        """The running text of the paragraphs that can say when the document takes effect."""
        text = self.source.text
        for paragraph in paragraphs:
            if paragraph.role in (Role.BODY, Role.CLOSING):
                start, end = paragraph.pieces[0].start, paragraph.pieces[-1].end
                if text.find("hiệu", start, end) >= 0:
                    yield plain(Flow(text, paragraph.pieces).text)

    def background(self, extent: Extent) -> Document:
        """A text that is no regulation, without structure."""
        last = extent.annexes[-1] if extent.annexes else extent.back
        found = read_background(
            self.rows_of(range(extent.front.start, last.stop)), self.wrapped, self.source.stated
        )
        aside = [Paragraph(role, "", (row.span,)) for row, role in self.aside]
        facts = self.edits.facts
        date, title = facts.get(Fact.DATE, found.date), facts.get(Fact.TITLE, found.title)
        name = identity.document_id(place=BACKGROUND_TYPE, date=date, title=title, fallback=self.source.name)
        read = {Fact.DATE: found.date, Fact.TITLE: found.title, Fact.ADDRESS: name}
        return Document(
            id=facts.get(Fact.ADDRESS, name),
            source=self.source.name,
            start=self.span.start,
            end=self.span.end,
            type=BACKGROUND_TYPE,
            date=date,
            issuer=facts.get(Fact.ISSUER, ""),
            title=title,
            is_background=True,
            paragraphs=_in_order([*found.paragraphs, *aside]),
            corrections=corrections(read, self.edits),
        )


def _in_order(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    return tuple(sorted(paragraphs, key=lambda paragraph: paragraph.pieces[0].start))
