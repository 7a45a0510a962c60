"""Joins citations to the documents of the library; time grows linearly with the number of citations."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dieukhoan.citation import (
    Ambiguous,
    Citation,
    CitationKind,
    Citations,
    CitedWork,
    Link,
    Outcome,
    Outside,
    Resolved,
    Unresolved,
    Work,
)
from dieukhoan.link.context import same_family, tokens
from dieukhoan.link.known import KnownWork, known_works
from dieukhoan.link.locality import carries_year, is_local, may_be_one, place_cited, place_of
from dieukhoan.link.provisions import ANNEX_OF, other_forms
from dieukhoan.link.words import NAMED, TREATIES
from dieukhoan.model import Document, Kind
from dieukhoan.number import Form
from dieukhoan.number import key as number_key
from dieukhoan.number import parse as parse_number
from dieukhoan.text import slug

_BELOW_NUMBERED = re.compile(r"(.+?)(?:-diem-\d[\d.]*)+-diem-([^-]+)")
"""A point below a numbered one: ``dieu-6-khoan-5-diem-5.1-diem-c``."""
_TITLE_WORDS = 5
"""Two titles that begin with so many same words may be one."""

NO_ANTECEDENT = "Chưa rõ văn bản nào: không thấy văn bản được nhắc tới trước đó."
ORDINAL_ALONE = "Chưa rõ văn bản nào: chỉ ghi số thứ tự, không có ký hiệu, ngày hay cơ quan ban hành."
NO_PLACE = "Chưa rõ phần nào của văn bản: ở đây không có phần được nhắc tới."
OTHER_DOCUMENT = "Chưa rõ điều khoản của văn bản nào: câu không nói, và không phải của văn bản này."
NO_NAME = "Chưa rõ văn bản nào: không có số, ngày hay tên gọi."


def resolve(
    documents: Sequence[Document],
    found: Mapping[str, Sequence[Citation]],
    citing: Sequence[Document] | None = None,
) -> Citations:
    """What becomes of every citation, and the index of the works that are cited.

    ``found`` gives the citations of each document by its id; ``citing`` are the documents that have them,
    where those are other reads of the library's ``documents``. Nothing is guessed: where several documents
    fit, the outcome is ``Ambiguous``.
    """
    shelf = _Shelf(documents)
    pending: list[tuple[Document, Citation, Outcome | Work]] = []
    for document in documents if citing is None else citing:
        citations = found.get(document.id, ())
        pending += [(document, cited, _outcome(shelf, document, cited, citations)) for cited in citations]
    outside = _Outsiders()
    keys = [outside.add(document, what) if isinstance(what, Work) else "" for document, _, what in pending]
    names = outside.settle()
    links: list[Link] = []
    by_work: dict[str, list[int]] = defaultdict(list)
    for (document, citation, what), key in zip(pending, keys, strict=True):
        outcome = Outside(names[key]) if isinstance(what, Work) else what
        if isinstance(outcome, Outside):
            by_work[outcome.work].append(len(links))
        elif isinstance(outcome, Resolved) and outcome.document != document.id:
            by_work[_library_key(outcome.document)].append(len(links))
        links.append(Link(document.id, citation, outcome))
    works = [*outside.works(by_work), *shelf.works(by_work)]
    return Citations(tuple(links), tuple(sorted(works, key=lambda work: work.key)))


def _library_key(document: str) -> str:
    return slug(document.replace("~", "-"))


class _Shelf:
    """The documents of the library, to be found by number, by name and by title."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = {document.id: document for document in documents}
        self._addresses: dict[str, frozenset[str]] = {}
        self._below: dict[str, Mapping[tuple[str, str], Sequence[str]]] = {}
        self._places = {document.id: place_of(document) for document in documents}
        self._by_number: dict[str, list[Document]] = defaultdict(list)
        self._by_title: dict[tuple[str, ...], list[Document]] = defaultdict(list)
        self._issued: dict[str, list[Document]] = defaultdict(list)
        self._by_day: dict[tuple[str, str, str], list[Document]] = defaultdict(list)
        for document in documents:
            if document.number:
                self._by_number[number_key(document.number)].append(document)
                self._by_day[document.type, document.date, _ordinal(document.number)].append(document)
            if document.title and not document.is_background:
                words = _title_words(document.type, document.title)
                self._by_title[words[:_TITLE_WORDS]].append(document)
            if document.issued_with:
                self._issued[document.issued_with].append(document)

    def get(self, document: str) -> Document | None:
        return self._documents.get(document)

    def place(self, document: Document) -> str:
        return self._places[document.id]

    def attached(self, document: Document, name: str) -> Document | None:
        """The one of that type that a document issues: "Quy chế … ban hành kèm theo Quyết định số …"."""
        named = tokens(name)
        fitting = [
            child
            for child in self._issued.get(document.id, ())
            if child.type and _begins(named, tokens(child.type))
        ]
        return fitting[0] if len(fitting) == 1 else None

    def has(self, document: Document, address: str) -> bool:
        addresses = self._addresses.get(document.id)
        if addresses is None:
            addresses = frozenset(node.address for node in document.nodes)
            self._addresses[document.id] = addresses
        return address in addresses

    def deeper(self, document: Document, address: str) -> str:
        """The one provision that an address means which leaves out a level or counts dashes as tiết; or "".

        "điểm c khoản 5" may be ``khoan-5-diem-5.1-diem-c``, "tiết 2 điểm a" the second dash of it.
        """
        above, _, last = address.rpartition("-diem-")
        if not above:
            return ""
        dash = f"{above}-{Kind.DASH}-{last}"
        if last.isdigit() and self.has(document, dash):
            return dash
        below = self._deep(document).get((above, last), [])
        return below[0] if len(below) == 1 else ""

    def _deep(self, document: Document) -> Mapping[tuple[str, str], Sequence[str]]:
        """The points below numbered ones (a) below 2.1), by what they stand in without those, and letter."""
        if document.id not in self._below:
            found: dict[tuple[str, str], list[str]] = defaultdict(list)
            for node in document.nodes:
                if (match := _BELOW_NUMBERED.fullmatch(node.address)) is not None:
                    found[match[1], match[2]].append(node.address)
            self._below[document.id] = found
        return self._below[document.id]

    def annex(self, document: Document, address: str) -> str:
        """The annex in which an address must stand: an annex has no provisions of its own; or ""."""
        if not address.startswith(Kind.ANNEX):
            return ""
        root = ANNEX_OF.match(address)
        found = [form for form in other_forms(root[0]) if self.has(document, form)] if root else []
        if not found and address == Kind.ANNEX:
            # "(các) Phụ lục kèm theo Thông tư này": where they begin, whatever their numbers
            found = [node.address for node in document.nodes if node.kind is Kind.ANNEX]
            return found[0] if found else ""
        return found[0] if found else ""

    def numbered(self, number: str) -> Sequence[Document]:
        return self._by_number.get(number_key(number), ())

    def of_day(self, kind: str, date: str, ordinal: str) -> Sequence[Document]:
        """The documents of a type, a day and an ordinal, whatever their symbol."""
        return self._by_day.get((kind, date, ordinal), ())

    def titled(self, kind: str, name: str) -> list[Document]:
        """The documents whose type and title are a name, or begin it, or that it begins."""
        words = _title_words(kind, name)
        found = []
        for document in self._by_title.get(words[:_TITLE_WORDS], ()):
            title = _title_words(document.type, document.title)
            shorter = min(len(title), len(words))
            is_law = document.type in NAMED
            if title == words or (
                not is_law and shorter > _TITLE_WORDS and title[:shorter] == words[:shorter]
            ):
                found.append(document)
        return found

    def works(self, by_work: Mapping[str, list[int]]) -> list[CitedWork]:
        found = []
        for document in self._documents.values():
            links = by_work.get(_library_key(document.id))
            if links:
                work = Work(document.type, document.number, document.date, document.issuer)
                found.append(
                    CitedWork(_library_key(document.id), work, document.title, document.id, tuple(links))
                )
        return found


def _begins(words: tuple[str, ...], first: tuple[str, ...]) -> bool:
    return words[: len(first)] == first


def _title_words(kind: str, title: str) -> tuple[str, ...]:
    """Type and title as words; the title of a law may begin with its type again."""
    words, first = tokens(title), tokens(kind)
    return words if _begins(words, first) else first + words


def _outcome(
    shelf: _Shelf, document: Document, citation: Citation, citations: Sequence[Citation]
) -> Outcome | Work:
    """The outcome of a citation; a work, where it is outside and its entry is still to be found."""
    if citation.kind is CitationKind.SELF:
        return Resolved(document.id)
    if citation.kind is CitationKind.INTERNAL:
        return _internal(shelf, document, citation)
    work = citation.work or Work()
    if citation.antecedent >= 0 and (known := citations[citation.antecedent].work) is not None:
        work = _merged(work, known)
    target = _target(shelf, document, work, has_provisions=bool(citation.provisions))
    if isinstance(target, Document):
        return _provisions(shelf, target, citation.provisions)
    return target


def _merged(work: Work, known: Work) -> Work:
    return replace(
        known,
        date=work.date or known.date,
        issuer=work.issuer or known.issuer,
        name=known.name or work.name,
    )


def _internal(shelf: _Shelf, document: Document, citation: Citation) -> Outcome:
    if not citation.provisions:
        return Unresolved(NO_PLACE)
    here = _provisions(shelf, document, citation.provisions)
    if here.addresses:
        return here
    # "Như Điều 8" below a quy chế may be printed on the quyết định that issues it
    issuing = shelf.get(document.issued_with) if document.issued_with else None
    if issuing is not None:
        there = _provisions(shelf, issuing, citation.provisions)
        if there.addresses and not there.missing:
            return there
    return here


def _provisions(shelf: _Shelf, document: Document, addresses: Iterable[str]) -> Resolved:
    existing, missing = [], []
    for address in addresses:
        form = next((form for form in other_forms(address) if shelf.has(document, form)), "")
        form = form or shelf.deeper(document, address) or shelf.annex(document, address)
        existing += [form] if form else []
        missing += [] if form else [address]
    return Resolved(document.id, tuple(existing), tuple(missing))


def _target(
    shelf: _Shelf, document: Document, work: Work, *, has_provisions: bool
) -> Document | Work | Ambiguous | Unresolved:
    if work.number and parse_number(work.number) is not None:
        return _by_number(shelf, document, work)
    if work.name:
        return _by_name(shelf, document, work)
    issuing = shelf.get(document.issued_with) if document.issued_with else None
    if issuing is not None and not work.number and same_family(issuing.type, work.type):
        return issuing
    if work.number and (work.type in ("Tiêu chuẩn", "Quy chuẩn", "Đề án", "Chương trình") or work.date):
        return work
    if work.number:
        return Unresolved(ORDINAL_ALONE)
    if work.date:
        return work
    if not work.type:
        return Unresolved(OTHER_DOCUMENT if has_provisions else NO_NAME)
    return Unresolved(NO_ANTECEDENT)


def _by_number(shelf: _Shelf, document: Document, work: Work) -> Document | Work | Ambiguous:
    fitting = [other for other in shelf.numbered(work.number) if _fits(shelf, document, work, other)]
    if len(fitting) > 1:
        exact = [other for other in fitting if work.date and other.date == work.date]
        fitting = exact or fitting
    if len(fitting) > 1:
        return Ambiguous(tuple(other.id for other in fitting))
    if not fitting:
        return _misread(shelf, document, work) or work
    return (shelf.attached(fitting[0], work.name) if work.name else None) or fitting[0]


def _misread(shelf: _Shelf, document: Document, work: Work) -> Document | None:
    """The document whose symbol the citation misspells: what issued this, or one of that day and body."""
    issuing = shelf.get(document.issued_with) if document.issued_with else None
    if (
        issuing is not None
        and issuing.type == work.type
        and _ordinal(issuing.number) == _ordinal(work.number)
    ):
        return issuing
    if not work.date or not work.issuer:
        return None
    near = [
        other
        for other in shelf.of_day(work.type, work.date, _ordinal(work.number))
        if other.issuer and may_be_one(work.issuer, other.issuer)
    ]
    return near[0] if len(near) == 1 else None


def _ordinal(number: str) -> str:
    parsed = parse_number(number)
    return f"{parsed.number.lstrip('0')}/{parsed.year}" if parsed else number


def _fits(shelf: _Shelf, document: Document, work: Work, other: Document) -> bool:
    """Whether a document of the same number can be the one that is cited."""
    parsed = parse_number(work.number)
    if parsed is not None and parsed.form is Form.ASSEMBLY and not same_family(work.type, other.type):
        return False  # 18/2008/QH12 is a law and a resolution
    if is_local(work.number):
        wanted = place_cited(work.number, work.issuer, document)
        place = shelf.place(other)
        if wanted and place and wanted != place:
            return False
    elif not may_be_one(work.issuer, other.issuer):
        return False
    if not work.date or not other.date or work.date == other.date or carries_year(work.number):
        return True
    return work.date[:4] == other.date[:4] or work.date[5:] == other.date[5:]


def _by_name(shelf: _Shelf, document: Document, work: Work) -> Document | Work | Ambiguous:
    fitting = shelf.titled(work.type, work.name)
    if work.type in NAMED or work.type == "Hiến pháp":
        fitting = [
            other
            for other in fitting
            if (not work.date or other.date == work.date)
            and (not work.year or other.date[:4] == work.year)
            and not (document.date and other.date and other.date > document.date)
        ]
    else:
        # many documents are called "Danh mục thủ tục hành chính": a title says enough only within one source
        fitting = [other for other in fitting if other.source == document.source and other.id != document.id]
    if len(fitting) == 1:
        return fitting[0]
    return Ambiguous(tuple(other.id for other in fitting)) if fitting else work


@dataclass(frozen=True, slots=True)
class _Mention:
    """A citation of an outside work: the work, and the place of the document that cites it."""

    work: Work
    document: str
    place: str


class _Outsiders:
    """Works outside the library: their mentions gathered under numbers and names, then told apart."""

    def __init__(self) -> None:
        self._buckets: dict[str, list[_Mention]] = defaultdict(list)
        self._entries: dict[str, Work] = {}

    def add(self, document: Document, work: Work) -> str:
        """Takes a mention; what it returns, ``settle`` maps to the key of the work."""
        place = ""
        if work.number and is_local(work.number):
            place = place_cited(work.number, work.issuer, document)
        bucket = _bucket(work)
        mentions = self._buckets[bucket]
        mentions.append(_Mention(work, document.id, place))
        return f"{bucket}\n{len(mentions) - 1}"

    def settle(self) -> dict[str, str]:
        """The key of the work for every mention."""
        keys: dict[str, str] = {}
        taken: set[str] = set()
        for bucket, mentions in self._buckets.items():
            for group in _told_apart(mentions):
                members = [mentions[index] for index in group]
                work = _usual(members)
                name = _entry_key(work, max(member.place for member in members))
                key, count = name, 1
                while key in taken:
                    count += 1
                    key = f"{name}-{count}"
                taken.add(key)
                self._entries[key] = work
                keys.update({f"{bucket}\n{index}": key for index in group})
        return keys

    def works(self, by_work: Mapping[str, list[int]]) -> list[CitedWork]:
        found = []
        for key, work in self._entries.items():
            known = _known(work)
            if known is not None:
                work = replace(
                    work,
                    number=work.number or known.number,
                    date=work.date or known.date,
                    issuer=work.issuer or known.issuer,
                )
            title = known.title if known is not None else ""
            found.append(CitedWork(key, work, title, "", tuple(by_work.get(key, ()))))
        return found


def _bucket(work: Work) -> str:
    if work.number:
        parsed = parse_number(work.number)
        apart = parsed is None or parsed.form is Form.ASSEMBLY
        kind = slug(work.type if work.type != "Bộ luật" else "Luật") if apart else ""
        return f"{kind}|{number_key(work.number)}"
    if work.name:
        return f"{' '.join(tokens(work.name))}|{work.date[:4] or work.year}"
    return f"{slug(work.type)}|{work.date}"


def _told_apart(mentions: Sequence[_Mention]) -> list[list[int]]:
    """The mentions of one number as works: by place, then by year, as far as the number repeats."""
    found: list[list[int]] = []
    for group in _by_place(mentions):
        members = [mentions[index] for index in group]
        number = members[0].work.number
        if not number or carries_year(number) or len({m.work.date[:4] for m in members if m.work.date}) < 2:
            found.append(group)
        else:
            found += [[group[index] for index in part] for part in _by_year(members)]
    return found


def _by_place(mentions: Sequence[_Mention]) -> list[list[int]]:
    """Mentions told apart by place; those without one belong to the only place, or to one of their date."""
    of_place: dict[str, list[int]] = {}
    for index, mention in enumerate(mentions):
        of_place.setdefault(mention.place, []).append(index)
    unknown = of_place.pop("", [])
    if not of_place:
        return [unknown]
    place_of_day = {mentions[i].work.date: place for place, group in of_place.items() for i in group}
    left: list[int] = []
    for index in unknown:
        place = place_of_day.get(
            mentions[index].work.date or "-", next(iter(of_place)) if len(of_place) == 1 else ""
        )
        (of_place[place] if place else left).append(index)
    return [*of_place.values(), *([left] if left else [])]


def _by_year(mentions: Sequence[_Mention]) -> list[list[int]]:
    """Mentions of a number that comes again every year or term, told apart by their dates.

    A date that repeats another's day and month is a misprint of its year. A mention without a date is of the
    work that its document dates, else of the only one; else it stands by itself.
    """
    of_year: dict[str, list[int]] = {}
    year_of_day: dict[str, str] = {}
    for index, mention in enumerate(mentions):
        if mention.work.date:
            year = year_of_day.setdefault(mention.work.date[5:], mention.work.date[:4])
            of_year.setdefault(year, []).append(index)
    year_in: dict[str, set[str]] = defaultdict(set)
    for year, members in of_year.items():
        for index in members:
            year_in[mentions[index].document].add(year)
    undated: list[int] = []
    for index, mention in enumerate(mentions):
        if not mention.work.date:
            years = year_in[mention.document] or (set(of_year) if len(of_year) == 1 else set())
            (of_year[next(iter(years))] if len(years) == 1 else undated).append(index)
    return [*of_year.values(), *([undated] if undated else [])]


def _usual(members: Sequence[_Mention]) -> Work:
    """The work as most of its mentions name it."""

    if len(members) == 1:
        return members[0].work

    def usual(values: Iterable[str]) -> str:
        counted = Counter(value for value in values if value)
        return max(counted, key=lambda value: (counted[value], len(value), value)) if counted else ""

    return Work(
        type=usual(m.work.type for m in members),
        number=usual(m.work.number for m in members),
        date=usual(m.work.date for m in members),
        issuer=usual(m.work.issuer for m in members),
        name=usual(m.work.name for m in members),
        year=usual(m.work.year for m in members),
    )


def _entry_key(work: Work, place: str) -> str:
    if not work.number:
        return slug(f"{work.name or work.type} {work.date if not work.name else work.date[:4] or work.year}")
    parts = [work.type, work.number]
    if not carries_year(work.number):
        parts += [place, work.date[:4]]
    else:
        parts.append(place)
    return slug(" ".join(part for part in parts if part))


_KNOWN_BY_NUMBER: dict[str, list[KnownWork]] = {}
_KNOWN_BY_NAME: dict[str, list[KnownWork]] = {}


def _known(work: Work) -> KnownWork | None:
    """The known work that a citation means: by number, or by name with date or year."""
    if not _KNOWN_BY_NUMBER:
        for known in known_works():
            _KNOWN_BY_NUMBER.setdefault(number_key(known.number), []).append(known)
            if known.type in NAMED and known.title:
                _KNOWN_BY_NAME.setdefault(" ".join(tokens(known.title)), []).append(known)
    if work.number:
        fitting = [
            k for k in _KNOWN_BY_NUMBER.get(number_key(work.number), ()) if same_family(k.type, work.type)
        ]
    elif work.type in TREATIES or not (work.date or work.year):
        return None
    else:
        named = _KNOWN_BY_NAME.get(" ".join(tokens(work.name)), ())
        fitting = [k for k in named if k.date == work.date or (work.year and k.date[:4] == work.year)]
    return fitting[0] if len(fitting) == 1 else None
