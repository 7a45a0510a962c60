"""What holds for parsing of any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dieukhoan.library import Library
from dieukhoan.model import ParsedSource, SourceText
from dieukhoan.parse import parse
from dieukhoan.read import read_bytes
from tests.invariants import lost, tree_is_sound
from tests.timing import cpu_seconds

_LINES = st.sampled_from(
    [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Số: 12/QĐ-UBND",
        "Số:    /KH-UBND",
        "Lâm Giang, ngày 02 tháng 3 năm 2031",
        "QUYẾT ĐỊNH",
        "QUY CHẾ",
        "(Ban hành kèm theo Quyết định số 12/QĐ-UBND)",
        "Căn cứ Luật Bến bãi;",
        "Kính gửi:",
        "Chương I",
        "Chương",
        "II",
        "Mục 2. TÊN MỤC",
        "Phần thứ ba",
        "Điều 1. Phạm vi",
        "Điều 1. Phạm vi",
        "Điều 12a.",
        "điều tra các bến",
        "1. Khoản một",
        "2. Khoản hai:",
        "2.1. Khoản con",
        "10.1.2 Sâu hơn",
        "a) Điểm a;",
        "đ) Điểm đ.",
        "b1) Điểm b1",
        "- Gạch đầu dòng",
        "+ Dấu cộng",
        "I. MỤC ĐÍCH",
        "“Điều 5. Trích",
        "hết trích.”.",
        '"1. Trích thẳng',
        "PHỤ LỤC II",
        "Mẫu số 01",
        "Nơi nhận:",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Nguyễn Văn Bình",
        "CÔNG BÁO/Số 1 + 2/Ngày 10-8-2031",
        "Người ký: ABC",
        "-----",
        "7",
        "",
        "",
        "phần sau của câu bị ngắt",
        "Một câu đã hết.",
    ]
)
_TEXTS = st.one_of(
    st.lists(_LINES, max_size=60).map("\n".join),
    st.text(max_size=300),
    st.lists(st.one_of(_LINES, st.text(max_size=40)), max_size=40).map("\n".join),
)


def _parsed(text: str) -> ParsedSource | None:
    source = read_bytes("thu.txt", text.encode("utf-8", "surrogatepass"))
    return parse(source) if isinstance(source, SourceText) else None


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
def test_no_character_is_lost(text: str) -> None:
    result = _parsed(text)
    assert result is None or not lost(result)


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
def test_the_tree_is_sound(text: str) -> None:
    if result := _parsed(text):
        tree_is_sound(result)


@settings(max_examples=50, deadline=None)
@given(st.lists(_TEXTS, max_size=4))
def test_ids_are_unique_in_a_library(texts: list[str]) -> None:
    library = Library.of([result for result in map(_parsed, texts) if result])
    ids = [document.id for document in library.documents]
    assert len(ids) == len(set(ids))
    assert all(library.get(document.id) is document for document in library.documents)
    assert all(not d.issued_with or library.get(d.issued_with) for d in library.documents)


_HOSTILE = {
    "articles": "Điều 1. Tên\n",
    "quotes": "“Điều 1. Tên\n",
    "instructions": "1. Sửa đổi như sau:\n“1. a\n",
    "dashes": "- " * 20 + "một\n",
    "numbers": "1.1.1.1.1 a\n",
    "letterheads": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 1/QĐ-UBND\nngày 1 tháng 1 năm 2031\nQUYẾT ĐỊNH\n",
    "annexes": "TM. ỦY BAN\nPHỤ LỤC I\n",
    "wrapped": "một dòng dài vừa phải mà chưa hết câu và còn chạy tiếp\n",
    "page numbers": "7\n\n",
    "signers": "CHỦ TỊCH\nNguyễn Văn Bình\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("unit", _HOSTILE.values(), ids=_HOSTILE.keys())
def test_time_grows_with_length(unit: str) -> None:
    def seconds(count: int) -> float:
        source = read_bytes("thu.txt", (unit * count).encode())
        assert isinstance(source, SourceText)
        return cpu_seconds(lambda: parse(source))

    small = 20_000 // len(unit)
    assert seconds(small * 10) < 20 * seconds(small) + 0.05  # ten times as long; the rest is for noise
