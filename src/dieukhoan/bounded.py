"""Runs a function over many items, each under a limit of time and memory, in processes that may die.

A file that an attacker made may keep a regular expression or a parser in C busy for hours, eat all memory, or
crash the process. So what looks at one file runs in a worker whose time and memory the kernel itself holds::

    for outcome in bounded(examine, files, jobs=2):
        match outcome:
            case Exceeded(cause, detail): ...   # this file alone is lost; its worker was replaced
            case _: ...                         # what examine(file) returned

Outcomes come in the order of the items, one for each, whatever happened. Workers live as long as the items
last, so a small item costs a message there and back (0.1 ms), not a process. ``function`` and what it takes
and returns are pickled; what it raises is an outcome too (``Cause.FAILURE``), since one file never stops the
others.

On Linux all limits hold, on macOS that of memory does not, on Windows only that of waiting does. In a Dask
worker set ``distributed.worker.daemon: False``: daemons may have no children.
"""

from __future__ import annotations

import math
import multiprocessing
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from multiprocessing.connection import Connection, wait
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from typing import Any, Generic, TypeVar

from dieukhoan.beside import Context, context_of

if sys.platform != "win32":
    import resource

Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD = 64
"""Items for each worker that may be done before an earlier one is: their results have to be kept."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one item may use: ``seconds`` of CPU, bytes of ``memory``, seconds of ``patience`` on the clock.

    The clock is for what waits and uses no CPU; it is generous, since the machine may be busy.
    """

    seconds: int = 120
    memory: int = 2 << 30
    patience: int = 900


class Cause(Enum):
    """Why an item has no result."""

    TIME = auto()
    MEMORY = auto()
    CRASH = auto()  # the process died, in code that is not Python
    FAILURE = auto()  # the function raised


@dataclass(frozen=True, slots=True)
class Exceeded:
    """An item that has no result: ``detail`` is the limit that it went over, or what went wrong."""

    cause: Cause
    detail: str = ""


def bounded(
    function: Callable[[Item], Result], items: Iterable[Item], jobs: int = 1, limits: Limits = Limits()
) -> Iterator[Result | Exceeded]:
    """What ``function`` returns for each item, or why it did not, in the order of the items.

    ``jobs`` is the number of workers; no more are started than there are items. The first items are begun at
    once, so that the caller may do something else before it asks for what came of them.
    """
    outcomes = _outcomes(function, items, jobs, limits)
    next(outcomes)
    return outcomes


def _outcomes(
    function: Callable[[Item], Result], items: Iterable[Item], jobs: int, limits: Limits
) -> Iterator[Any]:
    """Nothing once the first items are begun, then the outcomes."""
    waiting = enumerate(items)
    done: dict[int, Result | Exceeded] = {}
    idle: list[_Worker[Item, Result]] = []
    busy: dict[_Worker[Item, Result], int] = {}
    due = begun = 0
    last = sys.maxsize
    is_told = False
    context = context_of(jobs)
    try:
        while due < last:
            while len(busy) < jobs and begun < min(last, due + _AHEAD * jobs):
                following = next(waiting, None)
                if following is None:
                    last = begun
                    break
                number, item = following
                worker = idle.pop() if idle else _Worker(function, limits, tuple(busy), context)
                worker.begin(item)
                busy[worker] = number
                begun += 1
            if not is_told:
                is_told = True
                yield None
            for worker in _finished(busy) if busy else ():
                done[busy.pop(worker)] = worker.outcome()
                if worker.is_usable:
                    idle.append(worker)
                else:
                    worker.end()
            while due in done:
                yield done.pop(due)
                due += 1
    finally:
        for worker in (*idle, *busy):
            worker.end()


class _Worker(Generic[Item, Result]):
    """A process that does one item after the other, and the near end of the pipe to it."""

    def __init__(
        self,
        function: Callable[[Item], Result],
        limits: Limits,
        others: Iterable[_Worker[Item, Result]],
        context: Context,
    ) -> None:
        self._near, far = context.Pipe()
        # A fork has all our ends of pipes too; as long as it holds one, that worker would outlive us.
        held = (self._near, *(other._near for other in others)) if _forks(context) else ()
        self._process = context.Process(target=_work, args=(far, function, limits, held), daemon=True)
        self._process.start()
        far.close()
        self._limits = limits
        self._begun = time.monotonic()
        self.is_usable = True

    def begin(self, item: Item) -> None:
        """Hands over an item; ``outcome`` must have been asked for the one before."""
        self._begun = time.monotonic()
        with suppress(OSError):  # a worker that died while idle: outcome() tells
            self._near.send(item)

    def signs(self) -> tuple[Connection, int]:
        """What can be waited for: an outcome, and the end of the process."""
        return self._near, self._process.sentinel

    def patience(self) -> float:
        """The seconds that are left on the clock; 0 when there are none."""
        return max(0.0, self._begun + self._limits.patience - time.monotonic())

    def outcome(self) -> Result | Exceeded:
        """What came of the item; a worker that is out of patience is killed."""
        if not self._near.poll() and not self.patience():
            self._process.kill()
            self.is_usable = False
            return Exceeded(Cause.TIME, f"{self._limits.patience} giây")
        try:
            outcome: Result | Exceeded = self._near.recv()
        except (EOFError, OSError):
            self.is_usable = False
            return self._death()
        if isinstance(outcome, Exceeded) and outcome.cause is Cause.MEMORY:
            self.is_usable = False  # what the function left half done may hold on to memory
        return outcome

    def _death(self) -> Exceeded:
        self._process.join()
        number = -(self._process.exitcode or 0)
        if number == getattr(signal, "SIGXCPU", None):
            return Exceeded(Cause.TIME, f"{self._limits.seconds} giây")
        if number == getattr(signal, "SIGKILL", None):  # by the kernel, which had no memory left
            return Exceeded(Cause.MEMORY, _size(self._limits.memory))
        name = signal.Signals(number).name if number in signal.valid_signals() else f"mã {-number}"
        return Exceeded(Cause.CRASH, name)

    def end(self) -> None:
        """Ends the process, whatever it does."""
        self._near.close()
        self._process.kill()
        self._process.join()
        self._process.close()


def _finished(busy: Iterable[_Worker[Item, Result]]) -> list[_Worker[Item, Result]]:
    """Waits until at least one worker has an outcome, has died or is out of patience, and returns those."""
    workers = list(busy)
    patience = min(worker.patience() for worker in workers)
    ready = set(wait([sign for worker in workers for sign in worker.signs()], patience))
    return [worker for worker in workers if ready.intersection(worker.signs()) or not worker.patience()]


def _forks(context: object) -> bool:
    return sys.platform == "linux" and isinstance(context, multiprocessing.context.ForkContext)


def _work(
    far: Connection, function: Callable[[Item], Result], limits: Limits, held: Iterable[Connection]
) -> None:
    """The life of a worker: it ends when its parent does."""
    for connection in held:
        connection.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent, which gets it too, ends us
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    while True:
        try:
            item = far.recv()
        except (EOFError, OSError):
            return
        _limit(limits)
        payload = _payload(function, item, limits)
        try:
            far.send_bytes(payload)
        except OSError:
            return


def _payload(function: Callable[[Item], Result], item: Item, limits: Limits) -> bytes | memoryview:
    """The outcome of an item, ready to be sent."""
    outcome: Result | Exceeded
    try:
        return ForkingPickler.dumps(function(item))
    except MemoryError:
        outcome = Exceeded(Cause.MEMORY, _size(limits.memory))
    except Exception as error:  # whatever it is: the other items must not suffer
        where = traceback.extract_tb(error.__traceback__)[-1]
        what = f"{type(error).__name__}: {error}"[:200]
        outcome = Exceeded(Cause.FAILURE, f"{what} ({Path(where.filename).name}:{where.lineno})")
    _limit_memory(None)  # so that at least this can be told
    return ForkingPickler.dumps(outcome)


def _size(count: int) -> str:
    return f"{count / (1 << 30):.2g} GB".replace(".", ",")


def _limit(limits: Limits) -> None:
    """Gives the process time and memory for one item, beside what it has used for those before."""
    if sys.platform != "win32":
        used = resource.getrusage(resource.RUSAGE_SELF)
        _soft(resource.RLIMIT_CPU, math.ceil(used.ru_utime + used.ru_stime) + limits.seconds)
    _limit_memory(limits.memory)


def _limit_memory(count: int | None) -> None:
    """Lets the process take ``count`` bytes more than it has now; None for no limit."""
    if sys.platform == "linux":
        if count is None:
            _soft(resource.RLIMIT_DATA, resource.RLIM_INFINITY)
            return
        # Pages of data and stack, as the kernel counts them for this limit.
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])
        _soft(resource.RLIMIT_DATA, pages * resource.getpagesize() + count)


def _soft(which: int, wanted: int) -> None:
    """Sets a limit as far as the hard one, which nobody can raise again, allows."""
    if sys.platform != "win32":
        hard = resource.getrlimit(which)[1]
        if hard != resource.RLIM_INFINITY:
            wanted = hard if wanted == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(which, (wanted, hard))
