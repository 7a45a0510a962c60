"""The half of the work that needs one file alone: done in workers, and kept for the next time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dieukhoan.assign import assign
from dieukhoan.bounded import Exceeded, bounded
from dieukhoan.cache import Cache, key_of, packed, unpacked
from dieukhoan.citation import Citation
from dieukhoan.duty import Duty
from dieukhoan.link import find
from dieukhoan.model import ParsedSource
from dieukhoan.parse import parse
from dieukhoan.read import Content, SourceFile, Unreadable, contents, read
from dieukhoan.read.problems import problem

_FEW = 24
"""Up to so many files, starting more than one process costs more than it saves."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What one file alone tells: its documents, and for each of them its citations and duties.

    The lines of its source are for the parser alone, and no longer there.
    """

    parsed: ParsedSource
    citations: tuple[tuple[Citation, ...], ...]
    duties: tuple[tuple[Duty, ...], ...]


Task = tuple[SourceFile, Mapping[SourceFile, Content]]
"""A file to examine and its contents: a worker needs no disk, and what was read is what the key tells of."""


def examine(task: Task) -> Examined | Unreadable:
    """Reads and parses a file, finds what it cites and what it lays on whom."""
    file, loaded = task
    source = read(file, loaded)
    if isinstance(source, Unreadable):
        return source
    parsed = parse(source)
    citations = tuple(find(document, source.text) for document in parsed.documents)
    duties = tuple(assign(document, source.text) for document in parsed.documents)
    return Examined(replace(parsed, source=replace(source, lines=())), citations, duties)


def examined(
    files: Sequence[SourceFile], jobs: int, cache: Cache | None = None
) -> Iterator[Examined | Unreadable]:
    """What each file tells, in order; only those that ``cache`` does not know are examined.

    A file over its limits is not kept: it may have been the fault of a busy machine.
    """
    keys = [_key(_task(file)) if cache else "" for file in files]
    known = [cache is not None and cache.has(key) for key in keys]
    fresh = [file for file, is_known in zip(files, known, strict=True) if not is_known]
    outcomes = bounded(worked, map(_task, fresh), jobs if len(fresh) > _FEW else 1)
    for file, key, is_known in zip(files, keys, known, strict=True):
        if is_known and cache is not None and (kept := cache.get(key)) is not None:
            yield unpacked(kept)
            continue
        outcome = next(outcomes) if not is_known else next(iter(bounded(worked, [_task(file)], 1)))
        if isinstance(outcome, Exceeded):
            yield Unreadable(file.name, problem(f"limit-{outcome.cause.name.lower()}", outcome.detail))
            continue
        key, data = outcome
        if cache is not None:
            cache.put(key, data)
        yield unpacked(data)


def _task(file: SourceFile) -> Task:
    return file, contents(file)


def worked(task: Task) -> tuple[str, bytes]:
    """What a worker sends back: the key, and what was examined, packed."""
    return _key(task), packed(examine(task))


def _key(task: Task) -> str:
    """The key of what is made of a file: its name and all its contents."""
    file, loaded = task
    parts = [file.name.encode()]
    for each, content in loaded.items():
        parts += [each.name.encode(), content if isinstance(content, bytes) else repr(content).encode()]
    return key_of("examine", *parts)
