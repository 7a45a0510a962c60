"""Building is measured: the stages that the command names are read, memory is that of all processes."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

import building
from building import Failed, Run
from dieukhoan.progress import Progress

SLEEPS = "import time; held = bytearray({} << 20); time.sleep({})"


def test_stages_are_those_of_the_table(tmp_path: Path) -> None:
    progress = Progress(io.StringIO(), shown=False)
    with progress.stage("Đọc và phân tích văn bản", 2) as step:
        step()
    with progress.stage("Nối viện dẫn"):
        pass
    (tmp_path / "bảng").write_text(progress.table(), encoding="utf-8")
    shown = "import sys; sys.stderr.buffer.write(open('bảng', 'rb').read())"
    run = building._run([sys.executable, "-c", shown], tmp_path)
    assert list(run.stages) == ["Đọc và phân tích văn bản", "Nối viện dẫn", "Việc khác"]
    assert run.wall > 0 and run.cpu > 0


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="the system tells no memory")
def test_memory_is_that_of_all_processes(tmp_path: Path) -> None:
    below = SLEEPS.format(40, 1.5)
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {below!r}])"
    run = building._run([sys.executable, "-c", code], tmp_path)
    assert 40 < run.memory < 150


def test_a_failed_build_is_no_measurement(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="no such thing"):
        building._run([sys.executable, "-c", "raise SystemExit('no such thing')"], tmp_path)


def test_what_grows_faster_or_became_slower_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    few = Run(1, 1, 1, {"Đọc": 1.0, "Nối": 1.0})
    runs = {"plain": Run(10, 10, 1), "cold": Run(40, 60, 1, {"Đọc": 10.0, "Nối": 30.0})}
    building._show_stages(runs, {"Đọc": 0.5, "Nối": 2.9}, few, 1000, 10_000)
    _, read, linked = capsys.readouterr().out.splitlines()
    assert read.split() == ["Đọc", "10.00", "1,000", "1.00", "0.500", "SLOWER"]
    assert linked.split() == ["Nối", "30.00", "333", "1.48", "GROWS", "FASTER", "2.900"]
