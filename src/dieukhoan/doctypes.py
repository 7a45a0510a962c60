"""Types of documents (tên loại văn bản) and the codes by which their numbers name them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from dieukhoan.text import bare


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type of document: its name in a sentence and its codes in State and in Party numbers.

    ``old`` codes are read, never written; ``law`` marks what is law (văn bản quy phạm pháp luật) and
    ``attached`` what is commonly issued with another document and has no number of its own; of these a
    ``listing`` (danh mục) is an annex and no regulation.
    """

    name: str
    state: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    old: tuple[str, ...] = ()
    law: bool = False
    attached: bool = False
    listing: bool = False


def _read() -> tuple[DocumentType, ...]:
    data = tomllib.loads(resources.files("dieukhoan").joinpath("data/types.toml").read_text(encoding="utf-8"))
    return tuple(
        DocumentType(
            name=row["name"],
            state=tuple(row.get("state", ())),
            party=tuple(row.get("party", ())),
            old=tuple(row.get("old", ())),
            law=row.get("law", False),
            attached=row.get("attached", False),
            listing=row.get("listing", False),
        )
        for row in data["type"]
    )


TYPES = _read()
"""Every known type, in the order of the data file ``data/types.toml``."""


def _letters(name: str) -> str:
    """A name as a pattern that takes either place of the tone mark (thỏa, thoả) and any run of spaces."""
    pattern = r"\s+".join(map(re.escape, name.split()))
    return pattern.replace("ỏa", "(?:ỏa|oả)").replace("ủy", "(?:ủy|uỷ)")


def alternatives(names: Iterable[str]) -> str:
    """A pattern source for any of the names, longest first: ``Bộ\\s+luật|Luật``."""
    return "|".join(_letters(name) for name in sorted(names, key=lambda name: (-len(name), name)))


TYPE_NAME_SOURCE = alternatives(kind.name for kind in TYPES)
"""Pattern source of any type name, longest first; compile it with ``re.IGNORECASE`` or not, as needed."""


@cache
def _by_name() -> Mapping[str, DocumentType]:
    return {bare(kind.name): kind for kind in TYPES}


def type_named(text: str) -> DocumentType | None:
    """The type of that name in any case and spelling of its tones, or None.

    >>> type_named("KẾ  HOẠCH").name
    'Kế hoạch'
    """
    return _by_name().get(" ".join(bare(text).split()))


@cache
def _by_code(party: bool) -> Mapping[str, tuple[str, ...]]:
    exact: dict[str, list[str]] = {}
    loose: dict[str, list[str]] = {}
    for current in (True, False):
        for kind in TYPES:
            new, old = (kind.party, ()) if party else (kind.state, kind.old)
            codes = new if current else old
            for code in codes:
                exact.setdefault(code.casefold(), []).append(kind.name)
                loose.setdefault(bare(code), []).append(kind.name)
    # "ND-CP" is a misspelt NĐ-CP, but DA (dự án) and ĐA (đề án) are two codes: what is exact wins.
    return {code: tuple(dict.fromkeys(names)) for code, names in {**loose, **exact}.items()}


def types_of_code(code: str, *, party: bool = False) -> tuple[str, ...]:
    """The names of the types that a code can stand for, the likeliest first; () when it is no known code.

    >>> types_of_code("QĐ"), types_of_code("QĐ", party=True)
    (('Quyết định',), ('Quyết định', 'Quy định'))
    >>> types_of_code("TT"), types_of_code("TT", party=True), types_of_code("VPCP")
    (('Thông tư',), ('Thông tri',), ())
    """
    return _by_code(party).get(code.casefold(), ())
