"""Names and titles in capitals, written as a reader writes them."""

from __future__ import annotations

import pytest

from dieukhoan.casing import Wording, expand, fold, is_capitals, modern


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH LÂM GIANG", "Ủy ban nhân dân tỉnh Lâm Giang"),
        ("SỞ DÂN TỘC VÀ TÔN GIÁO", "Sở Dân tộc và Tôn giáo"),
        ("SỞ ĐO LƯỜNG VÀ KHÍ TƯỢNG", "Sở Đo lường và Khí tượng"),
        ("QUẬN ỦY HỒ SEN", "Quận ủy Hồ Sen"),
        ("BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "Bộ Lao động - Thương binh và Xã hội"),
        ("UBND TP. VÂN KHÊ", "Ủy ban nhân dân thành phố Vân Khê"),
        ("Sở Tư pháp", "Sở Tư pháp"),
        ("VĂN PHÒNG CƠ QUAN MẪU", "Văn phòng Cơ quan mẫu"),
        ("SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG TỈNH LÂM GIANG", "Sở Tài nguyên và Môi trường tỉnh Lâm Giang"),
        ("CÔNG ĐOÀN VIÊN CHỨC TỈNH LÂM GIANG", "Công đoàn Viên chức tỉnh Lâm Giang"),
        ("BỆNH VIỆN ĐA KHOA TỈNH LÂM GIANG", "Bệnh viện Đa khoa tỉnh Lâm Giang"),
        ("CỤC QUẢN LÝ THỊ TRƯỜNG TỈNH LÂM GIANG", "Cục Quản lý thị trường tỉnh Lâm Giang"),
    ],
)
def test_names_by_rule(printed: str, expected: str) -> None:
    assert Wording("").name(printed) == expected


def test_names_as_the_document_writes_them() -> None:
    words = Wording(
        "Theo đề nghị của Hội Người trồng sen tỉnh Lâm Giang, Hội Người trồng sen tỉnh Lâm Giang nêu rõ …"
    )
    assert words.name("HỘI NGƯỜI TRỒNG SEN TỈNH LÂM GIANG") == "Hội Người trồng sen tỉnh Lâm Giang"


def test_titles() -> None:
    words = Wording("Quyết định này ban hành Quy chế quản lý chợ đêm trên địa bàn tỉnh.")
    title = "BAN HÀNH QUY CHẾ QUẢN LÝ CHỢ ĐÊM TRÊN ĐỊA BÀN TỈNH LÂM GIANG THEO NGHỊ ĐỊNH SỐ 12/2021/NĐ-CP"
    assert words.sentence(title) == (
        "Ban hành Quy chế quản lý chợ đêm trên địa bàn tỉnh Lâm Giang theo Nghị định số 12/2021/NĐ-CP"
    )
    assert words.sentence("Về việc giữ gìn chợ đêm") == "Về việc giữ gìn chợ đêm"


def test_tones_may_stand_on_either_vowel() -> None:
    assert (
        modern("UỶ BAN, hoà giải, thuỷ lợi, quý, toàn, loan") == "ỦY BAN, hòa giải, thủy lợi, quý, toàn, loan"
    )
    assert fold("Uỷ ban") == fold("ỦY  BAN")


def test_abbreviations() -> None:
    assert expand("LĐLĐ thành phố") == "Liên đoàn Lao động thành phố"


def test_capitals() -> None:
    assert is_capitals("KẾ HOẠCH SỐ 35-KH/TU")
    assert not is_capitals("Kế hoạch")
    assert not is_capitals("2025")
