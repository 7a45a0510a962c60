"""What a document does with a work that it cites, told from the words before and after the citation."""

from __future__ import annotations

import re

from dieukhoan.citation import Relation
from dieukhoan.link.provisions import UNIT_WORDS
from dieukhoan.link.words import TYPE_WORDS
from dieukhoan.model import Role

_REACH = 160
# The last of these before the citation, in the same sentence, decides.
_BEFORE = re.compile(
    r"(?P<ISSUES>ban\s+hành\s+(?:kèm\s+)?theo|kèm\s+theo)"
    r"|(?P<AMENDS>sửa\s+(?:tên|lại)|sửa\s+đổi(?:\s*,?\s*(?:và\s+)?bổ\s+sung)?|bổ\s+sung(?:\s*,?\s*sửa\s+đổi)?|điều\s+chỉnh|đính\s+chính)"
    r"|(?P<REPLACES>thay\s+thế)"
    r"|(?P<REPEALS>bãi\s+bỏ|hủy\s+bỏ|huỷ\s+bỏ)"
    r"|(?P<GUIDES>quy\s+định\s+chi\s+tiết|hướng\s+dẫn\s+(?:thi\s+hành|thực\s+hiện)|cụ\s+thể\s+hóa)"
    r"|(?P<BASIS>căn\s+cứ)"
    r"|(?P<CARRIES_OUT>thực\s+hiện|triển\s+khai|thi\s+hành)"
)
# What such a verb can be said of: "thu hồi, hủy bỏ bằng tốt nghiệp theo Thông tư …" ends no thông tư.
_OBJECT = re.compile(
    r"[\s*]*(?:$|[:,;“\"(]|(?:cho|toàn\s+bộ|một\s+(?:phần|số)|các|những|nội\s+dung|quy\s+định|văn\s+bản|hiệu\s+lực|cụm\s+từ"
    r"|số|mẫu|biểu|bảng|và|hoặc|tại|thêm|tên|tiêu\s+đề|đoạn|câu|từ|dòng|thứ\s+tự|như|bởi|theo|bằng|thay\s+thế|bãi\s+bỏ|\d+"
    rf"|{UNIT_WORDS}|{TYPE_WORDS})(?!\w))"
)
# "thuốc sửa đổi, bổ sung không thuộc trường hợp quy định tại Điều 5": what is amended is no text
_FOLLOWED = re.compile(r"(?<!ban\shành)(?<!kèm)\stheo\s|\strường\s+hợp\s|^\s+không\s")
_OF_TEXTS = frozenset({Relation.AMENDS, Relation.REPLACES, Relation.REPEALS})
# "Bãi bỏ một số quy định trong Thông tư số …": the rest of it stands
_PARTLY = re.compile(
    r"(?:một\s+phần|(?:một\s+số|các|những)\s+(?:quy\s+định|nội\s+dung|điều|khoản|điểm|cụm\s+từ|từ)|(?:nội\s+dung|cụm\s+từ)\s)"
    r".{0,60}?(?:của|tại|trong)\s+$"
)
_ENDS = re.compile(r"[^.]{0,400}?(?:hết|chấm\s+dứt|không\s+còn)\s+hiệu\s+lực")
_SENTENCE = re.compile(r"[.:](?=\s)|[“”\"]|;(?=\s)")
# "bãi bỏ Điều 3 Nghị định số … quy định về thuyền bè và Điều 15 Nghị định số …": each with what it is about
_LIST_OF_TITLES = re.compile(
    r"\s*(?:quy\s+định|hướng\s+dẫn|ban\s+hành|về)\s[^.;:()“”\"]{1,240}?(?:\s*,|\s+và)\s+(?:các\s+)?"
)
_CHANGES = frozenset({Relation.AMENDS, Relation.REPLACES, Relation.REPEALS})
# What may stand between two citations of one list: "Nghị định số … và Thông tư số …"
_LIST = re.compile(r"\s*(?:[,;]|và|hoặc|;\s*và|,\s*và)?\s*(?:của|số)?\s*")


def relation_before(
    low: str, start: int, role: Role, previous_end: int, previous: Relation | None
) -> Relation | None:
    """The relation that the words before a citation state; None where it is merely mentioned.

    ``previous_end`` is where the citation before it in the paragraph ends (0: none), ``previous`` its
    relation.
    """
    gap = low[previous_end:start]
    if previous_end and (_LIST.fullmatch(gap) or (previous in _CHANGES and _LIST_OF_TITLES.fullmatch(gap))):
        return previous
    begin = max(previous_end, start - _REACH)
    sentence = begin
    for stop in _SENTENCE.finditer(low, begin, start):
        sentence = stop.end()
    triggers = [
        trigger for trigger in _BEFORE.finditer(low, sentence, start) if _is_of_text(low, sentence, trigger)
    ]
    if not triggers:
        return None
    trigger = triggers[-1]
    relation = _relation(trigger)
    if _is_by_other(low, sentence, trigger) or _FOLLOWED.search(low, trigger.end(), start):
        return None
    if previous_end and sentence <= previous_end and relation not in (Relation.ISSUES,):
        # a citation stands before the verb: it, not this document, is what amends or guides
        lead = low[sentence : trigger.start()].strip(" ,")
        if previous in _CHANGES and lead in ("", "và") and relation in _CHANGES:
            return relation  # "sửa đổi khoản 3, bổ sung khoản 7 Điều 26": the same document goes on
        is_own = low[max(0, previous_end - 4) : previous_end].endswith("này")
        return (
            relation
            if is_own
            and relation in (Relation.REPLACES, Relation.REPEALS, Relation.AMENDS)
            and len(lead) < 120
            else None
        )
    if relation is Relation.CARRIES_OUT and role not in (Role.TITLE, Role.RECITAL, Role.OPENING, Role.NUMBER):
        return None
    if relation is Relation.BASIS and low[sentence : trigger.start()].strip(" -–+(•"):
        return None
    if relation is Relation.GUIDES and role is not Role.TITLE and low[sentence : trigger.start()].strip():
        return None
    if relation in (Relation.REPLACES, Relation.REPEALS) and _PARTLY.search(low, trigger.end(), start):
        return Relation.AMENDS
    return relation


def _relation(trigger: re.Match[str]) -> Relation:
    return Relation[trigger.lastgroup or "BASIS"]


def _is_of_text(low: str, sentence: int, trigger: re.Match[str]) -> bool:
    """Whether a verb is said of texts: it says so, or is an order ("Sửa đổi nơi nộp đơn tại Điều 8")."""
    relation = _relation(trigger)
    is_order = relation is Relation.AMENDS and not low[sentence : trigger.start()].strip(" -–+*")
    return relation not in _OF_TEXTS or is_order or _OBJECT.match(low, trigger.end()) is not None


# "… được sửa đổi, bổ sung tại Thông tư số …": that is what amends, not this document
_PASSIVE = re.compile(
    r"(?:được|đã|bị)\s+(?:(?:sửa\s+đổi|bổ\s+sung|thay\s+thế|bãi\s+bỏ|hủy\s+bỏ|điều\s+chỉnh|đính\s+chính|một\s+số\s+điều)(?:,|\s|và|hoặc)*)+$"
)
_BY = re.compile(r"\s*,?\s*(?:một\s+số\s+(?:điều|nội\s+dung)\s+)?(?:bởi|tại|theo|bằng)\s")


def _is_by_other(low: str, sentence: int, trigger: re.Match[str]) -> bool:
    return (
        _BY.match(low, trigger.end()) is not None
        and _PASSIVE.search(low, sentence, trigger.end()) is not None
    )


# "Khoản 2 Điều 3 được bổ sung, sửa đổi như sau:", "Điều 5 được bổ sung khoản 4 như sau:"
_AMENDED = re.compile(
    r"\s*(?:được|bị)\s+(?:(?:sửa\s+đổi|bổ\s+sung)|(?P<REPLACES>thay\s+thế))[^.“”]{0,60}?như\s+sau"
)


# The same after what the work is about: "Điều 6 Thông tư số … quy định về bến bãi được sửa đổi như sau:"
_TITLE_BETWEEN = re.compile(r"[^.;:“”\"]{0,400}?(?=\s(?:được|bị)\s+(?:sửa\s+đổi|bổ\s+sung|thay\s+thế))")


def relation_after(low: str, start: int, end: int) -> Relation | None:
    """The relation that the words after a citation state ("… được sửa đổi như sau"), or None."""
    amended = _AMENDED.match(low, end)
    if amended is None and not low[:start].strip():
        between = _TITLE_BETWEEN.match(low, end)
        amended = _AMENDED.match(low, between.end()) if between else None
    if amended is None:
        return None
    return Relation.REPLACES if amended["REPLACES"] else Relation.AMENDS


# "Bãi bỏ các văn bản sau đây:", "Các thông tư sau đây hết hiệu lực:" above the list of them
_STEM = re.compile(
    r"(?:(?P<REPEALS>bãi\s+bỏ|hủy\s+bỏ|huỷ\s+bỏ)|(?P<REPLACES>thay\s+thế)|(?P<ENDS>(?:hết|chấm\s+dứt)\s+hiệu\s+lực))"
    r"(?=[^.;“”\"]{0,160}:\s*$)"
)
# "Bãi bỏ toàn bộ một số văn bản quy phạm pháp luật của …" as the heading of such a list
_STEM_HEADING = re.compile(
    r"\s*(?P<REPEALS>bãi\s+bỏ|hủy\s+bỏ|huỷ\s+bỏ)\s+(?:toàn\s+bộ\s+)?(?:\d+\s+|một\s+số\s+|các\s+|những\s+)"
    rf"(?:văn\s+bản|{TYPE_WORDS})(?!\w)[^.;“”\"]{{0,240}}$"
)
_OF_WHICH = re.compile(r"(?<!\w)(?:các|những|toàn\s+bộ|sau)(?!\w)")
_CITED = re.compile(r"\d/")


def relation_of_stem(low: str) -> Relation | None:
    """The relation of all that a list names, which a paragraph announces, or None."""
    heading = _STEM_HEADING.match(low)
    if heading is not None and not _CITED.search(low):
        return _relation(heading)
    stem = _STEM.search(low, max(0, len(low) - 240))
    if (
        stem is None
        or _CITED.search(low, stem.start())
        or not _OF_WHICH.search(low, max(0, stem.start() - 160))
    ):
        return None
    return _relation(stem)


_ENDED_BY = re.compile(r"(?:bởi|theo|tại|bằng)\s+$")


def ends_after(low: str, start: int, end: int) -> bool:
    """Whether the sentence goes on to say that what was cited has run out: "… hết hiệu lực kể từ ngày …".

    "… được thay thế bởi Thông tư số 5" is of what ends the other.
    """
    return _ENDS.match(low, end) is not None and _ENDED_BY.search(low, max(0, start - 8), start) is None
