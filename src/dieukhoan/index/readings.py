"""What a typed word may stand for: an abbreviation, keys of Telex or VNI, a slip of the key, a beginning.

``theme/search/readings.js`` does the same in the browser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dieukhoan.index.analysis import Word, pair, runs

_SYLLABLE = re.compile(
    r"(?:[bcdghklmnpqrstvx]|ch|gh|gi|kh|ng|ngh|nh|ph|qu|th|tr)?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)
"""The form of a folded Vietnamese syllable."""
_TELEX = re.compile(r"([bcdghklmnpqrstvx]*)([aeiouyw][a-z]*)")
_VNI = re.compile(r"[a-z]+[1-9][a-z1-9]*")
_TELEX_MARKS = re.compile(r"[sfrxjzw]")
_DOUBLED = re.compile(r"([aeo])\1")
_LETTERS = "abcdeghiklmnopqrstuvxy"
_CANDIDATES = 24
"""Syllables, the commonest, that a slip of the key or a beginning is tried with."""
_COMPLETIONS, _FIRST_COMPLETIONS = 6, 2
"""What a beginning is completed to at most; a single first letter says little and should cost little."""
_LONGEST_MENDED = 10
"""Words of a query up to which a word that fits neither neighbour is thought a slip."""

Words = tuple[Word, ...]


class Lookup(NamedTuple):
    """What readings ask of an index: the rarity of a term (None: not there), the syllables, abbreviations."""

    rarity: Callable[[str], int | None]
    syllables: Mapping[str, int]
    abbreviations: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a query as they are searched for.

    ``runs`` replace what was typed; ``others`` may be meant as well; ``endings`` pair the word before with
    what the last may become; ``mended`` tells what was read as what.
    """

    runs: tuple[Words, ...]
    others: tuple[Words, ...]
    endings: tuple[tuple[str, str], ...]
    mended: tuple[tuple[str, str], ...]


def is_syllable(word: str) -> bool:
    """Whether a folded word has the form of a Vietnamese syllable."""
    return _SYLLABLE.fullmatch(word) is not None


def read(
    typed: Sequence[Words], lookup: Lookup, *, is_open: bool, naming: Collection[int] = frozenset()
) -> Reading:
    """Reads the runs of a query; words at the places ``naming`` name a document and stand for themselves."""
    found: list[Words] = []
    others: list[Words] = []
    mended: list[tuple[str, str]] = []
    count = sum(map(len, typed))
    at = 0
    for run in typed:
        words: list[Word] = []
        kept = set[int]()
        is_last = is_open and run is typed[-1]
        for place, word in enumerate(run):
            if at + place in naming:
                kept.add(len(words))
                words.append(word)
                continue
            before = words[-1].folded if words else ""
            after = run[place + 1].folded if place + 1 < len(run) else ""
            if is_last and place == len(run) - 2 and _is_begun(after, lookup):
                after = ""
            whole = _whole(word, lookup)
            if whole:
                words += whole[0]
                others += [*whole[1:], (word,)]
                continue
            instead = _mend(word, before, after, lookup, is_last=is_last and place == len(run) - 1)
            if instead:
                mended.append((word.spelled, " ".join(other.spelled for other in instead)))
            words += instead or (word,)
        at += len(run)
        if count <= _LONGEST_MENDED:
            is_begun = is_last and _is_begun(words[-1].folded, lookup)
            settled = words[:-1] if is_begun else words
            for place in range(len(words) - is_last):
                other = None if place in kept else _misfit(settled, place, lookup)
                if other:  # no word to the reader: what is typed is a word, and is searched for first
                    others.append(tuple(_near(settled, place, other)))
        found.append(tuple(words))
    endings = tuple(_endings(found[-1], lookup)) if is_open and found else ()
    return Reading(tuple(found), tuple(others), endings, tuple(mended))


def _is_begun(last: str, lookup: Lookup) -> bool:
    """Whether the last word is still being typed, and tells nothing yet of the one before it."""
    return len(last) < 2 or last not in lookup.syllables


def _whole(word: Word, lookup: Lookup) -> list[Words]:
    """The words that an abbreviation stands for, the likeliest first."""
    if is_syllable(word.folded) and word.folded in lookup.syllables and not word.is_capital:
        return []
    return [_words(full) for full in lookup.abbreviations.get(word.folded, ())]


def _words(text: str) -> Words:
    return tuple(word for run in runs(text) for word in run)


def _mend(word: Word, before: str, after: str, lookup: Lookup, *, is_last: bool) -> Words | None:
    """What a word that stands nowhere in the index was meant to be, or None."""
    text = word.folded
    if text in lookup.syllables or text.isdigit() or len(text) < 2:
        return None
    if lookup.rarity(text) is not None:
        return None
    for keys in (telex(text), vni(text)):
        if keys and keys in lookup.syllables:
            return (_typed(keys),)
    if is_last and any(syllable.startswith(text) for syllable in lookup.syllables):
        return None
    if not text.isalpha():
        return None
    best = _likeliest(slips(text, lookup.syllables), before, after, lookup)
    parted = _parted(text, lookup)
    if parted and not (best and best[0] > 0):
        return parted
    return (_typed(best[1]),) if best else None


def _typed(folded: str) -> Word:
    return Word(folded, folded, 0, 0)


def telex(text: str) -> str:
    """The folded syllable that keystrokes of Telex make, or "".

    >>> telex("thoar"), telex("uowcs"), telex("ddoongj"), telex("quyeets")
    ('thoa', 'uoc', 'dong', 'quyet')
    """
    match = _TELEX.fullmatch(text)
    if not match:
        return ""
    initial, rest = match[1].replace("dd", "d"), match[2]
    if rest[0] == "w":  # "trwowngf": w alone is ư
        rest = "u" + rest[1:]
    plain = initial + _DOUBLED.sub(r"\1", _TELEX_MARKS.sub("", rest))
    return plain if plain != text and is_syllable(plain) else ""


def vni(text: str) -> str:
    """The folded syllable that keystrokes of VNI make, or "".

    >>> vni("thoa3"), vni("uo7c1"), vni("d9o6ng5"), vni("qh13")
    ('thoa', 'uoc', 'dong', '')
    """
    if not _VNI.fullmatch(text):
        return ""
    plain = re.sub(r"\d", "", text)
    return plain if is_syllable(plain) else ""


def slips(text: str, syllables: Mapping[str, int]) -> list[str]:
    """The syllables one slip of the key away (a letter more, less or other, two exchanged)."""
    near = {text[:i] + text[i + 1 :] for i in range(len(text))}
    near |= {text[:i] + text[i + 1] + text[i] + text[i + 2 :] for i in range(len(text) - 1)}
    for letter in _LETTERS:
        near |= {text[:i] + letter + text[i:] for i in range(len(text) + 1)}
        near |= {text[:i] + letter + text[i + 1 :] for i in range(len(text))}
    near.discard(text)
    found = [other for other in near if other in syllables]
    return sorted(found, key=lambda other: (syllables[other], other))[:_CANDIDATES]


def _likeliest(candidates: Sequence[str], before: str, after: str, lookup: Lookup) -> tuple[int, str] | None:
    """The candidate that fits its neighbours best, with how many neighbours it fits."""
    best: tuple[int, int, str] | None = None
    for candidate in candidates:
        rarities = [lookup.rarity(pair(before, candidate))] if before else []
        rarities += [lookup.rarity(pair(candidate, after))] if after else []
        fits = [rarity for rarity in rarities if rarity is not None]
        rank = (-len(fits), sum(fits) + lookup.syllables[candidate], candidate)
        if best is None or rank < best:
            best = rank
    return (-best[0], best[2]) if best else None


def _parted(text: str, lookup: Lookup) -> Words | None:
    """Two syllables that were typed without the space between them."""
    best: tuple[int, int] | None = None
    for at in range(1, len(text)):
        if text[:at] in lookup.syllables and text[at:] in lookup.syllables:
            rarity = lookup.rarity(pair(text[:at], text[at:]))
            if rarity is not None and (best is None or (rarity, at) < best):
                best = (rarity, at)
    return (_typed(text[: best[1]]), _typed(text[best[1] :])) if best else None


def _misfit(words: Sequence[Word], place: int, lookup: Lookup) -> str | None:
    """A syllable that fits both neighbours where the typed word fits none, or None."""
    text = words[place].folded
    if not text.isalpha() or words[place].has_marks:
        return None
    before = words[place - 1].folded if place else ""
    after = words[place + 1].folded if place + 1 < len(words) else ""
    neighbours = [pair(before, text)] if before else []
    neighbours += [pair(text, after)] if after else []
    if not neighbours or any(lookup.rarity(term) is not None for term in neighbours):
        return None
    best = _likeliest(slips(text, lookup.syllables), before, after, lookup)
    return best[1] if best and best[0] == len(neighbours) else None


def _near(words: Sequence[Word], place: int, instead: str) -> Iterator[Word]:
    """A word read otherwise, between its neighbours."""
    if place:
        yield words[place - 1]
    yield _typed(instead)
    if place + 1 < len(words):
        yield words[place + 1]


def _endings(run: Words, lookup: Lookup) -> Iterator[tuple[str, str]]:
    """What the last word may become, each with the word before it."""
    if not run or not run[-1].folded.isalpha():
        return
    last, before = run[-1].folded, run[-2].folded if len(run) > 1 else ""
    longer = sorted(
        (word for word in lookup.syllables if word.startswith(last) and word != last),
        key=lambda word: (lookup.syllables[word], word),
    )[:_CANDIDATES]
    if not before:
        for word in longer[: _COMPLETIONS if len(last) > 1 else _FIRST_COMPLETIONS]:
            yield "", word
        return
    known = lookup.rarity(pair(before, last))
    found = [(rarity, word) for word in longer if (rarity := lookup.rarity(pair(before, word))) is not None]
    for rarity, word in sorted(found)[:_COMPLETIONS]:
        if known is None or rarity < known:
            yield before, word
