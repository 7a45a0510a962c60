"""Provisions in running text: of a work named beside them, of the one that is amended, or of this one."""

from __future__ import annotations

import re
from dataclasses import replace

from dieukhoan.citation import CitationKind, Work
from dieukhoan.link.context import ABOUT_OTHERS, Introduced, tokens
from dieukhoan.link.mentions import article, read_alias, short_name_at
from dieukhoan.link.names import ends_name
from dieukhoan.link.provisions import (
    ARTICLE_RANK,
    Expression,
    Pointed,
    pointed,
    pointed_within,
    read_expression,
)
from dieukhoan.link.reading import ParagraphReading
from dieukhoan.link.relations import relation_after
from dieukhoan.link.words import CLAUSE_END, ISSUED_WITH, PLACED, TYPE, canonical_type
from dieukhoan.link.works import Mention, Pointing, read_work
from dieukhoan.model import CLOSING_PLACE, OPENING_PLACE, Kind, plain

# A heading inside an amending instruction: “Điều 12a. Quyền của …”
_QUOTED_HEADING = re.compile(r"(?:điều|chương|mục|phần|phụ\s+lục)\s+[\divxlc]+[a-zđ]?\s*[.:]\s+[^\W\d]")
_BEGINS_LINE = re.compile(r"(?:^|[.:;“\"‘'*\]])\s*$")
# "tài khoản 112", "thời điểm 1", "danh mục 2", "thành phần 1", "huy chương"
_COMPOUND = re.compile(
    r"(?:tài|điều|bưu|giao|thời|địa|quan|đặc|ưu|nhược|trọng|thí|cao|chấm|số|tâm|danh|hạng|chuyên|đề|đầu|thành|cổ|một|góp|học|huy|hiến"
    r"|văn|chi|khí|tình|thủ|bậc|bình|từng|cuốn|tập)\s+$"
)
_TAIL = re.compile(
    rf"(?:\s*,)?\s*\(?\s*(?:{ISSUED_WITH}\s+|(?:của|tại|trong|thuộc|ở|vào)\s+)?(?:các\s+)?(?=\w)"
)
# "Điều 24, khoản 6 Điều 25 và một số nội dung quy định tại Thông tư số …", "Điều 3 và Phụ lục ban hành kèm …"
_AND_OTHERS = re.compile(
    r"\s+và\s+(?:các\s+)?(?:một\s+số\s+)?(?:phụ\s+lục|nội\s+dung|quy\s+định|cụm\s+từ)"
    rf"(?:\s+quy\s+định)?\s+(?:{ISSUED_WITH}|của|tại|trong)\s+(?=\w)"
)
# "điểm 2 Phụ lục ban hành kèm theo Thông tư số …": a point of an annex, which has no provisions
_OF_ANNEX = re.compile(rf"\s+(?:của\s+|tại\s+)?phụ\s+lục\s+(?:{ISSUED_WITH}|của)\s+(?=\w)")
# "điểm a khoản 5 Điều 17 trong nội dung khoản 4 Điều 1 Nghị định …": of what that amends
_WITHIN_AMENDMENT = re.compile(r"\s+(?:trong\s+nội\s+dung|được\s+sửa\s+đổi,?\s+bổ\s+sung\s+tại)\s")
# "Quy chế quản lý … ban hành kèm theo Quyết định số …", after "khoản 2 Điều 5 của"
_ISSUED_WITH = re.compile(
    r"[^.;:()“”\"\d]{0,160}?\s(?:được\s+)?(?:ban\s+hành\s+(?:kèm\s+)?theo|kèm\s+theo)\s+(?=\w)"
)
_AFTER_WORK = re.compile(r"\s*(?:\(\s*)?(?:(?:quy\s+định\s+)?tại\s+)?(?:các\s+)?")
# "bổ sung khoản 18 vào sau khoản 17 Điều 3", "bổ sung điểm d sau điểm c khoản 1 Điều 33"
_INTO = re.compile(r"\s+(?:vào(?:\s+(?:sau|trước|cuối))?|(?:tiếp\s+)?(?:ngay\s+)?(?:sau|trước)|tại)\s+")
# "Sửa đổi khoản 3, bổ sung khoản 7 Điều 26"
_AND_AMENDS = re.compile(
    r"(?:\s*[,;]|\s+và)\s+(?:sửa\s+đổi|bổ\s+sung|bãi\s+bỏ|thay\s+thế)(?:,\s*bổ\s+sung)?\s+(?:các\s+)?"
)
_AMENDS = re.compile(
    r"(?:sửa\s+(?:đổi|tên|lại)|bổ\s+sung|bãi\s+bỏ|thay\s+thế|(?:thay\s+)?(?:các\s+)?cụm\s+từ|hủy\s+bỏ|bỏ\s+cụm\s+từ)"
)
_AS_FOLLOWS = re.compile(r"[^.“”]{0,60}?\s+như\s+sau")
_FOLLOWS = re.compile(r"(?:được\s+)?(?:sửa\s+(?:đổi|lại)|bổ\s+sung|bãi\s+bỏ|thay\s+thế)|như\s+sau")
_LAWS = frozenset({"Luật", "Bộ luật", "Pháp lệnh", "Nghị định", "Thông tư"})
_GAP_TO_LAST = 400


def read_provision(reading: ParagraphReading, at: int) -> None:
    """Provisions at an offset, with the work that follows, precedes or is amended; else of this document."""
    text, low = reading.text, reading.low
    if text[at].isupper() and _BEGINS_LINE.search(low, max(0, at - 4), at):
        heading = _QUOTED_HEADING.match(low, at)
        if heading is not None and text[heading.end() - 1].isupper():
            reading.end = heading.end() - 1
            return
    expression = read_expression(low, at)
    if expression is None:
        return
    if (
        expression.items[0].rank > ARTICLE_RANK
        and not low[:at].strip()
        and not low[expression.end :].strip(" .:")
    ):
        return  # a heading that was not told from text
    expression = _into(reading, expression)
    capital = text[at].isupper()
    if low.startswith(".doc", expression.end):
        return  # the name of a file
    if not capital and _COMPOUND.search(low, max(0, at - 8), at):
        return
    if _read_tail(reading, at, expression):
        return
    if not _is_plausible(reading, at, expression, capital=capital):
        reading.passed = expression.end
        return
    first_level = expression.items[0].level
    before = _work_before(reading, at) or _listed_work(reading, expression)
    work = before or _amended_work(reading, at, expression)
    if work is None and _AS_FOLLOWS.match(reading.low, expression.end) and _is_amended(reading, expression):
        # no document amends itself; which one it amends is not said
        reading.add(at, expression.end, CitationKind.PROVISION, Work(), pointed(expression))
        return
    if work is None or (expression.closed and not reading.is_quoted(at)):
        if (
            expression.closed
            or expression.top <= ARTICLE_RANK
            or first_level == "phụ lục"
            or _exists(reading, expression)
        ):
            if _is_foreign(reading, expression):
                reading.add(at, expression.end, CitationKind.PROVISION, Work(), pointed(expression))
            else:
                reading.add_internal(at, expression.end, expression)
        return
    places = pointed(expression) if before else _amended_places(reading, expression)
    reading.add(at, expression.end, CitationKind.PROVISION, work.work, places, antecedent=work.index)
    if not before and not expression.closed and not reading.is_quoted(at) and len(places.addresses) == 1:
        reading.whole.context.amended_provision[reading.at] = places.addresses[0]


def _into(reading: ParagraphReading, expression: Expression) -> Expression:
    """What is added is of the điều that it is added to: "khoản 18 vào sau khoản 17 Điều 3".

    Of two that are amended together the second may say the điều: "sửa đổi khoản 3, bổ sung khoản 7 Điều 26".
    """
    if expression.top >= ARTICLE_RANK or expression.closed:
        return expression
    into, others = (pattern.match(reading.low, expression.end) for pattern in (_INTO, _AND_AMENDS))
    follows = into or others
    place = read_expression(reading.low, follows.end()) if follows else None
    if place is None:
        return expression
    place = _into(reading, place) if others else place
    above = [item for item in place.items if item.rank > expression.top]
    if not place.is_article_or_above or place.top != ARTICLE_RANK or not above:
        return expression
    end = place.end if into else expression.end
    return Expression((*expression.items, *(replace(item, joint="") for item in above)), end)


def _is_foreign(reading: ParagraphReading, expression: Expression) -> bool:
    """Whether a bare provision can only be one of another document, which the sentence does not name.

    A quy chế that speaks of its own Điều 40 and has 30 is mistaken; an annex, a letter or a consolidated
    text speaks of the documents that it is about.
    """
    if expression.closed:
        return False
    is_about_others = reading.whole.document.type in ABOUT_OTHERS
    is_listed = reading.at.startswith(str(Kind.ANNEX))
    if expression.top < ARTICLE_RANK:
        # "khoản 17 …, khoản 30 Điều 1 của Luật …", "điểm a và … điểm c khoản 1 Điều 2": its điều comes later
        return reading.whole.is_divided(article(reading.at)) and not _exists(reading, expression, every=True)
    if _WITHIN_AMENDMENT.match(reading.low, expression.end):
        return not _exists(reading, expression)
    if reading.whole.document.issued_with and not is_about_others:
        return False
    place = reading.at
    speaks_of_others = (
        is_listed
        or place.startswith(str(Kind.RECITAL))
        or place in (OPENING_PLACE, CLOSING_PLACE)
        or is_about_others
        or not reading.whole.has_articles
        or reading.last_work is not None
        or reading.whole.context.amended_at(place) is not None
    )
    # in the table of an annex "Điều 2, Điều 5, Điều 19" are of one document, and not of this one of 4 điều
    is_here = _exists(reading, expression, every=is_listed)
    return expression.items[0].rank <= ARTICLE_RANK and speaks_of_others and not is_here


def _exists(reading: ParagraphReading, expression: Expression, *, every: bool = False) -> bool:
    """Whether one of the provisions (or every one) is of this document: "Chương 98" may be of a tariff."""
    parents = reading.whole.parents
    places = pointed_within(expression, reading.at, parents, parents.__contains__)
    there = [address in parents for address in places.addresses]
    return bool(there) and all(there) if every else any(there)


def _amended_places(reading: ParagraphReading, expression: Expression) -> Pointed:
    """Places in the work that is amended: "điểm n" is one of the provision that is being amended."""
    if expression.is_article_or_above:
        return pointed(expression)
    at = reading.whole.context.amended_provision_at(reading.at)
    return pointed_within(expression, at, {}, frozenset[str]().__contains__) if at else Pointed()


def _read_tail(reading: ParagraphReading, at: int, expression: Expression) -> bool:
    """The work that follows a provision: "Điều 5 của Luật này", "khoản 2 Điều 5 Nghị định số …"."""
    if expression.closed:
        return False
    low = reading.low
    places = pointed(expression)
    tail = _AND_OTHERS.match(low, expression.end)
    if tail is None and (tail := _OF_ANNEX.match(low, expression.end)) is not None:
        places = Pointed((str(Kind.ANNEX),))
    tail = tail or _TAIL.match(low, expression.end)
    if tail is None:
        return False
    begin = tail.end()
    joint = low[expression.end : begin]
    if not (joint[:1].isspace() or joint[:1] in ",("):
        return False
    short = short_name_at(reading, begin)
    if short is not None:
        reading.add(
            at,
            short[1],
            CitationKind.PROVISION,
            short[0].work,
            places,
            antecedent=short[0].index,
        )
        return True
    mention = read_work(reading.text, low, begin, reading.whole.known)
    if mention is None:
        return _read_issued_with(reading, at, begin, places) or _read_tail_type(
            reading, at, begin, expression, places
        )
    if "," in joint and not _goes_on_after_comma(reading, expression, mention):
        return False
    if mention.pointing is Pointing.THIS:
        return _read_tail_this(reading, at, expression, places, mention)
    if mention.pointing is Pointing.BACK:
        entry = reading.whole.context.latest(mention.work.type)
        if entry is None:
            return False
        reading.add(
            at,
            mention.end,
            CitationKind.PROVISION,
            entry.work,
            places,
            antecedent=entry.index,
        )
        return True
    work, antecedent = mention.work, -1
    if mention.pointing is Pointing.SHORT and (
        entry := reading.whole.context.with_ordinal(work.type, work.number)
    ):
        work, antecedent = entry.work, entry.index
    reading.add(
        at,
        mention.end,
        CitationKind.PROVISION,
        work,
        places,
        antecedent=antecedent,
        introduces=antecedent < 0,
    )
    read_alias(reading, mention)
    return True


def _goes_on_after_comma(reading: ParagraphReading, expression: Expression, mention: Mention) -> bool:
    """Whether a work after a comma is that of the provisions before it: "Điều 4, Nghị định số …".

    "Điều 34, Luật A" are two things where this document has an Điều 34, and one where it has none.
    """
    if mention.pointing is Pointing.NUMBERED:
        return expression.is_article_or_above or reading.low.startswith("số", mention.start)
    return (
        mention.pointing is Pointing.NAMED
        and expression.top == ARTICLE_RANK
        and reading.whole.has_articles
        and not _exists(reading, expression)
    )


def _read_tail_this(
    reading: ParagraphReading, at: int, expression: Expression, places: Pointed, mention: Mention
) -> bool:
    context, kind = reading.whole.context, mention.work.type
    amended = reading.speaker(at)
    if amended is not None and amended.work.type == kind:
        reading.add(
            at,
            mention.end,
            CitationKind.PROVISION,
            amended.work,
            places,
            antecedent=amended.index,
        )
    elif context.is_own_type(kind):
        if places.printed:
            reading.add_internal(at, mention.end, expression)
        else:
            reading.add(at, mention.end, CitationKind.INTERNAL, places=places)
    elif (entry := context.latest(kind)) is not None:
        reading.add(
            at,
            mention.end,
            CitationKind.PROVISION,
            entry.work,
            places,
            antecedent=entry.index,
        )
    else:
        reading.add(at, mention.end, CitationKind.PROVISION, mention.work, places)
    return True


def _read_issued_with(reading: ParagraphReading, at: int, begin: int, places: Pointed) -> bool:
    """A work known by what issued it: "Điều 5 Quy chế … ban hành kèm theo Quyết định số …"."""
    low = reading.low
    kind = TYPE.match(low, begin)
    if kind is None:
        return False
    issued = _ISSUED_WITH.match(low, kind.end())
    if issued is None:
        return False
    mention = read_work(reading.text, low, issued.end(), reading.whole.known)
    if mention is None or mention.pointing not in (Pointing.NUMBERED, Pointing.SHORT, Pointing.THIS):
        return False
    name = (
        plain(reading.text[begin : issued.end()]).lower().partition(" ban hành")[0].partition(" kèm theo")[0]
    )
    name = plain(reading.text[begin : begin + len(name)])
    if mention.pointing is Pointing.THIS:
        work = Work(type=canonical_type(kind[1]), name=name)
    else:
        work = replace(mention.work, name=name)
    reading.add(
        at,
        mention.end,
        CitationKind.PROVISION,
        work,
        places,
        introduces=bool(work.number),
    )
    return True


def _read_tail_type(
    reading: ParagraphReading, at: int, begin: int, expression: Expression, places: Pointed
) -> bool:
    """ "điểm c khoản 1 phần II Chương trình mục tiêu …": of a document that only its type tells."""
    kind = TYPE.match(reading.low, begin)
    if kind is None or not reading.text[begin].isupper() or "," in reading.low[expression.end : begin]:
        return False
    if reading.text[begin : kind.end()].isupper() and not reading.text[at : expression.end].isupper():
        return False  # "Chương IV" above "ĐỊNH MỨC KINH TẾ …" is a heading
    name = canonical_type(kind[1])
    if reading.whole.context.is_own_type(name):
        # "các cơ quan tại mục 6 III Kế hoạch;"
        if reading.whole.document.type and CLAUSE_END.match(reading.low, kind.end()):
            reading.add_internal(at, kind.end(), expression)
            return True
        return False
    entry = reading.whole.context.latest(name)
    if entry is None or _is_titled_otherwise(reading.low, begin, kind.end(), entry.work.name):
        reading.add(at, kind.end(), CitationKind.PROVISION, Work(type=name), places)
    else:
        reading.add(at, kind.end(), CitationKind.PROVISION, entry.work, places, antecedent=entry.index)
    return True


_NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")


def _is_titled_otherwise(low: str, start: int, end: int, name: str) -> bool:
    """Whether a type is followed by what its work is about, which is not what the one named before is called:
    "Mục 2.2 Quy chuẩn kỹ thuật quốc gia về đò", unlike "Điều 5 Nghị định quy định …"."""
    word = _NEXT_WORD.match(low, end)
    if word is None or word[1] in ("và", "hoặc") or ends_name(low, word.start(1), word[1]):
        return False
    called = tokens(low[start : word.end()])
    return called != tokens(name)[: len(called)]


def _is_plausible(reading: ParagraphReading, at: int, expression: Expression, *, capital: bool) -> bool:
    """Whether an expression without a work after it names a provision at all."""
    first = expression.items[0]
    if (
        expression.closed
        or expression.top == ARTICLE_RANK
        or len({item.level for item in expression.items}) > 1
    ):
        return first.level != "tiết"
    placed = capital or PLACED.search(reading.low, max(0, at - 12), at) is not None
    if first.level == "khoản":
        return placed or len(expression.items) > 1
    if first.level == "điểm":
        return (
            placed
            if not first.number[0].isdigit()
            else placed and PLACED.search(reading.low, max(0, at - 12), at) is not None
        )
    if first.level == "phụ lục":
        return True
    if first.level in ("mục", "tiểu mục", "chương"):
        return placed and not (first.number in "abcdđeg" and not capital)
    return first.level == "phần" and capital and placed and reading.low.startswith("thứ", at + 5)


def _work_before(reading: ParagraphReading, at: int) -> Introduced | None:
    """The work after which a provision is named: "Luật Đất đai tại Điều 5", "Nghị định số … (Điều 3)"."""
    if reading.last_work is None or reading.last_kind is not CitationKind.WORK or not reading.end:
        return None
    gap = reading.low[reading.end : at]
    return reading.last_work if len(gap) < 30 and gap[:1] in " (\n" and _AFTER_WORK.fullmatch(gap) else None


def _listed_work(reading: ParagraphReading, expression: Expression) -> Introduced | None:
    """The work of a list of provisions: "… theo các điều sau đây của Luật A: 1. Đăng ký theo Điều 5"."""
    return reading.whole.context.listed_at(reading.at) if expression.is_article_or_above else None


def _amended_work(reading: ParagraphReading, at: int, expression: Expression) -> Introduced | None:
    """The work that is being amended, where this provision is one of its provisions."""
    amended = reading.whole.context.amended_at(reading.at)
    if amended is None and (reading.is_quoted(at) or _is_amended(reading, expression)):
        amended = reading.whole.context.amended_by_document()
    if amended is None:
        if reading.whole.has_articles or reading.last_work is None or not expression.is_article_or_above:
            return None
        # a plan or a letter has no articles: "Điều 12 quy định …" is one of the law named just before
        is_near = at - reading.end < _GAP_TO_LAST and reading.last_work.work.type in _LAWS
        return reading.last_work if is_near else None
    if reading.is_quoted(at):
        return amended
    near = reading.low[max(0, at - 600) : at]
    if _AMENDS.search(near) or _FOLLOWS.search(reading.low, expression.end, expression.end + 60):
        return amended
    return None


def _is_amended(reading: ParagraphReading, expression: Expression) -> bool:
    """Whether the paragraph orders to amend it: "Sửa đổi Điều 4 …", "Điều 4 được sửa đổi …"."""
    return (
        _AMENDS.match(reading.low) is not None
        or relation_after(reading.low, expression.items[0].start, expression.end) is not None
    )
