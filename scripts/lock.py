"""Writes requirements.lock and requirements-dev.lock anew from pyproject.toml. Needs uv (`pip install uv`).

    python3 scripts/lock.py              only what pyproject.toml changed
    python3 scripts/lock.py --upgrade    the newest of everything

The locks hold no index address: pip takes the packages from wherever it is set up to.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tomllib

from environment import DEVELOP, ENVIRONMENT, ROOT, RUN

HOW = ["--universal", "--generate-hashes", "--no-emit-index-url", "--no-annotate", "--python-version", "3.11"]

READERS = ("docx", "pdf", "ocr")
"""The extras that read files: whoever sets the project up has them all."""


def main() -> int:
    """Writes both locks: the first with all readers, the second holds it version for version."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--upgrade", action="store_true", help="the newest of everything")
    upgrade = ["--upgrade"] if parser.parse_args().upgrade else []
    uv = shutil.which("uv", path=str(ENVIRONMENT / "bin")) or shutil.which("uv")
    if uv is None:
        print("uv is not installed: pip install uv", file=sys.stderr)
        return 2
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    # The package is installed without network, so what builds it is locked too; editables is what hatchling
    # asks for when it installs a package in place.
    builders = "\n".join([*project["build-system"]["requires"], "editables"])
    readers = [part for extra in READERS for part in ("--extra", extra)]
    for lock, more in ((RUN, readers), (DEVELOP, ["--extra", "dev", "--constraint", RUN])):
        command = [uv, "pip", "compile", "pyproject.toml", "-", "--quiet", *HOW, *more, *upgrade]
        command += ["--custom-compile-command", "python3 scripts/lock.py", "--output-file", lock]
        subprocess.run(command, cwd=ROOT, input=builders, text=True, check=True)
        print(f"{lock} written. Next: python3 scripts/test.py" if lock == DEVELOP else f"{lock} written.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
