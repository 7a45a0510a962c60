"""The front of a document: letterhead, number, place and date, type, title, recitals, opening."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dieukhoan.findings import Finding
from dieukhoan.model import OPENING_PLACE, Line, Node, Paragraph, Role, Span, Stated


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


def read_front(
    text: str,
    lines: Sequence[Line],
    body_text: str = "",
    *,
    issuing: Front | None = None,
    stated: Stated | None = None,
) -> Front:
    """Reads the lines from the letterhead up to the first provision of the body.

    ``text`` is the text of the source, ``body_text`` the rest of this document (for casing and context);
    ``issuing`` is the front of the document with which this one is issued, ``stated`` what a portal says.
    """
    del body_text, issuing, stated
    pieces = [Span(line.start, line.end) for line in lines if text[line.start : line.end].strip()]
    return Front(paragraphs=tuple(Paragraph(Role.OPENING, OPENING_PLACE, (piece,)) for piece in pieces))
