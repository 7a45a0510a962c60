"""The library: all documents together, under ids that are theirs alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from dieukhoan import address
from dieukhoan.copies import Copy
from dieukhoan.findings import Finding, Severity
from dieukhoan.lazy import Lazy
from dieukhoan.model import Document, ParsedSource, SourceText


@dataclass(frozen=True)
class Library:
    """Every document that was read, in the order of the sources; ids are unique.

    ``parsed`` are the sources by their names; where they are too many for the memory they are loaded when
    asked for, and ``documents`` lack their paragraphs (``whole`` has them). ``findings`` pairs the name of a
    source with what is odd about it; ``unreadable`` are those of the files that gave no source at all;
    ``copies`` are the files that hold what a source holds in a better read.
    """

    documents: tuple[Document, ...]
    parsed: Mapping[str, ParsedSource]
    findings: tuple[tuple[str, Finding], ...] = ()
    unreadable: tuple[tuple[str, Finding], ...] = ()
    copies: tuple[Copy, ...] = ()
    _by_id: Mapping[str, Document] = field(default_factory=dict, repr=False)
    _positions: Mapping[str, tuple[str, int]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(
        cls,
        parsed: Iterable[ParsedSource],
        unreadable: Iterable[tuple[str, Finding]] = (),
        wholes: Mapping[str, ParsedSource] | None = None,
        copies: Iterable[Copy] = (),
    ) -> Library:
        """Joins sources; the later of two documents with one id gets ``~2`` and a finding that names both.

        ``wholes`` loads the sources when ``parsed`` come without their text and paragraphs; ``copies`` are no
        sources of the library, and told of in a finding.
        """
        documents: list[Document] = []
        sources: dict[str, ParsedSource] = {}
        positions: dict[str, tuple[str, int]] = {}
        findings: list[tuple[str, Finding]] = []
        taken: dict[str, list[str]] = {}
        for item in parsed:
            sources[item.source.name] = item
            findings += [(item.source.name, finding) for finding in item.findings]
            renamed: dict[str, str] = {}
            for number, document in enumerate(item.documents):
                wanted = document.id
                owners = taken.setdefault(wanted, [])
                owners.append(item.source.name)
                name = address.repeated(wanted, len(owners))
                if len(owners) > 1:
                    findings.append((item.source.name, _clash(document, owners[0], item.source.name)))
                renamed[wanted] = name
                positions[name] = item.source.name, number
                issued_with = renamed.get(document.issued_with, document.issued_with)
                documents.append(replace(document, id=name, issued_with=issued_with))
        failed = tuple(unreadable)
        by_id = {document.id: document for document in documents}
        aside = tuple(copies)
        found = (*failed, *findings, *((copy.name, copy.finding) for copy in aside))
        held = sources if wholes is None else Lazy(sources, wholes.__getitem__, most=1)
        return cls(tuple(documents), held, found, failed, aside, by_id, positions)

    @cached_property
    def sources(self) -> Mapping[str, SourceText]:
        """The texts of the sources by their names."""
        return Lazy(self.parsed, lambda name: self.parsed[name].source, most=1)

    def whole(self, document: Document) -> Document:
        """A document with its paragraphs."""
        if document.paragraphs:
            return document
        source, number = self._positions[document.id]
        found = self.parsed[source].documents[number]
        return replace(document, nodes=found.nodes, paragraphs=found.paragraphs)

    @cached_property
    def copied(self) -> Mapping[str, tuple[str, ...]]:
        """By the name of a source the other files that hold the same."""
        found: dict[str, tuple[str, ...]] = {}
        for copy in self.copies:
            found[copy.original] = (*found.get(copy.original, ()), copy.name)
        return found

    def with_findings(self, found: Iterable[tuple[str, Finding]]) -> Library:
        """The library with more findings, by the names of their sources."""
        return replace(self, findings=(*self.findings, *found))

    def completed(self, document: Document) -> Document:
        """A document with what it leaves to the one that issues it (ban hành kèm theo).

        A quy chế without a number of its own has the date, place, signers and effect of its quyết định.
        """
        issuing = self.get(document.issued_with) if not document.number else None
        if issuing is None:
            return document
        return replace(
            document,
            date=document.date or issuing.date,
            issuer=document.issuer or issuing.issuer,
            place=document.place or issuing.place,
            effective=document.effective or issuing.effective,
            signers=document.signers or issuing.signers,
        )

    def source(self, document: Document) -> SourceText:
        """The source that a document stands in."""
        return self.parsed[document.source].source

    def text(self, document: Document) -> str:
        """The text that the spans of a document count in."""
        return self.parsed[document.source].source.text

    def get(self, document_id: str) -> Document | None:
        """The document of that id, or None."""
        return self._by_id.get(document_id)


def _clash(document: Document, first: str, second: str) -> Finding:
    name = f"{document.type} {document.number}".strip() or document.title or document.id
    if first == second:
        message = f"{name} có hai lần trong cùng tệp {first}."
    else:
        message = f"{name} có trong cả hai tệp {first} và {second}."
    hint = "Nếu là một văn bản, hãy bỏ bớt một bản; nếu là hai văn bản, hãy sửa số hoặc ngày của bản sai."
    return Finding("same-identity", message, document.start, document.start, hint, Severity.WARNING)
