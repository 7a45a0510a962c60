"""One generated page from Markdown to HTML, by MkDocs' own `Page`, with what its links need to be checked.

This half needs no other page, only the names of all of them, so that it can run in other processes.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import PluginCollection
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from dieukhoan.publish.aside import aside
from dieukhoan.publish.lean import Lean

_LOG = "mkdocs"


@dataclass(frozen=True, slots=True)
class Settings:
    """What of a configuration shapes the HTML of a page, apart from its theme."""

    extensions: tuple[Any, ...]
    options: Mapping[str, Any]
    directory_urls: bool
    site_url: str
    levels: Mapping[str, int] = field(default_factory=dict)
    """How loud each fault of a link is: ``validation.links`` of mkdocs.yml."""

    @classmethod
    def of(cls, config: MkDocsConfig) -> Settings:
        """The settings of a loaded configuration."""
        return cls(
            tuple(config.markdown_extensions),
            dict(config.mdx_configs),
            config.use_directory_urls,
            config.site_url or "",
            dict(config.validation.links),
        )

    def config(self) -> MkDocsConfig:
        """A configuration that holds these settings and no plugin."""
        made = MkDocsConfig()
        made.load_dict({"site_name": "", "docs_dir": ".", "site_dir": "site"})
        made.markdown_extensions = [*self.extensions, Lean()]  # type: ignore[list-item]  # Markdown takes both
        made.mdx_configs = dict(self.options)
        made.use_directory_urls = self.directory_urls
        made.site_url = self.site_url or None
        made.plugins = PluginCollection()
        made.validation = MkDocsConfig.Validation()
        made.validation.links = MkDocsConfig.Validation.LinksValidation()
        made.validation.links.load_dict(dict(self.levels))
        return made


class Link(NamedTuple):
    """A link to an anchor: the page on which it must be, its name, and the link as written."""

    page: str
    anchor: str
    written: str


class Complaint(NamedTuple):
    """What MkDocs logged about a page."""

    level: int
    message: str


@dataclass(frozen=True, slots=True)
class Converted:
    """A page with its HTML, which pages it links to, which anchors it expects there, and complaints."""

    page: Page
    targets: frozenset[str]
    links: tuple[Link, ...]
    complaints: tuple[Complaint, ...]


class _Known(Files):
    """All pages of the site by name; a file is made when a link asks for it."""

    def __init__(self, names: Iterable[str], config: MkDocsConfig) -> None:
        super().__init__([])
        self._names = frozenset(names)
        self._config = config
        self.asked: set[str] = set()

    def get_file_from_path(self, path: str) -> File | None:
        name = path if path in self._names else PurePosixPath(path).as_posix()
        if name not in self._names:
            return None
        self.asked.add(name)
        found = super().get_file_from_path(name)
        if found is None:
            found = virtual_file(name, "", self._config)
            self.append(found)
        return found


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.heard: list[Complaint] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(Complaint(record.levelno, record.getMessage()))


def virtual_file(path: str, text: str, config: MkDocsConfig) -> File:
    """A page outside the navigation, by its path below build/pages."""
    hidden = InclusionLevel.NOT_IN_NAV
    file = File(path, None, config.site_dir, config.use_directory_urls, inclusion=hidden)
    file.generated_by, file.content_string = "dieukhoan", text
    return file


class Converter:
    """Converts pages of a site; ``names`` are the paths of all its files, hand-written ones too."""

    def __init__(self, settings: Settings, names: Iterable[str]) -> None:
        self._config = settings.config()
        self._files = _Known(names, self._config)

    def __call__(self, path: str, text: str) -> Converted:
        """A page by its path below build/pages and its Markdown with its front matter."""
        page = Page(None, virtual_file(path, text, self._config), self._config)
        self._files.asked = set()
        listener = _Listener()
        logger = logging.getLogger(_LOG)
        before = logger.propagate, logger.handlers
        logger.propagate, logger.handlers = False, [listener]
        try:
            page.read_source(self._config)
            taken = aside(page.markdown or "")
            page.markdown = taken.text
            page.render(self._config, self._files)
        finally:
            logger.propagate, logger.handlers = before
        page.content = taken.back(page.content or "")
        page.present_anchor_ids = (page.present_anchor_ids or set()) | taken.anchors()
        links = tuple(
            Link(file.src_uri, anchor, written)
            for file, found in (page.links_to_anchors or {}).items()
            for anchor, written in found.items()
        )
        return Converted(page, frozenset(self._files.asked), links, tuple(listener.heard))
