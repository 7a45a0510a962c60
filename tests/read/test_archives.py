"""Archives of files, those of clerks and those of attackers."""

from __future__ import annotations

import io
import stat
import warnings
import zipfile
from pathlib import Path

import pytest

from dieukhoan.model import SourceText
from dieukhoan.read import Unreadable, archives, discover, read

TEXT = "Điều 1. Phạm vi điều chỉnh".encode()


def packed(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return data.getvalue()


def outcomes(folder: Path) -> dict[str, str]:
    """For each file its text, or the code of its error."""
    results = [read(file) for file in discover([folder])]
    return {item.name: item.text if isinstance(item, SourceText) else item.finding.code for item in results}


def test_members_are_sources_named_below_the_archive(tmp_path: Path) -> None:
    inner = packed({"b.txt": TEXT})
    content = {
        "2024/Quy chế.txt": TEXT,
        "trong.zip": inner,
        "__MACOSX/._a": b"x",
        "2024/.an": b"x",
        "a.json": b"x",
    }
    (tmp_path / "kho.zip").write_bytes(packed(content))
    assert outcomes(tmp_path) == {
        "kho.zip/2024/Quy chế.txt": TEXT.decode(),
        "kho.zip/trong.zip/b.txt": TEXT.decode(),
    }


def test_an_archive_is_known_by_its_content(tmp_path: Path) -> None:
    (tmp_path / "kho").write_bytes(packed({"a.txt": TEXT}))
    (tmp_path / "van-ban.zip").write_bytes(TEXT)
    assert outcomes(tmp_path) == {"kho/a.txt": TEXT.decode(), "van-ban.zip": TEXT.decode()}


@pytest.mark.parametrize("name", ["../a.txt", "x/../../a.txt", "/etc/a.txt", "C:/a.txt", "..\\a.txt"])
def test_names_that_lead_out_are_errors_for_that_member_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / "kho.zip").write_bytes(packed({name: TEXT, "b.txt": TEXT}))
    found = outcomes(tmp_path)
    assert found.pop("kho.zip/b.txt") == TEXT.decode()
    assert list(found.values()) == ["archive-name"]


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "kho.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert outcomes(tmp_path) == {"kho.zip/link.txt": "archive-link"}


def test_an_encrypted_member(tmp_path: Path) -> None:
    data = bytearray(packed({"a.txt": TEXT}, zipfile.ZIP_STORED))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    (tmp_path / "kho.zip").write_bytes(data)
    assert outcomes(tmp_path) == {"kho.zip/a.txt": "archive-encrypted"}


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    (tmp_path / "kho.zip").write_bytes(packed({"bom.txt": bytes(archives.BOMB_BYTES + 1), "b.txt": TEXT}))
    assert outcomes(tmp_path) == {"kho.zip/b.txt": TEXT.decode(), "kho.zip/bom.txt": "archive-bomb"}


def test_archives_in_archives_end(tmp_path: Path) -> None:
    data = TEXT
    for level in range(5):
        data = packed({f"{level}.zip" if level else "a.txt": data, f"{level}.txt": TEXT})
    (tmp_path / "kho.zip").write_bytes(data)
    found = outcomes(tmp_path)
    assert [code for code in found.values() if code != TEXT.decode()] == ["archive-depth"]
    assert len(found) == archives.MOST_DEPTH + 1


def test_too_many_members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_MEMBERS", 3)
    (tmp_path / "kho.zip").write_bytes(packed({f"{number}.txt": TEXT for number in range(4)}))
    (tmp_path / "b.txt").write_bytes(TEXT)
    assert outcomes(tmp_path) == {"b.txt": TEXT.decode(), "kho.zip": "archive-too-large"}


def test_too_much_in_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_BYTES", 2 * len(TEXT))
    (tmp_path / "kho.zip").write_bytes(packed({f"{number}.txt": TEXT for number in range(3)}))
    assert outcomes(tmp_path) == {"kho.zip": "archive-too-large"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04abc", "archive-broken"),
        (packed({}), "archive-empty"),
        (packed({"a.json": b""}), "archive-empty"),
    ],
)
def test_an_archive_that_gives_nothing(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "kho.zip").write_bytes(data)
    assert outcomes(tmp_path) == {"kho.zip": code}


def test_damage_is_an_error_for_that_member_alone(tmp_path: Path) -> None:
    data = bytearray(packed({"a.txt": TEXT, "b.txt": TEXT}, zipfile.ZIP_STORED))
    data[data.index(TEXT)] ^= 1
    (tmp_path / "kho.zip").write_bytes(data)
    assert outcomes(tmp_path) == {"kho.zip/a.txt": "archive-member-broken", "kho.zip/b.txt": TEXT.decode()}


def test_two_members_of_one_name_are_both_read(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(tmp_path / "kho.zip", "w") as archive:
            archive.writestr("a.txt", "Điều 1")
            archive.writestr("a.txt", "Điều 2")
    results = [read(file) for file in discover([tmp_path])]
    assert [not isinstance(item, Unreadable) and item.text for item in results] == ["Điều 1", "Điều 2"]


def test_names_in_utf8_that_do_not_say_so(tmp_path: Path) -> None:
    data = packed({"Nghị quyết.txt": TEXT})
    flag = data.index(b"PK\x01\x02") + 9
    (tmp_path / "kho.zip").write_bytes(data[:flag] + bytes([data[flag] & ~8]) + data[flag + 1 :])
    (name,) = outcomes(tmp_path)
    assert name == "kho.zip/Nghị quyết.txt"
