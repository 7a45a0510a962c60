"""Who owes what "có trách nhiệm", "chịu trách nhiệm", "phải" say: all before them is the subject."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dieukhoan.assign.agencies import GROUP_KIND, Mention
from dieukhoan.assign.chunks import Item, Sort
from dieukhoan.assign.lexicon import OWE_NOTHING, SAYS_LITTLE, Act, Word
from dieukhoan.assign.reading import Actor
from dieukhoan.assign.words import Words

_LONGEST_SUBJECT = 24  # words: "Người đứng đầu cơ quan, tổ chức được giao quản lý …"
_BINDING = frozenset({Act.DIRECT, Act.LEAD, Act.REPORT, Act.ASK})
_NO_NOUN = (
    Word.CLAUSE,
    Word.BARRED,
    Word.PURPOSE,
    Word.AGENT,
    Word.RECIPIENT,
    Word.AND,
    Word.STATED,
    Word.MANNER,
)
# "dám chịu trách nhiệm" praises, "người chịu trách nhiệm" is a noun.
_NO_DUTY = frozenset({"dám", "người", "không"})
_NO_BEARER = frozenset({"việc", "sự", "công", "của", "bằng", "tôi", "chúng", "tự", "kinh", "số"})
_THINGS = (["trường", "hợp"], ["ngân", "sách"])
_AMOUNTS = frozenset({"số", "mức"})  # "xác định số thuế phải nộp": no duty is said by it
_SAYS_LITTLE = SAYS_LITTLE | {"cá nhân", "người"}
_IN_WHICH = ("trong", "đó")
_TELLS_WHICH = frozenset({"được", "có", "bị", "chưa", "không", "trực"})
_LINKS = frozenset({"của", "thuộc", "với", "cho", "do", "bởi", "tại", "từ", "đến", "về", "theo"})


def is_modal(words: Words, item: Item) -> bool:
    """Whether a word says that somebody owes something: "có trách nhiệm", "chịu trách nhiệm thi hành"."""
    first = words.norm[item.start]
    return (item.is_a(Word.DUTY) and first in ("có", "chịu")) or (item.act is Act.ACT and first == "chịu")


def who_owes(words: Words, items: Sequence[Item]) -> tuple[Actor, int] | None:
    """The subject of a modal and the index of what is said of it.

    "Công ty Điện lực Lâm Giang, Hợp tác xã Hòa An và các đơn vị bán lẻ điện có trách nhiệm …" are three.
    """
    modal = next((i for i, item in enumerate(items) if item.kinds and is_modal(words, item)), None)
    if modal and words.norm[items[modal].start - 1] in _NO_DUTY:
        return None
    if modal and describes_object(words, items, modal):
        return None
    if modal and items[modal - 1].is_a(Word.AND):
        return _beside_right(words, items, modal)
    relative = 0
    must = next((i for i, item in enumerate(items) if words.norm[item.start] == "phải" and i > 1), None)
    if must is not None and items[must - 1].sort is Sort.AGENCIES and _is_parted(items, must - 1):
        must = None  # "…, doanh nghiệp phải gửi": the plain subject of its clause
    if modal is None and must is not None and _described_by(words, items, _begin(words, items, must), must):
        modal, relative = must, 1  # the word that begins the relative clause belongs to the name
    if not modal:
        return None
    begin = _begin(words, items, modal)
    if begin < modal - 2 and items[modal - 1].sort is Sort.AGENCIES and items[begin].sort is Sort.OTHER:
        given = words.norm[items[modal - 2].end - 2 : items[modal - 2].end] == ["giao", "cho"]
        begin = modal - 1 if given else begin  # "Tài khoản được giao cho | đơn vị có trách nhiệm …"
    if begin >= modal or _says_more(words, items, begin, modal) or _consists(words, items, begin):
        return None
    if begin + 1 < modal and words.norm[items[begin + 1].start : items[begin + 1].end] == ["trực", "tiếp"]:
        relative = 1  # "đơn vị trực tiếp quản lý tài sản | có trách nhiệm …"
    mentions = _members(words, items, begin, modal, relative)
    if not mentions:
        return None
    return Actor(tuple(mentions)), modal + (not _is_task(items, modal))


def _consists(words: Words, items: Sequence[Item], begin: int) -> bool:
    """Whether those before a modal are parts of a thing: "Nội dung chỉ tiêu gồm kỳ công bố và | cơ quan chịu
    trách nhiệm tổng hợp"."""
    return any(words.norm[item.end - 1] == "gồm" and item.is_a(Word.BARRED) for item in items[:begin])


def describes_object(words: Words, items: Sequence[Item], modal: int) -> bool:
    """Whether a modal only says which body a task is about: "lập kế hoạch, trong đó xác định đơn vị chịu
    trách nhiệm tổng hợp", "nêu thời hạn của từng đơn vị chịu trách nhiệm tổng hợp"."""
    before = items[modal - 1]
    if before.sort is not Sort.AGENCIES or words.norm[items[modal].start] != "chịu":
        return False
    owned = modal > 1 and words.norm[items[modal - 2].end - 1] == "của"
    if owned and _IN_WHICH in pairwise(words.norm[items[0].start : before.start]):
        return True
    begins = items[0].act is not None and not words.is_capital(before.start)
    return begins and before.mentions[-1].name in _SAYS_LITTLE


def _beside_right(words: Words, items: Sequence[Item], modal: int) -> tuple[Actor, int] | None:
    """Who has a right and owes besides: "Tổ chức, cá nhân có quyền tra cứu và có trách nhiệm bảo mật …"."""
    right = next(
        (i for i in range(1, modal) if words.norm[items[i].end - 1] == "quyền" and items[i].kinds), None
    )
    if right is None:
        return None
    mentions = _members(words, items, _begin(words, items, right), right, 0)
    return (Actor(tuple(mentions)), modal + (not _is_task(items, modal))) if mentions else None


def _is_task(items: Sequence[Item], modal: int) -> bool:
    """Whether a modal is the task itself: "chịu trách nhiệm thi hành", "chịu trách nhiệm trước pháp luật"."""
    if not items[modal].is_a(Word.DUTY):
        return True
    after = next((item for item in items[modal + 1 :] if not item.is_a(Word.MANNER)), None)
    return items[modal].act is not None and (after is None or after.act is None)


def _begin(words: Words, items: Sequence[Item], modal: int) -> int:
    """The index at which the subject begins, behind opening adverbials."""
    begin = 0
    while begin < modal and items[begin].act is None and items[begin].is_a(Word.AND, Word.MANNER):
        begin += 1
        begin += begin < modal and items[begin].sort is Sort.COMMA
    if begin >= modal or items[begin].sort is Sort.AGENCIES:
        return begin
    if modal > 1 and items[modal - 1].sort is Sort.AGENCIES and items[modal - 2].is_a(Word.AGENT):
        return modal - 1  # "Kinh phí cấp lại do Trung tâm chịu trách nhiệm"
    parted = [i for i in range(begin + 1, modal) if _is_parted(items, i)]
    known = next((i for i in parted if items[i].sort is Sort.AGENCIES), None)
    if known is not None:
        return known
    if _begins_late(words, items, modal):
        return modal - 1
    adverbial = items[begin].act is not None or items[begin].is_a(Word.CLAUSE)
    told = next(
        (i for i in range(begin, modal) if "được" in words.norm[items[i].start : items[i].end]), modal
    )
    verbs = any(item.act is not None for item in items[begin : min(told, parted[-1])]) if parted else False
    return parted[-1] if parted and (adverbial or verbs) else begin


def _begins_late(words: Words, items: Sequence[Item], modal: int) -> bool:
    """Whether a heading without a line of its own stands before the subject: "Trao giải Sở Y tế có trách
    nhiệm …"."""
    if modal < 2 or items[modal - 1].sort is not Sort.AGENCIES:
        return False
    before = items[modal - 2]
    loose = before.sort is Sort.OTHER and not before.kinds and words.norm[before.end - 1] not in _LINKS
    return loose and words.is_capital(items[modal - 1].start)


def _is_parted(items: Sequence[Item], index: int) -> bool:
    before = items[index - 1]
    return before.sort is Sort.COMMA or (before.act is None and before.is_a(Word.THEN))


def _says_more(words: Words, items: Sequence[Item], begin: int, modal: int) -> bool:
    """Whether the clause has said what somebody does before it comes to the modal."""
    for index in range(begin + 1, modal):
        if "được" in words.norm[items[index].start : items[index].end]:
            return False  # "được giao chủ trì …" tells who is meant
        act = items[index].act
        if act in _BINDING:
            return True
        if act is Act.COORDINATE and (
            items[index + 1].sort is Sort.AGENCIES or items[index + 1].is_a(Word.RECIPIENT)
        ):
            return True
    return False


def _members(words: Words, items: Sequence[Item], begin: int, modal: int, relative: int) -> list[Mention]:
    """Those whom the subject lists: names that the data knows, groups with what says which, unknown names."""
    found: list[Mention] = []
    at = begin
    while at < modal:
        stop = next((i for i in range(at + 1 + relative, modal) if _ends_member(words, items, i)), modal)
        found += _member(words, items, at, stop, modal)
        if stop + 1 >= modal or not _goes_on(words, items, stop):
            break
        at, relative = stop + 1, 0
        while at < modal and items[at].is_a(Word.AND):
            at += 1
    return found


def _member(words: Words, items: Sequence[Item], at: int, stop: int, modal: int) -> list[Mention]:
    parted = items[stop - 1].sort is Sort.COMMA or (stop == modal - 1 and items[stop].sort is Sort.COMMA)
    while stop > at + 1 and items[stop - 1].sort is Sort.COMMA:
        stop -= 1
    if parted and items[at].sort is not Sort.AGENCIES:
        return []  # "cảnh giác với trộm cắp, có trách nhiệm …": a task of somebody above
    first, end = items[at], items[stop - 1].end
    if first.sort is Sort.AGENCIES:
        last = first.mentions[-1]
        widened = stop > at + 1 and end - last.start <= _LONGEST_SUBJECT
        if not widened or not (last.is_group or _is_name(words, first.end, end)):
            return list(first.mentions)
        wide = Mention(words.printed(last.start, end), last.kind, last.start, end, True, has_place=True)
        return [*first.mentions[:-1], wide]
    verb = first.act is not None and words.norm[first.start : first.end] != ["tổ", "chức"]
    if verb or first.sort is Sort.COMMA or first.is_a(*_NO_NOUN):
        return []  # "Tổ chức thu phí có trách nhiệm …" is a noun, for it owes something
    loose = at > 0 and not items[0].is_a(Word.CLAUSE, Word.MANNER) and not words.is_capital(first.start)
    if loose and first.sort is Sort.OTHER and not _names_people(words, first):
        return []
    if words.norm[first.start : first.start + 2] in _THINGS or OWE_NOTHING.longest(words.norm, first.start):
        return []
    if words.norm[first.start] in _NO_BEARER or "mà" in words.norm[first.start : end]:
        return []
    readable = all(word.isalpha() or word in ",-" for word in words.norm[first.start : end])
    letter = end - first.start == 1 and len(words.norm[first.start]) == 1  # "B phải …": a party of an example
    if end - first.start > _LONGEST_SUBJECT or not readable or letter:
        return []
    return [Mention(words.printed(first.start, end), GROUP_KIND, first.start, end, True, has_place=True)]


def _is_name(words: Words, start: int, end: int) -> bool:
    """Whether words behind a known name go on with it: "Giám đốc Hợp tác xã | dịch vụ điện Hòa An"."""
    return words.is_capital(end - 1) and words.norm[start] not in _LINKS


def _goes_on(words: Words, items: Sequence[Item], stop: int) -> bool:
    """Whether a comma or "và" leads to another member of the list."""
    if items[stop].sort is not Sort.COMMA and not items[stop].is_a(Word.AND):
        return False
    at = stop + 1
    while items[at].is_a(Word.AND):
        at += 1
    return (
        items[at].sort is Sort.AGENCIES
        or words.is_capital(items[at].start)
        or _names_people(words, items[at])
        or words.norm[items[at].start] == "các"  # "và | các thành viên quy định tại Điều 1"
    )


def _names_people(words: Words, item: Item) -> bool:
    """Whether a member of a list is people by what they do: "các đơn vị và | người sử dụng"."""
    return words.norm[item.start] == "người"


def _ends_member(words: Words, items: Sequence[Item], index: int) -> bool:
    item, after = items[index], items[index + 1]
    if item.sort is Sort.COMMA or (item.act is None and item.is_a(Word.AND)):
        if item.sort is Sort.COMMA and after.is_a(Word.MANNER, Word.CLAUSE, Word.BARRED, Word.DUTY):
            return True
        return _goes_on(words, items, index)
    return ends_subject(words, item)


def ends_subject(words: Words, item: Item) -> bool:
    """Whether a word cannot belong to the name of a subject any more."""
    if item.sort is Sort.COMMA or words.norm[item.start] == "nơi":
        return True
    if words.norm[item.start] == "thuộc":
        return False
    return item.act is None and item.is_a(Word.CLAUSE, Word.MANNER, Word.BARRED, Word.DUTY, Word.STATED)


def _described_by(words: Words, items: Sequence[Item], begin: int, must: int) -> bool:
    """Whether what follows a noun tells which is meant: "cá nhân được cấp hộp thư phải đổi mật khẩu", "tổ
    chức sử dụng điện phải …"."""
    if begin + 1 >= must or items[begin].sort is not Sort.AGENCIES:
        return False
    item = items[begin + 1]
    if not _AMOUNTS.isdisjoint(words.norm[item.start : items[must].start]):
        return False
    if item.act is not None or item.is_a(Word.IDIOM):
        return item.act in (None, Act.ACT) and items[begin].mentions[-1].is_group
    return words.norm[item.start] in _TELLS_WHICH or item.sort is Sort.OTHER
