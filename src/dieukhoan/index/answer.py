"""What an answer shows: the hits with their places, checked against phrases and what is left out.

``theme/search/answer.js`` does the same in the browser.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dieukhoan.index.analysis import Word, runs
from dieukhoan.index.closeness import closest, term_worths, text_worth, words_of
from dieukhoan.index.container import Container
from dieukhoan.index.plan import Plan, planned
from dieukhoan.index.query import Query, alternatives, understand
from dieukhoan.index.ranking import DIRECT, Hit, ranked

_CHECKED = 60
"""Hits whose text is read to see whether phrases stand in it, best first."""


def answer(container: Container, text: str, limit: int = 10) -> dict[str, Any]:
    """The answer to a query as ``dieukhoan search --json`` prints it.

    ``total`` counts the provisions whose score is a good part of the best one's.
    """
    query = understand(text)
    plan = planned(container, query)
    parts = alternatives(query.text)
    if len(parts) == 1:
        checked = _hits(container, query, plan)
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
    """The hits of several alternatives together: the best of each weigh the same, a provision counts once."""
    tops = [max((hit.score for hit in hits if hit.score < DIRECT), default=0) for hits in found]
    best: dict[int, Hit] = {}
    for hits, top in zip(found, tops, strict=True):
        for hit in hits:
            score = hit.score if hit.score >= DIRECT else hit.score * max(tops) // top
            known = best.get(hit.entry)
            if known is None or score > known.score:
                best[hit.entry] = replace(hit, score=score)
    return sorted(best.values(), key=lambda hit: (-hit.score, hit.entry))


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
    return [hit for hit in hits[:_CHECKED] if _fits(query, list(_words(container.entry(hit.entry))))]


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
