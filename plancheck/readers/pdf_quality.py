"""Judge whether the words of a PDF page are words: a scan has none, a broken font map gives nonsense."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from plancheck.readers.pdf_sheet import Sheet

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
_FEW_LETTERS = 30  # of a page; a scan bears at most a stamp
_PICTURE = 0.5  # share of a page under pictures, or this many shapes, that make a page without letters a scan
_MANY_SHAPES = 300


def state_of(sheet: Sheet, texts: Sequence[str]) -> str:
    """Return what a page with these lines is: text | scanned | broken | empty."""
    pictured = sheet.covered >= _PICTURE
    if _letters(texts) < _FEW_LETTERS:
        return "scanned" if pictured or sheet.shapes >= _MANY_SHAPES else "text" if texts else "empty"
    if sheet.whole or not is_nonsense(texts, is_read_off(sheet)):
        return "text"
    return "scanned" if pictured else "broken"


def is_read_off(sheet: Sheet) -> bool:
    """Say whether the words of a page lie unseen under its picture."""
    return sheet.covered >= _PICTURE and sheet.hidden * 2 > len(sheet.words)


def _letters(texts: Sequence[str]) -> int:
    return sum(sum(map(str.isalpha, text)) for text in texts)


def is_nonsense(texts: Sequence[str], read_off: bool) -> bool:
    """Say whether these lines are no text; ``read_off``: they lie under a picture they were read off."""
    words = accented = good = 0
    for text in texts:
        for token in _TOKEN.findall(text):
            judged = _judged(token)
            if judged is not None:
                words += 1
                good += judged[0]
                accented += judged[1]
    if words < _FEW:
        return False
    if read_off:
        return good < _OCR_PLAUSIBLE * words or accented < _ACCENTED * words
    return good < _PLAUSIBLE * words


@lru_cache(maxsize=4096)
def _judged(token: str) -> tuple[bool, bool] | None:
    """Say whether a token is a word, and whether it bears accents; None for figures and signs."""
    word = token.strip(_EDGES)
    if not word or _FIGURES.match(word):
        return None
    bare = _bare(word)
    foreign = word.isascii() and _FOREIGN.match(word) is not None and _has_vowel(bare, word)
    return _SYLLABLE.match(bare) is not None or foreign, bare != word.lower()


def _has_vowel(bare: str, word: str) -> bool:
    return any(char in "aeiouy" for char in bare) or (word.isupper() and len(word) < 8)


def _bare(word: str) -> str:
    """Return the word in small letters without accents; đ keeps its stroke."""
    split = unicodedata.normalize("NFD", word.lower())
    return "".join(char for char in split if not unicodedata.combining(char))
