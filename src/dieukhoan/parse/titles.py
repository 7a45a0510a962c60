"""What of the words after a label is the title of a provision, and what is its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dieukhoan.model import Kind, Paragraph, Role, Span
from dieukhoan.parse.labels import label
from dieukhoan.parse.rows import Row

# words of a sentence that orders something; no heading has them: "Giao ngân sách cấp xã bảo đảm …"
_SPEAKS = re.compile(
    r"\b(?:Giao|Yêu cầu|Đề nghị|yêu cầu|đề nghị|có trách nhiệm|chịu trách nhiệm|phải"
    r"|(?:chỉ đạo|giao) (?:các|công|cơ))\b"
)
_SENTENCE_BREAK = re.compile(r"[^.\d]\.\s+[A-ZĐÀ-Ỹ]")
_TITLE_END = re.compile(r"[.;:,]$")
LONGEST_TITLE = 320
"""Letters of the title of an điều or of a level above it."""
_LONGEST_CLAUSE_TITLE = 160
_LONGEST_LONE_TITLE = 200
"""Letters of what stands alone in an điều, no full stop at its end: what is longer is its text."""
_LABEL_GAP = 3
"""Letters, mostly spaces, between a label and the title on its line."""


@dataclass(slots=True)
class Opened:
    """A provision that is being read.

    ``form`` is that of its label; ``last`` gives, by kind and form, the latest number in the lists below it.
    """

    kind: Kind
    number: str
    address: str
    depth: int
    form: str
    label: str
    label_span: Span
    parent: str
    title: str = ""
    end: int = 0
    last: dict[tuple[Kind, str], str] = field(default_factory=dict)
    has_children: bool = False


def tells_by_bold(rows: Sequence[Row], kind: Kind) -> bool:
    """Whether the titles of provisions of a kind are told from text by bold print in these rows."""
    return any(row.line.bold and (found := label(row.text)) and found.kind is kind for row in rows)


def may_title_clause(text: str, start: int, end: int) -> bool:
    """Whether words can be the heading of a khoản or điểm: short, and ordering nothing."""
    return end - start <= _LONGEST_CLAUSE_TITLE and not _SPEAKS.search(text, start, end)


def settled(
    text: str, paragraphs: Sequence[Paragraph], opened: Iterable[Opened], rows: Sequence[Row]
) -> tuple[Paragraph, ...]:
    """The paragraphs as what they turn out to be, heading or text; gives the provisions their titles."""
    settling = _Settling(text, paragraphs, {item.address: item for item in opened}, rows)
    return tuple(map(settling.settled, paragraphs))


class _Settling:
    """What is known of all paragraphs, when it is settled for each what it is."""

    def __init__(
        self, text: str, paragraphs: Sequence[Paragraph], opened: Mapping[str, Opened], rows: Sequence[Row]
    ) -> None:
        self._text = text
        self._opened = opened
        self._count = Counter(paragraph.at for paragraph in paragraphs)
        self._bold_articles = tells_by_bold(rows, Kind.ARTICLE)
        self._bold_starts = {row.start for row in rows if row.line.bold} if self._bold_articles else set()

    def settled(self, paragraph: Paragraph) -> Paragraph:
        opened = self._opened.get(paragraph.at)
        if opened is None:
            return paragraph
        if paragraph.role is Role.HEADING:
            words = self._words(paragraph)
            if self._is_text(words, opened):
                return Paragraph(Role.BODY, paragraph.at, paragraph.pieces)
            opened.title = words
        elif self._titles_clause(paragraph, opened):
            opened.title = self._words(paragraph)
            return Paragraph(Role.HEADING, paragraph.at, paragraph.pieces)
        return paragraph

    def _words(self, paragraph: Paragraph) -> str:
        return " ".join(self._text[start:end] for start, end in paragraph.pieces)

    def _titles_clause(self, paragraph: Paragraph, opened: Opened) -> bool:
        """Whether the first paragraph of a khoản or điểm, followed by others, is its heading."""
        if not (
            opened.kind in (Kind.CLAUSE, Kind.POINT)
            and not opened.title
            and (opened.has_children or self._count[paragraph.at] > 1)
            and paragraph.pieces[0].start <= opened.label_span.end + _LABEL_GAP
        ):
            return False
        words = self._words(paragraph)
        return len(words) <= _LONGEST_CLAUSE_TITLE and not _TITLE_END.search(words)

    def _is_text(self, words: str, opened: Opened) -> bool:
        """Whether what stands after "Điều N." is its text and no title.

        A title has no full stop at its end, unless a clause follows; an administrative điều may have no title
        at all (Nghị định 30/2020/NĐ-CP, phụ lục I).
        """
        if opened.kind is not Kind.ARTICLE:
            return False
        if len(words) > LONGEST_TITLE or _SENTENCE_BREAK.search(words):
            return True
        if self._bold_articles and opened.label_span.start not in self._bold_starts:
            return True
        alone = not opened.has_children and self._count[opened.address] == 1
        if words.endswith((".", ";", ":", "./")):
            return alone or words.endswith(":")
        return alone and len(words) > _LONGEST_LONE_TITLE
