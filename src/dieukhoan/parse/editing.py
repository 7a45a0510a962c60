"""The editor's word on the documents of a source: facts corrected before anything is made of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dieukhoan.editing import Correction, DocumentEdits, Edits, Fact
from dieukhoan.findings import Finding, Severity
from dieukhoan.model import Document, SourceText
from dieukhoan.parse.front import Front

_OF_FRONT = (Fact.TYPE, Fact.NUMBER, Fact.DATE, Fact.ISSUER, Fact.PLACE, Fact.TITLE)
_ANSWERED: Mapping[Fact, tuple[str, ...]] = {
    Fact.TYPE: ("loai-",),
    Fact.NUMBER: ("thieu-so", "so-", "loai-"),
    Fact.DATE: ("thieu-ngay", "ngay-"),
}
"""How the codes of findings begin that are settled when the editor gives a fact."""


def corrected(front: Front, edits: DocumentEdits) -> Front:
    """The front with the editor's facts, without the findings that they settle."""
    facts = {str(fact): value for fact, value in edits.facts.items() if fact in _OF_FRONT}
    settled = tuple(start for fact in edits.facts for start in _ANSWERED.get(fact, ()))
    kept = tuple(found for found in front.findings if not (settled and found.code.startswith(settled)))
    return replace(front, **facts, findings=kept)  # type: ignore[arg-type]


def corrections(printed: Mapping[Fact, str], edits: DocumentEdits) -> tuple[Correction, ...]:
    """What the editor's facts change of those that were read, in the order in which a card shows them."""
    return tuple(
        Correction(fact, printed.get(fact, ""), edits.facts[fact])
        for fact in Fact
        if fact in edits.facts and edits.facts[fact] != printed.get(fact, "")
    )


def unmatched(edits: Edits, count: int) -> list[Finding]:
    """An error for each document that a side file speaks of and its source does not have."""
    message = "Tệp chỉ có {} văn bản, không có văn bản {}."
    hint = "Xem các văn bản đã tách ra từ tệp ở mục Văn bản của trang; chúng được đếm theo thứ tự trong tệp."
    return [
        Finding(
            "side-file-document",
            message.format(count, ordinal),
            hint=hint,
            severity=Severity.ERROR,
            file=edits.file,
            line=found.line,
        )
        for ordinal, found in sorted(edits.documents.items())
        if ordinal > count
    ]


def without(source: SourceText, documents: Sequence[Document]) -> SourceText:
    """A source without the text of documents that its editor holds back; blanks keep every offset."""
    text = source.text
    for document in documents:
        kept = "".join(letter if letter.isspace() else " " for letter in text[document.start : document.end])
        text = text[: document.start] + kept + text[document.end :]
    return replace(source, text=text)
