"""The MkDocs plugin: `mkdocs build` and `mkdocs serve` run the pipeline and publish its pages."""

from __future__ import annotations

import datetime
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Any, Literal

from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from dieukhoan import pipeline
from dieukhoan.errors import DieuKhoanError
from dieukhoan.progress import Progress
from dieukhoan.proof import Proofs
from dieukhoan.publish.assembly import data_of, pages_of, without_address
from dieukhoan.publish.blocks import Blocks
from dieukhoan.publish.contents import contents
from dieukhoan.publish.folder import place
from dieukhoan.publish.furnishing import furnish
from dieukhoan.publish.lasting import lasting
from dieukhoan.publish.live import Live, Whole, live, shown
from dieukhoan.publish.lock import Lock
from dieukhoan.publish.policy import Policy
from dieukhoan.publish.press import Press, Printer
from dieukhoan.publish.press_files import PressFiles
from dieukhoan.publish.search_files import publish_scripts
from dieukhoan.publish.shell import trimmed
from dieukhoan.publish.site import as_paths
from dieukhoan.publish.staging import Staging
from dieukhoan.publish.stamp import Stamp
from dieukhoan.publish.store import Store

SERVED = "serve-site"
"""The folder of the cache in which `serve` has its site."""
_SEARCH_PAGE = "tim-kiem/index.md"
_PAGE_EVENTS = (
    "pre_page",
    "page_read_source",
    "page_markdown",
    "page_content",
    "page_context",
    "post_page",
)
"""What another plugin may have to say about a page."""


class DieuKhoanConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves it untyped
    """What stands below ``- dieukhoan:`` in mkdocs.yml; paths are relative to that file."""

    corpus = config_options.Type((str, list), default="corpus")
    """A file or folder of documents, or a list of them."""
    out = config_options.Type(str, default="build")
    """The folder of everything that is generated: ``pages/`` and ``data/`` in it."""
    date = config_options.Type(str, default="")
    """The day for which the site is built, ISO; "" is today."""
    sample = config_options.Type(bool, default=False)
    """Mark every page as a sample without legal force."""
    jobs = config_options.Type(int, default=0)
    """Processes that read documents; 0 is one per core."""
    scheduler = config_options.Type(str, default="")
    """The address of a Dask cluster to work in, in the place of those processes."""
    timings = config_options.Type(bool, default=False)
    """Tell at the end how long each stage took."""
    ocr = config_options.Type(bool, default=False)
    """Recognise the letters on scanned pages, with Tesseract."""


class DieuKhoanPlugin(BasePlugin[DieuKhoanConfig]):  # type: ignore[no-untyped-call]
    """Runs the pipeline and hands MkDocs the generated pages beside the hand-written ones.

    ``site`` is where the finished site stands after a build, ``stamp`` is left with it, ``lasting`` holds the
    keys of files as they could last be read, while they are served.
    """

    def __init__(self) -> None:
        self.site = ""
        self.stamp: Stamp | None = None
        self._serving = False
        self._failed = False
        self._staging: Staging | None = None
        self._config: MkDocsConfig | None = None
        self._lock: Lock | None = None
        self._made: dict[str, str] = {}
        self._press: Press | None = None
        self._begun: pipeline.Begun | None = None
        self._files: Files | None = None
        self._blocks = Blocks()
        self._nav: Navigation | None = None
        self._progress = Progress()
        self.lasting: dict[str, str] | None = None
        self._printer: Printer | None = None
        self._live: Live | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """`serve` has a site of its own in the cache, which lasts while a build fails, as a document does."""
        del dirty
        self._serving = command == "serve"
        self.lasting = {} if self._serving else None
        self._config = None

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Adds our theme between the site's own and Material's; the build goes to an empty folder."""
        furnish(config)
        self._failed = False
        if self._lock is None:
            out = self._base(config) / self.config.out
            self._lock = Lock(*({out} if self._serving else {out, Path(config.site_dir).parent}))
        self._lock.take()
        self._progress = Progress()
        if self._staging is None:
            self.site = config.site_dir
            if self._serving:
                self.site = str(self._base(config) / self.config.out / pipeline.CACHE / SERVED)
            if self._serving or not _is_temporary(config.site_dir):
                self._config = config
                self._staging = Staging(Path(self.site), self._spare(config))
                config.site_dir = str(self._staging.begin())
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Runs the pipeline; its pages stay out of the navigation, whose cost is quadratic."""
        base = self._base(config)
        out = base / self.config.out
        try:
            begun = pipeline.begin(
                as_paths(self.config.corpus, base),
                out,
                self._date(),
                self.config.jobs,
                self._progress,
                self.config.scheduler,
                self.config.ocr,
                self.lasting,
                config.site_url or "",
            )
        except DieuKhoanError as error:
            raise PluginError(str(error)) from error
        search = str(resources.files("dieukhoan") / "data" / "tim-kiem.md")
        hidden = InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, _SEARCH_PAGE, abs_src_path=search, inclusion=hidden))
        listed = _listed(config.nav)
        is_ours = not self._others_listen(config, *_PAGE_EVENTS)
        pressed: dict[str, str] = {}
        self._made = {path: f"{out}/pages/{path}" for path in begun.pages}
        self._begun = begun
        for path, source in self._made.items():
            if existing := files.src_uris.get(path):
                if existing.generated_by is None:  # a hand-written page of that name wins
                    continue
                files.remove(existing)
            if is_ours and not _in_nav(path) and path not in listed:
                pressed[path] = source
                continue
            inclusion = InclusionLevel.UNDEFINED if _in_nav(path) else hidden
            files.append(File.generated(config, path, abs_src_path=source, inclusion=inclusion))
        store = Store(out / pipeline.CACHE / ("serve" if self._serving else "site"))
        self._press = Press(pressed, begun.pages, store, self.config.jobs, self._progress)
        self._files = PressFiles(files, config, self._press)
        return self._files

    def _spare(self, config: MkDocsConfig) -> Path | None:
        """Where the site before is kept; nowhere when others wait for the site that was built, after us."""
        if self._others_listen(config, "post_build"):
            return None
        return self._base(config) / self.config.out / pipeline.CACHE / f"former-{Path(self.site).name}"

    def _others_listen(self, config: MkDocsConfig, *events: str) -> bool:
        """Whether any other plugin, or a hook of the site, has something to say about one of these events."""
        return any(
            getattr(method, "__self__", None) is not self
            for event in events
            for method in config.plugins.events[event]
        )

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keeps the navigation for the pages that are made aside."""
        del config, files
        self._nav = nav
        return nav

    @event_priority(-100)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """All other pages are read: makes those that are made aside, beside MkDocs' own loop.

        First the theme gets its policy; `serve` has none, since it writes a script into the pages.
        """
        env.bytecode_cache = self._templates(config)
        if not self._serving:
            env.globals["security_policy"] = Policy(env, config)
        if self._press is not None and self._nav is not None:
            self._press.run(config, env, self._nav, files)
            self._printer = self._press.printer if self._serving else None
        return env

    def _templates(self, config: MkDocsConfig) -> BytecodeCache:
        """Where templates are kept compiled from build to build."""
        folder = self._base(config) / self.config.out / pipeline.CACHE / "templates"
        folder.mkdir(parents=True, exist_ok=True)
        return FileSystemBytecodeCache(str(folder))

    @event_priority(-100)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """A generated page that MkDocs makes itself, without its blocks of raw HTML."""
        del config, files
        is_ours = self._press is not None and self._press.pages and page.file.src_uri in self._made
        return self._blocks.out(page, markdown) if is_ours else markdown

    @event_priority(100)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """The same page with them again."""
        del config, files
        return self._blocks.back(page, html)

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """The contents of a page, for its template."""
        del config, nav
        more: dict[str, Any] = {"contents": contents(page)}
        return TemplateContext(**{**context, **more})  # type: ignore[typeddict-item]

    @event_priority(100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """The page without the white space that templates leave."""
        del config
        return trimmed(output, page.content or "")

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """The sitemap, where the site has an address, names all pages."""
        is_sitemap = template_name.startswith("sitemap.xml") and config.site_url
        if is_sitemap and isinstance(self._files, PressFiles):
            context["pages"] = [*context["pages"], *self._files.pressed()]
        return context

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Without ``site_url``: a 404 page that works in any folder, and no empty sitemap."""
        if config.site_url:
            return output_content
        return without_address(output_content, template_name)

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Publishes the pages that were made aside, the Markdown of each document, the search, the data."""
        site, staging = Path(config.site_dir), self._staging
        put = staging.place if staging is not None else partial(place, root=site)
        if self._press is not None and self._begun is not None:
            with self._progress.stage("Đưa trang vào nơi đăng"):  # while the index is being made
                put(pages_of(self._press, self._made, directory_urls=config.use_directory_urls))
            try:
                self._begun.finish()
            except DieuKhoanError as error:
                raise PluginError(str(error)) from error
            with self._progress.stage("Đưa trang vào nơi đăng"):
                publish_scripts(site)
                put(data_of(self._base(config) / self.config.out))
                if staging is not None:
                    staging.settle()
        if self._serving:
            self._finish()

    def on_build_error(self, *, error: Exception) -> None:
        """Remembers that the build failed: the published site stays."""
        del error
        self._failed = True
        if self._serving:
            self._finish()

    def on_shutdown(self) -> None:
        """The build is over, also its strict checks: publish it or throw it away."""
        if self._live is not None:
            self._live.stop()
        self._finish()

    def _finish(self) -> None:
        staging, self._staging = self._staging, None
        if staging is not None:
            if self._config is not None:  # gh-deploy goes on with the finished site
                self._config.site_dir = self.site
            if self._failed:
                staging.discard()
            else:
                staging.commit()
                if self.stamp is not None:
                    self.stamp.leave()
        if self.config.timings and not self._failed:
            print(self._progress.table(), file=sys.stderr)
        self._free()

    def _free(self) -> None:
        """Lets others build, and forgets what the build held in memory."""
        self._press = self._begun = self._files = self._nav = None
        self._made = {}
        if self._lock is not None:
            self._lock.release()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Watches the documents, too, and shows our site, also while a build fails."""
        base, address = self._base(config), config.site_url or ""
        corpus = as_paths(self.config.corpus, base)
        proofs = Proofs(corpus, base / self.config.out, self.config.ocr, self.lasting)
        proofs.remember()

        def proof() -> None:
            pages = dict(proofs.pages(self._date(), address))
            if self._printer is not None:
                self._printer.put(pages, Path(self.site))

        whole = Whole(config.config_file_path, config.user_configs[-1], address, self.lasting or {})
        self._live = live(server, config, lasting(builder), proof, whole)
        return shown(server, Path(self.site), corpus, self._live)

    def _base(self, config: MkDocsConfig) -> Path:
        return Path(config.config_file_path).parent

    def _date(self) -> datetime.date:
        if not self.config.date:
            return datetime.date.today()
        try:
            return datetime.date.fromisoformat(self.config.date)
        except ValueError as error:
            raise PluginError(f"date: “{self.config.date}” không phải ngày dạng 2025-06-30.") from error


def _listed(nav: object) -> set[str]:
    """The pages that a navigation names: they go MkDocs' own way."""
    if isinstance(nav, str):
        return {nav}
    inside = nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ()
    return {path for part in inside for path in _listed(part)}


def _is_temporary(site_dir: str) -> bool:
    """Whether a site directory is the one that ``mkdocs serve`` makes for itself, also with ``--clean``."""
    return Path(site_dir).parent == Path(tempfile.gettempdir()) and Path(site_dir).name.startswith("mkdocs_")


def _in_nav(path: str) -> bool:
    """Whether a page may stand in the navigation: those at the top of the site, no document."""
    return path.endswith("index.md") and path.count("/") <= 1
