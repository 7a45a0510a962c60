"""Where a body is: "tỉnh", "các xã, phường", "cấp xã", "tỉnh Lâm Giang" behind its noun."""

from __future__ import annotations

from dataclasses import dataclass

from dieukhoan.assign.lexicon import (
    DETERMINERS,
    GROUPS,
    LEVELS,
    NOUNS,
)
from dieukhoan.assign.words import Words

LONGEST_LIST = 60
_LONGEST_PLACE = 5
SIGNS = frozenset(",;:.()\"'?!/…-+=&%*“”")
# "tỉnh uỷ", "xã hội", "thành phố" as a part of other words
_NOT_A_LEVEL_BEFORE = frozenset({"ủy", "đoàn", "hội", "viên", "trưởng"})
_ENTRUSTS = (["ủy", "quyền"], ["ủy", "thác"])  # "Ủy ban nhân dân tỉnh | ủy quyền cho …"
_ROMAN = frozenset("IVX")


@dataclass(frozen=True, slots=True)
class Place:
    end: int
    level: str = ""  # of a single bare level
    is_plural: bool = False


def phrase(words: Words, start: int, end: int) -> str:
    return " ".join(words.norm[start:end])


def name_run(words: Words, index: int, longest: int = _LONGEST_PLACE) -> int:
    """The index after a run of capitalised words that may be a proper name; ``index`` if there is none."""
    at, size = index, len(words.norm)
    while at < size and at - index < longest:
        if words.is_capital(at) and words.norm[at] not in SIGNS:
            found = NOUNS.longest(words.norm, at)
            if at > index and found is not None and found[1] < size and words.is_capital(found[1]):
                break
            if words.norm[at : at + 2] == ["quyết", "định"] and not words.is_capital(at + 1):
                break  # "Chủ tịch Ủy ban nhân dân xã | Quyết định hỗ trợ"
            at += 1
        elif (
            words.norm[at] == "-"
            and at > index
            and words.is_capital(at + 1)
            and words.start[at] == words.end[at - 1] + 1
            and GROUPS.longest(words.norm, at + 1) is None
        ):
            at += 1
        else:
            break
    return at


def level_end(words: Words, index: int) -> int | None:
    """The index after a level of government, or None."""
    if index >= len(words.norm):
        return None
    found = LEVELS.longest(words.norm, index)
    if found is None:
        return None
    end = found[1]
    if end < len(words.norm) and words.norm[end] in _NOT_A_LEVEL_BEFORE:
        entrusts = words.norm[end : end + 2] in _ENTRUSTS
        return end if entrusts else None
    return end


def place(words: Words, index: int) -> Place | None:
    """What says where a body is: "tỉnh", "tỉnh Lâm Giang", "cấp xã", "các xã, phường", "cùng cấp",
    "Việt Nam"."""
    norm, size = words.norm, len(words.norm)
    if index >= size:
        return None
    word = norm[index]
    if word in ("các", "cùng", "hai", "02") and index + 1 < size and norm[index + 1] == "cấp":
        return Place(index + 2, is_plural=True)
    if word == "việt" and index + 1 < size and norm[index + 1] == "nam":
        return place(words, index + 2) or Place(index + 2)
    if word == "trung" and index + 1 < size and norm[index + 1] == "ương":
        return Place(index + 2)
    if (region := region_end(words, index)) is not None:
        return Place(region)
    if norm[index : index + 3] == ["các", "địa", "phương"]:
        return Place(index + 3, is_plural=True)
    at = index + (word in ("các", "cấp", "từng", "mỗi") or word.isdigit())
    end = level_end(words, at)
    if end is None:
        return None
    plural = at > index
    first_level = phrase(words, at, end)
    while end < size and norm[end] in (",", "và", "hoặc", "/"):
        after = level_end(words, end + 1 + (norm[end + 1 : end + 2] == ["các"]))
        if after is None or (words.is_capital(after) and norm[end] == ","):
            break
        end, plural = after, True
    if plural and norm[end : end + 2] == ["thuộc", "tỉnh"]:
        end += 2  # "quận, huyện, thị xã và thành phố thuộc tỉnh"
    if norm[end : end + 4] == ["trực", "thuộc", "trung", "ương"]:
        return Place(end + 4, is_plural=True)
    if plural:
        named = name_run(words, end) if norm[index] != "cấp" else end
        if norm[index] == "các" and (places := place_names(words, end)):
            named = places[-1][1]
        return Place(named, is_plural=True)
    named = name_run(words, end)
    if named == end and end < size and norm[end].isdigit() and first_level in ("phường", "quận"):
        named = end + 1
    return Place(named) if named > end else Place(end, level=first_level)


def region_end(words: Words, index: int) -> int | None:
    """The index after "khu vực XI", "khu vực 8", the branch of a national body; None if there is none."""
    if words.norm[index : index + 2] != ["khu", "vực"] or index + 2 >= len(words.norm):
        return None
    number = words.surface[index + 2]
    return index + 3 if number.isdigit() or set(number) <= _ROMAN else None


def place_names(words: Words, index: int) -> list[tuple[str, int]]:
    """The places, each with the index after it, that a list names behind "các tỉnh": two or more, else
    none."""
    norm, size = words.norm, len(words.norm)
    at = index + (norm[index : index + 1] == [":"])
    found: list[tuple[str, int]] = []
    while at < size and words.is_capital(at) and len(found) < LONGEST_LIST:
        if NOUNS.longest(norm, at) is not None or DETERMINERS.longest(norm, at) is not None:
            break
        end = name_run(words, at)
        if end == at:
            break
        found.append((words.printed(at, end), end))
        if end >= size or norm[end] not in (",", "và"):
            break
        at = end + 1
    return found if len(found) > 1 else []
