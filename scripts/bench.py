"""Accuracy, speed and searching, as tables.

    python3 scripts/bench.py [--only accuracy|speed|search] [--documents N]

Accuracy is scored over the labelled documents of ../shared (skipped, with a word, where they are missing).
Speed is that of each step on one core: over real documents when they are there, the sample corpus otherwise;
and over hostile texts, and texts ten times longer. Searching, in the browser beside Material's search, is
measured only when asked for: at 61,277 articles it takes minutes. Writes into build/bench.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from environment import ENVIRONMENT, ROOT, RUN, SetupError, prepared

WORK = ROOT / "build" / "bench"


def main() -> int:
    """0 when the tables could be made, whatever they say; 2 when the environment cannot be."""
    if Path(sys.prefix) != ENVIRONMENT:  # start over inside the environment
        try:
            return subprocess.run([str(prepared(RUN)), __file__, *sys.argv[1:]], cwd=ROOT).returncode
        except SetupError as error:
            print(error, file=sys.stderr)
            return 2
    import accuracy
    import speed

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", choices=["accuracy", "speed", "search"])
    parser.add_argument("--documents", type=int, default=0, metavar="N", help="only the first N of each set")
    options = parser.parse_args()
    if options.only == "search":
        import search_bench

        search_bench.show(WORK, options.documents)
        return 0
    if options.only != "speed":
        accuracy.show(WORK, options.documents)
    if options.only != "accuracy":
        speed.show(WORK)
    print("Next: raise the floors in tests/accuracy.toml that these figures have left behind.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
