"""The duties of a library in the orders in which its pages need them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from dieukhoan.duty import Agency, Duty, DutyRole, Register
from dieukhoan.library import Library
from dieukhoan.model import Document, Kind, Node, Span
from dieukhoan.quoting import Passage, Quotes
from dieukhoan.render.layers import Provision, SitePage

FOLDER = "trach-nhiem"
MOST_AGENCIES = 2_000
"""Agencies that get pages of their own, those with the most duties; others lead to where they are named."""

LETTERS = {
    DutyRole.LEAD: "CT",
    DutyRole.COORDINATE: "PH",
    DutyRole.DIRECT: "CĐ",
    DutyRole.CARRY_OUT: "TH",
    DutyRole.ADVISE: "TM",
    DutyRole.GUIDE: "HD",
    DutyRole.SUPERVISE: "GS",
    DutyRole.REPORT: "BC",
    DutyRole.DECIDE: "QĐ",
    DutyRole.SUPPORT: "HT",
    DutyRole.RECEIVE: "N",
}
"""How a cell of the matrix writes each role: the initials of its name."""

RACI_TOLD = (
    "R: làm; A: chịu trách nhiệm chung; C: tham gia ý kiến, hỗ trợ; I: được thông báo. Văn bản Việt Nam "
    "không có vai trò A riêng, nên cơ quan chủ trì, chỉ đạo hoặc quyết định được ghi là A."
)
"""What the letters of RACI mean here, as readers are told."""

_ACTOR_AND_ACT = 2
_GROUP, _OFFICE = "nhom", "chuc-danh"
"""Kinds of agency (agencies.toml): "các sở, ngành", and "Chủ tịch …"."""

_ABOVE_TOPICS = frozenset({Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION, Kind.ANNEX})


class Entry(NamedTuple):
    """A duty, the document that lays it, and the clause that says so."""

    document: Document
    duty: Duty
    quote: Passage = Passage("", ())

    @property
    def place(self) -> Provision:
        """Where the duty stands."""
        return Provision(self.document.id, self.duty.at)

    @property
    def actor(self) -> Span | None:
        """Where the quote names who acts; None where a heading above does."""
        duty, strong = self.duty, self.quote.strong
        if duty.actor is None or len(strong) != _ACTOR_AND_ACT:
            return None
        return strong[0] if duty.actor.start < duty.act.start else strong[1]


class Roll:
    """The agencies by name, and which of them have a page: all that the matrix of one document asks for."""

    def __init__(self, agencies: Mapping[str, Agency], shown: Collection[str]) -> None:
        self._agencies, self._shown = agencies, shown

    def page_of(self, name: str) -> SitePage | None:
        """The page of an agency, if it has one."""
        slug = self._agencies[name].slug
        return SitePage(agency_path(slug)) if slug in self._shown else None

    def rank(self, name: str) -> int:
        """Where an agency stands in a matrix: bodies by name, then offices and "các …", then groups."""
        kind = self._agencies[name].kind
        if kind == _GROUP:
            return 2
        return 1 if kind == _OFFICE or " các " in f" {name.lower()} " else 0

    def near(self, names: Iterable[str]) -> Roll:
        """The roll with these agencies alone."""
        found = {name: self._agencies[name] for name in dict.fromkeys(names)}
        return Roll(found, [agency.slug for agency in found.values() if agency.slug in self._shown])


class Book:
    """The duties of a library, under the names that its register gives the agencies."""

    def __init__(
        self,
        library: Library,
        duties: Mapping[str, Sequence[Duty]],
        register: Register,
        quotes: Mapping[str, Quotes],
    ) -> None:
        self.library, self.register = library, register
        self.entries = [
            Entry(document, _named(duty, register), quote)
            for document in library.documents
            if document.id in duties
            for duty, quote in zip(duties[document.id], quotes[document.id].duties, strict=True)
        ]

    @cached_property
    def documents(self) -> list[Document]:
        """The documents that lay duties on somebody, the newest first."""
        with_duties = {entry.document.id: entry.document for entry in self.entries}
        return sorted(
            with_duties.values(), key=lambda document: (self.begins(document), document.id), reverse=True
        )

    @cached_property
    def of_document(self) -> dict[str, list[Entry]]:
        """The duties of each document, in reading order."""
        return _grouped(self.entries, lambda entry: entry.document.id)

    @cached_property
    def of_agency(self) -> dict[str, list[Entry]]:
        """The duties of each agency, by its slug, newest document first."""
        order = {document.id: index for index, document in enumerate(self.documents)}
        newest = sorted(self.entries, key=lambda entry: order[entry.document.id])
        return _grouped(newest, lambda entry: self.register.of(entry.duty.agency).slug)

    @cached_property
    def agencies(self) -> list[Agency]:
        """The agencies that owe something, those with the most duties first."""
        counts = Counter({slug: len(entries) for slug, entries in self.of_agency.items()})
        return [
            self.register.agencies[slug] for slug in sorted(counts, key=lambda slug: (-counts[slug], slug))
        ]

    @property
    def shown(self) -> list[Agency]:
        """The agencies that have pages of their own."""
        return self.agencies[:MOST_AGENCIES]

    @cached_property
    def roll(self) -> Roll:
        """The agencies under the names that entries use."""
        agencies = {agency.name: agency for agency in self.register.agencies.values()}
        return Roll(agencies, frozenset(agency.slug for agency in self.shown))

    def begins(self, document: Document) -> str:
        """The ISO date from which a document applies, "" if unknown; an attached one goes by its decision."""
        issuer = self.library.get(document.issued_with) if document.issued_with else None
        own = document.effective or document.date
        return own or ((issuer.effective or issuer.date) if issuer is not None else "")

    def told(self, entry: Entry) -> tuple[str, ...]:
        """Who receives what an agency must report under a provision."""
        place = entry.document.id, entry.duty.at
        return tuple(name for name, by in self._received.get(place, ()) if entry.duty.agency in by)

    @cached_property
    def _received(self) -> dict[tuple[str, str], list[tuple[str, tuple[str, ...]]]]:
        found: dict[tuple[str, str], list[tuple[str, tuple[str, ...]]]] = {}
        for document, duty, _ in self.entries:
            if duty.role is DutyRole.RECEIVE:
                found.setdefault((document.id, duty.at), []).append((duty.agency, duty.counterparties))
        return found


def topic(nodes: Mapping[str, Node], address: str) -> str:
    """The provision under which a document's matrix shows a duty: its điều, or the numbered task."""
    chain: list[Node] = []
    while (node := nodes.get(address)) is not None:
        chain.append(node)
        address = node.parent
    for node in chain:
        if node.kind is Kind.ARTICLE:
            return node.address
    below = [node for node in reversed(chain) if node.kind not in _ABOVE_TOPICS]
    if below:
        return below[0].address
    return chain[0].address if chain else ""


def agency_path(slug: str, number: int = 1) -> str:
    """The page of an agency; ``number`` counts the pages of one with many duties."""
    return f"{FOLDER}/{slug}/{f'trang-{number}' if number > 1 else 'index'}.md"


def document_path(document: Document, number: int = 1) -> str:
    """The matrix of a document; ``number`` counts the pages of one with many provisions."""
    return f"{FOLDER}/van-ban/{document.id}{f'/trang-{number}' if number > 1 else ''}.md"


def _named(duty: Duty, register: Register) -> Duty:
    agency = register.of(duty.agency).name
    others = tuple(dict.fromkeys(register.of(name).name for name in duty.counterparties))
    if (agency, others) == (duty.agency, duty.counterparties):
        return duty  # most are written so already, and a copy takes ten times as long as this
    return replace(duty, agency=agency, counterparties=others)


def _grouped(entries: Sequence[Entry], key: Callable[[Entry], str]) -> dict[str, list[Entry]]:
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(key(entry), []).append(entry)
    return groups
