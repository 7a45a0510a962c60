"""Fuzzes one target in this process: ``python -m tests.fuzz TARGET --runs N --folder build/fuzz``.

Needs atheris, which is locked for developers. An input that fails is written to ``finds/`` below the folder
of the target; kept for good it belongs into tests/fuzz/finds/TARGET/.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["dieukhoan"]):
    from tests.fuzz.mutation import mutated
    from tests.fuzz.seeds import STRUCTURED, longest, seeds, words
    from tests.fuzz.targets import EVERY, TARGETS, every

SLOWEST = 20  # seconds for one input
FEW = 8  # a short run starts from one seed in so many


def main() -> None:
    """Runs libFuzzer, which ends the process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=[*TARGETS, EVERY])
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--seconds", type=int, default=0)
    parser.add_argument("--folder", type=Path, required=True)
    options = parser.parse_args()
    folder: Path = options.folder / options.target
    inputs, finds = folder / "inputs", folder / "finds"
    for made in (inputs, finds):
        made.mkdir(parents=True, exist_ok=True)
    step = FEW if options.target == EVERY else 1
    for number, seed in enumerate(islice(seeds(options.target), 0, None, step)):
        (inputs / f"seed-{number:03}").write_bytes(seed)
    dictionary = folder / "words.dict"
    dictionary.write_text("\n".join(f'"{_quoted(word)}"' for word in words()) + "\n", encoding="ascii")
    warnings.simplefilter("ignore")
    arguments = [
        sys.argv[0],
        f"-runs={options.runs}",
        f"-max_len={longest(options.target)}",
        f"-timeout={SLOWEST}",
        "-rss_limit_mb=3000",
        f"-dict={dictionary}",
        f"-artifact_prefix={finds}/",
        "-print_final_stats=1",
        str(inputs),
    ]
    if options.seconds:
        arguments.append(f"-max_total_time={options.seconds}")
    atheris.Setup(arguments, TARGETS.get(options.target, every), custom_mutator=_mutator(options.target))
    atheris.Fuzz()


def _mutator(target: str) -> Callable[[bytes, int, int], bytes]:
    """What makes a new input of an old one: every other time as a text, where the target takes texts."""
    known = tuple(words())

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        if target in STRUCTURED and seed % 2:
            return mutated(data, known, most, seed)
        return bytes(atheris.Mutate(data, most))

    return mutate


def _quoted(word: str) -> str:
    return "".join(
        chr(byte) if 32 <= byte < 127 and chr(byte) not in '"\\' else f"\\x{byte:02x}"
        for byte in word.encode()
    )


main()
