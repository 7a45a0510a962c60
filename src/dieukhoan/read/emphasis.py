"""Emphasis in Markdown as converters write it: which ``*`` and ``_`` are marks, and what they emphasise.

CommonMark's rules fit what people type. Converters of web pages put marks wherever the page's tags stood:
``**Ngày hiệu lực:**`` over two lines, ``ngày **24** tháng** 11** năm``, ``ch**ỉ** c**ó**``. So the stars of a
block of lines are first read as switches, on and off in turn; when that does not come out even, by
CommonMark's rules; a mark without a partner is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_TOKEN = re.compile(r"\\([!-/:-@\[-`{-~])|\*+|_+")
_WORD = re.compile(r"[^\W_]")
_HARDLY_ANYTHING = 6
_OPENING = frozenset(" (“\"'*_[-–—:;,")


@dataclass(slots=True)
class _Mark:
    """One ``*``, ``**``, ``_`` or ``__`` and the characters around its run ("" at the ends of a line)."""

    written: str
    start: int
    end: int
    before: str
    after: str
    is_doubled: bool  # one of several in a run: "****" ends one stretch of bold and begins the next
    switch: int = 0  # 1 begins emphasis, -1 ends it, 0: the mark is text
    leaves: str = ""  # what is text in a mark that also begins emphasis

    @property
    def is_plain(self) -> bool:
        """Text at first sight: the footnote sign ``(*)``, ``2 * 3``, the bullet of a line."""
        sides = (self.before, self.after)
        if sides in (("(", ")"), (" ", " ")):
            return True
        return self.written == "*" and sides in (("", " "), ("", ""))


@dataclass(frozen=True, slots=True)
class Emphasised:
    """A line without its marks; ``bold`` and ``italic`` when all of its letters are."""

    text: str
    bold: bool
    italic: bool


def emphasised(block: str, is_converted: bool = False) -> list[Emphasised]:
    """The lines of a block of Markdown lines, its emphasis and backslash escapes resolved.

    In what a converter wrote (``is_converted``) a ``**`` without a partner is a broken mark, no text.

    >>> [line.text for line in emphasised("2 * 3 và a*b, **Điều\\n1** \\\\*")]
    ['2 * 3 và a*b, Điều', '1 *']
    """
    pieces = _pieces(block)
    marks = [piece for piece in pieces if isinstance(piece, _Mark)]
    for written in ("**", "*"):
        stars = [mark for mark in marks if mark.written == written]
        if not _pair_switches(stars, block):
            _pair_strictly(stars, _star_opens, _star_closes)
    for written in ("__", "_"):
        _pair_strictly([m for m in marks if m.written == written], _underscore_opens, _underscore_closes)
    _part_footnote_signs(marks)
    if is_converted:
        _drop_broken(marks)
    return _lines(pieces)


def _pieces(block: str) -> list[str | _Mark]:
    """The block cut into text and marks, backslash escapes resolved."""
    pieces: list[str | _Mark] = []
    at = 0
    for token in _TOKEN.finditer(block):
        start, end = token.span()
        pieces.append(block[at:start])
        at = end
        if token[1]:
            pieces.append(token[1])
            continue
        sizes = _sizes(token[0])
        before = block[start - 1].strip("\n") if start else ""
        after = block[end].strip("\n") if end < len(block) else ""
        for size in sizes:
            pieces.append(_Mark(token[0][:size], start, start + size, before, after, len(sizes) > 1))
            start += size
        pieces.append(block[start:end])
    pieces.append(block[at:])
    return pieces


def _sizes(run: str) -> tuple[int, ...]:
    """A run of stars as marks of two and one; three underscores are a blank to be filled in: no mark."""
    if run[0] == "_":
        return (len(run),) if len(run) <= 2 else ()
    return (2,) * (len(run) // 2) + (1,) * (len(run) % 2)


def _pair_switches(stars: list[_Mark], block: str) -> bool:
    """Pairs the stars in turn; False, with nothing paired, when one is left over that is no obvious text."""
    pairs: list[tuple[_Mark, _Mark]] = []
    opened: _Mark | None = None
    for index, star in enumerate(stars):
        following = stars[index + 1] if index + 1 < len(stars) else None
        if opened is None:
            if _switches_on(star, following, block):
                opened = star
            elif star.written == "**" and not star.is_plain:
                return False
        elif not star.is_plain:
            pairs.append((opened, star))
            opened = None
    if opened is not None:
        return False
    for first, second in pairs:
        first.switch, second.switch = 1, -1
    return True


def _switches_on(star: _Mark, following: _Mark | None, block: str) -> bool:
    if star.is_plain and not (star.written == "*" and not star.before):
        return False
    if star.written == "**" and star.is_doubled:
        return True
    if not star.after:  # "của **\nTHƯ VIỆN PHÁP LUẬT**"
        return star.before == " " or (not star.before and star.written == "**")
    if star.written == "**":
        return True
    if following is not None and _is_hardly_anything(block, star.end, following.start):
        return True
    if star.after == " " or _WORD.match(star.before):
        # "* (Ban hành kèm theo … năm 2025)*", "quản lý*(đối với người lao động)*"
        return (not star.before or star.after == "(") and following is not None and _ends_clearly(following)
    if _WORD.match(star.after):
        return star.before not in ("/", "\\")
    return not star.before or star.before in _OPENING


def _ends_clearly(star: _Mark) -> bool:
    return star.before not in ("", " ") and not _WORD.match(star.after)


def _is_hardly_anything(block: str, start: int, end: int) -> bool:
    """Emphasised punctuation, a whim of converters: the colon in ``địa chỉ*: *https://…``."""
    between = block[start:end] if end - start <= _HARDLY_ANYTHING else "too long"
    return "\n" not in between and not _WORD.search(between)


def _pair_strictly(
    marks: list[_Mark], opens: Callable[[_Mark], bool], closes: Callable[[_Mark], bool]
) -> None:
    opened: _Mark | None = None
    for mark in marks:
        if opened is not None and closes(mark):
            opened.switch, mark.switch = 1, -1
            opened = None
        elif opens(mark):
            opened = mark


def _star_opens(mark: _Mark) -> bool:
    if mark.after in ("", " ") or mark.is_plain:
        return False
    return mark.written == "**" or not (_WORD.match(mark.before) or mark.before in ("/", "\\"))


def _star_closes(mark: _Mark) -> bool:
    return mark.before not in ("", " ") and not mark.is_plain


def _underscore_opens(mark: _Mark) -> bool:
    return mark.after not in ("", " ") and not _WORD.match(mark.before)


def _underscore_closes(mark: _Mark) -> bool:
    if mark.before == " ":  # "__- Cơ sở 3: __Số 485"
        return mark.written == "__" and bool(_WORD.match(mark.after))
    return bool(mark.before) and not _WORD.match(mark.after)


def _part_footnote_signs(marks: list[_Mark]) -> None:
    """``** Ghi chú: … mã số.*`` is an italic note that begins with a footnote sign."""
    stray: _Mark | None = None
    for mark in marks:
        if mark.switch:
            continue
        if mark.written == "**" and not mark.before and mark.after == " ":
            stray = mark
        elif stray is not None and mark.written == "*" and _star_closes(mark):
            stray.written = stray.leaves = "*"
            stray.switch, mark.switch = 1, -1
            stray = None


def _drop_broken(marks: list[_Mark]) -> None:
    for mark in marks:
        if mark.written == "**" and not mark.switch and not mark.is_plain:
            mark.written = ""


def _lines(pieces: list[str | _Mark]) -> list[Emphasised]:
    lines: list[Emphasised] = []
    parts: list[str] = []
    looks: set[tuple[bool, bool]] = set()
    bold = italic = 0
    for piece in pieces:
        if isinstance(piece, _Mark):
            bold += piece.switch * (len(piece.written) == 2)
            italic += piece.switch * (len(piece.written) == 1)
            parts.append(piece.leaves if piece.switch else piece.written)
            continue
        for number, stretch in enumerate(piece.split("\n")):
            if number:
                lines.append(_line(parts, looks))
                parts, looks = [], set()
            parts.append(stretch)
            if _WORD.search(stretch):
                looks.add((bold > 0, italic > 0))
    lines.append(_line(parts, looks))
    return lines


def _line(parts: list[str], looks: set[tuple[bool, bool]]) -> Emphasised:
    return Emphasised(
        "".join(parts).strip(),
        bold=bool(looks) and all(bold for bold, _ in looks),
        italic=bool(looks) and all(italic for _, italic in looks),
    )
