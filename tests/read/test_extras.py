"""Readers that are optional extras: what is missing is named with the command that installs it."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path

import pytest

from dieukhoan.read import Unreadable, read_bytes
from tests.read.pdf_files import pdf
from tests.read.word_files import docx, paragraph

ROOT = Path(__file__).parents[2]


def _project() -> dict[str, list[str]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras: dict[str, list[str]] = project["project"]["optional-dependencies"]
    return extras


@pytest.mark.parametrize(
    ("data", "recognises", "extra"),
    [
        (docx(paragraph("Điều 1. Phạm vi")), False, "docx"),
        (pdf(""), False, "pdf"),
        (pdf(""), True, "ocr"),
    ],
)
def test_a_missing_reader_is_named_with_the_command_that_installs_it(
    data: bytes, recognises: bool, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is there on this machine: no library can be found."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    result = read_bytes("x", data, recognises)
    assert isinstance(result, Unreadable) and result.finding.code == "reader-missing"
    assert f"pip install 'dieukhoan[{extra}]'" in result.finding.hint
    assert extra in _project()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
@pytest.mark.parametrize("extra", ["docx", "pdf", "ocr"])
def test_the_locks_hold_every_reader(lock: str, extra: str) -> None:
    locked = set(re.findall(r"^([\w-]+)==", (ROOT / lock).read_text(encoding="ascii"), re.MULTILINE))
    needed = {re.split(r"[^\w-]", requirement)[0] for requirement in _project()[extra]}
    assert needed and needed <= locked
