"""What a clause says of its subject: verbs and their objects to roles and partners."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dieukhoan.assign.agencies import Mention
from dieukhoan.assign.ahead import Ahead
from dieukhoan.assign.binding import goes_further, is_strong, next_binding, submits
from dieukhoan.assign.chunks import Item, Sort
from dieukhoan.assign.lexicon import ROLE_OF, Act, Word
from dieukhoan.assign.reading import NOBODY, Actor, Found, Reading
from dieukhoan.assign.subject import described, told_to
from dieukhoan.assign.words import Words
from dieukhoan.duty import DutyRole

# "gửi", "nộp" report only to somebody who is named
_SENDS = frozenset({"gửi", "nộp", "chuyển", "có"})
# Verbs of one who names a body so that it, and nobody else, does what the sentence goes on to say.
_HANDS_OVER = frozenset({"giao", "phân", "yêu"})
_CHANNELS = frozenset({"qua", "thông"})  # "(qua Sở Y tế) để xem xét": who passes it on decides nothing
_HELPED = frozenset({Act.SUPERVISE, Act.GUIDE})


@dataclass(slots=True)
class _Row:
    """Verbs in a row. ``leading`` is the "chủ trì" among them, ``sent`` what sends a proposal on ("có văn bản
    đề nghị | gửi Sở Y tế"); ``governed`` tells that further verbs say what those before are about."""

    verbs: list[Item] = field(default_factory=list)
    governed: bool = False
    leading: Item | None = None
    sent: Item | None = None

    def up_to_the_lead(self) -> list[Item]:
        """The verbs of the subject before those whom it works with."""
        return self.verbs if self.leading is None else self.verbs[: self.verbs.index(self.leading) + 1]

    def own(self) -> list[Item]:
        """The verbs that are duties of the subject: behind "chủ trì" only advice and orders are."""
        lead = self.leading
        return [
            verb
            for verb in self.verbs
            if lead is None or verb.start <= lead.start or verb.act in (Act.ADVISE, Act.DIRECT)
        ]

    def governs(self) -> Item:
        """The verb to which the object belongs: the last order, else the last verb."""
        orders = [verb for verb in self.verbs if verb.act is Act.DIRECT]
        return orders[-1] if orders else self.sent or self.verbs[-1]


class Predicate:
    """Reads what follows a subject."""

    def __init__(self, words: Words, items: Sequence[Item], reading: Reading) -> None:
        self.words, self.items, self.reading = words, items, reading
        self.ahead = Ahead(words, items)
        self.wished = False  # in what somebody receives a report for

    def item(self, index: int) -> Item | None:
        return self.ahead.item(index)

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
        barred = suffers = False
        while index < size:
            item = items[index]
            if item.sort is Sort.COMMA or item.is_a(Word.AND):
                barred = barred and suffers and self.ahead.lists_verbs(index)
                index += 1
                continue
            if (
                at_head
                and item.is_a(Word.CLAUSE)
                and item.act is None
                and (modal := self.ahead.modal_after(index)) is not None
            ):
                index = modal + 1
                continue
            if item.is_a(Word.STATED) and item.act is None and at_head:
                return
            if item.is_a(Word.BARRED) and item.act is None:
                if self.words.norm[item.start : item.end][-1] in ("quyền", "thể"):
                    # a right or a possibility, to the end of the clause, or to what is owed beside it
                    owed = self.ahead.owed_besides(index)
                    if owed is None:
                        return
                    index, at_head = owed + 1, True
                    continue
                barred, at_head = True, False
                suffers = self.words.norm[item.end - 1] in ("được", "bị")
                index += 1
                continue
            if item.is_a(Word.PURPOSE) and item.act is None and not strong_only:
                after = self.item(index + 1)
                barred, at_head = after is None or not goes_further(self.ahead, index + 1), False
                suffers = False
                if not barred:
                    index, _ = self._cluster(index + 1, actor, silent)
                    if index < 0:
                        return
                    continue
                index += 1
                continue
            if item.is_a(Word.AGENT):
                index = self.ahead.past_agent(index)
                at_head = False
                continue
            if item.sort is Sort.AGENCIES and self._acts_beside(index, actor):
                index, at_head = index + 2, False
                continue
            if item.sort is Sort.AGENCIES and (modal := self.ahead.owes_beside(index)) is not None:
                self.read(modal + (items[modal].act is None), Actor(item.mentions))
                return
            if self.wished and self.ahead.settles(item) and not barred:
                self.emit(actor, DutyRole.DECIDE, (item.start, item.end))
                index += 1
                continue
            if item.act is not None and not barred:
                if at_head:
                    index, at_head = self._cluster(index, actor, silent)
                    if index < 0:
                        return
                    continue
                if is_strong(self.ahead, index, strong_only):
                    index, _ = self._cluster(index, actor, silent, submits(self.ahead, index))
                    if index < 0:
                        return
                    at_head = False
                    continue
            if not item.is_a(Word.MANNER, Word.DUTY) and not (item.is_a(Word.THEN) and item.act is None):
                at_head = False
            index += 1

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

    def _cluster(self, index: int, actor: Actor, silent: bool, unsaid: bool = False) -> tuple[int, bool]:
        """Reads verbs in a row ("hướng dẫn, theo dõi, kiểm tra") and their object.

        Returns the index to go on from, -1 when the rest has been read, and whether verbs may still
        follow freely.
        """
        row = _Row()
        while (item := self.item(index)) is not None:
            if item.act is None:
                joins = item.sort is Sort.COMMA or item.is_a(Word.AND, Word.MANNER)
                after = self.ahead.next_verb(index) if joins else None
                if after is None:
                    break
                index = after
                continue
            if not row.verbs and self.ahead.hurries(index):
                index += 1
                continue
            if self._ends_row(row, index):
                break
            serial = self._is_serial(row, index)
            taken = self._take(row, index)
            if taken is None:
                index += 1
                if serial and self.ahead.closes(index):
                    break
                continue
            index = self._lead(row, item, taken)
            beside = row.leading is None and self.ahead.coordinates_besides(index)
            if item.act is Act.COORDINATE and not beside:
                if not silent:
                    self._emit_row(actor, row.up_to_the_lead())
                return self._partners(index + 1, actor, item, silent)
            index += 1
        if not silent and not unsaid:
            self._emit_row(actor, row.own(), self.ahead.tells(index))
        self._tell_as_well(index, actor, row.verbs, silent)
        return self._object(index, actor, row.governs(), silent)

    def _is_serial(self, row: _Row, index: int) -> bool:
        """Whether a verb follows the one before without a sign between: "tổ chức | kiểm tra"."""
        before = self.item(index - 1)
        return bool(row.verbs) and before is not None and before.act is not None

    def _ends_row(self, row: _Row, index: int) -> bool:
        """Whether a verb behind what "tổ chức …" governs begins anew: "tổ chức kiểm tra, … | báo cáo B"."""
        before = self.item(index - 1)
        alone = _stands_alone(self.items[index]) and before is not None and before.act is None
        return row.governed and alone and row.leading is None and is_strong(self.ahead, index, False)

    def _take(self, row: _Row, index: int) -> int | None:
        """Takes a verb into the row. Returns the index of the verb that it stands for; None where those
        before govern it."""
        item, before, verbs = self.items[index], self.item(index - 1), row.verbs
        serial = self._is_serial(row, index)
        if serial and self.ahead.sends_on(verbs[-1], index):
            row.sent = item
            return index
        advises = before is not None and before.sort is Sort.COMMA and item.act is Act.ADVISE
        if row.governed and advises and verbs[-1] is row.leading:
            verbs.append(item)
            return index
        if serial and verbs[-1].light:
            if item.act is Act.SUPERVISE and not row.governed:
                verbs[-1] = item
                return index
            if item.light and (done := self.ahead.does_the(index)) is not None:
                verbs[-1] = self.items[done]  # "tăng cường triển khai kế hoạch | kiểm tra"
                return done
        if item.act is not Act.COORDINATE and (row.governed or serial):
            if item.act is Act.DIRECT:
                verbs.append(item)
            else:
                row.governed = True
            return None
        verbs.append(item)
        return index

    def _lead(self, row: _Row, item: Item, index: int) -> int:
        """Notes that "chủ trì" governs the verbs behind it, and puts the supervision that a light verb
        introduces in its place. Returns the index of the verb that now ends the row."""
        if item.act is Act.LEAD:
            if not self.ahead.leads_a_list(index):
                row.leading, row.governed = item, True
            return index
        done = self.ahead.does_the(index) if item.light else None
        if done is None:
            return index
        row.verbs[-1] = self.items[done]
        return done

    def _tell_as_well(self, index: int, actor: Actor, row: Sequence[Item], silent: bool) -> None:
        """ "báo cáo và xin ý kiến B", "báo cáo, đề xuất B": B is reported to as well."""
        there, told = self.item(index), row[0]
        joined = len(row) > 1 and told.act is Act.REPORT and row[-1].act in (Act.PROPOSE, Act.ADVISE)
        if joined and not silent and actor.mentions and there is not None and there.sort is Sort.AGENCIES:
            self.emit(Actor(there.mentions), DutyRole.RECEIVE, (told.start, told.end), actor.mentions)

    def _role(self, verb: Item, told: bool) -> DutyRole:
        assert verb.act is not None
        if verb.act is Act.REPORT and not told and self.words.norm[verb.start] in _SENDS:
            return DutyRole.CARRY_OUT
        if self.ahead.hands_out(verb):
            return DutyRole.CARRY_OUT
        return ROLE_OF[verb.act]

    def _emit_row(self, actor: Actor, row: Sequence[Item], told: bool = True) -> None:
        done: set[DutyRole] = set()
        for verb in row:
            settles = self.wished and self.ahead.settles(verb)
            if verb.act is None or (self.wished and verb.act is Act.ACT and not settles):
                continue
            role = DutyRole.DECIDE if settles else self._role(verb, told)
            if role not in done:
                done.add(role)
                self.emit(actor, role, (verb.start, verb.end))

    def _partners(self, index: int, actor: Actor, verb: Item, silent: bool) -> tuple[int, bool]:
        """ "phối hợp với B, C": they coordinate too. What they coordinate in is governed by it.

        "Đẩy mạnh hợp tác với doanh nghiệp" that nobody is told to do tells them nothing either.
        """
        if not actor.mentions and self.words.norm[verb.start] == "hợp":
            return self._past_governed(index, actor, silent)
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
                after = self.ahead.next_verb(index) if joins else None
                if after is None:
                    break
                if is_strong(self.ahead, after, False) and self.items[after].act not in (
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
        at = self._past_prepositions(index, verb)
        named = self.item(at)
        if verb.act is Act.REPORT and self._lets_know(at, actor, verb):
            return -1, False
        if named is None or named.sort is not Sort.AGENCIES:
            return self._recipients(index, actor, verb) if verb.act is Act.REPORT else (index, False)
        there, after = Actor(named.mentions), at + 1
        if verb.act in (Act.DIRECT, Act.ASK):
            return self._ordered(after, actor, verb, named, silent)
        if verb.act is Act.ADVISE:
            return self._advised(after, actor, there, verb, silent)
        if verb.act is Act.PROPOSE:
            return self._proposed(after, actor, there)
        if verb.act is Act.REPORT:
            return self._received(after, actor, there, verb)
        acts = verb.act in (Act.GUIDE, Act.SUPERVISE, Act.SUPPORT)
        if acts or self.ahead.following_verb(after) is not None:
            return next_binding(self.ahead, after)
        return after, False

    def _past_prepositions(self, index: int, verb: Item) -> int:
        """The index of the object behind "cho", "trực tiếp", or of the body to which a task is handed."""
        while (
            (item := self.item(index)) is not None
            and item.act is None
            and item.is_a(Word.RECIPIENT, Word.MANNER)
        ):
            index += 1
        hands_over = verb.act is Act.DIRECT and self.words.norm[verb.start] in _HANDS_OVER
        return self.ahead.to_whom(index) if hands_over else index

    def _lets_know(self, index: int, actor: Actor, verb: Item) -> bool:
        """Reads "báo cáo để B biết, chỉ đạo": B is told, and does what is said next."""
        purpose, told = self.item(index), self.item(index + 1)
        if (
            purpose is None
            or not purpose.is_a(Word.PURPOSE)
            or told is None
            or told.sort is not Sort.AGENCIES
        ):
            return False
        knows = self.item(index + 2)
        if knows is not None and self.words.norm[knows.start] == "biết" and actor.mentions:
            self.emit(Actor(told.mentions), DutyRole.RECEIVE, (verb.start, verb.end), actor.mentions)
        self.read(index + 2, Actor(told.mentions))
        return True

    def _ordered(self, index: int, actor: Actor, verb: Item, named: Item, silent: bool) -> tuple[int, bool]:
        """ "chỉ đạo B …", "đề nghị B …": B does what follows."""
        if verb.act is Act.ASK and silent:
            return -1, False
        there = Actor(named.mentions)
        self.reading.asks = True
        self.reading.asked = named.mentions
        if verb.act is Act.DIRECT:
            self._note_order(actor, verb, named)
        hands_over = self.words.norm[verb.start] in _HANDS_OVER and not actor.inherited
        if not actor.mentions or hands_over:
            self.reading.heir = there
        there, index = self._described(there, index)
        if verb.act is Act.DIRECT and actor.mentions and self.ahead.turns_back(index):
            return index + 2, True
        verb_at = told_to(self.words, self.items, index)
        self.read(index if verb_at is None else verb_at, there)
        return -1, False

    def _advised(self, index: int, actor: Actor, there: Actor, verb: Item, silent: bool) -> tuple[int, bool]:
        """ "tham mưu B …", "giúp B …": what B does is its own affair; who helps B supervise does so too."""
        item = self.item(index)
        if item is not None and self.words.norm[item.start : item.end] == ["việc"]:
            return next_binding(self.ahead, index)
        if self.words.norm[verb.end - 1] == "giúp" and item is not None and item.act in _HELPED:
            return self._cluster(index, actor, silent)  # "giúp B theo dõi": who helps does it
        self.read(index, there, silent=True)
        return -1, False

    def _proposed(self, index: int, actor: Actor, there: Actor) -> tuple[int, bool]:
        """ "đề xuất B hỗ trợ", "trình B phê duyệt": B supports, decides."""
        following = self.ahead.following_verb(index)
        if following is not None and following.act in (Act.PROPOSE, Act.REPORT):
            self.read(index, there)  # "đề xuất B kiến nghị C"
            return -1, False
        role = None
        if following is not None and following.act is Act.SUPPORT:
            role = DutyRole.SUPPORT
        elif following is not None and following.act is Act.DECIDE and self._decides(following):
            role = DutyRole.DECIDE
        if following is not None and role is not None:
            self.emit(there, role, (following.start, following.end), actor.mentions)
        return next_binding(self.ahead, index)

    def _described(self, actor: Actor, index: int) -> tuple[Actor, int]:
        """A group with the words that say which: "chỉ đạo các đơn vị đóng quân trên địa bàn phối hợp …"."""
        wide = described(self.words, self.items, actor.mentions, index)
        return (Actor(wide[0]), wide[1]) if wide is not None else (actor, index)

    def _decides(self, verb: Item) -> bool:
        return self.words.norm[verb.start] in ("xem", "quyết", "phê", "cho", "thông", "chấp")

    def _note_order(self, actor: Actor, verb: Item, named: Item) -> None:
        if not actor.mentions and self.reading.ordered is None:
            self.reading.ordered = (verb.start, verb.end)
            self.reading.ordered_to = named.mentions

    def _received(self, index: int, actor: Actor, there: Actor, verb: Item) -> tuple[int, bool]:
        """ "báo cáo B": B receives; what follows directly, or after "để", is for B to do."""
        if not actor.mentions:
            return next_binding(self.ahead, index)
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
                return next_binding(self.ahead, index + 1)
            if following.act is Act.REPORT and self.words.norm[verb.start] in _SENDS:
                return next_binding(self.ahead, index + 1)  # "gửi B | báo cáo định kỳ": what is sent
            if self.words.norm[following.end - 1] == "đảm" or self.words.norm[following.end - 2] == "đảm":
                return next_binding(self.ahead, index + 1)  # "gửi Quốc hội bảo đảm tiến độ": who sends does
            self.read(index, there)
            return -1, False
        if following.is_a(Word.PURPOSE):
            self.read(index + 1, there, strong_only=True)
            return -1, False
        return self._recipients(index, actor, verb, there)

    def _wish(self, index: int, told: Actor) -> None:
        """Reads what a report is made for: it is for those told to do, or for whom the wish names."""
        named = self.item(index)
        if named is not None and named.sort is Sort.AGENCIES:
            self.read(index + 1, Actor(named.mentions))
        else:
            self.read(index, told, strong_only=True)

    def _recipients(
        self, index: int, actor: Actor, verb: Item, first: Actor | None = None
    ) -> tuple[int, bool]:
        """Looks for the body that a report goes to behind what is reported: "báo cáo kết quả về Sở Y tế"."""
        at = index
        told: tuple[Mention, ...] = first.mentions if first else ()
        while at < len(self.items):
            item = self.items[at]
            following = self.item(at + 1)
            if told and item.act is None and item.is_a(Word.PURPOSE) and actor.mentions:
                self._wish(at + 1, Actor(told))
                return -1, False
            if item.act is not None and not item.is_a(Word.RECIPIENT):
                before = self.item(at - 1)
                if before is not None and not before.is_a(Word.NOMINAL) and is_strong(self.ahead, at, False):
                    return at, False
            toward = (item.is_a(Word.RECIPIENT) and self.words.norm[item.start] != "đối") or (
                item.act is Act.REPORT and self.words.norm[item.start] == "gửi"
            )
            if told and self.words.norm[item.start] == "với":
                toward = False  # "báo cáo B về ứng xử của công chức với | người nộp thuế"
            if toward and following is not None and following.sort is Sort.AGENCIES:
                there = Actor(following.mentions)
                if actor.mentions:
                    self.emit(there, DutyRole.RECEIVE, (verb.start, verb.end), actor.mentions)
                told += () if told and self.words.norm[item.start] in _CHANNELS else following.mentions
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


def _stands_alone(item: Item) -> bool:
    """Whether a verb in a row is never governed by the one before: reports, proposals."""
    return item.act in (Act.REPORT, Act.PROPOSE, Act.ADVISE, Act.ASK)
