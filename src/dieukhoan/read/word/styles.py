"""The styles of a Word file: what a paragraph and its runs inherit."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from dieukhoan.read.legacy import Legacy
from dieukhoan.read.word.package import Element, W, number, switch, value

_HEADING_NAME = re.compile(r"heading ([1-9])$", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"toc [1-9]$", re.IGNORECASE)
_MOST_ANCESTORS = 32
_BODY_LEVEL = 9  # of outlines: no heading
# ".VnTime", ".VnArialH"; "VNI-Times", "VNI Helve"
_TCVN3_FONT = re.compile(r"\.vn", re.IGNORECASE)
_VNI_FONT = re.compile(r"vni[- ]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RunLook:
    """How a run looks; ``font`` as Word names it."""

    bold: bool = False
    italic: bool = False
    capitals: bool = False
    hidden: bool = False
    font: str = ""

    @property
    def encoding(self) -> Legacy | None:
        """The encoding from before Unicode that its font stands for."""
        if _TCVN3_FONT.match(self.font):
            return Legacy.TCVN3
        return Legacy.VNI if _VNI_FONT.match(self.font) else None

    @property
    def shows_capitals(self) -> bool:
        """Fonts like .VnTimeH show small letters as capitals."""
        return self.capitals or (self.encoding is Legacy.TCVN3 and self.font.endswith("H"))


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """How a paragraph looks; ``numbering`` is the id of its numbering ("0": none), ``level`` its level."""

    centred: bool = False
    heading: int = 0
    is_contents: bool = False
    numbering: str = ""
    level: int | None = None
    style: str = ""
    run: RunLook = RunLook()


@dataclass(slots=True)
class Styles:
    """All styles of a file, by id."""

    elements: dict[str, Element] = field(default_factory=dict)
    default: ParagraphLook = ParagraphLook()
    default_style: str = ""
    _paragraphs: dict[str, ParagraphLook] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element | None) -> Styles:
        """The styles of ``styles.xml``."""
        styles = cls()
        if root is None:
            return styles
        for style in root.iterchildren(W + "style"):
            styles.elements[style.get(W + "styleId", "")] = style
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true"):
                styles.default_style = style.get(W + "styleId", "")
        run = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        styles.default = ParagraphLook(run=run_look(run, RunLook()))
        return styles

    def paragraph(self, properties: Element | None) -> ParagraphLook:
        """The look of a paragraph with these properties (``w:pPr``)."""
        style = value(properties, "pStyle") or self.default_style
        if style not in self._paragraphs:
            look = self.default
            for element in self._lineage(style):
                look = _styled(element, look)
            self._paragraphs[style] = replace(look, style=style)
        return paragraph_look(properties, self._paragraphs[style])

    def run(self, properties: Element | None, base: RunLook) -> RunLook:
        """The look of a run with these properties (``w:rPr``)."""
        if properties is None:
            return base
        for element in self._lineage(value(properties, "rStyle") or ""):
            base = run_look(element.find(W + "rPr"), base)
        return run_look(properties, base)

    def is_bordered(self, table: Element | None) -> bool:
        """Whether a table with these properties (``w:tblPr``) draws lines."""
        if has_borders(table, "tblBorders"):
            return True
        lineage = self._lineage(value(table, "tblStyle") or "")
        return any(has_borders(element.find(W + "tblPr"), "tblBorders") for element in lineage)

    def _lineage(self, style: str) -> list[Element]:
        """The style after those that it is based on."""
        lineage: list[Element] = []
        while style in self.elements and len(lineage) < _MOST_ANCESTORS:
            lineage.append(self.elements[style])
            style = value(lineage[-1], "basedOn") or ""
        return lineage[::-1]


def _styled(style: Element, look: ParagraphLook) -> ParagraphLook:
    name = value(style, "name") or ""
    look = paragraph_look(style.find(W + "pPr"), look)
    if heading := _HEADING_NAME.match(name):
        look = replace(look, heading=int(heading[1]))
    return replace(
        look,
        is_contents=look.is_contents or bool(_CONTENTS_NAME.match(name)),
        run=run_look(style.find(W + "rPr"), look.run),
    )


def paragraph_look(properties: Element | None, look: ParagraphLook) -> ParagraphLook:
    """The look with what paragraph properties change of it."""
    if properties is None:
        return look
    if alignment := value(properties, "jc"):
        look = replace(look, centred=alignment == "center")
    if outline := value(properties, "outlineLvl"):
        level = number(outline, _BODY_LEVEL)
        look = replace(look, heading=level + 1 if 0 <= level < _BODY_LEVEL else 0)
    numbered = properties.find(W + "numPr")
    if numbered is not None:
        level_text = value(numbered, "ilvl")
        look = replace(
            look,
            numbering=value(numbered, "numId") or look.numbering,
            level=number(level_text) if level_text is not None else look.level,
        )
    return look


def run_look(properties: Element | None, look: RunLook) -> RunLook:
    """The look with what run properties change of it."""
    if properties is None:
        return look
    changes: dict[str, bool | str] = {}
    for name, key in (("b", "bold"), ("i", "italic"), ("caps", "capitals"), ("vanish", "hidden")):
        is_on = switch(properties, name)
        if is_on is not None:
            changes[key] = is_on
    fonts = properties.find(W + "rFonts")
    if fonts is not None:
        font = fonts.get(W + "ascii") or fonts.get(W + "hAnsi")
        if font:
            changes["font"] = font
        elif fonts.get(W + "asciiTheme"):
            changes["font"] = ""
    return replace(look, **changes) if changes else look  # type: ignore[arg-type]


def has_borders(properties: Element | None, name: str) -> bool:
    """Whether any line is drawn: ``has_borders(cell, "tcBorders")``."""
    borders = None if properties is None else properties.find(W + name)
    if borders is None:
        return False
    return any(side.get(W + "val", "nil") not in ("nil", "none") for side in borders)
