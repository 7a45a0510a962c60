"""What stands on a page of a PDF.

A page may be printed sideways, and its running head not: letters are turned so that they run to the right,
each group by itself.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from dieukhoan.read.printed.content import Letter, PageContent, Rule

MOST_LETTERS = 100_000  # on a page; a page of small print has 10,000
MOST_PATHS = 20_000
MOST_SEGMENTS = 200_000
MOST_DOTS = 40_000_000  # of a picture; a page of A4 at 300 dots per inch has 9 million
_LINE_END_HYPHEN = 2  # what PDFium gives for a hyphen at the end of a line
_FONT_NAME = 128
_BOLD_WEIGHT = 600
_THIN = 3.0  # points; wider rectangles are areas
_SHORTEST = 8.0  # points; shorter strokes are dashes and ornaments


class TooMuch(Exception):
    """A page holds more letters than we read; the message says how many at least."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """A quarter turn of a page that makes letters of a direction run to the right."""

    quarters: int
    width: float
    height: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        match self.quarters:
            case 1:
                return y, self.width - x
            case 2:
                return self.width - x, self.height - y
            case 3:
                return self.height - y, x
        return x, y

    def size(self) -> tuple[float, float]:
        return (self.height, self.width) if self.quarters % 2 else (self.width, self.height)


def page_content(page: pdfium.PdfPage) -> PageContent:
    """What stands on a page; stamps of signatures are annotations and no content. Raises ``TooMuch``."""
    width, height = page.get_size()
    if page.get_rotation() % 180:
        width, height = height, width
    textpage = page.get_textpage()
    try:
        directions = _letters(textpage, [_Turn(quarters, width, height) for quarters in range(4)])
    finally:
        textpage.close()
    most = max(range(4), key=lambda quarters: len(directions[quarters]))
    turn = _Turn(most, width, height)
    across, down, has_picture = _drawn(page, turn)
    aside = tuple(
        tuple(letters) for quarters, letters in enumerate(directions) if letters and quarters != most
    )
    return PageContent(*turn.size(), tuple(directions[most]), aside, tuple(across), tuple(down), has_picture)


def grey_image(page: pdfium.PdfPage, dots: int) -> bytes:
    """A page as a grey picture (PGM) of so many dots per inch, as far as ``MOST_DOTS`` allows."""
    points = math.prod(page.get_size())
    bitmap = page.render(scale=min(dots / 72, math.sqrt(MOST_DOTS / max(points, 1))), grayscale=True)
    try:
        width, stride, data = bitmap.width, bitmap.stride, memoryview(bitmap.buffer)
        rows = (data[at : at + width] for at in range(0, bitmap.height * stride, stride))
        return b"P5 %d %d 255\n" % (width, bitmap.height) + b"".join(rows)
    finally:
        bitmap.close()


def _letters(textpage: pdfium.PdfTextPage, turns: list[_Turn]) -> list[list[Letter]]:
    """The letters of a page by their direction, in quarter turns."""
    count = textpage.count_chars()
    if count > MOST_LETTERS:
        raise TooMuch(f"một trang có hơn {MOST_LETTERS} chữ")
    found: list[list[Letter]] = [[], [], [], []]
    x, y = ctypes.c_double(), ctypes.c_double()
    box = raw.FS_RECTF()
    bold = italic = False
    is_first = True  # of a word: looking up the font of each letter would take most of the time
    for index in range(count):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if code == _LINE_END_HYPHEN:
            code = ord("-")
        if code < 32 or 0xD800 <= code < 0xE000 or raw.FPDFText_IsGenerated(textpage, index) == 1:
            is_first = True
            continue
        if is_first:
            bold, italic = _style(textpage, index)
        is_first = code == 32
        raw.FPDFText_GetCharOrigin(textpage, index, x, y)
        raw.FPDFText_GetLooseCharBox(textpage, index, box)
        quarters = round(-raw.FPDFText_GetCharAngle(textpage, index) / (math.pi / 2)) % 4  # clockwise
        turn = turns[quarters]
        _, base = turn.point(x.value, y.value)
        (left, low), (right, high) = turn.point(box.left, box.bottom), turn.point(box.right, box.top)
        size = abs(high - low) or 1.0
        found[quarters].append(
            Letter(chr(code), min(left, right), max(left, right), base, size, bold, italic)
        )
    return found


def _style(textpage: pdfium.PdfTextPage, index: int) -> tuple[bool, bool]:
    """Whether a letter is bold and italic: fonts say so in their names, rarely otherwise."""
    name = ctypes.create_string_buffer(_FONT_NAME)
    length = raw.FPDFText_GetFontInfo(textpage, index, name, _FONT_NAME, ctypes.c_int())
    if not 0 < length <= _FONT_NAME:
        return False, False
    font = name.value.decode("utf-8", "replace").lower()
    is_bold = "bold" in font or raw.FPDFText_GetFontWeight(textpage, index) >= _BOLD_WEIGHT
    return is_bold, "italic" in font or "oblique" in font


def _drawn(page: pdfium.PdfPage, turn: _Turn) -> tuple[list[Rule], list[Rule], bool]:
    across: list[Rule] = []
    down: list[Rule] = []
    has_picture = False
    paths = segments = 0
    for item in page.get_objects(max_depth=2):
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            has_picture = True
        if item.type != raw.FPDF_PAGEOBJ_PATH or paths > MOST_PATHS or segments > MOST_SEGMENTS:
            continue
        paths += 1
        points = [(turn.point(*point), is_start) for point, is_start in _points(item)]
        segments += len(points)
        for (x0, y0), (x1, y1) in _strokes(points, _is_stroked(item)):
            if abs(y1 - y0) <= _THIN and abs(x1 - x0) >= _SHORTEST:
                across.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
            elif abs(x1 - x0) <= _THIN and abs(y1 - y0) >= _SHORTEST:
                down.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return across, down, has_picture


_Point = tuple[float, float]


def _points(path: pdfium.PdfObject) -> Iterator[tuple[_Point, bool]]:
    """The corners of a path on the page, and whether a new stroke starts there."""
    matrix = path.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(raw.FPDFPath_CountSegments(path), MOST_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        is_start = raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO
        yield matrix.on_point(x.value, y.value), is_start


def _is_stroked(path: pdfium.PdfObject) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(stroke.value)


def _strokes(points: list[tuple[_Point, bool]], is_stroked: bool) -> Iterator[tuple[_Point, _Point]]:
    """The straight strokes of a path; a thin area is one, a wider area that is only filled is background."""
    xs, ys = [point[0] for point, _ in points], [point[1] for point, _ in points]
    if not points:
        return
    if max(xs) - min(xs) <= _THIN or max(ys) - min(ys) <= _THIN:
        yield (min(xs), min(ys)), (max(xs), max(ys))
        return
    for (start, _), (end, is_start) in pairwise(points):
        if is_stroked and not is_start:
            yield start, end
