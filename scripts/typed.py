"""Queries as officers type them, with the provision that each means, made by rule from the texts of an index.

Used by typed_bench.py and by the tests of the search.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dieukhoan import doctypes
from dieukhoan import number as numbers
from dieukhoan.index import SearchIndex
from dieukhoan.index.analysis import fold
from dieukhoan.index.documents import IndexedDocument
from dieukhoan.model import is_within
from dieukhoan.text import bare
from keystrokes import CHANGES

PER_KIND = 22
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Typed:
    """A query of some kind, and where its answer stands: a document, an address in it or ""."""

    kind: str
    text: str
    document: str
    address: str

    def is_met_by(self, hit: dict[str, Any]) -> bool:
        """Whether a hit is what was meant, or the provision around it."""
        return bool(hit["document"] == self.document) and is_within(self.address, hit["address"])


@dataclass(frozen=True)
class _Headed:
    """A provision with a heading that no other has."""

    heading: str
    document: str
    address: str


class _Source:
    """What the queries are made from: an index, and what of it is met only once."""

    def __init__(self, found: SearchIndex, dice: random.Random) -> None:
        self.dice = dice
        self.documents = {document.id: document for document in found.documents}
        self.introduced = {
            document.id: dict(part.introduced)
            for document, part in zip(found.documents, found.parts, strict=True)
        }
        counts: Counter[str] = Counter()
        by_issuer: Counter[tuple[str, str]] = Counter()
        headings: list[_Headed] = []
        self.addresses: list[tuple[str, str]] = []
        for record in found.records():
            heading, document = record["heading"], record["document"]
            counts[bare(heading)] += 1
            by_issuer[bare(heading), self.documents[document].issuer] += 1
            if 3 <= len(heading.split()) <= 9 and "-" not in heading:
                headings.append(_Headed(heading, document, record["address"]))
            for at, _, _ in record["lines"]:
                if re.fullmatch(r"dieu-\d+(-khoan-\d+)?", at):
                    self.addresses.append((document, at))
        self.addresses = sorted(set(self.addresses))
        self.headings = [
            one for one in headings if counts[bare(one.heading)] == 1 and len(one.heading.split()) > 3
        ]
        self.told_by_issuer = [
            one
            for one in headings
            if counts[bare(one.heading)] > 1
            and by_issuer[bare(one.heading), self.documents[one.document].issuer] == 1
        ]
        by_document = Counter((bare(one.heading), one.document) for one in headings)
        self.told_by_document = [
            one
            for one in headings
            if counts[bare(one.heading)] > 1 and by_document[bare(one.heading), one.document] == 1
        ]
        numbered = Counter(_folded(document.number) for document in found.documents)
        self.numbered = [
            document
            for document in found.documents
            if "/" in document.number and numbered[_folded(document.number)] == 1
        ]


def queries(found: SearchIndex, seed: int = 7) -> list[Typed]:
    """A set of typed queries over an index, some of each kind; the same for the same index."""
    dice = random.Random(seed)
    source = _Source(found, dice)
    made: list[Typed] = []
    for kind, change in CHANGES.items():
        some = 0
        for one in dice.sample(source.headings, len(source.headings)):
            typed = change(one.heading, dice)
            if typed and some < PER_KIND:
                some += 1
                made.append(Typed(kind, typed, one.document, one.address))
    for makers in (_numbers, _short_numbers, _addresses, _short_addresses, _agencies, _introduced, _either):
        made += makers(source)
    made += _left_out(source, found)
    made += _phrases(found, dice)
    made += _headings_and_numbers(source)
    return made


def _numbers(source: _Source) -> Iterator[Typed]:
    """Numbers of documents in several spellings; the document itself is meant."""
    known = source.dice.sample(source.numbered, min(3 * PER_KIND, len(source.numbered)))
    spellings: Sequence[Callable[[str], str]] = (
        str,
        str.lower,
        bare,
        lambda number: re.sub(r"[/-]", " ", bare(number)),
        lambda number: number.replace("/", " / "),
    )
    for place, document in enumerate(known[: 2 * PER_KIND]):
        text = spellings[place % len(spellings)](document.number)
        yield Typed("number", text, document.id, "")
    for document in known[2 * PER_KIND :]:
        yield Typed("type and number", bare(f"{document.type} {document.number}"), document.id, "")


def _short_numbers(source: _Source) -> Iterator[Typed]:
    """A type, or its code, with the first part of a number and the year, where that names one document."""
    named = Counter(_short_name(document) for document in source.documents.values())
    some = 0
    for document in source.dice.sample(source.numbered, len(source.numbered)):
        kind, first, year = _short_name(document)
        codes = [code for one in doctypes.TYPES if one.name == document.type for code in one.state]
        if some == PER_KIND or not year or named[kind, first, year] > 1:
            continue
        some += 1
        text = f"{codes[0] if codes and some % 2 else kind} {first}{('/', ' ', ' năm ')[some % 3]}{year}"
        yield Typed("type and short number", text if some % 4 else bare(text), document.id, "")


def _short_name(document: IndexedDocument) -> tuple[str, str, str]:
    parsed = numbers.parse(document.number)
    return document.type, parsed.number if parsed else document.number, parsed.year if parsed else ""


def _addresses(source: _Source) -> Iterator[Typed]:
    """An article or clause of a document in words."""
    for some, (document, address) in enumerate(_named(source, 2 * PER_KIND)):
        parts = address.split("-")
        words = f"điều {parts[1]}" if len(parts) == 2 else f"khoản {parts[3]} điều {parts[1]}"
        text = f"{words} {document.type} {document.number}"
        yield Typed("address", bare(text) if some % 2 else text, document.id, address)


def _short_addresses(source: _Source) -> Iterator[Typed]:
    """An address as one jots it down: "d5 233/2020", "k2 d5 nd 233/2020"."""
    named = Counter(_short_name(document)[1:] for document in source.documents.values())
    for document, address in _named(source, 10 * PER_KIND):
        _, first, year = _short_name(document)
        parts = address.split("-")
        words = f"d{parts[1]}" if len(parts) == 2 else f"k{parts[3]} d{parts[1]}"
        if year and named[first, year] == 1:
            yield Typed("short address", f"{words} {first}/{year}", document.id, address)


def _named(source: _Source, most: int) -> Iterator[tuple[IndexedDocument, str]]:
    """Addresses in documents whose number is their own."""
    unique = {document.id: document for document in source.numbered}
    known = [(unique[document], at) for document, at in source.addresses if document in unique]
    yield from source.dice.sample(known, min(most, len(known)))


def _headings_and_numbers(source: _Source) -> Iterator[Typed]:
    """A heading that several documents have ("Hiệu lực thi hành"), with the number of the one meant."""
    numbered = {document.id: document.number for document in source.numbered}
    known = [one for one in source.told_by_document if one.document in numbered]
    for place, one in enumerate(source.dice.sample(known, min(PER_KIND, len(known)))):
        text = f"{one.heading} {numbered[one.document]}"
        yield Typed("heading and number", bare(text) if place % 2 else text, one.document, one.address)


def _agencies(source: _Source) -> Iterator[Typed]:
    """A heading that several issuers' documents have, with the issuer that is meant."""
    some = source.dice.sample(source.told_by_issuer, min(PER_KIND, len(source.told_by_issuer)))
    for place, one in enumerate(some):
        issuer = source.documents[one.document].issuer
        text = f"{one.heading} {issuer}" if place % 2 else f"{bare(issuer)} {bare(one.heading)}"
        yield Typed("agency and topic", text, one.document, one.address)


def _introduced(source: _Source) -> Iterator[Typed]:
    """A heading with the abbreviation that its own document introduces for some of its words."""
    some = 0
    for one in source.dice.sample(source.headings, len(source.headings)):
        heading = bare(one.heading)
        for short, full in source.introduced[one.document].items():
            if f" {bare(full)} " in f" {heading} " and bare(full) != heading and some < PER_KIND:
                some += 1
                text = heading.replace(bare(full), short, 1)
                yield Typed("abbreviation of the text", text, one.document, one.address)
                break


def _either(source: _Source) -> Iterator[Typed]:
    """Two headings with OR between them; each is asked for once."""
    pairs = source.dice.sample(source.headings, len(source.headings) // 2 * 2)[: 2 * PER_KIND]
    for place, (one, other) in enumerate(zip(pairs[::2], pairs[1::2], strict=True)):
        meant = one if place % 2 else other
        yield Typed("OR", f"{one.heading} OR {bare(other.heading)}", meant.document, meant.address)


def _left_out(source: _Source, found: SearchIndex) -> Iterator[Typed]:
    """The beginning of two headings, minus the word by which one of them goes on."""
    by_begin: dict[str, list[_Headed]] = {}
    for one in source.headings:
        by_begin.setdefault(" ".join(bare(one.heading).split()[:3]), []).append(one)
    several = [same for same in by_begin.values() if 2 <= len(same) <= 4]
    wanted: dict[tuple[str, str], tuple[str, list[str]]] = {}
    for same in source.dice.sample(several, min(3 * PER_KIND, len(several))):
        meant, other = same[:2]
        ends = [word for word in bare(other.heading).split()[3:] if word.isalpha()]
        wanted[meant.document, meant.address] = (bare(meant.heading), ends)
    texts: dict[tuple[str, str], str] = {}
    for record in found.records():
        key = (record["document"], record["address"])
        if key in wanted:
            lines = " ".join((record["heading"], *(text for _, _, text in record["lines"])))
            texts[key] = f"{texts.get(key, '')} {bare(lines)}"
    some = 0
    for (document, address), (heading, ends) in wanted.items():
        there = set(_WORDS.findall(texts[document, address]))
        word = next((word for word in ends if word not in there), "")
        if word and some < PER_KIND:
            some += 1
            yield Typed("minus", f"{heading} -{word}", document, address)


def _phrases(found: SearchIndex, dice: random.Random) -> Iterator[Typed]:
    """Some words of a clause in quotes that stand nowhere else."""
    share = 4 * PER_KIND / found.size
    candidates: dict[str, tuple[str, str]] = {}
    for record in found.records():
        line = next((text for _, _, text in record["lines"] if len(text) > 80), "")
        words = re.findall(r"[^\W\d_]+(?: [^\W\d_]+){5}", line)
        if words and dice.random() < share:
            candidates[dice.choice(words)] = (record["document"], record["address"])
    counts: Counter[str] = Counter()
    any_of_them = re.compile("|".join(map(re.escape, map(bare, candidates))))
    for record in found.records():
        for _, _, text in record["lines"]:
            counts.update(any_of_them.findall(bare(text)))
    some = 0
    for phrase, (document, address) in candidates.items():
        if counts[bare(phrase)] == 1 and some < PER_KIND:
            some += 1
            yield Typed("phrase", f'"{phrase}"', document, address)


def _folded(text: str) -> str:
    """A number as any spelling of it folds."""
    return " ".join(fold(part) for part in _WORDS.findall(text))
