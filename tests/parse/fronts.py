"""Lines of a plain text, for the tests of front and back."""

from __future__ import annotations

from dieukhoan.model import Line


def lines_of(text: str) -> list[Line]:
    """The lines of a text that hold something."""
    lines, at = [], 0
    for raw in text.split("\n"):
        if raw.strip():
            lines.append(Line(at, at + len(raw)))
        at += len(raw) + 1
    return lines
