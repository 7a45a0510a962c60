"""The list of documents: its first page, the data that its filters load, and a plain page for each year."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Sequence

from dieukhoan.model import Document
from dieukhoan.page import Page
from dieukhoan.render import escape, words
from dieukhoan.render.card import heading, standing, state_sign
from dieukhoan.render.layers import Layers, Provision, SitePage
from dieukhoan.render.routes import Routes, relative_url
from dieukhoan.render.sheet import page as sheet_page

LIST = "van-ban/index.md"
SHOWN = 100
"""Documents that stand in the list itself; more are loaded by its filters."""
PART = 500
"""Documents in one file of the list's data."""
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


def _row(document: Document, routes: Routes, layers: Layers, today: datetime.date) -> str:
    url = escape.markup(routes.url(LIST, Provision(document.id)))
    state = _state(document, layers, today)
    date = escape.markup(words.short_date(document.date))
    cells = (
        f'<td class="title"><a href="{url}">{escape.markup(heading(document))}</a></td>',
        f'<td class="type">{escape.markup(kind_of(document))}</td>',
        f'<td class="number">{escape.markup(_number(document, routes))}</td>',
        f'<td class="date" data-date="{escape.markup(document.date)}">{date}</td>',
        f'<td class="issuer">{escape.markup(document.issuer)}</td>',
        f'<td class="standing">{state_sign(state) if state else ""}</td>',
    )
    return "<tr>" + "".join(cells) + "</tr>"


def _data(document: Document, routes: Routes, layers: Layers, today: datetime.date) -> list[str]:
    state = _state(document, layers, today)
    return [
        routes.url(LIST, Provision(document.id)),
        heading(document),
        kind_of(document),
        _number(document, routes),
        document.date,
        document.issuer,
        state.standing if state else "",
        state.words if state else "",
    ]


def _select(label: str, name: str, options: Sequence[tuple[str, str, int]]) -> str:
    lines = [f'<label>{label} <select name="{name}">', '<option value="">Tất cả</option>']
    lines += [
        f'<option value="{escape.markup(value)}">{escape.markup(words_)} ({words.number(count)})</option>'
        for value, words_, count in options
    ]
    return "\n".join([*lines, "</select></label>"])


def _options(counts: Counter[str]) -> list[tuple[str, str, int]]:
    return [
        (value, value, count) for value, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def years(documents: Sequence[Document]) -> list[tuple[str, int]]:
    """The years of the documents with their counts, the newest first, the unknown one ("") last."""
    return sorted(Counter(map(year_of, documents)).items(), reverse=True)


def pages(documents: Sequence[Document], routes: Routes, layers: Layers, today: datetime.date) -> list[Page]:
    """The list, its data in parts, and the years; ``documents`` are in the order of the list."""
    rest = documents[SHOWN:]
    parts = [rest[start : start + PART] for start in range(0, len(rest), PART)]
    result = [_list_page(documents, len(parts), routes, layers, today)]
    for index, part in enumerate(parts):
        rows = [_data(document, routes, layers, today) for document in part]
        result.append(
            Page(
                f"van-ban/danh-sach/{index}.json",
                json.dumps(rows, ensure_ascii=False, separators=(",", ":")) + "\n",
            )
        )
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


def _list_page(
    documents: Sequence[Document], parts: int, routes: Routes, layers: Layers, today: datetime.date
) -> Page:
    standings = Counter(
        state.standing for document in documents if (state := _state(document, layers, today))
    )
    filters = "\n".join(
        [
            _select("Loại văn bản", "loai", _options(Counter(map(kind_of, documents)))),
            _select(
                "Cơ quan ban hành",
                "co-quan",
                _options(Counter(d.issuer for d in documents if d.issuer and not d.is_background)),
            ),
            _select("Năm", "nam", [(year, year, count) for year, count in years(documents) if year]),
            _select(
                "Hiệu lực",
                "hieu-luc",
                [(s, words.GROUPS[s], standings[s]) for s in words.Standing if standings[s]],
            ),
        ]
    )
    rows = "\n".join(_row(document, routes, layers, today) for document in documents[:SHOWN])
    source = escape.markup(relative_url(LIST, "van-ban/danh-sach/"))
    year_links = " · ".join(
        f"[{year or 'Chưa rõ năm'}]({routes.markdown(LIST, SitePage(year_path(year)))}) "
        f"({words.number(count)})"
        for year, count in years(documents)
    )
    blocks = [
        "# Văn bản",
        '<form class="filters" aria-label="Lọc văn bản" hidden '
        f'data-source="{source}/" data-parts="{parts}">\n'
        '<label class="words">Từ trong tên, số, cơ quan '
        '<input type="search" name="tu" autocomplete="off"></label>\n'
        f'{filters}\n<button type="reset">Bỏ lọc</button>\n</form>',
        f'<p class="shown" role="status">{_shown(len(documents))}</p>',
        '<table class="documents">\n<thead><tr><th scope="col">Tên văn bản</th><th scope="col">Loại</th>'
        '<th scope="col">Số, ký hiệu</th><th scope="col">Ngày</th><th scope="col">Cơ quan ban hành</th>'
        f'<th scope="col">Hiệu lực</th></tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>',
        '<p class="further" hidden><button type="button">Hiện thêm</button></p>',
        "## Theo năm",
        year_links or "Chưa có văn bản nào.",
    ]
    return sheet_page(LIST, "Văn bản", blocks, kind="list")


def _shown(count: int) -> str:
    if count > SHOWN:
        return f"{SHOWN} văn bản mới nhất trong {words.number(count)} văn bản."
    return f"{words.number(count)} văn bản, mới nhất trước."
