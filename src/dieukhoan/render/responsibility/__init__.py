"""The pages of responsibilities (trách nhiệm): the matrix, a page for each agency, what to take along."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from dieukhoan.duty import Agency
from dieukhoan.page import Page, Sheaf
from dieukhoan.render.responsibility import agency, calendar, coverage, directory, matrix, tables
from dieukhoan.render.responsibility.book import Book
from dieukhoan.render.responsibility.sources import Sources
from dieukhoan.render.routes import Routes
from dieukhoan.render.takeaway import links


def sheaves(book: Book, routes: Routes, sources: Sources, site: str = "") -> Iterator[Sheaf]:
    """Everything below ``trach-nhiem/`` but the matrices of single documents: pages, files to take along.

    ``site`` is the address at which the site will stand, "" if nobody has said it.
    """
    made_of = sources.of_duties(routes, site)
    yield Sheaf(made_of, partial(_of_rows, book, routes, site))
    yield Sheaf(made_of + _OF_ALL, partial(_of_all, book, routes))
    for each in book.shown:
        yield Sheaf(sources.of_agency(each), partial(_of_agency, book, routes, each))


_OF_ALL = b"all"
"""Tells the pages about all agencies from the files, which are made of the same."""


def _of_rows(book: Book, routes: Routes, site: str) -> Iterator[Page]:
    """What is made of all duties: the files to take along, and the matrix, which says how large they are."""
    files = tables.files(book, tables.rows_of(book, routes, site), site)
    yield from (page for _, page in files)
    yield matrix.overview(book, routes, links(matrix.OVERVIEW, files, routes))


def _of_all(book: Book, routes: Routes) -> Iterator[Page]:
    yield from directory.pages(book, routes)
    yield coverage.page(book, routes)


def _of_agency(book: Book, routes: Routes, each: Agency) -> Iterator[Page]:
    yield from agency.pages(book, routes, each)
    if calendar.has_dates(book, each):
        yield calendar.file(book, routes, each)
