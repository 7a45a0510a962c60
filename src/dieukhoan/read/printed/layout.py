"""The letters of a page as lines in the order in which they are read: columns one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dieukhoan.read.decoding import clean
from dieukhoan.read.lines import DraftLine, is_rule
from dieukhoan.read.printed.content import Letter

_SAME_LINE = 0.3  # of the size of letters
_RAISED = 0.55  # of the size; signs of footnotes and degrees stand so much higher
_WORD_GAP = 0.16  # of the size
_COLUMN_GAP = 1.7  # of the size: no gap of justified text
_SIDE_BY_SIDE = 0.9  # of the size: lines of two columns whose letters overlap in height
# Letters that lie close may have no space between them, only the place for one.
_MOTTO = re.compile(r"CỘNG\s*H(?:ÒA|OÀ)\s*XÃ\s*HỘI|ĐẢNG\s*CỘNG\s*SẢN")
_MOTTO_GAP = 0.45  # of the size; headings are not justified, a space between their words has 0.25
_NARROWEST_GUTTER = 6.0  # points
_FAR_BELOW = 2.6  # of the size: what follows further down begins anew, but for a name below a signature
_NAME_BELOW = 9.0
_CENTRE = 10.0  # points
_MARGIN = 30.0
_BROKEN_AT_HYPHEN = re.compile(r"(?<=[A-ZĐ])- (?=[A-ZĐ])")  # "05/2024/TT-", "BLĐTBXH"
_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Segment:
    """Letters of one line without a gap as wide as between columns."""

    letters: tuple[Letter, ...]

    @property
    def left(self) -> float:
        return self.letters[0].left

    @property
    def right(self) -> float:
        return max(letter.right for letter in self.letters)

    @property
    def y(self) -> float:
        return self.letters[0].y

    @property
    def size(self) -> float:
        return max(letter.size for letter in self.letters)

    def text(self) -> str:
        """The words of the segment; a space where the letters stand apart."""
        parts = [self.letters[0].text]
        for before, letter in pairwise(self.letters):
            if letter.left - before.right > _WORD_GAP * min(before.size, letter.size):
                parts.append(" ")
            parts.append(letter.text)
        return _SPACES.sub(" ", clean("".join(parts))[0]).strip()


def segments(letters: Iterable[Letter]) -> list[list[Segment]]:
    """The lines of a page from the top, each as its segments from the left."""
    lines = [_segments(line) for line in _lines(letters)]
    return [line for line in lines if line]


def _lines(letters: Iterable[Letter]) -> list[list[Letter]]:
    """Letters on one height; raised ones belong to the line below them."""
    lines: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda letter: -letter.y):
        if lines:
            base = lines[-1][-1]
            if base.y - letter.y <= _SAME_LINE * min(base.size, letter.size):
                lines[-1].append(letter)
                continue
            largest = max(lines[-1], key=lambda item: item.size).size
            if largest < 0.8 * letter.size and base.y - letter.y <= _RAISED * letter.size:
                lines[-1].append(letter)
                continue
        lines.append([letter])
    return lines


def _segments(line: list[Letter]) -> list[Segment]:
    found: list[list[Letter]] = []
    last: Letter | None = None
    for letter in sorted(line, key=lambda letter: (letter.left, not letter.text.isspace())):
        if letter.text.isspace():
            if found and not found[-1][-1].text.isspace():
                found[-1].append(letter)
            continue
        if last is not None:
            if letter.text == last.text and abs(letter.left - last.left) < 0.1 * letter.size:
                continue  # printed twice to look bold
            if letter.left - max(last.right, last.left) <= _COLUMN_GAP * letter.size:
                found[-1].append(letter)
                last = letter
                continue
        found.append([letter])
        last = letter
    return [
        Segment(tuple(part))
        for letters in found
        for part in _parted_at_motto(letters[:-1] if letters[-1].text.isspace() else letters)
    ]


def _parted_at_motto(letters: list[Letter]) -> list[list[Letter]]:
    """The name of the issuer and the motto beside it, whose gap is narrow where the name is long."""
    printed = "".join(letter.text for letter in letters)
    motto = _MOTTO.search(printed)
    if motto is None or not motto.start():
        return [letters]
    before = printed[: motto.start()].rstrip()
    first = letters[motto.start()]
    if first.left - letters[len(before) - 1].right < _MOTTO_GAP * first.size:
        return [letters]
    return [letters[: len(before)], letters[motto.start() :]]


def in_reading_order(lines: Sequence[Sequence[Segment]]) -> list[Segment]:
    """The segments of a page as they are read: beside each other the left column first, then the right.

    Two columns are where a line has a gap that no line near it crosses: the letterhead (issuer left, motto
    right) and the end (recipients left, signature right).
    """
    ordered: list[Segment] = []
    at = 0
    while at < len(lines):
        gutter = _gutter(lines, at)
        if gutter is None:
            ordered += lines[at]
            at += 1
            continue
        end, middle = _columns_end(lines, at, gutter)
        inside = [segment for line in lines[at:end] for segment in line]
        ordered += [segment for segment in inside if segment.left < middle]
        ordered += [segment for segment in inside if segment.left >= middle]
        at = end
    return ordered


def _gutter(lines: Sequence[Sequence[Segment]], at: int) -> tuple[float, float] | None:
    """The gap between two columns that begin at a line, or None."""
    line = lines[at]
    if len(line) > 2:
        return None
    if len(line) == 2:
        return line[0].right, line[1].left
    if at + 1 == len(lines):
        return None
    first, following = line[0], lines[at + 1]
    if first.y - following[0].y > _SIDE_BY_SIDE * first.size:
        return None
    left, right = sorted((first, following[0]), key=lambda segment: segment.left)
    return (left.right, right.left) if right.left - left.right > _NARROWEST_GUTTER else None


def _columns_end(
    lines: Sequence[Sequence[Segment]], at: int, gutter: tuple[float, float]
) -> tuple[int, float]:
    """Up to which line two columns reach, and where they part."""
    low, high = gutter
    last = {True: lines[at][0], False: lines[at][-1]}  # the last segment of the left column, of the right
    end = at + 1
    for line in lines[at + 1 :]:
        if len(line) > 2:
            break
        middle = (low + high) / 2
        is_left = [segment.left < middle for segment in line]
        if len(line) == 2 and is_left != [True, False]:
            break
        narrowed_low = max(
            [low, *(segment.right for segment, left in zip(line, is_left, strict=True) if left)]
        )
        narrowed_high = min(
            [high, *(segment.left for segment, left in zip(line, is_left, strict=True) if not left)]
        )
        if narrowed_high - narrowed_low < _NARROWEST_GUTTER:
            break
        if len(line) == 1:
            most = _FAR_BELOW if is_left[0] else _NAME_BELOW
            nearest = last[True].y if is_left[0] else min(segment.y for segment in last.values())
            if nearest - line[0].y > most * line[0].size:
                break
        low, high = narrowed_low, narrowed_high
        last |= {left: segment for segment, left in zip(line, is_left, strict=True)}
        end += 1
    return end, (low + high) / 2


def draft_line(segment: Segment, width: float) -> DraftLine:
    """A segment as a line; centred when it stands in the middle of the page with room on both sides."""
    text = segment.text()
    words = [letter for letter in segment.letters if _WORD.match(letter.text)]
    is_centred = (
        abs(segment.left + segment.right - width) / 2 < _CENTRE and segment.left > width / 8 + _MARGIN
    )
    return DraftLine(
        text,
        bold=bool(words) and all(letter.bold for letter in words),
        italic=bool(words) and all(letter.italic for letter in words),
        centred=is_centred,
        furniture=is_rule(text),
        confidence=min(letter.confidence for letter in segment.letters),
    )


def cell_lines(letters: Iterable[Letter]) -> list[DraftLine]:
    """The letters of a cell as paragraphs: lines that the width of the cell breaks are one."""
    lines = [
        Segment(tuple(letter for segment in line for letter in segment.letters)) for line in segments(letters)
    ]
    if not lines:
        return []
    right = max(line.right for line in lines)
    paragraphs: list[list[Segment]] = []
    for line in lines:
        if paragraphs and _runs_on(paragraphs[-1][-1], line, right):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return [_joined(paragraph) for paragraph in paragraphs]


# "- Sở Bến bãi", "a) Đơn vị", "1. Hồ sơ"
_ITEM = re.compile(r"[-–+•*]|\(?(?:[a-zđ]|\d{1,3})[.)]\s")


def _runs_on(before: Segment, line: Segment, right: float) -> bool:
    text = line.text()
    if _ITEM.match(text):
        return False
    first_word = min(letter.right for letter in line.letters) + 4 * line.size
    return text[:1].islower() or (
        right - before.right < first_word - line.left and not before.text().endswith((".", ";", ":"))
    )


def _joined(paragraph: Sequence[Segment]) -> DraftLine:
    words = [letter for line in paragraph for letter in line.letters if _WORD.match(letter.text)]
    return DraftLine(
        _BROKEN_AT_HYPHEN.sub("-", " ".join(line.text() for line in paragraph)),
        bold=bool(words) and all(letter.bold for letter in words),
        italic=bool(words) and all(letter.italic for letter in words),
        confidence=min(letter.confidence for line in paragraph for letter in line.letters),
    )
