"""The words of agencies and of duty, read from the data files into tries of syllables."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from typing import Any, Generic, TypeVar

from dieukhoan.duty import DutyRole

_TOKEN = re.compile(r"\w+|[^\w\s]")
Value = TypeVar("Value")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.files("dieukhoan.data") / name).read_text(encoding="utf-8"))


class Trie(Generic[Value]):
    """Finds the longest entry that begins at a word, in time that its length bounds.

    >>> trie = Trie({"phối hợp": 1, "phối hợp cùng": 2})
    >>> trie.longest(["phối", "hợp", "với"], 0)
    (1, 2)
    """

    def __init__(self, entries: dict[str, Value] | None = None) -> None:
        self._root: dict[str, Any] = {}
        for phrase, value in (entries or {}).items():
            self.add(phrase, value)

    def add(self, phrase: str, value: Value) -> None:
        """Adds an entry; one that is there already stays."""
        node = self._root
        for token in _TOKEN.findall(phrase.lower()):
            node = node.setdefault(token, {})
        node.setdefault("", value)

    def first_words(self) -> frozenset[str]:
        """The words with which an entry begins."""
        return frozenset(self._root)

    def every(self, norm: list[str], index: int) -> list[tuple[Value, int]]:
        """All entries that begin at a word, the longest first."""
        node = self._root.get(norm[index])
        found: list[tuple[Value, int]] = []
        at, size = index + 1, len(norm)
        while node is not None:
            if "" in node:
                found.append((node[""], at))
            if at >= size:
                break
            node = node.get(norm[at])
            at += 1
        return found[::-1]

    def longest(self, norm: list[str], index: int) -> tuple[Value, int] | None:
        """The value and the index after its last word, or None."""
        node = self._root.get(norm[index])
        if node is None:
            return None
        found, at, size = None, index + 1, len(norm)
        while node is not None:
            if "" in node:
                found = (node[""], at)
            if at >= size:
                break
            node = node.get(norm[at])
            at += 1
        return found


class Act(StrEnum):
    """What a verb does with its object."""

    LEAD = "lead"
    COORDINATE = "coordinate"
    DIRECT = "direct"
    ASK = "ask"
    ADVISE = "advise"
    PROPOSE = "propose"
    REPORT = "report"
    DECIDE = "decide"
    GUIDE = "guide"
    SUPERVISE = "supervise"
    SUPPORT = "support"
    ACT = "act"


ROLE_OF = {
    Act.LEAD: DutyRole.LEAD,
    Act.COORDINATE: DutyRole.COORDINATE,
    Act.DIRECT: DutyRole.DIRECT,
    Act.ASK: DutyRole.ADVISE,
    Act.ADVISE: DutyRole.ADVISE,
    Act.PROPOSE: DutyRole.ADVISE,
    Act.REPORT: DutyRole.REPORT,
    Act.DECIDE: DutyRole.DECIDE,
    Act.GUIDE: DutyRole.GUIDE,
    Act.SUPERVISE: DutyRole.SUPERVISE,
    Act.SUPPORT: DutyRole.SUPPORT,
    Act.ACT: DutyRole.CARRY_OUT,
}

ROLE_OF_LABEL = {
    "lead": DutyRole.LEAD,
    "coordinate": DutyRole.COORDINATE,
    "act": DutyRole.CARRY_OUT,
    "supervise": DutyRole.SUPERVISE,
    "decide": DutyRole.DECIDE,
}
"""The role that a label gives whom it names: "Đơn vị chủ trì: …"; the keys are those of ``duties.toml``."""


class Word(StrEnum):
    """The kinds of words that the grammar of clauses knows, besides agencies."""

    VERB = "verb"
    DUTY = "duty"  # có trách nhiệm
    MANNER = "manner"  # kịp thời, hằng năm
    BARRED = "barred"  # có quyền, được
    AND = "and"
    THEN = "then"
    RECIPIENT = "recipient"  # cho, với, về
    PURPOSE = "purpose"  # để
    AGENT = "agent"  # do
    NOMINAL = "nominal"  # việc, công tác
    CLAUSE = "clause"  # trong, khi, căn cứ
    STATED = "stated"  # đã, ghi nhận, biểu dương
    IDIOM = "idiom"  # chế độ báo cáo


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the grammar: its kinds, and for verbs the act; ``light`` verbs lend themselves to the
    next one."""

    kinds: frozenset[Word]
    act: Act | None = None
    light: bool = False


class Head(StrEnum):
    """How a noun for an agency is completed."""

    WHOLE = "whole"
    PLACED = "placed"
    NAMED = "named"
    TITLE = "titles"


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that begins the name of an agency, and the kinds of body that it names by how it is
    completed."""

    heads: dict[Head, str]


_agencies, _duties = _read("agencies.toml"), _read("duties.toml")

ABBREVIATIONS: dict[str, tuple[str, ...]] = {
    short: tuple(_TOKEN.findall(long)) for short, long in _agencies["abbreviations"].items()
}


def _nouns() -> dict[str, Noun]:
    nouns: dict[str, Noun] = {}
    for head in Head:
        for kind, names in _agencies[head.value].items():
            for name in names:
                nouns.setdefault(name, Noun({})).heads.setdefault(head, kind)
    return nouns


NOUNS = Trie(_nouns())
BODIES, UNITS, ACTORS = "bodies", "units", "actors"
GROUPS = Trie({name: family for family in (ACTORS, BODIES, UNITS) for name in _agencies["groups"][family]})
HONORIFICS = Trie(dict.fromkeys(_agencies["determiners"]["honorifics"], True))
DETERMINERS = Trie(dict.fromkeys(_agencies["determiners"]["words"], True))
MODIFIERS = Trie(dict.fromkeys(_agencies["modifiers"]["words"], True))
HOUSES = Trie({name: name for name in _agencies["houses"]["words"]})
STANDING = Trie(dict.fromkeys(_agencies["modifiers"]["standing"], True))
BEARERS = frozenset(_agencies["groups"]["bearers"])
"""First words of common names for bodies and people; others name things ("công trình", "sản phẩm")."""
SAYS_LITTLE = frozenset({"cơ quan", "tổ chức", "đơn vị"})
"""Names that any body may have: what stands behind them says which is meant."""
OWNERS = Trie(dict.fromkeys(_agencies["modifiers"]["owners"], True))
RESPELLED: dict[str, str] = _agencies["respelled"]
LEVEL_NAMES: list[str] = _agencies["levels"]["words"]
LEVELS = Trie({name: name for name in LEVEL_NAMES})
FIELDS = Trie({name: name for name in _agencies["fields"]["names"]})


def _words() -> dict[str, Entry]:
    kinds: dict[str, set[Word]] = {}
    acts: dict[str, Act] = {}
    sources = [
        (Word.IDIOM, _duties["words"]["idioms"]),
        (Word.DUTY, _duties["modals"]["duty"]),
        (Word.MANNER, _duties["modals"]["manner"]),
        (Word.STATED, _duties["modals"]["stated"]),
        (Word.BARRED, _duties["modals"]["barred"]),
        (Word.AND, _duties["words"]["and"]),
        (Word.THEN, _duties["words"]["then"]),
        (Word.RECIPIENT, _duties["words"]["recipients"]),
        (Word.PURPOSE, _duties["words"]["purpose"]),
        (Word.AGENT, _duties["words"]["agent"]),
        (Word.NOMINAL, _duties["words"]["nominal"]),
        (Word.CLAUSE, _duties["words"]["clauses"]),
    ]
    for act in Act:
        for phrase in _duties["verbs"][act.value]["words"]:
            acts.setdefault(phrase, act)
            kinds.setdefault(phrase, set()).add(Word.VERB)
    for kind, phrases in sources:
        for phrase in phrases:
            kinds.setdefault(phrase, set()).add(kind)
    light = set(_duties["light"]["words"])
    return {
        phrase: Entry(frozenset(found), acts.get(phrase), phrase in light) for phrase, found in kinds.items()
    }


WORDS = Trie(_words())
URGING = frozenset(_duties["modals"]["urging"])
THINGS = frozenset(_duties["nouns"]["first"])
OWE_NOTHING = Trie(dict.fromkeys(_duties["nouns"]["owe_nothing"], True))
"""Nouns of things: what "phải", "có nhiệm vụ" say of them lays no duty on anyone."""
WORD_FIRST = WORDS.first_words()
AGENCY_FIRST = NOUNS.first_words() | GROUPS.first_words() | DETERMINERS.first_words() | LEVELS.first_words()
"""The words with which a word of the grammar, the name of an agency may begin: most words of a text do
not."""
OWNER_HEADINGS = Trie(dict.fromkeys(_duties["headings"]["owner"], True))
LABELS = Trie({phrase: name for name, phrases in _duties["labels"].items() for phrase in phrases})
COMPOSITION = Trie(dict.fromkeys(_duties["without_duty"]["composition"], True))
MUTE = Trie(dict.fromkeys(_duties["without_duty"]["wholly"], True))
WITHOUT_DUTY = Trie(dict.fromkeys(_duties["without_duty"]["titles"], True))
