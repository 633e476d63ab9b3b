"""Recognise the names of bodies (Sở Nội vụ, Các phòng, đơn vị thuộc Sở, …) where a phrase list says one begins."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from plancheck.checks.context import Context

_DANGLING = re.compile(r"(?:\s+(?:thuộc|trực thuộc|của|trên địa bàn))+$")
_NEXT_WORD = re.compile(r"(,\s+|\s+và\s+(?=[^\W\d_a-z]))?\s*([^\s,.;:()\"“”/]+)")
_OTHER_BODY = frozenset(("Sở", "Phòng", "UBND", "Ban", "Trung", "Văn", "Chi", "Đài", "Báo", "Hội", "Công", "Ủy"))
_MOST_WORDS = 9
_LONGEST = 140  # characters of a name


class Body(NamedTuple):
    name: str
    start: int
    end: int
    named: bool  # False: a class ("các phòng, đơn vị"), True: one body


@cache
def _stops(phrases: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Return the phrases that end a name, by their first words."""
    first: dict[str, list[str]] = {}
    for phrase in phrases:
        first.setdefault(phrase.split(" ", 1)[0], []).append(phrase)
    return {word: tuple(found) for word, found in first.items()}


def _name_end(text: str, start: int, limit: int, stops: dict[str, tuple[str, ...]], listed: frozenset[str]) -> int:
    """Return where a name that has begun ends: before a verb, a preposition (``stops``) or a mark.

    Only the first syllable of a word in a name has a capital ("Sở Nội vụ", "Phòng Kiểm soát chi"), so a name cannot
    be told by capitals; it ends where a word begins that no name holds. ``listed`` are words that go on a class
    of bodies behind a comma ("các phòng, đơn vị").
    """
    end = start
    for _ in range(_MOST_WORDS):
        match = _NEXT_WORD.match(text, end, limit)
        if match is None:
            break
        joined, word = match[1], match[2]
        if joined:
            # After a comma or "và" only a capital that begins no other body goes on (Sở Văn hóa, Thể thao và Du lịch).
            after_council = word == "UBND" and text.endswith("HĐND", start - 4, end)
            if word not in listed and (not word[0].isupper() or (word in _OTHER_BODY and not after_council)):
                break
        elif word in stops and any(_stands(text, phrase, match.start(2)) for phrase in stops[word]):
            break
        end = match.end()
    return end


def _known_end(context: Context, begin: int, limit: int) -> int:
    """Return where the longest name of the registry that begins here ends: no "và" inside it ends a name."""
    return max((hit.end for hit in context.hits.within("law.body", begin, limit) if hit.start == begin), default=0)


def _stands(text: str, phrase: str, start: int) -> bool:
    """Say whether ``phrase`` stands at ``start`` as whole words."""
    end = start + len(phrase)
    return text.startswith(phrase, start) and not text[end : end + 1].isalnum()


def bodies_in(context: Context, start: int, end: int, wanted: Callable[[int], bool] | None = None) -> list[Body]:
    """Return the bodies named in [start, end) in text order, none inside another.

    ``wanted`` says of an offset whether a body that begins there is asked for at all.
    """
    text, hits = context.plan.text.text, context.hits
    found: list[Body] = []
    position = start
    marks = sorted(
        [(hit.start, -hit.end, True) for hit in hits.within("body.start", start, end)]
        + [(hit.start, -hit.end, False) for hit in hits.within("body.class", start, end)]
    )
    if not marks:
        return found
    stops = _stops(context.rulebook.words.get("words.body-stop", frozenset()))
    listed = context.rulebook.words.get("words.class-noun", frozenset())
    for begin, minus_end, named in marks:
        if begin < position or (named and not text[begin].isupper()):
            continue
        if wanted is not None and not wanted(begin):
            continue
        limit = min(end, begin + _LONGEST)
        known = _known_end(context, begin, limit) if named else 0
        stop = _name_end(text, max(-minus_end, known), limit, stops, frozenset() if named else listed)
        name = _DANGLING.sub("", text[begin:stop]).rstrip(" ,-–")
        if named and len(name.split()) < 2 and not name.isupper():
            continue  # "Ban", "Phòng" alone name nobody
        found.append(Body(name, begin, begin + len(name), named))
        position = begin + len(name)
    return found
