"""Walks a document in reading order: which paragraphs are headings, labels, orders, and which are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from dieukhoan.assign.agencies import GROUP_KIND, Mention, is_thing
from dieukhoan.assign.carrying import (
    under_one_name,
)
from dieukhoan.assign.chunks import Clause, clauses
from dieukhoan.assign.context import Context, chartered, read_context
from dieukhoan.assign.deadlines import find_deadline
from dieukhoan.assign.entries import Entries
from dieukhoan.assign.governing import Governing
from dieukhoan.assign.headings import (
    FOLLOWS_OWNER,
    LONGEST_DESCRIPTION,
    listed_after,
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
    Head,
)
from dieukhoan.assign.lists import agencies
from dieukhoan.assign.reading import Found
from dieukhoan.assign.runs import RUN_IN, run_in
from dieukhoan.assign.sentences import Sentences
from dieukhoan.assign.tables import Tables
from dieukhoan.assign.words import Words, split
from dieukhoan.duty import Deadline, Duty, DutyRole
from dieukhoan.model import CELL, CLOSING_PLACE, OPENING_PLACE, Document, Flow, Kind, Node, Paragraph, Role

_NOT_OWNED = frozenset({Kind.PART, Kind.CHAPTER, Kind.ANNEX, Kind.RECITAL})
_CITES = frozenset({"căn", "theo"})  # letters that answer a question tell the law again
_ADDRESSES = (["điện"], ["gửi"])
_DASHES = frozenset("-+*")
_BLANK, _DOTS = "....", "……"
_TO_FILL_IN = re.compile(r"\[[^\W\d]")  # "[tên đơn vị]"
_OWNED = frozenset({"trách", "nhiệm", "nghĩa", "thẩm"})
# Of a heading that says no more than "Nhiệm vụ và quyền hạn".
_FUNCTIONS = frozenset({"chức", "năng", "nhiệm", "vụ", "quyền", "hạn", "trách", "và", ","})
_LONGEST_HEADING = 14  # words
_SHORTEST_IN_ANNEX = 12  # words
_AFTER_LABEL = 4  # characters between a label and the first word
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
        self.governing = Governing(document)
        self.nodes = self.governing.nodes
        self.parents = frozenset(node.parent for node in document.nodes)
        self.bodied = frozenset(p.at for p in document.paragraphs if p.role is Role.BODY)
        # Letters go on without numbers behind "… có ý kiến như sau:"; acts with articles only promulgate.
        self.opened, self.speaks = False, all(node.kind is not Kind.ARTICLE for node in document.nodes)
        self.entries, self.tables = Entries(self.context), Tables(self.context)
        self.sentences = Sentences(document, self.context, self.governing, self.entries)

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

    # -- paragraphs ------------------------------------------------------------

    def _paragraph(self, paragraph: Paragraph) -> Iterator[Duty]:
        flow = Flow(self.text, paragraph.pieces)
        if paragraph.table and CELL in flow.text:
            yield from self.tables.row(paragraph, flow)
            return
        if self.governing.is_mute(paragraph.at):
            return
        words = split(flow.text, self.context.names)
        if not words.norm or _BLANK in flow.text or _DOTS in flow.text:
            return  # a form to be filled in
        if paragraph.at == OPENING_PLACE and words.norm[0] not in _DASHES:
            self.governing.end_list()  # the list of a letter without numbers ends with its dashes
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
            self.governing.free(paragraph.at)  # "a) Nội dung chi:"
            return
        if paragraph.role is Role.HEADING or words.norm[-1] == ":":
            self._shield(paragraph.at, words)
        if node is not None and node.kind is Kind.ANNEX and _is_form(words, flow.text):
            return
        if self.governing.lists_bodies(paragraph.at) and _lists_body(words):
            return
        if paragraph.at == CLOSING_PLACE and words.norm[-1] not in "./;:":
            return
        opening = paragraph.role is Role.OPENING and not (self.opened and words.norm[0] not in _CITES)
        opening = opening and not self.governing.hands_down(OPENING_PLACE)
        introduces = (
            paragraph.role is Role.OPENING and words.norm[-1] == ":" and words.norm[-2:-1] not in _ADDRESSES
        )
        self.opened = self.opened or (introduces and self.speaks)
        yield from self.sentences.duties(paragraph.at, words, flow, opening)

    def _shield(self, at: str, words: Words) -> None:
        """What stands below a short line that names somebody unknown ("Chủ nhiệm lớp:") is not for
        those above."""
        if len(words.norm) > _LONGEST_HEADING or at not in self.nodes:
            return
        first = next(iter(clauses(words)), None)
        names = first is not None and first.items and not first.items[0].kinds
        if first is not None and names and all(item.act is None for item in first.items):
            self.governing.shield(at)

    def _article_in_one(self, at: str, words: Words, flow: Flow) -> Iterator[Duty]:
        """An article of one sentence without a title: "Điều 3. Giám đốc Sở Y tế chịu trách nhiệm
        thi hành …"."""
        if words.norm[-1] not in "./;:" and (at in self.parents or len(words.norm) <= _LONGEST_LABEL):
            return  # a title that names somebody
        if agencies(words, 0) or words.norm[0] == "giao":
            yield from self.sentences.duties(at, words, flow)

    def _heading(self, at: str, node: Node | None, words: Words) -> bool:
        """Takes from a heading who acts below it; whether that is all it says."""
        if node is not None and node.kind in _NOT_OWNED:
            return True
        if MUTE.longest(words.norm, 0) is not None:
            self.governing.silence(at)
            return True
        if COMPOSITION.longest(words.norm, 0) is not None:
            self.governing.list_bodies(at)
            return True
        if WITHOUT_DUTY.longest(words.norm, 0) is not None:
            self.governing.free(at)
            return True
        if self.chartered and "nhiệm" in words.norm and _FUNCTIONS.issuperset(words.norm):
            self.governing.hand_down(at, self.chartered)
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
        self.governing.hand_down(at, named)
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
        self.governing.hand_down(at, [Mention(name, GROUP_KIND, 0, end, True, has_place=True)])
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
        self.governing.hand_down(at, named)
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
            of_task = node.parent if node is not None and opens and node.parent else at
            self.governing.deadlines[of_task] = deadline
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
