"""Citations of provisions that the cited document does not have."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dieukhoan.citation import Link, Relation, Resolved
from dieukhoan.findings import Severity
from dieukhoan.link.audit.sides import Found, Sides, found, name_of
from dieukhoan.link.context import ABOUT_OTHERS
from dieukhoan.link.provisions import spoken
from dieukhoan.model import CLOSING_PLACE, OPENING_PLACE, Document, Kind, Role

_ENDING_ROLES = frozenset({Role.SIGNATURE, Role.RECIPIENTS})
_HEADINGS: Mapping[str, Kind] = {
    "phan": Kind.PART,
    "chuong": Kind.CHAPTER,
    "muc": Kind.SECTION,
    "phu": Kind.ANNEX,
}
"""Provisions of which a source must have any before it can be said to lack one, by the word of an address."""


def absences(sides: Sides) -> Iterable[Found]:
    """Where a provision is cited that the document lacks, as far as its source can tell."""
    return _Absences(sides).found()


class _Absences:
    def __init__(self, sides: Sides) -> None:
        self._sides = sides
        self._outlines: dict[str, _Outline] = {}

    def _outline(self, document: Document) -> _Outline:
        """The outline of a document, made once: a document may be cited a hundred thousand times."""
        if document.id not in self._outlines:
            self._outlines[document.id] = _Outline.of(document)
        return self._outlines[document.id]

    def found(self) -> Iterable[Found]:
        amending = {
            (link.document, link.outcome.document)
            for link in self._sides.citations.links
            if isinstance(link.outcome, Resolved) and link.citation.relation is Relation.AMENDS
        }
        suspects: dict[str, list[tuple[Link, Resolved]]] = defaultdict(list)
        for link in self._sides.citations.links:
            outcome = link.outcome
            if (
                isinstance(outcome, Resolved)
                and outcome.missing
                and (link.document, outcome.document) not in amending  # it speaks of what it adds
                and self._is_telling(link, outcome)
            ):
                suspects[outcome.document].append((link, outcome))
        for document_id, pairs in suspects.items():
            target = self._sides.documents[document_id]
            if self._is_cut(target, pairs) and not _is_signed(self._sides.library.whole(target)):
                yield self._cut(target, pairs)
                continue
            outline = self._outline(target)
            left_out = [
                (link, outcome) for link, outcome in pairs if any(map(outline.is_left_out, outcome.missing))
            ]
            if left_out:
                yield self._left_out(target, left_out)
            others: dict[tuple[str, ...], list[tuple[Link, Resolved]]] = defaultdict(list)
            for link, outcome in pairs:
                if (link, outcome) not in left_out:
                    others[_looked_for(link, outcome)].append((link, outcome))
            for alike in others.values():
                yield self._missing_of(alike, target)

    def _is_telling(self, link: Link, outcome: Resolved) -> bool:
        """Whether a provision that a document lacks is worth an editor's look."""
        citing, target = self._sides.documents[link.document], self._sides.documents[outcome.document]
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
            target.type in ABOUT_OTHERS
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
        return self._sides.printed(link).endswith("này")

    def _missing_of(self, alike: Sequence[tuple[Link, Resolved]], target: Document) -> Found:
        """One finding for all citations of the same that is not there, at the first of them."""
        link, outcome = alike[0]
        side = self._sides.side(link)
        names = ", ".join(spoken(address) for address in outcome.missing[:4])
        last = self._outline(target).last_article
        has = f" ({name_of(target)} có đến {spoken(last)})" if last else ""
        is_own = target.id == link.document
        which = "văn bản này" if is_own else name_of(target)
        also = f" Còn {len(alike) - 1} nơi khác viện dẫn như vậy." if len(alike) > 1 else ""
        return found(
            side,
            "citation-missing-provision",
            f"“{side.quote}” ({side.where}): {which} không có {names}{has}.{also}",
            Severity.NOTE if is_own else Severity.WARNING,
        )

    def _left_out(self, target: Document, pairs: Sequence[tuple[Link, Resolved]]) -> Found:
        """One finding for all that cite articles which a file skips: the file is to be looked at."""
        outline = self._outline(target)
        own = [link for link, _ in pairs if link.document == target.id]
        side = self._sides.side(own[0] if own else pairs[0][0])
        addresses = {address.partition("-khoan-")[0] for _, outcome in pairs for address in outcome.missing}
        skipped = sorted(
            filter(outline.is_left_out, addresses), key=lambda address: int(address[len("dieu-") :])
        )
        names = ", ".join(spoken(address) for address in skipped[:4])
        last = spoken(outline.last_article)
        which = "tệp này" if own else f"tệp của {name_of(target)}"
        return found(
            side,
            "citation-missing-provision",
            f"“{side.quote}” ({side.where}): {which} không có {names} mà có đến {last}, "
            "có lẽ bị lược khi chép.",
            Severity.NOTE,
        )

    def _cut(self, target: Document, pairs: Sequence[tuple[Link, Resolved]]) -> Found:
        side = self._sides.side(next(link for link, _ in pairs if link.document == target.id))
        last = spoken(self._outline(target).last_article)
        return found(
            side,
            "citation-missing-provision",
            f"“{side.quote}” ({side.where}): tệp chỉ có đến {last} và không có chữ ký, "
            "có lẽ thiếu phần sau của văn bản.",
            Severity.NOTE,
        )


@dataclass(frozen=True, slots=True)
class _Outline:
    """What of a document its citations are held against: its kinds of provision, its last article."""

    kinds: frozenset[Kind]
    last_article: str
    has_named_annex: bool
    articles: frozenset[str]

    @classmethod
    def of(cls, document: Document) -> _Outline:
        nodes = document.nodes
        plain_numbers = {node.address for node in nodes if re.fullmatch(r"dieu-\d+", node.address)}
        last = max(plain_numbers, key=lambda address: int(address[5:]), default="")
        has_named_annex = any(node.kind is Kind.ANNEX and node.label for node in nodes)
        return cls(frozenset(node.kind for node in nodes), last, has_named_annex, frozenset(plain_numbers))

    def is_left_out(self, address: str) -> bool:
        """Whether an address lies in an article that is skipped: one before the last that is not there."""
        article = re.match(r"dieu-\d+(?=-|$)", address)
        return article is not None and article[0] not in self.articles and not self.is_beyond(address)

    def is_beyond(self, address: str) -> bool:
        """Whether an address lies after the last article."""
        article, last = re.match(r"dieu-(\d+)", address), self.last_article
        return article is not None and bool(last) and int(article[1]) > int(last[len("dieu-") :])


def _looked_for(link: Link, outcome: Resolved) -> tuple[str, ...]:
    """By what citations are one finding: a chapter that a document lacks, whoever cites it, as its file is to
    be looked at; else what one document cites, which may be the slip of that one."""
    is_heading = all(_headings_in(address) - {Kind.ANNEX} for address in outcome.missing)
    return ("" if is_heading else link.document, *outcome.missing)


def _headings_in(address: str) -> set[Kind]:
    """The headings below which an address lies, or which it is."""
    return {_HEADINGS[word] for word in address.split("-") if word in _HEADINGS}


def _is_signed(document: Document) -> bool:
    return bool(document.signers) or any(p.role in _ENDING_ROLES for p in document.paragraphs)
