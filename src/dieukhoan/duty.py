"""Duties (nhiệm vụ): which agency must do what, in which role, by when; and the agencies themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dieukhoan.model import Span


class DutyRole(StrEnum):
    """Vai trò of an agency in a task, as readers name it."""

    LEAD = "chủ trì"
    COORDINATE = "phối hợp"
    DIRECT = "chỉ đạo"
    CARRY_OUT = "thực hiện"
    ADVISE = "tham mưu"
    GUIDE = "hướng dẫn"
    SUPERVISE = "giám sát"
    REPORT = "báo cáo"
    DECIDE = "quyết định"
    SUPPORT = "hỗ trợ"
    RECEIVE = "nhận"


RACI = {
    DutyRole.LEAD: "A",
    DutyRole.CARRY_OUT: "R",
    DutyRole.COORDINATE: "R",
    DutyRole.DIRECT: "A",
    DutyRole.DECIDE: "A",
    DutyRole.ADVISE: "C",
    DutyRole.GUIDE: "R",
    DutyRole.SUPERVISE: "R",
    DutyRole.REPORT: "R",
    DutyRole.SUPPORT: "C",
    DutyRole.RECEIVE: "I",
}
"""The letter of the RACI matrix for each role. R does the work, A answers for it, C is drawn in, I is told.

Vietnamese regulations know no "accountable" apart from the body that leads, directs or decides: these are A.
"""


@dataclass(frozen=True, slots=True)
class Deadline:
    """Thời hạn: the words as printed, and what a calendar can use of them.

    ``every`` is an ISO 8601 duration ("P1Y" hằng năm, "P2Y" 02 năm một lần, "P6M" định kỳ 6 tháng). ``due``
    is an ISO date ("2021-09-30" for "trong tháng 9/2021"), or, with ``every``, the day in each period:
    "--12-15" (ngày 15/12 hằng năm), "---20" (ngày 20 hằng tháng). ``within`` is a term ("P5D"), in working
    days if ``working_days``, that runs from ``trigger`` ("kể từ ngày nhận đủ hồ sơ"). What is not said is "".
    """

    text: str
    every: str = ""
    due: str = ""
    within: str = ""
    working_days: bool = False
    trigger: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """What one agency must do in one role under one provision.

    ``at`` is the address of the smallest provision that carries it; ``agency`` and ``counterparties``
    are names in
    full as the document's context gives them. ``verb`` is the task as printed. ``start`` and ``end``
    bound the
    clause in the text of the source; ``act`` the words that state the role; ``actor`` the agency where it is
    printed, None when the duty inherits it from a heading or stem elsewhere.
    """

    at: str
    agency: str
    role: DutyRole
    verb: str
    start: int
    end: int
    act: Span
    actor: Span | None = None
    counterparties: tuple[str, ...] = ()
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True)
class Agency:
    """A body of the library: one entry for all its spellings.

    ``slug`` is its address below ``/trach-nhiem/``; ``kind`` is a key of ``agencies.toml`` ("so",
    "ubnd", "nhom"
    for a group of bodies); ``aliases`` are the other names under which the documents speak of it.
    """

    slug: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """The agencies of a library, in the order of their names, and the duties under their joined names.

    ``agencies`` by slug; ``by_name`` tells the slug for every spelling that a duty uses.
    """

    agencies: Mapping[str, Agency]
    by_name: Mapping[str, str]

    def of(self, name: str) -> Agency:
        """The agency that a duty or its counterparty names."""
        return self.agencies[self.by_name[name]]
