"""Reads expressions that name provisions: "điểm a, b khoản 1, khoản 2 và khoản 3 Điều 26"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from dieukhoan.address import child
from dieukhoan.model import Kind
from dieukhoan.text import roman

MOST_ITEMS = 80
"""An expression with more items than this is no sentence: it is cut there."""

_KINDS: dict[str, tuple[int, Kind]] = {
    # what a provision can be called, how high it stands, what it is in an address
    "gạch đầu dòng": (0, Kind.DASH),
    "tiết": (1, Kind.POINT),
    "điểm": (2, Kind.POINT),
    "khoản": (3, Kind.CLAUSE),
    "điều": (4, Kind.ARTICLE),
    "tiểu mục": (5, Kind.SUBSECTION),
    "mục": (6, Kind.SECTION),
    "chương": (7, Kind.CHAPTER),
    "phần": (8, Kind.PART),
    "phụ lục": (9, Kind.ANNEX),
}
ARTICLE_RANK = _KINDS["điều"][0]
"""How high a điều stands."""
_POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ORDINALS = {
    "nhất": "1", "một": "1", "hai": "2", "ba": "3", "tư": "4", "bốn": "4", "năm": "5", "sáu": "6",
    "bảy": "7", "bẩy": "7", "tám": "8", "chín": "9", "mười": "10",
}  # fmt: skip

UNIT_WORDS = r"gạch\s+đầu\s+dòng|phụ\s+lục|tiểu\s+mục|điều|điểm|khoản|mục|chương|phần|tiết"
# "các điểm a và b", "từ Điều 3 đến Điều 7", "tại khoản 2"
_UNIT = re.compile(rf"(?:(?:các|những|cả|từ)\s+){{0,2}}({UNIT_WORDS})(?:\s+(?:thứ\s+|số\s+)?|(?=\d))")
_THIS = re.compile(r"này(?!\w)")
_BLANK = re.compile(r"\s+(?:(?:của|thuộc|tại|trong|ở)\s+)?|\s?\((?=khoản|điểm)")
_JOINT = re.compile(
    r"\s*;\s*(?:(?:và|hoặc)\s+)?|\s*,\s*(?:(?:và|hoặc)\s+)?"
    r"|\s+(?:và/hoặc|và|hoặc|hay|đến\s+hết|đến|tới|cùng\s+với)\s+(?:từ\s+)?|\s*[-–]\s*(?=\d)"
)
_RANGE = re.compile(r"\s*(?:,\s*)?(?:đến|tới|[-–])")
_AND = re.compile(r"\s*(?:,\s*)?(?:;|và|hoặc|hay)")

# A number in a list that does not repeat its unit ("khoản 1, 2 và 3") must end like one: in "Điều 5, 3 người"
# there is one article.
_LIST_END = (
    r"(?=\s*(?:[,;:.)\]”\"’“]|$|[-–]\s*\d)|\s+(?:và|hoặc|hay|đến|tới|của|này|nêu|nói|thì|được|tại|trên|đã|khi|như|mà|trong|phải|thuộc"
    r"|có|là|còn|không|theo|về|quy|ban|kèm|cho|để|ở|sau|với|trừ|bị|do|đối|hiện|mới"
    rf"|các|những|{UNIT_WORDS}|luật|bộ|pháp|nghị|thông|quyết|chỉ|hiến|văn|kế|điều|hiệp|công)(?!\w))"
)
_NOT_AMOUNT = (
    r"(?!\s*(?:%|‰|triệu|tỷ|tỉ|nghìn|ngàn|đồng|ngày|tháng|lần|người|km|m2|ha)(?!\w)|[./]\d|-\d{2}"
    r"|,\d+(?:\s*(?:%|triệu|tỷ|tỉ|lần|điểm)|[.,]?\d{2}))"
)
_LETTER = (
    r"(?!y\s+(?:tế|học|khoa|dược|sĩ))(?![“\"'‘]\d)[“\"'‘]?"
    r"([a-zđ]\d?(?:\.\d+)?|\d+(?:\.\d+){0,4}[a-zđ]?)(?!\w)[”\"'’]?\)?"
)
_ROMAN_OR_DIGITS = r"([ivxlc]+(?!\w)|\d{1,3}(?:\.\d+){0,3}[a-zđ]?(?!\w)|[a-hđ](?!\w))"
_NUMBERS: dict[str, str] = {
    "gạch đầu dòng": r"(nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười|\d{1,2})(?!\w)",
    "tiết": _LETTER,
    "điểm": _LETTER,
    "khoản": r"(\d{1,3}(?:\.\d+){0,2}[a-zđ]?\d?)(?!\w)",
    "điều": r"(\d{1,4}[a-zđ]?\d?)(?!\w)",
    "tiểu mục": _ROMAN_OR_DIGITS,
    "mục": _ROMAN_OR_DIGITS,
    "chương": r"([ivxlc]+[a-z]?|\d{1,2}[a-z]?)(?!\w)",
    "phần": r"(nhất|một|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười|[ivxlc]+|\d{1,2}|[a-hđ])(?!\w)",
    "phụ lục": r"((?:[ivxlc]+|\d{1,3}|[a-hđ])(?:[.-]\d{1,2}|[a-zđ](?!\w))?)(?!\w)",
}
_FIRST = {level: re.compile(pattern + _NOT_AMOUNT) for level, pattern in _NUMBERS.items()}
_NEXT = {level: re.compile(pattern + _LIST_END) for level, pattern in _NUMBERS.items()}
# "mục III.6", "Mục II.1.3" and "mục 6 III" are said for khoản 6 Mục III
_DOTTED = re.compile(r"([ivxlc]+)\.(\d{1,2}(?:\.\d{1,2}){0,2})(?![\w/-])")
_ROMAN_AFTER = re.compile(
    r",?\s+([ivx]{1,5})(?=\s*(?:[.,;:)]|$)|\s+(?:của|này|kế|chương|chỉ|nghị|kết|quyết)(?!\w))"
)
_UNDER_ROMAN = frozenset({"mục", "khoản", "điểm"})
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Item:
    """One provision of an expression: "khoản 2"; ``number`` is "" for "khoản này"."""

    level: str
    number: str
    joint: str  # what stands between the item before and this one; "" for mere space
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    @property
    def rank(self) -> int:
        return _KINDS[self.level][0]


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression that names provisions, and where it ends in the text; ``closed`` by "này"."""

    items: tuple[Item, ...]
    end: int
    closed: bool = False

    @property
    def top(self) -> int:
        """How high its highest item stands."""
        return max(item.rank for item in self.items)

    @property
    def is_article_or_above(self) -> bool:
        """Whether it can be found in a document without knowing where it was printed."""
        return self.top >= ARTICLE_RANK and not self.closed


def read_expression(low: str, start: int) -> Expression | None:
    """The expression that begins at an offset of a text in lower case, or None.

    >>> [item.number for item in read_expression("khoản 1, 2 và 3 điều 5 của luật này", 0).items]
    ['1', '2', '3', '5']
    >>> read_expression("điều tra", 0), read_expression("khoản vay", 0), read_expression("điểm ô nhiễm", 0)
    (None, None, None)
    """
    items: list[Item] = []
    end, here, joint = start, start, ""
    while len(items) < MOST_ITEMS:
        unit = _UNIT.match(low, here)
        if unit is not None:
            level = _SPACES.sub(" ", unit[1])
            this = _THIS.match(low, unit.end())
            if this is not None and _KINDS[level][0] > ARTICLE_RANK and _has_article(items):
                end = this.end()  # "khoản 2 Điều 8 Mục này": a điều is found without its mục
                break
            if this is not None:
                items.append(Item(level, "", joint, unit.start(1), this.end()))
                return Expression(tuple(items), this.end(), closed=True)
            number = _FIRST[level].match(low, unit.end())
            roman_first = _DOTTED.match(low, unit.end()) if level == "mục" else None
            roman_last = _ROMAN_AFTER.match(low, number.end()) if number and level in _UNDER_ROMAN else None
            if roman_first is not None:
                items += _dotted(roman_first, joint, unit.start(1))
                return Expression(tuple(items), roman_first.end())
            if number is not None and roman_last is not None and number[1].isdigit():
                items += _placed(
                    (Item("khoản", number[1], joint), Item("mục", roman_last[1], "")),
                    unit.start(1),
                    roman_last.end(),
                )
                return Expression(tuple(items), roman_last.end())
        elif items and joint:
            level = items[-1].level
            number = _NEXT[level].match(low, here)
        else:
            break
        if number is None:
            break
        items.append(Item(level, number[1], joint, unit.start(1) if unit else here, number.end()))
        end = number.end()
        between = _JOINT.match(low, end)
        if between is not None:
            joint = between[0].strip()
        else:
            between = _BLANK.match(low, end)
            if between is None:
                break
            joint = ""
        here = between.end()
    return Expression(tuple(items), end) if items else None


def _has_article(items: Iterable[Item]) -> bool:
    return any(item.rank == ARTICLE_RANK and item.number for item in items)


def _dotted(number: re.Match[str], joint: str, start: int) -> list[Item]:
    """The items of "III.2.1": point 2.1 of clause 2 of section III."""
    clause, *rest = number[2].split(".")
    items = [Item("khoản", clause, "" if rest else joint), Item("mục", number[1], "")]
    if rest:
        items.insert(0, Item("điểm", number[2], joint))
    return _placed(items, start, number.end())


def _placed(items: Iterable[Item], start: int, end: int) -> list[Item]:
    """Items that are printed as one."""
    return [replace(item, start=start, end=end) for item in items]


Path = tuple[Item, ...]
"""A provision as its items from the highest to the lowest."""


@dataclass(frozen=True, slots=True)
class Element:
    """What an expression prints as one of a list, and where: "khoản 2", or "Điều 7" as the end of a range.

    The last of ``paths`` is the provision that is printed; before it are those between it and the start of
    its range.
    """

    paths: tuple[Path, ...]
    start: int
    end: int


def elements(expression: Expression) -> tuple[Element, ...]:
    """What an expression names, one by one as printed.

    Small to large ("điểm a khoản 1 Điều 2"), an item belongs to the next higher one that follows; reversed
    ("Điều 2 khoản 1"), to the one before it. An item to which others belong is no provision of its own.
    """
    items = expression.items
    is_reversed = _is_reversed(expression)
    found = _from_the_left(items) if is_reversed else _from_the_right(items)
    lasts = [index for index, _ in found]
    if is_reversed:
        bounds = [(before + 1, index) for before, index in zip([-1, *lasts], lasts, strict=False)]
    else:
        bounds = [(index, after - 1) for index, after in zip(lasts, [*lasts[1:], len(items)], strict=True)]
    return tuple(
        Element(tuple(paths), items[first].start, items[last].end)
        for (_, paths), (first, last) in zip(found, bounds, strict=True)
    )


def paths(expression: Expression) -> tuple[Path, ...]:
    """The provisions that an expression names, those inside its ranges too."""
    return tuple(path for element in elements(expression) for path in element.paths)


def _is_reversed(expression: Expression) -> bool:
    items = expression.items
    if expression.closed:
        return False
    for before, item in itertools.pairwise(items):
        if not item.joint and item.rank != before.rank:
            return item.rank < before.rank
    last = items[-1]
    # "Mục 2, Điều 11, Điều 13" is a list: a điều is numbered through, and no part of that mục
    return (
        last.joint.startswith(",")
        and last.rank != ARTICLE_RANK
        and last.rank < max(item.rank for item in items)
    )


def _from_the_right(items: tuple[Item, ...]) -> list[tuple[int, list[Path]]]:
    found: list[tuple[int, list[Path]]] = []
    above: list[Item] = []
    for index in range(len(items) - 1, -1, -1):
        item = items[index]
        following = items[index + 1] if index + 1 < len(items) else None
        if following is not None and following.rank > item.rank and _AND.match(following.joint):
            above.clear()  # "khoản 2 và Điều 5": the clause is not one of that article
        while above and above[-1].rank <= item.rank:
            above.pop()
        before = items[index - 1] if index else None
        owns = before is not None and before.rank < item.rank and not _AND.match(item.joint)
        if not owns:
            found.append((index, _with_range(items, index, above)))
        above.append(item)
    found.reverse()
    return found


def _from_the_left(items: tuple[Item, ...]) -> list[tuple[int, list[Path]]]:
    found: list[tuple[int, list[Path]]] = []
    above: list[Item] = []
    for index, item in enumerate(items):
        while above and above[-1].rank <= item.rank:
            above.pop()
        if index + 1 == len(items) or items[index + 1].rank >= item.rank:
            found.append((index, _with_range(items, index, above)))
        above.append(item)
    return found


def _with_range(items: tuple[Item, ...], index: int, above: list[Item]) -> list[Path]:
    """The provision of an item, and before it those between it and the start of its range (từ … đến …)."""
    item = items[index]
    numbers = [item.number]
    if _RANGE.match(item.joint) and index and items[index - 1].level == item.level:
        numbers = [*_between(items[index - 1].number, item.number), item.number]
    return [(*above, Item(item.level, number, item.joint)) for number in numbers]


def _between(first: str, last: str) -> list[str]:
    if first.isdigit() and last.isdigit():
        return [str(number) for number in range(int(first) + 1, min(int(last), int(first) + 200))]
    if len(first) == len(last) == 1 and first in _POINT_LETTERS and last in _POINT_LETTERS:
        return list(_POINT_LETTERS[_POINT_LETTERS.index(first) + 1 : _POINT_LETTERS.index(last)])
    return []


def number_in_address(item: Item) -> str:
    """The number of an item as its address has it: "thứ hai" is 2, "số 05" is 5, Roman numerals stay."""
    number = item.number
    if number in _ORDINALS and item.level in ("phần", "gạch đầu dòng"):
        return _ORDINALS[number]
    return number.lstrip("0") if number.isdigit() else number


def address_of(path: Path, base: str = "") -> str:
    """The address of a provision; ``base`` is the address below which its highest item hangs.

    >>> address_of((Item("khoản", "2", ""), Item("điểm", "đ", "")), "dieu-5")
    'dieu-5-khoan-2-diem-dd'
    """
    address = base
    for item in path:
        address = child(address, _kind(item, address), number_in_address(item))
    return address


def _kind(item: Item, above: str) -> Kind:
    """What an item is where it hangs: "điểm 1 Mục III" is the khoản of that mục, which has no other."""
    is_numbered = item.level == "điểm" and item.number.isdigit()
    return Kind.CLAUSE if is_numbered and _SECTION_ALONE.fullmatch(above) else _KINDS[item.level][1]


_SECTION_ALONE = re.compile(r"muc-[^-]+")


@dataclass(frozen=True, slots=True)
class Pointed:
    """The addresses that an expression names, and of those that are printed one by one, where each stands."""

    addresses: tuple[str, ...] = ()
    printed: tuple[tuple[str, int, int], ...] = ()


def pointed(expression: Expression, address: Callable[[Path], str] = address_of) -> Pointed:
    """What an expression points at; ``address`` gives the address of one of its provisions, "" for none."""
    found: list[str] = []
    printed: list[tuple[str, int, int]] = []
    for element in elements(expression):
        addresses = [address(path) for path in element.paths]
        found += [one for one in addresses if one]
        if addresses[-1]:
            printed.append((addresses[-1], element.start, element.end))
    return Pointed(tuple(dict.fromkeys(found)), tuple(printed))


ANNEX_OF = re.compile(r"phu-luc(?:-(?!(?:phan|chuong|muc|tieu|dieu|khoan|diem|gach)-)[^-]+)?")
"""The annex of an address below one."""

_STEP = re.compile(
    r"(?:^|-)(phan|chuong|tieu-muc|muc|dieu|khoan|diem|gach|cong|phu-luc|can-cu)(?:-(?!muc-)([^-]+))?"
)
_RANK_OF_STEP = {
    "cong": -1, "gach": 0, "diem": 2, "khoan": 3, "dieu": 4, "tieu-muc": 5, "muc": 6, "chuong": 7, "phan": 8,
    "phu-luc": 9, "can-cu": 9,
}  # fmt: skip


def _steps(address: str) -> list[tuple[int, int]]:
    """The rank of each step of an address, and where it ends."""
    return [(_RANK_OF_STEP[step[1]], step.end()) for step in _STEP.finditer(address)]


def enclosing(at: str, rank: int, parent: Mapping[str, str]) -> str:
    """The provision of a rank in which an address stands, or "".

    ``parent`` gives the address above each provision: a điều does not say in which chương it is.

    >>> enclosing("dieu-5-khoan-2-diem-a", 3, {}), enclosing("dieu-5", 7, {"dieu-5": "chuong-ii"})
    ('dieu-5-khoan-2', 'chuong-ii')
    """
    address, seen = at, 0
    while address and seen < 12:
        for step_rank, end in reversed(_steps(address)):
            if step_rank == rank:
                return address[:end]
        address, seen = (
            parent.get(address.split("-khoan-")[0].split("-diem-")[0], parent.get(address, "")),
            seen + 1,
        )
    return ""


def base_for(at: str, rank: int) -> str:
    """Below which provision a bare "khoản 2" or "điểm a" hangs that is printed at an address.

    >>> base_for("dieu-5-khoan-2-diem-a", 3), base_for("muc-iii-khoan-2-gach-1", 2), base_for("mo-dau", 3)
    ('dieu-5', 'muc-iii-khoan-2', '')
    """
    base = ""
    for step_rank, end in _steps(at):
        if step_rank <= rank:
            break
        base = at[:end]
    return "" if base.startswith("can-cu") else base


def pointed_within(
    expression: Expression, at: str, parent: Mapping[str, str], exists: Callable[[str], bool]
) -> Pointed:
    """What an expression points at that names provisions of the document in which it is printed.

    "khoản này" is where it stands; a bare khoản is one of this điều. Where the document calls its levels
    otherwise than the citation (điểm 2 mục III for ``muc-iii-khoan-2``), the address that exists is taken.
    """

    def address(path: Path) -> str:
        absolute = _absolute(path, at, parent)
        return next((form for form in other_forms(absolute) if exists(form)), absolute)

    return pointed(expression, address)


def _absolute(path: Path, at: str, parent: Mapping[str, str]) -> str:
    top = path[0]
    if not top.number:
        base = enclosing(at, top.rank, parent) or base_for(at, top.rank)
        if top.level == "phụ lục":
            base = base or str(Kind.ANNEX)
        return address_of(path[1:], base) if base else ""
    if top.rank < ARTICLE_RANK:
        return address_of(path, _letter_base(at, path) or base_for(at, top.rank))
    if top.level == "mục" and _NUMBERED_ALONE.fullmatch(top.number):
        # "Mục 1.3" of a plan is its point 1.3, in the section where that is said
        clause = Item("khoản", top.number.partition(".")[0], "")
        above = enclosing(at, top.rank, parent)
        return address_of((clause, replace(top, level="điểm"), *path[1:]), above)
    if top.rank < _KINDS["chương"][0] and top.level != "điều":
        return address_of(path, _section_base(at, parent))
    return address_of(path)


_NUMBERED_ALONE = re.compile(r"\d+(?:\.\d+)+")


def _letter_base(at: str, path: Path) -> str:
    """A bare "điểm đ", said below "2.1", is another letter of it; "" where no such number stands above."""
    if path[0].level != "điểm" or path[0].number[0].isdigit():
        return ""
    numbered = list(_NUMBERED_POINT.finditer(at))
    return at[: numbered[-1].end()] if numbered else ""


_NUMBERED_POINT = re.compile(r"-diem-\d[\d.]*(?=-|$)")


def _section_base(at: str, parent: Mapping[str, str]) -> str:
    """A bare "Mục 2" is one of this chương."""
    return enclosing(at, _KINDS["chương"][0], parent)


def other_forms(address: str) -> Iterator[str]:
    """The address, and what else a document may call the same place: V for 5, khoản for điểm or mục.

    Mostly the first is asked for alone: a document has its provisions as they are cited.
    """
    yield address
    if (step := _NUMBERED_LEVEL.search(address)) is not None:
        before, after = address[: step.start(1)], address[step.end(1) :]
        for numeral in _other_numerals(step[1]):
            yield f"{before}{numeral}{after}"
    if "diem-" in address:
        yield re.sub(r"(?<![a-z])diem-(\d+)(?=-|$)", r"khoan-\1", address)
    if (letter := _LETTER_AND_DIGIT.search(address)) is not None:
        # "điểm a.1" and "điểm a1" below "a)"
        for above in (f"{letter[1]}-diem-", ""):
            yield f"{address[: letter.start()]}diem-{above}{letter[1]}{letter[2]}{address[letter.end() :]}"
    if address.startswith("phan-"):
        yield "muc-" + address[len("phan-") :]
    if "muc-" in address:
        yield re.sub(r"(?<![a-z])muc-(\d+)(?=-|$)", r"khoan-\1", address)
        yield re.sub(r"^chuong-[^-]+-", "", address)


def _other_numerals(number: str) -> list[str]:
    """What else may stand for a numeral: "05" and "v" for 5."""
    if number.isdigit():
        value = int(number)
        return [f"{value:02d}", *(form for form in _FIRST_ROMANS if roman(form) == value)]
    value_of = roman(number)
    return [str(value_of), f"{value_of:02d}"] if value_of else []


_LETTER_AND_DIGIT = re.compile(r"(?<![a-z])diem-([a-z]{1,2})\.?(\d)(?=-|$)")
_NUMBERED_LEVEL = re.compile(r"^(?:chuong|phan|muc|phu-luc)-(?!muc-)([^-~]+)")
_FIRST_ROMANS = (
    *("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"),
    *("xvi", "xvii", "xviii", "xix", "xx", "xxi", "xxii", "xxiii", "xxiv", "xxv"),
)

_SPOKEN = {
    "phan": "Phần", "chuong": "Chương", "tieu-muc": "Tiểu mục", "muc": "Mục", "dieu": "Điều",
    "khoan": "khoản", "diem": "điểm", "gach": "gạch đầu dòng thứ", "cong": "dấu cộng thứ",
    "phu-luc": "Phụ lục", "can-cu": "căn cứ thứ",
}  # fmt: skip
_UPPER = frozenset({"phan", "chuong", "muc", "phu-luc"})
_LETTERS = {"dd": "đ", "uw": "ư"}


def spoken(address: str) -> str:
    """An address as it is said, from small to large: ``spoken("dieu-5-khoan-2-diem-dd")``.

    >>> spoken("dieu-5-khoan-2-diem-dd"), spoken("muc-iii-khoan-1"), spoken("mo-dau")
    ('điểm đ khoản 2 Điều 5', 'khoản 1 Mục III', 'phần mở đầu')
    """
    if address in ("mo-dau", "ket"):
        return "phần mở đầu" if address == "mo-dau" else "phần cuối"
    parts = []
    for step in _STEP.finditer(address):
        number = (step[2] or "").partition("~")[0]
        number = number.upper() if step[1] in _UPPER and roman(number) else _LETTERS.get(number, number)
        parts.append(f"{_SPOKEN[step[1]]} {number}".strip())
    return " ".join(reversed(parts))
