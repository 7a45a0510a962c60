"""The grammar of duty: from the items of a clause to who does what in which role with whom."""

from __future__ import annotations

from collections.abc import Sequence

from dieukhoan.assign.chunks import Clause, Item, Sort
from dieukhoan.assign.lexicon import Word
from dieukhoan.assign.predicate import Predicate
from dieukhoan.assign.reading import Actor, Reading
from dieukhoan.assign.subject import (
    in_condition,
    predicate_start,
    reported_by,
    subject_of,
    unlisted,
    who_asks,
)
from dieukhoan.assign.words import Words
from dieukhoan.duty import DutyRole


def _unknown_task(items: Sequence[Item], at: int) -> int | None:
    """The index of a verb that nobody knows, directly behind the subject or "có trách nhiệm cụ thể"."""
    if at < len(items) and items[at].act is None and items[at].is_a(Word.DUTY):
        at += 1  # "chính quyền địa phương phải | gần dân"
    owed = bool(at) and items[at - 1].is_a(Word.DUTY)
    while owed and at < len(items) and items[at].act is None and items[at].is_a(Word.MANNER):
        at += 1
    known = at >= len(items) or items[at].sort is not Sort.OTHER or bool(items[at].kinds)
    return None if known else at


def read_clause(
    words: Words, clause: Clause, subject: Actor, verb_expected: bool = False, goes_on: bool = False
) -> Reading:
    """Reads a clause. ``subject`` acts when the clause names none; ``verb_expected`` tells that a stem
    says so;
    ``goes_on`` that the sentence had begun before, so that the clause may begin with the rest of an object.

    The subject of the clause, printed or taken over, is in the result.
    """
    reading = Reading()
    items = unlisted(words, clause.items)
    named, at = subject_of(words, items)
    predicate = Predicate(words, items, reading)
    if named is not None:
        reading.subject = named
        unknown = _unknown_task(items, at)
        if unknown is not None:
            predicate.emit(named, DutyRole.CARRY_OUT, (items[unknown].start, items[unknown].end))
        predicate.read(at, named)
        return reading
    start = predicate_start(items, words, verb_expected)
    if start is None and (told := reported_by(words, items)) is not None:
        reading.subject = Actor(items[told].mentions)
        predicate.read(told + 1, reading.subject)
        return reading
    if start is None:
        if goes_on and subject.mentions:
            reading.subject = subject
            predicate.read(0, subject, strong_only=True)
        return reading
    if not subject.mentions and (asker := who_asks(words, items)) is not None:
        reading.subject = Actor(items[asker].mentions)
        predicate.read(asker + 1, reading.subject)
        return reading
    if not subject.mentions and (condition := in_condition(words, items, start)) is not None:
        subject = condition
    reading.subject = subject
    if verb_expected and start < len(items) and items[start].act is None and subject.mentions:
        first = items[start]
        predicate.emit(subject, DutyRole.CARRY_OUT, (first.start, first.end))
    predicate.read(start, subject)
    return reading
