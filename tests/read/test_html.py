"""Pages of no known portal."""

from __future__ import annotations

import pytest

from tests.read.reading import line, source, texts


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>Điều 1.\n   Phạm\n vi</p><p>Điều 2.</p>", ["Điều 1. Phạm vi", "Điều 2."]),
        ("<div>a<div>b</div>c</div><p>d", ["a", "b", "c", "d"]),
        ("<p>a<br>b<br/>&nbsp;<br>c</p><p></p>", ["a", "b", "c"]),
        ("<p>Đ<b>iề</b>u <i>1</i>. m<sup>2</sup></p><p>x</p>", ["Điều 1. m2", "x"]),
        ("<p>Đie&#x302;&#x300;u&nbsp;&#8203;1 &lt;b&gt; &amp;amp;</p><p>x", ["Điều 1 <b> &amp;", "x"]),
        (
            "<p>a</p><!-- b --><script>c</script><p hidden>e</p><p style='DISPLAY : none'>f",
            ["a"],
        ),
        ("<p>x</p><pre>a\n  b</pre><p style='white-space:pre-line'>c\nd</p>", ["x", "a", "b", "c", "d"]),
        (
            "<p>x</p><ol><li>a<li>b</ol><ol start=3 type=a><li>c<li value=5><p>d</p></ol>",
            ["x", "1. a", "2. b", "c. c", "e. d"],
        ),
        ("<p>x</p><ol type=I><li>a<ul><li>b</ul><li>1. c</ol>", ["x", "I. a", "- b", "1. c"]),
        ("<p>x</p><ol style='list-style: none'><li>a) b</ol><ul><li>- c</ul>", ["x", "a) b", "- c"]),
        ("<p>x</p><hr><dl><dt>a<dd>b</dl>", ["x", "a", "b"]),
    ],
)
def test_elements_to_lines(html: str, lines: list[str]) -> None:
    assert source(html).format == "html"
    assert texts(html) == lines


def test_how_lines_look() -> None:
    page = (
        "<h2>Chương I</h2><p align=center><b>NHỮNG <i>QUY ĐỊNH</i></b></p><center>GIỮA</center>"
        "<p style='text-align:center'><span style='font-weight:700'>đậm</span></p>"
        "<p><b>Điều 1.</b> Phạm vi</p><p><em>Căn cứ</em></p><div align=center><p align=left>trái</p></div>"
    )
    assert line(page, "Chương I").heading == 2
    assert line(page, "NHỮNG QUY ĐỊNH").bold and line(page, "NHỮNG QUY ĐỊNH").centred
    assert not line(page, "NHỮNG QUY ĐỊNH").italic
    assert line(page, "GIỮA").centred
    assert line(page, "đậm").bold and line(page, "đậm").centred
    assert not line(page, "Điều 1. Phạm vi").bold
    assert line(page, "Căn cứ").italic
    assert not line(page, "trái").centred


def test_cells_stay_in_their_columns() -> None:
    page = (
        "<p>x</p><table border=1><caption>Biểu 1</caption>"
        "<tr><th rowspan=2>TT<th colspan=2>Mức<th>Ghi chú</tr>"
        "<tr><td>thấp<td>cao<td>a<br>b</tr>"
        "<tr><td>1<td><p>2</p><p>3</p><td>4<td></tr></table><p>y</p>"
    )
    assert texts(page) == ["x", "Biểu 1", "TT\tMức\t\tGhi chú", "\tthấp\tcao\ta\vb", "1\t2\v3\t4", "y"]
    assert [line.table for line in source(page).lines] == [0, 0, 1, 1, 1, 0]


@pytest.mark.parametrize(
    "cells",
    [
        "<td>HUYỆN HỒ SEN<td>CỘNG HÒA XÃ HỘI<br>CHỦ NGHĨA VIỆT NAM<tr><td>a<td>b",
        "<td>ĐẢNG BỘ<td>ĐẢNG CỘNG SẢN VIỆT NAM<tr><td>a<td>b",
        "<td>Nơi nhận:<br>- Lưu: VT.<td>a<tr><td>c<td>b",
        "<td>a<td>TM. ỦY BAN NHÂN DÂN<br>CHỦ TỊCH<tr><td>c<td>b",
        "<td>a<tr><td>b",
    ],
)
@pytest.mark.parametrize("border", ["0", "1"])
def test_tables_that_only_lay_out(cells: str, border: str) -> None:
    assert not any(line.table for line in source(f"<p>x</p><table border={border}><tr>{cells}</table>").lines)


def test_a_table_around_a_table_lays_out_the_page() -> None:
    page = (
        "<table border=1><tr><td>trái<td>trên<table border=1><tr><td>a<td>b<tr><td>c<td>d</table>dưới</table>"
    )
    assert texts(page) == ["trái", "trên", "a\tb", "c\td", "dưới"]


def test_what_surrounds_the_text_of_a_page_is_left_out() -> None:
    page = (
        "<html><head><title>Tin</title><link rel=canonical href='https://bao.example/tin'>"
        "<meta property='og:title' content='Ký quy chế'>"
        "<meta property='article:published_time' content='2031-05-06T07:08'>"
        "</head><body><header>Báo Vân Khê</header><nav><a>Trang chủ</a></nav><form>Tìm <input value=x></form>"
        "<main><article><header><h1>Ký quy chế phối hợp</h1></header>"
        "<p>Ngày 5/6, hai bên đã ký quy chế phối hợp.</p>"
        "</article></main><aside>Tin khác</aside><footer>Bản quyền</footer></body></html>"
    )
    assert texts(page) == ["Ký quy chế phối hợp", "Ngày 5/6, hai bên đã ký quy chế phối hợp."]
    stated = source(page).stated
    assert (stated.title, stated.date, stated.url) == ("Ký quy chế", "2031-05-06", "https://bao.example/tin")


def test_a_page_that_is_one_form_is_kept() -> None:
    assert texts("<html><body><form id=aspnetForm><p>Điều 1. Phạm vi</p></form></body></html>") == [
        "Điều 1. Phạm vi"
    ]


def test_an_address_that_no_reader_can_follow_is_no_address() -> None:
    assert source("<html><link rel=canonical href='javascript:alert(1)'><body><p>x").stated.url == ""


@pytest.mark.parametrize(
    "content", ["Điều 1. <Tên cơ quan> chủ trì", "a < b > c", "<viết tắt họ>@vankhe.example"]
)
def test_angle_brackets_alone_are_no_page(content: str) -> None:
    assert texts(content) == [content]
