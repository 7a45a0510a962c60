"""Citations on the page of a document: links in its text, notes at provisions, facts on its card."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from dieukhoan.citation import (
    Ambiguous,
    CitationKind,
    Citations,
    CitedWork,
    Link,
    Outside,
    Relation,
    Resolved,
    Unresolved,
    Work,
)
from dieukhoan.model import OPENING_PLACE, Document, Kind, Span, is_within
from dieukhoan.quoting import Passage, Quotes
from dieukhoan.render import words
from dieukhoan.render.layers import Fact, Layers, Mark, Note, NoteItem, Provision, SitePage, Target
from dieukhoan.render.words import Standing, State

FOLDER = "vien-dan"
INDEX = f"{FOLDER}/index.md"
_LISTED_PLACES = 8
"""Provisions that the card names of those that another document has changed."""
_NAMED = 4
"""Further and missing provisions that a link names on hover."""
_LISTED = 40
"""Citing places that a note lists; of more it says where all are."""

_ACTIVE: Mapping[Relation, str] = {
    Relation.BASIS: "Căn cứ",
    Relation.CARRIES_OUT: "Thực hiện",
    Relation.GUIDES: "Quy định chi tiết, hướng dẫn",
    Relation.ISSUES: "Ban hành kèm theo",
    Relation.AMENDS: "Sửa đổi, bổ sung",
    Relation.REPLACES: "Thay thế",
    Relation.REPEALS: "Bãi bỏ",
    Relation.ENDS: "Chấm dứt hiệu lực",
}
_PASSIVE: Mapping[Relation, str] = {
    Relation.BASIS: "Là căn cứ của",
    Relation.CARRIES_OUT: "Được thực hiện bởi",
    Relation.GUIDES: "Được quy định chi tiết, hướng dẫn bởi",
    Relation.ISSUES: "Ban hành kèm theo văn bản này",
    Relation.AMENDS: "Được sửa đổi, bổ sung bởi",
    Relation.REPLACES: "Được thay thế bởi",
    Relation.REPEALS: "Bị bãi bỏ bởi",
    Relation.ENDS: "Hết hiệu lực theo",
}
_CHANGING: Mapping[Relation, str] = {
    Relation.AMENDS: "amended",
    Relation.REPLACES: "over",
    Relation.REPEALS: "over",
    Relation.ENDS: "over",
}
"""What changes a provision, and the kind of its note there."""
_OVER: Mapping[Relation, str] = {
    Relation.REPLACES: "Đã được thay thế bởi",
    Relation.REPEALS: "Đã bị bãi bỏ bởi",
    Relation.ENDS: "Đã hết hiệu lực theo",
}


class Desk:
    """The documents, what is quoted of them (``quoting``) by their ids, and the citations."""

    def __init__(
        self,
        documents: Sequence[Document],
        citations: Citations,
        quotes: Mapping[str, Quotes],
    ) -> None:
        self.documents = {document.id: document for document in documents}
        self.citations = citations
        self.works = {work.key: work for work in citations.works}
        self.work_of = {work.document: work for work in citations.works if work.document}
        self.with_page = {work.key for work in citations.works if has_page(work)}
        self.outbound: dict[str, list[Link]] = defaultdict(list)
        self.inbound: dict[str, list[Link]] = defaultdict(list)
        for link in citations.links:
            self.outbound[link.document].append(link)
            if isinstance(link.outcome, Resolved):
                self.inbound[link.outcome.document].append(link)
        self._quotes = quotes

    def passage(self, link: Link) -> Passage:
        """The sentence around a citation."""
        return self._quotes[link.document].citations[link.citation.span]

    def called(self, document: Document) -> str:
        """A document as short as it can be told from others: by its number, else by what issues it."""
        if document.is_background:
            return document.title
        return words.attached_name(document, self.documents.get(document.issued_with))

    def where(self, link: Link, *, within: str = "") -> str:
        """Where a citation stands, in words; ``within`` is the document on whose page it is said."""
        document = self.documents[link.document]
        place = words.place_words(link.citation.at)
        if document.id == within:
            return place
        name = self.called(document)
        return f"{place}, {name}" if place else name

    def target(self, link: Link) -> Target | None:
        """Where a citation leads; None where nothing says which document is meant."""
        outcome = link.outcome
        if isinstance(outcome, Outside):
            return self.entry(outcome.work)
        if isinstance(outcome, Resolved):
            if outcome.addresses:
                return Provision(outcome.document, outcome.addresses[0])
            if outcome.missing and outcome.document == link.document:
                return None
            return Provision(outcome.document)
        return None

    def entry(self, key: str) -> SitePage:
        """Where the index tells of a work: its page, or the index for one that is cited but once."""
        return SitePage(f"{FOLDER}/{key if key in self.with_page else 'index'}.md")

    def title(self, link: Link) -> str:
        """What a citation says on hover: the name of what it leads to, or why it leads nowhere.

        The words of the provision are not repeated at each of its citations: the script of the page takes
        them from where they stand.
        """
        outcome = link.outcome
        if isinstance(outcome, Outside):
            cited = self.works[outcome.work]
            # a title can be long; it stands on the page of the work
            name = describe(cited.work) if outcome.work in self.with_page else work_name(cited)
            return f"{name}. Không có trong thư viện này."
        if isinstance(outcome, Ambiguous):
            names = "; ".join(words.citation(self.documents[d]) for d in outcome.documents[:3])
            return f"Chưa xác định: có thể là {names}."
        if isinstance(outcome, Unresolved):
            return outcome.reason
        is_own = outcome.document == link.document
        document = self.documents[outcome.document]
        if not outcome.addresses and not outcome.missing:
            return words.citation(document, self.documents.get(document.issued_with))
        missing = ", ".join(words.place_words(address) for address in outcome.missing[:_NAMED])
        lacks = f"{'Văn bản này' if is_own else self.called(document)} không có {missing}." if missing else ""
        first, *others = outcome.addresses or ("",)
        place = words.place_words(first) if first else ""
        name = f"{place}, {self.called(document)}" if place and not is_own else place
        further = ", ".join(words.place_words(address) for address in others[:_NAMED])
        also = f" (cùng {further})" if further else ""
        return " ".join(filter(None, (f"{name[:1].upper()}{name[1:]}{also}", lacks)))


def has_page(work: CitedWork) -> bool:
    """Whether a work has a page of its own: where more than one place cites it, or the library has it."""
    return len(work.links) > 1 or bool(work.document)


def place_of_work(desk: Desk, work: CitedWork) -> Target:
    """What the row of a work leads to: its page, or the one place that cites it."""
    if has_page(work) or not work.links:
        return desk.entry(work.key)
    link = desk.citations.links[work.links[0]]
    return Provision(link.document, link.citation.at)


def work_name(cited: CitedWork) -> str:
    """A work in words: as a citation would write it, with its title where one is known."""
    return describe(cited.work, cited.title)


def describe(work: Work, title: str = "") -> str:
    """A work in words: ``"Nghị quyết số 07-NQ/TU ngày 12 tháng 6 năm 2031 của Tỉnh ủy Lâm Giang"``."""
    parts = [work.name or work.type or "Văn bản"]
    if work.number:
        parts.append(f"số {work.number}" if "/" in work.number or "-" in work.number else work.number)
    if work.date:
        parts.append(words.long_date(work.date))
    elif work.year:
        parts.append(f"năm {work.year}")
    if work.issuer:
        parts.append(f"của {work.issuer}")
    name = " ".join(parts)
    return f"{name}: {title}" if title and title != work.name else name


_STYLES: Mapping[type, str] = {
    Outside: "cite-outside",
    Ambiguous: "cite-unresolved",
    Unresolved: "cite-unresolved",
}


def layers(desk: Desk, document: str) -> Layers:
    """All that citations add to the pages of a document."""
    marks = [mark for link in desk.outbound[document] for mark in _marks(desk, link)]
    return Layers(
        marks={document: marks}, notes=_notes(desk, document), facts={document: _facts(desk, document)}
    )


def _marks(desk: Desk, link: Link) -> list[Mark]:
    """The link of a citation; of a list of provisions, a link for each that is printed."""
    outcome = link.outcome
    if not link.citation.parts or not isinstance(outcome, Resolved):
        return [_mark(desk, link, link.citation.span)]
    found, located = [], link.located
    for part in link.citation.parts:
        address = located.get(part.provision, "")
        reached = ((address,), ()) if address else ((), (part.provision,))
        only = Link(link.document, link.citation, Resolved(outcome.document, *reached))
        found.append(_mark(desk, only, part.span))
    return found


def _mark(desk: Desk, link: Link, span: Span) -> Mark:
    target = desk.target(link)
    style = _STYLES.get(type(link.outcome), "cite")
    if isinstance(link.outcome, Resolved) and link.outcome.missing and not link.outcome.addresses:
        style = "cite-missing"
    if link.citation.kind is CitationKind.SELF:
        style = "cite-self"
    return Mark(span, target, desk.title(link), style)


def _is_own(link: Link, target: Provision) -> bool:
    """Whether a provision speaks of itself, or of the one in which it stands: no news to its reader."""
    at = link.citation.at
    return target.document == link.document and is_within(at, target.address)


def _notes(desk: Desk, document: str) -> dict[Provision, list[Note]]:
    inbound: dict[Provision, list[Link]] = defaultdict(list)
    outbound: dict[Provision, list[Link]] = defaultdict(list)
    for link in desk.outbound[document]:
        # what a recital cites is its whole content: a note would only say it again
        if link.citation.kind is not CitationKind.SELF and not link.citation.at.startswith(Kind.RECITAL):
            outbound[Provision(document, link.citation.at)].append(link)
    for link in desk.inbound[document]:
        for target in _targets(link):
            if not _is_own(link, target):
                inbound[target].append(link)
    found: dict[Provision, list[Note]] = defaultdict(list)
    for place, links in outbound.items():
        items = _cites(desk, links)
        if items:
            found[place].append(Note("cites", "Viện dẫn", tuple(items)))
    for place, links in inbound.items():
        for relation, kind in _CHANGING.items():
            changing = [link for link in links if _changes(link, place.document, relation)]
            if changing:
                items = [_item(desk, link, place.document) for link in _once_each(changing)]
                found[place].append(Note(kind, _PASSIVE[relation], tuple(items)))
        items = [_item(desk, link, place.document) for link in _once_each(links)]
        if len(items) > _LISTED:
            more = NoteItem(
                f"{words.number(len(items) - _LISTED)} nơi khác",
                SitePage(f"{FOLDER}/index.md"),
                before="và ",
            )
            items = [*items[:_LISTED], more]
        found[place].append(Note("cited-by", "Được viện dẫn tại", tuple(items)))
    return found


def _changes(link: Link, document: str, relation: Relation) -> bool:
    """Whether a citation is of another document that does this to what it cites."""
    return link.citation.relation is relation and link.document != document


def _targets(link: Link) -> Iterator[Provision]:
    if isinstance(link.outcome, Resolved):
        for address in link.outcome.addresses:
            yield Provision(link.outcome.document, address)


def _once_each(links: Sequence[Link]) -> list[Link]:
    """One citation for each place in which the same is cited several times."""
    return list({(link.document, link.citation.at): link for link in reversed(links)}.values())[::-1]


def _item(desk: Desk, link: Link, within: str) -> NoteItem:
    passage = desk.passage(link)
    return NoteItem(
        desk.where(link, within=within),
        Provision(link.document, link.citation.at),
        after=": ",
        quote=passage.quote,
        strong=passage.strong,
    )


def _cites(desk: Desk, links: Sequence[Link]) -> list[NoteItem]:
    """What a provision cites of other documents, each once."""
    items: dict[tuple[Target, str], NoteItem] = {}
    for link in links:
        target = desk.target(link)
        if target is None or link.citation.kind is CitationKind.INTERNAL:
            continue
        if isinstance(target, SitePage):
            name = work_name(desk.works[link.outcome.work]) if isinstance(link.outcome, Outside) else ""
            place = ", ".join(words.place_words(address) for address in link.citation.provisions[:3])
        else:
            name = words.citation(desk.documents[target.document])
            place = words.place_words(target.address) if target.address else ""
        key = "" if isinstance(target, Provision) else name
        items.setdefault((target, key), NoteItem(f"{place}, {name}" if place else name, target))
    return list(items.values())


def _is_issued(document: Document, link: Link) -> bool:
    """Whether the citing document itself is what is issued; a text may name what others are issued with."""
    if isinstance(link.outcome, Resolved) and link.outcome.document == document.issued_with:
        return True
    return link.citation.at == OPENING_PLACE and not document.is_background


def _facts(desk: Desk, document: str) -> list[Fact]:
    active: dict[Relation, dict[Target, NoteItem]] = defaultdict(dict)
    passive: dict[Relation, dict[Target, NoteItem]] = defaultdict(dict)
    for link, relation in _related(desk, desk.outbound[document]):
        outcome = link.outcome
        if isinstance(outcome, Outside):
            item = NoteItem(work_name(desk.works[outcome.work]), desk.entry(outcome.work))
            active[relation].setdefault(SitePage(outcome.work), item)
        elif isinstance(outcome, Resolved) and outcome.document != document:
            target = Provision(outcome.document)
            item = NoteItem(words.citation(desk.documents[outcome.document]), target)
            active[relation].setdefault(target, item)
    for link, relation in _related(desk, desk.inbound[document]):
        if link.document != document:
            target = Provision(link.document)
            after = _changed(desk, document, link.document, relation) if relation in _CHANGING else ""
            item = NoteItem(words.citation(desk.documents[link.document]), target, after=after)
            passive[relation].setdefault(target, item)
    # the recitals stand on the page itself: on the card they would only be longer
    named = [(name, active[relation]) for relation, name in _ACTIVE.items() if relation is not Relation.BASIS]
    named += [(name, passive[relation]) for relation, name in _PASSIVE.items()]
    facts = [Fact(name, tuple(items.values())) for name, items in named if items]
    if (work := desk.work_of.get(document)) is not None:
        page = SitePage(f"{FOLDER}/{work.key}.md")
        facts.append(Fact("Được viện dẫn", (NoteItem(f"{words.number(len(work.links))} nơi", page),)))
    return facts


def _changed(desk: Desk, document: str, by: str, relation: Relation) -> str:
    """The provisions of a document to which another does something: " (Điều 5, khoản 1 Điều 4)"."""
    found = dict.fromkeys(
        words.place_words(place.address)
        for link in desk.inbound[document]
        if link.document == by and _changes(link, document, relation)
        for place in _targets(link)
        if place.address
    )
    places = list(found)
    if len(places) > _LISTED_PLACES:
        further = f"{words.number(len(places) - _LISTED_PLACES)} chỗ khác"
        places = [*places[:_LISTED_PLACES], further]
    return f" ({', '.join(places)})" if places else ""


def _related(desk: Desk, links: Sequence[Link]) -> Iterator[tuple[Link, Relation]]:
    """The links that say what their document does with the one that it cites."""
    for link in links:
        citation, relation = link.citation, link.citation.relation
        # "Sửa đổi Điều 5" says nothing new of the work, but of its provision
        is_told = citation.antecedent >= 0 and not (relation in _CHANGING and citation.provisions)
        if relation is None or is_told:
            continue
        if relation is not Relation.ISSUES or _is_issued(desk.documents[link.document], link):
            yield link, relation


def states(desk: Desk) -> dict[str, State]:
    """Documents that another of the library has replaced or repealed as a whole."""
    found: dict[str, State] = {}
    for link in desk.citations.links:
        outcome, citation = link.outcome, link.citation
        if not isinstance(outcome, Resolved) or citation.provisions:
            continue
        by, over = desk.documents[link.document], desk.documents[outcome.document]
        relation = _OVER.get(citation.relation) if citation.relation else None
        if relation and citation.kind is CitationKind.WORK and by.id != over.id and by.date > over.date:
            found[over.id] = State(Standing.OVER, f"{relation} {words.name(by)}")
    return found
