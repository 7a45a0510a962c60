"""A text shows its characters and does nothing: through the real converter with the site's extensions."""

from __future__ import annotations

import html
from pathlib import Path
from xml.etree import ElementTree

import markdown
import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mkdocs.config import load_config

from dieukhoan.model import Span
from dieukhoan.render import escape, inline
from dieukhoan.render.layers import Mark, SitePage
from dieukhoan.render.routes import Routes

CONFIG = load_config(str(Path(__file__).parents[2] / "mkdocs.yml"))
CONVERTER = markdown.Markdown(extensions=CONFIG.markdown_extensions, extension_configs=CONFIG.mdx_configs)


def rendered(text: str) -> BeautifulSoup:
    return BeautifulSoup(CONVERTER.reset().convert(text), "html.parser")


def only(page: Tag, name: str, **attributes: str) -> Tag:
    found = page.find(name, attrs=dict(attributes))
    assert isinstance(found, Tag), f"no {name} {attributes} in {page}"
    return found


SIGNS = "*_<>#|[](){}`~!&\\+-=:.'\"^$ 0123456789aĐiềuế\n\t/@%;,?\x02\x03\u2028\x0b"
DANGERS = st.sampled_from(
    [
        "[x](javascript:alert(1))",
        "![x](http://e.example/a.png)",
        "<script>alert(1)</script>",
        "<http://e.example>",
        "http://e.example/a_b_c",
        "a@b.example",
        "1986. Một năm",
        "- gạch",
        "+ cộng",
        "* sao",
        "> trích",
        "# tiêu đề",
        "=====",
        "-----",
        "{: #x .y onclick=alert(1) }",
        "{#x}",
        ":---|---:",
        "| a | b |",
        "!!! note",
        "??? note",
        "[[liên kết]]",
        "$x$",
        ":smile:",
        "```",
        "~~~",
        "[TOC]",
        "[^1]",
        "[1]: http://e.example",
        "*[HTML]: x",
        "&amp;lt;",
        "&#60;b&#62;",
        "    mã",
        "\\*",
        "\\",
        "--8<-- 'x'",
        "***",
        "_ _ _",
        "klzzwxh:0001",
        "<!-- x -->",
        "<?php ?>",
        "==a== ^^b^^ ~~c~~ H~2~O",
        "* * *",
    ]
)
TEXTS = st.lists(DANGERS | st.text(SIGNS, max_size=12) | st.text(max_size=6), max_size=6).map("".join)


@given(TEXTS)
@example("a\n2. b")
@example("\\`x`")
@example("``a` `")
@settings(max_examples=300, deadline=None)
def test_paragraph_shows_its_text(text: str) -> None:
    shown = escape.one_line(text).strip()
    page = rendered(f"trước\n\n{escape.markdown(text, at_start=True).strip(' ')}\n{{: #dieu-1 .d1 }}\n\nsau")
    if not shown.strip():
        return
    found = only(page, "p", id="dieu-1")
    assert found.get_text().strip() == shown.strip()
    assert not found.find_all(True), "the text became mark-up"


@given(TEXTS)
@example("#")
@example("]:")
@example("\xa00")
@settings(max_examples=120, deadline=None)
def test_heading_and_link_show_their_text(text: str) -> None:
    shown = escape.one_line(text).strip()
    words = escape.markdown(text).strip()
    page = rendered(
        f'### [Điều 1.](#dieu-1) {words} {{: #dieu-1 .dieu }}\n\n[{words}](../a.md "{escape.title(text)}")'
    )
    heading = only(page, "h3", id="dieu-1")
    assert heading.get_text().strip() == f"Điều 1. {shown}".strip()
    assert [tag.name for tag in heading.find_all(True)] == ["a"]
    if shown.strip():
        link = only(page, "a", href="../a.md")
        assert link.get_text().strip() == shown.strip()
        assert " ".join(str(link["title"]).split()) == " ".join(shown.split())
        assert set(link.attrs) == {"href", "title"}


@given(TEXTS)
@settings(max_examples=120, deadline=None)
def test_raw_html_shows_its_text(text: str) -> None:
    value = escape.markup(text)
    page = rendered(f'<div class="letterhead" title="{value}">\n<p>{value}</p>\n</div>\n\nsau')
    block = only(page, "div")
    paragraph = only(block, "p")
    assert paragraph.get_text().split(" ") == escape.one_line(text).split(" ") or not text.strip()
    assert block["title"] == escape.one_line(text)
    assert not paragraph.find_all(True)


@given(TEXTS)
@example("[a](javascript:b) **c** `d` ![e](f)")
@settings(max_examples=120, deadline=None)
def test_raw_html_inside_a_line_shows_its_text(text: str) -> None:
    """There Markdown reads what stands between the tags."""
    value = escape.markup(text).strip()
    small = only(rendered(f"- a <small>{value}</small>"), "small")
    assert small.get_text().split() == escape.one_line(text).split()
    assert not small.find_all(True)


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_label_of_the_contents_cannot_break_out(text: str) -> None:
    page = rendered(f'### Điều {{: #dieu-1 .dieu data-toc-label="{escape.label(text)}" }}')
    heading = only(page, "h3")
    assert heading.get_text() == "Điều"
    assert set(heading.attrs) <= {"id", "class", "data-toc-label"}


@given(TEXTS, TEXTS, TEXTS, st.booleans())
@example("Chú ý!", "Điều 5", "", True)
@settings(max_examples=120, deadline=None)
def test_marks_leave_the_text_as_printed(before: str, marked: str, after: str, linked: bool) -> None:
    text = before + marked + after
    mark = Mark(
        Span(len(before), len(before) + len(marked)),
        SitePage("vien-dan/a.md") if linked else None,
        'tên "văn bản" [x](y) <b>',
        "outside",
    )
    marks = [mark] if marked else []
    line = inline.paragraph(text, (Span(0, len(text)),), marks, Routes(()), "van-ban/x/index.md")
    page = rendered(f"trước\n\n{line}\n{{: #dieu-1 }}\n\nsau")
    if not escape.one_line(text).strip():
        return
    found = only(page, "p", id="dieu-1")
    assert found.get_text().split() == escape.one_line(text).split()
    names = [tag.name for tag in found.find_all(True)]
    assert names in ([], ["a"], ["span"])
    if marked.strip() and marks:
        tag = only(found, "a" if linked else "span")
        assert tag["class"] == ["outside"]
        assert tag["title"] == mark.title


def test_marks_over_a_page_break() -> None:
    text = "theo Quy chế\n\n12\n\nsố 07 của tỉnh"
    pieces = (Span(0, 12), Span(18, len(text)))
    mark = Mark(Span(5, 23), SitePage("a.md"))
    line = inline.paragraph(text, pieces, [mark], Routes(()), "b.md")
    assert line == "theo [Quy chế số 07](a.md) của tỉnh"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Điều 5. Trách nhiệm của 2 bên (khoản 1, 2).", "Điều 5. Trách nhiệm của 2 bên (khoản 1, 2)."),
        ("02-NQ/TW, 30/2020/NĐ-CP; 50%", "02-NQ/TW, 30/2020/NĐ-CP; 50%"),
        ("2. Khoản", "2\\. Khoản"),
        ("- Sở Y tế;", "\\- Sở Y tế;"),
    ],
)
def test_plain_texts_stay_readable(text: str, expected: str) -> None:
    assert escape.markdown(text, at_start=True) == expected


def test_front_matter_title_is_markup() -> None:
    """Themes print titles as they stand."""
    ElementTree.fromstring(f"<title>{escape.markup('<b> & chữ')}</title>")
    assert html.unescape(escape.markup("<b> & 'chữ'")) == "<b> & 'chữ'"
