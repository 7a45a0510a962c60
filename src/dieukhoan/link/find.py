"""Finds the citations of one document, without knowledge of any other: in parallel, and cached."""

from __future__ import annotations

import re
from functools import cache

from dieukhoan.citation import Citation
from dieukhoan.link.attachments import (
    FORM,
    ISSUED_LIST,
    read_annex_or_provision,
    read_form,
    read_issued_list,
)
from dieukhoan.link.known import law_names
from dieukhoan.link.mentions import read_bare_number, read_mention
from dieukhoan.link.names import NameTable
from dieukhoan.link.reading import DocumentReading, ParagraphReading
from dieukhoan.link.running import comparable, running
from dieukhoan.link.words import ANCHOR, PROVISION_ANCHOR, TYPE, canonical_type
from dieukhoan.model import Document, Flow, Role

# "quy định tạikhoản 7 Điều 71": a space was lost before the provision
_GLUED = re.compile(r"(?<!\w)(?:tại|của|theo|định|và|hoặc)$")
_SUBJECT = re.compile(r"v\s*/\s*v|về\s+việc")


@cache
def _known_names() -> NameTable:
    return NameTable(law_names())


def find(document: Document, text: str) -> tuple[Citation, ...]:
    """The citations of a document in reading order; ``text`` is that of its source.

    Spans count characters of ``text`` and do not overlap. Never raises on any text.
    """
    whole = DocumentReading(document, text, _known_names())
    for group in running(document.paragraphs, text):
        flow = Flow(text, tuple(piece for _, paragraph in group for piece in paragraph.pieces))
        printed, low = comparable(flow.text)
        if ANCHOR.search(low) is not None:
            _read(ParagraphReading(whole, group, flow, printed, low))
        whole.follow_stem(low, group[0][1].at)
        whole.follow_listing(low, group[0][1].at)
        whole.follow_quotation(low, group[0][1].at)
    return tuple(whole.found)


def _read(reading: ParagraphReading) -> None:
    """Reads a paragraph: at each anchor that no citation before it covers, what begins there."""
    low, start = reading.low, _start(reading)
    if start < 0:
        return
    reading.end = start
    for anchor in ANCHOR.finditer(low, start):
        at = anchor.start()
        is_inside_word = at and (low[at - 1].isalnum() or low[at - 1] in "_@") and not _is_glued(low, at)
        if at >= reading.end and at >= reading.passed and not is_inside_word:
            _read_at(reading, at)
    reading.close()


def _is_glued(low: str, at: int) -> bool:
    """Whether a provision is printed without a space after the word that leads to it."""
    return PROVISION_ANCHOR.match(low, at) is not None and _GLUED.search(low, max(0, at - 8), at) is not None


def _start(reading: ParagraphReading) -> int:
    """Where a paragraph begins to speak of others: after its own number or type; -1 if it does not."""
    if reading.role is Role.NUMBER:
        subject = _SUBJECT.search(reading.low)
        return subject.end() if subject else -1
    if reading.role is Role.TITLE:
        own = TYPE.match(reading.low)
        if (
            own is not None
            and reading.whole.context.is_own_type(canonical_type(own[1]))
            and not reading.low.startswith(" số", own.end())
        ):
            return own.end()
    return 0


def _read_at(reading: ParagraphReading, at: int) -> None:
    low = reading.low
    if low[at].isdigit() or (low.startswith("số", at) and not low.startswith("số ", at + 3)):
        read_bare_number(reading, at)
    elif PROVISION_ANCHOR.match(low, at):
        read_annex_or_provision(reading, at)
    elif (form := FORM.match(low, at)) is not None:
        read_form(reading, form)
    elif (issued := ISSUED_LIST.match(low, at)) is None or not read_issued_list(reading, issued):
        read_mention(reading, at)
