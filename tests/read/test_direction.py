"""Signs that turn the writing go and are reported, whatever the format of the file is."""

from __future__ import annotations

import pytest

from tests.read.pdf_files import pdf
from tests.read.pdf_files import text as printed
from tests.read.reading import source
from tests.read.word_files import docx, paragraph

WORDS = "Điều 1. Mức phạt là \u202e000.01\u202c đồng"
SHOWN = "Điều 1. Mức phạt là 000.01 đồng"
ENTITIES = WORDS.replace("\u202e", "&#8238;").replace("\u202c", "&#x202C;")


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode(),
        f"<html><body><p>{ENTITIES}</p></body></html>".encode(),
        f"<html><body><p>{WORDS}</p></body></html>".encode(),
        f"**QUY CHẾ**\n\n{ENTITIES}".encode(),
        docx(paragraph(WORDS)),
        pdf(printed(WORDS, 100, 700)),
    ],
    ids=["text", "entities", "page", "Markdown", "Word", "PDF"],
)
def test_signs_that_turn_the_writing(data: bytes) -> None:
    read = source(data)
    assert read.text.split("\n")[-1] == SHOWN
    (finding,) = read.findings
    assert finding.code == "direction-marks" and "2 ký tự" in finding.message


@pytest.mark.parametrize("nothing", "\u200b\u2060\u00ad\u034f")
def test_letters_drawn_as_nothing_hide_no_label_in_word_and_pdf(nothing: str) -> None:
    words = f"Điều{nothing} 1. Ph{nothing}ạm vi"
    for data in (docx(paragraph(words)), pdf(printed(words, 100, 700))):
        assert source(data).text == "Điều 1. Phạm vi"
