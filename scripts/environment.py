"""The environment that the scripts run in: made from a lock file, reused, rebuilt when the lock changes.

Standard library only: this runs under the system's Python, before anything is installed. What the scripts
need from the package they run as a command of the environment (`.venv/bin/dieukhoan …`).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
MARK = ENVIRONMENT / "dieukhoan.json"
LOG = ROOT / "build" / "install.log"
OLDEST_PYTHON = (3, 11)
RUN, DEVELOP = "requirements.lock", "requirements-dev.lock"  # the second holds all of the first


class SetupError(Exception):
    """The environment cannot be made; the message says what is wrong and what to do."""


@dataclass(frozen=True)
class Words:
    """What the user reads while the environment is made; build.py speaks Vietnamese, the others English."""

    old_python: str
    creating: str
    installing: str
    ready: str
    no_pip: str
    failed: str


ENGLISH = Words(
    old_python="Python 3.11 or newer is needed; this is {}. Run the script with a newer python3.",
    creating="making the environment in .venv",
    installing="installing {} packages from {}",
    ready="environment ready in {:.0f} s",
    no_pip="This Python has neither ensurepip nor pip. On Debian: apt-get install python3-venv",
    failed="'{}' failed; its output ends with:\n{}\nThe whole output: {}. Mend the cause and run this again.",
)
VIETNAMESE = Words(
    old_python="Cần Python 3.11 trở lên; bản đang chạy là {}. Hãy chạy bằng python3 mới hơn.",
    creating="tạo môi trường riêng trong .venv",
    installing="cài {} gói theo {}",
    ready="môi trường đã sẵn sàng sau {:.0f} giây",
    no_pip="Python này không có ensurepip lẫn pip. Trên Debian, hãy chạy: apt-get install python3-venv",
    failed="Lệnh '{}' không chạy được; phần cuối thông báo của nó:\n{}\n"
    "Toàn bộ thông báo ở {}. Hãy sửa nguyên nhân rồi chạy lại lệnh này.",
)


def prepared(lock: str, words: Words = ENGLISH) -> Path:
    """The Python of an environment that holds the packages of `lock` and this package; made only when needed.

    Safe to interrupt and to run twice at once: an unfinished environment is marked and thrown away by the
    next run, and a second run waits for the first. A `.venv` made by hand, without our mark, is taken over:
    what the lock names is installed into it. Raises SetupError.
    """
    if sys.version_info < OLDEST_PYTHON:
        raise SetupError(words.old_python.format(sys.version.split()[0]))
    with _alone():
        mark = _read_mark()
        if mark is not None and not _is_current(mark):
            lock = DEVELOP if DEVELOP in mark else lock  # a developer's stays one, whoever makes it anew
            shutil.rmtree(ENVIRONMENT)
            mark = None
        done = dict(mark or {})
        satisfied = lock in done or DEVELOP in done
        if satisfied and done.get("package") == _digest(ROOT / "pyproject.toml"):
            return environment_python()
        begun = time.monotonic()
        made_by_hand = mark is None and environment_python().exists()
        if not made_by_hand:
            ENVIRONMENT.mkdir(exist_ok=True)
            _write_mark({**done, "unfinished": True})
        if not environment_python().exists():
            _say(words.creating)
            _create(words)
        if not satisfied:
            _say(words.installing.format(_package_count(ROOT / lock), lock))
            _run([*_pip(), "--require-hashes", "--no-deps", "-r", str(ROOT / lock)], words)
        editable = ["--no-index", "--no-build-isolation", "--no-deps", "-e", str(ROOT)]
        _run([*_pip(), *editable], words)
        locks = {name: _digest(ROOT / name) for name in {lock, *done} & {RUN, DEVELOP}}
        _write_mark(
            {"place": str(ROOT), "python": _minor(), "package": _digest(ROOT / "pyproject.toml"), **locks}
        )
        _say(words.ready.format(time.monotonic() - begun))
    return environment_python()


def _create(words: Words) -> None:
    """An environment without packages; with its own pip where this Python can give it one."""
    pip_inside = _has_module("ensurepip")
    if not pip_inside and not _has_module("pip"):
        shutil.rmtree(ENVIRONMENT)
        raise SetupError(words.no_pip)
    _run([sys.executable, "-m", "venv", *([] if pip_inside else ["--without-pip"]), str(ENVIRONMENT)], words)


def environment_python() -> Path:
    """Where the environment's Python is, whether it exists or not."""
    return ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _is_current(mark: dict[str, object]) -> bool:
    """Whether an environment of ours is whole, of this Python, in its place and made from today's locks."""
    locks = [name for name in (RUN, DEVELOP) if name in mark]
    return (
        "unfinished" not in mark
        and mark.get("place") == str(ROOT)
        and mark.get("python") == _minor()
        and environment_python().exists()
        and all(mark[name] == _digest(ROOT / name) for name in locks)
    )


def _read_mark() -> dict[str, object] | None:
    if not MARK.exists():
        return None
    try:
        mark = json.loads(MARK.read_text(encoding="utf-8"))
    except ValueError:
        return {"unfinished": True}
    return mark if isinstance(mark, dict) else {"unfinished": True}


def _write_mark(mark: dict[str, object]) -> None:
    draft = MARK.with_suffix(".draft")
    draft.write_text(json.dumps(mark, indent=1, sort_keys=True), encoding="utf-8")
    draft.replace(MARK)


def _minor() -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _package_count(lock: Path) -> int:
    return sum("==" in line for line in lock.read_text(encoding="utf-8").splitlines())


def _has_module(name: str) -> bool:
    # Debian ships an ensurepip that is importable and yet has no wheels unless python3-venv is installed.
    code = "import ensurepip; ensurepip.version()" if name == "ensurepip" else f"import {name}"
    return subprocess.run([sys.executable, "-c", code], capture_output=True).returncode == 0


def _pip() -> list[str]:
    """`pip install` for the environment: its own pip, or the system's (Debian without python3-venv)."""
    options = ["--quiet", "--disable-pip-version-check", "--no-input"]
    own = subprocess.run([str(environment_python()), "-c", "import pip"], capture_output=True).returncode == 0
    if own:
        return [str(environment_python()), "-m", "pip", "install", *options]
    return [sys.executable, "-m", "pip", "--python", str(environment_python()), "install", *options]


def _run(command: Sequence[str], words: Words) -> None:
    """Runs a step of the setup, its output in a log; raises SetupError with the end of it."""
    LOG.parent.mkdir(exist_ok=True)
    with LOG.open("w", encoding="utf-8") as log:
        process = subprocess.run(command, stdout=log, stderr=subprocess.STDOUT, cwd=ROOT)
    if process.returncode:
        ending = LOG.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-12:]
        raise SetupError(words.failed.format(" ".join(command), "\n".join(ending), LOG.relative_to(ROOT)))


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Waits until no other script makes the environment (a lock of the system's, gone with its process)."""
    with (ROOT / RUN).open("rb") as held:
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _say(message: str) -> None:
    print(f"      {message} …" if not message.endswith((" s", "giây")) else f"      {message}", flush=True)
