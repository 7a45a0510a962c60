"""What is known *about* documents, keyed beside them: links in the text, notes at provisions, relations.

Citations, duties and other knowledge reach the pages through these types alone, so that rendering knows no
other stage.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dieukhoan.model import Span
from dieukhoan.render.words import State


@dataclass(frozen=True, slots=True)
class Provision:
    """A place in the library; ``address`` "" is the document as a whole."""

    document: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class SitePage:
    """Another page of the site, by its path below build/pages: ``SitePage("vien-dan/02-nq-tw.md")``."""

    path: str
    fragment: str = ""


Target = Provision | SitePage


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the source that is more than its words.

    With a ``target`` it is a link, without one (unresolved) a marked stretch. ``title`` says on hover what
    it is or why it has no target; ``style`` is a CSS class.
    """

    span: Span
    target: Target | None = None
    title: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class NoteItem:
    """A line of a note: words that link to a place, and what is to be read there.

    ``before`` and ``after`` stand around ``words``; of ``quote`` the ``strong`` stretches are emphasised, and
    the one of them that names who acts, ``actor``, in a way of its own.
    """

    words: str
    target: Target | None = None
    before: str = ""
    after: str = ""
    quote: str = ""
    strong: tuple[Span, ...] = ()
    actor: Span | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A folded note at a provision: a kind (``cites``, ``cited-by``, ``duties``, ``doubt``) and its lines.

    ``summary`` is what its closed mark says ("Được viện dẫn tại"); the count is added to it.
    """

    kind: str
    summary: str
    items: tuple[NoteItem, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A line more on the facts card: ``Fact("Thực hiện", (NoteItem("Quy chế …", Provision("…")),))``."""

    term: str
    items: tuple[NoteItem, ...]


@dataclass(frozen=True, slots=True)
class Layers:
    """All that is known about the documents of a library beside their text; everything may be missing.

    ``marks`` and ``facts`` are keyed by the id of the document, ``notes`` by provision, ``states`` overrule
    what term and dates say (bị thay thế, hết hiệu lực). ``data`` tells where the site publishes the JSON of a
    source, by the name of the source.
    """

    marks: Mapping[str, Sequence[Mark]] = field(default_factory=dict)
    notes: Mapping[Provision, Sequence[Note]] = field(default_factory=dict)
    facts: Mapping[str, Sequence[Fact]] = field(default_factory=dict)
    states: Mapping[str, State] = field(default_factory=dict)
    data: Mapping[str, str] = field(default_factory=dict)


def joined(*layers: Layers) -> Layers:
    """Layers of several sources of knowledge as one; marks, notes and facts keep their order."""
    marks: dict[str, list[Mark]] = {}
    notes: dict[Provision, list[Note]] = {}
    facts: dict[str, list[Fact]] = {}
    states: dict[str, State] = {}
    data: dict[str, str] = {}
    for layer in layers:
        for document, found in layer.marks.items():
            marks.setdefault(document, []).extend(found)
        for place, shown in layer.notes.items():
            notes.setdefault(place, []).extend(shown)
        for document, lines in layer.facts.items():
            facts.setdefault(document, []).extend(lines)
        states.update(layer.states)
        data.update(layer.data)
    return Layers(marks, notes, facts, states, data)


def by_document(layers: Layers) -> dict[str, Layers]:
    """Marks, notes and facts of a library by the document that they are about."""
    notes: dict[str, dict[Provision, Sequence[Note]]] = {}
    for place, found in layers.notes.items():
        notes.setdefault(place.document, {})[place] = found
    documents = dict.fromkeys([*layers.marks, *notes, *layers.facts])
    return {
        document: Layers(
            marks={document: layers.marks.get(document, ())},
            notes=notes.get(document, {}),
            facts={document: layers.facts.get(document, ())},
        )
        for document in documents
    }
