"""Which format a text is in, by what it holds and not by its file's name."""

from __future__ import annotations

import re
from enum import Enum, auto


class Format(Enum):
    """The formats that a text file may be in."""

    TEXT = auto()
    MARKDOWN = auto()
    HTML = auto()


_HEAD = 4096
_HTML_START = re.compile(r"\s*(?:<!--|<!doctype\s+html|<\?xml\b|<html\b|<head\b|<body\b)", re.IGNORECASE)
_HTML_ROOT = re.compile(r"<(?:!doctype\s+html|html\b|body\b)", re.IGNORECASE)
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|table|tr|td|h[1-6]|li|ul|ol|br|link|meta|section|article)\b[^<>]{0,2000}>", re.IGNORECASE
)
_TAG_START = re.compile(r"\s*<[a-zA-Z!?/]")
_ENOUGH_TAGS = 3

# One of these is enough: a text without any reads the same as Markdown and as plain text.
_MARKDOWN = re.compile(
    r"""
      ^\#{1,6}(?:[ ]+\S|[ ]*$)         # ## KẾ HOẠCH
    | \*\*                             # **Điều 1.**
    | (?<![\w*/])\*[^\s*]              # *Căn cứ Luật …;*
    | (?<!\w)__?[^\s_]                 # __Địa chỉ:__
    | ^[ ]{0,9}\|[ ]{0,9}$                # what converters leave of a table
    | ^[ ]{0,3}\|?[ ]{0,3}:?-{2,}:?[ ]{0,9}\|     # the second row of a table
    | \\[!-/:-@\[-`{-~]                # \*
    | <br[ ]*/?>
    | ^```
    | !?\[[^\[\]\n]{0,300}\]\((?:https?:|mailto:|\#|[\w./-]+\.(?:png|jpe?g)\))
    """,
    re.VERBOSE | re.MULTILINE,
)


def format_of(text: str) -> Format:
    """The format of a text.

    >>> format_of("## **KẾ HOẠCH**"), format_of("Điều 1. Phạm vi"), format_of("<p>Điều 1</p><p>a</p>")
    (<Format.MARKDOWN: 2>, <Format.TEXT: 1>, <Format.HTML: 3>)
    """
    if _is_html(text):
        return Format.HTML
    return Format.MARKDOWN if _MARKDOWN.search(text) else Format.TEXT


def _is_html(text: str) -> bool:
    head = text[:_HEAD]
    if _HTML_START.match(head):
        return bool(_HTML_ROOT.search(head) or _BLOCK_TAG.search(head))
    if not _TAG_START.match(head):
        return False
    tags = _BLOCK_TAG.findall(head)
    return len(tags) >= _ENOUGH_TAGS or (bool(tags) and len(text) < _HEAD and head.rstrip().endswith(">"))
