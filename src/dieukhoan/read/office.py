"""Older office files (.doc, .odt, .rtf): LibreOffice turns them into .docx, when it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from dieukhoan.findings import Finding
from dieukhoan.read.lines import Draft
from dieukhoan.read.problems import problem
from dieukhoan.read.word import read_word

SECONDS = 120
_PROGRAMS = ("soffice", "libreoffice")
_NAMES = {".rtf": "RTF", ".doc": "Word cũ (.doc)", ".odt": "OpenDocument (.odt)"}


def program() -> str:
    """The path of LibreOffice; "" when it is not installed."""
    return next(filter(None, map(shutil.which, _PROGRAMS)), "")


def read_office(data: bytes) -> Draft | Finding:
    """The lines of an older office file, or the error that says why it has none."""
    suffix = _suffix(data)
    found = program()
    if not found:
        return problem("office-missing", _NAMES[suffix])
    try:
        with tempfile.TemporaryDirectory(prefix="dieukhoan-", ignore_cleanup_errors=True) as folder:
            converted = _converted(found, data, suffix, Path(folder))
    except subprocess.TimeoutExpired:
        return problem("office-slow", SECONDS)
    except OSError as error:
        return problem("office-failed", error.strerror or error)
    if converted is None:
        return problem("office-failed", "không có kết quả")
    draft = read_word(converted)
    if isinstance(draft, Draft):
        draft.format = suffix.removeprefix(".")
    return draft


def _suffix(data: bytes) -> str:
    if data.startswith(b"{\\rtf"):
        return ".rtf"
    return ".odt" if data.startswith(b"PK") else ".doc"


def _converted(program: str, data: bytes, suffix: str, folder: Path) -> bytes | None:
    """The file as .docx, or None. Raises ``TimeoutExpired`` and ``OSError``.

    A profile of its own lets several conversions run at once, beside a LibreOffice that is open, and keeps
    the user's settings (trusted macros among them) out of it.
    """
    source = folder / f"van-ban{suffix}"
    source.write_bytes(data)
    target = folder / "ra"
    profile = (folder / "ho-so").as_uri()
    command = [program, "--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation={profile}"]
    command += ["--convert-to", "docx", "--outdir", str(target), str(source)]
    process = subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(SECONDS)
    finally:
        _end(process)
    result = target / f"{source.stem}.docx"
    return result.read_bytes() if result.is_file() else None


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends what is left of a conversion: soffice is a script, its work is done by a child."""
    if process.poll() is not None:
        return
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
