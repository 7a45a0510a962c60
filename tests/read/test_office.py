"""Older office files, with a program in place of LibreOffice."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from dieukhoan.model import SourceText
from dieukhoan.read import Unreadable, office, read_bytes
from tests.read.word_files import docx, numbered, numbering, packed
from tests.read.word_files import level as numbered_level

DOC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le")
RTF = rb"{\rtf1\ansi Quy che}"
ODT = packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"})
RESULT = docx(numbered("Phạm vi"), numbering=numbering(numbered_level(0, "decimal", "Điều %1.")))

# Does what `soffice --convert-to docx --outdir … FILE` does, and notes how it was called.
STUB = """#!{python}
import pathlib, sys
options = sys.argv[1:]
target, source = pathlib.Path(options[options.index("--outdir") + 1]), pathlib.Path(options[-1])
pathlib.Path({log!r}).write_text(" ".join(options) + "\\n" + source.suffix)
target.mkdir()
(target / (source.stem + ".docx")).write_bytes({result!r})
"""


def _install(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str, name: str = "soffice") -> None:
    program = folder / name
    program.write_text(script, encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


pytestmark = pytest.mark.skipif(os.name != "posix", reason="the stub is a script with #!")


@pytest.mark.parametrize(("data", "kind"), [(DOC, "doc"), (RTF, "rtf"), (ODT, "odt")])
def test_libreoffice_converts(
    data: bytes, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "log"
    _install(
        tmp_path, monkeypatch, STUB.format(python=sys.executable, log=str(log), result=RESULT), "libreoffice"
    )
    result = read_bytes("quy-che", data)
    assert isinstance(result, SourceText)
    assert (result.text, result.format) == ("Điều 1. Phạm vi", kind)
    called = log.read_text()
    assert (
        "--headless" in called and "-env:UserInstallation=file://" in called and called.endswith(f".{kind}")
    )
    assert not list(tmp_path.glob("dieukhoan-*"))


@pytest.mark.parametrize("data", [DOC, RTF, ODT])
def test_without_libreoffice_the_editor_is_told_how_to_install_it(
    data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    result = read_bytes("quy-che.doc", data)
    assert isinstance(result, Unreadable)
    assert (
        result.finding.code == "office-missing"
        and "apt-get install libreoffice-writer" in result.finding.hint
    )


@pytest.mark.parametrize("script", ["#!/bin/sh\nexit 1\n", "no program"])
def test_a_conversion_that_gives_nothing(
    script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _install(tmp_path, monkeypatch, script)
    result = read_bytes("quy-che.doc", DOC)
    assert isinstance(result, Unreadable) and result.finding.code == "office-failed"


def test_a_conversion_that_does_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program that works is a child of the one that was started; it must not live on."""
    mark = tmp_path / "alive"
    script = f"#!/bin/sh\n(/bin/sleep 2; echo x > {mark}) &\n/bin/sleep 20\n"
    _install(tmp_path, monkeypatch, script)
    monkeypatch.setattr(office, "SECONDS", 0.5)
    begun = time.monotonic()
    result = read_bytes("quy-che.doc", DOC)
    assert isinstance(result, Unreadable) and result.finding.code == "office-slow"
    time.sleep(max(0.0, 2.3 - (time.monotonic() - begun)))
    assert not mark.exists()


# As Word writes drawings: boxes in a group, and a box of its own.
_BOX = r"{{\shp{{\*\shpinst{place}{{\sp{{\sn shapeType}}{{\sv 202}}}}{{\shptxt\pard {words}\par}}}}}}"
_PLACE = r"\shpleft1000\shptop{top}\shpright5000\shpbottom{bottom}\shpbxcolumn\shpbypara\shpwr3"
_RTF_BOXES = (
    r"{\rtf1\ansi\pard Truoc\par{\shpgrp{\*\shpinst" + _PLACE.format(top=1000, bottom=3000)
    + r"{\sp{\sn groupLeft}{\sv 0}}{\sp{\sn groupTop}{\sv 0}}"
    + r"{\sp{\sn groupRight}{\sv 4000}}{\sp{\sn groupBottom}{\sv 2000}}"
    + _BOX.format(place=r"{\sp{\sn relRight}{\sv 2000}}{\sp{\sn relBottom}{\sv 900}}", words="Trong nhom")
    + "}}" + _BOX.format(place=_PLACE.format(top=4000, bottom=5000), words="Hop rieng")
    + r"\par Sau\par}"
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.skipif(not office.program(), reason="LibreOffice is not installed")
def test_boxes_of_rtf_keep_their_words() -> None:
    result = read_bytes("so-do.rtf", _RTF_BOXES.encode())
    assert isinstance(result, SourceText)
    assert result.text.split("\n") == ["Truoc", "Trong nhom", "Hop rieng", "Sau"]


def test_other_ole_files_are_not_taken_for_word() -> None:
    result = read_bytes("bang.xls", DOC.replace("WordDocument".encode("utf-16-le"), b""))
    assert isinstance(result, Unreadable) and result.finding.code == "file-binary"
