"""Citations joined to a library, and what the audit says of it; every text here is invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dieukhoan.citation import Ambiguous, Citations, Outside, Resolved, Unresolved
from dieukhoan.findings import Finding
from dieukhoan.library import Library
from dieukhoan.link import audit, find, resolve
from dieukhoan.model import Document, Kind, Node, Paragraph, ParsedSource, Role, SourceText, Span
from dieukhoan.quoting import quotes
from tests.timing import cpu_seconds


def _document(
    name: str,
    words: str,
    *,
    kind: str = "Kế hoạch",
    number: str = "",
    date: str = "",
    issuer: str = "",
    place: str = "",
    title: str = "",
    articles: int = 0,
    issued_with: str = "",
) -> tuple[Document, str]:
    """A document of one paragraph, in a source of its own."""
    nodes = tuple(
        Node(f"dieu-{n}", Kind.ARTICLE, f"Điều {n}.", "", 0, 0, Span(0, 0)) for n in range(1, articles + 1)
    )
    paragraphs = (Paragraph(Role.BODY, "dieu-1" if articles else "khoan-1", (Span(0, len(words)),)),)
    document = Document(
        name,
        f"{name}.txt",
        0,
        len(words),
        type=kind,
        number=number,
        date=date,
        issuer=issuer,
        place=place,
        title=title,
        issued_with=issued_with,
        nodes=nodes,
        paragraphs=paragraphs,
    )
    return document, words


def _resolved(*made: tuple[Document, str]) -> Citations:
    documents = [document for document, _ in made]
    return resolve(documents, {document.id: find(document, text) for document, text in made})


def _audited(*made: tuple[Document, str]) -> list[Finding]:
    parsed = [ParsedSource(SourceText(document.source, text, ()), (document,)) for document, text in made]
    quoted = {document.id: quotes(document, text, find(document, text), ()) for document, text in made}
    return [finding for _, finding in audit(Library.of(parsed), _resolved(*made), quoted)]


TU = " của Tỉnh ủy Lâm Giang"
DECREE = _document(
    "nghi-dinh",
    "Nghị định này có hiệu lực.",
    kind="Nghị định",
    number="105/2031/NĐ-CP",
    date="2031-06-12",
    issuer="Chính phủ",
    articles=9,
)


def test_to_a_provision_of_the_library() -> None:
    citing = _document("a", "theo Điều 5 Nghị định số 105/2031/NĐ-CP của Chính phủ.")
    assert _resolved(citing, DECREE).links[0].outcome == Resolved("nghi-dinh", ("dieu-5",))


def test_a_provision_that_is_not_there_is_said() -> None:
    citing = _document("a", "theo Điều 12 Nghị định số 105/2031/NĐ-CP của Chính phủ.")
    assert _resolved(citing, DECREE).links[0].outcome == Resolved("nghi-dinh", (), ("dieu-12",))
    (finding,) = _audited(citing, DECREE)
    assert finding.code == "citation-missing-provision"
    assert "“Điều 12 Nghị định số 105/2031/NĐ-CP của Chính phủ”" in finding.message
    assert "có đến Điều 9" in finding.message


def test_the_same_number_of_another_place_is_another_document() -> None:
    library = _document(
        "ho-sen",
        "x",
        number="10/KH-UBND",
        date="2031-01-11",
        issuer="Ủy ban nhân dân quận Hồ Sen",
        place="Hồ Sen",
    )
    same = _document("a", "theo Kế hoạch số 10/KH-UBND của Ủy ban nhân dân quận Hồ Sen.")
    other = _document("b", "theo Kế hoạch số 10/KH-UBND của Ủy ban nhân dân quận Bến Mơ.")
    first, second = _resolved(library, same, other).links
    assert first.outcome == Resolved("ho-sen")
    assert isinstance(second.outcome, Outside)


def test_the_context_of_the_citing_document_tells_the_place() -> None:
    library = [
        _document(
            place,
            "x",
            number="10/KH-UBND",
            date="2031-01-11",
            issuer=f"Ủy ban nhân dân quận {name}",
            place=name,
        )
        for place, name in (("ho-sen", "Hồ Sen"), ("ben-mo", "Bến Mơ"))
    ]
    citing = _document(
        "a",
        "theo Kế hoạch số 10/KH-UBND.",
        number="12/KH-UBND",
        issuer="Ủy ban nhân dân quận Bến Mơ",
        place="Bến Mơ",
    )
    assert _resolved(*library, citing).links[0].outcome == Resolved("ben-mo")


def test_a_law_and_a_resolution_of_one_number() -> None:
    law = _document("luat", "x", kind="Luật", number="18/2031/QH19", date="2031-06-03", title="Nghề rừng")
    resolution = _document("nq", "x", kind="Nghị quyết", number="18/2031/QH19", date="2031-06-04")
    citing = _document("a", "theo Luật Nghề rừng số 18/2031/QH19 và Nghị quyết số 18/2031/QH19.")
    outcomes = [link.outcome for link in _resolved(law, resolution, citing).links]
    assert outcomes == [Resolved("luat"), Resolved("nq")]


def test_a_law_by_name_in_two_versions_is_ambiguous_until_the_year_tells() -> None:
    laws = [
        _document(
            f"luat-{year}", "x", kind="Luật", number=f"1/{year}/QH19", date=f"{year}-06-03", title="Nghề rừng"
        )
        for year in (2031, 2036)
    ]
    citing = _document("a", "theo Luật Nghề rừng và Luật Nghề rừng năm 2031.", date="2040-01-01")
    first, second = _resolved(*laws, citing).links
    assert first.outcome == Ambiguous(("luat-2031", "luat-2036"))
    assert second.outcome == Resolved("luat-2031")


def test_short_forms_and_anaphora_follow_their_antecedent() -> None:
    citing = _document(
        "a", "theo Nghị định số 105/2031/NĐ-CP. Nghị định số 105 và Nghị định nêu trên được phổ biến."
    )
    outcomes = [link.outcome for link in _resolved(citing, DECREE).links if link.document == "a"]
    assert outcomes == [Resolved("nghi-dinh")] * 3


def test_an_ordinal_that_nothing_introduced_stays_open() -> None:
    (link,) = _resolved(_document("a", "theo Nghị quyết số 02.")).links
    assert isinstance(link.outcome, Unresolved)


def test_a_provision_of_what_a_decision_issues() -> None:
    decision = _document("qd", "x", kind="Quyết định", number="31/2031/QĐ-UBND", articles=3)
    attached = _document("qc", "x", kind="Quy chế", issued_with="qd", articles=9)
    citing = _document("a", "theo Điều 7 Quy chế ban hành kèm theo Quyết định số 31/2031/QĐ-UBND.")
    assert _resolved(decision, attached, citing).links[0].outcome == Resolved("qc", ("dieu-7",))


def test_a_provision_that_is_in_no_document_stays_open() -> None:
    (link,) = _resolved(_document("a", "Căn cứ khoản 2 Điều 40 và nội dung này.", kind="Công văn")).links
    assert isinstance(link.outcome, Unresolved)


def test_a_section_of_an_annex_is_found_at_its_annex() -> None:
    document, text = _document("a", "theo Mục II Phụ lục I kèm theo Quy chế này.", kind="Quy chế", articles=3)
    annex = Node("phu-luc-i", Kind.ANNEX, "Phụ lục I", "", 0, 0, Span(0, 0))
    document = replace(document, nodes=(*document.nodes, annex))
    assert _resolved((document, text)).links[0].outcome == Resolved("a", ("phu-luc-i",))


def test_the_decision_that_issues_a_document() -> None:
    decision = _document(
        "qd",
        "x",
        kind="Quyết định",
        number="31/2031/QĐ-UBND",
        issuer="Ủy ban nhân dân tỉnh Lâm Giang",
        place="Lâm Giang",
    )
    attached = _document(
        "qc",
        "(Kèm theo Quyết định số 31/2031/QĐ-CTUBND)",
        kind="Quy chế",
        place="Lâm Giang",
        issued_with="qd",
    )
    assert _resolved(decision, attached).links[0].outcome == Resolved("qd")


def test_outside_works_of_two_places_are_two_entries() -> None:
    first = _document("a", "theo Kế hoạch số 35-KH/TU của Tỉnh ủy Lâm Giang.")
    second = _document("b", "theo Kế hoạch số 35-KH/TU của Thành ủy Vân Khê.")
    assert [work.key for work in _resolved(first, second).works] == [
        "ke-hoach-35-kh-tu-lam-giang",
        "ke-hoach-35-kh-tu-van-khe",
    ]


@pytest.mark.parametrize(
    ("first", "second", "rest", "code"),
    [
        (
            "Nghị quyết số 9-NQ/TU ngày 21/2/2031",
            "Nghị quyết số 9-NQ/TU ngày 27/02/2031",
            TU,
            "citation-two-dates",
        ),
        (
            "Quyết định số 2-QĐ/TU ngày 25/5/2027",
            "Quyết định số 2-QĐ/TU ngày 25/5/2037",
            TU,
            "citation-two-dates",
        ),
        (
            "Kết luận số 67-KL/TU ngày 10/7/2030",
            "Kết luận số 67-KL/TL ngày 10/7/2030",
            TU,
            "citation-two-numbers",
        ),
        (
            "Nghị định số 7/2031/NĐ-CP của Chính phủ",
            "Nghị định số 7/2031/NĐ-CP của Bộ Sông nước",
            "",
            "citation-two-issuers",
        ),
    ],
    ids=("hai ngày", "hai năm", "hai ký hiệu", "hai cơ quan"),
)
def test_contradictions_quote_both_sides(first: str, second: str, rest: str, code: str) -> None:
    first, second = first + rest, second + rest
    found = [
        f
        for f in _audited(_document("a", f"theo {first}."), _document("b", f"theo {second}."))
        if f.code == code
    ]
    assert len(found) == 1
    assert first in found[0].message
    assert second in found[0].message


def test_agreeing_citations_are_no_findings() -> None:
    first = _document("a", "theo Nghị quyết số 9-NQ/TU ngày 21/2/2031 của Tỉnh ủy Lâm Giang.")
    second = _document(
        "b", "theo Nghị quyết số 09-NQ/TU ngày 21 tháng 02 năm 2031 của Ban Thường vụ Tỉnh ủy."
    )
    assert _audited(first, second) == []


def test_a_district_that_cites_its_city_contradicts_another_citation() -> None:
    district = _document(
        "a",
        "theo Kết luận số 67-KL/TU ngày 10/7/2030 của Ban Thường vụ Thành ủy.",
        issuer="Ủy ban nhân dân quận Hồ Sen",
        place="Hồ Sen",
    )
    city = _document("b", "theo Kết luận số 67-KL/TL ngày 10/7/2030 của Ban Thường vụ Thành ủy Vân Khê.")
    assert "citation-two-numbers" in [finding.code for finding in _audited(district, city)]


def test_a_conclusion_is_told_by_a_notice() -> None:
    assert _audited(_document("a", "theo Thông báo kết luận số 5/TB-VP và kết luận số 6/TB-VP.")) == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Kế hoạch số 5/2031/NĐ-CP", "symbol-type"),
        ("Nghị quyết số 2-NQ/XYZ", "symbol-unknown"),
        ("Nghị quyết số 2-NQ/TU của Bộ Chính trị", "symbol-issuer"),
    ],
)
def test_symbols_that_do_not_fit(words: str, code: str) -> None:
    assert [finding.code for finding in _audited(_document("a", f"theo {words}."))] == [code]


def test_a_document_cited_after_it_was_replaced() -> None:
    old = _document("cu", "x", kind="Quy chế", number="1/QC-HS", date="2030-01-01", issuer="Hội Sen")
    new = _document(
        "moi",
        "Quy chế này thay thế Quy chế số 1/QC-HS của Hội Sen.",
        kind="Quy chế",
        date="2032-01-01",
        articles=2,
    )
    citing = _document("a", "theo Quy chế số 1/QC-HS của Hội Sen.", date="2033-01-01")
    assert [f.code for f in _audited(old, new, citing)] == ["citation-ended"]


def test_what_a_verb_does_to_other_things_ends_no_document() -> None:
    old = _document("cu", "x", kind="Quy chế", number="1/QC-HS", date="2030-01-01", issuer="Hội Sen")
    other = _document(
        "khac",
        "Việc cấp, thu hồi, hủy bỏ thẻ bến theo quy định tại Quy chế số 1/QC-HS của Hội Sen.",
        date="2032-01-01",
        articles=2,
    )
    citing = _document("a", "theo Quy chế số 1/QC-HS của Hội Sen.", date="2033-01-01")
    assert not _audited(old, other, citing)


def test_two_customs_of_writing_a_number_are_no_contradiction() -> None:
    of = " ngày 1/2/2031 của Bộ Sông nước, Bộ Bến bãi"
    made = [
        _document(name, f"theo Thông tư liên tịch số 7/2031/{symbol}{of}.")
        for name, symbol in (("a", "TTLT-BSN-BBB"), ("b", "TTLT/BSN-BBB"))
    ]
    assert not _audited(*made)


def test_levels_that_a_citation_leaves_out() -> None:
    point = "dieu-6-khoan-5-diem-5.1-diem-c"
    dash = "dieu-6-khoan-4-diem-a-gach-2"
    document, text = _document(
        "a", "theo điểm c khoản 5 Điều 6 và tiết 2 điểm a khoản 4 Điều 6 Kế hoạch này.", articles=9
    )
    below = tuple(Node(address, Kind.POINT, "", "", 0, 0, Span(0, 0)) for address in (point, dash))
    outcome = _resolved((replace(document, nodes=(*document.nodes, *below)), text)).links[0].outcome
    assert outcome == Resolved("a", (point, dash))


def test_resolving_is_linear() -> None:
    def seconds(count: int) -> float:
        made = [
            _document(
                f"d{n}",
                f"theo Nghị định số {n + 1}/2031/NĐ-CP, Luật Nghề rừng.",
                number=f"{n}/2031/NĐ-CP",
                kind="Nghị định",
            )
            for n in range(count)
        ]
        documents = [document for document, _ in made]
        found = {document.id: find(document, text) for document, text in made}
        return cpu_seconds(lambda: resolve(documents, found))

    seconds(10)
    assert seconds(1600) < 16 * seconds(200) + 0.2  # a square would be 64 times as long


def test_a_document_cut_short_is_said_once() -> None:
    cut = _document(
        "luat",
        "Theo Điều 34 của Luật này, khoản 1 Điều 35 của Luật này và Điều 88 của Luật này.",
        kind="Luật",
        articles=12,
    )
    (finding,) = _audited(cut)
    assert "có lẽ thiếu phần sau" in finding.message
    assert "Điều 12" in finding.message


def test_what_is_cited_again_and_again_and_is_not_there_is_said_once() -> None:
    chapter = "Theo Chương IX Nghị định số 105/2031/NĐ-CP."
    article = "Theo Điều 40 Nghị định số 105/2031/NĐ-CP."
    decree, text = DECREE
    first = Node("chuong-i", Kind.CHAPTER, "Chương I", "", 0, 0, Span(0, 0))
    with_chapters = replace(decree, nodes=(first, *decree.nodes)), text
    citing = [_document(name, f"{chapter} {chapter} {article}") for name in ("a", "b")]
    messages = [finding.message for finding in _audited(with_chapters, *citing)]
    assert [("Chương IX" in m, "Còn 3 nơi khác" in m) for m in messages].count((True, True)) == 1
    assert sum("không có Điều 40" in message for message in messages) == 2  # each may be a slip of its own
    assert len(messages) == 3


def test_a_law_by_its_name_without_what_it_is_called_for_short() -> None:
    law = _document("luat", "x", kind="Luật", number="7/2030/QH19", title="Phòng, chống sốt bến bãi (SBB/BB)")
    citing = _document("a", "theo Điều 2 Luật phòng, chống sốt bến bãi.")
    (link,) = _resolved(law, citing).links
    assert isinstance(link.outcome, Resolved)
    assert link.outcome.document == "luat"


def test_a_steering_committee_may_have_a_number() -> None:
    assert not _audited(_document("a", "Kế hoạch số 12-KH/BCĐ35 ngày 1/2/2031."))


def test_an_abbreviated_issuer_is_no_other_issuer() -> None:
    full = _document("mot", "Thông tư số 8/2031/TT-BGTVT của Bộ trưởng Bộ Giao thông - Vận tải.")
    short = _document("hai", "Thông tư số 8/2031/TT-BGTVT của Bộ GTVT.")
    other = _document("ba", "Thông tư số 8/2031/TT-BGTVT của Bộ Y tế.")
    assert not _audited(full, short)
    assert [finding.code for finding in _audited(full, other)] == ["citation-two-issuers"]


def test_what_is_located_is_told_apart_from_what_is_missing() -> None:
    citing = _document("kh", "Theo Điều 8, 9 và 12 Nghị định số 105/2031/NĐ-CP.")
    (link, *_) = _resolved(citing, DECREE).links
    assert link.outcome == Resolved("nghi-dinh", ("dieu-8", "dieu-9"), ("dieu-12",))
    assert link.located == {"dieu-8": "dieu-8", "dieu-9": "dieu-9"}


def test_articles_that_a_file_skips_are_said_once() -> None:
    document, text = _document(
        "luat",
        "Theo Điều 3 của Luật này, khoản 1 Điều 3 của Luật này và Điều 4 của Luật này.",
        kind="Luật",
        articles=12,
    )
    nodes = tuple(node for node in document.nodes if node.address not in ("dieu-3", "dieu-4"))
    (finding,) = _audited((replace(document, nodes=nodes), text))
    assert "không có Điều 3, Điều 4 mà có đến Điều 12" in finding.message
