"""Sets up everything the tests need, the browser too, and runs every check and every test. CI calls this.

python3 scripts/test.py                     all of them
python3 scripts/test.py -m browser -x       any other argument is pytest's: only some, stop at the first
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from check import ARCHITECTURE, ON_EVERY_CORE, STATIC, passes
from environment import DEVELOP, ROOT, SetupError, prepared

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
TESSERACT = ("tesseract-ocr", "tesseract-ocr-vie")
NO_TESTS_COLLECTED = 5  # pytest's exit status


def main(arguments: list[str]) -> int:
    """0 when every check and test passes, 1 when not, 2 when something that the tests need cannot be had."""
    parser = argparse.ArgumentParser(
        usage="%(prog)s [-h] [argument of pytest ...]",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    _, for_pytest = parser.parse_known_args(arguments)
    print("[1/4] Environment", flush=True)
    try:
        python = prepared(DEVELOP)
        print("[2/4] Browser and recognition of scans", flush=True)
        print(f"      {_browser()}", flush=True)
        print(f"      {_recognition()}", flush=True)
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return 2
    print("[3/4] Checks", flush=True)
    static = {name: check for name, check in STATIC.items() if ARCHITECTURE not in check}
    good = passes(python, static)
    print("[4/4] Tests", flush=True)
    command = [str(python), "-m", "pytest", "-ra", *ON_EVERY_CORE, *for_pytest]
    status = subprocess.run(command, cwd=ROOT).returncode
    if status == NO_TESTS_COLLECTED:
        print("\nNo test ran: that is no success. Next: look at the arguments you gave.")
        return 1
    if status or not good:
        print("\nNext: mend what failed above; python3 scripts/check.py is the quick way to try again.")
        return 1
    print("\nEverything passes. Next: python3 scripts/bench.py shows accuracy and speed.")
    return 0


def _browser() -> str:
    """The path of Chromium, installed first when missing and we may; raises SetupError when there is none."""
    if not (found := _found_browser()):
        if not _may_install():
            raise SetupError("The browser tests need Chromium. On Debian: sudo apt-get install chromium")
        _install("chromium")
        found = _found_browser()
    if not found:
        raise SetupError("apt-get installed chromium and yet no chromium is on PATH.")
    return found


def _recognition() -> str:
    """What reads scans, installed when missing and we may; the tests that need it are skipped without it."""
    if not _has_tesseract() and _may_install():
        try:
            _install(*TESSERACT)
        except SetupError as error:
            return f"none: {error}"
    if _has_tesseract():
        return "tesseract with Vietnamese data"
    return f"none: what needs it is skipped. On Debian: sudo apt-get install {' '.join(TESSERACT)}"


def _has_tesseract() -> bool:
    if shutil.which("tesseract") is None:
        return False
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True)
    return "vie" in listed.stdout.split()


def _may_install() -> bool:
    return bool(shutil.which("apt-get")) and hasattr(os, "geteuid") and os.geteuid() == 0


def _install(*packages: str) -> None:
    """Installs Debian's packages; raises SetupError when that fails."""
    print(f"      installing Debian's {', '.join(packages)} …", flush=True)
    log = ROOT / "build" / f"{packages[0]}.log"
    log.parent.mkdir(exist_ok=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with log.open("w", encoding="utf-8") as output:
        for step in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
            command = ["apt-get", *step]
            if subprocess.run(command, stdout=output, stderr=subprocess.STDOUT, env=environment).returncode:
                raise SetupError(
                    f"'{' '.join(command)}' failed: see {log.relative_to(ROOT)}, then run this again."
                )


def _found_browser() -> str | None:
    usual = Path("/usr/bin/chromium")
    return str(usual) if usual.exists() else next(filter(None, map(shutil.which, BROWSERS)), None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
