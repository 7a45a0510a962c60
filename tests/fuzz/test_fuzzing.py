"""The fuzzer itself runs: a short look at all targets, guided by coverage."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.targets import EVERY

ROOT = Path(__file__).parents[2]
SECONDS = 8


@pytest.mark.slow
@pytest.mark.skipif(
    importlib.util.find_spec("atheris") is None,
    reason="atheris has packages for Linux on x86-64 and Python 3.11 to 3.13 alone",
)
def test_a_short_run_finds_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.fuzz", EVERY, "--folder", str(tmp_path)]
    run = subprocess.run(
        [*command, "--runs", "2000", "--seconds", str(SECONDS)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        errors="replace",
    )
    done = re.search(r"number_of_executed_units: (\d+)", run.stderr)
    assert run.returncode == 0 and done, run.stderr[-3000:]
    assert int(done[1]) > 10
    assert not list((tmp_path / EVERY / "finds").iterdir())
