"""Tables whose headings name roles: each row is a task."""

from __future__ import annotations

import pytest

from dieukhoan.assign import assign
from dieukhoan.model import SourceText
from dieukhoan.parse import parse
from dieukhoan.read import read_bytes

FRONT = (
    "<p>ỦY BAN NHÂN DÂN<br>TỈNH LÂM GIANG</p><p>Số: 15/KH-UBND</p><p>Lâm Giang, ngày 3 tháng 2 năm 2031</p>"
    "<p>KẾ HOẠCH</p><p>Cải cách hành chính</p><p>I. NHIỆM VỤ</p>"
)
ROWS = (
    ("TT", "Nội dung công việc", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn hoàn thành"),
    ("1", "Rà soát văn bản", "Sở Tư pháp", "Các sở, ngành; UBND cấp xã", "Quý II/2031"),
    ("2", "Tổng kết", "Sở Tư pháp", "Công an tỉnh", "Tháng 12/2031"),
)


@pytest.mark.parametrize("number", ["TT", ""])
def test_rows_give_lead_partners_task_and_deadline(number: str) -> None:
    """The column of the numbers may have no heading."""
    rows = [(number, *ROWS[0][1:]), *ROWS[1:]]
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    page = f"<html><body>{FRONT}<table>{table}</table></body></html>"
    source = read_bytes("ke-hoach.html", page.encode())
    assert isinstance(source, SourceText)
    found = [duty for document in parse(source).documents for duty in assign(document, source.text)]
    told = [(d.role.value, d.agency, d.verb, d.deadline.due if d.deadline else "") for d in found]
    assert told == [
        ("chủ trì", "Sở Tư pháp tỉnh Lâm Giang", "Rà soát văn bản", "2031-06-30"),
        ("phối hợp", "Các sở, ngành", "Rà soát văn bản", "2031-06-30"),
        ("phối hợp", "Ủy ban nhân dân cấp xã", "Rà soát văn bản", "2031-06-30"),
        ("chủ trì", "Sở Tư pháp tỉnh Lâm Giang", "Tổng kết", "2031-12-31"),
        ("phối hợp", "Công an tỉnh Lâm Giang", "Tổng kết", "2031-12-31"),
    ]
