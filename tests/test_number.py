"""Numbers of documents: what is found, how it is spelled, what its type code says."""

from __future__ import annotations

from functools import partial

import pytest

from dieukhoan import number
from dieukhoan.number import NUMBER, Form
from tests.timing import cpu_seconds


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("102 /2025 /QĐ-UBND", "102/2025/QĐ-UBND"),
        ("*10* /KH-UBND", "10/KH-UBND"),
        ("233 - QC/PHCT", "233-QC/PHCT"),
        ("55 -KH/QU", "55-KH/QU"),
        ("01 /QC-UBND-LĐLĐ", "01/QC-UBND-LĐLĐ"),
        ("41/2016/ТТ-ВСТ", "41/2016/TT-BCT"),  # Cyrillic letters
        ("89/2015/NÐ-CP", "89/2015/NĐ-CP"),  # eth
        ("30/2019/QĐ-TTg.", "30/2019/QĐ-TTg"),
    ],
)
def test_spelling(printed: str, canonical: str) -> None:
    assert number.normalise(printed) == canonical
    parsed = number.parse(printed)
    assert parsed is not None and parsed.text == canonical


@pytest.mark.parametrize(
    ("text", "form", "code", "types"),
    [
        ("30/2020/NĐ-CP", Form.STATE, "NĐ", ("Nghị định",)),
        ("85/2017/nđ-cp", Form.STATE, "nđ", ("Nghị định",)),
        ("12/2019/ND-CP", Form.STATE, "ND", ("Nghị định",)),
        ("163/Ctr-UBND-LĐLĐ", Form.STATE, "Ctr", ("Chương trình",)),
        ("951-QĐ/TU", Form.PARTY, "QĐ", ("Quyết định", "Quy định")),
        ("12-TT/TU", Form.PARTY, "TT", ("Thông tri",)),
        ("12/2022/TT-BXYZ", Form.STATE, "TT", ("Thông tư",)),
        ("18/2008/QH12", Form.ASSEMBLY, "", ("Luật", "Bộ luật", "Nghị quyết")),
        ("15/NQ-UBTVQH15", Form.ASSEMBLY, "NQ", ("Nghị quyết",)),
        ("770/UBND-VX", Form.DISPATCH, "", ("Công văn",)),
        ("31-L/CTN", Form.STATE, "L", ("Luật", "Lệnh")),
        ("14/DA-UBND", Form.STATE, "DA", ("Dự án",)),
        ("14/ĐA-UBND", Form.STATE, "ĐA", ("Đề án",)),
    ],
)
def test_form_and_type(text: str, form: Form, code: str, types: tuple[str, ...]) -> None:
    parsed = number.parse(text)
    assert parsed is not None
    assert (parsed.form, parsed.code, parsed.types) == (form, code, types)


def test_key_compares_spellings() -> None:
    assert number.key("01/2020/NĐ-CP") == number.key("1/2020/nd-cp")
    assert number.key("02-NQ/TW") == number.key("02-NQ/TƯ")
    assert number.key("02-NQ/TW") != number.key("02-NQ/TU")
    assert number.key("3/QĐ-UBND") != number.key("30/QĐ-UBND")


def test_finds_in_running_text() -> None:
    text = (
        "Quyết định số 12 /2025 /QĐ-UBND, Nghị quyết 02-NQ/TW và Nghị định 98/2019/NĐ- CP; Luật 54/2015/QH13."
    )
    assert [match[0] for match in NUMBER.finditer(text)] == [
        "12 /2025 /QĐ-UBND",
        "02-NQ/TW",
        "98/2019/NĐ- CP",
        "54/2015/QH13",
    ]


@pytest.mark.parametrize(
    "text", ["ngày 12/6/2021", "trực 24/24 giờ", "từ 5 - 7 ngày", "tỷ lệ 3/4", "5 - Hà Nội"]
)
def test_near_misses(text: str) -> None:
    assert NUMBER.search(text) is None


@pytest.mark.parametrize("text", ["", "/KH-UBND", "Không số", "12/2025/"])
def test_is_no_number(text: str) -> None:
    assert number.parse(text) is None


@pytest.mark.parametrize("repeated", ["1 ", "1/", "12/A-", "9", "1/2020/a-"])
def test_linear_on_hostile_text(repeated: str) -> None:
    texts = repeated * 5_000, repeated * 50_000
    small, large = (cpu_seconds(partial(NUMBER.findall, text)) for text in texts)
    assert large < 30 * small + 0.05
