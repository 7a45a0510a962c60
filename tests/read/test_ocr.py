"""Scans: what Tesseract recognises as lines, and what is said where it cannot."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dieukhoan.cache import Cache
from dieukhoan.examination import Examination
from dieukhoan.joining import joined
from dieukhoan.model import SourceText
from dieukhoan.progress import Progress
from dieukhoan.publish.site import build_site
from dieukhoan.read import Unreadable, discover, ocr, read_bytes
from dieukhoan.workers import Processes
from tests.read.pdf_files import PICTURE, pdf, text
from tests.read.scans import CHROMIUM, Scan, scan

PNG = b"\x89PNG\r\n\x1a\n"
HEAD = "level page_num block_num par_num line_num word_num left top width height conf text".replace(" ", "\t")
STUB = """#!{python}
import sys
if sys.argv[1] == "--version":
    print("tesseract 5.3")
elif sys.argv[1] == "--list-langs":
    print('List of available languages in "/x" (1):\\n{language}')
else:
    sys.stdin.buffer.read()
    print({table!r})
    sys.exit({status})
"""


def _table(*lines: list[tuple[str, int]], step: int = 60) -> str:
    """Tesseract's table of a page of 1190 by 1684 dots; each line is words with their confidence."""
    rows = [HEAD, "1\t1\t0\t0\t0\t0\t0\t0\t1190\t1684\t-1\t"]
    for number, words in enumerate(lines, 1):
        top = 400 + step * number
        rows.append(f"4\t1\t1\t1\t{number}\t0\t160\t{top}\t900\t30\t-1\t")
        left = 160
        for place, (word, confidence) in enumerate(words, 1):
            width = 14 * len(word)
            rows.append(f"5\t1\t1\t1\t{number}\t{place}\t{left}\t{top}\t{width}\t30\t{confidence}\t{word}")
            left += width + 10
    return "\n".join(rows)


DOUBTFUL = _table(
    [("Điều", 96), ("1.", 91), ("Phạm", 95), ("vi", 97)], [("Bến", 93), ('"Sao"', 41), ("x", 80)]
)


@pytest.fixture
def tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A program in place of Tesseract, none at first."""
    monkeypatch.setenv("PATH", str(tmp_path))
    ocr.installed.cache_clear()
    yield tmp_path / "tesseract"
    ocr.installed.cache_clear()


def _install(program: Path, table: str = DOUBTFUL, language: str = "vie", status: int = 0) -> None:
    program.write_text(
        STUB.format(python=sys.executable, table=table, language=language, status=status), encoding="utf-8"
    )
    program.chmod(0o755)
    ocr.installed.cache_clear()


def _code(data: bytes, recognises: bool) -> str:
    result = read_bytes("x", data, recognises)
    assert isinstance(result, Unreadable) and result.finding.hint
    return result.finding.code


def _read(data: bytes) -> SourceText:
    result = read_bytes("x", data, recognises=True)
    assert isinstance(result, SourceText), result
    return result


posix = pytest.mark.skipif(os.name != "posix", reason="the program in its place is a script with #!")


@posix
@pytest.mark.parametrize("data", [PNG, b"\xff\xd8\xff\xe0", b"II*\0", b"MM\0*", pdf(PICTURE)])
def test_a_line_is_as_sure_as_its_weakest_word(data: bytes, tesseract: Path) -> None:
    _install(tesseract)
    source = _read(data)
    assert source.text.splitlines() == ["Điều 1. Phạm vi", 'Bến "Sao" x']
    assert [line.confidence for line in source.lines] == [91, 41]
    read, doubtful = source.findings
    assert (read.code, doubtful.code) == ("ocr-read", "ocr-doubtful")
    assert "1 trang" in read.message and "41 %" in doubtful.message
    assert source.text[doubtful.start : doubtful.end] == 'Bến "Sao" x'
    assert source.format == "ocr"


@posix
def test_words_that_overlap_stay_apart(tesseract: Path) -> None:
    rows = [HEAD, "1\t1\t0\t0\t0\t0\t0\t0\t1190\t1684\t-1\t", "4\t1\t1\t1\t1\t0\t160\t400\t200\t30\t-1\t"]
    rows += ["5\t1\t1\t1\t1\t1\t160\t400\t60\t30\t90\tkhoản", "5\t1\t1\t1\t1\t2\t212\t400\t60\t30\t90\tnày"]
    _install(tesseract, "\n".join(rows))
    assert _read(PNG).text == "khoản này"


@posix
def test_pages_with_text_and_scans_of_one_file(tesseract: Path) -> None:
    printed = text("Điều 9. Hiệu lực thi hành của quy chế", 80, 600)
    _install(tesseract)
    source = _read(pdf(PICTURE, printed, printed))
    assert source.text.startswith("Điều 1. Phạm vi") and "Điều 9. Hiệu lực" in source.text
    assert source.format == "pdf"
    _install(tesseract, status=1)
    (finding,) = _read(pdf(PICTURE, printed)).findings
    assert finding.code == "ocr-failed-pages" and finding.message.endswith(": 1.")
    tesseract.unlink()
    ocr.installed.cache_clear()
    assert [finding.code for finding in _read(pdf(PICTURE, printed)).findings] == [
        "ocr-missing",
        "pdf-scanned-pages",
    ]


@posix
def test_what_is_missing_is_named_with_the_command_that_installs_it(tesseract: Path) -> None:
    for data in (PNG, pdf(PICTURE)):
        result = read_bytes("x", data, recognises=True)
        assert isinstance(result, Unreadable) and "chưa cài Tesseract" in result.finding.message
        assert "apt-get install tesseract-ocr tesseract-ocr-vie" in result.finding.hint
    _install(tesseract, language="eng")
    result = read_bytes("x", PNG, recognises=True)
    assert isinstance(result, Unreadable) and "tiếng Việt" in result.finding.message


@posix
def test_pictures_that_cannot_be_read(tesseract: Path) -> None:
    _install(tesseract, status=1)
    assert _code(PNG, recognises=True) == "ocr-failed"
    assert _code(pdf(PICTURE), recognises=True) == "ocr-failed"
    _install(tesseract, table=_table())
    assert _code(PNG, recognises=True) == "no-text"


@pytest.mark.parametrize(("data", "code"), [(PNG, "image"), (pdf(PICTURE), "pdf-scan")])
def test_nothing_is_recognised_unasked(data: bytes, code: str) -> None:
    result = read_bytes("x", data)
    assert isinstance(result, Unreadable) and result.finding.code == code and "--ocr" in result.finding.hint


@posix
def test_the_option_and_the_program_belong_to_the_key(tesseract: Path, tmp_path: Path) -> None:
    folder = tmp_path / "van-ban"
    folder.mkdir()
    (folder / "scan.png").write_bytes(PNG)
    cache = Cache(tmp_path / "cache")

    def codes(asked: bool) -> list[str]:
        found = Examination(discover([folder]), cache, Processes(1), asked)
        return [finding.code for _, finding in joined(found, Progress()).library.findings]

    assert codes(False) == ["image"]
    assert codes(True) == ["ocr-missing"]
    _install(tesseract)
    assert "ocr-read" in codes(True), "what is installed since is used"
    assert codes(False) == ["image"]


@posix
def test_a_site_whose_file_asks_for_recognition(tesseract: Path, tmp_path: Path) -> None:
    _install(tesseract)
    folder = tmp_path / "trang"
    (folder / "corpus").mkdir(parents=True)
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("# Trang\n", encoding="utf-8")
    (folder / "corpus" / "scan.png").write_bytes(PNG)
    settings = "plugins:\n  - dieukhoan:\n      ocr: true\n      jobs: 1\n"
    (folder / "mkdocs.yml").write_text(f"site_name: Trang\ntheme: material\n{settings}", encoding="utf-8")
    site = build_site(folder / "mkdocs.yml", {"date": "2031-01-01"})
    assert any("Bến &quot;Sao&quot;" in page.read_text("utf-8") for page in site.rglob("*.html"))


# What a real Tesseract makes of a page.

PAGE = """
<div style="display: flex; justify-content: space-between; text-align: center">
<div>ỦY BAN NHÂN DÂN<br><b>TỈNH LÂM GIANG</b><br>Số: 45/2031/QĐ-UBND</div>
<div><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><br>Độc lập - Tự do - Hạnh phúc<br>
<i>Lâm Giang, ngày 12 tháng 5 năm 2031</i></div></div>
<p style="text-align: center"><b>QUYẾT ĐỊNH<br>Về việc quản lý bến thuyền</b></p>
<p><b>Điều 5. Trách nhiệm của chủ bến</b></p>
<p>2. Chủ bến báo cáo Ủy ban nhân dân xã trước ngày 15 hằng tháng theo khoản 3 Điều 7 của Quy chế này.</p>
"""


@pytest.fixture(scope="module")
def page() -> Scan:
    if ocr.lacking() is not None:
        pytest.skip("Tesseract with Vietnamese data is not installed: tesseract-ocr tesseract-ocr-vie")
    if not Path(CHROMIUM).exists():
        pytest.skip("chromium, which prints the page, is not installed")
    return scan(PAGE)


@pytest.mark.browser
@pytest.mark.parametrize("kind", ["png", "pdf"])
def test_a_scanned_page_is_read_as_it_is_printed(page: Scan, kind: str) -> None:
    source = _read(page.png() if kind == "png" else pdf(page.content()))
    lines = source.text.splitlines()
    assert lines[:3] == ["ỦY BAN NHÂN DÂN", "TỈNH LÂM GIANG", "Số: 45/2031/QĐ-UBND"]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in lines[3:5]
    assert "Điều 5. Trách nhiệm của chủ bến" in lines
    assert "trước ngày 15 hằng tháng theo khoản 3 Điều 7" in " ".join(lines)
    assert "ocr-read" in {finding.code for finding in source.findings}
