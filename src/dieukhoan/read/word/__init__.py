"""Word files (.docx): what a reader of the printed page sees, in its order."""

from __future__ import annotations

import importlib.util

from dieukhoan.findings import Finding
from dieukhoan.read.lines import Draft
from dieukhoan.read.problems import problem

__all__ = ["read_word"]


def read_word(data: bytes) -> Draft | Finding:
    """The lines of a Word file, or the error that says why it has none: damage, no library for it."""
    if importlib.util.find_spec("lxml") is None:
        return problem("reader-missing", "docx")
    from dieukhoan.read.word.document import read_document

    return read_document(data)
