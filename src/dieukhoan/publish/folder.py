"""The folder of generated pages on disk: only what changed is written, what is no longer made is removed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from dieukhoan.errors import DieuKhoanError
from dieukhoan.page import Page


class Written(NamedTuple):
    """What changed in a folder: how many files were written, left as they were, and removed."""

    written: int
    kept: int
    removed: int


def write_pages(pages: Iterable[Page], folder: Path) -> Written:
    """Makes a folder hold exactly these pages; files that are already right are not touched.

    Raises ``DieuKhoanError`` if a page would land outside the folder, or two pages share a path.
    """
    wanted: dict[Path, bytes] = {}
    root = folder.resolve()
    for page in pages:
        path = (root / page.path).resolve()
        if root not in path.parents:
            raise DieuKhoanError(
                "trang nằm ngoài thư mục trang", page.path, "Hãy báo lỗi này cho nhóm phát triển."
            )
        if path in wanted:
            raise DieuKhoanError(
                "hai trang có cùng địa chỉ", page.path, "Hãy báo lỗi này cho nhóm phát triển."
            )
        wanted[path] = page.data or page.text.encode("utf-8")
    written = 0
    for path, data in wanted.items():
        if path.is_file() and path.read_bytes() == data:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        written += 1
    removed = _remove_others(root, wanted.keys())
    return Written(written, len(wanted) - written, removed)


def _remove_others(root: Path, wanted: Iterable[Path]) -> int:
    kept = set(wanted)
    removed = 0
    for path in sorted(root.rglob("*"), reverse=True):  # children before their folder
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in kept:
            path.unlink()
            removed += 1
    return removed
