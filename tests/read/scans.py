"""Builds scans for the tests: Chromium prints words, PDFium makes a picture of the page."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

import pypdfium2 as pdfium
from playwright.sync_api import sync_playwright

from dieukhoan.read.pdf.page import grey_image

CHROMIUM = "/usr/bin/chromium"
_DOTS = 200  # per inch, as offices scan


@dataclass(frozen=True)
class Scan:
    """A page as shades of grey, row by row."""

    width: int
    height: int
    greys: bytes

    def png(self) -> bytes:
        """The page as a .png."""
        rows = (self.greys[at : at + self.width] for at in range(0, len(self.greys), self.width))
        header = struct.pack(">IIBBBBB", self.width, self.height, 8, 0, 0, 0, 0)
        packed = zlib.compress(b"".join(b"\0" + row for row in rows))
        parts = (b"IHDR", header), (b"IDAT", packed), (b"IEND", b"")
        return b"\x89PNG\r\n\x1a\n" + b"".join(
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
            for name, data in parts
        )

    def content(self) -> str:
        """The page as the content of a page of a PDF."""
        picture = f"BI /W {self.width} /H {self.height} /CS /G /BPC 8 /F [/AHx /Fl] ID "
        return f"q 600 0 0 800 0 0 cm {picture}{zlib.compress(self.greys).hex()}> EI Q\n"


def scan(html: str) -> Scan:
    """The picture of a page of A4 with these words."""
    style = "<style>body { font: 13pt/1.5 serif; margin: 0 } @page { size: A4; margin: 2cm }</style>"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.set_content(f"<!doctype html><meta charset=utf-8>{style}{html}")
        document = pdfium.PdfDocument(page.pdf(prefer_css_page_size=True))
        browser.close()
    head, _, greys = grey_image(document[0], _DOTS).partition(b"\n")
    document.close()
    _, width, height, _ = head.split()
    return Scan(int(width), int(height), greys)
