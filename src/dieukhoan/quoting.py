"""What other pages quote of a document: the sentences around its citations and duties.

It comes from the document alone, so that a page that quotes a hundred others needs none of their texts.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

from dieukhoan.citation import Citation
from dieukhoan.duty import Duty
from dieukhoan.model import PUBLISHED, Document, Span, plain

_AROUND = 150
"""Characters of the sentence that are quoted at each side of a citation."""
_REACH = 4 * _AROUND
_STOPS = (". ", "; ", ": ", "? ", "! ")


class Passage(NamedTuple):
    """Words of a document on one line, and which of them are meant."""

    quote: str
    strong: tuple[Span, ...]


def meant(passage: Passage) -> str:
    """The words of a passage that are meant, on one line: of a citation, what it prints."""
    return " ".join(passage.quote[start:end] for start, end in passage.strong)


@dataclass(frozen=True, slots=True)
class Quotes:
    """What others quote of a document: a passage for each citation, by its span, and each duty, in order."""

    citations: Mapping[Span, Passage] = field(default_factory=dict)
    duties: tuple[Passage, ...] = ()


def quotes(document: Document, text: str, citations: Sequence[Citation], duties: Sequence[Duty]) -> Quotes:
    """All that is quoted of a document; ``text`` is what its spans count in."""
    return Quotes(
        {citation.span: _sentence(document, text, citation) for citation in citations},
        tuple(_clause(text, duty) for duty in duties),
    )


def _sentence(document: Document, text: str, citation: Citation) -> Passage:
    """The sentence around a citation, cut where it is long.

    Paragraphs may cite thousands of times: only what is quoted is looked at, not all of one each time.
    """
    start, end = citation.span
    first = document.paragraphs[citation.paragraph].pieces
    begun = bisect.bisect_right(first, (start, len(text)))
    earlier = (first[at] for at in range(begun - 1, -1, -1))
    before = _gathered(_tail(text, low, min(high, start)) for low, high in earlier)

    def onward() -> Iterator[Span]:
        yield from (first[at] for at in range(max(begun - 1, 0), len(first)))
        for paragraph in document.paragraphs[citation.paragraph + 1 : citation.paragraph + 2]:
            if paragraph.role in PUBLISHED:  # and no running head inside the citation
                yield from takewhile(lambda piece: piece.start < end, paragraph.pieces)

    touched = takewhile(lambda piece: piece.start < end, onward())
    inside = (text[max(low, start) : min(high, end)] for low, high in touched)
    after = _gathered(_head(text, max(low, end), high) for low, high in onward())
    return _cut(" ".join(before[::-1]), plain(" ".join(inside)), " ".join(after), glued=text[end : end + 1])


def _gathered(parts: Iterable[str]) -> list[str]:
    """Parts that hold something, until there are more characters than are quoted."""
    found: list[str] = []
    count = 0
    for part in parts:
        if part:
            found.append(part)
            count += len(part) + 1
        if count > _AROUND + 1:
            break
    return found


def _head(text: str, start: int, end: int) -> str:
    """What a stretch of text begins with, on one line: all of it, or more than is quoted."""
    reach = _REACH
    while start + reach < end and len(plain(text[start : start + reach])) <= _AROUND:
        reach *= 2
    return plain(text[start : min(end, start + reach)])


def _tail(text: str, start: int, end: int) -> str:
    """The same of its end."""
    reach = _REACH
    while end - reach > start and len(plain(text[end - reach : end])) <= _AROUND:
        reach *= 2
    return plain(text[max(start, end - reach) : end])


def _cut(before: str, inside: str, after: str, *, glued: str) -> Passage:
    lead = before[-_AROUND:]
    stop = max((lead.rfind(mark) + len(mark) for mark in _STOPS if mark in lead), default=0)
    if stop:
        lead = lead[stop:]
    elif len(before) > _AROUND:
        lead = "…" + lead.partition(" ")[2]
    rest = after[:_AROUND]
    ends = [rest.find(mark) for mark in _STOPS if mark in rest]
    if ends:
        rest = rest[: min(ends) + 1]
    elif len(after) > _AROUND:
        rest = rest.rpartition(" ")[0] + "…"
    lead = f"{lead} " if lead and not lead.endswith(("(", "“")) else lead
    rest = f" {rest}" if rest and glued.isspace() else rest
    return Passage(lead + inside + rest, (Span(len(lead), len(lead) + len(inside)),))


def _clause(text: str, duty: Duty) -> Passage:
    """The clause of a duty on one line, and where the actor and the act stand in it."""
    clause = text[duty.start : duty.end]

    def place(offset: int) -> int:
        """Where a character of the clause stands once every run of white space is one space."""
        before = clause[:offset]
        words = plain(before)
        return len(words) + (1 if words and before[-1:].isspace() else 0)

    inside = [
        span
        for span in (duty.actor, duty.act)
        if span is not None and duty.start <= span.start and span.end <= duty.end
    ]
    strong = {Span(place(s.start - duty.start), place(s.end - 1 - duty.start) + 1) for s in inside}
    return Passage(plain(clause), tuple(sorted(strong)))
