"""Where the work on single files and documents is done: in processes here, or in a Dask cluster."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain, islice
from typing import Protocol, TypeVar

from dieukhoan.beside import Beside
from dieukhoan.bounded import Exceeded, Limits, bounded

Item = TypeVar("Item")
Result = TypeVar("Result")

_FEW = 24
"""Up to so many items, starting more than one process costs more than it saves."""
_LIMITS = Limits()


class Workers(Protocol):
    """Does the same to many items."""

    def run(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result | Exceeded]:
        """What ``function`` returns for each item, or why it did not, in the order of the items."""

    def beside(self, work: Callable[[Item], Result]) -> Callable[[Item], Callable[[], Result]]:
        """Prepares work on the whole; call this with what it needs, and what that returns for its result."""

    def close(self) -> None:
        """Lets go of them; they are not asked for anything any more."""


class Processes:
    """Workers on this machine; ``jobs`` is how many there are (0: one per core).

    Each item has ``limits`` of its own; up to ``few`` items are done by one worker.
    """

    def __init__(self, jobs: int = 0, limits: Limits = _LIMITS, few: int = _FEW) -> None:
        self._jobs = jobs or multiprocessing.cpu_count()
        self._limits, self._few = limits, few

    def run(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result | Exceeded]:
        """What ``function`` returns for each item, each under the limits of ``bounded``; begun at once."""
        waiting = iter(items)
        first = list(islice(waiting, self._few + 1))
        jobs = self._jobs if len(first) > self._few else 1
        return bounded(function, chain(first, waiting), jobs, self._limits)

    def beside(self, work: Callable[[Item], Result]) -> Callable[[Item], Callable[[], Result]]:
        """Prepares work on the whole in a process of its own, unless there is to be but one."""
        return Beside(work).begin if self._jobs > 1 else partial(partial, work)

    def close(self) -> None:
        """Nothing: the processes end with each run."""
