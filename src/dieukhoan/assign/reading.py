"""What the grammar of duty reads out of a clause: actors, duties in terms of words."""

from __future__ import annotations

from dataclasses import dataclass, field

from dieukhoan.assign.agencies import Mention
from dieukhoan.duty import DutyRole


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
