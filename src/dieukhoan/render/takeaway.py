"""Files to take along (dữ liệu mang theo): as they are while small, packed (ZIP) when large.

A browser downloads the duties of 4,176 documents in 8 MB instead of 120.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterable, Sequence
from io import BytesIO

from dieukhoan.page import Page
from dieukhoan.render import words
from dieukhoan.render.layers import SitePage
from dieukhoan.render.routes import Ways

MOST_PLAIN = 8_000_000
"""Bytes up to which a text is published unpacked."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
_PACKED = ".zip"


def takeaway(path: str, pieces: Iterable[str]) -> Page:
    """The file ``path``, or ``path.zip`` with it inside when it is large; the same bytes each time.

    The pieces of its text are encoded, and packed, one after the other.
    """
    begun = bytearray()
    following = iter(pieces)
    for piece in following:
        begun += piece.encode()
        if len(begun) > MOST_PLAIN:
            break
    else:
        return Page(path, "", bytes(begun))
    out = BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(member(posixpath.basename(path)), "w") as file,
    ):
        file.write(begun)
        begun.clear()
        for piece in following:
            file.write(piece.encode())
    return Page(f"{path}{_PACKED}", "", out.getvalue())


def member(name: str) -> zipfile.ZipInfo:
    """A file in an archive, without the time at which it was made."""
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def links(path: str, files: Sequence[tuple[str, Page]], routes: Ways) -> str:
    """Links to files under what readers call them, as Markdown; large ones say how large they are."""
    return " · ".join(
        f"[{name}{_weight(file)}]({routes.markdown(path, SitePage(file.path))})"
        f"{{download={posixpath.basename(file.path)}}}"
        for name, file in files
    )


def _weight(file: Page) -> str:
    """What a reader should know before the download: "JSON (ZIP, 8 MB)"."""
    size = round(len(file.content) / 1e6)
    form = "ZIP, " if file.path.endswith(_PACKED) else ""
    return f" ({form}{words.number(size)} MB)" if size else ""
