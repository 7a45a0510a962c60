"""Fuzzes the readers, the parser and what follows, guided by coverage (atheris, libFuzzer).

    python3 scripts/fuzz.py                          1,000 inputs for each target
    python3 scripts/fuzz.py word pdf --runs 100000   only these targets, so many inputs each
    python3 scripts/fuzz.py --seconds 60             at most so long for each target

What was learnt stays in build/fuzz/TARGET/inputs, and the next run goes on from there. An input that fails is
in build/fuzz/TARGET/finds: mend the cause, and keep the input in tests/fuzz/finds/TARGET, where
tests/fuzz/test_targets.py holds it for good.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

from environment import DEVELOP, ROOT, SetupError, prepared

FOLDER = ROOT / "build" / "fuzz"
TARGETS = (
    "text",
    "html",
    "legacy",
    "word",
    "archive",
    "pdf",
    "structure",
    "citing",
    "duties",
    "rendering",
    "indexing",
    "escaping",
)
"""Those of tests/fuzz/targets.py, which a test holds."""


def main() -> int:
    """0 when nothing was found, 1 when something was, 2 when the fuzzer cannot run here."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("targets", nargs="*", metavar="TARGET")
    parser.add_argument("--runs", type=int, default=1000, help="inputs for each target")
    parser.add_argument("--seconds", type=int, default=0, help="at most so long for each target")
    options = parser.parse_args()
    if unknown := set(options.targets) - set(TARGETS):
        parser.error(f"no such target: {', '.join(sorted(unknown))}. There are {', '.join(TARGETS)}")
    try:
        python = prepared(DEVELOP)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 2
    if subprocess.run([str(python), "-c", "import atheris"], stderr=subprocess.DEVNULL).returncode:
        print(
            "atheris is not installed: it has packages for Linux on x86-64 and Python 3.11 to 3.13 alone.\n"
            "Next: run this there.",
            file=sys.stderr,
        )
        return 2
    good = True
    for target in options.targets or TARGETS:
        good = _fuzz(python, target, options.runs, options.seconds) and good
    if not good:
        print("\nNext: mend what was found and keep the input in tests/fuzz/finds/TARGET.")
    return 0 if good else 1


def _fuzz(python: Path, target: str, runs: int, seconds: int) -> bool:
    """Fuzzes one target and prints a line for it; whether nothing was found."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    log = FOLDER / f"{target}.log"
    command = [str(python), "-m", "tests.fuzz", target, "--folder", str(FOLDER)]
    with log.open("w", encoding="utf-8") as output:
        status = subprocess.run(
            [*command, "--runs", str(runs), "--seconds", str(seconds)],
            cwd=ROOT,
            stdout=output,
            stderr=subprocess.STDOUT,
        ).returncode
    done = re.search(r"number_of_executed_units: (\d+)", log.read_text(encoding="utf-8", errors="replace"))
    verdict = f"FOUND, see {log.relative_to(ROOT)}" if status else "nothing found"
    print(f"{target:12}{int(done[1]) if done else 0:>10,} inputs   {verdict}", flush=True)
    return status == 0


if __name__ == "__main__":
    sys.exit(main())
