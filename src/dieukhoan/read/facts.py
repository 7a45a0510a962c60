"""Facts that portals print beside a document: their labels, and what follows a label."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib import resources

from dieukhoan.model import Stated
from dieukhoan.text import bare

_NOT_WORD = re.compile(r"[^\w]+")


def key(text: str) -> str:
    """Words for comparing: ``key("Số hiệu :")`` is ``"so hieu"``."""
    return _NOT_WORD.sub(" ", bare(text)).strip()


@dataclass(frozen=True, slots=True)
class PortalWords:
    """The words of portals, as in ``data/portals.toml``, in their form for comparing."""

    labels: dict[str, str]
    not_known: frozenset[str]
    before: tuple[str, ...]
    after: tuple[str, ...]
    opening_after: frozenset[str]
    after_begins: tuple[str, ...]  # the first two words of those phrases, as printed but for case


def _load() -> PortalWords:
    data = tomllib.loads(resources.files("dieukhoan.data").joinpath("portals.toml").read_text("utf-8"))
    after = data["after"]["opening"] + data["after"]["phrases"]
    return PortalWords(
        labels={key(label): field for label, field in data["facts"].items()},
        not_known=frozenset(map(key, data["not_known"])),
        before=tuple(sorted(map(key, data["before"]["phrases"]), key=len, reverse=True)),
        after=tuple(map(key, after)),
        opening_after=frozenset(map(key, data["after"]["opening"])),
        after_begins=tuple({" ".join(phrase.lower().split()[:2]) for phrase in after}),
    )


WORDS = _load()


def stated(pairs: Iterable[tuple[str, str]], known: Stated | None = None) -> Stated:
    """The facts that labels and values state; the first value of a field holds.

    >>> stated([("Số hiệu:", "12/KH-UBND"), ("Ngày hiệu lực", "Đã biết")])
    Stated(type='', number='12/KH-UBND', date='', issuer='', title='', signer='', effective='', url='')
    """
    facts = known or Stated()
    for label, value in pairs:
        field = WORDS.labels.get(key(label), "")
        value = " ".join(value.split())
        if field and value and key(value) not in WORDS.not_known and not getattr(facts, field):
            facts = replace(facts, **{field: value})
    return facts
