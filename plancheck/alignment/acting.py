"""Read with whom a line begins: who is to act, who gives the duty, and where the act itself begins."""

from __future__ import annotations

import re
from typing import NamedTuple

from plancheck.checks.bodies import Body, bodies_in
from plancheck.checks.context import Context

_BLANK = re.compile(r"[\s\-+*•\"“]*")
_SET_OFF = re.compile(r"(?:[^.;:,()]|\([^()]*\)){0,90},\s*")  # the rest of "Trước ngày 20 (của tháng cuối quý), "
_BETWEEN = re.compile(r"[\s,;&/]*(?:(?:và|cùng|,\s*và)\s+)?[\s,;]*")
_WITHOUT = re.compile(r"\(\s*(?:trừ|ngoại trừ|không kể|không bao gồm|không gồm)\b([^()]*)\)")
_LONGEST_HEAD = 120  # characters before the colon of a line
_LONGEST_RUN = 400
_MOST_GIVEN = 3  # "Đồng thời", "giao" before the acting body


class Acting(NamedTuple):
    """The bodies with which a line begins, those left out ("trừ …"), and where what they do begins.

    ``given``: words before them give them the duty ("Giao Trung tâm …").
    """

    bodies: list[Body]
    without: list[Body]
    end: int
    given: bool = False


def acting(context: Context, start: int, end: int) -> Acting:
    """Return the bodies with which a line, or what follows its head, begins; none: ``end`` is where its act begins."""
    folded = context.folded
    colon = folded.find(":", start, min(end, start + _LONGEST_HEAD))
    for begin in (start, colon + 1) if colon >= 0 else (start,):
        for first in _beginnings(context, begin, end):
            found = _run(context, first, end)
            if found.bodies:
                return found._replace(given=context.hits.any_within("align.gives", begin, first))
    return Acting([], [], _beginnings(context, start, end)[-1])


def _beginnings(context: Context, begin: int, end: int) -> list[int]:
    """Return where the acting body may begin: at once, after a time or ground, after who gives it the duty."""
    found = [_blank(context, begin, end)]
    if (when := _hit_end(context, "align.before-actor", found[0], end)) and (
        rest := _SET_OFF.match(context.folded, when, end)
    ):
        found.append(_blank(context, rest.end(), end))
    found += [given for first in found if (given := _given(context, first, end)) > first]
    return list(dict.fromkeys(found))


def _given(context: Context, first: int, end: int) -> int:
    """Return where the words end by which somebody gives a duty ("UBND tỉnh giao", "Đồng thời đề nghị")."""
    giver = next((body for body in bodies_in(context, first, min(end, first + _LONGEST_RUN))), None)
    if giver is not None and giver.start == first and context.hits.any_within("given.higher", first, giver.end):
        place = _blank(context, giver.end, end)
        return _given_by(context, place, end) if _hit_end(context, "align.gives", place, end) else first
    return _given_by(context, first, end)


def _given_by(context: Context, first: int, end: int) -> int:
    for _ in range(_MOST_GIVEN):
        stop = _hit_end(context, "align.gives", first, end) or _hit_end(context, "align.turns-to", first, end)
        if stop is None:
            break
        first = _blank(context, stop, end)
    return first


def _run(context: Context, first: int, end: int) -> Acting:
    """Return the bodies that stand in a row from ``first`` on."""
    found: list[Body] = []
    place = first
    for body in bodies_in(context, first, min(end, first + _LONGEST_RUN)):
        if not _joined(context, place, body.start, bool(found)):
            break
        found.append(body)
        place = body.end
    # "UBND tỉnh yêu cầu các sở …": who gives the duty does not do it.
    if len(found) == 1 and _given(context, first, end) > first:
        return Acting([], [], first)
    bracket = _WITHOUT.match(context.folded, _blank(context, place, end), end) if found else None
    return Acting(found, left_out(context, *bracket.span()), bracket.end()) if bracket else Acting(found, [], place)


def left_out(context: Context, start: int, end: int) -> list[Body]:
    """Return the bodies that [start, end) leaves out in brackets ("các sở (trừ Sở Tư pháp)")."""
    return [
        body for part in _WITHOUT.finditer(context.folded, start, end) for body in bodies_in(context, *part.span(1))
    ]


def _joined(context: Context, place: int, start: int, further: bool) -> bool:
    """Say whether nothing but a comma, "và" or a title ("Chủ tịch") stands between two bodies."""
    if _BETWEEN.fullmatch(context.folded, place, start):
        return True
    titles = context.hits.within("align.head-of", place, start) if further else []
    return any(
        _BETWEEN.fullmatch(context.folded, place, title.start) and _blank(context, title.end, start) == start
        for title in titles
    )


def _blank(context: Context, place: int, end: int) -> int:
    found = _BLANK.match(context.folded, place, max(place, end))
    return found.end() if found else place


def _hit_end(context: Context, name: str, start: int, end: int) -> int | None:
    """Return the end of the longest phrase of a list that begins at ``start``."""
    near = min(end, start + _LONGEST_HEAD)
    return max((hit.end for hit in context.hits.within(name, start, near) if hit.start == start), default=None)
