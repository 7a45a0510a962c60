"""The text of a Word file in its order: paragraphs, tables, text boxes, footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dieukhoan.read.decoding import clean, direction_marks
from dieukhoan.read.legacy import VIETNAMESE_ONLY, Legacy, convert
from dieukhoan.read.lines import DraftLine, is_rule
from dieukhoan.read.plaintext import without_tabs
from dieukhoan.read.tables import Cell, Row, flattened, is_laid_out, table_lines
from dieukhoan.read.word.numbering import Numbering
from dieukhoan.read.word.package import Damaged, Element, Package, W, number, value
from dieukhoan.read.word.styles import ParagraphLook, RunLook, Styles, has_borders

_DEEPEST = 100
_WIDEST_TABLE = 100
_NO_CELL: Cell = []  # stands where a merged cell reaches to
# What surrounds runs and blocks without being text itself; w:ins and w:moveTo are changes that are accepted.
_WRAPPERS = frozenset(
    {"ins", "moveTo", "hyperlink", "smartTag", "fldSimple", "sdt", "sdtContent", "customXml", "dir", "bdo"}
    | {"AlternateContent", "Choice", "ruby", "rubyBase", "oMath", "oMathPara", "body", "txbxContent"}
)
# Deleted text, what names or describes rather than shows, and the pronunciation above a word.
_SET_ASIDE = frozenset(
    {
        "del",
        "moveFrom",
        "sdtPr",
        "sdtEndPr",
        "instrText",
        "delText",
        "delInstrText",
        "rt",
        "rubyPr",
        "pPr",
        "rPr",
    }
    | {
        "commentReference",
        "annotationRef",
        "Fallback",
        "tblPr",
        "tblGrid",
        "trPr",
        "tcPr",
        "sectPr",
        "ctrlPr",
    }
)
_WORD = re.compile(r"[^\W_]")
_SPACES = re.compile(" {2,}(?! )")
_PRIVATE = re.compile("[\uf020-\uf0ff]")
# Wingdings and Symbol: boxes, ticks, bullets, arrows.
_SYMBOLS = {0xB7: "•", 0xA7: "▪", 0xA8: "□", 0x6F: "□", 0xFE: "☑", 0xFC: "✓", 0xE0: "→", 0x2D: "-", 0x2B: "+"}


@dataclass(slots=True)
class _Segment:
    """A stretch of text in one look."""

    text: str
    look: RunLook


@dataclass(slots=True)
class _Table:
    """A table that is being read."""

    is_bordered: bool
    rows: list[Row] = field(default_factory=list)
    is_dissolved: bool = False

    def is_laid_out(self) -> bool:
        """Whether it only lays out the page."""
        columns = max(map(len, self.rows), default=0)
        return is_laid_out(self.rows) or (not self.is_bordered and columns <= 2 and len(self.rows) <= 3)


@dataclass(slots=True)
class _Paragraph:
    """A paragraph that is being read: its segments, and the boxes and notes anchored in it."""

    look: ParagraphLook
    segments: list[_Segment] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, Element]] = field(default_factory=list)


class Body:
    """Goes through a document once; ``lines`` is what it found, ``encodings`` those that fonts stood for.

    ``direction_marks`` counts the signs that turned the writing, which are taken out.
    """

    def __init__(self, package: Package) -> None:
        self.lines: list[DraftLine] = []
        self.encodings: set[Legacy] = set()
        self.direction_marks = 0
        self._styles = Styles.of(package.styles)
        self._numbering = Numbering(package.numbering)
        self._notes = {
            kind: {note.get(W + "id"): note for note in root.iterchildren(W + kind)}
            if root is not None
            else {}
            for kind, root in (("footnote", package.footnotes), ("endnote", package.endnotes))
        }
        self._note_count = 0
        self._sinks: list[Cell] = [self.lines]
        self._tables: list[_Table] = []
        self._table_count = 0
        self._unfinished: _Paragraph | None = None
        self._fields: list[bool] = []  # of each field around us: whether its result has begun
        self._blocks(package.document, 0)
        self._finish()

    def _blocks(self, parent: Element, depth: int) -> None:
        if depth > _DEEPEST:
            raise Damaged("nội dung lồng nhau quá nhiều lớp")
        for child in _shown(parent):
            name = _name(child)
            if name == "p":
                self._paragraph(child, depth + 1)
            elif name == "tbl":
                self._finish()
                self._table(child, depth + 1)
            elif name in _WRAPPERS:
                self._blocks(child, depth + 1)

    def _paragraph(self, element: Element, depth: int) -> None:
        properties = element.find(W + "pPr")
        if self._unfinished is None:
            self._unfinished = _Paragraph(self._styles.paragraph(properties))
        self._runs(element, self._unfinished, depth)
        mark = None if properties is None else properties.find(W + "rPr")
        if mark is None or (mark.find(W + "del") is None and mark.find(W + "moveFrom") is None):
            self._finish(depth)

    def _runs(self, parent: Element, paragraph: _Paragraph, depth: int) -> None:
        if depth > _DEEPEST:
            raise Damaged("nội dung lồng nhau quá nhiều lớp")
        for child in _shown(parent):
            name = _name(child)
            if name == "r":
                look = self._styles.run(child.find(W + "rPr"), paragraph.look.run)
                if not look.hidden:
                    self._run(child, paragraph, look, depth + 1)
            elif name in _WRAPPERS:
                self._runs(child, paragraph, depth + 1)

    def _run(self, run: Element, paragraph: _Paragraph, look: RunLook, depth: int) -> None:
        for child in _shown(run):
            name = _name(child)
            if name == "fldChar":
                self._field(child.get(W + "fldCharType", ""))
            elif name in ("AlternateContent", "Choice"):
                self._run(child, paragraph, look, depth + 1)
            elif name in ("drawing", "pict", "object"):
                paragraph.boxes += _boxes(child)
            elif name in ("footnoteReference", "endnoteReference"):
                self._note(child, paragraph, look)
            elif not all(self._fields):
                continue
            elif text := _run_text(child, name):
                paragraph.segments.append(_Segment(text, look))

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _note(self, reference: Element, paragraph: _Paragraph, look: RunLook) -> None:
        note = self._notes[_name(reference).removesuffix("Reference")].pop(reference.get(W + "id"), None)
        if note is not None:
            self._note_count += 1
            mark = f"[{self._note_count}]"
            paragraph.segments.append(_Segment(mark, RunLook(look.bold, look.italic)))
            paragraph.notes.append((mark, note))

    def _finish(self, depth: int = 0) -> None:
        """Ends the paragraph that is being read, and adds its lines, its boxes' and its notes'."""
        paragraph, self._unfinished = self._unfinished, None
        if paragraph is None:
            return
        label = self._numbering.label(paragraph.look)
        for part in _parted(self._decoded(paragraph.segments)):
            self.direction_marks += sum(direction_marks(segment.text) for segment in part)
            line = _line(part, paragraph.look, label)
            if line.text:
                self._sinks[-1].append(line)
                label = ""
        if label and any(letter.isalnum() for letter in label):
            self._sinks[-1].append(DraftLine(label.strip()))
        fields, self._fields = self._fields, []
        for box in paragraph.boxes:
            self._blocks(box, depth + 1)
            self._finish()
        for mark, note in paragraph.notes:
            at = len(self._sinks[-1])
            self._blocks(note, depth + 1)
            self._finish()
            if at < len(self._sinks[-1]):
                first = self._sinks[-1][at]
                first.text = f"{mark} {first.text}"
        self._fields = fields

    def _decoded(self, segments: list[_Segment]) -> list[_Segment]:
        """The segments with the letters that fonts from before Unicode show.

        A font may be set on text that is Unicode nevertheless: then the paragraph has letters that no such
        encoding has.
        """
        encoded = "".join(segment.text for segment in segments if segment.look.encoding)
        is_unicode = bool(VIETNAMESE_ONLY.search(encoded))
        joined: list[_Segment] = []
        for segment in segments:
            last = joined[-1] if joined else None
            if encoded and last is not None and last.look == segment.look:
                last.text += segment.text  # a letter of VNI may begin in one run and end in the next
            else:
                joined.append(_Segment(segment.text, segment.look))
        for segment in joined:
            encoding = segment.look.encoding
            if encoding and not is_unicode:
                text = _PRIVATE.sub(lambda letter: chr(ord(letter[0]) - 0xF000), segment.text)
                segment.text = convert(text, encoding)
                if segment.text != text:
                    self.encodings.add(encoding)
            if segment.look.shows_capitals:
                segment.text = segment.text.upper()
        return joined

    def _table(self, element: Element, depth: int) -> None:
        if self._tables:
            self._dissolve(self._tables[-1])
        table = _Table(self._styles.is_bordered(element.find(W + "tblPr")))
        self._tables.append(table)
        for row in _wrapped(element, "tr"):
            properties = row.find(W + "trPr")
            if properties is not None and properties.find(W + "del") is not None:
                continue
            cells: Row = []
            table.rows.append(cells)
            for cell in _wrapped(row, "tc"):
                self._cell(cell, table, cells, depth)
        self._tables.pop()
        if table.is_dissolved:
            return
        if table.is_laid_out():
            self.lines += flattened(table.rows)
        else:
            self._table_count += 1
            self.lines += table_lines(table.rows, self._table_count)

    def _cell(self, element: Element, table: _Table, cells: Row, depth: int) -> None:
        properties = element.find(W + "tcPr")
        table.is_bordered = table.is_bordered or has_borders(properties, "tcBorders")
        merge = None if properties is None else properties.find(W + "vMerge")
        cell: Cell = []
        self._sinks.append(self.lines if table.is_dissolved else cell)
        self._blocks(element, depth + 1)
        self._finish()
        self._sinks.pop()
        if merge is not None and merge.get(W + "val", "continue") == "continue":
            cell = cell or _NO_CELL
        span = number(value(properties, "gridSpan"), 1)
        cells.append(cell)
        cells.extend([_NO_CELL] * max(0, min(span - 1, _WIDEST_TABLE - len(cells))))

    def _dissolve(self, table: _Table) -> None:
        """A table that holds another lays out the page: its lines go to the page."""
        if table.is_dissolved:
            return
        table.is_dissolved = True
        self.lines += flattened(table.rows)
        at = len(self._sinks) - 1
        while at and self._sinks[at] is not self.lines:
            self.lines += self._sinks[at]
            self._sinks[at] = self.lines
            at -= 1


def _name(element: Element) -> str:
    """The name of an element without its namespace, in which strict and older files differ."""
    return str(element.tag).rpartition("}")[2]


def _shown(parent: Element) -> Iterator[Element]:
    """The children that are shown; of alternatives the first."""
    if _name(parent) == "AlternateContent":
        choice = parent.find("{*}Choice")
        chosen = choice if choice is not None else parent.find("{*}Fallback")
        if chosen is not None:
            yield from _shown(chosen)
        return
    for child in parent.iterchildren("{*}*"):
        if _name(child) not in _SET_ASIDE:
            yield child


def _wrapped(parent: Element, wanted: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, content controls around them opened."""
    waiting = list(_shown(parent))[::-1]
    while waiting:
        child = waiting.pop()
        if _name(child) == wanted:
            yield child
        elif _name(child) in _WRAPPERS:
            waiting += list(_shown(child))[::-1]


def _boxes(drawing: Element) -> list[Element]:
    """The text boxes of a drawing, each once; those inside a box come with its text."""
    boxes: list[Element] = []
    waiting = [drawing]
    while waiting:
        element = waiting.pop()
        if _name(element) == "txbxContent":
            boxes.append(element)
        else:
            waiting += list(_shown(element))[::-1]
    return boxes


def _run_text(element: Element, name: str) -> str:
    match name:
        case "t":
            return element.text or ""
        case "tab" | "ptab":
            return "\t"
        case "br" | "cr":
            return "\n"
        case "noBreakHyphen":
            return "-"
        case "softHyphen":
            return "\u00ad"  # which is ư in TCVN3
        case "sym":
            return _symbol(element)
    return ""


def _symbol(element: Element) -> str:
    code = element.get(W + "char", "")
    try:
        point = int(code[:8], 16) & 0xFF
    except ValueError:
        return ""
    return _SYMBOLS.get(point, "•")


def _parted(segments: list[_Segment]) -> Iterator[list[_Segment]]:
    """The lines of a paragraph that line breaks part."""
    part: list[_Segment] = []
    for segment in segments:
        first, *rest = segment.text.split("\n")
        part.append(_Segment(first, segment.look))
        for text in rest:
            yield part
            part = [_Segment(text, segment.look)]
    yield part


def _line(part: list[_Segment], look: ParagraphLook, label: str) -> DraftLine:
    text, _ = clean("".join(segment.text for segment in part))
    text = _SPACES.sub(" ", text.replace("\n", " ").strip())
    text = without_tabs(text)
    looks = [segment.look for segment in part if _WORD.search(segment.text)]
    if not text:
        return DraftLine("")
    return DraftLine(
        label + text,
        heading=look.heading if looks else 0,
        bold=bool(looks) and all(run.bold for run in looks),
        italic=bool(looks) and all(run.italic for run in looks),
        centred=look.centred and bool(looks),
        furniture=is_rule(text) or look.is_contents,
    )
