"""Parsing: a source to its documents, each with its facts, provisions and paragraphs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from dieukhoan import identity
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
from dieukhoan.parse.front import Front, read_front
from dieukhoan.parse.furniture import set_aside
from dieukhoan.parse.labels import label
from dieukhoan.parse.rows import Row, Wrapping, rows, wrapping
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
    kept = [row for index, row in enumerate(everything) if index not in aside]
    others = [(everything[index], role) for index, role in sorted(aside.items())]
    wrapped = wrapping(kept)
    extents = split(kept)
    starts = [0, *(kept[extent.front.start].start for extent in extents[1:]), len(source.text)]
    bounds = [bisect_left(others, start, key=lambda item: item[0].start) for start in starts]
    documents: list[Document] = []
    issuing: tuple[Document, Front] | None = None
    for ordinal, extent in enumerate(extents):
        span = Span(starts[ordinal], starts[ordinal + 1])
        near = others[bounds[ordinal] : bounds[ordinal + 1]]
        reader = _Reader(source, kept, near, wrapped, span, findings)
        if ordinal == 0 and not is_regulation(kept, extent, source.stated):
            documents.append(reader.background(extent))
            continue
        document, front = reader.regulation(extent, issuing if extent.attached else None, ordinal == 0)
        documents.append(document)
        if not extent.attached:
            issuing = (document, front)
    return ParsedSource(source, tuple(documents), (*source.findings, *findings))


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
    ) -> None:
        self.source, self.kept, self.aside = source, kept, aside
        self.wrapped, self.span, self.findings = wrapped, span, findings

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
        front = read_front(
            text,
            [row.line for row in self.rows_of(extent.front)],
            body_text,
            issuing=issuing[1] if issuing else None,
            stated=self.source.stated if first else None,
        )
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
        return self._document(front, issuing, nodes, paragraphs, back.recipients, back.signers), front

    def _aside_within(self, body: Sequence[Row]) -> list[tuple[Row, Role]]:
        if not body:
            return []
        return [(row, role) for row, role in self.aside if body[0].start < row.start < body[-1].start]

    def _document(
        self,
        front: Front,
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
        return Document(
            id=name,
            source=self.source.name,
            start=self.span.start,
            end=self.span.end,
            type=front.type,
            number=front.number,
            date=front.date,
            issuer=front.issuer,
            place=front.place,
            title=front.title,
            effective=effective(self._speaking_of_effect(ordered), front.date),
            term=term(front.title, front.type),
            signers=signers,
            recipients=recipients,
            issued_with=issuing[0].id if issuing else "",
            nodes=nodes,
            paragraphs=ordered,
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
        name = identity.document_id(
            place=BACKGROUND_TYPE, date=found.date, title=found.title, fallback=self.source.name
        )
        return Document(
            id=name,
            source=self.source.name,
            start=self.span.start,
            end=self.span.end,
            type=BACKGROUND_TYPE,
            date=found.date,
            title=found.title,
            is_background=True,
            paragraphs=_in_order([*found.paragraphs, *aside]),
        )


def _in_order(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    return tuple(sorted(paragraphs, key=lambda paragraph: paragraph.pieces[0].start))
