"""The library: all documents together, under ids that are theirs alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from dieukhoan import address
from dieukhoan.findings import Finding, Severity
from dieukhoan.model import Document, ParsedSource, SourceText


@dataclass(frozen=True)
class Library:
    """Every document that was read, in the order of the sources; ids are unique.

    ``findings`` pairs the name of a source with what is odd about it; ``unreadable`` are those of the files
    that gave no source at all.
    """

    documents: tuple[Document, ...]
    sources: Mapping[str, SourceText]
    findings: tuple[tuple[str, Finding], ...] = ()
    unreadable: tuple[tuple[str, Finding], ...] = ()
    _by_id: Mapping[str, Document] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, parsed: Iterable[ParsedSource], unreadable: Iterable[tuple[str, Finding]] = ()) -> Library:
        """Joins sources; the later of two documents with one id gets ``~2`` and a finding that names both."""
        documents: list[Document] = []
        sources: dict[str, SourceText] = {}
        findings: list[tuple[str, Finding]] = []
        taken: dict[str, list[str]] = {}
        for item in parsed:
            sources[item.source.name] = item.source
            findings += [(item.source.name, finding) for finding in item.findings]
            renamed: dict[str, str] = {}
            for document in item.documents:
                wanted = document.id
                owners = taken.setdefault(wanted, [])
                owners.append(item.source.name)
                name = address.repeated(wanted, len(owners))
                if len(owners) > 1:
                    findings.append((item.source.name, _clash(document, owners[0], item.source.name)))
                renamed[wanted] = name
                issued_with = renamed.get(document.issued_with, document.issued_with)
                documents.append(replace(document, id=name, issued_with=issued_with))
        failed = tuple(unreadable)
        return cls(tuple(documents), sources, (*failed, *findings), failed, {d.id: d for d in documents})

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
        return self.sources[document.source]

    def text(self, document: Document) -> str:
        """The text that the spans of a document count in."""
        return self.sources[document.source].text

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
