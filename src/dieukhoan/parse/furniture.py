"""What stands on a page but not in its document: running heads, page numbers, signing notices, scribbles."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from dieukhoan.model import Role
from dieukhoan.parse.rows import Row

# "-----", "* * *", "_____", "|", "…………"
_RULE = re.compile(r"[-–—_=*~|.…·•\s\\/]+")
# "CÔNG BÁO/Số 1053 + 1054/Ngày 10-8-2025", also with the page number on the same line
_GAZETTE_HEAD = re.compile(r"(?:\d{1,4}\s+)?CÔNG BÁO\s*/\s*Số\s.{1,60}?Ngày\s+[\d\s./-]+(?:\s+\d{1,4})?")
# "3", "- 3 -", "Trang 3", "Trang 3/12"
_PAGE_NUMBER = re.compile(
    r"(?:[-–—]\s*)?(?:(?i:trang)\s+)?(?P<number>\d{1,4})(?:\s*/\s*\d{1,4})?(?:\s*[-–—])?"
)
# "Người ký: CỔNG THÔNG TIN ĐIỆN TỬ CHÍNH PHỦ", "Thời gian ký: 12.08.2025 15:59:07 +07:00"
_SIGNING = re.compile(
    r"(?:Người ký|Ký bởi|Thời gian ký|Ngày ký|Signed by|Signature Not Verified|Digitally signed)\b.{0,160}"
    r"|Signature Not Verified"
)
_SIGNING_DETAIL = re.compile(r"(?:Email|Cơ quan|Chức vụ|Tổ chức|Location|Date|Reason)\s*:.{0,160}")
# a scribble that OCR read out of initials beside the last word: "… kể từ ngày ký. hly"
_SCRIBBLE = re.compile(r"(?<=[.;/])\s+(?P<scribble>/?\*?[a-z]{1,5}\*?/?)$")
_PAGE_NUMBERS_NEEDED = 3


def _is_page_number_run(numbers: list[int]) -> bool:
    """Whether lone numbers of a source count its pages: nearly each is one or two more than the last."""
    steps = [after - before for before, after in itertools.pairwise(numbers)]
    return len(numbers) >= _PAGE_NUMBERS_NEEDED and sum(step in (1, 2) for step in steps) >= 0.8 * len(steps)


def _parts_a_sentence(found: Sequence[Row], index: int) -> bool:
    """Whether a lone number stands between a line that breaks off and one that goes on in small letters."""
    if not 0 < index < len(found) - 1:
        return False
    before, after = found[index - 1], found[index + 1]
    return (
        not before.is_finished() and after.starts_lower() and not before.line.table and not after.line.table
    )


def _running_heads(found: Sequence[Row], page_rows: set[int]) -> set[int]:
    """Rows that stand beside page numbers again and again with the same words."""
    beside = [i + d for i in page_rows for d in (-1, 1) if 0 <= i + d < len(found)]
    often = Counter(found[i].text for i in beside)
    return {i for i in beside if often[found[i].text] >= _PAGE_NUMBERS_NEEDED and len(found[i].text) < 120}


def set_aside(found: Sequence[Row]) -> dict[int, Role]:
    """The rows that are no part of any document, by their index, with the role that they have instead."""
    aside: dict[int, Role] = {}
    lone: dict[int, int] = {}
    heads = False
    for index, row in enumerate(found):
        text = row.text
        if row.line.furniture:
            aside[index] = Role.FURNITURE
        elif len(text) > 170 or row.line.table:
            continue
        elif _RULE.fullmatch(text):
            aside[index] = Role.FURNITURE
        elif "CÔNG BÁO" in text and _GAZETTE_HEAD.fullmatch(text):
            aside[index] = Role.FURNITURE
            heads = True
        elif _SIGNING.fullmatch(text) or (
            aside.get(index - 1) is Role.STAMP and _SIGNING_DETAIL.fullmatch(text)
        ):
            aside[index] = Role.STAMP
        elif len(text) < 16 and (match := _PAGE_NUMBER.fullmatch(text)):
            if len(text) > len(match["number"]) or (aside.get(index - 1) is Role.FURNITURE and heads):
                aside[index] = Role.FURNITURE
            else:
                lone[index] = int(match["number"])
    if heads:
        # in a gazette a number above the running head is the page's too
        aside.update((i, Role.FURNITURE) for i in lone if aside.get(i + 1) is Role.FURNITURE)
    aside.update((i, Role.FURNITURE) for i in lone if _parts_a_sentence(found, i))
    rest = {i: number for i, number in lone.items() if i not in aside}
    if _is_page_number_run(list(rest.values())):
        aside.update((i, Role.FURNITURE) for i in rest)
        aside.update((i, Role.FURNITURE) for i in _running_heads(found, set(rest)))
    return aside


def scribble(text: str) -> int | None:
    """Where a trailing scribble starts in a row, or None: 9 for ``"ngày ký. hly"``."""
    if len(text) < 3 or not text[-1].isascii():
        return None
    match = _SCRIBBLE.search(text, max(0, len(text) - 12))
    return match.start("scribble") if match else None
