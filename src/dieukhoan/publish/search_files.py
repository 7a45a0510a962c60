"""The search on disk and in the site: the files of the index, the scripts, lunr from the installed MkDocs."""

from __future__ import annotations

import re
import shutil
from functools import partial
from importlib import resources
from pathlib import Path

from dieukhoan.publish.folder import placed

INDEX = "search"
"""The folder of the index below the output folder."""

_PARTS = ("place", "recent", "asker", "view", "box", "results", "marks")
"""The scripts that go before that of the page, into the same file: a page should fetch one."""
_COMMENT = re.compile(r"^[ \t]*(?:/\*(?:[^*]|\*(?!/))*\*/|//[^\n]*)[ \t]*\n", re.MULTILINE)
_IMPORT = re.compile(r"importScripts\(([^)]*)\);")
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


def _imported(folder: Path, statement: re.Match[str]) -> str:
    """The scripts that a worker imports, in its place: one file to fetch instead of eight."""
    names = re.findall(r'"([^"]+)"', statement[1])
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in names)


def publish_search(out: Path, site: Path) -> None:
    """Puts the index beside the scripts of the site, and the scripts without their comments."""
    folder = site / "search"
    shutil.copytree(out / INDEX, folder / "index", copy_function=placed, dirs_exist_ok=True)
    for script in folder.glob("*.js"):
        text = script.read_text(encoding="utf-8")
        script.write_text(_INDENT.sub("", _COMMENT.sub("", text)), encoding="utf-8")
    worker = folder / "worker.js"
    worker.write_text(
        _IMPORT.sub(partial(_imported, folder), worker.read_text(encoding="utf-8")), encoding="utf-8"
    )
    page = folder / "page.js"
    parts = [folder / f"{name}.js" for name in _PARTS]
    page.write_text("".join(path.read_text(encoding="utf-8") for path in (*parts, page)), encoding="utf-8")
    for path in parts:
        path.unlink()
    lunr = resources.files("mkdocs") / "contrib" / "search" / "templates" / "search" / "lunr.js"
    (folder / "lunr.js").write_bytes(lunr.read_bytes())
