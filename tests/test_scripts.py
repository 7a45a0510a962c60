"""The scripts set up what they need, once, and say what to do when they cannot; the locks are whole."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import accuracy
import build
import environment
from environment import DEVELOP, RUN, SetupError, prepared

ROOT = Path(__file__).parent.parent
PACKAGE_LINE = re.compile(r"(?P<name>[A-Za-z0-9._-]+)==(?P<version>\S+)")


class Installer:
    """Stands in for venv and pip: notes what is asked for, makes an environment that looks finished."""

    def __init__(self) -> None:
        self.steps: list[str] = []
        self.failing = ""

    def __call__(self, command: Sequence[str], words: environment.Words) -> None:
        del words
        if "venv" in command:
            self.steps.append("venv")
            environment.environment_python().parent.mkdir(parents=True)
            environment.environment_python().symlink_to("/bin/true")
        else:
            self.steps.append("package" if "-e" in command else Path(command[-1]).name)
        if self.steps[-1] == self.failing:
            raise SetupError("no network")


@pytest.fixture
def installer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installer:
    """A repository of its own, with locks, and an installer that installs nothing."""
    for name in (RUN, DEVELOP, "pyproject.toml"):
        (tmp_path / name).write_text(f"{name}\n", encoding="utf-8")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(environment, "MARK", tmp_path / ".venv" / "dieukhoan.json")
    monkeypatch.setattr(environment, "_has_module", lambda _name: True)
    stand_in = Installer()
    monkeypatch.setattr(environment, "_run", stand_in)
    return stand_in


def test_second_run_reuses(installer: Installer) -> None:
    prepared(RUN)
    assert installer.steps == ["venv", RUN, "package"]
    prepared(RUN)
    assert len(installer.steps) == 3


def test_developers_environment_serves_for_running(installer: Installer) -> None:
    prepared(DEVELOP)
    prepared(RUN)
    assert installer.steps == ["venv", DEVELOP, "package"]


def test_running_environment_grows_into_a_developers(installer: Installer) -> None:
    prepared(RUN)
    prepared(DEVELOP)
    assert installer.steps[3:] == [DEVELOP, "package"]


@pytest.mark.parametrize("change", ["lock", "python", "place", "interrupted"])
def test_rebuilt_when_stale(installer: Installer, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    prepared(RUN)
    match change:
        case "lock":
            (environment.ROOT / RUN).write_text("other\n", encoding="utf-8")
        case "python":
            monkeypatch.setattr(environment, "_minor", lambda: "3.99")
        case "place":
            mark = environment.MARK.read_text(encoding="utf-8")
            environment.MARK.write_text(mark.replace(str(environment.ROOT), "/elsewhere"), encoding="utf-8")
        case "interrupted":
            environment.MARK.write_text("{", encoding="utf-8")
    prepared(RUN)
    assert installer.steps == ["venv", RUN, "package"] * 2


def test_stale_environment_of_a_developer_stays_one(installer: Installer) -> None:
    prepared(DEVELOP)
    (environment.ROOT / DEVELOP).write_text("other\n", encoding="utf-8")
    prepared(RUN)
    assert installer.steps == ["venv", DEVELOP, "package"] * 2


@pytest.mark.parametrize("step", ["venv", RUN, "package"])
def test_starts_over_after_a_failure(installer: Installer, step: str) -> None:
    installer.failing = step
    with pytest.raises(SetupError, match="no network"):
        prepared(RUN)
    installer.failing = ""
    installer.steps.clear()
    prepared(RUN)
    assert installer.steps == ["venv", RUN, "package"]


def test_new_metadata_reinstalls_only_the_package(installer: Installer) -> None:
    prepared(RUN)
    (environment.ROOT / "pyproject.toml").write_text("other\n", encoding="utf-8")
    prepared(RUN)
    assert installer.steps[3:] == ["package"]


def test_environment_made_by_hand_is_kept(installer: Installer) -> None:
    environment.environment_python().parent.mkdir(parents=True)
    environment.environment_python().symlink_to("/bin/true")
    own = environment.ENVIRONMENT / "own-file"
    own.touch()
    installer.failing = RUN
    with pytest.raises(SetupError):
        prepared(RUN)
    installer.failing = ""
    prepared(RUN)
    assert installer.steps == [RUN, RUN, "package"]
    assert own.exists()


def test_says_what_to_install_without_pip(installer: Installer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "_has_module", lambda _name: False)
    with pytest.raises(SetupError, match="apt-get install python3-venv"):
        prepared(RUN)
    assert installer.steps == []


def test_build_names_a_missing_path(capsys: pytest.CaptureFixture[str]) -> None:
    assert build.main(["khong-co-thu-muc-nay"]) == 2
    assert "khong-co-thu-muc-nay" in capsys.readouterr().err


def _pinned(lock: str) -> dict[str, set[str]]:
    pins: dict[str, set[str]] = {}
    for line in (ROOT / lock).read_text(encoding="utf-8").splitlines():
        if match := PACKAGE_LINE.match(line):
            pins.setdefault(match["name"], set()).add(match["version"])
    return pins


@pytest.mark.parametrize("lock", [RUN, DEVELOP])
def test_lock_is_whole(lock: str) -> None:
    """Every requirement of pyproject.toml is pinned, every pin has hashes, and no index is named."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    if lock == DEVELOP:
        wanted += project["project"]["optional-dependencies"]["dev"]
    names = {re.split(r"[<>=\[; ]", requirement)[0].lower() for requirement in wanted}
    assert names <= _pinned(lock).keys(), "run python3 scripts/lock.py"
    blocks = re.split(r"\n(?=[A-Za-z])", text)[1:]
    assert all("--hash=sha256:" in block for block in blocks)
    assert "://" not in text


def test_both_locks_agree() -> None:
    """What the tests run with is what users get."""
    developers = _pinned(DEVELOP)
    assert all(developers[name] == versions for name, versions in _pinned(RUN).items())


def test_ci_runs_what_developers_run() -> None:
    assert "python3 scripts/test.py" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_a_seed_gives_the_same_citations_in_whatever_order_documents_come() -> None:
    def record(source: str) -> dict[str, Any]:
        cited = [
            {
                "start": start, "end": start + 6, "at": "dieu-1", "kind": "internal", "relation": None,
                "work": None, "provision": ["dieu-1"], "status": "resolved",
                "target": {"document": source, "address": "dieu-1", "missing": []},
            }
            for start in range(0, 70, 7)
        ]  # fmt: skip
        return {
            "source": source,
            "text": "Điều 1 " * 10,
            "documents": [{"type": "Quy chế", "citations": cited}],
        }

    records = [record("a.txt"), record("b.txt")]
    chosen = accuracy.sampled(records, 5, seed=3)
    assert chosen == accuracy.sampled(records[::-1], 5, seed=3)
    assert chosen != accuracy.sampled(records, 5, seed=4)
    assert all("⟦Điều 1⟧" in shown and "resolved" in shown for shown in chosen)


@pytest.mark.parametrize("script", ["build", "test", "check", "bench", "fuzz", "lock"])
def test_a_script_asked_for_help_does_nothing_else(script: str) -> None:
    asked = [sys.executable, str(ROOT / "scripts" / f"{script}.py"), "--help"]
    told = subprocess.run(asked, capture_output=True, text=True, check=True)
    assert told.stdout.startswith(f"usage: {script}.py") and "[1/" not in told.stdout
