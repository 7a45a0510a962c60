"""Vietnamese dates as printed, to ISO."""

from __future__ import annotations

import datetime
import re

_GAP = r"[\s*_\\]{1,8}"
_NO_GAP = r"[\s*_\\]{0,8}"
_MONTH_YEAR = rf"{_NO_GAP}tháng{_NO_GAP}\d{{1,2}}{_NO_GAP}năm{_NO_GAP}\d{{4}}"  # "01 tháng12 năm 2025" occurs

DATE_SOURCE = rf"""
    (?: (?:ngày{_GAP})?  (?:
        \d{{1,2}}{_MONTH_YEAR}                                   # ngày 12 tháng 6 năm 2021
      | \d{{1,2}} \s? (?: /\s?\d{{1,2}}\s?/ | -\s?\d{{1,2}}\s?- | \.\d{{1,2}}\. ) \s? \d{{4}}  # 12/6/2021
      ) (?![\d/])
    )
"""
"""Verbose pattern source of a whole date, without groups; compile it with ``re.VERBOSE | re.IGNORECASE``."""

DATE = re.compile(rf"(?<!\d){DATE_SOURCE}", re.VERBOSE | re.IGNORECASE)
"""Finds whole dates in running text."""

PARTIAL_DATE = re.compile(
    # "Hà Nội, ngày … tháng 01 năm 2022": a blank that nobody filled in; "ngày     tháng 11 năm 2024"
    r"ngày[\s.…_*\\]{0,40}(\d{0,2})[\s.…_*\\]{0,40}"
    r"tháng[\s.…_*\\]{0,40}(\d{0,2})[\s.…_*\\]{0,40}năm[\s.…_*\\]{0,40}(\d{0,4})",
    re.IGNORECASE,
)
"""A date of which day, month or year may be missing; the groups are day, month, year."""

YEARS = range(1800, 2200)
"""Of regulations and of what they order; another is a slip, or made to break what reckons with days."""

_NUMBERS = re.compile(r"\d+")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def iso(text: str) -> str | None:
    """The first date in a text as ISO; None if there is none or it is impossible.

    >>> iso("ngày 12 tháng 6 năm 2021"), iso("7-9-2021"), iso("ngày 31/02/2022"), iso("tháng 01 năm 2022")
    ('2021-06-12', '2021-09-07', None, None)
    """
    match = DATE.search(text)
    return iso_of(match[0]) if match else None


def iso_of(printed: str) -> str | None:
    """A date that ``DATE`` found, as ISO; None if there is no such day."""
    numbers = _NUMBERS.findall(printed)
    if len(numbers) != 3:
        return None
    day, month, year = map(int, numbers)
    try:
        return datetime.date(year, month, day).isoformat() if year in YEARS else None
    except ValueError:
        return None


def is_iso(text: str) -> bool:
    """Whether a text is an ISO date of a day that there is.

    >>> is_iso("2021-06-12"), is_iso("2021-06-31"), is_iso("9999-12-31"), is_iso("12/6/2021")
    (True, False, False, False)
    """
    return _ISO.fullmatch(text) is not None and iso_of("-".join(reversed(text.split("-")))) is not None


def days_after(date: str, days: int) -> str:
    """The ISO date so many days after an ISO date: the first day is the one that follows."""
    return (datetime.date.fromisoformat(date) + datetime.timedelta(days=days)).isoformat()
