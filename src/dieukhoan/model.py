"""What passes between the stages: sources, documents, provisions, paragraphs."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from dieukhoan.editing import Correction, Edits
from dieukhoan.findings import Finding

CELL = "\t"
"""Parts the cells of a table row in the text of a source."""
CELL_LINE = "\v"
"""Parts the lines inside one cell of a table row."""


class Span(NamedTuple):
    """A stretch of the text of a source: ``text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source, without its newline, and what its format said of it.

    ``heading`` is the level of a Markdown or HTML heading (0: none); ``table`` is the number of the table
    in the source of which this line is a row (0: none; cells are parted by ``CELL``); ``furniture`` marks
    what the reader knows to be clutter of the page that it came from. ``confidence`` is, in per cent, that of
    its least certain word where letters were recognised in a picture; else 100.
    """

    start: int
    end: int
    heading: int = 0
    bold: bool = False
    italic: bool = False
    centred: bool = False
    table: int = 0
    furniture: bool = False
    confidence: int = 100


@dataclass(frozen=True, slots=True)
class Stated:
    """Facts that a portal prints beside a document, as printed; empty where it prints none."""

    type: str = ""
    number: str = ""
    date: str = ""
    issuer: str = ""
    title: str = ""
    signer: str = ""
    effective: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a source file: NFC, ``\\n`` between lines, no mark-up, every word of it.

    ``name`` is its path below the folder that was read, with ``/`` (``"hà-nội/233-QC-PHCT.txt"``); spans
    of everything that is found later count characters of ``text``. ``digest`` is the SHA-256 of the bytes;
    ``edits`` is what the editor's side file says. ``keeps_lines`` tells whether the lines are those of the
    file, so that an editor finds them by their numbers.
    """

    name: str
    text: str
    lines: tuple[Line, ...]
    format: str = "text"
    keeps_lines: bool = False
    digest: str = ""
    stated: Stated = Stated()
    findings: tuple[Finding, ...] = ()
    edits: Edits = field(default_factory=Edits)


class Kind(StrEnum):
    """The kinds of provision: the last step of an address."""

    PART = "phan"  # phần
    CHAPTER = "chuong"  # chương
    SECTION = "muc"  # mục; also the Roman-numbered headings of plans
    SUBSECTION = "tieu-muc"  # tiểu mục
    ARTICLE = "dieu"  # điều
    CLAUSE = "khoan"  # khoản
    POINT = "diem"  # điểm; also 3.1-style sub-numbers
    DASH = "gach"  # gạch đầu dòng
    PLUS = "cong"  # dấu cộng
    ANNEX = "phu-luc"  # phụ lục
    RECITAL = "can-cu"  # căn cứ


class Role(StrEnum):
    """What a paragraph is for its document."""

    LETTERHEAD = "letterhead"  # cơ quan ban hành, quốc hiệu, tiêu ngữ
    NUMBER = "number"  # số, ký hiệu (and "V/v …" of a công văn)
    PLACE_DATE = "place-date"  # địa danh và thời gian
    TITLE = "title"  # tên loại và trích yếu
    ADDRESSEE = "addressee"  # Kính gửi
    RECITAL = "recital"  # căn cứ
    OPENING = "opening"  # lời mở đầu, lời dẫn
    HEADING = "heading"  # the heading of a provision: its title without its label
    BODY = "body"  # nội dung
    CLOSING = "closing"  # what follows the last provision, before the signature
    SIGNATURE = "signature"  # quyền hạn, chức vụ, họ tên
    RECIPIENTS = "recipients"  # nơi nhận
    STAMP = "stamp"  # incoming stamps, digital signatures, OCR scribbles
    FURNITURE = "furniture"  # running heads, page numbers, portal clutter, rules


PUBLISHED = frozenset(Role) - {Role.STAMP, Role.FURNITURE}
"""Roles whose paragraphs are shown on the page."""

OPENING_PLACE = "mo-dau"
CLOSING_PLACE = "ket"


@dataclass(frozen=True, slots=True)
class Node:
    """A numbered provision. Its span runs to the end of its last descendant.

    ``label`` is what is printed ("Điều 3.", "1.", "a)", "-"), ``label_span`` where; ``title`` is the heading
    of a headed provision, without the label, or "".
    """

    address: str
    kind: Kind
    label: str
    title: str
    start: int
    end: int
    label_span: Span
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as its reader sees it: pieces of the source, to be joined by a space.

    A sentence that a page break cuts has two pieces, with the running head between them in a paragraph of
    its own. ``at`` is the address of the provision to which it belongs directly, ``mo-dau`` before the first
    and ``ket`` after the last. The label of a provision is in no paragraph. ``table`` numbers the table of
    which this is a row (0: none).
    """

    role: Role
    at: str
    pieces: tuple[Span, ...]
    table: int = 0


@dataclass(frozen=True, slots=True)
class Signer:
    """Người ký: name, position (Chủ tịch), on whose behalf (TM. Ủy ban nhân dân …)."""

    name: str
    position: str = ""
    on_behalf_of: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One regulation, or one background text (tư liệu), of a source.

    ``id`` is its address on the site below ``/van-ban/`` ("ha-noi/2022/233-qc-phct"). Dates are ISO;
    ``term`` reads "2022-2025" (giai đoạn). ``issued_with`` is the id of the document of the same source that
    issues this one (ban hành kèm theo). ``corrections`` are the facts that the editor's side file mended.
    """

    id: str
    source: str
    start: int
    end: int
    type: str = ""
    number: str = ""
    date: str = ""
    issuer: str = ""
    place: str = ""
    title: str = ""
    effective: str = ""
    term: str = ""
    signers: tuple[Signer, ...] = ()
    recipients: tuple[str, ...] = ()
    issued_with: str = ""
    is_background: bool = False
    nodes: tuple[Node, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    corrections: tuple[Correction, ...] = ()

    def by_address(self) -> dict[str, Node]:
        """The provisions by address, made anew each time."""
        return {node.address: node for node in self.nodes}


@dataclass(frozen=True, slots=True)
class ParsedSource:
    """A source and what was found in it, before anything is known of the other sources."""

    source: SourceText
    documents: tuple[Document, ...]
    findings: tuple[Finding, ...] = ()


class Flow:
    """The running text of a paragraph, and the way back to the source.

    >>> text = "thực hiện Quy chế phối\\n\\nhợp công tác"
    >>> flow = Flow(text, (Span(0, 22), Span(24, 36)))
    >>> flow.text, flow.span(13, 26)
    ('thực hiện Quy chế phối hợp công tác', Span(start=13, end=27))
    """

    __slots__ = ("_flow_starts", "_source_starts", "text")

    def __init__(self, source: str, pieces: tuple[Span, ...]) -> None:
        parts, at = [], 0
        self._flow_starts: list[int] = []
        self._source_starts: list[int] = []
        for start, end in pieces:
            self._flow_starts.append(at)
            self._source_starts.append(start)
            parts.append(source[start:end])
            at += end - start + 1
        self.text = " ".join(parts)

    def origin(self, index: int) -> int:
        """The offset in the source of a character of the running text."""
        piece = bisect.bisect_right(self._flow_starts, index) - 1
        return self._source_starts[piece] + index - self._flow_starts[piece]

    def span(self, start: int, end: int) -> Span:
        """The span of the source that a non-empty stretch of the running text comes from."""
        return Span(self.origin(start), self.origin(end - 1) + 1)


def is_within(address: str, provision: str) -> bool:
    """Whether an address is that of a provision, or of one that stands in it.

    >>> is_within("dieu-1-khoan-2", "dieu-1"), is_within("dieu-1", "dieu-1"), is_within("dieu-12", "dieu-1")
    (True, True, False)
    """
    return address == provision or address.startswith(f"{provision}-")


def facts_of(document: Document) -> Document:
    """A document as others see it: without provisions and paragraphs, wherever in its source it stands."""
    return replace(document, start=0, end=0, nodes=(), paragraphs=())


def plain(text: str) -> str:
    """A text on one line: every run of white space is one space."""
    return " ".join(text.split())
