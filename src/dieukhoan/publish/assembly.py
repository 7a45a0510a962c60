"""What the finished site consists of: pages made aside, Markdown, search, data; what needs no address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from dieukhoan.publish.folder import files_below
from dieukhoan.publish.press import Press
from dieukhoan.publish.search_files import INDEX

_ROOTED = re.compile(r'((?:href|src|action)=")/(?=[^/"])')
"""The slash before an address from the root of the host: ``href="/van-ban/"``."""


def pages_of(press: Press, made: Mapping[str, str], *, directory_urls: bool) -> dict[str, str]:
    """The pages of ``press`` and the Markdown of each document, by their paths in the site.

    ``made`` says where each generated file stands, by its path below ``out/pages``.
    """
    files = dict(press.made(directory_urls=directory_urls))
    folders = {name.rpartition("/")[0] for name in files}
    for path, source in made.items():
        if path.startswith("van-ban/") and path.endswith(".md"):
            folder = path.removesuffix(".md").removesuffix("/index")
            if directory_urls or folder in folders:  # a site may publish its pages as files, without folders
                files[f"{folder}/index.md"] = source
    return files


def data_of(out: Path) -> dict[str, str | Path]:
    """The search index and the data of an output folder, by their paths in the site."""
    return {
        f"{place}/{name}": f"{folder}/{name}"
        for place, folder in ((f"{INDEX}/index", out / INDEX), ("data", out / "data"))
        for name in files_below(folder)
    }


def without_address(text: str, template: str) -> str:
    """What a template gives for a site of which nobody knows the address: its 404 page works in any folder,
    and no sitemap is empty."""
    if template.startswith("sitemap.xml"):
        return ""
    return (
        _ROOTED.sub(r"\1", text) if template == "404.html" else text
    )  # its <base> tells where the site begins
