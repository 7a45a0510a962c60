"""Two folders change places in one step of the disk, so that nobody ever finds neither of them."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # linux/fs.h
_RENAME_SWAP = 2  # macOS, sys/stdio.h
_CANNOT = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM})
"""What a disk or a system answers that has no such step."""


def exchange(one: Path, other: Path) -> bool:
    """Lets two folders of one disk change places; False where that takes more than one step.

    Linux (renameat2) and macOS (renamex_np) can, on their usual disks; Windows and network disks mostly not.
    """
    names = os.fsencode(one), os.fsencode(other)
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            failed = library.renamex_np(*names, ctypes.c_uint(_RENAME_SWAP))
        else:
            place = ctypes.c_int(_AT_FDCWD)
            failed = library.renameat2(place, names[0], place, names[1], ctypes.c_uint(_RENAME_EXCHANGE))
    except (AttributeError, OSError, TypeError):  # no such call here
        return False
    if not failed:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT:
        return False
    raise OSError(code, os.strerror(code), str(one), None, str(other))
