"""The list of all agencies (danh bạ cơ quan): how many duties each has, and where to read them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dieukhoan.duty import Agency, DutyRole
from dieukhoan.page import Page
from dieukhoan.render.catalogue import Catalogue, Column, Form, Row
from dieukhoan.render.layers import SitePage
from dieukhoan.render.responsibility.book import FOLDER, Book, agency_path
from dieukhoan.render.routes import Routes
from dieukhoan.render.sheet import page as sheet_page

DIRECTORY = f"{FOLDER}/danh-ba-co-quan.md"
_TITLE = "Danh bạ cơ quan"
_COUNTED = (DutyRole.LEAD, DutyRole.COORDINATE, DutyRole.REPORT)
_COLUMNS = (
    Column("title", "Cơ quan", Form.LINK, is_searched=True),
    Column("count", "Nhiệm vụ", Form.COUNT),
    *(Column(f"count {role.name.lower()}", str(role).capitalize(), Form.COUNT) for role in _COUNTED),
    Column("count documents", "Văn bản", Form.COUNT),
)


def pages(book: Book, routes: Routes) -> Iterator[Page]:
    """``/trach-nhiem/danh-ba-co-quan/`` with its parts; who has no page leads to where it is named."""
    shown = {agency.slug for agency in book.shown}
    catalogue = Catalogue(
        DIRECTORY,
        "agencies",
        "cơ quan",
        "nhiều nhiệm vụ nhất trước",
        "Từ trong tên",
        _COLUMNS,
        (),
        [_row(book, agency, agency.slug in shown) for agency in book.agencies],
        is_sortable=True,
    )
    blocks = [f"# {_TITLE}", *catalogue.blocks(routes)]
    yield sheet_page(DIRECTORY, _TITLE, blocks, kind="list")
    yield from catalogue.pages(routes, _TITLE)


def _row(book: Book, agency: Agency, has_page: bool) -> Row:
    entries = book.of_agency[agency.slug]
    counts = Counter(entry.duty.role for entry in entries)
    target = SitePage(agency_path(agency.slug)) if has_page else entries[0].place
    documents = len({entry.document.id for entry in entries})
    return Row(target, (agency.name, len(entries), *(counts[role] or None for role in _COUNTED), documents))
