"""How the time of each stage grows with the length of a hostile text: CPU time over length, at two sizes.

    python -m tests.hostile.growth                     a line for each family, a column for each stage
    python -m tests.hostile.growth articles --size 20000

A figure is the time for one letter at four times the size, in times of that at the size: 1 is linear, 4 grows
with the square. Stages that take less than ``LEAST`` at the larger size show a dot.
"""

from __future__ import annotations

import argparse
import datetime
import gc
import time
from collections.abc import Callable, Iterator, Mapping

from dieukhoan import index
from dieukhoan.assign import assign
from dieukhoan.library import Library
from dieukhoan.link import audit, find, resolve
from dieukhoan.model import SourceText
from dieukhoan.parse import parse
from dieukhoan.quoting import quotes
from dieukhoan.read import read_bytes
from tests.converting import converter
from tests.hostile import packed, shapes
from tests.render.drafts import render

TIMES = 4
LEAST = 0.02
"""Seconds of CPU; below, a pause of the machine is more than the work."""
MOST = 2.2
"""Of four times the length; what grows with the square has 4, and what sorts 1.2."""
TRIES = 3
STAGES = ("read", "parse", "find", "assign", "join", "index", "render", "convert")
_SIZE = 6_000
_LARGER = {"annexed": 32_000, "chapters": 32_000, "blank lines": 32_000, "page numbers": 12_000}
"""Where a bound lies between the usual sizes: a page for each chapter, a long paragraph as HTML.

They take long, and end the article that they stand in: so they are measured alone.
"""
_PACKED_SIZES = {"page": 4_000, "Word": 400, "PDF": 400}  # of what they have many of

Make = Callable[[int], bytes]


def families() -> dict[str, tuple[Make, int]]:
    """Every hostile text and file whose size can be chosen, by name, and its smaller size."""
    found: dict[str, tuple[Make, int]] = {}
    for name in shapes.UNITS:
        for in_article in (False,) if name in _LARGER else (True, False):
            where = "in an article" if in_article else "alone"
            found[f"{name}, {where}"] = (_shape(name, in_article), _LARGER.get(name, _SIZE))
    for kind, make in (
        ("page", packed.page_bombs),
        ("Word", packed.word_bombs),
        ("PDF", packed.pdf_bombs),
    ):
        for name in make(3):
            found[f"{kind} {name}"] = (_file(make, name), _PACKED_SIZES[kind])
    return found


def _shape(name: str, in_article: bool) -> Make:
    return lambda size: shapes.shaped(name, size, in_article=in_article).encode()


def _file(make: Callable[[int], Mapping[str, bytes]], name: str) -> Make:
    return lambda size: make(size)[name]


def seconds(data: bytes) -> dict[str, float]:
    """The CPU time of each stage that a file reaches."""
    gc.collect()
    gc.disable()
    try:
        taken: dict[str, float] = {}
        begun = time.process_time()
        for stage in _done(data):
            taken[stage] = time.process_time() - begun
            begun = time.process_time()
        return taken
    finally:
        gc.enable()


def _done(data: bytes) -> Iterator[str]:
    """Runs all stages and gives the name of each when it has ended."""
    source = read_bytes("x", data)
    yield "read"
    if not isinstance(source, SourceText):
        return
    parsed = parse(source)
    yield "parse"
    documents, text = parsed.documents, source.text
    cited = [tuple(find(document, text)) for document in documents]
    yield "find"
    laid = [tuple(assign(document, text)) for document in documents]
    yield "assign"
    library = Library.of([parsed])
    ids = [document.id for document in library.documents]
    resolved = resolve(library.documents, dict(zip(ids, cited, strict=True)))
    quoted = [
        quotes(document, text, links, duties)
        for document, links, duties in zip(documents, cited, laid, strict=True)
    ]
    yield "quote"
    audit(library, resolved, dict(zip(ids, quoted, strict=True)))
    yield "join"
    terms = [index.terms_of(document, text) for document in documents]
    list(index.files(index.index(zip(documents, terms, strict=True))))
    yield "index"
    duties = dict(zip(ids, laid, strict=True))
    pages = list(render(library, datetime.date(2031, 6, 1), citations=resolved, duties=duties))
    yield "render"
    for page in pages:
        if page.path.endswith(".md"):
            converter()(page.path, page.text)
    yield "convert"


def growth(make: Make, size: int, tries: int = 1) -> dict[str, float]:
    """By stage, how much longer a letter takes at the larger size; only for stages that take long enough.

    A pause of the machine only adds: while something seems to grow too fast it is measured again, up to
    ``tries`` times, and of each size the least counts.
    """
    small: dict[str, float] = {}
    large: dict[str, float] = {}
    found: dict[str, float] = {}
    for _ in range(tries):
        large = _least(large, seconds(make(TIMES * size)))
        if max(large.values()) < LEAST:
            return {}
        small = _least(small, seconds(make(size)))
        found = {
            stage: large[stage] / small[stage] / TIMES
            for stage in STAGES
            if large.get(stage, 0) >= LEAST and small.get(stage)
        }
        if all(factor <= MOST for factor in found.values()):
            break
    return found


def _least(before: dict[str, float], now: dict[str, float]) -> dict[str, float]:
    return {stage: min(taken, before.get(stage, taken)) for stage, taken in now.items()}


def main() -> None:
    """Prints the table, and in the end what grows faster than twice its length."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", help="words of families")
    parser.add_argument("--size", type=int, help="the smaller size")
    options = parser.parse_args()
    converter()
    print(f"{'':42}" + "".join(f"{stage:>9}" for stage in STAGES))
    worst: list[tuple[float, str, str]] = []
    for name, (make, size) in families().items():
        if options.names and not any(word in name for word in options.names):
            continue
        grown = growth(make, options.size or size)
        cells = "".join(f"{grown[stage]:9.2f}" if stage in grown else f"{'.':>9}" for stage in STAGES)
        print(f"{name:42}{cells}", flush=True)
        worst += [(factor, stage, name) for stage, factor in grown.items()]
    for factor, stage, name in sorted(worst, reverse=True)[:10]:
        print(f"{factor:6.2f}  {stage:9}{name}")


if __name__ == "__main__":
    main()
