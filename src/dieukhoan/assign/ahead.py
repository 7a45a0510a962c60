"""What stands ahead in a clause: the next verb, the body that something goes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dieukhoan.assign.chunks import Item, Sort
from dieukhoan.assign.lexicon import Act, Word
from dieukhoan.assign.owing import describes_object, is_modal
from dieukhoan.assign.words import Words

_NOUNS_OF_ACTING = (["việc"], ["công", "tác"], ["kế", "hoạch"], ["hoạt", "động"])
_FARTHEST_OBJECT = 6  # items
_SETTLES = frozenset({"giải quyết", "xử lý", "tháo gỡ"})
_BY_RIGHT = (["theo", "thẩm"], ["theo", "quy"])  # theo thẩm quyền, theo quy định
_HURRY = frozenset({"khẩn", "quyết", "kiên"})  # khẩn trương, quyết liệt, kiên quyết


@dataclass(frozen=True, slots=True)
class Ahead:
    """The items of a clause, with what one asks of those that follow an index."""

    words: Words
    items: Sequence[Item]

    def item(self, index: int) -> Item | None:
        """The item at an index, None outside the clause."""
        return self.items[index] if 0 <= index < len(self.items) else None

    def modal_after(self, index: int) -> int | None:
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

    def owed_besides(self, index: int) -> int | None:
        """The modal that "và" joins to a right: "có quyền tra cứu và có trách nhiệm bảo vệ …"."""
        for ahead in range(index + 2, len(self.items)):
            if is_modal(self.words, self.items[ahead]) and self.items[ahead - 1].is_a(Word.AND):
                return ahead
        return None

    def owes_beside(self, index: int) -> int | None:
        """The modal of a second subject: "…, người đứng đầu đơn vị chịu trách nhiệm về …"."""
        before = self.item(index - 1)
        if before is None or before.sort is not Sort.COMMA:
            return None
        ahead = index + 1
        while (item := self.item(ahead)) is not None and item.act is None and item.is_a(Word.MANNER):
            ahead += 1
        if item is None or not is_modal(self.words, item) or describes_object(self.words, self.items, ahead):
            return None
        return ahead

    def lists_verbs(self, index: int) -> bool:
        """Whether a comma or "và" stands directly between two plain verbs: "được biểu dương, khen thưởng"."""
        before, after = self.item(index - 1), self.item(index + 1)
        return before is not None and before.act is Act.ACT and after is not None and after.act is Act.ACT

    def past_agent(self, index: int) -> int:
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

    def next_verb(self, index: int) -> int | None:
        """The index of the verb that a comma, "và" or an adverb leads to, or None."""
        for ahead in range(index + 1, min(index + 4, len(self.items))):
            item = self.items[ahead]
            if item.act is not None:
                adverbs = all(each.is_a(Word.MANNER) for each in self.items[index:ahead])
                noun = adverbs and self.words.norm[item.start : item.end] == ["thông", "tin"]
                return None if noun else ahead  # "cập nhật đầy đủ | thông tin"
            if not (item.sort is Sort.COMMA or item.is_a(Word.AND, Word.MANNER)):
                return None
        return None

    def following_verb(self, index: int) -> Item | None:
        item = self.item(index)
        while item is not None and item.act is None and item.is_a(Word.MANNER):
            index += 1
            item = self.item(index)
        return item if item is not None and item.act is not None else None

    def closes(self, index: int) -> bool:
        item = self.item(index)
        return item is None or (
            item.act is None and item.sort is not Sort.COMMA and not item.is_a(Word.AND, Word.MANNER)
        )

    def coordinates_besides(self, index: int) -> bool:
        """Whether "phối hợp" stands in a list of equals: "phối hợp, theo dõi, giám sát"."""
        comma, verb = self.item(index + 1), self.item(index + 2)
        return comma is not None and comma.sort is Sort.COMMA and verb is not None and verb.act is not None

    def leads_a_list(self, index: int) -> bool:
        """Whether "chủ trì" stands in a list of equals: "chủ trì, hướng dẫn, theo dõi các xã"."""
        comma, verb = self.item(index + 1), self.item(index + 2)
        equals = verb is not None and verb.act in (Act.GUIDE, Act.SUPERVISE)
        return equals and comma is not None and comma.sort is Sort.COMMA

    def does_the(self, index: int) -> int | None:
        """The index of the supervision that a light verb introduces: "tổ chức thực hiện việc theo
        dõi, kiểm tra"."""
        noun, verb = self.item(index + 1), self.item(index + 2)
        if noun is None or verb is None or self.words.norm[noun.start : noun.end] not in _NOUNS_OF_ACTING:
            return None
        return index + 2 if verb.act is Act.SUPERVISE else None

    def hurries(self, index: int) -> bool:
        """Whether what may be a verb only tells how the next is done: "khẩn trương | chủ trì"."""
        hurry, verb = self.items[index], self.item(index + 1)
        return (
            hurry.is_a(Word.MANNER)
            and self.words.norm[hurry.start] in _HURRY
            and verb is not None
            and verb.act is not None
        )

    def goes_to(self, index: int) -> bool:
        """Whether a report goes straight to somebody: "báo cáo về Sở Y tế", "báo cáo trực tiếp …"."""
        item = self.item(index)
        while item is not None and item.act is None and item.is_a(Word.RECIPIENT, Word.MANNER):
            index += 1
            item = self.item(index)
        return item is not None and item.sort is Sort.AGENCIES

    def sends_on(self, before: Item, index: int) -> bool:
        """Whether a proposal says to whom it goes: "có văn bản đề nghị | gửi Sở Y tế"."""
        sends = self.items[index].act is Act.REPORT and self.words.norm[self.items[index].start] == "gửi"
        return before.act is Act.PROPOSE and sends and self.goes_to(index + 1)

    def to_whom(self, index: int) -> int:
        """The index of the body to which a task is handed: "phân công nhiệm vụ cụ thể cho | các xã"."""
        for ahead in range(index, min(index + _FARTHEST_OBJECT, len(self.items) - 1)):
            item = self.items[ahead]
            if item.sort in (Sort.AGENCIES, Sort.COMMA) or item.act is not None:
                break
            if (
                self.words.norm[item.start : item.end] == ["cho"]
                and self.items[ahead + 1].sort is Sort.AGENCIES
            ):
                return ahead + 1
        return index

    def turns_back(self, index: int) -> bool:
        """Whether "A chỉ đạo B, đồng thời …" goes on with what A itself does."""
        comma, word = self.item(index), self.item(index + 1)
        return (
            comma is not None
            and comma.sort is Sort.COMMA
            and word is not None
            and self.words.norm[word.start : word.end] == ["đồng", "thời"]
        )

    def tells(self, index: int) -> bool:
        """Whether somebody is named whom a report may go to."""
        for at in range(index, len(self.items)):
            if self.items[at].sort is Sort.AGENCIES and self.words.norm[self.items[at - 1].start] != "của":
                return True
        return False

    def settles(self, verb: Item) -> bool:
        """Whether a verb says what a report is made for: "phản ánh về Sở Y tế để tổng hợp, giải quyết theo
        thẩm quyền"."""
        settles = " ".join(self.words.norm[verb.start : verb.end]) in _SETTLES
        return settles and self.words.norm[verb.end : verb.end + 2] in _BY_RIGHT

    def hands_out(self, verb: Item) -> bool:
        """Whether "giao" hands over a thing and no task: "giao tài khoản", "giao hàng dự trữ"."""
        after = next((item for item in self.items if item.start == verb.end), None)
        alone = self.words.norm[verb.start : verb.end] == ["giao"]
        return alone and after is not None and after.sort is Sort.OTHER
