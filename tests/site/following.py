"""Follows random provisions, citations, duties and searches of a site in a browser, against its data.

    python -m tests.site.following SITE [--count N] [--seed N]

What is right is taken from the extraction output that the site publishes (``data/*.json``): a place must be
arrived at under its own address, and show the words that stand there in the source.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page, expect, sync_playwright

from tests.site.conftest import CHROMIUM, serving

_LETTERS = re.compile(r"[\W_]+")
_SHOWN = 40
"""Letters of a provision that must be seen where its address leads."""
_FROM_HERE = """element => {
  const article = element.closest("article").cloneNode(true);
  article.querySelectorAll(".notes, .tools, button").forEach(other => other.remove());
  const range = document.createRange();
  range.setStartBefore(article.querySelector(`[id="${element.id}"]`));
  range.setEndAfter(article.lastChild);
  return range.toString().slice(0, 4000);
}"""
"""The text of a page from a provision on, without what the site says of it."""
_ALSO = "Cũng viết là: "
_FIRST = 10
"""Results among which the wanted one must be."""


@dataclass(frozen=True)
class Document:
    """A document of the site: its extraction output, and the text of its source."""

    facts: dict[str, Any]
    text: str

    @property
    def path(self) -> str:
        return f"van-ban/{self.facts['id']}/"

    def beginning(self, address: str) -> str:
        """The first letters of a provision, and "" of none."""
        node = next((node for node in self.facts["nodes"] if node["address"] == address), None)
        return _letters(self.text[node["start"] : node["end"]])[:_SHOWN] if node else ""


class Library:
    """The documents of a site, as its data tells of them."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self._files = sorted((site / "data").glob("*.json"))
        self._of: dict[str, Path] = {}

    def document(self, dice: random.Random) -> Document:
        """Any document."""
        while not (documents := self._documents(dice.choice(self._files))):
            pass
        return dice.choice(documents)

    def named(self, name: str) -> Document:
        """The document of an id."""
        if not self._of:
            self._of = {d.facts["id"]: path for path in self._files for d in self._documents(path)}
        return next(d for d in self._documents(self._of[name]) if d.facts["id"] == name)

    @staticmethod
    def _documents(path: Path) -> list[Document]:
        found = json.loads(path.read_text(encoding="utf-8"))
        return [Document(facts, found["text"]) for facts in found["documents"]]


class Follower:
    """Follows one random thing after the other in a page."""

    def __init__(self, page: Page, base: str, library: Library, dice: random.Random) -> None:
        self._page, self._base, self._library, self._dice = page, base, library, dice

    def provision(self) -> str:
        """Opens the address of a provision."""
        document = self._having(lambda document: document.facts["nodes"])
        address = self._dice.choice(document.facts["nodes"])["address"]
        self._open(f"{document.path}#{address}")
        self._arrived(document, address)
        return f"{document.path}#{address}"

    def citation(self) -> str:
        """Clicks a citation that was resolved."""
        document = self._having(_resolved)
        cited = self._dice.choice(_resolved(document))
        target, address = cited["target"]["document"], cited["target"]["address"]
        at = "" if cited["at"] in {"mo-dau", "ket"} else f"#{cited['at']}"
        self._open(document.path + at)
        if at:
            self._arrived(document, cited["at"])
        self._click("a.cite, a[class*=cite]", f"van-ban/{target}/", address or "")
        self._arrived(self._library.named(target), address or "")
        return f"{document.path}{at} → {target}#{address or ''}"

    def duty(self) -> str:
        """Opens the page of an agency and clicks one of its duties."""
        agencies = [p for p in sorted((self._library.site / "trach-nhiem").glob("*/index.html")) if _lists(p)]
        path = f"trach-nhiem/{self._dice.choice(agencies).parent.name}/"
        self._open(path)
        names = self._names()
        links = self._page.locator("ul.duties li > a")
        link = links.nth(self._dice.randrange(links.count()))
        name, _, address = (
            str(link.evaluate("a => a.href")).removeprefix(f"{self._base}van-ban/").partition("#")
        )
        link.click()
        document = self._named(name)
        self._arrived(document, address)
        own = [duty for duty in document.facts["duties"] if duty["at"] == address or not address]
        assert any(duty["agency"].strip() in names for duty in own), (
            f"{names[0]} has no duty in {name}#{address}"
        )
        return f"{path} → {name}#{address}"

    def _names(self) -> list[str]:
        """The name of the agency of a page, and how documents write it otherwise."""
        others = self._page.locator("article p", has_text=_ALSO).first
        aliases = others.inner_text().removeprefix(_ALSO).rstrip(".") if others.count() else ""
        found = [self._page.locator("h1").inner_text(), *aliases.split(";")]
        return [name.strip() for name in found if name.strip()]

    def search(self) -> str:
        """Types the heading of an article and the number of its document, and opens the result."""
        document = self._having(lambda document: document.facts["number"] and _headed(document))
        article = self._dice.choice(_headed(document))
        query = f"{article['title']} {document.facts['number']}"
        self._open("gioi-thieu/")
        self._page.keyboard.press("/")
        self._page.keyboard.insert_text(query)
        results = self._page.locator(".dk-panel .dk-item")
        expect(results.first).to_be_visible(timeout=30_000)
        wanted = re.compile(rf"{re.escape(document.facts['id'])}/.*{re.escape(article['address'])}(?!\\d)")
        hrefs = results.locator("xpath=self::a | .//a").evaluate_all("links => links.map(a => a.href)")
        found = [number for number, href in enumerate(hrefs[:_FIRST]) if wanted.search(href)]
        assert found, f"“{query}” finds {hrefs[:3]}"
        self._page.goto(hrefs[found[0]])
        self._arrived(document, article["address"])
        return query

    def _having(self, what: Callable[[Document], object]) -> Document:
        while not what(document := self._library.document(self._dice)):
            pass
        return document

    def _named(self, path: str) -> Document:
        """The document of a page, which may be one of several of a long document."""
        name = path.strip("/")
        while name:
            try:
                return self._library.named(name)
            except KeyError:
                name = name.rpartition("/")[0]
        raise AssertionError(f"no document has the page {path}")

    def _open(self, path: str) -> None:
        self._page.goto("about:blank")  # so that an address on the page before is opened anew
        self._page.goto(self._base + path)

    def _click(self, links: str, path: str, address: str) -> None:
        """Clicks the link to an address below a path."""
        hrefs = self._page.locator(links).evaluate_all("links => links.map(a => a.href)")
        for number, href in enumerate(hrefs):
            place, _, fragment = href.partition("#")
            if place.startswith(self._base + path) and fragment == address:
                self._page.locator(links).nth(number).click()
                return
        raise AssertionError(f"no link to {path}#{address} on {self._page.url}")

    def _arrived(self, document: Document, address: str) -> None:
        """The page is one of the document's; the provision is in it, with its own words."""
        self._page.wait_for_url(f"{self._base}{document.path}**")
        if not address:
            return
        element = self._page.locator(f"[id='{address}']")
        expect(element).to_be_visible()
        shown = _letters(element.evaluate(_FROM_HERE))
        wanted = document.beginning(address)
        assert shown.startswith(wanted), f"{address} shows “{shown[:80]}”, not “{wanted}”"


def _letters(text: str) -> str:
    return _LETTERS.sub("", text).lower()


def _resolved(document: Document) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = document.facts["citations"]
    return [cited for cited in found if cited["status"] == "resolved"]


def _headed(document: Document) -> list[dict[str, Any]]:
    nodes: list[dict[str, Any]] = document.facts["nodes"]
    return [node for node in nodes if node["kind"] == "dieu" and node["title"]]


def _lists(page: Path) -> bool:
    return 'class="duties"' in page.read_text(encoding="utf-8")


def followed(page: Page, base: str, site: Path, count: int, seed: int = 6) -> Iterator[tuple[str, str]]:
    """For each thing that was not right, what was followed and why it is wrong."""
    follower = Follower(page, base, Library(site), random.Random(seed))
    for follow in (follower.provision, follower.citation, follower.duty, follower.search):
        for _ in range(count):
            try:
                follow()
            except (AssertionError, Error) as error:
                yield follow.__name__, f"{page.url}: {error}"


def main() -> int:
    """0 when everything that was followed is right."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("site", type=Path)
    parser.add_argument("--count", type=int, default=100, help="of each kind")
    parser.add_argument("--seed", type=int, default=6)
    options = parser.parse_args()
    wrong = 0
    with serving(options.site) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.set_default_timeout(30_000)
        for kind, why in followed(page, base, options.site, options.count, options.seed):
            wrong += 1
            print(f"{kind}: {why}", flush=True)
        browser.close()
    print(f"{options.count} provisions, citations, duties and searches each: {wrong} are wrong")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
