"""What every page begins with, and how a page is put together."""

from __future__ import annotations

import json
from collections.abc import Iterable

from dieukhoan.page import Page
from dieukhoan.render import escape


def page(path: str, title: str, blocks: Iterable[str], *, kind: str) -> Page:
    """A page of Markdown: its title, the class of its body, then its blocks, parted by empty lines.

    The title is escaped here, because themes of MkDocs print titles as they stand.
    """
    front = f"---\ntitle: {json.dumps(escape.markup(title), ensure_ascii=False)}\nkind: {kind}\n---"
    return Page(path, "\n\n".join([front, *blocks]) + "\n")
