"""All families, and how they are written into a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.hostile import disguise, markup, packed, shapes

FAMILIES = (*markup.FAMILIES, *disguise.FAMILIES, *packed.FAMILIES, *shapes.FAMILIES)


def write(folder: Path, scale: int = 1) -> Iterator[str]:
    """Writes the files of every family into a folder of its own, and gives their names."""
    for family in FAMILIES:
        below = folder / family.name.replace(" ", "-")
        below.mkdir(parents=True, exist_ok=True)
        for name, content in family.make(family.small * scale).items():
            path = below / name
            path.write_bytes(content)
            yield path.relative_to(folder).as_posix()
