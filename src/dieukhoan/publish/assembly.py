"""The finished site put together: pages made aside, Markdown, the search, data; what needs no address."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from dieukhoan.publish.folder import placed
from dieukhoan.publish.press import Press
from dieukhoan.publish.search_files import publish_search

_ROOTED = re.compile(r'((?:href|src|action)=")/(?=[^/"])')
"""The slash before an address from the root of the host: ``href="/van-ban/"``."""


def assemble(press: Press, made: Mapping[str, Path], out: Path, site: Path, *, directory_urls: bool) -> None:
    """Publishes the pages of ``press``, the Markdown of each document, the search, the data.

    ``made`` says where each generated file stands below ``out``, by its path below ``out/pages``.
    """
    press.publish(site, directory_urls=directory_urls)
    for path, source in made.items():
        if path.startswith("van-ban/") and path.endswith(".md"):
            folder = path.removesuffix(".md").removesuffix("/index")
            with suppress(FileNotFoundError):  # a site may publish its pages as files, without folders
                placed(source, f"{site}/{folder}/index.md")
    publish_search(out, site)
    if (out / "data").is_dir():
        shutil.copytree(out / "data", site / "data", copy_function=placed, dirs_exist_ok=True)


def without_address(text: str, template: str) -> str:
    """What a template gives for a site of which nobody knows the address: its 404 page works in any folder,
    and no sitemap is empty."""
    if template.startswith("sitemap.xml"):
        return ""
    return (
        _ROOTED.sub(r"\1", text) if template == "404.html" else text
    )  # its <base> tells where the site begins
