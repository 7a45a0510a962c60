"""Workers in a Dask cluster (``dask.distributed``, the extra ``dieukhoan[cluster]``): the same work.

What is sent is all that the work needs, and what comes back is all that it gave: no disk is shared. A worker
that dies is no loss, the scheduler gives its work to another.
"""

from __future__ import annotations

import importlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from types import ModuleType
from typing import Any, TypeVar

from dieukhoan.bounded import Cause, Exceeded
from dieukhoan.code import PACKAGE, digest_of
from dieukhoan.errors import DieuKhoanError

Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD = 4
"""Items for each thread of the cluster that are under way at a time."""
_PATIENCE = 15
"""Seconds in which a scheduler has to answer."""


class Cluster:
    """The workers of the scheduler at an address, such as ``tcp://10.0.0.5:8786``.

    Raises ``DieuKhoanError`` when ``distributed`` is not installed, nobody answers at the address, or the
    workers have another version of this package: they would give other results.
    """

    def __init__(self, address: str) -> None:
        try:
            client: Any = _distributed().Client
            self._client = client(address, timeout=_PATIENCE)
            codes = self._client.run(digest_of, PACKAGE)
        except (OSError, ValueError) as error:
            mend = "Kiểm tra địa chỉ và xem bộ điều phối (dask scheduler) có đang chạy không."
            raise DieuKhoanError("không nối được với cụm máy", address, mend) from error
        if set(codes.values()) == {digest_of(PACKAGE)}:
            return
        self.close()
        if not codes:
            raise DieuKhoanError("cụm máy chưa có máy nào", address, "Hãy khởi động dask worker.")
        mend = "Hãy cài cùng phiên bản của dieukhoan và các gói của nó trên mọi máy."
        raise DieuKhoanError("các máy của cụm chạy phiên bản khác", address, mend)

    def run(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result | Exceeded]:
        """What ``function`` returns for each item, or why it did not, in the order of the items."""
        most = _AHEAD * max(1, sum(self._client.nthreads().values()))
        under_way: deque[Any] = deque()
        for item in items:
            under_way.append(self._client.submit(function, item, pure=False))
            if len(under_way) >= most:
                yield _outcome(under_way.popleft())
        while under_way:
            yield _outcome(under_way.popleft())

    def beside(self, work: Callable[[Item], Result]) -> Callable[[Item], Callable[[], Result]]:
        """The work itself, once its result is asked for: what needs the whole library stays here."""
        return partial(partial, work)

    def close(self) -> None:
        """Leaves the cluster, which goes on."""
        self._client.close()


def _distributed() -> ModuleType:
    """The package, imported only by those who work in a cluster: it takes as long as all of ours."""
    try:
        return importlib.import_module("distributed")
    except ImportError as error:
        mend = "Hãy cài: pip install 'dieukhoan[cluster]'."
        raise DieuKhoanError("chưa cài gói distributed", "--scheduler", mend) from error


def _outcome(future: Any) -> Any:
    try:
        return future.result()
    except _distributed().KilledWorker as error:
        return Exceeded(Cause.CRASH, str(error)[:200])
    except Exception as error:  # whatever the function raised: the other items must not suffer
        return Exceeded(Cause.FAILURE, f"{type(error).__name__}: {error}"[:200])
