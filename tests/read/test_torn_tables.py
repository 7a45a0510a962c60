"""Tables of which a copy kept only the marks between the cells."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dieukhoan.model import CELL
from tests.read.reading import source, texts, words


def _torn(table: str) -> str:
    """A table, a row a line, as a copy holds it: a line for each cell and for each mark."""
    rows = [row.strip().strip("|").split("|") for row in table.strip().split("\n")]
    lines: list[str] = []
    for row in rows:
        lines.append("|")
        for cell in row:
            lines += [*cell.strip().split("/"), "|"] if cell.strip() else ["|"]
    return "\n".join(lines)


def _rows(content: str) -> list[list[str]]:
    """The rows of all tables, their cells with "/" between lines."""
    text = source(content)
    return [
        text.text[line.start : line.end].replace("\v", "/").split(CELL) for line in text.lines if line.table
    ]


def test_rows_with_headings_of_groups() -> None:
    content = "**PHỤ LỤC**\n\n" + _torn(
        """
        | **STT** | **Nhiệm vụ** | **Đơn vị** | **Thời hạn** |
        | **A** | **Bến đò** |
        | 1. | Kẻ vạch bến | Sở Bến bãi | Quý I |
        | 2. | Đóng phao | Sở Bến bãi | Quý II |
        | **B** | **Bè cá** |
        | 1. | Đếm bè | Xã Hồ Sen | Quý III |
        """
    )
    assert _rows(content) == [
        ["STT", "Nhiệm vụ", "Đơn vị", "Thời hạn"],
        ["A", "Bến đò"],
        ["1.", "Kẻ vạch bến", "Sở Bến bãi", "Quý I"],
        ["2.", "Đóng phao", "Sở Bến bãi", "Quý II"],
        ["B", "Bè cá"],
        ["1.", "Đếm bè", "Xã Hồ Sen", "Quý III"],
    ]
    assert words(content)[0] == "PHỤ LỤC"
    assert "|" not in source(content).text
    assert [line.bold for line in source(content).lines if line.table] == [
        True,
        True,
        False,
        False,
        True,
        False,
    ]


def test_empty_cells_keep_their_columns() -> None:
    table = """
        | TT | Tên | Số lượng | Ghi chú |
        | 1 | Bút |  | mới |
        | 2 | Vở | 5 |  |
        |  | Cộng | 5 |  |
        """
    assert _rows(_torn(table)) == [
        ["TT", "Tên", "Số lượng", "Ghi chú"],
        ["1", "Bút", "", "mới"],
        ["2", "Vở", "5"],
        ["", "Cộng", "5"],
    ]


def test_cells_that_reach_down_leave_the_rows_below_short() -> None:
    table = """
        | Mã hiệu | Công tác | Thành phần | Đơn vị | Định mức |
        | BX.11 | Vá bến | *Nhân công* |  |  |
        | Bậc thợ 3 | công | 0,50 |
        | *Máy* |  |  |
        | Máy xúc | ca | 0,10 |
        """
    assert _rows(_torn(table)) == [
        ["Mã hiệu", "Công tác", "Thành phần", "Đơn vị", "Định mức"],
        ["BX.11", "Vá bến", "Nhân công"],
        ["", "", "Bậc thợ 3", "công", "0,50"],
        ["", "", "Máy"],
        ["", "", "Máy xúc", "ca", "0,10"],
    ]


def test_lines_of_a_cell() -> None:
    table = """
        | STT | Căn cứ/pháp lý | Đơn vị |
        | 1 | - Luật Bến đò ngày/05/6/2031 của/tỉnh;/- Quyết định/số 7. | Sở Bến bãi/Sở Đò |
        """
    assert _rows(_torn(table)) == [
        ["STT", "Căn cứ pháp lý", "Đơn vị"],
        ["1", "- Luật Bến đò ngày 05 6 2031 của tỉnh;/- Quyết định số 7.", "Sở Bến bãi/Sở Đò"],
    ]


def test_letterhead_and_signature_stay_lines() -> None:
    head = _torn(
        "| UBND TỈNH LÂM GIANG | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n| Số: 5/KH-UBND | Lâm Giang, ngày 3 |"
    )
    end = _torn("| Nơi nhận:/- Như trên; | TM. ỦY BAN NHÂN DÂN/CHỦ TỊCH |")
    table = _torn("| STT | Việc |\n| 1 | Đóng phao |\n| 2 | Kẻ vạch |")
    for gap in ("\n\n", "\n"):
        content = f"{head}{gap}**KẾ HOẠCH**\nđóng phao{gap}{end}{gap}**DANH MỤC**{gap}{table}"
        assert _rows(content) == [["STT", "Việc"], ["1", "Đóng phao"], ["2", "Kẻ vạch"]]
        assert {"UBND TỈNH LÂM GIANG", "KẾ HOẠCH", "Nơi nhận:", "CHỦ TỊCH", "DANH MỤC"} <= set(words(content))


def test_two_tables_with_a_line_between() -> None:
    table = "| STT | Mã | Việc |\n| 1 | A | Đóng phao |\n| 2 | B | Kẻ vạch |"
    for between in ("\nII. Việc của xã\n", "\n\nII. Việc của xã\n\n", "\n\n\n"):
        content = _torn(table) + between + _torn(table)
        text = source(content)
        assert [line.table for line in text.lines if line.table] == [1, 1, 1, 2, 2, 2]
        assert ("II. Việc của xã" in words(content)) == ("II" in between)


@pytest.mark.parametrize("opening", ["PHỤ LỤC II", "Điều 4. Việc của xã", "(Kèm theo Quyết định số 5)"])
def test_what_opens_a_part_of_the_document_is_no_cell(opening: str) -> None:
    rows = "| Mã | Việc |  |\n| A | Đóng phao | x |\n| B | Kẻ vạch | y |"
    content = f"{_torn(rows)}\n{opening}\nviệc của xã\n{_torn(rows)}"
    assert [line.table for line in source(content).lines if line.table] == [1, 1, 1, 2, 2, 2]
    assert opening in words(content)


@pytest.mark.parametrize(
    "content",
    [
        "|\nmột ô\n|",
        "|\nÔ thứ nhất\n|\nô thứ hai\n|",
        "|\n\n\n|\nx",
        "Văn bản\n|\n|\n|\nkhông có bảng **nào**",
        "a\n|\nb",
    ],
)
def test_what_is_no_table_stays(content: str) -> None:
    assert not _rows(content)
    assert texts(content) == [line.replace("**", "") for line in content.split("\n")]


_PIECES = st.sampled_from(
    ["|", "|", "|", "||", "1.", "STT", "A", "Sở Bến bãi", "Nơi nhận:", "-----", "", "“x” **y**"]
)


@given(st.lists(_PIECES, max_size=60).map("\n".join))
@settings(max_examples=300, deadline=None)
def test_no_word_is_lost(content: str) -> None:
    marked = f"{content}\n**z**"
    expected = marked.replace("|", "").replace("*", "").split()
    assert source(marked).text.replace("|", "").split() == expected


def test_hostile_marks_take_linear_time() -> None:
    for content in ("|\nx\n|\n" * 20_000, "|\n1\n" * 40_000, "|\n|\nx\n" * 20_000, "|\n" * 100_000 + "**x**"):
        begin = time.process_time()
        source(content)
        assert time.process_time() - begin < 12
