"""What a document says about its agencies: which province it is of, who its parties are, who issues it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from dieukhoan.assign.agencies import Mention
from dieukhoan.assign.headings import LONGEST_DESCRIPTION, owners
from dieukhoan.assign.lexicon import (
    ABBREVIATIONS,
    BEARERS,
    DETERMINERS,
    HONORIFICS,
    HOUSES,
    NOUNS,
    OWNER_HEADINGS,
    RESPELLED,
    WORDS,
    Head,
    Trie,
)
from dieukhoan.assign.lists import agencies
from dieukhoan.assign.places import name_run
from dieukhoan.assign.words import Names, Words, split
from dieukhoan.casing import CAPITAL
from dieukhoan.model import Document, Flow, Role

_WORD = rf"[{CAPITAL}][^\W\d_{CAPITAL}]+"
_NAME = rf"{_WORD}(?: - {_WORD}| {_WORD}){{0,3}}"
# "Ủy ban nhân dân tỉnh Lâm Giang", "Quận ủy Hồ Sen"
_PLACE = re.compile(
    rf"\b(?i:(tỉnh|thành phố|quận|huyện|thị xã|xã|phường|đặc khu))(?: [ủuỦU][yỷ])?"
    rf" (?![ỦU][yỷ]\b|Quyết định\b)({_NAME})"
)
_LETTERHEAD_PLACE = re.compile(
    r"\b(TỈNH|THÀNH PHỐ|QUẬN|HUYỆN|THỊ XÃ|XÃ|PHƯỜNG)(?:\s+[ỦU][YỶ])?\s+"
    rf"([{CAPITAL}]+(?: [{CAPITAL}]+){{1,2}})\s*$",
    re.M,
)
_COMMITTEE = {"thành": "thành phố", "thị": "thị xã"}
# "Liên đoàn Lao động (LĐLĐ)", "Quỹ Bảo vệ môi trường (sau đây viết tắt là Quỹ BVMT)"
_DEFINED = re.compile(r"\((?:(?:sau đây )?(?:viết|gọi) tắt là |gọi chung là )?([A-ZĐĂÂÊÔƠƯ]{2,8})\)")
# "(sau đây gọi tắt là Quỹ)", "(sau đây gọi chung là Công an đơn vị, địa phương)"
_CALLED = re.compile(
    r"\(\s*(?:(?:sau|dưới)\s+đây\s+)?(?:được\s+)?gọi\s+(?P<all>chung\s+)?(?:tắt\s+)?là:?\s+[“\"]?"
    r"(?P<short>[^()“”\"]{2,60}?)[”\"]?\s*\)"
)
# "Kết luận của Chủ tịch Ủy ban nhân dân tỉnh tại cuộc họp …", "Về ý kiến chỉ đạo của …"
_TOLD = re.compile(
    r"(?:về (?:việc )?)?(?:ý kiến )?(?:kết luận|chỉ đạo)(?: cuộc họp| hội nghị| phiên họp)? của ",
    re.IGNORECASE,
)
# "Quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của | Sở Y tế"
_CHARTER = re.compile(
    r"(?:quyết định |nghị định |thông tư )?(?:về (?:việc )?)?(?:ban hành )?(?:quy định|hướng dẫn)?(?: về)? ?"
    r"(?:(?:vị trí|thành phần|cơ cấu tổ chức|tổ chức|chức năng|nhiệm vụ|quyền hạn|trách nhiệm|biên chế"
    r"|cơ chế hoạt động)(?:, | và | ))+của ",
    re.IGNORECASE,
)
_LONGEST_FULL = 24  # words
_LONGEST_DEFINED = 90  # characters before the brackets
_BETWEEN = re.compile(r"\bgiữa\s")
_WEIGHT_OF_FRONT = 4
# Above the provinces "tỉnh" is a province that the document speaks of only if it speaks of hardly another.
_OWN, _CLEARLY_ONE = 0.0, 0.6
_FRONT = frozenset(
    {Role.LETTERHEAD, Role.NUMBER, Role.PLACE_DATE, Role.TITLE, Role.ADDRESSEE, Role.RECITAL, Role.OPENING}
)
_ORDERS = frozenset({"có", "yêu", "ban", "chỉ", "giao", "đề", "kết"})
# What points back behind a group, or begins what is said of it: "cơ quan đó", "cơ sở sản xuất tự …",
# "cơ quan, tổ chức được …".
_POINTING = re.compile(
    r"(?: (?:đó|nào|tự|được|(?<!dự )(?<!thiết )bị|chưa|của|(?<!trực )thuộc|hoặc|và|các|cho|về|tại|theo|để|với"
    r"|nhưng|có trách nhiệm)|,)+$"
)
_MINISTER = "Bộ trưởng"
_PROVINCIAL = ("tỉnh", "thành phố")
# Who heads a body, and how the names of such bodies begin.
_HEADED = {
    "Giám đốc": ("Sở ", "Trung tâm ", "Quỹ ", "Bệnh viện ", "Bảo tàng ", "Thư viện ", "Học viện "),
    "Cục trưởng": ("Cục ",),
    "Chi cục trưởng": ("Chi cục ",),
    "Tổng cục trưởng": ("Tổng cục ",),
    "Vụ trưởng": ("Vụ ",),
    "Viện trưởng": ("Viện ",),
    "Hiệu trưởng": ("Trường ",),
}
# "… của Chi cục Thủy lợi | trực thuộc Sở Nông nghiệp và Môi trường"
_OWNER_OF_BODY = re.compile(r" (?:trực )?thuộc |[(;]")


@dataclass(frozen=True, slots=True)
class Context:
    """``places`` by level ("tỉnh": "Lâm Giang"); ``home`` is the level of the issuer, "" above the provinces.

    ``house`` is the body that the document is of, ``issuer`` who gives its orders; ``parties`` are those
    between whom it is agreed; ``body`` is the one whose functions it lays down.
    """

    places: dict[str, str]
    home: str
    house: str
    issuer: str
    parties: tuple[str, ...]
    names: Names
    body: str = ""

    def full(self, mention: Mention, relative_to: str = "") -> str:
        """The name of an agency as a reader would say it in full; groups stay as printed.

        "Công an tỉnh" is Công an tỉnh Lâm Giang in a document of that province. ``relative_to`` is
        the full name of
        the body that "cùng cấp" is measured by.
        """
        name = mention.name[:1].upper() + mention.name[1:]
        for odd, usual in RESPELLED.items():
            name = name.replace(odd, usual)
        if name.endswith(" cùng cấp"):
            return self._same_level(name, relative_to)
        if name == _MINISTER and self.house.startswith("Bộ ") and " Bộ " not in self.house:
            return f"{_MINISTER} {self.house}"
        if self.body and name in _HEADED and self.body.startswith(_HEADED[name]):
            return f"{name} {self.body}"
        if mention.is_group:
            return _POINTING.sub("", name)
        if mention.level:
            own = self.places.get(mention.level)
            if own is None:
                return name
            whole = f"{name[: -len(mention.level)]}{mention.level} {own}"
            return whole[:1].upper() + whole[1:]
        if mention.has_place:
            return name
        low = name.lower()
        house = low.rsplit(" ", 1)[-1] if name[-len(low.rsplit(" ", 1)[-1])].isupper() else ""
        if (
            house
            and self.house.lower().startswith(f"{house} ")
            and low != house
            and HOUSES.longest([house], 0)
        ):
            return f"{name[: -len(house)]}{self.house}"
        for committee, level in (
            ("tỉnh ủy", "tỉnh"),
            ("thành ủy", "thành phố"),
            ("quận ủy", "quận"),
            ("huyện ủy", "huyện"),
        ):
            if low.endswith(committee):
                own = self.places.get(level)
                return f"{name} {own}" if own else name
        own = self.places.get(self.home)
        if own and mention.kind in ("so", "ubnd", "hdnd") and self.home in _PROVINCIAL:
            return f"{name} {self.home} {own}"
        if own and mention.kind in ("ubnd", "hdnd"):
            return f"{name} {self.home} {own}"
        if (
            mention.kind == "phong"
            and low.startswith("phòng")
            and "quận" in self.places
            and " quận " not in low
        ):
            return f"{name} quận {self.places['quận']}"
        if (
            mention.kind == "chuc-danh"
            and own
            and self.home in _PROVINCIAL
            and (" sở " in low or low.endswith("ủy ban nhân dân"))
        ):
            return f"{name} {self.home} {own}"
        return name

    def _same_level(self, name: str, relative_to: str) -> str:
        for level, own in self.places.items():
            if relative_to.endswith(f" {level} {own}"):
                return f"{name[: -len(' cùng cấp')]} {level} {own}"
        return name


def _title_case(shouted: str) -> str:
    return " ".join(word[:1] + word[1:].lower() for word in shouted.split())


def _places(document: Document, text: str, front: str) -> dict[str, str]:
    counts: dict[str, Counter[str]] = {}
    for source, weight in ((text[document.start : document.end], 1), (front, _WEIGHT_OF_FRONT)):
        for match in _PLACE.finditer(source):
            level = match[1].lower()
            counts.setdefault(level, Counter())[match[2]] += weight
        for match in _LETTERHEAD_PLACE.finditer(source):
            counts.setdefault(match[1].lower(), Counter())[_title_case(match[2])] += weight
    for committee in re.finditer(
        rf"\b(?i:(thành|thị) [uủ][yỷ]) ({_NAME})", text[document.start : document.end]
    ):
        counts.setdefault(_COMMITTEE[committee[1].lower()], Counter())[committee[2]] += 1
    for match in _PLACE.finditer(document.issuer):
        counts.setdefault(match[1].lower(), Counter())[match[2]] += len(text)
    if document.place:
        for level in _PROVINCIAL:
            if document.place in counts.get(level, ()):
                counts[level][document.place] += _WEIGHT_OF_FRONT
    clear = _OWN if _home(document.issuer) else _CLEARLY_ONE
    best = {level: found.most_common(1)[0] for level, found in counts.items()}
    return {level: name for level, (name, times) in best.items() if times >= clear * counts[level].total()}


def _home(issuer: str) -> str:
    low = issuer.lower()
    for level in ("xã", "phường", "đặc khu", "huyện", "quận", "thị xã", "tỉnh", "thành phố"):
        if re.search(rf"\b{level}\b(?! hội| ủy)", low):
            return level
    for committee, level in (
        ("tỉnh ủy", "tỉnh"),
        ("thành ủy", "thành phố"),
        ("quận ủy", "quận"),
        ("huyện ủy", "huyện"),
    ):
        if committee in low:
            return level
    return ""


def _abbreviations(text: str) -> dict[str, tuple[str, ...]]:
    """Those of the data file, and those that the text defines by initials that fit: "Liên đoàn Lao động
    (LĐLĐ)"."""
    known = dict(ABBREVIATIONS)
    for match in _DEFINED.finditer(text):
        short = match[1]
        parts = text[max(0, match.start() - _LONGEST_DEFINED) : match.start()].split()[-len(short) :]
        initials = "".join(part[0].upper() for part in parts)
        if short not in known and initials == short and all(part.isalpha() for part in parts):
            known[short] = tuple(parts)
    return known


def _short_names(text: str, context: Context) -> Trie[str]:
    """The short names that a text gives its agencies: "Quỹ Bảo vệ môi trường tỉnh (sau đây gọi tắt là Quỹ)".

    A name for several ("sau đây gọi chung là Công an đơn vị, địa phương") stands for itself.
    """
    found: Trie[str] = Trie()
    for match in _CALLED.finditer(text):
        short = " ".join(match["short"].split())
        words = split(
            " ".join(text[max(0, match.start() - _LONGEST_DEFINED) : match.start()].split()), context.names
        )
        full = _named_last(words, context)
        nouns = split(short).norm
        if match["all"]:
            if len(nouns) > 1 and nouns[0] in BEARERS:
                found.add(short, short)
        elif full and full.lower().startswith(f"{short.lower()} "):
            found.add(short, full)
    return found


def _named_last(words: Words, context: Context) -> str:
    """The agency with which a text ends, in full; "" if it ends with none."""
    size = len(words.norm)
    for index in range(max(0, size - _LONGEST_FULL), size):
        found = agencies(words, index)
        if found and found[-1].end == size:
            return context.full(found[-1])
    return ""


def _parties(title: str, words: Words, context: Context) -> tuple[str, ...]:
    between = _BETWEEN.search(title)
    if between is None:
        return ()
    index = next((i for i, start in enumerate(words.start) if start >= between.end()), len(words.norm))
    found = agencies(words, index)
    at = found[-1].end if found else index
    if found and len(found) == 1 and at + 1 < len(words.norm) and words.norm[at] == "với":
        found += agencies(words, at + 1)
    return tuple(context.full(mention) for mention in found) if len(found) > 1 else ()


def read_context(document: Document, text: str) -> Context:
    """What a document tells about its agencies, from its front and its whole text."""
    front_parts, opening, decider = [], "", ""
    for paragraph in document.paragraphs:
        if (paragraph.role in _FRONT and paragraph.at in ("mo-dau", "")) or paragraph.role in (
            Role.LETTERHEAD,
            Role.TITLE,
        ):
            flow = Flow(text, paragraph.pieces).text
            front_parts.append(flow)
            if paragraph.role is Role.OPENING:
                decider = decider or _office_over(document.issuer, flow)
            if paragraph.role is Role.OPENING and flow.rstrip().endswith(":"):
                opening = flow
    front = "\n".join(front_parts)
    places = _places(document, text, front)
    own = text[document.start : document.end]
    names = Names(_abbreviations(own))
    home = _home(document.issuer)
    context = Context(places, home, document.issuer, document.issuer, (), names)
    context = replace(context, names=replace(names, short=_short_names(own, context)))
    title = " ".join(document.title.split())
    roles, own_name = _roles(document, text, context.names), _own_name(title, context.names)
    context = replace(context, names=replace(context.names, roles=roles, own=own_name))
    context = replace(context, body=_chartered_name(document, context))
    issuer = _giver(opening, context) or _concluding(document.title, context) or decider or document.issuer
    parties = _parties(document.title, split(document.title, context.names), context)
    return replace(context, issuer=issuer, parties=parties)


def _roles(document: Document, text: str, names: Names) -> Trie[bool]:
    """The groups that headings name by what they do: "Trách nhiệm của cơ quan góp ý dự thảo"."""
    found: Trie[bool] = Trie()
    for paragraph in document.paragraphs:
        if paragraph.role is not Role.HEADING:
            continue
        words = split(Flow(text, paragraph.pieces).text, names)
        owner = OWNER_HEADINGS.longest(words.norm, 0) if words.norm else None
        if owner is None or words.norm[0] == "đối" or len(words.norm) > LONGEST_DESCRIPTION:
            continue
        for mention in owners(words, owner[1], agencies(words, owner[1], semicolons=True)):
            determiner = DETERMINERS.longest(words.norm, mention.start)
            start = determiner[1] if determiner is not None else mention.start
            verbs = (WORDS.longest(words.norm, at) for at in range(start + 2, mention.end))
            if words.norm[start] in BEARERS and any(verb is not None and verb[0].act for verb in verbs):
                found.add(words.printed(start, mention.end), True)
    return found


def _office_over(issuer: str, flow: str) -> str:
    """Who decides where a line of capitals says it: "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH" over "QUYẾT ĐỊNH:"."""
    if not flow.isupper():
        return ""
    line, body = split(flow).norm, split(issuer).norm
    found = NOUNS.longest(line, 0)
    if found is None or Head.TITLE not in found[0].heads or not line[found[1] :]:
        return ""
    end = found[1]
    same = body[: len(line) - end] == line[end:]
    return f"{' '.join(line[:end]).capitalize()} {issuer}" if same else ""


def _chartered_name(document: Document, context: Context) -> str:
    body = chartered(document, context)
    return context.full(body[0]) if len(body) == 1 else ""


def _concluding(title: str, context: Context) -> str:
    """Whose orders an office only makes known: "Kết luận của Phó Thủ tướng … tại buổi làm việc …"."""
    if not (match := _TOLD.match(title)):
        return ""
    found = agencies(split(title[match.end() :], context.names), 0)
    return context.full(found[0]) if found else ""


def chartered(document: Document, context: Context) -> tuple[Mention, ...]:
    """The body whose functions a document lays down, from its title; its "Nhiệm vụ và quyền hạn" are that
    body's."""
    match = _CHARTER.match(" ".join(document.title.split()))
    if match is None or "nhiệm vụ" not in match[0].lower():
        return ()
    return tuple(agencies(split(" ".join(document.title.split())[match.end() :], context.names), 0))


def _own_name(title: str, names: Names) -> Trie[bool]:
    """The body whose functions a title lays down, where nothing but the title tells how far its name goes."""
    found: Trie[bool] = Trie()
    match = _CHARTER.match(title)
    if match is None:
        return found
    words = split(_OWNER_OF_BODY.split(title[match.end() :])[0], names)
    noun = NOUNS.longest(words.norm, 0) if words.norm else None
    if noun is None or Head.NAMED not in noun[0].heads or len(words.norm) > _LONGEST_FULL:
        return found
    known = agencies(words, 0)
    if len(words.norm) > noun[1] and (not known or (len(known) == 1 and known[0].end < len(words.norm))):
        found.add(words.printed(0, len(words.norm)), True)
    return found


def _speaks(words: Words, index: int) -> bool:
    """Whether one who is named, with an office or a person's name, orders: "Phó Chủ tịch A kết luận"."""
    end = name_run(words, index)
    return end < len(words.norm) and words.norm[end] in _ORDERS


def _giver(opening: str, context: Context) -> str:
    """Who speaks in the opening: "Chủ tịch Ủy ban nhân dân tỉnh có ý kiến như sau:"."""
    if not opening:
        return ""
    words = split(opening, context.names)
    last = ""
    sentence_start = True
    past = 0
    for index in range(len(words.norm)):
        if (
            index >= past
            and sentence_start
            and (words.is_capital(index) or HONORIFICS.longest(words.norm, index))
        ):
            found = agencies(words, index)
            if found and _speaks(words, found[-1].end):
                names = [context.full(mention) for mention in found]
                last, past = context.issuer if context.issuer in names else names[0], found[-1].end
        sentence_start = words.norm[index] in ".,;"
    return last
