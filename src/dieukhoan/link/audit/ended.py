"""Citations of documents that another one has ended: replaced, repealed, out of force."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dieukhoan.citation import CitationKind, Link, Outside, Relation, Resolved
from dieukhoan.findings import Severity
from dieukhoan.link.audit.sides import Found, Sides, day_of, found, name_of
from dieukhoan.link.context import CONSOLIDATED
from dieukhoan.model import CLOSING_PLACE, OPENING_PLACE

_ENDING = frozenset({Relation.REPLACES, Relation.REPEALS, Relation.ENDS})
_IS_LIST = re.compile(r"hết\s+hiệu\s+lực|danh\s+mục\s+văn\s+bản|hệ\s+thống\s+h(?:óa|oá)")
"""Titles of decisions that make known which documents are in force and which are not."""


def ended(sides: Sides) -> Iterable[Found]:
    """The first citation in each later document of a work that has run out."""
    endings: dict[str, Link] = {}
    for link in sides.citations.links:
        citation = link.citation
        if citation.relation in _ENDING and citation.kind is CitationKind.WORK and not citation.provisions:
            key = _target_key(link)
            is_said = (
                citation.at not in (OPENING_PLACE, CLOSING_PLACE) and citation.work and citation.work.number
            )
            if key and is_said and sides.documents[link.document].date:
                endings.setdefault(key, link)
    told: set[tuple[str, str]] = set()
    for link in sides.citations.links:
        ending = endings.get(_target_key(link))
        if (
            ending is None
            or (link.document, _target_key(link)) in told
            or not link.citation.work
            or ending.document == link.document
            or link.citation.relation in _ENDING
        ):
            continue
        by, citing = sides.documents[ending.document], sides.documents[link.document]
        if _IS_LIST.search(citing.title.lower()):
            continue  # it lists what has run out
        if CONSOLIDATED in (by.type, citing.type):
            continue  # it repeats what the law that it consolidates said
        if not citing.date or citing.date <= by.date or by.issued_with == citing.id:
            continue
        told.add((link.document, _target_key(link)))
        side, other = sides.side(link), sides.side(ending)
        yield found(
            side,
            "citation-ended",
            f"“{side.quote}” ({side.where}): văn bản này đã thôi hiệu lực "
            f"theo {name_of(by)} {day_of(by.date)}, xem “{other.quote}” ({other.where}).",
            Severity.NOTE,
        )


def _target_key(link: Link) -> str:
    outcome = link.outcome
    if isinstance(outcome, Outside):
        return outcome.work
    return (
        f"/{outcome.document}" if isinstance(outcome, Resolved) and outcome.document != link.document else ""
    )
