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
_LAST_PLACE = 0xFFFF  # a plan of more words is none that anybody writes


class Words(NamedTuple):
    """A text's words as numbers, and where each begins and ends in the text."""

    numbers: list[int]
    starts: list[int]
    ends: list[int]


class Sketch(NamedTuple):
    """``hashes``: sorted, of runs that the superior plan does not hold, with the ``places`` (words from 0) where they
    begin; ``bands``: keys that near copies share; ``own``: how many words stand in such runs."""

    hashes: array[int]
    places: array[int]
    bands: array[int]
    own: int

    @classmethod
    def empty(cls) -> Sketch:
        """Return the sketch of what holds no words of its own."""
        return cls(array("I"), array("H"), array("I"), 0)

    def packed(self) -> bytes:
        """Return the sketch as bytes."""
        head = array("I", [self.own, len(self.bands), *self.bands])
        return head.tobytes() + self.hashes.tobytes() + self.places.tobytes()


def unpacked(data: bytes) -> Sketch:
    """Return a sketch from its bytes."""
    own, count = array("I", data[:8])
    begin = 8 + 4 * count
    kept = (len(data) - begin) // 6
    return Sketch(
        array("I", data[begin : begin + 4 * kept]), array("H", data[begin + 4 * kept :]), array("I", data[8:begin]), own
    )


@lru_cache(maxsize=50_000)
def _number(word: str) -> int:
    if word.isdecimal():
        word = _NUMBER
    else:
        word = in_one_placement(fold(word))
    return (crc32(word.encode("utf-8", "surrogatepass")) * _MIX >> 16) & _MASK | 1


FIGURE = _number(_NUMBER)  # what any figure is read as


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
    found = []
    value = 0
    for number in numbers[:size]:
        value = value * _BASE + number & _MASK
    top = pow(_BASE, size, _MASK + 1)
    found.append((value * _MIX & _WHOLE) >> 32)
    for last, following in zip(numbers, numbers[size:], strict=False):
        value = value * _BASE + following - last * top & _MASK
        found.append((value * _MIX & _WHOLE) >> 32)
    return found


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
    kept = sorted(_winnowed([(run, place) for place, run in enumerate(runs) if run not in known], window).items())
    hashes = array("I", [run for run, _ in kept])
    places = array("H", [min(place, _LAST_PLACE) for _, place in kept])
    return Sketch(hashes, places, array("I", _bands(hashes, int(values["bands"]), int(values["rows"]))), own)


def _winnowed(runs: list[tuple[int, int]], window: int) -> dict[int, int]:
    """Return the least run of every window, and where it stands first."""
    kept: dict[int, int] = {}
    for start in range(max(1, len(runs) - window + 1) if runs else 0):
        run, place = min(runs[start : start + window])
        kept.setdefault(run, place)
    return kept


def _bands(kept: Iterable[int], bands: int, rows: int) -> list[int]:
    """Return a key for each band of a MinHash of one permutation; none of a sketch that holds little.

    The numbers fall into as many bins as there are rows; the least of each bin stands for it (Li, Owen, Zhang 2012).
    """
    count = bands * rows
    least: list[int] = [_WHOLE] * count
    filled = 0
    for item in kept:
        mixed = (item ^ item >> 15) * _MIX & _WHOLE
        place = (mixed >> 32) % count
        if mixed < least[place]:
            filled += least[place] == _WHOLE
            least[place] = mixed
    if filled < count // 2:
        return []
    return [_key_of(least[start : start + rows]) for start in range(0, count, rows)]


def _key_of(numbers: list[int]) -> int:
    """Return a number of 32 bits for several."""
    key = 0
    for number in numbers:
        key = (key * _BASE + number) & _WHOLE
    return (key * _MIX & _WHOLE) >> 32
