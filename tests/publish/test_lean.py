"""What a text does not hold is not looked for; what it holds is found as ever."""

from __future__ import annotations

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dieukhoan.publish.lean import Lean

EXTENSIONS = ["toc", "tables", "fenced_code", "attr_list"]
MARKS = st.one_of(
    st.sampled_from(
        ["`", "\\", "*", "_", "[", "]", "(", ")", ":", "!", "<", ">", "&", ";", "@", '"', "\x02"]
    ),
    st.sampled_from(["](", "]:", "[a]", "![", "<b>", "</b>", "<a@b.vn>", "://", "&amp;", "{: #a }"]),
    st.sampled_from(["\n", "\n\n", "  \n", "\t\n", "\r\n", "    ", "```\n", "| a | b |\n|---|---|\n"]),
    st.sampled_from(
        ["khoản 1 ", "Điều 5", "a", " ", "1. ", "- ", "# ", "> ", "---", "=", "* *", "_  _", "-"]
    ),
)


@given(st.lists(MARKS, max_size=30).map("".join))
def test_a_text_becomes_what_it_becomes_without(text: str) -> None:
    lean = markdown.Markdown(extensions=[*EXTENSIONS, Lean()])
    assert lean.convert(text) == markdown.markdown(text, extensions=EXTENSIONS)


@pytest.mark.parametrize(
    "text",
    [
        "[Luật][1]\n\n[1]: a.md",
        "[Luật]\n\n[Luật]: a.md",
        "![hình](a.png)",
        "một  \nhai",
        "<a@b.vn>",
        "**a** _b_",
    ],
)
def test_every_kind_of_mark_is_still_found(text: str) -> None:
    found = markdown.Markdown(extensions=[*EXTENSIONS, Lean()]).convert(text)
    assert found == markdown.markdown(text, extensions=EXTENSIONS) and found.count("<") > 2


def test_only_what_may_be_there_is_looked_for() -> None:
    converter = markdown.Markdown(extensions=[*EXTENSIONS, Lean()])
    converter.convert("Theo [Điều 5](#dieu-5) của Luật này.")
    assert "link" in converter.inlinePatterns and len(converter.inlinePatterns) == 1
    assert "table" not in converter.parser.blockprocessors and "olist" in converter.parser.blockprocessors


class Adding(markdown.Extension, markdown.preprocessors.Preprocessor):
    """Adds mark-up to a text before its blocks are parsed."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        md.preprocessors.register(self, "adding", 1)

    def run(self, lines: list[str]) -> list[str]:
        return [*lines, "", "`thêm`"]


def test_beside_an_extension_that_may_add_mark_up_all_is_looked_for() -> None:
    assert "<code>thêm</code>" in markdown.Markdown(extensions=[Adding(), Lean()]).convert("một")
