"""Joins the agencies of a library: one entry for a body, however the documents spell its name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from dieukhoan.assign.agencies import GROUP_KIND, agency
from dieukhoan.assign.lexicon import LEVEL_NAMES
from dieukhoan.assign.words import split
from dieukhoan.casing import fold
from dieukhoan.duty import Agency, Duty, Register
from dieukhoan.text import slug

_PLURAL = frozenset({"các", "những"})
_LEVELS = frozenset(LEVEL_NAMES)
_JOINING = re.compile(r"[-–—,/&]| và(?= )")


def register(duties: Iterable[Sequence[Duty]]) -> Register:
    """Collects the agencies that duties and their counterparties name.

    "UBND tỉnh", "Uỷ ban nhân dân tỉnh Lâm Giang" and "Ủy ban nhân dân tỉnh Lâm Giang" of documents of
    that province are one agency already, since ``assign`` writes names out; here case, place of the tone
    mark, hyphens, commas, "và" and "các" before a group are levelled. Names that differ in their place
    stay apart.
    """
    counts: Counter[str] = Counter()
    for document in duties:
        for duty in document:
            counts[duty.agency] += 1
            counts.update(duty.counterparties)
    spellings: dict[str, list[str]] = {}
    for name in counts:
        spellings.setdefault(_key(name), []).append(name)
    found: dict[str, Agency] = {}
    by_name: dict[str, str] = {}
    for _, names in sorted(spellings.items()):
        names.sort(key=lambda name: (-counts[name], name))
        best = names[0]
        address = _free(slug(best), found)
        found[address] = Agency(address, best, _kind(best), tuple(sorted(names[1:])))
        by_name.update(dict.fromkeys(names, address))
    return Register(found, by_name)


def joined(duty: Duty, known: Register) -> Duty:
    """A duty with the names that the register gives its agencies."""
    others = tuple(dict.fromkeys(known.of(name).name for name in duty.counterparties))
    return replace(duty, agency=known.of(duty.agency).name, counterparties=others)


def _key(name: str) -> str:
    """What spellings of one body share: "Các sở, ngành và địa phương có liên quan" and "sở/ngành, địa phương
    liên quan". "Các" before one level alone tells all from one: "Ủy ban nhân dân các xã" are not "… xã"."""
    words = fold(name).replace("có liên quan", "liên quan").split()
    kept = [
        word
        for index, word in enumerate(words)
        if word not in _PLURAL or " ".join(words[index + 1 :]) in _LEVELS
    ]
    return " ".join(_JOINING.sub(" ", f" {' '.join(kept)} ").split())


def _free(wanted: str, taken: Mapping[str, Agency]) -> str:
    """A slug that no other agency has: names that differ in their marks alone share their ASCII form."""
    if wanted not in taken:
        return wanted or "co-quan"
    count = 2
    while f"{wanted}~{count}" in taken:
        count += 1
    return f"{wanted}~{count}"


@lru_cache(maxsize=1 << 14)  # at each save while a site is served
def _kind(name: str) -> str:
    words = split(name)
    found = agency(words, 0) if words.norm else None
    return found.kind if found is not None and found.end == len(words.norm) else GROUP_KIND
