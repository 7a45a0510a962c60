"""One work under two dates, two issuers or two numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from dieukhoan.link.audit.sides import Found, Side, Sides, found
from dieukhoan.link.context import tokens
from dieukhoan.link.locality import contradict, is_local, may_be_one, place_named
from dieukhoan.number import key as number_key

_ORDINAL = re.compile(r"0*(\d+)")


def contradictions(sides: Sides) -> Iterable[Found]:
    """Where citations of one work, or it and the library's own document, disagree."""
    finder = _Contradictions(sides)
    yield from finder.of_works()
    yield from finder.of_numbers()


class _Contradictions:
    def __init__(self, sides: Sides) -> None:
        self._sides = sides

    def of_works(self) -> Iterable[Found]:
        for work in self._sides.citations.works:
            sides = self._sides.naming(work.links)
            own = self._sides.documents.get(work.document)
            if own is not None:
                sides.append(self._sides.own_side(own))
            yield from self._two_dates(sides, has_own=own is not None)
            yield from self._two_issuers(sides, has_own=own is not None)

    def _two_dates(self, sides: Sequence[Side], *, has_own: bool) -> Iterable[Found]:
        dated = [side for side in sides if side.work.date and side.work.number]
        counted = Counter(side.work.date for side in dated)
        if len(counted) < 2:
            return
        usual = _reference(dated, has_own=has_own)
        for date in counted:
            if date != usual.work.date:
                odd = next(side for side in dated if side.work.date == date)
                yield found(
                    odd,
                    "citation-two-dates",
                    f"Một văn bản, hai ngày: “{odd.quote}” ({odd.where}), "
                    f"nhưng “{usual.quote}” ({usual.where}).",
                )

    def _two_issuers(self, sides: Sequence[Side], *, has_own: bool) -> Iterable[Found]:
        named = [side for side in sides if side.work.issuer and side.work.number]
        if len({side.work.issuer for side in named}) < 2:
            return
        usual = _reference(named, has_own=has_own)
        seen: set[str] = set()
        for odd in named:
            if odd.work.issuer not in seen and contradict(odd.work.issuer, usual.work.issuer):
                seen.add(odd.work.issuer)
                yield found(
                    odd,
                    "citation-two-issuers",
                    f"Một văn bản, hai cơ quan ban hành: “{odd.quote}” ({odd.where}), "
                    f"nhưng “{usual.quote}” ({usual.where}).",
                )

    def of_numbers(self) -> Iterable[Found]:
        groups: dict[tuple[str, str, str], dict[str, list[Side]]] = defaultdict(lambda: defaultdict(list))
        every = range(len(self._sides.citations.links))
        sides = [side for side in self._sides.naming(every) if side.work.number and side.work.date]
        sides += [
            self._sides.own_side(document)
            for document in self._sides.documents.values()
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
                    yield found(
                        odd,
                        "citation-two-numbers",
                        f"Một văn bản, hai số: “{odd.quote}” ({odd.where}), "
                        f"nhưng “{usual.quote}” ({usual.where}).",
                    )


def _reference(sides: Sequence[Side], *, has_own: bool) -> Side:
    """The side that the others are held against: the document itself, else what most say."""
    if has_own:
        return sides[-1]
    counted = Counter((side.work.date, side.work.issuer) for side in sides)
    return max(sides, key=lambda side: (counted[side.work.date, side.work.issuer], -side.span.start))


def _same_body(some: Sequence[Side], others: Sequence[Side]) -> tuple[Side, Side] | None:
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
