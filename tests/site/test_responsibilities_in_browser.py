"""Responsibilities in the browser: filters, the way to the very khoản, what to take along, a phone, paper."""

from __future__ import annotations

import csv
import datetime
import json
import re
import shutil
import subprocess
from pathlib import Path

import icalendar
import openpyxl
import pytest
from playwright.sync_api import Page, expect

from dieukhoan.publish.site import build_site
from tests.render.calendars import events
from tests.site.conftest import Opener

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
LETTERHEAD = """ỦY BAN NHÂN DÂN
TỈNH LÂM GIANG

Số: {number}/2031/QĐ-UBND

Lâm Giang, ngày 3 tháng 2 năm 2031

QUYẾT ĐỊNH
{title}

"""
FLOODS = """Điều 1. Trách nhiệm của Sở Giao thông

1. Chủ trì, phối hợp với Công an tỉnh kiểm tra bến phà.

2. Báo cáo Ủy ban nhân dân tỉnh trước ngày 15/12 hằng năm.

Điều 2. Trách nhiệm của Công an tỉnh

1. Phối hợp với Sở Y tế cứu người bị nạn.

2. Hoàn thành phương án trong tháng 6/2031.
"""
MARKETS = """Điều 1. Trách nhiệm của Sở Y tế

1. Chủ trì, phối hợp với Công an tỉnh kiểm tra chợ nổi.

2. Thông báo kết quả cho Sở Giao thông khi cần.
"""
CALC = Path("/usr/lib/libreoffice/program/libsclo.so")
MATRIX = "table.responsibilities tbody tr:visible"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two decisions of a province that does not exist."""
    folder = tmp_path_factory.mktemp("trang")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "docs", folder / "docs")
    (folder / "corpus").mkdir()
    for number, title, text in (
        (15, "Về phòng, chống lụt bão trên địa bàn tỉnh Lâm Giang", FLOODS),
        (16, "Về quản lý chợ nổi trên địa bàn tỉnh Lâm Giang", MARKETS),
    ):
        whole = LETTERHEAD.format(number=number, title=title) + text
        (folder / "corpus" / f"{number}.txt").write_text(whole, encoding="utf-8")
    return build_site(folder / "mkdocs.yml", {"date": "2032-01-01"}, strict=True)


def _names(page: Page) -> list[str]:
    return page.locator(f"{MATRIX} th").all_inner_texts()


def test_filter_to_one_agency_and_a_role_and_follow_a_cell_to_the_clause(opened: Opener) -> None:
    page = opened("trach-nhiem/")
    expect(page.locator("p.shown")).to_have_text("4 trên 4 cơ quan.")
    page.get_by_label("Cơ quan", exact=True).fill("giao thong")
    expect(page.locator("p.shown")).to_have_text("1 trên 4 cơ quan.")
    page.get_by_label("Vai trò").select_option(label="báo cáo")
    assert _names(page) == ["Sở Giao thông tỉnh Lâm Giang"]
    roles = page.locator("table.responsibilities a.role:visible")
    expect(roles).to_have_text(["BC"])
    expect(roles).to_have_attribute("title", re.compile("^báo cáo: Báo cáo Ủy ban nhân dân tỉnh"))
    roles.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/van-ban/lam-giang/2031/15-2031-qd-ubnd/#dieu-1-khoan-2$"))
    expect(page.locator("[id='dieu-1-khoan-2']")).to_be_in_viewport()


def test_filter_by_document_and_by_deadline(opened: Opener) -> None:
    page = opened("trach-nhiem/")
    page.get_by_label("Văn bản").select_option(label="Quyết định 16/2031/QĐ-UBND")
    expect(page.locator("p.shown")).to_have_text("3 trên 4 cơ quan.")
    expect(page.locator("table.responsibilities thead th:visible")).to_have_count(2)
    page.get_by_role("button", name="Bỏ lọc").click()
    page.get_by_label("Có thời hạn").check()
    expect(page.locator("p.shown")).to_have_text("3 trên 4 cơ quan.")
    assert "Sở Y tế tỉnh Lâm Giang" not in _names(page)
    assert "thoi-han=1" in page.url
    page.reload()
    expect(page.locator("p.shown")).to_have_text("3 trên 4 cơ quan.")


def test_table_json_and_csv_can_be_taken_along(opened: Opener, tmp_path: Path) -> None:
    page = opened("trach-nhiem/")
    files = {}
    for name, file in (("CSV", "nhiem-vu.csv"), ("JSON", "nhiem-vu.json")):
        with page.expect_download() as download:
            page.get_by_role("link", name=name, exact=True).click()
        assert download.value.suggested_filename == file
        files[name] = tmp_path / file
        download.value.save_as(files[name])
    with files["CSV"].open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table))
    assert rows == json.loads(files["JSON"].read_text(encoding="utf-8"))
    (lead,) = [r for r in rows if r["Vai trò"] == "chủ trì" and r["Cơ quan"].startswith("Sở Giao thông")]
    assert lead["RACI"] == "A"
    assert lead["Phối hợp, báo cáo với"] == "Công an tỉnh Lâm Giang"
    page.goto(page.url.partition("?")[0] + lead["Liên kết"])
    expect(page.locator("[id='dieu-1-khoan-1']")).to_be_in_viewport()


def test_the_workbook_opens_with_filters_and_live_links(opened: Opener, tmp_path: Path) -> None:
    page = opened("trach-nhiem/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel").click()
    book = tmp_path / "nhiem-vu.xlsx"
    download.value.save_as(book)
    sheets = openpyxl.load_workbook(book).worksheets
    assert [sheet.title for sheet in sheets] == ["Nhiệm vụ", "Cơ quan", "Thời hạn", "Cách đọc"]
    first, count = sheets[0], sheets[0].max_row - 1
    assert [cell.value for cell in first[1]][:3] == ["Cơ quan", "Vai trò", "RACI"]
    assert first.auto_filter.ref == first.dimensions
    assert len([cell for row in first.iter_rows() for cell in row if cell.hyperlink]) == count > 0
    office = shutil.which("soffice")
    if office is None or not CALC.exists():
        pytest.skip("LibreOffice Calc is missing: apt-get install -y libreoffice-calc")
    profile = f"-env:UserInstallation=file://{tmp_path}/ho-so"
    command = [office, profile, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(book)], check=True, timeout=120, capture_output=True
    )
    with (tmp_path / "nhiem-vu.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert len(rows) == count
    assert {row["Vai trò"] for row in rows} >= {"chủ trì", "phối hợp", "báo cáo", "nhận"}


def test_the_page_of_an_agency_and_its_calendar(opened: Opener, tmp_path: Path) -> None:
    page = opened("trach-nhiem/")
    page.get_by_role("link", name="Sở Giao thông tỉnh Lâm Giang").click()
    expect(page.locator("h1")).to_have_text("Sở Giao thông tỉnh Lâm Giang")
    heads = page.locator("article h2").all_inner_texts()
    assert heads == [
        "Chủ trì (CT)", "Báo cáo (BC)", "Nhận (N)", "Lịch", "Phối hợp với", "Phải báo cáo, thông báo",
        "Nhận báo cáo, thông báo từ",
    ]  # fmt: skip
    lead = page.locator("ul.duties").first
    assert lead.locator("b").all_inner_texts() == ["Chủ trì"]
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải lịch (.ics)").click()
    file = tmp_path / "lich.ics"
    download.value.save_as(file)
    (shown,) = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert shown.decoded("dtstart") == datetime.date(2031, 12, 15)
    (event,) = events(file.read_bytes())
    assert event["DTSTART"] == "20311215"
    assert event["RRULE"] == "FREQ=YEARLY;INTERVAL=1"
    assert event["SUMMARY"].startswith("Báo cáo Ủy ban nhân dân tỉnh")
    page.get_by_role("link", name="khoản 1 Điều 1").first.click()
    expect(page).to_have_url(re.compile("#dieu-1-khoan-1$"))


def test_the_matrix_by_keyboard(opened: Opener) -> None:
    """From the last filter on, each Tab comes to the next name or role, which shows that it has the focus."""
    page = opened("trach-nhiem/")
    page.get_by_label("Cơ quan", exact=True).fill("giao thong")
    page.get_by_role("button", name="Bỏ lọc").focus()
    wanted = page.locator("table.responsibilities a:visible")
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.evaluate("e => !!e.closest('table.responsibilities')"):
            assert focused.evaluate("e => getComputedStyle(e).outlineStyle") != "none"
            reached.append(focused.inner_text())
        elif reached:
            break
    assert reached == wanted.all_inner_texts() != []
    page.get_by_role("link", name="Sở Giao thông tỉnh Lâm Giang").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Sở Giao thông tỉnh Lâm Giang")


def test_what_the_letters_mean_beside_raci(opened: Opener) -> None:
    page = opened("trach-nhiem/")
    page.get_by_text("Đối chiếu với bảng RACI").click()
    expect(page.get_by_text("CT = A, PH = R")).to_be_visible()


def test_the_list_of_agencies_finds_and_sorts(opened: Opener) -> None:
    page = opened("trach-nhiem/danh-ba-co-quan/")
    page.get_by_label("Từ trong tên").fill("so")
    expect(page.locator("p.shown")).to_have_text("2 cơ quan")
    page.get_by_role("button", name="Cơ quan", exact=True).click()
    expect(page.locator("td.title").first).to_have_text("Sở Giao thông tỉnh Lâm Giang")


def test_who_is_not_in_the_matrix_is_looked_for_in_the_list_of_all(opened: Opener) -> None:
    page = opened("trach-nhiem/")
    page.get_by_label("Cơ quan", exact=True).fill("Sở Xây dựng")
    page.get_by_role("link", name="Tìm “Sở Xây dựng” trong danh bạ").click()
    expect(page.get_by_label("Từ trong tên")).to_have_value("Sở Xây dựng")
    expect(page.locator("p.shown")).to_have_text("Không tìm thấy")


def test_cards_on_a_phone(opened: Opener) -> None:
    page = opened("trach-nhiem/", 390)
    card = page.locator(MATRIX, has_text="Sở Giao thông")
    expect(card.locator("td:visible").first).to_have_attribute("data-head", "Quyết định 16/2031/QĐ-UBND")
    role = card.locator("a.role").first.bounding_box()
    assert role and role["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_matrix_fits_on_paper(opened: Opener) -> None:
    page = opened("trach-nhiem/", 1000)
    page.emulate_media(media="print")
    expect(page.locator("form.responsibilities")).to_be_hidden()
    table = page.locator("table.responsibilities").bounding_box()
    assert table and table["x"] + table["width"] <= 1000


def test_readable_without_scripts(opened: Opener) -> None:
    page = opened("trach-nhiem/", scripts=False)
    expect(page.locator("form.responsibilities")).to_be_hidden()
    expect(page.locator("table.responsibilities a.role").first).to_be_visible()
