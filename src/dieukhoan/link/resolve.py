"""Joins citations to the documents of the library; time grows linearly with the number of citations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dieukhoan.citation import (
    Ambiguous,
    Citation,
    CitationKind,
    Citations,
    Link,
    Outcome,
    Outside,
    Resolved,
    Unresolved,
    Work,
)
from dieukhoan.link.context import same_family
from dieukhoan.link.locality import carries_year, is_local, may_be_one, place_cited
from dieukhoan.link.outsiders import Outsiders
from dieukhoan.link.provisions import other_forms
from dieukhoan.link.shelf import Shelf, library_key, ordinal
from dieukhoan.link.words import NAMED
from dieukhoan.model import Document
from dieukhoan.number import Form
from dieukhoan.number import parse as parse_number

NO_ANTECEDENT = "Chưa rõ văn bản nào: không thấy văn bản được nhắc tới trước đó."
ORDINAL_ALONE = "Chưa rõ văn bản nào: chỉ ghi số thứ tự, không có ký hiệu, ngày hay cơ quan ban hành."
NO_PLACE = "Chưa rõ phần nào của văn bản: ở đây không có phần được nhắc tới."
OTHER_DOCUMENT = "Chưa rõ điều khoản của văn bản nào: câu không nói, và không phải của văn bản này."
NO_NAME = "Chưa rõ văn bản nào: không có số, ngày hay tên gọi."


def resolve(
    documents: Sequence[Document],
    found: Mapping[str, Sequence[Citation]],
    citing: Sequence[Document] | None = None,
) -> Citations:
    """What becomes of every citation, and the index of the works that are cited.

    ``found`` gives the citations of each document by its id; ``citing`` are the documents that have them,
    where those are other reads of the library's ``documents``. Nothing is guessed: where several documents
    fit, the outcome is ``Ambiguous``.
    """
    shelf = Shelf(documents)
    pending: list[tuple[Document, Citation, Outcome | Work]] = []
    for document in documents if citing is None else citing:
        citations = found.get(document.id, ())
        pending += [(document, cited, _outcome(shelf, document, cited, citations)) for cited in citations]
    outside = Outsiders()
    keys = [outside.add(document, what) if isinstance(what, Work) else "" for document, _, what in pending]
    names = outside.settle()
    links: list[Link] = []
    by_work: dict[str, list[int]] = defaultdict(list)
    for (document, citation, what), key in zip(pending, keys, strict=True):
        outcome = Outside(names[key]) if isinstance(what, Work) else what
        if isinstance(outcome, Outside):
            by_work[outcome.work].append(len(links))
        elif isinstance(outcome, Resolved) and outcome.document != document.id:
            by_work[library_key(outcome.document)].append(len(links))
        links.append(Link(document.id, citation, outcome))
    works = [*outside.works(by_work), *shelf.works(by_work)]
    return Citations(tuple(links), tuple(sorted(works, key=lambda work: work.key)))


def _outcome(
    shelf: Shelf, document: Document, citation: Citation, citations: Sequence[Citation]
) -> Outcome | Work:
    """The outcome of a citation; a work, where it is outside and its entry is still to be found."""
    if citation.kind is CitationKind.SELF:
        return Resolved(document.id)
    if citation.kind is CitationKind.INTERNAL:
        return _internal(shelf, document, citation)
    work = citation.work or Work()
    if citation.antecedent >= 0 and (known := citations[citation.antecedent].work) is not None:
        work = _merged(work, known)
    target = _target(shelf, document, work, has_provisions=bool(citation.provisions))
    if isinstance(target, Document):
        return _provisions(shelf, target, citation.provisions)
    return target


def _merged(work: Work, known: Work) -> Work:
    return replace(
        known,
        date=work.date or known.date,
        issuer=work.issuer or known.issuer,
        name=known.name or work.name,
    )


def _internal(shelf: Shelf, document: Document, citation: Citation) -> Outcome:
    if not citation.provisions:
        return Unresolved(NO_PLACE)
    here = _provisions(shelf, document, citation.provisions)
    if here.addresses:
        return here
    # "Như Điều 8" below a quy chế may be printed on the quyết định that issues it
    issuing = shelf.get(document.issued_with) if document.issued_with else None
    if issuing is not None:
        there = _provisions(shelf, issuing, citation.provisions)
        if there.addresses and not there.missing:
            return there
    return here


def _provisions(shelf: Shelf, document: Document, addresses: Iterable[str]) -> Resolved:
    existing, missing = [], []
    for address in addresses:
        form = next((form for form in other_forms(address) if shelf.has(document, form)), "")
        form = form or shelf.deeper(document, address) or shelf.annex(document, address)
        existing += [form] if form else []
        missing += [] if form else [address]
    return Resolved(document.id, tuple(existing), tuple(missing))


def _target(
    shelf: Shelf, document: Document, work: Work, *, has_provisions: bool
) -> Document | Work | Ambiguous | Unresolved:
    if work.number and parse_number(work.number) is not None:
        return _by_number(shelf, document, work)
    if work.name:
        return _by_name(shelf, document, work)
    issuing = shelf.get(document.issued_with) if document.issued_with else None
    if issuing is not None and not work.number and same_family(issuing.type, work.type):
        return issuing
    if work.number and (work.type in ("Tiêu chuẩn", "Quy chuẩn", "Đề án", "Chương trình") or work.date):
        return work
    if work.number:
        return Unresolved(ORDINAL_ALONE)
    if work.date:
        return work
    if not work.type:
        return Unresolved(OTHER_DOCUMENT if has_provisions else NO_NAME)
    return Unresolved(NO_ANTECEDENT)


def _by_number(shelf: Shelf, document: Document, work: Work) -> Document | Work | Ambiguous:
    fitting = [other for other in shelf.numbered(work.number) if _fits(shelf, document, work, other)]
    if len(fitting) > 1:
        exact = [other for other in fitting if work.date and other.date == work.date]
        fitting = exact or fitting
    if len(fitting) > 1:
        return Ambiguous(tuple(other.id for other in fitting))
    if not fitting:
        return _misread(shelf, document, work) or work
    return (shelf.attached(fitting[0], work.name) if work.name else None) or fitting[0]


def _misread(shelf: Shelf, document: Document, work: Work) -> Document | None:
    """The document whose symbol the citation misspells: what issued this, or one of that day and body."""
    issuing = shelf.get(document.issued_with) if document.issued_with else None
    if issuing is not None and issuing.type == work.type and ordinal(issuing.number) == ordinal(work.number):
        return issuing
    if not work.date or not work.issuer:
        return None
    near = [
        other
        for other in shelf.of_day(work.type, work.date, work.number)
        if other.issuer and may_be_one(work.issuer, other.issuer)
    ]
    return near[0] if len(near) == 1 else None


def _fits(shelf: Shelf, document: Document, work: Work, other: Document) -> bool:
    """Whether a document of the same number can be the one that is cited."""
    parsed = parse_number(work.number)
    if parsed is not None and parsed.form is Form.ASSEMBLY and not same_family(work.type, other.type):
        return False  # 18/2008/QH12 is a law and a resolution
    if is_local(work.number):
        wanted = place_cited(work.number, work.issuer, document)
        place = shelf.place(other)
        if wanted and place and wanted != place:
            return False
    elif not may_be_one(work.issuer, other.issuer):
        return False
    if not work.date or not other.date or work.date == other.date or carries_year(work.number):
        return True
    return work.date[:4] == other.date[:4] or work.date[5:] == other.date[5:]


def _by_name(shelf: Shelf, document: Document, work: Work) -> Document | Work | Ambiguous:
    fitting = shelf.titled(work.type, work.name)
    if work.type in NAMED or work.type == "Hiến pháp":
        fitting = [
            other
            for other in fitting
            if (not work.date or other.date == work.date)
            and (not work.year or other.date[:4] == work.year)
            and not (document.date and other.date and other.date > document.date)
        ]
    else:
        # many documents are called "Danh mục thủ tục hành chính": a title says enough only within one source
        fitting = [other for other in fitting if other.source == document.source and other.id != document.id]
    if len(fitting) == 1:
        return fitting[0]
    return Ambiguous(tuple(other.id for other in fitting)) if fitting else work
