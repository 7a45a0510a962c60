"""Accuracy, speed, building and searching, as tables.

    python3 scripts/bench.py [--only accuracy|speed|building|serve|search|typed] [--documents N] [--record]
                             [--material]

Accuracy is scored over the labelled documents of ../shared (skipped, with a word, where they are missing).
Speed is that of each step on one core: over real documents when they are there, the sample corpus otherwise;
and over hostile texts, and texts ten times longer. Building is that of whole sites of N documents (400 unless
told), in shares of what plain MkDocs takes over the same Markdown; ``--record`` keeps it in building.json,
for later runs to be compared with. Searching, in the browser beside Material's search, is measured only when
asked for: at 61,277 articles it takes minutes. So is ``serve``, from a save to the words in a
browser (300 documents unless told), and ``typed``: what is found however it is typed, and if
browser and command agree. Writes into build/bench.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from environment import ENVIRONMENT, ROOT, RUN, SetupError, prepared

WORK = ROOT / "build" / "bench"


def main() -> int:
    """0 when the tables could be made, whatever they say; 1 when a build failed; 2 without an environment."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", choices=["accuracy", "speed", "building", "serve", "search", "typed"])
    parser.add_argument("--documents", type=int, default=0, metavar="N", help="only the first N of each set")
    parser.add_argument("--material", action="store_true", help="search: Material beside ours at every size")
    parser.add_argument("--record", action="store_true", help="keep what building takes for later runs")
    options = parser.parse_args()
    if Path(sys.prefix) != ENVIRONMENT:  # start over inside the environment
        try:
            return subprocess.run([str(prepared(RUN)), __file__, *sys.argv[1:]], cwd=ROOT).returncode
        except SetupError as error:
            print(error, file=sys.stderr)
            return 2
    import accuracy
    import building
    import speed

    if options.only == "search":
        import search_bench

        search_bench.show(WORK, options.documents, material=options.material)
        return 0
    if options.only == "serve":
        import serving

        serving.show(WORK, options.documents)
        return 0
    if options.only == "typed":
        import typed_bench

        typed_bench.show(WORK, options.documents)
        return 0
    if options.only in {None, "accuracy"}:
        accuracy.show(WORK, options.documents)
    if options.only in {None, "speed"}:
        speed.show(WORK)
    if options.only in {None, "building"}:
        try:
            building.show(WORK, options.documents or building.DOCUMENTS, record=options.record)
        except building.Failed as error:
            print(f"  FAILED: {error}")
            return 1
    if options.only in {None, "accuracy"}:
        print("Next: raise the floors in tests/accuracy.toml that these figures have left behind.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
