"""Recognition of letters in pictures (OCR) by Tesseract, when it is installed with its Vietnamese data."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from operator import attrgetter
from statistics import fmean, median
from typing import NamedTuple

from dieukhoan.findings import Finding
from dieukhoan.read.printed.content import Letter, PageContent
from dieukhoan.read.problems import problem

DOTS = 300
"""Per inch: finer pictures take longer and are read no better."""
MOST_SECONDS = 3600
"""For the pictures of one file; a page takes about 4."""
_PICTURE_SECONDS = 300
_PROGRAM = "tesseract"
_LANGUAGE = "vie"
_A4 = 595.0, 842.0  # points
# One thread each: files are read side by side, and more threads for one picture gain next to nothing.
_ENVIRONMENT = {"OMP_THREAD_LIMIT": "1", "LC_ALL": "C"}


class Failed(Exception):
    """A picture of which nothing can be recognised; the reason in Vietnamese."""


@cache
def installed() -> str:
    """Version and languages of the Tesseract that is installed; "" when there is none."""
    if shutil.which(_PROGRAM) is None:
        return ""
    try:
        version, languages = (_run([option], b"", 30).decode() for option in ("--version", "--list-langs"))
    except Failed:
        return ""
    return version.partition("\n")[0] + "\n" + languages.partition("\n")[2]


def lacking() -> Finding | None:
    """What must be installed before anything can be recognised; None when all is there."""
    found = installed()
    if not found:
        return problem("ocr-missing", "Tesseract")
    if _LANGUAGE not in found.splitlines()[1:]:
        return problem("ocr-missing", "dữ liệu tiếng Việt của Tesseract")
    return None


def recognise(picture: bytes, width: float = 0, dots: int = 0) -> list[PageContent]:
    """The pages of a picture with their letters; a .tif may hold several.

    ``width`` is that of the page in points (0: as wide as A4), ``dots`` those per inch (0: as the file says).
    Raises ``Failed``.
    """
    resolution = ["--dpi", str(dots)] if dots else []
    printed = _run(["-", "-", "-l", _LANGUAGE, "--psm", "3", *resolution, "tsv"], picture, _PICTURE_SECONDS)
    boxes = list(_boxes(printed.decode("utf-8", "replace").splitlines()))
    return [_content(list(page), width) for _, page in groupby(boxes, attrgetter("page"))]


def summary(pages: Sequence[PageContent]) -> str:
    """How much was recognised and how surely: ``"3 trang, độ tin cậy trung bình 91 %"``."""
    certain = [letter.confidence for page in pages for letter in page.letters if letter.text.strip()]
    return f"{len(pages)} trang, độ tin cậy trung bình {round(fmean(certain)) if certain else 0} %"


def _run(arguments: list[str], given: bytes, seconds: int) -> bytes:
    try:
        done = subprocess.run(
            [_PROGRAM, *arguments],
            input=given,
            capture_output=True,
            timeout=seconds,
            env={**os.environ, **_ENVIRONMENT},
        )
    except subprocess.TimeoutExpired as expired:
        raise Failed(f"Tesseract chưa xong sau {seconds} giây") from expired
    except OSError as error:
        raise Failed(error.strerror or str(error)) from error
    if done.returncode:
        raise Failed(f"Tesseract dừng với mã {done.returncode}")
    return done.stdout


class _Box(NamedTuple):
    """A row of Tesseract's table: a page (level 1), a line (4) or a word (5) and where it is, in dots."""

    level: int
    page: int
    line: tuple[int, int, int]  # block, paragraph, line
    left: float
    top: float
    width: float
    height: float
    confidence: float
    text: str


_PAGE, _LINE, _WORD = 1, 4, 5


def _boxes(table: Iterable[str]) -> Iterator[_Box]:
    for row in csv.reader(table, delimiter="\t", quoting=csv.QUOTE_NONE):
        if len(row) == 12 and row[0].isdecimal():
            level, page, block, paragraph, line, _ = map(int, row[:6])
            left, top, width, height, confidence = map(float, row[6:11])
            place = block, paragraph, line
            yield _Box(level, page, place, left, top, width, height, confidence, row[11])


def _content(boxes: Sequence[_Box], width: float) -> PageContent:
    """The page of these boxes. Words are as sure as their weakest letter: all their letters are."""
    page = next(box for box in boxes if box.level == _PAGE)
    scale = (width or _A4[page.width > page.height]) / max(page.width, 1)
    lines = {box.line: box for box in boxes if box.level == _LINE}
    usual = median([line.height for line in lines.values()] or [1])
    letters: list[Letter] = []
    for line, words in groupby((box for box in boxes if box.level == _WORD), attrgetter("line")):
        box = lines[line]
        base = (page.height - box.top - box.height) * scale
        # Lines without tall letters are low, lines that run slantwise high.
        size = min(max(box.height, 0.7 * usual), 2 * usual) * scale
        letters += _letters(list(words), scale, base, size)
    return PageContent(page.width * scale, page.height * scale, tuple(letters), has_picture=True)


def _letters(words: Sequence[_Box], scale: float, base: float, size: float) -> Iterator[Letter]:
    """The letters of a line: spread evenly over their words, with a space between two words."""
    right = 0.0
    for word in words:
        text = unicodedata.normalize("NFC", word.text).strip()
        if not text:
            continue
        left = max(word.left * scale, right)  # boxes of slanted words overlap
        if right:
            yield Letter(" ", right, left, base, size)
        step = max(word.width * scale, 0.15 * size * len(text)) / len(text)
        for index, letter in enumerate(text):
            at = left + index * step
            yield Letter(letter, at, at + step, base, size, confidence=round(max(word.confidence, 0)))
        right = left + step * len(text)
