"""Works outside the library: the mentions of one number or name, told apart by place and year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dieukhoan.citation import CitedWork, Work
from dieukhoan.link.context import same_family, tokens
from dieukhoan.link.known import KnownWork, known_works
from dieukhoan.link.locality import carries_year, is_local, place_cited
from dieukhoan.link.words import NAMED, TREATIES
from dieukhoan.model import Document
from dieukhoan.number import Form
from dieukhoan.number import key as number_key
from dieukhoan.number import parse as parse_number
from dieukhoan.text import slug


@dataclass(frozen=True, slots=True)
class _Mention:
    """A citation of an outside work: the work, and the place of the document that cites it."""

    work: Work
    document: str
    place: str


class Outsiders:
    """Works outside the library: their mentions gathered under numbers and names, then told apart."""

    def __init__(self) -> None:
        self._buckets: dict[str, list[_Mention]] = defaultdict(list)
        self._entries: dict[str, Work] = {}

    def add(self, document: Document, work: Work) -> str:
        """Takes a mention; what it returns, ``settle`` maps to the key of the work."""
        place = ""
        if work.number and is_local(work.number):
            place = place_cited(work.number, work.issuer, document)
        bucket = _bucket(work)
        mentions = self._buckets[bucket]
        mentions.append(_Mention(work, document.id, place))
        return f"{bucket}\n{len(mentions) - 1}"

    def settle(self) -> dict[str, str]:
        """The key of the work for every mention."""
        keys: dict[str, str] = {}
        taken: set[str] = set()
        for bucket, mentions in self._buckets.items():
            for group in _told_apart(mentions):
                members = [mentions[index] for index in group]
                work = _usual(members)
                name = _entry_key(work, max(member.place for member in members))
                key, count = name, 1
                while key in taken:
                    count += 1
                    key = f"{name}-{count}"
                taken.add(key)
                self._entries[key] = work
                keys.update({f"{bucket}\n{index}": key for index in group})
        return keys

    def works(self, by_work: Mapping[str, list[int]]) -> list[CitedWork]:
        found = []
        for key, work in self._entries.items():
            known = _known(work)
            if known is not None:
                work = replace(
                    work,
                    number=work.number or known.number,
                    date=work.date or known.date,
                    issuer=work.issuer or known.issuer,
                )
            title = known.title if known is not None else ""
            found.append(CitedWork(key, work, title, "", tuple(by_work.get(key, ()))))
        return found


def _bucket(work: Work) -> str:
    if work.number:
        parsed = parse_number(work.number)
        apart = parsed is None or parsed.form is Form.ASSEMBLY
        kind = slug(work.type if work.type != "Bộ luật" else "Luật") if apart else ""
        return f"{kind}|{number_key(work.number)}"
    if work.name:
        return f"{' '.join(tokens(work.name))}|{work.date[:4] or work.year}"
    return f"{slug(work.type)}|{work.date}"


def _told_apart(mentions: Sequence[_Mention]) -> list[list[int]]:
    """The mentions of one number as works: by place, then by year, as far as the number repeats."""
    found: list[list[int]] = []
    for group in _by_place(mentions):
        members = [mentions[index] for index in group]
        number = members[0].work.number
        if not number or carries_year(number) or len({m.work.date[:4] for m in members if m.work.date}) < 2:
            found.append(group)
        else:
            found += [[group[index] for index in part] for part in _by_year(members)]
    return found


def _by_place(mentions: Sequence[_Mention]) -> list[list[int]]:
    """Mentions told apart by place; those without one belong to the only place, or to one of their date."""
    of_place: dict[str, list[int]] = {}
    for index, mention in enumerate(mentions):
        of_place.setdefault(mention.place, []).append(index)
    unknown = of_place.pop("", [])
    if not of_place:
        return [unknown]
    place_of_day = {mentions[i].work.date: place for place, group in of_place.items() for i in group}
    left: list[int] = []
    for index in unknown:
        place = place_of_day.get(
            mentions[index].work.date or "-", next(iter(of_place)) if len(of_place) == 1 else ""
        )
        (of_place[place] if place else left).append(index)
    return [*of_place.values(), *([left] if left else [])]


def _by_year(mentions: Sequence[_Mention]) -> list[list[int]]:
    """Mentions of a number that comes again every year or term, told apart by their dates.

    A date that repeats another's day and month is a misprint of its year. A mention without a date is of the
    work that its document dates, else of the only one; else it stands by itself.
    """
    of_year: dict[str, list[int]] = {}
    year_of_day: dict[str, str] = {}
    for index, mention in enumerate(mentions):
        if mention.work.date:
            year = year_of_day.setdefault(mention.work.date[5:], mention.work.date[:4])
            of_year.setdefault(year, []).append(index)
    year_in: dict[str, set[str]] = defaultdict(set)
    for year, members in of_year.items():
        for index in members:
            year_in[mentions[index].document].add(year)
    undated: list[int] = []
    for index, mention in enumerate(mentions):
        if not mention.work.date:
            years = year_in[mention.document] or (set(of_year) if len(of_year) == 1 else set())
            (of_year[next(iter(years))] if len(years) == 1 else undated).append(index)
    return [*of_year.values(), *([undated] if undated else [])]


def _usual(members: Sequence[_Mention]) -> Work:
    """The work as most of its mentions name it."""

    if len(members) == 1:
        return members[0].work

    def usual(values: Iterable[str]) -> str:
        counted = Counter(value for value in values if value)
        return max(counted, key=lambda value: (counted[value], len(value), value)) if counted else ""

    return Work(
        type=usual(m.work.type for m in members),
        number=usual(m.work.number for m in members),
        date=usual(m.work.date for m in members),
        issuer=usual(m.work.issuer for m in members),
        name=usual(m.work.name for m in members),
        year=usual(m.work.year for m in members),
    )


def _entry_key(work: Work, place: str) -> str:
    if not work.number:
        return slug(f"{work.name or work.type} {work.date if not work.name else work.date[:4] or work.year}")
    parts = [work.type, work.number]
    if not carries_year(work.number):
        parts += [place, work.date[:4]]
    else:
        parts.append(place)
    return slug(" ".join(part for part in parts if part))


_KNOWN_BY_NUMBER: dict[str, list[KnownWork]] = {}
_KNOWN_BY_NAME: dict[str, list[KnownWork]] = {}


def _known(work: Work) -> KnownWork | None:
    """The known work that a citation means: by number, or by name with date or year."""
    if not _KNOWN_BY_NUMBER:
        for known in known_works():
            _KNOWN_BY_NUMBER.setdefault(number_key(known.number), []).append(known)
            if known.type in NAMED and known.title:
                _KNOWN_BY_NAME.setdefault(" ".join(tokens(known.title)), []).append(known)
    if work.number:
        fitting = [
            k for k in _KNOWN_BY_NUMBER.get(number_key(work.number), ()) if same_family(k.type, work.type)
        ]
    elif work.type in TREATIES or not (work.date or work.year):
        return None
    else:
        named = _KNOWN_BY_NAME.get(" ".join(tokens(work.name)), ())
        fitting = [k for k in named if k.date == work.date or (work.year and k.date[:4] == work.year)]
    return fitting[0] if len(fitting) == 1 else None
