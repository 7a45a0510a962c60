"""What holds an index, whichever way: shards or the whole container."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from dieukhoan.index.weights import Postings


class Container(Protocol):
    """What holds an index, and gives the postings of a term and what is shown of an entry."""

    @property
    def head(self) -> Mapping[str, Any]:
        """What is always needed: counts, types of documents, abbreviations, how long a list can be."""

    @property
    def syllables(self) -> Mapping[str, int]:
        """Every syllable with its rarity."""

    def postings(self, term: str) -> Postings | None:
        """The postings of a term, or None."""

    def sums(self, shares: Mapping[str, int]) -> dict[int, int]:
        """By passage (or document), what the terms weigh in it, each times its share, added up."""

    def entry(self, number: int) -> Mapping[str, Any]:
        """What results show of an entry."""

    def headings(self, document: int) -> Sequence[str]:
        """The headings of a document's entries in order, folded, with hyphens; "" for none."""
