"""The findings as a report for the terminal: by file, the most serious first, with place and mend."""

from __future__ import annotations

import textwrap
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

from dieukhoan.findings import Finding, Severity
from dieukhoan.library import Library
from dieukhoan.model import SourceText, plain
from dieukhoan.render import checks, words
from dieukhoan.render.finder import Finder

_NAMES = {Severity.ERROR: "LỖI", Severity.WARNING: "CẦN XEM LẠI", Severity.NOTE: "LƯU Ý"}
_QUOTED = 70
_WIDTH = 100
_INDENT = " " * 6


def report(library: Library) -> Iterator[str]:
    """The lines of the report.

    A place is told as the editor finds it: the line where the text has those of the file, and the provision.
    """
    finder = Finder(library.documents)
    several = {name for name, count in Counter(d.source for d in library.documents).items() if count > 1}
    for name, findings in checks.by_file(library.findings):
        yield f"{name}: {checks.counted([finding.severity for finding in findings])}"
        source = library.sources.get(name)
        places = _Places(source, finder, name in several) if source is not None else None
        for finding in findings:
            yield from _told(finding, places)
        yield ""
    files = words.number(len(library.sources) + len(library.unreadable))
    counts = checks.counted([finding.severity for _, finding in library.findings])
    documents = words.number(len(library.documents))
    yield f"{files} tệp, {documents} văn bản: {counts or 'không có điều gì cần xem lại'}."


def refusals(library: Library) -> Iterator[str]:
    """The lines that tell of each file which gave no text: its name, why, and what to do."""
    for name, finding in library.unreadable:
        if finding.severity is Severity.ERROR:
            yield f"{name}:"
            yield from _told(finding, None)


class _Places:
    """Says where in a source something stands."""

    def __init__(self, source: SourceText, finder: Finder, has_several: bool) -> None:
        self._source, self._finder, self._has_several = source, finder, has_several
        self._ends = [at for at, letter in enumerate(source.text) if letter == "\n"]

    def __call__(self, finding: Finding) -> str:
        """The place of a finding in words: ", dòng 12, khoản 2 Điều 5"."""
        place = ""
        if self._source.keeps_lines:
            place = f", dòng {bisect_right(self._ends, finding.start - 1) + 1}"
        document, address = self._finder(self._source.name, finding.start) or (None, "")
        if address:
            place += f", {words.place_words(address)}"
        if document is not None and self._has_several:
            place += f" của {words.name(document)}"
        return place

    def quote(self, finding: Finding) -> str:
        """What stands there, shortened."""
        quote = plain(self._source.text[finding.start : finding.end])
        return quote if len(quote) <= _QUOTED else quote[:_QUOTED].rstrip() + "…"


def _told(finding: Finding, places: _Places | None) -> Iterator[str]:
    place = quote = ""
    if finding.file:
        place = f", tệp sửa {finding.file}, dòng {finding.line}"
    elif places is not None and finding.end > finding.start:
        place, quote = places(finding), places.quote(finding)
    yield from _wrapped(f"  {_NAMES[finding.severity]}{place}: {finding.message}")
    if quote:
        yield f"{_INDENT}Ở đó ghi: “{quote}”"
    if finding.hint:
        yield from _wrapped(f"{_INDENT}Nên làm: {finding.hint}")


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, subsequent_indent=_INDENT, break_long_words=False, break_on_hyphens=False
    )
