"""The contents of a page (Mục lục) as its theme shows them: a list of links, nested as the headings are."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

_KINDS = frozenset({"", "document"})
"""The kinds of page that show their contents: documents and hand-written pages ("")."""


def contents(page: Page) -> str:
    """The contents of a page as HTML, or "" where there is nothing to choose from."""
    if (page.meta.get("kind") or "") not in _KINDS:
        return ""
    links = list(page.toc)
    if links and links[0].level == 1:  # the title of the page
        links = links[0].children
    if not links or (len(links) == 1 and not links[0].children):
        return ""
    return _list(links, ' data-md-component="toc" data-md-scrollfix')


def _list(links: Sequence[AnchorLink], attributes: str = "") -> str:
    return f'<ul class="md-nav__list"{attributes}>' + "".join(map(_item, links)) + "</ul>"


def _item(link: AnchorLink) -> str:
    below = f'<div class="md-nav">{_list(link.children)}</div>' if link.children else ""
    return (
        f'<li class="md-nav__item"><a href="{link.url}" class="md-nav__link">'
        f'<span class="md-ellipsis">{link.title}</span></a>{below}</li>'
    )
