"""Headings in capitals to ordinary case, as a reader writes them."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib import resources

from dieukhoan.doctypes import TYPE_NAME_SOURCE
from dieukhoan.model import plain

CAPITAL = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
"""The Vietnamese capitals, for a character class; their code points are mixed with the small letters."""
SMALL = CAPITAL.lower()
"""The Vietnamese small letters, for a character class."""

# The tone of an open syllable may stand on either vowel: uỷ or ủy, hoà or hòa; "quý", "toàn" are not meant.
_OLD_TONES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_OLD_TONE = re.compile(r"(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\w)", re.IGNORECASE)
_WORD = re.compile(r"\w+(?:[./&-]\w+)*", re.UNICODE)
_VOWEL = re.compile(
    r"[aeiouyàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", re.IGNORECASE
)
_ROMAN = re.compile(r"[IVXLC]+")
_CONTEXT = 30_000
"""Letters from the start of a document in which its own spelling of a word is looked up."""
_LONGEST_NAME = 4
"""Words of the proper name after "tỉnh", "phường"."""
_TRIES = 6
"""Places in a document at which one phrase is looked up: more would say the same, and cost time."""
_LONGEST_HEADING = 3000
"""Letters; no heading is so long: it is text without line breaks."""


def _modern_tone(match: re.Match[str]) -> str:
    old = match[0]
    new = _OLD_TONES.get(old.lower(), old.lower())
    if old.isupper():
        return new.upper()
    return new[0].upper() + new[1:] if old[0].isupper() else new


def modern(text: str) -> str:
    """The text with the tone mark where today's spelling has it; as long as before.

    >>> modern("Uỷ ban, hoà giải, quý, toàn")
    'Ủy ban, hòa giải, quý, toàn'
    """
    return _OLD_TONE.sub(_modern_tone, text)


def fold(text: str) -> str:
    """What two spellings of a name share: case, place of the tone mark and spacing do not count."""
    return plain(modern(text.lower()))


def is_capitals(text: str) -> bool:
    """Whether a text is set in capitals; numbers and signs do not count, a few small letters neither.

    >>> is_capitals("KẾ HOẠCH SỐ 35-KH/TU"), is_capitals("Kế hoạch"), is_capitals("2025")
    (True, False, False)
    """
    upper = sum(map(str.isupper, text))
    lower = sum(map(str.islower, text))
    return upper >= 2 and lower <= 0.12 * upper


@dataclass(frozen=True, slots=True)
class Bodies:
    """What the data file ``data/bodies.toml`` knows of bodies (cơ quan, tổ chức); keys are folded."""

    heads: tuple[str, ...]
    open_heads: frozenset[str]
    places: tuple[str, ...]
    offices: dict[str, str]
    names: tuple[str, ...]
    abbreviations: dict[str, str]
    codes: dict[str, str]


@cache
def bodies() -> Bodies:
    """The data file of bodies, read once."""
    data = tomllib.loads(
        resources.files("dieukhoan").joinpath("data/bodies.toml").read_text(encoding="utf-8")
    )
    return Bodies(
        heads=tuple(sorted(map(fold, data["heads"]), key=len, reverse=True)),
        open_heads=frozenset(map(fold, data["open_heads"])),
        places=tuple(sorted(map(fold, data["places"]), key=len, reverse=True)),
        offices={fold(office): office for office in sorted(data["offices"], key=len, reverse=True)},
        names=tuple(sorted(data["names"], key=len, reverse=True)),
        abbreviations=dict(data["abbreviations"]),
        codes=dict(data["codes"]),
    )


@cache
def _known_names() -> tuple[re.Pattern[str], dict[str, str]]:
    known = {fold(name): name for name in bodies().names}
    pattern = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"), known


@cache
def _abbreviation() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(bodies().abbreviations, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{names})(?:\.(?=\s?[A-ZĐ]))?(?!\w)\s?")


@cache
def _cited_type() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{TYPE_NAME_SOURCE})(?=\s+số\s+\d)", re.IGNORECASE)


@cache
def _place_type() -> re.Pattern[str]:
    names = "|".join(map(re.escape, bodies().places))
    return re.compile(rf"(?<=\s)(?:{names})(?!\w)(?! (?:ủy|uỷ|đoàn|hội|viên))", re.IGNORECASE)


# What ends a proper name after "tỉnh", "phường": "TỈNH PHÚ THỌ NĂM 2025", "TỈNH SÓC TRĂNG VỚI LIÊN ĐOÀN …"
_NAME_ENDS = frozenset((
    "năm", "giai", "đến", "từ", "ban", "về", "theo", "kèm", "đối", "do", "của", "trong",
    "cho", "với", "và", "lần", "nhiệm", "khóa", "thời", "phục", "thuộc", "tại", "được",
    "có", "thực", "sửa", "quy", "ngày", "số", "là", "khi", "để", "bằng", "đã", "sau",
    "trước", "cùng", "hoặc", "các", "những", "một", "phê", "công",
))  # fmt: skip


def expand(name: str) -> str:
    """The name of a body with its abbreviations written out: "UBND tỉnh" is "Ủy ban nhân dân tỉnh"."""

    def full(match: re.Match[str]) -> str:
        key = match[0].strip().rstrip(".")
        return bodies().abbreviations[key] + " "

    return plain(_abbreviation().sub(full, name))


def office_at_start(text: str) -> str:
    """The office (chức vụ) that a text begins with, as it is written in a sentence, or "".

    >>> office_at_start("PHÓ CHỦ TỊCH THƯỜNG TRỰC"), office_at_start("TỈNH LÂM GIANG")
    ('Phó Chủ tịch Thường trực', '')
    """
    folded = fold(text)
    for office, written in bodies().offices.items():
        if folded == office or folded.startswith((office + " ", office + ",")):
            return written
    return ""


class Wording:
    """How a document itself writes its words: casing is looked up there first, then made by rule.

    >>> words = Wording("Ủy ban nhân dân tỉnh Lâm Giang ban hành Quy chế tiếp công dân.")
    >>> words.name("UỶ BAN NHÂN DÂN TỈNH LÂM GIANG"), words.sentence("BAN HÀNH QUY CHẾ TIẾP CÔNG DÂN")
    ('Uỷ ban nhân dân tỉnh Lâm Giang', 'Ban hành Quy chế tiếp công dân')
    """

    __slots__ = ("_folded", "_text")

    def __init__(self, context: str) -> None:
        self._text = plain(context[:_CONTEXT])
        folded = modern(self._text.lower())
        # A letter whose small form is longer would shift every offset: then nothing is looked up.
        self._folded = folded if len(folded) == len(self._text) else ""

    def find(self, phrase: str) -> str | None:
        """The phrase in the case in which the document writes it in a sentence, or None where it does not.

        Letters stay those of the phrase: a letterhead with "TOÀ ÁN" keeps its "oà".
        """
        folded = fold(phrase)
        seen: Counter[str] = Counter()
        at = self._next_hit(folded, 0) if folded else -1
        while at >= 0 and seen.total() < _TRIES:
            seen[self._text[at : at + len(folded)]] += 1
            at = self._next_hit(folded, at + len(folded))
        if not seen:
            return None
        return _cased_like(
            plain(phrase), max(seen, key=lambda written: (seen[written], written[0].isupper()))
        )

    def count(self, phrase: str) -> int:
        """How often the document writes a phrase, in any case."""
        return self._folded.count(fold(phrase))

    def place_after(self, kind: str) -> str:
        """The proper name that the document gives most often after a place word: "tỉnh" gives "Phú Thọ"."""
        names = re.compile(rf"(?<!\w){re.escape(kind)} ((?:[{CAPITAL}]\w*(?: - | )?){{1,4}})")
        found = Counter(
            plain(match[1]).rstrip(" -") for match in names.finditer(self._text) if not is_capitals(match[0])
        )
        return min(found, key=lambda name: (-found[name], name)) if found else ""

    def name(self, text: str) -> str:
        """The name of a body in ordinary case, abbreviations written out."""
        whole = expand(text)
        if not is_capitals(text) and not any(word.isupper() and len(word) > 3 for word in whole.split()):
            return _capital(whole)
        found = self.find(whole)
        name = found if found and found[0].isupper() else self._by_rule(whole, names=True)
        return _capital(_place_type().sub(lambda match: match[0].lower(), name))

    def sentence(self, text: str) -> str:
        """A title in ordinary case; one that is not in capitals stays as printed."""
        if not is_capitals(text):
            return text
        cased = self._by_rule(text, names=False)
        return _capital(_cited_type().sub(lambda match: _capital(match[0]), cased))

    def _by_rule(self, text: str, *, names: bool) -> str:
        text = plain(text)
        folded = fold(text)
        if len(text) > _LONGEST_HEADING or len(folded) != len(text):
            return text
        words = list(_WORD.finditer(text))
        lower = [_small(match[0]) for match in words]
        looked_up = set[int]()
        at = 0
        while at < len(words):
            count = self._longest(folded, words, at)
            written = self.find(text[words[at].start() : words[at + count - 1].end()]) if count else None
            for offset, match in enumerate(_WORD.finditer(written or "")):
                lower[at + offset] = match[0]
                looked_up.add(at + offset)
            at += max(count, 1)
        self._name_places(text, words, lower, looked_up)
        out, last = [], 0
        for match, word in zip(words, lower, strict=True):
            out += [text[last : match.start()], word]
            last = match.end()
        joined = "".join(out) + text[last:]
        return _named(_headed(joined) if names else joined)

    def _longest(self, folded: str, words: list[re.Match[str]], at: int) -> int:
        """How many words from here the document writes in a row in ordinary case; 0 for fewer than two."""
        best, hit, start = 0, 0, words[at].start()
        for count in range(2, len(words) - at + 1):
            phrase = folded[start : words[at + count - 1].end()]
            hit = self._next_hit(phrase, hit)
            if hit < 0:
                break
            best = count
        return best

    def _next_hit(self, phrase: str, start: int) -> int:
        """Where the document next writes a folded phrase in ordinary case; -1 where it does not again."""
        at = self._folded.find(phrase, start)
        for _ in range(_TRIES):
            if at < 0:
                return -1
            end = at + len(phrase)
            whole = (at == 0 or not self._folded[at - 1].isalnum()) and not self._folded[
                end : end + 1
            ].isalnum()
            if whole and not is_capitals(self._text[at:end]):
                return at
            at = self._folded.find(phrase, end)
        return -1

    @staticmethod
    def _name_places(text: str, words: list[re.Match[str]], lower: list[str], looked_up: set[int]) -> None:
        """Gives capitals to the words after "tỉnh", "thành phố", "phường" that the document does not show."""
        folded = [fold(match[0]) for match in words]
        for at in range(len(words)):
            for size in (1, 2):
                if " ".join(folded[at : at + size]) not in bodies().places:
                    continue
                for index in range(at + size, min(at + size + _LONGEST_NAME, len(words))):
                    between = text[words[index - 1].end() : words[index].start()]
                    if folded[index] in _NAME_ENDS or between.strip(" -"):
                        break
                    if index not in looked_up:
                        lower[index] = _capital(lower[index])


def _cased_like(text: str, model: str) -> str:
    """The letters of a text in the case of another spelling of it."""
    if len(text) != len(model):
        return model
    return "".join(a.upper() if b.isupper() else a.lower() for a, b in zip(text, model, strict=True))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(word: str) -> str:
    """A word in small letters, unless it is a number, a Roman numeral or an abbreviation (LĐLĐ, QĐ-UBND)."""
    if not _VOWEL.search(word) or any(map(str.isdigit, word)) or "-" in word or "/" in word or "&" in word:
        return word
    if word in bodies().abbreviations or (_ROMAN.fullmatch(word) and len(word) > 1):
        return word
    return word.lower()


def _named(text: str) -> str:
    """The text with the known names of bodies written as they are written."""
    pattern, known = _known_names()
    folded = modern(text.lower())
    if len(folded) != len(text):
        return text
    out, last = [], 0
    for match in pattern.finditer(folded):
        match_text = text[match.start() : match.end()]
        out += [text[last : match.start()], _cased_like(match_text, known[match[0]])]
        last = match.end()
    return "".join(out) + text[last:]


# Words of which the second syllable is no head of a body: "Sở Tài nguyên và Môi trường tỉnh", "cán bộ xã".
_NO_HEADS = (
    *("môi trường", "thị trường", "hiện trường", "quốc phòng", "dự phòng", "cán bộ", "nội bộ", "đồng bộ"),
    *("tiến bộ", "đường bộ", "xã hội", "quốc hội", "đại hội", "lễ hội", "cơ sở", "dự báo", "cơ hội"),
)
_BEFORE_NO_HEAD = "".join(rf"(?<!{first} (?={second}))" for first, second in map(str.split, _NO_HEADS))
# "Sở dân tộc và tôn giáo": the word after the head of a body, and after "và", begins a field of its work.
_HEADED = re.compile(
    r"(?<!\w)((?:văn phòng|công đoàn|liên đoàn|hiệp hội|học viện|bệnh viện|câu lạc bộ|ủy ban"
    rf"|{_BEFORE_NO_HEAD}(?:sở|bộ|cục|tổng cục|chi cục|vụ|ban|phòng|trung tâm|viện|trường|thanh tra"
    r"|hội|đoàn|báo|thuế|công an)) )(\w)"
    r"|((?: và|,) )(\w)",
    re.IGNORECASE,
)


def _headed(text: str) -> str:
    return _HEADED.sub(
        lambda match: _capital(match[1]) + match[2].upper() if match[1] else match[3] + match[4].upper(), text
    )
