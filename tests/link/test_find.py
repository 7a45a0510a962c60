"""Citations of single documents: the cases that lawyers read, and what must hold for any text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dieukhoan.citation import Citation, Relation, Work
from dieukhoan.link import find
from dieukhoan.model import Document, Kind, Node, Paragraph, Role, Span, plain
from tests.timing import cpu_seconds

_CASES = Path(__file__).parent / "cases.txt"


@dataclass(frozen=True)
class Case:
    """A case of the file: its title, the type of its document, its paragraphs and what must be found."""

    title: str
    type: str
    paragraphs: tuple[tuple[str, str], ...]
    expected: tuple[tuple[str, str, tuple[str, ...]], ...]


def _case(block: str) -> Case:
    title, *lines = block.strip().splitlines()
    kind, at = "Quy chế", "dieu-1"
    paragraphs: list[tuple[str, str]] = []
    expected: list[tuple[str, str, tuple[str, ...]]] = []
    for line in lines:
        if line.startswith("type:"):
            kind = line[5:].strip()
        elif line.startswith("@"):
            at = line[1:].strip()
        elif line.startswith("->"):
            words, sort, facts = (part.strip() for part in line[2:].split("|"))
            expected.append((words, sort, tuple(fact.strip() for fact in facts.split(";") if fact.strip())))
        else:
            paragraphs.append((at, line))
    return Case(title.strip(), kind, tuple(paragraphs), tuple(expected))


def _cases() -> list[Case]:
    text = re.sub(r"(?m)^#.*\n", "", _CASES.read_text(encoding="utf-8"))
    return [_case(block) for block in text.split("== ")[1:]]


def _document(kind: str, paragraphs: tuple[tuple[str, str], ...]) -> tuple[Document, str]:
    text, found = "", []
    for at, words in paragraphs:
        found.append(Paragraph(Role.BODY, at, (Span(len(text), len(text) + len(words)),)))
        text += words + "\n\n"
    nodes = [
        Node(f"dieu-{number}", Kind.ARTICLE, f"Điều {number}.", "", 0, 0, Span(0, 0))
        for number in range(1, 21)
    ]
    nodes.append(Node("dieu-6-khoan-1", Kind.CLAUSE, "1.", "", 0, 0, Span(0, 0), "dieu-6"))
    document = Document("x", "x.txt", 0, len(text), type=kind, nodes=tuple(nodes), paragraphs=tuple(found))
    return document, text


def _facts(citation: Citation) -> set[str]:
    work = citation.work
    named = {work.type, work.number, work.date, work.issuer, work.name} if work else set()
    return named | {", ".join(citation.provisions)}


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case.title)
def test_cases(case: Case) -> None:
    document, text = _document(case.type, case.paragraphs)
    found = find(document, text)
    words = [(plain(text[c.span.start : c.span.end]), str(c.kind)) for c in found]
    assert words == [(quote, kind) for quote, kind, _ in case.expected]
    for citation, (_, _, facts) in zip(found, case.expected, strict=True):
        assert set(facts) <= _facts(citation)


_PIECES = (
    *("Điều 5", "khoản 2", "điểm đ", "các khoản 1, 2 và 3", "từ Điều 3 đến Điều 9", "Phụ lục II", "Mục III"),
    *(
        "của",
        "Luật này",
        "Luật Nghề rừng",
        "Nghị định số",
        "12/2031/NĐ-CP",
        "ngày 12/6/2031",
        "của Chính phủ",
    ),
    *(
        "“",
        "”",
        "(sau đây gọi tắt là",
        ")",
        ";",
        ",",
        "và",
        "\t",
        "\v",
        "Quy chế này",
        "nêu trên",
        "Đề án 06",
    ),
    *("Mẫu số 01,", "Phụ lục", "mục 6 III", "quy định nêu trên"),
    *("ban hành kèm theo", "sửa đổi, bổ sung", "Luật sửa đổi, bổ sung một số điều của", "số 07-NQ/TU"),
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(_PIECES) | st.text(max_size=6), max_size=40))
def test_spans_stay_inside_and_apart(pieces: list[str]) -> None:
    words = " ".join(pieces).replace("\n", " ")
    document, text = _document("Luật", (("dieu-2-khoan-1", words), ("dieu-3", words)))
    found = find(document, text)
    ends = [0, *(c.span.end for c in found)]
    for citation, before in zip(found, ends, strict=False):
        piece = document.paragraphs[citation.paragraph].pieces[0]
        assert piece.start <= citation.span.start < citation.span.end <= piece.end
        assert before <= citation.span.start
        assert citation.antecedent < len(found)


@pytest.mark.parametrize("piece", _PIECES)
def test_hostile_repetition_is_linear(piece: str) -> None:
    def seconds(times: int) -> float:
        document, text = _document("Luật", (("dieu-2", f"{piece} " * times),))
        return cpu_seconds(lambda: find(document, text))

    seconds(10)
    assert seconds(1600) < 16 * seconds(200) + 0.2  # a square would be 64 times as long


def test_the_printed_number_is_the_number() -> None:
    document, text = _document(
        "Quy chế", (("dieu-2", "theo Quyết định số 12 /QĐ-UBND và Kế hoạch 9-KH/TU."),)
    )
    for citation in find(document, text):
        assert citation.work is not None
        printed = text[citation.span.start : citation.span.end].replace(" ", "")
        assert citation.work.number in printed


def test_a_citation_across_a_page_break() -> None:
    first, head, second = "theo Nghị định số 105/2031/NĐ-CP ngày 12", "3", "tháng 6 năm 2031 của Chính phủ."
    text = f"{first}\n{head}\n{second}"
    start = len(first) + len(head) + 2
    paragraph = Paragraph(Role.BODY, "dieu-1", (Span(0, len(first)), Span(start, len(text))))
    (citation,) = find(Document("x", "x", 0, len(text), type="Quy chế", paragraphs=(paragraph,)), text)
    assert citation.work is not None
    assert citation.work.date == "2031-06-12"
    assert citation.span == Span(5, len(text) - 1)


def test_own_number_line_and_title_are_no_citations() -> None:
    lines = ((Role.NUMBER, "Số: 12/KH-UBND"), (Role.TITLE, "KẾ HOẠCH Thực hiện Nghị quyết số 07-NQ/TU"))
    text, paragraphs = "", []
    for role, words in lines:
        paragraphs.append(Paragraph(role, "mo-dau", (Span(len(text), len(text) + len(words)),)))
        text += words + "\n"
    document = Document(
        "x", "x", 0, len(text), type="Kế hoạch", number="12/KH-UBND", paragraphs=tuple(paragraphs)
    )
    assert [c.work.number for c in find(document, text) if c.work] == ["07-NQ/TU"]


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (
            "theo Điều 5, 6 và 7 của Luật Nghề rừng.",
            {"Điều 5": "dieu-5", "6": "dieu-6", "7 của Luật Nghề rừng": "dieu-7"},
        ),
        (
            "tại khoản 1, 2 Điều 5 và Điều 7 Quy chế này.",
            {"khoản 1": "dieu-5-khoan-1", "2 Điều 5": "dieu-5-khoan-2", "Điều 7 Quy chế này": "dieu-7"},
        ),
        (
            "từ Điều 3 đến Điều 7 của Quy chế này.",
            {"Điều 3": "dieu-3", "Điều 7 của Quy chế này": "dieu-7"},
        ),
        (
            "theo Điều 5 khoản 1, 2 Quy chế này.",
            {"Điều 5 khoản 1": "dieu-5-khoan-1", "2 Quy chế này": "dieu-5-khoan-2"},
        ),
        ("theo khoản 2 Điều 5 Quy chế này.", {}),
    ],
)
def test_each_printed_element_of_a_list_is_told_apart(words: str, parts: dict[str, str]) -> None:
    document, text = _document("Quy chế", (("dieu-1", words),))
    (citation,) = find(document, text)
    assert {text[p.span.start : p.span.end]: p.provision for p in citation.parts} == parts
    assert {part.provision for part in citation.parts} <= set(citation.provisions)


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        ("Quy chế này sửa đổi, bổ sung Quyết định số 7/2031/QĐ-UBND.", Relation.AMENDS),
        ("Thông tư số 5/2031/TT-BSN được sửa đổi, bổ sung tại Quyết định số 7/2031/QĐ-UBND.", None),
        ("Khoản này được sửa đổi theo quy định tại Quyết định số 7/2031/QĐ-UBND.", None),
        ("Mức đóng được điều chỉnh theo quy định tại Quyết định số 7/2031/QĐ-UBND.", None),
        ("Bãi bỏ các Quyết định số 7/2031/QĐ-UBND.", Relation.REPEALS),
        ("Cấp, thu hồi, hủy bỏ thẻ bến theo Quyết định số 7/2031/QĐ-UBND.", None),
    ],
)
def test_what_is_done_with_a_work(words: str, relation: Relation | None) -> None:
    document, text = _document("Quy chế", (("dieu-5", words),))
    assert find(document, text)[-1].relation is relation


def _relations(*paragraphs: str) -> list[Relation | None]:
    places = ("dieu-1", "dieu-1-khoan-1", "dieu-1-khoan-2", "dieu-2")
    document, text = _document("Quyết định", tuple(zip(places, paragraphs, strict=False)))
    return [citation.relation for citation in find(document, text)]


@pytest.mark.parametrize(
    ("stem", "relation"),
    [
        ("Bãi bỏ các văn bản sau đây:", Relation.REPEALS),
        ("Bãi bỏ toàn bộ một số văn bản quy phạm pháp luật của Ủy ban nhân dân tỉnh", Relation.REPEALS),
        ("Quyết định này thay thế các quyết định sau:", Relation.REPLACES),
        ("Kể từ ngày Quyết định này có hiệu lực, các thông tư sau đây hết hiệu lực:", Relation.ENDS),
        ("Phạm vi điều chỉnh", None),
    ],
)
def test_a_list_has_the_relation_that_is_said_above_it(stem: str, relation: Relation | None) -> None:
    first, second = "Thông tư số 5/2031/TT-BSN về đò ngang;", "Thông tư số 6/2031/TT-BSN về bến bãi."
    after = "Thông tư số 7/2031/TT-BSN là căn cứ."
    *_, one, two, three = _relations(stem, first, second, after)
    assert (one, two, three) == (relation, relation, None)


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        (
            "Bãi bỏ Điều 3 Nghị định số 5/2031/NĐ-CP quy định về đò và Điều 15 Nghị định số 6/2031/NĐ-CP.",
            [Relation.REPEALS, Relation.REPEALS],
        ),
        ("Sửa đổi khoản 3, bổ sung khoản 7 Điều 6 Nghị định số 5/2031/NĐ-CP như sau:", [Relation.AMENDS] * 2),
        (
            "Điều 6 Thông tư số 2/2031/TT-BSN quy định về quá giang được sửa đổi, bổ sung như sau:",
            [Relation.AMENDS],
        ),
        ("Thuyền sửa đổi, bổ sung không thuộc trường hợp quy định tại Điều 5 Luật Bến bãi.", [None]),
        ("Sửa đổi nơi nộp hồ sơ tại khoản 1 Điều 8 Nghị định số 5/2031/NĐ-CP như sau:", [Relation.AMENDS]),
        ("Trường hợp bổ sung loại thuyền quy định tại Điều 5 Luật Bến bãi thì báo cáo.", [None]),
        ("Bãi bỏ một số quy định trong Thông tư số 5/2031/TT-BSN.", [Relation.AMENDS]),
        ("Bãi bỏ toàn bộ Thông tư số 5/2031/TT-BSN.", [Relation.REPEALS]),
        ("Được thay thế bởi Thông tư số 5/2031/TT-BSN, hết hiệu lực từ ngày 01/8/2031.", [None]),
    ],
)
def test_relations(text: str, relations: list[Relation | None]) -> None:
    assert _relations(text) == relations


def test_of_several_amended_works_none_is_guessed() -> None:
    title = "Sửa đổi, bổ sung một số điều của Thông tư số 5/2031/TT-BSN và Thông tư số 6/2031/TT-BSN"
    document, text = _document("Thông tư", (("dieu-1", title), ("dieu-1-khoan-1", "Sửa đổi Điều 4 như sau:")))
    bare = find(document, text)[-1]
    assert (bare.work, bare.provisions) == (Work(), ("dieu-4",))


def test_quotations_one_inside_the_other_end_with_the_outer_one() -> None:
    paragraphs = (
        ("dieu-1", "Sửa đổi Điều 4 Thông tư số 5/2031/TT-BSN như sau: “Điều 4. Bến"),
        ("dieu-1", "1. Thay cụm từ “bến"),
        ("dieu-1", "đò” tại Điều 6."),
        ("dieu-1", "2. Theo khoản 1 Điều này.”"),
        ("dieu-2", "Thông tư này có hiệu lực theo khoản 1 Điều này."),
    )
    document, text = _document("Thông tư", paragraphs)
    works = [citation.work.number if citation.work else None for citation in find(document, text)]
    assert works == ["5/2031/TT-BSN"] * 3 + [None, None]
