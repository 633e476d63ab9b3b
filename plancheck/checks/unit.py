"""Recognise the body that issues the draft: its name, kind, level and province."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plancheck.checks.context import Context, once
from plancheck.checks.issuer import Said, letterhead, names_said
from plancheck.checks.told import stands_before
from plancheck.finding import Unit
from plancheck.law import Body, Province
from plancheck.law.names import Area, Name, areas_in, fitting

_FIRST_NAMES = ("settings", "letterhead")  # what these say stands, whatever the rest of the draft says
_CITY = "thành phố"
_OPENING = 6000  # characters of the opening, from its end, in which provinces are looked for
_LEVELS = ("tỉnh", "huyện", "xã")
_FIRST_WORD = re.compile(r"[^\W\d_]+")


@once
def unit_of(context: Context) -> Unit | None:
    """Return the body that issues the draft: as the caller says, else as header, symbol, signature or text say.

    None where nothing says, or what is said does not agree.
    """
    said = names_said(context)
    chosen = _chosen(context, said)
    if chosen is None:
        return None
    body, name = chosen
    parent = _parent(context, body)
    if body is None and not _is_named(name.written):
        return None
    area = area_of(context, body, said) if body is not None and body.collective else None
    level = body.level if body is not None else _level(name, parent)
    province = _province(context, said, body, area, level)
    written = _own_name(context, body, name, area, province)
    kind = body.kind if body is not None else _kind(context, written)
    return Unit(written, body.id if body else None, kind, level, province, _parent_name(context, parent))


def _chosen(context: Context, said: list[Said]) -> tuple[Body | None, Name] | None:
    """Return the body that all sources agree on; a source that stands first overrules the others."""
    first = next((item for item in said if item.source in _FIRST_NAMES), None)
    if first is not None and first.source == "letterhead" and _is_parent(said, first):
        said = [item for item in said if item is not first]
        first = None
    if first is not None and len(first.name.bodies) == 1:
        return first.name.bodies[0], first.name
    if first is not None and not first.name.bodies:
        return None, first.name
    named = [item for item in said if item.name.bodies or item.source == "opening"]
    if not named:
        return None
    if not named[0].name.bodies:
        return None if any(item.name.bodies for item in named) else (None, named[0].name)
    left = list(named[0].name.bodies)
    for item in named[1:]:
        both = [body for body in left if body in item.name.bodies]
        if not both and first is None:
            return None
        left = both or left
    if len(left) > 1:
        # "UBND" alone: the territory that is named elsewhere tells which.
        areas = {item.name.area for item in said if item.name.area is not None}
        left = list(fitting(context.law, left, areas.pop())) if len(areas) == 1 else left
    return (left[0], named[0].name) if len(left) == 1 else None


def _is_parent(said: list[Said], first: Said) -> bool:
    """Say whether a letterhead that names a committee alone left the issuer's line out: all else names one other."""
    others = [item for item in said if item.source in ("opening", "subject", "symbol") and item.name.bodies]
    if len(others) < 2 or not all(body.collective for body in first.name.bodies):
        return False
    common = set(others[0].name.bodies).intersection(*(item.name.bodies for item in others[1:]))
    return bool(common) and not any(body.collective for body in common)


def _parent(context: Context, body: Body | None) -> Name | None:
    """Return the body over the unit: the letterhead's first, or its only one where the unit's own line is left out."""
    above, own = letterhead(context)
    if above is None and own is not None and body is not None and own.bodies and body not in own.bodies:
        return None if context.settings.unit else own
    return above


def area_of(context: Context, body: Body, said: list[Said]) -> Area | None:
    """Return the territory of a council or committee, as the first source names it that says so."""
    for item in said:
        for area in item.name.areas[:1]:
            if area.level == body.level and (not item.name.bodies or body in item.name.bodies):
                return area
    return None


def _is_named(written: str) -> bool:
    """Say whether a name that the registry lacks is one ("CHI CỤC KIỂM LÂM") and no lone word."""
    return len(written.split()) > 1


def _level(name: Name, parent: Name | None) -> str | None:
    """Return the level of a unit that the registry lacks: of its territory, else of the body over it."""
    if name.area is not None:
        return name.area.level
    if parent is None:
        return None
    levels = {body.level for body in parent.bodies}
    return levels.pop() if len(levels) == 1 else parent.area.level if parent.area else None


def _kind(context: Context, name: str) -> str | None:
    """Return the words that say what a unit is ("chi cục"), the longest that the lexicon knows."""
    words = name.lower().split()
    kinds = context.rulebook.words.get("words.unit-kind", frozenset())
    return next((kind for count in (3, 2, 1) if (kind := " ".join(words[:count])) in kinds), None)


# The province


def _province(
    context: Context, said: list[Said], body: Body | None, area: Area | None, level: str | None
) -> str | None:
    """Return the province on the draft's day: of the letterhead, else the one that all other signs agree on."""
    if level == "trung ương":
        return None
    for item in said:
        if item.source in _FIRST_NAMES and item.name.province:
            return on_day(context, item.name.province)
    parent = _parent(context, body)
    if parent is not None and parent.province:
        return on_day(context, parent.province)
    signs = set(_signs(context, said, [area, parent.area if parent is not None else None], level))
    return signs.pop() if len(signs) == 1 else None


def _signs(context: Context, said: list[Said], areas: list[Area | None], level: str | None) -> Iterator[str]:
    """Yield the provinces that opening, subject, place and territory point to."""
    plan = context.plan
    named = [item.name.province for item in said if item.name.province]
    spans = [(plan.title_start, plan.title_end)]
    if plan.opening:
        spans.append((max(plan.opening[0].start, plan.opening[-1].end - _OPENING), plan.opening[-1].end))
    for start, end in spans:
        named += [province for province, _ in provinces_in(context, start, end)]
    for name in named:
        yield on_day(context, name)
    for where in areas:
        if where is not None and where.level != "tỉnh" and (only := _lies_in(context, where.kind, where.name)):
            yield only
    if plan.metadata.place and level == "tỉnh":
        yield from _seat(context, plan.metadata.place)


def provinces_in(context: Context, start: int, end: int) -> Iterator[tuple[str, int]]:
    """Yield each province that [start, end) names with its kind ("tỉnh Hà Nam"), and where the name begins."""
    for hit in context.hits.within("law.province", start, end):
        name = context.plan.text.text[hit.start : hit.end]
        if not name[0].isupper() or (kind := stands_before(context, "name.kind", hit.start, 12)) is None:
            continue
        province = context.law.province(name)
        if province is not None and not is_town(context, province, kind, hit.start):
            yield province.name, hit.start


def is_town(context: Context, province: Province, kind: int, start: int) -> bool:
    """Say whether the words in [kind, start) make the name that of the town which a province is called after."""
    before = context.folded[kind:start].rstrip()
    return before.endswith((_CITY, "tp", "tp.")) and province.kind(context.form_day) != _CITY


def _seat(context: Context, place: str) -> Iterator[str]:
    """Yield the province of the place before the date: its own name, or that of a town which lies in one only."""
    areas = areas_in(context.law, place, context.form_day)
    if context.law.province(place) is not None:
        yield on_day(context, place)
    elif areas and areas[0].level == "tỉnh":
        yield on_day(context, areas[0].name)


def _lies_in(context: Context, kind: str, name: str) -> str | None:
    """Return the province that holds the territory, None where none or several do."""
    day = context.form_day
    found = {
        province
        for province, begins, ends in context.law.territories(kind, name)
        if day is None or ((begins is None or begins <= day) and (ends is None or day < ends))
    }
    return on_day(context, found.pop()) if len(found) == 1 else None


def on_day(context: Context, name: str) -> str:
    """Return the name of the province that the territory ``name`` belongs to on the draft's day."""
    day = context.form_day
    province = context.law.province_on(name, day) if day else context.law.province(name)
    return province.name if province is not None else name


# The names


def _own_name(context: Context, body: Body | None, name: Name, area: Area | None, province: str | None) -> str:
    """Return the unit's name in full: the registry's, with the territory of a council or committee."""
    if body is None:
        return _as_written(context, name.written)
    if not body.collective:
        return body.name
    head = body.name.rsplit(" ", 1)[0] if body.level in _LEVELS else body.name
    head = next((part for part in ("Ủy ban nhân dân", "Hội đồng nhân dân") if body.name.startswith(part)), head)
    if area is not None:
        return f"{head} {area.kind} {area.name}"
    if province and body.level == "tỉnh":
        known = context.law.province(province)
        return f"{head} {(known and known.kind(context.form_day)) or 'tỉnh'} {province}"
    return body.name


def _as_written(context: Context, written: str) -> str:
    """Return a name in capitals as the text itself writes it in small letters, if it does."""
    if not written.isupper():
        return written
    text = context.plan.text
    folded = written.lower()
    place = text.folded.find(folded)
    for _ in range(20):
        if place < 0:
            break
        found = text.text[place : place + len(folded)]
        if not found.isupper():
            return found[:1].upper() + found[1:]
        place = text.folded.find(folded, place + 1)
    return written  # which of its words are names nothing says


def _parent_name(context: Context, parent: Name | None) -> str | None:
    if parent is None:
        return None
    body = parent.bodies[0] if len(parent.bodies) == 1 else None
    if body is None:
        return _as_written(context, parent.written)
    if body.collective and parent.area is not None:
        return _own_name(context, body, parent, parent.area, None)
    return body.name
