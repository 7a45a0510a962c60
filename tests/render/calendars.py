"""A strict reader of calendars (RFC 5545), as Thunderbird and Google read them."""

from __future__ import annotations

import datetime
import re

_LINE = re.compile(
    r"(?P<name>[A-Z][A-Z0-9-]*)(?P<parameters>(?:;[A-Z-]+=[^;:\"]+)*):(?P<value>[^\x00-\x08\x0a-\x1f\x7f]*)"
)
_RULE = re.compile(
    r"FREQ=(?:YEARLY|MONTHLY|WEEKLY|DAILY);INTERVAL=[1-9]\d*(?:;BYMONTHDAY=(?:-1|28(?:,29|,29,30);BYSETPOS=-1))?"
)
_ESCAPES = {r"\,": ",", r"\;": ";", r"\n": "\n", "\\\\": "\\"}
_OCTETS = 75


def events(data: bytes) -> list[dict[str, str]]:
    """The events of a calendar, by property; raises ``ValueError`` on whatever the standard forbids."""
    if not data.endswith(b"\r\n") or b"\n" in data.replace(b"\r\n", b""):
        raise ValueError("lines end with CRLF")
    if any(len(line) > _OCTETS for line in data.split(b"\r\n")):
        raise ValueError("a line has more than 75 octets")
    lines = re.sub(r"\r\n[ \t]", "", data.decode("utf-8")).split("\r\n")[:-1]
    head: dict[str, str] = {}
    found: list[dict[str, str]] = []
    open_parts: list[str] = []
    for line in lines:
        match = _LINE.fullmatch(line)
        if match is None:
            raise ValueError(f"no content line: {line!r}")
        name, value = match["name"], match["value"]
        if name == "BEGIN":
            if open_parts != {"VCALENDAR": [], "VEVENT": ["VCALENDAR"]}[value]:
                raise ValueError(f"{value} in {open_parts}")
            open_parts.append(value)
            found += [{}] if value == "VEVENT" else []
        elif name == "END":
            if open_parts.pop() != value:
                raise ValueError(f"END:{value} closes something else")
        else:
            part = found[-1] if open_parts[-1] == "VEVENT" else head
            if name in part:
                raise ValueError(f"{name} stands twice")
            part[name] = re.sub(r"\\[,;n\\]", lambda escape: _ESCAPES[escape[0]], value)
    if open_parts or head.get("VERSION") != "2.0" or "PRODID" not in head:
        raise ValueError("the calendar is not whole")
    for event in found:
        _check(event)
    if len({event["UID"] for event in found}) != len(found):
        raise ValueError("two events share a UID")
    return found


def _check(event: dict[str, str]) -> None:
    datetime.datetime.strptime(event["DTSTAMP"], "%Y%m%dT%H%M%SZ")
    start = datetime.datetime.strptime(event["DTSTART"], "%Y%m%d")
    if datetime.datetime.strptime(event["DTEND"], "%Y%m%d") <= start:
        raise ValueError("an event ends before it begins")
    if "RRULE" in event and not _RULE.fullmatch(event["RRULE"]):
        raise ValueError(f"no rule: {event['RRULE']}")
