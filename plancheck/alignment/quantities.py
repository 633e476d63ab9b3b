"""Compare numbers: how many, and how often, the superior plan asks for, and what the draft promises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_WORDS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
_NUMBER = re.compile(
    r"(?<![\w/.,\-])(?:(?P<digits>\d{1,3}(?:\.\d{3})*)|(?P<word>một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười))"
    r"(?:\s*(?P<percent>%)|\s+(?P<noun>[^\W\d_]+))"
)
_NO_COUNT = re.compile(
    r"(?:ngày|tháng|năm|quý|số|mức|mức độ|điều|khoản|mục|giai đoạn|lần thứ|thứ|phụ lục|iso|khóa)\s*$"
)
_PERIODS = (
    (52.0, re.compile(r"(?:mỗi|hằng|hàng|từng|một|/|/\s)\s*tuần|tuần\s+\d|trong tuần")),
    (12.0, re.compile(r"(?:mỗi|hằng|hàng|từng|một|/|/\s)\s*tháng|tháng\s*$")),
    (4.0, re.compile(r"(?:mỗi|hằng|hàng|từng|một|trong mỗi|/|/\s)\s*quý")),
    (2.0, re.compile(r"(?:mỗi|/)\s*(?:6|06|sáu) tháng")),
    (1.0, re.compile(r"(?:mỗi|hằng|hàng|từng|một|/|/\s|cả|trong)\s*năm")),
)


_AROUND = 100  # characters on either side of a number in which its period is said


class Quantity(NamedTuple):
    """A number of things: ``a_year`` is how many of the periods it is given for a year has, None where none is said."""

    number: float
    noun: str
    a_year: float | None
    start: int
    end: int


def quantities(folded: str, start: int, end: int, counted: frozenset[str]) -> list[Quantity]:
    """Return the numbers of counted things in [start, end)."""
    return list(_quantities(folded, start, end, counted))


def _quantities(folded: str, start: int, end: int, counted: frozenset[str]) -> Iterator[Quantity]:
    for match in _NUMBER.finditer(folded, start, end):
        noun = "%" if match.group("percent") else match.group("noun")
        if noun != "%" and noun not in counted:
            continue
        if _NO_COUNT.search(folded, max(start, match.start() - 12), match.start()):
            continue
        digits = match.group("digits")
        number = float(digits.replace(".", "")) if digits else float(_WORDS[match.group("word")])
        yield Quantity(number, noun, _a_year(folded, start, end, match.start()), match.start(), match.end())


def _a_year(folded: str, start: int, end: int, place: int) -> float | None:
    """Return how often a year the thing is done, as the words around the number say."""
    least, most = max(start, place - _AROUND), min(end, place + _AROUND)
    left = max(least, folded.rfind(";", least, place))
    right = folded.find(";", place, most)
    around = folded[left : right if right >= 0 else most]
    return next((times for times, cue in _PERIODS if cue.search(around)), None)


def falls_short(asked: list[Quantity], given: list[Quantity], has_all: bool) -> tuple[Quantity, Quantity | None] | None:
    """Return the number asked for that what is given does not reach, and the most that is given of it.

    ``has_all``: the draft says "toàn thể", "tất cả", which is every share.
    """
    for wanted in asked:
        if wanted.noun == "%" and has_all:
            continue
        same = [item for item in given if (item.noun == "%") == (wanted.noun == "%")]
        alike = [item for item in same if item.noun == wanted.noun]
        if not any(_reaches(item, wanted) for item in alike or same):
            return wanted, max(alike, default=None)
    return None


def _reaches(given: Quantity, wanted: Quantity) -> bool:
    if wanted.a_year and given.a_year:
        return given.number * given.a_year >= wanted.number * wanted.a_year
    return given.number >= wanted.number
