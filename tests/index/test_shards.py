"""Postings in bytes: what is packed is read again, whatever the gaps and levels."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from dieukhoan.index.shards import HEAD, VERSION, Shards, written
from dieukhoan.index.weights import Postings


def _read(term: str, postings: Postings) -> Postings | None:
    files = dict(written([(term, postings)], [], [], [], {"documents": []}, {}))
    return Shards(files.__getitem__).postings(term)


@pytest.mark.parametrize("ids", [(0,), (127, 128), (0, 127, 255), (5, 16_388, 16_389), (0, 1, 2_100_000)])
@pytest.mark.parametrize("levels", [(4, 4, 4), (15, 1, 9)])
def test_postings_are_read_as_they_were_written(ids: Sequence[int], levels: Sequence[int]) -> None:
    written_levels = bytes(levels[: len(ids)])
    found = _read("bến", Postings(57, ids, written_levels))
    assert found is not None
    assert (found.rarity, tuple(found.ids), bytes(found.levels)) == (57, tuple(ids), written_levels)


def test_terms_are_found_on_their_pages() -> None:
    chance = random.Random(5)
    terms = sorted({"".join(chance.choices("abđ ", k=chance.randint(1, 9))) for _ in range(3000)})
    postings = [(term, Postings(1, (number,), (7,))) for number, term in enumerate(terms)]
    files = dict(written(postings, [], [], [], {"documents": []}, {}))
    shards = Shards(files.__getitem__)
    assert shards.head["version"] == VERSION and HEAD in files and "t/1.bin" in files
    assert [found.ids for term in terms if (found := shards.postings(term))] == [
        [n] for n in range(len(terms))
    ]
