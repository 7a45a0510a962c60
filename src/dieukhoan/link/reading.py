"""The state of reading: what is known of the document and of the paragraph, and what was found so far."""

from __future__ import annotations

import re
from dataclasses import replace

from dieukhoan.citation import Citation, CitationKind, Part, Relation, Work
from dieukhoan.link.context import CONSOLIDATED, Context, Introduced, own_titles, tokens
from dieukhoan.link.names import NameTable
from dieukhoan.link.provisions import ANNEX_OF, Expression, Pointed, pointed_within
from dieukhoan.link.relations import ends_after, relation_after, relation_before, relation_of_stem
from dieukhoan.link.words import FORM_WORDS, ISSUED_TYPES, TYPE_WORDS, canonical_type
from dieukhoan.model import CLOSING_PLACE, OPENING_PLACE, Document, Flow, Paragraph, Role, is_within
from dieukhoan.number import key as number_key

# "Mẫu số 01" above a form, not "Mẫu số 01 quy định tại Phụ lục …" at the start of a line
_CAPTION = re.compile(
    rf"[\s*]*({FORM_WORDS})(\d{{1,3}}[a-zđ]?)(?![\w/]|\.\w)"  # "Mẫu số 01.docx" is a file
    r"(?!\s+(?:(?:được\s+)?(?:quy\s+định|ban\s+hành)|kèm|tại|của|theo|phụ\s+lục|và))"
)
_LONGEST_CAPTION = 40
# "… theo các điều, khoản sau đây của Bộ luật A:"
_LISTS_PROVISIONS = re.compile(
    r"(?:các|những)\s+(?:điều|khoản|điểm)(?:(?:\s*,|\s+và)\s+(?:khoản|điểm))*\s+(?:sau\s+đây|dưới\s+đây|sau)\s+"
    r"(?:của|tại|trong)\s+[^.;:]{1,160}:\s*$"
)
_LONGEST_LEAD = 360
_NOWHERE = Pointed()
# "Điều 2 của Luật số …, có hiệu lực kể từ …, quy định như sau: “…", in the notes of a consolidated text
_QUOTES = re.compile(r"[^.;:“”]{0,400}?\squy\s+định\s+như\s+sau\s*:")
# "Sửa đổi, bổ sung một số điều của Quy chế quản lý … ban hành kèm theo", before "Quyết định số …"
_AMENDS_ISSUED = re.compile(
    rf"(?:sửa\s+đổi|bổ\s+sung|bãi\s+bỏ|thay\s+thế)[^.;:“”\"]{{0,80}}?(?<!\w)({TYPE_WORDS})(?!\w)"
    r"[^.;:“”\"]{0,200}?\s(?:ban\s+hành\s+)?(?:kèm\s+)?theo\s+$"
)


class DocumentReading:
    """What is known of a document that is being read: its provisions, what it has introduced and cited."""

    def __init__(self, document: Document, source: str, known: NameTable) -> None:
        self.document = document
        self.source = source
        self.known = known
        self.parents = {node.address: node.parent for node in document.nodes}
        self.context = Context(document)
        self.found: list[Citation] = []
        self.own_key = number_key(document.number) if document.number else ""
        self.has_articles = any(address.startswith("dieu-") for address in self.parents)
        self._quoting = (0, "")  # quotations that earlier paragraphs opened, and the provision they are in
        self._stem: tuple[str, Relation] | None = None  # "Bãi bỏ các văn bản sau:", and where it stands
        self._divided: set[str] | None = None
        self._forms: dict[tuple[str, str], str] | None = None
        for title in own_titles(document):
            self.context.add_title(title, None)

    def is_divided(self, article: str) -> bool:
        """Whether a điều has khoản or điểm, as far as they were told apart."""
        if self._divided is None:
            self._divided = {parent for parent in self.parents.values() if parent}
        return article in self._divided

    def place_of_form(self, word: str, number: str) -> str:
        """The provision in which a form or table of the document has its heading, or ""."""
        if self._forms is None:
            self._forms = {}
            for paragraph in self.document.paragraphs:
                start = paragraph.pieces[0].start
                heading = _CAPTION.match(self.source[start : start + _LONGEST_CAPTION].lower())
                if heading is not None and paragraph.at in self.parents:
                    self._forms.setdefault((tokens(heading[1])[0], heading[2].lstrip("0")), paragraph.at)
        return self._forms.get((tokens(word)[0], number.lstrip("0")), "")

    def follow_stem(self, low: str, at: str) -> None:
        """Remembers a paragraph that says what becomes of the works in the list below it."""
        relation = relation_of_stem(low)
        if relation is not None:
            self._stem = (at, relation)
        elif self._stem is not None and not is_within(at, self._stem[0]):
            self._stem = None

    def follow_listing(self, low: str, at: str) -> None:
        """Remembers the work whose provisions the list below a paragraph names."""
        last = self.found[-1] if self.found else None
        if last is not None and last.at == at and last.work is not None and _LISTS_PROVISIONS.search(low):
            self.context.listed[at] = Introduced(len(self.found) - 1, last.work)

    def stem_of(self, at: str) -> Relation | None:
        """The relation that an item of a list has from the paragraph above the list."""
        if self._stem is None or at == self._stem[0] or not is_within(at, self._stem[0]):
            return None
        return self._stem[1]

    @property
    def is_quoting(self) -> bool:
        """Whether a paragraph begins inside “…” that an earlier one opened: the words of another document."""
        return self._quoting[0] > 0

    def follow_quotation(self, low: str, at: str) -> None:
        """Keeps track of “…” that run over several paragraphs, one inside the other too."""
        opened, place = self._quoting
        is_elsewhere = not is_within(at, place) and self.document.type != CONSOLIDATED
        if is_elsewhere:
            opened = 0  # a mark was forgotten: what is quoted belongs to the provision that quotes it
        opened = max(0, opened + low.count("“") - low.count("”"))
        if self.document.type != CONSOLIDATED:  # there a straight mark that was forgotten would never end
            opened = _straight_quotes(low, 0, len(low), opened)
        self._quoting = opened, at


def _straight_quotes(low: str, start: int, end: int, opened: int) -> int:
    """How many quotations are open at the end of a stretch, by the straight marks in it, nested ones too.

    A mark before a word and after a space opens, one after a word and before a space or stop closes.
    """
    while (mark := low.find('"', start, end)) >= 0:
        before, after = low[max(0, mark - 1) : mark].strip(), low[mark + 1 : mark + 2].strip()
        opens, closes = not before or before in "(:“", not after or after in ".,;:)/”"
        if opens != closes:
            opened = opened + 1 if opens else max(0, opened - 1)
        start = mark + 1
    return opened


class ParagraphReading:
    """One paragraph, and how far it has been read; offsets count characters of its running text.

    ``text`` is that text, ``low`` the same in lower case. ``end`` is where the last citation of the paragraph
    ends; before ``passed``, what was read is known to be no citation. ``first`` is the position of its first
    citation among those of the document.
    """

    def __init__(
        self, whole: DocumentReading, group: list[tuple[int, Paragraph]], flow: Flow, text: str, low: str
    ) -> None:
        self.whole = whole
        self.flow = flow
        self.text, self.low = text, low
        self.at = group[0][1].at
        self.role = group[0][1].role
        self.end = 0
        self.passed = 0
        self.last_work: Introduced | None = None
        self.last_kind: CitationKind | None = None
        self._group = group
        self._relation: Relation | None = None
        self._start = 0  # where the last citation begins
        self._quotes = (0, 0, 0)  # up to where quotation marks are counted, those open, straight ones open
        self.first = len(whole.found)

    def is_quoted(self, at: int) -> bool:
        """Whether an offset lies inside quotation marks: the words of another document."""
        if self.whole.is_quoting:
            return True
        done, opened, straight = self._quotes
        if at < done:
            done = opened = straight = 0
        opened += self.low.count("“", done, at) - self.low.count("”", done, at)
        straight = _straight_quotes(self.low, done, at, straight)
        self._quotes = (at, opened, straight)
        return opened > 0 or straight > 0

    def speaker(self, at: int) -> Introduced | None:
        """The work whose words stand at an offset, where it is quoted: "Luật này" there is that law."""
        if not self.is_quoted(at):
            return None
        context = self.whole.context
        return context.quoted if context.document.type == CONSOLIDATED else context.amended_at(self.at)

    def add_internal(self, start: int, end: int, expression: Expression) -> None:
        """Keeps a citation of provisions of this document."""
        parents = self.whole.parents
        places = pointed_within(expression, self.at, parents, parents.__contains__)
        self.add(start, end, CitationKind.INTERNAL, None, places)

    def add(
        self,
        start: int,
        end: int,
        kind: CitationKind,
        work: Work | None = None,
        places: Pointed = _NOWHERE,
        *,
        antecedent: int = -1,
        introduces: bool = False,
    ) -> None:
        """Keeps a citation; ``introduces`` a work that may be pointed back at later."""
        relation = self._relation_to(start, end) if work is not None else None
        attached = ""
        if relation is Relation.ISSUES and work is not None and kind is CitationKind.WORK:
            attached = self._amended_attachment(start)
            relation = Relation.AMENDS if attached else relation
        index = len(self.whole.found)
        span = self.flow.span(start, end)
        paragraph = next(i for i, p in reversed(self._group) if p.pieces[0].start <= span.start)
        self.whole.found.append(
            Citation(
                span,
                self.at,
                kind,
                work,
                places.addresses,
                relation,
                paragraph,
                antecedent,
                self._parts(start, end, places),
            )
        )
        self._start, self.end, self._relation, self.last_kind = start, end, relation, kind
        if work is not None:
            if _QUOTES.match(self.low, end):
                self.whole.context.quoted = Introduced(index if antecedent < 0 else antecedent, work)
            if introduces and (work.number or work.name):
                self.last_work = self.whole.context.introduce(index, work)
            else:
                self.last_work = Introduced(index if antecedent < 0 else antecedent, work)
            self._note_amended(work, relation, attached)

    def _parts(self, start: int, end: int, places: Pointed) -> tuple[Part, ...]:
        """The printed elements of a list; the first and the last reach to the ends of the citation."""
        if len(places.printed) < 2:
            return ()
        addresses, starts, ends = zip(*places.printed, strict=True)
        spans = zip((start, *starts[1:]), (*ends[:-1], end), strict=True)
        return tuple(
            Part(self.flow.span(*bounds), address) for address, bounds in zip(addresses, spans, strict=True)
        )

    def _relation_to(self, start: int, end: int) -> Relation | None:
        previous_end = self.end if len(self.whole.found) > self.first else 0
        before = relation_before(self.low, start, self.role, previous_end, self._relation)
        is_item = not self.low[:start].strip(" -–+*")
        return (
            before
            or relation_after(self.low, start, end)
            or (self.whole.stem_of(self.at) if is_item and not self.is_quoted(start) else None)
        )

    def _note_amended(self, work: Work, relation: Relation | None, attached: str) -> None:
        """Remembers which work the provision amends: "Điều này" in its quotations is that work's."""
        if relation not in (Relation.AMENDS, Relation.REPEALS, Relation.REPLACES) or self.last_work is None:
            return
        is_title = self.role is Role.TITLE
        place = "" if is_title and relation is Relation.AMENDS else self.at
        is_whole = place in (OPENING_PLACE, CLOSING_PLACE) or ANNEX_OF.fullmatch(place) is not None
        if (work.number or work.name) and not is_whole:  # in a table each row amends another work
            amended = self.last_work
            if attached:
                amended = Introduced(amended.index, replace(amended.work, name=attached))
            self.whole.context.amend(place, amended)

    def _amended_attachment(self, start: int) -> str:
        """The type of what a decision issued, where that is amended: "Sửa đổi Quy chế … kèm theo"."""
        issued = _AMENDS_ISSUED.search(self.low, max(0, start - _LONGEST_LEAD), start)
        kind = canonical_type(issued[1]) if issued else ""
        return kind if kind in ISSUED_TYPES else ""

    def close(self) -> None:
        """At the end of the paragraph: its last citation may be of a work that "hết hiệu lực"."""
        if len(self.whole.found) > self.first:
            last = self.whole.found[-1]
            if (
                last.work is not None
                and last.relation is None
                and ends_after(self.low, self._start, self.end)
            ):
                self.whole.found[-1] = replace(last, relation=Relation.ENDS)
