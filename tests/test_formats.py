"""One document in several formats gives one result, where the shared corpora lie beside the repository."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from dieukhoan.assign import assign
from dieukhoan.link import find
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


def _found(*parts: str) -> tuple[Counter[object], ...]:
    """The provisions, citations and duties of a file, each with its place."""
    (source,) = [read(file) for file in discover([_CORPUS.joinpath(*parts)])]
    assert isinstance(source, SourceText), source
    nodes, citations, duties = Counter[object](), Counter[object](), Counter[object]()
    for number, document in enumerate(parse(source).documents):
        nodes.update((number, node.address) for node in document.nodes)
        for cited in find(document, source.text):
            work = cited.work.number if cited.work else ""
            citations[number, cited.at, cited.kind, work, cited.provisions] += 1
        for duty in assign(document, source.text):
            duties[number, duty.at, duty.agency, duty.role] += 1
    return nodes, citations, duties


def test_what_pdf_and_text_of_one_issue_tell_is_the_same() -> None:
    """In all of them together; a table that only the PDF has as one parts them here and there."""
    same, all_found = [0, 0, 0], [0, 0, 0]
    for name in _PAIRS:
        pairs = zip(_found("pdf", f"{name}.pdf"), _found("gazette", f"{name}.txt"), strict=True)
        for at, (printed, copied) in enumerate(pairs):
            same[at] += 2 * (printed & copied).total()
            all_found[at] += printed.total() + copied.total()
    alike = [part / whole for part, whole in zip(same, all_found, strict=True)]
    assert [share >= floor for share, floor in zip(alike, (0.995, 0.99, 0.98), strict=True)] == [True] * 3, (
        alike
    )


def test_a_decree_as_word_file() -> None:
    document = _document("office", "30_2020_ND_CP.docx")
    assert (document.number, document.date, document.issuer) == ("30/2020/NĐ-CP", "2020-03-05", "Chính phủ")
    assert _articles(document) == [f"dieu-{number}" for number in range(1, 39)]
