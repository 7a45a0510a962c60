"""Builds PDF files for the tests: letters at places, rules, sideways pages, pictures."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

_RANGES = "".join(
    f"{min(100, 256 - block)} beginbfrange\n"
    + "".join(
        f"<{high:02x}00> <{high:02x}ff> <{high:02x}00>\n" for high in range(block, min(block + 100, 256))
    )
    + "endbfrange\n"
    for block in range(0, 256, 100)
)
_TO_UNICODE = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
    f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{_RANGES}endcmap end end"
)
_FONT = (
    "<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/ToUnicode 3 0 R/DescendantFonts["
    "<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
    "/Supplement 0>>/DW 500/FontDescriptor<</Type/FontDescriptor/FontName/{name}/Flags 4/Ascent 900"
    "/Descent -200/CapHeight 700/ItalicAngle 0/StemV 80/FontBBox[0 -200 1000 900]>>>>]>>"
)


def text(words: str, x: float, y: float, size: float = 10, font: str = "R", upwards: bool = False) -> str:
    """Words at a place; every letter is half as wide as the size. Fonts: R, B (bold)."""
    turn = "0 1 -1 0" if upwards else "1 0 0 1"
    return f"BT /{font} {size} Tf {turn} {x} {y} Tm <{words.encode('utf-16-be').hex()}> Tj ET\n"


def lines(words: Sequence[str], x: float, y: float, step: float = 15) -> str:
    """Lines below each other."""
    return "".join(text(line, x, y - step * index) for index, line in enumerate(words))


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    """A drawn line."""
    return f"{x0} {y0} m {x1} {y1} l S\n"


def box(xs: Sequence[float], ys: Sequence[float]) -> str:
    """The rules of a table."""
    across = "".join(rule(min(xs), y, max(xs), y) for y in ys)
    return across + "".join(rule(x, min(ys), x, max(ys)) for x in xs)


PICTURE = "q 500 0 0 700 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q\n"


def pdf(*pages: str, turn: int = 0) -> bytes:
    """A PDF of pages of 600 by 800 points with these contents."""
    objects: list[str | bytes] = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count {}/Kids[{}]>>".format(
            len(pages), " ".join(f"{6 + 2 * index} 0 R" for index in range(len(pages)))
        ),
        _stream(_TO_UNICODE.encode()),
        _FONT.format(name="Tinos"),
        _FONT.format(name="Tinos-Bold"),
    ]
    for index, content in enumerate(pages):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Rotate {turn}/Contents {7 + 2 * index} 0 R"
            "/Resources<</Font<</R 4 0 R/B 5 0 R>>>>>>"
        )
        objects.append(_stream(content.encode("latin-1")))
    data = b"%PDF-1.7\n"
    offsets = []
    for number, item in enumerate(objects, 1):
        offsets.append(len(data))
        body = item if isinstance(item, bytes) else item.encode()
        data += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer <</Size {size}/Root 1 0 R>>\n"
    return data + f"{trailer}startxref\n{len(data)}\n%%EOF".encode()


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return f"<</Length {len(packed)}/Filter/FlateDecode>>stream\n".encode() + packed + b"\nendstream"
