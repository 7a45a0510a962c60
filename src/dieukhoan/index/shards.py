"""Shards: the index as many small files, of which a reader fetches those that a query touches.

    search.bin         what is always needed: counts, the first terms of the directory's leaves
    k/<n>.bin          a leaf of the directory: the first terms of 512 pages
    t/<n>.bin          a page: terms in order with their postings
    w.bin              every syllable with its rarity, for prefixes and slips of the key
    e/<n>.bin          8 entries of one document: its facts, then their texts, as results show them (JSON)
    h/<n>.bin          the headings of 8 documents, folded: a line of words for each document
    facets.bin         type, issuer, year and effect of every document

A ``.bin`` file is compressed with gzip. Numbers are varints: seven bits a byte, the lowest first.
``theme/search/shards.js`` reads the same.
"""

from __future__ import annotations

import gzip
import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, islice
from operator import or_, sub
from typing import Any

from dieukhoan.errors import DieuKhoanError
from dieukhoan.index.terms import CHUNK
from dieukhoan.index.weights import Postings

VERSION = 4
HEAD = "search.bin"
_PAGE = 3500
_DOCUMENT_PAGE = 1500
"""Bytes after which a page of terms of provisions, or of documents, ends, before compression."""
_LEAF = 512
"""Pages that a leaf of the directory lists."""
_HEADINGS = 8
"""Documents whose headings share a file."""
_SMALL = [bytes((value,)) for value in range(128)]
_HIGH = bytes((level & 15) << 4 for level in range(256))
"""What makes a level the upper half of a byte."""


def varint(value: int) -> bytes:
    """A number in seven bits a byte, the lowest first.

    >>> varint(300).hex()
    'ac02'
    """
    if value < 128:
        return _SMALL[value]
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


_SHORT = list(map(varint, range(1 << 14)))
"""Numbers of at most two bytes as bytes: nearly all gaps."""


def packed(postings: Postings) -> bytes:
    """Postings as bytes: count and common level, rarity, gaps; levels, two a byte, unless all are alike."""
    ids, levels = postings.ids, postings.levels
    if len(ids) == 1:
        return varint(16 | levels[0]) + bytes((postings.rarity,)) + varint(ids[0] + 1)
    held = bytes(levels)
    flat = levels[0] if held.count(levels[0]) == len(held) else 0
    out = [varint(len(ids) << 4 | flat), bytes((postings.rarity,)), varint(ids[0] + 1)]
    gaps = list(map(sub, islice(ids, 1, None), ids))
    out += map(_SHORT.__getitem__, gaps) if max(gaps) < len(_SHORT) else map(varint, gaps)
    if not flat:
        upper, lower = held[::2].translate(_HIGH), held[1::2]
        out.append(bytes(map(or_, upper, lower)))
        out.append(upper[len(lower) :])  # of an odd number the last
    return b"".join(out)


def _squeezed(data: bytes) -> bytes:
    return gzip.compress(data, 6, mtime=0)


_OF_DOCUMENTS = "#@"


def pages(terms: Iterable[tuple[str, Postings]]) -> Iterator[tuple[str, bytes]]:
    """Terms in order, cut into pages: the first term of each page and its bytes."""
    page, first, last = bytearray(), "", b""
    for term, postings in terms:
        key, body = term.encode(), packed(postings)
        longest = _DOCUMENT_PAGE if term[0] in _OF_DOCUMENTS else _PAGE
        if page and len(page) + len(body) > longest:
            yield first, bytes(page)
            page, last = bytearray(), b""
        if not page:
            first = term
        shared = _shared(key, last)
        page += varint(shared) + varint(len(key) - shared) + key[shared:] + varint(len(body)) + body
        last = key
    if page:
        yield first, bytes(page)


def _shared(mine: bytes, other: bytes) -> int:
    """How many bytes two keys begin with alike."""
    size = min(len(mine), len(other))
    differing = int.from_bytes(mine[:size], "big") ^ int.from_bytes(other[:size], "big")
    return size - (differing.bit_length() + 7) // 8  # quicker than byte by byte, for a million terms


def directory(firsts: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """The leaves of the directory: the first term of each leaf and its bytes."""
    for start in range(0, len(firsts), _LEAF):
        yield firsts[start], "\n".join(firsts[start : start + _LEAF]).encode()


def written(
    terms: Iterable[tuple[str, Postings]],
    syllables: Iterable[tuple[str, int]],
    texts: Iterable[tuple[Mapping[str, str], Sequence[bytes]]],
    headings: Sequence[Sequence[str]],
    head: Mapping[str, Any],
    facets: Mapping[str, Any],
) -> Iterator[tuple[str, bytes]]:
    """The files of an index, by their paths below its folder.

    ``texts`` are each document's facts and chunks, ``headings`` those of its entries.
    """
    firsts: list[str] = []
    for first, page in pages(terms):
        yield f"t/{len(firsts)}.bin", _squeezed(page)
        firsts.append(first)
    leaves: list[str] = []
    for first, leaf in directory(firsts):
        yield f"k/{len(leaves)}.bin", _squeezed(leaf)
        leaves.append(first)
    yield "w.bin", _squeezed("\n".join(f"{word}\t{rarity}" for word, rarity in syllables).encode())
    count = 0
    for facts, chunks in texts:
        squeezed = _squeezed(_json(facts))
        for chunk in chunks:
            yield f"e/{count}.bin", varint(len(squeezed)) + squeezed + chunk
            count += 1
    for number, start in enumerate(range(0, len(headings), _HEADINGS)):
        lines = map(" ".join, headings[start : start + _HEADINGS])
        yield f"h/{number}.bin", _squeezed("\n".join(lines).encode())
    yield "facets.bin", _squeezed(_json(facets))
    yield HEAD, _squeezed(_json({"version": VERSION, "leaves": leaves, **head}))


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


class Shards:
    """An index in shards, read as a browser reads it.

    ``fetch`` gives the bytes of a file by its path below the folder of the index.
    Raises ``DieuKhoanError`` if another version wrote the index.
    """

    def __init__(self, fetch: Callable[[str], bytes]) -> None:
        self._fetch = fetch
        self.head: dict[str, Any] = json.loads(self._read(HEAD))
        if self.head.get("version") != VERSION:
            raise DieuKhoanError(
                "chỉ mục tìm kiếm do phiên bản khác viết", HEAD, "Hãy chạy lại: dieukhoan build."
            )
        self._known: dict[str, Postings | None] = {}
        self._pages: dict[int, dict[str, memoryview]] = {}
        self._leaves: dict[int, list[str]] = {}
        self._chunks: dict[int, list[dict[str, Any]]] = {}
        self._headings: dict[int, list[list[str]]] = {}
        self._syllables: dict[str, int] = {}
        sizes = self.head["documents"]
        self._first: list[int] = [0, *accumulate(sizes)]
        self._first_chunk: list[int] = [0, *accumulate(-(-size // CHUNK) for size in sizes)]

    def _read(self, path: str) -> bytes:
        return gzip.decompress(self._fetch(path))

    def postings(self, term: str) -> Postings | None:
        """The postings of a term, or None."""
        if term not in self._known:
            self._known[term] = self._found(term)
        return self._known[term]

    def _found(self, term: str) -> Postings | None:
        leaf = bisect_right(self.head["leaves"], term) - 1
        if leaf < 0:
            return None
        if leaf not in self._leaves:
            self._leaves[leaf] = self._read(f"k/{leaf}.bin").decode().split("\n")
        number = leaf * _LEAF + bisect_right(self._leaves[leaf], term) - 1
        if number not in self._pages:
            self._pages[number] = _terms(memoryview(self._read(f"t/{number}.bin")))
        packed_postings = self._pages[number].get(term)
        return _unpacked(packed_postings) if packed_postings is not None else None

    def sums(self, shares: Mapping[str, int]) -> dict[int, int]:
        """By passage (or document), what the terms weigh in it, each times its share, added up."""
        found: dict[int, int] = {}
        for term, share in shares.items():
            postings = self.postings(term)
            if postings:
                worth = share * postings.rarity
                for place, level in zip(postings.ids, postings.levels, strict=True):
                    found[place] = found.get(place, 0) + worth * level
        return found

    @property
    def syllables(self) -> Mapping[str, int]:
        """Every syllable with its rarity."""
        if not self._syllables:
            rows = (row.split("\t") for row in self._read("w.bin").decode().split("\n") if row)
            self._syllables = {word: int(rarity) for word, rarity in rows}
        return self._syllables

    def entry(self, number: int) -> Mapping[str, Any]:
        """What results show of an entry."""
        document = bisect_right(self._first, number) - 1
        place = number - self._first[document]
        chunk = self._first_chunk[document] + place // CHUNK
        if chunk not in self._chunks:
            self._chunks[chunk] = _records(self._fetch(f"e/{chunk}.bin"))
        return self._chunks[chunk][place % CHUNK]

    def headings(self, document: int) -> Sequence[str]:
        """The headings of a document's entries in order, folded, with hyphens; "" for none."""
        number, place = divmod(document, _HEADINGS)
        if number not in self._headings:
            lines = self._read(f"h/{number}.bin").decode().split("\n")
            self._headings[number] = [line.split(" ") for line in lines]
        return self._headings[number][place]


def _records(data: bytes) -> list[dict[str, Any]]:
    """The entries of a chunk, each with the facts of its document."""
    size, at = _number(memoryview(data), 0)
    facts = json.loads(gzip.decompress(data[at : at + size]))
    return [{**facts, **record} for record in json.loads(gzip.decompress(data[at + size :]))]


def _terms(data: memoryview) -> dict[str, memoryview]:
    """The terms of a page with their postings, still packed."""
    terms: dict[str, memoryview] = {}
    at, key = 0, b""
    while at < len(data):
        shared, at = _number(data, at)
        more, at = _number(data, at)
        key = key[:shared] + bytes(data[at : at + more])
        at += more
        size, at = _number(data, at)
        terms[key.decode()] = data[at : at + size]
        at += size
    return terms


def _number(data: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7


def _unpacked(data: memoryview) -> Postings:
    head, at = _number(data, 0)
    count, flat = head >> 4, head & 15
    rarity, at = data[at], at + 1
    ids = []
    place = -1
    for _ in range(count):
        gap, at = _number(data, at)
        place += gap
        ids.append(place)
    if flat:
        return Postings(rarity, ids, bytes((flat,)) * count)
    levels = bytearray()
    for byte in data[at:]:
        levels += bytes((byte >> 4, byte & 15))
    return Postings(rarity, ids, bytes(levels[:count]))
