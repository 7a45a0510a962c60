"""Finding and loading files."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from dieukhoan.errors import DieuKhoanError
from dieukhoan.findings import Severity
from dieukhoan.model import SourceText
from dieukhoan.read import SourceFile, Unreadable, discover, read, read_bytes


def _write(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("Điều 1. Phạm vi", encoding="utf-8")


def test_a_folder_is_read_recursively_in_order_of_names(tmp_path: Path) -> None:
    _write(tmp_path, "b.txt", "a/z.md", "a/b/c.html", "A.TXT", "không-đuôi")
    assert [file.name for file in discover([tmp_path])] == [
        "A.TXT",
        "a/b/c.html",
        "a/z.md",
        "b.txt",
        "không-đuôi",
    ]


def test_what_is_no_document_is_left_out(tmp_path: Path) -> None:
    _write(
        tmp_path,
        *(
            ".git/config",
            ".an.txt",
            "~$quy-che.docx",
            "mkdocs.yml",
            "manifest.json",
            "Thumbs.db",
            "ghi-chu.txt~",
        ),
        *("trang.html", "trang_files/khung.html", "phu-luc_files/a.txt"),
    )
    assert [file.name for file in discover([tmp_path])] == ["phu-luc_files/a.txt", "trang.html"]


def test_a_file_given_directly_has_its_own_name_and_is_always_taken(tmp_path: Path) -> None:
    _write(tmp_path, "sâu/hơn/.quy-che.json")
    assert [file.name for file in discover([str(tmp_path / "sâu/hơn/.quy-che.json")])] == [".quy-che.json"]


def test_no_file_is_taken_twice(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt", "b.txt")
    assert [file.name for file in discover([tmp_path / "b.txt", tmp_path])] == ["b.txt", "a.txt"]


def test_names_are_in_nfc(tmp_path: Path) -> None:
    _write(tmp_path, unicodedata.normalize("NFD", "hà-nội/kế-hoạch.txt"))
    assert [file.name for file in discover([tmp_path])] == ["hà-nội/kế-hoạch.txt"]


def test_a_path_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DieuKhoanError, match="khong-co"):
        discover([tmp_path / "khong-co"])


def test_a_file_that_vanished_is_a_finding(tmp_path: Path) -> None:
    result = read(SourceFile(tmp_path / "mất.txt", "mất.txt"))
    assert isinstance(result, Unreadable)
    assert (result.name, result.finding.code, result.finding.severity) == (
        "mất.txt",
        "file-missing",
        Severity.ERROR,
    )
    assert result.finding.hint


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every file")
def test_a_file_that_may_not_be_read_is_a_finding(tmp_path: Path) -> None:
    _write(tmp_path, "kín.txt")
    (tmp_path / "kín.txt").chmod(0)
    result = read(SourceFile(tmp_path / "kín.txt", "kín.txt"))
    assert isinstance(result, Unreadable)
    assert result.finding.code == "file-forbidden"


def test_what_the_disk_refuses_is_a_finding(tmp_path: Path) -> None:
    result = read(SourceFile(tmp_path, "thư-mục"))
    assert isinstance(result, Unreadable)
    assert result.finding.code == "file-unreadable"


def test_the_digest_is_of_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a")
    result = read(SourceFile(tmp_path / "a.txt", "a.txt"))
    assert not isinstance(result, Unreadable)
    assert result.digest == "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("bang.xlsx", "Điều 1. Phạm vi", "chữ thuần"),
        ("quy-che.DOC", "<html><body><p>Điều 1. Phạm vi</p></body></html>", "trang web"),
        ("12.2031.QĐ-UBND", "Điều 1. Phạm vi", ""),
        ("quy-che.md", "**Điều 1.** Phạm vi", ""),
    ],
)
def test_a_text_under_the_name_of_another_format_is_read_and_reported(
    name: str, content: str, kind: str
) -> None:
    result = read_bytes(name, content.encode())
    assert isinstance(result, SourceText) and result.text == "Điều 1. Phạm vi"
    told = [finding.message for finding in result.findings if finding.code == "false-suffix"]
    assert [kind in message for message in told] == ([True] if kind else [])


@pytest.mark.parametrize(
    ("name", "code"),
    [("quy-che.docx", "file-damaged"), ("quy-che.PDF", "file-damaged"), ("quy-che", "file-binary")],
)
def test_what_holds_something_else_than_its_name_says_is_damaged(name: str, code: str) -> None:
    found = read_bytes(name, bytes(range(256)) * 9)
    assert isinstance(found, Unreadable) and found.finding.code == code
