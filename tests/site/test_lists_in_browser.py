"""Long lists in the browser: all parts are loaded when the reader filters or sorts, and pages do without."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from dieukhoan.publish.site import build_site
from dieukhoan.render import catalogue
from tests.site.conftest import Opener, samples

pytestmark = pytest.mark.browser

LIST = "vien-dan/"
ROWS, PART = 6, 9


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample documents, whose list of cited works is cut into many pages and parts."""
    config = samples(tmp_path_factory.mktemp("trang"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "ROWS", ROWS)
        patch.setattr(catalogue, "PART", PART)
        return build_site(config, {"date": "2025-06-01"}, strict=True)


@pytest.fixture(scope="module")
def rows(site: Path) -> list[list[Any]]:
    """All rows of the list, from its data: address, title, type, number, date, issuer, place, count."""
    parts = sorted((site / LIST / "danh-sach").glob("*.json"), key=lambda path: int(path.stem))
    found = [row for part in parts for row in json.loads(part.read_text(encoding="utf-8"))]
    assert len(parts) > 1 and len(found) > 2 * ROWS
    return found


def _column(page: Page, name: str) -> list[str]:
    return page.locator(f"table.listed td.{name}").all_inner_texts()


def test_filters_and_order_are_over_all_parts(opened: Opener, rows: list[list[Any]]) -> None:
    page = opened(LIST)
    shown = page.locator("p.shown")
    assert len(_column(page, "title")) == ROWS
    page.get_by_role("button", name="Số nơi").click()
    expect(shown).to_have_text(f"{len(rows)} văn bản")
    assert _column(page, "count") == [str(count) for count in sorted((r[-1] for r in rows), reverse=True)]
    page.get_by_role("button", name="Số nơi").click()
    expect(page.locator("th", has_text="Số nơi")).to_have_attribute("aria-sort", "ascending")
    assert _column(page, "count") == [str(count) for count in sorted(r[-1] for r in rows)]
    page.get_by_role("button", name="Ngày").click()
    expect(page.locator("th", has_text="Ngày")).to_have_attribute("aria-sort", "ascending")
    dates = [date for date in _column(page, "date") if date]
    assert dates == sorted(dates, key=lambda date: [int(part) for part in reversed(date.split("/"))])
    kind = max({r[2] for r in rows if r[2]}, key=[r[2] for r in rows].count)
    of_kind = [r for r in rows if r[2] == kind]
    page.get_by_label("Loại văn bản").select_option(kind)
    expect(shown).to_have_text(f"{len(of_kind)} văn bản")
    assert set(_column(page, "type")) == {kind}
    page.get_by_label("Từ trong tên").fill("khong co tu nay")
    expect(shown).to_have_text("Không tìm thấy")
    page.reload()  # what is filtered stands in the address
    expect(shown).to_have_text("Không tìm thấy")
    page.get_by_role("button", name="Bỏ lọc").click()
    expect(shown).to_have_text(f"{len(rows)} văn bản")


def test_every_row_leads_where_its_link_says(opened: Opener, rows: list[list[Any]], site: Path) -> None:
    page = opened(LIST)
    page.get_by_label("Ở đâu").select_option("trong thư viện")
    inside = [r for r in rows if r[-2] == "trong thư viện"]
    expect(page.locator("p.shown")).to_have_text(f"{len(inside)} văn bản")
    hrefs = page.locator("table.listed td.title a").evaluate_all("links => links.map(a => a.href)")
    assert len(hrefs) == len(inside)
    for href in hrefs:
        path = href.partition("#")[0].split("/", 3)[3]
        assert (site / path / "index.html").is_file(), href


def test_a_part_that_does_not_arrive_is_said_and_asked_for_again(
    opened: Opener, rows: list[list[Any]]
) -> None:
    page = opened(LIST)
    page.route("**/danh-sach/1.json", lambda route: route.fulfill(body="torn"))
    page.get_by_label("Ở đâu").select_option("trong thư viện")
    expect(page.locator("p.shown")).to_contain_text("Chưa tải được danh sách đầy đủ")
    page.unroute("**/danh-sach/1.json")
    page.get_by_role("button", name="Bỏ lọc").click()
    expect(page.locator("p.shown")).to_have_text(f"{len(rows)} văn bản")
    assert len(_column(page, "title")) == len(rows)


def test_without_scripts_pages_lead_through_all_rows(opened: Opener, rows: list[list[Any]]) -> None:
    page = opened(LIST, scripts=False)
    assert not page.locator("form.list-filters").is_visible()
    titles = _column(page, "title")
    for number in range(2, -(-len(rows) // ROWS) + 1):
        page.locator("nav.pages").get_by_role("link", name=str(number), exact=True).click()
        titles += _column(page, "title")
    assert titles == [r[1] for r in rows]


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("path", [LIST, "van-ban/"])
def test_lists_fit_a_phone(opened: Opener, path: str, width: int) -> None:
    """What is too wide would be cut, since the list alone scrolls, not the page."""
    page = opened(path, width, 844)
    expect(page.locator("table.listed td.title").first).to_be_visible()
    box = page.locator(".scrolled:has(table.listed)")
    assert box.evaluate("box => box.scrollWidth - box.clientWidth") <= 0


def test_the_order_is_chosen_on_a_phone_too(opened: Opener, rows: list[list[Any]]) -> None:
    page = opened(LIST, 390, 844)
    page.get_by_role("button", name="Số nơi").click()
    expect(page.locator("th", has_text="Số nơi")).to_have_attribute("aria-sort", "descending")
    page.get_by_role("button", name="Số nơi").click()
    expect(page.locator("th", has_text="Số nơi")).to_have_attribute("aria-sort", "ascending")
    assert _column(page, "count") == [f"{count}" for count in sorted(r[-1] for r in rows)]


@pytest.mark.parametrize("width", [390, 1366])
def test_a_name_in_the_picture_of_citations_leads_to_the_work(opened: Opener, width: int) -> None:
    page = opened("vien-dan/", width)
    page.get_by_role("link", name="Ai viện dẫn ai").click()
    names = page.locator("svg.who-cites a")
    box = names.first.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
    shown = {"".join(name.split()) for name in names.all_text_contents()}
    assert len(shown) > 2
    names.last.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/(vien-dan|van-ban)/(?!ai-vien-dan-ai).+/"))
    expect(page.locator("h1")).to_be_visible()
