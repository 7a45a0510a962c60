"""What one place says of a work, with its words; every finding quotes two of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dieukhoan.citation import CitationKind, Citations, Link, Work
from dieukhoan.findings import Finding, Severity
from dieukhoan.library import Library
from dieukhoan.link.locality import place_cited
from dieukhoan.link.provisions import spoken
from dieukhoan.model import Document, plain

_LONGEST_QUOTE = 160
_HINT = "Đối chiếu với bản gốc của văn bản được viện dẫn rồi sửa bên sai."

Found = tuple[str, Finding]
"""A finding and the name of the source that it is about."""


@dataclass(frozen=True, slots=True)
class Side:
    """What one place says: a citation with its words, or the library's own document."""

    work: Work
    quoted: Callable[[], str]
    where: str
    source: str
    start: int
    end: int
    place: str = ""

    @property
    def quote(self) -> str:
        """The words; they are looked up only where something is found, since texts are loaded on demand."""
        return self.quoted()


class Sides:
    """The citations of a library, each as what it says of its work."""

    def __init__(self, library: Library, citations: Citations) -> None:
        self.library = library
        self.documents = {document.id: document for document in library.documents}
        self.citations = citations

    def side(self, link: Link) -> Side:
        """What a citation says."""
        document, citation = self.documents[link.document], link.citation
        return Side(
            citation.work or Work(),
            lambda: _clipped(self.printed(link)),
            _where(document, citation.at),
            document.source,
            citation.span.start,
            citation.span.end,
            place_cited(citation.work.number, citation.work.issuer, document) if citation.work else "",
        )

    def own_side(self, document: Document) -> Side:
        """What a document of the library says of itself."""
        work = Work(document.type, document.number, document.date, document.issuer)
        name = " ".join(part for part in (document.type, document.number, day_of(document.date)) if part)
        return Side(work, lambda: name, document.source, document.source, document.start, document.start)

    def naming(self, indices: Iterable[int]) -> list[Side]:
        """The sides that name their work themselves, not by pointing back."""
        links = (self.citations.links[index] for index in indices)
        return [
            self.side(link)
            for link in links
            if link.citation.kind is not CitationKind.ANAPHOR and link.citation.antecedent < 0
        ]

    def printed(self, link: Link) -> str:
        """The words of a citation."""
        start, end = link.citation.span
        return self.library.text(self.documents[link.document])[start:end]


def name_of(document: Document) -> str:
    """A document as a finding calls it."""
    return f"{document.type} {document.number}".strip() or plain(document.title) or document.source


def _where(document: Document, at: str) -> str:
    place = spoken(at)
    return f"{place}, {name_of(document)}" if place else name_of(document)


def day_of(date: str) -> str:
    """An ISO date in words; "" for none."""
    if not date:
        return ""
    year, month, day = date.split("-")
    return f"ngày {int(day)}/{int(month)}/{year}"


def _clipped(text: str) -> str:
    words = plain(text)
    return words if len(words) <= _LONGEST_QUOTE else words[: _LONGEST_QUOTE - 1].rstrip() + "…"


def found(side: Side, code: str, message: str, severity: Severity = Severity.WARNING) -> Found:
    """A finding at a side."""
    return side.source, Finding(code, message, side.start, side.end, _HINT, severity)
