"""Writing pages and swapping sites: exactly what is wanted, never a broken site for a whole one."""

from __future__ import annotations

from pathlib import Path

import pytest

from dieukhoan import pipeline
from dieukhoan.errors import DieuKhoanError
from dieukhoan.publish.site import build_site
from dieukhoan.publish.staging import Staging
from tests.examined import written
from tests.render.drafts import regulation

CONFIG = """
site_name: Thử
docs_dir: docs
site_dir: build/site
theme: {name: material, language: vi, font: false}
plugins: [{dieukhoan: {corpus: corpus, date: "2025-06-01"}}]
markdown_extensions: [attr_list]
validation: {links: {not_found: warn, anchors: warn}}
"""

BUILT = ["cache", "data", "pages", "search", "site"]


def test_staging(tmp_path: Path) -> None:
    site = tmp_path / "site"
    staging = Staging(site)
    (staging.begin() / "a.html").write_text("một", encoding="utf-8")
    staging.commit()
    assert (site / "a.html").read_text(encoding="utf-8") == "một"
    (staging.begin() / "b.html").write_text("hai", encoding="utf-8")
    staging.discard()
    assert [path.name for path in site.iterdir()] == ["a.html"]
    (staging.begin() / "c.html").write_text("ba", encoding="utf-8")
    staging.commit()
    assert [path.name for path in site.iterdir()] == ["c.html"]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_staging_mends_a_stopped_swap(tmp_path: Path) -> None:
    site = tmp_path / "site"
    old = tmp_path / "site.cu"
    old.mkdir()
    (old / "a.html").write_text("cũ", encoding="utf-8")
    staging = Staging(site)
    staging.begin()
    assert (site / "a.html").exists()
    staging.discard()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project whose pipeline gives one hand-written regulation."""

    monkeypatch.setattr(pipeline, "Examination", written(regulation()))
    (tmp_path / "docs").mkdir()
    (tmp_path / "corpus").mkdir()
    (tmp_path / "docs" / "gioi-thieu.md").write_text("# Giới thiệu\n\nTrang thử.\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    return tmp_path


def test_builds_and_replaces(project: Path) -> None:
    site = build_site(project / "mkdocs.yml", {}, strict=True)
    assert site == project / "build" / "site"
    page = site / "van-ban/lam-giang/2024/07-qc-ubnd/index.html"
    assert 'id="dieu-1-khoan-2-diem-dd"' in page.read_text(encoding="utf-8")
    assert page.with_name("index.md").is_file() and any((site / "data").glob("*.json"))
    assert "<script>alert" not in page.read_text(encoding="utf-8")
    (site / "leftover.html").write_text("cũ", encoding="utf-8")
    build_site(project / "mkdocs.yml", {}, strict=True)
    assert not (site / "leftover.html").exists()
    assert sorted(path.name for path in (project / "build").iterdir()) == BUILT


def test_without_an_address_the_site_fits_any_folder(project: Path) -> None:
    site = build_site(project / "mkdocs.yml", {}, strict=True)
    assert not (site / "sitemap.xml").exists()
    missing = (site / "404.html").read_text(encoding="utf-8")
    assert '<base href="/">' in missing and 'href="van-ban/"' in missing
    config = (project / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text(config + "site_url: https://a.example/thu/\n", encoding="utf-8")
    site = build_site(project / "mkdocs.yml", {}, strict=True)
    assert "https://a.example/thu/van-ban/" in (site / "sitemap.xml").read_text(encoding="utf-8")
    missing = (site / "404.html").read_text(encoding="utf-8")
    assert "<base" not in missing and 'href="/thu/van-ban/"' in missing


def test_building_twice_gives_the_same_bytes(project: Path) -> None:
    def contents() -> dict[str, bytes]:
        return {
            str(path.relative_to(folder)): path.read_bytes()
            for folder in (project / "build/pages", project / "build/site")
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.suffix in {".md", ".html", ".json"}
        }

    build_site(project / "mkdocs.yml", {})
    first = contents()
    build_site(project / "mkdocs.yml", {})
    assert contents() == first


def test_a_failed_build_never_touches_the_published_site(project: Path) -> None:
    site = build_site(project / "mkdocs.yml", {}, strict=True)
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    broken = project / "docs" / "hỏng.md"
    broken.write_text("[đi](không-có.md) [chỗ](gioi-thieu.md#không-có)\n", encoding="utf-8")
    with pytest.raises(DieuKhoanError, match="giữ nguyên"):
        build_site(project / "mkdocs.yml", {}, strict=True)
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before
    assert sorted(path.name for path in (project / "build").iterdir()) == BUILT


def test_configuration_errors_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DieuKhoanError, match=r"mkdocs\.yml"):
        build_site(tmp_path / "mkdocs.yml", {})
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: Thử\n", encoding="utf-8")
    with pytest.raises(DieuKhoanError, match="plugin"):
        build_site(tmp_path / "mkdocs.yml", {})
