"""What the browser's half of the search answers, run under node."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from typing import Any

from environment import ROOT

_SCRIPTS = ROOT / "tests" / "index" / "js"


def answers(script: str, queries: Sequence[str], *arguments: str, wait: float = 120) -> list[dict[str, Any]]:
    """What a script of tests/index/js answers to queries, within ``wait`` seconds."""
    given = "\n".join(map(json.dumps, queries))
    command = ["node", str(_SCRIPTS / script), *arguments]
    run = subprocess.run(command, input=given, capture_output=True, text=True, check=False, timeout=wait)
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]
