"""Live (xem ngay): a saved document is shown at once; what follows from it elsewhere is made beside.

MkDocs' server builds everything again at each save, and lets readers wait. Here a document that was saved is
put into the served site by itself (``proof``); then a process of its own makes everything anew, and starts
over when more is saved. What else may be saved (mkdocs.yml, hand-written pages) changes all pages, and is
built here as MkDocs does. What is touched of MkDocs' private parts is the epoch by which its server tells
browsers to load a page again.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any, NamedTuple

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from dieukhoan.beside import context_beside_threads, prepare_beside_threads
from dieukhoan.publish.lasting import lasting
from dieukhoan.publish.stamp import Source

_LOG = logging.getLogger("mkdocs.plugins.dieukhoan")
_NICE = 5
"""By so much the whole gives way to the reader's browser and to the next save."""


class Whole(NamedTuple):
    """What it takes to build everything in another process: that of ``load_config``, the address, memory."""

    config_file: str
    options: Mapping[str, Any]
    address: str
    lasting: dict[str, str]


def build_whole(whole: Whole) -> None:
    """Builds everything; the process fails if the build does, which it has told."""
    if sys.platform != "win32":
        os.nice(_NICE)

    def all_anew() -> None:
        config = load_config(whole.config_file, **whole.options)
        config.plugins.on_startup(command="serve", dirty=False)
        config.site_url = whole.address
        plugin: Any = config.plugins["dieukhoan"]
        plugin.lasting = whole.lasting
        build(config, serve_url=whole.address)

    if not lasting(all_anew)():
        sys.exit(1)


class Live:
    """Builds for a server, each time that something was saved.

    ``here`` builds everything in this process, ``proof`` shows the documents that were saved, ``others`` are
    the files and folders that all pages depend on.
    """

    def __init__(
        self,
        server: LiveReloadServer,
        here: Callable[[], bool],
        proof: Callable[[], None],
        whole: Whole,
        others: Iterable[str],
    ) -> None:
        self._server, self._here, self._whole = server, here, whole
        self._proof = lasting(proof)
        self._others = [Source(path, follows=True) for path in others]
        self._seen = self._looked_at()
        self._process: multiprocessing.process.BaseProcess | None = None

    def __call__(self) -> None:
        """Shows what was saved."""
        self.stop()
        seen = self._looked_at()
        if seen != self._seen:
            if self._here():
                self._seen = seen
            return
        self._proof()
        self._process = context_beside_threads().Process(target=build_whole, args=(self._whole,))
        self._process.start()
        threading.Thread(target=self._reload_after, args=(self._process,), daemon=True).start()

    def stop(self) -> None:
        """Ends what is being built beside; the served site is the one before."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.join()

    def _reload_after(self, process: multiprocessing.process.BaseProcess) -> None:
        wait([process.sentinel])
        if process is self._process and process.exitcode == 0:
            server = self._server
            with server._epoch_cond:
                server._wanted_epoch = server._visible_epoch = round(time.monotonic() * 1000)
                server._epoch_cond.notify_all()

    def _looked_at(self) -> dict[str, tuple[int, int]]:
        found = {}
        for source in self._others:
            with suppress(OSError):
                for path in source.files():
                    with suppress(OSError):
                        status = Path(path).stat()
                        found[path] = status.st_size, status.st_mtime_ns
        return found


def live(
    server: LiveReloadServer,
    config: MkDocsConfig,
    here: Callable[[], bool],
    proof: Callable[[], None],
    whole: Whole,
) -> Live:
    """What builds the site of a configuration for a server, its helpers begun."""
    prepare_beside_threads("dieukhoan.commands", "dieukhoan.publish.plugin")
    return Live(server, here, proof, whole, [config.docs_dir, whole.config_file, *config.watch])


def shown(server: LiveReloadServer, site: Path, corpus: Iterable[Path], builder: Live) -> LiveReloadServer:
    """The server, which watches the documents too and shows our site, also while a build fails."""
    for path in corpus:
        server.watch(str(path))
    server.root = str(site)
    server.builder = builder
    server.error_handler = lambda code: _content(site / f"{code}.html")
    return server


def _content(page: Path) -> bytes | None:
    return page.read_bytes() if page.is_file() else None
