"""Who a clause speaks of: its subject, and where what is said of it begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dieukhoan.assign.agencies import GROUP_KIND, Mention
from dieukhoan.assign.chunks import Item, Sort
from dieukhoan.assign.lexicon import SAYS_LITTLE, THINGS, Act, Word
from dieukhoan.assign.names import DOCUMENTS
from dieukhoan.assign.owing import ends_subject, who_owes
from dieukhoan.assign.reading import Actor
from dieukhoan.assign.words import Words

_TOO_LITTLE = SAYS_LITTLE | {"cán bộ", "ban quản lý", "cơ sở", "trung tâm"}
_SAYS_LITTLE = SAYS_LITTLE | {"cá nhân", "bộ phận", "cơ sở"}
_PARTS = re.compile(rf",? (?:và |hoặc )?(?={'|'.join(sorted(_SAYS_LITTLE))})")
_HEAD_OF_CLAUSE = 4  # items
# Bodies named by what they do: "đơn vị chủ trì | kế hoạch".
_AGENTIVE = ("chủ trì", "soạn thảo", "thẩm định", "thi công", "quản lý", "tiếp nhận", "vận hành")
_SUFFERS = (["bị"], ["được"])
_OWNS = frozenset({"của", "bởi"})
_BINDS = frozenset({"tại", "với", "từ"})
_GROUNDS = frozenset({"theo", "khi", "sau"})
_PERIODS = frozenset({"tháng", "năm", "quý", "ngày", "tuần", "lần"})
_LONGEST_DESCRIPTION = 8  # items
_SHORTEST_TASK = 7  # words


def described(
    words: Words, items: Sequence[Item], mentions: tuple[Mention, ...], index: int
) -> tuple[tuple[Mention, ...], int] | None:
    """The mentions with the words up to the next verb, and its index, if such words say which group is
    meant."""
    last = mentions[-1]
    if last.name.endswith("liên quan") or not last.is_group or index >= len(items):
        return None
    if words.norm[items[index].start].isdigit():
        return None  # "Ban Chỉ đạo | 02 tháng họp một lần"
    agentive = last.name.lower().endswith(_AGENTIVE) and items[index].act is None
    cited = words.norm[items[index].start : items[index].end] == ["quy", "định", "tại"]
    if (
        not (items[index].sort is Sort.OTHER and not items[index].kinds)
        and not cited
        and not (agentive and items[index].is_a(Word.NOMINAL, Word.IDIOM))
    ):
        return None
    for ahead in range(index + 1, min(index + _LONGEST_DESCRIPTION, len(items))):
        item = items[ahead]
        if item.act is not None or item.is_a(Word.DUTY):
            end = item.start
            if words.norm[last.end] == "nơi":
                return mentions, ahead  # "Ủy ban nhân dân cấp xã | nơi người đó cư trú xác nhận …"
            wide = Mention(words.printed(last.start, end), last.kind, last.start, end, True, has_place=True)
            return (*mentions[:-1], wide), ahead
        if item.act is None and item.is_a(Word.THEN):
            return None
        if item.sort is Sort.COMMA or item.is_a(Word.BARRED, Word.MANNER, Word.CLAUSE, Word.AND, Word.STATED):
            return None
    return None


def told_to(words: Words, items: Sequence[Item], index: int) -> int | None:
    """The verb of those who are ordered, behind an adverbial: "chỉ đạo các xã trong việc phối hợp …"."""
    if index + 2 < len(items) and words.norm[items[index].start] == "trong":
        noun, verb = items[index + 1], items[index + 2]
        if words.norm[noun.start : noun.end] == ["việc"] and verb.act is not None:
            return index + 2
    if index < len(items) and items[index].is_a(Word.CLAUSE, Word.MANNER) and items[index].act is None:
        return _verb_after(words, items, index)
    return None


def unlisted(words: Words, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items with a subject apart that the end of an opening adverbial seems to list.

    "Trong thời hạn 05 ngày kể từ ngày nhận được đề nghị của doanh nghiệp, | cơ quan đăng ký cấp …"
    """
    if not items or not _opens_adverbial(words, items[0]):
        return items
    manner = items[0].is_a(Word.MANNER)
    first_comma = next((at for at, item in enumerate(items) if item.sort is Sort.COMMA), len(items))
    for index in range(1, len(items) - 1):
        item, after = items[index], items[index + 1]
        apart = len(item.mentions) > 1 and words.norm[item.mentions[-1].start - 1] == ","
        before = words.norm[items[index - 1].end - 1]
        owned = (
            before in _OWNS
            or _is_owner(words, items, index)
            or (before in _BINDS and 1 < index < first_comma and not manner)
        )
        says = after.sort is not Sort.COMMA and (after.is_a(Word.DUTY) or not after.is_a(Word.THEN))
        if apart and owned and says:
            last = item.mentions[-1]
            end = item.mentions[-2].end
            first = item._replace(end=end, mentions=item.mentions[:-1])
            comma = Item(Sort.COMMA, end, last.start)
            return (
                *items[:index],
                first,
                comma,
                item._replace(start=last.start, mentions=(last,)),
                *items[index + 1 :],
            )
    return items


def _is_owner(words: Words, items: tuple[Item, ...], index: int) -> bool:
    """Whether a list of those whose something is began before, with names that nobody knows in between: "kiến
    nghị của giáo viên và cha mẹ | học sinh"."""
    at = index - 1
    while at > 0 and (items[at].sort is Sort.AGENCIES or not items[at].kinds or items[at].is_a(Word.AND)):
        if items[at].sort is Sort.COMMA:
            return False
        at -= 1
    return at < index - 1 and words.norm[items[at].end - 1] in _OWNS


def _opens_adverbial(words: Words, item: Item) -> bool:
    """Whether a clause begins with when or on what ground something is done: "sau khi", "theo đề nghị"."""
    if item.act is not None:
        return False
    return item.is_a(Word.CLAUSE, Word.MANNER) or (
        item.is_a(Word.IDIOM) and words.norm[item.start] in _GROUNDS
    )


def who_asks(words: Words, items: Sequence[Item]) -> int | None:
    """Who asks at the end of a long opening: "Nhằm …; bảo đảm …, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu
    các sở …"."""
    for index in range(1, len(items) - 2):
        item = items[index]
        named = item.sort is Sort.AGENCIES and items[index - 1].sort is Sort.COMMA
        if named and _asks(items, index + 1) and words.is_capital(item.start):
            return index
    return None


def in_condition(words: Words, items: Sequence[Item], start: int) -> Actor | None:
    """Who acts in "khi cấp ủy có chủ trương … thì thông báo …": the one whose case it is."""
    conditional = words.norm[items[0].start] in ("khi", "nếu", "trường", "trong")
    if items[start - 1].is_a(Word.THEN) and conditional and items[1].sort is Sort.AGENCIES:
        return Actor(items[1].mentions)
    return None


def reported_by(words: Words, items: Sequence[Item]) -> int | None:
    """Who tells, in a clause that is passive: "kết quả được | Sở Y tế | thông báo đến các xã"."""
    for index in range(1, len(items) - 3):
        if words.norm[items[index - 1].start : items[index - 1].end] != ["được"]:
            continue
        tells = items[index].sort is Sort.AGENCIES and items[index + 1].act is Act.REPORT
        if tells and any(item.sort is Sort.AGENCIES for item in items[index + 2 :]):
            return index
    return None


def subject_of(words: Words, items: Sequence[Item]) -> tuple[Actor | None, int]:
    """The agencies that a clause has as its subject, and the index of what is said of them."""
    owing = who_owes(words, items)
    if owing is not None:
        return owing
    for index, item in enumerate(items):
        if item.sort is Sort.AGENCIES:
            if _may_begin(words, items, index) and (told := _named_by_verb(words, items, index)) is not None:
                return told
            if _may_begin(words, items, index) and (at := _verb_after(words, items, index + 1)) is not None:
                if at == index + 1 and _wants_more(item.mentions[-1]):
                    return _compound(words, items, index) or (None, 0)
                return Actor((*_listed_before(words, items, index, at), *item.mentions)), at
            if index == 0 and (listed := _with_unknown(items)) is not None:
                return listed
            if index == 0 and _only_grounds(words, items):
                return Actor(item.mentions), len(items)
            if _may_begin(words, items, index) and (at := _past_where(words, items, index + 1)) is not None:
                return Actor(item.mentions), at
            if (
                _may_begin(words, items, index)
                and (wide := described(words, items, item.mentions, index + 1)) is not None
            ):
                return Actor(wide[0]), wide[1]
            if _unknown_verb(words, items, index):
                return Actor(item.mentions), index + 1
            if not _may_begin(words, items, index):
                if (swallowed := _swallowed(words, items, index)) is not None:
                    return swallowed
                continue
        elif item.act is not None and (_is_main(items, index) or _asks(items, index)):
            return _in_execution(words, items) or (None, 0)
    return None, 0


def _in_execution(words: Words, items: Sequence[Item]) -> tuple[Actor, int] | None:
    """Who acts to carry out a document: "Thực hiện Kế hoạch số 14/KH-UBND, Sở Y tế tổ chức …"."""
    if words.norm[items[0].start : items[0].end] != ["thực", "hiện"] or len(items) < _HEAD_OF_CLAUSE:
        return None
    if words.norm[items[1].start] not in DOCUMENTS:
        return None
    for index in range(2, len(items) - 1):
        item = items[index]
        if item.sort is Sort.AGENCIES and items[index - 1].sort is Sort.COMMA:
            at = _verb_after(words, items, index + 1) if words.is_capital(item.start) else None
            return (Actor(item.mentions), at) if at is not None else None
        if item.act is not None:
            return None
    return None


def _listed_before(words: Words, items: Sequence[Item], index: int, at: int) -> tuple[Mention, ...]:
    """Those of a list of "chịu trách nhiệm thi hành" that a name which nobody knows parts from the last
    ones."""
    if words.norm[items[at].start] != "chịu":
        return ()
    return tuple(
        mention
        for i, item in enumerate(items[:index])
        if _may_begin(words, items, i)
        for mention in item.mentions
    )


def _with_unknown(items: Sequence[Item]) -> tuple[Actor, int] | None:
    """A list of subjects with members that nobody knows: "Công an tỉnh, hội nghề cá, Sở Y tế phối hợp
    với …"."""
    named = list(items[0].mentions)
    if len(items) < 2 or items[1].sort is not Sort.COMMA:
        return None
    for ahead in range(2, len(items)):
        item, before = items[ahead], items[ahead - 1]
        if item.sort is Sort.AGENCIES:
            if before.sort is not Sort.COMMA and not before.is_a(Word.AND):
                return None
            named += item.mentions
        elif item.act is not None or item.is_a(Word.DUTY):
            known = item.is_a(Word.DUTY) or item.act in (Act.COORDINATE, Act.LEAD)
            known = known or before.sort is Sort.AGENCIES
            return (Actor(tuple(named)), ahead) if known and before.sort is not Sort.COMMA else None
        elif item.kinds and not item.is_a(Word.AND, Word.MANNER, Word.NOMINAL):
            return None
    return None


def _only_grounds(words: Words, items: Sequence[Item]) -> bool:
    """Whether a clause gives its subject only the grounds on which it acts next: "Sở Y tế căn cứ Kế hoạch
    này; …"."""
    return len(items) > 1 and words.norm[items[1].start : items[1].start + 2] == ["căn", "cứ"]


def _swallowed(words: Words, items: Sequence[Item], index: int) -> tuple[Actor, int] | None:
    """A subject that the end of an opening adverbial seems to list: "khi có đề nghị của người dân, Sở Y
    tế báo cáo"."""
    opening = items[0].is_a(Word.CLAUSE, Word.MANNER) and items[0].act is None
    mentions = items[index].mentions
    if items[index - 1].is_a(Word.CLAUSE):
        return None  # "Trường hợp cơ quan, doanh nghiệp …" is whose case it is
    owned = words.norm[items[index - 1].start] == "của"  # "khi có ý kiến của …": no verb of anybody's
    if not owned and any(item.act not in (None, Act.ACT) for item in items[max(0, index - 2) : index]):
        return None
    if not opening or len(mentions) < 2 or words.norm[mentions[0].end] != ",":
        return None
    if len(mentions) > 2 and not words.is_capital(mentions[1].start):
        return None
    if (at := _verb_after(words, items, index + 1)) is None:
        return None
    return Actor(mentions[1:]), at


def _goes_to_somebody(items: Sequence[Item], index: int) -> bool:
    return index < len(items) and items[index].sort is Sort.AGENCIES


def _named_by_verb(words: Words, items: Sequence[Item], index: int) -> tuple[Actor, int] | None:
    """A bare group that the first of two verbs names: "cơ quan, đơn vị góp ý | gửi ý kiến trước thời hạn"."""
    if index + 2 >= len(items) or len(items[index].mentions) > 1:
        return None
    mention, verb, said = items[index].mentions[0], items[index + 1], items[index + 2]
    bare = all(part in _SAYS_LITTLE for part in _PARTS.split(mention.name.lower()))
    if (
        not bare
        or verb.act not in (Act.ACT, Act.PROPOSE, Act.ADVISE)
        or verb.light
        or verb.is_a(Word.MANNER, Word.DUTY)
    ):
        return None
    follows = words.norm[said.start : said.start + 2] == ["thực", "hiện"]  # "thực hiện theo quy trình"
    sent_on = said.is_a(Word.RECIPIENT) and verb.act is not Act.ACT and _goes_to_somebody(items, index + 3)
    follows = follows or said.is_a(Word.BARRED)  # "đơn vị góp ý có quyền …"
    if (said.act is None and not follows) or sent_on:
        return None
    name = words.printed(mention.start, verb.end)
    return Actor((Mention(name, GROUP_KIND, mention.start, verb.end, True, has_place=True),)), index + 2


def _compound(words: Words, items: Sequence[Item], index: int) -> tuple[Actor, int] | None:
    """A noun that a verb completes: "cơ quan đăng ký kinh doanh thông báo", "đơn vị được giao lập dự
    toán báo cáo".

    The name runs to the verb that is left to say what it does; None when there is none.
    """
    mentions = items[index].mentions
    inside = index + 1
    end = 0
    for ahead in range(inside + 1, len(items)):
        item = items[ahead]
        if item.sort is Sort.COMMA and not end:
            return None
        if not end and (ends_subject(words, item) or item.is_a(Word.AND)):
            end = item.start
        if item.act is not None and (end or items[ahead - 1].act is None):
            end = end or item.start
            last = mentions[-1]
            wide = Mention(words.printed(last.start, end), GROUP_KIND, last.start, end, True, has_place=True)
            return Actor((*mentions[:-1], wide)), ahead
    return None


def _wants_more(mention: Mention) -> bool:
    """Whether a name says too little by itself: "cơ quan …", "các đơn vị được giao …"."""
    low = mention.name.lower()
    return low in _TOO_LITTLE or low.endswith(("được giao", "được phân công", "được ủy quyền"))


def _may_begin(words: Words, items: Sequence[Item], index: int) -> bool:
    """Whether a subject may stand here: at the start, or behind an opening adverbial."""
    if index == 0:
        return True
    if items[0].sort is Sort.OTHER and any(item.act is not None for item in items[1:_HEAD_OF_CLAUSE]):
        return False  # "Nghị quyết quy định …": the clause speaks of something else
    before = items[index - 1]
    if words.norm[before.start : before.end] == ["mà"]:
        return False  # "các nội dung mà người nộp thuế cần hướng dẫn"
    if _acts_at_once(items, index):
        return True
    if before.is_a(Word.AND):
        return index == 1 or items[index - 2].sort is not Sort.OTHER
    if before.sort is Sort.OTHER and items[0].is_a(Word.CLAUSE, Word.MANNER):
        return words.norm[before.start] in _PERIODS  # "Định kỳ 06 tháng các cơ quan báo cáo …"
    return before.sort is Sort.COMMA or (before.act is None and before.is_a(Word.THEN, Word.MANNER))


def _acts_at_once(items: Sequence[Item], index: int) -> bool:
    """Whether who stands behind an opening without a comma reports: "nếu có vướng mắc các xã kịp thời
    phản ánh …"."""
    if (
        index + 2 >= len(items)
        or not items[0].is_a(Word.CLAUSE)
        or items[index - 1].sort in (Sort.AGENCIES, Sort.COMMA)
    ):
        return False
    adverb, verb = items[index + 1], items[index + 2]
    stands_free = items[index - 1].act is None and not items[index - 1].is_a(Word.CLAUSE, Word.RECIPIENT)
    return stands_free and adverb.act is None and adverb.is_a(Word.MANNER) and verb.act is Act.REPORT


def _verb_after(words: Words, items: Sequence[Item], index: int) -> int | None:
    """The index from which something is said of the agencies before it, or None if nothing is."""
    item = items[index] if index < len(items) else None
    if item is not None and item.sort is Sort.COMMA:
        index += 1
        item = items[index] if index < len(items) else None
        if item is None or not (item.act is not None or item.is_a(Word.MANNER, Word.CLAUSE, Word.DUTY)):
            return None
    if item is None:
        return None
    if _is_one_that(words, items, index):
        return index + 2
    if item.is_a(Word.AGENT) and index + 1 < len(items) and items[index + 1].sort is Sort.AGENCIES:
        return _past_maker(words, items, index + 2)
    if item.act is not None or item.is_a(Word.DUTY):
        return index
    if item.is_a(Word.MANNER):
        for ahead in range(index, len(items)):
            if items[ahead].act is not None or items[ahead].is_a(Word.DUTY):
                return ahead
            if items[ahead].is_a(Word.STATED):
                return None
            if not items[ahead].is_a(Word.MANNER, Word.AND) and items[ahead].sort is not Sort.COMMA:
                return _past_adverbial(words, items, ahead)
        return None
    if item.is_a(Word.CLAUSE):
        return _past_adverbial(words, items, index)
    return None


def _is_one_that(words: Words, items: Sequence[Item], index: int) -> bool:
    """Whether "là" says what somebody does: "Sở Y tế là đơn vị | quản lý tài khoản"."""
    if words.norm[items[index].start : items[index].end] != ["là"] or index + 2 >= len(items):
        return False
    noun, verb = items[index + 1], items[index + 2]
    return words.norm[noun.start : noun.end] in (["đơn", "vị"], ["cơ", "quan"]) and verb.act is Act.ACT


def _past_maker(words: Words, items: Sequence[Item], index: int) -> int | None:
    """The verb of a subject that another has made: "Tổ công tác do Sở Y tế thành lập | kiểm tra …"."""
    made = index
    while made < len(items) and items[made].act is None:
        made += 1
    return _verb_after(words, items, made + 1) if made < len(items) else None


def _past_adverbial(words: Words, items: Sequence[Item], index: int) -> int | None:
    """The index of the first verb behind an adverbial ("căn cứ kế hoạch này, xây dựng …", "căn cứ nhu cầu
    để lập …"), or None."""
    grounds = words.norm[items[index].start] == "căn"
    comma = next((at for at in range(index, len(items)) if items[at].sort is Sort.COMMA), len(items))
    inside = words.norm[items[index].start : items[index].end] == ["trong"]
    must = next((at for at in range(index, comma) if items[at].is_a(Word.DUTY)), None) if inside else None
    if must is not None:
        return must  # "Giáo viên trong các lớp bồi dưỡng | phải …"
    for ahead in range(index + 1, len(items)):
        item, before = items[ahead], items[ahead - 1]
        if item.is_a(Word.DUTY):
            return ahead
        if item.act is None:
            continue
        if before.sort is Sort.COMMA or before.is_a(Word.MANNER):
            return ahead
        if grounds and before.is_a(Word.PURPOSE):
            return ahead
        if before.sort is Sort.OTHER or before.is_a(Word.IDIOM):
            return ahead
    return None


def _past_where(words: Words, items: Sequence[Item], index: int) -> int | None:
    """The verb of a body behind "nơi", which says which it is: "Công an xã | nơi người đó ở thông báo …"."""
    if index >= len(items) or words.norm[items[index].start] != "nơi":
        return None
    verbs = [
        at for at in range(index + 1, len(items)) if items[at].act is not None or items[at].is_a(Word.DUTY)
    ]
    return next((at for at in verbs if items[at].act is not Act.ACT), verbs[0]) if verbs else None


def _unknown_verb(words: Words, items: Sequence[Item], index: int) -> bool:
    """Whether a word that nobody knows stands as the verb behind a body's name: "Bộ Y tế xuất cấp thuốc …",
    "… thì Công an xã trích xuất hồ sơ …"."""
    subject = items[index]
    stands = index == 0 or items[index - 1].is_a(Word.THEN)
    if index + 1 >= len(items) or not stands or subject.mentions[-1].is_group:
        return False
    if items[-1].end - subject.end < _SHORTEST_TASK:
        return False
    item = items[index + 1]
    plain = item.sort is Sort.OTHER and not item.kinds and words.norm[item.start].isalpha()
    return plain and not words.is_capital(item.start) and words.norm[item.start] not in THINGS


def _asks(items: Sequence[Item], index: int) -> bool:
    """Whether a verb asks or orders somebody who is named: who follows is its object."""
    asks = items[index].act in (Act.ASK, Act.DIRECT)
    return asks and index + 1 < len(items) and items[index + 1].sort is Sort.AGENCIES


def _is_main(items: Sequence[Item], index: int) -> bool:
    """Whether a verb is where the predicate of a clause without a subject begins."""
    if index == 0:
        return True
    before = items[index - 1]
    needed = index > 1 and before.is_a(Word.DUTY) and items[index - 2].is_a(Word.CLAUSE)
    if needed and items[0].is_a(Word.CLAUSE):
        return False  # "Trường hợp cần sửa đổi dự thảo, Sở Y tế …"
    return before.act is None and before.is_a(Word.MANNER, Word.AND, Word.THEN, Word.DUTY) and index <= 3


def predicate_start(items: Sequence[Item], words: Words, verb_expected: bool) -> int | None:
    """Where the predicate begins in a clause that names no subject; None if it says nothing of anyone."""
    index = 0
    while (
        index < len(items)
        and items[index].act is None
        and (
            items[index].is_a(Word.AND, Word.MANNER, Word.DUTY) or (index and items[index].sort is Sort.COMMA)
        )
    ):
        index += 1
    if index >= len(items):
        return None
    item = items[index]
    if item.act is not None:
        after = items[index + 1] if index + 1 < len(items) else None
        suffers = after is not None and after.act is None and words.norm[after.start : after.end] in _SUFFERS
        return None if suffers else index  # "Phản ánh | bị ẩn không được công khai"
    if (asked := _asked_late(items, index)) is not None:
        return asked
    if item.is_a(Word.CLAUSE):
        for ahead in range(index + 1, len(items)):
            if (
                items[ahead].act is not None
                and items[ahead - 1].act is None
                and items[ahead - 1].is_a(Word.THEN)
            ):
                return ahead
        for ahead in range(index + 1, len(items)):
            before = items[ahead - 1]
            verb = items[ahead]
            grounds = words.norm[item.start] == "căn" and before.sort is Sort.OTHER
            if grounds and verb.act is Act.ACT and not any(i.sort is Sort.COMMA for i in items[index:ahead]):
                return ahead  # "Căn cứ nhu cầu xây dựng bảng …"
            if verb.act is Act.ASK and ahead + 1 < len(items) and items[ahead + 1].sort is Sort.AGENCIES:
                return ahead
            if verb.act is not None and (
                before.sort is Sort.COMMA
                or (before.act is None and before.is_a(Word.THEN, Word.MANNER, Word.IDIOM))
            ):
                return ahead
        return None
    return index if verb_expected and _may_be_verb(words, items, index) else None


def _asked_late(items: Sequence[Item], index: int) -> int | None:
    """Where somebody is asked behind a long opening: "Trong quá trình …, nếu có vướng mắc, đề nghị các xã
    phản ánh …"."""
    for ahead in range(index + 1, len(items)):
        if items[ahead].act is Act.ASK and _asks(items, ahead) and items[ahead - 1].sort is Sort.COMMA:
            return ahead
    return None


def _may_be_verb(words: Words, items: Sequence[Item], index: int) -> bool:
    """Whether a word that nobody knows opens a task in a list of tasks: "Vun đắp tình đoàn kết …"."""
    item = items[index]
    if item.sort is not Sort.OTHER or item.kinds or not words.surface[item.start].isalpha():
        return False
    long_enough = items[-1].end - item.start >= _SHORTEST_TASK
    named = words.is_capital(item.start + 1) or words.norm[item.start] in THINGS
    return long_enough and not named and not words.surface[item.start].isupper()
