"""Parsing against cases that a lawyer can read: cases/*.txt (README.md there says how they are written)."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from dieukhoan.model import Document, ParsedSource, Role, SourceText, plain
from dieukhoan.parse import parse
from dieukhoan.read import read_bytes

CASES = Path(__file__).parent / "cases"


@dataclass
class Case:
    """A text, and what must be found in it."""

    name: str
    text: str
    nodes: list[str] = field(default_factory=list)
    texts: dict[int, list[str]] = field(default_factory=dict)
    documents: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)


def cases() -> list[Case]:
    found = []
    for path in sorted(CASES.glob("*.txt")):
        for part in path.read_text(encoding="utf-8").split("=== ")[1:]:
            head, _, expected = part.partition("\n--- kết quả\n")
            title, _, text = head.partition("\n")
            found.append(_expecting(Case(f"{path.stem}: {title}", text), expected))
    return found


def _expecting(case: Case, expected: str) -> Case:
    for line in filter(None, map(str.rstrip, expected.splitlines())):
        if line.startswith("  = "):
            case.texts.setdefault(len(case.nodes) - 1, []).append(line[4:])
        elif line.startswith("! "):
            case.findings.append(line[2:])
        elif line.startswith("("):
            case.aside.append(line)
        elif line.startswith("văn bản: "):
            case.documents.append(line.removeprefix("văn bản: "))
        else:
            case.nodes.append(line)
    return case


def parsed(text: str) -> ParsedSource:
    source = read_bytes("thu.txt", text.encode())
    assert isinstance(source, SourceText)
    return parse(source)


def _shown(document: Document) -> list[str]:
    """The provisions as the cases write them."""
    lines = []
    for node in document.nodes:
        label = "" if node.kind == "can-cu" else plain(node.label)
        parts = [node.address, label, *([plain(node.title)] if node.title else [])]
        lines.append(" | ".join(parts).rstrip())
    return lines


def _texts(result: ParsedSource) -> list[list[str]]:
    """The paragraphs of each provision, in the order of the provisions."""
    text = result.source.text
    found = []
    for document in result.documents:
        by_address: dict[str, list[str]] = {}
        for paragraph in document.paragraphs:
            joined = " ".join(text[start:end] for start, end in paragraph.pieces)
            by_address.setdefault(paragraph.at, []).append(plain(joined))
        found += [by_address.get(node.address, []) for node in document.nodes]
    return found


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_case(case: Case) -> None:
    result = parsed(case.text)
    assert [line for document in result.documents for line in _shown(document)] == case.nodes
    texts = _texts(result)
    assert {index: texts[index] for index in case.texts} == case.texts
    if case.documents:
        assert [f"{d.type} {d.number}".strip() for d in result.documents] == case.documents
    text = result.source.text
    aside = [
        f"({paragraph.role}) {text[paragraph.pieces[0].start : paragraph.pieces[-1].end]}"
        for document in result.documents
        for paragraph in document.paragraphs
        if paragraph.role in (Role.STAMP, Role.FURNITURE)
    ]
    assert aside == case.aside
    numbering = [finding.code for finding in result.findings if finding.code.startswith("numbering")]
    assert numbering == case.findings
