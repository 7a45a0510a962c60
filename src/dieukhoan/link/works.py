"""Reads the words that name a work: type, number, date, issuer, proper name; or point back to one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum, auto

from dieukhoan.citation import Work
from dieukhoan.dates import DATE_SOURCE, iso_of
from dieukhoan.link.names import NameTable, name_end
from dieukhoan.link.words import (
    COUNTED,
    IN_ISSUER,
    ISSUER_HEADS,
    NAMED,
    PROVISION_ANCHOR,
    SHORT,
    SMALL_ISSUERS,
    STANDARD_CODES,
    STANDARDS,
    STOPS,
    TREATIES,
    TYPE,
    canonical_type,
)
from dieukhoan.model import plain
from dieukhoan.number import NUMBER, normalise
from dieukhoan.number import parse as parse_number


class Pointing(Enum):
    """How the words point at their work."""

    NUMBERED = auto()  # Nghị quyết số 02-NQ/TW
    NAMED = auto()  # Luật Công đoàn
    SHORT = auto()  # Nghị quyết số 02, Đề án 06
    THIS = auto()  # Quy chế này
    BACK = auto()  # Quy chế nêu trên


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name a work: where they stand in the text, what they say, and how."""

    start: int
    end: int
    work: Work
    pointing: Pointing
    qualifier: str = ""  # "phối hợp" of "Quy chế phối hợp này"


_THIS = re.compile(r"\s+này(?!\w)")
# "Quy chế phối hợp này"
_QUALIFIED_THIS = re.compile(r"((?:\s+[^\W\d_]+){1,4}?)\s+này(?!\w)")
_BACK = re.compile(
    r"\s+(?:(?:đã\s+)?(?:nêu|nói|kể)\s+(?:ở\s+)?trên|trên\s+đây|(?:đã|vừa)\s+nêu|trên(?=\s*[,.;:)]|\s*$))(?!\w)"
)
# "số", as it is often misread: "Nghị định so 126/2031/NĐ-CP"
_SO = re.compile(r"\s*(?:,\s*)?(?:(?:có\s+)?s[ốôổỗồo]|số\s+hiệu)?\s*:?\s*(?=\d)")
# "Quy chế làm việc số 01-QC/TU", "Chương trình hành động số 12-CTr/TU"
_QUALIFIER = re.compile(r"((?:\s+[^\W\d_]+){1,6}?)\s+số\s*:?\s*(?=\d)")
_NOT_QUALIFIERS = frozenset(
    [
        "của",
        "theo",
        "tại",
        "về",
        "và",
        "là",
        "trong",
        "thực",
        "ban",
        "kèm",
        "có",
        "được",
        "do",
        "này",
        "các",
        "những",
        "với",
        "cho",
        "để",
        "từ",
        "ngày",
        "năm",
        "sau",
        "đến",
        "ghi",
        "nêu",
        "một",
        "hai",
    ]
)
_DATE = re.compile(rf"\s*(?:,\s*)?\(?\s*(?:ký\s+)?(ngày\s+{DATE_SOURCE})(?:\s*\))?", re.VERBOSE)
_NAKED_DATE = re.compile(rf"\s*(?:,\s*|\()\s*({DATE_SOURCE})\)?", re.VERBOSE)
_YEAR = re.compile(r"\s*(?:,\s*)?\(?\s*(?:sửa\s+đổi\s+)?(?:năm\s+)?((?:19|20)\d\d)(?![\d/]|\.\d)\)?")
_LAW_NUMBER = re.compile(r"\s*(?:,\s*)?\(?\s*(?:luật\s+)?số\s*:?\s*(?=\d)")
_OF = re.compile(r"\s*(?:,\s*)?của\s+")
_WORD = re.compile(r"\s*(,|\s[-–](?=\s))?\s*([^\s,;.:()\[\]“”\"*/–-]+(?:-[^\W\d_]+)?)")
# "… của HĐND tỉnh Lâm Giang Sửa đổi, bổ sung …": a subject may begin with a capital
_BEGINS_SUBJECT = re.compile(
    r"(?:ban\s+hành|sửa\s+đổi|quy\s+định|phê\s+duyệt|thành\s+lập|bổ\s+sung|hướng\s+dẫn|công\s+bố|về\s+việc|v/v|tách|cho"
    r"|không|giao(?!\s+thông)|sáp\s+nhập|đổi\s+tên|điều\s+chỉnh|bãi\s+bỏ|thay\s+thế|kiện\s+toàn|tổ\s+chức\s+lại)(?!\w)"
)
_TERM = re.compile(
    r"\s*(?:\(\s*)?(?:khóa|khoá)\s+[ivxlc\d]+(?!\w)\s*\)?(?:\s*,)?(?:\s*\(\s*nhiệm\s+kỳ\s+[\d\s–-]{4,16}\))?"
    r"|\s*\(?\s*nhiệm\s+kỳ\s+\d{4}\s*[–-]\s*\d{4}\s*\)?"
)
# "Nghị quyết 18", "Đề án 06", "Nghị quyết số 02"; a number in the next cell of a table is none
_ORDINAL = re.compile(r"[^\S\t\v]+(số\s+)?(\d{1,4})(?![\w/%:]|[.,]\d|\s?[-–/]\s?\w)")
_FIRST_WORD = re.compile(r"\s*\(?([^\W\d_]+)")
# "Nghị quyết Trung ương 6 khóa X", "Nghị quyết Đại hội XIII của Đảng", "Kết luận Hội nghị Trung ương 4"
_PARTY_MEETING = re.compile(
    r"\s+((?:đại\s+hội|hội\s+nghị|trung\s+ương)(?:\s+(?:đảng|đại\s+biểu|toàn\s+quốc|lần|thứ|ban|chấp\s+hành|trung\s+ương|bộ|đảng\s+bộ"
    r"|thành\s+phố|tỉnh|quận|huyện|hội|công\s+đoàn|việt\s+nam|hội\s+nghị|đại\s+hội|bất\s+thường|giữa\s+nhiệm\s+kỳ"
    r"|[ivxlc]+(?!\w)|nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|\d{1,2}(?!\w))(?!\w)){1,16}"
    r"(?:\s*\(?(?:khóa|khoá)\s+[ivxlc\d]+(?!\w)\)?)?(?:\s+của\s+đảng(?!\w))?)"
)
_HAS_ORDINAL = re.compile(r"\d|\s[ivxlc]+(?!\w)|lần\s+thứ")
_CONSTITUTION = re.compile(r"hiến\s+pháp(?:\s+nước\s+c[^\s]*\s+hòa\s+xã\s+hội\s+chủ\s+nghĩa\s+việt\s+nam)?")
_STANDARD = re.compile(
    r"(?:(?:tiêu\s+chuẩn|quy\s+chuẩn)(?:\s+(?:quốc\s+gia|kỹ\s+thuật(?:\s+quốc\s+gia)?))?\s+)?"
    rf"(({STANDARD_CODES})\s?(?:(?:iso|iec)[\s/]?)*\d[\d.-]*(?:\s?-\s?\d[\d.]*)?\s?(?::\s?\d{{4}})?(?:/[a-zđ]+)?)"
)
_ACRONYM = re.compile(r"\s*\([A-ZĐ]{3,12}\)")
_ABOUT = re.compile(r"\s+về(?:\s+luật)?(?!\w)")
_NO_LAWS = NameTable([])
"""Treaties are not called like laws: "Công ước Lao động hàng hải" begins like "Luật Lao động"."""
_SINGLE_ISSUERS = ("chính phủ", "thủ tướng chính phủ", "quốc hội", "bộ chính trị", "ban bí thư")


def read_work(text: str, low: str, start: int, known: NameTable) -> Mention | None:
    """What names a work at an offset, where a type word or the name of a standard begins, or None.

    >>> text = "Nghị quyết số 07-NQ/TU ngày 12/6/2021 của Ban Thường vụ Tỉnh ủy Lâm Giang về thu ngân sách"
    >>> mention = read_work(text, text.lower(), 0, NameTable([]))
    >>> text[: mention.end]
    'Nghị quyết số 07-NQ/TU ngày 12/6/2021 của Ban Thường vụ Tỉnh ủy Lâm Giang'
    """
    kind = TYPE.match(low, start)
    if kind is None:
        return _constitution(text, low, start) or _standard(text, low, start)
    name, end = canonical_type(kind[1]), kind.end()
    if name == "Hiến pháp":
        return _constitution(text, low, start)
    return (
        _numbered(text, low, start, end, name)
        or _pointing(text, low, start, end, name)
        or _named(text, low, start, end, name, known)
        or _short(text, low, start, end, name)
    )


_FOLLOWS = re.compile(r"\s*[,(]?\s*(?:có\s+)?(?:số|\d|này|nêu|nói|kể|trên|đã|vừa)")


def may_name_work(low: str, end: int) -> bool:
    """Whether a type word in small letters, which ends there, can name a work at all: most do not."""
    return _FOLLOWS.match(low, end) is not None or low.find("số", end, end + 48) >= 0


# "Mẫu số 01-TT", "biểu 03/TS" are forms; "…&Keyword=14/2007/TT-BXD" is an address of the web
_FORM = re.compile(r"(?:mẫu|biểu|phiếu|bảng|mã)\s+$")
_ADDRESS = re.compile(r"[=&%?#]\s*$")


def read_number(text: str, low: str, start: int, type_name: str = "") -> Mention | None:
    """A work named by its number alone ("số 35-KH/TU ngày …"): its type is that of the work before it in a
    list, or the one that the number tells."""
    so = re.compile(r"số\s*:?\s*").match(low, start)
    at = so.end() if so else start
    number = NUMBER.match(text, at)
    if number is None:
        return None
    parsed = parse_number(number[0])
    if parsed is None or "/" not in parsed.text or _FORM.search(low, max(0, start - 8), start):
        return None
    if _ADDRESS.search(low, max(0, start - 3), start) or low.startswith("%", number.end()):
        return None
    own = parsed.types
    if type_name and (not own or type_name in own):
        chosen = type_name
    elif own and parsed.code:
        chosen = own[0]
    elif so and own:
        chosen = type_name or own[0]
    else:
        return None
    mention = Mention(start, number.end(), Work(type=chosen, number=parsed.text), Pointing.NUMBERED)
    return _with_date_and_issuer(text, low, mention)


def _numbered(text: str, low: str, start: int, end: int, kind: str) -> Mention | None:
    name, so = "", _SO.match(low, end)
    number = NUMBER.match(text, so.end()) if so else None
    if number is None and kind not in NAMED:
        qualified = _QUALIFIER.match(low, end)
        if qualified is None:
            return None
        words = qualified[1].split()
        if _NOT_QUALIFIERS.intersection(words) or TYPE.search(qualified[1]):
            return None
        number = NUMBER.match(text, qualified.end())
        name = plain(text[start : end + len(qualified[1])])
    if number is None or (not text[start].isupper() and _is_of_other_type(number[0], kind)):
        return None
    work = Work(type=kind, number=normalise(number[0]), name=name)
    return _with_date_and_issuer(text, low, Mention(start, number.end(), work, Pointing.NUMBERED))


def _with_date_and_issuer(text: str, low: str, mention: Mention) -> Mention:
    end, work = mention.end, mention.work
    date = _DATE.match(low, end) or _NAKED_DATE.match(low, end)
    if date is not None:
        iso = iso_of(date[1])
        if iso:
            is_open = "(" in text[mention.start : date.start(1)]
            work, end = replace(work, date=iso), date.end() if is_open else date.end(1)
    issuer = issuer_after(text, low, end)
    if issuer is not None:
        work, end = replace(work, issuer=issuer[0]), issuer[1]
        if not work.date and (date := _DATE.match(low, end)) is not None and (iso := iso_of(date[1])):
            work, end = replace(work, date=iso), date.end()
    return replace(mention, work=work, end=end)


def issuer_after(text: str, low: str, start: int) -> tuple[str, int] | None:
    """The issuer that follows "của" at an offset, as printed, and where it ends; None if none does."""
    of = _OF.match(low, start)
    if of is None:
        return None
    end = issuer_end(text, low, of.end())
    return (plain(text[of.end() : end]), end) if end > of.end() else None


def issuer_end(text: str, low: str, start: int) -> int:
    """Where the name of an issuer that begins at an offset ends; the offset itself if none begins there."""
    end = here = start
    shouting = text[start : start + 12].isupper()
    for count in range(40):
        word = _WORD.match(text, here)
        if word is None or "\n\n" in text[here : word.start(2)]:
            break
        at, low_word = word.start(2), low[word.start(2) : word.end(2)]
        joint = (word[1] or "").strip()
        upper = word[2][0].isupper()
        if (joint and joint != "," and PROVISION_ANCHOR.match(low, at)) or low.startswith("hội nghị", at):
            break  # "… của Bộ trưởng - Khoản 5 Điều 2"; a meeting issues nothing by itself
        if count == 0 and (joint or not (upper or low.startswith(SMALL_ISSUERS, at))):
            break
        if (not upper or shouting) and _is_stop(low, at, low_word, shouting=shouting):
            break
        if upper and count > 1 and _BEGINS_SUBJECT.match(low, at):
            break
        if (
            TYPE.match(low, at)
            and not low.startswith("kế hoạch và", at)
            and not low.startswith("ban chỉ", at)
        ):
            break
        if joint == ",":
            if low[start:end] in _SINGLE_ISSUERS or not _goes_on(text, low, at, low_word, upper, end):
                break
        elif joint and not upper:
            break
        elif low_word == "và":
            following = _WORD.match(text, word.end())
            if following is None or following[1]:
                break
            if not (following[2][0].isupper()) or TYPE.match(low, following.start(2)):
                break
            here = word.end()
            continue
        elif not upper and (
            low_word not in IN_ISSUER or _is_public(low, at, low_word) or _is_whole(low[start:end], low_word)
        ):
            break
        end = here = word.end()
    if end > start:
        while (term := _TERM.match(low, end)) is not None and term.end() > end:
            end = term.end()
    return end


_CONG = re.compile(r"công\s+(?:an|thương|đoàn|nghệ|nghiệp|cộng|ích|chứng|chức)(?!\w)")


def _is_public(low: str, at: int, word: str) -> bool:
    """Whether a small "công" begins what a body does ("công khai", "công bố"), not a word of its name."""
    return word == "công" and _CONG.match(low, at) is None


def _is_whole(name: str, following: str) -> bool:
    """Whether a name needs no word in small letters after it: "Chính phủ quản lý …"."""
    return name in _SINGLE_ISSUERS and following != "nước"


def _goes_on(text: str, low: str, at: int, low_word: str, upper: bool, end: int) -> bool:
    """Whether the name of an issuer goes on after a comma: "Văn hóa, Thể thao và Du lịch"."""
    if not upper or (text[at : at + 3].isupper() and low_word not in ISSUER_HEADS):
        return False
    if low_word in ISSUER_HEADS:
        return True
    return (
        re.compile(r"[^\s,;.]+(?:\s+[^\s,;.]+){0,2}\s+và\s+[A-ZĐ]").match(text, at) is not None
        and "bộ" in low[max(0, end - 24) : end]
    )


def _is_stop(low: str, at: int, word: str, *, shouting: bool) -> bool:
    """Whether a word, or it and the next, cannot belong to the name of an issuer."""
    if word in STOPS and not (shouting and word in IN_ISSUER):
        return True
    if word == "chỉ" and low.endswith("ban ", 0, at):
        return False  # Ban chỉ đạo
    following = _FIRST_WORD.match(low, at + len(word))
    return following is not None and f"{word} {following[1]}" in STOPS


def _pointing(text: str, low: str, start: int, end: int, kind: str) -> Mention | None:
    work = Work(type=kind)
    if match := _THIS.match(low, end):
        return Mention(start, match.end(), work, Pointing.THIS)
    if match := _BACK.match(low, end):
        return Mention(start, match.end(), work, Pointing.BACK)
    if text[start].isupper() and (match := _QUALIFIED_THIS.match(low, end)):
        words = match[1].split()
        if (
            not _NOT_QUALIFIERS.intersection(words)
            and not STOPS.intersection(words)
            and not TYPE.search(match[1])
        ):
            return Mention(start, match.end(), work, Pointing.THIS, qualifier=" ".join(words))
    return None


def _named(text: str, low: str, start: int, end: int, kind: str, known: NameTable) -> Mention | None:
    capital = text[start].isupper()
    if kind in NAMED:
        if low[max(0, start - 5) : start].strip() in ("pháp", "dự", "đạo") or (
            kind == "Điều lệ" and not capital
        ):
            return None
        stop = name_end(text, low, end, known, small=capital and kind != "Điều lệ")
        if stop < 0:
            return _by_date(low, start, end, kind) if capital else None
        if not capital and not text[end:stop].strip()[:1].isupper():
            return None
        return _law(
            text, low, Mention(start, stop, Work(type=kind, name=plain(text[start:stop])), Pointing.NAMED)
        )
    if kind in TREATIES:
        stop = name_end(text, low, end, _NO_LAWS, small=True) if capital else -1
        is_named = text[end:stop].strip()[:1].isupper() or " giữa " in low[end:stop]
        if stop < 0 or not is_named:
            return None  # "các Hiệp định thương mại tự do" are many
        stop = _end_of_subject(text, low, stop)
        acronym = _ACRONYM.match(text, stop)
        stop = acronym.end() if acronym else stop
        named = Mention(start, stop, Work(type=kind, name=plain(text[start:stop])), Pointing.NAMED)
        return _dated(low, named)
    if kind in ("Nghị quyết", "Kết luận", "Chỉ thị") and capital:
        meeting = _PARTY_MEETING.match(low, end)
        if meeting is not None and _HAS_ORDINAL.search(meeting[1]):
            stop = meeting.end()
            return Mention(start, stop, Work(type=kind, name=plain(text[start:stop])), Pointing.NAMED)
    return None


def _by_date(low: str, start: int, end: int, kind: str) -> Mention | None:
    """A law by its date alone: "được sửa đổi, bổ sung bởi Luật ngày 25 tháng 6 năm 2025"."""
    date = _DATE.match(low, end)
    iso = iso_of(date[1]) if date else None
    return Mention(start, date.end(), Work(type=kind, date=iso), Pointing.NUMBERED) if date and iso else None


def _law(text: str, low: str, mention: Mention) -> Mention:
    """A law by name, with what follows: number, date, year."""
    end, work = mention.end, mention.work
    number_at = _LAW_NUMBER.match(low, end)
    number = NUMBER.match(text, number_at.end()) if number_at else None
    if number is not None and not _is_aside(text[mention.end : number.end()], number[0], work.type):
        end, work = number.end(), replace(work, number=normalise(number[0]))
        end += low.startswith(")", end) and "(" in text[mention.end : end]
        return _with_date_and_issuer(text, low, replace(mention, end=end, work=work))
    return _dated(low, mention)


def _dated(low: str, mention: Mention) -> Mention:
    """A work by name, with the date or the year that follows."""
    if (date := _DATE.match(low, mention.end)) and (iso := iso_of(date[1])):
        return replace(mention, end=date.end(), work=replace(mention.work, date=iso))
    if year := _YEAR.match(low, mention.end):
        return replace(mention, end=year.end(), work=replace(mention.work, year=year[1]))
    return mention


def _end_of_subject(text: str, low: str, end: int) -> int:
    """Where the name of a treaty ends that says what it is about, as the year shows that follows:
    "Công ước Vân Khê về luật bến bãi năm 2031"."""
    about = _ABOUT.match(low, end)
    stop = name_end(text, low, about.end(), _NO_LAWS, small=True) if about else -1
    return stop if stop >= 0 and _YEAR.match(low, stop) else end


def _is_aside(printed: str, number: str, kind: str) -> bool:
    """Whether a number in brackets is another work's: "Các Nghị định hướng dẫn Luật A (số 37/2031/NĐ-CP)"."""
    return "(" in printed and _is_of_other_type(number, kind)


def _is_of_other_type(number: str, kind: str) -> bool:
    """Whether a number is not one of that type: "Pháp lệnh về thỏa thuận quốc tế số 33/2031/PL-UBTVQH19"."""
    parsed = parse_number(number)
    return parsed is not None and bool(parsed.types) and kind not in parsed.types and kind != "Văn bản"


def _short(text: str, low: str, start: int, end: int, kind: str) -> Mention | None:
    if kind not in SHORT:
        return None
    ordinal = _ORDINAL.match(low, end)
    if ordinal is None or not (text[start].isupper() or ordinal[1]):
        return None
    if not ordinal[1]:
        following = _FIRST_WORD.match(low, ordinal.end())
        if following is not None and following[1] in COUNTED:
            return None
    work = Work(type=kind, number=ordinal[2])
    return _with_date_and_issuer(text, low, Mention(start, ordinal.end(), work, Pointing.SHORT))


def _constitution(text: str, low: str, start: int) -> Mention | None:
    match = _CONSTITUTION.match(low, start)
    if match is None or not text[start].isupper():
        return None
    mention = Mention(
        start, match.end(), Work(type="Hiến pháp", name=plain(match_text(text, match))), Pointing.NAMED
    )
    return _law(text, low, mention)


def match_text(text: str, match: re.Match[str]) -> str:
    """The stretch of the original text that a match in its lower-case form covers."""
    return text[match.start() : match.end()]


def _standard(text: str, low: str, start: int) -> Mention | None:
    match = _STANDARD.match(low, start)
    if match is None:
        return None
    printed = text[match.start(1) : match.end(1)].rstrip(" .-")
    number = re.sub(r"\s+", "", printed)
    end = match.start(1) + len(printed)
    kind = STANDARDS.get(match[2].upper(), "Tiêu chuẩn")
    return Mention(start, end, Work(type=kind, number=number), Pointing.NUMBERED)
