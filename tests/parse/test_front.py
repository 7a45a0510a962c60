"""The front of a document: its facts, its recitals, what is odd about it. All places are invented."""

from __future__ import annotations

from functools import partial

import pytest

from dieukhoan.model import Flow, Role, Stated
from dieukhoan.parse.front import Front, read_front
from tests.parse.fronts import lines_of
from tests.timing import cpu_seconds

DECISION = """ỦY BAN NHÂN
DÂN
TỈNH LÂM GIANG
-------
CỘNG HÒA XÃ
HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số:
12/2025/QĐ-UBND
Lâm Giang, ngày
18 tháng 11 năm 2025

QUYẾT ĐỊNH

BAN HÀNH QUY CHẾ QUẢN LÝ CHỢ ĐÊM TRÊN
ĐỊA BÀN TỈNH LÂM GIANG

CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LÂM GIANG

Căn cứ Luật Tổ chức chính quyền địa phương số
72/2025/QH15;

Căn
cứ Luật Thương mại; Luật Giá;

Theo đề nghị của Giám đốc Sở Công Thương.

QUYẾT ĐỊNH:
"""


def front(text: str, body: str = "", issuing: Front | None = None, stated: Stated | None = None) -> Front:
    return read_front(text, lines_of(text), body, issuing=issuing, stated=stated)


def facts(found: Front) -> tuple[str, str, str, str, str]:
    return found.type, found.number, found.date, found.place, found.issuer


def test_decision_in_narrow_columns() -> None:
    found = front(DECISION)
    assert facts(found) == (
        "Quyết định",
        "12/2025/QĐ-UBND",
        "2025-11-18",
        "Lâm Giang",
        "Ủy ban nhân dân tỉnh Lâm Giang",
    )
    assert found.title.lower() == "ban hành quy chế quản lý chợ đêm trên địa bàn tỉnh lâm giang"
    assert not found.findings


def test_recitals_are_nodes() -> None:
    found = front(DECISION)
    assert [node.address for node in found.nodes] == ["can-cu-1", "can-cu-2", "can-cu-3"]
    recitals = [Flow(DECISION, p.pieces).text for p in found.paragraphs if p.role is Role.RECITAL]
    assert recitals == [
        "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;",
        "Căn cứ Luật Thương mại; Luật Giá;",
        "Theo đề nghị của Giám đốc Sở Công Thương.",
    ]


def test_nothing_is_lost() -> None:
    covered = bytearray(len(DECISION))
    found = front(DECISION)
    for start, end in [
        *(piece for paragraph in found.paragraphs for piece in paragraph.pieces),
        *(node.label_span for node in found.nodes),
    ]:
        covered[start:end] = b"\1" * (end - start)
    assert not [c for c, seen in zip(DECISION, covered, strict=True) if not seen and not c.isspace()]


def test_party_and_joint_issuers() -> None:
    party = front(
        "ĐẢNG BỘ THÀNH PHỐ VÂN KHÊ\nQUẬN ỦY HỒ SEN\n*\nSố 55 -KH/QU\nĐẢNG CỘNG SẢN VIỆT NAM\n"
        "Hồ Sen, ngày 07 tháng 9 năm 2021\n\nKẾ HOẠCH\nThực hiện Nghị quyết về đọc sách\n-----\n"
    )
    assert facts(party) == ("Kế hoạch", "55-KH/QU", "2021-09-07", "Hồ Sen", "Quận ủy Hồ Sen")
    joint = front(
        "ỦY BAN NHÂN DÂN TỈNH -\nLIÊN ĐOÀN LAO ĐỘNG\nTỈNH LÂM GIANG\n\nSố: 01 /QC-UBND-LĐLĐ\n\n"
        "Lâm Giang, ngày 01 tháng 3 năm 2024\n\nQUY CHẾ\n\nPhối hợp công tác\n"
    )
    assert joint.issuer == "Ủy ban nhân dân tỉnh Lâm Giang và Liên đoàn Lao động tỉnh Lâm Giang"
    assert front("BỘ THỬ NGHIỆM\nCỤC ĐỌC SÁCH\n\nTHÔNG BÁO\nVề việc nghỉ lễ\n").issuer == "Cục Đọc sách"


def test_issuer_from_number_and_place() -> None:
    found = front(
        "Số: *10* /KH-UBND\n\nHồ Sen, ngày *11* tháng *01* năm 2022\n\n"
        "KẾ HOẠCH\n\nĐọc sách trên địa bàn quận Hồ Sen\n"
    )
    assert facts(found) == ("Kế hoạch", "10/KH-UBND", "2022-01-11", "Hồ Sen", "Ủy ban nhân dân quận Hồ Sen")


def test_dispatch_with_stamp_and_addressees() -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH LÂM GIANG\n\nSố: 770 /UBND-VX\n"
        "V/v triển khai thực hiện Quy\nchế đọc sách\n\n"
        "Lâm Giang, ngày 20 tháng 3 năm 2024\n\nSỞ THÔNG TIN\nĐẾN Số: 1632\nNgày: 21/3/2024\nChuyển:\n\n"
        "Kính gửi:\n\n- Công an tỉnh;\n- Các sở, ngành tỉnh.\n\n"
        "Thực hiện Quy chế, Chủ tịch có ý kiến như sau:\n"
    )
    found = front(text)
    assert (found.type, found.number, found.date) == ("Công văn", "770/UBND-VX", "2024-03-20")
    assert found.title == "V/v triển khai thực hiện Quy chế đọc sách"
    assert found.addressees == ("Công an tỉnh", "Các sở, ngành tỉnh")
    stamp = [Flow(text, p.pieces).text for p in found.paragraphs if p.role is Role.STAMP]
    assert stamp == ["SỞ THÔNG TIN", "ĐẾN Số: 1632", "Ngày: 21/3/2024", "Chuyển:"]


def test_attached_document_takes_its_issuer_from_the_one_that_issues_it() -> None:
    text = "QUY CHẾ\n\nQUẢN LÝ CHỢ ĐÊM\n\n(Ban hành kèm theo Quyết định số *12 */2025 /QĐ-UBND)\n"
    found = front(text, issuing=front(DECISION))
    assert facts(found) == ("Quy chế", "", "", "", "Ủy ban nhân dân tỉnh Lâm Giang")
    assert found.title == "Quản lý chợ đêm"
    assert found.issued_with_number == "12/2025/QĐ-UBND"
    assert not found.findings


def test_law() -> None:
    found = front(
        "QUỐC HỘI\n\nLuật số: 121/2025/QH15\n\nLUẬT\nĐỌC SÁCH\n\nCăn cứ Hiến pháp;\n"
        "Quốc hội ban hành Luật Đọc sách.\n",
        "Luật này được Quốc hội khóa XV, kỳ họp thứ 10 thông qua ngày 10 tháng 12 năm 2025.",
    )
    assert (found.type, found.number, found.date, found.issuer) == (
        "Luật",
        "121/2025/QH15",
        "2025-12-10",
        "Quốc hội",
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Số:      /KH-UBND\nHồ Sen, ngày 1 tháng 2 năm 2022\n\nKẾ HOẠCH\nĐọc sách\n", "thieu-so"),
        ("Số: 1/KH-UBND\nHồ Sen, ngày … tháng 01 năm 2022\n\nKẾ HOẠCH\nĐọc sách\n", "thieu-ngay"),
        ("Số: 1/KH-UBND\nHồ Sen, ngày 31 tháng 02 năm 2022\n\nKẾ HOẠCH\nĐọc sách\n", "ngay-khong-co-that"),
        ("Số: 1/QĐ-UBND\nHồ Sen, ngày 1 tháng 02 năm 2022\n\nKẾ HOẠCH\nĐọc sách\n", "loai-khac-so"),
    ],
)
def test_findings(text: str, code: str) -> None:
    found = front(text)
    assert [finding.code for finding in found.findings] == [code]
    assert all(finding.hint for finding in found.findings)
    if code != "loai-khac-so":
        assert "" in (found.number, found.date)


def test_portal_fills_what_the_text_lacks() -> None:
    stated = Stated(
        type="Quyết định", number="9/QĐ-UBND", date="03/02/2024", issuer="Tỉnh Lâm Giang", title="Về sách"
    )
    found = front("QUYẾT ĐỊNH\n", stated=stated)
    assert facts(found) == ("Quyết định", "9/QĐ-UBND", "2024-02-03", "", "Tỉnh Lâm Giang")
    assert found.title == "Về sách"


@pytest.mark.parametrize(
    "unit",
    [
        "TM. ỦY BAN\nKT. CHỦ TỊCH\n",
        "Căn cứ Luật A;\n",
        "Hà Nội, ngày tháng năm\n",
        "xin chào (các bạn\n",
        "Số: 1/\n",
    ],
)
def test_linear_on_hostile_text(unit: str) -> None:
    texts = unit * 200, unit * 2000
    small, large = (cpu_seconds(partial(front, text, text)) for text in texts)
    assert large < 30 * small + 0.05


def test_a_heading_in_capitals_may_have_lost_its_tone_marks() -> None:
    found = front("Số: 21/2031/QĐ-UBND\n\nQUYET ĐỊNH\nVề quản lý bến phà trên địa bàn tỉnh Lâm Giang\n")
    assert (found.type, found.title) == ("Quyết định", "Về quản lý bến phà trên địa bàn tỉnh Lâm Giang")
