"""Works in running text: by number or name, by a short name, or pointed back at."""

from __future__ import annotations

import re
from dataclasses import replace

from dieukhoan.citation import CitationKind, Work
from dieukhoan.link.context import Introduced, same_family, tokens
from dieukhoan.link.provisions import Pointed
from dieukhoan.link.reading import ParagraphReading
from dieukhoan.link.titles import by_issuer, by_title, titled
from dieukhoan.link.words import ISSUED_TYPES, NAMED, TYPE, canonical_type
from dieukhoan.link.works import Mention, Pointing, may_name_work, read_number, read_work
from dieukhoan.model import plain
from dieukhoan.number import key as number_key

_NUMBER_LINE = re.compile(r"số\s*:")
_LIST_GAP = re.compile(r"\s*(?:[,;:]|và|hoặc|;\s*và|,\s*và)\s*(?:các\s+)?")
_ALIAS = re.compile(
    r"[\s,]*\(?\s*(?:sau\s+đây|dưới\s+đây|từ\s+đây)\s+(?:được\s+)?(?:gọi|viết)(?:\s+(?:tắt|chung))*(?:\s+là)?\s*:?\s*[“\"'‘]?\s*([^)”\"'’;.:]{3,70})"
)
_ISSUING_TYPES = frozenset({"Quyết định", "Nghị quyết", "Nghị định", "Thông tư"})
_ALIAS_LEAD = re.compile(r"(?:gọi|viết)(?:\s+(?:tắt|chung))*(?:\s+là)?\s*:?\s*[“\"'‘]?\s*$")
_NUMBERED = re.compile(r"\d+\s?[/-]")
_ACRONYM = re.compile(r"[A-ZĐ]{3,10}")
"""A short name that a text gives to a law: BLTTDS."""


def read_bare_number(reading: ParagraphReading, at: int) -> None:
    """A work by its number alone: "số 36-KH/TU", "…, 37-KH/TU" in a list."""
    low = reading.low
    if low[max(0, at - 1) : at] in ("/", "-", ".", ":") and not low.startswith("số", at):
        return
    kind = ""
    if reading.last_work is not None and reading.end and _LIST_GAP.fullmatch(low[reading.end : at]):
        kind = reading.last_work.work.type
    elif plural := re.search(r"các\s+(\w+\s+\w+|luật)\s*:?\s*$", low[max(0, at - 30) : at]):
        match = TYPE.match(plural[1])
        kind = canonical_type(match[1]) if match else ""
    if low.startswith("số", at) and _NUMBER_LINE.match(low, at) and not reading.text[:at].strip(" \t\v"):
        return  # the number line of a form or of a document that was not told apart
    mention = read_number(reading.text, low, at, kind)
    if mention is None or number_key(mention.work.number) == reading.whole.own_key:
        return
    _add_mention(reading, mention)


def read_mention(reading: ParagraphReading, at: int) -> None:
    """A work whose type word, short name or standard stands at an offset."""
    low = reading.low
    short = short_name_at(reading, at)
    if short is not None:
        entry, end = short
        reading.add(at, end, CitationKind.WORK, entry.work, antecedent=entry.index)
        return
    kind = TYPE.match(low, at)
    if kind is not None and low[at] == reading.text[at] and not may_name_work(low, kind.end()):
        name = canonical_type(kind[1])
        if name in ISSUED_TYPES:
            _ = by_title(reading, at) or titled(reading, at, kind.end(), name)
        return
    mention = read_work(reading.text, low, at, reading.whole.known)
    if mention is not None:
        _add_mention(reading, mention)
    elif kind is not None:
        name = canonical_type(kind[1])
        _ = (
            by_title(reading, at)
            or by_issuer(reading, at, kind.end(), name)
            or titled(reading, at, kind.end(), name)
        )


def _add_mention(reading: ParagraphReading, mention: Mention) -> None:
    context, work = reading.whole.context, mention.work
    start, end = mention.start, mention.end
    if mention.pointing is Pointing.THIS:
        _add_this(reading, mention)
    elif _is_this_document(reading, work):
        reading.add(start, end, CitationKind.SELF)
    elif mention.pointing is Pointing.BACK:
        entry = context.latest(work.type)
        capital = reading.text[start].isupper()
        if entry is not None:
            reading.add(start, end, CitationKind.ANAPHOR, entry.work, antecedent=entry.index)
        elif work.type == "Quy định" and not capital and _repeat_provision(reading, start, end):
            pass
        elif capital and _has_introduced_elsewhere(reading, work.type):
            reading.add(start, end, CitationKind.ANAPHOR, work)
    elif mention.pointing is Pointing.SHORT:
        entry = context.with_ordinal(work.type, work.number) or _named_so(reading, mention)
        if entry is not None:
            full = replace(
                entry.work, date=work.date or entry.work.date, issuer=work.issuer or entry.work.issuer
            )
            reading.add(start, end, CitationKind.WORK, full, antecedent=entry.index)
        else:
            reading.add(start, end, CitationKind.WORK, work, introduces=True)
    else:
        if mention.pointing is Pointing.NAMED and work.type not in ("Luật", "Bộ luật", "Pháp lệnh"):
            entry = context.named_like(work.type, work.name)
            if entry is not None and not (work.year or work.date or work.number):
                work = replace(work, name=entry.work.name)
        reading.add(start, end, CitationKind.WORK, work, introduces=True)
    read_alias(reading, mention)


def _is_this_document(reading: ParagraphReading, work: Work) -> bool:
    """Whether a work is this document by its own number and day: above its annex, in its recipients."""
    document = reading.whole.document
    is_own = bool(work.number) and number_key(work.number) == reading.whole.own_key
    return is_own and same_family(work.type, document.type) and work.date == document.date != ""


def _named_so(reading: ParagraphReading, mention: Mention) -> Introduced | None:
    """The work of which "(sau đây viết tắt là Thông tư 44)" is said behind its title; it is remembered."""
    if _ALIAS_LEAD.search(reading.low, max(0, mention.start - 40), mention.start) is None:
        return None
    found, kind, ordinal = reading.whole.found, mention.work.type, mention.work.number.lstrip("0")
    for index in range(len(found) - 1, reading.first - 1, -1):
        work = found[index].work
        if (
            work is not None
            and same_family(kind, work.type)
            and work.number.lstrip("0").startswith(f"{ordinal}/")
        ):
            reading.whole.context.short_names[plain(reading.low[mention.start : mention.end])] = index
            return Introduced(index, work)
    return None


def _repeat_provision(reading: ParagraphReading, start: int, end: int) -> bool:
    """ "quy định nêu trên": the provision that the same điều cited last, if it cited one."""
    index = len(reading.whole.found) - 1
    last = reading.whole.found[index] if index >= 0 else None
    if last is None or not last.provisions or article(last.at) != article(reading.at):
        return False
    repeat_provisions(reading, start, end, index)
    return True


def repeat_provisions(reading: ParagraphReading, start: int, end: int, index: int) -> None:
    """Keeps words that mean once more the provisions of an earlier citation."""
    cited = reading.whole.found[index]
    places = Pointed(cited.provisions)
    if cited.kind is CitationKind.INTERNAL:
        reading.add(start, end, CitationKind.INTERNAL, places=places)
    else:
        antecedent = cited.antecedent if cited.antecedent >= 0 else index
        reading.add(start, end, CitationKind.ANAPHOR, cited.work, places, antecedent=antecedent)


def _has_introduced_elsewhere(reading: ParagraphReading, kind: str) -> bool:
    """A TYPE nêu trên that nothing introduced: only where the type is not that of this document."""
    return not reading.whole.context.is_own_type(kind)


def _add_this(reading: ParagraphReading, mention: Mention) -> None:
    context, kind = reading.whole.context, mention.work.type
    start, end, capital = mention.start, mention.end, reading.text[mention.start].isupper()
    own = context.is_own_type(kind)
    if kind == "Văn bản":
        return
    if mention.qualifier:
        if own and set(tokens(mention.qualifier)) <= set(tokens(reading.whole.document.title)):
            reading.add(start, end, CitationKind.SELF)
        return
    amended = reading.speaker(start)
    if amended is not None and amended.work.type == kind:
        reading.add(start, end, CitationKind.ANAPHOR, amended.work, antecedent=amended.index)
    elif own and (capital or reading.whole.document.type):
        reading.add(start, end, CitationKind.SELF)
    elif capital or kind in NAMED:
        entry = context.latest(kind)
        if entry is not None:
            reading.add(start, end, CitationKind.ANAPHOR, entry.work, antecedent=entry.index)
        elif reading.whole.document.issued_with and kind in _ISSUING_TYPES:
            reading.add(start, end, CitationKind.ANAPHOR, mention.work)


def read_alias(reading: ParagraphReading, mention: Mention) -> None:
    """Remembers "(sau đây gọi tắt là Nghị quyết 07)"."""
    alias = _ALIAS.match(reading.low, mention.end)
    if alias is None or not reading.whole.found:
        return
    name = plain(alias[1]).lower().strip(" ,-")
    kind = TYPE.match(name)
    index = len(reading.whole.found) - 1
    if reading.whole.found[index].work is None or (kind is not None and kind.end() == len(name)):
        return  # "sau đây gọi là Nghị quyết": the bare word says too little
    if kind is None and not _ACRONYM.fullmatch(plain(reading.text[alias.start(1) : alias.end(1)])):
        return
    if kind is not None:
        if _NUMBERED.search(name, kind.end()):
            # "(sau đây gọi là Nghị định số 7/2031/NĐ-CP)": it is known by its number
            reading.end = max(reading.end, alias.end(1))
            return
        index = _called(reading, canonical_type(kind[1]), name, index)
    reading.whole.context.short_names[name] = index
    reading.end = max(reading.end, alias.end(1))


def _called(reading: ParagraphReading, kind: str, name: str, last: int) -> int:
    """Which work a short name is of: "Luật A số …, được sửa đổi bởi Luật B (sau đây gọi là Luật A)".

    It is the one of that name, else the last one of that type in the paragraph, else the last at all.
    """
    named = reading.whole.context.named_like(kind, name) if kind in NAMED else None
    if named is not None:
        return named.index
    found = reading.whole.found
    for index in range(last, reading.first - 1, -1):
        work = found[index].work
        if work is not None and work.type == kind:
            return index
    return last


def short_name_at(reading: ParagraphReading, at: int) -> tuple[Introduced, int] | None:
    """The work whose short name stands at an offset, and where the name ends; None if none does."""
    low = reading.low
    for name, index in reading.whole.context.short_names.items():
        end = at + len(name)
        if low.startswith(name, at) and not (low[end : end + 1].isalnum() or low.startswith(" số", end)):
            return Introduced(index, reading.whole.found[index].work or Work()), end
    return None


def article(at: str) -> str:
    """The điều, or the mục of a plan, in which an address stands."""
    return at.partition("-khoan-")[0].partition("-diem-")[0]
