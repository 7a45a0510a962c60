"""Bytes to clean Unicode text: encodings, line ends, invisible characters, NFC."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from dieukhoan.findings import Finding
from dieukhoan.read.legacy import from_windows, recognised
from dieukhoan.read.problems import problem


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file before its format is known; lines end in ``\\n``, tabs stand as they were."""

    text: str
    findings: tuple[Finding, ...] = ()


_USUAL = "utf-8"
# Four bytes of UTF-32 begin like UTF-16, so they come first.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "tệp PDF"),
    (b"PK\x03\x04", "tệp Word, Excel hoặc tệp nén"),
    (b"\xd0\xcf\x11\xe0", "tệp Word hoặc Excel cũ"),
    (b"{\\rtf", "tệp RTF"),
    (b"\x89PNG", "tệp ảnh"),
    (b"GIF8", "tệp ảnh"),
    (b"Rar!", "tệp nén"),
    (b"7z\xbc\xaf", "tệp nén"),
    (b"\x1f\x8b", "tệp nén"),
    (b"\x7fELF", "tệp chương trình"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^<>]{0,200}?\b(?:charset|encoding)\s{0,9}=\s{0,9}["']?([\w-]{1,30})""",
    re.IGNORECASE,
)
_DECLARATION_REACH = 4096
_SAMPLE = 8192
_FEWEST_PAIRS = 8  # bytes of UTF-16 without a mark; fewer prove nothing
_BINARY_BYTES = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
# One broken sequence in twenty among the letters with diacritics: the rest is readable, hence UTF-8.
_MOSTLY = 20


def decode(data: bytes) -> Decoded | Finding:
    """The text of a file, clean and in NFC, or the error that says why it has none.

    >>> decode("Điều 1".encode("utf-16")).text
    'Điều 1'
    >>> decode(b"%PDF-1.7 ...").code
    'file-binary'
    """
    if not data.strip(b"\x00 \t\r\n"):
        return problem("file-empty")
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return problem("file-binary", kind)
    raw, encoding = _unicode(data)
    if raw is None and _is_binary(data):
        return problem("file-binary", "tệp nhị phân")
    converted = recognised(from_windows(data), is_last_resort=True) if raw is None else recognised(raw)
    if converted is not None:
        raw = converted.text
    elif raw is None:
        raw = _mended_utf8(data)
    if raw is None:
        return problem("unknown-encoding")
    text, removed = clean(raw)
    if not text.strip():
        return problem("file-empty")
    details = {
        "old-encoding": converted.encoding.value if converted else "",
        "other-encoding": "" if encoding == _USUAL or converted else encoding.upper(),
        "broken-encoding": raw.count("\ufffd"),
        "control-characters": removed,
        "direction-marks": direction_marks(raw),
    }
    return Decoded(text, tuple(problem(code, detail) for code, detail in details.items() if detail))


def _unicode(data: bytes) -> tuple[str | None, str]:
    """The text by the first encoding that explains every byte (or that a mark names), or None; its name."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    if (utf16 := _utf16_without_mark(data)) is not None:
        return data.decode(utf16, "replace"), utf16
    if _is_binary(data):
        return None, _USUAL
    text = _utf8(data)
    return _as_declared(data) if text is None else (text, _USUAL)


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 is seen by its zero bytes: most Vietnamese letters are Latin and have one in a fixed place."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    pairs = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if pairs < _FEWEST_PAIRS or len(data) % 2:
        return None
    if odd * 3 > pairs and even * 20 < pairs:
        return "utf-16-le"
    if even * 3 > pairs and odd * 20 < pairs:
        return "utf-16-be"
    return None


def _is_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    strange = len(sample) - len(sample.translate(None, _BINARY_BYTES))
    return strange * 100 > len(sample)


def _as_declared(data: bytes) -> tuple[str | None, str]:
    """An HTML page that says which encoding it is in, and that name."""
    declared = _DECLARED.search(data, 0, _DECLARATION_REACH)
    if declared is None:
        return None, _USUAL
    try:
        encoding = codecs.lookup(declared[1].decode("ascii"))
        if encoding.name == _USUAL:
            return None, _USUAL
        return data.decode(encoding.name), encoding.name
    except (LookupError, UnicodeError, ValueError):
        return None, _USUAL


def _mended_utf8(data: bytes) -> str | None:
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = len(text) - len(text.encode("ascii", "ignore")) - broken
    return text if broken * _MOSTLY <= sound or broken * 1000 <= len(text) else None


_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_LINE_ENDS = "\r\v\f\x1c-\x1e\x85\u2028\u2029"
# Zero-width characters, soft hyphens, and marks of writing direction, which can hide or reorder what is read.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e01ef"
    "\u115f\u1160\u2800\u3164\uffa0"  # letters and signs that are drawn as nothing
)
_DIRECTED = re.compile("[\u202a-\u202e\u2066-\u2069]")  # those that turn what follows them
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_UNCLEAN = re.compile(f"(\r\n|[{_LINE_ENDS}])|([{_SPACES}])|[{_INVISIBLE}]")


def _cleaned(found: re.Match[str]) -> str:
    if found[1]:
        return "\n"
    return " " if found[2] else ""


def direction_marks(text: str) -> int:
    """How many signs a text has that turn the writing of what follows them, seen by nobody.

    >>> direction_marks("phạt \u202e000.01\u202c đồng")
    2
    """
    return len(_DIRECTED.findall(text))


def clean(text: str) -> tuple[str, int]:
    """The text with plain spaces and line ends, nothing invisible, NFC; and how many controls it lost.

    >>> clean("Đi\\u00adều\\u00a01\\r\\n")
    ('Điều 1\\n', 0)
    """
    text, removed = _CONTROL.subn("", text)
    text = _UNCLEAN.sub(_cleaned, text)
    return unicodedata.normalize("NFC", text), removed
