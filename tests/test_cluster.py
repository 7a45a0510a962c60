"""A Dask cluster of two worker processes on this machine gives what this process gives."""

from __future__ import annotations

import datetime
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from dieukhoan import cluster, code
from dieukhoan.bounded import Cause, Exceeded
from dieukhoan.cluster import Cluster
from dieukhoan.errors import DieuKhoanError
from dieukhoan.pipeline import generate

distributed = pytest.importorskip("distributed", reason="needs pip install 'dieukhoan[cluster]'")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore"),  # those of Dask and what it needs are not ours
]
DAY = datetime.date(2032, 1, 1)
TEXT = """\
ỦY BAN NHÂN DÂN
TỈNH LÂM GIANG

Số: {number}/2031/QĐ-UBND

Lâm Giang, ngày 02 tháng 3 năm 2031

QUYẾT ĐỊNH
Quản lý bến đò số {number}

Điều 1. Sở Bến bãi chủ trì kiểm tra bến theo Điều 1 Quyết định số {other}/2031/QĐ-UBND.
"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
    ) as started:
        yield started.scheduler_address


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    for number in range(1, 31):
        text = TEXT.format(number=number, other=number % 30 + 1)
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def expected(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("here")
    generate([corpus], out, DAY)
    return _held(out)


def _held(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for folder in ("pages", "data", "search")
        for path in (out / folder).rglob("*")
        if path.is_file()
    }


def test_gives_the_same_files(address: str, corpus: Path, tmp_path: Path, expected: dict[str, bytes]) -> None:
    generate([corpus], tmp_path, DAY, scheduler=address)
    assert _held(tmp_path) == expected


def test_gives_the_same_files_when_a_worker_is_killed(
    address: str, corpus: Path, tmp_path: Path, expected: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    killed: list[int] = []
    run = Cluster.run

    def murderous(
        self: Cluster, function: Callable[[object], object], items: Iterable[object]
    ) -> Iterator[object]:
        for number, outcome in enumerate(run(self, function, items)):
            if number == 5:
                pid = min(self._client.run(os.getpid).values())
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)
            yield outcome

    monkeypatch.setattr(Cluster, "run", murderous)
    generate([corpus], tmp_path, DAY, scheduler=address)
    assert _held(tmp_path) == expected
    assert len(killed) == 2, "one while files are examined, one while pages are made"


def _half(number: int) -> float:
    return 1 / number


def test_a_failure_is_that_of_one_item_alone(address: str) -> None:
    with closing(Cluster(address)) as workers:
        first, second, third = workers.run(_half, [1, 0, 2])
    assert (first, third) == (1, 0.5)
    assert isinstance(second, Exceeded) and second.cause is Cause.FAILURE and "division" in second.detail


def test_workers_with_other_code_are_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(code, "_versions", lambda: "of this process alone")
    code.digest_of.cache_clear()
    with pytest.raises(DieuKhoanError, match="phiên bản"):
        Cluster(address)
    code.digest_of.cache_clear()


def test_says_what_to_do_where_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE", 1)
    with pytest.raises(DieuKhoanError, match=r"127\.0\.0\.1:9"):
        Cluster("tcp://127.0.0.1:9")
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(DieuKhoanError, match="pip install"):
        Cluster("tcp://127.0.0.1:9")
