"""Large files to take along are packed, and their links say so."""

from __future__ import annotations

import io
import zipfile

import pytest

from dieukhoan.page import Page
from dieukhoan.render import takeaway
from dieukhoan.render.routes import Routes

PIECES = ["[1,\n", "2,\n", "“ba”]\n"]


def test_a_small_file_is_as_it_is() -> None:
    page = takeaway.takeaway("trach-nhiem/a.json", PIECES)
    assert page == Page("trach-nhiem/a.json", "", "".join(PIECES).encode())


@pytest.mark.parametrize("most", [0, 5])
def test_a_large_one_is_packed_whole_and_alike_each_time(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(takeaway, "MOST_PLAIN", most)
    page = takeaway.takeaway("trach-nhiem/a.json", PIECES)
    assert page == takeaway.takeaway("trach-nhiem/a.json", PIECES) and page.path == "trach-nhiem/a.json.zip"
    with zipfile.ZipFile(io.BytesIO(page.data)) as archive:
        assert archive.namelist() == ["a.json"] and archive.read("a.json").decode() == "".join(PIECES)


def test_links_tell_how_much_will_be_downloaded() -> None:
    files = [
        ("CSV", Page("trach-nhiem/a.csv", "", bytes(4000))),
        ("JSON", Page("b.zip", "", bytes(7_800_000))),
    ]
    assert takeaway.links("trach-nhiem/index.md", files, Routes([])) == (
        "[CSV](a.csv){download=a.csv} · [JSON (ZIP, 8 MB)](../b.zip){download=b.zip}"
    )
