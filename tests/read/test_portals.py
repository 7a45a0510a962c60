"""Pages of the portals that we know, each in a small page of the same mark-up."""

from __future__ import annotations

from pathlib import Path

from dieukhoan.model import Stated
from dieukhoan.parse import parse
from dieukhoan.parse.background import BACKGROUND_TYPE
from tests.read.reading import line, source, texts


def _page(name: str) -> str:
    return (Path(__file__).parent / "pages" / f"{name}.html").read_text(encoding="utf-8")


VBPL = _page("vbpl")
OLD_VBPL = _page("vbpl-old")
TVPL = _page("thuvienphapluat")


def test_the_national_portal() -> None:
    assert texts(VBPL) == [
        "BỘ VÂN KHÊ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Chương I",
        "Điều 1. Phạm vi",
        "Thông tư này quy định việc thử.",
        "1. Một.",
    ]
    assert line(VBPL, "Chương I").centred and line(VBPL, "Chương I").bold
    assert source(VBPL).stated == Stated(
        number="5/2031/TT-BVK",
        title="Thông tư số 5/2031/TT-BVK quy định việc thử",
        effective="01/03/2031",
        url="https://vbpl.example/van-ban/chi-tiet/1",
    )


def test_the_national_portal_of_old() -> None:
    assert texts(OLD_VBPL) == [
        "QUỐC HỘI",
        "Số: 2-LVK",
        "LUẬT",
        "Điều 1",
        "Quyền của người dân.",
        "Chủ tịch Quốc hội",
        "Trần Thử",
    ]
    assert source(OLD_VBPL).stated.effective == "11/07/2031"


def test_the_page_of_facts_of_the_old_portal() -> None:
    """They are of a document that is not on the page, which is no law therefore."""
    found = source(_page("vbpl-old-facts"))
    assert found.stated == Stated(title="Thuộc tính của Luật 2-LVK")
    assert parse(found).documents[0].type == BACKGROUND_TYPE


def test_thuvienphapluat() -> None:
    assert texts(TVPL) == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH LÂM GIANG",
        "-------",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Điều 1. Phê duyệt kế hoạch.",
    ]
    assert source(TVPL).stated == Stated(
        type="Quyết định",
        number="5/QĐ-UBND",
        date="05/06/2031",
        issuer="Tỉnh Lâm Giang",
        title="Quyết định 5/QĐ-UBND về kế hoạch",
        signer="Lê Thử",
        url="https://tvpl.example/qd-5.aspx",
    )


def test_a_portal_page_without_its_text_says_so() -> None:
    page = TVPL.replace("content1", "content2").replace("divContentDoc", "x")
    assert [finding.code for finding in source(page).findings] == ["portal-page-empty"]
    assert source(page).stated.number == "5/QĐ-UBND"


def test_the_codified_law() -> None:
    page = _page("phapdien")
    assert texts(page) == [
        "Đề mục 1.11",
        "An ninh",
        "Chương I",
        "Điều 1.11.LQ.1. Phạm vi",
        "(Điều 1 Luật số 5)",
        "Luật này quy định.",
        "(Điều này có nội dung liên quan)",
    ]
    assert (line(page, "Chương I").heading, line(page, "Điều 1.11.LQ.1. Phạm vi").heading) == (2, 3)
    assert source(page).stated.title == "Đề mục 1.11 An ninh"
