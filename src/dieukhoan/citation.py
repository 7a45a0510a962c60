"""What one document says of another: works, citations, what they resolve to, and how they relate."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dieukhoan.model import Span


class CitationKind(StrEnum):
    """How a document is pointed at."""

    WORK = "work"  # a document, by number or by proper name
    PROVISION = "provision"  # a provision of a named document
    INTERNAL = "internal"  # a provision of this document
    SELF = "self"  # this document: "Quy chế này"
    ANAPHOR = "anaphor"  # a document introduced before: "Quy chế nêu trên"


class Relation(StrEnum):
    """What a document does with the one that it cites."""

    BASIS = "căn cứ"
    CARRIES_OUT = "thực hiện"
    ISSUES = "ban hành kèm theo"
    AMENDS = "sửa đổi, bổ sung"
    REPLACES = "thay thế"
    REPEALS = "bãi bỏ"
    ENDS = "hết hiệu lực"
    GUIDES = "hướng dẫn"


@dataclass(frozen=True, slots=True)
class Work:
    """A document as a citation names it; every field is "" where the text is silent.

    ``type`` is the name of its type ("Nghị quyết"), ``number`` is normalised but otherwise as printed
    ("02-NQ/TW"), ``date`` is ISO, ``issuer`` as printed, ``name`` a proper name with its type word
    ("Luật Công đoàn"), ``year`` the year that follows a name ("Bộ luật Lao động năm 2019": "2019").
    """

    type: str = ""
    number: str = ""
    date: str = ""
    issuer: str = ""
    name: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One printed element of a list of provisions: "6" of "Điều 5, 6 và 7 của Luật này" is ``dieu-6``."""

    span: Span
    provision: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A place where a document points at a work or at a provision.

    ``span`` counts characters of the source; ``at`` is the address of the provision in which it stands,
    ``paragraph`` the index of its paragraph in ``Document.paragraphs``. ``provisions`` are addresses inside
    the cited work; where several are printed one after the other, ``parts`` are those that are, in order.
    ``work`` is None where this document itself is meant. ``relation`` says what is done with
    it, None where it is merely mentioned. ``antecedent`` is the position, among the citations of the
    document, of the one that introduced the work (-1: this one names it itself, or nothing did).
    """

    span: Span
    at: str
    kind: CitationKind
    work: Work | None = None
    provisions: tuple[str, ...] = ()
    relation: Relation | None = None
    paragraph: int = 0
    antecedent: int = -1
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolved:
    """In the library: the document, and which of its provisions ("" alone: the document as a whole).

    ``missing`` are the cited addresses that the document does not have.
    """

    document: str
    addresses: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outside:
    """A work that is not in the library; ``work`` is the key of its entry in the index of citations."""

    work: str


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several documents of the library fit, and nothing in the text tells them apart."""

    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Nothing says which document is meant; ``reason`` tells the reader why, in Vietnamese."""

    reason: str


Outcome = Resolved | Outside | Ambiguous | Unresolved
"""What became of a citation."""


@dataclass(frozen=True, slots=True)
class Link:
    """A citation of a document of the library, and its outcome."""

    document: str
    citation: Citation
    outcome: Outcome

    @property
    def located(self) -> dict[str, str]:
        """For each cited provision that the library has, the address at which its document has it."""
        if not isinstance(self.outcome, Resolved):
            return {}
        missing = self.outcome.missing
        there = (provision for provision in self.citation.provisions if provision not in missing)
        return dict(zip(there, self.outcome.addresses, strict=False))


@dataclass(frozen=True, slots=True)
class CitedWork:
    """A work that the library cites: its entry in the index of citations.

    ``key`` is ASCII and stable, fit for a URL. ``document`` is the id of the work in the library, or "".
    ``links`` are the positions of its citations in ``Citations.links``.
    """

    key: str
    work: Work
    title: str
    document: str
    links: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Citations:
    """All citations of a library, resolved; ``links`` are in reading order, document by document."""

    links: tuple[Link, ...]
    works: tuple[CitedWork, ...]
