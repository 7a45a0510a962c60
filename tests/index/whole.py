"""The whole container evaluated by lunr.py, the oracle of the other containers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from lunr.index import Index

from dieukhoan.index.analysis import folded
from dieukhoan.index.weights import Postings
from dieukhoan.index.whole import field_of


class Whole:
    """The whole container, evaluated by lunr.py."""

    def __init__(self, container: Mapping[str, Any]) -> None:
        self.head: Mapping[str, Any] = container["head"]
        self.syllables: Mapping[str, int] = container["syllables"]
        self._entries: Sequence[Mapping[str, Any]] = container["entries"]
        self._rarities: Sequence[int] = container["rarities"]
        self._lunr = Index.load(container["lunr"])

    def postings(self, term: str) -> Postings | None:
        """The postings of a term, without levels, or None."""
        found = self._lunr.inverted_index.get(term)
        if found is None:
            return None
        ids = [int(ref) for ref in found[field_of(term)]]
        return Postings(self._rarities[found["_index"]], ids, b"")

    def sums(self, shares: Mapping[str, int]) -> dict[int, int]:
        """By passage (or document), what the terms weigh in it, each times its share, added up."""
        known = {term: share for term, share in shares.items() if term in self._lunr.inverted_index}
        if not known:
            return {}
        query = self._lunr.create_query()
        for term, share in known.items():
            query.term(term, fields=[field_of(term)], boost=share, use_pipeline=False)
        length = math.sqrt(sum(share * share for share in known.values()))
        return {int(hit["ref"]): round(hit["score"] * length) for hit in self._lunr.query(query)}

    def entry(self, number: int) -> Mapping[str, Any]:
        """What results show of an entry."""
        return self._entries[number]

    def headings(self, document: int) -> Sequence[str]:
        """The headings of a document's entries in order, folded, with hyphens; "" for none."""
        sizes = self.head["documents"]
        first = sum(sizes[:document])
        entries = self._entries[first : first + sizes[document]]
        return ["-".join(folded(entry["heading"])) for entry in entries]
