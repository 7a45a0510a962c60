"""Plain text and Markdown."""

from __future__ import annotations

import pytest

from tests.read.reading import line, source, texts, words


def test_plain_text_stays_as_it_is() -> None:
    text = "UBND TỈNH LÂM GIANG     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\n  Điều 1. a < b & c\n- 5 > 3"
    assert source(text).format == "text"
    assert texts(text) == [
        "UBND TỈNH LÂM GIANG     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "",
        "Điều 1. a < b & c",
        "- 5 > 3",
    ]


def test_lines_are_those_of_the_file_unless_mark_up_takes_several() -> None:
    assert source("QUY CHẾ\n\n**Điều 1.** Phạm vi\n").keeps_lines
    assert source("QUY CHẾ\n| a | b |\n|---|---|\n| 1 | 2 |\n").keeps_lines is False
    assert source("<html><body><p>QUY CHẾ</p></body></html>").keeps_lines is False


@pytest.mark.parametrize(
    "rule", ["-------", "***", "* * *", "______", "=====", "– – –", "*", "\\*", "**_____**"]
)
def test_drawn_rules_are_furniture(rule: str) -> None:
    content = f"TỈNH ỦY LÂM GIANG\n{rule}\nSố 12-QĐ/TU"
    assert words(content) == ["TỈNH ỦY LÂM GIANG", "Số 12-QĐ/TU"]
    assert len(texts(content)) == 3


def test_a_table_pasted_from_a_spreadsheet() -> None:
    rows = "STT\tTên\tSố lượng\n1\tBút\t5\n2\tVở\t7\nĐiều 2.\tHiệu lực"
    assert texts(rows) == ["STT\tTên\tSố lượng", "1\tBút\t5", "2\tVở\t7", "Điều 2.    Hiệu lực"]
    assert [line.table for line in source(rows).lines] == [1, 1, 1, 0]


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        # what is emphasis
        ("**Điều 1.** Phạm vi", "Điều 1. Phạm vi"),
        ("*Căn cứ Luật Công đoàn;*", "Căn cứ Luật Công đoàn;"),
        ("***Ghi chú:*** nộp __đúng__ hạn", "Ghi chú: nộp đúng hạn"),
        ("Số: *10* /KH-UBND", "Số: 10 /KH-UBND"),
        ("thi đua “*Lao động giỏi*”; góp phần", "thi đua “Lao động giỏi”; góp phần"),
        ("- *Đến năm 2031*: đạt **90 %**", "- Đến năm 2031: đạt 90 %"),
        # as converters write it
        ("**UBND **KT.", "UBND KT."),
        ("*Vân Khê, ngày **24** tháng** 11** năm 2031 *", "Vân Khê, ngày 24 tháng 11 năm 2031"),
        ("trên ch**ỉ** c**ó** gi**á** trị", "trên chỉ có giá trị"),
        ("của **huyện Hồ**** Sen**", "của huyện Hồ Sen"),
        ("(địa chỉ*: *__https://vankhe.example__*); *nộp", "(địa chỉ: https://vankhe.example); nộp"),
        ("a **của **\n**VÂN KHÊ **\nb", "a của\nVÂN KHÊ\nb"),
        ("quyền của **\nBÁO VÂN KHÊ**. Mọi", "quyền của\nBÁO VÂN KHÊ. Mọi"),
        ("**\nNgày hiệu lực:**\nx", "\nNgày hiệu lực:\nx"),
        ("**x**\n* (Kèm theo Quyết định\nsố 5)*", "x\n(Kèm theo Quyết định\nsố 5)"),
        ("** Ghi chú: tạm tính.*\n**x**", "* Ghi chú: tạm tính.\nx"),
        ("a\n* *\n** **\nb **c**", "a\n\n\nb c"),
        # what is text
        ("2 * 3 và **x**", "2 * 3 và x"),
        ("diện tích a*b, **x**", "diện tích a*b, x"),
        ("tham mưu. /*glu*\n**x**", "tham mưu. /*glu*\nx"),
        ("Biểu 1 (*) và (**) **x**", "Biểu 1 (*) và (**) x"),
        ("* Ghi chú: **x**", "* Ghi chú: x"),
        ("HP_VP11_QĐ và chỉ số VN_AQI **x**", "HP_VP11_QĐ và chỉ số VN_AQI x"),
        ("ngày ___ tháng ___ **x**", "ngày ___ tháng ___ x"),
        ("**x** thuế 5*, phí 7*", "x thuế 5*, phí 7*"),
        ("[x](javascript:alert(1)) **x**", "[x](javascript:alert(1)) x"),
        ("<Tên cơ quan> **x** <script>", "<Tên cơ quan> x <script>"),
        # other marks
        ("1\\. Mục đích \\*", "1. Mục đích *"),
        (
            "xem [cổng](https://vankhe.example/a_b) và <https://vankhe.example>",
            "xem cổng và https://vankhe.example",
        ),
        ("![dấu](_page_1_Picture_2.jpeg)Nơi nhận: **x**", "dấuNơi nhận: x"),
        ("TM. ỦY BAN<br>CHỦ TỊCH", "TM. ỦY BAN\nCHỦ TỊCH"),
        ("m<sup>2</sup> &lt; 5&nbsp;ha **x**", "m2 < 5 ha x"),
        ("dòng một  \ndòng **hai**\\\ndòng ba", "dòng một\ndòng hai\ndòng ba"),
        ("> Trích **dẫn**", "Trích dẫn"),
        ("- Như trên;\n- Lưu: **VT**.", "- Như trên;\n- Lưu: VT."),
    ],
)
def test_marks_are_no_text_and_text_is_no_mark(markdown: str, text: str) -> None:
    assert source(markdown).format == "markdown"
    assert source(markdown).text == text


def test_headings_have_their_level() -> None:
    content = "## **KẾ HOẠCH**\n#### IV. TỔ CHỨC ##\n#tag **x**"
    assert line(content, "KẾ HOẠCH").heading == 2
    assert line(content, "KẾ HOẠCH").bold
    assert line(content, "IV. TỔ CHỨC").heading == 4
    assert line(content, "#tag x").heading == 0


def test_whole_lines_in_bold_and_italic() -> None:
    content = "**Chương I**\n**NHỮNG QUY ĐỊNH\nCHUNG**\n**Điều 1.** Phạm vi\n*Căn cứ* *luật;*\n**(*a*)**"
    assert line(content, "CHUNG").bold
    assert not line(content, "Điều 1. Phạm vi").bold
    assert line(content, "Căn cứ luật;").italic
    assert line(content, "(a)").bold


def test_a_markdown_table() -> None:
    content = "| TT | **Tên** |\n|:--|---|\n| 1 | a<br>b \\| c |\n| 2 | |\n\nĐiều 2."
    assert texts(content) == ["TT\tTên", "1\ta\vb | c", "2", "", "Điều 2."]
    assert [line.table for line in source(content).lines] == [1, 1, 1, 0, 0]


def test_rows_that_ocr_left_without_a_second_row() -> None:
    assert [line.table for line in source("| a | b |\n| c | d |\nx | y").lines] == [1, 1, 0]


def test_a_letterhead_in_a_markdown_table_is_laid_out() -> None:
    content = (
        "| ỦY BAN NHÂN DÂN<br>TỈNH LÂM GIANG | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n|---|---|\n"
        "| Số: 5/KH-UBND | *Lâm Giang, ngày 5 tháng 6 năm 2031* |"
    )
    assert texts(content) == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH LÂM GIANG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 5/KH-UBND",
        "Lâm Giang, ngày 5 tháng 6 năm 2031",
    ]


def test_what_converters_leave_of_tables_is_furniture() -> None:
    content = "|\n**HUYỆN ỦY HỒ SEN**\n|\n**ĐẢNG CỘNG SẢN VIỆT NAM**\n|\n| |\nSố 5-QĐ/HU\n|"
    assert words(content) == ["HUYỆN ỦY HỒ SEN", "ĐẢNG CỘNG SẢN VIỆT NAM", "Số 5-QĐ/HU"]
    assert len(texts(content)) == 8


def test_a_letterhead_run_together_on_one_row() -> None:
    content = (
        "SỞ Y TẾ_______ Số: 5/QĐ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAMĐộc lập - Tự do - Hạnh phúc------ |\n"
        "|\n**x**"
    )
    assert words(content) == [
        "SỞ Y TẾ",
        "Số: 5/QĐ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "x",
    ]
