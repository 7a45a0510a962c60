"""The site before the published one as a spare: whatever it holds, what is published is what was built."""

from __future__ import annotations

import errno
import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from dieukhoan.publish import former as former_module
from dieukhoan.publish.staging import Staging

NAMES = ("a.html", "b/index.html", "b/c/index.html", "b/c", "d", "d/e.html", "b-c/f.html", "g/h/i/j.html")
"""Some of them are folders of others."""


def _held(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def _folders(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_dir()}


class _Builder:
    """Builds sites of which some files are linked from a store, and some written by MkDocs."""

    def __init__(self, root: Path) -> None:
        self.site, self.store, self.spare = root / "site", root / "store", root / "cache" / "former-site"
        self.store.mkdir()
        self.count = 0

    def stored(self, text: str) -> Path:
        """A file with a text, which is replaced and never changed in place."""
        path = self.store / text
        if not path.exists():
            path.write_text(text, encoding="utf-8")
        return path

    def build(self, placed: dict[str, str], written: dict[str, str], *, strict: bool = True) -> Staging:
        """One build; ``strict`` is whether it is published."""
        staging = Staging(self.site, self.spare)
        folder = staging.begin()
        for name, text in written.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        half = len(placed) // 2
        items = [(name, self.stored(text)) for name, text in placed.items()]
        try:
            staging.place(dict(items[:half]))
            staging.place(dict(items[half:]))
            staging.settle()
        except OSError:
            staging.discard()
            raise
        staging.commit() if strict else staging.discard()
        return staging


def _chosen(chance: random.Random, words: str) -> dict[str, str]:
    """Files of which none is the folder of another."""
    found: dict[str, str] = {}
    for name in chance.sample(NAMES, 5):
        if not any(
            one.startswith(f"{other}/") for each in found for one, other in ((name, each), (each, name))
        ):
            found[name] = f"{words}{chance.randrange(3)}"
    return found


@pytest.mark.parametrize("seed", range(6))
def test_build_after_build_gives_what_was_built(tmp_path: Path, seed: int) -> None:
    """Added, removed, changed, files that become folders; touched by somebody; builds that fail between."""
    chance, builder = random.Random(seed), _Builder(tmp_path)
    builder.spare.parent.mkdir()
    published = {"index.html": "the first"}
    builder.build({}, published)
    for _ in range(12):
        placed, written = _chosen(chance, "placed"), _chosen(chance, "written")
        written = {
            name: text
            for name, text in written.items()
            if not any(
                f"{one}/".startswith(f"{two}/")
                for each in placed
                for one, two in ((name, each), (each, name))
            )
        }
        is_good = chance.random() < 0.8
        builder.build(placed, written, strict=is_good)
        published = {**written, **placed} if is_good else published
        assert _held(builder.site) == published
        ancestors = {str(parent) for name in published for parent in Path(name).parents} - {"."}
        assert _folders(builder.site) == ancestors
        for place in filter(Path.is_dir, (builder.site, builder.spare)):
            for path in filter(Path.is_file, list(place.rglob("*"))):
                if chance.random() < 0.2:  # as editors save: another file under the same name
                    path.unlink()
                    path.write_text("somebody's", encoding="utf-8")
        builder.build(published, {})
        assert _held(builder.site) == published
        assert {path.name for path in tmp_path.iterdir()} == {"site", "store", "cache"}
        assert {path.name for path in builder.spare.parent.iterdir()} <= {"former-site"}


def test_what_stands_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    builder = _Builder(tmp_path)
    files = {f"{name}/index.html": name for name in "abcdef"}
    for _ in range(2):
        builder.build(files, {"m.css": "css"})
    linked: list[str] = []

    def noted(source: str | Path, target: str | Path) -> None:
        linked.append(str(target))
        os.link(source, target)

    monkeypatch.setattr(former_module, "placed", noted)
    builder.build({**files, "b/index.html": "new"}, {"m.css": "css"})
    assert [Path(path).parent.name for path in linked] == ["b"]
    assert _held(builder.site) == {**files, "b/index.html": "new", "m.css": "css"}


def test_placed_files_win_over_written_ones(tmp_path: Path) -> None:
    builder = _Builder(tmp_path)
    for words in ("one", "two", "three"):
        builder.build({"a.html": words}, {"a.html": "MkDocs'"})
        assert _held(builder.site) == {"a.html": words}


def test_a_spare_that_cannot_be_used_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full, or says so: the build goes on in a folder of its own."""
    builder = _Builder(tmp_path)
    for words in ("one", "two"):
        builder.build({"a/a.html": words, "b.html": words}, {})

    def full(source: str | Path, target: str | Path) -> None:
        del source
        raise OSError(28, "No space left on device", str(target))

    with monkeypatch.context() as patched:
        patched.setattr(former_module, "placed", full)
        builder.build({"a/a.html": "three", "b.html": "three"}, {"c.css": "css"})
    assert _held(builder.site) == {"a/a.html": "three", "b.html": "three", "c.css": "css"}
    builder.build({"b.html": "four"}, {})
    assert _held(builder.site) == {"b.html": "four"}


def test_without_a_cache_nothing_is_kept(tmp_path: Path) -> None:
    builder = _Builder(tmp_path)
    builder.spare.parent.write_text("a file in the place of the cache", encoding="utf-8")
    for words in ("one", "two", "three"):
        builder.build({"a/a.html": words}, {})
        assert _held(builder.site) == {"a/a.html": words}
    assert {path.name for path in tmp_path.iterdir()} == {"site", "store", "cache"}


def test_folders_that_are_mounted_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container: one disk, and yet nothing can be renamed from the cache to the site."""
    builder = _Builder(tmp_path)
    for words in ("one", "two"):
        builder.build({"a/a.html": words}, {"c.css": words})
    assert builder.spare.is_dir()

    def apart(name: str) -> Callable[[Path, str | Path], Path]:
        move: Callable[[Path, str | Path], Path] = getattr(Path, name)

        def moved(source: Path, target: str | Path) -> Path:
            if len({Path(path).is_relative_to(builder.spare.parent) for path in (source, target)}) == 2:
                raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), str(source), None, str(target))
            return move(source, target)

        return moved

    with monkeypatch.context() as patched:
        for name in ("rename", "replace"):
            patched.setattr(Path, name, apart(name))
        for words in ("three", "four"):
            builder.build({"a/a.html": words}, {"c.css": words})
            assert _held(builder.site) == {"a/a.html": words, "c.css": words}
            assert not builder.spare.exists()
    builder.build({"a/a.html": "five"}, {})
    assert builder.spare.is_dir() and _held(builder.site) == {"a/a.html": "five"}


def test_a_spare_that_fails_at_the_end_is_not_met_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    builder = _Builder(tmp_path)
    for words in ("one", "two"):
        builder.build({"a.html": words}, {"c.css": words, "d.css": words})

    def failing(source: Path, target: str | Path) -> Path:
        if source.name == "d.css":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
        return source.rename(target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", failing)
        with pytest.raises(PermissionError):
            builder.build({"a.html": "three"}, {"c.css": "three", "d.css": "three"})
        assert _held(builder.site) == {"a.html": "two", "c.css": "two", "d.css": "two"}
        builder.build({"a.html": "four"}, {"c.css": "four", "d.css": "four"})
    assert _held(builder.site) == {"a.html": "four", "c.css": "four", "d.css": "four"}


def _a_file(spare: Path, others: Path) -> None:
    del others
    spare.write_text("a file", encoding="utf-8")


@pytest.mark.parametrize("put", [Path.symlink_to, _a_file], ids=["link", "file"])
def test_what_stands_in_the_place_of_the_spare(tmp_path: Path, put: Callable[[Path, Path], None]) -> None:
    """A link there leads to somebody's own files, which nobody may change."""
    builder, others = _Builder(tmp_path), tmp_path / "others"
    for words in ("one", "two"):
        builder.build({"a.html": words}, {})
    builder.spare.rename(others)
    put(builder.spare, others)
    for words in ("three", "four"):
        builder.build({"b.html": words}, {})
        assert _held(builder.site) == {"b.html": words} and not builder.site.is_symlink()
        assert _held(others) == {"a.html": "one"}
        assert builder.spare.is_dir() and not builder.spare.is_symlink()


def test_a_site_that_is_a_link_stays_one(tmp_path: Path) -> None:
    builder = _Builder(tmp_path)
    (tmp_path / "www").mkdir()
    builder.site.symlink_to(tmp_path / "www")
    for words in ("one", "two", "three"):
        builder.build({"a.html": words}, {})
        assert builder.site.is_symlink() and _held(tmp_path / "www") == {"a.html": words}


def test_a_removed_site_comes_back(tmp_path: Path) -> None:
    builder = _Builder(tmp_path)
    for words in ("one", "two"):
        builder.build({"a.html": words}, {"c.css": words})
    builder.site.rename(tmp_path / "elsewhere")
    for words in ("three", "four", "five"):
        builder.build({"a.html": words}, {"c.css": words})
        assert _held(builder.site) == {"a.html": words, "c.css": words}


@pytest.mark.parametrize(("placed", "written"), [("v/a.html", "v"), ("v", "v/a.html")])
def test_no_placed_file_gives_way_to_a_written_one(tmp_path: Path, placed: str, written: str) -> None:
    """One would have to be a folder for the other: the build fails, with a spare as without one."""
    builder = _Builder(tmp_path)
    for count in range(4):
        with pytest.raises(OSError, match=r"site\.dang-dung/v"):
            builder.build({placed: "placed"}, {written: "written"})
        if builder.site.exists():
            assert _held(builder.site) == {placed: "before"}
        if count:
            builder.build({placed: "before"}, {})
