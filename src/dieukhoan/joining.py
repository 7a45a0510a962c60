"""What the files tell together: their documents under one roof, each citation led to what it cites."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from dieukhoan.copies import Copy, copies
from dieukhoan.examination import Examination, Examined, Part
from dieukhoan.findings import Finding
from dieukhoan.knowledge import Knowledge
from dieukhoan.lazy import Lazy
from dieukhoan.library import Library
from dieukhoan.link import audit, resolve
from dieukhoan.progress import Progress
from dieukhoan.read import Unreadable


class Gathered(NamedTuple):
    """What was found in the files that are used, and their documents; ``aside`` are their copies.

    ``findings`` are about files whose documents are not in the library.
    """

    library: Library
    used: Sequence[Examined]
    aside: Sequence[tuple[Library, Sequence[Examined]]]
    findings: Sequence[tuple[str, Finding]]


def joined(examination: Examination, progress: Progress, *, audited: bool = True) -> Knowledge:
    """What the files tell together; ``audited`` is whether what they say is held against each other."""
    return linked(gathered(examination, progress), progress, audited=audited)


def gathered(examination: Examination, progress: Progress) -> Gathered:
    """The documents of the files under one roof."""
    found: list[Examined] = []
    unreadable: list[tuple[str, Finding]] = []
    findings: list[tuple[str, Finding]] = []
    with progress.stage("Đọc và phân tích văn bản", len(examination.keys)) as step:
        for outcome in examination.briefs():
            if isinstance(outcome, Unreadable):
                unreadable.append((outcome.name, outcome.finding))
                findings += [(outcome.name, finding) for finding in outcome.others]
            else:
                found.append(outcome)
            step()
        names = [item.parsed.source.name for item in found]
        wholes = Lazy(names, lambda name: examination.part(name, Part.WHOLE))
        same = copies((item.parsed for item in found), lambda name: wholes[name].source.text)
        used, *others = _parted(found, same)
        aside = []
        for part in others:
            own = Library.of([item.parsed for item in part], wholes=wholes)
            said = [(copy.name, copy.finding) for copy in same if copy.name in own.parsed]
            aside.append((own.with_findings(said), part))
        library = Library.of([item.parsed for item in used], unreadable, wholes, same)
    return Gathered(library, used, aside, findings)


def linked(files: Gathered, progress: Progress, *, audited: bool = True) -> Knowledge:
    """The same with each citation led to what it cites."""
    with progress.stage("Nối viện dẫn"):
        library = files.library
        knowledge = _known(library, files.used, library)
        aside = tuple(_known(own, part, library) for own, part in files.aside)
        odd = audit(library, knowledge.citations, knowledge.quotes) if audited else ()
        return replace(knowledge, library=library.with_findings([*files.findings, *odd]), aside=aside)


def _known(library: Library, examined: Sequence[Examined], cited: Library) -> Knowledge:
    """What was found in the documents of a library; ``cited`` is the one in which citations are looked up."""
    ids = [document.id for document in library.documents]
    citations = dict(zip(ids, chain.from_iterable(item.citations for item in examined), strict=True))
    duties = dict(zip(ids, chain.from_iterable(item.duties for item in examined), strict=True))
    quotes = dict(zip(ids, chain.from_iterable(item.quotes for item in examined), strict=True))
    return Knowledge(library, resolve(cited.documents, citations, library.documents), duties, quotes)


def _parted(found: Iterable[Examined], same: Sequence[Copy]) -> list[list[Examined]]:
    """What is used, and then its copies, of which no two in one part have the same original, nor then ids."""
    turns: dict[str, int] = {}
    part: dict[str, int] = {}
    for copy in same:
        turns[copy.original] = part[copy.name] = turns.get(copy.original, 0) + 1
    parts: list[list[Examined]] = [[] for _ in range(1 + max(turns.values(), default=0))]
    for item in found:
        parts[part.get(item.parsed.source.name, 0)].append(item)
    return parts
