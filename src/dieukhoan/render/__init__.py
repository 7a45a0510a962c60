"""From the library to the Markdown pages of its site; pure, nothing is written here."""

from __future__ import annotations

import datetime

from dieukhoan.citation import Citations
from dieukhoan.library import Library
from dieukhoan.page import Page
from dieukhoan.render import checks, cited, citing, document, doubts, home, lists
from dieukhoan.render.body import Sheet
from dieukhoan.render.finder import Finder
from dieukhoan.render.layers import Layers, joined
from dieukhoan.render.routes import Routes


def render(
    library: Library,
    date: datetime.date,
    layers: Layers | None = None,
    *,
    citations: Citations | None = None,
) -> list[Page]:
    """Every page of a library on a day, the same bytes for the same input.

    ``layers`` holds what is known beside the text (links, notes, facts); ``citations`` adds its own, and the
    index of citations below ``/vien-dan/``.
    """
    texts = {name: source.text for name, source in library.sources.items()}
    desk = citing.Desk(library.documents, texts, citations or Citations((), ()))
    finder = Finder(library.documents)
    known = joined(citing.layers(desk), layers or Layers(), doubts.layers(library.findings, finder))
    routes = Routes(library.documents)
    order = lists.newest_first([library.completed(document) for document in library.documents])
    pages = [home.page(order, routes, date), *lists.pages(order, routes, known, date)]
    pages += checks.pages(library.findings, library.sources, finder, routes)
    if citations is not None:
        pages += cited.pages(desk, routes)
    for index, found in enumerate(order):
        before = order[index - 1] if index else None
        after = order[index + 1] if index + 1 < len(order) else None
        sheet = Sheet(found, library.text(found), routes, known)
        pages += document.pages(sheet, date, before, after)
    return pages
