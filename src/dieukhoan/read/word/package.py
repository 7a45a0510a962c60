"""The parts of a Word file: its ZIP archive and its XML, opened so that no file can hurt."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LARGEST_PART = 64 << 20
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, OSError)

Element = etree._Element


class Damaged(Exception):
    """A Word file that cannot be read; the message says what is wrong, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Package:
    """The parts that hold text or say how it is numbered; None for those that a file does not have."""

    document: Element
    styles: Element | None
    numbering: Element | None
    footnotes: Element | None
    endnotes: Element | None


def open_package(data: bytes) -> Package:
    """The parts of a Word file. Raises ``Damaged``."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _package(archive)
    except _BROKEN as error:
        raise Damaged("gói tệp bị hỏng") from error


def _package(archive: zipfile.ZipFile) -> Package:
    main = _related(archive, "").get("officeDocument", "word/document.xml")
    document = _part(archive, main)
    if document is None:
        raise Damaged("thiếu phần nội dung")
    parts = _related(archive, main)
    names = ("styles", "numbering", "footnotes", "endnotes")
    styles, numbering, footnotes, endnotes = (_part(archive, parts.get(name, "")) for name in names)
    return Package(document, styles, numbering, footnotes, endnotes)


def _related(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    """The parts that belong to a part, by the last word of what they are to it."""
    folder, name = posixpath.split(part)
    relations = _part(archive, posixpath.join(folder, "_rels", f"{name}.rels"))
    found: dict[str, str] = {}
    if relations is not None:
        for relation in relations.iterchildren("{*}Relationship"):
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            found.setdefault(relation.get("Type", "").rpartition("/")[2], target.lstrip("/"))
    return found


def _part(archive: zipfile.ZipFile, name: str) -> Element | None:
    try:
        entry = archive.getinfo(name)
    except KeyError:
        return None
    if entry.file_size > _LARGEST_PART:
        raise Damaged("phần nội dung quá lớn")
    return parsed(archive.read(entry))


def parsed(data: bytes) -> Element:
    """The root of an XML part. Raises ``Damaged`` when it is no XML or declares entities.

    libxml2 itself refuses elements nested thousands deep and texts of more than ten million characters.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data.replace(_STRICT, _TRANSITIONAL), parser)
    except etree.XMLSyntaxError as error:
        raise Damaged("phần nội dung không phải là XML hợp lệ") from error
    if root.getroottree().docinfo.internalDTD is not None:
        # Word writes none; whoever declares entities wants them to grow or to read other files.
        raise Damaged("phần nội dung khai báo thực thể (DOCTYPE)")
    return root


def value(element: Element | None, name: str, attribute: str = "val") -> str | None:
    """An attribute of a child: ``value(properties, "jc")`` is "center" for ``<w:jc w:val="center"/>``."""
    child = None if element is None else element.find(W + name)
    return None if child is None else child.get(W + attribute)


def switch(element: Element | None, name: str) -> bool | None:
    """Whether a property is switched on (``<w:b/>``), off (``<w:b w:val="0"/>``) or not mentioned (None)."""
    child = None if element is None else element.find(W + name)
    return None if child is None else child.get(W + "val", "1") not in ("0", "false", "off", "none")


def number(text: str | None, otherwise: int = 0) -> int:
    """An integer attribute; ``otherwise`` when it is none."""
    digits = (text or "").removeprefix("-")
    return int(text or "") if digits.isascii() and digits.isdigit() and len(digits) < 10 else otherwise
