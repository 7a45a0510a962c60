"""Assigns duties (nhiệm vụ): who must do what under which provision, from one document alone."""

from __future__ import annotations

from dieukhoan.assign.register import joined, register
from dieukhoan.assign.walk import Assignment
from dieukhoan.duty import Duty
from dieukhoan.model import Document


def assign(document: Document, text: str) -> tuple[Duty, ...]:
    """The duties that a document lays on agencies, in reading order.

    ``text`` is the text of its source. One entry for each provision, agency and role. Looks at this document
    alone; ``register`` joins the agencies of a library.
    """
    assignment = Assignment(document, text)
    return tuple(map(assignment.governing.timed, tuple(assignment.duties())))


__all__ = ["assign", "joined", "register"]
