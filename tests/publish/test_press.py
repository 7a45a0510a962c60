"""Pages made beside MkDocs are, byte for byte, those that MkDocs makes; only what changed is made."""

from __future__ import annotations

import re
import shutil
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import quote

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dieukhoan import cache, pipeline
from dieukhoan.errors import DieuKhoanError
from dieukhoan.model import Document, SourceText
from dieukhoan.publish import press
from dieukhoan.publish.aside import aside
from dieukhoan.publish.site import build_site
from tests.examined import written
from tests.render.drafts import background, long_law, notices, plan, regulation

ROOT = Path(__file__).parents[2]
DOCUMENT = "van-ban/lam-giang/2024/07-qc-ubnd/index.html"
LAW = "van-ban/khong-ro/2023/luat-9-2023/"
SETTINGS = {"date": "2025-06-01"}
HOOK = "def on_post_page(output, page, config):\n    return output\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project's own site over hand-written documents of every kind."""
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    (tmp_path / "corpus").mkdir()
    (tmp_path / "mkdocs.yml").write_text((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), encoding="utf-8")
    _show(monkeypatch, regulation(), plan(), background(), long_law(), *notices(12))
    return tmp_path


def _show(monkeypatch: pytest.MonkeyPatch, *drafts: tuple[SourceText, Document]) -> None:
    """Lets the pipeline find these documents."""
    monkeypatch.setattr(pipeline, "Examination", written(*drafts))


def _files(site: Path) -> dict[str, bytes]:
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def _built(project: Path, **settings: object) -> dict[str, bytes]:
    return _files(build_site(project / "mkdocs.yml", {**SETTINGS, **settings}, strict=True))


def _configure(project: Path, more: str) -> None:
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(more)


@pytest.mark.parametrize("more", ["", "\nsite_url: https://a.example/thu/\n"])
def test_pages_are_those_of_mkdocs(project: Path, more: str) -> None:
    _configure(project, more)
    aside = _built(project)
    (project / "hook.py").write_text(HOOK, encoding="utf-8")
    _configure(project, "\nhooks: [hook.py]\n")  # another one speaks of pages: all go MkDocs' way
    shutil.rmtree(project / "build")
    through = _built(project)
    assert aside.keys() == through.keys() and f"{LAW}chuong-ii/index.html" in aside
    aside.pop("sitemap.xml.gz", None)  # holds the time of the build
    for name, data in aside.items():
        if name == "sitemap.xml":  # MkDocs tells of its own pages first
            assert sorted(data.splitlines()) == sorted(through[name].splitlines())
        else:
            assert data == through[name], name


def test_pages_made_in_other_processes_are_the_same(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = _built(project, jobs=1)
    shutil.rmtree(project / "build")
    monkeypatch.setattr(press, "_FEW", 0)
    assert _built(project, jobs=2) == alone


def test_unchanged_pages_are_the_same_files(project: Path) -> None:
    first = _built(project)
    site = project / "build/site"
    before = (site / DOCUMENT).stat().st_ino
    assert _built(project) == first
    assert (site / DOCUMENT).stat().st_ino == before


def test_another_code_makes_every_page_anew(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = _built(project)
    before = (project / "build/site" / DOCUMENT).stat().st_ino
    monkeypatch.setattr(cache, "digest_of", lambda _: b"another")
    assert _built(project) == first
    assert (project / "build/site" / DOCUMENT).stat().st_ino != before


def test_a_build_after_a_change_is_that_of_an_empty_cache(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _built(project)
    _show(monkeypatch, regulation(), plan(), long_law(), *notices(9))
    _configure(project, "\nextra_css: [rieng.css]\n")  # every page changes
    (project / "docs/rieng.css").write_text("p{}", encoding="utf-8")
    after = _built(project)
    shutil.rmtree(project / "build")
    assert _built(project) == after


@pytest.mark.parametrize("folder", ["site", "cache/site/html"])
def test_a_file_changed_in_place_is_made_anew(project: Path, folder: str) -> None:
    first = _built(project)
    name = DOCUMENT if folder == "site" else f"{DOCUMENT.removesuffix('.html')}.md.html"
    with (project / "build" / folder / name).open("ab") as file:
        file.write(b"x")
    assert _built(project) == first


@pytest.mark.parametrize("damage", [b"", b"rubbish", None])
def test_a_damaged_cache_is_no_cache(project: Path, damage: bytes | None) -> None:
    first = _built(project)
    for name in ("index", "facts"):
        path = project / "build/cache/site" / name
        if damage is None:
            path.unlink()
        else:
            path.write_bytes(damage)
    assert _built(project) == first


def test_lost_facts_of_pages_are_found_anew(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where other pages changed meanwhile, and links are to be looked at."""
    _built(project)
    (project / "build/cache/site/facts").write_bytes(b"rubbish")
    _show(monkeypatch, regulation(), plan(), long_law(), *notices(9))
    after = _built(project)
    shutil.rmtree(project / "build")
    assert _built(project) == after


def test_pages_that_are_gone_leave_the_cache(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _built(project)
    _show(monkeypatch, regulation())
    _built(project)
    html = project / "build/cache/site/html/van-ban"
    assert not (html / "khong-ro").exists() and (html / "lam-giang").is_dir()


def test_a_link_that_leads_nowhere_is_said_at_each_build(
    project: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Also when not the page with the link changed, but the one it leads to."""
    begin, law = pipeline.begin, project / "build/pages" / LAW / "index.md"

    def linking(*arguments: Any, **options: Any) -> object:
        found = begin(*arguments, **options)
        with law.open("a", encoding="utf-8") as file:
            file.write("\n[Chỗ](../../../../them.md#cho)\n")
        return found

    monkeypatch.setattr(pipeline, "begin", linking)
    _configure(project, "\nnot_in_nav: them.md\n")
    page = project / "docs/them.md"
    page.write_text("# Thêm\n\n## Chỗ {: #cho }\n", encoding="utf-8")
    _built(project)
    page.write_text("# Thêm\n", encoding="utf-8")
    _complains(project, caplog, "does not contain an anchor '#cho'")
    page.unlink()
    _complains(project, caplog, "'them.md' is not found")
    monkeypatch.setattr(pipeline, "begin", begin)
    _built(project)


def _complains(project: Path, caplog: pytest.LogCaptureFixture, words: str) -> None:
    for _ in range(2):
        caplog.clear()
        with pytest.raises(DieuKhoanError, match="giữ nguyên"):
            _built(project)
        assert words in caplog.text


def test_a_template_that_looks_into_pages_is_asked_for_each_of_them(project: Path) -> None:
    """A theme of one's own may make of a page what no shell can know of."""
    (project / "own").mkdir()
    template = "{{ page.title | upper }}: {{ page.content | length }}"
    (project / "own/main.html").write_text(template, encoding="utf-8")
    config = (project / "mkdocs.yml").read_text(encoding="utf-8")
    config = config.replace("  name: material\n", "  name: material\n  custom_dir: own\n")
    (project / "mkdocs.yml").write_text(config, encoding="utf-8")
    site = _built(project)
    first, second = (site[f"{LAW}{chapter}/index.html"].decode() for chapter in ("chuong-i", "chuong-ii"))
    assert first.startswith("CHƯƠNG I ") and int(first.rpartition(": ")[2]) > 1000
    assert second.startswith("CHƯƠNG II ") and first.rpartition(": ")[2] != second.rpartition(": ")[2]


def test_the_pictures_of_the_header_stand_once_in_the_site(project: Path) -> None:
    config = (project / "mkdocs.yml").read_text(encoding="utf-8")
    config = config.replace("logo: material/scale-balance", "logo: material/school")
    (project / "mkdocs.yml").write_text(config, encoding="utf-8")
    site = _built(project)
    page, style = site[DOCUMENT].decode(), site["assets/dieukhoan/icons.css"].decode()
    shown = set(re.findall(r'class="dk-picture ([\w-]+)"', page))
    assert shown == set(re.findall(r"^\.([\w-]+) \{ +--dk-picture", style, re.MULTILINE))
    assert len(shown) == 4 and "<svg" not in page
    school = resources.files("material").joinpath("templates/.icons/material/school.svg").read_text("utf-8")
    assert quote(school.strip()) in style


BLOCKS = [
    "<ul>\n<li>một</li>\n</ul>",
    '<div class="a"><div id="b">hai</div>\n<p>ba &amp; bốn &lt;b&gt;</p>\n</div>',
    "<p>năm</p> <p>sáu</p>",
    "<div>bảy",
    "<details><summary>*tám*</summary>\n    chín\n</details> mười",
    "<table>\n<tr><td>`một`</td></tr>\n</table>",
    "</div>",
]


@given(
    st.lists(
        st.sampled_from(
            [*BLOCKS, "một *hai*", "# Ba", "- bốn", "    năm", "sáu <b>bảy</b>", "zq0qz", "zqq1qz"]
        )
    )
)
def test_raw_html_that_is_kept_out_of_markdown_comes_back_as_markdown_leaves_it(blocks: list[str]) -> None:
    text = "\n\n".join(["đầu", *blocks]) + "\n"
    taken = aside(text)
    assert taken.back(markdown.markdown(taken.text)) == markdown.markdown(text)


def test_whole_blocks_are_kept_out() -> None:
    taken = aside("đầu\n\n" + "\n\n".join(BLOCKS) + "\n")
    assert taken.blocks == (BLOCKS[0], BLOCKS[1], BLOCKS[5]) and taken.anchors() == {"b"}
