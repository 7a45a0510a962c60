"""What is fuzzed: each target takes any bytes, and fails when what must hold of every file does not.

The same targets are held by the property tests, over inputs of hypothesis and over what was found before.
"""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import markdown
from bs4 import BeautifulSoup

from dieukhoan import index
from dieukhoan.assign import assign
from dieukhoan.findings import Finding
from dieukhoan.library import Library
from dieukhoan.link import audit, find, resolve
from dieukhoan.model import ParsedSource, SourceText
from dieukhoan.parse import parse
from dieukhoan.quoting import quotes
from dieukhoan.read import Unreadable, discover, read, read_bytes
from dieukhoan.render import escape
from tests.converting import converter
from tests.invariants import (
    citations_fit,
    duties_fit,
    lost,
    page_is_harmless,
    source_is_sound,
    tree_is_sound,
)
from tests.read import pdf_files
from tests.read.word_files import docx
from tests.render.drafts import render

_EXTENSIONS = ["attr_list", "toc", "tables", "fenced_code"]


def text(data: bytes) -> None:
    """Any bytes as they are: text, Markdown, HTML, old encodings, whatever they look like."""
    _read(data)


def html(data: bytes) -> None:
    """A web page."""
    _read(b"<!doctype html><html><body>" + data)


def legacy(data: bytes) -> None:
    """A text from before Unicode: words whose letters are any bytes."""
    _read(b"\xa7i\xd2u 1. Ph\xb9m vi \xae\xa7i\xd2u ch\xd8nh " + data)


def word(data: bytes) -> None:
    """The content of a Word file."""
    body = data.decode("utf-8", "replace").replace("\x00", "")
    _read(docx(f"<w:p><w:r><w:t>{body}</w:t></w:r></w:p>"))
    _read(docx(body, numbering=body))


def archive(data: bytes) -> None:
    """A file that may be an archive, on the disk."""
    path = _folder() / "a.zip"
    path.write_bytes(data)
    for file in discover([path]):
        _holds(read(file))


def pdf(data: bytes) -> None:
    """A whole PDF, and the content of a page of one."""
    _read(data)
    _read(pdf_files.pdf(data.decode("latin-1")))


def structure(data: bytes) -> None:
    """A text for the parser."""
    for parsed in _parsed(data):
        assert not lost(parsed)
        tree_is_sound(parsed)


def citing(data: bytes) -> None:
    """A text for finding, resolving and checking citations."""
    for parsed in _parsed(data):
        source = parsed.source.text
        found = {document.id: tuple(find(document, source)) for document in parsed.documents}
        for citations in found.values():
            citations_fit(citations, source)
        library = Library.of([parsed])
        if len(found) == len(library.documents):
            quoted = {
                document.id: quotes(document, source, found[document.id], ()) for document in parsed.documents
            }
            audit(library, resolve(library.documents, found), quoted)


def duties(data: bytes) -> None:
    """A text for finding duties."""
    for parsed in _parsed(data):
        for document in parsed.documents:
            duties_fit(assign(document, parsed.source.text), parsed.source.text)


def rendering(data: bytes) -> None:
    """A text for all pages of a site, as the converter of the site makes them."""
    for parsed in _parsed(data):
        source = parsed.source.text
        found = {document.id: tuple(find(document, source)) for document in parsed.documents}
        laid = {document.id: assign(document, source) for document in parsed.documents}
        library = Library.of([parsed])
        if len(found) != len(library.documents):
            continue  # documents of one id have been given other ones
        cited = resolve(library.documents, found)
        for page in render(library, datetime.date(2031, 1, 1), citations=cited, duties=laid):
            if page.path.endswith(".md"):
                page_is_harmless(converter()(page.path, page.text).page.content or "")


def indexing(data: bytes) -> None:
    """A text for the search index: every entry leads to a provision."""
    for parsed in _parsed(data):
        source = parsed.source.text
        terms = [index.terms_of(document, source) for document in parsed.documents]
        for document, found in zip(parsed.documents, terms, strict=True):
            places = {node.address for node in document.nodes}
            assert {address.split("#")[-1] for address in found.addresses} <= places | {"", "mo-dau", "ket"}
        whole = index.index(zip(parsed.documents, terms, strict=True))
        assert all(content for _, content in index.files(whole))


def escaping(data: bytes) -> None:
    """A text on a page: it shows its characters and becomes no mark-up."""
    words = data.decode("utf-8", "replace")
    shown = escape.one_line(words).strip()
    lines = (
        f"trước\n\n{escape.markdown(words, at_start=True).strip(' ')}\n{{: #a .b }}\n\n"
        f'<p id="c" title="{escape.markup(words)}">{escape.markup(words)}</p>\n\nsau'
    )
    converted = markdown.markdown(lines, extensions=_EXTENSIONS)
    for paragraph in BeautifulSoup(converted, "html.parser").find_all("p"):
        assert not paragraph.find_all(True), converted
        assert set(paragraph.attrs) <= {"id", "class", "title"}, converted
        if paragraph.get("id") == "a" and shown:
            assert paragraph.get_text().strip() == shown


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target
    for target in (
        text,
        html,
        legacy,
        word,
        archive,
        pdf,
        structure,
        citing,
        duties,
        rendering,
        indexing,
        escaping,
    )
}


EVERY = "every"


def every(data: bytes) -> None:
    """All of them, for a short run."""
    for target in TARGETS.values():
        target(data)


def _read(data: bytes) -> SourceText | None:
    return _holds(read_bytes("x", data))


def _holds(result: SourceText | Unreadable) -> SourceText | None:
    if isinstance(result, Unreadable):
        assert isinstance(result.finding, Finding) and result.finding.message and result.finding.hint
        return None
    source_is_sound(result)
    return result


def _parsed(data: bytes) -> Iterator[ParsedSource]:
    source = read_bytes("x", data.decode("utf-8", "replace").encode())
    if isinstance(source, SourceText):
        yield parse(source)


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="dieukhoan-"))
