"""Signatures: the lines of authority (TM., KT., TL., Q.), the name below them, who signs for whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dieukhoan import issuer
from dieukhoan.casing import CAPITAL, SMALL, Wording, fold, office_at_start
from dieukhoan.model import Signer, plain
from dieukhoan.parse.front import Front

# "TM. ỦY BAN NHÂN DÂN", "T/M BAN THƯỜNG VỤ", "KT. CHỦ TỊCH", "TL. BỘ TRƯỞNG", "Q. CHỦ TỊCH", "TM." alone
ON_BEHALF = re.compile(
    rf"(?P<prefix>TM|T/M|T\.M|KT|K/T|K\.T|TL|T/L|T\.L|TUQ|T/U/Q|TUN|Q)"
    rf"(?:\s?[.:]\s?|\s(?=[{CAPITAL}]{{2}}))(?P<rest>.*)"
)
# the first word of an office that is misspelt or not in the data file: "PHÓ THỐNG ĐÔC"; no family name
_OFFICE_WORDS = frozenset(("phó", "thứ", "quyền", "chủ", "trưởng", "giám", "chánh"))
SIGNED = re.compile(r"[(\[]?\s*(?:đã ký|đã kí|ký tên|đã ký và đóng dấu)\b[^()]*[)\]]?\s*", re.IGNORECASE)
_RANK = (
    r"(?:Đại tướng|Thượng tướng|Trung tướng|Thiếu tướng|Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy"
    r"|Phó Đô đốc|Đô đốc|Chuẩn đô đốc"
    r"|GS\.?\s?TS\.?|PGS\.?\s?TS\.?|GS\.?|PGS\.?|TS\.?|ThS\.?|BS\.?|LS\.?)"
)
_NAME_WORD = rf"[{CAPITAL}][{SMALL}']*"
_NAME = re.compile(rf"(?:{_RANK}\s*)*(?P<name>{_NAME_WORD}(?:[ -]{_NAME_WORD}){{1,5}})(?:\s*[\d*]{{1,2}})?")
# a surname that is a word for bodies, too: "Đoàn Khắc Minh", not "Đoàn Thanh niên", "Đoàn Chủ tịch"
_SURNAME = re.compile(
    r"(?:Đoàn|Hà|Công|Tổ)\s+(?!Thanh niên|Chủ tịch|Đại biểu|Kiểm tra|Công tác)\w+(?:\s+\w+){1,2}$"
)


def is_name(text: str) -> bool:
    """Whether a line is a person's name, perhaps with a rank: "Nguyễn Văn A", "Đại tướng Lê Văn B".

    >>> is_name("Trần Thị Mai"), is_name("Phú Thọ, ngày 3"), is_name("Quyết định")
    (True, False, False)
    """
    return bool(_person(SIGNED.sub("", text).strip(" *_.")))


def _person(line: str) -> str:
    """The name on a line that holds a person's name, without the rank; "" on any other line."""
    match = _NAME.fullmatch(line)
    if not match or office_at_start(match["name"]):
        return ""
    name = match["name"]
    return name if _SURNAME.match(name) or not issuer.starts_body(name) else ""


def is_office(text: str) -> bool:
    """Whether a text begins with an office (chức vụ), also with one that is misspelt."""
    return bool(office_at_start(text)) or fold(text).split(" ", 1)[0] in _OFFICE_WORDS


def is_capital_name(text: str) -> bool:
    """Whether a line is a person's name in capitals: "NGUYỄN VĂN AN"."""
    return (
        2 <= len(text.split()) <= 4
        and text.isupper()
        and not issuer.starts_body(text)
        and not is_office(text)
        and text.replace(" ", "").isalpha()
    )


def signing_name(line: str) -> str:
    """The name of who signs, on a line below an authority, in ordinary case; "" where there is none."""
    alone = SIGNED.sub("", line).strip(" *_.")
    return " ".join(word.capitalize() for word in alone.split()) if is_capital_name(alone) else _person(alone)


@dataclass(slots=True)
class Authority:
    """A signature as it is read: its lines of authority, each with its prefix ("TM", "KT", "")."""

    lines: list[tuple[str, str]] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Takes a line in capitals: one of its own, or the rest of the line before it."""
        match = ON_BEHALF.fullmatch(text)
        if match:
            self.lines.append((match["prefix"].replace("/", "").replace(".", ""), match["rest"].strip()))
            return
        prefix, last = self.lines[-1] if self.lines else ("", "")
        runs_on = self.lines and (not last or last.endswith(",") or not is_office(text))
        if runs_on and not (not prefix and office_at_start(last) and issuer.starts_body(text)):
            self.lines[-1] = (prefix, plain(f"{last} {text}"))
        else:
            self.lines.append(("", text))


def signer(name: str, lines: Sequence[tuple[str, str]], wording: Wording, front: Front) -> Signer:
    """Who signs below lines of authority, in which office and for whom."""
    position = behalf = ""
    for prefix, printed in lines:
        office = _office(printed, wording)
        if prefix == "Q":
            position = f"Quyền {office}"
        elif prefix == "TM":
            behalf = _body(printed, wording, front)
        elif prefix:  # KT, TL, TUQ
            behalf = behalf or _office_of_issuer(office, front.issuer)
        elif is_office(printed):
            position = office
        elif not behalf:
            behalf = _body(printed, wording, front)
    return Signer(name, position, behalf)


def _office(printed: str, wording: Wording) -> str:
    written = office_at_start(printed)
    if not written:
        return wording.name(printed)
    rest = plain(printed)[len(written) :].strip()
    if not rest:
        return written
    if rest.startswith(","):
        return f"{written}, {_office(rest[1:].strip(), wording)}"
    return f"{written} {wording.name(rest)}"


def _office_of_issuer(office: str, named: str) -> str:
    """ "Chủ tịch" of the issuer in full; "Thủ tướng" of the Thủ tướng Chính phủ is he himself."""
    if not named or (" và " in named and "," in named) or len(office.split()) > 4:
        return office
    return named if fold(named).startswith(fold(office)) else f"{office} {named}"


def _body(printed: str, wording: Wording, front: Front) -> str:
    """The body for which somebody signs, in full: "BAN THƯỜNG VỤ" of a Quận ủy is its Ban Thường vụ."""
    name = wording.name(printed)
    named = front.issuer
    for part in re.split(r" và |, ", named):
        if fold(part).startswith(fold(name)):
            return part if " và " in named or "," in named else named
    if (
        fold(name) in ("ban thường vụ", "ban chấp hành", "thường trực", "ban thường trực", "đoàn chủ tịch")
        and named
    ):
        return named if fold(named).startswith(fold(name)) else f"{name} {named}"
    return issuer.completed(name, wording, front.place, printed)
