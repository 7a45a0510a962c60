"""The search index of a library, made of what is kept of each file and of a few facts about its documents.

So it can be made in a process that never held the library.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dieukhoan.cache import key_of
from dieukhoan.composition import File
from dieukhoan.examination import Examination, Part
from dieukhoan.index import DocumentTerms, IndexedDocument, joined
from dieukhoan.index import files as index_files
from dieukhoan.index.merged import Merged, merged, patched, unpacked
from dieukhoan.library import Library
from dieukhoan.publish.search_files import INDEX

_PLACE = "#"
"""Parts the key of a source from the place of a document in it."""


class Contents(NamedTuple):
    """What an index is made of: sources in order, with their keys; what stands for some; their documents."""

    sources: Sequence[str]
    keys: Mapping[str, str]
    standing: Mapping[str, str]
    documents: Sequence[IndexedDocument]

    @classmethod
    def of(cls, library: Library, examination: Examination) -> Contents:
        """Those of a library."""
        documents = [IndexedDocument.of(library.completed(document)) for document in library.documents]
        return cls([*library.parsed], examination.keys, examination.standing, documents)


def indexed(examination: Examination, contents: Contents) -> list[File]:
    """The files of the index; ``examination`` may be as it was before the files were read."""
    examination.follow(contents.keys, contents.standing)
    names: list[str] = []
    terms: list[DocumentTerms] = []
    for source in contents.sources:
        for place, one in enumerate(examination.part(source, Part.TERMS)):
            names.append(f"{examination.key(source)}{_PLACE}{place}")
            terms.append(one)
    found = joined(zip(contents.documents, terms, strict=True), together=_merged(examination, names, terms))
    return [(f"{INDEX}/{path}", data) for path, data in index_files(found)]


def _merged(examination: Examination, names: Sequence[str], terms: Sequence[DocumentTerms]) -> Merged:
    """The terms together, made of those of the last build as far as these are the same, and kept."""

    def former(name: str) -> DocumentTerms | None:
        key, _, place = name.rpartition(_PLACE)
        found: Sequence[DocumentTerms] | None = examination.former(key, Part.TERMS)
        return found[int(place)] if found is not None else None

    note = key_of(__name__, b"merged")
    data = examination.store.get(note)
    before = unpacked(data) if data is not None else None
    found = patched(before, names, terms, former) if before is not None else None
    if found is None:
        found = merged(names, terms)
    examination.store.put(note, found.packed())
    return found
