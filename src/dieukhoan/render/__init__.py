"""From the library to the Markdown pages of its site; pure, nothing is written here."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from dieukhoan.library import Library
from dieukhoan.page import Page
from dieukhoan.render import checks, document, home, lists
from dieukhoan.render.body import Sheet
from dieukhoan.render.layers import Layers
from dieukhoan.render.routes import Routes

EXAMPLES = ("dieu 5 quy che 233", "UBND", "02-NQ/TW")
"""Searches that the front page offers to try."""


def render(
    library: Library,
    date: datetime.date,
    layers: Layers | None = None,
    *,
    examples: Sequence[str] = EXAMPLES,
) -> list[Page]:
    """Every page of a library on a day, the same bytes for the same input.

    ``layers`` holds what is known beside the text (links, notes, facts).
    """
    known = layers or Layers()
    routes = Routes(library.documents)
    order = lists.newest_first(library.documents)
    pages = [home.page(order, routes, date, examples), *lists.pages(order, routes, known, date)]
    pages += checks.pages(library.findings, library.sources, library.documents, routes)
    for index, found in enumerate(order):
        before = order[index - 1] if index else None
        after = order[index + 1] if index + 1 < len(order) else None
        sheet = Sheet(found, library.text(found), routes, known)
        pages += document.pages(sheet, date, before, after)
    return pages
