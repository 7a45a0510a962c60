"""The first stage: files of a folder to texts (``SourceText``), whatever their format and encoding."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from dieukhoan.editing import Edits
from dieukhoan.findings import Finding
from dieukhoan.model import SourceText
from dieukhoan.read import ocr, office
from dieukhoan.read.decoding import Decoded, decode
from dieukhoan.read.files import Content, SourceFile, Unreadable, contents, discover
from dieukhoan.read.formats import (
    READABLE_SUFFIXES,
    Container,
    Format,
    container_of,
    false_suffix,
    format_of,
)
from dieukhoan.read.image import read_image
from dieukhoan.read.lines import Draft
from dieukhoan.read.markdown import read_markdown
from dieukhoan.read.office import read_office
from dieukhoan.read.pdf import read_pdf
from dieukhoan.read.plaintext import read_plaintext
from dieukhoan.read.portal_copy import set_portal_clutter_aside
from dieukhoan.read.problems import problem
from dieukhoan.read.side_file import read_side_file
from dieukhoan.read.striking import strike
from dieukhoan.read.torn_tables import rebuild_tables
from dieukhoan.read.word import read_word

MOST_LETTERS = 5_000_000
"""Of a file; the longest law has half a million."""

__all__ = [
    "MOST_LETTERS",
    "Content",
    "SourceFile",
    "Unreadable",
    "contents",
    "discover",
    "equipment",
    "read",
    "read_bytes",
]


def equipment(recognises: bool) -> str:
    """What texts depend on beside files and code: programs that may be installed tomorrow, and the option."""
    return f"{office.program()}\n{recognises} {ocr.installed() if recognises else ''}"


def read(
    file: SourceFile, loaded: Mapping[SourceFile, Content] | None = None, recognises: bool = False
) -> SourceText | Unreadable:
    """The text of a file, or why it has none. Raises nothing on account of what the file holds.

    ``loaded`` are its ``contents``, where they have been loaded already; ``recognises`` is whether letters
    are recognised in pictures (OCR), which takes seconds for a page.

    >>> from pathlib import Path
    >>> read(SourceFile(Path("nowhere.txt"), "nowhere.txt")).finding.code
    'file-missing'
    """
    if file.is_side_file:
        return Unreadable(file.name, problem("side-file-alone"))
    loaded = loaded or contents(file)
    edits, mistakes = _edits(file.side, loaded)
    if edits.is_excluded:
        return Unreadable(file.name, problem("excluded", edits.file), mistakes)
    data = loaded[file]
    if isinstance(data, Finding):
        return Unreadable(file.name, data, mistakes)
    source = read_bytes(file.name, data, recognises)
    if isinstance(source, Unreadable):
        return replace(source, others=mistakes)
    if not edits.file:
        return source
    return strike(replace(source, edits=edits, findings=(*source.findings, *mistakes)))


def _edits(
    side: SourceFile | None, loaded: Mapping[SourceFile, Content]
) -> tuple[Edits, tuple[Finding, ...]]:
    """What the side file says, and its mistakes."""
    if side is None:
        return Edits(), ()
    data = loaded[side]
    if isinstance(data, Finding):
        return Edits(side.name), (replace(data, file=side.name, line=1),)
    return read_side_file(side.name, data)


def read_bytes(name: str, data: bytes, recognises: bool = False) -> SourceText | Unreadable:
    """The text of the content of a file, as ``read`` gives it.

    >>> read_bytes("quy-che.md", "**Điều 1.** Phạm vi".encode()).text
    'Điều 1. Phạm vi'
    """
    container = container_of(data)
    draft = _text(name, data) if container is None else _unpacked(data, container, recognises)
    if isinstance(draft, Finding):
        return Unreadable(name, draft)
    if not draft.has_text():
        return Unreadable(name, problem("no-text"))
    if (length := sum(len(line.text) for line in draft.lines)) > MOST_LETTERS:
        return Unreadable(name, problem("text-too-long", f"{length / 1_000_000:.0f} triệu ký tự"))
    return draft.finish(name, hashlib.sha256(data).hexdigest())


def _unpacked(data: bytes, container: Container, recognises: bool) -> Draft | Finding:
    match container:
        case Container.WORD:
            return read_word(data)
        case Container.OFFICE:
            return read_office(data)
        case Container.PDF:
            return read_pdf(data, recognises)
        case Container.IMAGE:
            return read_image(data, recognises)


def _text(name: str, data: bytes) -> Draft | Finding:
    decoded = decode(data)
    if isinstance(decoded, Finding):
        suffix = false_suffix(name)
        is_damaged = suffix in READABLE_SUFFIXES and decoded.code == "file-binary"
        return problem("file-damaged", suffix) if is_damaged else decoded
    draft = _draft(decoded)
    rows = decoded.text.rstrip().count("\n") + 1
    draft.keeps_lines = draft.format != "html" and len(draft.lines) == rows
    draft.findings[:0] = decoded.findings
    if suffix := false_suffix(name):
        kind = "trang web" if draft.format == "html" else "chữ thuần"
        draft.findings.append(problem("false-suffix", f"đuôi là {suffix}, bên trong là {kind}"))
    return draft


def _draft(decoded: Decoded) -> Draft:
    match format_of(decoded.text):
        case Format.HTML:
            # a tenth of a second, which a build without web pages saves
            from dieukhoan.read.html import read_html

            draft = read_html(decoded.text)
        case Format.MARKDOWN:
            draft = read_markdown(decoded.text)
        case Format.TEXT:
            draft = read_plaintext(decoded.text)
    return draft if draft.is_portal else rebuild_tables(set_portal_clutter_aside(draft))
