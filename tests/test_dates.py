"""Vietnamese dates as printed."""

from __future__ import annotations

import pytest

from dieukhoan import dates


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("ngày 12/6/2021", "2021-06-12"),
        ("12-6-2021", "2021-06-12"),
        ("ngày 12.6.2021", "2021-06-12"),
        ("ngày 12 tháng 6 năm 2021", "2021-06-12"),
        ("ngày 05 tháng 7 năm 2022", "2022-07-05"),
        ("ngày *11* tháng *01* năm 2022", "2022-01-11"),
        ("ngày 01 tháng12 năm 2025", "2025-12-01"),
        ("Ngày 29 tháng 02 năm 2024", "2024-02-29"),
    ],
)
def test_iso(printed: str, expected: str) -> None:
    assert dates.iso(printed) == expected


@pytest.mark.parametrize(
    "printed",
    [
        "ngày 31/02/2022",
        "ngày 31/12/9999",
        "ngày 01/01/0001",
        "ngày 29 tháng 02 năm 2023",
        "tháng 01 năm 2022",
        "ngày … tháng 01 năm 2022",
        "12/2021",
        "",
    ],
)
def test_no_day(printed: str) -> None:
    assert dates.iso(printed) is None


def test_partial_date_keeps_what_is_there() -> None:
    match = dates.PARTIAL_DATE.search("Vân Khê, ngày … tháng 01 năm 2022")
    assert match is not None and match.groups() == ("", "01", "2022")


def test_a_number_is_no_date() -> None:
    assert dates.DATE.search("số 12/2021/QĐ-UBND") is None


def test_days_after() -> None:
    assert dates.days_after("2024-02-20", 15) == "2024-03-06"
