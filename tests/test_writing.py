"""Grounds: what is told of pages without making them tells all that they are made of."""

from __future__ import annotations

import datetime
import random
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from dieukhoan.bounded import Exceeded
from dieukhoan.cache import Memory
from dieukhoan.composition import File
from dieukhoan.joining import joined
from dieukhoan.pipeline import examined
from dieukhoan.progress import Progress
from dieukhoan.publish.outputs import Outputs
from dieukhoan.workers import Item, Processes, Result
from dieukhoan.writing import Works

DAY = datetime.date(2032, 1, 1)
SAMPLES = Path(__file__).parent.parent / "corpus"
VARIANTS = 48


class _Here(Processes):
    """Does all work in this process."""

    def run(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result | Exceeded]:
        yield from map(function, items)


class _Noting(Outputs):
    """Remembers what was written, over many libraries, and never lets a ground spare the work."""

    def __init__(self, root: Path) -> None:
        super().__init__(root, ("pages", "data"), root / "note")
        self.made: dict[str, list[File]] = {}
        self.led: dict[str, str] = {}
        self.again: list[tuple[str, str]] = []
        """The orders of a ground that was there before, then and now."""

    def keep_of(self, ground: str) -> bool:
        del ground
        return False

    def found(self, ground: str, order: str) -> None:
        if ground in self.led:
            self.again.append((self.led[ground], order))
        self.led[ground] = order

    def keep(self, order: str) -> bool:
        return order in self.made

    def write(self, files: Iterable[File], order: str = "") -> int:
        self.made[order] = list(files)
        return len(self.made[order])


ALONE = """\
ỦY BAN NHÂN DÂN
TỈNH LÂM GIANG

Số: 10{number}/2031/QĐ-UBND

Lâm Giang, ngày 0{number} tháng 3 năm 2031

QUYẾT ĐỊNH
Về bến số {number}

Điều 1. Trách nhiệm
1. {who} chủ trì, phối hợp với Sở Đò ngang lập sổ theo dõi{cited}.
"""
"""Documents that have little to do with others, so that few things reach them."""


def _begun(corpus: Path) -> None:
    """The samples, and documents that have little to do with others."""
    shutil.rmtree(corpus, ignore_errors=True)
    shutil.copytree(SAMPLES, corpus)
    cited = {2: " theo Luật Bến bãi", 6: " theo Điều 1 Quyết định số 101/2031/QĐ-UBND"}
    for number in range(1, 8):
        who = "Sở Bến bãi" if number % 3 else "Sở Nội vụ"
        text = ALONE.format(number=number, who=who, cited=cited.get(number, ""))
        (corpus / f"ben-{number}.txt").write_text(text, encoding="utf-8")


CHANGES = (
    "less", "renamed", "twice", "day", "cited", "spelling", "spelling", "number", "title", "title", "joined",
    "line", "lines",
)  # fmt: skip


def _changed(corpus: Path, change: str, chance: random.Random) -> None:
    """One of the things that happen to a folder of documents."""
    path, other = chance.sample(sorted(corpus.iterdir()), 2)
    text, more = path.read_text(encoding="utf-8"), other.read_text(encoding="utf-8")
    lines = text.splitlines()
    match change:
        case "less":
            path.unlink()
            return
        case "renamed":
            path.rename(path.with_stem(f"{path.stem}-a"))
            return
        case "twice":
            path = path.with_stem(f"{path.stem}-b")
        case "day":
            text = re.sub(r"tháng \d+ năm", "tháng 7 năm", text, count=1)
        case "cited":
            cited = chance.choice(["của Luật Bến bãi", "của Quyết định số 55/2031/QĐ-TTg", "Quy chế này"])
            text += f"\nĐiều 90. Viện dẫn\nThực hiện theo khoản 1 Điều 2 {cited}.\n"
        case "spelling":
            name = "Sở Nội vụ"
            for each in corpus.iterdir():
                if chance.random() < 0.6:
                    found = each.read_text(encoding="utf-8")
                    each.write_text(found.replace(name, name.title()), encoding="utf-8")
            return
        case "number":
            text = re.sub(r"(?m)^(?:\W*Số:?\s*)\d+", "Số: 77", text, count=1)
        case "title":
            text = re.sub(r"(?m)^(\W*)(Về|Ban hành)\b", r"\1\2 bến đò:", text, count=1)
        case "joined":
            text += more
        case "line":
            del lines[chance.randrange(len(lines))]
            text = "\n".join(lines)
        case _:
            start, taken = chance.randrange(len(lines)), more.splitlines()
            first = chance.randrange(len(taken))
            text = "\n".join([*lines[:start], *taken[first : first + 6], *lines[start:]])
    path.write_text(text, encoding="utf-8")


def _walk(corpus: Path, seed: int) -> Iterator[Works]:
    """Libraries of which each is the one before with one change."""
    chance, store = random.Random(seed), Memory()
    for variant in range(VARIANTS):
        if variant % 8 == 0:
            _begun(corpus)
        else:
            _changed(corpus, chance.choice(CHANGES), chance)
        examination = examined([corpus], store, _Here(1))
        yield Works(joined(examination, Progress(shown=False)), examination, DAY, "")


def test_one_ground_never_leads_to_two_orders(tmp_path: Path) -> None:
    """What stands on the same ground in two libraries consists of the same files."""
    noting = _Noting(tmp_path)
    for works in _walk(tmp_path / "corpus", 5):
        works.write_documents(_Here(1), noting, lambda: None)
    for before, now in noting.again:
        assert noting.made[now] == noting.made[before]
    assert len(noting.again) > 4 * VARIANTS, "most of a library stands on the same ground after a change"


def test_one_sheaf_never_holds_two_things(tmp_path: Path) -> None:
    """Pages of many documents that are made of the same in two libraries are the same."""
    made: dict[str, list[File]] = {}
    again: Counter[str] = Counter()
    for works in _walk(tmp_path / "corpus", 6):
        for order, files in works.shared(lambda _: False):
            if order and files:
                again[files[0][0]] += order in made
                assert made.setdefault(order, files) == files
    kept = {"pages/van-ban/index.md", "pages/kiem-tra/index.md", "pages/vien-dan/vien-dan.csv"}
    assert all(again[path] for path in kept), again
