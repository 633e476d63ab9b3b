"""Fold a text for matching without moving a single offset, and spell a phrase in every accepted way."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import product

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_QUOTES = "“”„‟«»"
# Old and new placement of the tone on oa, oe, uy (hoà, hòa): both are accepted everywhere (NĐ 30 prints both).
_TONES = dict(
    zip(
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        strict=True,
    )
)
_MARKS = re.compile("[\u0300-\u034e\u0350-\u036f]+")  # that Latin letters bear
_OTHER = re.compile("[\u034f\u0370-\U0010ffff]")
_NEW_TO_OLD = {new: old for old, new in _TONES.items()}
_PAIRS = (*_TONES, *_NEW_TO_OLD)


def fold(text: str) -> str:
    """Return ``text`` in lower case with plain dashes and quotes; the length never changes."""
    folded = text.lower()
    if len(folded) != len(text):  # a few letters grow when lowered (İ)
        folded = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    for char in _DASHES:
        if char in folded:
            folded = folded.replace(char, "-")
    for char in _QUOTES:
        if char in folded:
            folded = folded.replace(char, '"')
    return folded.replace("’", "'") if "’" in folded else folded


def spellings(phrase: str) -> list[str]:
    """Return the folded phrase in both tone placements, the given one first."""
    phrase = fold(unicodedata.normalize("NFC", phrase))
    if not any(pair in phrase for pair in _PAIRS):
        return [phrase]
    parts: list[tuple[str, ...]] = []
    index = 0
    while index < len(phrase):
        pair = phrase[index : index + 2]
        follows = phrase[index + 2 : index + 3]
        before = phrase[index - 1 : index]
        other = _TONES.get(pair) or _NEW_TO_OLD.get(pair)
        # The tone moves only in an open syllable (hoà, never toàn) and never behind q (quý).
        if other and before != "q" and not follows.isalpha():
            parts.append((pair, other))
            index += 2
        else:
            parts.append((phrase[index],))
            index += 1
    return ["".join(choice) for choice in product(*parts)]


@lru_cache(maxsize=4096)
def in_one_placement(phrase: str) -> str:
    """Return the folded phrase in a tone placement that is the same for both of its spellings."""
    return min(spellings(phrase))


def bare(text: str) -> str:
    """Return ``text`` folded and without any Vietnamese mark ("Độc lập" gives "doc lap")."""
    decomposed = unicodedata.normalize("NFD", fold(text).replace("đ", "d"))
    if decomposed.isascii():
        return decomposed
    if not _OTHER.search(decomposed):
        return _MARKS.sub("", decomposed)
    return "".join(char for char in decomposed if not unicodedata.combining(char))
