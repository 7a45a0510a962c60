"""What the fuzzer starts from: the sample corpus, the hostile files, and the words of regulations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from tests.hostile import markup, packed, shapes
from tests.hostile.families import Files, regulation, text

ROOT = Path(__file__).parents[2]
STRUCTURED = frozenset({"structure", "citing", "duties", "rendering", "indexing"})
"""The targets that take texts; what goes wrong there may need a letterhead, articles and an end together."""
_LONGEST, _LONGEST_TEXT = 1_500, 6_000
_OF_SAMPLE = 12_000  # bytes of a sample document that are taken

_SOURCES: dict[str, Callable[[], Files]] = {
    "word": lambda: packed.word_bombs(3),
    "archive": lambda: {**packed.leading_out(2), **packed.nested(2), **packed.broken(50)},
    "pdf": lambda: packed.pdf_bombs(3),
    "html": lambda: {**markup.in_pages(1), **packed.page_bombs(3)},
}


def longest(target: str) -> int:
    """Bytes of an input: mostly, what goes wrong on a long one goes wrong on a short one, sooner."""
    return _LONGEST_TEXT if target in STRUCTURED else _LONGEST


def seeds(target: str) -> Iterator[bytes]:
    """The first inputs of a target."""
    most = longest(target)
    yield text(regulation())
    if target in _SOURCES:
        yield from (content[:most] for content in _SOURCES[target]().values())
        return
    yield from (content[:most] for content in shapes.shapes(200).values())
    yield from (content[:most] for content in markup.in_texts(1).values())
    for path in sorted((ROOT / "corpus").iterdir()):
        content = path.read_bytes()[:_OF_SAMPLE]
        yield from (content[at : at + most] for at in range(0, len(content), most))


def words() -> Iterator[str]:
    """The dictionary: what mutations put in."""
    yield from (unit.strip() for unit in shapes.UNITS.values() if unit.strip())
    yield from (payload for payload in markup.PAYLOADS.values() if len(payload) < 60)
    yield from regulation()
    yield from (
        "\n",
        "\n\n",
        "\t",
        "\u00a0",
        "\u200b",
        "<w:p>",
        "<w:tbl>",
        "<w:numPr>",
        "<td>",
        "<tr>",
        "<table>",
    )
