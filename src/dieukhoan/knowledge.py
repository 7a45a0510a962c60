"""All that is known: the library, what its documents cite, and what they lay on whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dieukhoan.citation import Citations
from dieukhoan.duty import Duty
from dieukhoan.library import Library


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The documents, their resolved citations, and their duties by the id of the document."""

    library: Library
    citations: Citations
    duties: Mapping[str, tuple[Duty, ...]]
