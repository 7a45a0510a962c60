"""The front page: the search box, the newest documents, ways in, and what is here."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Sequence
from urllib.parse import quote

from dieukhoan.model import Document, Kind
from dieukhoan.page import Page
from dieukhoan.render import escape, words
from dieukhoan.render.layers import SitePage
from dieukhoan.render.lists import LIST, kind_of, listing, year_path, years
from dieukhoan.render.routes import Routes, relative_url
from dieukhoan.render.sheet import page as sheet_page
from dieukhoan.text import bare

HOME = "index.md"
SEARCH = "tim-kiem/index.md"
_NEWEST = 6
_FAMILIAR = 5
"""The number of the article in the example of an address; the last one of a shorter document."""
_FIRST_NUMBER = re.compile(r"\d+")
_WAYS = 12
"""Ways in of one sort that the front page shows; the list of documents has all."""


def page(documents: Sequence[Document], routes: Routes, today: datetime.date) -> Page:
    """The front page; ``documents`` are in the order of the list."""
    regulations = [document for document in documents if not document.is_background]
    blocks = [
        "# Tìm điều, khoản, điểm trong các văn bản",
        _search(examples(regulations)),
        "## Văn bản mới nhất",
        listing(regulations[:_NEWEST], routes, HOME) or "Chưa có văn bản nào.",
        f"[Tất cả {words.number(len(documents))} văn bản]({LIST})\n{{: .all }}",
        "## Tìm theo",
        '<div class="ways">\n'
        + "\n".join(
            [
                _ways("Loại văn bản", "loai", Counter(map(kind_of, documents))),
                _ways("Cơ quan ban hành", "co-quan", Counter(d.issuer for d in regulations if d.issuer)),
                _years(documents),
            ]
        )
        + "\n</div>",
        "## Trong kho văn bản",
        _what_is_here(documents, regulations, today),
    ]
    return sheet_page(HOME, "Trang chủ", blocks, kind="home")


def examples(regulations: Sequence[Document]) -> list[str]:
    """Searches to try that find something here: an address without tones, an abbreviation, a number.

    >>> quy_che = Document("a/2022/233", "a.txt", 0, 0, type="Quy chế", number="233-QC/PHCT")
    >>> examples([quy_che])
    ['233-QC/PHCT']
    """
    found: list[str] = []
    used = ""
    for document in regulations:
        articles = [node for node in document.nodes if node.kind is Kind.ARTICLE]
        first = _FIRST_NUMBER.match(document.number)
        if document.type and first and len(articles) > 1:
            article = articles[min(len(articles), _FAMILIAR) - 1].label
            found.append(bare(f"{article.rstrip(' .:')} {document.type} {first[0]}"))
            used = document.number
            break
    if any("ủy ban nhân dân" in document.issuer.lower() for document in regulations):
        found.append("UBND")
    numbers = [document.number for document in regulations if document.number]
    found += [number for number in numbers if number != used or len(numbers) == 1][:1]
    return found


def _search(tried: Sequence[str]) -> str:
    results = relative_url(HOME, SEARCH)
    links = "\n".join(
        f'<a href="{results}?q={quote(example)}">{escape.markup(example)}</a>' for example in tried
    )
    tips = f'<p class="examples">Thử: {links}</p>\n' if tried else ""
    return (
        f'<form class="search" role="search" method="get" action="{results}">\n'
        '<label for="tim">Tìm kiếm</label>\n'
        '<div><input id="tim" type="search" name="q" autocomplete="off" enterkeyhint="search"'
        ' placeholder="Số, tên hoặc nội dung">'
        '<button type="submit">Tìm</button></div>\n'
        f"{tips}</form>"
    )


def _ways(title: str, parameter: str, counts: Counter[str]) -> str:
    base = relative_url(HOME, LIST)
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:_WAYS]
    lines = [
        f'<li><a href="{base}?{parameter}={quote(value, safe="")}">{escape.markup(value)}</a>'
        f' <span class="count">{words.number(count)}</span></li>'
        for value, count in ranked
    ]
    return f"<section>\n<h3>{title}</h3>\n<ul>\n" + "\n".join(lines) + "\n</ul>\n</section>"


def _years(documents: Sequence[Document]) -> str:
    lines = [
        f'<li><a href="{relative_url(HOME, year_path(year))}">{escape.markup(year) or "Chưa rõ năm"}</a>'
        f' <span class="count">{words.number(count)}</span></li>'
        for year, count in years(documents)[:_WAYS]
    ]
    return "<section>\n<h3>Năm ban hành</h3>\n<ul>\n" + "\n".join(lines) + "\n</ul>\n</section>"


def _what_is_here(
    documents: Sequence[Document], regulations: Sequence[Document], today: datetime.date
) -> str:
    articles = sum(node.kind is Kind.ARTICLE for document in documents for node in document.nodes)
    provisions = sum(len(document.nodes) for document in documents)
    background = len(documents) - len(regulations)
    parts = [f"{words.number(len(regulations))} văn bản"]
    parts += [f"{words.number(articles)} điều"] if articles else []
    parts += [f"{words.number(provisions)} điều, khoản, điểm và đề mục có địa chỉ riêng"]
    parts += [f"{words.number(background)} tư liệu"] if background else []
    dated = [document.date for document in regulations if document.date]
    fresh = f" Văn bản mới nhất ban hành ngày {words.short_date(max(dated))}." if dated else ""
    return (
        f"{', '.join(parts)}.{fresh} Trang được dựng ngày {words.short_date(today.isoformat())}; "
        "giai đoạn và hiệu lực tính đến ngày đó. Chỗ nào trong dữ liệu còn nghi vấn được nêu ở "
        f"[Kiểm tra dữ liệu]({SitePage('kiem-tra/index.md').path})."
    )
