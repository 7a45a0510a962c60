"""Who cites what (Ai viện dẫn ai): a picture of it with links, and a table that says the same."""

from __future__ import annotations

import textwrap
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dieukhoan.citation import CitedWork
from dieukhoan.page import Page
from dieukhoan.render import escape, words
from dieukhoan.render.citing import FOLDER, INDEX, Desk, place_of_work, work_name
from dieukhoan.render.layers import Provision, SitePage
from dieukhoan.render.routes import Routes
from dieukhoan.render.sheet import page as sheet_page

PATH = f"{FOLDER}/ai-vien-dan-ai.md"
DRAWN = 12
"""Documents and works in the picture, the most citing and the most cited."""


def _edges(desk: Desk, works: Sequence[CitedWork]) -> Counter[tuple[str, str]]:
    edges: Counter[tuple[str, str]] = Counter()
    for work in works:
        for index in work.links:
            edges[desk.citations.links[index].document, work.key] += 1
    return edges


_WIDTH, _STEP, _LEFT, _RIGHT = 400, 36, 156, 244
_LINE = 14
"""From one line of a name to the next, in the units of the drawing, as the step from name to name."""
_LETTERS = 19
"""Letters of a name that fit beside the lines."""


def page(desk: Desk, works: Sequence[CitedWork], routes: Routes) -> Page:
    """Citing documents at the left, cited works at the right, lines between them; and the same as a table."""
    edges = _edges(desk, works)
    citing = Counter[str]()
    for (document, _), count in edges.items():
        citing[document] += count
    right = list(works[:DRAWN])
    keys = {work.key for work in right}
    left = [
        document
        for document, _ in sorted(citing.items(), key=lambda pair: (-pair[1], pair[0]))
        if any((document, key) in edges for key in keys)
    ][:DRAWN]
    drawn = [
        (document, work, edges[document, work.key])
        for document in left
        for work in right
        if (document, work.key) in edges
    ]
    blocks = [
        "# Ai viện dẫn ai",
        "Bên trái là văn bản viện dẫn, bên phải là văn bản được viện dẫn nhiều nhất; "
        "nét càng đậm, viện dẫn càng nhiều. "
        f"[Danh mục đầy đủ]({routes.markdown(PATH, SitePage(INDEX))})",
    ]
    if drawn:
        blocks += [_drawing(desk, left, right, drawn, routes), _table(desk, drawn, routes)]
    else:
        blocks.append("Chưa có viện dẫn nào.")
    return sheet_page(PATH, "Ai viện dẫn ai", blocks, kind="list")


@dataclass(frozen=True)
class _Label:
    """What stands at an end of the lines: a name, and what tells it from others that begin alike."""

    name: str
    date: str
    issuer: str

    @property
    def lines(self) -> tuple[str, ...]:
        """The name in as many letters as there is room for, in one line or two."""
        if len(self.name) <= _LETTERS:
            return (self.name,)
        first, *others = textwrap.wrap(self.name, _LETTERS)
        rest = " ".join(others)
        return (first, rest if len(rest) <= _LETTERS else rest[: _LETTERS - 1].rstrip(" ,") + "…")


def _told_apart(labels: Sequence[_Label]) -> list[tuple[str, ...]]:
    """The lines of each label; those that would read alike say their place, their day or their issuer."""
    alike: dict[tuple[str, ...], list[_Label]] = defaultdict(list)
    for label in labels:
        alike[label.lines].append(label)
    return [
        label.lines if len(others := alike[label.lines]) == 1 else (label.lines[0], _telling(label, others))
        for label in labels
    ]


def _telling(label: _Label, others: Sequence[_Label]) -> str:
    """What of a label no other one that reads alike has, the end of its issuer first."""
    ends = [_end_of(other.issuer) for other in others]
    if label.issuer and len(set(ends)) == len(ends):
        return _end_of(label.issuer)
    day = words.short_date(label.date) if label.date else ""
    return day or _end_of(label.issuer)


def _end_of(issuer: str) -> str:
    """The last words of an issuer for which there is room: its place."""
    kept: list[str] = []
    for word in reversed(issuer.split()):
        if len(" ".join([word, *kept])) > _LETTERS:
            break
        kept.insert(0, word)
    return " ".join(kept)


def _drawing(
    desk: Desk,
    left: Sequence[str],
    right: Sequence[CitedWork],
    drawn: Sequence[tuple[str, CitedWork, int]],
    routes: Routes,
) -> str:
    height = _STEP * max(len(left), len(right)) + 8
    rows = {document: index for index, document in enumerate(left)}
    columns = {work.key: index for index, work in enumerate(right)}
    most = max(count for _, _, count in drawn)

    def middle(index: int, of: int) -> int:
        return round(height * (index + 0.5) / of)

    lines = [
        "<div>",  # a block, in which Markdown reads nothing
        f'<svg class="who-cites" viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="ai">',
        '<title id="ai">Văn bản nào viện dẫn văn bản nào; bảng bên dưới nói cùng điều đó</title>',
    ]
    for document, work, count in drawn:
        y, z = middle(rows[document], len(left)), middle(columns[work.key], len(right))
        bend = (_LEFT + _RIGHT) // 2
        width = 0.8 + 4 * count / most
        lines.append(
            f'<path d="M{_LEFT} {y}C{bend} {y} {bend} {z} {_RIGHT} {z}" stroke-width="{width:.1f}"/>'
        )
    found = [desk.documents[document] for document in left]
    names = [
        _Label(document.number or document.title or words.name(document), document.date, document.issuer)
        for document in found
    ]
    for index, (source, label) in enumerate(zip(found, _told_apart(names), strict=True)):
        url = escape.markup(routes.url(PATH, Provision(source.id)))
        lines.append(_node(url, label, words.citation(source), middle(index, len(left)), at_left=True))
    names = [
        _Label(work.work.number or work.work.name or work.title, work.work.date, work.work.issuer)
        for work in right
    ]
    for index, (work, label) in enumerate(zip(right, _told_apart(names), strict=True)):
        url = escape.markup(routes.url(PATH, place_of_work(desk, work)))
        lines.append(_node(url, label, work_name(work), middle(index, len(right)), at_left=False))
    return "\n".join([*lines, "</svg>", "</div>"])


def _node(url: str, label: tuple[str, ...], title: str, y: int, *, at_left: bool) -> str:
    x, anchor = (_LEFT - 6, "end") if at_left else (_RIGHT + 6, "start")
    left = 0 if at_left else _RIGHT
    top = y + 4 - _LINE * (len(label) - 1) // 2
    texts = "".join(
        f'<text x="{x}" y="{top + _LINE * index}" text-anchor="{anchor}">{escape.markup(line)}</text>'
        for index, line in enumerate(label)
    )
    return (
        f'<a href="{url}"><title>{escape.markup(title)}</title>'
        f'<rect x="{left}" y="{y - _STEP // 2}" width="{_LEFT}" height="{_STEP}"/>{texts}</a>'
    )


def _table(desk: Desk, drawn: Sequence[tuple[str, CitedWork, int]], routes: Routes) -> str:
    rows = []
    for document, work, count in sorted(drawn, key=lambda edge: (-edge[2], edge[0], edge[1].key)):
        found = desk.documents[document]
        name = found.title if found.is_background else words.citation(found)
        first = escape.markup(routes.url(PATH, Provision(document)))
        second = escape.markup(routes.url(PATH, place_of_work(desk, work)))
        rows.append(
            f'<tr><td><a href="{first}">{escape.markup(name or found.source)}</a></td>'
            f'<td><a href="{second}">{escape.markup(work_name(work))}</a></td>'
            f'<td class="count">{words.number(count)}</td></tr>'
        )
    return (
        '<div class="scrolled"><table class="edges">\n<thead><tr><th scope="col">Văn bản viện dẫn</th>'
        '<th scope="col">Văn bản được viện dẫn</th><th scope="col">Số nơi</th></tr></thead>\n<tbody>\n'
        + "\n".join(rows)
        + "\n</tbody>\n</table></div>"
    )
