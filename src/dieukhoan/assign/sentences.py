"""Reads the sentences of a paragraph: who acts in each clause, and what one clause hands to the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dieukhoan.assign.agencies import GROUP_KIND, Mention
from dieukhoan.assign.carrying import (
    GIVES,
    asks_anew,
    attributed,
    is_part_of,
    is_vague,
    lists_things,
    points_back,
)
from dieukhoan.assign.chunks import Clause, Sort, clauses
from dieukhoan.assign.context import Context
from dieukhoan.assign.entries import Entries
from dieukhoan.assign.governing import Governing
from dieukhoan.assign.grammar import read_clause
from dieukhoan.assign.headings import named_at_length
from dieukhoan.assign.lexicon import OWNER_HEADINGS, Act, Word
from dieukhoan.assign.lists import agencies
from dieukhoan.assign.owing import is_modal
from dieukhoan.assign.reading import NOBODY, Actor, Found, Reading
from dieukhoan.assign.words import Words
from dieukhoan.duty import Duty, DutyRole
from dieukhoan.model import Document, Flow

_NOUN_LIKE = frozenset({Act.REPORT, Act.DECIDE, Act.ASK, Act.PROPOSE, Act.GUIDE})
_WHILE = ["trong", "quá", "trình"]
_OWED = ("trách", "nhiệm", "nghĩa")
_LONGEST_LEAD = 4  # items: "Cụ thể như sau:"
_LONGEST_LABEL = 7  # words


@dataclass(slots=True)
class _Thread:
    """A paragraph while it is read, and what runs through its clauses.

    ``inherited`` is who acts where nobody is named, ``silent`` tells that the place lays no duties on anyone,
    ``opening`` that only those who are asked or ordered get duties. ``subject`` acts in the clauses that
    follow, ``heir`` to the end of the sentence; ``expected`` tells that a stem makes a verb of the first
    word.
    """

    at: str
    words: Words
    flow: Flow
    opening: bool
    inherited: Actor
    silent: bool
    subject: Actor
    expected: bool
    heir: Actor | None = None
    asked: tuple[Mention, ...] = ()
    is_implied: bool = False  # the first sentence is about nobody who is named
    enumerates: bool = False
    is_listed: bool = False
    gives_examples: bool = False

    def begin_sentence(self) -> None:
        """Forgets what holds to the end of a sentence only."""
        self.heir = None
        self.enumerates = self.is_listed = self.gives_examples = False
        if self.is_implied:
            self.subject = self.inherited

    def note_list(self, clause: Clause) -> None:
        """Notes whether a clause stands in a list, or leads to one of examples: "các bất cập như: …"."""
        self.gives_examples = clause.before_colon and self.words.norm[clause.end - 1] == "như"
        self.is_listed = self.is_listed or (clause.after_colon and not self.expected)

    def note_enumeration(self, clause: Clause) -> None:
        """Notes whether a clause begins with a noun of acting, so that the verbs behind it name things."""
        if not clause.items:
            return
        first = clause.items[0]
        grounds = self.words.norm[first.start : first.end] == ["căn", "cứ"]
        nominal = first.act is None and first.is_a(Word.NOMINAL) and not grounds
        self.enumerates = nominal or (self.enumerates and first.act is Act.ACT)

    def introduce(self, actor: Actor) -> None:
        """Makes those act in the clauses that follow whom a label names."""
        self.subject, self.expected = actor, True


class Sentences:
    """Reads paragraphs below the headings and stems that govern them."""

    def __init__(self, document: Document, context: Context, governing: Governing, entries: Entries) -> None:
        self._document, self._context = document, context
        self._governing, self._entries = governing, entries

    def duties(self, at: str, words: Words, flow: Flow, opening: bool = False) -> Iterator[Duty]:
        """The duties of a paragraph, clause by clause. In an ``opening`` only those who are asked or ordered
        get duties."""
        inherited, silent = self._governing.inherited(at)
        thread = _Thread(at, words, flow, opening, inherited, silent, inherited, bool(inherited.mentions))
        busy = self._governing.busy
        if at in busy:  # in a paragraph above this one, where its mention stands
            busy[at] = replace(busy[at], inherited=True)
        for clause in clauses(words):
            if clause.opens:
                thread.begin_sentence()
            if thread.gives_examples:
                continue
            thread.note_list(clause)
            if self._introduces(thread, clause):
                continue
            thread.note_enumeration(clause)
            if clause.before_colon and clause.opens and (other := self._other(thread, clause)) is not None:
                thread.introduce(other)
                continue
            if clause.start == 0 and self._names_thing(at, clause):
                return
            acting = self._acting(thread, clause)
            reading = self._read(thread, clause, acting)
            yield from self._found(thread, clause, acting, reading)
            self._hand_on(thread, clause, reading)

    # -- who acts ------------------------------------------------------------

    def _introduces(self, thread: _Thread, clause: Clause) -> bool:
        """Whether a clause is only the name of those who act in what its colon introduces: "Sở Y tế:"."""
        if not clause.before_colon:
            return False
        named: tuple[Mention, ...] = named_at_length(thread.words, clause) if clause.opens else ()
        if not named and len(clause.items) == 1 and clause.items[0].sort is Sort.AGENCIES:
            named = clause.items[0].mentions
        if not named and clause.opens and (owner := OWNER_HEADINGS.longest(thread.words.norm, clause.start)):
            owners = agencies(thread.words, owner[1])
            named = tuple(owners) if owners and owners[-1].end >= clause.end else ()
        if named:
            thread.introduce(Actor(named))
            self._governing.hand_down(thread.at, named)
        return bool(named)

    def _acting(self, thread: _Thread, clause: Clause) -> Actor:
        """Who acts in a clause that names nobody."""
        orders = bool(clause.items) and clause.items[0].act is Act.DIRECT
        acting = thread.subject if thread.heir is None or orders else thread.heir
        if clause.opens and asks_anew(thread.words, clause, thread.subject is not thread.inherited):
            return NOBODY
        if clause.opens and not acting.mentions and _goes_on_working(thread.words, clause):
            return self._governing.busy.get(thread.at, NOBODY)
        return acting

    def _read(self, thread: _Thread, clause: Clause, acting: Actor) -> Reading:
        """What a clause says, its actor under the full name; whoever acts in it may act in the next ones."""
        first = clause.start == 0
        expected = thread.expected and first and not thread.silent
        reading = read_clause(thread.words, clause, acting, expected, not clause.opens)
        thread.expected = False
        if first and not acting.mentions and reading.subject is acting:
            thread.is_implied = True
        reading = self._in_full(thread, acting, reading)
        if reading.subject is not None and reading.subject is not acting:
            thread.subject, thread.heir = reading.subject, None
        if reading.heir is not None:
            thread.heir = reading.heir
        if (doing := thread.heir or reading.subject) is not None and doing.mentions:
            self._governing.busy[thread.at] = doing
        return reading

    def _in_full(self, thread: _Thread, acting: Actor, reading: Reading) -> Reading:
        """A reading whose subject goes under its full name: a group named before, "cơ quan này"."""
        told = reading.subject
        if told is None or len(told.mentions) != 1:
            return reading
        if is_part_of(told, thread.inherited):
            return attributed(reading, thread.inherited)
        before = self._governing.busy.get(thread.at, NOBODY)
        if told is not acting and points_back(thread.words, told, before):
            return attributed(reading, before)
        return reading

    # -- what they owe ------------------------------------------------------------

    def _found(self, thread: _Thread, clause: Clause, acting: Actor, reading: Reading) -> Iterator[Duty]:
        """The duties of a clause that its place and its list leave, and the order of whoever speaks."""
        words, own = thread.words, reading.subject.mentions if reading.subject is not None else ()
        owed = thread.silent and any(is_modal(words, item) for item in clause.items)
        gives = reading.heir or reading.ordered or reading.asks
        names_things = thread.enumerates or thread.is_listed
        for found in reading.found:
            if self._asks_below(words, reading, found):
                found = replace(found, role=DutyRole.DIRECT)
            asks = found.role is DutyRole.DIRECT and reading.asks
            if thread.opening and ((found.mention in own and not asks) or not gives):
                continue
            if thread.silent and not owed and not found.inherited and is_vague(found.mention, own):
                continue
            if names_things and found.role is DutyRole.CARRY_OUT and found.mention in acting.mentions:
                continue
            yield from self._entries.of(thread.at, words, thread.flow, clause, found)
        ordered = reading.ordered if self._context.issuer and not thread.silent else None
        if ordered and words.norm[ordered[0]] in GIVES:
            yield self._entries.order(thread.at, words, thread.flow, clause, ordered, reading.ordered_to)

    def _asks_below(self, words: Words, reading: Reading, found: Found) -> bool:
        """Whether whoever issued the document asks those below it: "Chính phủ đề nghị các bộ rà soát …"."""
        asks = found.role is DutyRole.ADVISE and words.norm[slice(*found.act)] == ["đề", "nghị"]
        if not asks or not reading.asked or self._context.full(found.mention) != self._context.issuer:
            return False
        return not any(f.role is DutyRole.DECIDE and f.mention in reading.asked for f in reading.found)

    # -- what a colon introduces ------------------------------------------------------------

    def _hand_on(self, thread: _Thread, clause: Clause, reading: Reading) -> None:
        """Makes those act below whom the clause before a colon leaves to act."""
        thread.asked = reading.asked or thread.asked
        if not clause.before_colon:
            return
        if thread.asked and not reading.found and len(clause.items) <= _LONGEST_LEAD:
            self._governing.hand_down(thread.at, thread.asked)  # "… đề nghị các xã rà soát. Cụ thể:"
            return
        stem = () if self._decides(reading) else _stem(thread.words, clause, reading)
        if reading.asked and stem == reading.asked:
            thread.introduce(Actor(stem))
        if clause.end >= len(thread.words.norm) - 1 and stem:
            self._governing.hand_down(thread.at, stem)
            if lists_things(thread.words, clause):
                self._governing.list_things(thread.at)

    def _decides(self, reading: Reading) -> bool:
        """Whether whoever speaks only decides what follows: "Hội đồng nhân dân tỉnh quyết định sáp nhập các
        xã như sau:"."""
        return any(
            found.role is DutyRole.DECIDE and self._context.full(found.mention) == self._document.issuer
            for found in reading.found
        )

    def _names_thing(self, at: str, clause: Clause) -> bool:
        """Whether a line is an object of the stem above it, though a verb could begin like it: "b) Báo cáo
        của tổ chức …"."""
        first = clause.items[0] if clause.items else None
        if first is None or first.act not in _NOUN_LIKE or not self._governing.lists_things(at):
            return False
        return len(clause.items) < 2 or clause.items[1].sort is not Sort.AGENCIES

    @staticmethod
    def _other(thread: _Thread, clause: Clause) -> Actor | None:
        """The actor of a line that names one whom the data does not know: "Trách nhiệm của giáo vụ:
        giám sát …".

        Without "trách nhiệm của" it is only certain that those above are not meant: then nobody acts.
        """
        words = thread.words
        short = clause.end - clause.start <= _LONGEST_LABEL
        owner = OWNER_HEADINGS.longest(words.norm, clause.start)
        if owner is not None and words.norm[clause.start] in _OWED:
            begin = owner[1]
            name = words.printed(begin, clause.end)
            unknown = Mention(name, GROUP_KIND, begin, clause.end, True, has_place=True)
            return Actor((unknown,)) if short else None
        loose = bool(clause.items) and clause.items[0].sort is Sort.OTHER and not clause.items[0].kinds
        above = thread.inherited.mentions
        vague = bool(above) and all(mention.is_group for mention in above)
        verbs = any(item.act is not None for item in clause.items)
        return NOBODY if short and loose and vague and not verbs else None


def _goes_on_working(words: Words, clause: Clause) -> bool:
    """Whether a sentence tells those ordered before what to do as the work lasts: "Trong quá trình thực
    hiện, rà soát …"; one that asks ("…, đề nghị phản ánh về …") speaks to everybody."""
    lasts = words.norm[clause.start : clause.start + len(_WHILE)] == _WHILE
    return lasts and all(item.act is not Act.ASK for item in clause.items)


def _stem(words: Words, clause: Clause, reading: Reading) -> tuple[Mention, ...]:
    """Who acts in what a colon introduces: those who are asked or ordered, if nothing else is said of
    them."""
    if reading.asked and reading.asked[-1].end >= clause.end:
        return reading.asked
    named = reading.asked and not any(mention.is_group for mention in reading.asked)
    if named and words.norm[clause.end - 1] == "sau":
        return reading.asked  # "Sở Y tế chỉ đạo Chi cục Dân số thực hiện các nội dung sau:"
    known = reading.ordered_to or (reading.heir or reading.subject or NOBODY).mentions
    last = clause.items[-1] if clause.items else None
    if known or last is None or last.sort is not Sort.AGENCIES or not words.is_capital(last.start):
        return known
    before = clause.items[-2] if len(clause.items) > 1 else None
    return last.mentions if before is None or not before.kinds else ()
