"""From the terms of a query to the provisions that answer it, best first.

``theme/search/ranking.js`` does the same in the browser; a container gives the postings.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dieukhoan.index.analysis import pair
from dieukhoan.index.container import Container
from dieukhoan.index.documents import DOCUMENT, HEADING_RARITY, NAME, heading_term
from dieukhoan.index.plan import ASIDE, NAMED, WHOLE, Plan
from dieukhoan.index.terms import HIGHEST, SLOTS, SPELLING, heading_level

DIRECT = 1_000_000
"""What an address of a named document is worth: nothing else comes near."""
SURE = 100_000
"""What being in a document that is surely named is worth: more than all words together."""
_FEW = 8
"""Named documents up to which their headings are read."""
_PART = 3
"""A provision is among the results if its score is at least the best one's by this part."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that answers a query; ``slot`` is its best passage, -1 if the document itself is meant."""

    entry: int
    slot: int
    score: int


def ranked(container: Container, plan: Plan) -> list[Hit]:
    """The hits of a plan: every entry whose score is a good part of the best, best first."""
    scores = container.sums(
        {term: min(share, ASIDE) if term in plan.aside else share for term, share in plan.terms.items()}
    )
    documents = container.sums(
        {DOCUMENT + term: share for term, share in plan.terms.items() if SPELLING not in term}
    )
    for number, worth in documents.items():
        documents[number] = min(worth, WHOLE * NAMED)
    for number, worth in plan.named.items():
        documents[number] = documents.get(number, 0) + WHOLE * worth
    for address in _addresses(plan.address):
        there = container.sums({NAME + NAME + address: WHOLE})
        for slot, worth in there.items():
            scores[slot] = scores.get(slot, 0) + worth
        if there:
            break
    if plan.heading:
        for slot, worth in container.sums({plan.heading: WHOLE}).items():
            scores[slot] = scores.get(slot, 0) + worth
    owners = _Owners(container.head["documents"])
    if 0 < len(plan.named) <= _FEW:
        for slot, worth in _headed(container, plan, owners):
            scores[slot] = scores.get(slot, 0) + worth
    return _best(container, plan, owners, scores, documents)


def _addresses(address: str) -> Iterator[str]:
    """An address and what it stands in, the narrowest first."""
    steps = address.split("-")
    while len(steps) > 1:
        yield "-".join(steps)
        steps = steps[:-2]


def _headed(container: Container, plan: Plan, owners: _Owners) -> Iterator[tuple[int, int]]:
    """What the headings of the named documents tell that the index does not: passages and what each gains.

    Long lists are cut, and a heading that very many have is no term; those of a few documents can be read.
    """
    cut: dict[str, tuple[int, set[int]]] = {}
    for term, share in plan.terms.items():
        found = None if SPELLING in term or term in plan.aside else container.postings(term)
        if found and len(found.ids) >= container.head["longest"]:
            cut[term] = (share * found.rarity, set(found.ids))
    heading = "" if container.postings(plan.heading) else plan.heading
    for document in sorted(plan.named):
        first = owners.first[document]
        for entry, slug in enumerate(container.headings(document)[: owners.sizes[document]], first):
            words = slug.split("-")
            level = heading_level(len(words))
            there = cut.keys() & {*words, *(pair(one, other) for one, other in pairwise(words))}
            whole = WHOLE * HEADING_RARITY * HIGHEST if heading and heading_term(words) == heading else 0
            for slot in range(SLOTS * entry, SLOTS * (entry + 1)):
                worth = sum(cut[term][0] * level for term in there if slot not in cut[term][1])
                if whole + worth:
                    yield slot, whole + worth


def _best(
    container: Container,
    plan: Plan,
    owners: _Owners,
    scores: dict[int, int],
    documents: dict[int, int],
) -> list[Hit]:
    best: dict[int, tuple[int, int]] = {}
    for slot, score in scores.items():
        entry = slot // SLOTS
        known = best.get(entry)
        if known is None or score > known[0] or (score == known[0] and slot < known[1]):
            best[entry] = (score, slot)
    for number in documents:
        if owners.sizes[number]:
            best.setdefault(owners.first[number], (0, SLOTS * owners.first[number]))
    totals: dict[bool, list[tuple[int, int, int]]] = {True: [], False: []}
    for entry, (score, slot) in best.items():
        owner = owners.of(entry)
        if plan.within is not None and owner not in plan.within:
            continue
        totals[owner in plan.sure].append((score + documents.get(owner, 0), entry, slot))
    direct = list(_direct(container, plan, owners))
    there = {hit.entry for hit in direct if hit.slot >= 0}
    others: list[Hit] = []
    for is_sure, found in totals.items():
        least = max((score for score, _, _ in found), default=0) / _PART
        others += [
            Hit(entry, slot, score + SURE * is_sure)
            for score, entry, slot in found
            if score >= least and entry not in there
        ]
    return [*direct, *sorted(others, key=lambda hit: (-hit.score, hit.entry))]


def _direct(container: Container, plan: Plan, owners: _Owners) -> Iterator[Hit]:
    """The named provision of each named document, or the document itself when nothing else is asked."""
    if not plan.named:
        return
    for address in _addresses(plan.address):
        found = container.postings(NAME + NAME + address)
        places = [slot for slot in found.ids if owners.of(slot // SLOTS) in plan.named] if found else []
        if places:
            for slot in places:
                yield Hit(slot // SLOTS, slot, DIRECT)
            return
    if plan.is_name_alone:
        for number in sorted(plan.named):
            if owners.sizes[number]:
                yield Hit(owners.first[number], -1, DIRECT)


class _Owners:
    """Which document an entry belongs to: entries are numbered document by document."""

    def __init__(self, sizes: Sequence[int]) -> None:
        self.sizes = sizes
        self.first: list[int] = []
        at = 0
        for size in sizes:
            self.first.append(at)
            at += size

    def of(self, entry: int) -> int:
        """The document of an entry."""
        return bisect_right(self.first, entry) - 1
