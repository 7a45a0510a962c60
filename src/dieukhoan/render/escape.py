"""The one way in which a text from outside enters a page: it shows its characters and does nothing."""

from __future__ import annotations

import html
import re

_BREAKS = re.compile("[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_UNSHOWABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_ENTITIES = {character: f"&#{ord(character)};" for character in "\\`~|:=^$"} | {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
}
_MARKS = str.maketrans({mark: f"&#{ord(mark)};" for mark in "\\`*_[]"})
_ANYWHERE = re.compile(r"[\\`*_{}\[\]!#|&<>]|(?<=\]):")  # "[\]:" at the start of a line begins a reference
_AT_START = re.compile(r"[ ]*(?:[#+\-!~:=^$]|\d+(?=\.))")
_SAFE_IN_ATTRIBUTE = re.compile(r"[^\w ,.;/()…–-]+")


def one_line(text: str) -> str:
    """The text as a page can show it: breaks and tabs become spaces, what no page can hold becomes �.

    >>> one_line("một\\nhai\\x02")
    'một hai�'
    """
    return _UNSHOWABLE.sub("\ufffd", _BREAKS.sub(" ", text))


def _escaped(match: re.Match[str]) -> str:
    return _ENTITIES.get(match[0]) or "\\" + match[0]


def _escaped_start(match: re.Match[str]) -> str:
    spaces, mark = match[0][:-1], match[0][-1]
    if mark.isdigit():  # "1986. Một năm" is not item 1986 of a list
        return match[0] + "\\"
    return spaces + (_ENTITIES.get(mark) or "\\" + mark)


def markdown(text: str, *, at_start: bool = False) -> str:
    """A text as Markdown that shows it; ``at_start`` where it begins a paragraph.

    What stands inside a line is escaped with a backslash where Python-Markdown knows one, else with an
    entity. Property-tested through the real converter: the text of the page is ``one_line(text)``.

    >>> print(markdown("1986. Một [năm](x) *đẹp* <b> & 5_6", at_start=True))
    1986\\. Một \\[năm\\](x) \\*đẹp\\* &lt;b&gt; &amp; 5\\_6
    """
    line = one_line(text)
    if not at_start:
        return _ANYWHERE.sub(_escaped, line)
    if start := _AT_START.match(line):
        return _escaped_start(start) + _ANYWHERE.sub(_escaped, line[start.end() :])
    return _ANYWHERE.sub(_escaped, line)


def markup(text: str) -> str:
    """A text inside raw HTML, as content or as a quoted attribute.

    What Markdown would take for its own is an entity too: between inline elements it still reads the words.

    >>> markup('"<a> [b](c)')
    '&quot;&lt;a&gt; &#91;b&#93;(c)'
    """
    return html.escape(one_line(text), quote=True).translate(_MARKS)


def title(text: str) -> str:
    """A text as the quoted title of a Markdown link: letters and digits as they are, the rest as entities."""
    return "".join(
        character if character.isalnum() or character in " ,.;:/–-" else f"&#{ord(character)};"
        for character in one_line(text).strip()
    )


def label(text: str) -> str:
    """A text as a quoted value in an attribute list, where nothing can be escaped: signs become spaces.

    >>> label('Quy định "về" <phạm vi> & áp dụng')
    'Quy định về phạm vi áp dụng'
    """
    return " ".join(_SAFE_IN_ATTRIBUTE.sub(" ", one_line(text)).replace("_", " ").split())
