"""Text from before Unicode: recognised by what it spells, converted, reported; other text is not touched."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dieukhoan.model import SourceText
from dieukhoan.read import Unreadable, read_bytes
from dieukhoan.read.legacy import _TCVN3, _VNI, Legacy, convert, from_windows, recognised
from dieukhoan.read.syllables import is_syllable, spelled

TEXT = (
    "Ủy ban nhân dân tỉnh Lâm Giang\n"
    "Điều 1. Phạm vi điều chỉnh\n"
    "Quy chế này quy định việc phối hợp giữa các sở, ban, ngành và Ủy ban nhân dân các huyện trong công tác "
    "bảo vệ bờ kè sông Vân Khê; chậm nhất là ngày 15 tháng 12 phải gửi báo cáo."
)
# TCVN3 has no capitals with tones.
SMALL = TEXT.replace("Ủ", "ủ")

_TO_TCVN3 = {letter: chr(code) for code, letter in _TCVN3.items()}
_TO_VNI = {letter: code for code, letter in sorted(_VNI.items(), key=lambda pair: pair[0].isupper())}
_HATS = {"\u0302": "^", "\u0306": "(", "\u031b": "+"}
_TONES = {"\u0300": "`", "\u0301": "'", "\u0303": "~", "\u0309": "?", "\u0323": "."}


def _tcvn3(text: str) -> str:
    return "".join(_TO_TCVN3.get(letter, letter) for letter in text)


def _vni(text: str) -> str:
    return "".join(_TO_VNI.get(letter, letter) for letter in text)


def _viqr(text: str) -> str:
    coded = []
    for letter in text:
        if letter in "đĐ":
            coded.append("dd" if letter == "đ" else "DD")
        elif letter in "^(+*`'~?.\\":
            coded.append("\\" + letter)
        else:
            marks = unicodedata.normalize("NFD", letter)
            hats = [_HATS[mark] for mark in marks[1:] if mark in _HATS]
            coded += [marks[0], *hats, *(_TONES[mark] for mark in marks[1:] if mark in _TONES)]
    return "".join(coded)


def _windows_1258(text: str) -> bytes:
    """As Windows writes it: letters with hats composed, tones apart."""
    coded = []
    for letter in text:
        marks = unicodedata.normalize("NFD", letter)
        tones = [mark for mark in marks[1:] if mark in _TONES]
        base = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
        coded += [base, *tones]
    return "".join(coded).encode("cp1258")


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (_tcvn3(SMALL).encode("latin-1"), SMALL, Legacy.TCVN3),
        (_vni(TEXT).encode("latin-1"), TEXT, Legacy.VNI),
        (_vni(TEXT.upper()).encode("latin-1"), TEXT.upper(), Legacy.VNI),
        (_viqr(TEXT).encode(), TEXT, Legacy.VIQR),
        (_windows_1258(TEXT), TEXT, Legacy.WINDOWS_1258),
        # Pasted from Word into an editor that saves Unicode: each byte became a letter of French.
        (_tcvn3(SMALL).encode("utf-8"), SMALL, Legacy.TCVN3),
        (_vni(TEXT).encode("utf-16"), TEXT, Legacy.VNI),
        ("“".encode("cp1252") + _tcvn3(SMALL).encode("latin-1"), "“" + SMALL, Legacy.TCVN3),
    ],
)
def test_old_encodings_are_recognised_converted_and_reported(
    data: bytes, text: str, encoding: Legacy
) -> None:
    result = read_bytes("cong-van.txt", data)
    assert isinstance(result, SourceText)
    assert result.text == text
    (finding,) = result.findings
    assert finding.code == "old-encoding" and encoding.value in finding.message and finding.hint


def test_a_page_in_an_old_encoding_that_declares_another() -> None:
    page = (
        f'<html><head><meta charset="windows-1252"></head><body><p>{_tcvn3("Điều 1. Phạm vi điều chỉnh")}</p>'
    )
    result = read_bytes("x.htm", page.encode("latin-1"))
    assert isinstance(result, SourceText) and result.text == "Điều 1. Phạm vi điều chỉnh"


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        TEXT.upper(),
        "Điều 1",
        "La préfecture a été réorganisée à l'été 2019; où étaient les élèves du collège François-Noël?",
        "Die Straße über die Brücke wird für Fußgänger geöffnet, die Bürger müssen früher aufstehen.",
        "Are you there? Go. We do. No. 12. Add a note (see a) to the address, e.g. 'la'. Do. I go. So?",
        "f(a) + f(o) = a^2 + o^2; u+ and o+ and a( and e^x; add odd",
        "Uy ban nhan dan tinh Lam Giang. Dieu 1. Pham vi dieu chinh.",
        "Công ty TNHH Hà Thành, 5 µg/m³, 20 °C ± 2 §",
        "Î0Î0Î0Î",  # one letter again and again
    ],
)
def test_other_text_is_not_touched(text: str) -> None:
    assert recognised(text) is None
    result = read_bytes("x", text.encode())
    assert isinstance(result, SourceText)
    assert result.text == unicodedata.normalize("NFC", text) and not result.findings


def test_french_bytes_are_no_vietnamese() -> None:
    result = read_bytes("x", "La préfecture a été réorganisée à l'été".encode("latin-1"))
    assert isinstance(result, Unreadable) and result.finding.code == "unknown-encoding"


_SYLLABLES = sorted(
    {word.lower() for word in TEXT.replace(".", " ").replace(";", " ").split() if word.isalpha()}
)
_PHRASES = st.lists(
    st.sampled_from([*_SYLLABLES, "Điều", "khoản", "ươn", "12", "a)", "...", "(kèm)"]), min_size=1
)


@given(_PHRASES.map(" ".join))
@settings(max_examples=200, deadline=None)
def test_there_and_back(text: str) -> None:
    assert convert(_tcvn3(text), Legacy.TCVN3) == text
    assert convert(_vni(text), Legacy.VNI) == text
    assert convert(_viqr(text), Legacy.VIQR) == text
    assert convert(from_windows(_windows_1258(text)), Legacy.WINDOWS_1258) == text


@given(st.text())
def test_text_with_vietnamese_letters_is_taken_as_it_is(text: str) -> None:
    assert recognised(text + " ở") is None


@pytest.mark.parametrize(
    "word", ["nghiêng", "Quyết", "GIỮA", "gì", "uỷ", "ủy", "khoẻ", "đọc", "oằn", "xoong"]
)
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["nghÜa", "été", "tàt", "hÿc", "ộtộ", "für", "zô", "đđ", "nghiệpnghiệp"])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_abbreviations_are_neither() -> None:
    assert spelled("QĐ NĐ HĐND đến") == (1, 0)
