"""Progress of long work, on standard error when that is a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from os import times
from typing import TextIO

_EVERY = 0.2
_REST, _ALL = "Việc khác", "Tất cả"


@dataclass
class Progress:
    """Shows the stages of the work as they go on; ``shown=False`` keeps quiet.

    ``timings`` are seconds by stage, ``loads`` the seconds of processors that it kept busy, here and in the
    processes that ended with it; ``counts`` are the steps that were done in it.
    """

    stream: TextIO = field(default_factory=lambda: sys.stderr)
    shown: bool | None = None
    timings: dict[str, float] = field(default_factory=dict)
    loads: dict[str, float] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    _begun: float = field(default_factory=lambda: time.monotonic())
    _used: float = field(default_factory=lambda: _processors())

    @contextmanager
    def stage(self, name: str, total: int = 0) -> Iterator[Callable[[], None]]:
        """A stage of ``total`` steps (0: unknown); call what it yields after each step."""
        shown = self.stream.isatty() if self.shown is None else self.shown
        start = time.monotonic()
        used = _processors()
        done = 0
        last = start

        def step() -> None:
            nonlocal done, last
            done += 1
            now = time.monotonic()
            if shown and now - last >= _EVERY:
                last = now
                self._draw(name, done, total, now - start)

        yield step
        elapsed = time.monotonic() - start
        self.timings[name] = self.timings.get(name, 0.0) + elapsed
        self.loads[name] = self.loads.get(name, 0.0) + _processors() - used
        self.counts[name] = self.counts.get(name, 0) + done
        if shown:
            count = f" {done}" if done else ""
            self.stream.write(f"\r\x1b[K{name}:{count} xong, {elapsed:.1f} giây\n")
            self.stream.flush()

    def table(self) -> str:
        """The stages as lines of text: seconds, seconds of processors, share of the whole, steps.

        Where the machine has other work too, only the second column tells what a stage costs.
        """
        whole, load = time.monotonic() - self._begun, _processors() - self._used
        rows = [
            *((name, seconds, self.loads[name]) for name, seconds in self.timings.items()),
            (_REST, max(0.0, whole - sum(self.timings.values())), max(0.0, load - sum(self.loads.values()))),
            (_ALL, whole, load),
        ]
        lines = [f"{'Công đoạn':<28}{'giây':>9}{'CPU':>9}{'tỷ lệ':>8}{'số mục':>9}{'mục/giây':>10}"]
        for name, seconds, busy in rows:
            count = self.counts.get(name, 0)
            steps = f"{count:>9}{count / seconds if seconds else 0:>10.1f}" if count else ""
            share = 100 * seconds / whole if whole else 0
            lines.append(f"{name:<28}{seconds:>9.2f}{busy:>9.2f}{share:>6.0f} %{steps}".rstrip())
        return "\n".join(lines)

    def _draw(self, name: str, done: int, total: int, elapsed: float) -> None:
        rate = done / elapsed if elapsed else 0.0
        left = f", còn khoảng {(total - done) / rate:.0f} giây" if total and rate else ""
        self.stream.write(f"\r\x1b[K{name}: {done}/{total or '?'} ({rate:.0f}/giây{left})")
        self.stream.flush()


def _processors() -> float:
    """The seconds of processors that this process and those that it has waited for have used."""
    return sum(times()[:4])
