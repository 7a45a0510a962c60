"""Recognises the name of an agency in running text: Sở Tư pháp, Ủy ban nhân dân các xã, các sở, ban."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dieukhoan.assign.lexicon import (
    ACTORS,
    BODIES,
    DETERMINERS,
    FIELDS,
    GROUPS,
    HONORIFICS,
    HOUSES,
    MODIFIERS,
    NOUNS,
    OWNERS,
    UNITS,
    WORDS,
    Head,
    Noun,
    Word,
)
from dieukhoan.assign.names import (
    ENDS_A_NAME,
    begins_field,
    begins_verb,
    is_half,
    listed_end,
    managed_end,
    matter_end,
    proper_end,
    related_end,
    told_apart_end,
    work_end,
)
from dieukhoan.assign.places import SIGNS, level_end, name_run, phrase, place, region_end
from dieukhoan.assign.words import Words

GROUP_KIND = "nhom"
OWN_KIND = "xac-dinh"
"""The kind of bodies that only their document defines."""
_DEEPEST = 3  # Chủ tịch · Ủy ban nhân dân · tỉnh; Văn phòng · Ban Chỉ huy · Phòng thủ dân sự tỉnh
_MOST_MEMBERS = 12
# One syllable that is a body only where the next word shows it: "các hội nghị", "các bộ phận" are none.
_SHY = frozenset(
    {
        "bộ",
        "ban",
        "hội",
        "tỉnh",
        "thành phố",
        "vụ",
        "cục",
        "huyện",
        "xã",
        "phường",
        "phòng",
        "bên",
        "trường",
        "cơ sở",
        "sở",
        "ngành",
        "trung tâm",
    }
)
_NEEDS_COMPANY = frozenset(
    {
        "tổ chức",
        "phòng",
        "bên",
        "trường",
        "cơ sở",
        "trung tâm",
        "địa phương",
        "đối tượng",
        "khách hàng",
        "người dân",
        "cộng đồng",
        "bộ phận",
        "công ty",
    }
)
_HOMES = frozenset({"thôn", "tổ dân phố"})  # "tiêu chí xác định xã, thôn hoàn thành …", but "Trưởng | thôn"
_ALONE = frozenset({"doanh nghiệp"})
# "Cục Thuế", "Kho bạc Nhà nước": of the country where no place follows.
_NATIONAL = frozenset({"cục", "kho", "ngân"})
_OFFICES = frozenset({"phòng", "phòng , ban"})  # "các phòng, ban, ngành thuộc quận"
_SPEAKS_OF_ITSELF = frozenset({"tỉnh", "thành phố", "quận", "huyện", "xã", "phường", "đặc khu", "thị xã"})
_BRANCHES = frozenset({"ban", "ngành", "ban ngành", "đoàn thể"})  # "thủ trưởng cơ quan, ban, ngành thành phố"
_NO_BODY = frozenset(
    {("trường", "hợp"), ("đơn vị", "tính"), ("đơn vị", "đo"), ("đơn vị", "thời"), ("chính quyền", "số")}
)
_WITH_BODIES = frozenset({"địa phương", "cơ quan ngang bộ"})


@dataclass(frozen=True, slots=True)
class Mention:
    """An agency as it stands in the text: words ``start`` to ``end``.

    ``name`` reads as printed, abbreviations written out. ``level`` is the level of government at which
    the name
    ends without saying which place ("tỉnh" in "Công an tỉnh"), or ""; ``has_place`` tells that a place or a
    level stands in the name. ``is_group`` marks what names many bodies at once.
    """

    name: str
    kind: str
    start: int
    end: int
    is_group: bool = False
    level: str = ""
    has_place: bool = False


def _one(words: Words, index: int, depth: int) -> Mention | None:
    """A single body that a noun of the data file begins."""
    for position, (noun, end) in enumerate(NOUNS.every(words.norm, index)):
        if end == index + 1 and begins_verb(words, index):
            continue
        if position and Head.TITLE not in noun.heads and "ban" not in noun.heads.values():
            continue  # "Trưởng | Ban Chỉ đạo" may begin like "Trưởng ban"; "Ban | Kiểm soát" is no other body
        if (mention := _completed(words, index, noun, end, depth)) is not None:
            return mention
    return None


def _completed(words: Words, index: int, noun: Noun, end: int, depth: int) -> Mention | None:
    """The body that a noun of the data names with what follows it: "Cục | Hải quan"; None if nothing does."""
    size = len(words.norm)
    for head, kind in noun.heads.items():
        mention: Mention | None = None
        if head is Head.WHOLE:
            mention = Mention("", kind, index, region_end(words, end) or end, has_place=True)
        elif head is Head.PLACED:
            mention = _placed(words, index, end, kind)
        elif head is Head.TITLE:
            mention = _titled(words, index, end, kind, depth)
        elif head is Head.NAMED and not (Head.TITLE in noun.heads and _begins_body(words, end)):
            shouted = words.surface[index].isupper() and len(words.surface[index]) > 1
            name_end = proper_end(words, end, kind) if end < size and not shouted else end
            if name_end == end and kind == "ban":
                name_end = max(work_end(words, end), managed_end(words, end))
            name_end = listed_end(words, name_end, kind) if name_end > end else name_end
            if name_end > end or (kind == "ban" and _at_home(words, end)):
                mention = _owned(words, index, name_end, kind, depth)
        if mention is not None:
            return replace(mention, name=words.printed(mention.start, mention.end))
    return None


def _at_home(words: Words, index: int) -> bool:
    """Whether a committee has no name but its place: "Ban Chỉ đạo | tỉnh"."""
    where = place(words, index)
    return where is not None and bool(where.level)


def _begins_body(words: Words, index: int) -> bool:
    """Whether a body that needs no name of its own begins here: "Văn phòng | Tỉnh ủy"."""
    if index >= len(words.norm) or not words.is_capital(index):
        return False
    found = NOUNS.longest(words.norm, index)
    return found is not None and (Head.WHOLE in found[0].heads or Head.PLACED in found[0].heads)


def _placed(words: Words, index: int, end: int, kind: str) -> Mention | None:
    where = place(words, end)
    if where is not None:
        return Mention("", kind, index, where.end, where.is_plural, where.level, True)
    owner = _one(words, end, _DEEPEST) if end < len(words.norm) and words.is_capital(end) else None
    if owner is not None and owner.kind in ("bo", "trung-uong"):
        return Mention("", kind, index, owner.end, has_place=True)
    named = name_run(words, end)
    if named == end + 1 and (is_half(words, end) or begins_field(words, end)):
        named = proper_end(words, end, kind)  # "Thanh tra | Ngân hàng", "Bảo hiểm xã hội | Công an nhân dân"
        if (where := place(words, named)) is not None:
            return Mention("", kind, index, where.end, where.is_plural, where.level, True)
    if named > end:
        return Mention("", kind, index, named, has_place=True)
    if kind in ("ubnd", "hdnd", "cap-uy", "mat-tran", "cong-doan", "quan-su"):
        clear = words.is_capital(index) or words.norm[end - 1] == "ủy"
        return Mention("", kind, index, end) if clear else None
    if kind == "nganh-doc" and words.norm[index] in _NATIONAL and words.is_capital(index):
        return Mention("", kind, index, end)
    return None


def _titled(words: Words, index: int, end: int, kind: str, depth: int) -> Mention | None:
    """Chủ tịch Ủy ban nhân dân tỉnh, Giám đốc các sở, Văn phòng Liên đoàn Lao động."""
    if depth >= _DEEPEST or end >= len(words.norm):
        return None
    at = end + (words.norm[end] in ("của", "thuộc"))
    inner = _agency(words, at, depth + 1) if at < len(words.norm) else None
    if inner is None:
        return _of_the_house(words, index, at, kind)
    if inner.kind == "cap-uy" and not inner.has_place:
        inner = _committees(words, inner)
    return replace(inner, kind=kind, start=index)


def _committees(words: Words, first: Mention) -> Mention:
    """The committees that share an office: "bí thư tỉnh ủy, thành ủy" are the secretaries of either."""
    end = first.end
    while words.norm[end : end + 1] in ([","], ["và"]) and end + 1 < len(words.norm):
        following = NOUNS.longest(words.norm, end + 1)
        if following is None or following[0].heads.get(Head.PLACED) != "cap-uy" or words.is_capital(end + 1):
            break
        end = following[1]
    if end == first.end:
        return first
    return replace(first, end=end, is_group=True, has_place=True)


def _of_the_house(words: Words, index: int, at: int, kind: str) -> Mention | None:
    """An office of the body that speaks: "Chánh Văn phòng Bộ", "Giám đốc Trung tâm"."""
    if not words.is_capital(at):
        return None
    house = HOUSES.longest(words.norm, at)
    return Mention("", kind, index, house[1]) if house is not None else None


def _owned(words: Words, index: int, end: int, kind: str, depth: int) -> Mention:
    """A named body with what stands after its name: a place, or the body to which it belongs."""
    where = place(words, end)
    if where is not None:
        return Mention("", kind, index, where.end, where.is_plural, where.level, True)
    at = end
    if at < len(words.norm) and words.norm[at] in ("-", "thuộc", "của") and words.is_capital(at + 1):
        at += 1
    elif words.norm[index] == "tổ" and words.norm[at : at + 2] == ["giúp", "việc"]:
        at += 2  # "Tổ Thư ký | giúp việc Hội đồng"
    if kind not in ("so", "bo") and depth < _DEEPEST and at < len(words.norm) and words.is_capital(at):
        owner = _one(words, at, depth + 1)
        if owner is not None and not owner.is_group:
            return Mention("", kind, index, owner.end, False, owner.level, owner.has_place)
    return Mention("", kind, index, end)


def _modified(words: Words, end: int, depth: int) -> int:
    """The index after what belongs to a group's name behind its nouns."""
    norm, size = words.norm, len(words.norm)
    for _ in range(4):
        if end >= size:
            break
        owner = OWNERS.longest(norm, end)
        if owner is not None and owner[1] < size:
            inner = _agency(words, owner[1], depth + 1) if depth < _DEEPEST else None
            where = place(words, owner[1])
            if inner is not None or where is not None:
                end = inner.end if inner is not None else where.end if where is not None else end
                continue
            house = HOUSES.longest(norm, owner[1]) if words.is_capital(owner[1]) else None
            if house is not None:
                end = house[1]
                continue
        if norm[end - 1] == "quan" and norm[end - 2] == "liên" and (to := related_end(words, end)) > end:
            return to
        found = MODIFIERS.longest(norm, end)
        if found is not None and not (norm[end] == "quản" and norm[end - 1] == "quan"):
            end = found[1]  # "các cơ quan có liên quan | quản lý …": they manage
            continue
        where = place(words, end)
        if where is None and (of := matter_end(words, end)) > end:
            end = of
            continue
        if where is None:
            break
        end = where.end
    return end


def is_thing(words: Words, start: int, end: int) -> bool:
    """Whether what begins like a body is a thing: "đơn vị | tính", "các trường | hợp"."""
    return end < len(words.norm) and (phrase(words, start, end), words.norm[end]) in _NO_BODY


def _plausible(words: Words, end: int) -> bool:
    """Whether a shy noun ("các bộ …") is followed by what may follow a body."""
    if end >= len(words.norm) or words.norm[end] in SIGNS or words.norm[end] in ("và", "hoặc"):
        return True
    if MODIFIERS.longest(words.norm, end) or OWNERS.longest(words.norm, end) or place(words, end):
        return True
    found = WORDS.longest(words.norm, end)
    return found is not None and not found[0].kinds.isdisjoint(ENDS_A_NAME | {Word.AND})


def _of_a_field(words: Words, name: str, end: int) -> bool:
    """Whether "các Sở" goes on with a field, as the departments of many places do: "các Sở | Y tế"."""
    return name == "sở" and words.is_capital(end) and FIELDS.longest(words.norm, end) is not None


def _last_of(words: Words, name: str, end: int) -> bool:
    """Whether "cơ quan" ends a list of bodies ("các bộ, cơ quan liên quan") and begins no list of its own."""
    after = words.norm[end : end + 2]
    return name == "cơ quan" and (after[:1] != [","] or after == [",", "địa"])


def _ends_with_units(words: Words, name: str, end: int) -> bool:
    """Whether "đơn vị" only rounds off a list of bodies: "các sở, ngành, đơn vị và Ủy ban nhân dân các xã".

    With words of its own it begins another group: "các sở, ngành, đơn vị | trực thuộc Ủy ban nhân dân tỉnh".
    """
    after = words.norm[end : end + 2]
    return name == "đơn vị" and (
        after in (["liên", "quan"], ["có", "liên"]) or _modified(words, end, 0) == end
    )


def _group(words: Words, index: int, depth: int) -> Mention | None:
    """Many bodies under one name: "các sở, ban, ngành tỉnh", "cơ quan, đơn vị có liên quan"."""
    norm, size = words.norm, len(words.norm)
    found = DETERMINERS.longest(norm, index)
    at = found[1] if found is not None else index
    if at >= size:
        return None
    noun = GROUPS.longest(norm, at)
    if noun is None:
        return None
    family, end = noun
    member = phrase(words, at, end)
    if is_thing(words, at, end):
        return None
    has_determiner = at > index
    if member in _SHY and not _plausible(words, end) and not _of_a_field(words, member, end):
        return None
    if family == ACTORS and member.endswith(("chủ trì", "phối hợp")) and norm[end : end + 1] == ["với"]:
        return None
    count = 1
    while (
        family != ACTORS
        and end + 1 < size
        and count < _MOST_MEMBERS
        and norm[end] in (",", "và", "hoặc", "/")
    ):
        following = GROUPS.longest(norm, end + 1)
        if following is None:
            break
        kin, after = following
        name = phrase(words, end + 1, after)
        in_title = depth > 0 and family == UNITS and name.startswith(("tổ chức", "đơn vị", "doanh nghiệp"))
        joins = (
            kin == family
            or (member == "cơ quan" and name in _BRANCHES)
            or in_title
            or member in _OFFICES
            or (family == BODIES and has_determiner and _ends_with_units(words, name, after))
            or (
                family == BODIES
                and (name in _WITH_BODIES or (depth > 0 and kin == UNITS) or _last_of(words, name, after))
            )
        )
        if not joins or (name in _SHY and not _plausible(words, after)):
            break
        if not has_determiner and name in _ALONE and count > 1 and not depth:
            break
        end, count = after, count + 1
    tail = _modified(words, end, depth)
    last = norm[end - 2 : end]
    if family != BODIES and tail == end and (has_determiner or last != ["tổ", "chức"]):
        tail = told_apart_end(words, tail)  # "tổ chức huấn luyện" is an act
    if (
        not has_determiner
        and count == 1
        and tail == end
        and family != ACTORS
        and (
            (family == BODIES and (depth == 0 or " " not in member))
            or member in _NEEDS_COMPANY
            or (depth == 0 and member in _HOMES and not words.is_capital(index))
        )
    ):
        return None
    bare = not has_determiner and family == BODIES and count == 1
    if bare and not (tail > end and words.is_capital(index)) and (depth == 0 or " " not in member):
        return None  # "Sở quản lý ngành" says which; "sở" alone does not
    return Mention(words.printed(index, tail), GROUP_KIND, index, tail, True, has_place=True)


def _agency(words: Words, index: int, depth: int) -> Mention | None:
    if index >= len(words.norm):
        return None
    honorific = HONORIFICS.longest(words.norm, index)
    if honorific is not None and honorific[1] < len(words.norm):
        office = _one(words, honorific[1], depth) or _group(words, honorific[1], depth)
        if office is not None:
            return replace(office, start=index)
    if depth == 0 and (called := words.names.short.longest(words.norm, index)) is not None:
        name, end = called
        by_itself = words.is_capital(index) or len(name.split()) > 1
        if by_itself and _stands_for(words, index, end):
            group = name.lower() == phrase(words, index, end).replace(" ,", ",")
            return Mention(name, GROUP_KIND if group else OWN_KIND, index, end, group, has_place=True)
    if depth == 0 and (role := _by_role(words, index)) is not None:
        return role
    if (own := words.names.own.longest(words.norm, index)) is not None:
        return _own_body(words, index, own[1])
    one = _one(words, index, depth) or _office_holders(words, index, depth)
    one = one or _government(words, index, depth)
    many = _group(words, index, depth)
    if one is None or (many is not None and many.end > one.end):
        return many
    return one


def _own_body(words: Words, index: int, end: int) -> Mention:
    """The body of the title, with its level: "Hội đồng phối hợp phòng, chống lũ | cấp tỉnh"."""
    where = place(words, end)
    if where is None:
        return Mention(words.printed(index, end), OWN_KIND, index, end, has_place=True)
    name = words.printed(index, where.end)
    return Mention(name, OWN_KIND, index, where.end, where.is_plural, where.level, True)


def _by_role(words: Words, index: int) -> Mention | None:
    """A group that a heading of the document names by what it does, where something is said of it: "cơ quan
    góp ý | gửi văn bản"."""
    determiner = DETERMINERS.longest(words.norm, index)
    at = determiner[1] if determiner is not None else index
    found = words.names.roles.longest(words.norm, at) if at < len(words.norm) else None
    if found is None:
        return None
    end = found[1]
    if end < len(words.norm) and words.norm[end] not in SIGNS:
        after = WORDS.longest(words.norm, end)
        if after is None or after[0].kinds.isdisjoint(ENDS_A_NAME | {Word.AND}):
            return None
    return Mention(words.printed(index, end), GROUP_KIND, index, end, True, has_place=True)


def _office_holders(words: Words, index: int, depth: int) -> Mention | None:
    """All who hold an office: "các | thành viên Ban Chỉ đạo tỉnh"."""
    found = DETERMINERS.longest(words.norm, index)
    if found is None or found[1] >= len(words.norm):
        return None
    office = _one(words, found[1], depth)
    if office is None or (office.kind != "chuc-danh" and words.norm[office.start] != "phó"):
        return None
    return replace(office, name=words.printed(index, office.end), start=index)


def _stands_for(words: Words, index: int, end: int) -> bool:
    """Whether a short name that the document defines is not the beginning of a longer one: "Quỹ | Hỗ trợ nông
    dân"."""
    longer = _one(words, index, _DEEPEST)
    return (longer is None or longer.end <= end) and not words.is_capital(end)


def _needy(words: Words, index: int) -> Mention | None:
    level = level_end(words, index)
    if level is None or phrase(words, index, level) not in _SPEAKS_OF_ITSELF:
        return None
    end = name_run(words, level)
    if end == level or words.norm[end : end + 1] not in (["cần"], ["phải"]):
        return None
    return Mention(words.printed(index, end), "ubnd", index, end, has_place=True)


def _government(words: Words, index: int, depth: int) -> Mention | None:
    """A place that acts under the name of its level alone, or that needs to do something: "Trường hợp còn
    thiếu, Tỉnh báo cáo …", "tỉnh Lâm Giang cần tiếp tục …"."""
    if depth == 0 and (named := _needy(words, index)) is not None:
        return named
    if depth or not words.is_capital(index) or words.surface[index].isupper():
        return None
    end = level_end(words, index)
    if end is None or phrase(words, index, end) not in _SPEAKS_OF_ITSELF or name_run(words, end) > end:
        return None
    if end < len(words.norm) and not _plausible(words, end):
        return None
    return Mention(words.printed(index, end), "ubnd", index, end, False, phrase(words, index, end), True)


def agency(words: Words, index: int) -> Mention | None:
    """The agency whose name begins at a word, or None.

    >>> from dieukhoan.assign.words import split
    >>> agency(split("Sở Y tế tỉnh Lâm Giang chủ trì"), 0).name
    'Sở Y tế tỉnh Lâm Giang'
    """
    return None if _in_number(words, index) else _agency(words, index, 0)


def _in_number(words: Words, index: int) -> bool:
    """Whether a word belongs to the symbol of a document: "Kế hoạch số 14/KH-|UBND"."""
    signed = index > 1 and words.norm[index - 1] in ("-", "/")
    spelt = signed and words.surface[index - 2].islower() and words.surface[index][1:].islower()
    return (
        signed
        and not (spelt and words.norm[index - 1] == "/")  # "Phòng Kinh tế xã/Phòng Hạ tầng phường"
        and words.end[index - 2] == words.start[index - 1]
        and words.end[index - 1] == words.start[index]
    )
