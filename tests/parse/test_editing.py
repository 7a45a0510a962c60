"""The editor's word on documents: facts flow on, texts change their kind, some are held back."""

from __future__ import annotations

from dataclasses import replace

from dieukhoan.editing import DocumentEdits, Edits, Fact
from dieukhoan.model import ParsedSource
from dieukhoan.parse import parse
from tests.read.reading import source

TEXT = """\
ỦY BAN NHÂN DÂN
TỈNH LÂM GIANG

Số: 12/2031/QĐ-UBND

Lâm Giang, ngày 02 tháng 3 năm 2031

QUYẾT ĐỊNH
Ban hành Quy chế quản lý bến đò

Căn cứ Luật Bến bãi;

Điều 1. Ban hành kèm theo Quyết định này Quy chế quản lý bến đò.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn Bình

QUY CHẾ
Quản lý bến đò
(Ban hành kèm theo Quyết định số 12/2031/QĐ-UBND ngày 02 tháng 3 năm 2031)

Điều 1. Phạm vi
1. Quy chế này áp dụng với mọi bến đò."""


def _parsed(documents: dict[int, DocumentEdits], is_background: bool = False) -> ParsedSource:
    return parse(replace(source(TEXT), edits=Edits("a.yml", documents, is_background=is_background)))


def test_facts_flow_to_id_effect_and_what_is_issued() -> None:
    facts = {Fact.NUMBER: "13/2031/QĐ-UBND", Fact.DATE: "2032-03-05"}
    decision, attached = _parsed({1: DocumentEdits(facts)}).documents
    assert decision.id == "lam-giang/2032/13-2031-qd-ubnd"
    assert attached.id == "lam-giang/2032/13-2031-qd-ubnd-quy-che"
    assert decision.effective == "2032-03-05"
    assert [(c.fact, c.printed, c.value) for c in decision.corrections] == [
        (Fact.NUMBER, "12/2031/QĐ-UBND", "13/2031/QĐ-UBND"),
        (Fact.DATE, "2031-03-02", "2032-03-05"),
    ]
    assert not attached.corrections


def test_what_the_editor_confirms_is_no_correction() -> None:
    decision = _parsed({1: DocumentEdits({Fact.NUMBER: "12/2031/QĐ-UBND"})}).documents[0]
    assert decision.corrections == ()


def test_an_address_of_the_editors_own_moves_what_is_issued_too() -> None:
    decision, attached = _parsed({1: DocumentEdits({Fact.ADDRESS: "a/b/c"})}).documents
    assert (decision.id, attached.id, attached.issued_with) == ("a/b/c", "a/b/c-quy-che", "a/b/c")


def test_effect_term_and_title() -> None:
    facts = {Fact.EFFECTIVE: "2031-05-01", Fact.TERM: "2031-2035", Fact.TITLE: "Quản lý bến đò ngang"}
    attached = _parsed({2: DocumentEdits(facts)}).documents[1]
    assert (attached.effective, attached.term, attached.title) == tuple(facts.values())


def test_findings_that_the_editor_answers_are_gone() -> None:
    undated = TEXT.replace("ngày 02 tháng 3 năm 2031", "ngày … tháng … năm 2031")
    read = source(undated)
    assert "thieu-ngay" in {finding.code for finding in parse(read).findings}
    edits = Edits("a.yml", {1: DocumentEdits({Fact.DATE: "2031-03-02"}), 2: DocumentEdits()})
    assert "thieu-ngay" not in {finding.code for finding in parse(replace(read, edits=edits)).findings}


def test_a_text_that_is_no_regulation() -> None:
    (whole,) = _parsed({}, is_background=True).documents
    assert whole.is_background and not whole.nodes and (whole.start, whole.end) == (0, len(TEXT))
    first, second = _parsed({2: DocumentEdits(is_regulation=False)}).documents
    assert not first.is_background and second.is_background and not second.nodes


def test_a_text_that_is_one_after_all() -> None:
    article = "Bến đò đông khách\n\nHôm qua bến đò đã đón hơn một nghìn lượt khách về quê ăn Tết.\n"
    read = source(article)
    assert parse(read).documents[0].is_background
    edits = Edits("a.yml", {1: DocumentEdits(is_regulation=True)})
    assert not parse(replace(read, edits=edits)).documents[0].is_background


def test_a_document_that_is_held_back_leaves_no_word() -> None:
    parsed = _parsed({2: DocumentEdits(is_excluded=True)})
    assert len(parsed.documents) == 1
    assert "với mọi" not in parsed.source.text and len(parsed.source.text) == len(TEXT)
    assert parsed.source.text[:300] == TEXT[:300]


def test_a_document_that_is_not_there() -> None:
    (finding,) = [f for f in _parsed({3: DocumentEdits(line=7)}).findings if f.code == "side-file-document"]
    assert (finding.file, finding.line) == ("a.yml", 7) and "2 văn bản" in finding.message
