"""Search indexes of folders of documents, in memory and on disk, for measuring and testing."""

from __future__ import annotations

from pathlib import Path

from dieukhoan import index, pipeline
from dieukhoan.index.shards import Shards


def indexed(*folders: Path) -> index.SearchIndex:
    """The index of the documents in some folders."""
    library = pipeline.collect(folders).library
    return index.index(
        (document, index.terms_of(library.whole(document), library.text(document)))
        for document in library.documents
    )


def write(found: index.SearchIndex, folder: Path) -> None:
    """Writes the files of an index into a folder, both containers."""
    for path, data in index.files(found):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def opened(folder: Path) -> Shards:
    """The index in a folder, read as it is asked."""
    return Shards(lambda path: (folder / path).read_bytes())
