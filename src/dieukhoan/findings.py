"""Findings: what is odd about a document, where it stands, and what its editor can do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Severity(IntEnum):
    """How much a finding matters to an editor; higher is worse."""

    NOTE = 1
    WARNING = 2
    ERROR = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an editor should look at.

    ``message`` and ``hint`` (what to do) are in Vietnamese; ``start`` and ``end`` count characters of the
    text of the source in which it was found. What is found in the side file of a source has the name of
    that file in ``file``, and its ``line``.
    """

    code: str
    message: str
    start: int = 0
    end: int = 0
    hint: str = ""
    severity: Severity = Severity.WARNING
    file: str = ""
    line: int = 0
