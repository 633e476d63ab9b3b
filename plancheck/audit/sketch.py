"""Draw a small sketch of a plan's own words, by which copies among thousands are found.

A run of a few words ("shingle") is one number. Of the runs that the superior plan does not hold, the least of every
window is kept (winnowing, Schleimer, Wilkerson and Aiken 2003), so that a shared passage of ``shingle + window`` words
always leaves a shared number. A MinHash of what is kept gives the keys by which near copies meet.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Mapping, Set
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from plancheck.language.fold import fold, in_one_placement

_WORD = re.compile(r"[^\W_]+")
_DECOMPOSED_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
_NUMBER = "0"
_BASE = 0x100000001B3
_MASK = (1 << 61) - 1
_MIX = 0x9E3779B97F4A7C15
_WHOLE = (1 << 64) - 1


class Words(NamedTuple):
    """A text's words as numbers, and where each begins and ends in the text."""

    numbers: list[int]
    starts: list[int]
    ends: list[int]


class Sketch(NamedTuple):
    """``hashes``: sorted, of runs that the superior plan does not hold; ``bands``: keys that near copies share;
    ``own``: how many words stand in such runs."""

    hashes: array[int]
    bands: array[int]
    own: int

    @classmethod
    def empty(cls) -> Sketch:
        return cls(array("I"), array("I"), 0)

    def packed(self) -> bytes:
        """Return the sketch as bytes."""
        return array("I", [self.own, len(self.bands), *self.bands]).tobytes() + self.hashes.tobytes()


def unpacked(data: bytes) -> Sketch:
    """Return a sketch from its bytes."""
    numbers = array("I")
    numbers.frombytes(data)
    count = numbers[1]
    return Sketch(numbers[2 + count :], numbers[2 : 2 + count], numbers[0])


@lru_cache(maxsize=50_000)
def _number(word: str) -> int:
    if word.isdecimal():
        word = _NUMBER
    else:
        word = in_one_placement(fold(word))
    return (crc32(word.encode("utf-8", "surrogatepass")) * _MIX >> 16) & _MASK | 1


def words_of(text: str) -> Words:
    """Return the words of a text, whatever its capitals, tone placement and figures."""
    numbers: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    composed = unicodedata.is_normalized("NFC", text)
    for match in (_WORD if composed else _DECOMPOSED_WORD).finditer(text):
        word = match.group()
        numbers.append(_number(word if composed else unicodedata.normalize("NFC", word)))
        starts.append(match.start())
        ends.append(match.end())
    return Words(numbers, starts, ends)


def shingles(numbers: list[int], size: int) -> list[int]:
    """Return a number of 32 bits for each run of ``size`` words, in order."""
    if len(numbers) < size:
        return []
    top = pow(_BASE, size - 1, 1 << 61)
    value = 0
    for number in numbers[:size]:
        value = (value * _BASE + number) & _MASK
    found = [value]
    for last, following in zip(numbers, numbers[size:], strict=False):
        value = ((value - last * top) * _BASE + following) & _MASK
        found.append(value)
    return [(item * _MIX & _WHOLE) >> 32 for item in found]


def held(runs: list[int], known: Set[int], count: int, size: int) -> bytearray:
    """Return 1 for each of ``count`` words that stands in a run of ``known``, else 0."""
    mask = bytearray(count)
    ones = b"\x01" * size
    for index, run in enumerate(runs):
        if run in known:
            mask[index : index + size] = ones
    return mask


def sketch(text: str, known: Set[int], values: Mapping[str, float]) -> Sketch:
    """Return the sketch of a text; ``known``: runs of the superior plan, which everybody may share."""
    size, window = int(values["shingle"]), int(values["window"])
    words = words_of(text)
    runs = shingles(words.numbers, size)
    own = len(words.numbers) - sum(held(runs, known, len(words.numbers), size))
    kept = array("I", sorted(_winnowed([run for run in runs if run not in known], window)))
    return Sketch(kept, array("I", _bands(kept, int(values["bands"]), int(values["rows"]))), own)


def _winnowed(runs: list[int], window: int) -> set[int]:
    if len(runs) <= window:
        return {min(runs)} if runs else set()
    return {min(runs[index : index + window]) for index in range(len(runs) - window + 1)}


def _bands(kept: Iterable[int], bands: int, rows: int) -> list[int]:
    """Return a key for each band of the MinHash; none of a sketch that holds nothing."""
    items = list(kept)
    if not items:
        return []
    found = []
    for band in range(bands):
        key = 0
        for row in range(rows):
            factor = (_MIX * (2 * (band * rows + row) + 3)) & _WHOLE
            least = min([((item ^ factor >> 32) * factor & _WHOLE) >> 24 for item in items])
            key = (key * _BASE + least) & _WHOLE
        found.append((key * _MIX & _WHOLE) >> 32)
    return found
