"""Where the name of a body ends: proper names, what a board manages, what bodies have to do with."""

from __future__ import annotations

from dieukhoan.assign.lexicon import (
    ACTORS,
    DETERMINERS,
    FIELDS,
    GROUPS,
    HOUSES,
    NOUNS,
    UNITS,
    WORDS,
    Head,
    Word,
)
from dieukhoan.assign.places import SIGNS, level_end
from dieukhoan.assign.words import Words

_LONGEST_NAME = 14
_MINISTERIAL = frozenset({"so", "bo"})
_NO_NAME = frozenset(
    {
        "được",
        "bị",
        "biết",
        "nơi",
        "này",
        "đó",
        "cho",
        "là",
        "có",
        "do",
        "thì",
        "mà",
        "để",
        "khi",
        "theo",
        "sau",
        "chỉ",
        "chưa",
        "đã",
        "hoặc",
    }
)
ENDS_A_NAME = frozenset(
    {
        Word.IDIOM,
        Word.VERB,
        Word.DUTY,
        Word.BARRED,
        Word.THEN,
        Word.RECIPIENT,
        Word.MANNER,
        Word.CLAUSE,
        Word.PURPOSE,
        Word.AGENT,
    }
)
# What the second syllable of a name may look like by chance: "Trợ giúp", "Hậu cần".
_BY_CHANCE = frozenset({Word.VERB, Word.MANNER, Word.DUTY})
_HALVES = frozenset({"báo", "ban", "hội", "bộ"})
# What a board may be set over, in small letters: "Ban Quản lý dự án đầu tư xây dựng".
_MANAGED = frozenset({"khu", "dự", "rừng", "chợ", "cụm", "cảng", "vườn", "di", "bến"})
_IN_CHARGE = frozenset({"môn", "ngành", "nước"})  # chuyên môn, chuyên ngành, quản lý nhà nước
_OF_ACTING = frozenset({"việc", "tác", "động"})  # việc, công tác, hoạt động: a verb behind them is a noun
_LONGEST_TAIL = 4  # words
_LONGEST_MATTER = 8  # words
_OF_FIELDS = frozenset({"cuc", "phong", "trung-tam"})
_LONGEST_FIELD = 4  # words
_LONG_FIELD = 4  # words: nothing else is called so
_SHORTEST_NUMBER = 2  # digits
_COUNTED = frozenset({"ngày", "tháng", "năm", "lần", "đồng", "giờ", "người", "."})
# Verbs that some clerks write with a capital behind the name of who acts.
_ACTS_IN_CAPITALS = (["quyết", "định"], ["chủ", "trì"], ["phối", "hợp"])
DOCUMENTS = frozenset({"nghị", "chỉ", "kế", "đề", "chương", "kết", "quyết", "luật"})
"""First syllables of what documents are called: nghị quyết, chỉ thị, kế hoạch."""


def ends_name(words: Words, index: int) -> bool:
    if words.norm[index] in SIGNS or words.norm[index].isdigit():
        return True
    if level_end(words, index) is not None or DETERMINERS.longest(words.norm, index) is not None:
        return True
    if words.norm[index] in _NO_NAME:
        return True
    found = WORDS.longest(words.norm, index)
    return found is not None and not ENDS_A_NAME.isdisjoint(found[0].kinds)


def _is_field(words: Words, index: int) -> bool:
    """Whether "về" leads to the field of a bureau ("Cục … về trật tự xã hội") and not to a subject or
    recipient."""
    return words.norm[index] == "về" and words.norm[index + 1 : index + 2] == ["trật"]


def proper_end(words: Words, index: int, kind: str) -> int:
    """The index after the proper name that completes a noun such as Cục, Ban; ``index`` if none follows.

    Committees go by the number of a decision: "Ban Chỉ đạo | 389 quốc gia".
    """
    norm, size = words.norm, len(words.norm)
    field = FIELDS.longest(norm, index)
    if kind == "ban" and (numbered := numbered_end(words, index)) > index:
        return numbered
    if not words.is_capital(index):
        spelt = field is not None and (kind == "ban" or _is_ministry(words, index, field[1], kind))
        return field[1] if field is not None and spelt else index
    if field is not None and kind in _MINISTERIAL:
        return field[1]
    at = field[1] if field is not None else index
    while at < size and at - index < _LONGEST_NAME:
        joins = norm[at] in ("và", "-", "&") and at > index and words.is_capital(at + 1)
        if joins and norm[at] == "-" and norm[at + 1 : at + 3] == ["cơ", "quan"]:
            break  # "Cục Hàng hải Việt Nam - Cơ quan thường trực …"
        if joins and NOUNS.longest(norm, at + 1) is None:
            at += 2
        elif words.is_capital(at) and norm[at] not in SIGNS:
            noun = NOUNS.longest(norm, at) if at > index else None
            if noun is not None and (Head.WHOLE in noun[0].heads or Head.PLACED in noun[0].heads):
                break
            if at > index and (level_end(words, at) is not None or _begins_ministry(words, at)):
                break
            if at > index and norm[at : at + 2] in _ACTS_IN_CAPITALS and not words.is_capital(at + 1):
                break  # "Cục Thú y | Quyết định …", "Sở Y tế | Chủ trì …"
            at += 1
        elif norm[at] == "và" and _begins_another(words, at + 1):
            break
        elif at > index and norm[at - 1] in _MANAGED and words.is_capital(at - 1):
            verb = WORDS.longest(norm, at)
            at = verb[1] if verb is not None else at + 1  # "Khu | bảo tồn thiên nhiên Bến Tre"
        elif at > index and not joins and (inner := _field_inside(words, at)) > at:
            at = inner
        elif at == index + 1 and is_half(words, index):
            at += 1  # "Cục Trợ | giúp pháp lý", "Ban Thư | ký"
        elif at > index and not joins and _is_whole(words, index, at):
            break
        elif at > index and not joins and (not ends_name(words, at) or _is_field(words, at)):
            at += 1
        else:
            break
    return at


def _begins_ministry(words: Words, index: int) -> bool:
    """Whether a ministry or department begins inside a name: "Cục Lãnh sự | Bộ Ngoại giao"."""
    after = index + 1
    return words.norm[index] in ("bộ", "sở") and bool(
        after < len(words.norm) and words.is_capital(after) and FIELDS.longest(words.norm, after)
    )


def _is_ministry(words: Words, index: int, end: int, kind: str) -> bool:
    """Whether a long field in small letters names a ministry: "Bộ | thông tin và Truyền thông"."""
    return kind in _MINISTERIAL and words.is_capital(index - 1) and end - index >= _LONG_FIELD


def _field_inside(words: Words, index: int) -> int:
    """The index after a field in the middle of a name that begins like some other word: "Vụ Khoa học | kỹ
    thuật"; ``index`` if there is none."""
    field, word = FIELDS.longest(words.norm, index), WORDS.longest(words.norm, index)
    if field is None or field[1] == index + 1:
        return index
    return field[1] if word is None or (word[0].act is None and word[1] <= field[1]) else index


def begins_field(words: Words, index: int) -> bool:
    """Whether a capital syllable begins a field of more than one: "Thanh tra | Công an", "Cục | Y tế"."""
    found = FIELDS.longest(words.norm, index)
    return found is not None and found[1] > index + 1


def is_half(words: Words, index: int) -> bool:
    """Whether one capital syllable is only the first half of a word, whatever the second may mean alone:
    "Công | an", "Trợ | giúp", "Ngân | hàng"; names of one syllable that say what they do are whole."""
    after = index + 1
    if after >= len(words.norm) or words.is_capital(after) or not words.norm[after].isalpha():
        return False
    if words.surface[index].isupper() or words.norm[after] in _NO_NAME or words.norm[after] in ("và", "về"):
        return False
    if FIELDS.longest(words.norm, index) is not None or HOUSES.longest(words.norm, index) is not None:
        return False
    found = WORDS.longest(words.norm, after)
    if found is None:
        return True
    by_chance = _BY_CHANCE | ({Word.NOMINAL} if Word.DUTY in found[0].kinds else set())  # "Hậu | cần"
    return found[1] == after + 1 and found[0].kinds <= by_chance


def _is_whole(words: Words, index: int, at: int) -> bool:
    """Whether a name has ended with its country and small letters only say what it does: "Cục Hàng hải Việt
    Nam | nhận hồ sơ"."""
    return at > index + 2 and words.norm[at - 2 : at] == ["việt", "nam"] and words.norm[at] != "chi"


def listed_end(words: Words, index: int, kind: str) -> int:
    """The index after the fields that complete a name: "Viện Văn hóa | , Nghệ thuật, Thể thao và Du lịch".

    ``index`` if the comma there parts bodies.
    """
    if kind not in _OF_FIELDS:
        return index
    at = index
    while words.norm[at : at + 1] == [","]:
        end = _field_end(words, at + 1)
        if end == at + 1:
            break
        at = end
    if at == index or words.norm[at : at + 1] != ["và"]:
        return at
    return max(at, _field_end(words, at + 1))


def _field_end(words: Words, index: int) -> int:
    """The index after the name of a field: a capital, and small words behind it."""
    if not words.is_capital(index) or NOUNS.longest(words.norm, index) or GROUPS.longest(words.norm, index):
        return index
    at = index + 1 + is_half(words, index)
    while at < len(words.norm) and at - index < _LONGEST_FIELD and words.norm[at].isalpha():
        if words.norm[at] in ("và", "hoặc") or words.is_capital(at) or ends_name(words, at):
            break
        at += 1
    return at


def numbered_end(words: Words, index: int) -> int:
    """The index after the number by which a committee goes; ``index`` if it counts something else."""
    number, after = words.norm[index : index + 1], words.norm[index + 1 : index + 3]
    if (
        not number
        or not number[0].isdigit()
        or len(number[0]) < _SHORTEST_NUMBER
        or not _COUNTED.isdisjoint(after[:1])
    ):
        return index
    return index + 3 if after == ["quốc", "gia"] else index + 1


def begins_verb(words: Words, index: int) -> bool:
    """Whether a noun of one syllable is only the first half of a verb: "BÁO | CÁO", "Ban | hành"."""
    found = WORDS.longest(words.norm, index)
    return (
        found is not None
        and found[0].act is not None
        and found[1] > index + 1
        and words.norm[index] in _HALVES
    )


def _begins_another(words: Words, index: int) -> bool:
    """Whether "và" leads from a name to another body, or to nothing that a name goes on with."""
    if index >= len(words.norm) or ends_name(words, index) or NOUNS.longest(words.norm, index):
        return True
    group = GROUPS.longest(words.norm, index)
    return group is not None and group[0] in (UNITS, ACTORS) and group[1] > index + 1


def work_end(words: Words, index: int) -> int:
    """The index after the document for which a steering committee was set up; ``index`` if none is named.

    "Ban Chỉ đạo thực hiện Nghị quyết số 05-NQ/TU"
    """
    norm, size = words.norm, len(words.norm)
    if norm[index : index + 2] not in (["thực", "hiện"], ["triển", "khai"]):
        return index
    at = index + 2
    if at >= size or norm[at] not in DOCUMENTS or not words.is_capital(at):
        return index
    at += 2
    while (
        at < size
        and at - index < _LONGEST_NAME
        and (norm[at] == "số" or norm[at][0].isdigit() or norm[at] in "-/" or words.is_capital(at))
    ):
        at += 1
    return at


def managed_end(words: Words, index: int) -> int:
    """The index after what a board manages: "Ban Quản lý | các khu công nghiệp và khu chế xuất"; ``index`` if
    that is not said."""
    norm, size = words.norm, len(words.norm)
    at = index + (norm[index : index + 1] == ["các"])
    if at >= size or norm[at] not in _MANAGED:
        return index
    while at < size and at - index < _LONGEST_NAME:
        if norm[at] in ("và", ",") and norm[at + 1 : at + 2] and norm[at + 1] in _MANAGED:
            at += 2
        elif ends_name(words, at) or norm[at] == "và":
            break
        else:
            at += 1
    return at


def related_end(words: Words, index: int) -> int:
    """The index after what bodies have to do with: "các cơ quan liên quan | đến hoạt động của doanh nghiệp";
    ``index`` if that is not said."""
    norm, size = words.norm, len(words.norm)
    if norm[index : index + 1] not in (["đến"], ["tới"]):
        return index
    at = index + 1
    while at < size and at - index < _LONGEST_MATTER and norm[at] not in SIGNS and norm[at] not in _NO_NAME:
        found = WORDS.longest(norm, at)
        of_acting = norm[at - 1] in _OF_ACTING
        if found is not None and (found[0].act is not None or Word.DUTY in found[0].kinds) and not of_acting:
            break
        at = found[1] if found is not None else at + 1
    return at if at > index + 1 else index


def told_apart_end(words: Words, index: int) -> int:
    """The index after words that nobody knows and that say which units are meant: "đơn vị | điện lực", "doanh
    nghiệp | viễn thông" before a verb, a sign or "và"."""
    norm, size = words.norm, len(words.norm)
    at = index
    while at < size and at - index <= _LONGEST_TAIL and norm[at].isalpha() and not words.is_capital(at):
        if (
            WORDS.longest(norm, at)
            or NOUNS.longest(norm, at)
            or GROUPS.longest(norm, at)
            or ends_name(words, at)
            or norm[at] == "tự"  # "đơn vị | tự đánh giá"
        ):
            break
        at += 1
    if at == index or at - index > _LONGEST_TAIL:
        return index
    if at == size or norm[at] in SIGNS or norm[at] in ("và", "hoặc"):
        return at
    found = WORDS.longest(norm, at)
    says = found is not None and (found[0].act is not None or Word.DUTY in found[0].kinds)
    return at if says else index


def matter_end(words: Words, index: int) -> int:
    """The index after the matter that a body has charge of: "cơ quan chuyên môn | về y tế | thuộc …";
    ``index`` if none is said."""
    norm, size = words.norm, len(words.norm)
    if index >= size or norm[index] != "về" or norm[index - 1] not in _IN_CHARGE:
        return index
    work = WORDS.longest(norm, index + 1) if index + 1 < size else None
    at = work[1] if work is not None and work[0].act is not None else index + 1  # "về | xây dựng"
    while at < size and at - index < _LONGEST_MATTER and not ends_name(words, at):
        at += 1
    return at if at > index + 1 else index
