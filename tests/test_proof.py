"""Proofs: what was saved has at once the page that a whole build gives it; nothing else is made."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

from dieukhoan.pipeline import generate
from dieukhoan.proof import Proofs

CORPUS = Path(__file__).parent.parent / "corpus"
DAY = datetime.date(2025, 6, 1)
DOCUMENT, OTHER = "114-TB-VP.txt", "05-HD-LDLD.txt"
PAGE = "van-ban/lam-giang/2024/114-tb-vp/"


def _corpus(folder: Path) -> Path:
    folder.mkdir()
    for name in (DOCUMENT, OTHER):
        shutil.copy(CORPUS / name, folder)
    return folder


def test_what_was_saved_is_as_the_whole_makes_it(tmp_path: Path) -> None:
    corpus, out = _corpus(tmp_path / "corpus"), tmp_path / "out"
    generate([corpus], out, DAY, 1)
    proofs = Proofs([corpus], out)
    proofs.remember()
    assert not list(proofs.pages(DAY, ""))

    document = corpus / DOCUMENT
    document.write_text(document.read_text(encoding="utf-8") + "\nCâu thêm vào.\n", encoding="utf-8")
    pages = dict(proofs.pages(DAY, ""))
    generate([corpus], out, DAY, 1)
    assert f"{PAGE}index.md" in pages and not any("05-hd" in path for path in pages)
    assert not list(proofs.pages(DAY, ""))
    assert all((out / "pages" / path).read_bytes() == data for path, data in pages.items())


def test_what_cannot_be_read_stands_as_it_was_with_its_finding(tmp_path: Path) -> None:
    corpus, lasting = _corpus(tmp_path / "corpus"), dict[str, str]()
    proofs = Proofs([corpus], tmp_path / "out", lasting=lasting)
    proofs.remember()
    (corpus / DOCUMENT).write_bytes(b"%PDF-1.7\nto\xcc\xb1rn")
    page = dict(proofs.pages(DAY, ""))[f"{PAGE}index.md"].decode()
    assert "Thông báo" in page and "cần xem lại" in page
