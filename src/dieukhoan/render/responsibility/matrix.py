"""The matrix: agencies down; documents across, or for one document its điều and tasks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dieukhoan.duty import RACI, Agency, DutyRole
from dieukhoan.model import Document
from dieukhoan.page import Page
from dieukhoan.render import escape, words
from dieukhoan.render.catalogue import pager
from dieukhoan.render.layers import Provision, SitePage
from dieukhoan.render.responsibility.book import (
    FOLDER,
    LETTERS,
    RACI_TOLD,
    Book,
    Entry,
    Roll,
    document_path,
    topic,
)
from dieukhoan.render.responsibility.directory import DIRECTORY
from dieukhoan.render.routes import Routes, Ways
from dieukhoan.render.sheet import page as sheet_page

OVERVIEW = f"{FOLDER}/index.md"
COVERAGE = f"{FOLDER}/kiem-soat.md"
ACROSS = 16
"""Documents that stand across in the overview, the newest; each has a matrix of its own."""
DOWN = 120
"""Agencies that stand down in the overview, those with the most duties."""
MARKS = 600
"""Letters that one matrix may hold: each is a link of some 300 bytes."""
COLUMNS = 40
"""Provisions that stand across in the matrix of a document; more go on on the next page."""
_LONGEST_HEAD = 32
LISTED = 300
"""Documents whose matrix the overview links; all are in the list of documents."""


def overview(book: Book, routes: Routes, taken: str) -> Page:
    """``/trach-nhiem/``: who has which role under which document, and the ways on from there.

    ``taken`` are links to what can be taken along.
    """
    across = sorted(book.documents, key=lambda document: document.is_background)[:ACROSS]
    position = {document.id: index for index, document in enumerate(across)}
    rows = []
    for agency in sorted(_down(book, position), key=lambda agency: book.roll.rank(agency.name)):
        cells: list[list[Entry]] = [[] for _ in across]
        for entry in book.of_agency[agency.slug]:
            if entry.document.id in position:
                cells[position[entry.document.id]].append(entry)
        rows.append((agency.name, cells))
    heads = [
        (_short(document), SitePage(document_path(document)), words.full_title(document))
        for document in across
    ]
    blocks = [
        "# Trách nhiệm",
        f"{words.number(len(book.of_agency))} cơ quan, {words.number(len(book.entries))} nhiệm vụ trong "
        f"{words.number(len(book.documents))} văn bản. "
        "Mỗi ô ghi vai trò của cơ quan; bấm vào ô để đến đúng nơi quy định.",
        *_legend(),
        f"**Mang theo:** {taken}"
        + f" · [Chỗ trống trong phân công]({routes.markdown(OVERVIEW, SitePage(COVERAGE))})"
        + f" · [Danh bạ cơ quan]({routes.markdown(OVERVIEW, SitePage(DIRECTORY))})",
        "## Cơ quan và văn bản",
        _filters([each[0] for each in heads], "Văn bản", routes.url(OVERVIEW, SitePage(DIRECTORY))),
        grid(rows, heads, OVERVIEW, routes, book.roll) if rows else "Chưa có nhiệm vụ nào.",
        f"Bảng này có {words.number(len(rows))} cơ quan nhiều nhiệm vụ nhất trong "
        f"{words.number(len(across))} văn bản mới nhất; tất cả ở "
        f"[Danh bạ cơ quan]({routes.markdown(OVERVIEW, SitePage(DIRECTORY))}).",
        "## Từng văn bản",
        "\n".join(_document_line(book, routes, document) for document in book.documents[:LISTED])
        or "Chưa có văn bản nào giao nhiệm vụ.",
    ]
    return sheet_page(OVERVIEW, "Trách nhiệm", blocks, kind="list")


def _down(book: Book, documents: Mapping[str, int]) -> list[Agency]:
    """The agencies that stand down: those with the most duties, as many as the page can hold."""
    found: list[Agency] = []
    marks = 0
    for agency in book.shown:
        here = {
            (e.document.id, e.duty.role) for e in book.of_agency[agency.slug] if e.document.id in documents
        }
        marks += len(here)
        if len(found) == DOWN or (found and marks > MARKS):
            break
        found += [agency] if here else []
    return found


def of_document(document: Document, entries: Sequence[Entry], roll: Roll, routes: Ways) -> Iterator[Page]:
    """The matrix of one document: agencies down, its điều or tasks across, on as many pages as it takes."""
    nodes = document.by_address()
    topics: dict[str, list[Entry]] = {}
    for entry in entries:
        topics.setdefault(topic(nodes, entry.duty.at), []).append(entry)
    portions = _portions(topics)
    paths = [document_path(document, number + 1) for number in range(len(portions))]
    title = f"Trách nhiệm theo {words.full_title(document)}"
    for number, across in enumerate(portions, start=1):
        path = paths[number - 1]
        heads = [
            (
                words.place_words(address) or "Mở đầu",
                Provision(document.id, address),
                nodes[address].title if address in nodes else "",
            )
            for address in across
        ]
        rows = _rows(across, topics, roll)
        count = sum(len(topics[address]) for address in across)
        reach = f" Trang {number}: từ {heads[0][0]} đến {heads[-1][0]}." if len(portions) > 1 else ""
        link = routes.markdown(path, Provision(document.id))
        blocks = [
            f"# {escape.markdown(title, at_start=True)}",
            f"{words.number(len(rows))} cơ quan, {words.number(count)} nhiệm vụ.{reach} "
            f"[Đọc văn bản]({link}) · [Tất cả trách nhiệm]({routes.markdown(path, SitePage(OVERVIEW))})",
            *_legend(),
            _filters([each[0] for each in heads], "Điều khoản"),
            grid(rows, heads, path, routes, roll),
            *pager(routes, paths, number, "Các trang của bảng"),
        ]
        name = f"{title} (trang {number})" if number > 1 else title
        yield sheet_page(path, name, blocks, kind="list")


def _portions(topics: Mapping[str, Sequence[Entry]]) -> list[list[str]]:
    """The provisions that stand across, page by page: no more than fit."""
    portions: list[list[str]] = [[]]
    marks = 0
    for address, entries in topics.items():
        own = len({(entry.duty.agency, entry.duty.role) for entry in entries})
        if portions[-1] and (len(portions[-1]) == COLUMNS or marks + own > MARKS):
            portions.append([])
            marks = 0
        portions[-1].append(address)
        marks += own
    return portions


def _rows(
    across: Sequence[str], topics: Mapping[str, Sequence[Entry]], roll: Roll
) -> list[tuple[str, list[list[Entry]]]]:
    table: dict[str, list[list[Entry]]] = {}
    for position, address in enumerate(across):
        for entry in topics[address]:
            row = table.setdefault(entry.duty.agency, [[] for _ in across])
            row[position].append(entry)
    return sorted(table.items(), key=lambda row: roll.rank(row[0]))


def _legend() -> list[str]:
    letters = ", ".join(f"**{LETTERS[role]}** {role}" for role in DutyRole)
    raci = ", ".join(f"{LETTERS[role]} = {RACI[role]}" for role in DutyRole)
    return [
        f"Ký hiệu: {letters}.",
        f"<details><summary>Đối chiếu với bảng RACI</summary>\n<p>{raci}. {RACI_TOLD}</p>\n</details>",
    ]


def _short(document: Document) -> str:
    """A document as the head of a column: its number, or the first words of its title."""
    if document.number:
        return words.name(document)
    title = words.full_title(document)
    return title if len(title) <= _LONGEST_HEAD else title[:_LONGEST_HEAD].rpartition(" ")[0] + " …"


def _filters(heads: Sequence[str], label: str, all_agencies: str = "") -> str:
    """The filters of a matrix; the script shows them, since without it they would do nothing.

    ``all_agencies`` is the address of the list in which an agency is found that does not stand down.
    """
    roles = "".join(f'<option value="{LETTERS[role]}">{role}</option>' for role in DutyRole)
    across = "".join(
        f'<option value="{index}">{escape.markup(head)}</option>' for index, head in enumerate(heads)
    )
    elsewhere = f' data-all="{escape.markup(all_agencies)}"' if all_agencies else ""
    return (
        f'<form class="filters responsibilities"{elsewhere} aria-label="Lọc trách nhiệm" hidden>\n'
        '<label class="words">Cơ quan <input type="search" name="co-quan" autocomplete="off"></label>\n'
        f'<label>Vai trò <select name="vai-tro"><option value="">Tất cả</option>{roles}</select></label>\n'
        f'<label>{label} <select name="cot"><option value="">Tất cả</option>{across}</select></label>\n'
        '<label class="check"><input type="checkbox" name="thoi-han"> Có thời hạn</label>\n'
        '<button type="reset">Bỏ lọc</button>\n</form>\n\n<p class="shown" role="status"></p>'
    )


def _document_line(book: Book, routes: Routes, document: Document) -> str:
    target = routes.markdown(OVERVIEW, SitePage(document_path(document)))
    count = words.number(len(book.of_document[document.id]))
    name = escape.markdown(document.number)
    facts = " · ".join(
        filter(None, (name, escape.markdown(words.short_date(document.date)), f"{count} nhiệm vụ"))
    )
    return f"- [{escape.markdown(words.full_title(document))}]({target}) <small>{facts}</small>"


def grid(
    rows: Sequence[tuple[str, Sequence[Sequence[Entry]]]],
    heads: Sequence[tuple[str, Provision | SitePage] | tuple[str, Provision | SitePage, str]],
    page: str,
    routes: Ways,
    roll: Roll,
) -> str:
    """A matrix as HTML, in a region that scrolls; each cell links to the provisions that it stands for."""
    head = "".join(_head(each, page, routes) for each in heads)
    lines = [f'<thead><tr><th scope="col">Cơ quan</th>{head}</tr></thead>', "<tbody>"]
    for name, cells in rows:
        target = roll.page_of(name)
        shown = escape.markup(name)
        if target is not None:
            shown = f'<a href="{escape.markup(routes.url(page, target))}">{shown}</a>'
        data = "".join(
            f'<td data-head="{escape.markup(each[0])}">{_cell(cell, page, routes)}</td>'
            if cell
            else "<td></td>"
            for each, cell in zip(heads, cells, strict=True)
        )
        lines.append(f'<tr><th scope="row">{shown}</th>{data}</tr>')
    content = "\n".join([*lines, "</tbody>"])
    return (
        '<div class="table" role="region" aria-label="Bảng phân công trách nhiệm" tabindex="0">\n'
        f'<table class="grid responsibilities">\n{content}\n</table>\n</div>'
    )


def _head(
    each: tuple[str, Provision | SitePage] | tuple[str, Provision | SitePage, str], page: str, routes: Ways
) -> str:
    title = escape.markup(each[2]) if len(each) == 3 else ""
    url = escape.markup(routes.url(page, each[1]))
    return f'<th scope="col"><a href="{url}" title="{title}">{escape.markup(each[0])}</a></th>'


def _cell(entries: Sequence[Entry], page: str, routes: Ways) -> str:
    seen: dict[DutyRole, Entry] = {}
    for entry in entries:
        seen.setdefault(entry.duty.role, entry)
    links = []
    for role in DutyRole:
        if role not in seen:
            continue
        entry = seen[role]
        count = sum(each.duty.role is role for each in entries)
        said = f"{role}: {entry.duty.verb}" + (f" (và {count - 1} nhiệm vụ khác)" if count > 1 else "")
        url = escape.markup(routes.url(page, entry.place))
        timed = any(each.duty.role is role and each.duty.deadline for each in entries)
        links.append(
            f'<a class="role" data-role="{LETTERS[role]}"{" data-timed" if timed else ""} href="{url}" '
            f'title="{escape.markup(said)}">{LETTERS[role]}</a>'
        )
    return " ".join(links)
