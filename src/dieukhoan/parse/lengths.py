"""How long a fact of a document may be: what is shown on every list of the site has an end.

A broken source may make one title, name or heading of its whole text, an attacker does. The text itself stays
where it is, in the paragraphs of the document.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dieukhoan.findings import Finding
from dieukhoan.model import Document, Node, Signer

LONGEST = 1_500
"""Letters; the longest title of a real document, one that lists what it amends, has 600."""
_FACTS = {"number": "số, ký hiệu", "issuer": "cơ quan ban hành", "place": "địa danh", "title": "tên văn bản"}
_HINT = "Kiểm tra tệp nguồn: có thể thiếu chỗ xuống dòng. Toàn bộ chữ vẫn có trong văn bản."


def shortened(document: Document, findings: list[Finding]) -> Document:
    """A document whose facts have an end; adds a finding for those that had none."""
    long = [name for name in _FACTS if len(getattr(document, name)) > LONGEST]
    if long:
        words = ", ".join(_FACTS[name] for name in long)
        message = f"Dài bất thường: {words}; chỉ {LONGEST} ký tự đầu được dùng để gọi tên."
        findings.append(Finding("fact-too-long", message, document.start, document.start, _HINT))
        document = replace(
            document,
            number=_cut(document.number),
            issuer=_cut(document.issuer),
            place=_cut(document.place),
            title=_cut(document.title),
        )
    if any(map(_is_long, document.nodes)):
        nodes = tuple(
            replace(node, title=_cut(node.title)) if _is_long(node) else node for node in document.nodes
        )
        document = replace(document, nodes=nodes)
    if any(len(name) > LONGEST for name in _names(document)):
        signers = tuple(
            Signer(_cut(signer.name), _cut(signer.position), _cut(signer.on_behalf_of))
            for signer in document.signers
        )
        document = replace(document, signers=signers, recipients=tuple(map(_cut, document.recipients)))
    return document


def _is_long(node: Node) -> bool:
    return len(node.title) > LONGEST


def _names(document: Document) -> Iterable[str]:
    for signer in document.signers:
        yield from (signer.name, signer.position, signer.on_behalf_of)
    yield from document.recipients


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
