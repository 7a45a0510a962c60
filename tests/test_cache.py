"""The cache: what was put, or nothing; never something else, and never more than there is room for."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from dieukhoan import cache as cache_module
from dieukhoan import examination, extraction, workers
from dieukhoan.bounded import Limits
from dieukhoan.cache import Cache, Memory, key_of
from dieukhoan.joining import joined
from dieukhoan.packing import packed, unpacked
from dieukhoan.progress import Progress
from dieukhoan.read import discover

TEXT = """\
ỦY BAN NHÂN DÂN
TỈNH LÂM GIANG

Số: {number}/2031/QĐ-UBND

QUYẾT ĐỊNH
Quản lý bến đò

Điều 1. {words}
"""


def _entries(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_keeps_values(tmp_path: Path) -> None:
    kept = Cache(tmp_path)
    kept.put("a1b2", packed({"Điều": (1, 2)}))
    found = Cache(tmp_path).get("a1b2")
    assert found is not None and unpacked(found) == {"Điều": (1, 2)}
    assert kept.has("a1b2") and not kept.has("a1b3") and kept.get("a1b3") is None


@pytest.mark.parametrize("harm", ["cut", "changed", "emptied"])
def test_a_damaged_entry_is_none(tmp_path: Path, harm: str) -> None:
    Cache(tmp_path).put("a1b2", b"words")
    (path,) = _entries(tmp_path)
    data = path.read_bytes()
    path.write_bytes({"cut": data[:-1], "changed": data[:-1] + b"x", "emptied": b""}[harm])
    assert Cache(tmp_path).get("a1b2") is None


def test_a_key_is_of_the_stage_the_parts_and_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {key_of("a", b"bc"), key_of("ab", b"c"), key_of("a", b"b", b"c"), key_of("a", b"", b"bc")}
    assert len(keys) == 4 and key_of("a", b"bc") in keys
    monkeypatch.setattr(cache_module, "digest_of", lambda _: b"other code")
    assert key_of("a", b"bc") not in keys


def test_drops_what_was_not_used_for_longest(tmp_path: Path) -> None:
    old = Cache(tmp_path)
    for number in range(10):
        old.put(f"00a{number}", bytes(1000))
        os.utime(tmp_path / "00" / f"a{number}", (number, number))
    new = Cache(tmp_path)
    assert new.get("00a0") is not None
    new.tidy(most=4000)
    assert [key for key in (f"00a{number}" for number in range(10)) if new.has(key)] == [
        "00a0",
        "00a8",
        "00a9",
    ]
    new.tidy(most=0)
    assert new.has("00a0"), "what this build has used stays, whatever the limit"


def test_clears_away_what_killed_builds_left(tmp_path: Path) -> None:
    kept = Cache(tmp_path)
    kept.put("a1b2", b"words")
    for name, age in (("old.tmp", 9999), ("new.tmp", 0)):
        (tmp_path / "a1" / name).write_bytes(b"half")
        os.utime(tmp_path / "a1" / name, (time.time() - age, time.time() - age))
    kept.tidy()
    assert [path.name for path in _entries(tmp_path)] == ["b2", "new.tmp"]


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be", encoding="utf-8")
    kept = Cache(tmp_path / "cache")
    kept.put("a1b2", b"words")
    assert kept.get("a1b2") is None
    kept.tidy()


# -- files that were examined before


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for number in range(4):
        text = TEXT.format(number=number + 1, words=f"Bến số {number} theo Quyết định số 1/2031/QĐ-UBND.")
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def examined_names(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are really examined."""
    names: list[str] = []

    def noted(
        function: Callable[[examination.Task], object],
        tasks: Iterable[examination.Task],
        jobs: int,
        limits: Limits,
    ) -> Iterator[object]:
        del jobs, limits
        for task in tasks:
            names.append(task.file.name)
            yield function(task)

    monkeypatch.setattr(workers, "bounded", noted)
    return names


def _lines(corpus: Path, cache: Path | None) -> list[str]:
    found = examination.Examination(
        discover([corpus]), Cache(cache) if cache else Memory(), workers.Processes(1)
    )
    return [extraction.line(item) for item in extraction.extractions(joined(found, Progress()))]


def test_only_what_changed_is_examined_again(corpus: Path, tmp_path: Path, examined_names: list[str]) -> None:
    first = _lines(corpus, tmp_path / "cache")
    assert examined_names == ["0.txt", "1.txt", "2.txt", "3.txt"]
    examined_names.clear()
    assert _lines(corpus, tmp_path / "cache") == first == _lines(corpus, None)
    assert examined_names == ["0.txt", "1.txt", "2.txt", "3.txt"], "only the one without a cache"
    examined_names.clear()
    (corpus / "1.txt").write_text(TEXT.format(number=9, words="Bến mới."), encoding="utf-8")
    (corpus / "3.txt").rename(corpus / "4.txt")
    (corpus / "0.txt").unlink()
    changed = _lines(corpus, tmp_path / "cache")
    assert examined_names == ["1.txt", "4.txt"], "a name is part of what a file tells"
    assert changed == _lines(corpus, None)


@pytest.mark.parametrize("part", examination.Part)
@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"damaged")])
def test_what_the_cache_has_lost_is_found_again(
    corpus: Path,
    tmp_path: Path,
    examined_names: list[str],
    part: examination.Part,
    harm: Callable[[Path], object],
) -> None:
    first = _lines(corpus, tmp_path / "cache")
    examined_names.clear()
    lost = [path for path in _entries(tmp_path / "cache") if path.suffix == f".{part}"][1:3]
    for path in lost:
        harm(path)
    assert len(lost) == 2 and _lines(corpus, tmp_path / "cache") == first
    is_asked_for = part in (examination.Part.BRIEF, examination.Part.WHOLE)
    assert len(examined_names) == (2 if is_asked_for else 0)
    examined_names.clear()
    assert _lines(corpus, tmp_path / "cache") == first and not examined_names


def test_other_code_examines_again(
    corpus: Path, tmp_path: Path, examined_names: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _lines(corpus, tmp_path / "cache")
    examined_names.clear()
    monkeypatch.setattr(cache_module, "digest_of", lambda _: b"other code")
    _lines(corpus, tmp_path / "cache")
    assert len(examined_names) == 4
