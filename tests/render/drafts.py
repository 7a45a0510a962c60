"""Documents written by hand for tests of pages, without the parser."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from dieukhoan import address
from dieukhoan.assign import register
from dieukhoan.citation import Citation, Citations
from dieukhoan.duty import Duty
from dieukhoan.knowledge import Knowledge
from dieukhoan.library import Library
from dieukhoan.model import (
    CELL,
    CLOSING_PLACE,
    OPENING_PLACE,
    Document,
    Kind,
    Line,
    Node,
    Paragraph,
    ParsedSource,
    Role,
    Signer,
    SourceText,
    Span,
)
from dieukhoan.page import Page
from dieukhoan.quoting import quotes
from dieukhoan.render import Edition, pages
from dieukhoan.render.layers import Layers
from tests.examined import FINDING


@dataclass
class Draft:
    """Writes a source and the document in it line by line."""

    name: str = "quy-che.txt"
    text: str = ""
    lines: list[Line] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    at: str = OPENING_PLACE

    def _add(self, line: str) -> Span:
        start = len(self.text)
        self.text += line + "\n\n"
        span = Span(start, start + len(line))
        self.lines.append(Line(*span))
        return span

    def line(self, role: Role, *words: str, table: int = 0) -> Paragraph:
        """A paragraph; several ``words`` are pieces of one that page breaks cut."""
        pieces = tuple(self._add(part) for part in words)
        paragraph = Paragraph(role, self.at, pieces, table)
        self.paragraphs.append(paragraph)
        return paragraph

    def provision(
        self, kind: Kind, number: str, label: str, words: str = "", *, below: str = "", title: str = ""
    ) -> str:
        """A provision with its label, and its heading or its first words on the same line."""
        name = address.child(below, kind, number)
        span = self._add(" ".join(filter(None, (label, title or words))))
        label_span = Span(span.start, span.start + len(label))
        self.nodes.append(Node(name, kind, label, title, span.start, span.end, label_span, below))
        self.at = name
        if title or words:
            start = label_span.end + 1 if label else span.start
            role = Role.HEADING if title else Role.BODY
            if kind is Kind.RECITAL:
                role = Role.RECITAL
            self.paragraphs.append(Paragraph(role, name, (Span(start, span.end),)))
        return name

    def close(self) -> None:
        """What follows stands after the last provision."""
        self.at = CLOSING_PLACE

    def document(self, document_id: str, **facts: Any) -> tuple[SourceText, Document]:
        """The source and its document; the span of each provision runs to the end of its last descendant."""
        nodes: list[Node] = []
        for index, node in enumerate(self.nodes):
            end = next(
                (other.start for other in self.nodes[index + 1 :] if not self._below(other, node)),
                len(self.text),
            )
            nodes.append(replace(node, end=end))
        document = Document(
            document_id,
            self.name,
            0,
            len(self.text),
            nodes=tuple(nodes),
            paragraphs=tuple(self.paragraphs),
            **facts,
        )
        return SourceText(self.name, self.text, tuple(self.lines), keeps_lines=True), document

    def _below(self, node: Node, above: Node) -> bool:
        parents = {other.address: other.parent for other in self.nodes}
        current = node.parent
        while current:
            if current == above.address:
                return True
            current = parents.get(current, "")
        return False


HOSTILE = (
    "*đậm* _nghiêng_ <b>thẻ</b> [x](javascript:alert(1)) `mã` {: #x } | a & b &amp; <script>alert(1)</script>"
)


def regulation() -> tuple[SourceText, Document]:
    """A quy chế of an invented place with every construction of a page."""
    draft = Draft()
    draft.line(Role.LETTERHEAD, "ỦY BAN NHÂN DÂN")
    draft.line(Role.LETTERHEAD, "TỈNH LÂM GIANG")
    draft.line(Role.LETTERHEAD, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    draft.line(Role.LETTERHEAD, "Độc lập - Tự do - Hạnh phúc")
    draft.line(Role.NUMBER, "Số: 07/QC-UBND")
    draft.line(Role.PLACE_DATE, "Lâm Giang, ngày 05 tháng 02 năm 2024")
    draft.line(Role.TITLE, "QUY CHẾ")
    draft.line(Role.TITLE, "Quản lý bến thuyền trên sông Vân")
    draft.provision(Kind.RECITAL, "1", "", "Căn cứ Luật Đường sông năm 2014;")
    draft.at = OPENING_PLACE
    draft.line(Role.OPENING, "Ủy ban nhân dân tỉnh ban hành Quy chế như sau:")
    draft.line(Role.STAMP, "CÔNG VĂN ĐẾN 1632")
    chapter = draft.provision(Kind.CHAPTER, "I", "Chương I", title="QUY ĐỊNH CHUNG")
    article = draft.provision(Kind.ARTICLE, "1", "Điều 1.", title="Phạm vi", below=chapter)
    draft.provision(Kind.CLAUSE, "1", "1.", "Bến thuyền là nơi thuyền đón, trả khách.", below=article)
    clause = draft.provision(Kind.CLAUSE, "2", "2.", "Không áp dụng đối với:", below=article)
    draft.provision(Kind.POINT, "a", "a)", "Bến của quân đội;", below=clause)
    point = draft.provision(Kind.POINT, "đ", "đ)", "Bến tạm, gồm:", below=clause)
    draft.provision(Kind.DASH, "1", "-", "bến dưới 30 ngày", below=point)
    draft.line(Role.BODY, "theo thông báo;", "của xã.")
    article = draft.provision(Kind.ARTICLE, "2", "Điều 2.", below=chapter)
    draft.line(Role.BODY, "1986. Một năm có mức nước cao thì Sở Giao thông cho dừng mọi bến.")
    draft.line(Role.BODY, HOSTILE)
    draft.line(Role.BODY, f"Bến{CELL}Sức chở", table=1)
    draft.line(Role.BODY, f"Bến Đá{CELL}12 | 14", table=1)
    draft.close()
    draft.line(Role.RECIPIENTS, "Nơi nhận:")
    draft.line(Role.RECIPIENTS, "- Sở Giao thông;")
    draft.line(Role.SIGNATURE, "TM. ỦY BAN NHÂN DÂN")
    draft.line(Role.SIGNATURE, "CHỦ TỊCH")
    draft.line(Role.SIGNATURE, "Trần Thị Mẫu")
    return draft.document(
        "lam-giang/2024/07-qc-ubnd",
        type="Quy chế",
        number="07/QC-UBND",
        date="2024-02-05",
        issuer="Ủy ban nhân dân tỉnh Lâm Giang",
        place="Lâm Giang",
        title="Quản lý bến thuyền trên sông Vân",
        term="2024-2028",
        signers=(Signer("Trần Thị Mẫu", "Chủ tịch", "Ủy ban nhân dân"),),
        recipients=("Sở Giao thông",),
    )


def plan() -> tuple[SourceText, Document]:
    """A kế hoạch without điều, of which almost nothing is known."""
    draft = Draft("kế hoạch <1>.txt")
    section = draft.provision(Kind.SECTION, "I", "I.", title="MỤC ĐÍCH")
    draft.provision(Kind.CLAUSE, "1", "1.", title="Yêu cầu", below=section)
    draft.line(Role.BODY, "Bảo đảm an toàn.")
    section = draft.provision(Kind.SECTION, "II", "II.", title="VIỆC LÀM")
    draft.provision(Kind.CLAUSE, "1", "1.", "Kiểm tra bến.", below=section)
    return draft.document("khong-ro/khong-ro/ke-hoach", type="Kế hoạch", title='Kiểm tra <bến> & "thuyền"')


def background() -> tuple[SourceText, Document]:
    """A newspaper article."""
    draft = Draft("bai-bao.txt")
    draft.at = OPENING_PLACE
    draft.line(Role.TITLE, "Bến thuyền mùa nước nổi")
    draft.line(Role.BODY, "Sáng nay, bến Đá đông khách.")
    return draft.document(
        "khong-ro/2024/tu-lieu-ben-thuyen",
        title="Bến thuyền mùa nước nổi",
        date="2024-09-01",
        is_background=True,
    )


def long_law(articles: int = 60) -> tuple[SourceText, Document]:
    """A document of several pages."""
    draft = Draft("luat.txt")
    draft.line(Role.OPENING, "Quốc hội ban hành Luật Bến sông.")
    number = 0
    for numeral in ("I", "II", "III"):
        chapter = draft.provision(Kind.CHAPTER, numeral, f"Chương {numeral}", title="QUY ĐỊNH")
        for _ in range(articles // 3):
            number += 1
            article = draft.provision(
                Kind.ARTICLE, str(number), f"Điều {number}.", title="Bến sông", below=chapter
            )
            clause = draft.provision(Kind.CLAUSE, "1", "1.", "Bến sông mở cửa. " * 150, below=article)
            draft.provision(Kind.POINT, "a", "a)", "Vào ban ngày;", below=clause)
    return draft.document(
        "khong-ro/2023/luat-9-2023", type="Luật", number="9/2023/QH15", date="2023-05-01", title="Bến sông"
    )


def long_article() -> tuple[SourceText, Document]:
    """A document whose second article is too long for a page."""
    draft = Draft("thong-tu.txt")
    draft.provision(Kind.ARTICLE, "1", "Điều 1.", title="Bến sông")
    article = draft.provision(Kind.ARTICLE, "2", "Điều 2.", title="Giờ mở cửa")
    for number in range(1, 100):
        draft.provision(Kind.CLAUSE, str(number), f"{number}.", "Bến sông mở cửa. " * 150, below=article)
    draft.provision(Kind.ARTICLE, "3", "Điều 3.", "Bến sông mở cửa. " * 3000)
    return draft.document("khong-ro/2023/3-2023-tt", type="Thông tư", number="3/2023/TT", date="2023-05-01")


def long_annex() -> tuple[SourceText, Document]:
    """A document with an annex of many lines and no provisions."""
    draft = Draft("quyet-dinh.txt")
    draft.provision(Kind.ARTICLE, "1", "Điều 1.", title="Bến sông")
    draft.provision(Kind.ANNEX, "i", "Phụ lục I", title="Danh mục bến")
    for index in range(900):
        draft.line(Role.BODY, f"Bến số {index} " + "trên sông Lam; " * 30)
    return draft.document("khong-ro/2023/4-qd", type="Quyết định", number="4/QĐ", date="2023-05-01")


def notices(count: int) -> list[tuple[SourceText, Document]]:
    """Many short documents."""
    found = []
    for number in range(1, count + 1):
        draft = Draft(f"thong-bao-{number}.txt")
        draft.line(Role.BODY, f"Bến số {number} tạm dừng.")
        year = 2010 + number % 10
        found.append(
            draft.document(
                f"lam-giang/{year}/{number}-tb-sgt",
                type="Thông báo",
                number=f"{number}/TB-SGT",
                date=f"{year}-03-{1 + number % 28:02}",
                issuer="Sở Giao thông tỉnh Lâm Giang",
                title=f"Dừng bến số {number}",
                effective=f"{year}-04-01",
            )
        )
    return found


def render(
    found: Library,
    day: datetime.date,
    layers: Layers | None = None,
    *,
    citations: Citations | None = None,
    duties: Mapping[str, tuple[Duty, ...]] | None = None,
    site: str = "",
) -> list[Page]:
    """All pages of a library that is in memory, as the pipeline makes them source by source."""
    laid = duties or {}
    cited: dict[str, list[Citation]] = {document.id: [] for document in found.documents}
    for link in citations.links if citations else ():
        cited[link.document].append(link.citation)
    knowledge = Knowledge(
        found,
        citations or Citations((), ()),
        laid,
        {d.id: quotes(d, found.text(d), cited[d.id], laid.get(d.id, ())) for d in found.documents},
    )
    edition = Edition(knowledge, register(laid.values()), day, layers, site)
    made = [page for d in found.documents for page in pages(edition.folio(d), d, found.text(d))]
    return [*(page for sheaf in edition.sheaves({}) for page in sheaf.pages()), *made]


def library(*drafts: tuple[SourceText, Document]) -> Library:
    """A library of drafts, with a finding in the first."""
    parsed = [
        ParsedSource(source, (document,), (FINDING,) if index == 0 else ())
        for index, (source, document) in enumerate(drafts)
    ]
    return Library.of(parsed)
