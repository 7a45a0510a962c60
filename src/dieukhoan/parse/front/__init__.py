"""The front of a document: letterhead, number, place and date, type, title, recitals, opening."""

from __future__ import annotations

from collections.abc import Sequence

from dieukhoan.casing import Wording
from dieukhoan.model import Line, Stated
from dieukhoan.parse.front.facts import look_further, result
from dieukhoan.parse.front.head import read_head
from dieukhoan.parse.front.opening import read_rest
from dieukhoan.parse.front.reading import Front, Reading
from dieukhoan.parse.front.segments import segments
from dieukhoan.parse.front.title import find_type, read_title

__all__ = ["Front", "read_front"]


def read_front(
    text: str,
    lines: Sequence[Line],
    body_text: str = "",
    *,
    issuing: Front | None = None,
    stated: Stated | None = None,
) -> Front:
    """Reads the lines from the letterhead up to the first provision of the body.

    ``text`` is the text of the source, ``body_text`` the rest of this document (for casing and context);
    ``issuing`` is the front of the document with which this one is issued, ``stated`` what a portal says.
    """
    parts = segments(text, lines)
    front_text = "\n".join(part.text for part in parts)
    reading = Reading(text, Wording(f"{front_text}\n{body_text}"))
    type_at = find_type(parts)
    after_head = read_head(reading, parts, type_at)
    if type_at is not None:
        after_head = read_title(reading, parts, type_at)
    read_rest(reading, parts, after_head)
    look_further(reading, body_text)
    return result(reading, parts, issuing, stated or Stated())
