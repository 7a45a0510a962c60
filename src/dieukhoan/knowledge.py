"""All that is known: the library, what its documents cite, and what they lay on whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dieukhoan.citation import Citations
from dieukhoan.duty import Duty
from dieukhoan.library import Library
from dieukhoan.quoting import Quotes


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The documents, their resolved citations, and by the id of the document its duties.

    So are ``quotes``, what other pages quote of a document. ``aside`` is what was found in the copies of
    sources; the documents have the ids of those that are used.
    """

    library: Library
    citations: Citations
    duties: Mapping[str, tuple[Duty, ...]]
    quotes: Mapping[str, Quotes] = field(default_factory=dict)
    aside: tuple[Knowledge, ...] = ()
