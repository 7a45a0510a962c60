"""Annexes, forms and lists: what stands behind a document, cited without a provision."""

from __future__ import annotations

import re
from dataclasses import replace

from dieukhoan.citation import CitationKind
from dieukhoan.link.mentions import article, repeat_provisions
from dieukhoan.link.pinpoints import read_provision
from dieukhoan.link.provisions import ANNEX_OF, Pointed
from dieukhoan.link.reading import ParagraphReading
from dieukhoan.link.words import FORM_WORDS, ISSUED_WITH, PLACED
from dieukhoan.link.works import Pointing, read_work
from dieukhoan.model import Kind, Span

# "Mẫu số 01, 02 Phụ lục I", "Bảng 2"; no "biểu 03/TS", "Mẫu số 01-KBV"
FORM = re.compile(
    rf"({FORM_WORDS})(\d{{1,3}}[a-zđ]?)(?![\w/]|-\w)(?:(?:,|\s+và|,?\s+{FORM_WORDS})\s*\d{{1,3}}[a-zđ]?(?![\w/])){{0,12}}"
)
# "Danh mục ban hành kèm theo Quyết định này"
ISSUED_LIST = re.compile(r"danh\s+mục\s+(?:được\s+)?(?:ban\s+hành\s+)?kèm\s+theo\s+(?=\w)")


_BARE_ANNEX = re.compile(rf"phụ\s+lục\s+(?:{ISSUED_WITH}|của)\s+(?=\w)|phụ\s+lục\s+này(?!\w)")
_FORM_OF_ANNEX = re.compile(r"\s*(?:[,(–-]\s*)?(?:(?:của|tại|trong|thuộc)\s+)?(?=phụ\s+lục(?!\w))")
_FORM_OF_WORK = re.compile(rf"\s*,?\s*(?:{ISSUED_WITH}|của)\s+(?=\w)")


def read_annex_or_provision(reading: ParagraphReading, at: int) -> None:
    """An annex that has no number ("Phụ lục kèm theo Thông tư này"), or any other provision."""
    if not (reading.low.startswith("phụ", at) and _read_bare_annex(reading, at)):
        read_provision(reading, at)


def read_form(reading: ParagraphReading, form: re.Match[str]) -> None:
    """A form or table: at its annex, or where the document prints its heading."""
    at, low = form.start(), reading.low
    if not low[:at].strip(" *") or reading.is_quoted(at):
        return  # the heading itself, or the words of another document
    annex = _FORM_OF_ANNEX.match(low, form.end())
    if annex is not None:
        count = len(reading.whole.found)
        read_annex_or_provision(reading, annex.end())
        if len(reading.whole.found) > count:
            last = reading.whole.found[-1]
            start = reading.flow.span(at, form.end()).start
            reading.whole.found[-1] = replace(last, span=Span(start, last.span.end))
        return
    of = _FORM_OF_WORK.match(low, form.end())
    mention = read_work(reading.text, low, of.end(), reading.whole.known) if of else None
    place = reading.whole.place_of_form(form[1], form[2])
    if mention is not None:
        if mention.pointing is Pointing.THIS and reading.whole.context.is_own_type(mention.work.type):
            places = Pointed((place,) if place else ())
            reading.add(at, mention.end, CitationKind.INTERNAL, places=places)
    elif place and PLACED.search(low, max(0, at - 12), at):
        reading.add(at, form.end(), CitationKind.INTERNAL, places=Pointed((place,)))


def read_issued_list(reading: ParagraphReading, issued: re.Match[str]) -> bool:
    """ "Danh mục ban hành kèm theo Quyết định này": the only annex that is a danh mục."""
    mention = read_work(reading.text, reading.low, issued.end(), reading.whole.known)
    if mention is None or mention.pointing is not Pointing.THIS:
        return False
    lists = [
        node.address
        for node in reading.whole.document.nodes
        if node.kind is Kind.ANNEX and f"{node.label} {node.title}".lower().lstrip().startswith("danh mục")
    ]
    if len(lists) != 1 or not reading.whole.context.is_own_type(mention.work.type):
        return False
    reading.add(issued.start(), mention.end, CitationKind.INTERNAL, places=Pointed((lists[0],)))
    return True


def _read_bare_annex(reading: ParagraphReading, at: int) -> bool:
    annex = _BARE_ANNEX.match(reading.low, at)
    if annex is None:
        return False
    if annex[0].endswith("này"):
        return _read_this_annex(reading, at, annex.end())
    mention = read_work(reading.text, reading.low, annex.end(), reading.whole.known)
    if mention is None or mention.pointing is Pointing.BACK:
        return False
    if mention.pointing is Pointing.THIS:
        if reading.whole.context.is_own_type(mention.work.type):
            reading.add(at, mention.end, CitationKind.INTERNAL, places=Pointed((str(Kind.ANNEX),)))
            return True
        return False
    reading.add(
        at, mention.end, CitationKind.PROVISION, mention.work, Pointed((str(Kind.ANNEX),)), introduces=True
    )
    return True


def _read_this_annex(reading: ParagraphReading, at: int, end: int) -> bool:
    """ "Phụ lục này": the annex in which it stands, else the one that the same điều cited last."""
    own = ANNEX_OF.match(reading.at)
    if own is not None:
        reading.add(at, end, CitationKind.INTERNAL, places=Pointed((own[0],)))
        return True
    for index in range(len(reading.whole.found) - 1, -1, -1):
        cited = reading.whole.found[index]
        if article(cited.at) != article(reading.at):
            break
        if len(cited.provisions) == 1 and ANNEX_OF.fullmatch(cited.provisions[0]):
            repeat_provisions(reading, at, end, index)
            return True
    reading.add(at, end, CitationKind.INTERNAL, places=Pointed((str(Kind.ANNEX),)))
    return True
