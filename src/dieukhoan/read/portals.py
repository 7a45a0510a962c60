"""Known portals by their mark-up: where in a page the document stands, and what the page states of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bs4 import BeautifulSoup, PageElement, Tag

from dieukhoan.model import Stated
from dieukhoan.read.facts import stated

# "Thông tư số 05/2025/TT-BCT hướng dẫn …", "Luật … số 121/2025/QH15"
_NUMBER_IN_TITLE = re.compile(r"\bsố\s+(\d[\w./-]*\w)", re.IGNORECASE)
_AROUND = frozenset({"nav", "header", "footer", "aside"})
_AROUND_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary"})
_MAIN = frozenset({"main", "article"})
_SHARE_OF_PAGE = 0.4


@dataclass(frozen=True, slots=True)
class PortalPage:
    """A page of a known portal: the elements that hold the document, and the facts beside it."""

    name: str
    content: tuple[Tag, ...]
    stated: Stated


def portal_page(page: BeautifulSoup, text: str) -> PortalPage | None:
    """The page as a known portal builds it, or None; ``text`` is its source.

    Takes clutter inside the content out of the page.
    """
    for sign, recognise in _PORTALS.items():
        if sign in text and (found := recognise(page)) is not None:
            return replace(found, stated=replace(found.stated, url=_address(page)))
    return None


def _vbpl(page: BeautifulSoup) -> PortalPage | None:
    """vbpl.vn since 2025: the text below ``data-vbpl-content-root``, facts in the header."""
    content = page.select("[data-vbpl-content-root]")
    if not content:
        return None
    pairs = [
        (_text(label), _text(value))
        for label in page.select("[class*=dateLabel]")
        if (value := label.find_next_sibling()) is not None
    ]
    title = _text(page.select_one("h1[class*=lawDocumentHeader]"))
    number = _NUMBER_IN_TITLE.search(title)
    pairs += [("Tên văn bản", title), ("Số ký hiệu", number[1] if number else "")]
    return PortalPage("vbpl.vn", tuple(content), stated(pairs))


def _old_vbpl(page: BeautifulSoup) -> PortalPage | None:
    """vbpl.vn until 2025 (SharePoint): letterhead, text and signature below ``div.fulltext``."""
    content = page.select_one("div.box-tab-vb div.fulltext")
    if content is None:
        return None
    pairs = [tuple(_text(item).partition(":")[::2]) for item in content.select(".vbInfo li")]
    pairs += list(_labelled_cells(content.select(".vbProperties td.label")))
    has_text = content.select_one("#toanvancontent") is not None
    is_related_list = not has_text and content.select_one(".vbProperties") is None
    for clutter in content.select(".vbInfo, .vbFile" if is_related_list else ".vbInfo, .vbFile, .vbLienQuan"):
        clutter.decompose()
    facts = stated([(label, value) for label, value in pairs])
    if not has_text and facts.number:
        # of a document that is not on this page
        facts = Stated(title=" ".join(filter(None, ("Thuộc tính của", facts.type, facts.number))))
    return PortalPage("vbpl.vn", (content,), facts)


def _thuvienphapluat(page: BeautifulSoup) -> PortalPage | None:
    """thuvienphapluat.vn: the text in the first tab, facts in the table of the tab before it."""
    content = page.select("#tab1 .content1") or page.select("#divContentDoc")
    facts = page.select_one("#divThuocTinh")
    if not content and facts is None:
        return None
    cells = facts.select("td") if facts is not None else []
    named = page.select_one("input.smhTitle")
    title = str(named.get("value", "")) if named is not None else _text(page.select_one("#divThuocTinh h1"))
    pairs = [*_labelled_cells(cells), ("Tên văn bản", title)]
    return PortalPage("thuvienphapluat.vn", tuple(content[:1]), stated(pairs))


def _phapdien(page: BeautifulSoup) -> PortalPage | None:
    """The codified law (pháp điển): articles of many laws under one subject, with where each is from."""
    content = page.select_one("div._content")
    if content is None or content.select_one("p.pDieu") is None:
        return None
    for kind, level in (("p.pChuong", "h2"), ("p.pDieu", "h3")):
        for paragraph in content.select(kind):
            paragraph.name = level
    heading = content.find_previous_sibling("h3")
    elements = (heading, content) if isinstance(heading, Tag) else (content,)
    return PortalPage("phapdien.moj.gov.vn", elements, Stated(title=_text(heading)))


_PORTALS = {
    "data-vbpl-content-root": _vbpl,
    "box-tab-vb": _old_vbpl,
    "divThuocTinh": _thuvienphapluat,
    "divContentDoc": _thuvienphapluat,
    "pDieu": _phapdien,
}


def _labelled_cells(cells: list[Tag]) -> Iterator[tuple[str, str]]:
    for cell in cells:
        value = cell.find_next_sibling("td")
        if isinstance(value, Tag):
            yield _text(cell), _text(value)


def _text(element: object) -> str:
    return " ".join(element.get_text(" ").split()) if isinstance(element, Tag) else ""


def _address(page: BeautifulSoup) -> str:
    """The address that a page gives itself; only one that a reader can follow."""
    link = page.find("link", rel="canonical")
    href = link.get("href") if isinstance(link, Tag) else ""
    for address in (href, _meta(page, "og:url")):
        if isinstance(address, str) and address.startswith(("https://", "http://")):
            return address.strip()
    return ""


def page_facts(page: BeautifulSoup) -> Stated:
    """What any page states of itself: its title, day of publication and address."""
    title = _meta(page, "og:title") or _text(page.find("title"))
    day = _meta(page, "article:published_time").partition("T")[0]
    return Stated(title=" ".join(title.split()), date=day, url=_address(page))


def _meta(page: BeautifulSoup, name: str) -> str:
    for attribute in ("property", "name"):
        element = page.find("meta", attrs={attribute: name})
        content = element.get("content") if isinstance(element, Tag) else ""
        if isinstance(content, str) and content:
            return content
    return ""


def main_content(page: BeautifulSoup) -> tuple[Tag, ...]:
    """The part of an unknown page that holds its text, what surrounds it taken out."""
    body = page.body or page
    around: list[Tag] = []
    main: list[Tag] = []
    forms: list[Tag] = []
    for element in _outermost(body):
        kind = main if _is_main(element) else forms if element.name == "form" else around
        kind.append(element)
    for element in around:
        element.extract()
    whole = _length(body)
    if sum(map(_length, forms)) < whole / 2:  # more than that is the page: ASP.NET puts all of it in one form
        for form in forms:
            form.extract()
    return tuple(main) if sum(map(_length, main)) >= whole * _SHARE_OF_PAGE else (body,)


def _outermost(body: Tag) -> Iterator[Tag]:
    """The outermost elements that hold the main text, a form, or what surrounds the text.

    A form that holds much is looked into: it may be the page.
    """
    element = body.next_element
    end = _after(body)
    while element is not None and element is not end:
        if isinstance(element, Tag) and (_is_main(element) or _is_around(element)):
            yield element
            element = _after(element)
        else:
            if isinstance(element, Tag) and element.name == "form":
                yield element
            element = element.next_element


def _after(element: Tag) -> PageElement | None:
    """What follows an element and all that is in it."""
    following: PageElement | None = element
    while following is not None:
        if following.next_sibling is not None:
            return following.next_sibling
        following = following.parent
    return None


def _is_main(element: Tag) -> bool:
    return element.name in _MAIN or element.attrs.get("role") == "main"


def _is_around(element: Tag) -> bool:
    return element.name in _AROUND or element.attrs.get("role") in _AROUND_ROLES


def _length(element: Tag) -> int:
    return sum(len(text) for text in element.stripped_strings)
