"""Reading real files, where the shared corpora lie beside the repository."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from pathlib import Path

import pytest

from dieukhoan.model import SourceText
from dieukhoan.read import discover, read

_SHARED = Path(__file__).resolve().parents[2].parent / "shared"
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.slow,
    pytest.mark.skipif(not _SHARED.is_dir(), reason="the shared corpora are not beside the repository"),
]
_PORTAL_WORDS = re.compile(
    r"THƯ VIỆN PHÁP LUẬT|Tiếng Anh$|Thành viên Pro|^Đang tải văn bản|^Cập nhật:|^Tình trạng:"
)


def _read_all(*parts: str) -> list[SourceText]:
    results = [read(file) for file in discover([_SHARED.joinpath(*parts)])]
    assert all(isinstance(result, SourceText) for result in results)
    return [result for result in results if isinstance(result, SourceText)]


def _shown(source: SourceText) -> list[str]:
    return [
        source.text[line.start : line.end]
        for line in source.lines
        if not line.furniture and line.end > line.start
    ]


def test_every_text_and_page_is_read() -> None:
    for folder in ("regulations", "portal-text", "gazette", "portal-html"):
        for source in _read_all("corpus", folder):
            assert unicodedata.is_normalized("NFC", source.text)
            assert _shown(source)


def test_copies_of_portal_pages_begin_and_end_with_the_document() -> None:
    sources = _read_all("corpus", "portal-text")
    assert len(sources) == 264
    begin_well = 0
    for source in sources:
        lines = _shown(source)
        begin_well += lines[0].isupper()
        assert not [line for line in lines if _PORTAL_WORDS.search(line)], source.name
        if "Số hiệu:" in source.text:
            stated = source.stated
            assert all(
                (stated.number, stated.type, stated.date, stated.issuer, stated.signer, stated.title)
            ), source.name
    assert begin_well >= 263  # one is a page of questions and answers


def test_pages_of_the_national_portal_have_its_paragraphs() -> None:
    """Paragraphs that the portal labels, as lines, as cells of a table, or cut where the page has a break."""
    found = expected = 0
    with gzip.open(_SHARED / "structure/vbpl_gold.jsonl.gz", "rt", encoding="utf-8") as gold:
        labels = {item["file"]: item["blocks"] for item in map(json.loads, gold)}
    for source in _read_all("structure", "html"):
        lines = set(re.split(r"[\n\t\v]", source.text))
        running = _plain(source.text)
        for block in labels[source.name]:
            text = _plain(block["t"])
            if text:
                expected += 1
                found += text in lines
                assert text in running, (source.name, text)
    assert expected > 8000
    assert found / expected > 0.99


def _plain(text: str) -> str:
    invisible = str.maketrans("", "", "\u200b\u00ad\ufeff")
    return " ".join(unicodedata.normalize("NFC", text.translate(invisible)).split())


def test_a_decree_in_word_has_all_of_its_articles() -> None:
    sources = {source.name: source for source in _read_all("corpus", "office", "30_2020_ND_CP.docx")}
    lines = _shown(sources["30_2020_ND_CP.docx"])
    articles = [line.split(".")[0] for line in lines if re.match(r"Điều \d+\.", line)]
    assert articles == [f"Điều {number}" for number in range(1, 39)]
    assert lines[:3] == ["CHÍNH PHỦ", "Số: 30/2020/NĐ-CP", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
