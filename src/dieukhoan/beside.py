"""Work on the whole library that goes on in a process of its own while this one does something else.

The process is a fork, so the work itself has not to be sent to it; where that cannot be done, the work waits
until its result is asked for. It ends when this process does.
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
from functools import partial
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

from dieukhoan.memory import is_small

Given = TypeVar("Given")
Result = TypeVar("Result")


class Beside(Generic[Given, Result]):
    """Starts a process for ``work``, which waits for what ``begin`` hands over.

    So it can be started while this one is small: a fork comes to hold, bit by bit, all that it shares.

    >>> Beside(lambda word: word * 2).begin("khoản")()
    'khoảnkhoản'
    """

    def __init__(self, work: Callable[[Given], Result]) -> None:
        self._work = work
        self._near: Connection | None = None
        if can_fork():
            context = multiprocessing.get_context("fork")
            self._near, far = context.Pipe()
            self._process = context.Process(target=_done, args=(far, self._near, work), daemon=True)
            self._process.start()
            far.close()

    def begin(self, given: Given) -> Callable[[], Result]:
        """Begins the work, once; call what this returns for the result.

        What was lost or went wrong beside is done again here, and raises here.
        """
        if self._near is not None:
            with suppress(OSError):  # it has died: the result tells
                self._near.send(given)
        return partial(self._result, given)

    def _result(self, given: Given) -> Result:
        if self._near is not None:
            with suppress(EOFError, OSError), self._near:
                found: Result = self._near.recv()
                self._process.join()
                return found
        return self._work(given)


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


def _done(far: Connection, near: Connection, work: Callable[[Given], object]) -> None:
    near.close()  # or nobody would tell when the parent lets go of its own
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent, which gets it too, ends us
    gc.freeze()  # what both processes share must not be copied for being looked at
    end_with_parent()
    with suppress(Exception):  # this process will do it again, and tell
        far.send(work(far.recv()))


def end_with_parent() -> None:
    """Lets this process end, whatever it does, when the one that started it ends, however that comes."""
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        signal.raise_signal(signal.SIGKILL)
