"""A site of one's own: made, built at once, and never over something that is there."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from dieukhoan.cli import main

ROOT = Path(__file__).parents[2]


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    site = tmp_path / "trang của tôi"
    assert main(["new", str(site)]) == 0
    shown = capsys.readouterr().out
    assert f"cd '{site}'" in shown and "dieukhoan build" in shown
    monkeypatch.chdir(site)
    return site


@pytest.mark.slow
def test_a_new_site_builds_at_once(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--strict", "--jobs", "1"]) == 0, capsys.readouterr().err
    page = (made / "build/site/van-ban/lam-giang/2025/01-qc-vp/index.html").read_text(encoding="utf-8")
    assert 'id="dieu-2-khoan-2-diem-b"' in page and "Người biên tập sửa" in page
    assert "phòng máy" not in page
    assert (made / "build/site/gioi-thieu/index.html").is_file()


def test_check_takes_the_documents_of_the_site(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    del made
    assert main(["check", "--strict", "--jobs", "1"]) == 0
    assert "1 tệp, 1 văn bản: 1 chỗ lưu ý." in capsys.readouterr().out


def test_nothing_is_overwritten(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in made.rglob("*") if path.is_file()}
    assert main(["new", str(made)]) == 2
    assert "không trống" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in made.rglob("*") if path.is_file()} == before
    assert main(["new", str(made / "mkdocs.yml")]) == 2


def test_a_new_site_looks_like_this_one(made: Path) -> None:
    own, new = (
        yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8")) for folder in (ROOT, made)
    )
    for setting in ("theme", "markdown_extensions", "validation", "use_directory_urls"):
        assert new[setting] == own[setting], setting
    assert [entry for entry in own["nav"] if entry not in new["nav"]] == [
        {"Hướng dẫn": "huong-dan.md"},
        {"An toàn": "an-toan.md"},
    ]
