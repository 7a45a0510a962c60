"""Chromium over a site that is served here; ``site`` is a fixture of each module."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

expect.set_options(timeout=10_000)

CHROMIUM = "/usr/bin/chromium"
ROOT = Path(__file__).parents[2]
INSTALL = "apt-get install -y chromium"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        del format, args


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """The address of a site on a server of this machine."""
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def base(site: Path) -> Iterator[str]:
    with serving(site) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        message = f"Chromium is missing: {INSTALL}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


def samples(folder: Path) -> Path:
    """The configuration of a site of the sample documents, in a folder of its own."""
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for name in ("docs", "corpus"):
        shutil.copytree(ROOT / name, folder / name)
    return folder / "mkdocs.yml"


Opener = Callable[..., Page]


@pytest.fixture(scope="module")
def contexts(browser: Browser) -> Iterator[Callable[[int, bool, bool], BrowserContext]]:
    """A context for each kind of reader, shared by the tests, so that the theme's files are loaded once."""
    made: dict[tuple[bool, bool, bool], BrowserContext] = {}

    def context(width: int, scripts: bool, dark: bool) -> BrowserContext:
        key = (width < 600, scripts, dark)
        if key not in made:
            made[key] = browser.new_context(
                has_touch=width < 600,
                java_script_enabled=scripts,
                color_scheme="dark" if dark else "light",
                permissions=["clipboard-read", "clipboard-write"],
            )
        return made[key]

    yield context
    for one in made.values():
        one.close()


@pytest.fixture
def opened(contexts: Callable[[int, bool, bool], BrowserContext], base: str) -> Iterator[Opener]:
    """Opens pages and, at the end, holds that the console was empty and no request left the host."""
    complaints: list[str] = []
    pages: list[Page] = []

    def open_page(
        path: str, width: int = 1366, height: int = 768, *, scripts: bool = True, dark: bool = False
    ) -> Page:
        page = contexts(width, scripts, dark).new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": height})
        page.set_default_timeout(10_000)
        page.on("console", lambda message: complaints.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        page.on(
            "request",
            lambda request: (
                None if request.url.startswith((base, "data:")) else complaints.append(request.url)
            ),
        )
        page.goto(base + path)
        return page

    yield open_page
    for page in pages:
        page.close()
    assert not complaints
