"""Proper names of works: where "Luật Phòng, chống tác hại của rượu, bia" ends."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dieukhoan.link.words import ISSUER_HEADS, PROVISION_ANCHOR, STOPS, TYPE, TYPE_WORDS, is_joined
from dieukhoan.text import bare

_WORD = re.compile(r"\s*([,–-]?)\s*([^\s,;.:…()\[\]“”\"‘’'/–-]+)")
_MOST_WORDS = 24
_DEEPEST = 2  # a law that amends a law that amends a law
# "Luật Quy hoạch" is a law, "Luật Nghị định" is none
_LAW_WORDS = re.compile(
    r"(?:bộ\s+luật|luật|pháp\s+lệnh|nghị\s+định|nghị\s+quyết|thông\s+tư|quyết\s+định)(?!\w)"
)
# "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương"
_AMENDING = re.compile(
    r"\s+s[ửử]a\s+đổi(?:\s*,?\s*(?:và\s+)?bổ\s+sung)?\s+(?:(?:một\s+số\s+|các\s+)?(?:điều|nội\s+dung|khoản)(?:\s+và\s+phụ\s+lục[^;.]{0,80}?)?|\d*)\s*"
    r"(?:(?:và\s+thay\s+thế[^;.]{0,40}?)?\s*của\s+)?(?:các\s+|\d+\s+)?(?=(?:bộ\s+)?luật|pháp\s+lệnh|điều\s+lệ)"
)
# "Luật Khoa học, Công nghệ và Đổi mới sáng tạo ngày …": a comma before a capital may belong to it
_GOES_ON = re.compile(
    r",\s+[A-ZĐ][^\W\d_]*(?:\s+[^\W\d_]+){0,4}\s+và\s+[A-ZĐ][^\W\d_]*(?:\s+[^\W\d_]+){0,4}"
    r"(?=\s*(?:[;.)”\"\t\v]|$)|\s*,?\s*\(?(?:số|năm|ngày)\s+\d)"
)
# "Luật Quản lý vốn Nhà nước tại doanh nghiệp số 68/2031/QH19": up to the number that only a law can have
_UP_TO_NUMBER = re.compile(
    r"((?:,?\s+(?!(?:của|được|theo|do|hoặc|số)\s)[^\W\d_]+){1,8}(?<!\svà))(?=\s*,?\s*\(?số\s*:?\s*\d{1,3}/\d{4}/(?:qh|ubtvqh)\d)"
)
# "Luật Đê điều, Bộ Xây dựng và Bộ Nội vụ;": what a comma and a capital may begin, too
_OTHER = re.compile(
    rf"(?<!\w)(?:{TYPE_WORDS}|công\s+(?:an|đoàn|ty)|{'|'.join(sorted(ISSUER_HEADS - {'công'}))})(?!\w)"
)
_NOTE_MARK = re.compile(
    r"(?<=[^\W\d_]{2})\d{1,2}$"
)  # "Luật Nhà ở11": the mark of a note is no part of a name
_NEXT_LAW = re.compile(r"\s*,?\s*(?:và\s+)?(?:của\s+)?(?=(?:bộ\s+luật|luật|pháp\s+lệnh)\s)")


class NameTable:
    """Known names, to be recognised at an offset however their capitals and tone marks are set.

    >>> table = NameTable(["Hôn nhân và gia đình", "Hôn nhân"])
    >>> text = "luật hôn nhân và gia đình thì"
    >>> text[4 : table.end(text, 4)]
    ' hôn nhân và gia đình'
    """

    def __init__(self, names: Iterable[str]) -> None:
        by_first: dict[str, set[tuple[str, ...]]] = {}
        for name in names:
            words = tuple(_tokens(name))
            if words:
                by_first.setdefault(words[0], set()).add(words)
        self._by_first = {
            first: sorted(names, key=lambda words: (-len(words), words)) for first, names in by_first.items()
        }

    def end(self, low: str, start: int) -> int:
        """Where the longest known name that begins at an offset ends, or -1."""
        first = _WORD.match(low, start)
        if first is None or first[1]:
            return -1
        candidates = self._by_first.get(bare(first[2]))
        if not candidates:
            return -1
        words, ends, here = [bare(first[2])], [first.end()], first.end()
        longest = len(candidates[0])
        while len(words) < longest and (word := _WORD.match(low, here)):
            if word[1]:
                words.append(word[1].replace("–", "-"))
                ends.append(word.start(2))
            words.append(bare(word[2]))
            here = word.end()
            ends.append(here)
        for candidate in candidates:
            if tuple(words[: len(candidate)]) == candidate:
                return ends[len(candidate) - 1]
        return -1


def _tokens(name: str) -> list[str]:
    found, here = [], 0
    low = name.lower()
    while word := _WORD.match(low, here):
        if word[1]:
            found.append(word[1].replace("–", "-"))
        found.append(bare(word[2]))
        here = word.end()
    return found


def name_end(
    text: str, low: str, start: int, known: NameTable, *, small: bool = False, depth: int = 0
) -> int:
    """Where the proper name that begins after a type word ends, or -1 where none begins.

    ``start`` is the end of the type word. A name that no table knows begins with a capital (``small``: or
    not) and runs to the first word that cannot belong to it; commas and "và" belong to it only before a
    small letter, early in the name.
    """
    amending = _AMENDING.match(low, start) if depth < _DEEPEST else None
    if amending is not None:
        return _end_of_amended(text, low, amending.end(), known, depth + 1)
    first = _WORD.match(text, start)
    if first is None or first[1] or not (first[2][0].isupper() or small):
        return -1
    opening = low[first.start(2) : first.end(2)]
    if not first[2][0].isupper() and opening in STOPS and opening != "các":
        return -1  # "Luật được …" is not the Luật Dược that a table knows without tone marks
    end = known.end(low, start)
    end = end if end >= 0 else _unknown_end(text, low, start)
    if end < 0:
        return end
    if (note := _NOTE_MARK.search(low, max(first.start(2), end - 12), end)) is not None:
        return note.start()
    return _up_to_number(low, end)


def _up_to_number(low: str, end: int) -> int:
    """Where a name ends of which the words that were read are but the first, as its number shows."""
    rest = _UP_TO_NUMBER.match(low, end)
    return rest.end(1) if rest is not None and not TYPE.search(rest[1]) else end


def _end_of_amended(text: str, low: str, start: int, known: NameTable, depth: int) -> int:
    """The end of the list of laws that a law amends: "… Luật A, Luật B và Luật C"."""
    end, here = -1, start
    for _ in range(20):
        kind = TYPE.match(low, here)
        if kind is None:
            break
        inner = name_end(text, low, kind.end(), known, small=True, depth=depth)
        if inner < 0:
            break
        end = inner
        following = _NEXT_LAW.match(low, end)
        if following is None:
            break
        here = following.end()
    return end


def _unknown_end(text: str, low: str, start: int) -> int:
    first = _WORD.match(text, start)
    if first is None or first[1] or _LAW_WORDS.match(low, first.start(2)):
        return -1
    if low.startswith("việt nam", first.start(2)):
        return -1
    opening = low[first.start(2) : first.end(2)]
    is_small = not first[2][0].isupper()
    ends = (opening in STOPS and opening != "các") or opening in _NO_LAW or opening == "và"
    if is_small and (ends or _NO_NAME.match(low, first.start(2))):
        return -1
    shouting = first[2].isupper() and len(first[2]) > 1 and text[start : first.end()].isupper()
    end, here = first.end(), first.end()
    for count in range(1, _MOST_WORDS):
        word = _WORD.match(text, here)
        if word is None or "\n\n" in text[here : word.start(2)] or "\t" in text[here : word.start(2)]:
            break
        joint, low_word = word[1], low[word.start(2) : word.end(2)]
        upper = word[2][0].isupper()
        if joint and joint != ",":
            if not (upper and joint in "-–"):
                break
        elif joint == "," and upper and not shouting:
            goes_on = _GOES_ON.match(text, here)
            return (
                goes_on.end() if goes_on is not None and not _OTHER.search(low, here, goes_on.end()) else end
            )
        elif joint == "," and (upper or count > 4 or PROVISION_ANCHOR.match(low, word.start(2))):
            break
        is_plural = count < 3 and low.startswith("các ", first.start(2))  # Luật Các tổ chức tín dụng
        if not is_plural and ends_name(low, word.start(2), low_word, joint=bool(joint)):
            break
        if low_word == "và":
            following = _WORD.match(text, word.end())
            is_late = count > 6 and "giữa" not in low[first.start(2) : here]  # Hiệp định … giữa A và B
            if following is None or following[1] or is_late:
                break
            at = following.start(2)
            if (
                TYPE.match(low, at)
                or PROVISION_ANCHOR.match(low, at)
                or ends_name(low, at, low[at : following.end(2)], joint=not following[2][0].isupper())
            ):
                break
            end = here = following.end()
            continue
        if upper and not shouting and TYPE.match(low, word.start(2)):
            break
        end = here = word.end()
    return -1 if is_small and end == first.end() else end


def ends_name(low: str, start: int, word: str, *, joint: bool = False) -> bool:
    """Whether a word at an offset, or it and the next, cannot belong to a name: "Luật A quy định …"."""
    if word in STOPS:
        return not is_joined(low, start, word)
    following = _WORD.match(low, start + len(word))
    if following is not None and not following[1] and f"{word} {following[2]}" in STOPS:
        return True
    return joint and word in _AFTER_JOINT


# "Luật sư", "Luật gia", "luật định": no laws
_NO_LAW = frozenset(
    {
        "sư",
        "gia",
        "định",
        "pháp",
        "hóa",
        "hoá",
        "khoa",
        "học",
        "lệ",
        "tục",
    }
)
_NO_NAME = re.compile(
    r"(?:quy\s+định|ban\s+hành(?!\s+văn)|hướng\s+dẫn|hiện\s+hành|liên\s+quan|chuyên\s+ngành|quốc\s+tế|việt\s+nam)(?!\w)"
)
# After a comma or "và" these begin something else: "Luật Công đoàn, pháp luật về …", "Luật A, nhằm …"
_AFTER_JOINT = frozenset(
    [
        "pháp",
        "văn",
        "chính",
        "chế",
        "chủ",
        "quyền",
        "nghĩa",
        "trách",
        "cơ",
        "đơn",
        "người",
        "cán",
        "nâng",
        "tạo",
        "chăm",
        "phát",
        "nghị",
        "thông",
        "điều",
        "quy",
        "kế",
        "hướng",
        "hiến",
        "luật",
        "chỉ",
        "nội",
        "tình",
        "thông",
        "góp",
        "kịp",
        "chủ",
        "xây",
        "giải",
        "xử",
        "tham",
        "tích",
        "phấn",
        "trên",
        "một",
        "việc",
        "mọi",
        "từng",
    ]
)
