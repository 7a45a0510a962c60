"""Side files (tệp sửa): what the editor of a source writes into ``NAME.yml`` beside it, checked line by line.

A mistake is an error that names the line and what may have been meant; the rest of the file holds. A file
that cannot be understood but speaks of leaving its source out does leave it out: what an editor holds back
must not be published because of a slip of the key.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import resources

import yaml

from dieukhoan import dates
from dieukhoan import number as numbers
from dieukhoan.doctypes import TYPES, type_named
from dieukhoan.editing import DocumentEdits, Edits, Fact, Strike
from dieukhoan.findings import Finding, Severity
from dieukhoan.identity import ROOT
from dieukhoan.model import plain
from dieukhoan.read.decoding import decode
from dieukhoan.read.facts import key
from dieukhoan.text import slug

MOST_BYTES = 64 << 10
_MOST_LEVELS = 4
_MOST_STRIKES = 500
_LONGEST_FACT = 1_000
_SHORTEST_STRIKE = 3
_ALIKE = 0.6  # how alike a key must be to one that is known to be suggested
_TERM = re.compile(r"(\d{4})\s*(?:[-–—]|đến)\s*(\d{4})")
_ADDRESS = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*(?:/[a-z0-9]+(?:[-.][a-z0-9]+)*){2}")
_LETTER = re.compile(r"[^\W_]")

_HOW_TO_WRITE = (
    "Mỗi dòng viết “mục: giá trị”. Giá trị có dấu hai chấm, dấu # hoặc dấu ngoặc thì đặt trong "
    "dấu ngoặc kép; thụt dòng bằng dấu cách, không dùng phím Tab."
)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of side files, in their form for comparing."""

    facts: Mapping[str, Fact]
    background: frozenset[str]
    exclude: frozenset[str]
    strike: frozenset[str]
    document: re.Pattern[str]
    yes: frozenset[str]
    no: frozenset[str]
    none: frozenset[str]
    shown: Mapping[str, str]  # how a message spells each word


def _load() -> _Words:
    data = tomllib.loads(resources.files("dieukhoan.data").joinpath("side_files.toml").read_text("utf-8"))
    lists = {**data["facts"], **data["switches"], **data["strikes"]}
    switches, values = data["switches"], data["values"]
    document = "|".join(map(key, data["document"]["words"]))
    return _Words(
        facts={key(word): Fact(fact) for fact, words in data["facts"].items() for word in words},
        background=frozenset(map(key, switches["background"])),
        exclude=frozenset(map(key, switches["exclude"])),
        strike=frozenset(map(key, data["strikes"]["strike"])),
        document=re.compile(rf"(?:{document}) ([1-9]\d{{0,3}})"),
        yes=frozenset(map(key, values["yes"])),
        no=frozenset(map(key, values["no"])),
        none=frozenset(map(key, values["none"])),
        shown={key(word): words[0] for words in lists.values() for word in words},
    )


WORDS = _load()
_EXAMPLES = {
    Fact.TYPE: "quy chế",
    Fact.NUMBER: "233-QC/PHCT",
    Fact.DATE: "31/5/2022",
    Fact.ISSUER: "Ủy ban nhân dân tỉnh Lâm Giang",
    Fact.PLACE: "Lâm Giang",
    Fact.TITLE: "Phối hợp công tác",
    Fact.EFFECTIVE: "01/7/2022",
    Fact.TERM: "2022-2025",
    Fact.ADDRESS: "lam-giang/2022/233-qc-phct",
}


class _Wrong(Exception):
    """A value that cannot be; the arguments are what is wrong with it, and the mend."""


def read_side_file(name: str, data: bytes) -> tuple[Edits, tuple[Finding, ...]]:
    """What a side file says, and its mistakes. Raises nothing on account of what the file holds.

    >>> edits, mistakes = read_side_file("a.yml", "số: 12-QC/HU\\nngay: 31/02/2022".encode())
    >>> edits.of(1).facts[Fact.NUMBER], mistakes[0].line
    ('12-QC/HU', 2)
    """
    reader = _Reader(name)
    reader.read(data)
    return reader.edits(), tuple(reader.mistakes)


@dataclass(slots=True)
class _Document:
    """What has been read of one document so far."""

    line: int
    facts: dict[Fact, str] = field(default_factory=dict)
    is_regulation: bool | None = None
    is_excluded: bool = False


class _Reader:
    """Reads one side file."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.mistakes: list[Finding] = []
        self._documents: dict[int, _Document] = {}
        self._strikes: list[Strike] = []
        self._is_background = self._is_excluded = False

    def edits(self) -> Edits:
        """What has been read."""
        documents = {
            ordinal: DocumentEdits(found.facts, found.is_regulation, found.is_excluded, found.line)
            for ordinal, found in self._documents.items()
        }
        return Edits(self.name, documents, tuple(self._strikes), self._is_background, self._is_excluded)

    def read(self, data: bytes) -> None:
        """Reads the whole file."""
        if not data.strip():
            return
        if len(data) > MOST_BYTES:
            size = f"{MOST_BYTES >> 10} KB"
            self._mistake(1, f"Tệp sửa lớn hơn {size}, không được đọc.", "Chỉ ghi những chỗ cần sửa.")
            return
        decoded = decode(data)
        if isinstance(decoded, Finding):
            self._mistake(1, f"Không đọc được tệp sửa: {decoded.message}", decoded.hint)
            return
        try:
            _refuse_tricks(decoded.text)
            root = yaml.compose(decoded.text, Loader=yaml.SafeLoader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            self._broken(decoded.text, mark.line + 1 if mark else 1)
            return
        if isinstance(root, yaml.MappingNode):
            self._file(root)
        elif root is not None:
            self._broken(decoded.text, 1)

    def _broken(self, text: str, line: int) -> None:
        self._is_excluded = any(key(row.partition(":")[0]) in WORDS.exclude for row in text.splitlines())
        kept = " Tệp có dòng “bỏ” nên văn bản chưa được đăng." if self._is_excluded else ""
        self._mistake(line, f"Tệp sửa viết chưa đúng cách nên chưa được dùng.{kept}", _HOW_TO_WRITE)

    def _mistake(self, line: int, message: str, hint: str) -> None:
        self.mistakes.append(
            Finding("side-file", message, hint=hint, severity=Severity.ERROR, file=self.name, line=line)
        )

    def _file(self, root: yaml.MappingNode) -> None:
        for word, name, value in self._entries(root):
            line = name.start_mark.line + 1
            if match := WORDS.document.fullmatch(word):
                self._document(int(match[1]), name, value)
            elif word in WORDS.strike:
                self._strike(value)
            elif word in WORDS.exclude:
                self._is_excluded = self._switch(name, value, cautious=True)
            elif word in WORDS.background:
                if self._switch(name, value):
                    self._is_background = True
                else:
                    self._of(1, line).is_regulation = True
            else:
                self._fact(1, word, name, value)

    def _document(self, ordinal: int, name: yaml.Node, value: yaml.Node) -> None:
        if not isinstance(value, yaml.MappingNode):
            mend = f"Viết các mục của văn bản ấy ở những dòng dưới, thụt vào hai dấu cách. {_HOW_TO_WRITE}"
            self._mistake(name.start_mark.line + 1, f"Dưới “{name.value}” chưa có mục nào.", mend)
            return
        for word, inner, inner_value in self._entries(value):
            found = self._of(ordinal, name.start_mark.line + 1)
            if word in WORDS.exclude:
                found.is_excluded = self._switch(inner, inner_value, cautious=True)
            elif word in WORDS.background:
                found.is_regulation = not self._switch(inner, inner_value)
            elif word in WORDS.strike:
                mend = f"Ghi “{WORDS.shown[word]}” ở ngoài, không thụt dòng: mục ấy là của cả tệp."
                self._mistake(
                    inner.start_mark.line + 1, f"“{inner.value}” không thuộc riêng một văn bản.", mend
                )
            else:
                self._fact(ordinal, word, inner, inner_value)

    def _of(self, ordinal: int, line: int) -> _Document:
        return self._documents.setdefault(ordinal, _Document(line))

    def _entries(self, mapping: yaml.MappingNode) -> Iterator[tuple[str, yaml.ScalarNode, yaml.Node]]:
        """The entries of a mapping: the key for comparing, the key, the value; no key twice."""
        seen: dict[object, int] = {}
        for name, value in mapping.value:
            line = name.start_mark.line + 1
            if not isinstance(name, yaml.ScalarNode):
                self._mistake(line, "Dòng này viết chưa đúng cách.", _HOW_TO_WRITE)
                continue
            word = key(name.value)
            same: object = WORDS.facts.get(word, word)
            if same in seen:
                mend = "Giữ lại một dòng."
                self._mistake(line, f"Mục “{name.value}” đã ghi ở dòng {seen[same]}.", mend)
                continue
            seen[same] = line
            yield word, name, value

    def _fact(self, ordinal: int, word: str, name: yaml.ScalarNode, value: yaml.Node) -> None:
        line = name.start_mark.line + 1
        fact = WORDS.facts.get(word)
        if fact is None:
            self._mistake(line, f"Không có mục “{plain(name.value)}”.", _suggestion(word))
        elif not isinstance(value, yaml.ScalarNode):
            self._mistake(line, f"Giá trị của “{name.value}” phải là một dòng chữ.", _HOW_TO_WRITE)
        else:
            try:
                self._of(ordinal, line).facts[fact] = _value(fact, plain(value.value))
            except _Wrong as wrong:
                self._mistake(line, str(wrong.args[0]), str(wrong.args[1]))

    def _switch(self, name: yaml.ScalarNode, value: yaml.Node, *, cautious: bool = False) -> bool:
        """Whether a switch is on; one that cannot be understood counts as ``cautious`` says."""
        word = key(value.value) if isinstance(value, yaml.ScalarNode) else ""
        if word in WORDS.yes or word in WORDS.no:
            return word in WORDS.yes
        kept = " Tạm thời văn bản chưa được đăng." if cautious else ""
        message = f"“{name.value}” phải là “có” hoặc “không”.{kept}"
        self._mistake(name.start_mark.line + 1, message, f"Viết: {name.value}: có")
        return cautious

    def _strike(self, value: yaml.Node) -> None:
        quotes = value.value if isinstance(value, yaml.SequenceNode) else [value]
        for quote in quotes:
            line = quote.start_mark.line + 1
            if not isinstance(quote, yaml.ScalarNode):
                mend = f"Mỗi câu một dòng, có dấu gạch đứng trước, đặt trong dấu ngoặc kép. {_HOW_TO_WRITE}"
                self._mistake(line, "Câu cần gạt viết chưa đúng cách.", mend)
            elif len(plain(quote.value)) < _SHORTEST_STRIKE:
                mend = "Chép nguyên cả dòng cần gạt."
                self._mistake(line, f"“{plain(quote.value)}” quá ngắn để gạt: có thể trúng cả lời văn.", mend)
            elif len(self._strikes) >= _MOST_STRIKES:
                self._mistake(line, f"Có hơn {_MOST_STRIKES} câu cần gạt.", "Hãy sửa thẳng trong tệp nguồn.")
                return
            else:
                self._strikes.append(Strike(plain(quote.value), line))


def _refuse_tricks(text: str) -> None:
    """Raises ``YAMLError`` for what no editor writes and what can make a small file grow without end."""
    level = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            level += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            level -= 1
        is_named = isinstance(event, yaml.NodeEvent) and event.anchor is not None  # also every reference
        if level > _MOST_LEVELS or is_named:
            raise yaml.MarkedYAMLError(problem_mark=event.start_mark)


def _suggestion(word: str) -> str:
    near = difflib.get_close_matches(word, WORDS.shown, n=1, cutoff=_ALIKE)
    if near:
        return f"Có phải “{WORDS.shown[near[0]]}” không?"
    return f"Các mục có thể ghi: {', '.join(dict.fromkeys(WORDS.shown.values()))}, văn bản 2."


def _value(fact: Fact, text: str) -> str:
    """A value as the model holds it. Raises ``_Wrong``."""
    shown = WORDS.shown[key(fact)]
    if not text:
        raise _Wrong(
            f"Mục “{shown}” chưa ghi giá trị.", f"Viết như “{shown}: {_EXAMPLES[fact]}”, hoặc bỏ dòng này."
        )
    if key(text) in WORDS.none:
        if fact in (Fact.TYPE, Fact.ADDRESS):
            raise _Wrong(f"Mục “{shown}” không thể để “{text}”.", "Bỏ dòng này nếu không cần sửa.")
        return ""
    match fact:
        case Fact.TYPE:
            return _type(text)
        case Fact.NUMBER:
            return _number(text)
        case Fact.DATE | Fact.EFFECTIVE:
            return _date(text)
        case Fact.TERM:
            return _term(text)
        case Fact.ADDRESS:
            return _address(text)
    if not _LETTER.search(text) or len(text) > _LONGEST_FACT:
        raise _Wrong(f"Giá trị của “{shown}” không có chữ hoặc quá dài.", f"Viết như “{_EXAMPLES[fact]}”.")
    return text


def _type(text: str) -> str:
    found = type_named(text)
    if found is None:
        names = {key(kind.name): kind.name for kind in TYPES}
        near = difflib.get_close_matches(key(text), names, n=1, cutoff=_ALIKE)
        mend = (
            f"Có phải “{names[near[0]]}” không?" if near else "Viết như “quyết định”, “quy chế”, “kế hoạch”."
        )
        raise _Wrong(f"Không có loại văn bản “{text}”.", mend)
    return found.name


def _number(text: str) -> str:
    found = numbers.parse(text)
    if found is None:
        mend = "Viết như 233-QC/PHCT, 102/2025/QĐ-UBND; văn bản không có số thì ghi “không có”."
        raise _Wrong(f"“{text}” không phải là số, ký hiệu văn bản.", mend)
    return found.text


def _date(text: str) -> str:
    if dates.is_iso(text):
        return text
    found = dates.iso(text) if dates.DATE.fullmatch(text) else None
    if found is None:
        raise _Wrong(f"“{text}” không phải là một ngày có trong lịch.", "Viết ngày/tháng/năm, như 31/5/2022.")
    return found


def _term(text: str) -> str:
    match = _TERM.fullmatch(text)
    if match is None or match[1] > match[2]:
        raise _Wrong(f"“{text}” không phải là một giai đoạn.", "Viết năm đầu và năm cuối, như 2022-2025.")
    return f"{match[1]}-{match[2]}"


def _address(text: str) -> str:
    address = text.strip("/").removeprefix(f"{ROOT}/")
    if not _ADDRESS.fullmatch(address):
        parts = [slug(part) for part in address.split("/")]
        mend = "Viết ba phần, chữ thường không dấu: nơi/năm/số, như lam-giang/2022/233-qc-phct."
        if len(parts) == 3 and all(parts):
            mend = f"Viết: {'/'.join(parts)}"
        raise _Wrong(f"“{text}” không dùng làm địa chỉ trang được.", mend)
    return address
