"""The site of an mkdocs.yml, built or served by MkDocs."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.utils.yaml import yaml_load

from dieukhoan.errors import DieuKhoanError
from dieukhoan.publish.sources import sources
from dieukhoan.publish.stamp import Doubt, Source, Stamp

_PLUGIN = "dieukhoan"


def build_site(
    config_file: Path,
    settings: Mapping[str, Any],
    *,
    site: Path | None = None,
    strict: bool = False,
    stamp: Stamp | None = None,
) -> Path:
    """Builds the site of an ``mkdocs.yml`` and returns where it stands: in ``site``, or where the file says.

    ``settings`` overrule those of the plugin ``dieukhoan`` in the file (``corpus``, ``out``, ``date``,
    ``jobs``, ``ocr``, ``sample``). Raises ``DieuKhoanError`` when the configuration is wrong or the build
    fails, also for a warning under ``strict``; the published site is then the one before. ``stamp`` is left
    with a site that was built without a warning.
    """
    if stamp is not None:
        stamp.look(Source(str(config_file.absolute())))
    given: dict[str, Any] = {"strict": strict, "plugins": _plugins(config_file, settings)}
    if site:
        given["site_dir"] = str(site)
    try:
        config = load_config(str(config_file), **given)
    except ConfigurationError as error:
        raise DieuKhoanError(f"cấu hình chưa đúng: {error}", str(config_file)) from error
    own: Any = config.plugins[_PLUGIN]
    if stamp is not None:
        _look(stamp, config_file, config)
        own.stamp = stamp
    config.plugins.on_startup(command="build", dirty=False)
    warned = _Warned(stamp)
    logging.getLogger("mkdocs").addHandler(warned)
    try:
        build(config)
    except Abort as error:
        raise DieuKhoanError(
            f"không dựng được trang: {error}", str(config_file), "Trang đã đăng vẫn giữ nguyên."
        ) from error
    except OSError as error:
        raise DieuKhoanError(
            f"không ghi được: {error.strerror or error}",
            error.filename or "",
            "Trang đã đăng vẫn giữ nguyên.",
        ) from error
    finally:
        logging.getLogger("mkdocs").removeHandler(warned)
        config.plugins.on_shutdown()
    return Path(own.site)


class _Warned(logging.Handler):
    """Makes a stamp doubtful when a build has a warning, which the next one must give again."""

    def __init__(self, stamp: Stamp | None) -> None:
        super().__init__(logging.WARNING)
        self._stamp = stamp

    def emit(self, record: logging.LogRecord) -> None:
        """Takes note of a warning."""
        del record
        if self._stamp is not None:
            self._stamp.doubtful = True


def _look(stamp: Stamp, config_file: Path, config: MkDocsConfig) -> None:
    """Has a stamp look at all that the site of a configuration is made of."""
    corpus = as_paths(config.plugins[_PLUGIN].config["corpus"], config_file.absolute().parent)
    try:
        stamp.look(*sources(config_file, config, corpus))
    except Doubt:
        stamp.doubtful = True


def serve_site(config_file: Path, settings: Mapping[str, Any]) -> None:
    """Serves the site of an ``mkdocs.yml`` on this machine until it is stopped, rebuilding what changes."""
    serve(str(config_file), plugins=_plugins(config_file, settings))


def settings_of(config_file: Path) -> dict[str, Any]:
    """What an ``mkdocs.yml`` tells its plugin ``dieukhoan``, such as ``corpus`` and ``ocr``."""
    return _plugins(config_file, {})[_PLUGIN]


def _plugins(config_file: Path, settings: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The plugins of a configuration by name, with some settings of ours overruled.

    By name, since MkDocs empties the entries of a list, and `serve` reads them at each rebuild.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's notice to its own users, in English
    if not config_file.is_file():
        raise DieuKhoanError(
            "không có tệp cấu hình của trang", str(config_file), "Hãy chạy ở thư mục có mkdocs.yml."
        )
    with config_file.open(encoding="utf-8") as file:
        listed = yaml_load(file).get("plugins") or []
    if isinstance(listed, dict):
        listed = [listed]
    plugins: dict[str, dict[str, Any]] = {}
    for entry in listed:
        named = entry if isinstance(entry, dict) else {entry: None}
        plugins |= {name: own or {} for name, own in named.items()}
    if _PLUGIN not in plugins:
        mend = "Hãy thêm “- dieukhoan” vào mục plugins."
        raise DieuKhoanError("thiếu plugin dieukhoan", str(config_file), mend)
    plugins[_PLUGIN] = {**plugins[_PLUGIN], **settings}
    return plugins


def as_paths(values: str | Sequence[str], base: Path) -> list[Path]:
    """Paths of a setting, relative to the folder of the configuration."""
    listed = [values] if isinstance(values, str) else list(values)
    return [base / value for value in listed]
