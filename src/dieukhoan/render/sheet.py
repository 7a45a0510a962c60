"""What every page begins with, and how a page is put together."""

from __future__ import annotations

import json
from collections.abc import Iterable

from dieukhoan.page import Page
from dieukhoan.render import escape


def page(path: str, title: str, blocks: Iterable[str], *, kind: str, name: str = "") -> Page:
    """A page of Markdown: its title, the class of its body, then its blocks, parted by empty lines.

    ``name`` is what the header shows in place of a long title. Both are escaped here, because themes of
    MkDocs print titles as they stand.
    """
    front = [
        "---",
        f"title: {_quoted(title)}",
        *([f"name: {_quoted(name)}"] if name else []),
        f"kind: {kind}",
    ]
    return Page(path, "\n\n".join(["\n".join([*front, "---"]), *blocks]) + "\n")


def _quoted(words: str) -> str:
    return json.dumps(escape.markup(words), ensure_ascii=False)
