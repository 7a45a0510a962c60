"""What headings and stems say of the provisions below them: who acts there, and where nobody does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dieukhoan.assign.agencies import Mention
from dieukhoan.assign.reading import NOBODY, Actor
from dieukhoan.assign.runs import SENTENCES
from dieukhoan.duty import Deadline, Duty
from dieukhoan.model import OPENING_PLACE, Document, Kind

_HANDS_DOWN = SENTENCES | {Kind.SECTION}


class Governing:
    """What is in force at each provision of a document, learned in reading order."""

    def __init__(self, document: Document) -> None:
        self.nodes = document.by_address()
        self.busy: dict[str, Actor] = {}  # who acted last in a provision
        self.deadlines: dict[str, Deadline] = {}  # of the tasks below a provision
        self._above: dict[str, Actor | None] = {}  # None: nothing is inherited from here
        self._mute: set[str] = set()
        self._composed: set[str] = set()  # headings under which bodies are listed
        self._of_things: set[str] = set()  # stems that want nouns: "cập nhật thông tin đối với: …"

    def _upward(self, at: str) -> Iterator[str]:
        """An address, and those of all that it stands in."""
        while at:
            yield at
            node = self.nodes.get(at)
            at = node.parent if node else ""

    def inherited(self, at: str) -> tuple[Actor, bool]:
        """Who acts where nobody is named, and whether the place is one that lays no duties on anyone."""
        for address in self._upward(at):
            if address in self._above:
                actor = self._above[address]
                return (NOBODY, True) if actor is None else (actor, False)
        return NOBODY, False

    def hand_down(self, at: str, mentions: Iterable[Mention]) -> None:
        """Makes those who are named act in what stands below."""
        if at == OPENING_PLACE or (at in self.nodes and self.nodes[at].kind in _HANDS_DOWN):
            self._above[at] = Actor(tuple(mentions), inherited=True)

    def shield(self, at: str) -> None:
        """Keeps what stands below from those above, since somebody unknown does it."""
        self._above[at] = NOBODY

    def free(self, at: str) -> None:
        """Lays no duty on anyone below."""
        self._above[at] = None

    def end_list(self) -> None:
        """Ends what the opening of a letter without numbers hands down."""
        self._above.pop(OPENING_PLACE, None)

    def hands_down(self, at: str) -> bool:
        """Whether a place itself says who acts, or that nobody does."""
        return at in self._above

    def silence(self, at: str) -> None:
        """Makes a heading speak of nobody's acts, whatever stands below."""
        self._mute.add(at)

    def is_mute(self, at: str) -> bool:
        """Whether a provision stands below a heading that speaks of nobody's acts."""
        return bool(self._mute) and any(address in self._mute for address in self._upward(at))

    def list_bodies(self, at: str) -> None:
        """Takes what stands below for a list of bodies, which have no duties there."""
        self._composed.add(at)
        self.free(at)

    def lists_bodies(self, at: str) -> bool:
        """Whether a provision stands in a list of bodies."""
        return at in self.nodes and self.nodes[at].parent in self._composed

    def list_things(self, at: str) -> None:
        """Takes what stands below for things, even where a verb could begin so."""
        self._of_things.add(at)

    def lists_things(self, at: str) -> bool:
        """Whether a provision stands in a list of things."""
        return at in self.nodes and self.nodes[at].parent in self._of_things

    def timed(self, duty: Duty) -> Duty:
        """A duty with the deadline that a line of its own gives its task: "Thời gian thực hiện: năm 2031"."""
        if duty.deadline is not None or not self.deadlines:
            return duty
        for address in self._upward(duty.at):
            if address in self.deadlines:
                return replace(duty, deadline=self.deadlines[address])
        return duty
