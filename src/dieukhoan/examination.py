"""The half of the work that needs one file alone: done in workers, and kept for the next time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, NamedTuple

from dieukhoan.assign import assign
from dieukhoan.bounded import Exceeded, Limits
from dieukhoan.cache import Store, key_of
from dieukhoan.citation import Citation
from dieukhoan.duty import Duty
from dieukhoan.errors import DieuKhoanError
from dieukhoan.index import terms_of
from dieukhoan.link import find
from dieukhoan.model import ParsedSource
from dieukhoan.packing import packed, unpacked
from dieukhoan.parse import parse
from dieukhoan.quoting import Quotes, quotes
from dieukhoan.read import Content, SourceFile, Unreadable, contents, equipment, read
from dieukhoan.read.ocr import MOST_SECONDS
from dieukhoan.read.problems import problem
from dieukhoan.workers import Workers

MOST_DOCUMENTS, MOST_PROVISIONS, MOST_PARAGRAPHS = 1_000, 30_000, 60_000
"""Of a file; the longest laws have 5,000 provisions."""
RECOGNISING = Limits(seconds=600, patience=2 * MOST_SECONDS)
"""For files in which letters are recognised: most of the work is done by a program that is waited for."""


class Part(StrEnum):
    """What is kept of a file: the library needs the brief of all files, the rest of one at a time."""

    BRIEF = "brief"
    WHOLE = "whole"
    TERMS = "terms"


@dataclass(frozen=True, slots=True)
class Examined:
    """What a library needs of one file: of each document its facts and provisions, citations, duties, quotes.

    There is neither the text nor its paragraphs.
    """

    parsed: ParsedSource
    citations: tuple[tuple[Citation, ...], ...]
    duties: tuple[tuple[Duty, ...], ...]
    quotes: tuple[Quotes, ...]


class Task(NamedTuple):
    """A file to examine and its contents: a worker needs no disk, and what was read is what the key tells of.

    ``recognises`` is whether letters are recognised in pictures (OCR).
    """

    file: SourceFile
    contents: Mapping[SourceFile, Content]
    recognises: bool = False


def examine(task: Task) -> dict[Part, Any]:
    """Reads and parses a file, finds what it cites, what it lays on whom and by what it is found.

    The brief of a file that cannot be read is ``Unreadable``; then there is nothing else.
    """
    source = read(*task)
    if isinstance(source, Unreadable):
        return {Part.BRIEF: source}
    parsed = parse(source)
    if crowd := _crowd(parsed):
        return {Part.BRIEF: Unreadable(task.file.name, problem("too-many-parts", crowd))}
    citations = tuple(find(document, source.text) for document in parsed.documents)
    duties = tuple(assign(document, source.text) for document in parsed.documents)
    return parts_of(parsed, citations, duties)


def _crowd(parsed: ParsedSource) -> str:
    """What a source has too much of to be shown, or "": the pages of one would weigh on the whole site."""
    counts = {
        "văn bản": (len(parsed.documents), MOST_DOCUMENTS),
        "điều, khoản, điểm": (sum(len(document.nodes) for document in parsed.documents), MOST_PROVISIONS),
        "đoạn": (sum(len(document.paragraphs) for document in parsed.documents), MOST_PARAGRAPHS),
    }
    return next((f"{count} {name}" for name, (count, most) in counts.items() if count > most), "")


def parts_of(
    parsed: ParsedSource,
    citations: tuple[tuple[Citation, ...], ...],
    duties: tuple[tuple[Duty, ...], ...],
) -> dict[Part, Any]:
    """What was found in a file, by who asks for it; citations and duties are by document, in order."""
    source, text, documents = parsed.source, parsed.source.text, parsed.documents
    quoted = tuple(
        quotes(document, text, cited, laid)
        for document, cited, laid in zip(documents, citations, duties, strict=True)
    )
    brief = replace(
        parsed,
        source=replace(source, text="", lines=()),
        documents=tuple(replace(document, paragraphs=()) for document in documents),
    )
    return {
        Part.BRIEF: Examined(brief, citations, duties, quoted),
        Part.WHOLE: replace(parsed, source=replace(source, lines=())),  # its lines are for the parser alone
        Part.TERMS: tuple(terms_of(document, text) for document in documents),
    }


def worked(task: Task) -> tuple[str, dict[Part, bytes]]:
    """What a worker sends back: the key of what it was given, and what it made of it, packed."""
    return _key(task), {part: packed(value) for part, value in examine(task).items()}


class Examination:
    """The files of a library, examined; only those that ``store`` does not know have work done for them.


    ``recognises`` is whether letters are recognised in pictures, which takes minutes where there are many.
    ``lasting`` holds the keys of files when they could last be read, and is kept up to date: with it a file
    that cannot be read stands as it last could, with the finding that says why. ``held`` is what was found in
    files by their keys, as far as somebody holds it in memory, and is kept up to date.
    """

    def __init__(
        self,
        files: Sequence[SourceFile],
        store: Store,
        workers: Workers,
        recognises: bool = False,
        lasting: dict[str, str] | None = None,
        held: dict[str, Examined] | None = None,
    ) -> None:
        self._held = held
        self._files = {file.name: file for file in files}
        self.store = store
        """What the stages have kept."""
        self._workers, self._recognises = workers, recognises
        self.keys = {file.name: _key(self._task(file)) for file in files}
        """The key of each file: it tells of all that is made from it."""
        self._lasting = lasting
        self.standing: dict[str, str] = {}
        """The keys of what stands for files that cannot be read."""

    def briefs(self) -> Iterator[Examined | Unreadable]:
        """What the library needs of each file, in order."""
        known: dict[str, Any] = {
            name: (self._held or {}).get(key) or self.store.get(_name(key, Part.BRIEF))
            for name, key in self.keys.items()
        }
        outcomes = self._worked([file for name, file in self._files.items() if known[name] is None])
        for name, brief in known.items():
            known[name] = _whole(brief)  # while the others are worked on
        for name in self._files:
            if (brief := known.pop(name)) is not None:
                yield self._lasted(name, brief)
                continue
            self.keys[name], found = next(outcomes)  # the file may have changed since its key was taken
            yield self._lasted(name, found if isinstance(found, Unreadable) else unpacked(found[Part.BRIEF]))

    def _lasted(self, name: str, outcome: Examined | Unreadable) -> Examined | Unreadable:
        """The outcome, or in the place of an unreadable file what it was when it could last be read."""
        if self._held is not None and isinstance(outcome, Examined):
            self._held[self.keys[name]] = outcome
        if self._lasting is None:
            return outcome
        if isinstance(outcome, Examined):
            self._lasting[name] = self.keys[name]
            return outcome
        key = self._lasting.get(name, "")
        brief = (self._held or {}).get(key) or self.store.get(_name(key, Part.BRIEF))
        if brief is None:
            return outcome
        self.standing[name] = key
        last: Examined = _whole(brief)
        findings = (*last.parsed.findings, outcome.finding)
        return replace(last, parsed=replace(last.parsed, findings=findings))

    def key(self, name: str) -> str:
        """The key of what is shown of a file: of its own, or of what stands for it."""
        return self.standing.get(name, self.keys[name])

    def follow(self, keys: Mapping[str, str], standing: Mapping[str, str]) -> None:
        """Takes over what another process, which went on with these files, has found of their keys."""
        self.keys, self.standing = dict(keys), dict(standing)

    def part(self, name: str, part: Part) -> Any:
        """A part of what was found in a file; the file is examined again where the store has lost it."""
        return unpacked(self.packed(name, part))

    def former(self, key: str, part: Part) -> Any:
        """A part of what was found in a file that had this key once; None where the store has lost it."""
        data = self.store.get(_name(key, part))
        return unpacked(data) if data is not None else None

    def packed(self, name: str, part: Part) -> bytes:
        """The same in bytes, as it is kept."""
        data = self.store.get(_name(self.key(name), part))
        if data is not None:
            return data
        key, found = next(self._worked([self._files[name]]))
        if key != self.keys[name] or isinstance(found, Unreadable) or part not in found:
            raise DieuKhoanError("tệp đã thay đổi trong lúc dựng", name, "Hãy dựng lại.")
        return found[part]

    def _worked(self, files: Iterable[SourceFile]) -> Iterator[tuple[str, dict[Part, bytes] | Unreadable]]:
        """Begins to examine files, and keeps what is found. A file over its limits has nothing to be kept."""
        names: list[str] = []
        outcomes = self._workers.run(worked, (_noted(self._task(file), names) for file in files))
        return self._kept(outcomes, names)

    def _kept(
        self, outcomes: Iterable[tuple[str, dict[Part, bytes]] | Exceeded], names: list[str]
    ) -> Iterator[tuple[str, dict[Part, bytes] | Unreadable]]:
        for outcome in outcomes:
            name = names.pop(0)
            if isinstance(outcome, Exceeded):
                yield "", Unreadable(name, problem(f"limit-{outcome.cause.name.lower()}", outcome.detail))
                continue
            key, parts = outcome
            for part, data in parts.items():
                self.store.put(_name(key, part), data)
            yield key, parts

    def _task(self, file: SourceFile) -> Task:
        return Task(file, contents(file), self._recognises)


def _whole(brief: Any) -> Any:
    """A brief as it is used, which may be kept packed; None stays None."""
    return unpacked(brief) if isinstance(brief, bytes) else brief


def _noted(task: Task, names: list[str]) -> Task:
    names.append(task.file.name)
    return task


def _name(key: str, part: Part) -> str:
    return f"{key}.{part}"


def _key(task: Task) -> str:
    """The key of what is made of a file: its name, all its contents, and what it is read with."""
    parts = [task.file.name.encode(), equipment(task.recognises).encode()]
    for each, content in task.contents.items():
        parts += [each.name.encode(), content if isinstance(content, bytes) else repr(content).encode()]
    return key_of(__name__, *parts)
