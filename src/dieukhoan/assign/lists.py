"""Lists of agencies: "Sở A, Sở B và Ủy ban nhân dân các xã", "các Sở: Tài chính, Nội vụ"."""

from __future__ import annotations

from dataclasses import replace

from dieukhoan.assign.agencies import GROUP_KIND, Mention, agency
from dieukhoan.assign.lexicon import (
    FIELDS,
    NOUNS,
    STANDING,
    Head,
)
from dieukhoan.assign.names import numbered_end
from dieukhoan.assign.places import LONGEST_LIST, SIGNS, level_end, name_run, phrase, place, place_names
from dieukhoan.assign.words import Words, split

_JOINTS = frozenset({",", "và", "hoặc", "cùng"})
_BARE_KINDS = frozenset({"thanh-tra", "nganh-doc"})


def _places_of(words: Words, mention: Mention) -> tuple[str, int, list[tuple[str, int]]] | None:
    """The level and the named places of "Chủ tịch Ủy ban nhân dân các tỉnh A, B", and where "các" stands."""
    for index in range(mention.start, mention.end):
        if words.norm[index] == "các" and (end := level_end(words, index + 1)) is not None:
            places = place_names(words, end)
            if places and places[-1][1] == mention.end:
                return phrase(words, index + 1, end), index, places
    return None


def _past_standing(words: Words, index: int) -> int:
    """The index after what a dash or comma adds on how a body stands: "Sở Y tế - Cơ quan thường trực Ban
    Chỉ đạo"."""
    if words.norm[index : index + 1] not in (["-"], [","]) or index + 1 >= len(words.norm):
        return index
    found = STANDING.longest(words.norm, index + 1)
    if found is None:
        second = (
            agency(words, index + 1) if words.norm[index] == "-" and words.is_capital(index + 1) else None
        )
        return second.end if second is not None and second.kind == "chuc-danh" else index
    end = found[1] + (words.norm[found[1] : found[1] + 1] == ["của"])
    whose = agency(words, end) if end < len(words.norm) else None
    return whose.end if whose is not None else numbered_end(words, found[1])


def _past_person(words: Words, mention: Mention) -> int:
    """The index after the name of the person who holds an office: "Phó Thủ tướng | Trần Văn An"."""
    named = mention.kind == "chuc-danh" or words.norm[mention.start : mention.start + 2] == ["phó", "thủ"]
    if not named or mention.is_group:
        return mention.end
    end = name_run(words, mention.end)
    known = NOUNS.longest(words.norm, mention.end) if end > mention.end else None
    return end if end - mention.end > 1 and known is None else mention.end


def _past_brackets(norm: list[str], index: int) -> int:
    """The index after brackets that explain the name before them: "Văn phòng (Trung tâm Công báo), các
    sở"."""
    if index >= len(norm) or norm[index] != "(" or norm[index + 1 : index + 2] in (["qua"], ["thông"]):
        return index
    for ahead in range(index + 1, min(index + 30, len(norm))):
        if norm[ahead] == ")":
            return ahead + 1
    return index


def _bare(words: Words, index: int, noun: str = "Cơ quan") -> Mention | None:
    """A branch of government that a list names by its bare name: "Bảo hiểm xã hội, Thanh tra"."""
    if not words.is_capital(index):
        return None
    found = NOUNS.longest(words.norm, index)
    if found is not None and found[0].heads.get(Head.PLACED) in _BARE_KINDS:
        kind, end = found[0].heads[Head.PLACED], found[1]
    else:
        field = FIELDS.longest(words.norm, index)
        if field is None:
            return None
        kind, end = "so", field[1]
    if end < len(words.norm) and words.norm[end] not in SIGNS and words.norm[end] not in _JOINTS:
        return None
    name = words.printed(index, end)
    is_branch = kind == "so" or name == "Thuế"
    return Mention(
        f"{noun} {name}" if is_branch else name,
        GROUP_KIND if is_branch else kind,
        index,
        end,
        is_branch,
        has_place=is_branch,
    )


def _of_departments(words: Words, group: Mention, index: int) -> list[Mention]:
    """ "Giám đốc các Sở: Tài chính, Nội vụ" are the director of the one and of the other."""
    noun = words.norm[group.end - 1]
    if noun not in ("sở", "bộ"):
        return []
    before = (
        words.printed(group.start, group.end - 1).removesuffix(" các").removesuffix("Các").removesuffix("các")
    )
    stem = f"{before} {noun.capitalize()}".strip()
    found: list[Mention] = []
    while (
        index < len(words.norm)
        and words.is_capital(index)
        and (field := FIELDS.longest(words.norm, index)) is not None
    ):
        name = f"{stem} {words.printed(index, field[1])}"
        found.append(Mention(name, group.kind if before else "so", index, field[1]))
        index = field[1]
        if words.norm[index : index + 1] not in ([","], ["và"]):
            break
        index += 1
    return found


def _spelled_out(words: Words, group: Mention) -> list[Mention]:
    """The bodies that a colon lists behind a common noun: "các cơ quan: Thuế, Bảo hiểm xã hội, Thanh tra"."""
    norm, at = words.norm, group.end
    if norm[at - 1] == "sở" and at < len(norm) and (named := _of_departments(words, group, at)):
        if len(named) > 1:
            return named
        end = named[0].end
        return [replace(group, name=words.printed(group.start, end), end=end)]
    if norm[at : at + 1] == ["như"]:
        at += 1
    if norm[at : at + 1] != [":"] and at == group.end:
        return []
    at += norm[at : at + 1] == [":"]
    if group.kind == "chuc-danh" or norm[group.end - 1] in ("sở", "bộ"):
        return _of_departments(words, group, at)
    if (office := NOUNS.longest(norm, group.start)) and Head.TITLE in office[0].heads:
        return _in_office(words, group, at)
    noun = "Bộ" if "bộ" in norm[group.start : group.end] else "Cơ quan"
    found: list[Mention] = []
    while at < len(norm) and (one := _bare(words, at, noun) or agency(words, at)) is not None:
        found.append(one)
        at = one.end
        if norm[at : at + 1] not in ([","], ["và"]):
            break
        at += 1
    return found if len(found) > 1 else []


def _in_office(words: Words, office: Mention, index: int) -> list[Mention]:
    """Those who hold one office in the bodies that a colon lists: "Giám đốc: Trung tâm A; Trung tâm B"."""
    found: list[Mention] = []
    at = index
    while at < len(words.norm) and (body := agency(words, at)) is not None:
        noun = NOUNS.longest(words.norm, body.start)
        if body.kind == GROUP_KIND or (noun is not None and Head.TITLE in noun[0].heads):
            break
        found.append(replace(body, name=f"{office.name} {body.name}", kind="chuc-danh"))
        at = body.end
        if words.norm[at : at + 1] not in ([","], [";"], ["và"]):
            break
        at += 1
    return found


def _elsewhere(words: Words, index: int, before: Mention) -> Mention | None:
    """The same kind of body in the next place: "Ủy ban nhân dân tỉnh Lâm Giang, tỉnh Vân Khê"."""
    if before.is_group or before.level or level_end(words, index) is None:
        return None
    where = place(words, index)
    if where is None or where.is_plural or where.level:
        return None
    known = split(before.name)
    size = len(known.norm)
    begin = next((i for i in range(1, size) if (at := place(known, i)) is not None and at.end == size), None)
    if begin is None:
        return None
    name = f"{known.printed(0, begin)} {words.printed(index, where.end)}"
    return Mention(name, before.kind, index, where.end, has_place=True)


def agencies(words: Words, index: int, semicolons: bool = False) -> list[Mention]:
    """The agencies that a list names, from a word on; ``semicolons`` may part them too."""
    first = agency(words, index)
    if first is None:
        return []
    norm, size = words.norm, len(words.norm)
    found = (_spelled_out(words, first) if first.is_group else []) or [first]
    while found[-1].end < size and len(found) < LONGEST_LIST:
        if (past := _past_person(words, found[-1])) > found[-1].end:
            found[-1] = replace(found[-1], end=past)
        if (past := _past_standing(words, found[-1].end)) > found[-1].end:
            found[-1] = replace(found[-1], end=past)
        at = _past_brackets(norm, past)
        either = norm[at : at + 1] == ["/"] and words.is_capital(at + 1)  # "Phòng Kinh tế xã/Phòng Hạ tầng"
        if at >= size or not (norm[at] in _JOINTS or either or (semicolons and norm[at] == ";")):
            break
        at += 1
        while at < size and norm[at] in ("và", "cùng", "với", "hoặc"):
            at += 1
        following = agency(words, at) or _bare(words, at) or _elsewhere(words, at, found[-1])
        if following is None:
            break
        found += (_spelled_out(words, following) if following.is_group else []) or [following]
    return _in_each(words, _all_ministers(found))


def _all_ministers(named: list[Mention]) -> list[Mention]:
    """A list in which "Bộ trưởng, Thủ trưởng cơ quan ngang bộ" are those of every ministry."""
    return [
        replace(mention, name="Các Bộ trưởng")
        if mention.name.lower() == "bộ trưởng" and following.name.lower().startswith("thủ trưởng")
        else mention
        for mention, following in zip(named, [*named[1:], named[-1]], strict=True)
    ]


def _in_each(words: Words, named: list[Mention]) -> list[Mention]:
    """A list with one entry for each place that is named: "Bí thư tỉnh ủy và Chủ tịch Ủy ban nhân dân
    các tỉnh: Lâm Giang, Vân Khê"."""
    out: list[Mention] = []
    for mention in named:
        names = _places_of(words, mention) if mention.is_group and mention.kind != GROUP_KIND else None
        if names is None:
            out.append(mention)
            continue
        level, begin, places = names
        committee = f"{level} ủy"
        while out and out[-1].name.lower().endswith(committee) and out[-1].kind != GROUP_KIND:
            shared = out.pop()
            out += [replace(shared, name=f"{shared.name} {place}", has_place=True) for place, _ in places]
            break
        stem = words.printed(mention.start, begin)
        out += [
            Mention(f"{stem} {level} {place}", mention.kind, mention.start, end, has_place=True)
            for place, end in places
        ]
    return out
