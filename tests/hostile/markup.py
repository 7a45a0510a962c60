"""Mark-up where words should be: scripts, handlers, links, frames, styles, in every field and name."""

from __future__ import annotations

import html
from xml.sax.saxutils import escape

from tests.hostile.families import CANARY, FIELDS, HOST, Family, Files, regulation, text
from tests.read.word_files import docx, paragraph, row, table

PAYLOADS = {
    "script": f"<script>{CANARY}</script>",
    "script-src": f'<script src="{HOST}/a.js"></script>',
    "handler": f'<img src="x" onerror="{CANARY}">',
    "picture": f'<img src="{HOST}/a.png">',
    "svg": f'<svg onload="{CANARY}"><script>{CANARY}</script></svg>',
    "frame": f'<iframe src="{HOST}/" srcdoc="<script>parent.{CANARY}</script>"></iframe>',
    "object": f'<object data="{HOST}/a.swf"></object><embed src="{HOST}/b.swf">',
    "style": f'<style>@import url("{HOST}/a.css"); body {{ display: none }}</style>',
    "style-attribute": f'<p style="position:fixed;inset:0;background:url({HOST}/a.png)">x</p>',
    "link": f'<a href="javascript:{CANARY}">bấm vào đây</a>',
    "base": f'<base href="{HOST}/"><meta http-equiv="refresh" content="0;url={HOST}/">',
    "form": f'<form action="{HOST}/"><input name="a" autofocus onfocus="{CANARY}"></form>',
    "details": f'<details open ontoggle="{CANARY}">x</details>',
    "breaking-out": f"\"'></title></textarea></style></script></article><script>{CANARY}</script>",
    "handler-in-attribute": f'" onmouseover="{CANARY}" autofocus onfocus=\'{CANARY}\' x="',
    "comment": f"<!-- --!><script>{CANARY}</script><!--",
    "cdata": f"<![CDATA[<script>{CANARY}</script>]]>",
    "entities": f"&lt;script&gt;{CANARY}&lt;/script&gt; &#60;script&#62;{CANARY}&#60;/script&#62;",
    "template": "{{ config }} {% raw %} {{ 7*7 }} ${7*7} <%= 7*7 %>",
    "markdown-link": f"[bấm](javascript:{CANARY}) [b](data:text/html,<script>{CANARY}</script>)",
    "markdown-picture": f"![x]({HOST}/a.png) ![x][1] [1]: {HOST}/b.png",
    "markdown-reference": f'[điều 1]: {HOST}/ "x" [x][điều 1] [^1]: x *[HTML]: y',
    "markdown-autolink": f"<{HOST}/> <a@hostile.invalid> {HOST}/a_b_c",
    "markdown-attributes": f"{{: #dieu-1 .x onclick={CANARY} style=position:fixed }}",
    "markdown-blocks": "# a ## b > c - d 1. e ``` f ~~~ g | h | --- | *** === !!! note",
    "markdown-inclusion": '--8<-- "/etc/passwd" [TOC] ::: dieukhoan.cli',
    "formula": f'=HYPERLINK("{HOST}/","x") +cmd|\' /C calc\'!A0 @SUM(1) -1',
    "path": "../../../../etc/passwd ..\\..\\x /etc/passwd C:\\x %2e%2e%2f",
    "front-matter": "--- title: x template: 404.html hide: [toc] ---",
}


def in_texts(size: int) -> Files:
    """Each payload in every field of a plain text."""
    del size
    return {f"chu-{name}.txt": text(_decision(number, payload)) for number, (name, payload) in _numbered()}


def in_markdown(size: int) -> Files:
    """The same in Markdown, which is known by its bold heading."""
    del size
    return {
        f"md-{name}.md": text(["**QUYẾT ĐỊNH**", *_decision(100 + number, payload)])
        for number, (name, payload) in _numbered()
    }


def in_pages(size: int) -> Files:
    """Web pages: each payload as mark-up, in a table too, and as the text of escaped mark-up."""
    del size
    files = {}
    for number, (name, payload) in _numbered():
        for shift, kind, content in ((200, "html", payload), (300, "html-chu", html.escape(payload))):
            lines = [html.escape(line) for line in _decision(shift + number, "@@")]
            lines = [line.replace("@@", content) for line in lines]
            lines.append(f"<table border=1><tr><td>{content}</td><td>b</td></tr><tr><td>c<td>d</table>")
            body = "".join(f"<p>{line}</p>\n" for line in lines)
            head = f"<title>{content}</title>"
            files[f"{kind}-{name}.html"] = f"<!doctype html><html><head>{head}</head><body>{body}".encode()
    return files


def in_word(size: int) -> Files:
    """Word files: each payload as text of a run and of a cell, and in the targets of its relations."""
    del size
    files = {}
    for number, (name, payload) in _numbered():
        lines = _decision(400 + number, payload)
        body = "".join(paragraph(escape(line)) for line in lines)
        body += table(row(escape(payload), "b"), row("c", "d"))
        files[f"word-{name}.docx"] = docx(body)
    return files


def in_names(size: int) -> Files:
    """File names that are mark-up, Markdown, templates, or lead elsewhere when they become addresses."""
    del size
    names = [
        f"<img src=x onerror={CANARY}>.txt",
        f"[bấm](javascript:{CANARY}).txt",
        f'" onmouseover="{CANARY}.txt',
        "'><script>x<\u2044script>.txt",
        "{{ 7*7 }} {% raw %}.txt",
        "{: #x onclick=y }.txt",
        "# tiêu đề *đậm* `mã`.txt",
        "..%2f..%2fetc%2fpasswd.txt",
        "con.txt",
        "a" * 200 + ".txt",
        "a?b#c&d=e;f.txt",
        "a\\b.txt",
        "dòng\nmới.txt",
        "\u202egpj.txt",
        "\u200b.txt",
        "~$khong-phai-khoa.txt ",
        "-rf.txt",
        "=1+1.txt",
    ]
    return {
        name: text(regulation(number=f"{500 + number}/2031/QĐ-UBND")) for number, name in enumerate(names)
    }


def _numbered() -> list[tuple[int, tuple[str, str]]]:
    return list(enumerate(PAYLOADS.items(), 1))


def _decision(number: int, payload: str) -> list[str]:
    """A decision with the payload after the words of every field."""
    fields = {name: f"{word} {payload}".strip() for name, word in _WORDS.items()}
    return regulation(**{**fields, "number": f"{number}/2031/QĐ-UBND {payload}"})


_WORDS = dict.fromkeys(FIELDS, "") | {
    "issuer": "ỦY BAN NHÂN DÂN TỈNH LÂM GIANG",
    "place": "Lâm Giang",
    "title": "Ban hành quy chế",
    "recital": "Luật Bến bãi số 9/2030/QH15",
    "agency": "Sở Y tế",
    "signer": "Nguyễn Văn",
}

FAMILIES = (
    Family("mark-up in texts", "escaping of every field of a page", in_texts),
    Family("mark-up in Markdown", "escaping, and the reader of Markdown", in_markdown),
    Family("mark-up in pages", "the reader of HTML, escaping", in_pages),
    Family("mark-up in Word", "the reader of Word, escaping", in_word),
    Family("mark-up in names", "escaping of file names, addresses of data", in_names),
)
