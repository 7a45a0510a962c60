"""Walks a document in reading order: headings and stems govern the clauses below them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from dieukhoan.assign.agencies import GROUP_KIND, Mention, is_thing
from dieukhoan.assign.carrying import (
    GIVES,
    asks_anew,
    attributed,
    is_part_of,
    is_vague,
    lists_things,
    points_back,
    under_one_name,
)
from dieukhoan.assign.chunks import Clause, Sort, clauses
from dieukhoan.assign.context import Context, chartered, read_context
from dieukhoan.assign.deadlines import find_deadline
from dieukhoan.assign.entries import Entries
from dieukhoan.assign.grammar import read_clause
from dieukhoan.assign.headings import (
    FOLLOWS_OWNER,
    LONGEST_DESCRIPTION,
    listed_after,
    named_at_length,
    owners,
    told_at_length,
)
from dieukhoan.assign.lexicon import (
    COMPOSITION,
    DETERMINERS,
    GROUPS,
    LABELS,
    MUTE,
    NOUNS,
    OWNER_HEADINGS,
    ROLE_OF_LABEL,
    WITHOUT_DUTY,
    WORDS,
    Act,
    Head,
    Word,
)
from dieukhoan.assign.lists import agencies
from dieukhoan.assign.owing import is_modal
from dieukhoan.assign.reading import NOBODY, Actor, Found, Reading
from dieukhoan.assign.runs import RUN_IN, SENTENCES, run_in
from dieukhoan.assign.tables import Tables
from dieukhoan.assign.words import Words, split
from dieukhoan.duty import Deadline, Duty, DutyRole
from dieukhoan.model import CELL, CLOSING_PLACE, OPENING_PLACE, Document, Flow, Kind, Node, Paragraph, Role

_HANDS_DOWN = SENTENCES | {Kind.SECTION}
_NOT_OWNED = frozenset({Kind.PART, Kind.CHAPTER, Kind.ANNEX, Kind.RECITAL})
_CITES = frozenset({"căn", "theo"})  # letters that answer a question tell the law again
_NOUN_LIKE = frozenset({Act.REPORT, Act.DECIDE, Act.ASK, Act.PROPOSE, Act.GUIDE})
_ADDRESSES = (["điện"], ["gửi"])
_DASHES = frozenset("-+*")
_BLANK, _DOTS = "....", "……"
_TO_FILL_IN = re.compile(r"\[[^\W\d]")  # "[tên đơn vị]"
_WHILE = ["trong", "quá", "trình"]
_OWNED = frozenset({"trách", "nhiệm", "nghĩa", "thẩm"})
# Of a heading that says no more than "Nhiệm vụ và quyền hạn".
_FUNCTIONS = frozenset({"chức", "năng", "nhiệm", "vụ", "quyền", "hạn", "trách", "và", ","})
_LONGEST_HEADING = 14  # words
_SHORTEST_IN_ANNEX = 12  # words
_AFTER_LABEL = 4  # characters between a label and the first word
_LONGEST_LEAD = 4  # items: "Cụ thể như sau:"
_LONGEST_LABEL = 7  # words


def _says_more(words: Words, begin: int, end: int) -> bool:
    """Whether what follows a label are clauses: "Cơ quan thực hiện: Sở Y tế chủ trì, phối hợp với …"."""
    following = WORDS.longest(words.norm, end) if end < len(words.norm) else None
    if following is not None and following[0].act is not None:
        return True
    return any(pair in (("chủ", "trì"), ("phối", "hợp")) for pair in pairwise(words.norm[begin:]))


def _is_form(words: Words, text: str) -> bool:
    """Whether the text of an annex is a line of a form, or of a table that lost its cells: "Thủ trưởng [tên
    đơn vị] xác nhận"."""
    return len(words.norm) < _SHORTEST_IN_ANNEX or _TO_FILL_IN.search(text) is not None


def _lists_body(words: Words) -> bool:
    """Whether a line only names a body: "Phòng Quản lý dự báo lũ", "Trung tâm Nghiên cứu phát triển đê"."""
    noun = NOUNS.longest(words.norm, 0)
    short = len(words.norm) <= _LONGEST_HEADING and "trách" not in words.norm
    return short and noun is not None and Head.NAMED in noun[0].heads


class Assignment:
    """Walks a document in reading order; headings and stems govern what stands below them."""

    def __init__(self, document: Document, text: str) -> None:
        self.document, self.text = document, text
        self.context: Context = read_context(document, text)
        self.chartered = chartered(document, self.context)
        self.nodes: dict[str, Node] = {node.address: node for node in document.nodes}
        self.parents = frozenset(node.parent for node in document.nodes)
        self.bodied = frozenset(p.at for p in document.paragraphs if p.role is Role.BODY)
        self.above: dict[str, Actor | None] = {}  # None: nothing is inherited from here
        self.mute: set[str] = set()
        self.busy: dict[str, Actor] = {}  # who acted last in a provision
        self.composed: set[str] = set()  # headings under which bodies are listed
        self.of_things: set[str] = set()  # stems that want nouns: "cập nhật thông tin đối với: …"
        self.deadlines: dict[str, Deadline] = {}
        # Letters go on without numbers behind "… có ý kiến như sau:"; acts with articles only promulgate.
        self.opened, self.speaks = False, all(node.kind is not Kind.ARTICLE for node in document.nodes)
        self.entries, self.tables = Entries(self.context), Tables(self.context)

    def duties(self) -> Iterator[Duty]:
        """All duties, each only once."""
        seen: set[tuple[str, str, DutyRole, int]] = set()
        groups: list[str] = []
        place = ""
        paragraphs = iter(run_in(self.text, self.document, self.nodes))
        for paragraph in paragraphs:
            for duty in self._paragraph(paragraph):
                if duty.at != place:
                    place, groups = duty.at, []
                duty = under_one_name(duty, groups)
                row = duty.start if paragraph.table else 0  # each row of a table is a task
                key = duty.at, duty.agency.lower(), duty.role, row
                if key not in seen:
                    seen.add(key)
                    yield duty

    def timed(self, duty: Duty) -> Duty:
        """A duty with the deadline that a line of its own gives its task: "Thời gian thực hiện: năm 2031"."""
        address = duty.at
        while duty.deadline is None and address and self.deadlines:
            deadline = self.deadlines.get(address)
            if deadline is not None:
                return replace(duty, deadline=deadline)
            node = self.nodes.get(address)
            address = node.parent if node else ""
        return duty

    # -- what is inherited ------------------------------------------------------------

    def _inherited(self, at: str) -> tuple[Actor, bool]:
        """Who acts where nobody is named, and whether the place is one that lays no duties on anyone."""
        address = at
        while address:
            if address in self.above:
                actor = self.above[address]
                return (NOBODY, True) if actor is None else (actor, False)
            node = self.nodes.get(address)
            address = node.parent if node else ""
        return NOBODY, False

    def _is_mute(self, at: str) -> bool:
        """Whether a provision stands below a heading that speaks of nobody's acts."""
        while at and self.mute:
            if at in self.mute:
                return True
            node = self.nodes.get(at)
            at = node.parent if node else ""
        return False

    def _hand_down(self, at: str, mentions: Iterable[Mention]) -> None:
        if at == OPENING_PLACE or (at in self.nodes and self.nodes[at].kind in _HANDS_DOWN):
            self.above[at] = Actor(tuple(mentions), inherited=True)

    # -- paragraphs ------------------------------------------------------------

    def _paragraph(self, paragraph: Paragraph) -> Iterator[Duty]:
        flow = Flow(self.text, paragraph.pieces)
        if paragraph.table and CELL in flow.text:
            yield from self.tables.row(paragraph, flow)
            return
        if self._is_mute(paragraph.at):
            return
        words = split(flow.text, self.context.names)
        if not words.norm or _BLANK in flow.text or _DOTS in flow.text:
            return  # a form to be filled in
        if paragraph.at == OPENING_PLACE and words.norm[0] not in _DASHES:
            self.above.pop(OPENING_PLACE, None)  # the list of a letter without numbers ends with its dashes
        node = self.nodes.get(paragraph.at)
        labelled = self._labelled(paragraph.at, words, flow)
        if labelled is not None:
            yield from labelled
            return
        if told := self._told(paragraph.at, words):
            if words.norm[0] != "đề" and self.context.issuer:
                whole = Clause((), 0, len(words.norm), True)
                yield self.entries.order(paragraph.at, words, flow, whole, (0, 1), tuple(told))
            return
        if paragraph.role is Role.HEADING:
            if self._heading(paragraph.at, node, words) or node is None:
                return
            if node.kind not in RUN_IN:
                yield from self._article_in_one(paragraph.at, words, flow)
                return
        elif self._names_only(paragraph.at, words):
            return
        elif (bare := WITHOUT_DUTY.longest(words.norm, 0)) and words.norm[bare[1] :] == [":"]:
            self.above[paragraph.at] = None  # "a) Nội dung chi:"
            return
        if paragraph.role is Role.HEADING or words.norm[-1] == ":":
            self._shield(paragraph.at, words)
        if node is not None and node.kind is Kind.ANNEX and _is_form(words, flow.text):
            return
        if node is not None and node.parent in self.composed and _lists_body(words):
            return
        if paragraph.at == CLOSING_PLACE and words.norm[-1] not in "./;:":
            return
        opening = paragraph.role is Role.OPENING and not (self.opened and words.norm[0] not in _CITES)
        opening = opening and OPENING_PLACE not in self.above
        introduces = (
            paragraph.role is Role.OPENING and words.norm[-1] == ":" and words.norm[-2:-1] not in _ADDRESSES
        )
        self.opened = self.opened or (introduces and self.speaks)
        yield from self._clauses(paragraph.at, words, flow, opening)

    def _shield(self, at: str, words: Words) -> None:
        """What stands below a short line that names somebody unknown ("Chủ nhiệm lớp:") is not for
        those above."""
        if len(words.norm) > _LONGEST_HEADING or at not in self.nodes:
            return
        first = next(iter(clauses(words)), None)
        names = first is not None and first.items and not first.items[0].kinds
        if first is not None and names and all(item.act is None for item in first.items):
            self.above[at] = NOBODY

    def _article_in_one(self, at: str, words: Words, flow: Flow) -> Iterator[Duty]:
        """An article of one sentence without a title: "Điều 3. Giám đốc Sở Y tế chịu trách nhiệm
        thi hành …"."""
        if words.norm[-1] not in "./;:" and (at in self.parents or len(words.norm) <= _LONGEST_LABEL):
            return  # a title that names somebody
        if agencies(words, 0) or words.norm[0] == "giao":
            yield from self._clauses(at, words, flow)

    def _heading(self, at: str, node: Node | None, words: Words) -> bool:
        """Takes from a heading who acts below it; whether that is all it says."""
        if node is not None and node.kind in _NOT_OWNED:
            return True
        if MUTE.longest(words.norm, 0) is not None:
            self.mute.add(at)
            return True
        if COMPOSITION.longest(words.norm, 0) is not None:
            self.composed.add(at)
            self.above[at] = None
            return True
        if WITHOUT_DUTY.longest(words.norm, 0) is not None:
            self.above[at] = None
            return True
        if self.chartered and "nhiệm" in words.norm and _FUNCTIONS.issuperset(words.norm):
            self._hand_down(at, self.chartered)
            return True
        if self._names_only(at, words):
            return True
        return self._describes(at, node, words)

    def _told(self, at: str, words: Words) -> list[Mention]:
        """Those whom a line of nothing else orders or asks: "2. Giao Sở Nội vụ" above its tasks."""
        if words.norm[0] not in ("đề", "giao", "yêu") or at not in self.parents:
            return []
        begin = 1 if words.norm[0] == "giao" else 2
        begin += words.norm[begin : begin + 1] == [":"]
        if begin >= len(words.norm):
            return []
        named = agencies(words, begin, semicolons=True)
        if named and named[-1].end < len(words.norm) - 1:
            named = told_at_length(words, begin)
        if not named or named[-1].end < len(words.norm) - 1:
            return []
        self._hand_down(at, named)
        return named

    def _describes(self, at: str, node: Node | None, words: Words) -> bool:
        """Takes the actor of a heading that describes one: "4. Đơn vị được giao chủ trì soạn thảo"
        with points."""
        if node is None or node.kind not in RUN_IN or at not in self.parents | self.bodied:
            return False
        determiner = DETERMINERS.longest(words.norm, 0)
        first = determiner[1] if determiner is not None and determiner[1] < len(words.norm) else 0
        noun, verb = GROUPS.longest(words.norm, first), WORDS.longest(words.norm, first)
        begins = (
            noun is not None
            and not is_thing(words, first, noun[1])
            and (verb is None or verb[0].act is None or verb[1] < noun[1])
        )
        if not begins or words.norm[-1] in ".;" or len(words.norm) > LONGEST_DESCRIPTION:
            return False
        if words.norm[0] == "đối" or ["có", "quyền"] in (
            words.norm[i : i + 2] for i in range(len(words.norm))
        ):
            return False  # whom something is for; what somebody may do
        end = len(words.norm) - (words.norm[-1] == ":")
        if "(" in words.norm[1:]:
            end = words.norm.index("(", 1)  # what only explains: "(gồm các Sở: …)"
        name = words.printed(0, end)
        self._hand_down(at, [Mention(name, GROUP_KIND, 0, end, True, has_place=True)])
        return True

    def _names_only(self, at: str, words: Words) -> bool:
        """Takes the actors of a line that is nothing but their names: "1. Sở Tư pháp", "Trách nhiệm
        của Sở Y tế"."""
        owner = OWNER_HEADINGS.longest(words.norm, 0)
        begin = owner[1] if owner else 0
        named = agencies(words, begin, semicolons=True)
        if owner and words.norm[0] in _OWNED and len(words.norm) <= LONGEST_DESCRIPTION:
            named = owners(words, begin, named)
        if not named:
            return False
        end = named[-1].end
        rest = [word for word in words.norm[end:] if word not in ".:;"]
        if rest and not (owner and words.norm[end] in FOLLOWS_OWNER):
            return False
        if owner and rest and words.norm[-1] != ":" and at not in self.nodes:
            return False
        self._hand_down(at, named)
        return True

    def _labelled(self, at: str, words: Words, flow: Flow) -> list[Duty] | None:
        """Reads "Đơn vị chủ trì: Sở Y tế." and its like; None when the paragraph is nothing of the kind."""
        begin = 1 if words.norm[0] in "-+*" else 0
        found = LABELS.longest(words.norm, begin) if begin < len(words.norm) else None
        if found is None or found[1] >= len(words.norm) - 1 or words.norm[found[1]] != ":":
            return None
        label, colon = found
        if label == "task":
            return None
        if label == "deadline":
            printed = flow.text[words.start[colon + 1] :].strip(" ./;")
            deadline = find_deadline(printed) or Deadline(printed)
            node = self.nodes.get(at)
            opens = node is not None and flow.origin(0) <= node.label_span.end + _AFTER_LABEL
            self.deadlines[node.parent if node is not None and opens and node.parent else at] = deadline
            return []
        named = agencies(words, colon + 1, semicolons=True)
        if not named or _says_more(words, colon + 1, named[-1].end):
            return None
        named += listed_after(words, named[-1].end)
        whole = Clause((), 0, len(words.norm), True)
        act = begin, colon
        return [
            self.entries.one(at, words, flow, whole, Found(mention, ROLE_OF_LABEL[label], act))
            for mention in named
        ]

    def _clauses(self, at: str, words: Words, flow: Flow, opening: bool = False) -> Iterator[Duty]:
        """Reads a paragraph clause by clause. In an ``opening`` only those who are asked or ordered
        get duties."""
        inherited, silent_place = self._inherited(at)
        subject, heir, expected = inherited, None, bool(inherited.mentions)
        if at in self.busy:  # in a paragraph above this one, where its mention stands
            self.busy[at] = replace(self.busy[at], inherited=True)
        stem: tuple[Mention, ...] = ()
        asked: tuple[Mention, ...] = ()
        implied = enumerating = listed = examples = False
        for clause in clauses(words):
            if clause.opens:
                heir, enumerating, listed, examples = None, False, False, False
                if implied:
                    subject = inherited
            if examples:
                continue  # "các quy định bất cập như: yêu cầu nộp bản gốc; …"
            examples = clause.before_colon and words.norm[clause.end - 1] == "như"
            listed = listed or (clause.after_colon and not expected)
            only_names = len(clause.items) == 1 and clause.items[0].sort is Sort.AGENCIES
            if clause.before_colon and clause.opens and (longer := named_at_length(words, clause)):
                subject, expected = Actor(longer), True
                self._hand_down(at, longer)
                continue
            if clause.before_colon and only_names:
                subject = Actor(clause.items[0].mentions)
                self._hand_down(at, subject.mentions)
                expected = True
                continue
            owner = (
                OWNER_HEADINGS.longest(words.norm, clause.start)
                if clause.before_colon and clause.opens
                else None
            )
            if owner is not None and (named := agencies(words, owner[1])) and named[-1].end >= clause.end:
                subject = Actor(tuple(named))
                self._hand_down(at, named)
                expected = True
                continue
            starts = clause.items[0] if clause.items else None
            if starts is not None:
                grounds = words.norm[starts.start : starts.end] == ["căn", "cứ"]
                nominal = starts.act is None and starts.is_a(Word.NOMINAL) and not grounds
                enumerating = nominal or (enumerating and starts.act is Act.ACT)
            if (
                clause.before_colon
                and clause.opens
                and (other := self._other(words, clause, owner is not None, inherited))
            ):
                subject, expected = other, True
                continue
            if clause.start == 0 and self._names_thing(at, clause):
                return
            acting = subject if heir is None or (starts is not None and starts.act is Act.DIRECT) else heir
            if clause.opens and asks_anew(words, clause, subject is not inherited):
                acting = NOBODY
            elif clause.opens and not acting.mentions and self._goes_on_working(words, clause):
                acting = self.busy.get(at, NOBODY)
            first = clause.start == 0
            reading = read_clause(
                words, clause, acting, expected and first and not silent_place, not clause.opens
            )
            expected = False
            if first and not acting.mentions and reading.subject is acting:
                implied = True
            told = reading.subject
            if told is not None and len(told.mentions) == 1:
                before = self.busy.get(at, NOBODY)
                if is_part_of(told, inherited):
                    reading = attributed(reading, inherited)
                elif told is not acting and points_back(words, told, before):
                    reading = attributed(reading, before)
            if reading.subject is not None and reading.subject is not acting:
                subject, heir = reading.subject, None
            if reading.heir is not None:
                heir = reading.heir
            if (doing := heir or reading.subject) is not None and doing.mentions:
                self.busy[at] = doing
            own = reading.subject.mentions if reading.subject is not None else ()
            owed = silent_place and any(is_modal(words, item) for item in clause.items)
            for found in reading.found:
                if self._asks_below(words, reading, found):
                    found = replace(found, role=DutyRole.DIRECT)
                asks = found.role is DutyRole.DIRECT and reading.asks
                if opening and (
                    (found.mention in own and not asks)
                    or not (reading.heir or reading.ordered or reading.asks)
                ):
                    continue
                if silent_place and not owed and not found.inherited and is_vague(found.mention, own):
                    continue
                if (
                    (enumerating or listed)
                    and found.role is DutyRole.CARRY_OUT
                    and found.mention in acting.mentions
                ):
                    continue
                yield from self.entries.of(at, words, flow, clause, found)
            if (
                reading.ordered
                and words.norm[reading.ordered[0]] in GIVES
                and self.context.issuer
                and not silent_place
            ):
                yield self.entries.order(at, words, flow, clause, reading.ordered, reading.ordered_to)
            asked = reading.asked or asked
            if clause.before_colon and asked and not reading.found and len(clause.items) <= _LONGEST_LEAD:
                self._hand_down(at, asked)  # "… đề nghị các xã rà soát. Cụ thể:"
            elif clause.before_colon:
                stem = () if self._decides(reading) else self._stem(words, clause, reading)
                if reading.asked and stem == reading.asked:
                    subject, expected = Actor(stem), True
                if clause.end >= len(words.norm) - 1 and stem:
                    self._hand_down(at, stem)
                    if lists_things(words, clause):
                        self.of_things.add(at)

    @staticmethod
    def _goes_on_working(words: Words, clause: Clause) -> bool:
        """Whether a sentence tells those ordered before what to do as the work lasts: "Trong quá trình thực
        hiện, rà soát …"; one that asks ("…, đề nghị phản ánh về …") speaks to everybody."""
        lasts = words.norm[clause.start : clause.start + len(_WHILE)] == _WHILE
        return lasts and all(item.act is not Act.ASK for item in clause.items)

    def _names_thing(self, at: str, clause: Clause) -> bool:
        """Whether a line is an object of the stem above it, though a verb could begin like it: "b) Báo cáo
        của tổ chức …"."""
        node, first = self.nodes.get(at), clause.items[0] if clause.items else None
        if node is None or node.parent not in self.of_things or first is None or first.act not in _NOUN_LIKE:
            return False
        return len(clause.items) < 2 or clause.items[1].sort is not Sort.AGENCIES

    def _asks_below(self, words: Words, reading: Reading, found: Found) -> bool:
        """Whether whoever issued the document asks those below it: "Chính phủ đề nghị các bộ rà soát …"."""
        asks = found.role is DutyRole.ADVISE and words.norm[slice(*found.act)] == ["đề", "nghị"]
        if not asks or not reading.asked or self.context.full(found.mention) != self.context.issuer:
            return False
        return not any(f.role is DutyRole.DECIDE and f.mention in reading.asked for f in reading.found)

    def _decides(self, reading: Reading) -> bool:
        """Whether whoever speaks only decides what follows: "Hội đồng nhân dân tỉnh quyết định sáp nhập các
        xã như sau:"."""
        return any(
            found.role is DutyRole.DECIDE and self.context.full(found.mention) == self.document.issuer
            for found in reading.found
        )

    def _stem(self, words: Words, clause: Clause, reading: Reading) -> tuple[Mention, ...]:
        """Who acts in what a colon introduces: those who are asked or ordered, if nothing else is
        said of them."""
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

    def _other(self, words: Words, clause: Clause, owned: bool, inherited: Actor) -> Actor | None:
        """The actor of a line that names one whom the data does not know: "Trách nhiệm của giáo vụ:
        giám sát …".

        Without "trách nhiệm của" it is only certain that those above are not meant: then nobody acts.
        """
        short = clause.end - clause.start <= _LONGEST_LABEL
        if owned and words.norm[clause.start] in ("trách", "nhiệm", "nghĩa"):
            owner = OWNER_HEADINGS.longest(words.norm, clause.start)
            begin = owner[1] if owner else clause.start
            name = words.printed(begin, clause.end)
            return (
                Actor((Mention(name, GROUP_KIND, begin, clause.end, True, has_place=True),))
                if short
                else None
            )
        unknown = bool(clause.items) and clause.items[0].sort is Sort.OTHER and not clause.items[0].kinds
        vague = bool(inherited.mentions) and all(mention.is_group for mention in inherited.mentions)
        verbs = any(item.act is not None for item in clause.items)
        return NOBODY if short and unknown and vague and not verbs else None
