"""A site of one's own to begin with: its configuration, a sample regulation with its side file, a page."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from dieukhoan.errors import DieuKhoanError

_TEMPLATE = "data/new-site"


def new_site(folder: Path) -> list[Path]:
    """Writes the files of a new site into a folder, which may be there already but empty; returns them.

    Raises ``DieuKhoanError`` when something is in the folder: no file is ever overwritten.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            mend = "Chọn tên thư mục khác, hoặc dọn sạch thư mục này."
            raise DieuKhoanError("đã có sẵn và không trống", str(folder), mend)
        written = []
        for name, content in _files(resources.files("dieukhoan") / _TEMPLATE):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
            written.append(path)
    except OSError as error:
        raise DieuKhoanError(
            f"không ghi được ({error.strerror})", str(folder), "Kiểm tra quyền ghi và chỗ trống của ổ đĩa."
        ) from error
    return written


def _files(folder: Traversable, name: str = "") -> Iterator[tuple[str, str]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        path = f"{name}{entry.name}"
        if entry.is_dir():
            yield from _files(entry, f"{path}/")
        else:
            yield path, entry.read_text(encoding="utf-8")
