"""What is a regulation, and what only quotes one."""

from __future__ import annotations

import pytest

from dieukhoan.model import Document, Line, SourceText
from dieukhoan.parse import BACKGROUND_TYPE, parse


def _first(text: str) -> Document:
    lines, at = [], 0
    for row in text.split("\n"):
        lines.append(Line(at, at + len(row)))
        at += len(row) + 1
    return parse(SourceText("bai.txt", text, tuple(lines))).documents[0]


LEAD = (
    "Lễ hội bến đò Vân Khê năm nay tổ chức vào ngày nào và ở đâu?\nTheo thông báo của Ban Tổ chức như sau:\n"
)


@pytest.mark.parametrize(
    "text",
    [
        LEAD + "THÔNG BÁO\nLỄ HỘI BẾN ĐÒ\nLễ hội tổ chức tại bến Hồ Sen, thành phố Vân Khê.",
        LEAD + "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nLễ hội tổ chức tại bến Hồ Sen.",
        LEAD + "Điều 5. Giờ mở hội\n1. Lễ hội mở từ 7 giờ.\n2. Lễ hội kết thúc lúc 17 giờ.",
        LEAD + "Căn cứ Điều 5 Quy chế bến đò quy định về giờ mở hội như sau:\nII. Giờ mở hội\nTừ 7 giờ.",
    ],
)
def test_an_article_that_quotes_a_notice(text: str) -> None:
    document = _first(text)
    assert document.is_background and document.type == BACKGROUND_TYPE
    assert not document.nodes


@pytest.mark.parametrize(
    "text",
    [
        "THÔNG BÁO\nVề lễ hội bến đò\nLễ hội tổ chức tại bến Hồ Sen, thành phố Vân Khê.",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nLễ hội tổ chức tại bến Hồ Sen.",
        LEAD + "Điều 1. Giờ mở hội\n1. Lễ hội mở từ 7 giờ.",
        LEAD + "Căn cứ Quy chế bến đò thành phố Vân Khê;\nLễ hội tổ chức tại bến Hồ Sen.",
        LEAD + "Lễ hội tổ chức tại bến Hồ Sen.\nTM. BAN TỔ CHỨC\nTRƯỞNG BAN\nTrần Thị Mai",
    ],
)
def test_one_sign_of_a_regulation_is_enough(text: str) -> None:
    assert not _first(text).is_background


def test_rows_of_a_table_after_the_signature_stay_rows() -> None:
    head = "Số: 5/QĐ-UBND\nQUYẾT ĐỊNH\nĐiều 1. Mở bến đò.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Thị Mai\n"
    rows = ["Danh sách bến", "STT\tBến", "1\tHồ Sen", "2\tVân Khê"]
    text = head + "\n".join(rows)
    lines, at = [], 0
    for row in text.split("\n"):
        lines.append(Line(at, at + len(row), table=int("\t" in row)))
        at += len(row) + 1
    document = parse(SourceText("ban.txt", text, tuple(lines))).documents[0]
    found = [text[p.pieces[0].start : p.pieces[-1].end] for p in document.paragraphs if p.table]
    assert found == rows[1:]
