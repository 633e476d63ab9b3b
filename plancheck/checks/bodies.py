"""Recognise the names of bodies (Sở Nội vụ, Các phòng, đơn vị thuộc Sở, …) where a phrase list says one begins."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from plancheck.checks.context import Context, once

_DANGLING_WORDS = ("thuộc", "của", "trên địa bàn")
_DANGLING = re.compile(r"(?:\s+(?:thuộc|trực thuộc|của|trên địa bàn))+$")
_NEXT_WORD = re.compile(r"(,\s+|\s+và\s+(?=[^\W\d_a-z]))?\s*([^\s,.;:()\"“”/]+)")
# Whole words, for places too begin with "Thanh", "Bảo", "Văn" ("UBND các huyện Lý Nhân, Thanh Liêm").
_OTHER_BODY = re.compile(
    r"(?:Sở|Phòng|UBND|Ban|Trung tâm|Văn phòng|Chi (?:cục|nhánh|đoàn|bộ|hội)|Đài|Báo|Hội(?! An\b)|Công (?:an|đoàn|ty)"
    r"|Ủy ban|Cục|Kho bạc|Bảo (?:hiểm|tàng)|Liên (?:đoàn|minh|hiệp)|Bưu (?:điện|chính)|Thanh (?:tra|niên)|Mặt trận"
    r"|Ngân hàng|Trường(?! Sa\b)|Bệnh viện|Viện|HĐND|Tỉnh|Huyện|Bộ)\b"
)
_TIMES = re.compile(r"\d+\s+(?:tháng|ngày|tuần|năm|quý|lần|đợt)\b")  # "báo cáo Sở Nội vụ 6 tháng"
_MOST_WORDS = 9
_LONGEST = 140  # characters of a name


class Body(NamedTuple):
    name: str
    start: int
    end: int
    named: bool  # False: a class ("các phòng, đơn vị"), True: one body


Mark = tuple[int, int, bool]  # a phrase that begins a body: its start, minus its end, and whether it names one


class _Reading(NamedTuple):
    """A name ("" where it names nobody) and how far the text was looked at to read it."""

    name: str
    reach: int


@cache
def _stops(phrases: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Return the phrases that end a name, by their first words."""
    first: dict[str, list[str]] = {}
    for phrase in phrases:
        first.setdefault(phrase.split(" ", 1)[0], []).append(phrase)
    return {word: tuple(found) for word, found in first.items()}


def _name_end(
    text: str, start: int, limit: int, stops: dict[str, tuple[str, ...]], listed: frozenset[str]
) -> tuple[int, int]:
    """Return where a name that has begun ends: before a verb, a preposition (``stops``) or a mark; and what was read.

    Only the first syllable of a word in a name has a capital ("Sở Nội vụ", "Phòng Kiểm soát chi"), so a name cannot
    be told by capitals; it ends where a word begins that no name holds. ``listed`` are words that go on a class
    of bodies behind a comma ("các phòng, đơn vị").
    """
    end = reach = start
    for _ in range(_MOST_WORDS):
        match = _NEXT_WORD.match(text, end, limit)
        if match is None:
            break
        joined, word = match.groups()
        reach = match.end()
        if joined:
            # After a comma or "và" only a capital that begins no other body goes on (Sở Văn hóa, Thể thao và Du lịch).
            after_council = word == "UBND" and text.endswith("HĐND", start - 4, end)
            other = _OTHER_BODY.match(text, match.start(2)) and not after_council
            if word not in listed and (not word[0].isupper() or other):
                break
        elif (word in stops and _stops_at(text, stops[word], match.start(2))) or (
            word[0].isdigit() and _TIMES.match(text, match.start(2), limit)
        ):
            break
        end = reach
    return end, reach


def _known_end(context: Context, begin: int, limit: int) -> int:
    """Return where the longest name of the registry that begins here ends: no "và" inside it ends a name."""
    return max((end for end in _registered(context).get(begin, ()) if end <= limit), default=0)


@once
def _registered(context: Context) -> dict[int, list[int]]:
    """Return where the names of the registry end that begin at an offset."""
    found: dict[int, list[int]] = {}
    for start, end in context.hits.of("law.body"):
        found.setdefault(start, []).append(end)
    return found


def _stops_at(text: str, phrases: tuple[str, ...], start: int) -> bool:
    """Say whether one of ``phrases`` stands at ``start`` as whole words."""
    for phrase in phrases:
        if text.startswith(phrase, start):
            end = start + len(phrase)
            if not text[end : end + 1].isalnum():
                return True
    return False


@once
def _marks(context: Context) -> list[Mark]:
    """Return every place where a body's name begins, in text order, of those that begin together the longest first."""
    hits = context.hits
    return sorted(
        [(start, -end, True) for start, end in hits.of("body.start")]
        + [(start, -end, False) for start, end in hits.of("body.class")]
    )


@once
def _readings(context: Context) -> dict[Mark, _Reading]:
    return {}


def _read(context: Context, mark: Mark, limit: int) -> _Reading:
    """Return the name that begins at ``mark``, no character from ``limit`` on in it."""
    begin, minus_end, named = mark
    text, words = context.plan.text.text, context.rulebook.words
    stops = _stops(words.get("words.body-stop", frozenset()))
    listed = frozenset() if named else words.get("words.class-noun", frozenset())
    known = _known_end(context, begin, limit) if named else 0
    stop, reach = _name_end(text, max(-minus_end, known), limit, stops, listed)
    name = text[begin:stop]
    if name.endswith(_DANGLING_WORDS):
        name = _DANGLING.sub("", name)
    name = name.rstrip(" ,-–")
    if named and len(name.split()) < 2 and not name.isupper():
        name = ""  # "Ban", "Phòng" alone name nobody
    return _Reading(name, reach)


def _reading(context: Context, mark: Mark, end: int) -> _Reading:
    """Return the name that begins at ``mark``, read once however many checks look at its sentence."""
    readings = _readings(context)
    found = readings.get(mark)
    if found is None:
        found = readings[mark] = _read(context, mark, mark[0] + _LONGEST)
    # What was read beyond ``end`` must not count.
    return found if found.reach <= end else _read(context, mark, min(end, mark[0] + _LONGEST))


def bodies_in(context: Context, start: int, end: int, wanted: Callable[[int], bool] | None = None) -> list[Body]:
    """Return the bodies named in [start, end) in text order, none inside another.

    ``wanted`` says of an offset whether a body that begins there is asked for at all.
    """
    marks, text = _marks(context), context.plan.text.text
    found: list[Body] = []
    position = start
    for index in range(bisect_left(marks, (start,)), len(marks)):
        mark = marks[index]
        begin, minus_end, named = mark
        if begin >= end:
            break
        if begin < position or -minus_end > end or (named and not text[begin].isupper()):
            continue
        if wanted is not None and not wanted(begin):
            continue
        if name := _reading(context, mark, end).name:
            position = begin + len(name)
            found.append(Body(name, begin, position, named))
    return found
