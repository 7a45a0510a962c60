"""A file of the site before MkDocs: where it stands below build/pages, and its text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple


class Page(NamedTuple):
    """A generated file: its ``path`` below build/pages (``"van-ban/index.md"``), and its whole text.

    What is no text (a workbook) has its bytes in ``data`` instead.
    """

    path: str
    text: str
    data: bytes = b""

    @property
    def content(self) -> bytes:
        """What stands in the file."""
        return self.data or self.text.encode()


class Sheaf(NamedTuple):
    """Pages that are made together, once it is known that they are not those of an earlier build.

    ``made_of`` stands for everything that they are made of but the code; where it is empty nothing does, and
    they are made each time.
    """

    made_of: bytes
    pages: Callable[[], Iterable[Page]]
