"""The facts card at the top of a document's page."""

from __future__ import annotations

import datetime

from dieukhoan.editing import Fact
from dieukhoan.model import Document
from dieukhoan.render import escape, words
from dieukhoan.render.body import Sheet
from dieukhoan.render.layers import Layers, NoteItem, Provision
from dieukhoan.render.notes import line
from dieukhoan.render.routes import relative_url

_ISSUER = "Cơ quan ban hành"
_NARROW = frozenset(
    {
        "Loại văn bản", "Số, ký hiệu", "Ngày ban hành", "Ngày đăng", "Nguồn", "Nơi ban hành", "Giai đoạn",
        "Hiệu lực", "Người ký", "Được viện dẫn", "Kiểm tra dữ liệu", "Tệp nguồn",
    }
)  # fmt: skip
"""The rows of which two stand side by side; names of issuers and of other documents are long."""

_FACTS = {
    "cơ quan": "issuer",
    "ngày ban hành": "date",
    "nơi ban hành": "place",
    "hiệu lực": "effective",
    "người ký": "signers",
}
"""What a document may have from the one that issues it, and its words."""

_CORRECTED = {
    Fact.TYPE: "Loại văn bản",
    Fact.NUMBER: "Số, ký hiệu",
    Fact.DATE: "Ngày ban hành",
    Fact.ISSUER: _ISSUER,
    Fact.PLACE: "Nơi ban hành",
    Fact.TITLE: "Tên văn bản",
    Fact.EFFECTIVE: "Hiệu lực",
    Fact.TERM: "Giai đoạn",
    Fact.ADDRESS: "Địa chỉ trang",
}
"""The facts that an editor can correct, as the card names them."""

_TYPE_HEAD = 8
"""Words of a title that are enough where the title is the only name of a document."""


def heading(document: Document) -> str:
    """The title of a document's page: its title, else its name."""
    return document.title or words.name(document)


def browser_title(document: Document, issuing: Document | None = None) -> str:
    """The title of the browser's tab: what tells forty tabs apart comes first."""
    if document.number or (issuing is not None and not document.is_background):
        name = words.attached_name(document, issuing)
        return f"{name}: {document.title}" if document.title else name
    return heading(document)


def state_sign(state: words.State) -> str:
    """The state as a sign and words."""
    sign = words.SIGNS[state.standing]
    return (
        f'<span class="state {state.standing}"><span aria-hidden="true">{sign}</span> '
        f"{escape.markup(state.words)}</span>"
    )


def _or_unknown(value: str) -> str:
    return escape.markup(value) if value else f'<span class="unknown">{words.UNKNOWN}</span>'


def _date(iso: str) -> str:
    if not iso:
        return _or_unknown("")
    return f'<time datetime="{escape.markup(iso)}">{escape.markup(words.short_date(iso))}</time>'


def _signers(document: Document) -> str:
    shown = []
    for signer in document.signers:
        after = f", {signer.position}" if signer.position else ""
        shown.append(escape.markup(signer.name + after))
    return "<br>".join(shown) or _or_unknown("")


def _corrections(document: Document) -> str:
    """What was read and what the editor made of it, a line for each fact."""
    return "<br>".join(
        f"{_CORRECTED[found.fact]}: {_value(found.fact, found.printed)} "
        f'<span aria-label="thành">→</span> <b>{_value(found.fact, found.value)}</b>'
        for found in document.corrections
    )


def _value(fact: Fact, value: str) -> str:
    if not value:
        return "không có"
    is_date = fact in (Fact.DATE, Fact.EFFECTIVE)
    return escape.markup(words.short_date(value) if is_date else value)


def card(sheet: Sheet, page: str) -> list[str]:
    """Name, title, facts and what one can take along, as blocks."""
    document, issuing = sheet.document, sheet.issuing
    rows: list[tuple[str, str]] = []
    if document.is_background:
        rows.append(("Ngày đăng", _date(document.date)))
        if document.issuer:
            rows.append(("Nguồn", escape.markup(document.issuer)))
    else:
        numbered = document.number or issuing is None
        rows += [
            ("Loại văn bản", _or_unknown(document.type)),
            ("Số, ký hiệu", _or_unknown(document.number) if numbered else "Không có số riêng"),
            (_ISSUER, _or_unknown(document.issuer)),
            ("Ngày ban hành", _date(document.date)),
            ("Nơi ban hành", _or_unknown(document.place)),
            ("Giai đoạn" if document.term else "Hiệu lực", state_sign(sheet.state)),
            ("Người ký", _signers(document)),
        ]
    rows += _relations(sheet, page)
    if document.corrections:
        rows.append(("Người biên tập sửa", _corrections(document)))
    rows.append(("Tệp nguồn", f'<span class="file">{escape.markup(document.source)}</span>'))
    facts = "\n".join(_row(term, value) for term, value in rows)
    kicker = escape.markdown(words.attached_name(document, issuing), at_start=True)
    return [
        f"{kicker}\n{{: .kicker }}",
        f"# {escape.markdown(heading(document), at_start=True)} {{: #van-ban }}",
        f'<dl class="facts">\n{facts}\n</dl>',
        _actions(sheet, page),
    ]


def standing(document: Document, layers: Layers, today: datetime.date) -> words.State:
    """The state of a completed document; what ends a quyết định ends the quy chế without number in it."""
    issued_with = "" if document.number else document.issued_with
    known = layers.states.get(document.id) or layers.states.get(issued_with)
    return known or words.state(document, today)


def _taken(sheet: Sheet) -> str:
    """Which facts on the card the document has from the one that issues it, in words."""
    taken = [
        name
        for name, fact in _FACTS.items()
        if getattr(sheet.printed, fact) != getattr(sheet.document, fact)
        and not (fact == "effective" and sheet.document.term)
    ]
    return f" ({', '.join(taken)} lấy theo văn bản đó)" if taken else ""


def _row(term: str, value: str) -> str:
    style = "" if term in _NARROW else ' class="wide"'
    return f"<div{style}><dt>{term}</dt><dd>{value}</dd></div>"


def _relations(sheet: Sheet, page: str) -> list[tuple[str, str]]:
    """What issues this document, what it issues, and what else is known of its relations; each once."""
    document = sheet.document
    found: dict[str, list[NoteItem]] = {}
    if (issuing := sheet.issuing) is not None:
        item = NoteItem(words.name(issuing), Provision(issuing.id), after=_taken(sheet))
        found["Ban hành kèm theo"] = [item]
    for issued in sheet.issued:
        item = NoteItem(_short(issued), Provision(issued.id))
        found.setdefault("Ban hành kèm theo văn bản này", []).append(item)
    for fact in sheet.layers.facts.get(document.id, ()):
        items = found.setdefault(fact.term, [])
        known = {item.target for item in items if item.target is not None}
        items += [item for item in fact.items if item.target not in known]
    return [
        (escape.markup(term), "<br>".join(line(item, sheet.routes, page) for item in items))
        for term, items in found.items()
    ]


def _short(document: Document) -> str:
    if document.number or not document.title:
        return words.name(document)
    head = document.title.split()
    return f"{document.type} {' '.join(head[:_TYPE_HEAD])}" + (" …" if len(head) > _TYPE_HEAD else "")


def _actions(sheet: Sheet, page: str) -> str:
    """Links to the same document in other forms; the script puts copying and printing before them."""
    document = sheet.document
    own = sheet.place.path(sheet.place.parts[0])
    links = [f'<a href="{relative_url(page, own)}index.md" type="text/markdown" download>Markdown</a>']
    if data := sheet.layers.data.get(document.source):
        url = escape.markup(relative_url(page, data))
        links.append(f'<a href="{url}" type="application/json" download>JSON</a>')
    formal = escape.markup(words.citation(sheet.printed, sheet.issuing))
    return f'<p class="take" data-citation="{formal}">{" ".join(links)}</p>'
