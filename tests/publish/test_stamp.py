"""The stamp of a build: it stands only while a build would find and give just what the last one did."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dieukhoan import cli
from dieukhoan.publish import stamp as stamp_module
from dieukhoan.publish.stamp import Source, Stamp

CORPUS = Path(__file__).parents[2] / "corpus"
NAME = "05-HD-LDLD.txt"
CONFIG = """
site_name: Thử
docs_dir: docs
theme: {name: material, language: vi, font: false, custom_dir: rieng}
plugins: [{dieukhoan: {corpus: van-ban, jobs: 1}}]
markdown_extensions: [attr_list]
"""
ASKED = {"date": "2032-01-01"}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Sources, and what was made of them."""
    for name in ("van-ban/a.txt", "van-ban/con/b.txt", "build/site/index.html", "build/pages/index.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    for name in ("data", "search"):
        (tmp_path / "build" / name).mkdir()
    return tmp_path


def _stamp(place: Path, asked: dict[str, Any] = ASKED) -> Stamp:
    return Stamp(place / "build", place / "build/site", asked)


def _left(place: Path) -> None:
    stamp = _stamp(place)
    stamp.look(Source(str(place / "van-ban")))
    stamp.leave()


def _write(name: str) -> Callable[[Path], object]:
    return lambda place: (place / name).write_text("khác", encoding="utf-8")


def _touched(path: Path) -> None:
    found = path.stat()
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns - 5_000_000_000))


def _same_size_and_time(path: Path) -> None:
    found = path.stat()
    path.write_text(path.read_text(encoding="utf-8")[::-1], encoding="utf-8")
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


def _linked(path: Path) -> None:
    path.rename(path.with_name("thật"))
    path.symlink_to("thật")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a source": _write("van-ban/a.txt"),
    "a source, of one size and time": lambda place: _same_size_and_time(place / "van-ban/con/b.txt"),
    "a new source": _write("van-ban/con/c.txt"),
    "a source less": lambda place: (place / "van-ban/a.txt").unlink(),
    "a source of another name": lambda place: (place / "van-ban/a.txt").rename(place / "van-ban/c.txt"),
    "a link for a source": lambda place: _linked(place / "van-ban/a.txt"),
    "a pipe among the sources": lambda place: os.mkfifo(place / "van-ban/p"),
    "a page of the site": _write("build/site/index.html"),
    "a page more": _write("build/site/x.html"),
    "a page less": lambda place: (place / "build/site/index.html").unlink(),
    "the Markdown": _write("build/pages/index.md"),
    "the index": lambda place: (place / "build/search").rmdir(),
    "the site": lambda place: shutil.rmtree(place / "build/site"),
    "half a site beside it": lambda place: (place / "build/site.dang-dung").mkdir(),
    "a damaged stamp": _write("build/cache/stamp"),
    "the cache": lambda place: shutil.rmtree(place / "build/cache"),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("settled", [0, -(10**18)])
def test_whatever_changes_is_seen(
    place: Path, monkeypatch: pytest.MonkeyPatch, change: str, settled: int
) -> None:
    """Also when the times of files are old enough to be relied on."""
    monkeypatch.setattr(stamp_module, "_SETTLED", settled)
    _left(place)
    assert _stamp(place).stands()
    CHANGES[change](place)
    assert not _stamp(place).stands()


def test_what_was_only_touched_is_no_change(place: Path) -> None:
    _left(place)
    _touched(place / "van-ban/a.txt")
    assert _stamp(place).stands()


def test_what_was_asked_the_code_and_the_programs_count(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _left(place)
    assert not _stamp(place, {"date": "2032-01-02"}).stands()
    (place / "bin").mkdir()
    with monkeypatch.context() as patch:
        patch.setenv("PATH", str(place / "bin"))
        assert not _stamp(place).stands()
    with monkeypatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "0")
        assert not _stamp(place).stands()
    monkeypatch.setattr("dieukhoan.cache.digest_of", lambda _: b"other code")
    assert not _stamp(place).stands()


def test_a_change_during_the_build_is_seen(place: Path) -> None:
    stamp = _stamp(place)
    stamp.look(Source(str(place / "van-ban")))
    (place / "van-ban/a.txt").write_text("lúc đang dựng", encoding="utf-8")
    stamp.leave()
    assert not _stamp(place).stands()


def test_a_file_named_itself_counts_with_its_side_file(place: Path) -> None:
    stamp = _stamp(place)
    stamp.look(Source(str(place / "van-ban/a.txt")))
    stamp.leave()
    (place / "van-ban/other.txt").write_text("khác", encoding="utf-8")
    assert _stamp(place).stands()
    (place / "van-ban/a.yml").write_text("so: 1/QĐ", encoding="utf-8")
    assert not _stamp(place).stands()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for folder in ("docs", "van-ban", "rieng"):
        (tmp_path / folder).mkdir()
    shutil.copy(CORPUS / NAME, tmp_path / "van-ban")
    (tmp_path / "docs/gioi-thieu.md").write_text("# Giới thiệu\n\nTrang thử.\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _build(*options: str) -> bool:
    """Builds by the command; whether anything was built."""
    before = Path("build/site").stat().st_ino if Path("build/site").exists() else 0
    assert cli.main(["build", "--date", "2032-01-01", *options]) == 0
    return Path("build/site").stat().st_ino != before


def test_the_command_builds_what_changed_and_nothing_else(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _build() and not _build()
    assert not _build("--timings", "--strict", "--jobs", "2")
    out = capsys.readouterr()
    assert out.out.splitlines()[-1] == str(project / "build/site") and "Tìm tệp đã thay đổi" in out.err
    for name in ("van-ban/x.yml", "docs/gioi-thieu.md", "rieng/main.html", "mkdocs.yml"):
        with Path(name).open("a", encoding="utf-8") as file:
            file.write("\n# thêm\n" if name != "rieng/main.html" else '{% extends "base.html" %}')
        assert _build(), name
        assert not _build(), name
    assert _build("van-ban") and not _build("van-ban")


@pytest.mark.parametrize("doubt", ["a hook", "a variable", "an extension that reads files", "a warning"])
def test_where_there_is_a_doubt_it_builds(project: Path, doubt: str) -> None:
    config = project / "mkdocs.yml"
    if doubt == "a hook":
        (project / "hook.py").write_text("", encoding="utf-8")
        config.write_text(CONFIG + "hooks: [hook.py]\n", encoding="utf-8")
    elif doubt == "a variable":
        config.write_text(CONFIG + "copyright: !ENV [DIEUKHOAN_THU, không]\n", encoding="utf-8")
    elif doubt == "an extension that reads files":
        config.write_text(CONFIG.replace("[attr_list]", "[attr_list, pymdownx.snippets]"), encoding="utf-8")
    else:
        (project / "docs/gioi-thieu.md").write_text("# Giới thiệu\n\n[đi](đâu.md)\n", encoding="utf-8")
    assert _build() and _build()
