"""The pages of one document."""

from __future__ import annotations

from typing import NamedTuple

from dieukhoan.model import Document, Kind, plain
from dieukhoan.page import Page
from dieukhoan.render import body, card, escape, words
from dieukhoan.render.body import Sheet
from dieukhoan.render.layers import Provision, SitePage, Target
from dieukhoan.render.sheet import page as sheet_page
from dieukhoan.render.split import Part

_LISTED = frozenset({Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION, Kind.ARTICLE, Kind.ANNEX})


def pages(sheet: Sheet, before: Document | None = None, after: Document | None = None) -> list[Page]:
    """The pages of a document; ``before`` and ``after`` are its neighbours in the list of documents."""
    place = sheet.place
    parts = place.parts
    result = []
    for index, part in enumerate(parts):
        path = place.path(part)
        head = card.card(sheet, path) if index == 0 else _continued(sheet, path)
        blocks = [*head, *body.blocks(sheet, part, path)]
        if index == 0 and len(parts) > 1:
            blocks.append(_contents(sheet, path))
        previous = (
            _part_link("Trước", sheet, parts[index - 1])
            if index
            else _document_link("Văn bản mới hơn", before)
        )
        following = (
            _part_link("Sau", sheet, parts[index + 1])
            if index + 1 < len(parts)
            else _document_link("Văn bản cũ hơn", after)
        )
        if pager := _pager(sheet, path, previous, following):
            blocks.append(pager)
        title = card.browser_title(sheet.document, sheet.issuing)
        if index:
            title = f"{_part_name(sheet, part)} · {title}"
        kind = "background" if sheet.document.is_background else "document"
        told_apart = kind == "document" and (sheet.document.number or sheet.issuing)
        name = words.attached_name(sheet.document, sheet.issuing) if told_apart else ""
        result.append(sheet_page(path, title, blocks, kind=kind, name=name))
    return result


def _continued(sheet: Sheet, page: str) -> list[str]:
    """The head of a further page of a long document: the way back, and the title again."""
    document = sheet.document
    back = sheet.routes.markdown(page, Provision(document.id))
    formal = escape.markup(words.citation(sheet.printed, sheet.issuing))
    name = words.attached_name(document, sheet.issuing)
    return [
        f"[{escape.markdown(name)}]({back})\n{{: .kicker }}",
        f"# {escape.markdown(card.heading(document), at_start=True)} {{: #van-ban .again }}",
        f'<p class="take" data-citation="{formal}"></p>',
    ]


def _part_name(sheet: Sheet, part: Part) -> str:
    node = sheet.nodes.get(part.address)
    name = words.name(sheet.document)
    if node is not None:
        is_head = node.address in sheet.headings
        name = plain(f"{node.label} {node.title}") if is_head else words.place_words(node.address)
    return f"{name} (trang {part.number})" if part.number > 1 else name


def _contents(sheet: Sheet, page: str) -> str:
    """The contents of a document of several pages, with every chapter and article as a link."""
    lines = ["## Mục lục {: #muc-luc }", ""]
    for node in sheet.document.nodes:
        if node.kind not in _LISTED or node.address not in sheet.headings:
            continue
        indent = "    " * (sheet.headings[node.address] - 2)
        name = escape.markdown(plain(f"{node.label} {node.title}"))
        target = sheet.routes.markdown(page, Provision(sheet.document.id, node.address))
        # where its address leads a browser without scripts: to the link that leads further
        anchor = "" if target.startswith("#") else f"{{: #{node.address} }}"
        lines.append(f"{indent}- [{name}]({target}){anchor}")
    return "\n".join(lines)


class _Link(NamedTuple):
    """A way on: what leads there in a word, the name of the place, and the place.

    ``continues`` is the provision that goes on there, when the page ends inside one.
    """

    word: str
    name: str
    target: Target
    continues: str = ""


def _part_link(word: str, sheet: Sheet, part: Part) -> _Link:
    if not part.address and part.number == 1:
        return _Link(word, words.name(sheet.document), Provision(sheet.document.id))
    node = sheet.nodes.get(part.address)
    continues = node.parent if node is not None and node.address not in sheet.headings else ""
    return _Link(word, _part_name(sheet, part), SitePage(sheet.place.path(part)), continues)


def _document_link(word: str, document: Document | None) -> _Link | None:
    if document is None:
        return None
    name = words.name(document) if document.number else card.heading(document)
    return _Link(word, name, Provision(document.id))


def _pager(sheet: Sheet, page: str, before: _Link | None, after: _Link | None) -> str:
    links = []
    for link, style, rel in ((before, "before", "prev"), (after, "after", "next")):
        if link:
            url = escape.markup(sheet.routes.url(page, link.target))
            on = f' data-continues="{link.continues}"' if link.continues and rel == "next" else ""
            links.append(
                f'<a class="{style}" rel="{rel}" href="{url}"{on}>'
                f"<small>{link.word}</small> {escape.markup(link.name)}</a>"
            )
    if not links:
        return ""
    return '<nav class="pager" aria-label="Trang trước, trang sau">\n' + "\n".join(links) + "\n</nav>"
