"""The pages of an agency: its duties by role and by document, its partners, reports, calendar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dieukhoan.duty import Agency, DutyRole
from dieukhoan.page import Page
from dieukhoan.render import escape, words
from dieukhoan.render.catalogue import pager
from dieukhoan.render.layers import NoteItem, SitePage
from dieukhoan.render.notes import line
from dieukhoan.render.responsibility import calendar
from dieukhoan.render.responsibility.book import LETTERS, Book, Entry, agency_path, document_path
from dieukhoan.render.responsibility.matrix import OVERVIEW
from dieukhoan.render.routes import Ways
from dieukhoan.render.sheet import page as sheet_page
from dieukhoan.text import slug

MOST_PARTNERS = 30
HEAVY = 120_000
"""Bytes of duties on one page, before links grow and the theme is added: a page stays below 300 KB."""
_FRAME = 400
"""Bytes that a heading of a document adds."""
_CALENDAR = "Lịch"
_ABOVE = " <small>(cơ quan nêu ở đề mục phía trên trong văn bản)</small>"
_LEGEND = 'Trong lời văn: <b class="actor">cơ quan</b> gạch chân, <b>việc</b> in đậm.'


@dataclass(frozen=True, slots=True)
class _Block:
    """The duties of one role (or the calendar) under one document; ``lines`` are items of a list."""

    part: str
    entries: tuple[Entry, ...]
    is_timed: bool = False


def pages(book: Book, routes: Ways, agency: Agency) -> Iterator[Page]:
    """Everything that the documents lay on one agency, on as many pages as it takes."""
    entries = book.of_agency[agency.slug]
    portions = list(_portions(_blocks(entries)))
    paths = [agency_path(agency.slug, number + 1) for number in range(len(portions))]
    title = f"Trách nhiệm của {agency.name}"
    for number, blocks in enumerate(portions, start=1):
        path = paths[number - 1]
        begun = portions[number - 2][-1].part if number > 1 else ""
        yield sheet_page(
            path,
            f"{title} (trang {number})" if number > 1 else title,
            [
                *_head(routes, path, agency, entries, number),
                *(_contents(routes, paths, portions) if len(paths) > 1 and number == 1 else []),
                *_duties(book, routes, path, agency, blocks, begun),
                *(_partners(book, routes, path, entries) if number == 1 else []),
                *pager(routes, paths, number, "Các trang của cơ quan"),
            ],
            kind="list",
        )


def _head(routes: Ways, path: str, agency: Agency, entries: Sequence[Entry], number: int) -> list[str]:
    name = escape.markdown(agency.name, at_start=True)
    whole = f"[Tất cả trách nhiệm]({routes.markdown(path, SitePage(OVERVIEW))})"
    if number > 1:
        first = routes.markdown(path, SitePage(agency_path(agency.slug)))
        return [
            f"# {name} (trang {number})",
            f"[Trang đầu của {escape.markdown(agency.name)}]({first}) · {whole}",
        ]
    counts = Counter(entry.duty.role for entry in entries)
    summary = ", ".join(f"{role} {words.number(counts[role])}" for role in DutyRole if counts[role])
    aliases = [f"Cũng viết là: {escape.markdown('; '.join(agency.aliases))}."] if agency.aliases else []
    counted = f"{words.number(len(entries))} nhiệm vụ: {summary}. {whole}"
    return [f"# {name}", counted, *aliases, _LEGEND]


def _blocks(entries: Sequence[Entry]) -> Iterator[_Block]:
    """The duties by role, in each role by document; then those with a deadline."""
    for role in DutyRole:
        yield from _by_document(
            f"{role[:1].upper()}{role[1:]} ({LETTERS[role]})", [e for e in entries if e.duty.role is role]
        )
    timed = tuple(entry for entry in entries if entry.duty.deadline)
    if timed:
        yield _Block(_CALENDAR, timed, is_timed=True)


def _by_document(part: str, entries: Iterable[Entry]) -> Iterator[_Block]:
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.document.id, []).append(entry)
    for group in groups.values():
        yield _Block(part, tuple(group))


def _portions(blocks: Iterable[_Block]) -> Iterator[list[_Block]]:
    """The blocks of each page; a block that is too long goes on on the next one."""
    page: list[_Block] = []
    weight = 0
    for block in blocks:
        begin = 0
        weight += _FRAME
        for index, entry in enumerate(block.entries):
            own = _weight(entry)
            if weight + own > HEAVY and (page or index > begin):
                if index > begin:
                    page.append(_Block(block.part, block.entries[begin:index], block.is_timed))
                yield page
                page, weight, begin = [], _FRAME, index
            weight += own
        page.append(_Block(block.part, block.entries[begin:], block.is_timed))
    yield page


def _weight(entry: Entry) -> int:
    return 200 + len(entry.quote.quote.encode()) + 2 * len(entry.document.id)


def _contents(routes: Ways, paths: Sequence[str], portions: Sequence[Sequence[_Block]]) -> list[str]:
    """Where each role begins, for an agency with several pages."""
    begins: dict[str, str] = {}
    for path, blocks in zip(paths, portions, strict=True):
        for block in blocks:
            begins.setdefault(block.part, path)
    links = (
        f"[{part}]({routes.markdown(paths[0], SitePage(path, slug(part)))})" for part, path in begins.items()
    )
    return ["Đi đến: " + " · ".join(links)]


def _duties(
    book: Book, routes: Ways, path: str, agency: Agency, blocks: Sequence[_Block], begun: str
) -> list[str]:
    shown: list[str] = []
    part = ""
    for block in blocks:
        if block.part != part:
            part = block.part
            again = part == begun
            shown.append(f"## {part}" + (" (tiếp theo)" if again else f" {{#{slug(part)}}}"))
            if block.is_timed and not again and calendar.has_dates(book, agency):
                said = "những việc có ngày hoặc có kỳ; việc không rõ ngày chỉ có ở đây."
                file = routes.markdown(path, SitePage(calendar.path_of(agency)))
                shown.append(f"[Tải lịch (.ics)]({file}){{download={agency.slug}.ics}}: {said}")
        if not block.is_timed:
            document = block.entries[0].document
            target = routes.markdown(path, SitePage(document_path(document)))
            name = f" <small>{escape.markdown(document.number)}</small>" if document.number else ""
            shown.append(f"### [{escape.markdown(words.full_title(document))}]({target}){name}")
        item = _dated if block.is_timed else _duty
        lines = "\n".join(f"<li>{item(routes, path, entry)}</li>" for entry in block.entries)
        shown.append(f'<ul class="duties">\n{lines}\n</ul>')
    return shown


def _duty(routes: Ways, path: str, entry: Entry) -> str:
    """A duty below the heading of its document: where it stands, what it says, and when it falls due."""
    deadline = entry.duty.deadline
    when = f' <small class="deadline">Khi nào: {escape.markup(deadline.text)}</small>' if deadline else ""
    return _sentence(routes, path, entry) + when


def _dated(routes: Ways, path: str, entry: Entry) -> str:
    """A duty in the calendar: when it falls due comes first, what document it stands in last."""
    when = escape.markup(entry.duty.deadline.text) if entry.duty.deadline else ""
    document = entry.document
    source = words.name(document) if document.number else words.full_title(document)
    return (
        f"<b>{when}</b>: {escape.markup(entry.duty.role)} {_sentence(routes, path, entry)}"
        f" <small>{escape.markup(source)}</small>"
    )


def _sentence(routes: Ways, path: str, entry: Entry) -> str:
    place = words.place_words(entry.duty.at) or words.name(entry.document)
    quote, strong = entry.quote
    shown = line(NoteItem(place, entry.place, quote=quote, strong=strong, actor=entry.actor), routes, path)
    return shown + (_ABOVE if entry.duty.actor is None else "")


def _partners(book: Book, routes: Ways, path: str, entries: Sequence[Entry]) -> list[str]:
    sections = (
        ("Phối hợp với", {DutyRole.LEAD, DutyRole.COORDINATE}),
        ("Phải báo cáo, thông báo", {DutyRole.REPORT}),
        ("Nhận báo cáo, thông báo từ", {DutyRole.RECEIVE}),
    )
    blocks = []
    for title, roles in sections:
        counts: Counter[str] = Counter()
        for entry in entries:
            if entry.duty.role in roles:
                told = entry.duty.role is DutyRole.REPORT
                counts.update(book.told(entry) if told else entry.duty.counterparties)
        if counts:
            shown = " · ".join(
                f"{_link(book, routes, path, name)} ({count})"
                for name, count in counts.most_common(MOST_PARTNERS)
            )
            blocks += [f"## {title}", shown]
    return blocks


def _link(book: Book, routes: Ways, path: str, name: str) -> str:
    target = book.roll.page_of(name)
    shown = escape.markdown(name)
    return f"[{shown}]({routes.markdown(path, target)})" if target is not None else shown
