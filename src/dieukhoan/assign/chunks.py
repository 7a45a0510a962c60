"""Cuts the running text of a paragraph into sentences, clauses and the items that the grammar of duty works
on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from dieukhoan.assign.agencies import Mention
from dieukhoan.assign.lexicon import (
    AGENCY_FIRST,
    SAYS_LITTLE,
    THINGS,
    URGING,
    WORD_FIRST,
    WORDS,
    Act,
    Entry,
    Word,
)
from dieukhoan.assign.lists import agencies
from dieukhoan.assign.words import Words

_ABBREVIATED = frozenset({"tp", "ts", "ths", "gs", "pgs", "ông", "bà", "q", "p", "h", "st", "v", "tr", "số"})
# "lãnh đạo cấp ủy, chính quyền, đoàn thể": those who are led
_LED = frozenset({("cấp", "ủy"), ("chính", "quyền"), ("đoàn", "thể"), ("cấp", "chính")})
_LONGEST_CLAUSE = 240
"""Items: no clause of a real text comes near; it bounds what is scanned ahead in a hostile one."""
_BULLETS = frozenset("-+*•")
_MARKS = frozenset(";:.,…") | _BULLETS
_TOWARD = frozenset({Act.COORDINATE, Act.REPORT, Act.PROPOSE})
_MEANS = (["hoạt", "động"], ["hình", "thức"], ["hệ", "thống"], ["phương", "tiện"], ["công", "tác"])
_LONGEST_LABEL = 2  # characters
_END_SIGN = 3  # words: "./."
_LICENCES = frozenset({"phép", "giấy", "chứng", "thẻ"})  # cấp phép, cấp giấy chứng nhận, cấp thẻ
_LONGEST_SPECIFIER = 9  # words
_ENDS_SPECIFIER = frozenset(
    {Word.AND, Word.THEN, Word.RECIPIENT, Word.PURPOSE, Word.AGENT, Word.MANNER, Word.CLAUSE, Word.BARRED}
    | {Word.DUTY, Word.STATED}
)
_BY_WAY_OF = ("qua", "thông", "đồng")  # (qua Sở Y tế), (thông qua …), (đồng gửi …)


class Sort(StrEnum):
    """What an item is for the grammar."""

    AGENCIES = "agencies"
    WORD = "word"  # a word that the grammar knows
    COMMA = "comma"
    OTHER = "other"


_NOTHING: frozenset[Word] = frozenset()
_VERB = frozenset({Word.VERB})


class Item(NamedTuple):
    """A run of words ``start`` to ``end`` with one part to play."""

    sort: Sort
    start: int
    end: int
    kinds: frozenset[Word] = _NOTHING
    act: Act | None = None
    light: bool = False
    mentions: tuple[Mention, ...] = ()

    def is_a(self, *kinds: Word) -> bool:
        """Whether it may be one of these kinds of word."""
        return bool(self.kinds) and not self.kinds.isdisjoint(kinds)


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between full stops, semicolons and colons. ``opens`` tells that a sentence begins with it.

    ``after_colon`` tells that a colon stands before it, ``before_colon`` that one ends it.
    """

    items: tuple[Item, ...]
    start: int
    end: int
    opens: bool
    after_colon: bool = False
    before_colon: bool = False


def hidden(words: Words) -> list[bool]:
    """For each word, whether it stands in quotation marks or in brackets that only explain.

    "(qua Sở Dân tộc và Tôn giáo)" says who receives, and is not hidden; what is never closed is not either.
    """
    norm, size = words.norm, len(words.norm)
    out = [False] * size
    opened: list[tuple[str, int]] = []
    for index in range(size):
        sign = norm[index]
        if sign == '"':
            if opened and opened[-1][0] == '"':
                _, start = opened.pop()
                out[start : index + 1] = [True] * (index + 1 - start)
            else:
                opened.append((sign, index))
        elif sign == "[" and norm[index + 2 : index + 3] == ["]"] and norm[index + 1].isdigit():
            out[index : index + 3] = [True] * 3  # the mark of a note: "Sở Y tế[4] chủ trì"
        elif sign == "(":
            opened.append((sign, index))
        elif sign == ")" and opened and opened[-1][0] == "(":
            _, start = opened.pop()
            if norm[start + 1 + (norm[start + 1] == "hoặc")] in _BY_WAY_OF or (
                start and norm[start - 1] == "qua"
            ):
                out[start] = out[index] = True
            else:
                out[start : index + 1] = [True] * (index + 1 - start)
        if len(opened) > 8:  # deeper is noise, and would cost the square of it
            del opened[0]
    return out


def clauses(words: Words) -> Iterator[Clause]:
    """The clauses of a paragraph with their items, in order.

    >>> from dieukhoan.assign.words import split
    >>> [len(c.items) for c in clauses(split("Sở Y tế chủ trì; phối hợp với Công an tỉnh."))]
    [2, 3]
    """
    norm, size = words.norm, len(words.norm)
    skip = hidden(words)
    items: list[Item] = []
    start, opens, after_colon, index = 0, True, False, 0
    while index < size:
        if skip[index]:
            index += 1
            continue
        sign = norm[index]
        if (
            not items
            and norm[index + 1 : index + 2] == [")"]
            and len(sign) <= _LONGEST_LABEL
            and sign.isalnum()
        ):
            index += 2  # "a)" of a list within a quoted article
            continue
        if sign not in _MARKS and len(items) < _LONGEST_CLAUSE:
            item = _item(words, index, items[-1] if items else None)
            items.append(item)
            index = item.end
            continue
        if not items and sign in _BULLETS:
            index += 1
            continue
        if sign == ";" and _lists_on(words, items, index):
            items.append(Item(Sort.COMMA, index, index + 1))
            index += 1
            continue
        if sign in ";:" or (sign == "." and _is_stop(words, index)):
            yield Clause(tuple(items), start, index, opens, after_colon, sign == ":")
            items, start, opens, after_colon = [], index + 1, sign == ".", sign == ":"
            index += 1
            continue
        if sign == "…" or (
            sign == "." and ((index + 1 < size and norm[index + 1] == ".") or norm[index - 1] == ".")
        ):
            index += 1
            continue
        if sign == ",":
            items.append(Item(Sort.COMMA, index, index + 1))
            index += 1
            continue
        if len(items) >= _LONGEST_CLAUSE:
            yield Clause(tuple(items), start, index, opens, after_colon, False)
            items, start, opens, after_colon = [], index, False, False
        item = _item(words, index, items[-1] if items else None)
        items.append(item)
        index = item.end
    if items:
        yield Clause(tuple(items), start, size, opens, after_colon, False)


def _lists_on(words: Words, items: list[Item], index: int) -> bool:
    """Whether a semicolon only parts names, of which nothing has been said yet: "Giám đốc Sở Y tế; Chủ tịch …
    chịu trách nhiệm"."""
    if not items or items[0].sort is not Sort.AGENCIES or len(items) >= _LONGEST_CLAUSE:
        return False
    if any(item.act is not None or item.is_a(Word.DUTY) or _bars(words, item) for item in items):
        return False
    return words.is_capital(index + 1) or bool(index + 1 < len(words.norm) and agencies(words, index + 1))


def _bars(words: Words, item: Item) -> bool:
    return item.is_a(Word.BARRED) and words.norm[item.start : item.end] != ["thuộc"]


def _is_stop(words: Words, index: int) -> bool:
    if index + 1 >= len(words.norm):
        return True
    if words.norm[index + 1] == "/" and index + _END_SIGN >= len(words.norm):
        return True  # "… thi hành Quyết định này./." ends a document
    if index and words.norm[index - 1] in _ABBREVIATED:
        return False
    return words.start[index + 1] > words.end[index] and (
        words.is_capital(index + 1) or words.norm[index + 1] in '-+"('
    )


def _item(words: Words, index: int, before: Item | None) -> Item:
    first = words.norm[index]
    if first not in WORD_FIRST and first not in AGENCY_FIRST:
        if before is not None and before.is_a(Word.MANNER) and _urged(words, index, before):
            return Item(Sort.WORD, index, index + 1, _VERB, Act.ACT)
        return Item(Sort.OTHER, index, index + 1)
    found = WORDS.longest(words.norm, index) if first in WORD_FIRST else None
    if (
        found is not None
        and found[0].act is None
        and found[1] > index + 1
        and _splits(words, index, found[1])
    ):
        found = WORDS.longest([first], 0)
        found = (found[0], index + 1) if found is not None else None
    if found is not None and found[0].act is None and _makes_public(words, index, found[1], before):
        return Item(Sort.WORD, index, found[1], _VERB, Act.ACT)
    asked = before is not None and before.act in (Act.ASK, Act.DIRECT)
    named = agencies(words, index, semicolons=before is None or asked) if first in AGENCY_FIRST else []
    if named and found is not None and found[0].act is Act.DIRECT and _leads(words, named[0], before):
        named = []
    if named and found is not None and found[0].act is not None and _is_bare_modal(before):
        named = []  # "có trách nhiệm tổ chức sản xuất": after a modal it is the verb
    if named and (found is None or found[1] <= named[0].end):
        named = _at_length(words, named, before)
        return Item(Sort.AGENCIES, index, named[-1].end, mentions=tuple(named))
    if found is not None:
        entry, end = found
        if entry.act is Act.DECIDE and _is_channel(words, index, end):
            return Item(Sort.WORD, index, end, entry.kinds - {Word.VERB})
        if entry.act is not None and _names_work(words, end):
            return Item(Sort.OTHER, index, end)
        if (
            entry.act is not None
            and before is not None
            and words.is_capital(index)
            and not _shouted(words, index)
            and not (before.sort is Sort.AGENCIES and _orders_capital(words, entry, end))
        ):
            return Item(Sort.OTHER, index, end)  # "thi hành Quyết định này": the name of a document
        return Item(Sort.WORD, index, end, entry.kinds, entry.act, entry.light)
    if before is not None and before.is_a(Word.MANNER) and _urged(words, index, before):
        return Item(Sort.WORD, index, index + 1, _VERB, Act.ACT)
    return Item(Sort.OTHER, index, index + 1)


def _makes_public(words: Words, index: int, end: int, before: Item | None) -> bool:
    """Whether "công khai, minh bạch" is what somebody does with a thing, not the manner of a verb."""
    if words.norm[index : index + 2] != ["công", "khai"] or end >= len(words.norm):
        return False
    if before is not None and not (before.sort is Sort.AGENCIES or before.is_a(Word.DUTY)):
        return False
    after = WORDS.longest(words.norm, end)
    noun = after is None or (after[0].act is None and Word.NOMINAL in after[0].kinds)
    return words.norm[end] not in _MARKS and noun


def _at_length(words: Words, named: list[Mention], before: Item | None) -> list[Mention]:
    """The bodies that something goes to, the last with the words that say which it is: "gửi cho cơ quan |
    lập quy hoạch", "phối hợp với cơ quan | ký kết hợp đồng và Sở Y tế"."""
    last = named[-1]
    toward = before is not None and (before.act in _TOWARD or before.is_a(Word.RECIPIENT))
    grants = words.norm[last.end : last.end + 1] == ["cấp"] and not _LICENCES.isdisjoint(
        words.norm[last.end + 1 : last.end + 2]
    )
    if toward and grants and last.name.lower().endswith("có thẩm quyền"):
        return [*named[:-1], replace(last, end=last.end + 1)]  # "gửi cơ quan có thẩm quyền | cấp phép"
    if not toward or last.name not in SAYS_LITTLE:
        return named
    end = last.end
    if words.norm[end : end + 3] == ["chịu", "trách", "nhiệm"]:
        end += 3  # "báo cáo cơ quan | chịu trách nhiệm tổng hợp kết quả"
    while end < len(words.norm) and end - last.end < _LONGEST_SPECIFIER and words.norm[end].isalpha():
        found = WORDS.longest(words.norm, end)
        if found is not None and (_tells_more(found[0]) or words.norm[end] == "về"):
            break
        end = found[1] if found is not None else end + 1
    if end == last.end:
        return named
    joined = words.norm[end : end + 1] in ([","], ["và"], ["hoặc"])
    others = agencies(words, end + 1) if joined and end + 1 < len(words.norm) else []
    return [*named[:-1], replace(last, name=words.printed(last.start, end), end=end), *others]


def _tells_more(entry: Entry) -> bool:
    """Whether a word goes on to say what happens, so that the name before it has ended."""
    does = entry.act not in (None, Act.ACT) or entry.light
    return does or not entry.kinds.isdisjoint(_ENDS_SPECIFIER)


def _names_work(words: Words, index: int) -> bool:
    """Whether a verb's form is the type of a document: "Quyết định này", "Thông báo số 05/TB-VP"."""
    after = words.norm[index : index + 2]
    return after[:1] == ["này"] or (after[:1] == ["số"] and after[1:] != [] and after[1][0].isdigit())


def _is_bare_modal(item: Item | None) -> bool:
    return item is not None and item.act is None and item.is_a(Word.DUTY)


def _splits(words: Words, index: int, end: int) -> bool:
    """Whether what looks like a set phrase is two words: "Giao | Ban Tổ chức" is no "giao ban"."""
    return any(
        words.is_capital(at)
        and words.norm[at] in AGENCY_FIRST
        and not _shouted(words, at)
        and bool(agencies(words, at))
        for at in range(index + 1, end)
    )


def _urged(words: Words, index: int, before: Item) -> bool:
    """Whether an adverb makes a verb of a word that nobody knows: "chủ động ngăn mặn"."""
    word = words.norm[index]
    adverb = " ".join(words.norm[before.start : before.end])
    return adverb in URGING and word.isalpha() and not words.is_capital(index) and word not in THINGS


def _is_channel(words: Words, index: int, end: int) -> bool:
    """Whether "thông qua" says by whom or what something goes ("thông qua Sở Tài chính", "thông qua các hoạt
    động …"), not that it is adopted."""
    if words.norm[index] != "thông" or end >= len(words.norm):
        return False
    at = end + (words.norm[end] == "các")
    if words.norm[at : at + 2] in _MEANS or words.norm[at : at + 1] == ["việc"]:
        return True
    return words.norm[end] in AGENCY_FIRST and bool(agencies(words, end))


def _orders_capital(words: Words, entry: Entry, end: int) -> bool:
    """Whether a word is a verb though it is written like a document or a name: "trình B | Quyết định chấp
    thuận …", "Sở Y tế | Chủ trì …"."""
    if entry.act in (Act.LEAD, Act.COORDINATE):
        return True
    following = WORDS.longest(words.norm, end) if end < len(words.norm) else None
    return entry.act is Act.DECIDE and following is not None and following[0].act is not None


def _shouted(words: Words, index: int) -> bool:
    """Whether a word stands among capitals, so that its own capital says nothing."""
    return len(words.surface[index]) > 1 and words.surface[index].isupper()


def _leads(words: Words, mention: Mention, before: Item | None) -> bool:
    """Whether "lãnh đạo" is the verb ("lãnh đạo các đoàn thể phối hợp"), not the leaders ("lãnh đạo các
    sở")."""
    if before is not None and before.act is Act.PROPOSE:
        return False  # "trình lãnh đạo Ủy ban nhân dân tỉnh ký"
    if before is not None and (
        before.sort is Sort.AGENCIES or before.is_a(Word.MANNER) or before.act is not None
    ):
        return True
    led = words.norm[mention.start + 2 : mention.end]
    return any(pair in _LED for pair in pairwise(led))
