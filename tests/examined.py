"""Hand-written documents in the place of files that were examined."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dieukhoan.cache import Memory
from dieukhoan.examination import Examined, Part, parts_of
from dieukhoan.findings import Finding, Severity
from dieukhoan.model import Document, ParsedSource, SourceText
from dieukhoan.packing import packed

FINDING = Finding("odd-number", "Năm đứng đầu đoạn.", 0, 4, "Xem lại số.", Severity.ERROR)


def written(*drafts: tuple[SourceText, Document]) -> type:
    """An ``Examination`` that finds these documents, whatever the files; the first has a finding."""

    class Written:
        def __init__(self, *_: object) -> None:
            self.store = Memory()
            self._parts: dict[str, dict[Part, Any]] = {}
            for source, document in drafts:
                parsed = ParsedSource(source, (document,), () if self._parts else (FINDING,))
                self._parts[source.name] = parts_of(parsed, ((),), ((),))
            self.keys = dict.fromkeys(self._parts, "drafts")
            self.standing: dict[str, str] = {}

        def briefs(self) -> Iterator[Examined]:
            for parts in self._parts.values():
                yield parts[Part.BRIEF]

        def follow(self, keys: dict[str, str], standing: dict[str, str]) -> None:
            self.keys, self.standing = keys, standing

        def key(self, name: str) -> str:
            return self.keys[name]

        def part(self, name: str, part: Part) -> Any:
            return self._parts[name][part]

        def packed(self, name: str, part: Part) -> bytes:
            return packed(self.part(name, part))

    return Written
