"""Actors that headings and labels name at length, beyond what the data knows of their names."""

from __future__ import annotations

from dieukhoan.assign.agencies import GROUP_KIND, Mention
from dieukhoan.assign.chunks import Clause, Sort
from dieukhoan.assign.lexicon import BEARERS, WORDS, Word
from dieukhoan.assign.lists import agencies
from dieukhoan.assign.words import Words

LONGEST_DESCRIPTION = 40  # words
_SUBJECT_FOLLOWS = frozenset({"trong", "về", "khi", "đối", "theo", "tại", "đến", "với"})
_PARTS = frozenset({",", ";", "và"})
_FOLLOWING = (["sau", "đây"], ["như", "sau"])
FOLLOWS_OWNER = _SUBJECT_FOLLOWS | {"(", "gồm", "bao", "và", "hoặc"}


def named_at_length(words: Words, clause: Clause) -> tuple[Mention, ...]:
    """The body of a label whose name the data knows in part: "Ngân hàng … - Chi nhánh Khu vực 2:"."""
    if (
        len(clause.items) < 2
        or clause.items[0].sort is not Sort.AGENCIES
        or words.norm[clause.items[0].end] != "-"
    ):
        return ()
    if any(item.act is not None or item.is_a(Word.DUTY) for item in clause.items):
        return ()
    mentions = clause.items[0].mentions
    last = mentions[-1]
    wide = Mention(words.printed(last.start, clause.end), last.kind, last.start, clause.end, has_place=True)
    return (*mentions[:-1], wide)


def told_at_length(words: Words, begin: int) -> list[Mention]:
    """Those whom a heading orders, split at semicolons, where the data knows a name in part: "Giao người
    đứng đầu các tổ chức …; Chủ tịch …"."""
    found: list[Mention] = []
    size = len(words.norm) - (words.norm[-1] == ":")
    while begin < size:
        end = next((i for i in range(begin, size) if words.norm[i] == ";"), size)
        named = agencies(words, begin)
        if not named:
            return []
        if named[-1].end < end:
            start = named[0].start
            if end - start > LONGEST_DESCRIPTION or words.norm[named[-1].end] in ".(":
                return []
            if _says_what_to_do(words, named[-1].end, end):
                return []
            named = [Mention(words.printed(start, end), named[0].kind, start, end, True, has_place=True)]
        found += named
        begin = end + 1
    return found


def _says_what_to_do(words: Words, begin: int, end: int) -> bool:
    """Whether a name has ended and its duty has begun: "Sở Y tế | chủ trì, … có trách nhiệm:", "Chính phủ |
    thực hiện các chỉ tiêu sau đây:"."""
    if words.norm[end - 2 : end] in _FOLLOWING:
        return True
    entries = (WORDS.longest(words.norm, i) for i in range(begin, end))
    return any(entry is not None and Word.DUTY in entry[0].kinds for entry in entries)


def listed_after(words: Words, index: int) -> list[Mention]:
    """Those whom a list goes on with behind a name that nobody knows: "Sở Y tế; Nhà hát Tre; các xã"."""
    found: list[Mention] = []
    at, parted = index, False
    while at < len(words.norm):
        sign = words.norm[at]
        named = agencies(words, at, semicolons=True) if parted and sign not in _PARTS else []
        if named:
            found += named
        parted = sign in _PARTS
        at = named[-1].end if named else at + 1
    return found


def _ends_owner(words: Words, index: int) -> bool:
    """Whether the name of an owner ends: "Trách nhiệm của tổ chức thẩm định | bao gồm:"."""
    word, after = words.norm[index], words.norm[index + 1 : index + 2]
    if word in _SUBJECT_FOLLOWS or word in ".:;(" or word == "gồm":
        return True
    if word in ("và", "hoặc") and after and after[0] not in BEARERS:
        return True
    return word == "bao" and after == ["gồm"]


def owners(words: Words, begin: int, named: list[Mention]) -> list[Mention]:
    """Whose responsibility a heading speaks of: "Trách nhiệm của cá nhân sử dụng hệ thống"."""
    size = len(words.norm)
    known = named[-1].end if named else begin
    end = next((i for i in range(known + (not named), size) if _ends_owner(words, i)), size)
    if end <= begin or (named and (known >= end or not named[-1].is_group)):
        return named
    start = named[-1].start if named else begin
    wide = Mention(words.printed(start, end), GROUP_KIND, start, end, True, has_place=True)
    return [*named[:-1], wide]
