"""Compare numbers: how many, and how often, the superior plan asks for, and what the draft promises."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

# "năm" is the year nearly everywhere.
_WORDS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
_NUMBER = re.compile(
    r"(?<![\w/.,\-])(?:(?P<digits>\d{1,3}(?:\.\d{3})+|\d+)(?:\s*-\s*\d+)?(?:\s*\([^()\d]{2,12}\))?"
    r"|(?P<word>một(?! số)|hai|ba|bốn|sáu|bảy|tám|chín|mười))"
    r"(?:\s*(?P<percent>%)|\s+(?P<noun>[^\W\d_]+))"
)
_NO_COUNT = re.compile(
    r"(?:ngày|(?<!mỗi )(?<!hằng )(?<!hàng )(?<!từng )(?:tháng|năm|quý)|số|mức|mức độ|điều|khoản|mục|giai đoạn|lần thứ"
    r"|thứ|phụ lục|iso|khóa)\s*$"
)
_PERIODS = (
    (2.0, re.compile(r"(?:mỗi|/)\s*(?:6|06|sáu) tháng")),
    (52.0, re.compile(r"(?:mỗi|hằng|hàng|từng|một|/|/\s)\s*tuần|tuần\s+\d|trong tuần")),
    (12.0, re.compile(r"(?:mỗi|hằng|hàng|từng|một|/|/\s)\s*tháng|tháng\s*$")),
    (4.0, re.compile(r"(?:mỗi|hằng|hàng|từng|một|trong mỗi|/|/\s)\s*quý")),
    (1.0, re.compile(r"(?:mỗi|hằng|hàng|từng|một|/|/\s|cả|trong)\s*năm")),
)


_AROUND = 100  # characters on either side of a number in which its period is said


_SHARE = frozenset({"%"})
_COUNTED = "words.counted."


@cache
def kinds_of(words: frozenset[tuple[str, frozenset[str]]]) -> dict[str, frozenset[str]]:
    """Return the kinds of things by the first words of their names, from the lists "words.counted.KIND"."""
    found: dict[str, set[str]] = {}
    for name, nouns in words:
        for noun in nouns:
            found.setdefault(noun, set()).add(name.removeprefix(_COUNTED))
    return {noun: frozenset(kinds) for noun, kinds in found.items()}


def counted_things(words: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Return what a rulebook's word lists say of things that are counted."""
    return kinds_of(frozenset(item for item in words.items() if item[0].startswith(_COUNTED)))


class Quantity(NamedTuple):
    """A number of things: ``a_year`` is how many of the periods it is given for a year has, None where none is said."""

    number: float
    kinds: frozenset[str]  # of things, "%" for a share
    a_year: float | None
    start: int
    end: int


def quantities(folded: str, start: int, end: int, counted: Mapping[str, frozenset[str]]) -> list[Quantity]:
    """Return the numbers of counted things in [start, end)."""
    return list(_quantities(folded, start, end, counted))


def _quantities(folded: str, start: int, end: int, counted: Mapping[str, frozenset[str]]) -> Iterator[Quantity]:
    for match in _NUMBER.finditer(folded, start, end):
        kinds = _SHARE if match.group("percent") else counted.get(match.group("noun"))
        if kinds is None:
            continue
        if _NO_COUNT.search(folded, max(start, match.start() - 12), match.start()):
            continue
        digits = match.group("digits")
        number = float(digits.replace(".", "")) if digits else float(_WORDS[match.group("word")])
        yield Quantity(number, kinds, _a_year(folded, start, end, match.start()), match.start(), match.end())


def _a_year(folded: str, start: int, end: int, place: int) -> float | None:
    """Return how often a year the thing is done, as the words around the number say."""
    least, most = max(start, place - _AROUND), min(end, place + _AROUND)
    left = max(least, folded.rfind(";", least, place))
    right = folded.find(";", place, most)
    right = right if right >= 0 else most
    # "02 tin/tháng và 01 phóng sự/quý": what stands right behind it comes first.
    near = re.compile(r"(?:,| và )").search(folded, place, right)
    behind = folded[place : near.start() if near else right]
    around = behind if "/" in behind else folded[left:right]
    return next((times for times, cue in _PERIODS if cue.search(around)), None)


def falls_short(asked: list[Quantity], given: list[Quantity], has_all: bool) -> tuple[Quantity, Quantity | None] | None:
    """Return the number asked for that what is given does not reach, and the most that is given of it.

    ``has_all``: the draft says "toàn thể", "tất cả", which is every share.
    """
    for wanted in asked:
        if wanted.kinds == _SHARE and has_all:
            continue
        alike = [item for item in given if not item.kinds.isdisjoint(wanted.kinds)]
        if not any(_reaches(item, wanted) for item in alike):
            return wanted, max(alike, key=lambda item: item.number, default=None)
    return None


def _reaches(given: Quantity, wanted: Quantity) -> bool:
    if wanted.a_year and given.a_year:
        return given.number * given.a_year >= wanted.number * wanted.a_year
    return given.number >= wanted.number
