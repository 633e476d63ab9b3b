"""Tell whether a word is spelled as a Vietnamese syllable is: onset, rhyme, tone and letter case."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

_RHYMES = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu "
    "i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu "
    "o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc "
    "oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt "
    "uynh uyp uyt uyu ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu ych ynh yt"
)
_ONSETS = "ngh ng gh gi kh nh ph qu th tr ch b c d đ g h k l m n p r s t v x"
_BEFORE_E_I = frozenset(("k", "gh", "ngh"))  # written only before e, ê, i, y
_NEVER_BEFORE_E_I = frozenset(("c", "ng"))
_WITH_Y = frozenset(("", "h", "k", "l", "m", "qu", "s", "t", "v"))  # "y" for "i", by custom
_STOPS = ("c", "ch", "k", "p", "t")
_TONES = {"\u0300": 1, "\u0301": 2, "\u0303": 3, "\u0309": 4, "\u0323": 5}
_WITH_STOP = (2, 5)  # the tones of a syllable that ends in c, ch, p, t
_QUALITY = "âăêôơư"
_EVERY_RHYME = frozenset(_RHYMES.split())
_EVERY_ONSET = frozenset((*_ONSETS.split(), ""))
_LONGEST = 7  # nghiêng


@lru_cache(maxsize=16384)
def is_syllable(word: str) -> bool:
    """Say whether ``word``, NFC letters only, is a syllable in lower case, in capitals or with a first capital."""
    if len(word) > _LONGEST or not (word.islower() or word.isupper() or (word[0].isupper() and word[1:].islower())):
        return False
    plain, tone, place = _without_tone(word.lower())
    if tone < 0:
        return False
    return any(plain[:length] in _EVERY_ONSET and _fits(plain[:length], plain, tone, place) for length in range(4))


def _without_tone(word: str) -> tuple[str, int, int]:
    """Return the letters without their tone, the tone (0: none, -1: more than one) and the place of its letter."""
    tone, place, plain = 0, -1, ""
    for char in word:
        if char.isascii():
            plain += char
            continue
        letter, mark = _split(char)
        if mark:
            tone, place = (mark if tone == 0 else -1), len(plain)
        plain += letter
    return plain, tone, place


@cache
def _split(char: str) -> tuple[str, int]:
    """Return a letter without its tone, and the tone."""
    parts = unicodedata.normalize("NFD", char)
    tone = next((_TONES[part] for part in parts if part in _TONES), 0)
    return unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES)), tone


def _fits(onset: str, plain: str, tone: int, place: int) -> bool:
    rhyme = plain[len(onset) :]
    if onset == "gi" and (not rhyme or rhyme[0] not in "aăâeêoôơuư"):
        onset, rhyme = "g", plain[1:]  # gì, gìn
    if onset == "g" and rhyme[:1] in ("e", "ê", "y"):
        return False
    if rhyme not in _EVERY_RHYME:
        return False
    before_e_i = rhyme[0] in "eêiy"
    if (onset in _BEFORE_E_I and not before_e_i) or (onset in _NEVER_BEFORE_E_I and before_e_i):
        return False
    if rhyme[0] == "y" and onset not in _WITH_Y:
        return False
    if rhyme.endswith(_STOPS) and tone not in _WITH_STOP:
        return False
    return tone == 0 or onset in ("qu", "gi") or _tone_stands_right(rhyme, place - len(plain) + len(rhyme))


def _tone_stands_right(rhyme: str, place: int) -> bool:
    """Say whether the tone is on the vowel with a circumflex, breve or horn (the last of them), else on any vowel."""
    if place < 0 or rhyme[place] not in "aăâeêioôơuưy":
        return False
    marked = [index for index, char in enumerate(rhyme) if char in _QUALITY]
    return place == marked[-1] if marked else True
