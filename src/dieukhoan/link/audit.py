"""Where citations contradict each other, the library or themselves; every finding quotes both sides."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dieukhoan.citation import CitationKind, Citations, Link, Outside, Relation, Resolved, Work
from dieukhoan.findings import Finding, Severity
from dieukhoan.library import Library
from dieukhoan.link.context import same_family, tokens
from dieukhoan.link.locality import contradict, is_local, may_be_one, place_cited, place_named
from dieukhoan.link.provisions import spoken
from dieukhoan.link.words import AGENCY_CODES, PARTY_ENDS, SYMBOLS
from dieukhoan.model import CLOSING_PLACE, OPENING_PLACE, Document, Kind, Role, plain
from dieukhoan.number import Form
from dieukhoan.number import key as number_key
from dieukhoan.number import parse as parse_number

_LONGEST_QUOTE = 160
_ENDING_ROLES = frozenset({Role.SIGNATURE, Role.RECIPIENTS})
_ENDING = frozenset({Relation.REPLACES, Relation.REPEALS, Relation.ENDS})
_HEADINGS: Mapping[str, Kind] = {
    "phan": Kind.PART,
    "chuong": Kind.CHAPTER,
    "muc": Kind.SECTION,
    "phu": Kind.ANNEX,
}
"""Provisions of which a source must have any before it can be said to lack one, by the word of an address."""
_ORDINAL = re.compile(r"0*(\d+)")
_CONSOLIDATED = "Văn bản hợp nhất"
_REPEATING = frozenset({_CONSOLIDATED, "Danh mục", "Công văn"})
"""Types of documents that print provisions of others as theirs: footnotes, lists of rules, letters."""
_HINT = "Đối chiếu với bản gốc của văn bản được viện dẫn rồi sửa bên sai."

Found = tuple[str, Finding]
"""A finding and the name of the source that it is about."""


@dataclass(frozen=True, slots=True)
class _Side:
    """What one place says: a citation with its words, or the library's own document."""

    work: Work
    quoted: Callable[[], str]
    where: str
    source: str
    start: int
    end: int
    place: str = ""

    @property
    def quote(self) -> str:
        """The words; they are looked up only where something is found, since texts are loaded on demand."""
        return self.quoted()


def audit(library: Library, citations: Citations) -> list[Found]:
    """What an editor should look at in the citations of a library."""
    return _Audit(library, citations).findings()


class _Audit:
    def __init__(self, library: Library, citations: Citations) -> None:
        self._library = library
        self._documents = {document.id: document for document in library.documents}
        self._citations = citations
        self._outlines: dict[str, _Outline] = {}

    def _outline(self, document: Document) -> _Outline:
        """The outline of a document, made once: a document may be cited a hundred thousand times."""
        if document.id not in self._outlines:
            self._outlines[document.id] = _Outline.of(document)
        return self._outlines[document.id]

    def findings(self) -> list[Found]:
        found = [
            *self._works_under_two(),
            *self._numbers_of_one(),
            *self._symbols(),
            *self._missing(),
            *self._ended(),
        ]
        return sorted(set(found), key=lambda item: (item[0], item[1].start, item[1].code, item[1].message))

    # -- sides

    def _side(self, link: Link) -> _Side:
        document, citation = self._documents[link.document], link.citation
        return _Side(
            citation.work or Work(),
            lambda: _clipped(self._printed(link)),
            _where(document, citation.at),
            document.source,
            citation.span.start,
            citation.span.end,
            place_cited(citation.work.number, citation.work.issuer, document) if citation.work else "",
        )

    def _own_side(self, document: Document) -> _Side:
        work = Work(document.type, document.number, document.date, document.issuer)
        name = " ".join(part for part in (document.type, document.number, _day(document.date)) if part)
        return _Side(work, lambda: name, document.source, document.source, document.start, document.start)

    def _naming(self, indices: Iterable[int]) -> list[_Side]:
        """The sides that name their work themselves, not by pointing back."""
        links = (self._citations.links[index] for index in indices)
        return [
            self._side(link)
            for link in links
            if link.citation.kind is not CitationKind.ANAPHOR and link.citation.antecedent < 0
        ]

    # -- one work, two dates or issuers

    def _works_under_two(self) -> Iterable[Found]:
        for work in self._citations.works:
            sides = self._naming(work.links)
            own = self._documents.get(work.document)
            if own is not None:
                sides.append(self._own_side(own))
            yield from self._two_dates(sides, has_own=own is not None)
            yield from self._two_issuers(sides, has_own=own is not None)

    def _two_dates(self, sides: Sequence[_Side], *, has_own: bool) -> Iterable[Found]:
        dated = [side for side in sides if side.work.date and side.work.number]
        counted = Counter(side.work.date for side in dated)
        if len(counted) < 2:
            return
        usual = _reference(dated, has_own=has_own)
        for date in counted:
            if date != usual.work.date:
                odd = next(side for side in dated if side.work.date == date)
                yield _found(
                    odd,
                    "citation-two-dates",
                    f"Một văn bản, hai ngày: “{odd.quote}” ({odd.where}), "
                    f"nhưng “{usual.quote}” ({usual.where}).",
                )

    def _two_issuers(self, sides: Sequence[_Side], *, has_own: bool) -> Iterable[Found]:
        named = [side for side in sides if side.work.issuer and side.work.number]
        if len({side.work.issuer for side in named}) < 2:
            return
        usual = _reference(named, has_own=has_own)
        seen: set[str] = set()
        for odd in named:
            if odd.work.issuer not in seen and contradict(odd.work.issuer, usual.work.issuer):
                seen.add(odd.work.issuer)
                yield _found(
                    odd,
                    "citation-two-issuers",
                    f"Một văn bản, hai cơ quan ban hành: “{odd.quote}” ({odd.where}), "
                    f"nhưng “{usual.quote}” ({usual.where}).",
                )

    # -- one work, two numbers

    def _numbers_of_one(self) -> Iterable[Found]:
        groups: dict[tuple[str, str, str], dict[str, list[_Side]]] = defaultdict(lambda: defaultdict(list))
        every = range(len(self._citations.links))
        sides = [side for side in self._naming(every) if side.work.number and side.work.date]
        sides += [
            self._own_side(document)
            for document in self._documents.values()
            if document.number and document.date and document.type
        ]
        for side in sides:
            ordinal = _ORDINAL.match(side.work.number)
            if ordinal is not None:
                key = (tokens(side.work.type)[0] if side.work.type else "", side.work.date, ordinal[1])
                # TTLT-BTC and TTLT/BTC are two customs, no contradiction
                groups[key][number_key(side.work.number).replace("/", "-")].append(side)
        for numbers in groups.values():
            if len(numbers) < 2:
                continue
            ranked = sorted(numbers.values(), key=lambda group: (-len(group), group[0].work.number))
            for others in ranked[1:]:
                pair = _same_body(ranked[0], others)
                if pair is not None:
                    usual, odd = pair
                    yield _found(
                        odd,
                        "citation-two-numbers",
                        f"Một văn bản, hai số: “{odd.quote}” ({odd.where}), "
                        f"nhưng “{usual.quote}” ({usual.where}).",
                    )

    # -- symbols

    def _symbols(self) -> Iterable[Found]:
        seen: set[tuple[str, str, str]] = set()
        for link in self._citations.links:
            work = link.citation.work
            if work is None or not work.number or link.citation.antecedent >= 0:
                continue
            key = (link.document, work.type, work.number)
            if key in seen:
                continue
            seen.add(key)
            problem = _symbol_problem(work)
            if problem is not None:
                code, words = problem
                side = self._side(link)
                yield _found(side, code, f"“{side.quote}” ({side.where}): {words}")

    # -- provisions that are not there

    def _missing(self) -> Iterable[Found]:
        amending = {
            (link.document, link.outcome.document)
            for link in self._citations.links
            if isinstance(link.outcome, Resolved) and link.citation.relation is Relation.AMENDS
        }
        suspects: dict[str, list[tuple[Link, Resolved]]] = defaultdict(list)
        for link in self._citations.links:
            outcome = link.outcome
            if (
                isinstance(outcome, Resolved)
                and outcome.missing
                and (link.document, outcome.document) not in amending  # it speaks of what it adds
                and self._is_telling(link, outcome)
            ):
                suspects[outcome.document].append((link, outcome))
        for document_id, pairs in suspects.items():
            target = self._documents[document_id]
            if self._is_cut(target, pairs) and not _is_signed(self._library.whole(target)):
                yield self._cut(target, pairs)
                continue
            for link, outcome in pairs:
                yield self._missing_of(link, outcome, target)

    def _is_telling(self, link: Link, outcome: Resolved) -> bool:
        """Whether a provision that a document lacks is worth an editor's look."""
        citing, target = self._documents[link.document], self._documents[outcome.document]
        if not target.nodes or target.is_background or citing.is_background:
            return False
        outline = self._outline(target)
        if not any(_headings_in(address) <= outline.kinds for address in outcome.missing):
            return False  # the source has no chapters at all, or its annexes are published apart
        if all(address.startswith(Kind.ANNEX) for address in outcome.missing) and (
            link.citation.at.startswith(Kind.ANNEX) or not outline.has_named_annex
        ):
            return False  # an annex without a number may be any
        if target.id != citing.id:
            return True
        if (
            target.type in _REPEATING
            or link.citation.at in (OPENING_PLACE, CLOSING_PLACE)
            or link.citation.at.startswith(Kind.ANNEX)
        ):
            return False  # it repeats what another document says of itself
        # a bare "Điều 234" that is not here is mostly one of a work that the sentence leaves out
        return self._says_this(link) or all(address.startswith(Kind.ANNEX) for address in outcome.missing)

    def _is_cut(self, target: Document, pairs: Sequence[tuple[Link, Resolved]]) -> bool:
        """Whether a source may hold but the beginning of a document: it cites later articles of it."""
        outline = self._outline(target)
        own = {
            address.partition("-khoan-")[0]
            for link, outcome in pairs
            if link.document == target.id
            for address in outcome.missing
            if outline.is_beyond(address)
        }
        return len(own) > 1

    def _says_this(self, link: Link) -> bool:
        """Whether a citation says that it is of its own document: "Điều 5 của Luật này"."""
        return self._printed(link).endswith("này")

    def _printed(self, link: Link) -> str:
        """The words of a citation."""
        start, end = link.citation.span
        return self._library.text(self._documents[link.document])[start:end]

    def _missing_of(self, link: Link, outcome: Resolved, target: Document) -> Found:
        side = self._side(link)
        names = ", ".join(spoken(address) for address in outcome.missing[:4])
        last = self._outline(target).last_article
        has = f" ({_name(target)} có đến {spoken(last)})" if last else ""
        is_own = target.id == link.document
        which = "văn bản này" if is_own else _name(target)
        return _found(
            side,
            "citation-missing-provision",
            f"“{side.quote}” ({side.where}): {which} không có {names}{has}.",
            Severity.NOTE if is_own else Severity.WARNING,
        )

    def _cut(self, target: Document, pairs: Sequence[tuple[Link, Resolved]]) -> Found:
        side = self._side(next(link for link, _ in pairs if link.document == target.id))
        last = spoken(self._outline(target).last_article)
        return _found(
            side,
            "citation-missing-provision",
            f"“{side.quote}” ({side.where}): tệp chỉ có đến {last} và không có chữ ký, "
            "có lẽ thiếu phần sau của văn bản.",
            Severity.NOTE,
        )

    # -- documents that have run out

    def _ended(self) -> Iterable[Found]:
        ended: dict[str, Link] = {}
        for link in self._citations.links:
            citation = link.citation
            if (
                citation.relation in _ENDING
                and citation.kind is CitationKind.WORK
                and not citation.provisions
            ):
                key = _target_key(link)
                is_said = (
                    citation.at not in (OPENING_PLACE, CLOSING_PLACE)
                    and citation.work
                    and citation.work.number
                )
                if key and is_said and self._documents[link.document].date:
                    ended.setdefault(key, link)
        told: set[tuple[str, str]] = set()
        for link in self._citations.links:
            ending = ended.get(_target_key(link))
            if (
                ending is None
                or (link.document, _target_key(link)) in told
                or not link.citation.work
                or ending.document == link.document
                or link.citation.relation in _ENDING
            ):
                continue
            by, citing = self._documents[ending.document], self._documents[link.document]
            if _CONSOLIDATED in (by.type, citing.type):
                continue  # it repeats what the law that it consolidates said
            if not citing.date or citing.date <= by.date or by.issued_with == citing.id:
                continue
            told.add((link.document, _target_key(link)))
            side, other = self._side(link), self._side(ending)
            yield _found(
                side,
                "citation-ended",
                f"“{side.quote}” ({side.where}): văn bản này đã thôi hiệu lực "
                f"theo {_name(by)} {_day(by.date)}, xem “{other.quote}” ({other.where}).",
                Severity.NOTE,
            )


def _target_key(link: Link) -> str:
    outcome = link.outcome
    if isinstance(outcome, Outside):
        return outcome.work
    return (
        f"/{outcome.document}" if isinstance(outcome, Resolved) and outcome.document != link.document else ""
    )


def _reference(sides: Sequence[_Side], *, has_own: bool) -> _Side:
    """The side that the others are held against: the document itself, else what most say."""
    if has_own:
        return sides[-1]
    counted = Counter((side.work.date, side.work.issuer) for side in sides)
    return max(sides, key=lambda side: (counted[side.work.date, side.work.issuer], -side.start))


def _same_body(some: Sequence[_Side], others: Sequence[_Side]) -> tuple[_Side, _Side] | None:
    """A side of each that name one issuer of one place; None if there is none."""
    for one in some:
        for other in others:
            if not (one.work.issuer and other.work.issuer and may_be_one(one.work.issuer, other.work.issuer)):
                continue
            if is_local(one.work.number) or is_local(other.work.number):
                here = place_named(one.work.issuer) or one.place
                there = place_named(other.work.issuer) or other.place
                if here and there and here != there:
                    continue
            return one, other
    return None


def _symbol_problem(work: Work) -> tuple[str, str] | None:
    parsed = parse_number(work.number)
    if parsed is None or work.type == "Văn bản":
        return None
    types = tuple(kind for kind in parsed.types if kind != "Công văn")
    if parsed.symbol.partition("-")[0] in AGENCY_CODES:
        types = ()
    if work.type == "Kết luận" and "Thông báo" in types:
        return None  # "thông báo kết luận số 49/TB-VPCP"
    if types and not any(same_family(kind, work.type) for kind in types) and work.type != "Công văn":
        named = " hoặc ".join(kind.lower() for kind in types[:2])
        return "symbol-type", f"ký hiệu {parsed.symbol} là của {named}, không phải {work.type.lower()}."
    symbol = parsed.symbol.upper().replace("CTUBND", "UBND")
    if parsed.form is Form.PARTY:
        end = symbol.rpartition("/")[2]
        if not any(end.endswith(known) for known in PARTY_ENDS):
            return (
                "symbol-unknown",
                f"không rõ “{parsed.symbol.rpartition('/')[2]}” là ký hiệu của cơ quan nào.",
            )
    issuer = " ".join(tokens(work.issuer))
    for code, bodies in SYMBOLS.items():
        if (
            any(issuer.startswith(body) for body in bodies)
            and parsed.form is Form.PARTY
            and code not in symbol
        ):
            return "symbol-issuer", f"ký hiệu của {work.issuer} là {code}, số này ghi {parsed.symbol}."
    return None


@dataclass(frozen=True, slots=True)
class _Outline:
    """What of a document its citations are held against: its kinds of provision, its last article."""

    kinds: frozenset[Kind]
    last_article: str
    has_named_annex: bool

    @classmethod
    def of(cls, document: Document) -> _Outline:
        nodes = document.nodes
        plain_numbers = {node.address for node in nodes if re.fullmatch(r"dieu-\d+", node.address)}
        last = max(plain_numbers, key=lambda address: int(address[5:]), default="")
        has_named_annex = any(node.kind is Kind.ANNEX and node.label for node in nodes)
        return cls(frozenset(node.kind for node in nodes), last, has_named_annex)

    def is_beyond(self, address: str) -> bool:
        """Whether an address lies after the last article."""
        article, last = re.match(r"dieu-(\d+)", address), self.last_article
        return article is not None and bool(last) and int(article[1]) > int(last[len("dieu-") :])


def _headings_in(address: str) -> set[Kind]:
    """The headings below which an address lies, or which it is."""
    return {_HEADINGS[word] for word in address.split("-") if word in _HEADINGS}


def _is_signed(document: Document) -> bool:
    return bool(document.signers) or any(p.role in _ENDING_ROLES for p in document.paragraphs)


def _name(document: Document) -> str:
    return f"{document.type} {document.number}".strip() or plain(document.title) or document.source


def _where(document: Document, at: str) -> str:
    place = spoken(at)
    return f"{place}, {_name(document)}" if place else _name(document)


def _day(date: str) -> str:
    if not date:
        return ""
    year, month, day = date.split("-")
    return f"ngày {int(day)}/{int(month)}/{year}"


def _clipped(text: str) -> str:
    words = plain(text)
    return words if len(words) <= _LONGEST_QUOTE else words[: _LONGEST_QUOTE - 1].rstrip() + "…"


def _found(side: _Side, code: str, message: str, severity: Severity = Severity.WARNING) -> Found:
    return side.source, Finding(code, message, side.start, side.end, _HINT, severity)
