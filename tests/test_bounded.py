"""Whatever one item does, every other item has its result, in order."""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dieukhoan import memory
from dieukhoan.bounded import Cause, Exceeded, Limits, bounded

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the kernel's limits are those of Linux")

SMALL = Limits(seconds=1, memory=64 << 20, patience=20)


def spin() -> None:
    while True:
        pass


def spin_in_c() -> None:
    (10**10) ** (10**8)  # one operation: Python looks at no signal before it ends


def eat() -> None:
    held = []
    while True:
        held.append(bytearray(1 << 20))


def crash() -> None:
    faulthandler.disable()  # pytest's, which would print where
    os.kill(os.getpid(), signal.SIGSEGV)


def leave() -> None:
    os._exit(3)


def fail() -> None:
    raise ValueError("không đọc được")


def recurse() -> None:
    recurse()


def unpicklable() -> object:
    return lambda: None


HARM: dict[str, tuple[Callable[[], object], Cause]] = {
    "spin": (spin, Cause.TIME),
    "spin in C": (spin_in_c, Cause.TIME),
    "eat": (eat, Cause.MEMORY),
    "crash": (crash, Cause.CRASH),
    "leave": (leave, Cause.CRASH),
    "fail": (fail, Cause.FAILURE),
    "recurse": (recurse, Cause.FAILURE),
    "unpicklable": (unpicklable, Cause.FAILURE),
}


def harm(item: object) -> object:
    return 2 * item if isinstance(item, int) else HARM[str(item)][0]()


@pytest.mark.parametrize("kind", HARM)
def test_one_item_is_lost_and_no_other(kind: str) -> None:
    outcomes = list(bounded(harm, [1, kind, 2, 3], jobs=2, limits=SMALL))
    assert [*outcomes[:1], *outcomes[2:]] == [2, 4, 6]
    lost = outcomes[1]
    assert isinstance(lost, Exceeded) and lost.cause is HARM[kind][1]
    assert lost.detail


def test_a_failure_says_what_and_where() -> None:
    (lost,) = bounded(harm, ["fail"], limits=SMALL)
    assert isinstance(lost, Exceeded)
    assert "ValueError: không đọc được (test_bounded.py:" in lost.detail


def test_waiting_is_limited_too() -> None:
    outcomes = list(bounded(time.sleep, [0.0, 60.0, 0.0], limits=Limits(patience=1)))
    assert outcomes == [None, Exceeded(Cause.TIME, "1 giây"), None]


def test_limits_are_for_an_item_and_not_for_a_process() -> None:
    """Eight items of a fifth of a second and 40 MB pass one worker that may use a second and 64 MB."""
    assert list(bounded(_use, range(8), limits=SMALL)) == list(range(8))


def _use(number: int) -> int:
    kept = bytearray(40 << 20)
    _KEPT.append(kept[: 10 << 20])
    end = time.process_time() + 0.2
    while time.process_time() < end:
        pass
    return number


_KEPT: list[bytearray] = []


def test_order_is_kept_and_workers_are_few() -> None:
    outcomes = list(bounded(_who, range(500), jobs=3))
    assert [number for number, _ in outcomes] == list(range(500))  # type: ignore[misc]
    assert len({process for _, process in outcomes}) <= 3  # type: ignore[misc]


def _who(number: int) -> tuple[int, int]:
    if number % 7 == 0:
        time.sleep(0.002)
    return number, os.getpid()


def test_the_first_items_are_begun_before_an_outcome_is_asked_for(tmp_path: Path) -> None:
    outcomes = bounded(Path.touch, [tmp_path / "first", tmp_path / "second"], jobs=1)
    until = time.monotonic() + 60
    while not (tmp_path / "first").exists() and time.monotonic() < until:
        time.sleep(0.01)
    assert (tmp_path / "first").exists() and not (tmp_path / "second").exists()
    assert list(outcomes) == [None, None] and (tmp_path / "second").exists()


def test_nothing_runs_on_when_the_outcomes_are_not_wanted() -> None:
    outcomes = bounded(_who, range(100), jobs=2)
    first = next(outcomes)
    assert isinstance(first, tuple)
    outcomes.close()  # type: ignore[attr-defined]
    with pytest.raises(ProcessLookupError):
        os.kill(first[1], 0)


@pytest.mark.slow
def test_beside_threads_workers_are_started_afresh() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        outcomes = list(bounded(harm, [1, "spin", 2], jobs=2, limits=SMALL))
    finally:
        stop.set()
        thread.join()
    assert (outcomes[0], outcomes[2]) == (2, 4)
    assert isinstance(outcomes[1], Exceeded) and outcomes[1].cause is Cause.TIME


@pytest.mark.slow
def test_workers_do_not_hold_what_a_large_process_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_SMALL", 0)
    monkeypatch.setattr(sys.modules[__name__], "_KEPT", [bytearray(1)] * 5)
    assert list(bounded(_held, range(4), jobs=2)) == [0, 0, 0, 0]
    assert list(bounded(_held, range(2), jobs=1)) == [5, 5]


def _held(number: int) -> int:
    del number
    return len(_KEPT)


def test_no_items() -> None:
    assert list(bounded(harm, [])) == []
