"""Work on the whole library that goes on in a process of its own while this one does something else.

The process is a fork, so nothing has to be sent to it; where that cannot be done, the work waits until its
result is asked for. It ends when this process does.
"""

from __future__ import annotations

import gc
import multiprocessing
import multiprocessing.context
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

from dieukhoan.memory import is_small

Result = TypeVar("Result")


class Beside(Generic[Result]):
    """Begins ``work``; call for its result.

    >>> Beside(lambda: "khoản" * 2)()
    'khoảnkhoản'
    """

    def __init__(self, work: Callable[[], Result]) -> None:
        self._work = work
        self._near: Connection | None = None
        if can_fork():
            context = multiprocessing.get_context("fork")
            self._near, far = context.Pipe(duplex=False)
            self._process = context.Process(target=_done, args=(far, work), daemon=True)
            self._process.start()
            far.close()

    def __call__(self) -> Result:
        """The result; what was lost or went wrong beside is done again here, and raises here."""
        if self._near is not None:
            with suppress(EOFError, OSError), self._near:
                found: Result = self._near.recv()
                self._process.join()
                return found
        return self._work()


def can_fork() -> bool:
    """A fork costs no import of everything (1 s), but is safe only where no other thread holds a lock."""
    return sys.platform == "linux" and threading.active_count() == 1


Context = (
    multiprocessing.context.ForkContext
    | multiprocessing.context.ForkServerContext
    | multiprocessing.context.SpawnContext
)


def context_of(jobs: int) -> Context:
    """How to start so many workers: as forks while that is safe and costs little, else each anew.

    One worker is for few items, which are not worth an import.
    """
    if can_fork() and (jobs == 1 or is_small()):
        return multiprocessing.get_context("fork")
    return context_beside_threads() if threading.active_count() > 1 else multiprocessing.get_context("spawn")


def context_beside_threads() -> Context:
    """How to start processes quickly where threads run: as forks of one that has none and has all loaded."""
    if sys.platform == "linux":
        return multiprocessing.get_context("forkserver")
    return multiprocessing.get_context("spawn")


def prepare_beside_threads(*modules: str) -> None:
    """Starts the process that these forks come from, with modules loaded: a second, while others work."""
    if sys.platform == "linux":
        multiprocessing.set_forkserver_preload(list(modules))
        forkserver.ensure_running()


def _done(far: Connection, work: Callable[[], object]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent, which gets it too, ends us
    gc.freeze()  # what both processes share must not be copied for being looked at
    end_with_parent()
    with suppress(Exception):  # this process will do it again, and tell
        far.send(work())


def end_with_parent() -> None:
    """Lets this process end, whatever it does, when the one that started it ends, however that comes."""
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        signal.raise_signal(signal.SIGKILL)
