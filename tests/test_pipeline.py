"""Builds after builds: whatever has changed meanwhile, the files are those of a build from nothing."""

from __future__ import annotations

import datetime
import multiprocessing
import random
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dieukhoan import cache, writing
from dieukhoan.composition import Order, composed
from dieukhoan.duty import Agency
from dieukhoan.examination import Examination, Examined
from dieukhoan.page import Page
from dieukhoan.pipeline import generate
from dieukhoan.publish.lock import Lock
from dieukhoan.read import Unreadable
from dieukhoan.render import responsibility
from dieukhoan.render.responsibility.book import Book
from dieukhoan.render.routes import Routes

DAY = datetime.date(2032, 1, 1)
FOLDERS = ("pages", "data", "search")
TEXT = """\
ỦY BAN NHÂN DÂN
TỈNH LÂM GIANG

Số: {number}/2031/QĐ-UBND

Lâm Giang, ngày 0{day} tháng 3 năm 2031

QUYẾT ĐỊNH
Quản lý bến đò số {number}

Căn cứ Quyết định số {other}/2031/QĐ-UBND ngày 03 tháng 3 năm 2031 của Ủy ban nhân dân tỉnh Lâm Giang;

Điều 1. Phạm vi
1. Bến đò số {number} hoạt động theo khoản 1 Điều 2 Quyết định số {other}/2031/QĐ-UBND.

Điều 2. Trách nhiệm
1. Sở Bến bãi chủ trì, phối hợp với Công an tỉnh kiểm tra bến đò.
2. Công an tỉnh báo cáo Ủy ban nhân dân tỉnh trước ngày 15/12 hằng năm; {words}.
"""


ALONE = """\
ỦY BAN NHÂN DÂN
TỈNH LÂM GIANG

Số: 4/2031/QĐ-UBND

Lâm Giang, ngày 05 tháng 3 năm 2031

QUYẾT ĐỊNH
Quản lý đò ngang

Điều 1. Trách nhiệm
1. Sở Đò ngang chủ trì, phối hợp với Sở Bến bãi lập sổ theo dõi.
"""


def _write(corpus: Path, number: int, words: str = "báo cáo mỗi quý", name: str = "") -> None:
    corpus.mkdir(exist_ok=True)
    text = TEXT.format(number=number, day=number % 9 + 1, other=number % 7 + 1, words=words)
    (corpus / (name or f"{number}.txt")).write_text(text, encoding="utf-8")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for number in range(1, 6):
        _write(tmp_path / "corpus", number)
    return tmp_path / "corpus"


def _held(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for folder in FOLDERS
        for path in sorted((out / folder).rglob("*"))
        if path.is_file()
    }


def _stamps(out: Path) -> dict[str, int]:
    return {name: (out / name).stat().st_mtime_ns for name in _held(out)}


def _from_nothing(corpus: Path) -> dict[str, bytes]:
    out = corpus.parent / "fresh"
    shutil.rmtree(out, ignore_errors=True)
    generate([corpus], out, DAY)
    return _held(out)


def _rewrite(corpus: Path) -> None:
    for number in range(1, 6):
        _write(corpus, number, "mọi việc")


CHANGES: dict[str, Callable[[Path], object]] = {
    "nothing": lambda _: None,
    "a text": lambda corpus: _write(corpus, 2, "và làm sổ theo dõi"),
    "a number": lambda corpus: _write(corpus, 9, name="2.txt"),
    "a new file": lambda corpus: _write(corpus, 7),
    "a file less": lambda corpus: (corpus / "3.txt").unlink(),
    "a name": lambda corpus: (corpus / "4.txt").rename(corpus / "0.txt"),
    "two of one identity": lambda corpus: shutil.copy(corpus / "1.txt", corpus / "z.txt"),
    "a file that cannot be read": lambda corpus: (corpus / "5.txt").write_bytes(b""),
    "a correction": lambda corpus: (corpus / "1.yml").write_text("so: 8/2031/QĐ-UBND\n", encoding="utf-8"),
    "everything": _rewrite,
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_rebuild_gives_what_a_build_from_nothing_gives(corpus: Path, tmp_path: Path, change: str) -> None:
    out = tmp_path / "out"
    first = generate([corpus], out, DAY)
    assert [path for path in first if not (out / "pages" / path).is_file()] == []
    before, stamps = _held(out), _stamps(out)
    CHANGES[change](corpus)
    generate([corpus], out, DAY)
    after = _held(out)
    assert after == _from_nothing(corpus)
    assert (after == before) == (change == "nothing")
    rewritten = {name for name, stamp in _stamps(out).items() if stamps.get(name) not in (None, stamp)}
    assert rewritten == {name for name in before.keys() & after.keys() if before[name] != after[name]}


def test_one_change_after_another(corpus: Path, tmp_path: Path) -> None:
    """A walk through many states, some of which come again."""
    chance = random.Random(5)
    for _ in range(8):
        number = chance.randrange(1, 8)
        if (corpus / f"{number}.txt").exists() and chance.random() < 0.4:
            (corpus / f"{number}.txt").unlink()
        else:
            _write(corpus, number, chance.choice(["báo cáo mỗi quý", "lập sổ", "niêm yết giá"]))
        generate([corpus], tmp_path / "out", DAY)
        assert _held(tmp_path / "out") == _from_nothing(corpus)


def test_a_change_in_a_clause_that_nobody_cites_reaches_no_other_source(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def noted(order: Order) -> list[tuple[str, bytes]]:
        files = composed(order)
        made.extend(path for path, _ in files if path.startswith("data/"))
        return files

    monkeypatch.setattr(writing, "composed", noted)
    monkeypatch.setattr("dieukhoan.workers.bounded", lambda function, items, *_: map(function, items))
    generate([corpus], tmp_path / "out", DAY)
    assert len(made) == 5
    made.clear()
    _write(corpus, 2, "niêm yết giá")
    generate([corpus], tmp_path / "out", DAY)
    assert made == ["data/2-txt.json"]


def test_an_agency_that_no_changed_document_names_keeps_its_pages(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def noted(book: Book, routes: Routes, each: Agency) -> Iterator[Page]:
        made.append(each.name)
        return agency_pages(book, routes, each)

    agency_pages = responsibility.agency.pages
    monkeypatch.setattr(responsibility.agency, "pages", noted)
    (corpus / "4.txt").write_text(ALONE, encoding="utf-8")
    generate([corpus], tmp_path / "out", DAY, jobs=1)
    assert any("Đò ngang" in name for name in made) and any("Bến bãi" in name for name in made)
    made.clear()
    _write(corpus, 2, "niêm yết giá")
    generate([corpus], tmp_path / "out", DAY, jobs=1)
    assert any("Bến bãi" in name for name in made) and not any("Đò ngang" in name for name in made)
    assert _held(tmp_path / "out") == _from_nothing(corpus)


def test_a_spelling_that_others_bring_reaches_the_pages_of_an_agency(corpus: Path, tmp_path: Path) -> None:
    """The most common spelling of an agency stands on pages of documents that have not changed."""
    (corpus / "4.txt").write_text(ALONE, encoding="utf-8")
    generate([corpus], tmp_path / "out", DAY)
    (page,) = (tmp_path / "out/pages/trach-nhiem").glob("*do-ngang*/index.md")
    before = page.read_text(encoding="utf-8")
    for number in (1, 2, 3, 5):
        path = corpus / f"{number}.txt"
        text = path.read_text(encoding="utf-8").replace("Sở Bến bãi", "Sở Bến Bãi")
        path.write_text(text, encoding="utf-8")
    generate([corpus], tmp_path / "out", DAY)
    assert "[Sở Bến bãi " in before and "[Sở Bến Bãi " in page.read_text(encoding="utf-8")
    assert _held(tmp_path / "out") == _from_nothing(corpus)


def test_the_day_and_the_code_count(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    generate([corpus], out, DAY)
    generate([corpus], out, DAY.replace(year=2033))
    assert "1/1/2033" in (out / "pages/index.md").read_text(encoding="utf-8")
    (out / "pages/index.md").write_text("by older code", encoding="utf-8")
    monkeypatch.setattr(cache, "digest_of", lambda _: b"other code")
    generate([corpus], out, DAY)
    assert _held(out) == _from_nothing(corpus)


def test_a_deleted_cache_costs_only_time(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    generate([corpus], out, DAY)
    stamps = _stamps(out)
    shutil.rmtree(out / "cache")
    generate([corpus], out, DAY)
    assert _stamps(out) == stamps


def test_what_stands_for_a_broken_file_is_no_page_of_a_build_without_it(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    lasting: dict[str, str] = {}
    generate([corpus], out, DAY, lasting=lasting)
    sound = _held(out)
    (corpus / "3.txt").write_bytes(bytes(range(256)) * 8)
    generate([corpus], out, DAY, lasting=lasting)
    assert _held(out).keys() == sound.keys()
    generate([corpus], out, DAY)
    assert _held(out) == _from_nothing(corpus) != sound


def test_a_file_that_was_read_anew_is_known_by_what_was_read(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build that read another text than it began with leaves nothing for the text it began with."""
    out, file = tmp_path / "out", corpus / "3.txt"
    before = file.read_bytes()
    briefs = Examination.briefs

    def saved_meanwhile(self: Examination) -> Iterator[Examined | Unreadable]:
        _write(corpus, 3, "tổng hợp hằng tháng")
        return briefs(self)

    with monkeypatch.context() as patched:
        patched.setattr(Examination, "briefs", saved_meanwhile)
        generate([corpus], out, DAY)
    assert _held(out) == _from_nothing(corpus)
    file.write_bytes(before)
    generate([corpus], out, DAY)
    assert _held(out) == _from_nothing(corpus)


def _build_alone(corpus: Path, out: Path) -> None:
    with Lock(out):
        generate([corpus], out, DAY, 1)


def test_two_builds_at_once_and_killed_ones(corpus: Path, tmp_path: Path) -> None:
    """Whatever builds leave behind that were killed or ran side by side, the next one is right."""
    out = tmp_path / "out"
    chance = random.Random(7)
    context = multiprocessing.get_context("fork")
    for round_ in range(6):
        _write(corpus, round_ % 5 + 1, f"lần {round_}")
        builds = [context.Process(target=_build_alone, args=(corpus, out)) for _ in range(2)]
        for build in builds:
            build.start()
        time.sleep(chance.uniform(0.02, 0.5))
        for build in builds[: 1 + round_ % 2]:
            build.kill()
        for build in builds:
            build.join()
        assert all(build.exitcode in (0, -signal.SIGKILL) for build in builds)
    generate([corpus], out, DAY)
    assert _held(out) == _from_nothing(corpus)
    assert not list(out.rglob("*.dang-ghi")), "half-written files pile up"
