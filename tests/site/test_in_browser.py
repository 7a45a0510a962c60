"""The built site in headless Chromium: links land, nothing leaves the host, the console stays empty."""

from __future__ import annotations

import datetime
import json
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from dieukhoan import pipeline, writing
from dieukhoan.duty import Register
from dieukhoan.knowledge import Knowledge
from dieukhoan.model import SourceText, Span
from dieukhoan.publish.site import build_site
from dieukhoan.render import Edition
from dieukhoan.render.layers import Layers, Mark, Note, NoteItem, Provision, joined
from dieukhoan.render.words import citation
from tests.examined import written
from tests.render.drafts import background, long_law, notices, plan, regulation
from tests.site.conftest import Opener

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
DOCUMENT = "van-ban/lam-giang/2024/07-qc-ubnd/"
POINT = "dieu-1-khoan-2-diem-dd"


def _cited(source: SourceText, words: str, title: str, target: Provision | None = None) -> Mark:
    start = source.text.index(words)
    return Mark(Span(start, start + len(words)), target, title, "cite" if target else "cite-unresolved")


def _layers() -> Layers:
    (source, document), (_, other) = regulation(), plan()
    cited = Note(
        "cited-by", "Được viện dẫn tại", (NoteItem("khoản 1 Mục I", Provision(other.id, "muc-i-khoan-1")),)
    )
    duty = Note("duties", "Trách nhiệm", (NoteItem("Sở Giao thông", quote="cho dừng mọi bến"),))
    return Layers(
        marks={
            document.id: [
                _cited(
                    source,
                    "Luật Đường sông",
                    "Điểm a khoản 1 Điều 21, Luật 9/2023/QH15",
                    Provision("khong-ro/2023/luat-9-2023", "dieu-21-khoan-1-diem-a"),
                ),
                _cited(source, "quân đội", "Điểm đ khoản 2 Điều 1", Provision(document.id, POINT)),
                _cited(source, "mức nước cao", "Luật số 9/2023/QH15", Provision("khong-ro/2023/luat-9-2023")),
                _cited(source, "trả khách", "Không rõ văn bản nào."),
            ]
        },
        notes={Provision(document.id, "dieu-1-khoan-1"): [cited, duty]},
        data={source.name: "data/quy-che.json"},
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of hand-written documents, built by the project's own mkdocs.yml."""
    folder = tmp_path_factory.mktemp("trang")

    def edition(
        knowledge: Knowledge, register: Register, date: datetime.date, layers: Layers, site: str
    ) -> Edition:
        return Edition(knowledge, register, date, joined(layers, _layers()), site)

    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    shutil.copytree(ROOT / "docs", folder / "docs")
    (folder / "corpus").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        drafts = (regulation(), plan(), background(), long_law(), *notices(130))
        patch.setattr(pipeline, "Examination", written(*drafts))
        patch.setattr(writing, "Edition", edition)
        return build_site(folder / "mkdocs.yml", {"date": "2025-06-01", "sample": True}, strict=True)


def _lands(page: Page, address: str) -> None:
    """The provision is lit, in view and clear of the header."""
    provision = page.locator(f"[id='{address}']")
    provision.wait_for()
    expect(provision).to_contain_class("lit")
    page.wait_for_timeout(100)
    top = provision.bounding_box()
    header = page.locator(".md-header").bounding_box()
    assert top and header
    viewport = page.viewport_size
    assert viewport
    assert header["y"] + header["height"] <= top["y"] < viewport["height"]
    ground = page.locator(".lit-ground").bounding_box()
    assert ground
    assert ground["y"] <= top["y"]
    assert ground["x"] + ground["width"] >= top["x"] + top["width"]
    assert ground["y"] + ground["height"] >= top["y"] + top["height"] - 1


def test_a_link_to_a_point_lands_on_it(opened: Opener) -> None:
    page = opened(f"{DOCUMENT}#{POINT}", 1366, 300)
    _lands(page, POINT)
    below = page.locator(f"[id='{POINT}-gach-1']")
    assert "lit" in (below.get_attribute("class") or "")
    assert "lit" not in (page.locator("#dieu-2").get_attribute("class") or "")


def test_a_citation_leads_into_a_chapter_of_a_long_law(opened: Opener) -> None:
    page = opened(DOCUMENT)
    page.get_by_role("link", name="Luật Đường sông").click()
    assert page.url.endswith("luat-9-2023/chuong-ii/#dieu-21-khoan-1-diem-a")
    _lands(page, "dieu-21-khoan-1-diem-a")


def test_hover_shows_the_cited_words_of_another_page(opened: Opener) -> None:
    page = opened(DOCUMENT)
    link = page.get_by_role("link", name="Luật Đường sông")
    link.hover()
    preview = page.get_by_role("tooltip")
    expect(preview).to_contain_text("Điểm a khoản 1 Điều 21, Luật 9/2023/QH15")
    expect(preview).to_contain_text("a) Vào ban ngày;")
    expect(link).not_to_have_attribute("title", "Điểm a khoản 1 Điều 21, Luật 9/2023/QH15")
    preview.hover()  # the pointer may go to what it shows, and rest there
    page.wait_for_timeout(500)
    expect(preview).to_be_visible()
    page.locator("h1").hover()
    expect(preview).to_be_hidden()
    expect(link).to_have_attribute("title", "Điểm a khoản 1 Điều 21, Luật 9/2023/QH15")


def test_focus_shows_the_cited_words_of_this_page(opened: Opener) -> None:
    page = opened(DOCUMENT)
    page.locator("[id='dieu-1-khoan-2-diem-a'] > a").first.focus()
    link = page.get_by_role("link", name="quân đội")
    for _ in range(3):  # the two buttons of the provision stand between
        page.keyboard.press("Tab")
    expect(link).to_be_focused()
    preview = page.get_by_role("tooltip")
    expect(preview.locator("p")).to_have_text(
        ["Điểm đ khoản 2 Điều 1", "đ) Bến tạm, gồm:", "- bến dưới 30 ngày", "theo thông báo; của xã."]
    )
    expect(link).to_have_accessible_description(re.compile("^Điểm đ khoản 2 Điều 1"))
    box = preview.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 1366
    page.keyboard.press("Escape")
    expect(preview).to_be_hidden()
    expect(link).to_be_focused()


def test_hover_shows_what_a_cited_document_is(opened: Opener) -> None:
    page = opened(DOCUMENT)
    page.get_by_role("link", name="mức nước cao", exact=True).hover()
    expect(page.get_by_role("tooltip").locator("p").nth(1)).to_have_text("Bến sông")


def test_what_is_not_resolved_says_why_on_a_phone_and_to_the_keyboard(opened: Opener) -> None:
    page = opened(DOCUMENT, 390, 844)
    open_one = page.get_by_text("trả khách")
    open_one.tap()
    preview = page.get_by_role("tooltip")
    expect(preview).to_have_text("Không rõ văn bản nào.")
    box = preview.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390
    expect(open_one).to_have_attribute("tabindex", "0")
    page.keyboard.press("Escape")
    expect(preview).to_be_hidden()


def _moves_on(page: Page, address: str) -> None:
    """Waits until a page has led to another. It does so before it is loaded: no "load" may come of either."""
    page.wait_for_url(address, wait_until="commit")


def test_an_address_on_the_first_page_of_a_long_law_still_arrives(opened: Opener) -> None:
    page = opened("van-ban/khong-ro/2023/luat-9-2023/#dieu-47-khoan-1-diem-a")
    _moves_on(page, "**/chuong-iii/#dieu-47-khoan-1-diem-a")
    _lands(page, "dieu-47-khoan-1-diem-a")


def test_copies_link_and_citation_of_a_provision_by_keyboard(opened: Opener) -> None:
    page = opened(DOCUMENT)
    page.locator(f"[id='{POINT}'] > a").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Đã sao chép").first.wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{page.url.split('#')[0]}#{POINT}"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)
    _, document = regulation()
    formal = f"điểm đ khoản 2 Điều 1 {citation(document)}"
    assert page.evaluate("navigator.clipboard.readText()") == formal
    page.keyboard.press("Escape")
    assert page.locator(".tools").count() == 0


def test_copying_by_mouse_moves_no_line(opened: Opener) -> None:
    page = opened(DOCUMENT)
    provision = page.locator(f"[id='{POINT}']")
    provision.scroll_into_view_if_needed()
    before = provision.bounding_box()
    provision.hover()
    page.locator(".tools .link").wait_for()
    assert provision.bounding_box() == before
    page.locator(".tools .link").click()
    page.wait_for_timeout(100)
    assert page.evaluate("navigator.clipboard.readText()").endswith(f"#{POINT}")


def test_copying_on_a_phone(opened: Opener) -> None:
    page = opened(DOCUMENT, 390, 844)
    page.locator("#dieu-1-khoan-1 > a").first.tap()
    button = page.locator(".tools .cite")
    box = button.bounding_box()
    assert box and box["height"] >= 44
    button.tap()
    page.wait_for_timeout(100)
    assert page.evaluate("navigator.clipboard.readText()").startswith("khoản 1 Điều 1 Quy chế số 07/QC-UBND")


def test_the_script_words_places_as_the_pages_do(opened: Opener) -> None:
    vectors = json.loads((ROOT / "tests/render/places.json").read_text(encoding="utf-8"))
    page = opened(DOCUMENT)
    for address, words in vectors.items():
        if address in ("mo-dau", "ket"):
            continue
        said = page.evaluate(
            """address => {
                const made = document.createElement("p");
                made.id = address + "";
                made.tabIndex = 0;
                document.getElementById(address)?.removeAttribute("id");
                document.querySelector("article").append(made);
                made.focus();
                const words = document.querySelector(".tools").dataset.place;
                made.remove();
                return words;
            }""",
            address,
        )
        assert said == words


def test_hostile_text_is_shown_and_does_nothing(opened: Opener) -> None:
    page = opened(DOCUMENT)
    assert page.get_by_text("<script>alert(1)</script>").count() == 1
    assert page.locator("article a[href^='javascript']").count() == 0
    page = opened("van-ban/khong-ro/khong-ro/ke-hoach/")
    assert page.locator("h1").inner_text() == 'Kiểm tra <bến> & "thuyền"'
    assert page.title() == 'Kiểm tra <bến> & "thuyền" · Điều Khoản'


def test_filters_of_the_list(opened: Opener) -> None:
    page = opened("van-ban/")
    rows = page.locator("table.documents tbody tr")
    assert rows.count() == 100
    page.get_by_label("Năm").select_option("2015")
    expect(page.locator("p.shown")).to_have_text("13 văn bản")
    assert rows.count() == 13 and "nam=2015" in page.url
    page.get_by_label("Từ trong tên, số, cơ quan").fill("dung ben so 15")
    expect(page.locator("p.shown")).to_have_text("2 văn bản")
    page.get_by_role("button", name="Bỏ lọc").click()
    expect(page.locator("p.shown")).to_have_text("134 văn bản")
    assert rows.count() == 50
    page.get_by_role("button", name="Hiện thêm").click()
    page.get_by_role("button", name="Hiện thêm").click()
    assert rows.count() == 134
    rows.last.get_by_role("link").click()
    page.wait_for_url("**/ke-hoach/")


def test_a_filtered_list_has_an_address(opened: Opener) -> None:
    page = opened("")
    page.get_by_role("link", name="Quy chế", exact=True).first.click()
    expect(page.locator("p.shown")).to_have_text("1 văn bản")
    assert page.get_by_label("Loại văn bản").input_value() == "Quy chế"


PAGES = [
    "",
    DOCUMENT,
    "van-ban/",
    "van-ban/theo-nam/2015/",
    "van-ban/khong-ro/2023/luat-9-2023/",
    "van-ban/khong-ro/2024/tu-lieu-ben-thuyen/",
    "vien-dan/",
    "trach-nhiem/",
    "trach-nhiem/kiem-soat/",
    "kiem-tra/",
    "huong-dan/",
    "gioi-thieu/",
    "404.html",
]


def test_phone_has_no_sideways_scroll(opened: Opener, base: str) -> None:
    page = opened("", 390, 844)
    for path in PAGES:
        page.goto(base + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        assert page.locator("html").get_attribute("lang") == "vi"
        assert page.locator("h1").count() == 1, path
        assert page.get_by_text("Văn bản mẫu, không có giá trị pháp lý").count() == 1, path


def test_contents_on_a_phone_are_a_sheet(opened: Opener) -> None:
    page = opened(DOCUMENT, 390, 844)
    button = page.get_by_role("button", name="Mục lục")
    button.tap()
    assert button.get_attribute("aria-expanded") == "true"
    page.locator("#muc-luc-trang").get_by_role("link", name="Điều 1. Phạm vi").tap()
    _lands(page, "dieu-1")
    assert not page.locator("#muc-luc-trang").is_visible()


def test_notes_open_in_place_and_move_nothing(opened: Opener) -> None:
    page = opened(DOCUMENT)
    top = "document.getElementById('dieu-1-khoan-2').getBoundingClientRect().top + scrollY"
    before = page.evaluate(top)
    page.get_by_text("Được viện dẫn tại").click()
    page.get_by_role("link", name="khoản 1 Mục I").wait_for()
    assert page.evaluate(top) == before


def test_a_missing_page_finds_the_site_in_a_folder(site: Path, base: str, browser: Browser) -> None:
    """Without ``site_url`` nobody told the page where the site begins; here it is one folder down."""
    page = browser.new_page()
    missing = (site / "404.html").read_text(encoding="utf-8")

    def serve(route: Route) -> None:
        path = route.request.url.removeprefix(base)
        inside = path.startswith("thu/") and (site / path.removeprefix("thu/")).is_file()
        if inside:
            route.fulfill(path=site / path.removeprefix("thu/"))
        else:
            route.fulfill(status=404, body=missing, content_type="text/html")

    page.route("**/*", serve)
    page.goto(f"{base}thu/van-ban/khong/co/")
    link = page.get_by_role("link", name="Xem tất cả văn bản")
    assert link.evaluate("link => link.href") == f"{base}thu/van-ban/"
    assert page.evaluate("getComputedStyle(document.body).getPropertyValue('--dk-surface')")
    page.close()


def test_readable_without_scripts(opened: Opener) -> None:
    page = opened(f"{DOCUMENT}#{POINT}", scripts=False)
    provision = page.locator(f"[id='{POINT}']")
    assert provision.is_visible()
    page.get_by_role("link", name="Điều 1. Phạm vi").click()
    assert page.url.endswith("#dieu-1")
    page = opened("van-ban/", scripts=False)
    assert page.locator("table.documents tbody tr").count() == 100
    assert not page.locator("form.filters").is_visible()
    page.get_by_role("link", name="2", exact=True).click()
    assert page.url.endswith("/van-ban/danh-sach/2/")
    assert page.locator("table.documents tbody tr").count() == 34
    page = opened("van-ban/", scripts=False)
    page.get_by_role("link", name="2015").click()
    assert page.locator("article li").count() == 13


def test_light_and_dark_have_contrast(opened: Opener, base: str) -> None:
    """WCAG AA for every colour of text that our styles set."""
    for dark in (False, True):
        page = opened("", dark=dark)
        for path in PAGES:
            page.goto(base + path)
            low = page.evaluate(CONTRAST)
            assert low == [], f"{path} dark={dark}"


CONTRAST = """() => {
  const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => {
    const part = (v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    const [x, y, z] = [r, g, b].map((v) => part(v / 255));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const background = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const low = [];
  for (const element of document.querySelectorAll("article *, footer *, .md-tabs a")) {
    const text = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!text || !element.checkVisibility()) continue;
    const [one, two] = [parse(getComputedStyle(element).color), background(element)].map(luminance);
    const ratio = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    if (ratio < 4.5) low.push(`${element.tagName} ${element.className} ${ratio.toFixed(2)}`);
  }
  return [...new Set(low)];
}"""


def test_search_from_the_front_page(opened: Opener) -> None:
    """Enter opens the first result, on whichever page of a long document it is; the button all results."""
    page = opened("")
    page.locator("#tim").fill("bến")
    page.keyboard.press("Enter")
    _moves_on(page, "**/chuong-i/?tim=b%E1%BA%BFn#dieu-1-khoan-1")
    expect(page.locator("#dieu-1-khoan-1 mark").first).to_have_text("Bến")
    page = opened("")
    page.locator("#tim").fill("bến")
    page.get_by_role("button", name="Tìm", exact=True).click()
    page.wait_for_url("**/tim-kiem/?q=b%E1%BA%BFn")


def test_paper(opened: Opener) -> None:
    page = opened(DOCUMENT)
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert not page.locator(".md-header").is_visible()
    assert page.locator(".letterhead").is_visible() and page.locator(".signature").is_visible()
    note = page.locator("ol.link-notes li").first
    assert note.is_visible() and "/chuong-ii/#dieu-21" in note.inner_text()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("ol.link-notes").count() == 0


def test_the_first_page_weighs_little(site: Path) -> None:
    """A page, our style and our scripts stay under 150 KB; the theme's own files come from the cache."""
    page = site / DOCUMENT / "index.html"
    ours = [page, *(site / "assets/dieukhoan").iterdir()]
    assert sum(file.stat().st_size for file in ours) < 150_000


def test_the_menu_of_a_narrow_screen_by_keyboard(opened: Opener) -> None:
    page = opened("van-ban/", 390, 844)
    menu = page.get_by_role("button", name="Trình đơn")
    assert not page.locator(".md-sidebar--primary").is_visible(), "a closed drawer takes focus"
    menu.focus()
    page.keyboard.press("Enter")
    assert menu.get_attribute("aria-expanded") == "true"
    page.locator(".md-sidebar--primary").get_by_role("link", name="Hướng dẫn").wait_for()
    page.keyboard.press("Escape")
    assert menu.get_attribute("aria-expanded") == "false"
