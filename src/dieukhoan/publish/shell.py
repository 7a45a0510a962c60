"""The shell of a page: the theme's template rendered once for pages of one kind, with holes for what differs.

A template that does more with a page than to print what differs cannot be cut so; whoever uses a shell
compares the first page it makes with what the template makes of it (`publish.press`).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from mkdocs.structure.pages import Page

from dieukhoan.publish.contents import contents

_HOLE = re.compile("zq([a-z]+)qz")


@dataclass(frozen=True, slots=True, order=True)
class Kind:
    """What the theme makes pages differ by, apart from the words in them.

    ``place`` stands for the path of the page: relative links of the shell are the same for all pages with
    the same place. ``keys`` are the names in its front matter.
    """

    place: str
    kind: str
    keys: tuple[str, ...]


def place(path: str, folders: Collection[str]) -> str:
    """The path of a page with stand-ins for what no link of the theme can share with it.

    ``folders`` are those in which the theme may link to something.

    >>> place("van-ban/ha-noi/2022/a/index.md", {"", "van-ban"})
    'van-ban/zq1/zq2/zq3/index.md'
    """
    if not path.endswith("/index.md"):
        path = path.removesuffix(".md") + "/index.md"  # a page is a folder of its own
    steps = posixpath.dirname(path).split("/")
    kept = 0
    while kept < len(steps) and "/".join(steps[: kept + 1]) in folders:
        kept += 1
    steps[kept:] = [f"zq{index}" for index in range(kept, len(steps))]
    return "/".join([*steps, "index.md"])


def hole(name: str) -> str:
    """What stands in a template's output where a value is to be filled in."""
    return f"zq{name}qz"


class Shell:
    """The output of a template, cut at its holes."""

    def __init__(self, rendered: str) -> None:
        self._cut = _HOLE.split(rendered)  # text, hole, text, hole, …, text

    def filled(self, values: Mapping[str, str]) -> str:
        """The page with these values; raises ``KeyError`` for a hole without a value."""
        cut = self._cut
        return "".join(piece if index % 2 == 0 else values[piece] for index, piece in enumerate(cut))


def values(page: Page) -> dict[str, str]:
    """What a shell is filled with for a page."""
    first = next(iter(page.toc), None)
    return {
        "content": page.content or "",
        "contents": contents(page),
        "first": first.id if first else "",
        "canonical": page.canonical_url or "",
        **{f"meta{key}": str(value) for key, value in page.meta.items()},
    }
