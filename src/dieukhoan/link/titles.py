"""Works known by their title, by whose they are, or by the line that announces them."""

from __future__ import annotations

import re
from dataclasses import replace

from dieukhoan.citation import CitationKind, Work
from dieukhoan.link.context import LAWS, fold, title_match, tokens
from dieukhoan.link.reading import ParagraphReading
from dieukhoan.link.words import CLAUSE_END, ISSUED_TYPES, TYPE_WORDS
from dieukhoan.link.works import issuer_end, read_work
from dieukhoan.model import Role, plain

_SECOND_WORD = re.compile(r"\w+\s+(\w+)")
# A document "của" a body without a number: "Kế hoạch của Quận ủy"
_OF_ISSUER = re.compile(r"\s+(?:số\s+)?của\s+")
# "các Quyết định của …", "Thông tư, Quyết định của …" are kinds of documents
_PLURAL = re.compile(rf"(?:(?<!\w)các|{TYPE_WORDS},)\s+$")
_OFFICE_RULES = re.compile(r"\s+(?:làm\s+việc|hoạt\s+động)\s+của\s+")
_TITLED = re.compile(
    r"(?:ban\s+hành(?:\s+kèm\s+theo)?|triển\s+khai(?:\s+thực\s+hiện)?|thực\s+hiện|phê\s+duyệt|công\s+bố|góp\s+ý|dự\s+thảo|sửa\s+đổi,?\s+bổ\s+sung(?:[^.;]{0,40}?\s+của)?)\s+$"
)
_ISSUES_NAMED = re.compile(r"ban\s+hành\s+(?:kèm\s+)?theo\s+[^\W\d_]+\s+[^\W\d_]+\s+này\s*(?:là\s+)?:?\s*$")
_TITLE_END = re.compile(
    r"\s*(?:[.;:(“”\"\t\v]|,\s*(?:gồm|bao\s+gồm|kèm|cụ\s+thể)(?!\w)|\s[-–]\s(?!\d)|ban\s+hành\s+(?:kèm|theo)|kèm\s+theo|$)"
)
_GENERIC_ISSUERS = frozenset(
    {
        "đảng",
        "nhà nước",
        "cấp trên",
        "trung ương",
        "tỉnh",
        "thành phố",
        "cơ quan",
        "đơn vị",
        "quốc hội",
        "pháp luật",
    }
)
_MANY = frozenset({"chính phủ", "thủ tướng chính phủ"})
"""Bodies of which there are too many documents of each type: "Chương trình của Chính phủ"."""
_MOST_OF_TITLE = 0.6
# "Quyết định số … của Ủy ban nhân dân tỉnh ban hành Quy định …"
_TITLE_OF_LAST = re.compile(r"\s*(?:về\s+(?:việc\s+)?)?(?:ban\s+hành\s+(?:kèm\s+theo\s+)?)?")
_LAW_IN_TITLE = re.compile(r"(?:\s+của)?\s+(?=(?:bộ\s+luật|luật|pháp\s+lệnh)\s)")


def by_title(reading: ParagraphReading, at: int) -> bool:
    """The beginning of a title that the document has given to itself or to a work."""
    capital = reading.text[at].isupper()
    quiet = reading.role in (Role.TITLE, Role.NUMBER, Role.OPENING, Role.RECITAL)
    follows = _SECOND_WORD.match(reading.low, at)
    if follows is None or _is_of_another(reading, at):
        return False
    for title, work in reading.whole.context.titles:
        if fold(follows[1]) not in title[:4]:
            continue
        count, end = title_match(reading.low, at, title)
        if (
            count >= (min(len(title), 6) if capital else 9)
            and (capital or work is not None)
            and not (quiet and work is None)
        ):
            if count < len(title) and reading.low[at:end].endswith(" về"):
                continue  # "Quy chuẩn kỹ thuật quốc gia về" begins the titles of many
            printed, end = plain(reading.text[at:end]), _before_law(reading, at, end)
            if work is None:
                # "Kế hoạch chuyển đổi số trong y tế" is another than "Kế hoạch chuyển đổi số"
                if count < _MOST_OF_TITLE * len(title) and not CLAUSE_END.match(reading.low, end):
                    continue
                reading.add(at, end, CitationKind.SELF)
            else:
                reading.add(
                    at,
                    end,
                    CitationKind.WORK,
                    replace(work, name=printed if count == len(title) else work.name),
                )
            return True
    return False


def _is_of_another(reading: ParagraphReading, at: int) -> bool:
    """Whether a title is that of what the decision issued which was cited just before, of another day."""
    last, day = reading.last_work, reading.whole.document.date
    if last is None or not last.work.number or not last.work.date or last.work.date == day:
        return False
    return _TITLE_OF_LAST.fullmatch(reading.low, reading.end, at) is not None


def _before_law(reading: ParagraphReading, at: int, end: int) -> int:
    """The end of a title, or the law in it, which is a citation of its own: "Kế hoạch thi hành Luật A"."""
    for law in _LAW_IN_TITLE.finditer(reading.low, at, end):
        if read_work(reading.text, reading.low, law.end(), reading.whole.known) is not None:
            return law.start()
    return end


def by_issuer(reading: ParagraphReading, at: int, end: int, kind: str) -> bool:
    """ "Kế hoạch của Quận ủy", "Quy chế làm việc của Ban Chấp hành …": known by whose it is."""
    if not reading.text[at].isupper() or _PLURAL.search(reading.low, max(0, at - 40), at):
        return False
    if reading.role is Role.TITLE and not _TITLED.search(reading.low, max(0, at - 60), at):
        return False  # "Quy định hoạt động của …" is what this document is about
    rules = _OFFICE_RULES.match(reading.low, end) if kind in ("Quy chế", "Quy định", "Nội quy") else None
    of = rules or _OF_ISSUER.match(reading.low, end)
    if of is None:
        return False
    stop = issuer_end(reading.text, reading.low, of.end())
    issuer = plain(reading.text[of.end() : stop])
    if stop == of.end() or issuer.lower() in _GENERIC_ISSUERS:
        return False
    if rules is None and (kind in LAWS or issuer.lower() in _MANY):
        return False
    entry = reading.whole.context.of_issuer(kind, issuer, share=0.8 if rules else 1.0)
    if entry is not None and reading.whole.context.is_own_type(kind) and not entry.work.number:
        entry = None
    if entry is not None:
        reading.add(at, stop, CitationKind.ANAPHOR, entry.work, antecedent=entry.index)
        return True
    if rules is None:
        return False
    name = plain(reading.text[at:stop])
    reading.add(at, stop, CitationKind.WORK, Work(type=kind, issuer=issuer, name=name), introduces=True)
    return True


def titled(reading: ParagraphReading, at: int, end: int, kind: str) -> bool:
    """A work by its title, where a title line or "Ban hành kèm theo Quyết định này …" announces it."""
    if kind not in ISSUED_TYPES:
        return False
    in_title = reading.role in (Role.TITLE, Role.NUMBER)
    pattern = _TITLED if in_title else _ISSUES_NAMED
    if not pattern.search(reading.low, max(0, at - 60), at):
        return False
    if not in_title and not reading.text[at].isupper():
        return False
    stop = _TITLE_END.search(reading.low, end)
    close = stop.start() if stop else len(reading.low)
    name = plain(reading.text[at:close])
    if len(tokens(name)) < 5:
        return False
    work = Work(type=kind, name=name)
    reading.whole.context.add_title(name, work)
    reading.add(at, _before_law(reading, at, close), CitationKind.WORK, work, introduces=True)
    return True
