"""Who issues a document: the body that its letterhead, its number or its opening names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dieukhoan import number as numbers
from dieukhoan.casing import CAPITAL, Wording, bodies, fold
from dieukhoan.doctypes import TYPE_NAME_SOURCE
from dieukhoan.model import plain

_JOINS_NEXT = re.compile(r"(?:[-–,&]|\bvà)$", re.IGNORECASE)
_JOINS_BEFORE = re.compile(r"(?:[-–,&]|và\b)", re.IGNORECASE)
_PARTS = re.compile(r"\s+[-–]\s+|\s*;\s*")
_LETTERHEAD_LINES = 24
_LEVELS = ("đặc khu", "phường", "xã", "thị trấn", "quận", "huyện", "thị xã", "thành phố", "tỉnh")


def starts_body(text: str) -> bool:
    """Whether a line begins like the name of a body: "CỤC THUẾ", "QUẬN ỦY BA ĐÌNH"; not "TỈNH PHÚ THỌ"."""
    folded = fold(text)
    return any(folded == head or folded.startswith((head + " ", head + ",")) for head in bodies().heads)


def letterhead_bodies(lines: Sequence[str]) -> list[str]:
    """The lines of a letterhead joined to names of bodies, the superior one first.

    >>> letterhead_bodies(["BỘ TÀI CHÍNH", "CỤC THUẾ"])
    ['BỘ TÀI CHÍNH', 'CỤC THUẾ']
    >>> letterhead_bodies(["ỦY BAN NHÂN", "DÂN", "TỈNH LÂM GIANG"])
    ['ỦY BAN NHÂN DÂN TỈNH LÂM GIANG']
    """
    groups: list[str] = []
    for line in map(plain, lines[:_LETTERHEAD_LINES]):
        before = groups[-1] if groups else ""
        goes_on = (
            not starts_body(line)
            or _JOINS_NEXT.search(before)
            or _JOINS_BEFORE.match(line)
            or fold(before) in bodies().open_heads
        )
        if before and goes_on:
            groups[-1] = f"{before} {line}"
        else:
            groups.append(line)
    return [group for at, group in enumerate(groups) if at == 0 or fold(group) != fold(groups[at - 1])]


def from_letterhead(lines: Sequence[str], wording: Wording, place: str) -> str:
    """The issuer that a letterhead names, in ordinary case and in full; "" without one.

    A body alone gets the place that the document is about; joint issuers are joined by "và".
    """
    groups = letterhead_bodies(lines)
    if not groups:
        return ""
    last = groups[-1]
    parts = [part.strip(" -–*,") for part in _PARTS.split(last)]
    if len(parts) > 1 and all(starts_body(part) for part in parts):
        names = [completed(wording.name(part), wording, place, last) for part in parts]
        return ", ".join(names[:-1]) + " và " + names[-1]
    name = completed(wording.name(last.strip(" -–*,")), wording, place, last)
    if len(groups) > 1 and fold(name).split(" ")[0] == "sở" and not _has_place(name):
        above = _place_of(wording.name(groups[-2]))
        name = f"{name} {above}" if above else name
    if len(groups) > 1 and fold(name) == "văn phòng":  # "ỦY BAN NHÂN DÂN TỈNH …" / "VĂN PHÒNG"
        name = f"{name} {wording.name(groups[-2])}"
    return name


def _has_place(name: str) -> bool:
    folded = fold(name)
    return any(f" {kind} " in folded for kind in _LEVELS)


def _place_of(name: str) -> str:
    """The place in the name of a body with its kind: "tỉnh Lâm Giang"."""
    for kind in reversed(_LEVELS):
        at = fold(name).find(f" {kind} ")
        if at >= 0:
            return name[at + 1 :]
    return ""


def completed(name: str, wording: Wording, place: str, whole: str) -> str:
    """The name with the places put in that it leaves out: "Liên đoàn Lao động thành phố và Ban …"."""

    def named(match: re.Match[str]) -> str:
        kind = match[1]
        own = re.search(rf"(?i).*(?<!\w){kind} ([^,;]+)$", whole)  # the last one
        proper = wording.place_after(kind.lower()) or (wording.name(own[1]) if own else "")
        proper = proper or (place if kind.lower() in ("tỉnh", "thành phố") else "")
        return f"{kind} {proper}" if proper else kind

    return re.sub(r"\b(tỉnh|[Tt]hành phố|quận|huyện|thị xã|phường|xã)(?=\s*(?:$|[,;]| và | - ))", named, name)


def from_number(number: str, wording: Wording, place: str) -> str:
    """The issuer that the symbol of a number stands for, completed from the document, or "".

    A committee needs its level: "10/KH-UBND" of Hồ Sen is of the quận, huyện or tỉnh that the document names.
    """
    parsed = numbers.parse(number)
    if parsed is None:
        return ""
    codes = bodies().codes
    segments = [re.sub(r"\d+$", "", segment) for segment in re.split(r"[-/]", parsed.symbol)]
    name = next((codes[segment] for segment in reversed(segments) if segment in codes), "")
    if name in ("Ủy ban nhân dân", "Hội đồng nhân dân", "Liên đoàn Lao động"):
        level = _level(place, wording)
        return f"{name} {level}" if level else ""
    if name in ("Tỉnh ủy", "Quận ủy", "Huyện ủy") and place:
        if name == "Tỉnh ủy" and _level(place, wording).startswith("thành phố"):
            name = "Thành ủy"
        return f"{name} {place}"
    return name


def _level(place: str, wording: Wording) -> str:
    """A place with its kind as the document calls it most: "quận Hồ Sen"."""
    if not place:
        return ""
    if fold(place).startswith(tuple(f"{kind} " for kind in _LEVELS)):
        return place[:1].lower() + place[1:]
    counts = {kind: wording.count(f"{kind} {place}") for kind in _LEVELS}
    kind = max(counts, key=lambda kind: counts[kind])
    return f"{kind} {place}" if counts[kind] else ""


# "Chính phủ ban hành Nghị định quy định …", "…, Ủy ban nhân dân quận ban hành Kế hoạch …"
_ISSUES = re.compile(
    rf"(?:^|[;,.”\"] )([{CAPITAL}][^;:.,“”\d\n]{{3,90}}?) ban hành (?i:{TYPE_NAME_SOURCE})(?!\w)",
    re.MULTILINE,
)


def from_opening(opening: str, wording: Wording, place: str) -> str:
    """The body that the opening lets issue the document ("… ban hành Kế hoạch"), or ""."""
    found = [match[1] for match in _ISSUES.finditer(opening) if starts_body(match[1])]
    if not found:
        return ""
    name = wording.name(found[-1])
    return completed(name, wording, place, name)
