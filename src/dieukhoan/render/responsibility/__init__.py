"""The pages of responsibilities (trách nhiệm): the matrix, a page for each agency, what to take along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dieukhoan.duty import Duty, Register
from dieukhoan.library import Library
from dieukhoan.page import Page
from dieukhoan.render.layers import Note, Provision
from dieukhoan.render.responsibility import agency, calendar, coverage, margin, matrix, tables
from dieukhoan.render.responsibility.book import Book
from dieukhoan.render.routes import Routes


def notes(
    library: Library, duties: Mapping[str, Sequence[Duty]], register: Register
) -> dict[Provision, list[Note]]:
    """The folded note of each provision that lays duties on somebody."""
    return margin.notes(Book(library, duties, register))


def pages(library: Library, duties: Mapping[str, Sequence[Duty]], register: Register) -> list[Page]:
    """Everything below ``trach-nhiem/``: pages, and the files to take along."""
    book = Book(library, duties, register)
    routes = Routes(library.documents)
    found = [matrix.overview(book, routes), coverage.page(book, routes)]
    found += [matrix.of_document(book, routes, document) for document in book.documents]
    found += [agency.page(book, routes, each) for each in book.shown]
    found += [calendar.file(book, routes, each) for each in book.shown if calendar.has_dates(book, each)]
    return [*found, *tables.files(book, routes)]
