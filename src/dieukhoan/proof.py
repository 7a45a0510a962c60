"""Proofs (bản in thử): the pages of documents that were just saved, made before everything else is.

Whoever serves a site keeps in memory what was found in each file, so that a saved one costs its own reading,
a join of what is known, and its pages: at 4,176 documents some seconds, where the whole takes a minute. What
follows from it elsewhere (lists, citations on other pages, contradictions, the search) is left to that.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from dieukhoan.composition import PAGES
from dieukhoan.examination import Examination, Examined
from dieukhoan.joining import joined
from dieukhoan.pipeline import examined, kept_in
from dieukhoan.progress import Progress
from dieukhoan.workers import Processes, Workers
from dieukhoan.writing import Works


class Proofs:
    """The pages of what was saved, save after save; files and options are those of ``pipeline.generate``."""

    def __init__(
        self, paths: Sequence[Path], out: Path, ocr: bool = False, lasting: dict[str, str] | None = None
    ) -> None:
        self._paths, self._store, self._ocr, self._lasting = paths, kept_in(out), ocr, lasting
        self._held: dict[str, Examined] = {}
        self._keys: dict[str, str] = {}

    def remember(self) -> None:
        """Takes the files as they are now for those that are shown already."""
        with closing(Processes(1)) as workers:
            examination = self._examined(workers)
            for _ in examination.briefs():
                pass
            self._remember(examination)

    def pages(self, date: datetime.date, site: str) -> Iterator[tuple[str, bytes]]:
        """The pages of each file that has changed since the last time, by their paths below ``pages``."""
        with closing(Processes(1)) as workers:
            examination = self._examined(workers)
            knowledge = joined(examination, Progress(shown=False), audited=False)
            parsed = knowledge.library.parsed
            new = [name for name, key in examination.keys.items() if self._keys.get(name) != key]
            works = Works(knowledge, examination, date, site)
            for path, data in works.of_sources([name for name in new if name in parsed], workers):
                if path.startswith(f"{PAGES}/"):
                    yield path.removeprefix(f"{PAGES}/"), data
            self._remember(examination)

    def _examined(self, workers: Workers) -> Examination:
        return examined(self._paths, self._store, workers, self._ocr, self._lasting, self._held)

    def _remember(self, examination: Examination) -> None:
        self._keys = dict(examination.keys)
        shown = set(map(examination.key, examination.keys))
        self._held = {key: found for key, found in self._held.items() if key in shown}
