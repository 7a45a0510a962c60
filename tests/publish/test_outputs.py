"""The output folder: exactly what was made, nothing written twice, nothing outside."""

from __future__ import annotations

from pathlib import Path

import pytest

from dieukhoan.errors import DieuKhoanError
from dieukhoan.publish.folder import remove_others
from dieukhoan.publish.outputs import Outputs


def _outputs(root: Path) -> Outputs:
    return Outputs(root, ("pages", "data"), root / "cache" / "outputs")


def _built(root: Path, *files: tuple[str, bytes], order: str = "a") -> int:
    outputs = _outputs(root)
    written = outputs.write(files, order)
    outputs.finish("build")
    return written


def _held(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for folder in ("pages", "data")
        for path in (root / folder).rglob("*")
        if path.is_file()
    }


def test_writes_only_what_changed(tmp_path: Path) -> None:
    assert _built(tmp_path, ("pages/a/index.md", b"a"), ("pages/b.md", b"b")) == 2
    stamp = (tmp_path / "pages/b.md").stat()
    assert _built(tmp_path, ("pages/b.md", b"b"), ("data/c.json", b"c")) == 1
    after = (tmp_path / "pages/b.md").stat()
    assert (after.st_mtime_ns, after.st_ino) == (stamp.st_mtime_ns, stamp.st_ino)
    assert _held(tmp_path) == {"pages/b.md": b"b", "data/c.json": b"c"}
    assert not (tmp_path / "pages/a").exists(), "an empty folder stays"


def test_without_the_note_files_that_are_right_stay(tmp_path: Path) -> None:
    _built(tmp_path, ("pages/a.md", b"a"))
    (tmp_path / "cache/outputs").write_bytes(b"damaged")
    assert _built(tmp_path, ("pages/a.md", b"a")) == 0


def test_keeps_what_was_made_to_an_order(tmp_path: Path) -> None:
    _built(tmp_path, ("pages/a.md", b"a"), ("data/a.json", b"1"), order="first")
    outputs = _outputs(tmp_path)
    assert not outputs.keep("other") and outputs.keep("first")
    outputs.write([("pages/b.md", b"b")])
    outputs.finish("build")
    assert _held(tmp_path) == {"pages/a.md": b"a", "data/a.json": b"1", "pages/b.md": b"b"}
    assert _outputs(tmp_path).keep("first"), "what was kept can be kept again"


@pytest.mark.parametrize("harm", ["changed", "removed"])
def test_a_file_that_somebody_touched_is_made_again(tmp_path: Path, harm: str) -> None:
    files = (("pages/a.md", b"a"), ("pages/b.md", b"b"))
    _built(tmp_path, *files, order="first")
    path = tmp_path / "pages/a.md"
    path.write_bytes(b"x") if harm == "changed" else path.unlink()
    assert not _outputs(tmp_path).keep("first") and not _outputs(tmp_path).keep_all("build")
    assert _built(tmp_path, *files, order="first") == 1
    assert _held(tmp_path) == dict(files)


def test_keeps_a_whole_build_and_removes_what_is_no_part_of_it(tmp_path: Path) -> None:
    _built(tmp_path, ("pages/a.md", b"a"), order="first")
    (tmp_path / "pages/stray.md").write_bytes(b"x")
    outputs = _outputs(tmp_path)
    assert not outputs.keep_all("another build") and outputs.keep_all("build")
    outputs.finish("build")
    assert _held(tmp_path) == {"pages/a.md": b"a"}
    assert [path for path, _ in outputs.digests()] == ["pages/a.md"]
    assert _outputs(tmp_path).keep("first")


@pytest.mark.parametrize(
    "path", ["../out.md", "pages/../../b.md", "/etc/x.md", "other/x.md", "pages/", "pages//x.md"]
)
def test_a_file_cannot_leave_the_folders(tmp_path: Path, path: str) -> None:
    with pytest.raises(DieuKhoanError, match="ngoài thư mục"):
        _outputs(tmp_path).write([(path, b"x")])


def test_two_files_cannot_share_a_path(tmp_path: Path) -> None:
    with pytest.raises(DieuKhoanError, match="cùng địa chỉ"):
        _outputs(tmp_path).write([("pages/a.md", b"x"), ("pages/a.md", b"y")])


def test_others_are_removed_with_the_folders_that_they_leave_empty(tmp_path: Path) -> None:
    root = tmp_path / "root"
    for name in ("a/b/kept.md", "a/b/other.md", "a/c/d/other.md", "other.md"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x", encoding="utf-8")
    (root / "empty/empty").mkdir(parents=True)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/file").write_text("x", encoding="utf-8")
    (root / "a/link").symlink_to(tmp_path / "outside", target_is_directory=True)
    remove_others(root, {root / "a/b/kept.md"})
    assert sorted(path.relative_to(root).as_posix() for path in root.rglob("*")) == [
        "a",
        "a/b",
        "a/b/kept.md",
    ]
    assert (tmp_path / "outside/file").is_file()
    remove_others(root, set())
    assert root.is_dir() and not list(root.iterdir())
