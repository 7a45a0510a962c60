"""Never half a site: killed at any moment, out of disk, with files that change, or two builds at once.

A build runs in a fork whose every step on the disk is seen (``sys.addaudithook``), so that it can be killed
just before any of them, told that the disk is full, or have a document changed just as it is opened.
"""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dieukhoan.publish.site import build_site

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")

CORPUS = Path(__file__).parents[2] / "corpus"
NAMES = ("05-HD-LDLD.txt", "114-TB-VP.txt")
CONFIG = """
site_name: Thử
docs_dir: docs
site_dir: build/site
theme: {name: material, language: vi, font: false}
plugins: [{dieukhoan: {corpus: corpus, date: "2025-06-01", jobs: 1}}]
markdown_extensions: [attr_list]
"""
STANDING = ["cache", "data", "pages", "search", "site"]
MOMENTS = 50
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_CHANGES = frozenset({"os.link", "os.mkdir", "os.rename", "os.remove", "os.rmdir"})
_FILLING = frozenset({"os.link", "os.mkdir"})

Files = dict[str, bytes]
Hook = Callable[[str, tuple[Any, ...]], None]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project over two of the sample documents."""
    project = tmp_path / "trang"
    (project / "docs").mkdir(parents=True)
    (project / "corpus").mkdir()
    (project / "docs/gioi-thieu.md").write_text("# Giới thiệu\n\nTrang thử.\n", encoding="utf-8")
    (project / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    for name in NAMES:
        shutil.copy(CORPUS / name, project / "corpus")
    return project


def _change(project: Path, words: str) -> None:
    """Gives one document another text, as an editor's program does: whole."""
    text = (CORPUS / NAMES[0]).read_text(encoding="utf-8") + words
    aside = project / "mới"
    aside.write_text(text, encoding="utf-8")
    aside.replace(project / "corpus" / NAMES[0])


def _files(folder: Path) -> Files:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def _fresh(project: Path) -> Files:
    """What a build from nothing gives."""
    copy = project.parent / "riêng"
    shutil.copytree(project, copy, ignore=shutil.ignore_patterns("build"))
    found = _files(build_site(copy / "mkdocs.yml", {}))
    shutil.rmtree(copy)
    return found


def _start(project: Path, hook: Hook | None = None) -> int:
    """Builds in a fork that tells ``hook`` of each step; returns its process."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        builder = os.getpid()
        if hook is not None:
            see = hook
            sys.addaudithook(lambda event, given: see(event, given) if os.getpid() == builder else None)
        build_site(project / "mkdocs.yml", {})
        status = 0
    finally:
        os._exit(status)


def _end(child: int) -> int:
    """The exit status of a fork, or the negated signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _is_change(event: str, given: tuple[Any, ...]) -> bool:
    """Whether a step changes anything on the disk. (What swaps two folders is asked for through ctypes.)"""
    if event == "open":
        return isinstance(given[2], int) and bool(given[2] & _WRITING)
    return event in _CHANGES or event == "ctypes.dlsym"


def _counting(at: int, act: Callable[[], None]) -> Hook:
    """A hook that acts before the change of that number, and every later one."""
    seen = 0

    def hook(event: str, given: tuple[Any, ...]) -> None:
        nonlocal seen
        if _is_change(event, given):
            seen += 1
            if seen >= at:
                act()

    return hook


def _changes(project: Path) -> int:
    """How many changes on the disk a build makes."""
    seen, told = os.pipe()

    def tell(event: str, given: tuple[Any, ...]) -> None:
        if _is_change(event, given):
            os.write(told, b".")

    child = _start(project, tell)
    os.close(told)
    with os.fdopen(seen, "rb") as pipe:
        count = len(pipe.read())
    assert _end(child) == 0
    return count


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _holds_nothing_else(project: Path) -> None:
    """Nothing piled up: neither beside the site nor half-written files."""
    build = project / "build"
    assert sorted(path.name for path in build.iterdir()) == STANDING
    assert not list(build.rglob("*.dang-ghi"))


@pytest.mark.slow
def test_killed_at_any_moment(project: Path) -> None:
    before = _files(build_site(project / "mkdocs.yml", {}))
    words = ["\nMột đoạn mới.\n", ""]
    _change(project, words[0])
    states = [_fresh(project), before]
    assert states[0] != states[1]
    count = _changes(project)
    assert _files(project / "build/site") == states[0] and count > MOMENTS
    dice = random.Random(6)
    killed = swapped = 0
    for number, at in enumerate(sorted(dice.sample(range(1, count + 1), MOMENTS))):
        _change(project, words[(number + 1) % 2])
        status = _end(_start(project, _counting(at, _die)))
        killed += status == -signal.SIGKILL
        site = _files(project / "build/site")
        assert site in states, f"half a site, killed at {at} of {count}"
        swapped += site == states[(number + 1) % 2]
    assert killed >= MOMENTS // 2 and swapped  # builds that find some of their work done have fewer steps
    assert _end(_start(project)) == 0
    assert _files(project / "build/site") == states[MOMENTS % 2]
    _holds_nothing_else(project)


@pytest.mark.slow
def test_out_of_disk(project: Path) -> None:
    before = _files(build_site(project / "mkdocs.yml", {}))
    _change(project, "\nMột đoạn mới.\n")
    after = _fresh(project)
    shutil.copytree(project / "build", project.parent / "lúc trước", copy_function=os.link)
    count = _changes(project)

    def full(event: str, given: tuple[Any, ...]) -> None:
        if event in _FILLING or (event == "open" and _is_change(event, given)):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(given[0]))

    failed = 0
    for at in range(1, count, count // 10):
        shutil.rmtree(project / "build")
        shutil.copytree(project.parent / "lúc trước", project / "build", copy_function=os.link)
        seen = 0

        def hook(event: str, given: tuple[Any, ...], at: int = at) -> None:
            nonlocal seen
            seen += _is_change(event, given)
            if seen >= at:
                full(event, given)

        failed += _end(_start(project, hook)) != 0
        assert _files(project / "build/site") in (before, after), f"half a site, full at {at} of {count}"
        _holds_nothing_else(project)
    assert failed > 5
    assert _end(_start(project)) == 0
    assert _files(project / "build/site") == after


@pytest.mark.parametrize("act", [Path.unlink, lambda path: path.write_text("Bị ghi đè.\n", encoding="utf-8")])
def test_a_file_that_vanishes_or_changes_while_it_is_read(project: Path, act: Callable[[Path], Any]) -> None:
    build_site(project / "mkdocs.yml", {})
    _change(project, "\nMột đoạn mới.\n")
    document = project / "corpus" / NAMES[0]

    opened = False

    def hook(event: str, given: tuple[Any, ...]) -> None:
        nonlocal opened
        if event == "open" and str(given[0]) == str(document) and not opened:
            opened = True
            act(document)

    assert _end(_start(project, hook)) == 0
    assert any("tb-vp" in name for name in _files(project / "build/site"))
    assert _end(_start(project)) == 0
    assert _files(project / "build/site") == _fresh(project)
    _holds_nothing_else(project)


def test_a_site_that_somebody_touched(project: Path) -> None:
    """Files of both sites, the published one and the spare, edited in place, added and removed."""
    expected = _files(build_site(project / "mkdocs.yml", {}))
    build_site(project / "mkdocs.yml", {})
    for site in (project / "build/site", project / "build/cache/former-site"):
        files = sorted(path for path in site.rglob("*") if path.is_file())
        assert files
        for number, path in enumerate(files):
            if number % 3 == 0:  # the file of the cache, too, where it is the same
                with path.open("ab") as file:
                    file.write(b"<!-- somebody's -->")
            elif number % 3 == 1:
                path.unlink()
        (site / "more/of").mkdir(parents=True)
        (site / "more/of/it.html").write_text("somebody's", encoding="utf-8")
    for _ in range(2):
        assert _files(build_site(project / "mkdocs.yml", {})) == expected
    _holds_nothing_else(project)


def test_a_build_after_a_build_links_nothing_anew(project: Path) -> None:
    for _ in range(2):
        build_site(project / "mkdocs.yml", {})
    seen, told = os.pipe()

    def tell(event: str, given: tuple[Any, ...]) -> None:
        if event == "os.link":
            os.write(told, f"{given[1]}\n".encode())

    child = _start(project, tell)
    os.close(told)
    with os.fdopen(seen, encoding="utf-8") as pipe:
        linked = pipe.read().splitlines()
    assert _end(child) == 0
    assert not linked


def test_two_builds_at_once(project: Path) -> None:
    expected = _fresh(project)
    builds = [_start(project), _start(project)]
    assert [_end(build) for build in builds] == [0, 0]
    assert _files(project / "build/site") == expected
    _holds_nothing_else(project)
