"""What counts as the code of a stage: all that it loads and reads, and nothing that it does not."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dieukhoan import code
from dieukhoan.code import PACKAGE, digest_of, needed_by

FOLDER = Path(code.__file__).parent
SAMPLE = Path(__file__).parents[1] / "corpus"
SEEN = """
import json, sys
seen = set()
sys.addaudithook(lambda event, given: seen.add(str(given[0])) if event == "open" else None)
import dieukhoan.examination as examination, dieukhoan.read as read
for file in read.discover([sys.argv[1]]):
    examination.examine(examination.Task(file, read.contents(file)))
modules = [getattr(module, "__file__", "") or "" for module in list(sys.modules.values())]
print(json.dumps([*seen, *modules]))
"""
"""Examines all files of a folder; prints what was loaded and opened."""


def test_all_that_reading_and_parsing_needs_counts() -> None:
    asked = [sys.executable, "-c", SEEN, str(SAMPLE)]
    seen = json.loads(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)
    own = [Path(path).relative_to(FOLDER).as_posix() for path in seen if path.startswith(f"{FOLDER}/")]
    loaded = {path for path in own if not path.endswith(".pyc")}
    assert {"parse/structure.py", "data/duties.toml", "data/types.toml"} <= loaded
    assert loaded <= needed_by("dieukhoan.examination")


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, bytes]]:
    """The files of the package, to be changed."""
    changed = dict(code._files())
    monkeypatch.setattr(code, "_files", lambda: changed)
    yield changed
    _forget()


def _forget() -> None:
    digest_of.cache_clear()
    code._imports.cache_clear()


STAGES = [f"{PACKAGE}.{name}" for name in ("examination", "composition", "writing")]


@pytest.mark.parametrize(
    ("changed", "reached"),
    [
        ("theme/assets/dieukhoan/site.css", [False, False, False]),
        ("theme/main.html", [False, False, False]),
        ("data/new-site/mkdocs.yml", [False, False, False]),
        ("publish/plugin.py", [False, False, False]),
        ("render/home.py", [False, True, True]),
        ("render/body.py", [False, True, True]),
        ("data/agencies.toml", [True, False, True]),
        ("assign/subject.py", [True, False, True]),
        ("text.py", [True, True, True]),
    ],
)
def test_a_change_reaches_what_needs_it(files: dict[str, bytes], changed: str, reached: list[bool]) -> None:
    _forget()
    before = [digest_of(stage) for stage in STAGES]
    whole = digest_of(PACKAGE)
    files[changed] += b"\n"
    _forget()
    assert [digest_of(stage) != old for stage, old in zip(STAGES, before, strict=True)] == reached
    assert digest_of(PACKAGE) != whole


def test_data_that_nobody_names_counts_for_everybody(files: dict[str, bytes]) -> None:
    _forget()
    before = digest_of(STAGES[1])
    files["data/unheard-of.toml"] = b""
    _forget()
    assert digest_of(STAGES[1]) != before


def test_an_import_in_the_middle_of_a_module_counts(files: dict[str, bytes]) -> None:
    files["text.py"] += b"\n\ndef late():\n    from dieukhoan.publish import (\n        lasting,\n    )\n"
    _forget()
    assert "publish/lasting.py" in needed_by("dieukhoan.parse")
