"""Pages of portals copied as text: what the portal put before and after the document is set aside.

Such a copy reads: banners, menus and a table of facts; perhaps what the portal's editors say of the document;
the document; its title once more; related documents, legends, notices. The portals' own words are data
(``data/portals.toml``); where the document begins and ends follows from the order of these parts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from dieukhoan.read.facts import WORDS, key, stated
from dieukhoan.read.lines import Draft, DraftLine

_FARTHEST = 150  # lines within which the portal's facts end, and within which a document begins after them
_FEWEST_BEFORE = 3  # phrases and facts that make a portal's head
_MOST_UNKNOWN = 2  # lines of a head that are neither: the page's title
_FEWEST_AFTER = 3
_WIDEST_GAP = 40  # lines between two phrases of the tail
_WIDEST_OPENING_GAP = 3  # lines before a phrase that opens it, unless they list related documents
_LONGEST_END = 60  # lines after the last phrase of the tail
_SHARE_OF_LIST = 0.7

_WORD = re.compile(r"[^\W_]")
_CELL_ENDS = re.compile(r"\t|\s\|\s|^\||\|$")
_DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{4}$")
_MOTTO = re.compile(r"cong hoa xa hoi chu nghia|dang cong san viet nam|doc lap tu do hanh phuc")
_ENGLISH_MOTTO = "socialist republic of vietnam"
# "Quyết định 12/2025/QĐ-UBND quy định …", "Circular No. 110/2025/TT-BTC dated …": a portal leaves "số" out.
_PORTAL_TITLE = re.compile(r"[A-ZĐ][^\W\d_]*(?: [^\W\d_]+){0,4} (?:No\. ?)?(\d[\w.]*[/-][\w./-]*\w) ")


def set_portal_clutter_aside(draft: Draft) -> Draft:
    """Marks the lines that a portal added as furniture and takes the facts they state.

    A text that is no copy of a portal's page is left as it is.
    """
    lines = draft.lines
    head = _head(lines)
    if head.end:
        head.end = _letterhead(lines, head.end)
        draft.stated = stated(head.facts, draft.stated)
        if head.title and not draft.stated.title:
            draft.stated = replace(draft.stated, title=head.title)
    tail = _Tail(lines, head.end, draft.stated.number)
    if (title := tail.title) and not draft.stated.title:
        draft.stated = replace(draft.stated, title=title)
    for line in (*lines[: head.end], *lines[tail.start :]):
        line.furniture = True
    return draft


@dataclass(slots=True)
class _Head:
    """What stands before the document: how far it goes, and what it states."""

    end: int = 0
    facts: list[tuple[str, str]] = field(default_factory=list)
    title: str = ""


def _head(lines: list[DraftLine]) -> _Head:
    """Reads phrases, facts and at most a title from the top, as far as they go."""
    zone = lines[:_FARTHEST]
    known = _lines_of_phrases(zone)
    head, found, at = _Head(), 0, 0
    unknown: list[str] = []
    while at < len(zone) and len(unknown) <= _MOST_UNKNOWN:
        if not _WORD.search(zone[at].text):
            at += 1
            continue
        facts, end = _facts(zone, at)
        if facts or at in known:
            head.facts += facts
            found += max(len(facts), 1)
            if unknown and not head.title:
                head.title = " ".join(unknown)
            unknown = []
            at = head.end = max(end, at + 1)
        elif found or _PORTAL_TITLE.match(zone[at].text):
            unknown.append(zone[at].text)
            at += 1
        else:
            break
    return head if found >= _FEWEST_BEFORE else _Head()


def _lines_of_phrases(zone: list[DraftLine]) -> set[int]:
    """The lines that consist of portal phrases; a phrase may run over several lines."""
    flow, spans = "", []
    for line in zone:
        words = key(line.text)
        spans.append((len(flow), len(flow) + len(words)))
        flow += words + " " if words else ""
    covered = bytearray(len(flow))
    for phrase in WORDS.before:
        at = flow.find(phrase + " ")
        while at >= 0:
            if at == 0 or flow[at - 1] == " ":
                covered[at : at + len(phrase) + 1] = b"\1" * (len(phrase) + 1)
            at = flow.find(phrase + " ", at + len(phrase))
    return {number for number, (start, end) in enumerate(spans) if start < end and all(covered[start:end])}


def _facts(lines: list[DraftLine], at: int) -> tuple[list[tuple[str, str]], int]:
    """The facts that a line states, their values on it or on the next line with words, and where they end."""
    cells = [cell.strip() for cell in _CELL_ENDS.split(lines[at].text) if cell.strip()]
    if not cells or not _label(cells[0]):
        return [], at
    facts: list[tuple[str, str]] = []
    label = ""
    for cell in cells:
        if name := _label(cell):
            if label:
                facts.append((label, ""))
            value = cell.partition(":")[2].strip()
            label = "" if value else name
            if value:
                facts.append((name, value))
        elif label:
            facts.append((label, cell))
            label = ""
    end = at + 1
    if label:
        value_at = end
        while value_at < len(lines) and not _WORD.search(lines[value_at].text):
            value_at += 1
        if value_at < len(lines) and not _label(lines[value_at].text):
            facts.append((label, lines[value_at].text))
            end = value_at + 1
        else:
            facts.append((label, ""))
    return facts, end


def _label(text: str) -> str:
    """The label of a fact at the beginning of a text, or "": ``"Số hiệu:"``."""
    label, colon, _ = text.partition(":")
    return label if colon and key(label) in WORDS.labels else ""


def _letterhead(lines: list[DraftLine], start: int) -> int:
    """Where the document begins after the facts: editors' remarks may come between."""
    for at in range(start, min(start + _FARTHEST, len(lines))):
        if lines[at].text.isupper() and _MOTTO.match(_next_words(lines, at)):
            first = at
            while first > start and _may_stand_in_letterhead(lines[first - 1].text):
                first -= 1
            return first
    return start


def _next_words(lines: list[DraftLine], at: int) -> str:
    return key(" ".join(line.text for line in lines[at : at + 3]))


def _may_stand_in_letterhead(text: str) -> bool:
    return not _WORD.search(text) or text.isupper() or text.startswith("Số")


class _Tail:
    """What stands after the document: where it starts, and the title that the portal gives."""

    def __init__(self, lines: list[DraftLine], begin: int, number: str) -> None:
        self._lines = lines
        self._number = number.replace(" ", "")
        self.title = ""
        self.start = self._first_phrase(begin)
        if self.start < len(lines):
            self._take_in_titles(begin)
            self._take_in_translation(begin)

    def _first_phrase(self, begin: int) -> int:
        """Goes back from the last phrase to the first that clutter alone connects with it."""
        if not _tail_phrases(self._lines, max(begin, len(self._lines) - _LONGEST_END)):
            return len(self._lines)
        found = _tail_phrases(self._lines, begin)
        first = len(found) - 1
        while first and self._is_clutter(found[first - 1][0] + 1, *found[first]):
            first -= 1
        if len({phrase for _, phrase in found[first:]}) < _FEWEST_AFTER:
            return len(self._lines)
        return found[first][0]

    def _is_clutter(self, start: int, end: int, phrase: str) -> bool:
        """Whether nothing of the document can stand between two phrases, the second of which is given."""
        between = [line.text for line in self._lines[start:end] if _WORD.search(line.text)]
        listed = sum(1 for text in between if _DATE.match(text) or _label(text))
        widest = _WIDEST_OPENING_GAP if phrase in WORDS.opening_after else _WIDEST_GAP
        return len(between) <= widest or listed >= len(between) * _SHARE_OF_LIST

    def _take_in_titles(self, begin: int) -> None:
        """The portal repeats the document's title, which is where its own words begin."""
        at = self.start - 1
        while at >= begin and (not _WORD.search(self._lines[at].text) or self._is_title(at)):
            if self._is_title(at):
                self.start = at
            at -= 1
        titles = range(self.start, min(self.start + 2 * _WIDEST_OPENING_GAP, len(self._lines)))
        self.title = next((self._lines[at].text for at in titles if self._is_title(at)), self.title)

    def _take_in_translation(self, begin: int) -> None:
        """A translation stands between two titles, under a letterhead of its own."""
        for at in range(begin, self.start):
            if self._lines[at].text.strip(".,: ").lower() == _ENGLISH_MOTTO:
                first = at
                while first > begin and _may_stand_in_letterhead(self._lines[first - 1].text):
                    first -= 1
                self.start = first
                self._take_in_titles(begin)
                return

    def _is_title(self, at: int) -> bool:
        match = _PORTAL_TITLE.match(self._lines[at].text)
        return match is not None and (not self._number or match[1].casefold() == self._number.casefold())


def _tail_phrases(lines: list[DraftLine], begin: int) -> list[tuple[int, str]]:
    """The lines that begin with a phrase of portals' tails; a phrase may run on to the next line."""
    return [(at, phrase) for at in range(begin, len(lines)) if (phrase := _tail_phrase(lines[at].text))]


def _tail_phrase(text: str) -> str:
    beginning = text[:80].lower().lstrip("- ")
    if not beginning.startswith(WORDS.after_begins):
        return ""
    words = key(beginning)
    return next(
        (phrase for phrase in WORDS.after if words.startswith(phrase) or phrase.startswith(words)), ""
    )
