"""What a document has introduced so far: works, their short names, the title that it goes by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from dieukhoan.citation import Work
from dieukhoan.doctypes import TYPES
from dieukhoan.model import Document, Kind
from dieukhoan.number import key as number_key
from dieukhoan.text import bare

fold = lru_cache(maxsize=20_000)(bare)
_TOKEN = re.compile(r"[^\W_]+")
_FEWEST_TITLE_WORDS = 4
CONSOLIDATED = "Văn bản hợp nhất"
ABOUT_OTHERS = frozenset({CONSOLIDATED, "Danh mục", "Công văn"})
"""Types of documents whose bare "Điều 5" is mostly one of another: footnotes, lists of rules, letters."""
LAWS = frozenset({kind.name for kind in TYPES if kind.law})
"""Types of which one body issues many: "Thông tư của Bộ Tài chính" names none of them."""
_MOST_REMEMBERED = 60
"""Works of one type that a document keeps in mind; more would only slow it down."""
_ORDINAL = re.compile(r"0*(\d+)(?=\D)")
# pháp điển numbers the articles of many works by subject: "Điều 9.2.NĐ.1." (Nghị định 63/2013/NĐ-CP)
_CODIFIED = re.compile(r"điều\s+\d+\.\d+\.[a-zđ]+\.\d", re.IGNORECASE)
_LEVELS = frozenset({"quan", "huyen", "xa", "phuong", "tinh", "pho", "uong"})


@lru_cache(maxsize=20_000)
def tokens(text: str) -> tuple[str, ...]:
    """The words of a text, folded, without punctuation."""
    return tuple(_TOKEN.findall(bare(text)))


def same_family(first: str, second: str) -> bool:
    """Whether two type names can mean one document: Quy chế and Quy chế phối hợp, Luật and Bộ luật."""
    one, other = bare(first), bare(second)
    shorter, longer = sorted((one, other), key=len)
    return bool(shorter) and (longer.startswith(shorter) or longer.endswith(shorter))


@dataclass(frozen=True, slots=True)
class Introduced:
    """A work that was named with its number or by name, and which citation of the document did so."""

    index: int
    work: Work


@dataclass
class Context:
    """What is known at a point of the document that is being read."""

    document: Document
    short_names: dict[str, int] = field(default_factory=dict)
    titles: list[tuple[tuple[str, ...], Work | None]] = field(default_factory=list)
    _amended: dict[str, Introduced | None] = field(default_factory=dict)
    amended_provision: dict[str, str] = field(default_factory=dict)
    listed: dict[str, Introduced] = field(default_factory=dict)
    """The work of which the provisions are that a list below a provision names."""
    quoted: Introduced | None = None
    _by_type: dict[str, dict[tuple[str, str, str], Introduced]] = field(default_factory=dict)
    _by_ordinal: dict[tuple[str, str], dict[str, Introduced]] = field(default_factory=dict)

    def introduce(self, index: int, work: Work) -> Introduced:
        entries = self._by_type.setdefault(work.type, {})
        key = (number_key(work.number), work.name, work.issuer)
        entry = entries.pop(key, None) or Introduced(index, work)
        entries[key] = entry  # the last one named comes last
        if len(entries) > _MOST_REMEMBERED:
            del entries[next(iter(entries))]
        ordinal = _ORDINAL.match(work.number)
        if ordinal is not None:
            self._by_ordinal.setdefault((work.type, ordinal[1]), {}).setdefault(key[0], entry)
        return entry

    def latest(self, kind: str) -> Introduced | None:
        """The work of that type that was introduced last."""
        entries = self._by_type.get(kind)
        return next(reversed(entries.values())) if entries else None

    def with_ordinal(self, kind: str, ordinal: str) -> Introduced | None:
        """The work of that type whose number begins so ("Nghị quyết số 02"); None if two differ."""
        fitting = self._by_ordinal.get((kind, ordinal.lstrip("0")), {})
        return next(iter(fitting.values())) if len(fitting) == 1 else None

    def of_issuer(self, kind: str, issuer: str, *, share: float = 1.0) -> Introduced | None:
        """The last introduced work of a type whose issuer has (that share of) the words of the given one."""
        wanted = set(tokens(issuer))
        for entry in reversed(self._by_type.get(kind, {}).values()):
            have = set(tokens(entry.work.issuer))
            if have and len(wanted & have) >= share * len(wanted) and (wanted & _LEVELS) <= have:
                return entry
        return None

    def named_like(self, kind: str, name: str) -> Introduced | None:
        """The introduced work whose name begins with the given one: Điều lệ Đảng (Cộng sản Việt Nam)."""
        wanted = tokens(name)
        for entry in self._by_type.get(kind, {}).values():
            if tokens(entry.work.name)[: len(wanted)] == wanted:
                return entry
        return None

    def amend(self, place: str, amended: Introduced) -> None:
        """Remembers what a provision (""; the document) amends; where it names two works, none is the one."""
        before = self._amended.setdefault(place, amended)
        numbers = {number_key(one.work.number) for one in (before, amended) if one and one.work.number}
        if len(numbers) > 1:
            self._amended[place] = None

    def amended_by_document(self) -> Introduced | None:
        """The work that the title says that the document amends, if it is one."""
        return self._amended.get("")

    def amended_at(self, at: str) -> Introduced | None:
        """The work that the provision at an address, or one above it, amends."""
        while at:
            if at in self._amended:
                return self._amended[at]
            at = at.rpartition("-")[0]
        return None

    def listed_at(self, at: str) -> Introduced | None:
        """The work whose provisions a list names in which the provision at an address stands."""
        while at := at.rpartition("-")[0]:
            if at in self.listed:
                return self.listed[at]
        return None

    def amended_provision_at(self, at: str) -> str:
        """The provision that the provision at an address, or one above it, amends; or ""."""
        while at:
            if at in self.amended_provision:
                return self.amended_provision[at]
            at = at.rpartition("-")[0]
        return ""

    def is_own_type(self, kind: str) -> bool:
        """Whether "TYPE này" can mean this document; a consolidated text is the law that it consolidates."""
        own = self.document.type
        if not own:
            return not self.is_codified
        return same_family(kind, own) or (own == CONSOLIDATED and kind in LAWS)

    @cached_property
    def is_codified(self) -> bool:
        """Whether this is a part of the codified law, whose "Luật này" is that which an article is from."""
        articles = (node for node in self.document.nodes if node.kind is Kind.ARTICLE)
        first = next(articles, None)
        return first is not None and _CODIFIED.match(first.label + first.title) is not None

    def add_title(self, name: str, work: Work | None) -> None:
        """A title by which a work (None: this document) may be called later."""
        words = tokens(name)
        if len(words) >= _FEWEST_TITLE_WORDS + 1:
            self.titles.append((words, work))


def title_match(low: str, start: int, title: tuple[str, ...]) -> tuple[int, int]:
    """How many words of a title the text at an offset repeats, and where they end.

    The text may leave words of the title out ("tỉnh" for "tỉnh Lâm Giang") but must begin as it does.
    """
    count, at, end = 0, 0, start
    for word in _TOKEN.finditer(low, start):
        if word.start() - end > 3 and count:
            break
        if low[end : word.start()].strip(" \n\u00a0,–-"):
            break
        folded = fold(word[0])
        reach = title[at : at + (1 if count < _FEWEST_TITLE_WORDS else 5)]
        if folded not in reach:
            break
        if "va" in reach[: reach.index(folded)]:
            break  # "bến cố định" is not "bến cố định và bến tạm"
        at += reach.index(folded) + 1
        count, end = count + 1, word.end()
        if at >= len(title):
            break
    return count, end


def own_titles(document: Document) -> Iterable[str]:
    """What the document calls itself: its type and title."""
    if document.type and document.title:
        yield f"{document.type} {document.title}"
