"""Which format a file is in, by what it holds and not by its name."""

from __future__ import annotations

import re
import zipfile
from enum import Enum, auto
from io import BytesIO
from pathlib import PurePosixPath


class Container(Enum):
    """The formats of files that are no text: what they hold is unpacked by a reader of their own."""

    WORD = auto()  # .docx
    OFFICE = auto()  # .doc, .odt, .rtf: what LibreOffice opens
    PDF = auto()
    IMAGE = auto()  # .png, .jpg, .tif: scanned pages


_PACKED = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RTF = b"{\\rtf"
_PDF = b"%PDF-"
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_PDF_REACH = 1024  # of the mark: some scanners write their own lines before it
# The name of the stream with the text of .doc; Excel and PowerPoint files have others.
_OLE_WORD = "WordDocument".encode("utf-16-le")
_OPEN_DOCUMENT_TEXT = b"application/vnd.oasis.opendocument.text"


def container_of(data: bytes) -> Container | None:
    """The format of a file that is no text, None for text and for what we cannot read.

    >>> container_of(b"%PDF-1.7 ..."), container_of("Điều 1".encode())
    (<Container.PDF: 3>, None)
    """
    if data.startswith(_PACKED):
        return _packed(data)
    if data.startswith(_RTF) or (data.startswith(_OLE) and _OLE_WORD in data):
        return Container.OFFICE
    if data.startswith(_IMAGES):
        return Container.IMAGE
    return Container.PDF if _PDF in data[:_PDF_REACH] else None


def _packed(data: bytes) -> Container | None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < len(_OPEN_DOCUMENT_TEXT) + 20:
                is_text = archive.read("mimetype").startswith(_OPEN_DOCUMENT_TEXT)
                return Container.OFFICE if is_text else None
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, OSError):
        return None
    is_word = "[Content_Types].xml" in names and any(name.startswith("word/") for name in names)
    return Container.WORD if is_word else None


READABLE_SUFFIXES = frozenset(
    {".doc", ".docx", ".odt", ".rtf", ".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".zip"}
)
"""Endings of what is no text and is read all the same: what has one and holds something else is damaged."""
# Endings that promise no text: of office files, pages as pictures, archives and programs.
_NO_TEXT_SUFFIXES = READABLE_SUFFIXES | frozenset(
    {".xls", ".xlsx", ".ods", ".ppt", ".pptx", ".odp", ".gif", ".bmp", ".rar", ".7z", ".gz"}
    | {".exe", ".dll", ".bin"}
)


def false_suffix(name: str) -> str:
    """The ending of the name of a text file when it promises something else, or "".

    >>> false_suffix("van-ban/Quy che.DOC"), false_suffix("12.2031.QD-UBND")
    ('.doc', '')
    """
    suffix = PurePosixPath(name).suffix.lower()
    return suffix if suffix in _NO_TEXT_SUFFIXES else ""


class Format(Enum):
    """The formats that a text file may be in."""

    TEXT = auto()
    MARKDOWN = auto()
    HTML = auto()


_HEAD = 4096
_HTML_START = re.compile(r"\s*(?:<!--|<!doctype\s+html|<\?xml\b|<html\b|<head\b|<body\b)", re.IGNORECASE)
_HTML_ROOT = re.compile(r"<(?:!doctype\s+html|html\b|body\b)", re.IGNORECASE)
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|table|tr|td|h[1-6]|li|ul|ol|br|link|meta|section|article)\b[^<>]{0,2000}>", re.IGNORECASE
)
_TAG_START = re.compile(r"\s*<[a-zA-Z!?/]")
_ENOUGH_TAGS = 3

# One of these is enough: a text without any reads the same as Markdown and as plain text. Each pattern is
# tried only where its sign occurs at all, which is several times faster than one pattern for all.
_MARKDOWN = {
    "**": re.compile(r"\*\*"),  # **Điều 1.**
    "*": re.compile(r"(?<![\w*/])\*[^\s*]"),  # *Căn cứ Luật …;*
    "_": re.compile(r"(?<!\w)__?[^\W_]"),  # __Địa chỉ:__
    "\n#": re.compile(r"\n#{1,6}(?:[ ]+\S|[ ]*\n)"),  # ## KẾ HOẠCH
    "|": re.compile(
        r"\n[ ]{0,9}\|(?:[^\n]*\|)?[ ]{0,9}\n|-[ :]{0,2}\|?[ ]?\n"
    ),  # tables, and what converters leave of them
    "\\": re.compile(r"\\[!-/:-@\[-`{-~]"),  # \*
    "<br": re.compile(r"<br ?/?>"),
    "```": re.compile(r"\n```"),
    "](": re.compile(r"\]\((?:https?:|mailto:|#|[\w./-]{1,200}\.(?:png|jpe?g))"),
}


def format_of(text: str) -> Format:
    """The format of a text.

    >>> format_of("## **KẾ HOẠCH**"), format_of("Điều 1. Phạm vi"), format_of("<p>Điều 1</p><p>a</p>")
    (<Format.MARKDOWN: 2>, <Format.TEXT: 1>, <Format.HTML: 3>)
    """
    if _is_html(text):
        return Format.HTML
    padded = f"\n{text}\n"
    is_markdown = any(sign in padded and pattern.search(padded) for sign, pattern in _MARKDOWN.items())
    return Format.MARKDOWN if is_markdown else Format.TEXT


def _is_html(text: str) -> bool:
    head = text[:_HEAD]
    if _HTML_START.match(head):
        return bool(_HTML_ROOT.search(head) or _BLOCK_TAG.search(head))
    if not _TAG_START.match(head):
        return False
    tags = _BLOCK_TAG.findall(head)
    return len(tags) >= _ENOUGH_TAGS or (bool(tags) and len(text) < _HEAD and head.rstrip().endswith(">"))
