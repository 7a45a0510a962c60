"""The pages of responsibilities (trách nhiệm): the matrix, a page for each agency, what to take along."""

from __future__ import annotations

from collections.abc import Iterator

from dieukhoan.page import Page
from dieukhoan.render.responsibility import agency, calendar, coverage, directory, matrix, tables
from dieukhoan.render.responsibility.book import Book
from dieukhoan.render.routes import Routes
from dieukhoan.render.takeaway import links


def pages(book: Book, routes: Routes, site: str = "") -> Iterator[Page]:
    """Everything below ``trach-nhiem/`` but the matrices of single documents: pages, files to take along.

    ``site`` is the address at which the site will stand, "" if nobody has said it.
    """
    files = tables.files(book, routes, site)
    yield from (page for _, page in files)
    yield matrix.overview(book, routes, links(matrix.OVERVIEW, files, routes))
    del files  # they are large
    yield from directory.pages(book, routes)
    yield coverage.page(book, routes)
    for each in book.shown:
        yield from agency.pages(book, routes, each)
        if calendar.has_dates(book, each):
            yield calendar.file(book, routes, each)
