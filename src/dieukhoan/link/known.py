"""Works known without being in the library: facts from the headings of the codified law."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class KnownWork:
    """A work outside: its type, number, ISO date, issuer and title, as its own heading gives them."""

    type: str
    number: str
    date: str
    issuer: str
    title: str


@cache
def known_works() -> tuple[KnownWork, ...]:
    """Every known work, in the order of ``data/known-works.tsv``."""
    table = resources.files("dieukhoan").joinpath("data/known-works.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return tuple(KnownWork(*row) for row in rows)


@cache
def law_names() -> tuple[str, ...]:
    """The proper names of laws, codes and ordinances, without their type word: "Hôn nhân và gia đình"."""
    table = resources.files("dieukhoan").joinpath("data/law-names.txt").read_text(encoding="utf-8")
    return tuple(line for line in table.splitlines() if line and not line.startswith("#"))
