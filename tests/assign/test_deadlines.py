"""Deadlines as printed and as data."""

from __future__ import annotations

import pytest

from dieukhoan.assign.deadlines import find_deadline


@pytest.mark.parametrize(
    ("text", "printed", "every", "due"),
    [
        ("báo cáo trước ngày 15/12 hằng năm", "trước ngày 15/12 hằng năm", "P1Y", "--12-15"),
        ("gửi trước ngày 20 hằng tháng", "trước ngày 20 hằng tháng", "P1M", "---20"),
        ("hội nghị 02 năm một lần", "02 năm một lần", "P2Y", ""),
        ("định kỳ 6 tháng, hằng năm báo cáo", "định kỳ 6 tháng, hằng năm", "P6M", ""),
        ("đối thoại ít nhất 01 lần/năm", "ít nhất 01 lần/năm", "P1Y", ""),
        ("hằng quý rà soát", "hằng quý", "P3M", ""),
        ("hoàn thành trong tháng 2/2028", "hoàn thành trong tháng 2/2028", "", "2028-02-29"),
        ("trình trong quý III/2031", "trong quý III/2031", "", "2031-09-30"),
        ("xong trước ngày 30 tháng 6 năm 2031", "trước ngày 30 tháng 6 năm 2031", "", "2031-06-30"),
        ("hoàn thành trong năm 2031", "hoàn thành trong năm 2031", "", "2031-12-31"),
        ("hoàn thành trong năm 9999", "hoàn thành trong năm 9999", "", ""),
        ("xong trước ngày 31/12/9999", "trước ngày 31/12/9999", "", ""),
        ("kịp thời thông báo", "kịp thời", "", ""),
        ("trước ngày 15/12 báo cáo", "trước ngày 15/12", "", ""),
    ],
)
def test_deadline(text: str, printed: str, every: str, due: str) -> None:
    found = find_deadline(text)
    assert found is not None
    assert (found.text, found.every, found.due) == (printed, every, due)


def test_a_term_has_its_trigger_and_no_date() -> None:
    found = find_deadline("trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ, cấp giấy phép")
    assert found is not None
    assert (found.within, found.working_days, found.trigger) == ("P5D", True, "kể từ ngày nhận đủ hồ sơ")
    assert (found.every, found.due) == ("", "")


@pytest.mark.parametrize(
    "text",
    [
        "theo Quyết định số 12/QĐ-UBND ngày 3 tháng 4 năm 2030",
        "ngày 3 tháng 4 năm 2030 của Ủy ban nhân dân tỉnh",
        "quyền hạn của mình",
        "chậm tiến độ",
    ],
)
def test_no_deadline(text: str) -> None:
    assert find_deadline(text) is None


def test_a_day_that_does_not_exist_is_no_date() -> None:
    found = find_deadline("trước ngày 31/02/2031")
    assert found is not None
    assert found.due == ""
