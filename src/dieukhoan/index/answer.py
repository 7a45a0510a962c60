"""What an answer shows: the hits with their places, checked against phrases and what is left out.

``theme/search/answer.js`` does the same in the browser.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from dieukhoan.index.analysis import Word, pair, runs
from dieukhoan.index.closeness import closest, term_worths, text_worth, words_of
from dieukhoan.index.container import Container
from dieukhoan.index.issuers import issued
from dieukhoan.index.plan import Plan, planned
from dieukhoan.index.query import Query, alternatives, understand
from dieukhoan.index.ranking import DIRECT, Hit, ranked
from dieukhoan.index.terms import SLOTS

_LEAST = 1
"""The score of what has a phrase and no other merit."""
_CHECKED, _MOST_CHECKED = 60, 480
"""Hits whose text is read to see whether phrases stand in it, best first: so many at once until some do."""


def answer(container: Container, text: str, limit: int = 10) -> dict[str, Any]:
    """The answer to a query as ``dieukhoan search --json`` prints it.

    ``total`` counts the provisions whose score is a good part of the best one's.
    """
    query = understand(text)
    plan = planned(container, query)
    parts = alternatives(query.text)
    if len(parts) == 1:
        checked = _hits(container, query, plan)
        if narrower := issued(container, query):
            narrowed = replace(planned(container, narrower.query), within=narrower.documents)
            checked = _either([checked, _hits(container, narrower.query, narrowed)])
    else:
        checked = _either(
            [
                _hits(container, one, planned(container, one))
                for one in (replace(understand(part), excluded=query.excluded) for part in parts)
            ]
        )
    shown: list[dict[str, Any]] = []
    seen: set[tuple[str, str]] = set()
    for hit in checked:
        if len(shown) == limit:
            break
        entry = container.entry(hit.entry)
        found = _hit(container, plan, hit, entry)
        place = (found["document"], found["address"])
        if place not in seen:
            seen.add(place)
            shown.append(found)
    return {"query": text, "hits": shown, "total": len(checked)}


def _hits(container: Container, query: Query, plan: Plan) -> list[Hit]:
    hits = ranked(container, plan)
    if query.phrases or query.excluded:
        hits = _kept(container, query, hits)
    return closest(container, plan, hits)


def _either(found: Sequence[Sequence[Hit]]) -> list[Hit]:
    """The hits of several alternatives together: the best of each weigh the same, a provision counts once.

    Where one has many equals, the others are not pushed below them: each comes by its place among its own.
    """
    tops = [max((hit.score for hit in hits if hit.score < DIRECT), default=0) for hits in found]
    best: dict[int, tuple[Hit, tuple[int, int]]] = {}
    for number, (hits, top) in enumerate(zip(found, tops, strict=True)):
        for place, hit in enumerate(hits):
            score = hit.score if hit.score >= DIRECT else hit.score * max(tops) // top
            known = best.get(hit.entry)
            if known is None or score > known[0].score:
                best[hit.entry] = (replace(hit, score=score), (place, number))
    ordered = sorted(best.values(), key=lambda one: (-one[0].score, one[1]))
    return [hit for hit, _ in ordered]


def _hit(container: Container, plan: Plan, hit: Hit, entry: Mapping[str, Any]) -> dict[str, Any]:
    address = entry["address"] if hit.slot >= 0 else ""
    line = best_line(container, plan, entry) if address and hit.score < DIRECT else None
    at = entry["lines"][line][0] if line is not None else address
    if address and any(row[0] == plan.address for row in entry["lines"]):
        at = plan.address
        if plan.is_name_alone and hit.score >= DIRECT:
            address = at
    return {
        "source": entry["source"],
        "document": entry["document"],
        "address": address,
        "at": at,
        "title": (address and entry["heading"]) or entry["title"] or entry["name"],
        "url": entry["url"] + (f"#{at}" if address else ""),
        "score": hit.score,
    }


def best_line(container: Container, plan: Plan, entry: Mapping[str, Any]) -> int | None:
    """The paragraph in which the rarest terms of the query stand, the first of equals; None if none does."""
    best: tuple[int, int] | None = None
    worths = term_worths(container, plan)
    for number, (_, _, text) in enumerate(entry["lines"]):
        worth = text_worth(worths, words_of(container, text))
        if worth and (best is None or worth > best[0]):
            best = (worth, number)
    return best[1] if best else None


def _kept(container: Container, query: Query, hits: Sequence[Hit]) -> list[Hit]:
    """The hits in whose text every phrase stands and nothing that is left out."""
    there = _having(container, query)
    likely = (
        hits if there is None else [*(hit for hit in hits if hit.entry in there), *_unranked(there, hits)]
    )
    for start in range(0, min(len(likely), _MOST_CHECKED), _CHECKED):
        some = likely[start : start + _CHECKED]
        kept = [hit for hit in some if _fits(query, list(_words(container.entry(hit.entry))))]
        if kept:
            return kept
    return []


def _unranked(entries: set[int], hits: Sequence[Hit]) -> list[Hit]:
    """Entries that are no hits, since common words count for some of their places only."""
    return [Hit(entry, SLOTS * entry, _LEAST) for entry in sorted(entries - {hit.entry for hit in hits})]


def _having(container: Container, query: Query) -> set[int] | None:
    """The entries that have every pair of the phrases of which all places are kept; None: none is so rare.

    Abbreviations stand in the index as their words, so their pairs tell nothing of what is printed.
    """
    there: set[int] | None = None
    short = container.head["abbreviations"]
    for phrase in query.phrases:
        for one, other in pairwise(word.folded for word in phrase):
            found = None if one in short or other in short else container.postings(pair(one, other))
            if found and len(found.ids) < container.head["longest"]:
                entries = {slot // SLOTS for slot in found.ids}
                there = entries if there is None else there & entries
    return there


def _words(entry: Mapping[str, Any]) -> Iterator[list[Word]]:
    for text in (entry["heading"], *(line[2] for line in entry["lines"])):
        yield from runs(text)


def _fits(query: Query, text: Sequence[Sequence[Word]]) -> bool:
    return all(any(_stands(phrase, run) for run in text) for phrase in query.phrases) and not any(
        _stands(phrase, run) for phrase in query.excluded for run in text
    )


def _stands(phrase: Sequence[Word], run: Sequence[Word]) -> bool:
    """Whether a phrase stands in a run of words; what was typed with diacritics must have them."""
    size = len(phrase)
    return any(
        all(
            mine.spelled == other.spelled if mine.has_marks else mine.folded == other.folded
            for mine, other in zip(phrase, run[start : start + size], strict=True)
        )
        for start in range(len(run) - size + 1)
    )
