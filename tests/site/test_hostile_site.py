"""Every page of a site of hostile files in headless Chromium: nothing of theirs runs, loads or breaks out."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from dieukhoan.publish.site import build_site
from tests.hostile import corpus

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
PHONE = {"width": 390, "height": 844}

# What a page must not have, counted in the page itself.
LOOK = """() => ({
  canary: typeof window.hostile,
  width: document.documentElement.scrollWidth,
  handlers: [...document.querySelectorAll("*")].filter((element) => element.getAttributeNames().some(
    (name) => name.startsWith("on") || name === "srcdoc")).length,
  foreign: document.querySelectorAll(
    "article :is(script, iframe, object, embed, base, meta, style, img)").length,
  leading: [...document.querySelectorAll("article :is([href], [src], [action])")].filter(
    (element) => [element.href, element.src, element.action].some(
      (url) => typeof url === "string" && url && new URL(url).origin !== location.origin)).length,
})"""
CALM = {"canary": "undefined", "width": PHONE["width"], "handlers": 0, "foreign": 0, "leading": 0}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of every hostile file there is and no other, built by the project's own mkdocs.yml."""
    folder = tmp_path_factory.mktemp("trang")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "docs", folder / "docs")
    files = list(corpus.write(folder / "corpus"))
    assert len(files) > 300
    return build_site(folder / "mkdocs.yml", {"date": "2031-06-01", "sample": True}, strict=True)


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture
def page(browser: Browser, base: str, complaints: list[str]) -> Iterator[Page]:
    """A phone that writes down whatever a page says or asks."""
    opened = browser.new_page(viewport={"width": PHONE["width"], "height": PHONE["height"]})
    opened.on("console", lambda message: complaints.append(f"console: {message.text}"))
    opened.on("pageerror", lambda error: complaints.append(f"error: {error}"))

    def asked(request: Request) -> None:
        if not request.url.startswith((base, "data:")):
            complaints.append(f"request: {request.url}")

    opened.on("request", asked)
    yield opened
    opened.close()


def test_every_page(site: Path, base: str, page: Page, complaints: list[str]) -> None:
    paths = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    assert len(paths) > 100
    bad: dict[str, object] = {}
    for path in paths:
        page.goto(base + quote(path.removesuffix("index.html")))
        seen = page.evaluate(LOOK)
        if seen != CALM or complaints:
            bad[path] = (seen, *complaints)
            complaints.clear()
    assert not bad, bad


def test_the_search(base: str, page: Page, complaints: list[str]) -> None:
    """What results show of a hostile text is its characters, and so is what was asked."""
    page.goto(f"{base}tim-kiem/?q={quote('ban hành quy chế <img src=x onerror=window.hostile=1>')}")
    expect(page.locator(".dk-item").first).to_be_visible(timeout=10_000)
    assert page.evaluate(LOOK) == CALM
    assert not complaints


def test_the_policy_holds_should_mark_up_get_in(base: str, page: Page, complaints: list[str]) -> None:
    """The second wall, and that these tests see what gets through the first."""
    page.goto(base)
    with page.expect_event("requestfailed") as refused:
        page.evaluate(
            """() => document.querySelector("article").insertAdjacentHTML("beforeend",
                '<img src="http://hostile.invalid/a.png" onerror="window.hostile=1">')"""
        )
    assert refused.value.failure == "csp"
    assert any("Content Security Policy" in complaint for complaint in complaints)
    seen = page.evaluate(LOOK)
    assert seen == {**CALM, "handlers": 1, "foreign": 1, "leading": 1}
