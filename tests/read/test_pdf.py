"""PDF files as lines: two columns, running heads, tables, sideways pages, scans."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dieukhoan.model import SourceText
from dieukhoan.read import Unreadable, read_bytes
from dieukhoan.read.pdf import page as page_of_pdf
from tests.read.pdf_files import PICTURE, box, lines, pdf, rule, text
from tests.read.reading import line, source, texts, words


def test_lines_from_the_top_and_words_apart() -> None:
    page = (
        text("hai", 80, 600) + text("Điều 1. Phạm vi", 80, 700) + text("của", 158, 700) + text("ấp", 173, 700)
    )
    assert texts(pdf(page)) == ["Điều 1. Phạm vi củaấp", "hai"]


def test_the_left_column_of_a_letterhead_comes_first() -> None:
    page = lines(["ỦY BAN NHÂN DÂN", "TỈNH LÂM GIANG"], 70, 700) + text("Số: 5/QĐ-UBND", 70, 650)
    page += lines(["CỘNG HÒA XÃ HỘI", "Độc lập"], 320, 700) + text("Lâm Giang, ngày 5", 320, 650)
    page += text("Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;", 70, 600)
    assert texts(pdf(page)) == [
        *("ỦY BAN NHÂN DÂN", "TỈNH LÂM GIANG", "Số: 5/QĐ-UBND"),
        *("CỘNG HÒA XÃ HỘI", "Độc lập", "Lâm Giang, ngày 5"),
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
    ]


def test_columns_whose_lines_stand_at_different_heights() -> None:
    page = lines(["BỘ LAO ĐỘNG", "VÀ XÃ HỘI"], 70, 700) + lines(["CỘNG HÒA XÃ HỘI", "Độc lập"], 320, 693)
    assert texts(pdf(page)) == ["BỘ LAO ĐỘNG", "VÀ XÃ HỘI", "CỘNG HÒA XÃ HỘI", "Độc lập"]


def test_a_long_name_of_the_issuer_close_to_the_motto() -> None:
    page = text("SỞ BẾN BÃI VÀ ĐƯỜNG THỦY ĐỊA PHƯƠNG", 70, 700) + text(
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 255, 700
    )
    page += text("Số: 5/QĐ-SBB", 90, 680) + text("Độc lập - Tự do - Hạnh phúc", 280, 680)
    assert texts(pdf(page)) == [
        *("SỞ BẾN BÃI VÀ ĐƯỜNG THỦY ĐỊA PHƯƠNG", "Số: 5/QĐ-SBB"),
        *("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
    ]
    motto = text("CỘNG HÒA", 196, 700) + text("XÃ HỘI CHỦ NGHĨA VIỆT NAM", 239, 700)
    close = text("BỘ BẾN BÃI - ĐƯỜNG THỦY", 70, 700) + motto  # its words parted by no space
    assert texts(pdf(close)) == ["BỘ BẾN BÃI - ĐƯỜNG THỦY", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    heading = "QUỐC HỘI NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert texts(pdf(text(heading, 180, 700))) == [heading]


def test_recipients_and_a_signature() -> None:
    page = lines(["Nơi nhận:", "- Như Điều 3;", "- Lưu: VT."], 70, 400) + text("CHỦ TỊCH", 380, 400)
    page += text("Trần Văn Kê", 375, 330)
    assert texts(pdf(page)) == ["Nơi nhận:", "- Như Điều 3;", "- Lưu: VT.", "CHỦ TỊCH", "Trần Văn Kê"]


def test_running_heads_and_page_numbers_are_furniture() -> None:
    pages = [
        text(f"CÔNG BÁO/Số {number}", 250, 780) + text(str(number), 60, 780) + text(f"dòng {word}", 80, 600)
        for number, word in enumerate(("một", "hai", "ba"), 4)
    ]
    data = pdf(*pages)
    assert words(data) == ["dòng một", "dòng hai", "dòng ba"]
    assert len(texts(data)) == 9


def test_a_table_with_merged_cells_goes_on_upon_the_next_page() -> None:
    xs = (60, 100, 300, 500)
    head = (
        box(xs, (700, 670, 640)) + rule(60, 610, 500, 610) + rule(60, 610, 60, 640) + rule(500, 610, 500, 640)
    )
    head += text("STT", 65, 680) + text("Tên việc", 105, 680) + text("Hạn", 305, 680)
    head += (
        text("1", 65, 655) + text("Rà soát các", 105, 660) + text("bờ kè", 105, 646) + text("quý I", 305, 655)
    )
    head += text("II. Việc khác", 65, 620)
    more = box(xs, (700, 670)) + text("2", 65, 680) + text("Báo cáo", 105, 680) + text("quý II", 305, 680)
    data = pdf(text("trước", 60, 720) + head + text("CÔNG BÁO", 60, 20), more + text("sau", 60, 600))
    assert texts(data) == [
        *("trước", "STT\tTên việc\tHạn", "1\tRà soát các bờ kè\tquý I", "II. Việc khác"),
        *("CÔNG BÁO", "2\tBáo cáo\tquý II", "sau"),
    ]
    assert line(data, "STT\tTên việc\tHạn").table == 1


def test_a_background_is_no_table() -> None:
    grey = "0.9 g 60 600 100 50 re f 160 600 100 50 re f 0 g\n"
    assert texts(pdf(grey + text("Điều 1.", 70, 620) + text("Phạm vi", 110, 620))) == ["Điều 1. Phạm vi"]


def test_a_page_that_is_printed_sideways() -> None:
    page = text("Điều 1. Phạm vi", 100, 80, upwards=True) + text("Điều 2. Áp dụng", 120, 80, upwards=True)
    assert texts(pdf(page, turn=90)) == ["Điều 1. Phạm vi", "Điều 2. Áp dụng"]
    assert "CÔNG BÁO" in texts(pdf(page + text("CÔNG BÁO", 250, 780)))


def test_looks() -> None:
    data = pdf(
        text("QUYẾT ĐỊNH", 275, 700, font="B")
        + text("Điều 1. ", 80, 600, font="B")
        + text("Phạm vi", 120, 600)
    )
    assert line(data, "QUYẾT ĐỊNH").bold and line(data, "QUYẾT ĐỊNH").centred
    assert not line(data, "Điều 1. Phạm vi").bold and not line(data, "Điều 1. Phạm vi").centred


def test_old_encodings_in_a_pdf() -> None:
    result = source(pdf(text("Céng hßa x· héi chñ nghÜa ViÖt Nam", 80, 600)))
    assert result.text == "Cộng hòa xã hội chủ nghĩa Việt Nam"
    assert [finding.code for finding in result.findings] == ["old-encoding"]


def _code(data: bytes) -> str:
    result = read_bytes("x.pdf", data)
    assert isinstance(result, Unreadable) and result.finding.hint
    return result.finding.code


def test_a_scan_is_recognised() -> None:
    assert _code(pdf(PICTURE, PICTURE + text("Trang 2", 80, 20))) == "pdf-scan"


def test_pages_that_are_scans_are_named() -> None:
    result = source(pdf(text("Điều 1. Phạm vi điều chỉnh", 80, 600), PICTURE))
    (finding,) = result.findings
    assert finding.code == "pdf-scanned-pages" and ": 2." in finding.message


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"%PDF-1.7\nabc", "pdf-damaged"), (pdf(text("a", 9, 9))[:400], "pdf-damaged"), (pdf(""), "no-text")],
)
def test_files_without_text(data: bytes, code: str) -> None:
    assert _code(data) == code


def test_a_page_of_too_many_letters_is_an_error_and_not_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_of_pdf, "MOST_LETTERS", 10)
    assert _code(pdf(text("Điều 1. Phạm vi", 80, 700))) == "pdf-too-large"
    assert texts(pdf(text("Điều 1.", 80, 700))) == ["Điều 1."]


_LINE = st.text(
    st.characters(codec="utf-8", max_codepoint=0x1EFF, categories=["Ll", "Nd"]), min_size=1, max_size=12
)


@given(st.lists(_LINE, min_size=1, max_size=6))
@settings(max_examples=40, deadline=None)
def test_no_letter_is_lost(content: list[str]) -> None:
    # PDFium leaves out words that are nowhere drawn; the letter a is in every font that may stand in.
    printed = [f"a{words}a" for words in [*content, "ở"]]
    result = read_bytes("x", pdf(lines(printed, 80, 700)))
    assert isinstance(result, SourceText)
    assert "".join(result.text.split()) == unicodedata.normalize("NFC", "".join(printed))
