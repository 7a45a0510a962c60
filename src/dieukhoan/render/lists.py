"""The list of documents, with its filters, and a plain page for each year."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence

from dieukhoan.model import Document
from dieukhoan.page import Page
from dieukhoan.render import escape, words
from dieukhoan.render.card import heading, standing
from dieukhoan.render.catalogue import Catalogue, Column, Filter, Form, Option, Row
from dieukhoan.render.layers import Layers, Provision, SitePage
from dieukhoan.render.routes import Routes
from dieukhoan.render.sheet import page as sheet_page

LIST = "van-ban/index.md"
NO_YEAR = "khong-ro"


def newest_first(documents: Sequence[Document]) -> list[Document]:
    """Documents by date, the newest first; those without a date last; ties by id."""
    by_id = sorted(documents, key=lambda document: document.id)
    return sorted(by_id, key=lambda document: document.date, reverse=True)


def kind_of(document: Document) -> str:
    """What the list calls a document: its type, Tư liệu, or Chưa xác định."""
    return "Tư liệu" if document.is_background else document.type or words.UNKNOWN


def year_of(document: Document) -> str:
    """The year by which a document is listed, or "" when its date is unknown."""
    return document.date[:4]


def year_path(year: str) -> str:
    """The plain list of a year."""
    return f"van-ban/theo-nam/{year or NO_YEAR}.md"


def item(document: Document, routes: Routes, page: str) -> str:
    """A document as a line of a Markdown list."""
    target = routes.markdown(page, Provision(document.id))
    facts = [
        kind_of(document)
        if document.is_background
        else words.attached_name(document, routes.issuing(document))
    ]
    facts += [words.short_date(document.date)] if document.date else []
    facts += [document.issuer] if document.issuer and not document.is_background else []
    line = escape.markdown(" · ".join(facts))
    return f"- [{escape.markdown(heading(document))}]({target}) <small>{line}</small>"


def listing(documents: Sequence[Document], routes: Routes, page: str) -> str:
    """Documents as a Markdown list."""
    return "\n".join(item(document, routes, page) for document in documents)


def _state(document: Document, layers: Layers, today: datetime.date) -> words.State | None:
    if document.is_background:
        return None
    return standing(document, layers, today)


def _number(document: Document, routes: Routes) -> str:
    """The number of a document, else that of the one with which it is issued."""
    issuing = routes.issuing(document)
    if document.number or issuing is None or not issuing.number:
        return document.number
    return f"kèm theo {issuing.number}"


def years(documents: Sequence[Document]) -> list[tuple[str, int]]:
    """The years of the documents with their counts, the newest first, the unknown one ("") last."""
    return sorted(Counter(map(year_of, documents)).items(), reverse=True)


_COLUMNS = (
    Column("title", "Tên văn bản", Form.LINK, is_searched=True),
    Column("type", "Loại", is_searched=True),
    Column("number", "Số, ký hiệu", is_searched=True),
    Column("date", "Ngày", Form.DATE),
    Column("issuer", "Cơ quan ban hành", is_searched=True),
    Column("standing", "Hiệu lực", Form.STATE),
)


def pages(documents: Sequence[Document], routes: Routes, layers: Layers, today: datetime.date) -> list[Page]:
    """The list with its parts, and the years; ``documents`` are in the order of the list."""
    states = [_state(document, layers, today) for document in documents]
    catalogue = Catalogue(
        LIST,
        "documents",
        "văn bản",
        "mới nhất trước",
        "Từ trong tên, số, cơ quan",
        _COLUMNS,
        _filters(documents, states),
        [_row(document, routes, state) for document, state in zip(documents, states, strict=True)],
    )
    year_links = " · ".join(
        f"[{year or 'Chưa rõ năm'}]({routes.markdown(LIST, SitePage(year_path(year)))}) "
        f"({words.number(count)})"
        for year, count in years(documents)
    )
    blocks = [
        "# Văn bản",
        *catalogue.blocks(routes),
        "## Theo năm",
        year_links or "Chưa có văn bản nào.",
    ]
    result = [sheet_page(LIST, "Văn bản", blocks, kind="list"), *catalogue.pages(routes, "Văn bản")]
    for year, count in years(documents):
        path = year_path(year)
        name = f"Văn bản năm {year}" if year else "Văn bản chưa rõ năm"
        of_year = [document for document in documents if year_of(document) == year]
        blocks = [
            f"# {name}",
            f"{words.number(count)} văn bản, mới nhất trước. [Tất cả văn bản](../index.md)",
            listing(of_year, routes, path),
        ]
        result.append(sheet_page(path, name, blocks, kind="list"))
    return result


def _row(document: Document, routes: Routes, state: words.State | None) -> Row:
    cells = (
        heading(document),
        kind_of(document),
        _number(document, routes),
        document.date,
        document.issuer,
        state,
    )
    return Row(Provision(document.id), cells)


def _filters(documents: Sequence[Document], states: Sequence[words.State | None]) -> list[Filter]:
    standings = Counter(state.standing for state in states if state)
    issuers = Counter(d.issuer for d in documents if d.issuer and not d.is_background)
    return [
        Filter("Loại văn bản", "loai", "type", _options(Counter(map(kind_of, documents)))),
        Filter("Cơ quan ban hành", "co-quan", "issuer", _options(issuers)),
        Filter(
            "Năm", "nam", "date", [Option(y, y, count) for y, count in years(documents) if y], is_start=True
        ),
        Filter(
            "Hiệu lực",
            "hieu-luc",
            "standing",
            [Option(s, words.GROUPS[s], standings[s]) for s in words.Standing if standings[s]],
        ),
    ]


def _options(counts: Counter[str]) -> list[Option]:
    """Values as they are printed, the most frequent first."""
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [Option(value, value, count) for value, count in ranked]
