"""Citations on the pages: links whose text is the printed one, notes at provisions, the index."""

from __future__ import annotations

import csv
import datetime
import json
import re
from pathlib import Path

from dieukhoan.library import Library
from dieukhoan.link import find, resolve
from dieukhoan.model import Document, Kind, Node, Paragraph, ParsedSource, Role, SourceText, Span
from dieukhoan.page import Page
from tests.render.drafts import render

_DECREE = "Phí qua đò do Ủy ban nhân dân tỉnh quy định."
_PLAN = (
    "Thu phí theo Điều 1 Nghị định số 105/2031/NĐ-CP của Chính phủ và Luật Bến bãi; xem Điều 9 Kế hoạch này. "
    "Luật Bến bãi được phổ biến cùng Luật Nghề rừng."
)


def _parsed(name: str, text: str, *, type: str, number: str, date: str, issuer: str = "") -> ParsedSource:
    node = Node("dieu-1", Kind.ARTICLE, "Điều 1.", "", 0, len(text), Span(0, 0))
    paragraph = Paragraph(Role.BODY, "dieu-1", (Span(0, len(text)),))
    document = Document(
        name,
        f"{name}.txt",
        0,
        len(text),
        type=type,
        number=number,
        date=date,
        issuer=issuer,
        nodes=(node,),
        paragraphs=(paragraph,),
    )
    return ParsedSource(SourceText(f"{name}.txt", text, ()), (document,))


def _pages_of(*parsed: ParsedSource) -> dict[str, Page]:
    library = Library.of(parsed)
    found = {document.id: find(document, library.text(document)) for document in library.documents}
    citations = resolve(library.documents, found)
    pages = render(library, datetime.date(2032, 1, 1), citations=citations)
    return {page.path: page for page in pages}


def _pages() -> dict[str, Page]:
    decree = _parsed(
        "a/2031/105-2031-nd-cp",
        _DECREE,
        type="Nghị định",
        number="105/2031/NĐ-CP",
        issuer="Chính phủ",
        date="2031-06-12",
    )
    plan = _parsed("b/2031/1-kh-ubnd", _PLAN, type="Kế hoạch", number="1/KH-UBND", date="2031-07-01")
    return _pages_of(decree, plan)


PAGES = _pages()
PLAN = PAGES["van-ban/b/2031/1-kh-ubnd/index.md"].text
DECREE = PAGES["van-ban/a/2031/105-2031-nd-cp/index.md"].text


def test_the_link_is_exactly_the_printed_words() -> None:
    link = re.search(r"\[(Điều 1 Nghị định số 105/2031/NĐ-CP của Chính phủ)\]\(([^ ]+) ", PLAN)
    assert link is not None
    assert link[2] == "../../../a/2031/105-2031-nd-cp/index.md#dieu-1"


def test_hover_names_what_is_cited_and_repeats_no_words_of_it() -> None:
    assert '"Điều 1, Nghị định 105/2031/NĐ-CP"' in PLAN
    assert _DECREE not in PLAN


def test_an_outside_work_leads_to_its_entry() -> None:
    assert "[Luật Bến bãi](../../../../vien-dan/luat-ben-bai.md" in PLAN


def test_a_work_cited_once_is_a_row_that_leads_to_its_place() -> None:
    assert "[Luật Nghề rừng](../../../../vien-dan/index.md" in PLAN
    assert "vien-dan/luat-nghe-rung.md" not in PAGES
    row = '<a href="../van-ban/b/2031/1-kh-ubnd/#dieu-1">Luật Nghề rừng</a>'
    assert row in PAGES["vien-dan/index.md"].text


def test_what_is_not_there_says_so() -> None:
    missing = re.search(r'<span class="cite-missing" title="([^"]*)">Điều 9 Kế hoạch này</span>', PLAN)
    assert missing is not None
    assert missing[1] == "Văn bản này không có Điều 9."


def test_the_provision_says_where_it_is_cited() -> None:
    note = DECREE[DECREE.index("Được viện dẫn tại") :]
    assert "Kế hoạch 1/KH-UBND" in note
    assert "<b>Điều 1 Nghị định số 105/2031/NĐ-CP của Chính phủ</b>" in note


def test_naming_what_a_decision_issues_is_not_being_issued() -> None:
    decision = _parsed(
        "a/2031/9-2031-qd-ubnd", _DECREE, type="Quyết định", number="9/2031/QĐ-UBND", date="2031-06-12"
    )
    text = "Thực hiện Quy chế giữ bến ban hành kèm theo Quyết định số 9/2031/QĐ-UBND."
    guide = _parsed("b/2031/1-hd-sgt", text, type="Hướng dẫn", number="1/HD-SGT", date="2031-07-01")
    pages = _pages_of(decision, guide)
    assert "9/2031/QĐ-UBND](../../../a/2031" in pages["van-ban/b/2031/1-hd-sgt/index.md"].text
    for page in ("a/2031/9-2031-qd-ubnd", "b/2031/1-hd-sgt"):
        assert "<dt>Ban hành kèm theo" not in pages[f"van-ban/{page}/index.md"].text


def test_the_index_and_its_data_agree() -> None:
    assert "5 viện dẫn đến 3 văn bản, trong đó 1 văn bản có trong thư viện" in PAGES["vien-dan/index.md"].text
    records = json.loads(PAGES["vien-dan/vien-dan.json"].content.decode())
    rows = list(
        csv.reader(PAGES["vien-dan/vien-dan.csv"].content.decode().removeprefix("\ufeff").splitlines())
    )
    assert [list(record.values()) for record in records] == rows[1:]
    assert PAGES["vien-dan/index.md"].text.count('<td class="count">') == 3


def test_the_data_says_what_a_cited_document_lacks() -> None:
    records = json.loads(PAGES["vien-dan/vien-dan.json"].content.decode())
    assert [(r["cau"], r["khong-co"]) for r in records if r["khong-co"]] == [
        ("Điều 9 Kế hoạch này", "dieu-9")
    ]


def test_the_data_says_why_a_document_is_not_known() -> None:
    plan = _parsed("b/2031/1-kh-ubnd", "Theo Nghị quyết số 02.", type="Kế hoạch", number="1/KH-UBND", date="")
    (record,) = json.loads(_pages_of(plan)["vien-dan/vien-dan.json"].content.decode())
    assert record["ket-qua"] == "unresolved"
    assert record["ly-do"].startswith("Chưa rõ văn bản nào")


def test_every_column_of_the_data_is_explained_to_readers() -> None:
    explained = (Path(__file__).parents[2] / "docs" / "gioi-thieu.md").read_text(encoding="utf-8")
    (record, *_) = json.loads(PAGES["vien-dan/vien-dan.json"].content.decode())
    assert re.findall(r"^\| `([a-z-]+)` \|", explained, re.MULTILINE)[: len(record)] == list(record)


def test_a_page_for_each_work_quotes_its_places() -> None:
    page = PAGES["vien-dan/luat-ben-bai.md"].text
    assert "<b>Luật Bến bãi</b>" in page
    assert "không có trong thư viện" in page


def test_the_picture_and_its_table_say_the_same() -> None:
    page = PAGES["vien-dan/ai-vien-dan-ai.md"].text
    assert page.count("<path ") == page.count("<tr><td>") == 3


def test_each_element_of_a_list_is_a_link_to_its_provision() -> None:
    decree = _parsed(
        "a/2031/106-2031-nd-cp", _DECREE, type="Nghị định", number="106/2031/NĐ-CP", date="2031-06-12"
    )
    text = "Thực hiện Điều 1, 7 và Điều 1 Nghị định số 106/2031/NĐ-CP."
    plan = _parsed("b/2031/2-kh-ubnd", text, type="Kế hoạch", number="2/KH-UBND", date="2031-07-01")
    page = _pages_of(decree, plan)["van-ban/b/2031/2-kh-ubnd/index.md"].text
    links = re.findall(
        r"\[([^\]]+)\]\([^)]*106-2031-nd-cp/index\.md(\S*) \"[^\"]*\"\)\{: \.([\w-]+) \}", page
    )
    assert links == [
        ("Điều 1", "#dieu-1", "cite"),
        ("7", "", "cite-missing"),
        ("Điều 1 Nghị định số 106/2031/NĐ-CP", "#dieu-1", "cite"),
    ]


def test_what_another_document_does_to_a_provision_stands_there_and_on_the_card() -> None:
    decree = _parsed(
        "a/2031/107-2031-nd-cp", _DECREE, type="Nghị định", number="107/2031/NĐ-CP", date="2031-06-12"
    )
    texts = {"2-2032-nd-cp": "Sửa đổi, bổ sung", "3-2032-nd-cp": "Bãi bỏ", "4-2032-nd-cp": "Thay thế"}
    others = [
        _parsed(
            f"a/2032/{name}",
            f"{verb} Điều 1 Nghị định số 107/2031/NĐ-CP.",
            type="Nghị định",
            number=f"{name[0]}/2032/NĐ-CP",
            date="2032-01-01",
        )
        for name, verb in texts.items()
    ]
    page = _pages_of(decree, *others)["van-ban/a/2031/107-2031-nd-cp/index.md"].text
    notes = re.findall(r'<details class="([\w-]+)"><summary>([^<]+) <span class="count">(\d)', page)
    assert notes == [
        ("amended", "Được sửa đổi, bổ sung bởi", "1"),
        ("over", "Được thay thế bởi", "1"),
        ("over", "Bị bãi bỏ bởi", "1"),
        ("cited-by", "Được viện dẫn tại", "3"),
    ]
    assert "Nghị định số 3/2032/NĐ-CP ngày 01 tháng 01 năm 2032</a> (Điều 1)" in page


def test_works_of_one_number_are_told_apart_in_the_picture() -> None:
    plans = [
        _parsed(
            f"{place}/2031/{count}-kh-ubnd",
            f"Theo Nghị quyết số 12-NQ/TU ngày {count}/6/2031 của Tỉnh ủy {name}; số 12-NQ/TU.",
            type="Kế hoạch",
            number=f"{count}/KH-UBND",
            date="2031-07-01",
            issuer=f"Ủy ban nhân dân tỉnh {name}",
        )
        for count, (place, name) in enumerate([("lam-giang", "Lâm Giang"), ("ho-sen", "Hồ Sen")], 1)
    ]
    page = _pages_of(*plans)["vien-dan/ai-vien-dan-ai.md"].text
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", page)
    assert texts.count("12-NQ/TU") == 2
    assert {"Tỉnh ủy Lâm Giang", "Tỉnh ủy Hồ Sen"} <= set(texts)
