"""Work beside: the same result, whatever becomes of its process; and nothing goes on without its parent."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from dieukhoan.beside import Beside, can_fork

needs_fork = pytest.mark.skipif(not can_fork(), reason="no process is started here")


def _process(_: None) -> int:
    return os.getpid()


def _nothing_of(whole: int) -> int:
    return whole // 0


@needs_fork
def test_is_done_in_another_process() -> None:
    assert Beside(_process).begin(None)() != os.getpid()


def test_takes_what_it_is_given_later() -> None:
    beside = Beside(str.upper)
    assert beside.begin("khoản")() == "KHOẢN"


def test_is_done_here_where_a_fork_is_not_safe() -> None:
    leave = threading.Event()
    other = threading.Thread(target=leave.wait)
    other.start()
    try:
        assert Beside(_process).begin(None)() == os.getpid()
    finally:
        leave.set()
        other.join()


def test_raises_here() -> None:
    with pytest.raises(ZeroDivisionError):
        Beside(_nothing_of).begin(1)()


def test_is_done_again_when_its_process_dies() -> None:
    here = os.getpid()

    def work(_: None) -> str:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return "xong"

    assert Beside(work).begin(None)() == "xong"


def _begin(told: Connection, sign: Path) -> None:
    def work(_: None) -> None:
        told.send(os.getpid())
        while True:
            sign.write_text(str(time.monotonic()), encoding="utf-8")
            time.sleep(0.01)

    Beside(work).begin(None)()


@needs_fork
def test_ends_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    near, far = context.Pipe(duplex=False)
    parent = context.Process(target=_begin, args=(far, tmp_path / "sign"))
    parent.start()
    child = near.recv()
    parent.kill()
    parent.join()
    for _ in range(500):
        try:
            os.kill(child, 0)
        except ProcessLookupError:
            break
        if Path(f"/proc/{child}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z":
            break  # dead; whoever adopted it has not looked yet
        time.sleep(0.02)
    else:
        os.kill(child, signal.SIGKILL)
        pytest.fail("the work goes on without its parent")
