"""The search index of a library, made of what is kept of each file and of a few facts about its documents.

So it can be made in a process that never held the library.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from dieukhoan.composition import File
from dieukhoan.examination import Examination, Part
from dieukhoan.index import IndexedDocument, joined
from dieukhoan.index import files as index_files
from dieukhoan.library import Library
from dieukhoan.publish.search_files import INDEX


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
    terms = chain.from_iterable(examination.part(name, Part.TERMS) for name in contents.sources)
    found = joined(zip(contents.documents, terms, strict=True))
    return [(f"{INDEX}/{path}", data) for path, data in index_files(found)]
