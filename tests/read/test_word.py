"""Word files as lines: counted labels, tables, notes, changes, old fonts, and what attackers make."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dieukhoan.model import SourceText
from dieukhoan.read import Unreadable, read_bytes
from tests.read.reading import line, source, texts
from tests.read.word_files import docx, level, numbered, numbering, packed, paragraph, row, run, table

_NOTE = '<w:r><w:endnoteReference w:id="1"/></w:r>'
ARTICLES = numbering(
    level(0, "decimal", "Điều %1."),
    level(1, "decimal", "%2."),
    level(2, "lowerLetter", "%3)"),
    level(3, "bullet", "\uf02d"),
)


def test_labels_are_restored_and_start_again() -> None:
    body = "".join(
        numbered(text, at)
        for text, at in (
            *(("Phạm vi", 0), ("Áp dụng", 1), ("sở", 2), ("xã", 2), ("ấp", 3)),
            *(("Khác", 1), ("huyện", 2), ("Đối tượng", 0), ("Một", 1)),
        )
    )
    assert texts(docx(body, numbering=ARTICLES)) == [
        *("Điều 1. Phạm vi", "1. Áp dụng", "a) sở", "b) xã", "- ấp", "2. Khác", "a) huyện"),
        *("Điều 2. Đối tượng", "1. Một"),
    ]


@pytest.mark.parametrize(
    ("kind", "text", "label"),
    [
        ("upperRoman", "%1.", "IV."),
        ("lowerRoman", "(%1)", "(iv)"),
        ("upperLetter", "Phần %1:", "Phần D:"),
        ("lowerLetter", "%1)", "d)"),
        ("decimalZero", "%1.", "04."),
        ("bullet", "\uf0b7", "•"),
        ("bullet", "+", "+"),
        ("vietnameseCounting", "Phần thứ %1", "Phần thứ Bốn"),
        ("none", "Ghi chú:", "Ghi chú:"),
    ],
)
def test_kinds_of_numbers(kind: str, text: str, label: str) -> None:
    body = "".join(numbered("nội dung") for _ in range(4))
    assert texts(docx(body, numbering=numbering(level(0, kind, text))))[3] == f"{label} nội dung"


def test_letters_after_z_as_word_prints_them() -> None:
    lines = texts(
        docx("".join(numbered("x") for _ in range(28)), numbering=numbering(level(0, "lowerLetter", "%1)")))
    )
    assert lines[3:6] == ["d) x", "e) x", "f) x"] and lines[25:] == ["z) x", "aa) x", "bb) x"]


def test_levels_above_in_a_label() -> None:
    levels = numbering(
        level(0, "upperRoman", "%1."),
        level(1, "decimal", "%1.%2."),
        level(2, "decimal", "%1.%2.%3.", "<w:isLgl/>"),
    )
    body = numbered("a") + numbered("b") + numbered("c", 1) + numbered("d", 1) + numbered("e", 2)
    assert texts(docx(body, numbering=levels)) == ["I. a", "II. b", "II.1. c", "II.2. d", "2.2.1. e"]


def test_a_level_that_never_starts_again() -> None:
    levels = numbering(
        level(0, "upperRoman", "Chương %1"), level(1, "decimal", "Điều %2.", '<w:lvlRestart w:val="0"/>')
    )
    body = numbered("A") + numbered("a", 1) + numbered("B") + numbered("b", 1)
    assert texts(docx(body, numbering=levels))[1::2] == ["Điều 1. a", "Điều 2. b"]


def test_numberings_that_share_a_list_count_on_unless_they_start_anew() -> None:
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        '<w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        + level(0, "decimal", "Khoản %1:")
        + "</w:lvlOverride></w:num>"
    )
    body = "".join(numbered("x", 0, which) for which in (1, 1, 2, 3, 3, 4))
    lines = texts(docx(body, numbering=numbering(level(0, "decimal", "%1."), more=more)))
    assert lines == ["1. x", "2. x", "3. x", "1. x", "2. x", "Khoản 3: x"]


def test_numbering_by_styles() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Dieu"><w:name w:val="heading 2"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="DieuCon"><w:basedOn w:val="Dieu"/></w:style>'
    )
    levels = numbering(level(0, "decimal", "%1"), level(1, "decimal", "Điều %2.", '<w:pStyle w:val="Dieu"/>'))
    body = (
        paragraph("Phạm vi", '<w:pStyle w:val="Dieu"/>')
        + paragraph("Không số", '<w:pStyle w:val="DieuCon"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + paragraph("Đối tượng", '<w:pStyle w:val="Dieu"/>')
    )
    data = docx(body, styles=styles, numbering=levels)
    assert texts(data) == ["Điều 1. Phạm vi", "Không số", "Điều 2. Đối tượng"]
    first = line(data, "Điều 1. Phạm vi")
    assert first.bold and first.centred and first.heading == 2


def test_tracked_changes_are_accepted() -> None:
    body = (
        paragraph(
            runs=f"{run('Điều ')}<w:del>{run('một')}</w:del><w:ins>{run('1')}</w:ins>"
            f"<w:moveFrom>{run('x')}</w:moveFrom>"
        )
        + paragraph("đầu", "<w:rPr><w:del/></w:rPr>")
        + paragraph(" cuối")
        + table(row("a", "b"), row("c", "d", properties="<w:del/>"), row("e", "f"))
    )
    assert texts(docx(body)) == ["Điều 1", "đầu cuối", "a\tb", "e\tf"]


def test_a_paragraph_that_was_moved_stands_where_it_went() -> None:
    """With the ranges and marks that Word writes around both places; the emptied paragraph is gone."""
    body = (
        paragraph("Điều 1. Phạm vi")
        + '<w:moveFromRangeStart w:id="1" w:name="m"/>'
        + paragraph(
            properties="<w:rPr><w:moveFrom/></w:rPr>", runs=f"<w:moveFrom>{run('1. Cũ')}</w:moveFrom>"
        )
        + '<w:moveFromRangeEnd w:id="1"/>'
        + paragraph("Điều 2. Đối tượng")
        + '<w:moveToRangeStart w:id="2" w:name="m"/>'
        + paragraph(properties="<w:rPr><w:moveTo/></w:rPr>", runs=f"<w:moveTo>{run('1. Mới')}</w:moveTo>")
        + '<w:moveToRangeEnd w:id="2"/>'
    )
    assert texts(docx(body)) == ["Điều 1. Phạm vi", "Điều 2. Đối tượng", "1. Mới"]


def test_comments_headers_and_footers_are_set_aside() -> None:
    """What belongs to the page or to its reviewers is in parts of the file that are no text of it."""
    mark = '<w:commentRangeStart w:id="0"/>{}<w:commentRangeEnd w:id="0"/>'
    reference = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="0"/></w:r>'
    body = paragraph(runs=mark.format(run("Điều 1. Phạm vi")) + reference)
    body += '<w:sectPr><w:headerReference w:type="default" w:id="rheader"/></w:sectPr>'
    comment = f'<w:comment w:id="0" w:author="x">{paragraph("Xem lại")}</w:comment>'
    parts = {"comments": comment, "header": paragraph("Bản thảo"), "footer": paragraph("Trang 1")}
    assert texts(docx(body, **parts)) == ["Điều 1. Phạm vi"]


def test_fields_and_links_show_their_result() -> None:
    code = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    field = code.format("begin") + "<w:r><w:instrText>REF x</w:instrText><w:t>ẩn</w:t></w:r>"
    field += code.format("separate") + run("Điều 7") + code.format("end")
    link = f"<w:hyperlink>{run(' Luật')}</w:hyperlink><w:fldSimple>{run(' số 5')}</w:fldSimple>"
    assert texts(docx(paragraph("Theo ", runs=field + link))) == ["Theo Điều 7 Luật số 5"]


def test_a_footnote_stands_after_its_paragraph() -> None:
    notes = f'<w:footnote w:id="2">{paragraph("Được sửa đổi.")}</w:footnote>'
    notes += f'<w:footnote w:id="0">{paragraph("x")}</w:footnote>'
    body = paragraph("Điều 1", runs='<w:r><w:footnoteReference w:id="2"/></w:r>') + paragraph("tiếp")
    assert texts(docx(body, footnotes=notes)) == ["Điều 1[1]", "[1] Được sửa đổi.", "tiếp"]


def test_notes_at_the_end_are_counted_with_those_at_the_foot() -> None:
    foot = f'<w:footnote w:id="1">{paragraph("Một.")}{paragraph("Tiếp.")}</w:footnote>'
    end = f'<w:endnote w:id="1">{paragraph("Hai.")}</w:endnote>'
    body = paragraph("Điều 1", runs='<w:r><w:footnoteReference w:id="1"/></w:r>')
    body += table(row("a", "b"), row("c", f"<w:tc>{paragraph('d', runs=_NOTE)}</w:tc>"))
    assert texts(docx(body, footnotes=foot, endnotes=end)) == [
        *("Điều 1[1]", "[1] Một.", "Tiếp."),
        *("a\tb", "c\td[2]\v[2] Hai."),
    ]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('Trong khung')}</w:txbxContent>"
    drawing = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(docx(paragraph("Ngoài khung", runs=drawing) + paragraph("sau"))) == [
        "Ngoài khung",
        "Trong khung",
        "sau",
    ]


def test_breaks_tabs_and_signs() -> None:
    runs = '<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:br w:type="page"/></w:r>'
    runs += "<w:r><w:t>Độc lập </w:t><w:noBreakHyphen/><w:t> Tự do</w:t>"
    runs += '<w:sym w:font="Wingdings" w:char="F0A8"/></w:r>'
    assert texts(docx(paragraph(runs=runs))) == ["a", "b    c", "Độc lập - Tự do□"]


def test_looks() -> None:
    body = paragraph(runs=run("Điều 1", "<w:b/>") + run(". ", '<w:b w:val="0"/>') + run("ẩn", "<w:vanish/>"))
    body += paragraph(runs=run("quyết định", "<w:caps/><w:i/>"), properties='<w:jc w:val="center"/>')
    data = docx(body)
    assert line(data, "Điều 1.").bold
    title = line(data, "QUYẾT ĐỊNH")
    assert title.italic and title.centred and not title.bold


def test_a_table_of_data_and_a_table_that_lays_out() -> None:
    reaching = '<w:tc><w:tcPr><w:vMerge w:val="{}"/></w:tcPr>{}</w:tc>'
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph("rộng")}</w:tc>'
    data = table(
        row("STT", "Việc", "Hạn"),
        row(
            "1",
            reaching.format("restart", paragraph("chung")),
            "<w:tc>" + paragraph("a") + paragraph("b") + "</w:tc>",
        ),
        row("2", reaching.format("continue", paragraph()), "c"),
        row(wide, "d"),
    )
    head = table(
        row("UBND TỈNH LÂM GIANG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        row("Số: 5/QĐ-UBND", "Ngày 5"),
        borders=False,
    )
    lines = texts(docx(head + data))
    assert lines[:4] == [
        "UBND TỈNH LÂM GIANG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 5/QĐ-UBND",
        "Ngày 5",
    ]
    assert lines[4:] == ["STT\tViệc\tHạn", "1\tchung\ta\vb", "2\t\tc", "rộng\t\td"]


def test_a_table_in_a_table_loses_nothing() -> None:
    inner = f"<w:tc>{paragraph('trước')}{table(row('trong', 'hai'))}{paragraph('sau')}</w:tc>"
    assert texts(docx(table(row("ngoài", inner)) + paragraph("cuối"))) == [
        "ngoài",
        "trước",
        "trong\thai",
        "sau",
        "cuối",
    ]


def test_contents_are_furniture() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="M1"><w:name w:val="toc 1"/></w:style>'
    data = docx(paragraph("Điều 1. Phạm vi", '<w:pStyle w:val="M1"/>') + paragraph("x"), styles=styles)
    assert line(data, "Điều 1. Phạm vi").furniture


@pytest.mark.parametrize(
    ("font", "letters", "text"),
    [
        (".VnTime", "QuyÕt ®Þnh", "Quyết định"),
        (".VnTimeH", "quyÕt ®Þnh", "QUYẾT ĐỊNH"),
        ("VNI-Times", "Quyeát ñònh", "Quyết định"),
        (".VnTime", "Quy\uf0d5t \uf0ae\uf0denh", "Quyết định"),
        (".VnTime", "Quyết định của xã", "Quyết định của xã"),
        ("Times New Roman", "Đã", "Đã"),
    ],
)
def test_old_fonts_show_vietnamese(font: str, letters: str, text: str) -> None:
    look = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'
    parts = (letters[:4], letters[4:])  # a letter of VNI may be cut by the end of a run
    result = source(docx(paragraph(runs="".join(run(part, look) for part in parts) + run(" số 5"))))
    assert result.text == f"{text} số 5"
    assert [finding.code for finding in result.findings] == (["old-encoding"] if letters != text else [])


def test_a_soft_hyphen_is_a_letter_in_tcvn3() -> None:
    look = '<w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr>'
    runs = f"<w:r>{look}<w:t>Ch</w:t><w:softHyphen/><w:t>¬ng tr×nh</w:t></w:r>"
    assert texts(docx(paragraph(runs=runs))) == ["Chương trình"]


def test_old_text_whose_fonts_were_replaced() -> None:
    result = source(docx(paragraph("Céng hßa x· héi chñ nghÜa ViÖt Nam") + paragraph("§éc lËp - Tù do")))
    assert result.text == "Cộng hòa xã hội chủ nghĩa Việt Nam\nĐộc lập - Tự do"
    assert result.format == "docx"


def _code(data: bytes) -> str:
    result = read_bytes("x.docx", data)
    assert isinstance(result, Unreadable) and result.finding.hint
    return result.finding.code


ENTITIES = (
    '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
)


@pytest.mark.parametrize(
    "data",
    [
        docx(paragraph("&b;&f;"), ENTITIES),
        docx("<w:sdt><w:sdtContent>" * 150 + paragraph("x") + "</w:sdtContent></w:sdt>" * 150),
        docx("<w:p>" * 10_000 + "</w:p>" * 10_000),
        docx("<w:p>"),
        packed({"[Content_Types].xml": "", "word/document.xml": ""}),
        packed({"[Content_Types].xml": "", "word/x.xml": ""}),
    ],
)
def test_hostile_files_are_errors(data: bytes) -> None:
    assert _code(data) == "word-damaged"


def test_a_picture_alone_has_no_text() -> None:
    assert _code(docx(paragraph(runs="<w:r><w:drawing/></w:r>"))) == "no-text"


def test_a_spreadsheet_is_no_word_file() -> None:
    assert _code(packed({"[Content_Types].xml": "", "xl/workbook.xml": "<x/>"})) == "file-damaged"


def test_styles_and_lists_that_refer_to_themselves() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    links = '<w:numStyleLink w:val="L"/><w:styleLink w:val="L"/>'
    lists = f'<w:abstractNum w:abstractNumId="0">{links}</w:abstractNum>'
    lists += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    body = paragraph("a", '<w:pStyle w:val="A"/>') + numbered("b") + numbered("c", 99) + numbered("d", 0, 7)
    assert texts(docx(body, styles=styles, numbering=lists)) == ["a", "b", "c", "d"]


_TEXT = st.text(st.characters(codec="utf-8", categories=["L", "Nd"]), min_size=1, max_size=20)


@given(st.lists(st.lists(_TEXT, min_size=1, max_size=3), min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_no_word_is_lost(paragraphs: list[list[str]]) -> None:
    body = "".join(paragraph(runs="".join(map(run, runs))) for runs in paragraphs)
    result = read_bytes("x", docx(body + paragraph("ở")))
    assert isinstance(result, SourceText)
    expected = [unicodedata.normalize("NFC", "".join(runs)) for runs in paragraphs]
    assert result.text.split("\n") == [*expected, "ở"]
