"""One document in several formats gives one result, where the shared corpora lie beside the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from dieukhoan.model import Document, Kind, SourceText
from dieukhoan.parse import parse
from dieukhoan.read import discover, read

_CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
_PAIRS = sorted(
    path.stem for path in _CORPUS.glob("pdf/*.pdf") if (_CORPUS / "gazette" / f"{path.stem}.txt").exists()
)
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.slow,
    pytest.mark.skipif(not _PAIRS, reason="the shared corpora are not beside the repository"),
]


def _document(*parts: str) -> Document:
    (source,) = [read(file) for file in discover([_CORPUS.joinpath(*parts)])]
    assert isinstance(source, SourceText), source
    return parse(source).documents[0]


def _articles(document: Document) -> list[str]:
    return [node.address for node in document.nodes if node.kind is Kind.ARTICLE]


@pytest.mark.parametrize("name", _PAIRS)
def test_a_gazette_issue_as_pdf_and_as_text(name: str) -> None:
    printed, copied = _document("pdf", f"{name}.pdf"), _document("gazette", f"{name}.txt")
    for fact in ("type", "number", "date", "issuer", "place", "title", "signers"):
        assert getattr(printed, fact) == getattr(copied, fact), fact
    assert _articles(printed) == _articles(copied)


def test_a_decree_as_word_file() -> None:
    document = _document("office", "30_2020_ND_CP.docx")
    assert (document.number, document.date, document.issuer) == ("30/2020/NĐ-CP", "2020-03-05", "Chính phủ")
    assert _articles(document) == [f"dieu-{number}" for number in range(1, 39)]
