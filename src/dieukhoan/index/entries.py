"""What can be found: the provisions of every document, with the words that they are found by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dieukhoan.model import (
    CLOSING_PLACE,
    OPENING_PLACE,
    PUBLISHED,
    Document,
    Flow,
    Kind,
    Node,
    Paragraph,
    Role,
    plain,
)

_OF_THE_DOCUMENT = frozenset(
    {Role.LETTERHEAD, Role.NUMBER, Role.PLACE_DATE, Role.TITLE, Role.ADDRESSEE, Role.RECIPIENTS}
)
"""Roles whose words are facts of the document, not of a provision."""
_LONGEST = 12_000
"""Characters of a provision after which its text goes on in another entry of the same address."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as a result shows it: the address it stands at, the label printed before it, its text."""

    at: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A provision that can be found.

    ``path`` are the headings above it, from the outermost.
    """

    address: str
    heading: str
    path: tuple[str, ...]
    lines: tuple[Line, ...]


def entries(document: Document, text: str) -> Iterator[Entry]:
    """The provisions of a document in reading order.

    An article is one entry; in a document without articles the smallest headed section is. The opening with
    its recitals and the closing are entries of their own, so that every published word is found.
    """
    nodes = document.by_address()
    owners = {address: _owner(node, nodes) for address, node in nodes.items()}
    labels = {node.address: node.label for node in document.nodes}
    group: list[Line] = []
    current: str | None = None
    for paragraph in document.paragraphs:
        if paragraph.role not in PUBLISHED or paragraph.role in _OF_THE_DOCUMENT:
            continue
        owner = _place(paragraph, owners)
        if owner != current:
            yield from _cut(current, group, nodes)
            current, group = owner, []
        is_heading = paragraph.role is Role.HEADING and paragraph.at == owner
        label = labels.pop(paragraph.at, "") if paragraph.at != owner else ""
        if not is_heading:
            group.append(Line(paragraph.at, label, plain(Flow(text, paragraph.pieces).text)))
        elif owner in nodes and nodes[owner].kind in (Kind.ARTICLE, Kind.CLAUSE):
            group.append(Line(paragraph.at, "", ""))  # a heading alone is found, too
    yield from _cut(current, group, nodes)


def _place(paragraph: Paragraph, owners: dict[str, str]) -> str:
    if paragraph.role in (Role.RECITAL, Role.OPENING):
        return OPENING_PLACE
    if paragraph.role in (Role.CLOSING, Role.SIGNATURE):
        return CLOSING_PLACE
    return owners.get(paragraph.at, paragraph.at)


def _owner(node: Node, nodes: dict[str, Node]) -> str:
    """The address of the entry that a provision belongs to."""
    chain = [node]
    while chain[-1].parent in nodes:
        chain.append(nodes[chain[-1].parent])
    for candidate in chain:
        if candidate.kind is Kind.ARTICLE:
            return candidate.address
    if node.kind is Kind.RECITAL:
        return OPENING_PLACE
    for candidate in chain:
        if candidate.title:
            return candidate.address
    return chain[-1].address


def _cut(address: str | None, lines: list[Line], nodes: dict[str, Node]) -> Iterator[Entry]:
    if address is None or not lines:
        return
    node = nodes.get(address)
    heading = plain(node.title) if node else ""
    path = tuple(_path(node, nodes)) if node else ()
    part: list[Line] = []
    length = 0
    for line in lines:
        if part and length + len(line.text) > _LONGEST:
            yield Entry(address, heading, path, tuple(part))
            part, length = [], 0
        if line.text or len(lines) == 1:
            part.append(line)
            length += len(line.text)
    if part:
        yield Entry(address, heading, path, tuple(part))


def _path(node: Node, nodes: dict[str, Node]) -> Iterable[str]:
    above = []
    while node.parent in nodes:
        node = nodes[node.parent]
        above.append(plain(f"{node.label} {node.title}"))
    return reversed(above)
