"""The page of an agency: its duties by role and by document, its partners, reports, calendar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dieukhoan.duty import Agency, Duty, DutyRole
from dieukhoan.page import Page
from dieukhoan.render import escape, words
from dieukhoan.render.card import heading
from dieukhoan.render.layers import NoteItem, SitePage
from dieukhoan.render.notes import line
from dieukhoan.render.responsibility import calendar
from dieukhoan.render.responsibility.book import LETTERS, Book, Entry, agency_path, document_path
from dieukhoan.render.responsibility.matrix import OVERVIEW
from dieukhoan.render.routes import Ways
from dieukhoan.render.sheet import page as sheet_page

MOST_PARTNERS = 30


def page(book: Book, routes: Ways, agency: Agency) -> Page:
    """Everything that the documents lay on one agency."""
    path = agency_path(agency.slug)
    entries = book.of_agency[agency.slug]
    counts = Counter(entry.duty.role for entry in entries)
    summary = ", ".join(f"{role} {words.number(counts[role])}" for role in DutyRole if counts[role])
    blocks = [
        f"# {escape.markdown(agency.name, at_start=True)}",
        f"{words.number(len(entries))} nhiệm vụ: {summary}. "
        f"[Tất cả trách nhiệm]({routes.markdown(path, SitePage(OVERVIEW))})",
    ]
    if agency.aliases:
        blocks.append("Cũng viết là: " + escape.markdown("; ".join(agency.aliases)) + ".")
    for role in DutyRole:
        of_role = [entry for entry in entries if entry.duty.role is role]
        if of_role:
            blocks.append(f"## {role[:1].upper()}{role[1:]} ({LETTERS[role]})")
            blocks += _by_document(routes, path, of_role)
    blocks += _partners(book, routes, path, entries)
    blocks += _calendar(book, routes, path, agency, entries)
    return sheet_page(path, f"Trách nhiệm của {agency.name}", blocks, kind="list")


def _by_document(routes: Ways, path: str, entries: Sequence[Entry]) -> list[str]:
    blocks = []
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.document.id, []).append(entry)
    for group in groups.values():
        document = group[0].document
        target = routes.markdown(path, SitePage(document_path(document)))
        blocks.append(f"### [{escape.markdown(heading(document))}]({target})")
        lines = "\n".join(f"<li>{_duty(routes, path, entry)}</li>" for entry in group)
        blocks.append(f'<ul class="duties">\n{lines}\n</ul>')
    return blocks


def _duty(routes: Ways, path: str, entry: Entry) -> str:
    place = words.place_words(entry.duty.at) or words.name(entry.document)
    quote, strong = entry.quote
    shown = line(NoteItem(place, entry.place, quote=quote, strong=strong), routes, path)
    return shown + _deadline(entry.duty)


def _deadline(duty: Duty) -> str:
    return f' <small class="deadline">{escape.markup(duty.deadline.text)}</small>' if duty.deadline else ""


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


def _calendar(book: Book, routes: Ways, path: str, agency: Agency, entries: Sequence[Entry]) -> list[str]:
    timed = [entry for entry in entries if entry.duty.deadline]
    if not timed:
        return []
    lines = "\n".join(
        f"<li><b>{escape.markup(entry.duty.deadline.text)}</b>: {escape.markup(entry.duty.role)} "
        f"{_duty(routes, path, entry)}</li>"
        for entry in timed
        if entry.duty.deadline
    )
    blocks = ["## Lịch", f'<ul class="duties">\n{lines}\n</ul>']
    if calendar.has_dates(book, agency):
        said = "những việc có ngày hoặc có kỳ; việc không rõ ngày chỉ có ở đây."
        blocks.insert(1, f"[Tải lịch (.ics)]({calendar.NAME}): {said}")
    return blocks
