"""The pages of responsibilities and what one can take along, read back by readers of each format."""

from __future__ import annotations

import csv
import datetime
import io
import itertools
import json
import re
import zipfile
from xml.etree import ElementTree

import pytest
from dateutil.rrule import rrulestr

from dieukhoan.assign import assign, register
from dieukhoan.duty import Deadline, Duty
from dieukhoan.library import Library
from dieukhoan.model import SourceText
from dieukhoan.page import Page
from dieukhoan.parse import parse
from dieukhoan.quoting import quotes
from dieukhoan.read import read_bytes
from dieukhoan.render.layers import Provision
from dieukhoan.render.responsibility import agency, book, calendar, margin, matrix, tables
from dieukhoan.render.responsibility.book import Book
from tests.render.calendars import events
from tests.render.drafts import render

DAY = datetime.date(2032, 1, 1)

TEXT = """ỦY BAN NHÂN DÂN
TỈNH LÂM GIANG

Số: 15/2031/QĐ-UBND

Lâm Giang, ngày 3 tháng 2 năm 2031

QUYẾT ĐỊNH
Về phòng, chống lụt bão trên địa bàn tỉnh Lâm Giang

Điều 1. Trách nhiệm của Sở Giao thông

1. Chủ trì, phối hợp với Công an tỉnh kiểm tra bến phà.

2. Báo cáo Ủy ban nhân dân tỉnh trước ngày 15/12 hằng năm.

Điều 2. Trách nhiệm của Công an tỉnh

1. Phối hợp với Sở Y tế cứu người bị nạn.

2. Hoàn thành phương án trong tháng 6/2031.
"""
SHEET = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


@pytest.fixture(scope="module")
def known() -> tuple[Library, dict[str, tuple[Duty, ...]]]:
    source = read_bytes("lut-bao.txt", TEXT.encode())
    assert isinstance(source, SourceText)
    library = Library.of([parse(source)])
    return library, {d.id: assign(d, source.text) for d in library.documents}


@pytest.fixture(scope="module")
def pages(known: tuple[Library, dict[str, tuple[Duty, ...]]]) -> dict[str, Page]:
    library, duties = known
    return {page.path: page for page in render(library, DAY, duties=duties)}


def test_matrix_has_agencies_down_and_links_each_role_to_its_provision(pages: dict[str, Page]) -> None:
    text = pages["trach-nhiem/index.md"].text
    assert text.count('<th scope="row">') == 4
    lead = re.search(r'<a class="role" data-role="CT" href="([^"]+)" title="([^"]+)">CT</a>', text)
    assert lead is not None
    assert lead[1].endswith("#dieu-1-khoan-1")
    assert lead[2].startswith("chủ trì: Chủ trì, phối hợp với Công an tỉnh")


def test_matrix_of_a_document_has_its_articles_across(pages: dict[str, Page]) -> None:
    (text,) = [page.text for path, page in pages.items() if path.startswith("trach-nhiem/van-ban/")]
    assert re.findall(r'<th scope="col"><a [^>]*>([^<]+)</a>', text) == ["Điều 1", "Điều 2"]


def test_page_of_an_agency_marks_actor_and_act_in_the_sentence(pages: dict[str, Page]) -> None:
    text = pages["trach-nhiem/cong-an-tinh-lam-giang/index.md"].text
    assert '<b>phối hợp</b> với <b class="actor">Công an tỉnh</b> kiểm tra bến phà' in text
    above = " <small>(cơ quan nêu ở đề mục phía trên trong văn bản)</small>"
    assert f"<b>Hoàn thành</b> phương án trong tháng 6/2031</q>{above}" in text
    assert "## Phối hợp với" in text
    assert "[Sở Y tế tỉnh Lâm Giang](../so-y-te-tinh-lam-giang/index.md)" in text


def test_an_agency_with_many_duties_goes_on_on_further_pages(
    known: tuple[Library, dict[str, tuple[Duty, ...]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    library, duties = known
    monkeypatch.setattr(agency, "HEAVY", 700)
    made = {page.path: page.text for page in render(library, DAY, duties=duties)}
    paths = [
        path for path in made if path.startswith("trach-nhiem/cong-an-tinh-lam-giang/") and "lich" not in path
    ]
    names = [path.rpartition("/")[2] for path in paths]
    assert names == ["index.md", "trang-2.md", "trang-3.md", "trang-4.md"]
    assert "[Thực hiện (TH)](trang-3.md#thuc-hien-th)" in made[paths[0]]
    assert "## Thực hiện (TH) {#thuc-hien-th}" in made[paths[2]]
    assert "#dieu-2-khoan-2" in made[paths[2]]
    assert '<b aria-current="page">2</b>' in made[paths[1]]
    assert "## Lịch" in made[paths[3]]
    assert "## Phối hợp với" in made[paths[0]]


def test_a_wide_matrix_goes_on_on_further_pages(
    known: tuple[Library, dict[str, tuple[Duty, ...]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    library, duties = known
    monkeypatch.setattr(matrix, "COLUMNS", 1)
    made = {page.path: page.text for page in render(library, DAY, duties=duties)}
    first, second = [path for path in made if path.startswith("trach-nhiem/van-ban/")]
    assert second == first.removesuffix(".md") + "/trang-2.md"
    assert "Trang 1: từ Điều 1 đến Điều 1." in made[first]
    assert re.findall(r'<th scope="col"><a [^>]*>([^<]+)</a>', made[second]) == ["Điều 2"]
    assert "Sở Giao thông" not in made[second]


def test_the_directory_lists_all_agencies_those_without_a_page_lead_to_the_provision(
    known: tuple[Library, dict[str, tuple[Duty, ...]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    library, duties = known
    monkeypatch.setattr(book, "MOST_AGENCIES", 1)
    made = {page.path: page.text for page in render(library, DAY, duties=duties)}
    links = re.findall(
        r'<td class="title"><a href="([^"]+)">([^<]+)</a>', made["trach-nhiem/danh-ba-co-quan.md"]
    )
    assert links[0] == ("../cong-an-tinh-lam-giang/", "Công an tỉnh Lâm Giang")
    assert len(links) == 4
    assert links[-1][0].endswith("#dieu-1-khoan-2")
    assert not any(path.startswith("trach-nhiem/so-y-te") for path in made)


def test_notes_stand_at_the_provisions(known: tuple[Library, dict[str, tuple[Duty, ...]]]) -> None:
    library, duties = known
    document = library.documents[0]
    quoted = {document.id: quotes(document, library.text(document), (), duties[document.id])}
    duties_book = Book(library, duties, register(duties.values()), quoted)
    notes = margin.notes(duties_book.of_document[document.id], duties_book.roll)
    (note,) = notes[Provision(library.documents[0].id, "dieu-1-khoan-1")]
    assert [item.words for item in note.items] == ["Sở Giao thông tỉnh Lâm Giang", "Công an tỉnh Lâm Giang"]


def test_holes_name_provisions_without_lead_and_without_deadline(pages: dict[str, Page]) -> None:
    text = pages["trach-nhiem/kiem-soat.md"].text
    assert "## Có phối hợp mà không có cơ quan chủ trì (1)" in text
    assert "#dieu-2-khoan-1" in text
    assert "## Phải báo cáo hoặc quyết định mà không có thời hạn (0)" in text


TWO_LEADS = """Điều 3. Kiểm tra đê

1. Sở Giao thông chủ trì kiểm tra đê sông. Sở Y tế chủ trì kiểm tra đê biển.

2. Sở Giao thông báo cáo Hội đồng nhân dân tỉnh trước ngày 01/12 hằng năm.
"""


def test_holes_name_provisions_with_two_leads_and_who_only_receives() -> None:
    source = read_bytes("lut-bao.txt", (TEXT + TWO_LEADS).encode())
    assert isinstance(source, SourceText)
    library = Library.of([parse(source)])
    duties = {d.id: assign(d, source.text) for d in library.documents}
    made = {page.path: page.text for page in render(library, DAY, duties=duties)}
    two = re.search(r"## Có từ hai cơ quan chủ trì \(1\)\n\n(.*)\n", made["trach-nhiem/kiem-soat.md"])
    assert two is not None
    assert "#dieu-3-khoan-1" in two[1]
    assert two[1].endswith(": Sở Giao thông tỉnh Lâm Giang; Sở Y tế tỉnh Lâm Giang")
    receives = made["trach-nhiem/kiem-soat.md"].partition("## Chỉ nhận báo cáo, không có nhiệm vụ khác (2)")[
        2
    ]
    assert re.findall(r"\[([^]]+)\]", receives) == [
        "Hội đồng nhân dân tỉnh Lâm Giang",
        "Ủy ban nhân dân tỉnh Lâm Giang",
    ]


def test_csv_and_json_hold_the_same_duties(pages: dict[str, Page]) -> None:
    rows = list(
        csv.DictReader(io.StringIO(pages["trach-nhiem/nhiem-vu.csv"].content.decode().lstrip("\ufeff")))
    )
    assert rows == json.loads(pages["trach-nhiem/nhiem-vu.json"].content.decode())
    assert [row["Hạn"] for row in rows if row["Vai trò"] == "báo cáo"] == ["ngày 15/12 hằng năm"]


def test_a_cell_that_looks_like_a_formula_is_text() -> None:
    assert "'=HYPERLINK" in "".join(tables._csv([["=HYPERLINK(1)"]]))


def test_workbook_has_a_sheet_for_each_view_with_filters_and_links(pages: dict[str, Page]) -> None:
    with zipfile.ZipFile(io.BytesIO(pages["trach-nhiem/nhiem-vu.xlsx"].data)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            ElementTree.fromstring(archive.read(name))
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        assert [s.get("name") for s in book.iterfind(".//m:sheet", SHEET)] == [
            "Nhiệm vụ",
            "Cơ quan",
            "Thời hạn",
            "Cách đọc",
        ]
        filters = {
            name.get("localSheetId"): name.text
            for name in book.iterfind(".//m:definedName", SHEET)
            if name.get("name") == "_xlnm._FilterDatabase"  # without it LibreOffice shows no filters
        }
        sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
        rows = sheet.findall(".//m:row", SHEET)
        assert sheet.find(".//m:autoFilter", SHEET) is not None
        assert filters["0"] == f"'Nhiệm vụ'!$A$1:$M${len(rows)}"
        assert len(sheet.findall(".//m:hyperlink", SHEET)) == len(rows) - 1


def _links(workbook: bytes) -> set[str]:
    """Where the links of the first sheet lead."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        relations = ElementTree.fromstring(archive.read("xl/worksheets/_rels/sheet1.xml.rels"))
    return {relation.get("Target", "") for relation in relations}


def test_links_of_the_workbook_are_whole_where_the_address_of_the_site_is_known(
    known: tuple[Library, dict[str, tuple[Duty, ...]]], pages: dict[str, Page]
) -> None:
    library, duties = known
    site = "https://vanban.example.vn/thu-muc/"
    made = {page.path: page for page in render(library, DAY, duties=duties, site=site)}
    whole = _links(made["trach-nhiem/nhiem-vu.xlsx"].data)
    assert whole == {
        site + link.removeprefix("../") for link in _links(pages["trach-nhiem/nhiem-vu.xlsx"].data)
    }
    assert all(link.partition("#")[2].startswith("dieu-") for link in whole)


def test_calendar_has_what_recurs_and_what_has_a_date(pages: dict[str, Page]) -> None:
    (yearly,) = events(pages["trach-nhiem/so-giao-thong-tinh-lam-giang/lich.ics"].text.encode())
    assert (yearly["DTSTART"], yearly["RRULE"]) == ("20311215", "FREQ=YEARLY;INTERVAL=1")
    (once,) = events(pages["trach-nhiem/cong-an-tinh-lam-giang/lich.ics"].text.encode())
    assert once["DTSTART"] == "20310630"
    assert "RRULE" not in once


@pytest.mark.parametrize(
    ("every", "day", "rule"),
    [
        ("P1M", "2031-02-28", "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=-1"),
        ("P3M", "2031-03-31", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1"),
        ("P6M", "2031-06-30", "FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=-1"),
        ("P2Y", "2031-12-31", "FREQ=YEARLY;INTERVAL=2"),
        ("P1W", "2031-02-03", "FREQ=WEEKLY;INTERVAL=1"),
    ],
)
def test_a_frequency_without_a_day_falls_on_the_last_day_of_its_period(
    every: str, day: str, rule: str
) -> None:
    begin, deadline = datetime.date(2031, 2, 3), Deadline("định kỳ", every=every)
    assert (calendar.first_day(deadline, begin), calendar.rule(deadline)) == (day, rule)


@pytest.mark.parametrize(
    ("day", "falls_on"),
    [
        (20, ["2031-02-20", "2031-03-20", "2031-04-20"]),
        (28, ["2031-02-28", "2031-03-28", "2031-04-28"]),
        (30, ["2031-02-28", "2031-03-30", "2031-04-30"]),
        (31, ["2031-02-28", "2031-03-31", "2031-04-30"]),
        (2, ["2031-03-02", "2031-04-02", "2031-05-02"]),
    ],
)
def test_a_day_of_each_month_is_the_last_one_where_a_month_is_too_short(
    day: int, falls_on: list[str]
) -> None:
    deadline = Deadline(f"ngày {day} hằng tháng", every="P1M", due=f"---{day:02}")
    first = calendar.first_day(deadline, datetime.date(2031, 2, 3))
    days = rrulestr(calendar.rule(deadline), dtstart=datetime.datetime.fromisoformat(first))
    assert [found.date().isoformat() for found in itertools.islice(days, 3)] == falls_on


def test_a_day_of_each_month_that_begins_in_december() -> None:
    deadline = Deadline("ngày 10 hằng tháng", every="P1M", due="---10")
    assert calendar.first_day(deadline, datetime.date(2031, 12, 15)) == "2032-01-10"


def test_what_has_no_date_is_listed_and_not_in_the_calendar(pages: dict[str, Page]) -> None:
    assert "trach-nhiem/so-y-te-tinh-lam-giang/lich.ics" not in pages
    assert "## Lịch" not in pages["trach-nhiem/so-y-te-tinh-lam-giang/index.md"].text


@pytest.mark.parametrize(
    "broken",
    [
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n",
        "BEGIN:VCALENDAR\r\nPRODID:x\r\nEND:VCALENDAR\r\n",
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nEND:VCALENDAR\n",
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nno line\r\nEND:VCALENDAR\r\n",
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{'x' * 80}\r\nEND:VCALENDAR\r\n",
    ],
)
def test_the_reader_of_calendars_is_strict(broken: str) -> None:
    with pytest.raises(ValueError):
        events(broken.encode())


def test_the_same_input_gives_the_same_bytes(known: tuple[Library, dict[str, tuple[Duty, ...]]]) -> None:
    library, duties = known
    assert render(library, DAY, duties=duties) == render(library, DAY, duties=duties)
