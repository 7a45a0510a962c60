"""`dieukhoan serve`: what is saved is shown; what cannot be read or built leaves the last good page."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from serving import end

pytestmark = pytest.mark.slow

CORPUS = Path(__file__).parents[2] / "corpus"
DOCUMENT, OTHER = "114-TB-VP.txt", "05-HD-LDLD.txt"
PAGE = "van-ban/lam-giang/2024/114-tb-vp/"
CHECKS = "kiem-tra/"
CONFIG = """
site_name: {name}
docs_dir: docs
theme: {{name: material, language: vi, font: false}}
plugins: [{{dieukhoan: {{corpus: corpus, date: "2025-06-01"}}}}]
markdown_extensions: [attr_list]
dev_addr: 127.0.0.1:{port}
"""
PATIENCE = 90
"""Seconds, generous: the machine may be busy."""
TORN = b"%PDF-1.7\nto\xcc\xb1rn"


class Served:
    """A site that is being served, and how its pages are asked for."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self._port = folder, port

    def configure(self, name: str, more: str = "") -> None:
        config = CONFIG.format(name=name, port=self._port) + more
        (self.folder / "mkdocs.yml").write_text(config, encoding="utf-8")

    def page(self, path: str) -> str:
        """The page as it is now; "" while there is none."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self._port}/{path}", timeout=PATIENCE) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError):
            return ""

    def says(self, words: str) -> None:
        """Waits for words on the terminal."""
        begun = time.monotonic()
        while words not in (self.folder / "log").read_text(encoding="utf-8"):
            assert time.monotonic() - begun < PATIENCE, words
            time.sleep(0.2)

    def until(self, path: str, fits: Callable[[str], bool]) -> str:
        """The page as soon as it fits."""
        begun = time.monotonic()
        while time.monotonic() - begun < PATIENCE:
            if fits(page := self.page(path)):
                return page
            time.sleep(0.2)
        pytest.fail(f"{path} never became what was waited for:\n{self.page(path)[-2000:]}")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    site = Served(tmp_path, port)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/gioi-thieu.md").write_text("# Giới thiệu\n\nTrang thử.\n", encoding="utf-8")
    (tmp_path / "corpus").mkdir()
    for name in (DOCUMENT, OTHER):
        shutil.copy(CORPUS / name, tmp_path / "corpus")
    site.configure("Trang thử")
    with (tmp_path / "log").open("wb") as log:
        command = [sys.executable, "-m", "dieukhoan", "serve"]
        process = subprocess.Popen(command, cwd=tmp_path, stdout=log, stderr=log, start_new_session=True)
        try:
            yield site
        finally:
            end(process)
    left = sorted(path.name for path in (tmp_path / "build/cache").iterdir())
    assert "serve-site" in left and not any(name.endswith((".dang-dung", ".cu")) for name in left)


def test_what_is_saved_is_shown_and_what_is_broken_is_told(served: Served) -> None:
    document = served.folder / "corpus" / DOCUMENT
    good = document.read_text(encoding="utf-8")
    served.until(PAGE, lambda page: "Thông báo" in page)
    assert "không đọc" not in served.page(CHECKS)

    document.write_text(good.replace("THÔNG BÁO", "THÔNG BÁO\n\nĐã sửa lần đầu", 1), encoding="utf-8")
    served.until(PAGE, lambda page: "Đã sửa lần đầu" in page)

    document.write_bytes(TORN)  # the document cannot be read: it stands as it was, and the reason is told
    served.until(CHECKS, lambda page: DOCUMENT in page and "PDF" in page)
    assert "Đã sửa lần đầu" in served.page(PAGE)

    served.configure("Trang thử", "nav: [khong-co\n")  # nothing can be built: the whole site stands
    served.says("Trang trước đó vẫn xem được")
    assert "Đã sửa lần đầu" in served.page(PAGE)

    served.configure("Tên mới")
    document.write_text(good.replace("THÔNG BÁO", "THÔNG BÁO\n\nĐã sửa lần hai", 1), encoding="utf-8")
    served.until(PAGE, lambda page: "Đã sửa lần hai" in page and "Tên mới" in page)
    served.until(CHECKS, lambda page: "PDF" not in page)
