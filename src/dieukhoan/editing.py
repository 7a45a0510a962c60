"""The editor's word: what a side file (tệp sửa, ``NAME.yml``) says of a source and of its documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Fact(StrEnum):
    """A fact of a document that its editor can correct."""

    TYPE = "type"  # loại văn bản
    NUMBER = "number"  # số, ký hiệu
    DATE = "date"  # ngày ban hành
    ISSUER = "issuer"  # cơ quan ban hành
    PLACE = "place"  # nơi ban hành
    TITLE = "title"  # tên, trích yếu
    EFFECTIVE = "effective"  # hiệu lực
    TERM = "term"  # giai đoạn
    ADDRESS = "address"  # địa chỉ trên trang: its id


@dataclass(frozen=True, slots=True)
class DocumentEdits:
    """What an editor says of one document of a source.

    ``facts`` are in the form in which the model holds them (dates ISO); "" says that the document has no
    such fact. ``is_regulation`` is None where the editor leaves that to the parser. ``line`` is where the
    side file speaks of the document.
    """

    facts: Mapping[Fact, str] = field(default_factory=dict)
    is_regulation: bool | None = None
    is_excluded: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True)
class Strike:
    """Words that the editor takes for furniture of the page, and the line of the side file with them."""

    quote: str
    line: int


@dataclass(frozen=True, slots=True)
class Edits:
    """All that a side file says; ``file`` is its name, "" where a source has none.

    ``documents`` counts the documents of the source from 1, in their order. ``is_background`` says that the
    source is one text that is no regulation.
    """

    file: str = ""
    documents: Mapping[int, DocumentEdits] = field(default_factory=dict)
    strikes: tuple[Strike, ...] = ()
    is_background: bool = False
    is_excluded: bool = False

    def of(self, ordinal: int) -> DocumentEdits:
        """What is said of a document, counted from 1.

        >>> Edits().of(1).facts == {}
        True
        """
        return self.documents.get(ordinal, DocumentEdits())


@dataclass(frozen=True, slots=True)
class Correction:
    """A fact that the editor corrected: what was read, and what it is; "" where it is nothing."""

    fact: Fact
    printed: str
    value: str
