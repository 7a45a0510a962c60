"""What holds of every text, however it came about: shared by the property tests and the fuzzer."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from bs4 import BeautifulSoup

from dieukhoan.citation import Citation
from dieukhoan.duty import Duty
from dieukhoan.model import ParsedSource, SourceText

CONTROL = ("Cc", "Cs")
ALLOWED = "\n\t\v"

_ELEMENTS = """
a b br button dd details div dl dt em form h1 h2 h3 h4 h5 h6 input label li nav ol option p path q
rect section select small span strong summary svg table tbody td text th thead time title tr ul
"""
ELEMENTS = frozenset(_ELEMENTS.split())
"""What our own pages are made of; there is nothing among them that loads or runs anything."""
_ATTRIBUTES = """
action aria-hidden aria-label aria-labelledby autocomplete class colspan d datetime download
enterkeyhint for height hidden href id lang method name placeholder rel role rowspan scope
stroke-width tabindex text-anchor title type value viewbox width x y
"""
ATTRIBUTES = frozenset(_ATTRIBUTES.split())
"""Beside ``data-…``, which does nothing by itself."""
LEADING = ("href", "action")


def source_is_sound(source: SourceText) -> None:
    """NFC, no control characters, and lines that tile the text."""
    assert unicodedata.is_normalized("NFC", source.text)
    assert not any(unicodedata.category(c) in CONTROL and c not in ALLOWED for c in source.text)
    assert [source.text[line.start : line.end] for line in source.lines] == source.text.split("\n")
    at = 0
    for line in source.lines:
        assert line.start == at
        at = line.end + 1
        inside = source.text[line.start : line.end]
        assert line.table or not set("\t\v") & set(inside)


def lost(parsed: ParsedSource) -> str:
    """The characters of a source that can be seen and are in no provision and no paragraph."""
    text = parsed.source.text
    covered = bytearray(len(text))
    for document in parsed.documents:
        spans = [(node.start, node.end) for node in document.nodes]
        spans += [piece for paragraph in document.paragraphs for piece in paragraph.pieces]
        for start, end in spans:
            covered[start:end] = b"\1" * (end - start)
    return "".join(c for c, seen in zip(text, covered, strict=True) if not seen and not c.isspace())


def tree_is_sound(parsed: ParsedSource) -> None:
    """Addresses are unique ASCII, provisions in order and within their parents, paragraphs at a place."""
    for document in parsed.documents:
        addresses = [node.address for node in document.nodes]
        assert len(addresses) == len(set(addresses))
        by_address = {node.address: node for node in document.nodes}
        starts = [node.start for node in document.nodes]
        assert starts == sorted(starts)
        for node in document.nodes:
            assert node.start < node.end or node.label == ""
            assert node.address.isascii() and node.address == node.address.lower()
            assert node.address.split("~")[0].startswith(str(node.kind)) or f"-{node.kind}" in node.address
            if node.parent:
                parent = by_address[node.parent]
                assert parent.start <= node.start and node.end <= parent.end
        for paragraph in document.paragraphs:
            assert paragraph.pieces
            assert not paragraph.at or paragraph.at in by_address or paragraph.at in ("mo-dau", "ket")


def citations_fit(found: Iterable[Citation], text: str) -> None:
    """Citations stand in the text, one after the other."""
    end = 0
    for citation in sorted(found, key=lambda citation: citation.span):
        assert 0 <= citation.span.start < citation.span.end <= len(text)
        assert citation.span.start >= end, "two citations at one place"
        end = citation.span.end


def duties_fit(duties: Iterable[Duty], text: str) -> None:
    """A duty names its agency and its verb, and stands in the text."""
    for duty in duties:
        assert 0 <= duty.start < duty.end <= len(text)
        assert duty.start <= duty.act.start < duty.act.end <= duty.end
        assert duty.agency and duty.verb


def page_is_harmless(markup: str) -> None:
    """HTML of elements and attributes that our own pages have, whose links lead into the site."""
    for element in BeautifulSoup(markup, "html.parser").find_all(True):
        assert element.name in ELEMENTS, element
        names = {name for name in element.attrs if not name.startswith("data-")}
        assert names <= ATTRIBUTES, element
        for name in LEADING:
            start = str(element.attrs.get(name, "")).split("/")[0].split("#")[0]
            assert ":" not in start and not str(element.attrs.get(name, "")).startswith("//"), element
