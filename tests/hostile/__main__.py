"""Writes the hostile files into a folder: ``python -m tests.hostile OUT [--scale 1]``."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.hostile import corpus


def main() -> None:
    """Writes them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--scale", type=int, default=1, help="times the small size of each family")
    options = parser.parse_args()
    for name in corpus.write(options.out, options.scale):
        print(name)


main()
