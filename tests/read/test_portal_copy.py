"""Pages of portals that someone copied as text."""

from __future__ import annotations

import pytest

from dieukhoan.model import Stated
from tests.read.reading import source, texts, words

DOCUMENT = """|
**ỦY BAN NHÂN DÂN**
TỈNH LÂM GIANG
-------
|
**CỘNG HÒA
XÃ HỘI CHỦ NGHĨA VIỆT NAM**
|
|
Số: 5/KH-UBND
|
*Lâm Giang, ngày 5 tháng 6 năm 2031*
|
**KẾ HOẠCH**
Nội dung
Văn bản liên quan
Số hiệu: do Sở cấp.
Điều cuối./.
|
**CHỦ TỊCH**
Lê Thử
|"""
HEAD = """|
|
Bản dịch này thuộc quyền sở hữu của **
THƯ VIỆN PHÁP LUẬT**. Mọi hành vi sao chép, đăng tải lại mà không có sự đồng ý của **
THƯ VIỆN PHÁP LUẬT** là vi phạm pháp luật về Sở hữu trí tuệ.
X
Đang tải văn bản...
#
**Số hiệu:**
|
5/KH-UBND
|
|
**Loại văn bản:**
|
Kế hoạch
|
**Nơi ban hành:**
|
Tỉnh Lâm Giang
|
|
**Người ký:**
|
Lê Thử
|
**Ngày ban hành:**
|
05/06/2031
|
|
**
Ngày hiệu lực:**
|
Đã biết
|
|
**Tình trạng:**
|
Đã biết
|
"""
TITLE = "Kế hoạch 5/KH-UBND năm 2031 làm thử trên địa bàn tỉnh Lâm Giang"
RELATED = """Ban hành:
11/11/2030
Hiệu lực: Đã biết
Tình trạng: Đã biết
Cập nhật:
12/11/2030
"""
TAIL = f"""
** **
{TITLE}
Văn bản này chưa cập nhật nội dung Tiếng Anh
Kế hoạch 5/KH-UBND ngày 05/06/2031 làm thử trên địa bàn tỉnh Lâm Giang
## Văn bản liên quan
{RELATED * 20}111
|
NỘI DUNG SỬA ĐỔI, HƯỚNG DẪN
Văn bản bị thay thế
Văn bản thay thế
<Nội dung> = Nội dung hai
**Click trái** để xem cụ thể từng nội dung cần so sánh
**Địa chỉ:**
Cảm ơn đã dùng ThuVienPhapLuat.vn
Tài khoản hiện đã đủ người
dùng cùng thời điểm.
|
"""
REMARKS = """## Làm thử từ ngày 01/7/2031
**Ngày 05/6/2031, tỉnh Lâm Giang ban hành Kế hoạch 5/KH-UBND.**
(1) Theo đó, các sở làm thử.
"""
FACTS = Stated(
    type="Kế hoạch",
    number="5/KH-UBND",
    date="05/06/2031",
    issuer="Tỉnh Lâm Giang",
    title=TITLE,
    signer="Lê Thử",
)
OF_THE_DOCUMENT = [
    "ỦY BAN NHÂN DÂN",
    "TỈNH LÂM GIANG",
    "CỘNG HÒA",
    "XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Số: 5/KH-UBND",
    "Lâm Giang, ngày 5 tháng 6 năm 2031",
    "KẾ HOẠCH",
    "Nội dung",
    "Văn bản liên quan",
    "Số hiệu: do Sở cấp.",
    "Điều cuối./.",
    "CHỦ TỊCH",
    "Lê Thử",
]


@pytest.mark.parametrize("remarks", ["", REMARKS])
def test_the_document_alone_is_no_furniture(remarks: str) -> None:
    copy = HEAD + remarks + DOCUMENT + TAIL
    assert words(copy) == OF_THE_DOCUMENT
    assert source(copy).stated == FACTS
    assert "THƯ VIỆN PHÁP LUẬT là vi phạm pháp luật về Sở hữu trí tuệ." in texts(copy)


def test_a_head_without_a_tail_and_a_tail_without_a_head() -> None:
    assert words(HEAD + DOCUMENT) == OF_THE_DOCUMENT
    assert words(DOCUMENT + TAIL) == OF_THE_DOCUMENT
    assert source(DOCUMENT + TAIL).stated == Stated(title=TITLE)


def test_a_document_that_no_portal_touched_is_left_alone() -> None:
    assert words(DOCUMENT) == OF_THE_DOCUMENT
    assert source(DOCUMENT).stated == Stated()


def test_a_translation_belongs_to_the_tail() -> None:
    translation = (
        "\nPlan No. 5/KH-UBND dated June 5, 2031\n|\n**LAM GIANG PROVINCE**\n|\n"
        f"**SOCIALIST REPUBLIC OF VIETNAM**\n|\nArticle 1. Test.\n{TITLE}\n"
    )
    assert words(HEAD + DOCUMENT + translation + TAIL) == OF_THE_DOCUMENT


def test_facts_that_were_copied_on_one_line() -> None:
    head = (
        "Thuộc tính\nSố hiệu:\t5/KH-UBND\tLoại văn bản:\tKế hoạch\n"
        "Nơi ban hành: Tỉnh Lâm Giang\nNgười ký: Lê Thử\nNgày ban hành: 05/06/2031\n"
    )
    assert words(head + DOCUMENT) == OF_THE_DOCUMENT
    assert source(head + DOCUMENT).stated.issuer == "Tỉnh Lâm Giang"


def test_phrases_of_portals_inside_a_document_are_its_text() -> None:
    content = (
        "Điều 1. Hồ sơ\nNội dung\nThuộc tính\nNgày ban hành: ghi ngày ký.\nVăn bản liên quan\n"
        + "Khoản này.\n" * 9
    )
    assert len(words(content)) == 14
