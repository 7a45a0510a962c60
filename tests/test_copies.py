"""The same document in several files: one document, the better read used, the other named."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

from dieukhoan import extraction
from dieukhoan.copies import copies
from dieukhoan.model import Document, ParsedSource, SourceText
from dieukhoan.pipeline import collect, generate
from tests.read.word_files import docx, paragraph

LINES = """\
ỦY BAN NHÂN DÂN
TỈNH LÂM GIANG
Số: 12/2031/QĐ-UBND
Lâm Giang, ngày 02 tháng 3 năm 2031
QUYẾT ĐỊNH
Quản lý bến đò
Căn cứ Luật Bến bãi;
Điều 1. Phạm vi
1. Quyết định này áp dụng với mọi bến đò theo Điều 2 của Quyết định này.
Điều 2. Trách nhiệm
1. Sở Bến bãi chủ trì, phối hợp với Công an tỉnh kiểm tra bến đò.
2. Công an tỉnh báo cáo Ủy ban nhân dân tỉnh trước ngày 15/12 hằng năm.
3. Ủy ban nhân dân cấp xã lập danh sách các bến đò trên địa bàn.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn Bình
""".splitlines()
DAY = datetime.date(2032, 1, 1)


def _folder(folder: Path) -> Path:
    folder.mkdir()
    (folder / "a.txt").write_text("\n\n".join(LINES), encoding="utf-8")
    (folder / "b.docx").write_bytes(docx("".join(map(paragraph, LINES))))
    html = "".join(f"<p>{line}</p>" for line in [*LINES, "Cổng thông tin tỉnh"])
    (folder / "c.html").write_text(f"<html><body>{html}</body></html>", encoding="utf-8")
    (folder / "d.txt").write_text("\n\n".join(LINES).replace("12/2031", "13/2031"), encoding="utf-8")
    return folder


def test_one_document_of_three_files_is_read_from_word(tmp_path: Path) -> None:
    knowledge = collect([_folder(tmp_path / "van-ban")], jobs=1)
    library = knowledge.library
    assert [(document.id, document.source) for document in library.documents] == [
        ("lam-giang/2031/12-2031-qd-ubnd", "b.docx"),
        ("lam-giang/2031/13-2031-qd-ubnd", "d.txt"),
    ]
    said = {name: finding for name, finding in library.findings if finding.code == "same-document"}
    assert list(said) == ["a.txt", "c.html"]
    assert "b.docx" in said["a.txt"].message and "bản Word" in said["a.txt"].message
    assert "bỏ: có" in said["a.txt"].hint and "b.docx.yml" in said["a.txt"].hint


def test_the_other_reads_are_parsed_as_ever(tmp_path: Path) -> None:
    knowledge = collect([_folder(tmp_path / "van-ban")], jobs=1)
    found = {item["source"]: item for item in extraction.extractions(knowledge)}
    assert sorted(found) == ["a.txt", "b.docx", "c.html", "d.txt"]
    (copy,), (used,) = found["a.txt"]["documents"], found["b.docx"]["documents"]
    assert copy["id"] == used["id"]
    assert [node["address"] for node in copy["nodes"]] == [node["address"] for node in used["nodes"]]
    targets = [[cited["target"] for cited in item["citations"]] for item in (copy, used)]
    assert targets[0] == targets[1]
    assert copy["citations"][-1]["status"] == "resolved"
    assert [duty["agency"] for duty in copy["duties"]] == [duty["agency"] for duty in used["duties"]] != []
    assert "same-document" in {finding["code"] for finding in found["a.txt"]["findings"]}


def test_the_page_names_all_files_and_the_data_of_all_is_published(tmp_path: Path) -> None:
    pages = generate([_folder(tmp_path / "van-ban")], tmp_path / "out", DAY)
    (page,) = [path for path in pages if path.startswith("van-ban/") and "/12-2031-qd-ubnd" in path]
    content = (tmp_path / "out" / "pages" / page).read_text(encoding="utf-8")
    assert "b.docx" in content and "a.txt<br>c.html" in content
    data = {json.loads(path.read_text("utf-8"))["source"] for path in (tmp_path / "out/data").glob("*.json")}
    assert data == {"a.txt", "b.docx", "c.html", "d.txt"}


TEXT = " ".join(f"từ{number}" for number in range(100))


def _parsed(name: str, kind: str, **facts: str) -> ParsedSource:
    source = SourceText(name, "", (), kind)
    document = Document(facts.pop("id", "lam-giang/2031/10-kh-ubnd"), name, 0, 0, **facts)  # type: ignore[arg-type]
    return ParsedSource(source, (document,))


def _originals(*parsed: ParsedSource, **texts: str) -> dict[str, str]:
    return {copy.name: copy.original for copy in copies(parsed, lambda name: texts.get(name, TEXT))}


def test_what_is_no_copy() -> None:
    word = _parsed("a", "docx", date="2031-03-02", issuer="UBND xã An Bình")
    assert _originals(word, _parsed("b", "pdf", date="2031-03-02", issuer="UBND xã An  Bình")) == {"b": "a"}
    assert _originals(word, _parsed("b", "ocr")) == {"b": "a"}, "what was not read says nothing"
    assert not _originals(word, _parsed("b", "docx")), "of one format: for the editor to settle"
    assert not _originals(word, _parsed("b", "pdf", date="2031-03-03"))
    assert not _originals(word, _parsed("b", "pdf", issuer="UBND xã An Hòa")), "another committee's plan"
    assert not _originals(word, _parsed("b", "pdf", id="lam-giang/2031/11-kh-ubnd"))
    assert not _originals(word, _parsed("b", "pdf"), b=" ".join(TEXT.split()[:60])), "the half of it"


def test_the_best_read_is_used_wherever_it_stands() -> None:
    kinds = ("ocr", "pdf", "text", "html", "doc", "docx")
    parsed = [_parsed(str(number), kind) for number, kind in enumerate(kinds)]
    assert _originals(*parsed) == dict.fromkeys("01234", "5")


def test_many_files_of_one_name_take_linear_time() -> None:
    asked: list[str] = []

    def text(name: str) -> str:
        asked.append(name)
        return f"{name} " * 50

    assert not copies([_parsed(str(number), ("pdf", "docx")[number % 2]) for number in range(60)], text)
    assert len(asked) == len(set(asked)) == 30 + 8, "each is looked up once, and compared with eight"
