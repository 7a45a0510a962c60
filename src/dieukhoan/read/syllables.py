"""What a Vietnamese syllable may look like (âm tiết): the measure of whether a text was decoded rightly."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import islice

WORD = re.compile(r"[^\W\d_]+")
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_SHARP_OR_HEAVY = frozenset("\u0301\u0323")  # dấu sắc, dấu nặng: the only tones before c, ch, p, t
_ONSETS = (
    *("ngh", "ng", "nh", "ch", "gh", "gi", "kh", "ph", "qu", "th", "tr"),
    *("b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", ""),
)
_RIME_LIST = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng
eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu o oa oac
oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc
oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uân uâng uât uây uê
uêch uên uênh uêt uêu uơ uy uya uych uynh uyt uyu uyên uyêt uôc uôi uôm uôn uông uôp uôt ư ưa ưc ưi
ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt yêu ych ynh yt yêc
"""
_RIMES = frozenset(_RIME_LIST.split())
_STOPS = ("c", "h", "p", "t")
_VOWEL = re.compile(r"[aeiouyăâêôơư]")
_ASCII = re.compile(r"[\x00-\x7f]*")
_ENOUGH = 4000  # words that are looked at


def is_syllable(word: str) -> bool:
    """Whether a word could be Vietnamese by the rules of spelling.

    >>> is_syllable("Nghĩa"), is_syllable("nghÜa"), is_syllable("tạt"), is_syllable("tàt")
    (True, False, True, False)
    """
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = _TONE.findall(decomposed)
    letters = unicodedata.normalize("NFC", _TONE.sub("", decomposed))
    if len(tones) > 1 or len(letters) > 7:
        return False
    for onset in _ONSETS:
        if letters.startswith(onset):
            rime = letters[len(onset) :]
            # "gì" is written with one i: the onset's is the rime's.
            if rime in _RIMES or (onset == "gi" and not rime):
                is_stopped = rime.endswith(_STOPS) and not rime.endswith("nh")
                return not is_stopped or not tones or tones[0] in _SHARP_OR_HEAVY
    return False


def spelled(text: str) -> tuple[int, int]:
    """How many words with a letter beyond ASCII a text begins with are syllables, and how many are not.

    Words without a vowel are abbreviations (NĐ, QĐ) and count as neither.

    >>> spelled("Hội nghị NĐ-CP về fïn")
    (3, 1)
    """
    words = (word for match in WORD.finditer(text) if not _ASCII.fullmatch(word := match[0]))
    sound = broken = 0
    for word, count in Counter(islice(words, _ENOUGH)).items():
        if not _VOWEL.search(unicodedata.normalize("NFD", word.lower())):
            continue
        if is_syllable(word):
            sound += count
        else:
            broken += count
    return sound, broken
