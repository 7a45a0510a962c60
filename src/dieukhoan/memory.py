"""Memory that a finished stage leaves behind, given back to the system."""

from __future__ import annotations

import ctypes
import gc
import sys
from contextlib import suppress


def give_back() -> None:
    """Frees what nobody refers to any more, and hands free memory to the system where its C library can.

    Without it a process keeps what it once had: 1.1 GB after the join of 4,176 documents, of which it needs
    0.2 to publish their pages.
    """
    gc.collect()
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # another C library
            ctypes.CDLL(None).malloc_trim(0)
