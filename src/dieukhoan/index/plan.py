"""The terms that a query is searched by, each with its share, and the documents that it names.

``theme/search/plan.js`` does the same in the browser.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dieukhoan.index.analysis import Word, pair
from dieukhoan.index.container import Container
from dieukhoan.index.documents import NAME, heading_term, telling
from dieukhoan.index.query import LONGEST_TYPED, Query
from dieukhoan.index.readings import Lookup, read
from dieukhoan.index.terms import SPELLING
from dieukhoan.index.weights import Postings

WHOLE = 4
"""The share of a term that stands in the query as typed; what is only supposed counts less."""
_SUPPOSED, _BEGUN = 2, 1
_EXACT = 6
"""In a query of fewer words than this, their spelling counts so much more: one syllable alone has many."""
NAMED = 600
"""What a document's name in the query adds to its provisions, and the most that words of its title can."""
_FEW = 3
"""Documents up to which a number with its symbol says for sure which are meant."""
ASIDE = 1
"""The share, in provisions, of a term that the query only uses to name a document or to ask."""
_LONGEST_NAME = 16
"""Words of the longest name of a document: "thông tư liên tịch" with the codes of six ministries has 13."""


@dataclass
class Plan:
    """The terms that a query is searched by, each with its share, and what it names.

    ``runs`` are the words as they are searched for; ``sure`` are the documents that are named by a number
    which few have: nothing else comes before their provisions. ``aside`` are the terms that only name a
    document or only ask: they tell its provisions apart no more. ``heading`` is the term of the short heading
    that the query may be, ``within`` the documents that alone are asked for (None: all).
    """

    terms: dict[str, int] = field(default_factory=dict)
    named: dict[int, int] = field(default_factory=dict)
    sure: set[int] = field(default_factory=set)
    address: str = ""
    is_name_alone: bool = False
    mended: tuple[tuple[str, str], ...] = ()
    runs: tuple[Sequence[Word], ...] = ()
    aside: frozenset[str] = frozenset()
    heading: str = ""
    within: frozenset[int] | None = None

    def add(self, term: str, share: int) -> None:
        """Asks for a term, with the larger share if it is asked for already."""
        self.terms[term] = max(share, self.terms.get(term, 0))


def planned(container: Container, query: Query) -> Plan:
    """The terms of a query in an index."""
    plan = Plan(address=query.address)
    lookup = Lookup(_Rarity(container), container.syllables, container.head["abbreviations"])
    naming = _add_names(plan, container, query)
    reading = read(query.runs, lookup, is_open=query.is_open, naming=naming)
    whole = (*reading.runs, *query.phrases)
    exactness = _exactness(sum(map(len, whole)))
    for run in whole:
        _add_run(plan, run, WHOLE, exactness)
    for run in reading.others:
        _add_run(plan, run, _SUPPOSED, exactness)
    for before, ending in reading.endings:
        if before:
            plan.add(pair(before, ending), _SUPPOSED)
        else:
            plan.add(ending, _BEGUN)
    for heading, share in _sought(container, query):
        _add_run(plan, heading, share, exactness)
    plan.mended = reading.mended
    plan.runs = whole
    if naming and not query.address and not query.phrases:
        plan.heading = heading_term(_beside(naming, query))
    elif len(whole) == 1 and not query.address:
        plan.heading = heading_term([word.folded for word in whole[0]])
    return plan


def _beside(naming: Collection[int], query: Query) -> list[str]:
    """What a query asks for beside the documents that it names, without the words that join the two."""
    words = [word.folded for place, word in enumerate(query.words) if place not in naming]
    asked = [place for place, word in enumerate(words) if word not in _LINKS]
    return words[asked[0] : asked[-1] + 1] if asked else []


def _sought(container: Container, query: Query) -> Iterator[tuple[list[Word], int]]:
    """The headings under which questions like this one are answered, each with its share."""
    for run in query.runs:
        typed = f" {' '.join(word.folded for word in run)} "
        for asked, heading, is_sure in container.head["questions"]:
            if f" {asked} " in typed:
                words = [Word(folded, folded, 0, 0) for folded in heading.split(" ")]
                yield words, WHOLE if is_sure else _BEGUN


class _Rarity:
    """How rare a term is in an index; None where it is not there."""

    def __init__(self, container: Container) -> None:
        self._container = container

    def __call__(self, term: str) -> int | None:
        found = self._container.postings(term)
        return found.rarity if found else None


def _exactness(count: int) -> int:
    """What a spelling counts in a query of so many words, beside its syllable."""
    return max(1, _EXACT // max(1, count)) if count <= LONGEST_TYPED else 0


def _add_run(plan: Plan, run: Sequence[Word], share: int, exactness: int) -> None:
    for word in run:
        plan.add(word.folded, share)
        if word.has_marks and exactness:
            plan.add(word.folded + SPELLING + word.spelled, share * exactness)
    for first, second in pairwise(run):
        plan.add(pair(first.folded, second.folded), share)


def _add_names(plan: Plan, container: Container, query: Query) -> set[int]:
    """Adds the documents that the query names, the longest name at each place; returns the places of those
    words."""
    words = [word.folded for word in query.words]
    types = [kind.split(" ") for kind in container.head["types"]]
    named = set[int]()
    at = 0
    while at < len(words):
        size, postings = _name_at(container, words, at, types, query.spoken)
        if postings:
            for document in postings.ids:
                plan.named[document] = NAMED
            if len(postings.ids) <= _FEW and _is_number(words[at : at + size]):
                plan.sure.update(postings.ids)
            named.update(range(at, at + size))
        at += size or 1
    rest = {
        place for place, word in enumerate(words) if place not in named | query.spoken and word not in _LINKS
    }
    plan.is_name_alone = bool(plan.named) and not rest and not query.phrases
    asking = _asking(container, words)
    if rest - asking:
        plan.aside = _only_in(named | asking, query.words)
    elif rest:
        plan.aside = _only_in(named, query.words)
    return named


def _is_number(name: Sequence[str]) -> bool:
    """Whether a name is a number with its year or symbol: "26/2013/TT-BKHCN", "02-NQ/TW"."""
    return len(name) > 2 and any(word[0].isdigit() for word in name)


def _asking(container: Container, words: Sequence[str]) -> set[int]:
    """The places of words that only ask."""
    found = set[int]()
    forms = [form.split(" ") for form in container.head["forms"]]
    for at in range(len(words)):
        size = next((len(form) for form in forms if words[at : at + len(form)] == form), 0)
        found.update(range(at, at + size))
    return found


def _only_in(places: set[int], words: Sequence[Word]) -> frozenset[str]:
    """The terms that stand at some places among the words and nowhere else."""
    inside, outside = set[str](), set[str]()
    for place, word in enumerate(words):
        mine = inside if place in places else outside
        mine |= {word.folded, word.folded + SPELLING + word.spelled}
        if place:
            both = inside if {place - 1, place} <= places else outside
            both.add(pair(words[place - 1].folded, word.folded))
    return frozenset(inside - outside)


_LINKS = frozenset({"so", "cua", "tai", "theo", "trong", "nam", "ve", "v", "viec"})
"""Words that may stand between an address and a name."""


def _name_at(
    container: Container,
    words: Sequence[str],
    at: int,
    types: Sequence[Sequence[str]],
    spoken: frozenset[int],
) -> tuple[int, Postings | None]:
    """The longest name of documents that begins at a word, and how many words it takes."""
    if at in spoken:
        return 0, None
    is_number = words[at][0].isdigit()
    is_type = any(words[at : at + len(kind)] == list(kind) for kind in types)
    if not is_number and not is_type:
        return 0, None
    for size in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
        name = telling(words[at : at + size])
        if (
            not name
            or words[at + size - 1] == "so"
            or (len(name) == 1 and not (is_number and (spoken or len(words) == 1)))
        ):
            continue
        found = container.postings(NAME + "-".join(name))
        if found:
            return size, found
    return 0, None
