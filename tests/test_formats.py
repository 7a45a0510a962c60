"""One document in several formats gives one result, where the shared corpora lie beside the repository."""

from __future__ import annotations

import subprocess
from collections import Counter
from pathlib import Path

import pytest

from dieukhoan.assign import assign
from dieukhoan.link import find
from dieukhoan.model import Document, Kind, SourceText
from dieukhoan.parse import parse
from dieukhoan.read import discover, office, read

_CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
_PAIRS = sorted(
    path.stem for path in _CORPUS.glob("pdf/*.pdf") if (_CORPUS / "gazette" / f"{path.stem}.txt").exists()
)
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.slow,
    pytest.mark.skipif(not _PAIRS, reason="the shared corpora are not beside the repository"),
]


_with_office = pytest.mark.skipif(not office.program(), reason="LibreOffice is not installed")


def _source(path: Path) -> SourceText:
    (source,) = [read(file) for file in discover([path])]
    assert isinstance(source, SourceText), source
    return source


def _document(*parts: str) -> Document:
    return parse(_source(_CORPUS.joinpath(*parts))).documents[0]


def _articles(document: Document) -> list[str]:
    return [node.address for node in document.nodes if node.kind is Kind.ARTICLE]


@pytest.mark.parametrize("name", _PAIRS)
def test_a_gazette_issue_as_pdf_and_as_text(name: str) -> None:
    printed, copied = _document("pdf", f"{name}.pdf"), _document("gazette", f"{name}.txt")
    for fact in ("type", "number", "date", "issuer", "place", "title", "signers"):
        assert getattr(printed, fact) == getattr(copied, fact), fact
    assert _articles(printed) == _articles(copied)


def _found(source: SourceText) -> tuple[Counter[object], ...]:
    """The provisions, citations and duties of a file, each with its place."""
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
        formats = _CORPUS / f"pdf/{name}.pdf", _CORPUS / f"gazette/{name}.txt"
        pairs = zip(*(_found(_source(path)) for path in formats), strict=True)
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


@_with_office
@pytest.mark.parametrize("number", range(1, 7))
def test_an_annex_in_both_formats_of_word(number: int) -> None:
    """Saved twice by its issuer: every line is the same, and so is all that is found in it."""
    new, old = (_source(_CORPUS / "office" / f"Phuluc{number}{suffix}") for suffix in (".docx", ".doc"))
    assert (new.format, old.format) == ("docx", "doc")
    assert new.text == old.text
    assert _found(new) == _found(old)


@_with_office
@pytest.mark.parametrize("kind", ["doc", "odt", "rtf"])
def test_a_decree_saved_in_other_formats(kind: str, tmp_path: Path) -> None:
    original = _CORPUS / "office" / "30_2020_ND_CP.docx"
    command = [office.program(), "--headless", f"-env:UserInstallation={(tmp_path / 'ho-so').as_uri()}"]
    command += ["--convert-to", kind, "--outdir", str(tmp_path), str(original)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    saved = _source(tmp_path / f"{original.stem}.{kind}")
    assert saved.format == kind
    assert saved.text == _source(original).text
    assert _found(saved) == _found(_source(original))
