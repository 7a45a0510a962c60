"""Finds the citations of one document, without knowledge of any other: in parallel, and cached."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from dieukhoan.citation import Citation, CitationKind, Relation, Work
from dieukhoan.doctypes import TYPES
from dieukhoan.link.context import Context, Introduced, fold, own_titles, title_match, tokens
from dieukhoan.link.known import law_names
from dieukhoan.link.names import NameTable
from dieukhoan.link.provisions import (
    ARTICLE_RANK,
    Expression,
    address_of,
    internal_addresses,
    paths,
    read_expression,
)
from dieukhoan.link.relations import ends_after, relation_after, relation_before
from dieukhoan.link.words import ANCHOR, FORM_WORDS, NAMED, PROVISION_ANCHOR, TYPE, TYPE_WORDS, canonical_type
from dieukhoan.link.works import Mention, Pointing, issuer_end, may_name_work, read_number, read_work
from dieukhoan.model import (
    CELL,
    CLOSING_PLACE,
    OPENING_PLACE,
    Document,
    Flow,
    Kind,
    Paragraph,
    Role,
    Span,
    plain,
)
from dieukhoan.number import key as number_key

_SILENT = frozenset({Role.LETTERHEAD, Role.PLACE_DATE, Role.SIGNATURE, Role.STAMP, Role.FURNITURE})
_SECOND_WORD = re.compile(r"\w+\s+(\w+)")
_NUMBER_LINE = re.compile(r"số\s*:")
_SUBJECT = re.compile(r"v\s*/\s*v|về\s+việc")
# A heading inside an amending instruction: “Điều 12a. Quyền của …”
_QUOTED_HEADING = re.compile(r"(?:điều|chương|mục|phần|phụ\s+lục)\s+[\divxlc]+[a-zđ]?\s*[.:]\s+[^\W\d]")
_BEGINS_LINE = re.compile(r"(?:^|[.:;“\"‘'*\]])\s*$")
# "tài khoản 112", "thời điểm 1", "danh mục 2", "thành phần 1", "huy chương"
_COMPOUND = re.compile(
    r"(?:tài|điều|bưu|thời|địa|quan|đặc|ưu|nhược|trọng|thí|cao|chấm|số|tâm|danh|hạng|chuyên|đề|đầu|thành|cổ|một|góp|học|huy|hiến"
    r"|văn|chi|khí|tình|thủ|bậc|bình|từng|cuốn|tập)\s+$"
)
_PLACED = re.compile(
    r"(?:tại|theo|ở|của|trong|thuộc|định|nêu|đến|từ|và|hoặc|các|như|trừ|hành|với|đầu|,|\(|;|đổi|sung|bỏ|thế)\s*$"
)
_TAIL = re.compile(
    r"(?:\s*,)?\s*\(?\s*(?:(?:được\s+)?(?:ban\s+hành\s+)?(?:kèm\s+theo|đính\s+kèm)\s+|(?:của|tại|trong|thuộc|ở)\s+)?(?:các\s+)?(?=\w)"
)
# "Quy chế quản lý … ban hành kèm theo Quyết định số …", after "khoản 2 Điều 5 của"
_ISSUED_WITH = re.compile(
    r"[^.;:()“”\"\d]{0,160}?\s(?:được\s+)?(?:ban\s+hành\s+(?:kèm\s+)?theo|kèm\s+theo)\s+(?=\w)"
)
_BARE_ANNEX = re.compile(
    r"phụ\s+lục\s+(?:(?:được\s+)?(?:ban\s+hành\s+)?(?:kèm\s+theo|đính\s+kèm)|của)\s+(?=\w)|phụ\s+lục\s+này(?!\w)"
)
# "Mẫu số 01, 02 Phụ lục I", "Bảng 2", "biểu 03/TS"
_FORM = re.compile(
    rf"({FORM_WORDS})(\d{{1,3}}[a-zđ]?)(?![\w/])(?:(?:,|\s+và|,?\s+{FORM_WORDS})\s*\d{{1,3}}[a-zđ]?(?![\w/])){{0,12}}"
)
_FORM_OF_ANNEX = re.compile(r"\s*(?:[,(–-]\s*)?(?:(?:của|tại|trong|thuộc)\s+)?(?=phụ\s+lục(?!\w))")
_FORM_OF_WORK = re.compile(
    r"\s*,?\s*(?:(?:được\s+)?(?:ban\s+hành\s+)?(?:kèm\s+theo|đính\s+kèm)|của)\s+(?=\w)"
)
_CAPTION = re.compile(rf"[\s*]*({FORM_WORDS})(\d{{1,3}}[a-zđ]?)(?![\w/])")
# "Danh mục ban hành kèm theo Quyết định này"
_ISSUED_LIST = re.compile(r"danh\s+mục\s+(?:được\s+)?(?:ban\s+hành\s+)?kèm\s+theo\s+(?=\w)")
_AFTER_WORK = re.compile(r"\s*(?:\(\s*)?(?:(?:quy\s+định\s+)?tại\s+)?(?:các\s+)?")
_LIST_GAP = re.compile(r"\s*(?:[,;:]|và|hoặc|;\s*và|,\s*và)\s*(?:các\s+)?")
_ALIAS = re.compile(
    r"[\s,]*\(?\s*(?:sau\s+đây|dưới\s+đây|từ\s+đây)\s+(?:được\s+)?(?:gọi|viết)(?:\s+(?:tắt|chung))*(?:\s+là)?\s*:?\s*[“\"'‘]?\s*([^)”\"'’;.:]{3,70})"
)
# A document "của" a body without a number: "Kế hoạch của Quận ủy"
_OF_ISSUER = re.compile(r"\s+(?:số\s+)?của\s+")
# "các Quyết định của …", "Thông tư, Quyết định của …" are kinds of documents
_PLURAL = re.compile(rf"(?:(?<!\w)các|{TYPE_WORDS},)\s+$")
_OFFICE_RULES = re.compile(r"\s+(?:làm\s+việc|hoạt\s+động)\s+của\s+")
# "bổ sung khoản 18 vào sau khoản 17 Điều 3"
_INTO = re.compile(r"\s+vào\s+(?:sau|trước|cuối)?\s*")
_AMENDS = re.compile(
    r"(?:sửa\s+đổi|bổ\s+sung|bãi\s+bỏ|thay\s+thế|(?:thay\s+)?(?:các\s+)?cụm\s+từ|hủy\s+bỏ|bỏ\s+cụm\s+từ)"
)
# "Sửa đổi, bổ sung một số điều của Quy chế quản lý … ban hành kèm theo", before "Quyết định số …"
_AMENDS_ISSUED = re.compile(
    rf"(?:sửa\s+đổi|bổ\s+sung|bãi\s+bỏ|thay\s+thế)[^.;:“”\"]{{0,80}}?(?<!\w)({TYPE_WORDS})(?!\w)"
    r"[^.;:“”\"]{0,200}?\s(?:ban\s+hành\s+)?(?:kèm\s+)?theo\s+$"
)
_AS_FOLLOWS = re.compile(r"[^.“”]{0,60}?\s+như\s+sau")
_FOLLOWS = re.compile(r"(?:được\s+)?(?:sửa\s+đổi|bổ\s+sung|bãi\s+bỏ|thay\s+thế)|như\s+sau")
_TITLED = re.compile(
    r"(?:ban\s+hành(?:\s+kèm\s+theo)?|triển\s+khai(?:\s+thực\s+hiện)?|thực\s+hiện|phê\s+duyệt|công\s+bố|góp\s+ý|dự\s+thảo|sửa\s+đổi,?\s+bổ\s+sung[^.;]{0,40}?)\s+$"
)
_ISSUES_NAMED = re.compile(r"ban\s+hành\s+(?:kèm\s+)?theo\s+[^\W\d_]+\s+[^\W\d_]+\s+này\s*(?:là\s+)?:?\s*$")
_TITLE_END = re.compile(
    r"\s*(?:[.;:(“”\"\t\v]|,\s*(?:gồm|bao|kèm|cụ)|\s[-–]\s(?!\d)|ban\s+hành\s+kèm|kèm\s+theo|$)"
)
_GENERIC_ISSUERS = frozenset(
    {
        "đảng",
        "nhà nước",
        "cấp trên",
        "trung ương",
        "tỉnh",
        "thành phố",
        "cơ quan",
        "đơn vị",
        "quốc hội",
        "pháp luật",
    }
)
_ISSUED_TYPES = (
    frozenset(kind.name for kind in TYPES if kind.attached) | {"Đề án", "Phương án", "Hướng dẫn"}
) - {"Danh mục", "Định mức", "Bộ tiêu chí", "Quy trình"}
"""Types of documents that others issue; lists and norms are annexes, and no documents."""
_ISSUING_TYPES = frozenset({"Quyết định", "Nghị quyết", "Nghị định", "Thông tư"})
_ABOUT_OTHERS = frozenset({"Văn bản hợp nhất", "Danh mục", "Công văn"})
"""Types of documents whose bare "Điều 5" is mostly one of another document."""
_LAWS = frozenset({"Luật", "Bộ luật", "Pháp lệnh", "Nghị định", "Thông tư"})
_MOST_OF_TITLE = 0.6
_CLAUSE_END = re.compile(r"\s*(?:$|[.,;:()“”\"]|này)")
_GAP_TO_LAST = 400
_LONGEST_LEAD = 360
_LONGEST_CAPTION = 40
_ACRONYM = re.compile(r"[A-ZĐ]{3,10}")
"""A short name that a text gives to a law: BLTTDS."""
_MOST_JOINED = 40
_WIDEST_BREAK = 8
# "… của Nghị định số⏎95/2023/NĐ-CP", "khoản 2⏎Điều 5"
_CUT_SHORT = re.compile(
    rf"(?:(?:{TYPE_WORDS}|số|ngày|tháng|năm|điều|khoản|điểm|của|và)"
    r"|(?:(?:điều|khoản|điểm|mục|chương|phụ\s+lục)\s+\w{1,4})),?\s*$",
    re.IGNORECASE,
)


@cache
def _known_names() -> NameTable:
    return NameTable(law_names())


def find(document: Document, text: str) -> tuple[Citation, ...]:
    """The citations of a document in reading order; ``text`` is that of its source.

    Spans count characters of ``text`` and do not overlap. Never raises on any text.
    """
    return _Reader(document, text).read()


class _Reader:
    """One pass over the paragraphs of a document, with what it has introduced so far."""

    def __init__(self, document: Document, text: str) -> None:
        self._document = document
        self._source = text
        self._parents = {node.address: node.parent for node in document.nodes}
        self._context = Context(document)
        self._found: list[Citation] = []
        self._known = _known_names()
        self._own_key = number_key(document.number) if document.number else ""
        self._has_articles = any(address.startswith("dieu-") for address in self._parents)
        self._forms: dict[tuple[str, str], str] | None = None
        self._quoting = False  # inside “…” that an earlier paragraph opened
        for title in own_titles(document):
            self._context.add_title(title, None)

    def read(self) -> tuple[Citation, ...]:
        for group in _running(self._document.paragraphs, self._source):
            pieces = tuple(piece for _, paragraph in group for piece in paragraph.pieces)
            flow = Flow(self._source, pieces)
            text, low = _comparable(flow.text)
            if ANCHOR.search(low) is not None:
                _ParagraphReader(self, group, flow, text, low).read()
            self.follow_quotation(low)
        return tuple(self._found)

    def place_of_form(self, word: str, number: str) -> str:
        """The provision in which a form or table of the document has its heading, or ""."""
        if self._forms is None:
            self._forms = {}
            for paragraph in self._document.paragraphs:
                start = paragraph.pieces[0].start
                heading = _CAPTION.match(self._source[start : start + _LONGEST_CAPTION].lower())
                if heading is not None and paragraph.at in self._parents:
                    self._forms.setdefault((tokens(heading[1])[0], heading[2].lstrip("0")), paragraph.at)
        return self._forms.get((tokens(word)[0], number.lstrip("0")), "")

    def follow_quotation(self, low: str) -> None:
        """Keeps track of “…” that runs over several paragraphs: the words of another document."""
        opened, closed = low.count("“"), low.count("”")
        if opened > closed:
            self._quoting = True
        elif closed > opened:
            self._quoting = False


def _comparable(text: str) -> tuple[str, str]:
    """A text with Đ for its look-alike and its cells closed, and it in lower case; both as long as before."""
    if "Ð" in text:
        text = text.replace("Ð", "Đ")
    if CELL in text:
        text = text.replace(CELL, "]")  # no citation runs from one cell of a table into the next
    low = text.lower()
    if len(low) != len(text):
        low = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    return text, low


def _running(paragraphs: Sequence[Paragraph], text: str) -> Iterator[list[tuple[int, Paragraph]]]:
    """The paragraphs that are read, those together that a hard line break cuts in mid-sentence."""
    group: list[tuple[int, Paragraph]] = []
    for index, paragraph in enumerate(paragraphs):
        if paragraph.role in _SILENT:
            continue
        if group and len(group) < _MOST_JOINED and _goes_on(group[-1][1], paragraph, text):
            group.append((index, paragraph))
            continue
        if group:
            yield group
        group = [(index, paragraph)]
    if group:
        yield group


def _goes_on(before: Paragraph, after: Paragraph, text: str) -> bool:
    """Whether the second paragraph is but the next line of the sentence that the first begins."""
    if before.at != after.at or before.table != after.table or (before.table and before.role != after.role):
        return False
    start, end = before.pieces[-1].end, after.pieces[0].start
    if not 0 < end - start <= _WIDEST_BREAK or text.count("\n", start, end) != 1:
        return False
    first = text[end]
    if first.islower():
        return text[start - 1] not in ".;:!?…”|"
    return _CUT_SHORT.search(text, max(before.pieces[-1].start, start - 24), start) is not None


class _ParagraphReader:
    """Finds the citations of one paragraph; offsets here count characters of its running text."""

    def __init__(
        self, reader: _Reader, group: list[tuple[int, Paragraph]], flow: Flow, text: str, low: str
    ) -> None:
        self._reader = reader
        self._context = reader._context
        self._document = reader._document
        self._group = group
        self._paragraph = group[0][1]
        self._flow = flow
        self._text, self._low = text, low
        self._end = 0  # where the last citation of the paragraph ends
        self._passed = 0  # before this, what was read is known to be no citation
        self._quotes = (0, 0, 0)  # up to where quotation marks are counted, those open, straight ones
        self._relation: Relation | None = None
        self._last_work: Introduced | None = None
        self._last_kind: CitationKind | None = None
        self._first = len(reader._found)

    def read(self) -> None:
        low, start = self._low, 0
        if self._paragraph.role is Role.NUMBER:
            subject = _SUBJECT.search(low)
            if subject is None:
                return
            start = subject.end()
        elif self._paragraph.role is Role.TITLE:
            own = TYPE.match(low)
            start = (
                own.end()
                if own
                and self._context.is_own_type(canonical_type(own[1]))
                and not low.startswith(" số", own.end())
                else 0
            )
        self._end = start
        for anchor in ANCHOR.finditer(low, start):
            at = anchor.start()
            if at < self._end or at < self._passed or (at and (low[at - 1].isalnum() or low[at - 1] in "_@")):
                continue
            self._read_at(at, low[at])
        self._end_of_paragraph()

    # -- what begins at an anchor

    def _read_at(self, at: int, first: str) -> None:
        low = self._low
        if first.isdigit() or (low.startswith("số", at) and not low.startswith("số ", at + 3)):
            self._read_bare_number(at)
        elif PROVISION_ANCHOR.match(low, at):
            self._read_provision(at)
        elif (form := _FORM.match(low, at)) is not None:
            self._read_form(form)
        elif (issued := _ISSUED_LIST.match(low, at)) is not None and self._read_issued_list(issued):
            return
        else:
            self._read_mention(at)

    def _read_bare_number(self, at: int) -> None:
        low = self._low
        if low[max(0, at - 1) : at] in ("/", "-", ".", ":") and not low.startswith("số", at):
            return
        kind = ""
        if self._last_work is not None and self._end and _LIST_GAP.fullmatch(low[self._end : at]):
            kind = self._last_work.work.type
        elif plural := re.search(r"các\s+(\w+\s+\w+|luật)\s*:?\s*$", low[max(0, at - 30) : at]):
            match = TYPE.match(plural[1])
            kind = canonical_type(match[1]) if match else ""
        if low.startswith("số", at) and _NUMBER_LINE.match(low, at) and not self._text[:at].strip(" \t\v"):
            return  # the number line of a form or of a document that was not told apart
        mention = read_number(self._text, low, at, kind)
        if mention is None or number_key(mention.work.number) == self._reader._own_key:
            return
        self._add_mention(mention)

    def _read_mention(self, at: int) -> None:
        low, context = self._low, self._context
        for name, index in context.short_names.items():
            if low.startswith(name, at) and not low[at + len(name) : at + len(name) + 1].isalnum():
                if low.startswith(" số", at + len(name)):
                    continue
                entry = Introduced(index, self._reader._found[index].work or Work())
                self._add(at, at + len(name), CitationKind.WORK, entry.work, antecedent=index)
                return
        kind = TYPE.match(low, at)
        if kind is not None and low[at] == self._text[at] and not may_name_work(low, kind.end()):
            name = canonical_type(kind[1])
            if name in _ISSUED_TYPES:
                _ = self._by_title(at) or self._titled(at, kind.end(), name)
            return
        mention = read_work(self._text, low, at, self._reader._known)
        if mention is not None:
            self._add_mention(mention)
        elif kind is not None:
            name = canonical_type(kind[1])
            _ = (
                self._by_title(at)
                or self._by_issuer(at, kind.end(), name)
                or self._titled(at, kind.end(), name)
            )

    def _add_mention(self, mention: Mention) -> None:
        context, work = self._context, mention.work
        start, end = mention.start, mention.end
        if mention.pointing is Pointing.THIS:
            self._add_this(mention)
        elif mention.pointing is Pointing.BACK:
            entry = context.latest(work.type)
            capital = self._text[start].isupper()
            if entry is not None:
                self._add(start, end, CitationKind.ANAPHOR, entry.work, antecedent=entry.index)
            elif work.type == "Quy định" and not capital and self._repeat_provision(start, end):
                pass
            elif capital and self._has_introduced_elsewhere(work.type):
                self._add(start, end, CitationKind.ANAPHOR, work)
        elif mention.pointing is Pointing.SHORT:
            entry = context.with_ordinal(work.type, work.number)
            if entry is not None:
                full = replace(
                    entry.work, date=work.date or entry.work.date, issuer=work.issuer or entry.work.issuer
                )
                self._add(start, end, CitationKind.WORK, full, antecedent=entry.index)
            else:
                self._add(start, end, CitationKind.WORK, work, introduces=True)
        else:
            if mention.pointing is Pointing.NAMED and work.type not in ("Luật", "Bộ luật", "Pháp lệnh"):
                entry = context.named_like(work.type, work.name)
                if entry is not None and not (work.year or work.date or work.number):
                    work = replace(work, name=entry.work.name)
            self._add(start, end, CitationKind.WORK, work, introduces=True)
        self._read_alias(mention)

    def _repeat_provision(self, start: int, end: int) -> bool:
        """ "quy định nêu trên": the provision that the same điều cited last, if it cited one."""
        index = len(self._reader._found) - 1
        last = self._reader._found[index] if index >= 0 else None
        if last is None or not last.provisions or _article(last.at) != _article(self._paragraph.at):
            return False
        if last.kind is CitationKind.INTERNAL:
            self._add(start, end, CitationKind.INTERNAL, provisions=last.provisions)
        else:
            antecedent = last.antecedent if last.antecedent >= 0 else index
            self._add(start, end, CitationKind.ANAPHOR, last.work, last.provisions, antecedent=antecedent)
        return True

    def _has_introduced_elsewhere(self, kind: str) -> bool:
        """A TYPE nêu trên that nothing introduced: only where the type is not that of this document."""
        return not self._context.is_own_type(kind)

    def _add_this(self, mention: Mention) -> None:
        context, kind = self._context, mention.work.type
        start, end, capital = mention.start, mention.end, self._text[mention.start].isupper()
        own = context.is_own_type(kind)
        if kind == "Văn bản":
            return
        if mention.qualifier:
            if own and set(tokens(mention.qualifier)) <= set(tokens(self._document.title)):
                self._add(start, end, CitationKind.SELF)
            return
        amended = context.amended_at(self._paragraph.at) if self._is_quoted(start) else None
        if amended is not None and amended.work.type == kind:
            self._add(start, end, CitationKind.ANAPHOR, amended.work, antecedent=amended.index)
        elif own and (capital or self._document.type):
            self._add(start, end, CitationKind.SELF)
        elif capital or kind in NAMED:
            entry = context.latest(kind)
            if entry is not None:
                self._add(start, end, CitationKind.ANAPHOR, entry.work, antecedent=entry.index)
            elif self._document.issued_with and kind in _ISSUING_TYPES:
                self._add(start, end, CitationKind.ANAPHOR, mention.work)

    def _read_alias(self, mention: Mention) -> None:
        """Remembers "(sau đây gọi tắt là Nghị quyết 07)"."""
        alias = _ALIAS.match(self._low, mention.end)
        if alias is None or not self._reader._found:
            return
        name = plain(alias[1]).lower().strip(" ,-")
        kind = TYPE.match(name)
        index = len(self._reader._found) - 1
        if self._reader._found[index].work is None or (kind is not None and kind.end() == len(name)):
            return  # "sau đây gọi là Nghị quyết": the bare word says too little
        if kind is None and not _ACRONYM.fullmatch(plain(self._text[alias.start(1) : alias.end(1)])):
            return
        if kind is not None and canonical_type(kind[1]) in NAMED:
            # "Luật A số …, được sửa đổi bởi Luật số … (sau đây gọi là Luật A)": the one of that name
            named = self._context.named_like(canonical_type(kind[1]), name)
            index = named.index if named is not None else index
        self._context.short_names[name] = index
        self._end = max(self._end, alias.end(1))

    # -- provisions

    def _read_provision(self, at: int) -> None:
        text, low = self._text, self._low
        if text[at].isupper() and _BEGINS_LINE.search(low, max(0, at - 4), at):
            heading = _QUOTED_HEADING.match(low, at)
            if heading is not None and text[heading.end() - 1].isupper():
                self._end = heading.end() - 1
                return
        if low.startswith("phụ", at) and self._read_bare_annex(at):
            return
        expression = read_expression(low, at)
        if expression is None:
            return
        if (
            expression.items[0].rank > ARTICLE_RANK
            and not low[:at].strip()
            and not low[expression.end :].strip(" .:")
        ):
            return  # a heading that was not told from text
        expression = self._into(expression)
        capital = text[at].isupper()
        if low.startswith(".doc", expression.end):
            return  # the name of a file
        if not capital and _COMPOUND.search(low, max(0, at - 8), at):
            return
        if self._read_tail(at, expression):
            return
        if not self._is_plausible(at, expression, capital=capital):
            self._passed = expression.end
            return
        first_level = expression.items[0].level
        before = self._work_before(at)
        work = before or self._amended_work(at, expression)
        if work is None and _AS_FOLLOWS.match(self._low, expression.end) and self._is_amended(expression):
            # no document amends itself; which one it amends is not said
            self._add(at, expression.end, CitationKind.PROVISION, Work(), _addresses(expression))
            return
        if work is None or (expression.closed and not self._is_quoted(at)):
            if (
                expression.closed
                or expression.top <= ARTICLE_RANK
                or first_level == "phụ lục"
                or self._exists(expression)
            ):
                if self._is_foreign(expression):
                    self._add(at, expression.end, CitationKind.PROVISION, Work(), _addresses(expression))
                else:
                    self._add_internal(at, expression.end, expression)
            return
        addresses = _addresses(expression) if before else self._amended_addresses(expression)
        self._add(at, expression.end, CitationKind.PROVISION, work.work, addresses, antecedent=work.index)
        if not before and not expression.closed and not self._is_quoted(at) and len(addresses) == 1:
            self._context.amended_provision[self._paragraph.at] = addresses[0]

    def _into(self, expression: Expression) -> Expression:
        """What is added is of the điều that it is added to: "khoản 18 vào sau khoản 17 Điều 3"."""
        into = _INTO.match(self._low, expression.end) if expression.top < ARTICLE_RANK else None
        place = read_expression(self._low, into.end()) if into else None
        if place is None or not place.is_article_or_above:
            return expression
        article = next(item for item in place.items if item.rank == place.top)
        return Expression((*expression.items, replace(article, joint="")), place.end)

    def _is_foreign(self, expression: Expression) -> bool:
        """Whether a bare provision can only be one of another document, which the sentence does not name.

        A quy chế that speaks of its own Điều 40 and has 30 is mistaken; an annex, a letter or a consolidated
        text speaks of the documents that it is about.
        """
        if expression.closed or not expression.is_article_or_above or self._document.issued_with:
            return False
        place = self._paragraph.at
        speaks_of_others = (
            place.startswith(("phu-luc", "can-cu"))
            or place in (OPENING_PLACE, CLOSING_PLACE)
            or self._document.type in _ABOUT_OTHERS
            or not self._reader._has_articles
            or self._last_work is not None
            or self._context.amended_at(place) is not None
        )
        return expression.top <= ARTICLE_RANK and speaks_of_others and not self._exists(expression)

    def _exists(self, expression: Expression) -> bool:
        """Whether a chapter or section is one of this document: "Chương 98" may be one of a tariff."""
        parents = self._reader._parents
        addresses = internal_addresses(expression, self._paragraph.at, parents, parents.__contains__)
        return any(address in parents for address in addresses)

    def _amended_addresses(self, expression: Expression) -> tuple[str, ...]:
        """Addresses in the work that is amended: "điểm n" is one of the provision that is being amended."""
        if expression.is_article_or_above:
            return _addresses(expression)
        at = self._context.amended_provision_at(self._paragraph.at)
        return internal_addresses(expression, at, {}, frozenset[str]().__contains__) if at else ()

    def _read_form(self, form: re.Match[str]) -> None:
        """A form or table: at its annex, or where the document prints its heading."""
        at, low = form.start(), self._low
        if not low[:at].strip(" *") or self._is_quoted(at):
            return  # the heading itself, or the words of another document
        annex = _FORM_OF_ANNEX.match(low, form.end())
        if annex is not None:
            count = len(self._reader._found)
            self._read_provision(annex.end())
            if len(self._reader._found) > count:
                last = self._reader._found[-1]
                start = self._flow.span(at, form.end()).start
                self._reader._found[-1] = replace(last, span=Span(start, last.span.end))
            return
        of = _FORM_OF_WORK.match(low, form.end())
        mention = read_work(self._text, low, of.end(), self._reader._known) if of else None
        place = self._reader.place_of_form(form[1], form[2])
        if mention is not None:
            if mention.pointing is Pointing.THIS and self._context.is_own_type(mention.work.type):
                places = (place,) if place else ()
                self._add(at, mention.end, CitationKind.INTERNAL, provisions=places)
        elif place and _PLACED.search(low, max(0, at - 12), at):
            self._add(at, form.end(), CitationKind.INTERNAL, provisions=(place,))

    def _read_issued_list(self, issued: re.Match[str]) -> bool:
        """ "Danh mục ban hành kèm theo Quyết định này": the only annex that is a danh mục."""
        mention = read_work(self._text, self._low, issued.end(), self._reader._known)
        if mention is None or mention.pointing is not Pointing.THIS:
            return False
        lists = [
            node.address
            for node in self._document.nodes
            if node.kind is Kind.ANNEX
            and f"{node.label} {node.title}".lower().lstrip().startswith("danh mục")
        ]
        if len(lists) != 1 or not self._context.is_own_type(mention.work.type):
            return False
        self._add(issued.start(), mention.end, CitationKind.INTERNAL, provisions=(lists[0],))
        return True

    def _read_bare_annex(self, at: int) -> bool:
        annex = _BARE_ANNEX.match(self._low, at)
        if annex is None:
            return False
        if annex[0].endswith("này"):
            base = "phu-luc"
            place = self._paragraph.at
            base = next((p for p in (place,) if p.startswith("phu-luc")), base)
            self._add(
                at,
                annex.end(),
                CitationKind.INTERNAL,
                provisions=(re.sub(r"^(phu-luc(?:-[^-]+)?).*", r"\1", base),),
            )
            return True
        mention = read_work(self._text, self._low, annex.end(), self._reader._known)
        if mention is None or mention.pointing is Pointing.BACK:
            return False
        if mention.pointing is Pointing.THIS:
            if self._context.is_own_type(mention.work.type):
                self._add(at, mention.end, CitationKind.INTERNAL, provisions=("phu-luc",))
                return True
            return False
        self._add(at, mention.end, CitationKind.PROVISION, mention.work, ("phu-luc",), introduces=True)
        return True

    def _read_tail(self, at: int, expression: Expression) -> bool:
        """The work that follows a provision: "Điều 5 của Luật này", "khoản 2 Điều 5 Nghị định số …"."""
        if expression.closed:
            return False
        low = self._low
        tail = _TAIL.match(low, expression.end)
        if tail is None:
            return False
        begin = tail.end()
        joint = low[expression.end : begin]
        if not (joint[:1].isspace() or joint[:1] in ",("):
            return False
        short = self._short_name_at(begin)
        if short is not None:
            self._add(
                at,
                short[1],
                CitationKind.PROVISION,
                short[0].work,
                _addresses(expression),
                antecedent=short[0].index,
            )
            return True
        mention = read_work(self._text, low, begin, self._reader._known)
        if mention is None:
            return self._read_issued_with(at, begin, expression) or self._read_tail_type(
                at, begin, expression
            )
        if "," in joint and (
            mention.pointing is not Pointing.NUMBERED
            or (not low.startswith("số", begin + 0) and not expression.is_article_or_above)
        ):
            return False
        if mention.pointing is Pointing.THIS:
            return self._read_tail_this(at, expression, mention)
        if mention.pointing is Pointing.BACK:
            entry = self._context.latest(mention.work.type)
            if entry is None:
                return False
            self._add(
                at,
                mention.end,
                CitationKind.PROVISION,
                entry.work,
                _addresses(expression),
                antecedent=entry.index,
            )
            return True
        work, antecedent = mention.work, -1
        if mention.pointing is Pointing.SHORT and (
            entry := self._context.with_ordinal(work.type, work.number)
        ):
            work, antecedent = entry.work, entry.index
        self._add(
            at,
            mention.end,
            CitationKind.PROVISION,
            work,
            _addresses(expression),
            antecedent=antecedent,
            introduces=antecedent < 0,
        )
        self._read_alias(mention)
        return True

    def _short_name_at(self, at: int) -> tuple[Introduced, int] | None:
        for name, index in self._context.short_names.items():
            if (
                self._low.startswith(name, at)
                and not self._low[at + len(name) : at + len(name) + 1].isalnum()
            ):
                return Introduced(index, self._reader._found[index].work or Work()), at + len(name)
        return None

    def _read_tail_this(self, at: int, expression: Expression, mention: Mention) -> bool:
        context, kind = self._context, mention.work.type
        amended = context.amended_at(self._paragraph.at) if self._is_quoted(at) else None
        if amended is not None and amended.work.type == kind:
            self._add(
                at,
                mention.end,
                CitationKind.PROVISION,
                amended.work,
                _addresses(expression),
                antecedent=amended.index,
            )
        elif context.is_own_type(kind):
            self._add_internal(at, mention.end, expression)
        elif (entry := context.latest(kind)) is not None:
            self._add(
                at,
                mention.end,
                CitationKind.PROVISION,
                entry.work,
                _addresses(expression),
                antecedent=entry.index,
            )
        else:
            self._add(at, mention.end, CitationKind.PROVISION, mention.work, _addresses(expression))
        return True

    def _read_issued_with(self, at: int, begin: int, expression: Expression) -> bool:
        """A work known by what issued it: "Điều 5 Quy chế … ban hành kèm theo Quyết định số …"."""
        low = self._low
        kind = TYPE.match(low, begin)
        if kind is None:
            return False
        issued = _ISSUED_WITH.match(low, kind.end())
        if issued is None:
            return False
        mention = read_work(self._text, low, issued.end(), self._reader._known)
        if mention is None or mention.pointing not in (Pointing.NUMBERED, Pointing.SHORT, Pointing.THIS):
            return False
        name = (
            plain(self._text[begin : issued.end()])
            .lower()
            .partition(" ban hành")[0]
            .partition(" kèm theo")[0]
        )
        name = plain(self._text[begin : begin + len(name)])
        if mention.pointing is Pointing.THIS:
            work = Work(type=canonical_type(kind[1]), name=name)
        else:
            work = replace(mention.work, name=name)
        self._add(
            at,
            mention.end,
            CitationKind.PROVISION,
            work,
            _addresses(expression),
            introduces=bool(work.number),
        )
        return True

    def _read_tail_type(self, at: int, begin: int, expression: Expression) -> bool:
        """ "điểm c khoản 1 phần II Chương trình mục tiêu …": of a document that only its type tells."""
        kind = TYPE.match(self._low, begin)
        if kind is None or not self._text[begin].isupper() or "," in self._low[expression.end : begin]:
            return False
        name = canonical_type(kind[1])
        if self._context.is_own_type(name):
            # "các cơ quan tại mục 6 III Kế hoạch;"
            if self._document.type and _CLAUSE_END.match(self._low, kind.end()):
                self._add_internal(at, kind.end(), expression)
                return True
            return False
        entry = self._context.latest(name)
        work, antecedent = (entry.work, entry.index) if entry is not None else (Work(type=name), -1)
        self._add(at, kind.end(), CitationKind.PROVISION, work, _addresses(expression), antecedent=antecedent)
        return True

    def _is_plausible(self, at: int, expression: Expression, *, capital: bool) -> bool:
        """Whether an expression without a work after it names a provision at all."""
        first = expression.items[0]
        if (
            expression.closed
            or expression.top == ARTICLE_RANK
            or len({item.level for item in expression.items}) > 1
        ):
            return first.level != "tiết"
        placed = capital or _PLACED.search(self._low, max(0, at - 12), at) is not None
        if first.level == "khoản":
            return placed or len(expression.items) > 1
        if first.level == "điểm":
            return (
                placed
                if not first.number[0].isdigit()
                else placed and _PLACED.search(self._low, max(0, at - 12), at) is not None
            )
        if first.level == "phụ lục":
            return True
        if first.level in ("mục", "tiểu mục", "chương"):
            return placed and not (first.number in "abcdđeg" and not capital)
        return first.level == "phần" and capital and placed and self._low.startswith("thứ", at + 5)

    def _work_before(self, at: int) -> Introduced | None:
        """The work after which a provision is named: "Luật Đất đai tại Điều 5", "Nghị định số … (Điều 3)"."""
        if self._last_work is None or self._last_kind is not CitationKind.WORK or not self._end:
            return None
        gap = self._low[self._end : at]
        return self._last_work if len(gap) < 30 and gap[:1] in " (\n" and _AFTER_WORK.fullmatch(gap) else None

    def _amended_work(self, at: int, expression: Expression) -> Introduced | None:
        """The work that is being amended, where this provision is one of its provisions."""
        amended = self._context.amended_at(self._paragraph.at)
        if amended is None and (self._is_quoted(at) or self._is_amended(expression)):
            amended = self._context.amended.get("")  # what the title says that this document amends
        if amended is None:
            if self._reader._has_articles or self._last_work is None or not expression.is_article_or_above:
                return None
            # a plan or a letter has no articles: "Điều 12 quy định …" is one of the law named just before
            is_near = at - self._end < _GAP_TO_LAST and self._last_work.work.type in _LAWS
            return self._last_work if is_near else None
        if self._is_quoted(at):
            return amended
        near = self._low[max(0, at - 600) : at]
        if _AMENDS.search(near) or _FOLLOWS.search(self._low, expression.end, expression.end + 60):
            return amended
        return None

    def _is_amended(self, expression: Expression) -> bool:
        """Whether the paragraph orders to amend it: "Sửa đổi Điều 4 …", "Điều 4 được sửa đổi …"."""
        return _AMENDS.match(self._low) is not None or relation_after(self._low, expression.end) is not None

    def _is_quoted(self, at: int) -> bool:
        if self._reader._quoting:
            return True
        done, opened, straight = self._quotes
        if at < done:
            done = opened = straight = 0
        opened += self._low.count("“", done, at) - self._low.count("”", done, at)
        straight += self._low.count('"', done, at)
        self._quotes = (at, opened, straight)
        return opened > 0 or straight % 2 == 1

    # -- works by title or issuer

    def _by_title(self, at: int) -> bool:
        capital = self._text[at].isupper()
        quiet = self._paragraph.role in (Role.TITLE, Role.NUMBER, Role.OPENING, Role.RECITAL)
        follows = _SECOND_WORD.match(self._low, at)
        if follows is None:
            return False
        for title, work in self._context.titles:
            if fold(follows[1]) not in title[:4]:
                continue
            count, end = title_match(self._low, at, title)
            if (
                count >= (min(len(title), 6) if capital else 9)
                and (capital or work is not None)
                and not (quiet and work is None)
            ):
                if work is None:
                    # "Kế hoạch chuyển đổi số trong y tế" is another than "Kế hoạch chuyển đổi số"
                    if count < _MOST_OF_TITLE * len(title) and not _CLAUSE_END.match(self._low, end):
                        continue
                    self._add(at, end, CitationKind.SELF)
                else:
                    self._add(at, end, CitationKind.WORK, replace(work, name=plain(self._text[at:end])))
                return True
        return False

    def _by_issuer(self, at: int, end: int, kind: str) -> bool:
        """ "Kế hoạch của Quận ủy", "Quy chế làm việc của Ban Chấp hành …": known by whose it is."""
        if not self._text[at].isupper() or _PLURAL.search(self._low, max(0, at - 40), at):
            return False
        rules = _OFFICE_RULES.match(self._low, end) if kind in ("Quy chế", "Quy định", "Nội quy") else None
        of = rules or _OF_ISSUER.match(self._low, end)
        if of is None:
            return False
        stop = issuer_end(self._text, self._low, of.end())
        issuer = plain(self._text[of.end() : stop])
        if stop == of.end() or issuer.lower() in _GENERIC_ISSUERS:
            return False
        entry = self._context.of_issuer(kind, issuer, share=0.8 if rules else 1.0)
        if entry is not None and self._context.is_own_type(kind) and not entry.work.number:
            entry = None
        if entry is not None:
            self._add(at, stop, CitationKind.ANAPHOR, entry.work, antecedent=entry.index)
            return True
        if rules is None:
            return False
        name = plain(self._text[at:stop])
        self._add(at, stop, CitationKind.WORK, Work(type=kind, issuer=issuer, name=name), introduces=True)
        return True

    def _titled(self, at: int, end: int, kind: str) -> bool:
        """A work by its title, where a title line or "Ban hành kèm theo Quyết định này …" announces it."""
        if kind not in _ISSUED_TYPES:
            return False
        in_title = self._paragraph.role in (Role.TITLE, Role.NUMBER)
        pattern = _TITLED if in_title else _ISSUES_NAMED
        if not pattern.search(self._low, max(0, at - 60), at):
            return False
        if not in_title and not self._text[at].isupper():
            return False
        stop = _TITLE_END.search(self._low, end)
        close = stop.start() if stop else len(self._low)
        name = plain(self._text[at:close])
        if len(tokens(name)) < 5:
            return False
        work = Work(type=kind, name=name)
        self._context.add_title(name, work)
        self._add(at, close, CitationKind.WORK, work, introduces=True)
        return True

    # -- keeping

    def _add_internal(self, start: int, end: int, expression: Expression) -> None:
        addresses = internal_addresses(
            expression, self._paragraph.at, self._reader._parents, self._reader._parents.__contains__
        )
        self._add(start, end, CitationKind.INTERNAL, None, addresses)

    def _add(
        self,
        start: int,
        end: int,
        kind: CitationKind,
        work: Work | None = None,
        provisions: tuple[str, ...] = (),
        *,
        antecedent: int = -1,
        introduces: bool = False,
    ) -> None:
        relation = None
        if work is not None:
            relation = relation_before(
                self._low,
                start,
                self._paragraph.role,
                self._end if len(self._reader._found) > self._first else 0,
                self._relation,
            )
            relation = relation or relation_after(self._low, end)
        attached = ""
        if relation is Relation.ISSUES and work is not None and kind is CitationKind.WORK:
            attached = self._amended_attachment(start)
            relation = Relation.AMENDS if attached else relation
        index = len(self._reader._found)
        span = self._flow.span(start, end)
        paragraph = next(i for i, p in reversed(self._group) if p.pieces[0].start <= span.start)
        self._reader._found.append(
            Citation(span, self._paragraph.at, kind, work, provisions, relation, paragraph, antecedent)
        )
        self._end, self._relation, self._last_kind = end, relation, kind
        if work is not None:
            if introduces and (work.number or work.name):
                self._last_work = self._context.introduce(index, work)
            else:
                self._last_work = Introduced(index if antecedent < 0 else antecedent, work)
        if (
            relation is not None
            and relation in (Relation.AMENDS, Relation.REPEALS, Relation.REPLACES)
            and self._last_work is not None
        ):
            is_title = self._paragraph.role is Role.TITLE
            place = "" if is_title and relation is Relation.AMENDS else self._paragraph.at
            if work is not None and (work.number or work.name) and place not in ("mo-dau", "ket"):
                amended = self._last_work
                if attached:
                    amended = Introduced(amended.index, replace(amended.work, name=attached))
                self._context.amended.setdefault(place, amended)

    def _amended_attachment(self, start: int) -> str:
        """The type of what a decision issued, where that is amended: "Sửa đổi Quy chế … kèm theo"."""
        issued = _AMENDS_ISSUED.search(self._low, max(0, start - _LONGEST_LEAD), start)
        kind = canonical_type(issued[1]) if issued else ""
        return kind if kind in _ISSUED_TYPES else ""

    def _end_of_paragraph(self) -> None:
        low = self._low
        if len(self._reader._found) > self._first:
            last = self._reader._found[-1]
            if last.work is not None and last.relation is None and ends_after(low, self._end):
                self._reader._found[-1] = replace(last, relation=Relation.ENDS)


def _article(at: str) -> str:
    """The điều, or the mục of a plan, in which an address stands."""
    return at.partition("-khoan-")[0].partition("-diem-")[0]


def _addresses(expression: Expression) -> tuple[str, ...]:
    return tuple(dict.fromkeys(address_of(path) for path in paths(expression)))
