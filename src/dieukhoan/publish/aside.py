"""Blocks of raw HTML, kept out of the conversion of Markdown: it would parse them and leave them as they are.

Two fifths of the time of a page went into that: its notes and tables are raw HTML.
"""

from __future__ import annotations

import html
import re
from typing import NamedTuple

_BLOCK = re.compile(
    r"""
    (?<=\n\n)                                       # after an empty line
    <(div|dl|ul|ol|table|details|form|nav|p)\b      # a tag that makes a block
    [^\n]*(?:\n[^\n]+)*                             # up to the next empty line
    (?=\n\n|\n?\Z)
    """,
    re.VERBOSE,
)
_ID = re.compile(r'\sid="([^"]*)"')


class Aside(NamedTuple):
    """A Markdown text in which a paragraph stands for each block of raw HTML, and the blocks.

    Such a paragraph is ``mark``, a number and ``qz``; nothing else in the text begins so.
    """

    text: str
    blocks: tuple[str, ...]
    mark: str

    def back(self, converted: str) -> str:
        """The HTML with the blocks where their paragraphs stand, each ended as Markdown ends them.

        Below a tag that is never closed Markdown makes no paragraphs.
        """
        place = re.compile(rf"<p>{self.mark}(\d+)qz</p>|{self.mark}(\d+)qz")

        def block(found: re.Match[str]) -> str:
            return f"{self.blocks[int(found[1])]}\n" if found[1] else self.blocks[int(found[2])]

        return place.sub(block, converted).rstrip("\n")

    def anchors(self) -> set[str]:
        """The anchors in the blocks."""
        return {html.unescape(found) for block in self.blocks for found in _ID.findall(block)}


def aside(text: str) -> Aside:
    """Takes whole blocks of raw HTML out of a Markdown text.

    A block counts when it ends with the tag that it begins with, and not before: then Markdown leaves it as
    it is (a test holds it).

    >>> aside("Một\\n\\n<ul>\\n<li>hai</li>\\n</ul>\\n\\nba\\n").text
    'Một\\n\\nzq0qz\\n\\nba\\n'
    """
    blocks: list[str] = []
    mark = "zq"
    while mark in text:
        mark += "q"

    def taken(block: re.Match[str]) -> str:
        if not _is_whole(block[0], block[1]):
            return block[0]
        blocks.append(block[0])
        return f"{mark}{len(blocks) - 1}qz"

    return Aside(_BLOCK.sub(taken, text), tuple(blocks), mark)


def _is_whole(block: str, tag: str) -> bool:
    depth, end = 0, 0
    for found in re.finditer(rf"<(/?){tag}\b[^>]*>", block):
        depth += -1 if found[1] else 1
        end = found.end()
        if depth == 0:
            break
    return depth == 0 and end == len(block)
