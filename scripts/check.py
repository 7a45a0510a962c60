"""What to run before each commit: format, lint, types, architecture, fast tests; a line for each.

    python3 scripts/check.py

Browser, corpus and slow tests are left to scripts/test.py.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

from environment import DEVELOP, ROOT, SetupError, prepared

ARCHITECTURE = "tests/test_architecture.py"
FOLDERS = ["src", "scripts", "tests"]
STATIC = {
    "format": ["ruff", "format", "--check", *FOLDERS],
    "lint": ["ruff", "check", *FOLDERS],
    "types": ["mypy"],
    "architecture": ["pytest", ARCHITECTURE],
}
ON_EVERY_CORE = ["-n", "auto", "--dist", "loadfile"]
"""A file's tests stay in one process, since they share the site that the first of them builds."""

FAST = "not browser and not corpus and not slow"
FAST_TESTS = ["pytest", *ON_EVERY_CORE, "-m", FAST, f"--ignore={ARCHITECTURE}"]


def passes(python: Path, checks: dict[str, list[str]]) -> bool:
    """Whether every check passes; prints a line for each, and the whole output of one that does not."""
    good = True
    for name, arguments in checks.items():
        begun = time.monotonic()
        run = subprocess.run(
            [str(python), "-m", *arguments],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        lines = run.stdout.strip().splitlines()
        verdict = "ok  " if run.returncode == 0 else "FAIL"
        print(
            f"{verdict}  {name:<13} {time.monotonic() - begun:5.1f} s  {lines[-1] if lines else ''}",
            flush=True,
        )
        if run.returncode:
            good = False
            print("\n".join(f"      {line}" for line in lines), flush=True)
    return good


def main() -> int:
    """0 when all pass, 1 when one does not, 2 when the environment cannot be made."""
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    try:
        python = prepared(DEVELOP)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 2
    if not passes(python, {**STATIC, "fast tests": FAST_TESTS}):
        print("\nNext: mend what failed (format: .venv/bin/ruff format), then run this again.")
        return 1
    print("\nAll good. Next: commit; before you hand work over, python3 scripts/test.py")
    return 0


if __name__ == "__main__":
    sys.exit(main())
