"""Blocks of raw HTML on pages that MkDocs makes itself: they wait while their page is converted (`aside`)."""

from __future__ import annotations

from mkdocs.structure.pages import Page

from dieukhoan.publish.aside import Aside, aside


class Blocks:
    """The blocks of the pages that are being converted."""

    def __init__(self) -> None:
        self._taken: dict[str, Aside] = {}

    def out(self, page: Page, markdown: str) -> str:
        """The Markdown of a page without its blocks."""
        self._taken[page.file.src_uri] = taken = aside(markdown)
        return taken.text

    def back(self, page: Page, html: str) -> str:
        """The HTML of a page with its blocks again, if any were taken out."""
        taken = self._taken.pop(page.file.src_uri, None)
        if taken is None:
            return html
        page.present_anchor_ids = (page.present_anchor_ids or set()) | taken.anchors()
        return taken.back(html)
