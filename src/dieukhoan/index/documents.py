"""The documents of an index: the facts that results show, the words and names that they are found by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from dieukhoan import doctypes, identity
from dieukhoan import number as numbers
from dieukhoan.index.analysis import folded, pair
from dieukhoan.index.weights import Postings, rarity
from dieukhoan.model import Document, plain

DOCUMENT = "#"
"""Begins a term that is kept for documents: ``"#luat"``."""
NAME = "@"
"""Begins a name of documents: ``"@luat-dat-dai"``; at an address, of provisions: ``"@@dieu-5"``."""

_TITLE, _ISSUER, _NUMBER = 600, 600, 600
"""What a query that names all of a title, an issuer or a number adds to the document's provisions."""
HEADING_RARITY = 60
"""The rarity of a short heading as a term: being all of it adds more than a title can."""
_LONGEST_NAME = 9
_SHORT_HEADING = 8
_LAWS = (["luat"], ["bo", "luat"], ["hien", "phap"], ["phap", "lenh"])
_HIGHEST = 15
_YEAR = re.compile(r"(?:19|20)\d{2}")


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    """What the index knows of a document. ``url`` is below the site's root; dates are ISO, "" if unknown."""

    id: str
    source: str
    type: str
    number: str
    date: str
    issuer: str
    title: str
    effective: str
    term: str
    url: str

    @classmethod
    def of(cls, document: Document) -> IndexedDocument:
        """The facts of a document, each on one line."""
        return cls(
            document.id,
            document.source,
            document.type,
            document.number,
            document.date,
            plain(document.issuer),
            plain(document.title),
            document.effective,
            document.term,
            identity.page_url(document.id),
        )

    @property
    def name(self) -> str:
        """Type and number, or the title of a document without a number."""
        return f"{self.type} {self.number}".strip() if self.number else self.title or self.type


def telling(name: Sequence[str]) -> list[str]:
    """The words of a name without those that one may leave out: "số", and "năm" before a year.

    >>> telling(["quyet", "dinh", "so", "27", "nam", "2024"])
    ['quyet', 'dinh', '27', '2024']
    >>> telling([])
    []
    """
    return [
        word
        for word, after in zip_longest(name, name[1:], fillvalue="")
        if word != "so" and not (word == "nam" and _YEAR.fullmatch(after))
    ]


def heading_term(words: Sequence[str]) -> str:
    """The term of a short heading, of its folded words; "" for a longer one.

    >>> heading_term(["xuat", "xu", "hang", "hoa"])
    '@@=xuat-xu-hang-hoa'
    """
    return f"{NAME}{NAME}=" + "-".join(words) if 1 < len(words) <= _SHORT_HEADING else ""


def names(document: IndexedDocument) -> set[str]:
    """The ways to name a document in a query: ``"2-nq-tw"``, ``"nghi-quyet-2"``, ``"luat-dat-dai"``."""
    found: set[str] = set()
    kind = folded(document.type)
    year = document.date[:4]
    number = numbers.parse(document.number)
    if number:
        whole = folded(number.text)
        first = folded(number.number)
        symbol = folded(number.symbol)
        years = [number.year] if number.year else []
        found |= {"-".join(whole), "-".join([*first, *symbol]), "-".join(first)}
        for word in (kind, symbol[:1], *_codes(document.type)):
            if not word:
                continue
            found.add("-".join([*word, *first]))
            for stated in {*years, year} - {""}:
                found.add("-".join([*word, *first, stated]))
            found.add("-".join([*word, *whole]))
        found |= {"-".join([*first, *years, *symbol[:1]]), "-".join([*first, *symbol[:1]])}
        found |= {"-".join([*first, stated]) for stated in {*years, year} - {""}}
    elif document.number:
        whole = folded(document.number)
        found |= {"-".join(whole), "-".join([*kind, *whole])}
    title = telling(folded(document.title))
    if kind and title[: len(kind)] != kind and not _is_law(title):
        title = [*kind, *title]
    if 2 <= len(title) <= _LONGEST_NAME:
        found.add("-".join(title))
        if year:
            found.add("-".join([*title, year]))
    return found - {""}


def _codes(name: str) -> Iterator[list[str]]:
    """The folded codes of a type, which its documents' numbers need not hold ("NQ 326/2016")."""
    for kind in doctypes.TYPES:
        if kind.name == name:
            yield from map(folded, (*kind.state, *kind.party))


def _is_law(title: Sequence[str]) -> bool:
    return any(title[: len(name)] == name for name in _LAWS)


def document_terms(documents: Sequence[IndexedDocument]) -> Iterator[tuple[str, Postings]]:
    """The terms of titles, issuers and numbers, and the names, with the documents that have them."""
    parts = [_parts(document) for document in documents]
    count: dict[str, int] = {}
    for groups in parts:
        for term in {term for group, _ in groups for term in group}:
            count[term] = count.get(term, 0) + 1
    total = len(documents)
    rare = {term: rarity(number, total) for term, number in count.items()}
    postings: dict[str, dict[int, int]] = {}
    for place, groups in enumerate(parts):
        for group, worth in groups:
            whole = sum(rare[term] for term in group) or 1
            level = min(_HIGHEST, max(1, round(worth / whole)))
            for term in group:
                levels = postings.setdefault(DOCUMENT + term, {})
                levels[place] = max(level, levels.get(place, 0))
        for name in names(documents[place]):
            postings.setdefault(NAME + name, {})[place] = 1
    for term, levels in postings.items():
        value = rare[term[1:]] if term[0] == DOCUMENT else 1
        yield term, Postings(value, tuple(levels), bytes(levels.values()))


def _parts(document: IndexedDocument) -> list[tuple[set[str], int]]:
    title = document.title
    if not title.lower().startswith(document.type.lower()):
        title = f"{document.type} {title}"
    number = f"{document.type} {document.number} năm {document.date[:4]}" if document.number else ""
    return [(_terms(title), _TITLE), (_terms(document.issuer), _ISSUER), (_terms(number), _NUMBER)]


def _terms(text: str) -> set[str]:
    words = folded(text)
    return {*words, *(pair(a, b) for a, b in pairwise(words))}


def type_words() -> list[list[str]]:
    """The folded names and codes of types, by which a name of a document may begin in a query."""
    found = {tuple(folded(kind.name)) for kind in doctypes.TYPES}
    found |= {tuple(folded(code)) for kind in doctypes.TYPES for code in (*kind.state, *kind.party)}
    return [list(words) for words in sorted(found)]
