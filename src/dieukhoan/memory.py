"""The memory that this process holds."""

from __future__ import annotations

import ctypes
import gc
import sys
from contextlib import suppress
from pathlib import Path

if sys.platform != "win32":
    import resource

_SMALL = 256 << 20
"""Bytes of a process whose copies cost little."""


def is_small() -> bool:
    """Whether many forks of this process cost little; True where the system does not tell.

    A fork comes to hold, bit by bit, what it shares: whoever looks at an object writes its references' count.
    """
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return True
    return pages * resource.getpagesize() <= _SMALL


def give_back() -> None:
    """Frees what nobody refers to any more, and hands free memory to the system where its C library can.

    Without it a process keeps what it once had: 1.1 GB after the join of 4,176 documents, of which it needs
    0.2 to publish their pages. A small process is left as it is: to look for what is free would cost it more
    than it holds.
    """
    if is_small():
        return
    gc.collect()
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # another C library
            ctypes.CDLL(None).malloc_trim(0)
