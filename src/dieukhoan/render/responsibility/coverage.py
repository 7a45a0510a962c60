"""Holes in the assignment: provisions with no lead, with two, without a deadline; who only receives."""

from __future__ import annotations

from collections.abc import Sequence

from dieukhoan.duty import DutyRole
from dieukhoan.page import Page
from dieukhoan.render import escape, words
from dieukhoan.render.layers import SitePage
from dieukhoan.render.responsibility.book import Book, Entry
from dieukhoan.render.responsibility.matrix import COVERAGE, OVERVIEW
from dieukhoan.render.routes import Routes
from dieukhoan.render.sheet import page as sheet_page

MOST = 200
"""Provisions that a list shows; the count says how many there are."""
_NEEDS_LEAD = frozenset({DutyRole.COORDINATE})
_NEEDS_DEADLINE = frozenset({DutyRole.REPORT, DutyRole.DECIDE})


def page(book: Book, routes: Routes) -> Page:
    """``/trach-nhiem/kiem-soat/``: what a leader should look at."""
    places: dict[tuple[str, str], list[Entry]] = {}
    for entry in book.entries:
        places.setdefault((entry.document.id, entry.duty.at), []).append(entry)
    groups = list(places.values())
    leads = [[e for e in group if e.duty.role is DutyRole.LEAD] for group in groups]
    without = [g for g, lead in zip(groups, leads, strict=True) if not lead and _has(g, _NEEDS_LEAD)]
    two = [lead for lead in leads if len({e.duty.agency for e in lead}) > 1]
    undated = [g for g in groups if _has(g, _NEEDS_DEADLINE) and not any(e.duty.deadline for e in g)]
    blocks = [
        "# Chỗ trống trong phân công",
        f"[Tất cả trách nhiệm]({routes.markdown(COVERAGE, SitePage(OVERVIEW))})",
        *_section("Có phối hợp mà không có cơ quan chủ trì", without, routes),
        *_section("Có từ hai cơ quan chủ trì", two, routes),
        *_section("Phải báo cáo hoặc quyết định mà không có thời hạn", undated, routes),
        *_receivers(book, routes),
    ]
    return sheet_page(COVERAGE, "Chỗ trống trong phân công", blocks, kind="list")


def _has(group: Sequence[Entry], roles: frozenset[DutyRole]) -> bool:
    return any(entry.duty.role in roles for entry in group)


def _section(title: str, groups: Sequence[Sequence[Entry]], routes: Routes) -> list[str]:
    lines = []
    for group in groups[:MOST]:
        entry = group[0]
        document = words.name(entry.document) if entry.document.number else words.full_title(entry.document)
        place = " ".join(filter(None, (words.place_words(entry.duty.at), document)))
        who = "; ".join(dict.fromkeys(each.duty.agency for each in group))
        target = routes.markdown(COVERAGE, entry.place)
        lines.append(f"- [{escape.markdown(place or 'Mở đầu')}]({target}): {escape.markdown(who)}")
    more = [f"… và {words.number(len(groups) - MOST)} nơi khác."] if len(groups) > MOST else []
    return [f"## {title} ({words.number(len(groups))})", "\n".join(lines) or "Không có.", *more]


def _receivers(book: Book, routes: Routes) -> list[str]:
    only = [
        agency
        for agency in book.shown
        if all(entry.duty.role is DutyRole.RECEIVE for entry in book.of_agency[agency.slug])
    ]
    lines = []
    for agency in only[:MOST]:
        target = book.roll.page_of(agency.name)
        if target is not None:
            lines.append(f"- [{escape.markdown(agency.name)}]({routes.markdown(COVERAGE, target)})")
    return [
        f"## Chỉ nhận báo cáo, không có nhiệm vụ khác ({words.number(len(only))})",
        "\n".join(lines) or "Không có.",
    ]
