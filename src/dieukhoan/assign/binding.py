"""Which verbs behind an object are the clause's own, and bind: a report to somebody, an order, the lead."""

from __future__ import annotations

from dieukhoan.assign.ahead import Ahead
from dieukhoan.assign.chunks import Sort
from dieukhoan.assign.lexicon import Act, Word

_RESULTS = ("kết", "tình", "việc", "số", "những", "các", "danh", "kịp", "bằng", "nội", "về", "thông", "theo")
_CONSIDER = 2  # words: "xem xét" alone decides nothing
_MAKES_NOUN = frozenset({"các", "những", "mọi", "việc", "công", "chế", "của", "theo", "trong", "về", "tại"})


def is_strong(ahead: Ahead, index: int, purpose: bool) -> bool:
    """Whether a verb behind an object is one of the clause's own and not part of the object."""
    item, before, after = ahead.items[index], ahead.item(index - 1), ahead.item(index + 1)
    parted = before is None or before.sort is Sort.COMMA or before.is_a(Word.AND, Word.MANNER, Word.PURPOSE)
    agency_next = after is not None and after.sort is Sort.AGENCIES
    act = item.act
    if after is not None and ahead.words.norm[after.start] == "của":
        return False
    if act is Act.REPORT and not agency_next:
        agency_next = ahead.goes_to(index + 1)
    if (
        act in (Act.REPORT, Act.PROPOSE)
        and agency_next
        and not (before is not None and ahead.words.norm[before.start] in _MAKES_NOUN)
    ):
        return True
    if act is Act.DIRECT and agency_next and _by_document(ahead, index):
        return ahead.following_verb(index + 2) is not None
    if not parted:
        return False
    if act is Act.LEAD:
        return True
    if act is Act.COORDINATE:
        return after is not None and (agency_next or after.is_a(Word.RECIPIENT) or after.act is not None)
    if act is Act.REPORT:
        return after is not None and (
            after.act is Act.REPORT
            or agency_next
            or after.is_a(Word.RECIPIENT, Word.MANNER)
            or ahead.words.norm[after.start] in _RESULTS
            or ahead.words.norm[item.end - 1] == "quả"  # "báo cáo kết quả | thực hiện"
        )
    if act in (Act.ADVISE, Act.PROPOSE, Act.ASK):
        return after is not None
    if act is Act.DIRECT:
        return agency_next or _enters(ahead, index)
    if act is Act.DECIDE:
        return ahead.words.norm[item.start] == "xem" and item.end - item.start > _CONSIDER
    if act in (Act.GUIDE, Act.SUPERVISE):
        return (
            (purpose and act is Act.GUIDE)
            or (after is not None and (agency_next or ahead.words.norm[after.start] == "việc"))
            or (not purpose and _enters(ahead, index))
        )
    return False


def _enters(ahead: Ahead, index: int) -> bool:
    """Whether an adverb or "và" lets a verb stand beside those before: "…, kịp thời chỉ đạo …"."""
    before, earlier = ahead.item(index - 1), ahead.item(index - 2)
    if before is None or earlier is None or before.act is not None:
        return False
    return before.is_a(Word.MANNER) and (earlier.sort is Sort.COMMA or earlier.is_a(Word.AND))


def _by_document(ahead: Ahead, index: int) -> bool:
    """Whether an order is given in what is drawn up: "xây dựng kế hoạch chỉ đạo các phường thực hiện"."""
    before, verb = ahead.item(index - 1), ahead.item(index - 2)
    if before is None or before.act is not None:
        return False
    if before.sort is Sort.OTHER:
        return not before.kinds
    drawn_up = ahead.words.norm[before.start : before.end] in (["kế", "hoạch"], ["văn", "bản"])
    return drawn_up and verb is not None and verb.act is not None


def goes_further(ahead: Ahead, index: int) -> bool:
    """Whether what is done "để" do is a duty as well: "tổng hợp để trình B", "để báo cáo Sở Y tế"."""
    verb, after = ahead.items[index], ahead.item(index + 1)
    named = after is not None and after.sort is Sort.AGENCIES
    return verb.act is Act.PROPOSE or (verb.act is Act.REPORT and named)


def submits(ahead: Ahead, index: int) -> bool:
    """Whether "trình B phê duyệt" only ends what was drawn up, so that the decision alone is new."""
    item, before = ahead.items[index], ahead.item(index - 1)
    drawn_up = before is not None and before.sort is not Sort.COMMA and not before.is_a(Word.AND, Word.MANNER)
    return item.act is Act.PROPOSE and drawn_up


def next_binding(ahead: Ahead, index: int) -> tuple[int, bool]:
    """Past what the body that was named does of its own, to a verb that is parted from it and
    binds by itself."""
    while index < len(ahead.items):
        item, before = ahead.items[index], ahead.items[index - 1]
        parted = before.sort is Sort.COMMA or before.is_a(Word.AND)
        binding = item.act in (Act.REPORT, Act.PROPOSE, Act.ADVISE, Act.LEAD)
        if parted and binding and is_strong(ahead, index, False):
            return index, False
        index += 1
    return index, False
