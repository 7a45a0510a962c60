"""What other pages quote of a document: the sentences around its citations and duties.

It comes from the document alone, so that a page that quotes a hundred others needs none of their texts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dieukhoan.citation import Citation
from dieukhoan.duty import Duty
from dieukhoan.model import Document, Span, plain

_AROUND = 150
"""Characters of the sentence that are quoted at each side of a citation."""
_STOPS = (". ", "; ", ": ", "? ", "! ")


class Passage(NamedTuple):
    """Words of a document on one line, and which of them are meant."""

    quote: str
    strong: tuple[Span, ...]


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
    """The sentence around a citation, cut where it is long."""
    before, inside, after = "", "", ""
    first = document.paragraphs[citation.paragraph]
    for paragraph in document.paragraphs[citation.paragraph : citation.paragraph + 2]:
        for start, end in paragraph.pieces:
            if start >= citation.span.end and paragraph is not first:
                continue
            low, high = max(start, citation.span.start), min(end, citation.span.end)
            before += text[start : min(end, low)] + " " if start < low else ""
            inside += text[low:high] + " " if low < high else ""
            after += text[max(start, high) : end] + " " if end > high else ""
    return _cut(
        plain(before), plain(inside), plain(after), glued=text[citation.span.end : citation.span.end + 1]
    )


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
