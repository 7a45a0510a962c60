"""What the pages of one document need beside its text: values alone, to be sent to another process.

Two builds that give a document the same folio and the same text give it the same pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from dieukhoan.duty import Duty
from dieukhoan.model import Document
from dieukhoan.page import Page
from dieukhoan.render import document as document_pages
from dieukhoan.render.body import Sheet
from dieukhoan.render.layers import Layers, Target
from dieukhoan.render.responsibility import matrix
from dieukhoan.render.responsibility.book import Entry, Roll
from dieukhoan.render.routes import Place, RoutesOfOne
from dieukhoan.render.words import State


@dataclass(frozen=True, slots=True)
class Folio:
    """All that other documents, or the library as a whole, have a say in.

    ``document`` is completed by the one that issues it, ``printed`` has nothing but its own facts; of all
    documents there are the facts alone. ``paths`` tell where targets in other documents lie, ``before`` and
    ``after`` are the neighbours in the list of documents, ``duties`` have the names of the register.
    """

    document: Document
    printed: Document
    state: State
    layers: Layers
    paths: Mapping[Target, tuple[str, str]]
    issuing: Document | None
    issued: tuple[Document, ...]
    before: Document | None
    after: Document | None
    duties: tuple[Duty, ...]
    roll: Roll


def pages(folio: Folio, whole: Document, text: str) -> Iterator[Page]:
    """The pages of a document; ``whole`` is the document as it was parsed from ``text``."""
    document = replace(
        folio.document, start=whole.start, end=whole.end, nodes=whole.nodes, paragraphs=whole.paragraphs
    )
    place = Place(document)
    routes = RoutesOfOne(place, folio.paths)
    sheet = Sheet(
        document, text, routes, folio.layers, place, folio.state, folio.printed, folio.issuing, folio.issued
    )
    yield from document_pages.pages(sheet, folio.before, folio.after)
    if folio.duties:
        entries = [Entry(document, duty) for duty in folio.duties]
        yield from matrix.of_document(document, entries, folio.roll, routes)
