"""The grammar of duty: from the items of a clause to who does what in which role with whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dieukhoan.assign.agencies import GROUP_KIND, Mention
from dieukhoan.assign.chunks import Clause, Item, Sort
from dieukhoan.assign.lexicon import ROLE_OF, THINGS, Act, Word
from dieukhoan.assign.words import Words
from dieukhoan.duty import DutyRole

_LONGEST_SUBJECT = 24  # words: "Người đứng đầu cơ quan, tổ chức được giao quản lý …"
_RESULTS = ("kết", "tình", "việc", "số", "những", "các", "danh", "kịp", "bằng", "nội", "về", "thông")
_BINDING = frozenset({Act.DIRECT, Act.LEAD, Act.REPORT, Act.ASK})
_NO_NOUN = (Word.CLAUSE, Word.NOMINAL, Word.BARRED, Word.PURPOSE, Word.AGENT, Word.RECIPIENT, Word.AND)
_TOO_LITTLE = frozenset(
    {"cơ quan", "đơn vị", "tổ chức", "hội đồng", "cán bộ", "ban quản lý", "cơ sở", "trung tâm"}
)
# "gửi", "nộp" report only to somebody who is named
_SENDS = frozenset({"gửi", "nộp", "chuyển", "có"})
_HEAD_OF_CLAUSE = 4  # items
_LONGEST_DESCRIPTION = 8  # items
_SHORTEST_TASK = 7  # words
# Verbs of one who names a body so that it, and nobody else, does what the sentence goes on to say.
_HANDS_OVER = frozenset({"giao", "phân", "yêu"})
_CONSIDER = 2  # words: "xem xét" alone decides nothing
_MAKES_NOUN = frozenset({"các", "những", "mọi", "việc", "công", "chế", "của", "theo", "trong", "về", "tại"})
_DECISIVE = frozenset({Act.DECIDE, Act.SUPPORT})


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the mentions where they are printed; ``inherited`` when they stand in a heading or stem
    above."""

    mentions: tuple[Mention, ...]
    inherited: bool = False


NOBODY = Actor(())


@dataclass(frozen=True, slots=True)
class Found:
    """A duty in terms of words: the mention that has it, its role, the words of the act, and with whom."""

    mention: Mention
    role: DutyRole
    act: tuple[int, int]
    others: tuple[Mention, ...] = ()
    inherited: bool = False
    giver_is_issuer: bool = False


@dataclass(slots=True)
class Reading:
    """What a clause yields. ``subject`` acts in the clauses that follow; ``heir`` only to the end of
    the sentence."""

    found: list[Found] = field(default_factory=list)
    subject: Actor | None = None
    heir: Actor | None = None
    ordered: tuple[int, int] | None = None  # an order without a printed giver: "Giao Sở Y tế …"
    ordered_to: tuple[Mention, ...] = ()
    asks: bool = False  # somebody who is named is asked or ordered
    asked: tuple[Mention, ...] = ()  # the last of them


class _Predicate:
    """Reads what follows a subject."""

    def __init__(self, words: Words, items: Sequence[Item], reading: Reading) -> None:
        self.words, self.items, self.reading = words, items, reading
        self.wished = False  # in what somebody receives a report for

    def item(self, index: int) -> Item | None:
        return self.items[index] if 0 <= index < len(self.items) else None

    def emit(
        self, actor: Actor, role: DutyRole, act: tuple[int, int], others: Sequence[Mention] = ()
    ) -> None:
        for mention in actor.mentions:
            self.reading.found.append(Found(mention, role, act, tuple(others), actor.inherited))

    # -- reading ------------------------------------------------------------

    def read(self, index: int, actor: Actor, silent: bool = False, strong_only: bool = False) -> None:
        """Reads verbs from an item on. A ``silent`` actor's own acts are its own affair and yield nothing.

        ``strong_only``: only verbs that bind by themselves count (after "để").
        """
        items, size = self.items, len(self.items)
        at_head = not strong_only
        self.wished = strong_only and bool(self.reading.found)
        barred = False
        while index < size:
            item = items[index]
            if item.sort is Sort.COMMA or item.is_a(Word.AND):
                barred = False if item.is_a(Word.AND) or item.sort is Sort.COMMA else barred
                index += 1
                continue
            if (
                at_head
                and item.is_a(Word.CLAUSE)
                and item.act is None
                and (modal := self._modal_after(index)) is not None
            ):
                index = modal + 1
                continue
            if item.is_a(Word.BARRED) and item.act is None:
                if self.words.norm[item.start : item.end][-1] in ("quyền", "thể"):
                    return  # a right or a possibility, to the end of the clause
                barred, at_head = True, False
                index += 1
                continue
            if item.is_a(Word.PURPOSE) and item.act is None and not strong_only:
                barred, at_head = True, False
                index += 1
                continue
            if item.is_a(Word.AGENT):
                index = self._past_agent(index)
                at_head = False
                continue
            if item.sort is Sort.AGENCIES and self._acts_beside(index, actor):
                index, at_head = index + 2, False
                continue
            if item.sort is Sort.AGENCIES and (modal := self._owes_beside(index)) is not None:
                self.read(modal + (items[modal].act is None), Actor(item.mentions))
                return
            if item.act is not None and not barred:
                if at_head:
                    index, at_head = self._cluster(index, actor, silent)
                    if index < 0:
                        return
                    continue
                if self._is_strong(index, strong_only):
                    index, _ = self._cluster(index, actor, silent, self._submits(index))
                    if index < 0:
                        return
                    at_head = False
                    continue
            if not item.is_a(Word.MANNER, Word.DUTY) and not (item.is_a(Word.THEN) and item.act is None):
                at_head = False
            index += 1

    def _modal_after(self, index: int) -> int | None:
        """The modal behind an adverbial between subject and verb: "khi soạn thảo văn bản phải gửi
        lấy ý kiến"."""
        for ahead in range(index + 1, len(self.items)):
            if self.items[ahead].is_a(Word.DUTY) and self.words.norm[self.items[ahead].start] in (
                "phải",
                "có",
                "chịu",
            ):
                return ahead
        return None

    def _owes_beside(self, index: int) -> int | None:
        """The modal of a second subject: "…, người đứng đầu đơn vị chịu trách nhiệm về …"."""
        before = self.item(index - 1)
        if before is None or before.sort is not Sort.COMMA:
            return None
        ahead = index + 1
        while (item := self.item(ahead)) is not None and item.act is None and item.is_a(Word.MANNER):
            ahead += 1
        return ahead if item is not None and _is_modal(self.words, item) else None

    def _acts_beside(self, index: int, actor: Actor) -> bool:
        """Reads "…, với B chủ trì, C và D phối hợp": others than the subject lead and coordinate."""
        item, before, verb = self.items[index], self.item(index - 1), self.item(index + 1)
        if verb is None or verb.act not in (Act.LEAD, Act.COORDINATE) or before is None:
            return False
        along = self.words.norm[before.start] == "với" and before.act is None
        if not along and before.sort is not Sort.COMMA:
            return False
        after = self.item(index + 2)
        if (
            verb.act is Act.COORDINATE
            and after is not None
            and (after.sort is Sort.AGENCIES or after.is_a(Word.RECIPIENT))
        ):
            return False
        role, act = ROLE_OF[verb.act], (verb.start, verb.end)
        if along and verb.act is Act.COORDINATE:
            self.emit(actor, role, act, item.mentions)
        for mention in item.mentions:
            self.reading.found.append(Found(mention, role, act, actor.mentions if along else ()))
        return True

    def _past_agent(self, index: int) -> int:
        """After "do Bộ Y tế tổ chức": what others do is no duty here."""
        index += 1
        following = self.item(index)
        if following is not None and following.sort is Sort.AGENCIES:
            index += 1
            verb = self.item(index)
            while verb is not None and verb.act is not None:
                index += 1
                verb = self.item(index)
        return index

    def _is_strong(self, index: int, purpose: bool) -> bool:
        """Whether a verb behind an object is one of the clause's own and not part of the object."""
        item, before, after = self.items[index], self.item(index - 1), self.item(index + 1)
        parted = (
            before is None or before.sort is Sort.COMMA or before.is_a(Word.AND, Word.MANNER, Word.PURPOSE)
        )
        agency_next = after is not None and after.sort is Sort.AGENCIES
        act = item.act
        if after is not None and self.words.norm[after.start] == "của":
            return False
        if act is Act.REPORT and not agency_next:
            agency_next = self._goes_to(index + 1)
        if (
            act in (Act.REPORT, Act.PROPOSE)
            and agency_next
            and not (before is not None and self.words.norm[before.start] in _MAKES_NOUN)
        ):
            return True
        if act is Act.DIRECT and agency_next and self._by_document(index):
            return self._following_verb(index + 2) is not None
        if not parted:
            return False
        if act is Act.LEAD:
            return True
        if act is Act.COORDINATE:
            return after is not None and (agency_next or after.is_a(Word.RECIPIENT) or after.act is not None)
        if act is Act.REPORT:
            return after is not None and (
                after.act is Act.REPORT
                or agency_next
                or after.is_a(Word.RECIPIENT)
                or self.words.norm[after.start] in _RESULTS
            )
        if act in (Act.ADVISE, Act.PROPOSE, Act.ASK):
            return after is not None
        if act is Act.DIRECT:
            return agency_next or self._enters(index)
        if act is Act.DECIDE:
            return self.words.norm[item.start] == "xem" and item.end - item.start > _CONSIDER
        if act in (Act.GUIDE, Act.SUPERVISE):
            return (
                (purpose and act is Act.GUIDE)
                or (after is not None and (agency_next or self.words.norm[after.start] == "việc"))
                or (not purpose and self._enters(index))
            )
        return False

    def _enters(self, index: int) -> bool:
        """Whether an adverb or "và" lets a verb stand beside those before: "…, kịp thời chỉ đạo …"."""
        before, earlier = self.item(index - 1), self.item(index - 2)
        if before is None or earlier is None or before.act is not None:
            return False
        return before.is_a(Word.MANNER) and (earlier.sort is Sort.COMMA or earlier.is_a(Word.AND))

    def _by_document(self, index: int) -> bool:
        """Whether an order is given in what is drawn up: "xây dựng kế hoạch chỉ đạo các phường thực hiện"."""
        before, verb = self.item(index - 1), self.item(index - 2)
        if before is None or before.act is not None:
            return False
        if before.sort is Sort.OTHER:
            return not before.kinds
        drawn_up = self.words.norm[before.start : before.end] in (["kế", "hoạch"], ["văn", "bản"])
        return drawn_up and verb is not None and verb.act is not None

    def _goes_to(self, index: int) -> bool:
        """Whether a report goes straight to somebody: "báo cáo về Sở Y tế", "báo cáo trực tiếp …"."""
        item = self.item(index)
        while item is not None and item.act is None and item.is_a(Word.RECIPIENT, Word.MANNER):
            index += 1
            item = self.item(index)
        return item is not None and item.sort is Sort.AGENCIES

    def _submits(self, index: int) -> bool:
        """Whether "trình B phê duyệt" only ends what was drawn up, so that the decision alone is new."""
        item, before = self.items[index], self.item(index - 1)
        drawn_up = (
            before is not None and before.sort is not Sort.COMMA and not before.is_a(Word.AND, Word.MANNER)
        )
        return item.act is Act.PROPOSE and drawn_up

    def _cluster(self, index: int, actor: Actor, silent: bool, unsaid: bool = False) -> tuple[int, bool]:
        """Reads verbs in a row ("hướng dẫn, theo dõi, kiểm tra") and their object.

        Returns the index to go on from, -1 when the rest has been read, and whether verbs may still
        follow freely.
        """
        items = self.items
        row: list[Item] = []
        governed = False
        leading: Item | None = None
        while index < len(items):
            item = items[index]
            if item.act is None:
                joins = item.sort is Sort.COMMA or item.is_a(Word.AND, Word.MANNER)
                after = self._next_verb(index) if joins else None
                if after is None:
                    break
                index = after
                continue
            before = self.item(index - 1)
            serial = bool(row) and before is not None and before.act is not None
            beside = before is not None and before.sort is Sort.COMMA and item.act is Act.ADVISE
            alone = _stands_alone(item) and not serial and before is not None and before.act is None
            if governed and alone and leading is None and self._is_strong(index, False):
                break
            if governed and beside and row[-1] is leading:
                row.append(item)
            elif serial and row[-1].light and item.act is Act.SUPERVISE and not governed:
                row[-1] = item
            elif (governed and item.act is not Act.COORDINATE) or (serial and item.act is not Act.COORDINATE):
                row = [*row, item] if item.act is Act.DIRECT else row
                governed = governed or item.act is not Act.DIRECT
                index += 1
                if serial and self._closes(index):
                    break
                continue
            else:
                row.append(item)
            if item.act is Act.LEAD:
                leading, governed = item, True
            elif item.light and (done := self._does_the(index)) is not None:
                row[-1] = self.items[done]
                index = done
            elif item.act is Act.COORDINATE and leading is None and self._coordinates_besides(index):
                pass
            elif item.act is Act.COORDINATE:
                if not silent:
                    self._emit_row(actor, row if leading is None else row[: row.index(leading) + 1])
                return self._partners(index + 1, actor, item, silent)
            index += 1
        own = [
            verb
            for verb in row
            if leading is None or verb.start <= leading.start or verb.act in (Act.ADVISE, Act.DIRECT)
        ]
        if not silent and not unsaid:
            self._emit_row(actor, own, self._tells(index))
        last = row[-1]
        for verb in row:
            if verb.act is Act.DIRECT:
                last = verb
        return self._object(index, actor, last, silent)

    def _does_the(self, index: int) -> int | None:
        """The index of the supervision that a light verb introduces: "tổ chức thực hiện việc theo
        dõi, kiểm tra"."""
        noun, verb = self.item(index + 1), self.item(index + 2)
        if noun is None or verb is None or self.words.norm[noun.start] not in ("việc", "công"):
            return None
        return index + 2 if verb.act is Act.SUPERVISE else None

    def _coordinates_besides(self, index: int) -> bool:
        """Whether "phối hợp" stands in a list of equals: "phối hợp, theo dõi, giám sát"."""
        comma, verb = self.item(index + 1), self.item(index + 2)
        return comma is not None and comma.sort is Sort.COMMA and verb is not None and verb.act is not None

    def _closes(self, index: int) -> bool:
        item = self.item(index)
        return item is None or (
            item.act is None and item.sort is not Sort.COMMA and not item.is_a(Word.AND, Word.MANNER)
        )

    def _next_verb(self, index: int) -> int | None:
        """The index of the verb that a comma, "và" or an adverb leads to, or None."""
        for ahead in range(index + 1, min(index + 4, len(self.items))):
            item = self.items[ahead]
            if item.act is not None:
                return ahead
            if not (item.sort is Sort.COMMA or item.is_a(Word.AND, Word.MANNER)):
                return None
        return None

    def _role(self, verb: Item, told: bool) -> DutyRole:
        assert verb.act is not None
        if verb.act is Act.REPORT and not told and self.words.norm[verb.start] in _SENDS:
            return DutyRole.CARRY_OUT
        return ROLE_OF[verb.act]

    def _tells(self, index: int) -> bool:
        """Whether somebody is named whom a report may go to."""
        for at in range(index, len(self.items)):
            if self.items[at].sort is Sort.AGENCIES and self.words.norm[self.items[at - 1].start] != "của":
                return True
        return False

    def _emit_row(self, actor: Actor, row: Sequence[Item], told: bool = True) -> None:
        done: set[DutyRole] = set()
        for verb in row:
            if verb.act is None or (self.wished and verb.act is Act.ACT):
                continue
            role = self._role(verb, told)
            if role not in done:
                done.add(role)
                self.emit(actor, role, (verb.start, verb.end))

    def _partners(self, index: int, actor: Actor, verb: Item, silent: bool) -> tuple[int, bool]:
        """ "phối hợp với B, C": they coordinate too. What they coordinate in is governed by it."""
        for ahead in range(index, min(index + 4, len(self.items))):
            item = self.items[ahead]
            if item.sort is Sort.AGENCIES:
                for mention in item.mentions:
                    self.reading.found.append(
                        Found(mention, DutyRole.COORDINATE, (verb.start, verb.end), actor.mentions)
                    )
                self._add_others(actor, item.mentions, verb)
                index = ahead + 1
                break
            if not (item.is_a(Word.RECIPIENT, Word.MANNER, Word.AND) and item.act is None):
                break
        return self._past_governed(index, actor, silent)

    def _past_governed(self, index: int, actor: Actor, silent: bool) -> tuple[int, bool]:
        """Skips the verbs that "chủ trì", "phối hợp" govern; an order among them still binds whom
        it names."""
        while index < len(self.items):
            item = self.items[index]
            if item.act is None:
                joins = item.sort is Sort.COMMA or item.is_a(Word.AND, Word.MANNER)
                after = self._next_verb(index) if joins else None
                if after is None:
                    break
                if self._is_strong(after, False) and self.items[after].act not in (
                    Act.GUIDE,
                    Act.SUPERVISE,
                    Act.ADVISE,
                    Act.DIRECT,
                    Act.COORDINATE,
                ):
                    break
                index = after
                continue
            following = self.item(index + 1)
            if item.act in (Act.DIRECT, Act.ADVISE, Act.PROPOSE, Act.REPORT) and following is not None:
                named = following if following.sort is Sort.AGENCIES else self.item(index + 2)
                if named is not None and named.sort is Sort.AGENCIES:
                    return self._object(index + 1, actor, item, silent)
            index += 1
        return index, False

    def _add_others(self, actor: Actor, others: Sequence[Mention], verb: Item) -> None:
        found = self.reading.found
        own = {id(mention) for mention in actor.mentions}
        for position, duty in enumerate(found):
            near = (
                duty.role in (DutyRole.LEAD, DutyRole.COORDINATE)
                and duty.act[1] <= verb.end
                and not duty.others
            )
            if near and id(duty.mention) in own:
                found[position] = Found(duty.mention, duty.role, duty.act, tuple(others), duty.inherited)

    # -- objects ------------------------------------------------------------

    def _object(self, index: int, actor: Actor, verb: Item, silent: bool) -> tuple[int, bool]:
        """Reads the object of a verb and what the verb makes of it."""
        act = verb.act
        at = index
        while (
            (item := self.item(at)) is not None
            and item.act is None
            and item.is_a(Word.RECIPIENT, Word.MANNER)
        ):
            at += 1
        named = self.item(at)
        if act is Act.REPORT and named is not None and named.is_a(Word.PURPOSE):
            told = self.item(at + 1)
            if told is not None and told.sort is Sort.AGENCIES:
                self.read(at + 2, Actor(told.mentions))
                return -1, False
        if named is None or named.sort is not Sort.AGENCIES:
            if act is Act.REPORT:
                return self._recipients(index, actor, verb)
            return index, False
        there = Actor(named.mentions)
        after = at + 1
        following = self._following_verb(after)
        if act in (Act.DIRECT, Act.ASK):
            if act is Act.ASK and silent:
                return -1, False
            self.reading.asks = True
            self.reading.asked = named.mentions
            if act is Act.DIRECT:
                self._note_order(actor, verb, named)
            if not actor.mentions or self.words.norm[verb.start] in _HANDS_OVER:
                self.reading.heir = there
            there, after = self._described(there, after)
            if act is Act.DIRECT and actor.mentions and self._turns_back(after):
                return after + 2, True
            verb_at = _told_to(self.words, self.items, after)
            self.read(after if verb_at is None else verb_at, there)
            return -1, False
        if act is Act.ADVISE:
            noun = self.item(after)
            if noun is not None and self.words.norm[noun.start : noun.end] == ["việc"]:
                return self._rest(after)
            self.read(after, there, silent=True)
            return -1, False
        if act is Act.PROPOSE:
            if following is not None and following.act in _DECISIVE and self._decides(following):
                self.emit(there, DutyRole.DECIDE, (following.start, following.end), actor.mentions)
            return self._rest(after)
        if act is Act.REPORT:
            return self._received(after, actor, there, verb)
        if act in (Act.GUIDE, Act.SUPERVISE, Act.SUPPORT):
            return self._rest(after)
        return self._rest(after) if following is not None else (after, False)

    def _described(self, actor: Actor, index: int) -> tuple[Actor, int]:
        """A group with the words that say which: "chỉ đạo các đơn vị đóng quân trên địa bàn phối hợp …"."""
        wide = described(self.words, self.items, actor.mentions, index)
        return (Actor(wide[0]), wide[1]) if wide is not None else (actor, index)

    def _turns_back(self, index: int) -> bool:
        """Whether "A chỉ đạo B, đồng thời …" goes on with what A itself does."""
        comma, word = self.item(index), self.item(index + 1)
        return (
            comma is not None
            and comma.sort is Sort.COMMA
            and word is not None
            and self.words.norm[word.start : word.end] == ["đồng", "thời"]
        )

    def _decides(self, verb: Item) -> bool:
        return self.words.norm[verb.start] in ("xem", "quyết", "phê", "cho", "thông", "chấp")

    def _following_verb(self, index: int) -> Item | None:
        item = self.item(index)
        while item is not None and item.act is None and item.is_a(Word.MANNER):
            index += 1
            item = self.item(index)
        return item if item is not None and item.act is not None else None

    def _rest(self, index: int) -> tuple[int, bool]:
        """Past what the body that was named does of its own, to a verb that is parted from it and
        binds by itself."""
        while index < len(self.items):
            item, before = self.items[index], self.items[index - 1]
            parted = before.sort is Sort.COMMA or before.is_a(Word.AND)
            binding = item.act in (Act.REPORT, Act.PROPOSE, Act.ADVISE, Act.LEAD)
            if parted and binding and self._is_strong(index, False):
                return index, False
            index += 1
        return index, False

    def _note_order(self, actor: Actor, verb: Item, named: Item) -> None:
        if not actor.mentions and self.reading.ordered is None:
            self.reading.ordered = (verb.start, verb.end)
            self.reading.ordered_to = named.mentions

    def _received(self, index: int, actor: Actor, there: Actor, verb: Item) -> tuple[int, bool]:
        """ "báo cáo B": B receives; what follows directly, or after "để", is for B to do."""
        if not actor.mentions:
            return self._rest(index)
        self.emit(there, DutyRole.RECEIVE, (verb.start, verb.end), actor.mentions)
        following = self.item(index)
        while following is not None and following.act is None and following.is_a(Word.MANNER):
            index += 1
            following = self.item(index)
        if following is None:
            return index, False
        if following.act is not None:
            if following.act is Act.DECIDE:
                self.emit(there, DutyRole.DECIDE, (following.start, following.end), actor.mentions)
                return self._rest(index + 1)
            self.read(index, there)
            return -1, False
        if following.is_a(Word.PURPOSE):
            self.read(index + 1, there, strong_only=True)
            return -1, False
        return self._recipients(index, actor, verb, there)

    def _recipients(
        self, index: int, actor: Actor, verb: Item, first: Actor | None = None
    ) -> tuple[int, bool]:
        """Looks for the body that a report goes to behind what is reported: "báo cáo kết quả về Sở Y tế"."""
        at = index
        told: tuple[Mention, ...] = first.mentions if first else ()
        while at < len(self.items):
            item = self.items[at]
            following = self.item(at + 1)
            if item.act is not None and not item.is_a(Word.RECIPIENT):
                before = self.item(at - 1)
                if before is not None and not before.is_a(Word.NOMINAL) and self._is_strong(at, False):
                    return at, False
            toward = (item.is_a(Word.RECIPIENT) and self.words.norm[item.start] != "đối") or (
                item.act is Act.REPORT and self.words.norm[item.start] == "gửi"
            )
            if toward and following is not None and following.sort is Sort.AGENCIES:
                there = Actor(following.mentions)
                if actor.mentions:
                    self.emit(there, DutyRole.RECEIVE, (verb.start, verb.end), actor.mentions)
                told += () if told and self.words.norm[item.start] == "thông" else following.mentions
                at += 2
                after = self.item(at)
                if after is not None and after.is_a(Word.PURPOSE):
                    self.read(at + 1, Actor(told) if actor.mentions else NOBODY, strong_only=True)
                    return -1, False
                if after is not None and after.act is not None and actor.mentions:
                    self.read(at, there)
                    return -1, False
                continue
            at += 1
        return (index, False) if not told else (at, False)


def described(
    words: Words, items: Sequence[Item], mentions: tuple[Mention, ...], index: int
) -> tuple[tuple[Mention, ...], int] | None:
    """The mentions with the words up to the next verb, and its index, if such words say which group is
    meant."""
    last = mentions[-1]
    if last.name.endswith("liên quan"):
        return None
    if not last.is_group or index >= len(items) or items[index].sort is not Sort.OTHER or items[index].kinds:
        return None
    for ahead in range(index + 1, min(index + _LONGEST_DESCRIPTION, len(items))):
        item = items[ahead]
        if item.act is not None or item.is_a(Word.DUTY):
            end = item.start
            wide = Mention(words.printed(last.start, end), last.kind, last.start, end, True, has_place=True)
            return (*mentions[:-1], wide), ahead
        if item.sort is Sort.COMMA or item.is_a(Word.BARRED, Word.MANNER, Word.CLAUSE, Word.AND):
            return None
    return None


def _told_to(words: Words, items: Sequence[Item], index: int) -> int | None:
    """The verb of those who are ordered, behind an adverbial: "chỉ đạo các xã trong việc phối hợp …"."""
    if index + 2 < len(items) and words.norm[items[index].start] == "trong":
        noun, verb = items[index + 1], items[index + 2]
        if words.norm[noun.start : noun.end] == ["việc"] and verb.act is not None:
            return index + 2
    if index < len(items) and items[index].is_a(Word.CLAUSE, Word.MANNER) and items[index].act is None:
        return _verb_after(words, items, index)
    return None


def _stands_alone(item: Item) -> bool:
    """Whether a verb in a row is never governed by the one before: reports, proposals."""
    return item.act in (Act.REPORT, Act.PROPOSE, Act.ADVISE, Act.ASK)


def read_clause(
    words: Words, clause: Clause, subject: Actor, verb_expected: bool = False, goes_on: bool = False
) -> Reading:
    """Reads a clause. ``subject`` acts when the clause names none; ``verb_expected`` tells that a stem
    says so;
    ``goes_on`` that the sentence had begun before, so that the clause may begin with the rest of an object.

    The subject of the clause, printed or taken over, is in the result.
    """
    reading = Reading()
    items = clause.items
    named, at = _subject(words, items)
    predicate = _Predicate(words, items, reading)
    if named is not None:
        reading.subject = named
        if at < len(items) and items[at].sort is Sort.OTHER and not items[at].kinds:
            predicate.emit(named, DutyRole.CARRY_OUT, (items[at].start, items[at].end))
        predicate.read(at, named)
        return reading
    start = _predicate_start(items, words, verb_expected)
    if start is None:
        if goes_on and subject.mentions:
            reading.subject = subject
            predicate.read(0, subject, strong_only=True)
        return reading
    if not subject.mentions and (asker := _asker(words, items)) is not None:
        reading.subject = Actor(items[asker].mentions)
        predicate.read(asker + 1, reading.subject)
        return reading
    if not subject.mentions and (condition := _in_condition(words, items, start)) is not None:
        subject = condition
    reading.subject = subject
    if verb_expected and start < len(items) and items[start].act is None and subject.mentions:
        first = items[start]
        predicate.emit(subject, DutyRole.CARRY_OUT, (first.start, first.end))
    predicate.read(start, subject)
    return reading


def _asker(words: Words, items: Sequence[Item]) -> int | None:
    """Who asks at the end of a long opening: "Nhằm …; bảo đảm …, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu
    các sở …"."""
    for index in range(1, len(items) - 2):
        item = items[index]
        named = item.sort is Sort.AGENCIES and items[index - 1].sort is Sort.COMMA
        if named and _asks(items, index + 1) and words.is_capital(item.start):
            return index
    return None


def _in_condition(words: Words, items: Sequence[Item], start: int) -> Actor | None:
    """Who acts in "khi cấp ủy có chủ trương … thì thông báo …": the one whose case it is."""
    conditional = words.norm[items[0].start] in ("khi", "nếu", "trường", "trong")
    if items[start - 1].is_a(Word.THEN) and conditional and items[1].sort is Sort.AGENCIES:
        return Actor(items[1].mentions)
    return None


def _subject(words: Words, items: Sequence[Item]) -> tuple[Actor | None, int]:
    """The agencies that a clause has as its subject, and the index of what is said of them."""
    by_modal = _by_modal(words, items)
    if by_modal is not None:
        return by_modal
    for index, item in enumerate(items):
        if item.sort is Sort.AGENCIES:
            if _may_begin(items, index) and (at := _verb_after(words, items, index + 1)) is not None:
                if at == index + 1 and _wants_more(item.mentions[-1]):
                    return _compound(words, items, index) or (None, 0)
                return Actor((*_listed_before(words, items, index, at), *item.mentions)), at
            if index == 0 and (listed := _with_unknown(items)) is not None:
                return listed
            if index == 0 and _only_grounds(words, items):
                return Actor(item.mentions), len(items)
            if (
                _may_begin(items, index)
                and (wide := described(words, items, item.mentions, index + 1)) is not None
            ):
                return Actor(wide[0]), wide[1]
            if index == 0 and _unknown_verb(words, items):
                return Actor(item.mentions), 1
            if not _may_begin(items, index):
                if (swallowed := _swallowed(words, items, index)) is not None:
                    return swallowed
                continue
        elif item.act is not None and (_is_main(items, index) or _asks(items, index)):
            return None, 0
    return None, 0


def _by_modal(words: Words, items: Sequence[Item]) -> tuple[Actor, int] | None:
    """ "X có trách nhiệm": everything up to the modal that is no adverbial is the subject."""
    modal = next((i for i, item in enumerate(items) if item.kinds and _is_modal(words, item)), None)
    relative = 0
    if modal is None and len(items) > 2 and items[0].sort is Sort.AGENCIES and _described_by(words, items[1]):
        modal = next((i for i, item in enumerate(items) if words.norm[item.start] == "phải" and i > 1), None)
        relative = 1  # the word that begins the relative clause belongs to the name
    if not modal:
        return None
    begin = 0
    while begin < modal and items[begin].act is None and items[begin].is_a(Word.AND, Word.MANNER):
        begin += 1
        begin += begin < modal and items[begin].sort is Sort.COMMA
    if begin >= modal:
        return None
    if items[begin].sort is not Sort.AGENCIES:
        begin = _last_opening(items, begin, modal) or begin
    if any(item.act in _BINDING for item in items[begin + 1 : modal]):
        return None
    first = items[begin]
    stop = next((i for i in range(begin + 1 + relative, modal) if _ends_name(words, items, i)), modal)
    end = items[stop - 1].end
    if first.sort is Sort.AGENCIES:
        last = first.mentions[-1]
        goes_on = stop > begin + 1 and last.is_group and end - last.start <= _LONGEST_SUBJECT
        if not goes_on:
            return Actor(first.mentions), modal + 1
        wide = Mention(words.printed(last.start, end), last.kind, last.start, end, True, has_place=True)
        return Actor((*first.mentions[:-1], wide)), modal + 1
    if first.act is not None or first.sort is Sort.COMMA or first.is_a(*_NO_NOUN):
        return None
    readable = all(word.isalpha() or word in ",-" for word in words.norm[first.start : end])
    if end - first.start > _LONGEST_SUBJECT or not readable:
        return None
    name = words.printed(first.start, end)
    return Actor((Mention(name, GROUP_KIND, first.start, end, True, has_place=True),)), modal + 1


def _listed_before(words: Words, items: Sequence[Item], index: int, at: int) -> tuple[Mention, ...]:
    """Those of a list of "chịu trách nhiệm thi hành" that a name which nobody knows parts from the last
    ones."""
    if words.norm[items[at].start] != "chịu":
        return ()
    return tuple(
        mention for i, item in enumerate(items[:index]) if _may_begin(items, i) for mention in item.mentions
    )


def _with_unknown(items: Sequence[Item]) -> tuple[Actor, int] | None:
    """A list of subjects with members that nobody knows: "Công an tỉnh, hội nghề cá, Sở Y tế phối hợp
    với …"."""
    named = list(items[0].mentions)
    if len(items) < 2 or items[1].sort is not Sort.COMMA:
        return None
    for ahead in range(2, len(items)):
        item, before = items[ahead], items[ahead - 1]
        if item.sort is Sort.AGENCIES:
            if before.sort is not Sort.COMMA and not before.is_a(Word.AND):
                return None
            named += item.mentions
        elif item.act is not None or item.is_a(Word.DUTY):
            known = item.is_a(Word.DUTY) or item.act in (Act.COORDINATE, Act.LEAD)
            return (Actor(tuple(named)), ahead) if known and before.sort is not Sort.COMMA else None
        elif item.kinds and not item.is_a(Word.AND, Word.MANNER, Word.NOMINAL):
            return None
    return None


def _only_grounds(words: Words, items: Sequence[Item]) -> bool:
    """Whether a clause gives its subject only the grounds on which it acts next: "Sở Y tế căn cứ Kế hoạch
    này; …"."""
    return len(items) > 1 and words.norm[items[1].start : items[1].start + 2] == ["căn", "cứ"]


def _swallowed(words: Words, items: Sequence[Item], index: int) -> tuple[Actor, int] | None:
    """A subject that the end of an opening adverbial seems to list: "khi có đề nghị của người dân, Sở Y
    tế báo cáo"."""
    opening = items[0].is_a(Word.CLAUSE, Word.MANNER) and items[0].act is None
    mentions = items[index].mentions
    if any(item.act not in (None, Act.ACT) for item in items[max(0, index - 2) : index]):
        return None
    if not opening or len(mentions) < 2 or words.norm[mentions[0].end] != ",":
        return None
    if not words.is_capital(mentions[1].start) or (at := _verb_after(words, items, index + 1)) is None:
        return None
    return Actor(mentions[1:]), at


def _described_by(words: Words, item: Item) -> bool:
    """Whether a relative clause follows a noun: "cá nhân được cấp hộp thư phải thay đổi mật khẩu"."""
    return item.act is None and (words.norm[item.start] in ("được", "có", "bị") or item.sort is Sort.OTHER)


def _is_modal(words: Words, item: Item) -> bool:
    return item.is_a(Word.DUTY) and words.norm[item.start] in ("có", "chịu")


def _ends_name(words: Words, items: Sequence[Item], index: int) -> bool:
    """Whether a subject's name ends here; a comma between verbs goes on: "người được giao theo dõi,
    giải quyết"."""
    item = items[index]
    if item.sort is Sort.COMMA and items[index + 1].act is not None and items[index - 1].act is not None:
        return False
    return _ends_subject(words, item)


def _ends_subject(words: Words, item: Item) -> bool:
    if item.sort is Sort.COMMA or words.norm[item.start] == "nơi":
        return True
    if words.norm[item.start] == "thuộc":
        return False
    return item.act is None and item.is_a(Word.CLAUSE, Word.MANNER, Word.BARRED, Word.DUTY)


def _compound(words: Words, items: Sequence[Item], index: int) -> tuple[Actor, int] | None:
    """A noun that a verb completes: "cơ quan đăng ký kinh doanh thông báo", "đơn vị được giao lập dự
    toán báo cáo".

    The name runs to the verb that is left to say what it does; None when there is none.
    """
    mentions = items[index].mentions
    inside = index + 1
    end = 0
    for ahead in range(inside + 1, len(items)):
        item = items[ahead]
        if item.sort is Sort.COMMA and not end:
            return None
        if not end and (_ends_subject(words, item) or item.is_a(Word.AND)):
            end = item.start
        if item.act is not None and (end or items[ahead - 1].act is None):
            end = end or item.start
            last = mentions[-1]
            wide = Mention(words.printed(last.start, end), GROUP_KIND, last.start, end, True, has_place=True)
            return Actor((*mentions[:-1], wide)), ahead
    return None


def _wants_more(mention: Mention) -> bool:
    """Whether a name says too little by itself: "cơ quan …", "các đơn vị được giao …"."""
    low = mention.name.lower()
    return low in _TOO_LITTLE or low.endswith(("được giao", "được phân công", "được ủy quyền"))


def _last_opening(items: Sequence[Item], begin: int, modal: int) -> int | None:
    """The index of the agencies that follow an opening adverbial: "Trong thời hạn 05 ngày, Sở Y tế có
    trách nhiệm"."""
    for index in range(begin + 1, modal):
        before = items[index - 1]
        if items[index].sort is Sort.AGENCIES and (before.sort is Sort.COMMA or before.is_a(Word.THEN)):
            return index
    return None


def _may_begin(items: Sequence[Item], index: int) -> bool:
    """Whether a subject may stand here: at the start, or behind an opening adverbial."""
    if index == 0:
        return True
    if items[0].sort is Sort.OTHER and any(item.act is not None for item in items[1:_HEAD_OF_CLAUSE]):
        return False  # "Nghị quyết quy định …": the clause speaks of something else
    before = items[index - 1]
    return before.sort is Sort.COMMA or (before.act is None and before.is_a(Word.THEN, Word.MANNER, Word.AND))


def _verb_after(words: Words, items: Sequence[Item], index: int) -> int | None:
    """The index from which something is said of the agencies before it, or None if nothing is."""
    item = items[index] if index < len(items) else None
    if item is not None and item.sort is Sort.COMMA:
        index += 1
        item = items[index] if index < len(items) else None
        if item is None or not (item.act is not None or item.is_a(Word.MANNER, Word.CLAUSE, Word.DUTY)):
            return None
    if item is None:
        return None
    if item.act is not None or item.is_a(Word.DUTY):
        return index
    if item.is_a(Word.MANNER):
        for ahead in range(index, len(items)):
            if items[ahead].act is not None or items[ahead].is_a(Word.DUTY):
                return ahead
            if not items[ahead].is_a(Word.MANNER, Word.AND) and items[ahead].sort is not Sort.COMMA:
                return _past_adverbial(words, items, ahead)
        return None
    if item.is_a(Word.CLAUSE):
        return _past_adverbial(words, items, index)
    return None


def _past_adverbial(words: Words, items: Sequence[Item], index: int) -> int | None:
    """The index of the first verb behind an adverbial ("căn cứ kế hoạch này, xây dựng …", "căn cứ nhu cầu
    để lập …"), or None."""
    grounds = words.norm[items[index].start] == "căn"
    for ahead in range(index + 1, len(items)):
        item, before = items[ahead], items[ahead - 1]
        if item.is_a(Word.DUTY):
            return ahead
        if item.act is None:
            continue
        if before.sort is Sort.COMMA or before.is_a(Word.MANNER):
            return ahead
        if grounds and before.is_a(Word.PURPOSE):
            return ahead
        if before.sort is Sort.OTHER or before.is_a(Word.IDIOM):
            return ahead
    return None


def _unknown_verb(words: Words, items: Sequence[Item]) -> bool:
    """Whether a word that nobody knows stands as the verb behind a body's name: "Bộ Y tế xuất cấp thuốc
    …"."""
    if len(items) < 2 or items[0].mentions[-1].is_group or items[-1].end - items[0].end < _SHORTEST_TASK:
        return False
    item = items[1]
    plain = item.sort is Sort.OTHER and not item.kinds and words.norm[item.start].isalpha()
    return plain and not words.is_capital(item.start) and words.norm[item.start] not in THINGS


def _asks(items: Sequence[Item], index: int) -> bool:
    """Whether a verb asks or orders somebody who is named: who follows is its object."""
    asks = items[index].act in (Act.ASK, Act.DIRECT)
    return asks and index + 1 < len(items) and items[index + 1].sort is Sort.AGENCIES


def _is_main(items: Sequence[Item], index: int) -> bool:
    """Whether a verb is where the predicate of a clause without a subject begins."""
    if index == 0:
        return True
    before = items[index - 1]
    return before.act is None and before.is_a(Word.MANNER, Word.AND, Word.THEN, Word.DUTY) and index <= 3


def _predicate_start(items: Sequence[Item], words: Words, verb_expected: bool) -> int | None:
    """Where the predicate begins in a clause that names no subject; None if it says nothing of anyone."""
    index = 0
    while (
        index < len(items)
        and items[index].act is None
        and (
            items[index].is_a(Word.AND, Word.MANNER, Word.DUTY) or (index and items[index].sort is Sort.COMMA)
        )
    ):
        index += 1
    if index >= len(items):
        return None
    item = items[index]
    if item.act is not None:
        return index
    if item.is_a(Word.CLAUSE):
        for ahead in range(index + 1, len(items)):
            if (
                items[ahead].act is not None
                and items[ahead - 1].act is None
                and items[ahead - 1].is_a(Word.THEN)
            ):
                return ahead
        for ahead in range(index + 1, len(items)):
            before = items[ahead - 1]
            verb = items[ahead]
            if verb.act is Act.ASK and ahead + 1 < len(items) and items[ahead + 1].sort is Sort.AGENCIES:
                return ahead
            if verb.act is not None and (
                before.sort is Sort.COMMA
                or (before.act is None and before.is_a(Word.THEN, Word.MANNER, Word.IDIOM))
            ):
                return ahead
        return None
    return index if verb_expected and _may_be_verb(words, items, index) else None


def _may_be_verb(words: Words, items: Sequence[Item], index: int) -> bool:
    """Whether a word that nobody knows opens a task in a list of tasks: "Vun đắp tình đoàn kết …"."""
    item = items[index]
    if item.sort is not Sort.OTHER or item.kinds or not words.surface[item.start].isalpha():
        return False
    long_enough = items[-1].end - item.start >= _SHORTEST_TASK
    named = words.is_capital(item.start + 1) or words.norm[item.start] in THINGS
    return long_enough and not named and not words.surface[item.start].isupper()
