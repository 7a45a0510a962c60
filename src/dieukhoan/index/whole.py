"""The whole container: one prebuilt lunr index in one script, which opens without a server, too.

lunr.py writes it and lunr.js evaluates it; in the tests lunr.py does, too (tests/index/whole.py). Its
vectors hold our weights: lunr adds up the same whole numbers as shards do, divided by the length of the
query's vector, which we take back. lunr's own analysis takes no part.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from lunr.index import Index
from lunr.pipeline import Pipeline
from lunr.token_set import TokenSet
from lunr.vector import Vector

from dieukhoan.index.documents import DOCUMENT, NAME
from dieukhoan.index.weights import Postings

LONGEST = 2000
"""Entries up to which the whole container is written: above, it would take a browser too long to load."""
SCRIPT = "whole.js"
PASSAGES, DOCUMENTS = "p", "d"


def field_of(term: str) -> str:
    """The field of lunr's index that a term belongs to."""
    of_documents = term[0] == DOCUMENT or (term[0] == NAME and term[1:2] != NAME)
    return DOCUMENTS if of_documents else PASSAGES


def whole(
    terms: Iterable[tuple[str, Postings]],
    syllables: Iterable[tuple[str, int]],
    entries: Iterable[Mapping[str, Any]],
    head: Mapping[str, Any],
    facets: Mapping[str, Any],
) -> dict[str, Any]:
    """The container as JSON; ``rarities`` follow the order of lunr's terms."""
    inverted: dict[str, Any] = {}
    elements: defaultdict[str, list[int]] = defaultdict(list)
    rarities: list[int] = []
    for number, (term, postings) in enumerate(terms):
        field = field_of(term)
        inverted[term] = {
            "_index": number,
            PASSAGES: {},
            DOCUMENTS: {},
            field: {str(place): {} for place in postings.ids},
        }
        for place, level in zip(postings.ids, postings.levels, strict=True):
            elements[f"{field}/{place}"] += (number, level * postings.rarity)
        rarities.append(postings.rarity)
    vectors = {ref: Vector(flat) for ref, flat in elements.items()}
    lunr = Index(inverted, vectors, TokenSet(), [PASSAGES, DOCUMENTS], Pipeline())
    return {
        "head": dict(head),
        "syllables": dict(syllables),
        "entries": list(entries),
        "facets": dict(facets),
        "rarities": rarities,
        "lunr": {**lunr.serialize(), "version": "2.3.9"},
    }


def script(container: Mapping[str, Any]) -> bytes:
    """The container as a script, which a page from a folder may load where it may not fetch."""
    text = json.dumps(container, ensure_ascii=False, separators=(",", ":"), sort_keys=False)
    return f"DkWhole.put({text});\n".encode()
