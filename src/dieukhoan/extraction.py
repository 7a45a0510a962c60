"""The extraction output: what was found in a source, as the JSON object of the design."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from dieukhoan.citation import Ambiguous, Link, Outcome, Outside, Resolved, Unresolved
from dieukhoan.duty import Duty
from dieukhoan.findings import Finding
from dieukhoan.knowledge import Knowledge
from dieukhoan.model import Document, ParsedSource

_STATUS: dict[type[Outcome], str] = {
    Resolved: "resolved",
    Outside: "outside",
    Ambiguous: "ambiguous",
    Unresolved: "unresolved",
}


class Known(NamedTuple):
    """What is known of one source beside its text; ``links`` and ``duties`` are by document, in order."""

    name: str
    documents: tuple[Document, ...]
    links: tuple[tuple[Link, ...], ...]
    duties: tuple[tuple[Duty, ...], ...]
    findings: tuple[Finding, ...]


def by_source(knowledge: Knowledge) -> Iterator[Known]:
    """What is known of each source of the library, in order."""
    library = knowledge.library
    links: dict[str, list[Link]] = {}
    for link in knowledge.citations.links:
        links.setdefault(link.document, []).append(link)
    documents: dict[str, list[Document]] = {name: [] for name in library.parsed}
    for document in library.documents:
        documents[document.source].append(document)
    findings: dict[str, list[Finding]] = {}
    for name, finding in library.findings:
        findings.setdefault(name, []).append(finding)
    for name, found in documents.items():
        yield Known(
            name,
            tuple(found),
            tuple(tuple(links.get(document.id, ())) for document in found),
            tuple(knowledge.duties.get(document.id, ()) for document in found),
            tuple(findings.get(name, ())),
        )


def extractions(knowledge: Knowledge) -> Iterator[dict[str, Any]]:
    """One object per source of the library, in order, and then one per copy of a source."""
    for part in (knowledge, *knowledge.aside):
        for known in by_source(part):
            yield extraction(known, part.library.parsed[known.name])


def extraction(known: Known, parsed: ParsedSource) -> dict[str, Any]:
    """The object of one source; ``parsed`` has its text, provisions and paragraphs."""
    documents = [
        document_facts(replace(own, nodes=whole.nodes, paragraphs=whole.paragraphs), links, duties)
        for own, whole, links, duties in zip(
            known.documents, parsed.documents, known.links, known.duties, strict=True
        )
    ]
    return {
        "source": known.name,
        "text": parsed.source.text,
        "documents": documents,
        "findings": [_finding(finding) for finding in known.findings],
    }


def line(item: dict[str, Any]) -> str:
    """An object as one line of JSON."""
    return json.dumps(item, ensure_ascii=False, separators=(",", ":"))


def _finding(finding: Finding) -> dict[str, Any]:
    found: dict[str, Any] = {
        "code": finding.code,
        "message": finding.message,
        "start": finding.start,
        "end": finding.end,
        "hint": finding.hint,
    }
    return found | ({"file": finding.file, "line": finding.line} if finding.file else {})


def document_facts(document: Document, links: Sequence[Link], duties: Sequence[Duty]) -> dict[str, Any]:
    """A document of the output: its facts, nodes, blocks, citations and duties."""
    return {
        "id": document.id,
        "type": document.type or None,
        "number": document.number or None,
        "date": document.date or None,
        "issuer": document.issuer or None,
        "place": document.place or None,
        "title": document.title or None,
        "effective": document.effective or None,
        "term": document.term or None,
        "issued_with": document.issued_with or None,
        "corrected": [
            {"fact": str(c.fact), "printed": c.printed or None, "value": c.value or None}
            for c in document.corrections
        ],
        "signers": [
            {"name": s.name, "position": s.position or None, "on_behalf_of": s.on_behalf_of or None}
            for s in document.signers
        ],
        "recipients": list(document.recipients),
        "nodes": [
            {
                "address": n.address,
                "kind": str(n.kind),
                "label": n.label,
                "title": n.title or None,
                "start": n.start,
                "end": n.end,
            }
            for n in document.nodes
        ],
        "blocks": _blocks(document),
        "citations": [_citation(link) for link in links],
        "duties": [_duty(duty) for duty in duties],
    }


def _citation(link: Link) -> dict[str, Any]:
    citation, outcome, located = link.citation, link.outcome, link.located
    work = citation.work
    target: dict[str, Any] | None = None
    if isinstance(outcome, Resolved):
        found = [address for address in outcome.addresses if address]
        target = {
            "document": outcome.document,
            "address": found[0] if found else None,
            "missing": list(outcome.missing),
        }
    return {
        "start": citation.span.start,
        "end": citation.span.end,
        "at": citation.at,
        "kind": str(citation.kind),
        "work": work
        and {
            "type": work.type or None,
            "number": work.number or None,
            "date": work.date or None,
            "issuer": work.issuer or None,
            "name": work.name or None,
        },
        "provision": list(citation.provisions),
        "relation": str(citation.relation) if citation.relation else None,
        "status": _STATUS[type(outcome)],
        "target": target,
        "parts": [
            {
                "start": part.span.start,
                "end": part.span.end,
                "provision": part.provision,
                "address": located.get(part.provision),
            }
            for part in citation.parts
        ],
    }


def _duty(duty: Duty) -> dict[str, Any]:
    deadline = duty.deadline
    return {
        "at": duty.at,
        "agency": duty.agency,
        "role": str(duty.role),
        "counterparties": list(duty.counterparties),
        "verb": duty.verb,
        "deadline": deadline
        and {
            "text": deadline.text,
            "every": deadline.every or None,
            "due": deadline.due or None,
            "within": deadline.within or None,
            "working_days": deadline.working_days,
            "trigger": deadline.trigger or None,
        },
        "start": duty.start,
        "end": duty.end,
    }


def _blocks(document: Document) -> list[dict[str, Any]]:
    """What stands outside every node, and what is set aside inside one, piece by piece."""
    blocks: list[dict[str, Any]] = []
    roots = iter(sorted((n.start, n.end) for n in document.nodes if not n.parent))
    covered = next(roots, None)
    for paragraph in document.paragraphs:
        for piece in paragraph.pieces:
            while covered and covered[1] <= piece.start:
                covered = next(roots, None)
            if paragraph.at and covered and covered[0] <= piece.start:
                continue
            if (
                blocks
                and blocks[-1]["role"] == paragraph.role
                and blocks[-1]["end"] <= piece.start
                and paragraph.pieces[0] != piece
            ):
                blocks[-1]["end"] = piece.end
            else:
                blocks.append({"role": str(paragraph.role), "start": piece.start, "end": piece.end})
    return blocks
