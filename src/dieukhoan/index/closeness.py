"""Among the first hits, those come first in whose text the words of the query stand together.

Three words in a row as in the query tell most, then how much of the query stands in one paragraph.

Triples of words are too many for an index; the texts of the first hits are loaded to be shown anyway.
``theme/search/closeness.js`` does the same in the browser.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from dieukhoan.index.analysis import Word, pair, runs
from dieukhoan.index.container import Container
from dieukhoan.index.plan import Plan
from dieukhoan.index.ranking import Hit
from dieukhoan.index.terms import SPELLING

_FIRST = 10
"""Hits whose texts are read."""
_LEAST = 3
"""Words in a row from which a query tells what stands together; the texts for fewer need not be read."""
_LEVEL = 6
"""The level of a triple, that of a term which stands once in a typical passage."""
_TOGETHER = 2
"""The level of a term that stands in the paragraph which holds most of the query."""


def closest(container: Container, plan: Plan, hits: Sequence[Hit]) -> list[Hit]:
    """The hits, the first of them in a new order, with what their triples are worth in their scores."""
    if all(len(run) < _LEAST for run in plan.runs):
        return list(hits)
    triples = _triples(container, plan)
    worths = term_worths(container, plan)
    first = [
        replace(hit, score=hit.score + _worth(container, triples, worths, hit.entry)) for hit in hits[:_FIRST]
    ]
    return [*sorted(first, key=lambda hit: -hit.score), *hits[_FIRST:]]


def term_worths(container: Container, plan: Plan) -> dict[str, int]:
    """What each syllable and pair of a plan is worth, wherever it stands."""
    found = {term: container.postings(term) for term in plan.terms if SPELLING not in term}
    return {term: plan.terms[term] * known.rarity for term, known in found.items() if known}


def text_worth(worths: Mapping[str, int], text: Sequence[Sequence[Word]]) -> int:
    """What the terms are worth that stand in a text, each counted once."""
    terms = {word.folded for run in text for word in run}
    terms |= {pair(one.folded, other.folded) for run in text for one, other in pairwise(run)}
    return sum(worths[term] for term in terms & worths.keys())


def words_of(container: Container, text: str) -> list[list[Word]]:
    """The runs of words of a text as they are indexed: abbreviations read as their words."""
    known = container.head["abbreviations"]
    return [
        [
            whole
            for word in run
            for whole in (_whole(known[word.folded][0]) if _is_short(word, known) else (word,))
        ]
        for run in runs(text)
    ]


def _is_short(word: Word, known: Mapping[str, Sequence[str]]) -> bool:
    return word.is_capital and word.folded in known


@lru_cache(maxsize=1 << 12)
def _whole(full: str) -> tuple[Word, ...]:
    return tuple(word for run in runs(full) for word in run)


def _triples(container: Container, plan: Plan) -> dict[tuple[str, str], int]:
    """What each three words in a row are worth, by their two pairs: as much as the pairs on average."""
    found: dict[tuple[str, str], int] = {}
    for run in plan.runs:
        pairs = [pair(one.folded, other.folded) for one, other in pairwise(run)]
        for one, other in pairwise(pairs):
            first, second = container.postings(one), container.postings(other)
            if first and second:
                both = plan.terms[one] * first.rarity + plan.terms[other] * second.rarity
                found[one, other] = _LEVEL * both // 2
    return found


def _worth(
    container: Container, triples: dict[tuple[str, str], int], worths: Mapping[str, int], number: int
) -> int:
    entry = container.entry(number)
    seen: set[tuple[str, str]] = set()
    together = 0
    for text in (entry["heading"], *(line[2] for line in entry["lines"])):
        found = words_of(container, text)
        together = max(together, text_worth(worths, found))
        for run in found:
            seen.update(pairwise(pair(one.folded, other.folded) for one, other in pairwise(run)))
    return sum(worth for triple, worth in triples.items() if triple in seen) + _TOGETHER * together
