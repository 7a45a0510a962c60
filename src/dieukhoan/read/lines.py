"""Lines as a reader of a format finds them, before they are laid out in one text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from dieukhoan.findings import Finding
from dieukhoan.model import Line, SourceText, Stated
from dieukhoan.read.problems import problem

DOUBTFUL = 60
"""Per cent of confidence below which a recognised line is reported."""
_LETTER = re.compile(r"[^\W_]")


@dataclass(slots=True)
class DraftLine:
    """The text of a line and what its format says of it; see ``model.Line``."""

    text: str
    heading: int = 0
    bold: bool = False
    italic: bool = False
    centred: bool = False
    table: int = 0
    furniture: bool = False
    confidence: int = 100

    @property
    def is_blank(self) -> bool:
        return not self.text


@dataclass(slots=True)
class Draft:
    """What was read of a file; ``is_portal`` when its page was known and holds nothing but the document.

    ``keeps_lines`` when each line is the line of the file of that number.
    """

    lines: list[DraftLine]
    format: str
    stated: Stated = field(default_factory=Stated)
    is_portal: bool = False
    keeps_lines: bool = False
    findings: list[Finding] = field(default_factory=list)

    def has_text(self) -> bool:
        """Whether any letter or digit was read."""
        return any(_LETTER.search(line.text) for line in self.lines)

    def finish(self, name: str, digest: str) -> SourceText:
        """The lines laid out in one text, a newline between two."""
        text = "\n".join(line.text for line in self.lines)
        if not unicodedata.is_normalized("NFC", text):
            # A mark or a tag that was taken out stood between a letter and its tone.
            for line in self.lines:
                line.text = unicodedata.normalize("NFC", line.text)
            text = "\n".join(line.text for line in self.lines)
        at, lines = 0, []
        for line in self.lines:
            end = at + len(line.text)
            look = line.heading, line.bold, line.italic, line.centred, line.table, line.furniture
            lines.append(Line(at, end, *look, line.confidence))
            at = end + 1
        doubtful = [
            problem("ocr-doubtful", line.confidence, line.start, line.end)
            for line in lines
            if line.confidence < DOUBTFUL and not line.furniture
        ]
        findings = (*self.findings, *doubtful)
        return SourceText(
            name,
            text,
            tuple(lines),
            format=self.format,
            keeps_lines=self.keeps_lines,
            digest=digest,
            stated=self.stated,
            findings=findings,
        )


# "-------", "***", "* * *", "_____", "=====", "– – –"; a star alone is the rule of Party letterheads.
_STROKES = "-–—_=*~•"


def is_rule(text: str) -> bool:
    """Whether a line is a drawn rule: ``is_rule("-------")``; ``"- - a"``, ``"..."`` and ``"-"`` are none."""
    if text == "*":
        return True
    return len(text) >= 3 and not text.strip(_STROKES + ". ") and sum(map(text.count, _STROKES)) >= 3
