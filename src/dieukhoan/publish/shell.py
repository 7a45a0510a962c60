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

_GAP = re.compile(r"\s*\n\s*")
_KEPT = re.compile(r"(<(script|style|pre|textarea)\b.*?</\2>)", re.DOTALL)
"""What white space means something in: a policy of the page may name the very bytes of a script."""
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


def trimmed(html: str, content: str) -> str:
    """A page without the blank lines and indents that a template leaves around its content.

    They are a third of an empty page of Material, and browsers show none of them. The content stays as it is;
    so does the whole page when it cannot be told where in it the content stands.

    >>> trimmed("<body>\\n\\n    <main>a\\n  b</main>\\n  </body>", "a\\n  b")
    '<body>\\n<main>a\\n  b</main>\\n</body>'
    """
    parts = html.split(content) if content else [html]
    if len(parts) > 2:
        return html
    return content.join(map(_trimmed, parts))


def _trimmed(html: str) -> str:
    pieces = _KEPT.split(html)  # text, kept, its tag, text, …
    pieces[::3] = [_GAP.sub("\n", piece) for piece in pieces[::3]]
    del pieces[2::3]
    return "".join(pieces)


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
