"""The documents of the library, to be found by number, by day, by name and by title."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from dieukhoan.citation import CitedWork, Work
from dieukhoan.link.context import tokens
from dieukhoan.link.locality import place_of
from dieukhoan.link.provisions import ANNEX_OF, other_forms
from dieukhoan.link.words import NAMED
from dieukhoan.model import Document, Kind
from dieukhoan.number import key as number_key
from dieukhoan.number import parse as parse_number
from dieukhoan.text import slug

_BELOW_NUMBERED = re.compile(r"(.+?)(?:-diem-\d[\d.]*)+-diem-([^-]+)")
"""A point below a numbered one: ``dieu-6-khoan-5-diem-5.1-diem-c``."""
_TITLE_WORDS = 5
"""Two titles that begin with so many same words may be one."""


def library_key(document: str) -> str:
    """The key of a document of the library in the index of cited works."""
    return slug(document.replace("~", "-"))


def ordinal(number: str) -> str:
    """A number without its symbol: "7/2031" of "07/2031/QĐ-UBND"."""
    parsed = parse_number(number)
    return f"{parsed.number.lstrip('0')}/{parsed.year}" if parsed else number


class Shelf:
    """The documents of a library and their provisions; each index is made once."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = {document.id: document for document in documents}
        self._addresses: dict[str, frozenset[str]] = {}
        self._below: dict[str, Mapping[tuple[str, str], Sequence[str]]] = {}
        self._places = {document.id: place_of(document) for document in documents}
        self._by_number: dict[str, list[Document]] = defaultdict(list)
        self._by_title: dict[tuple[str, ...], list[Document]] = defaultdict(list)
        self._issued: dict[str, list[Document]] = defaultdict(list)
        self._by_day: dict[tuple[str, str, str], list[Document]] = defaultdict(list)
        for document in documents:
            if document.number:
                self._by_number[number_key(document.number)].append(document)
                self._by_day[document.type, document.date, ordinal(document.number)].append(document)
            if document.title and not document.is_background:
                words = _title_words(document.type, document.title)
                self._by_title[words[:_TITLE_WORDS]].append(document)
            if document.issued_with:
                self._issued[document.issued_with].append(document)

    def get(self, document: str) -> Document | None:
        return self._documents.get(document)

    def place(self, document: Document) -> str:
        return self._places[document.id]

    def attached(self, document: Document, name: str) -> Document | None:
        """The one of that type that a document issues: "Quy chế … ban hành kèm theo Quyết định số …"."""
        named = tokens(name)
        fitting = [
            child
            for child in self._issued.get(document.id, ())
            if child.type and _begins(named, tokens(child.type))
        ]
        return fitting[0] if len(fitting) == 1 else None

    def has(self, document: Document, address: str) -> bool:
        addresses = self._addresses.get(document.id)
        if addresses is None:
            addresses = frozenset(node.address for node in document.nodes)
            self._addresses[document.id] = addresses
        return address in addresses

    def deeper(self, document: Document, address: str) -> str:
        """The one provision that an address means which leaves out a level or counts dashes as tiết; or "".

        "điểm c khoản 5" may be ``khoan-5-diem-5.1-diem-c``, "tiết 2 điểm a" the second dash of it.
        """
        above, _, last = address.rpartition("-diem-")
        if not above:
            return ""
        dash = f"{above}-{Kind.DASH}-{last}"
        if last.isdigit() and self.has(document, dash):
            return dash
        below = self._deep(document).get((above, last), [])
        return below[0] if len(below) == 1 else ""

    def _deep(self, document: Document) -> Mapping[tuple[str, str], Sequence[str]]:
        """The points below numbered ones (a) below 2.1), by what they stand in without those, and letter."""
        if document.id not in self._below:
            found: dict[tuple[str, str], list[str]] = defaultdict(list)
            for node in document.nodes:
                if (match := _BELOW_NUMBERED.fullmatch(node.address)) is not None:
                    found[match[1], match[2]].append(node.address)
            self._below[document.id] = found
        return self._below[document.id]

    def annex(self, document: Document, address: str) -> str:
        """The annex in which an address must stand: an annex has no provisions of its own; or ""."""
        if not address.startswith(Kind.ANNEX):
            return ""
        root = ANNEX_OF.match(address)
        found = [form for form in other_forms(root[0]) if self.has(document, form)] if root else []
        if not found and address == Kind.ANNEX:
            # "(các) Phụ lục kèm theo Thông tư này": where they begin, whatever their numbers
            found = [node.address for node in document.nodes if node.kind is Kind.ANNEX]
            return found[0] if found else ""
        return found[0] if found else ""

    def numbered(self, number: str) -> Sequence[Document]:
        return self._by_number.get(number_key(number), ())

    def of_day(self, kind: str, date: str, number: str) -> Sequence[Document]:
        """The documents of a type, a day and the ordinal of a number, whatever their symbol."""
        return self._by_day.get((kind, date, ordinal(number)), ())

    def titled(self, kind: str, name: str) -> list[Document]:
        """The documents whose type and title are a name, or begin it, or that it begins."""
        words = _title_words(kind, name)
        found = []
        for document in self._by_title.get(words[:_TITLE_WORDS], ()):
            title = _title_words(document.type, document.title)
            shorter = min(len(title), len(words))
            is_law = document.type in NAMED
            if title == words or (
                not is_law and shorter > _TITLE_WORDS and title[:shorter] == words[:shorter]
            ):
                found.append(document)
        return found

    def works(self, by_work: Mapping[str, list[int]]) -> list[CitedWork]:
        found = []
        for document in self._documents.values():
            links = by_work.get(library_key(document.id))
            if links:
                work = Work(document.type, document.number, document.date, document.issuer)
                found.append(
                    CitedWork(library_key(document.id), work, document.title, document.id, tuple(links))
                )
        return found


def _begins(words: tuple[str, ...], first: tuple[str, ...]) -> bool:
    return words[: len(first)] == first


_ABBREVIATED = re.compile(r"\s*\([\w/-]{2,12}\)\s*\.?$")


def _title_words(kind: str, title: str) -> tuple[str, ...]:
    """Type and title as words; the title of a law may begin with its type again, and end with what it is
    called for short, which citations leave out: "… ở người (HIV/AIDS)"."""
    words, first = tokens(_ABBREVIATED.sub("", title)), tokens(kind)
    return words if _begins(words, first) else first + words
