"""The pages of a PDF one after the other: those that hold text, and those that are pictures of text."""

from __future__ import annotations

import time

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from dieukhoan.findings import Finding
from dieukhoan.read import ocr
from dieukhoan.read.decoding import direction_marks
from dieukhoan.read.legacy import convert, recognised
from dieukhoan.read.lines import Draft
from dieukhoan.read.pdf.page import TooMuch, grey_image, page_content
from dieukhoan.read.printed.content import PageContent
from dieukhoan.read.printed.pages import Pages
from dieukhoan.read.problems import problem

MOST_PAGES = 5_000
SECONDS = 120
_FEWEST_LETTERS = 30  # fewer on a page with a picture: the page is a scan


def read_document(data: bytes, recognises: bool) -> Draft | Finding:
    """The lines of a PDF, or the error that says why it has none."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        is_locked = error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        return problem("pdf-locked" if is_locked else "pdf-damaged")
    try:
        if len(document) > MOST_PAGES:
            return problem("pdf-too-large", f"hơn {MOST_PAGES} trang")
        return _read(document, recognises)
    except TooMuch as limit:
        return problem("pdf-too-large", limit)
    except pdfium.PdfiumError:
        return problem("pdf-damaged")
    finally:
        document.close()


def _read(document: pdfium.PdfDocument, recognises: bool) -> Draft | Finding:
    pages = Pages()
    scans = _Scans(recognises)
    turning = 0
    deadline = time.monotonic() + SECONDS
    for index in range(len(document)):
        if time.monotonic() > deadline + scans.seconds:
            return problem("pdf-too-large", f"đọc chưa xong sau {SECONDS} giây")
        page = document[index]
        try:
            content = page_content(page)
            if content.has_picture and _letter_count(content) < _FEWEST_LETTERS:
                content = scans.read(index + 1, page, content)
        finally:
            page.close()
        turning += sum(
            direction_marks(item.text) for letters in (content.letters, *content.aside) for item in letters
        )
        pages.add(content)
    if len(scans.unread) == len(document) and scans.unread:
        return scans.error()
    draft = Draft(pages.lines(), "ocr" if scans.has_read_most(len(document)) else "pdf")
    draft.findings += scans.findings()
    if turning:
        draft.findings.append(problem("direction-marks", turning))
    return _in_unicode(draft)


class _Scans:
    """The pages that are pictures: what is recognised of them, and which are not read.

    ``seconds`` is the time that recognition took.
    """

    def __init__(self, recognises: bool) -> None:
        self._lacking = ocr.lacking() if recognises else None
        self._recognises = recognises and self._lacking is None
        self._failure = ""
        self._read: list[PageContent] = []
        self.unread: list[int] = []
        self.seconds = 0.0

    def read(self, number: int, page: pdfium.PdfPage, content: PageContent) -> PageContent:
        """What is recognised on a page; its ``content`` as it is when that cannot be done."""
        if not self._recognises or self.seconds > ocr.MOST_SECONDS:
            self.unread.append(number)
            return content
        begun = time.monotonic()
        try:
            (content,) = ocr.recognise(grey_image(page, ocr.DOTS), content.width, ocr.DOTS)
            self._read.append(content)
        except ocr.Failed as failure:
            self._failure = str(failure)
            self.unread.append(number)
        self.seconds += time.monotonic() - begun
        return content

    def has_read_most(self, pages: int) -> bool:
        return 2 * len(self._read) > pages

    def error(self) -> Finding:
        """Why a file has no text of which every page is an unread scan."""
        if self._lacking is not None:
            return self._lacking
        return problem("ocr-failed", self._failure) if self._failure else problem("pdf-scan")

    def findings(self) -> list[Finding]:
        found = [problem("ocr-read", ocr.summary(self._read))] if self._read else []
        if self.unread:
            if self._lacking is not None:
                found.append(self._lacking)
            code = "ocr-failed-pages" if self._recognises else "pdf-scanned-pages"
            found.append(problem(code, ", ".join(map(str, self.unread))))
        return found


def _letter_count(content: PageContent) -> int:
    return sum(item.text.isalnum() for letters in (content.letters, *content.aside) for item in letters)


def _in_unicode(draft: Draft) -> Draft:
    """Text whose fonts are from before Unicode."""
    whole = recognised("\n".join(line.text for line in draft.lines))
    if whole is not None:
        for line in draft.lines:
            line.text = convert(line.text, whole.encoding)
        draft.findings.append(problem("old-encoding", whole.encoding.value))
    return draft
