"""PDF files that hold text: lines in the order of reading, tables as rows, running heads aside."""

from __future__ import annotations

import importlib.util

from dieukhoan.findings import Finding
from dieukhoan.read.lines import Draft
from dieukhoan.read.problems import problem

__all__ = ["read_pdf"]


def read_pdf(data: bytes, recognises: bool = False) -> Draft | Finding:
    """The lines of a PDF, or the error that says why it has none: a scan, a password, no library for it.

    ``recognises`` is whether letters are recognised on pages that are pictures.
    """
    if importlib.util.find_spec("pypdfium2") is None:
        return problem("reader-missing", "ocr" if recognises else "pdf")
    from dieukhoan.read.pdf.document import read_document

    return read_document(data, recognises)
