"""Calendars (.ics) of agencies: what has a date or a frequency, as RFC 5545 has it."""

from __future__ import annotations

import calendar
import datetime
import hashlib
import re

from dieukhoan.duty import Agency, Deadline
from dieukhoan.page import Page
from dieukhoan.render import words
from dieukhoan.render.responsibility.book import FOLDER, Book, Entry
from dieukhoan.render.routes import Ways

NAME = "lich.ics"
_UNDATED = "2000-01-01"
"""Where the recurrence of a duty begins whose document has no date."""
_EVERY = re.compile(r"P(\d+)([YMWD])")
_FREQUENCY = {"Y": "YEARLY", "M": "MONTHLY", "W": "WEEKLY", "D": "DAILY"}
_EACH_MONTH = "---"
"""Begins a day of each month (``---25``)."""
_MONTHS_A_YEAR = 12
_EVERY_MONTH_HAS, _LONGEST_MONTH = 28, 31
"""Days."""
_OCTETS = 73


def has_dates(book: Book, agency: Agency) -> bool:
    """Whether an agency has anything that a calendar can show."""
    return any(_timing(book, entry) for entry in book.of_agency[agency.slug])


def path_of(agency: Agency) -> str:
    """The file of an agency's calendar."""
    return f"{FOLDER}/{agency.slug}/{NAME}"


def file(book: Book, routes: Ways, agency: Agency) -> Page:
    """The calendar of an agency; its events are whole days."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Dieu Khoan//Trach nhiem//VI",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(agency.name)}",
    ]
    for entry in book.of_agency[agency.slug]:
        timing = _timing(book, entry)
        if timing is not None:
            lines += _event(routes, entry, *timing)
    lines.append("END:VCALENDAR")
    return Page(path_of(agency), "\r\n".join(map(_folded, lines)) + "\r\n")


def _event(routes: Ways, entry: Entry, start: str, recurs: str) -> list[str]:
    duty = entry.duty
    key = f"{entry.document.id}#{duty.at}|{duty.agency}|{duty.role}|{duty.verb}"
    stamp = (entry.document.date or _UNDATED).replace("-", "")
    day = datetime.date.fromisoformat(start)
    path, fragment = routes.path(entry.place)
    place = words.place_words(duty.at)
    when = duty.deadline.text if duty.deadline else ""
    told = f"{duty.role}; {when}; {place} {words.full_title(entry.document)}"
    where = path.removesuffix("index.md") + (f"#{fragment}" if fragment else "")
    lines = [
        "BEGIN:VEVENT",
        f"UID:{hashlib.sha256(key.encode()).hexdigest()[:32]}@dieukhoan",
        f"DTSTAMP:{stamp}T000000Z",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + datetime.timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(duty.verb)}",
        f"DESCRIPTION:{_text(told)}",
        f"CATEGORIES:{_text(str(duty.role))}",
        f"X-DIEUKHOAN-PLACE:{_text(where)}",
    ]
    return [*lines, *([f"RRULE:{recurs}"] if recurs else []), "TRANSP:TRANSPARENT", "END:VEVENT"]


def _timing(book: Book, entry: Entry) -> tuple[str, str] | None:
    """The first day of a duty and its rule of recurrence; None if a calendar cannot show it."""
    deadline = entry.duty.deadline
    if deadline is None or not (deadline.every or deadline.due):
        return None
    begin = book.begins(entry.document) or _UNDATED
    try:
        return first_day(deadline, datetime.date.fromisoformat(begin)), rule(deadline)
    except ValueError:
        return None


def first_day(deadline: Deadline, begin: datetime.date) -> str:
    """The first day on or after the begin of the document on which the duty is due.

    A frequency without a day falls on the last day of the first month, quarter, half-year or year, the latest
    at which it can be met; one of weeks or days begins with the document.
    """
    if deadline.due.startswith(_EACH_MONTH):
        number = _day_of_months(deadline)
        day = _day_of(begin.year, begin.month, number)
        return (day if day >= begin else _day_of(*_month_after(day), number)).isoformat()
    if deadline.due.startswith("--"):
        month, number = map(int, deadline.due[2:].split("-"))
        day = datetime.date(begin.year, month, min(number, 28) if month == 2 else number)
        return (day if day >= begin else day.replace(year=begin.year + 1)).isoformat()
    if deadline.due:
        return datetime.date.fromisoformat(deadline.due).isoformat()
    months = _months(deadline)
    return _end_of_period(begin, months).isoformat() if months else begin.isoformat()


def _months(deadline: Deadline) -> int:
    """The months of a period that ends with a month: 12 for years, 3 for quarters; else 0."""
    match = _EVERY.fullmatch(deadline.every)
    if match is None:
        return 0
    return {"Y": _MONTHS_A_YEAR, "M": int(match[1])}.get(match[2], 0)


def _end_of_period(begin: datetime.date, months: int) -> datetime.date:
    """The last day of the quarter, half-year … of the calendar year in which a day falls; of its month where
    the period does not divide the year."""
    length = months if _MONTHS_A_YEAR % months == 0 else 1
    month = (begin.month + length - 1) // length * length
    return datetime.date(begin.year, month, calendar.monthrange(begin.year, month)[1])


def _day_of(year: int, month: int, number: int) -> datetime.date:
    """The day of that number in a month, its last day where it has no such."""
    return datetime.date(year, month, min(number, calendar.monthrange(year, month)[1]))


def _month_after(day: datetime.date) -> tuple[int, int]:
    """The year and the month that follow."""
    return (day.year + 1, 1) if day.month == _MONTHS_A_YEAR else (day.year, day.month + 1)


def _day_of_months(deadline: Deadline) -> int:
    """The day of each month on which a duty is due, 0 where none is said."""
    return int(deadline.due[len(_EACH_MONTH) :]) if deadline.due.startswith(_EACH_MONTH) else 0


def rule(deadline: Deadline) -> str:
    """The rule of recurrence of a deadline (RFC 5545 3.3.10), "" for one that falls due once."""
    match = _EVERY.fullmatch(deadline.every)
    if match is None:
        return ""
    return f"FREQ={_FREQUENCY[match[2]]};INTERVAL={int(match[1])}{_days(deadline, match[2])}"


def _days(deadline: Deadline, unit: str) -> str:
    """The days of a rule: of "ngày 30 hằng tháng" February has but the 28th."""
    number = _day_of_months(deadline)
    if unit != "M" or (deadline.due and number <= _EVERY_MONTH_HAS):
        return ""
    if number in (0, _LONGEST_MONTH):
        return ";BYMONTHDAY=-1"
    return f";BYMONTHDAY={','.join(map(str, range(_EVERY_MONTH_HAS, number + 1)))};BYSETPOS=-1"


def _text(value: str) -> str:
    """A value as RFC 5545 3.3.11 escapes it."""
    plain = " ".join(value.split())
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """A content line in pieces of at most 75 octets (RFC 5545 3.1), never inside a letter."""
    pieces, piece, size = [], "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece += character
        size += octets
    return "\r\n".join([*pieces, piece])
