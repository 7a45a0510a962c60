"""The back of a document: closing sentences, signatures, recipients, stamps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dieukhoan.findings import Finding
from dieukhoan.model import CLOSING_PLACE, Line, Paragraph, Role, Signer, Span
from dieukhoan.parse.front import Front


@dataclass(frozen=True, slots=True)
class Back:
    """What stands after the last provision: who signed, for whom, and who receives a copy."""

    signers: tuple[Signer, ...] = ()
    recipients: tuple[str, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    findings: tuple[Finding, ...] = ()


# "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "T/M BAN THƯỜNG VỤ", "KT. CHỦ TỊCH", "TL. BỘ TRƯỞNG", "TUQ. …", "Q. CHỦ TỊCH"
_STARTS = re.compile(
    r"\s*[*_|\\]{0,3}\s*(?:[Nn][Ơơ][Ii] [Nn][Hh][Ậậ][Nn]\s*:?|(?:TM|T/M|KT|K/T|TL|T/L|TUQ|T/U/Q|Q)\s?[./:]?\s?(?=[A-ZĐÀ-Ỹ]{2}))"
)


def starts_back(line: str) -> bool:
    """Whether a line opens the back matter by its own form: "Nơi nhận:", "TM. …", "KT. CHỦ TỊCH".

    >>> starts_back("KT. CHỦ TỊCH"), starts_back("Nơi nhận hồ sơ là bộ phận một cửa"), starts_back("CHỦ TỊCH")
    (True, False, True)
    """
    return bool(_STARTS.match(line))


def read_back(text: str, lines: Sequence[Line], front: Front | None = None, body_text: str = "") -> Back:
    """Reads the lines after the last provision; ``front`` gives issuer, place and addressees."""
    del front, body_text
    pieces = [Span(line.start, line.end) for line in lines if text[line.start : line.end].strip()]
    return Back(paragraphs=tuple(Paragraph(Role.CLOSING, CLOSING_PLACE, (piece,)) for piece in pieces))
