"""Where citations contradict each other, the library or themselves; every finding quotes both sides."""

from __future__ import annotations

from collections.abc import Mapping

from dieukhoan.citation import Citations
from dieukhoan.library import Library
from dieukhoan.link.audit.absences import absences
from dieukhoan.link.audit.contradictions import contradictions
from dieukhoan.link.audit.ended import ended
from dieukhoan.link.audit.sides import Found, Sides
from dieukhoan.link.audit.symbols import symbols
from dieukhoan.quoting import Quotes


def audit(library: Library, citations: Citations, quotes: Mapping[str, Quotes]) -> list[Found]:
    """What an editor should look at in the citations of a library, quoted of its documents by their ids."""
    sides = Sides(library, citations, quotes)
    found = {finding for find in (contradictions, symbols, absences, ended) for finding in find(sides)}
    return sorted(found, key=lambda item: (item[0], item[1].start, item[1].code, item[1].message))
