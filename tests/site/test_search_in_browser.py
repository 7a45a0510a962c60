"""The search on the built site in headless Chromium: over http and from a folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dieukhoan.publish.site import build_site
from tests.site.conftest import samples

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the bundled samples."""
    config = samples(tmp_path_factory.mktemp("trang"))
    return build_site(config, {"date": "2025-06-01", "sample": True}, strict=True)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page; whatever it complains of fails the test."""
    context = browser.new_context()
    tab = context.new_page()
    complaints: list[str] = []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield tab
    context.close()
    assert not complaints


def _type(page: Page, text: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(text)
    expect(page.locator(".dk-panel .dk-item").first).to_be_visible()


def test_from_key_to_provision_and_back(page: Page, base: str) -> None:
    """A query without diacritics; Enter opens the first result, marked; back shows the results again."""
    page.goto(f"{base}gioi-thieu/")
    _type(page, "nha tre cho nguoi lao dong")
    expect(page.locator(".dk-status").first).to_contain_text("kết quả")
    expect(page.locator(".dk-item mark").first).to_have_text("Nhà trẻ", ignore_case=True)
    page.keyboard.press("Enter")
    page.wait_for_url("**/van-ban/**")
    expect(page.locator("mark.dk-mark").first).to_be_attached()
    page.get_by_role("button", name="Bỏ đánh dấu").click()
    expect(page.locator("mark.dk-mark")).to_have_count(0)
    assert "tim=" not in page.url
    page.go_back()
    expect(page.locator(".dk-panel .dk-item").first).to_be_visible()


def test_keys_and_roles(page: Page, base: str) -> None:
    """Arrows move through the options, Escape closes; the box is a combobox that says so."""
    page.goto(base)
    page.keyboard.press("Control+k")
    page.keyboard.type("quy che 02/QC-UBND-LDLD dieu 3")
    box = page.get_by_role("combobox").first
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("option").first).to_contain_text("Điều 3")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    active = box.get_attribute("aria-activedescendant")
    assert active
    expect(page.locator(f"#{active}")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_be_focused()


def test_enter_does_not_wait(page: Page, base: str) -> None:
    """Enter before the answer opens the first result of what stands in the box, not of an earlier key."""
    page.goto(f"{base}gioi-thieu/")
    page.keyboard.press("/")
    page.keyboard.type("quy che 02/QC-UBND-LDLD dieu 3", delay=0)
    page.keyboard.press("Enter")
    page.wait_for_url("**/02-qc-ubnd-ldld/**")
    assert page.url.endswith("#dieu-3")


def test_page_of_results(page: Page, base: str) -> None:
    """The page of results can be linked, filters by facets, and says what it did not find."""
    page.goto(f"{base}tim-kiem/?q=nguoi+lao+dong")
    expect(page.locator(".dk-item").first).to_be_visible()
    choice = page.get_by_label("Loại")
    expect(choice).to_be_visible()
    choice.select_option("Quy chế")
    page.wait_for_url("**loai=**")
    expect(page.locator(".dk-group__name").first).to_contain_text("Quy chế")
    page.get_by_role("button", name="Bỏ mọi bộ lọc").click()
    expect(choice).to_have_value("")
    assert "loai=" not in page.url
    page.goto(f"{base}tim-kiem/?q=xyzzy")
    expect(page.get_by_role("status")).to_have_text("Không tìm thấy kết quả nào.")
    expect(page.get_by_role("link", name="danh sách văn bản")).to_be_visible()


def test_remembers_on_this_device_only(page: Page, base: str) -> None:
    """Recent searches are offered again; nothing leaves the base."""
    outside: list[str] = []
    page.on("request", lambda request: outside.append(request.url))
    page.goto(base)
    _type(page, "phuc loi")
    page.keyboard.press("Enter")
    page.wait_for_url("**/van-ban/**")
    page.goto(base)
    page.keyboard.press("/")
    expect(page.locator(".dk-recent").first).to_have_text("phuc loi")
    page.get_by_role("button", name="Xóa các lần tìm này").click()
    expect(page.locator(".dk-recent")).to_have_count(0)
    assert all(url.startswith(base) for url in outside)


def test_opens_from_a_folder(page: Page, site: Path) -> None:
    """Without a server lunr answers, with links that open files."""
    page.goto(f"file://{site}/index.html")
    _type(page, "nha tre")
    page.keyboard.press("Enter")
    page.wait_for_url("**/van-ban/**/*.html?**")
    expect(page.locator("mark.dk-mark").first).to_be_attached()


def test_a_folder_too_large_to_search(browser: Browser, site: Path, tmp_path: Path) -> None:
    """A copied folder without the whole container says what to do instead."""
    page = browser.new_page()  # which may complain of the file that is not there
    shutil.copytree(site, tmp_path / "trang")
    (tmp_path / "trang/search/index/whole.js").unlink()
    page.goto(f"file://{tmp_path}/trang/index.html")
    page.keyboard.press("/")
    page.keyboard.type("nha tre")
    expect(page.locator(".dk-panel [role=status]")).to_contain_text("quá lớn")
    expect(page.locator(".dk-panel .dk-none")).to_contain_text("python3 -m http.server")
    page.close()


def test_said_by_a_screen_reader(page: Page, base: str) -> None:
    """The tree of accessibility: a box that controls a list of options in named groups; a page of links."""
    page.goto(f"{base}gioi-thieu/")
    _type(page, "nha tre")
    expect(page.locator("form.dk-search").first).to_match_aria_snapshot("""
        - search:
          - combobox "Tìm kiếm" [expanded]: nha tre
          - status: /\\d+ kết quả/
          - listbox "Kết quả tìm kiếm":
            - group /nhà trẻ/:
              - option /Điều|Mục|[Kk]hoản/
    """)
    page.goto(f"{base}tim-kiem/?q=nguoi+lao+dong")
    expect(page.get_by_label("Loại")).to_be_visible()
    expect(page.locator("#ket-qua-tim")).to_match_aria_snapshot("""
        - search:
          - searchbox "Tìm trong các văn bản": nguoi lao dong
        - status: /\\d+ kết quả/
        - combobox "Loại"
        - combobox "Cơ quan"
        - combobox "Năm"
        - combobox "Hiệu lực"
        - group /Quy chế|Kế hoạch|Quyết định/:
          - link /Quy chế|Kế hoạch|Quyết định/
          - link /Điều|Mục|[Kk]hoản/
    """)


def test_back_to_the_page_of_results(page: Page, base: str) -> None:
    """From a result back to the same results; by keyboard alone."""
    page.goto(f"{base}tim-kiem/?q=nguoi+lao+dong")
    expect(page.locator(".dk-item").first).to_be_visible()
    before = page.locator(".dk-item__title").all_inner_texts()
    page.keyboard.press("Control+k")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_url("**/van-ban/**")
    page.go_back()
    expect(page.locator(".dk-item__title")).to_have_text(before)
    expect(page.locator("#dk-page-q")).to_have_value("nguoi lao dong")


def test_marks_words_that_stand_apart(page: Page, base: str) -> None:
    """Where no two words of the query stand together, each is marked."""
    page.goto(base)
    _type(page, "xyzzy phuc ")
    expect(page.locator(".dk-item mark").first).to_be_visible()


def test_without_javascript(browser: Browser, base: str) -> None:
    """The page of results says where to browse."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}tim-kiem/?q=x")
    expect(page.get_by_role("link", name="danh sách văn bản")).to_be_visible()
    context.close()


def test_an_answer_is_there_before_the_letter_is_drawn(page: Page, base: str) -> None:
    """Once its files are there, a query is answered in the task of its key, before any frame."""
    page.goto(f"{base}gioi-thieu/")
    _type(page, "nha tre")
    page.keyboard.press("Control+a")
    _type(page, "dieu 3")
    answered = page.evaluate("""async () => {
      const box = document.querySelector("input[name=q]");
      box.value = "nha tre";
      let isDrawn = false;
      requestAnimationFrame(() => { isDrawn = true; });
      box.dispatchEvent(new Event("input", { bubbles: true }));
      for (let turn = 0; turn < 50; turn++) await null;
      return [isDrawn, document.querySelector(".dk-item mark").textContent.toLowerCase()];
    }""")
    assert answered == [False, "nhà trẻ"]


def _without_index(page: Page, *, is_lost: bool) -> None:
    if is_lost:
        page.route("**/search/index/**", lambda route: route.abort())
    else:
        page.unroute("**/search/index/**")


def _without_connection(page: Page, *, is_lost: bool) -> None:
    """The scripts neither: a route would miss some that Chromium asks for by itself."""
    page.context.set_offline(is_lost)


@pytest.mark.parametrize("losing", [_without_connection, _without_index])
def test_what_could_not_be_fetched_is_tried_again(
    browser: Browser, base: str, losing: Callable[..., None]
) -> None:
    """Without a connection the box says so; the next key, with one, is answered."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{base}gioi-thieu/")
    losing(page, is_lost=True)
    page.keyboard.press("/")
    page.keyboard.insert_text("nha ")
    expect(page.locator(".dk-panel .dk-status")).to_contain_text("Không tải được chỉ mục")
    losing(page, is_lost=False)
    page.keyboard.type("tre")
    expect(page.locator(".dk-panel .dk-item mark").first).to_have_text("Nhà trẻ", ignore_case=True)
    context.close()
