"""Pictures of pages (.png, .jpg, .tif): read by recognition alone, when the user asks for it."""

from __future__ import annotations

from dieukhoan.findings import Finding
from dieukhoan.read import ocr
from dieukhoan.read.lines import Draft
from dieukhoan.read.printed.pages import Pages
from dieukhoan.read.problems import problem

__all__ = ["read_image"]


def read_image(data: bytes, recognises: bool) -> Draft | Finding:
    """The lines that are recognised in a picture, or the error that says why there are none."""
    if not recognises:
        return problem("image")
    if lacking := ocr.lacking():
        return lacking
    try:
        contents = ocr.recognise(data)
    except ocr.Failed as failure:
        return problem("ocr-failed", failure)
    pages = Pages()
    for content in contents:
        pages.add(content)
    draft = Draft(pages.lines(), "ocr")
    draft.findings.append(problem("ocr-read", ocr.summary(contents)))
    return draft
