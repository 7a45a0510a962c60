"""What is said at the front of a document, and what has been read of it so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dieukhoan.casing import Wording
from dieukhoan.findings import Finding, Severity
from dieukhoan.model import OPENING_PLACE, Node, Paragraph, Role, Span
from dieukhoan.parse.front.segments import Segment


@dataclass(frozen=True, slots=True)
class Front:
    """What the front of a document says; "" where it says nothing.

    ``date`` is ISO; ``addressees`` is the list after "Kính gửi"; ``issued_with_number`` is the number of
    the document with which this one is issued ("Ban hành kèm theo Quyết định số …"), in its canonical
    spelling, ``issued_with_printed`` the same as printed.
    """

    type: str = ""
    number: str = ""
    date: str = ""
    place: str = ""
    issuer: str = ""
    title: str = ""
    addressees: tuple[str, ...] = ()
    issued_with_number: str = ""
    issued_with_printed: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    nodes: tuple[Node, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(slots=True)
class Reading:
    """What has been read so far of one front."""

    text: str
    wording: Wording
    paragraphs: list[Paragraph] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    letterhead: list[str] = field(default_factory=list)
    number: str = ""
    number_at: Span | None = None
    date: str = ""
    place: str = ""
    about: str = ""
    type: str = ""
    title: str = ""
    authority: str = ""
    opening: str = ""
    addressees: list[str] = field(default_factory=list)
    with_number: str = ""
    with_printed: str = ""
    is_consolidated: bool = False

    def add(self, role: Role, group: Sequence[Segment], at: str = OPENING_PLACE) -> None:
        """Makes one paragraph of some segments."""
        if group:
            self.paragraphs.append(Paragraph(role, at, tuple(p for segment in group for p in segment.pieces)))

    def report(
        self, code: str, message: str, at: Span, hint: str, severity: Severity = Severity.WARNING
    ) -> None:
        """Notes something odd for the editor."""
        self.findings.append(Finding(code, message, at.start, at.end, hint, severity))
