"""Judge whether the words of a PDF page are words: a scan has none, a broken font map gives nonsense."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_TOKEN = re.compile(r"\S+")
_EDGES = ".,;:!?…()[]{}“”\"'‘’-–—*_/\\<>|•"
_FIGURES = re.compile(r"[\dA-ZĐ]*\d[\dA-Za-zĐđ]*(?:[-/.,:%&+xX][\wĐđƯưƠơ%]*)*$|[A-ZĐƯ]+(?:[-/&.][A-ZĐƯa-zđ\d]+)+$")
_SYLLABLE = re.compile(
    r"(?:b|ch?|d|đ|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu?|r|s|th?|tr|v|x)?[aeiouy]{1,3}(?:ch?|m|ng?|nh|p|t)?$"
)
_FOREIGN = re.compile(r"(?:[a-z]+|[A-Z]?[a-z]+|[A-Z]+|[A-Z][a-z]+(?:[A-Z][a-z]+)+)$")
_FEW = 20  # words; fewer prove nothing
_PLAUSIBLE = 0.6  # share of words that are words, below which the text is nonsense
_OCR_PLAUSIBLE = 0.75
_ACCENTED = 0.4  # share of accented words below which letters read off a picture have lost their accents


def letters(texts: Sequence[str]) -> int:
    """Return the number of letters."""
    return sum(sum(map(str.isalpha, text)) for text in texts)


def is_nonsense(texts: Sequence[str], read_off: bool) -> bool:
    """Say whether these lines are no text; ``read_off``: they lie under a picture they were read off."""
    words = accented = good = 0
    for text in texts:
        for token in _TOKEN.findall(text):
            word = token.strip(_EDGES)
            if not word or _FIGURES.match(word):
                continue
            words += 1
            bare = _bare(word)
            good += bool(_SYLLABLE.match(bare) or (word.isascii() and _FOREIGN.match(word) and _has_vowel(bare, word)))
            accented += bare != word.lower()
    if words < _FEW:
        return False
    if read_off:
        return good < _OCR_PLAUSIBLE * words or accented < _ACCENTED * words
    return good < _PLAUSIBLE * words


def _has_vowel(bare: str, word: str) -> bool:
    return any(char in "aeiouy" for char in bare) or (word.isupper() and len(word) < 8)


def _bare(word: str) -> str:
    """Return the word in small letters without accents; đ keeps its stroke."""
    split = unicodedata.normalize("NFD", word.lower())
    return "".join(char for char in split if not unicodedata.combining(char))
