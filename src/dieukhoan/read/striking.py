"""Striking: the lines, or parts of lines, that the editor's side file quotes as furniture of the page."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dieukhoan.editing import Strike
from dieukhoan.findings import Finding, Severity
from dieukhoan.model import Line, SourceText, Span, plain

_SHOWN = 60


def strike(source: SourceText) -> SourceText:
    """The source with what its editor quotes set aside: as whole lines, or as pieces of lines.

    White space counts as little as on the page. A quotation that is not in the text is an error; so is one of
    a part of a table row, which would tear the row.
    """
    aside: list[Span] = []
    findings: list[Finding] = []
    starts = [line.start for line in source.lines]
    for item in source.edits.strikes:
        found = _places(source.text, item.quote)
        kept = [span for span in found if not _tears_a_row(source, starts, span)]
        aside += kept
        findings += _told(source, item, len(found), len(kept))
    if not aside:
        return replace(source, findings=(*source.findings, *findings))
    lines = tuple(_cut(source.lines, _joined(aside)))
    return replace(source, lines=lines, findings=(*source.findings, *findings))


def _places(text: str, quote: str) -> list[Span]:
    pattern = re.compile(r"\s+".join(map(re.escape, quote.split())))
    return [Span(*match.span()) for match in pattern.finditer(text)]


def _tears_a_row(source: SourceText, starts: list[int], span: Span) -> bool:
    first, last = bisect_right(starts, span.start) - 1, bisect_left(starts, span.end)
    return any(
        line.table and not (span.start <= line.start and plain(source.text[span.end : line.end]) == "")
        for line in source.lines[max(first, 0) : last]
    )


def _told(source: SourceText, item: Strike, found: int, kept: int) -> list[Finding]:
    file, quote = source.edits.file, item.quote[:_SHOWN] + ("…" if len(item.quote) > _SHOWN else "")
    if not found:
        message = f"Không thấy câu cần gạt “{quote}” trong văn bản."
        hint = "Chép nguyên câu từ trang đã dựng hoặc từ tệp nguồn; nếu câu không còn nữa thì bỏ dòng này."
        return [
            Finding("strike-missing", message, hint=hint, severity=Severity.ERROR, file=file, line=item.line)
        ]
    told: list[Finding] = []
    if kept < found:
        message = f"“{quote}” là một phần của hàng trong bảng, không gạt riêng được."
        hint = "Chép nguyên cả hàng của bảng, hoặc sửa trong tệp nguồn."
        told.append(
            Finding("strike-table", message, hint=hint, severity=Severity.ERROR, file=file, line=item.line)
        )
    if kept:
        message = f"Người biên tập đã gạt “{quote}” ({kept} chỗ)."
        told.append(Finding("struck", message, severity=Severity.NOTE, file=file, line=item.line))
    return told


def _joined(spans: list[Span]) -> list[Span]:
    """The stretches in order, those that overlap as one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(span.end, joined[-1].end))
        else:
            joined.append(span)
    return joined


def _cut(lines: Sequence[Line], aside: Sequence[Span]) -> Iterator[Line]:
    """The lines, each as its struck stretches and what stands between them."""
    first = 0
    for line in lines:
        while first < len(aside) and aside[first].end <= line.start:
            first += 1
        at, following = line.start, first
        while following < len(aside) and aside[following].start < line.end:
            start, end = max(aside[following].start, at), min(aside[following].end, line.end)
            if start > at:
                yield replace(line, start=at, end=start)
            yield replace(line, start=start, end=end, furniture=True, heading=0)
            at, following = end, following + 1
        if at < line.end or at == line.start:
            yield replace(line, start=at)
