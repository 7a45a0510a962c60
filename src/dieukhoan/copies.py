"""The same document in several files: which file is used, when one has it as Word and as PDF.

Two files are one document when number, date and issuer agree and so do their words; the better read is used,
by its format: what its author wrote before what was printed, what was printed before what was recognised.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dieukhoan.casing import fold
from dieukhoan.findings import Finding, Severity
from dieukhoan.model import Document, ParsedSource

ALIKE = 0.8
"""The share of pairs of neighbouring words that two reads of one document have in common, at least."""
_MOST_COMPARED = 8
_RANKS = {"docx": 0, "doc": 1, "odt": 1, "rtf": 1, "html": 2, "text": 3, "markdown": 3, "pdf": 4, "ocr": 5}
_NAMES = {
    "docx": "Word", "doc": "Word", "odt": "OpenDocument", "rtf": "RTF", "html": "trang web",
    "text": "văn bản thuần", "markdown": "Markdown", "pdf": "PDF", "ocr": "bản quét",
}  # fmt: skip
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Copy:
    """A file that holds what the file ``original`` holds in a better read."""

    name: str
    original: str
    finding: Finding


@dataclass(slots=True)
class _Read:
    """A file that may be a copy of another; its words are looked up only when there is another."""

    parsed: ParsedSource
    words: Callable[[str], str]
    _pairs: Counter[tuple[str, str]] | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        return self.parsed.source.name

    @property
    def format(self) -> str:
        return self.parsed.source.format

    @property
    def rank(self) -> int:
        return _RANKS.get(self.format, max(_RANKS.values()))

    @property
    def head(self) -> Document:
        return self.parsed.documents[0]

    def pairs(self) -> Counter[tuple[str, str]]:
        """How often each pair of neighbouring words occurs."""
        if self._pairs is None:
            self._pairs = Counter(pairwise(_WORD.findall(fold(self.words(self.name)))))
        return self._pairs


def copies(parsed: Iterable[ParsedSource], text: Callable[[str], str]) -> list[Copy]:
    """The files that are copies of others, in their order; ``text`` gives the text of a file by its name.

    Time grows linearly with the number of files: one is compared with at most eight others.
    """
    order: dict[str, int] = {}
    alike: dict[str, list[_Read]] = defaultdict(list)
    for item in parsed:
        order[item.source.name] = len(order)
        if item.documents:
            alike[item.documents[0].id].append(_Read(item, text))
    found = [copy for reads in alike.values() if len(reads) > 1 for copy in _copies(reads)]
    return sorted(found, key=lambda copy: order[copy.name])


def _copies(reads: Sequence[_Read]) -> Iterable[Copy]:
    originals: list[_Read] = []
    for read in sorted(reads, key=lambda read: read.rank):
        for original in originals[:_MOST_COMPARED]:
            if read.format != original.format and _may_be_one(read.head, original.head):
                likeness = _likeness(read.pairs(), original.pairs())
                if likeness >= ALIKE:
                    yield Copy(read.name, original.name, _finding(read, original, likeness))
                    break
        else:
            originals.append(read)


def _may_be_one(one: Document, other: Document) -> bool:
    """Whether date and issuer agree, as far as both were read; the number is in the id."""
    facts = (one.date, other.date), (fold(one.issuer), fold(other.issuer))
    return all(not left or not right or left == right for left, right in facts)


def _likeness(one: Counter[tuple[str, str]], other: Counter[tuple[str, str]]) -> float:
    """Dice's measure: from 0, nothing in common, to 1."""
    return 2 * (one & other).total() / max(one.total() + other.total(), 1)


def _finding(read: _Read, original: _Read, likeness: float) -> Finding:
    message = (
        f"Tệp này và {original.name} là cùng một văn bản (giống nhau {likeness:.0%}); trang dùng bản "
        f"{_NAMES.get(original.format, original.format)} vì đọc được chắc hơn bản "
        f"{_NAMES.get(read.format, read.format)}."
    )
    hint = f"Không cần làm gì. Muốn dùng tệp này, ghi “bỏ: có” vào tệp sửa {original.name}.yml."
    return Finding("same-document", message, hint=hint, severity=Severity.NOTE)
