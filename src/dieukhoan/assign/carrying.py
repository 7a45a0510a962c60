"""What a clause carries on from those before it: groups under a shorter name, and where it begins anew."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from dieukhoan.assign.agencies import GROUP_KIND, Mention
from dieukhoan.assign.chunks import Clause, Sort
from dieukhoan.assign.lexicon import SAYS_LITTLE, Act, Word
from dieukhoan.assign.reading import Actor, Reading
from dieukhoan.assign.words import Words
from dieukhoan.duty import Duty

GIVES = ("giao", "phân", "yêu")
"""First syllables of verbs that give a task: giao, phân công, yêu cầu."""
_ASKS = (*GIVES, "đề")
_POINTS = frozenset({"này", "đó"})
_WANTS_NOUN = frozenset({"với", "gồm", "về", "cho", "bằng", "tại", "từ", "là"})


def lists_things(words: Words, clause: Clause) -> bool:
    """Whether a stem ends with a word that wants a noun: "cập nhật thông tin về: a) Giá …; b) Báo cáo …"."""
    return len(clause.items) > 1 and words.norm[clause.items[-1].end - 1] in _WANTS_NOUN


def is_vague(mention: Mention, listed: tuple[Mention, ...]) -> bool:
    """Whether a group is named, or a body in one list with a group: "các sở và Ủy ban nhân dân các xã"."""
    among = listed if mention in listed else (mention,)
    return any(each.is_group and each.kind == GROUP_KIND for each in among)


def asks_anew(words: Words, clause: Clause, after_subject: bool) -> bool:
    """Whether a sentence asks or orders without saying who does: it is whoever speaks, not the subject of
    the sentence before (``after_subject``), and not those above: "Nếu có vướng mắc, đề nghị các xã …"."""
    late = bool(clause.items) and clause.items[0].act is None and clause.items[0].is_a(Word.CLAUSE)
    for item, following in pairwise(clause.items):
        if item.sort is Sort.AGENCIES:
            return False
        if item.act is None or (late and item.act is Act.ACT):
            continue
        asks = words.norm[item.start] in _ASKS and following.sort is Sort.AGENCIES
        return asks and (late or after_subject)
    return False


def is_part_of(subject: Actor, inherited: Actor) -> bool:
    """Whether a group goes on under a shorter name: "cơ quan, đơn vị" below "Các cơ quan, đơn vị liên
    quan"."""
    mention = subject.mentions[0]
    if subject is inherited or not mention.is_group or len(inherited.mentions) != 1:
        return False
    longer, shorter = inherited.mentions[0].name.lower(), mention.name.lower()
    return longer != shorter and shorter.removeprefix("các ") in longer


def points_back(words: Words, subject: Actor, to: Actor) -> bool:
    """Whether "cơ quan này" or "các đơn vị này" is who acted in the sentence before."""
    mention = subject.mentions[0]
    said = [word for word in words.norm[mention.start : mention.end] if word not in _POINTS]
    points = words.norm[mention.end - 1] in _POINTS or words.norm[mention.end : mention.end + 1] == ["này"]
    many = said[:1] == ["các"]
    if not points or " ".join(said[many:]) not in SAYS_LITTLE or mention in to.mentions:
        return False
    one = len(to.mentions) == 1 and not to.mentions[0].is_group
    return bool(to.mentions) and (many or one)


def attributed(reading: Reading, to: Actor) -> Reading:
    """The same reading with the actor that the short name stands for."""
    assert reading.subject is not None
    short = reading.subject.mentions[0]
    found = [
        told
        for each in reading.found
        for told in (
            [replace(each, mention=mention, inherited=True) for mention in to.mentions]
            if each.mention is short
            else [each]
        )
    ]
    return Reading(found, to, reading.heir, reading.ordered, reading.ordered_to)


def under_one_name(duty: Duty, groups: list[str]) -> Duty:
    """A group that its provision has named more fully before keeps that name: "các sở, ngành (tỉnh)"."""
    low = duty.agency.lower()
    if not low.startswith("các "):
        return duty
    for longer in groups:
        rest = longer.lower().removeprefix(f"{low} ")
        if rest != longer.lower() and not rest.startswith("và "):
            return replace(duty, agency=longer)
    groups.append(duty.agency)
    return duty
