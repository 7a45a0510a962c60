"""Building the site beside the published one, and putting it in its place only when everything succeeded."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from dieukhoan.errors import DieuKhoanError

_BUILDING = ".dang-dung"
_REPLACED = ".cu"


class Staging:
    """A site that is being built in an empty folder beside the published one.

    ``commit`` swaps the two; ``discard`` leaves the published site as it was. Both may be called again
    without effect.
    """

    def __init__(self, site: Path) -> None:
        self.site = site
        self.folder = site.with_name(site.name + _BUILDING)
        self._replaced = site.with_name(site.name + _REPLACED)
        self._open = False

    def begin(self) -> Path:
        """Empties the folder to build into and returns it."""
        if self._replaced.exists() and not self.site.exists():  # stopped between the two renames
            self._replaced.rename(self.site)
        for leftover in (self.folder, self._replaced):
            if leftover.exists():
                shutil.rmtree(leftover)
        self.folder.mkdir(parents=True)
        self._open = True
        return self.folder

    def commit(self) -> None:
        """Puts what was built in the place of the published site."""
        if not self._open:
            return
        self._open = False
        if self.site.exists():
            self.site.rename(self._replaced)
        self.folder.rename(self.site)
        if self._replaced.exists():
            shutil.rmtree(self._replaced)

    def discard(self) -> None:
        """Throws away what was built."""
        if self._open:
            self._open = False
            shutil.rmtree(self.folder)


def build_site(
    config_file: Path, *, site: Path | None = None, strict: bool = False, **plugin_options: Any
) -> Path:
    """Builds the site of an ``mkdocs.yml`` and returns where it stands: in ``site``, or where the file says.

    ``plugin_options`` overrule those of the plugin ``dieukhoan`` in the file (``corpus``, ``out``, ``date``,
    ``jobs``). Raises ``DieuKhoanError`` when the configuration is wrong or the build fails, also for a
    warning under ``strict``; the published site is then the one before.
    """
    if not config_file.is_file():
        raise DieuKhoanError(
            "không có tệp cấu hình của trang", str(config_file), "Hãy chạy ở thư mục có mkdocs.yml."
        )
    try:
        config = load_config(str(config_file), strict=strict, **({"site_dir": str(site)} if site else {}))
    except ConfigurationError as error:
        raise DieuKhoanError(f"cấu hình chưa đúng: {error}", str(config_file)) from error
    plugin = config.plugins.get("dieukhoan")
    if plugin is None:
        raise DieuKhoanError(
            "thiếu plugin dieukhoan", str(config_file), "Hãy thêm “- dieukhoan” vào mục plugins."
        )
    for name, value in plugin_options.items():
        plugin.config[name] = value
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    except Abort as error:
        raise DieuKhoanError(
            f"không dựng được trang: {error}", str(config_file), "Trang đã đăng vẫn giữ nguyên."
        ) from error
    finally:
        config.plugins.on_shutdown()
    return Path(plugin.site)


def as_paths(values: str | Sequence[str], base: Path) -> list[Path]:
    """Paths of a setting, relative to the folder of the configuration."""
    listed = [values] if isinstance(values, str) else list(values)
    return [base / value for value in listed]
