"""What is patched is what would have been merged anew, whatever one stretch of documents has become."""

from __future__ import annotations

import random

import pytest

from dieukhoan import index
from dieukhoan.index.merged import Merged, merged, patched, unpacked
from dieukhoan.index.terms import DocumentTerms
from tests.index import made

Named = dict[str, DocumentTerms]


def _named(dice: random.Random, count: int, letter: str) -> Named:
    """Documents of random words, each under a name of its own."""
    found: Named = {}
    while len(found) < count:
        for regulation in made.random_regulations(dice):
            document, text = made.document(regulation)
            found[f"{letter}{len(found)}"] = index.terms_of(document, text)
    return dict(list(found.items())[:count])


def _merged(documents: Named) -> Merged:
    return merged(list(documents), list(documents.values()))


def _patched(before: Merged, documents: Named, lost: Named) -> Merged | None:
    return patched(before, list(documents), list(documents.values()), lost.get)


def _changed(dice: random.Random, documents: Named) -> Named:
    """Some neighbours gone, others in their place; none of either may be."""
    items = list(documents.items())
    at = dice.randrange(len(items) + 1)
    new = _named(dice, dice.randrange(3), "n")
    return dict([*items[:at], *new.items(), *items[at + dice.randrange(3) :]])


@pytest.mark.parametrize("seed", range(20))
def test_a_patch_is_what_would_be_merged(seed: int) -> None:
    dice = random.Random(seed)
    documents = _named(dice, 16, "d")
    held = _merged(documents)
    for _ in range(4):
        changed = _changed(dice, documents)
        found = _patched(held, changed, documents)
        assert found == _merged(changed)
        assert found is not None
        assert unpacked(found.packed()) == found


def test_nothing_is_patched_where_much_changed_or_what_was_is_lost() -> None:
    dice = random.Random(3)
    documents = _named(dice, 12, "d")
    held = _merged(documents)
    names = list(documents)
    one = {name: documents[name] for name in names if name != "d4"}
    assert _patched(held, one, documents) == _merged(one)
    assert _patched(held, one, {}) is None
    few = {name: documents[name] for name in names if name not in ("d2", "d9")}
    assert _patched(held, few, documents) is None  # all between the two would be merged anew


def test_no_documents() -> None:
    nothing = _merged({})
    assert list(nothing.items()) == [] and unpacked(nothing.packed()) == nothing
    documents = _named(random.Random(1), 1, "d")
    assert _patched(_merged(documents), {}, documents) in (None, nothing)
