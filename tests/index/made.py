"""Documents made for tests, in places that do not exist, and the containers of their index."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from dieukhoan import index
from dieukhoan.index.shards import Shards
from dieukhoan.index.weights import LONGEST_LIST
from dieukhoan.model import Document, Kind, Node, Paragraph, Role, Span
from tests.index.whole import Whole

_WORDS = """
thỏa thoả ước lao động công đoàn quy chế phối hợp kỹ kĩ thuật ủy uỷ ban nhân dân quận Hồ Sen tỉnh Lâm Giang
bán bàn bản nhà đất quyền nghĩa vụ trách nhiệm báo cáo hằng năm 05 12a 2024 NĐ-CP UBND LĐLĐ CĐCS tay tai
"""
SYLLABLES = _WORDS.split()


@dataclass(frozen=True)
class Article:
    """An article to be made: heading and clauses."""

    heading: str
    clauses: tuple[str, ...]


@dataclass(frozen=True)
class Regulation:
    """A document to be made."""

    type: str
    number: str
    title: str
    articles: tuple[Article, ...]
    issuer: str = "Ủy ban nhân dân quận Hồ Sen"
    date: str = "2024-03-01"


@dataclass
class _Writer:
    """A text that grows, and the spans of what was written."""

    text: str = ""
    nodes: list[Node] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)

    def write(self, words: str) -> Span:
        start = len(self.text)
        self.text += words + "\n"
        return Span(start, start + len(words))


def document(made: Regulation) -> tuple[Document, str]:
    """A document of the model with its text, as parse would give it."""
    out = _Writer()
    for number, article in enumerate(made.articles, 1):
        address = f"dieu-{number}"
        start = len(out.text)
        heading = out.write(article.heading)
        out.paragraphs.append(Paragraph(Role.HEADING, address, (heading,)))
        clauses = []
        for place, clause in enumerate(article.clauses, 1):
            span = out.write(clause)
            at = f"{address}-khoan-{place}"
            clauses.append(
                Node(at, Kind.CLAUSE, f"{place}.", "", *span, Span(span.start, span.start), address)
            )
            out.paragraphs.append(Paragraph(Role.BODY, at, (span,)))
        out.nodes.append(
            Node(address, Kind.ARTICLE, f"Điều {number}.", article.heading, start, len(out.text), heading)
        )
        out.nodes += clauses
    slug = made.number.lower().replace("/", "-")
    built = Document(
        f"ho-sen/2024/{slug}",
        f"{slug}.txt",
        0,
        len(out.text),
        made.type,
        made.number,
        made.date,
        made.issuer,
        "Hồ Sen",
        made.title,
        nodes=tuple(out.nodes),
        paragraphs=tuple(out.paragraphs),
    )
    return built, out.text


def indexed(*regulations: Regulation, longest: int = LONGEST_LIST) -> index.SearchIndex:
    """The index of made documents; of a term, ``longest`` passages are kept."""
    made = [document(regulation) for regulation in regulations]
    return index.index(((one, index.terms_of(one, text)) for one, text in made), longest)


def shards(found: index.SearchIndex) -> Shards:
    """An index in shards, held in memory."""
    return Shards(dict(index.files(found)).__getitem__)


def whole(found: index.SearchIndex) -> Whole:
    """An index in lunr's container."""
    return Whole(index.whole_container(found))


ISSUERS = (
    "Ủy ban nhân dân quận Hồ Sen",
    "Liên đoàn Lao động quận Hồ Sen",
    "Ủy ban nhân dân quận Hồ Sen và Liên đoàn Lao động quận Hồ Sen",
)


def random_regulations(dice: random.Random) -> list[Regulation]:
    """Some documents of random words, long articles among them."""

    def words(least: int, most: int) -> str:
        count = dice.randint(least, most)
        text = " ".join(dice.choice(SYLLABLES) for _ in range(count))
        return dice.choice(["", ", ", ". "]).join([text, dice.choice(SYLLABLES)])

    return [
        Regulation(
            dice.choice(["Quy chế", "Kế hoạch", "Quyết định"]),
            f"{dice.randint(1, 40)}{dice.choice(['/KH-UBND', '-QC/QU', '/2024/QĐ-UBND'])}",
            words(2, 12),
            tuple(
                Article(words(1, 6), tuple(words(3, 90) for _ in range(dice.randint(1, 8))))
                for _ in range(dice.randint(1, 6))
            ),
            dice.choice(ISSUERS),
        )
        for _ in range(dice.randint(1, 6))
    ]


def random_queries(dice: random.Random, count: int, regulations: Sequence[Regulation]) -> list[str]:
    """Queries of the same words: toneless, quoted, cut short, with addresses or documents."""
    found = []
    for _ in range(count):
        document = dice.choice(regulations)
        heading = dice.choice(document.articles).heading
        text = " ".join(dice.choice(SYLLABLES) for _ in range(dice.randint(1, 7)))
        found.append(
            dice.choice(
                [
                    text,
                    text.upper(),
                    f"{text} ",
                    f'"{text}"',
                    f"{text} -{dice.choice(SYLLABLES)}",
                    f"khoản {dice.randint(1, 5)} điều {dice.randint(1, 6)} quy chế {dice.randint(1, 40)}",
                    f"{text[:-1]}",
                    f"{text} OR {dice.choice(SYLLABLES)}",
                    f"{text} {dice.choice(ISSUERS)}",
                    f"kế hoạch {dice.randint(1, 40)}/KH-UBND {text}",
                    f"{heading} {document.number}",
                    f"{text} của {document.type} {document.number}",
                ]
            )
        )
    return found
