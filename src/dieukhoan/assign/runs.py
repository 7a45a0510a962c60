"""The paragraphs that can carry duties; those that break off are one with the paragraph that goes on."""

from __future__ import annotations

from collections.abc import Iterator

from dieukhoan.assign.chunks import Sort, clauses
from dieukhoan.assign.lexicon import NOUNS, Head
from dieukhoan.assign.lists import agencies
from dieukhoan.assign.words import split
from dieukhoan.model import CLOSING_PLACE, Document, Flow, Kind, Node, Paragraph, Role

_READ = frozenset({Role.BODY, Role.HEADING, Role.CLOSING, Role.OPENING})
RUN_IN = frozenset({Kind.CLAUSE, Kind.POINT, Kind.DASH, Kind.PLUS})
SENTENCES = RUN_IN | {Kind.ARTICLE}
_GLANCE = 80  # characters
_ASKS = (["đề", "nghị"], ["giao"], ["yêu", "cầu"])
_LONGEST_OFFICE = 4  # words
_BREAKS_OFF = frozenset(
    {"và", "của", "các", "sở", "bộ", "ủy", "ban", "với", "cho", "trong", "có", "trách", "ubnd", "hđnd"}
)


def run_in(text: str, document: Document, nodes: dict[str, Node]) -> Iterator[Paragraph]:
    """The paragraphs that can carry duties; those that break off are one with the paragraph that goes on.

    What follows the last numbered paragraph of a plan or letter closes it and belongs to no number.
    """
    last = document.nodes[-1].address if document.nodes else ""
    closes = not any(node.kind is Kind.ARTICLE for node in document.nodes)
    held: Paragraph | None = None
    before: Paragraph | None = None
    for paragraph in document.paragraphs:
        if paragraph.role not in _READ:
            continue
        if held is not None:
            if paragraph.role is Role.BODY and paragraph.at == held.at and _goes_on(text, held, paragraph):
                role = Role.BODY if paragraph.role is Role.BODY else held.role
                held = Paragraph(role, held.at, held.pieces + paragraph.pieces)
                continue
            yield held
            before, held = held, None
        again = before is not None and before.at == paragraph.at and paragraph.role is Role.BODY
        if closes and again and paragraph.at == last and not paragraph.table and _ended(text, before):
            yield Paragraph(Role.CLOSING, CLOSING_PLACE, paragraph.pieces)
            continue
        if paragraph.at in nodes and nodes[paragraph.at].kind in SENTENCES and not paragraph.table:
            held = paragraph
        else:
            yield paragraph
            before = paragraph
    if held is not None:
        yield held


def _ended(text: str, paragraph: Paragraph | None) -> bool:
    return paragraph is not None and text[paragraph.pieces[-1].start : paragraph.pieces[-1].end].rstrip(
        "*_ "
    ).endswith((".", "/"))


def _goes_on(text: str, first: Paragraph, second: Paragraph) -> bool:
    """Whether the second paragraph goes on in the middle of the first one's sentence."""
    last = text[first.pieces[-1].start : first.pieces[-1].end].split()
    word = text[second.pieces[0].start : second.pieces[0].end].lstrip("*_ ")
    if not last:
        return True
    end = last[-1].strip("*_").lower()
    if end in ("sở:", "bộ:"):
        return True
    if end.endswith((".", ":", "/")):
        return False
    if end == "bộ" and len(last) > 1 and last[-2].lower() == "ngang":
        return False  # "Thủ trưởng cơ quan ngang bộ"
    listed = end.endswith((",", ";")) and not word.startswith(("-", "+"))
    if listed or end in _BREAKS_OFF or word[:1].islower() or word.startswith("("):
        return True
    if _names_an_office(" ".join(last[-_LONGEST_OFFICE:]), word[:_GLANCE]):
        return True
    if first.role is not Role.HEADING:
        return False
    return _cuts_a_name(" ".join(Flow(text, first.pieces).text.split()), word[:_GLANCE])


def _names_an_office(line: str, following: str) -> bool:
    """Whether a line ends with an office and the next begins with its body: "Chánh Văn phòng" before "UBND
    tỉnh, Giám đốc Sở Y tế chịu trách nhiệm thi hành …"."""
    words = split(line)
    size = len(words.norm)
    for index in range(size):
        found = NOUNS.longest(words.norm, index)
        if found is None or found[1] < size or Head.TITLE not in found[0].heads:
            continue
        if words.norm[index:] == ["văn", "phòng"]:
            return False  # a heading by itself
        named = agencies(split(f"{words.printed(index, size)} {following}"), 0)
        return bool(named) and named[0].end > size - index
    return False


def _cuts_a_name(heading: str, following: str) -> bool:
    """Whether a line ends inside a name: "Bộ Tài chính, Bộ Công" before "Thương, Bộ Khoa học và Công
    nghệ chỉ đạo"."""
    head = split(heading)
    clause = next(iter(clauses(split(following))), None)
    if clause is None or not clause.items or clause.items[0].sort is not Sort.OTHER or clause.items[0].kinds:
        return False
    begin = next((len(asks) for asks in _ASKS if head.norm[: len(asks)] == asks), 0)
    named = agencies(head, begin) if begin < len(head.norm) else []
    if not named or named[-1].end < len(head.norm):
        return bool(named)
    longer = agencies(split(f"{heading} {following}"), begin)
    return bool(longer) and longer[-1].end > len(head.norm)
