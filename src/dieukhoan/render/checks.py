"""The editors' page (Kiểm tra dữ liệu): findings by file, the most serious first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dieukhoan.findings import Finding, Severity
from dieukhoan.model import SourceText, plain
from dieukhoan.page import Page
from dieukhoan.render import escape, words
from dieukhoan.render.finder import Finder
from dieukhoan.render.layers import Provision, SitePage
from dieukhoan.render.routes import Routes
from dieukhoan.render.sheet import page as sheet_page
from dieukhoan.text import slug

FOLDER = "kiem-tra"
ON_PAGE = 250
"""Findings on one page."""
_AROUND = 40
"""Characters shown before and after what a finding points at."""
_QUOTED = 200
"""Characters shown of it."""

_CUT_WORD_BEFORE = re.compile(r"^\S+ ")
_CUT_WORD_AFTER = re.compile(r" \S+$")

_NAMES: Mapping[Severity, str] = {
    Severity.ERROR: "Lỗi",
    Severity.WARNING: "Cần xem lại",
    Severity.NOTE: "Lưu ý",
}
_COUNTED: Mapping[Severity, str] = {
    Severity.ERROR: "lỗi",
    Severity.WARNING: "chỗ cần xem lại",
    Severity.NOTE: "chỗ lưu ý",
}


def _path(index: int) -> str:
    return f"{FOLDER}/index.md" if index == 0 else f"{FOLDER}/{index + 1}.md"


def _quote(source: SourceText, finding: Finding) -> str:
    """The words that a finding points at, with a little around them."""
    start, end = finding.start, min(finding.end, finding.start + _QUOTED)
    text = source.text
    before = _CUT_WORD_BEFORE.sub("", plain(text[max(0, start - _AROUND) : start]))
    after = _CUT_WORD_AFTER.sub("", plain(text[end : end + _AROUND]))
    shown = plain(text[start:end])
    gap_before = " " if start and text[start - 1 : start].isspace() else ""
    gap_after = " " if text[end : end + 1].isspace() else ""
    return (
        f"…{escape.markup(before)}{gap_before}<b>{escape.markup(shown)}</b>{gap_after}{escape.markup(after)}…"
    )


def _line(
    name: str, finding: Finding, sources: Mapping[str, SourceText], finder: Finder, routes: Routes, page: str
) -> str:
    parts = [
        f'<li class="{finding.severity.name.lower()}">'
        f'<p><span class="severity">{_NAMES[finding.severity]}</span> {escape.markup(finding.message)}</p>'
    ]
    source = sources.get(name)
    if finding.file:
        file = escape.markup(finding.file)
        parts.append(f'<p>Tệp sửa <span class="file">{file}</span>, dòng {words.number(finding.line)}</p>')
    elif source is not None and finding.end > finding.start:
        places = []
        if source.keeps_lines:
            row = source.text.count("\n", 0, finding.start) + 1
            places.append(f"Dòng {words.number(row)}")
        if found := finder(name, finding.start):
            document, address = found
            where = words.place_words(address) if address else words.name(document)
            url = escape.markup(routes.url(page, Provision(document.id, address)))
            places.append(f'<a href="{url}">{escape.markup(where)}</a>')
        place = f"{', '.join(places)}: " if places else ""
        parts.append(f"<p>{place}<q>{_quote(source, finding)}</q></p>")
    if finding.hint:
        parts.append(f'<p class="hint">{escape.markup(finding.hint)}</p>')
    return "\n".join(parts) + "\n</li>"


def by_file(findings: Sequence[tuple[str, Finding]]) -> list[tuple[str, list[Finding]]]:
    """The findings of each file: the file with the most serious first, in it the most serious first."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for name, finding in findings:
        found[name].append(finding)
    for listed in found.values():
        listed.sort(key=lambda f: (-f.severity, f.file, f.line, f.start, f.code, f.message))
    return sorted(
        found.items(),
        key=lambda pair: (-max(f.severity for f in pair[1]), -len(pair[1]), pair[0]),
    )


def counted(severities: Sequence[Severity]) -> str:
    """How many there are of each severity: "1 lỗi, 2 chỗ cần xem lại"; "" where there are none."""
    return ", ".join(
        f"{words.number(count)} {_COUNTED[severity]}"
        for severity in sorted(Severity, reverse=True)
        if (count := severities.count(severity))
    )


def _batches(findings: Sequence[tuple[str, Finding]]) -> list[list[tuple[str, Finding]]]:
    """The findings of each page."""
    ordered = [(name, finding) for name, found in by_file(findings) for finding in found]
    return [ordered[start : start + ON_PAGE] for start in range(0, len(ordered), ON_PAGE)] or [[]]


def places(findings: Sequence[tuple[str, Finding]]) -> dict[str, SitePage]:
    """Where the findings of each file begin on the editors' pages: at an anchor that no other file moves."""
    found: dict[str, SitePage] = {}
    taken: dict[str, int] = {}
    for index, batch in enumerate(_batches(findings)):
        for name, _ in batch:
            if name not in found:
                anchor = f"tep-{slug(name)}"
                taken[anchor] = count = taken.get(anchor, 0) + 1
                found[name] = SitePage(_path(index), anchor if count == 1 else f"{anchor}~{count}")
    return found


class Batch(NamedTuple):
    """The findings of one page: its place among so many, what it says of all, the anchors of its files."""

    place: int
    total: int
    summary: str
    findings: Sequence[tuple[str, Finding]]
    anchors: Mapping[str, str]


def batches(findings: Sequence[tuple[str, Finding]]) -> Iterator[Batch]:
    """All findings, file by file, on as many pages as they need."""
    begin = places(findings)
    summary = _summary(findings)
    parts = _batches(findings)
    for index, part in enumerate(parts):
        anchors = {name: begin[name].fragment for name, _ in part if begin[name].path == _path(index)}
        yield Batch(index, len(parts), summary, part, anchors)


def pages(batch: Batch, sources: Mapping[str, SourceText], finder: Finder, routes: Routes) -> Iterator[Page]:
    """The page of a batch."""
    path = _path(batch.place)
    blocks = ["# Kiểm tra dữ liệu", batch.summary]
    for name in dict.fromkeys(name for name, _ in batch.findings):
        lines = [
            _line(name, finding, sources, finder, routes, path)
            for owner, finding in batch.findings
            if owner == name
        ]
        anchor = f" {{: #{batch.anchors[name]} }}" if name in batch.anchors else ""
        blocks.append(f"## {escape.markdown(name, at_start=True)}{anchor}")
        blocks.append('<ul class="findings">\n' + "\n".join(lines) + "\n</ul>")
    if batch.total > 1:
        links = " · ".join(
            f"**{number + 1}**" if number == batch.place else f"[{number + 1}]({_path(number).split('/')[1]})"
            for number in range(batch.total)
        )
        blocks.append(f"Trang {links}")
    yield sheet_page(path, "Kiểm tra dữ liệu", blocks, kind="checks")


def _summary(findings: Sequence[tuple[str, Finding]]) -> str:
    if not findings:
        return "Không có điều gì cần xem lại."
    counts = counted([finding.severity for _, finding in findings])
    return (
        f"{counts}, xếp theo tệp, nặng nhất trước. Văn bản được đăng đúng như đã đọc; "
        "những chỗ dưới đây cần biên tập viên xem lại."
    )
