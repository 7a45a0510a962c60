"""What is shown of long work: on a terminal as it goes on, as a table on demand."""

from __future__ import annotations

import io
import time

import pytest

from dieukhoan.progress import Progress


def test_tells_stage_count_rate_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(float(second) for second in range(100))
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    stream = io.StringIO()
    shown = Progress(stream, shown=True)
    with shown.stage("Đọc", 8) as step:
        step()
        step()
    assert "Đọc: 2/8 (1/giây, còn khoảng 6 giây)" in stream.getvalue()
    assert stream.getvalue().endswith("Đọc: 2 xong, 3.0 giây\n")


def test_keeps_quiet_where_nobody_looks() -> None:
    stream = io.StringIO()
    with Progress(stream).stage("Đọc", 1) as step:
        step()
    assert stream.getvalue() == ""


def test_the_table_has_a_row_for_each_stage_and_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 1.0, 1.5, 3.0, 4.0, 5.0, 10.0])
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    used = ((own, 0.5, own / 2, 0.5, 99.0) for own in (0.0, 2.0, 4.0, 6.0, 8.0, 12.0))
    monkeypatch.setattr("dieukhoan.progress.times", lambda: next(used))
    quiet = Progress(io.StringIO(), shown=False)
    with quiet.stage("Đọc", 1) as step:
        step()
    with quiet.stage("Nối"):
        pass
    assert [line.split() for line in quiet.table().splitlines()] == [
        ["Công", "đoạn", "giây", "CPU", "tỷ", "lệ", "số", "mục", "mục/giây"],
        ["Đọc", "2.00", "3.00", "20", "%", "1", "0.5"],
        ["Nối", "1.00", "3.00", "10", "%"],
        ["Việc", "khác", "7.00", "12.00", "70", "%"],
        ["Tất", "cả", "10.00", "18.00", "100", "%"],
    ]
