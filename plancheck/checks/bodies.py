"""Recognise the names of bodies (Sở Nội vụ, Các phòng, đơn vị thuộc Sở, …) where a phrase list says one begins."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from plancheck.checks.context import Context

_DANGLING = re.compile(r"(?:\s+(?:thuộc|trực thuộc|của|trên địa bàn))+$")
_LONGEST = 140  # characters of a name


class Body(NamedTuple):
    name: str
    start: int
    end: int
    named: bool  # False: a class ("các phòng, đơn vị"), True: one body


@cache
def _rest_of_name(stops: frozenset[str]) -> re.Pattern[str]:
    """Return what goes on a name: words up to a verb, a preposition or a mark (the list "words.body-stop").

    Only the first syllable of a word in a name has a capital ("Sở Nội vụ", "Phòng Kiểm soát chi"), so a name cannot
    be told by capitals; it ends where a word begins that no name holds.
    """
    stop = "|".join(re.escape(word) for word in sorted(stops, key=len, reverse=True))
    word = rf"(?!(?:{stop})(?!\w))[^\s,.;:()\"“”/]+"
    # After a comma or "và" only a capital that begins no other body goes on ("Sở Văn hóa, Thể thao và Du lịch").
    listed = r"(?:,|\s+và)\s+(?=[^\W\d_a-z])(?!(?:Sở|Phòng|Ban|Trung|Văn phòng|Chi|Đài|Báo|Hội|Công an|Ủy)\b)"
    listed = rf"(?:{listed}(?!UBND)|(?<=HĐND)\s+và\s+(?=UBND))"
    return re.compile(rf"(?:\s+{word}|{listed}{word}){{0,9}}")


def bodies_in(context: Context, start: int, end: int) -> list[Body]:
    """Return the bodies named in [start, end) in text order, none inside another."""
    text, hits = context.plan.text.text, context.hits
    found: list[Body] = []
    position = start
    marks = sorted(
        [(hit.start, -hit.end, True) for hit in hits.within("body.start", start, end)]
        + [(hit.start, -hit.end, False) for hit in hits.within("body.class", start, end)]
    )
    if not marks:
        return found
    rest = _rest_of_name(context.rulebook.words.get("words.body-stop", frozenset()))
    for begin, minus_end, named in marks:
        if begin < position or (named and not text[begin].isupper()):
            continue
        more = rest.match(text, -minus_end, min(end, begin + _LONGEST))
        stop = more.end() if more else -minus_end
        name = _DANGLING.sub("", text[begin:stop]).rstrip(" ,-–")
        if named and len(name.split()) < 2 and not name.isupper():
            continue  # "Ban", "Phòng" alone name nobody
        found.append(Body(name, begin, begin + len(name), named))
        position = begin + len(name)
    return found
