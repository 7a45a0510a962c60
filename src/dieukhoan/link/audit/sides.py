"""What one place says of a work, with its words; every finding quotes two of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dieukhoan.citation import Citation, CitationKind, Citations, Link, Work
from dieukhoan.findings import Finding, Severity
from dieukhoan.library import Library
from dieukhoan.link.locality import place_cited
from dieukhoan.link.provisions import spoken
from dieukhoan.model import Document, Span, plain
from dieukhoan.quoting import Passage, Quotes, meant

_LONGEST_QUOTE = 160
_HINT = "Đối chiếu với bản gốc của văn bản được viện dẫn rồi sửa bên sai."

Found = tuple[str, Finding]
"""A finding and the name of the source that it is about."""


class Side(NamedTuple):
    """What one place says of a work: a citation, or without one the library's own document of itself.

    There is one for each citation: its words are looked up where something is found.
    """

    work: Work
    document: Document
    citation: Citation | None = None
    passages: Mapping[Span, Passage] = {}

    @property
    def quote(self) -> str:
        """The words."""
        if self.citation is None:
            parts = (self.document.type, self.document.number, day_of(self.document.date))
            return " ".join(filter(None, parts)) or self.document.source
        return _clipped(meant(self.passages[self.citation.span]))

    @property
    def where(self) -> str:
        """The provision and the document in words."""
        if self.citation is None:
            return self.document.source
        place, name = spoken(self.citation.at), name_of(self.document)
        return f"{place}, {name}" if place else name

    @property
    def span(self) -> Span:
        """Where the words stand in the source."""
        return self.citation.span if self.citation else Span(self.document.start, self.document.start)

    @property
    def place(self) -> str:
        """The place (tỉnh, huyện, xã) whose work a citation means, as far as it is said."""
        if self.citation is None or self.citation.work is None:
            return ""
        return place_cited(self.work.number, self.work.issuer, self.document)


class Sides:
    """The citations of a library, each as what it says of its work; ``quotes`` are by ids of documents."""

    def __init__(self, library: Library, citations: Citations, quotes: Mapping[str, Quotes]) -> None:
        self.library = library
        self.documents = {document.id: document for document in library.documents}
        self.citations = citations
        self._quotes = quotes

    def side(self, link: Link) -> Side:
        """What a citation says."""
        citation, passages = link.citation, self._quotes[link.document].citations
        return Side(citation.work or Work(), self.documents[link.document], citation, passages)

    def own_side(self, document: Document) -> Side:
        """What a document of the library says of itself."""
        return Side(Work(document.type, document.number, document.date, document.issuer), document)

    def naming(self, indices: Iterable[int]) -> list[Side]:
        """The sides that name their work themselves, not by pointing back."""
        links = (self.citations.links[index] for index in indices)
        return [
            self.side(link)
            for link in links
            if link.citation.kind is not CitationKind.ANAPHOR and link.citation.antecedent < 0
        ]

    def printed(self, link: Link) -> str:
        """The words of a citation, on one line."""
        return meant(self._quotes[link.document].citations[link.citation.span])


def name_of(document: Document) -> str:
    """A document as a finding calls it."""
    return f"{document.type} {document.number}".strip() or plain(document.title) or document.source


def day_of(date: str) -> str:
    """An ISO date in words; "" for none."""
    if not date:
        return ""
    year, month, day = date.split("-")
    return f"ngày {int(day)}/{int(month)}/{year}"


def _clipped(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1].rstrip() + "…"


def found(side: Side, code: str, message: str, severity: Severity = Severity.WARNING) -> Found:
    """A finding at a side."""
    return side.document.source, Finding(code, message, *side.span, _HINT, severity)
