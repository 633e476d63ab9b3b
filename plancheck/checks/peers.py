"""Find names of other departments, communes and districts in words that only the plan's own name fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from plancheck.checks.bodies import bodies_in
from plancheck.checks.context import Context
from plancheck.checks.issuer import issuing, letterhead
from plancheck.checks.told import (
    ELSEWHERE,
    beside_others,
    in_other_title,
    in_title,
    is_cited,
    is_of_document,
    outermost,
    stands_before,
    told_of_others,
)
from plancheck.checks.unit import on_day
from plancheck.finding import Unit
from plancheck.language.fold import bare
from plancheck.law import Body
from plancheck.law.names import Area, areas_in

_AREA_REACH = 60  # characters of a territory's name
_LISTED = (", ", " và ", "; ", ", các ")
OWN_LEVELS = {"xã": ("xã", "phường", "thị trấn", "đặc khu"), "huyện": ("huyện", "quận", "thị xã", "thành phố")}


@dataclass(slots=True, eq=False, repr=False)
class Mention:
    """A foreign name where it first stands; ``sure``: in words that only the unit's own name fits."""

    case: str
    key: str
    start: int
    end: int
    sure: bool = True
    count: int = 1


def related(context: Context, one: Body, other: Body) -> bool:
    """Say whether one of two bodies took over the other's work, or both are one committee of several names."""
    day = context.form_day
    together = day is not None and one.exists(day) and other.exists(day)
    heir = not together and (one.id in other.successor or other.id in one.successor)
    return heir or (one.collective and other.collective and one.level == other.level)


def differ(one: str, other: str) -> bool:
    """Say whether two names of places are different ones; a name cut short, or without its marks, is the same."""
    left, right = bare(one), bare(other)
    return not (left.startswith(right) or right.startswith(left))


def departments(context: Context, own: Body, peers: list[str]) -> Iterator[Mention]:
    """Yield another department's name where its own people, offices or money are spoken of as the plan's own."""
    text = context.plan.text.text
    hits = outermost(context, "law.body")
    others: dict[str, Body | None] = {}
    for index, hit in enumerate(hits):
        name = text[hit.start : hit.end]
        if name not in others:
            others[name] = _other(context, name, own, peers)
        other = others[name]
        if other is None:
            continue
        if index + 1 < len(hits) and context.folded[hit.end : hits[index + 1].start] in _LISTED:
            continue  # one of several
        begin = _own_words(context, hit.start)
        if begin is not None:
            yield Mention("department", f"unit:{other.id}:", begin, hit.end)


def _other(context: Context, name: str, own: Body, peers: list[str]) -> Body | None:
    """Return the department of another work that ``name`` is, None where it is no such one."""
    bodies = context.law.bodies_named(name) if name[0].isupper() else []
    if len(bodies) != 1 or bodies[0] is own or bodies[0].kind not in peers or related(context, bodies[0], own):
        return None
    return bodies[0]


def _own_words(context: Context, start: int) -> int | None:
    """Return where words begin that make the body named at ``start`` the plan's own; None where none stand."""
    place = context.place_at(start)
    if place is None or "opening" in place.roles or is_cited(context, start):
        return None
    if "recipients" in place.roles:
        return stands_before(context, "name.own-recipient", start)
    begin = stands_before(context, "name.own-office", start)
    if begin is None:
        begin = stands_before(context, "name.own-head", start)
        if begin is None or begin != place.paragraph.body or "responsibility" not in place.roles:
            return None
    sentence = context.sentence(place.paragraph, start)
    others = context.any_of((*ELSEWHERE, "name.guests"), *sentence)
    if others or context.hits.any_within("name.with", sentence[0], begin) or is_of_document(context, start):
        return None
    return begin


def namesakes(context: Context, unit: Unit) -> Iterator[Mention]:
    """Yield another body of the unit's own kind ("Chi cục …") as issuer, or as the one whose people are meant.

    So are bodies told that no registry lists: branches, schools, hospitals.
    """
    said = issuing(context)
    if said is not None and letterhead(context)[1] is not None and unit.kind is not None:
        own_kind = said.name.written.lower().startswith(unit.kind)
        elsewhere = said.name.province is not None and unit.province is not None
        moved = elsewhere and on_day(context, said.name.province or "") != unit.province
        if own_kind and (moved or differ(said.name.written, unit.name)):
            yield Mention("issuer", f"unit:{bare(said.name.written)}", said.start, said.end)
    for hit in context.hits.of("body.start") if unit.kind else ():
        if context.folded[hit.start : hit.end] != unit.kind or not context.plan.text.text[hit.start].isupper():
            continue
        begin = stands_before(context, "name.own-office", hit.start)
        named = bodies_in(context, hit.start, hit.start + _AREA_REACH) if begin is not None else []
        bare_kind = not context.plan.text.text[hit.end + 1 : hit.end + 2].isupper()  # "Chi cục" alone is the unit's own
        if begin is None or bare_kind or not named or named[0].start != hit.start or _is_abbreviated(named[0].name):
            continue
        if _own_words(context, hit.start) is not None and differ(named[0].name, unit.name):
            yield Mention("department", f"unit:{bare(named[0].name)}", begin, named[0].end)


def _is_abbreviated(name: str) -> bool:
    return any(word.isupper() and len(word) > 1 for word in name.split())


def territories(context: Context, own: Area) -> Iterator[Mention]:
    """Yield another commune's (or district's) name where the plan's own is meant ("trên địa bàn xã …")."""
    kinds = OWN_LEVELS[own.level]
    text, folded = context.plan.text.text, context.folded
    for hit in context.hits.of("name.area-kind"):
        if folded[hit.start : hit.end] not in kinds or text[hit.end + 1 : hit.end + 2].islower():
            continue
        begin = stands_before(context, "name.own-local", hit.start)
        if begin is None:
            continue
        line = text.find("\n", hit.start, hit.start + _AREA_REACH)
        areas = areas_in(context.law, text[hit.start : line if line >= 0 else hit.start + _AREA_REACH], None)
        if not areas or areas[0].level != own.level or not differ(areas[0].name, own.name):
            continue
        place = context.place_at(hit.start)
        end = hit.end + 1 + len(areas[0].name)
        if (place is None and not in_title(context, hit.start)) or is_cited(context, hit.start):
            continue
        if told_of_others(context, place, begin, end) or beside_others(context, begin, sure=True):
            continue
        if in_other_title(context, place, begin):
            continue
        yield Mention("area", f"area:{bare(areas[0].name)}", begin, end)
