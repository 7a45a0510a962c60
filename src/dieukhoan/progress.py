"""Progress of long work, on standard error when that is a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TextIO

_EVERY = 0.2


@dataclass
class Progress:
    """Shows the stages of the work as they go on; ``shown=False`` keeps quiet.

    ``timings`` are seconds by stage.
    """

    stream: TextIO = field(default_factory=lambda: sys.stderr)
    shown: bool | None = None
    timings: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str, total: int = 0) -> Iterator[Callable[[], None]]:
        """A stage of ``total`` steps (0: unknown); call what it yields after each step."""
        shown = self.stream.isatty() if self.shown is None else self.shown
        start = time.monotonic()
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
        if shown:
            count = f" {done}" if done else ""
            self.stream.write(f"\r\x1b[K{name}:{count} xong, {elapsed:.1f} giây\n")
            self.stream.flush()

    def _draw(self, name: str, done: int, total: int, elapsed: float) -> None:
        rate = done / elapsed if elapsed else 0.0
        left = f", còn khoảng {(total - done) / rate:.0f} giây" if total and rate else ""
        self.stream.write(f"\r\x1b[K{name}: {done}/{total or '?'} ({rate:.0f}/giây{left})")
        self.stream.flush()
