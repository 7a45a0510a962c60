"""The index of citations (Viện dẫn): every cited work, a page for each, the data of it."""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dieukhoan.citation import Ambiguous, CitedWork, Link, Outcome, Outside, Resolved, Unresolved
from dieukhoan.page import Page
from dieukhoan.quoting import Passage
from dieukhoan.render import escape, who_cites, words
from dieukhoan.render.catalogue import Catalogue, Column, Filter, Form, Option, Row
from dieukhoan.render.citing import FOLDER, INDEX, Desk, describe, has_page, place_of_work, work_name
from dieukhoan.render.layers import Provision, SitePage
from dieukhoan.render.routes import Routes
from dieukhoan.render.sheet import page as sheet_page
from dieukhoan.render.takeaway import links, takeaway

QUOTED = 200
"""Citing passages on the page of a work; the data has all."""

_STATUS: Mapping[type[Outcome], str] = {
    Resolved: "resolved",
    Outside: "outside",
    Ambiguous: "ambiguous",
    Unresolved: "unresolved",
}
_COLUMNS = (
    ("van-ban", "Văn bản viện dẫn"),
    ("tai", "Tại"),
    ("cau", "Nguyên văn"),
    ("loai-vien-dan", "Cách viện dẫn"),
    ("loai", "Loại"),
    ("so", "Số, ký hiệu"),
    ("ngay", "Ngày"),
    ("co-quan", "Cơ quan ban hành"),
    ("ten", "Tên gọi"),
    ("dieu-khoan", "Điều khoản"),
    ("khong-co", "Không có trong văn bản ấy"),
    ("quan-he", "Quan hệ"),
    ("ket-qua", "Kết quả"),
    ("ly-do", "Lý do chưa xác định"),
    ("muc", "Mục trong danh mục"),
)


def pages(desk: Desk, routes: Routes) -> Iterator[Page]:
    """Everything below ``/vien-dan/``."""
    works = sorted(desk.citations.works, key=lambda work: (-len(work.links), work_name(work), work.key))
    files = _data(desk)
    yield from (page for _, page in files)
    table = SitePage(files[0][1].path)
    yield from _list(desk, works, routes, links(INDEX, files, routes))
    del files  # they are large
    yield who_cites.page(desk, works, routes)
    for work in works:
        if has_page(work):
            yield _work_page(desk, work, routes, table)


# -- the list of works


def _cells(work: CitedWork) -> tuple[str, str, str, str, str]:
    """Name, type, number, date, issuer; what has a number and no title is named by it, without day and body:
    they stand beside it."""
    fact = work.work
    name = "" if work.document else fact.name
    if not name and work.title:
        name = words.typed(fact.type, work.title)
    if not name and fact.number:
        name = describe(replace(fact, date="", year="", issuer=""))
    return name or describe(fact), fact.type, fact.number, fact.date or fact.year, fact.issuer


_LISTED = (
    Column("title", "Văn bản được viện dẫn", Form.LINK, is_searched=True),
    Column("type", "Loại", is_searched=True),
    Column("number", "Số, ký hiệu", is_searched=True),
    Column("date", "Ngày", Form.DATE),
    Column("issuer", "Cơ quan ban hành", is_searched=True),
    Column("inside", "Ở đâu"),
    Column("count", "Số nơi", Form.COUNT),
)
_INSIDE, _OUTSIDE = "trong thư viện", "ngoài thư viện"


def _list(desk: Desk, works: Sequence[CitedWork], routes: Routes, taken: str) -> list[Page]:
    """The list of works with its parts; ``taken`` are links to what can be taken along."""
    found = desk.citations.links
    inside = sum(bool(work.document) for work in works)
    doubtful = sum(isinstance(link.outcome, Ambiguous | Unresolved) for link in found)
    kinds = Counter(work.work.type for work in works if work.work.type)
    ranked = sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))
    catalogue = Catalogue(
        INDEX,
        "cited-works",
        "văn bản",
        "được viện dẫn nhiều nhất trước",
        "Từ trong tên, số, cơ quan",
        _LISTED,
        [
            Filter("Loại văn bản", "loai", "type", [Option(kind, kind, count) for kind, count in ranked]),
            Filter(
                "Ở đâu",
                "o-dau",
                "inside",
                [
                    Option(_INSIDE, "Trong thư viện", inside),
                    Option(_OUTSIDE, "Ngoài thư viện", len(works) - inside),
                ],
            ),
        ],
        [
            Row(
                place_of_work(desk, work),
                (*_cells(work), _INSIDE if work.document else _OUTSIDE, len(work.links)),
            )
            for work in works
        ],
        is_sortable=True,
    )
    sentence = (
        f"{words.number(len(found))} viện dẫn đến {words.number(len(works))} văn bản, trong đó "
        f"{words.number(inside)} văn bản có trong thư viện"
    )
    if doubtful:
        sentence += f"; {words.number(doubtful)} viện dẫn chưa xác định được văn bản"
    blocks = [
        "# Viện dẫn",
        f"{sentence}. [Ai viện dẫn ai]({routes.markdown(INDEX, SitePage(who_cites.PATH))})",
        *catalogue.blocks(routes),
        f"Toàn bộ viện dẫn ở dạng dữ liệu: {taken}",
    ]
    return [sheet_page(INDEX, "Viện dẫn", blocks, kind="list"), *catalogue.pages(routes, "Viện dẫn")]


# -- the page of a work


def _work_page(desk: Desk, work: CitedWork, routes: Routes, table: SitePage) -> Page:
    """Who cites a work and in what words; ``table`` has those for which the page has no place."""
    path = f"{FOLDER}/{work.key}.md"
    name = describe(work.work)
    blocks = [f"# {escape.markdown(name, at_start=True)}"]
    if work.title and work.title != work.work.name:
        blocks.append(escape.markdown(work.title, at_start=True) + "\n{: .work-title }")
    if work.document:
        blocks.append(f"[Đọc văn bản]({routes.markdown(path, Provision(work.document))})")
    else:
        blocks.append("Văn bản này không có trong thư viện; dưới đây là những nơi viện dẫn đến nó.")
    spellings = _spellings(desk, work)
    if len(spellings) > 1:
        ways = "\n".join(
            f"<li>{escape.markup(way)} ({words.number(count)} nơi)</li>" for way, count in spellings
        )
        summary = "<summary>Các cách ghi</summary>"
        blocks.append(f'<details class="spellings">{summary}\n<ul>\n{ways}\n</ul>\n</details>')
    by_document: dict[str, list[Link]] = defaultdict(list)
    for index in work.links[:QUOTED]:
        link = desk.citations.links[index]
        by_document[link.document].append(link)
    blocks.append(f"## {words.number(len(work.links))} nơi viện dẫn {{: #noi-vien-dan }}")
    for document_id, citing in by_document.items():
        document = desk.documents[document_id]
        target = routes.markdown(path, Provision(document_id))
        title = document.title if document.is_background else words.citation(document)
        blocks.append(f"### [{escape.markdown(title or document.source)}]({target})")
        blocks.append(
            "\n".join(
                ['<ul class="passages">', *(_passage(desk, link, routes, path) for link in citing), "</ul>"]
            )
        )
    if len(work.links) > QUOTED:
        rest = words.number(len(work.links) - QUOTED)
        blocks.append(f"Còn {rest} nơi nữa trong [dữ liệu]({routes.markdown(path, table)}).")
    return sheet_page(path, name, blocks, kind="cited")


def _spellings(desk: Desk, work: CitedWork) -> list[tuple[str, int]]:
    """The ways in which the work is named where it is named in full, the most frequent first."""
    counted: Counter[str] = Counter()
    for index in work.links:
        citation = desk.citations.links[index].citation
        if citation.work is not None and citation.antecedent < 0:
            counted[describe(citation.work)] += 1
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def _passage(desk: Desk, link: Link, routes: Routes, path: str) -> str:
    url = escape.markup(routes.url(path, Provision(link.document, link.citation.at)))
    place = words.place_words(link.citation.at) or "toàn văn"
    name = escape.markup(place[:1].upper() + place[1:])
    return f'<li><a href="{url}">{name}</a>: {_quoted(desk.passage(link))}</li>'


def _quoted(passage: Passage) -> str:
    ((start, end),), quote = passage.strong, passage.quote
    before, inside, after = map(escape.markup, (quote[:start], quote[start:end], quote[end:]))
    return f"<q>{before}<b>{inside}</b>{after}</q>"


# -- the data


def _record(desk: Desk, link: Link) -> dict[str, str]:
    citation, outcome = link.citation, link.outcome
    work, passage = citation.work, desk.passage(link)
    ((start, end),) = passage.strong
    key = (
        outcome.work
        if isinstance(outcome, Outside)
        else outcome.document
        if isinstance(outcome, Resolved)
        else ""
    )
    return {
        "van-ban": link.document,
        "tai": citation.at,
        "cau": passage.quote[start:end],
        "loai-vien-dan": str(citation.kind),
        "loai": work.type if work else "",
        "so": work.number if work else "",
        "ngay": work.date if work else "",
        "co-quan": work.issuer if work else "",
        "ten": work.name if work else "",
        "dieu-khoan": " ".join(citation.provisions),
        "khong-co": " ".join(outcome.missing) if isinstance(outcome, Resolved) else "",
        "quan-he": str(citation.relation) if citation.relation else "",
        "ket-qua": _STATUS[type(outcome)],
        "ly-do": _doubt(outcome),
        "muc": key,
    }


def _doubt(outcome: Outcome) -> str:
    """Why nothing says which document is meant; "" where it is known."""
    if isinstance(outcome, Ambiguous):
        return f"Có thể là: {', '.join(outcome.documents)}."
    return outcome.reason if isinstance(outcome, Unresolved) else ""


class _Text(list[str]):
    """What a CSV writer writes to: pages are made in memory, nothing here touches the disk."""

    write = list.append


def _data(desk: Desk) -> list[tuple[str, Page]]:
    """All citations to take along, and what readers call the files."""
    return [
        ("CSV", takeaway(f"{FOLDER}/vien-dan.csv", _csv(desk))),
        ("JSON", takeaway(f"{FOLDER}/vien-dan.json", _json(desk))),
    ]


def _csv(desk: Desk) -> Iterator[str]:
    written = _Text(["\ufeff"])
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow([name for _, name in _COLUMNS])
    for link in desk.citations.links:
        record = _record(desk, link)
        writer.writerow([record[key] for key, _ in _COLUMNS])
        yield "".join(written)
        written.clear()
    yield "".join(written)


def _json(desk: Desk) -> Iterator[str]:
    before = "[\n"
    for link in desk.citations.links:
        yield before + json.dumps(_record(desk, link), ensure_ascii=False, separators=(",", ":"))
        before = ",\n"
    yield "[\n\n]\n" if before == "[\n" else "\n]\n"
