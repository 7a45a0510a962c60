"""Addresses of provisions inside a document: the only place where they are spelled.

An address is ASCII, lower case, and serves as key in the data, as ``#fragment`` and in search results:
``dieu-5-khoan-2-diem-dd``. Levels nest, except that a điều is never under its chương.
"""

from __future__ import annotations

from dieukhoan.model import Kind
from dieukhoan.text import telex

_ROOTED = frozenset({Kind.PART, Kind.CHAPTER, Kind.ARTICLE, Kind.ANNEX, Kind.RECITAL})


def child(parent: str, kind: Kind, number: str) -> str:
    """The address of a provision below another.

    ``number`` is the printed number without punctuation: ``"5"``, ``"12a"``, ``"III"``, ``"đ"``, ``"3.1"``;
    it may be "" for an annex without one.

    >>> child("dieu-5-khoan-2", Kind.POINT, "đ")
    'dieu-5-khoan-2-diem-dd'
    >>> child("chuong-iii", Kind.ARTICLE, "12a"), child("chuong-iii", Kind.SECTION, "2")
    ('dieu-12a', 'chuong-iii-muc-2')
    """
    step = f"{kind}-{telex(number)}" if number else str(kind)
    if not parent or kind in _ROOTED:
        return step
    return f"{parent}-{step}"


def repeated(address: str, count: int) -> str:
    """The address of the ``count``-th provision of the same number: ``dieu-4~2``."""
    return address if count == 1 else f"{address}~{count}"
