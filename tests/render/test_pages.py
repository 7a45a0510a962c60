"""The pages of documents: golden files, links between pages, splitting, states."""

from __future__ import annotations

import datetime
import json
import os
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from dieukhoan import editing
from dieukhoan.editing import Correction
from dieukhoan.findings import Finding
from dieukhoan.library import Library
from dieukhoan.model import Document, ParsedSource, Role, Signer, Span
from dieukhoan.page import Page
from dieukhoan.render.checks import ON_PAGE
from dieukhoan.render.finder import Finder
from dieukhoan.render.home import examples
from dieukhoan.render.layers import Fact, Layers, Mark, Note, NoteItem, Provision, SitePage
from dieukhoan.render.routes import Routes
from dieukhoan.render.split import PAGE, split
from dieukhoan.render.words import Standing, State, citation, long_date, place_words, short_date, state
from tests.render.drafts import (
    Draft,
    background,
    library,
    long_annex,
    long_article,
    long_law,
    notices,
    plan,
    regulation,
    render,
)

DAY = datetime.date(2025, 6, 1)
GOLDEN = Path(__file__).parent / "golden"


def pages_of(found: Library, day: datetime.date = DAY, layers: Layers | None = None) -> dict[str, str]:
    pages = render(found, day, layers)
    assert len({page.path for page in pages}) == len(pages), "two pages share a path"
    return {page.path: page.text for page in pages}


def small() -> Library:
    return library(regulation(), plan(), background())


@pytest.mark.parametrize(
    ("path", "golden"),
    [
        ("van-ban/lam-giang/2024/07-qc-ubnd/index.md", "quy-che.md"),
        ("van-ban/khong-ro/khong-ro/ke-hoach/index.md", "ke-hoach.md"),
        ("van-ban/khong-ro/2024/tu-lieu-ben-thuyen/index.md", "tu-lieu.md"),
        ("van-ban/index.md", "danh-sach.md"),
        ("kiem-tra/index.md", "kiem-tra.md"),
        ("index.md", "trang-chu.md"),
    ],
)
def test_golden(path: str, golden: str) -> None:
    """Write the golden files anew with GOLDEN=write and read the difference."""
    text = pages_of(small())[path]
    file = GOLDEN / golden
    if os.environ.get("GOLDEN") == "write":
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def test_the_same_input_gives_the_same_bytes() -> None:
    assert render(small(), DAY) == render(small(), DAY)


def test_every_provision_has_its_anchor() -> None:
    source, document = regulation()
    text = pages_of(library((source, document)))["van-ban/lam-giang/2024/07-qc-ubnd/index.md"]
    anchors = re.findall(r"\{: #(\S+)", text) + re.findall(r'id="([^"]+)"', text)
    for node in document.nodes:
        assert anchors.count(node.address) == 1, node.address
    assert {"mo-dau", "ket"} <= set(anchors)


def test_no_shown_word_is_lost_and_furniture_is_not_shown() -> None:
    source, document = regulation()
    text = pages_of(library((source, document)))["van-ban/lam-giang/2024/07-qc-ubnd/index.md"]
    assert "CÔNG VĂN ĐẾN" not in text
    for paragraph in document.paragraphs:
        if paragraph.role is Role.STAMP:
            continue
        for piece in paragraph.pieces:
            for word in re.findall(r"[^\W_]{3,}", source.text[piece.start : piece.end]):
                assert word in text


def test_missing_facts_say_so() -> None:
    text = pages_of(small())["van-ban/khong-ro/khong-ro/ke-hoach/index.md"]
    assert text.count("Chưa xác định") >= 4
    assert "None" not in text


def test_nothing_at_all_is_a_page() -> None:
    found = pages_of(library(Draft("trong.txt").document("a/b/c")))
    assert "Chưa xác định" in found["van-ban/a/b/c/index.md"]
    assert pages_of(Library.of([]))["van-ban/index.md"]


@pytest.mark.parametrize(
    ("facts", "day", "words"),
    [
        ({"term": "2022-2025"}, datetime.date(2025, 12, 31), "Đang trong giai đoạn 2022–2025"),
        ({"term": "2022-2025"}, datetime.date(2026, 1, 1), "Đã hết giai đoạn 2022–2025"),
        ({"term": "2022-2025"}, datetime.date(2021, 1, 1), "Giai đoạn 2022–2025 chưa bắt đầu"),
        ({"effective": "2022-05-31"}, datetime.date(2022, 5, 31), "Có hiệu lực từ 31/5/2022"),
        (
            {"effective": "2022-05-31"},
            datetime.date(2022, 5, 30),
            "Chưa có hiệu lực, có hiệu lực từ 31/5/2022",
        ),
        ({}, DAY, "Chưa rõ hiệu lực"),
        ({"term": "dài hạn", "effective": "mai"}, DAY, "Chưa rõ hiệu lực"),
    ],
)
def test_state(facts: dict[str, str], day: datetime.date, words: str) -> None:
    document = replace(Document("a/2022/1", "a.txt", 0, 0), **facts)  # type: ignore[arg-type]
    assert state(document, day).words == words


def test_only_what_depends_on_the_day_changes_with_it() -> None:
    now, later = pages_of(small()), pages_of(small(), datetime.date(2031, 1, 1))
    path = "van-ban/lam-giang/2024/07-qc-ubnd/index.md"
    changed = [
        pair
        for pair in zip(now[path].split("\n"), later[path].split("\n"), strict=True)
        if pair[0] != pair[1]
    ]
    assert len(changed) == 1
    assert "Đã hết giai đoạn 2024–2028" in changed[0][1]


CITED = json.loads((Path(__file__).parent / "places.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("address", "words"), CITED.items())
def test_place_words(address: str, words: str) -> None:
    """The same vectors hold for the script (tests/site)."""
    assert place_words(address) == words


def test_formal_citation() -> None:
    _, document = regulation()
    assert citation(document) == (
        "Quy chế số 07/QC-UBND ngày 05 tháng 02 năm 2024 của Ủy ban nhân dân tỉnh Lâm Giang"
    )
    assert citation(replace(document, date="", issuer="")) == "Quy chế số 07/QC-UBND"
    assert long_date("2021-13-01") == short_date("2021-13-01") == "2021-13-01"


def test_a_long_document_has_a_page_per_chapter() -> None:
    source, document = long_law()
    assert len(source.text) > PAGE / 2
    pages = pages_of(library((source, document)))
    folder = "van-ban/khong-ro/2023/luat-9-2023"
    first = pages[f"{folder}/index.md"]
    assert "](chuong-ii.md#dieu-21)" in first
    assert "{: #dieu-21 .dieu }" in pages[f"{folder}/chuong-ii.md"]
    assert "[Luật 9/2023/QH15](index.md)" in pages[f"{folder}/chuong-ii.md"]
    routes = Routes([document])
    here = "van-ban/x/2024/1/index.md"
    target = Provision(document.id, "dieu-21-khoan-1-diem-a")
    assert routes.markdown(here, target).endswith("luat-9-2023/chuong-ii.md#dieu-21-khoan-1-diem-a")
    assert routes.url(here, target).endswith("luat-9-2023/chuong-ii/#dieu-21-khoan-1-diem-a")


def test_the_parts_of_a_long_document_tile_it_and_none_is_long() -> None:
    for _, document in (long_law(), long_article(), long_annex()):
        parts = split(document)
        assert len(parts) > 2
        assert parts[0].start == document.start and parts[-1].end == document.end
        assert all(before.end == after.start for before, after in pairwise(parts))
        assert all((part.end - part.start) * 1.4 <= PAGE for part in parts)


def test_a_page_begins_inside_an_article_that_is_too_long_for_one() -> None:
    source, document = long_article()
    pages = pages_of(library((source, document)))
    folder = f"van-ban/{document.id}"
    parts = [part.name for part in split(document)]
    assert parts[0] == "index" and parts[1].startswith("dieu-2-khoan-")
    assert f'rel="next" href="{parts[1]}/" data-continues="dieu-2"' in pages[f"{folder}/index.md"]
    second = pages[f"{folder}/{parts[1]}.md"]
    assert second.startswith(f'---\ntitle: "khoản {parts[1].rpartition("-")[2]} Điều 2 ')


def test_what_has_no_provisions_is_parted_between_paragraphs() -> None:
    source, document = long_annex()
    pages = pages_of(library((source, document)))
    folder = f"van-ban/{document.id}"
    assert [part.name for part in split(document)][:3] == ["index", "phu-luc-i", "phu-luc-i-trang-2"]
    rows = [re.findall(r"Bến số \d+ ", pages[f"{folder}/{part.name}.md"]) for part in split(document)]
    assert [row for of_page in rows for row in of_page] == [f"Bến số {index} " for index in range(900)]


def test_layers_reach_the_page() -> None:
    (source, document), (_, other) = regulation(), plan()
    start = source.text.index("Luật Đường sông")
    layers = Layers(
        marks={
            document.id: [
                Mark(Span(start, start + 15), SitePage("kiem-tra/index.md"), "Luật số 1", "outside")
            ]
        },
        notes={
            Provision(document.id, "dieu-1-khoan-2-diem-a"): [
                Note(
                    "cited-by",
                    "Được viện dẫn tại",
                    (NoteItem("khoản 1 Mục I", Provision(other.id, "muc-i")),),
                ),
                Note("duties", "Trách nhiệm", (NoteItem("Sở", quote="Sở chủ trì", strong=(Span(3, 10),)),)),
            ]
        },
        facts={document.id: [Fact("Thực hiện", (NoteItem("Kế hoạch", Provision(other.id)),))]},
        data={source.name: "data/quy-che.json"},
    )
    text = pages_of(library(regulation(), plan()), layers=layers)[
        "van-ban/lam-giang/2024/07-qc-ubnd/index.md"
    ]
    assert '[Luật Đường sông](../../../../kiem-tra/index.md "Luật số 1"){: .outside }' in text
    assert "<summary>Được viện dẫn tại <span" in text
    assert "<q>Sở <b>chủ trì</b></q>" in text
    assert '<dt>Thực hiện</dt><dd><a href="../../../khong-ro/khong-ro/ke-hoach/">Kế hoạch</a></dd>' in text
    assert 'href="../../../../data/quy-che.json"' in text
    after_point = text.index("#dieu-1-khoan-2-diem-a .diem")
    assert after_point < text.index('<div class="notes">') < text.index("#dieu-1-khoan-2-diem-dd .diem")


def test_the_list_is_loaded_in_parts() -> None:
    pages = pages_of(library(*notices(740)))
    assert pages["van-ban/index.md"].count("<tr>") == 101
    first, second = (json.loads(pages[f"van-ban/danh-sach/{part}.json"]) for part in (0, 1))
    assert (len(first), len(second)) == (500, 240)
    assert [row[4] for row in first] == sorted((row[4] for row in first), reverse=True)
    assert "74 văn bản" in pages["van-ban/theo-nam/2015.md"]


def test_findings_are_worst_first_and_lead_to_the_place() -> None:
    text = pages_of(small())["kiem-tra/index.md"]
    assert "Lỗi" in text and "Năm đứng đầu đoạn." in text and "Xem lại số." in text


def test_doubt_is_shown_where_it_stands() -> None:
    source, document = regulation()
    start = source.text.index("Bến của quân đội")
    finding = Finding("odd", "Tên bến lạ.", start, start + 3)
    found = Library.of([ParsedSource(source, (document,), (finding, finding))])
    text = pages_of(found)["van-ban/lam-giang/2024/07-qc-ubnd/index.md"]
    note = '<details class="doubt"><summary>Cần xem lại <span class="count">1</span></summary>'
    assert text.index("#dieu-1-khoan-2-diem-a .diem") < text.index(note) < text.index("diem-dd .diem")
    assert "2 chỗ cần xem lại" in text


def test_what_the_editor_corrected_is_shown_with_what_was_read() -> None:
    source, document = regulation()
    corrections = (
        Correction(editing.Fact.NUMBER, "O7/QC-<b>", "07/QC-UBND"),
        Correction(editing.Fact.DATE, "", "2024-02-05"),
    )
    mistake = Finding("side-file", "Không có mục “sô”.", file="quy-che.yml", line=1203)
    found = Library.of([ParsedSource(source, (replace(document, corrections=corrections),), (mistake,))])
    pages = pages_of(found)
    text = pages["van-ban/lam-giang/2024/07-qc-ubnd/index.md"]
    shown = re.search("<dt>Người biên tập sửa</dt><dd>(.*)</dd>", text)
    assert shown and re.sub("<[^>]*>", "", shown[1].replace("<br>", "\n")) == (
        "Số, ký hiệu: O7/QC-&lt;b&gt; → 07/QC-UBND\nNgày ban hành: không có → 5/2/2024"
    )
    assert 'Tệp sửa <span class="file">quy-che.yml</span>, dòng 1.203' in pages["kiem-tra/index.md"]


def test_doubt_leads_to_the_page_of_its_file() -> None:
    drafts = notices(2 * ON_PAGE)
    finding = Finding("odd", "Bến lạ.", 0, 0)
    parsed = [ParsedSource(source, (document,), (finding,)) for source, document in drafts]
    pages = pages_of(Library.of(parsed))
    for _, document in drafts:
        page = pages[f"van-ban/{document.id}/index.md"]
        link = re.search(r'href="\.\./\.\./\.\./\.\./kiem-tra/(\d*)/?#(tep-[\w-]+)">1 chỗ', page)
        assert link
        assert f"## {document.source} {{: #{link[2]} }}" in pages[f"kiem-tra/{link[1] or 'index'}.md"]


def attached() -> Library:
    """A quyết định, and the quy chế without number, date or signer that it issues."""
    decision = Draft("quyet-dinh.txt")
    decision.line(Role.BODY, "Ban hành Quy chế giữ bến.")
    issuing = decision.document(
        "lam-giang/2024/9-2024-qd-ubnd", type="Quyết định", number="9/2024/QĐ-UBND", date="2024-05-02",
        issuer="Ủy ban nhân dân tỉnh Lâm Giang", place="Lâm Giang", title="Ban hành Quy chế giữ bến",
        effective="2024-06-01", signers=(Signer("Trần Thị Mẫu", "Chủ tịch"),),
    )  # fmt: skip
    rules = Draft("quyet-dinh-2.txt")
    rules.line(Role.BODY, "Bến mở cửa lúc 5 giờ.")
    issued = rules.document(
        f"{issuing[1].id}-quy-che", type="Quy chế", title="Giữ bến", issued_with=issuing[1].id
    )
    return library(issuing, issued)


def test_an_attached_document_has_the_effect_of_its_decision() -> None:
    pages = pages_of(attached())
    page = pages["van-ban/lam-giang/2024/9-2024-qd-ubnd-quy-che/index.md"]
    assert "Có hiệu lực từ 1/6/2024" in page and "Trần Thị Mẫu, Chủ tịch" in page
    assert "Không có số riêng" in page and "Chưa xác định" not in page
    taken = "(cơ quan, ngày ban hành, nơi ban hành, hiệu lực, người ký lấy theo văn bản đó)"
    assert f'<a href="../9-2024-qd-ubnd/">Quyết định 9/2024/QĐ-UBND</a> {taken}' in page
    assert 'data-citation="Quy chế giữ bến ban hành kèm theo Quyết định số 9/2024/QĐ-UBND ngày 02' in page
    decision = pages["van-ban/lam-giang/2024/9-2024-qd-ubnd/index.md"]
    assert "Ban hành kèm theo văn bản này" in decision and 'href="../9-2024-qd-ubnd-quy-che/"' in decision
    listed = pages["van-ban/index.md"]
    assert "kèm theo 9/2024/QĐ-UBND" in listed and "Chưa rõ hiệu lực" not in listed
    assert "Chưa rõ năm" not in listed


def test_what_ends_a_decision_ends_what_it_issues() -> None:
    over = State(Standing.OVER, "Bị bãi bỏ")
    pages = pages_of(attached(), layers=Layers(states={"lam-giang/2024/9-2024-qd-ubnd": over}))
    assert pages["van-ban/lam-giang/2024/9-2024-qd-ubnd-quy-che/index.md"].count("Bị bãi bỏ") == 1


def test_a_number_of_its_own_takes_nothing() -> None:
    decision, rules = attached().documents
    numbered = replace(rules, number="3/QC")
    assert Library((decision, numbered), {}, _by_id={decision.id: decision}).completed(numbered) == numbered


def test_searches_to_try_are_of_this_library() -> None:
    assert examples([regulation()[1]]) == ["dieu 2 quy che 07", "UBND", "07/QC-UBND"]
    assert examples([]) == []


def test_finder_takes_the_smallest_provision() -> None:
    source, document = regulation()
    finder = Finder([document])
    places = {
        "đón, trả khách": "dieu-1-khoan-1",
        "của quân đội": "dieu-1-khoan-2-diem-a",
        "của xã": "dieu-1-khoan-2-diem-dd-gach-1",
        "Chương I": "chuong-i",
        "ỦY BAN": "",
    }
    for words, address in places.items():
        found = finder(source.name, source.text.index(words))
        assert found == (document, address), words
    assert finder("khác.txt", 0) is None


def test_pages_are_pages() -> None:
    assert all(
        isinstance(page, Page) and (page.data or page.text.endswith("\n")) for page in render(small(), DAY)
    )
