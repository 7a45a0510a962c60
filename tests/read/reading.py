"""What the tests of reading share: reading a text or a page, and looking at its lines."""

from __future__ import annotations

from dieukhoan.model import Line, SourceText
from dieukhoan.read import read_bytes


def source(content: str | bytes) -> SourceText:
    """The source text of some content that can be read."""
    data = content.encode() if isinstance(content, str) else content
    text = read_bytes("van-ban", data)
    assert isinstance(text, SourceText), text
    return text


def texts(content: str | bytes) -> list[str]:
    """The lines of some content."""
    text = source(content)
    return [text.text[line.start : line.end] for line in text.lines]


def words(content: str | bytes) -> list[str]:
    """The lines of some content that are neither empty nor furniture."""
    text = source(content)
    return [
        text.text[line.start : line.end]
        for line in text.lines
        if not line.furniture and line.end > line.start
    ]


def line(content: str | bytes, wanted: str) -> Line:
    """The line of some content that reads as wanted."""
    text = source(content)
    return next(line for line in text.lines if text.text[line.start : line.end] == wanted)
