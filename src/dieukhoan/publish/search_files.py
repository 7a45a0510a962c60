"""The search on disk and in the site: the files of the index, the scripts, lunr from the installed MkDocs."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

INDEX = "search"
"""The folder of the index below the output folder."""

_TOGETHER = {
    "page": ("place", "recent", "asker", "view", "box", "results", "marks"),
    "query": ("analysis",),
    "engine": ("readings", "board", "plan", "ranking", "shards", "closeness", "issuers", "answer", "shelf"),
}  # fmt: skip
"""Scripts with those that go before them, into the same file: a page should fetch one."""
_COMMENT = re.compile(r"^[ \t]*(?:/\*(?:[^*]|\*(?!/))*\*/|//[^\n]*)[ \t]*\n", re.MULTILINE)
_ASIDE = re.compile(r"/\*\* @type (?:[^*]|\*(?!/))*\*/ ?|(?<=[;,{}()\]]) +// [^\n\"'`]*$", re.MULTILINE)
"""What is said of types and beside code, in the same line with it."""
_STRICT = '"use strict";\n'
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


def publish_scripts(site: Path) -> None:
    """Puts the scripts of the search together, without their comments, where the theme has put them.

    A reader pays for each byte before the first result, and not every server packs what it sends.
    """
    folder = site / INDEX
    for script in folder.glob("*.js"):
        text = script.read_text(encoding="utf-8")
        script.write_text(_INDENT.sub("", _ASIDE.sub("", _COMMENT.sub("", text))), encoding="utf-8")
    for name, before in _TOGETHER.items():
        parts = [folder / f"{part}.js" for part in before]
        script = folder / f"{name}.js"
        texts = [path.read_text(encoding="utf-8") for path in (*parts, script)]
        whole = "".join(text.removeprefix(_STRICT) for text in texts)  # all of them are strict
        script.write_text(_STRICT + re.sub(r"\n+", "\n", whole), encoding="utf-8")
        for path in parts:
            path.unlink()
    lunr = resources.files("mkdocs") / "contrib" / "search" / "templates" / "search" / "lunr.js"
    (folder / "lunr.js").write_bytes(lunr.read_bytes())
