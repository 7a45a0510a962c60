"""Encodings from before Unicode (TCVN3, VNI, VIQR, windows-1258): which one a text is in, and its letters.

They are recognised by what they would spell, as their bytes are also letters of French. What is looked at
are the letters of windows-1252 that the bytes stand for: such text comes as bytes, as a page that declares
windows-1252, as UTF-8 that was made from either, and in the runs of Word files.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from dieukhoan.read.syllables import WORD, spelled


class Legacy(StrEnum):
    """An encoding from before Unicode, by the name that editors know."""

    TCVN3 = "TCVN3 (ABC)"
    VNI = "VNI"
    WINDOWS_1258 = "Windows-1258"
    VIQR = "VIQR"


@dataclass(frozen=True, slots=True)
class Converted:
    """A text in Unicode (NFC) that was in another encoding."""

    text: str
    encoding: Legacy


# TCVN 5712:1993, third set, with the letters as windows-1252 shows their bytes; \u00ad is ư. Capitals with
# tones have no place in it: they are small letters in a font of capitals (.VnTimeH).
_TCVN3 = str.maketrans(
    dict(
        zip(
            "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
            "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
            strict=True,
        )
    )
)

# VNI for Windows: a base letter (ô is ơ, ö is ư) and a second one for its hat and tone.
_VNI_BASES = {"a": "a", "e": "e", "o": "o", "u": "u", "y": "y", "ô": "ơ", "ö": "ư"}
_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
_HAT, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_VNI_MARKS = {
    **{"ø": _GRAVE, "ù": _ACUTE, "õ": _TILDE, "û": _HOOK, "ï": _DOT, "â": _HAT},
    **{"à": _HAT + _GRAVE, "á": _HAT + _ACUTE, "ã": _HAT + _TILDE, "å": _HAT + _HOOK, "ä": _HAT + _DOT},
    "ê": _BREVE,
    **{"è": _BREVE + _GRAVE, "é": _BREVE + _ACUTE, "ü": _BREVE + _TILDE, "ú": _BREVE + _HOOK},
    "ë": _BREVE + _DOT,
}
_VNI_SINGLES = {"ñ": "đ", "ô": "ơ", "ö": "ư", "ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni() -> dict[str, str]:
    letters = dict(_VNI_SINGLES)
    for base, letter in _VNI_BASES.items():
        for mark, diacritics in _VNI_MARKS.items():
            is_breve, is_hat = _BREVE in diacritics, _HAT in diacritics
            if (is_breve and base != "a") or (is_hat and base not in "aeo"):
                continue
            letters[base + mark] = unicodedata.normalize("NFC", letter + diacritics)
    capitals = {code.upper(): letter.upper() for code, letter in letters.items()}
    mixed = {code[0].upper() + code[1:]: letter.upper() for code, letter in letters.items()}
    return letters | mixed | capitals


_VNI = _vni()
_VNI_CODE = re.compile("|".join(sorted(_VNI, key=len, reverse=True)))

# RFC 1456; a backslash takes the meaning from the sign after it.
_VIQR_HATS = {"^": _HAT, "(": _BREVE, "+": _HORN, "*": _HORN}
_VIQR_TONES = {"`": _GRAVE, "'": _ACUTE, "~": _TILDE, "?": _HOOK, ".": _DOT}
_VIQR_CODE = re.compile(
    r"\\(?P<sign>[\\^(+*`'~?.dD])|(?P<dd>dd|Dd|DD)"
    r"|(?P<base>[aA][\^(]|[eEoO]\^|[oOuU][+*])(?P<tone>[`'~?.])?|(?P<plain>[aeiouyAEIOUY])(?P<mark>[`'~?.])"
)
_VIQR_HINT = re.compile(r"[aeo]\^|[ou]\+|a\(|dd", re.IGNORECASE)

# The bytes 80 to 9F, which Latin-1 keeps for controls and windows-1252 gives to quotation marks and dashes.
_WINDOWS = {
    byte: bytes([byte]).decode("cp1252") for byte in range(0x80, 0xA0) if byte not in b"\x81\x8d\x8f\x90\x9d"
}
_WINDOWS_1258 = {byte: bytes([byte]).decode("cp1258") for byte in range(0xA0, 0x100)}

VIETNAMESE_ONLY = re.compile(r"[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]")
_SUSPECT = re.compile(r"[\u00a1-\u00ff]")
_SAMPLE = 100_000
_FEWEST_WORDS = 4  # that change, each another, in a text that is readable as it is
_SOUND = 0.9
_VIQR_SAMPLE = 10_000
_VIQR_HINTS = 0.05  # of all words: only then is the whole converted
_VIQR_SHARE = 0.35  # of all words; in Vietnamese three of four carry a mark


def from_windows(data: bytes) -> str:
    """Bytes as letters of windows-1252, every byte a letter.

    >>> from_windows(b"Vi\\xd6t Nam")
    'ViÖt Nam'
    """
    return data.decode("latin-1").translate(_WINDOWS)


def convert(text: str, encoding: Legacy) -> str:
    """A text from an older encoding in Unicode, NFC; signs that the encoding does not have stay.

    >>> convert("Céng hßa x· héi chñ nghÜa ViÖt Nam", Legacy.TCVN3)
    'Cộng hòa xã hội chủ nghĩa Việt Nam'
    >>> convert("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", Legacy.VNI)
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'
    >>> convert("Co^.ng ho`a xa~ ho^.i chu? nghi~a Vie^.t Nam", Legacy.VIQR)
    'Cộng hòa xã hội chủ nghĩa Việt Nam'
    """
    return unicodedata.normalize("NFC", _CONVERTERS[encoding](text))


def _from_tcvn3(text: str) -> str:
    return text.translate(_TCVN3)


def _from_vni(text: str) -> str:
    return _VNI_CODE.sub(lambda code: _VNI[code[0]], text)


def _from_windows_1258(text: str) -> str:
    """The letters of windows-1258 from those of windows-1252 that its bytes were shown as."""
    return text.translate(_WINDOWS_1258)


def _from_viqr(text: str) -> str:
    return _VIQR_CODE.sub(_viqr_letter, text)


def _viqr_letter(code: re.Match[str]) -> str:
    if code["sign"]:
        return code["sign"]
    if code["dd"]:
        return "đ" if code["dd"] == "dd" else "Đ"
    if code["base"]:
        base = code["base"]
        return base[0] + _VIQR_HATS[base[1]] + _VIQR_TONES.get(code["tone"] or "", "")
    return code["plain"] + _VIQR_TONES[code["mark"]]


_CONVERTERS: dict[Legacy, Callable[[str], str]] = {
    Legacy.TCVN3: _from_tcvn3,
    Legacy.VNI: _from_vni,
    Legacy.WINDOWS_1258: _from_windows_1258,
    Legacy.VIQR: _from_viqr,
}


def recognised(text: str, is_last_resort: bool = False) -> Converted | None:
    """The text in Unicode when it is in an older encoding, or None.

    ``is_last_resort`` is for letters that stand for bytes which are no Unicode: a single word of Vietnamese
    is enough then.

    >>> recognised("Céng hßa x· héi chñ nghÜa").text
    'Cộng hòa xã hội chủ nghĩa'
    >>> recognised("Déjà vu à l'été, où la fête est finie") is None
    True
    """
    sample = text[:_SAMPLE]
    if VIETNAMESE_ONLY.search(sample):
        return None
    if _SUSPECT.search(sample) is None:
        return Converted(convert(text, Legacy.VIQR), Legacy.VIQR) if _is_viqr(sample) else None
    before = sum(spelled(sample))
    best: tuple[float, Legacy] | None = None
    for encoding in (Legacy.TCVN3, Legacy.VNI, Legacy.WINDOWS_1258):
        reading = convert(sample, encoding)
        sound, broken = spelled(reading)
        changed = len(VIETNAMESE_ONLY.findall(reading))
        fewest = 1 if is_last_resort else max(_FEWEST_WORDS, before // 4)
        if sound < _SOUND * (sound + broken) or min(sound, changed) < fewest:
            continue
        if not is_last_resort and len(_changed_words(reading)) < _FEWEST_WORDS:
            continue
        score = sound / (sound + broken)
        if best is None or score > best[0]:
            best = (score, encoding)
    return Converted(convert(text, best[1]), best[1]) if best else None


def _changed_words(reading: str) -> set[str]:
    """The words with letters that no older encoding shows: one word again and again proves nothing."""
    return {word for word in WORD.findall(reading) if VIETNAMESE_ONLY.search(word)}


def _is_viqr(text: str) -> bool:
    sample = text[:_VIQR_SAMPLE]
    words = len(WORD.findall(sample))
    hints = len(_VIQR_HINT.findall(sample))
    if hints < _FEWEST_WORDS or hints < _VIQR_HINTS * words:
        return False
    reading = convert(sample, Legacy.VIQR)
    sound, broken = spelled(reading)
    return sound >= _SOUND * (sound + broken) and sound >= _VIQR_SHARE * len(WORD.findall(reading))
