"""The duties to take along: CSV, JSON and a workbook (XLSX) with one sheet a view."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO, StringIO
from itertools import chain
from urllib.parse import urljoin
from xml.sax.saxutils import escape, quoteattr

from dieukhoan.duty import RACI, Deadline, DutyRole
from dieukhoan.page import Page
from dieukhoan.render import words
from dieukhoan.render.responsibility.book import FOLDER, RACI_TOLD, Book
from dieukhoan.render.routes import Ways, relative_url
from dieukhoan.render.takeaway import member, takeaway

HEADINGS = (
    "Cơ quan", "Vai trò", "RACI", "Nhiệm vụ", "Phối hợp, báo cáo với", "Thời hạn", "Chu kỳ", "Hạn",
    "Văn bản", "Số, ký hiệu", "Ngày", "Điều khoản", "Liên kết",
)  # fmt: skip
MOST_LINKS = 65_530
"""Links that Excel takes on one sheet; the addresses below them stand as text."""
_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NOTES = ("Điều cần biết", "Giải thích")
_AGENCY_WIDTH, _OTHER_WIDTH = 36, 12
_WIDTHS: dict[tuple[str, ...], tuple[int, ...]] = {
    HEADINGS: (_AGENCY_WIDTH, 12, 7, 60, 36, 24, 10, 12, 48, 20, 12, 24, 36),
    _NOTES: (18, 110),
}
"""The widths of columns, by their headings."""


def files(book: Book, rows: Sequence[Sequence[str]], site: str = "") -> list[tuple[str, Page]]:
    """``nhiem-vu.csv``, ``.xlsx`` and ``.json`` below ``trach-nhiem/``, and what readers call them."""
    return [
        ("CSV", takeaway(f"{FOLDER}/nhiem-vu.csv", _csv(rows))),
        ("Excel", Page(f"{FOLDER}/nhiem-vu.xlsx", "", _workbook(book, rows, site))),
        ("JSON", takeaway(f"{FOLDER}/nhiem-vu.json", _json(rows))),
    ]


def rows_of(book: Book, routes: Ways, site: str) -> list[tuple[str, ...]]:
    """A row for each duty; what many of them say is one text in memory.

    Their links are whole where the address of the ``site`` is known; others count from ``trach-nhiem/``.
    """
    of_document = {
        document.id: (words.full_title(document), words.name(document), document.date)
        for document in book.documents
    }
    same: dict[str, str] = {}
    from_page = "index.md" if site else f"{FOLDER}/index.md"
    found = []
    for entry in book.entries:
        duty, deadline = entry.duty, entry.duty.deadline
        path, fragment = routes.path(entry.place)
        link = urljoin(site, relative_url(from_page, path)) + (f"#{fragment}" if fragment else "")
        row = (
            duty.agency, str(duty.role), RACI[duty.role], duty.verb, "; ".join(duty.counterparties),
            *((deadline.text, _every(deadline), _due(deadline)) if deadline else ("", "", "")),
            *of_document[entry.document.id], words.place_words(duty.at), link,
        )  # fmt: skip
        found.append(tuple(same.setdefault(cell, cell) for cell in row))
    return found


_EVERY = re.compile(r"P(\d+)([YMWD])")
_PERIODS = {"Y": "năm", "M": "tháng", "W": "tuần", "D": "ngày"}


def _every(deadline: Deadline) -> str:
    """The frequency in words: "6 tháng"."""
    match = _EVERY.fullmatch(deadline.every)
    return f"{match[1]} {_PERIODS[match[2]]}" if match else ""


def _due(deadline: Deadline) -> str:
    """The day: an ISO date, or the day of each year or month."""
    if deadline.due.startswith("---"):
        return f"ngày {int(deadline.due[3:])} hằng tháng"
    if deadline.due.startswith("--"):
        month, day = deadline.due[2:].split("-")
        return f"ngày {int(day)}/{int(month)} hằng năm"
    return deadline.due


def _csv(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table that Excel opens as UTF-8; a cell that looks like a formula is kept from being one."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    out.write("\ufeff")
    writer.writerow(HEADINGS)
    for row in rows:
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    yield out.getvalue()


def _json(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    before = "["
    for row in rows:
        record = dict(zip(HEADINGS, row, strict=True))
        yield before + json.dumps(record, ensure_ascii=False, separators=(",", ":"))
        before = ","
    yield "[]\n" if before == "[" else "]\n"


def _workbook(book: Book, rows: Sequence[Sequence[str]], site: str) -> bytes:
    """All duties, agencies by role, what has a deadline, how to read it; the same bytes each time."""
    agencies = [
        (
            agency.name,
            *(
                str(sum(entry.duty.role is role for entry in book.of_agency[agency.slug]))
                for role in DutyRole
            ),
            "; ".join(agency.aliases),
        )
        for agency in book.shown
    ]
    sheets = [
        ("Nhiệm vụ", HEADINGS, rows),
        ("Cơ quan", ("Cơ quan", *(str(role) for role in DutyRole), "Cũng viết là"), agencies),
        ("Thời hạn", HEADINGS, [row for row in rows if row[5]]),
        ("Cách đọc", _NOTES, _notes(site)),
    ]
    parts: dict[str, Iterable[str]] = {
        "[Content_Types].xml": [_types(len(sheets))],
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml", False)]),
        "xl/workbook.xml": [_book_xml([(name, _reach(heads, data)) for name, heads, data in sheets])],
        "xl/_rels/workbook.xml.rels": _relations(
            [
                *(("worksheet", f"worksheets/sheet{i + 1}.xml", False) for i in range(len(sheets))),
                ("styles", "styles.xml", False),
            ]
        ),
        "xl/styles.xml": [_STYLES],
    }
    for index, (_, heads, data) in enumerate(sheets):
        parts[f"xl/worksheets/sheet{index + 1}.xml"] = _sheet(heads, data)
        links = [row[-1] for row in data[:MOST_LINKS]] if heads is HEADINGS else []
        if links:
            relations = [("hyperlink", link, True) for link in links]
            parts[f"xl/worksheets/_rels/sheet{index + 1}.xml.rels"] = _relations(relations)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, pieces in parts.items():
            with archive.open(member(name), "w") as written:
                for piece in pieces:
                    written.write(piece.encode())
    return out.getvalue()


def _notes(site: str) -> list[tuple[str, str]]:
    """What a reader of the workbook needs to know, and how its links come alive where they do not."""
    inside = (
        "Tính từ thư mục trach-nhiem/ của trang, nên chỉ mở được khi sổ nằm trong thư mục ấy. Muốn mở được "
        "ở mọi nơi: thêm vào mkdocs.yml dòng site_url với địa chỉ của trang, rồi dựng lại."
    )
    return [
        ("Liên kết", f"Dẫn thẳng đến điều khoản trên {site}" if site else inside),
        ("RACI", RACI_TOLD),
        ("Nguồn", "Do máy đọc từ văn bản; khi dùng hãy đối chiếu với văn bản gốc."),
    ]


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill '
    'patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1">'
    '<border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf><alignment '
    'vertical="top"/></xf><xf fontId="1" applyFont="1"/><xf applyAlignment="1"><alignment vertical="top" '
    'wrapText="1"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
    "</cellStyles></styleSheet>"
)


def _types(count: int) -> str:
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{i + 1}.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.spreadsheetml.worksheet+xml"/>'
        for i in range(count)
    )
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/'
        'vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.'
        f'openxmlformats-officedocument.spreadsheetml.styles+xml"/>{sheets}</Types>'
    )


def _relations(found: Iterable[tuple[str, str, bool]]) -> Iterator[str]:
    yield f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    for index, (kind, target, outside) in enumerate(found):
        yield (
            f'<Relationship Id="rId{index + 1}" Type="{_OFFICE}/{kind}" Target={quoteattr(target)}'
            f"{' TargetMode=' + quoteattr('External') if outside else ''}/>"
        )
    yield "</Relationships>"


def _book_xml(sheets: Sequence[tuple[str, str]]) -> str:
    """The sheets by name, with the cells that their filters reach: LibreOffice wants to hear it here too."""
    shown = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{i + 1}" r:id="rId{i + 1}"/>'
        for i, (name, _) in enumerate(sheets)
    )
    filters = "".join(
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{i}" hidden="1">'
        f"'{name}'!{_fixed(reach)}</definedName>"
        for i, (name, reach) in enumerate(sheets)
    )
    return (
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{shown}</sheets>'
        f"<definedNames>{filters}</definedNames></workbook>"
    )


def _fixed(reach: str) -> str:
    """The same cells wherever one looks from: $A$1:$M$9."""
    return re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", reach)


def _reach(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """All cells of a sheet: A1:M9."""
    return f"A1:{_column(len(heads) - 1)}{len(rows) + 1}"


def _column(index: int) -> str:
    return chr(ord("A") + index)


def _cell(row: int, column: int, value: str, style: int) -> str:
    place = f"{_column(column)}{row}"
    if value.isdecimal() and value.isascii() and len(value) < 10:
        return f'<c r="{place}" s="{style}"><v>{value}</v></c>'
    text = escape(_UNSHOWABLE.sub("\ufffd", value))
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _sheet(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A sheet with its headings frozen, filters on, and its last column as links where it holds them.

    It comes in pieces: the duties of 4,176 documents are a quarter of a gigabyte.
    """
    last = _column(len(heads) - 1)
    known = _WIDTHS.get(tuple(heads), (_AGENCY_WIDTH, *([_OTHER_WIDTH] * (len(heads) - 1))))
    widths = "".join(
        f'<col min="{i + 1}" max="{i + 1}" width="{width}" customWidth="1"/>' for i, width in enumerate(known)
    )
    yield (
        f'{_XML}<worksheet xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{widths}</cols><sheetData>"
    )
    for number, row in enumerate(chain([heads], rows), start=1):
        style = 1 if number == 1 else 2
        cells = "".join(_cell(number, column, value, style) for column, value in enumerate(row))
        yield f'<row r="{number}">{cells}</row>'
    yield f'</sheetData><autoFilter ref="{_reach(heads, rows)}"/>'
    if heads is HEADINGS and rows:
        yield "<hyperlinks>"
        for i in range(min(len(rows), MOST_LINKS)):
            yield f'<hyperlink ref="{last}{i + 2}" r:id="rId{i + 1}"/>'
        yield "</hyperlinks>"
    yield "</worksheet>"
