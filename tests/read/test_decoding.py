"""Bytes to clean text."""

from __future__ import annotations

import unicodedata

import pytest

from dieukhoan.findings import Severity
from dieukhoan.read import Unreadable, read_bytes
from tests.read.reading import source, texts

TEXT = "ỦY BAN NHÂN DÂN TỈNH LÂM GIANG\nĐiều 1. Phạm vi điều chỉnh"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        unicodedata.normalize("NFD", TEXT).encode("utf-8"),
        TEXT.replace("\n", "\r\n").encode("utf-8"),
        TEXT.replace("\n", "\r").encode("utf-8"),
        TEXT.replace("\n", "\u2028").encode("utf-8"),
        TEXT.replace("\n", "\f").encode("utf-8"),
        TEXT.replace(" ", "\u00a0").encode("utf-8"),
        TEXT.replace("Đ", "Đ\u200b").replace("vi", "v\u00adi").encode("utf-8"),
        TEXT.replace("Phạm", "\u202ePhạm\u202c").encode("utf-8"),
    ],
)
def test_one_text_in_many_encodings(data: bytes) -> None:
    assert source(data).text == TEXT


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (TEXT.encode("utf-16"), "UTF-16-LE"),
        (TEXT.encode("utf-16-be"), "UTF-16-BE"),
        (TEXT.encode("utf-32"), "UTF-32-LE"),
        ("<html><meta charset=windows-1252><p>caf\u00e9 ngon</p></html>".encode("cp1252"), "CP1252"),
    ],
)
def test_another_encoding_than_the_usual_is_reported(data: bytes, name: str) -> None:
    (finding,) = source(data).findings
    assert finding.code == "other-encoding" and f" {name};" in finding.message
    assert finding.severity is Severity.NOTE


def test_the_usual_encoding_is_not_reported() -> None:
    for data in (TEXT.encode("utf-8"), TEXT.encode("utf-8-sig")):
        assert not source(data).findings


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file-empty"),
        (b" \r\n\t\x00", "file-empty"),
        ("\ufeff\u200b\u00a0".encode(), "file-empty"),
        (b"PK\x03\x04abc", "file-binary"),
        (b"\x89PNG\r\n", "file-binary"),
        (bytes(range(256)) * 9, "file-binary"),
        ("Préfecture réorganisée".encode("latin-1"), "unknown-encoding"),
        (b"<html><script>var a = 1</script></html>", "no-text"),
        (b"---\n***\n", "no-text"),
    ],
)
def test_a_file_without_text_is_an_error_for_that_file(data: bytes, code: str) -> None:
    result = read_bytes("hỏng.txt", data)
    assert isinstance(result, Unreadable)
    assert result.finding.code == code
    assert result.finding.message and result.finding.hint


def test_broken_utf8_is_kept_and_reported() -> None:
    broken = source((TEXT * 20).encode("utf-8") + b"Kho\xe1\xbb 1")
    assert broken.text.endswith("Kho\ufffd 1")
    assert [finding.code for finding in broken.findings] == ["broken-encoding"]


def test_control_characters_go_and_are_reported() -> None:
    text = source(
        "Điều\x07 1. Phạm\x9d vi của quy chế phối hợp\n" + "Quy chế này quy định việc phối hợp.\n" * 9
    )
    assert text.text.split("\n")[0] == "Điều 1. Phạm vi của quy chế phối hợp"
    assert [finding.code for finding in text.findings] == ["control-characters"]


def test_marks_that_turn_the_writing_go_and_are_reported() -> None:
    text = source("Điều 1. Mức phạt là \u202e000.01\u202c đồng, \u2067xem\u2069 Điều 2.")
    assert text.text == "Điều 1. Mức phạt là 000.01 đồng, xem Điều 2."
    assert [(finding.code, "4 ký tự" in finding.message) for finding in text.findings] == [
        ("direction-marks", True)
    ]


@pytest.mark.parametrize("nothing", "\u200b\u2060\u00ad\u3164\u2800\u034f\ufe0f\U000e0061")
def test_letters_drawn_as_nothing_hide_no_label(nothing: str) -> None:
    assert texts(f"Điều{nothing} 1. Ph{nothing}ạm vi") == ["Điều 1. Phạm vi"]


def test_the_encoding_that_a_page_declares() -> None:
    page = "<html><head><meta charset=windows-1252></head><body><p>caf\u00e9</p></body></html>"
    assert texts(page.encode("cp1252")) == ["café"]
    assert texts(page.encode("utf-8")) == ["café"]


def test_look_alike_letters_are_left_to_those_who_read_numbers() -> None:
    assert texts("Số: 12/2031/QĐ-\u0421\u0422") == ["Số: 12/2031/QĐ-\u0421\u0422"]
