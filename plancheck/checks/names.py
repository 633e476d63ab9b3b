"""Find names of other provinces and units where the plan's own are meant: text copied from another plan."""

from __future__ import annotations

from collections.abc import Iterator

from plancheck.checks.context import Context
from plancheck.checks.issuer import Said, issuing, letterhead, subject_body
from plancheck.checks.peers import OWN_LEVELS, Mention, departments, differ, namesakes, related, territories
from plancheck.checks.places import Place
from plancheck.checks.told import (
    beside_others,
    in_other_title,
    in_title,
    is_cited,
    outermost,
    stands_before,
    told_of_others,
)
from plancheck.checks.unit import is_town, on_day, unit_of
from plancheck.finding import Unit, Words
from plancheck.language.fold import bare
from plancheck.law import Body, Province
from plancheck.law.names import Area, read_name
from plancheck.rulebook import Rule


def foreign_name(context: Context, rule: Rule) -> None:
    """Report each name of another province, unit or commune that stands where the unit's own is meant."""
    unit = unit_of(context)
    if unit is None:
        return
    found: dict[str, Mention] = {}
    for mention in _mentions(context, unit, rule):
        known = found.setdefault(mention.key, mention)
        if known is not mention:
            known.count += 1
            if mention.sure and not known.sure:
                known.start, known.end, known.case, known.sure = mention.start, mention.end, mention.case, True
    for mention in found.values():
        problem = Words(**rule.options["problems"][mention.case])
        context.report(
            rule, mention.start, mention.end, severity=None if mention.sure else "warning", key=mention.key,
            message=problem, name=context.plan.text.text[mention.start : mention.end].strip(),
            unit=_shown(unit), times=times(mention.count),
        )  # fmt: skip


def _mentions(context: Context, unit: Unit, rule: Rule) -> Iterator[Mention]:
    body = context.law.bodies.get(unit.body or "")
    areas = read_name(context.law, unit.name, context.form_day).areas if body is not None and body.collective else ()
    if body is not None:
        yield from _issuers(context, body, areas, rule.options["peers"])
    else:
        yield from namesakes(context, unit)
    if unit.province:
        yield from _provinces(context, unit.province)
    if body is not None and body.kind in rule.options["peers"]:
        yield from departments(context, body, rule.options["peers"])
    if areas and areas[0].level in OWN_LEVELS:
        yield from territories(context, areas[0])


def _shown(unit: Unit) -> str:
    """Return the unit's name with its province, where the name does not hold it."""
    if not unit.province or unit.province in unit.name:
        return unit.name
    return f"{unit.name} ({unit.province})"


def times(count: int) -> Words:
    return Words(f" ({count} lần)", f" ({count} times)") if count > 1 else Words("", "")


# Who issues the plan


def _issuers(context: Context, own: Body, areas: tuple[Area, ...], peers: list[str]) -> Iterator[Mention]:
    """Yield the body of opening, subject or annex that is another than the letterhead's."""
    if not context.settings.unit and letterhead(context)[1] is None:
        return  # then the opening itself tells whose plan it is
    said = issuing(context)
    if said is not None and _is_other(context, said, own, areas):
        yield Mention("issuer", _key(said), said.start, said.end)
    said = subject_body(context)
    if own.kind not in peers or context.hits.any_within("name.with", context.plan.title_start, context.plan.title_end):
        return  # "Kế hoạch kiểm tra … của Sở Y tế" is another's
    if said is not None and _is_other(context, said, own, areas) and said.name.bodies[0].kind in peers:
        yield Mention("issuer", _key(said), said.start, said.end)


def _key(said: Said) -> str:
    return f"unit:{said.name.bodies[0].id}:{bare(said.name.area.name) if said.name.area else ''}"


def _is_other(context: Context, said: Said, own: Body, areas: tuple[Area, ...]) -> bool:
    bodies = said.name.bodies
    if not bodies or any(body is own or related(context, body, own) for body in bodies):
        area = said.name.area
        return bool(bodies and area and areas and area.level == areas[0].level and differ(area.name, areas[0].name))
    return True


# Provinces


def _provinces(context: Context, own: str) -> Iterator[Mention]:
    text = context.plan.text.text
    foreign: dict[str, Province | None] = {}
    for hit in outermost(context, "law.province"):
        name = text[hit.start : hit.end]
        if name not in foreign:
            province = context.law.province(name) if _is_capital(name) else None
            foreign[name] = province if province is not None and _is_foreign(context, province, own) else None
        province = foreign[name]
        if province is None or not _ends(text, hit.end, name):
            continue
        if (found := _province_mention(context, province, hit.start, hit.end)) is not None:
            yield found


def _is_capital(name: str) -> bool:
    """Say whether every word has a capital: "hòa bình" is no province."""
    return all(word[:1].isupper() or word in "-–" for word in name.split())


def _is_foreign(context: Context, province: Province, own: str) -> bool:
    """Say whether a province is not, was not and will not soon be part of the unit's own."""
    day = context.form_day
    if day is None:
        return not _same_heir(context, province.name, own)
    if province.kind(day) is None and province.successor is None:
        return False  # not there yet: the name is that of a town
    if on_day(context, province.name) == own:
        return False
    return not (day >= _MERGING and _same_heir(context, province.name, own))


_MERGING = "2025-03-01"  # from when the provinces to be merged wrote plans for both


def _same_heir(context: Context, one: str, other: str) -> bool:
    names = {heir.name if (heir := context.law.province_on(name, "9999-12-31")) else name for name in (one, other)}
    return len(names) == 1


def _ends(text: str, end: int, name: str) -> bool:
    """Say whether the name ends there: "Báo Hà Nội Mới" holds another one."""
    follows = text[end : end + 2]
    return name.isupper() or not (len(follows) == 2 and follows[0] == " " and follows[1].isupper())


def _province_mention(context: Context, province: Province, start: int, end: int) -> Mention | None:
    place, own_plan = context.place_at(start), in_title(context, start)
    if (place is None and not own_plan) or is_cited(context, start):
        return None
    begin = stands_before(context, "name.own-press", start)
    press = begin is not None
    if begin is None:
        begin = stands_before(context, "name.own-area", start)
    if begin is None:
        begin = department_before(context, start)
    sure = begin is not None
    if begin is None:
        begin = stands_before(context, "name.kind", start, 12)
    if begin is None or is_town(context, province, begin, start):
        return None
    if press and not context.plan.text.text[begin].isupper():
        return None
    if told_of_others(context, place, begin, end) or (not press and beside_others(context, begin, sure)):
        return None
    if not own_plan and not _enclosed(place) and in_other_title(context, place, begin):
        return None
    return Mention("province", f"province:{province.name}", begin, end, sure or own_plan)


def _enclosed(place: Place | None) -> bool:
    """Say whether a place is the line "(Kèm theo Kế hoạch …)" or the title of an annex."""
    return place is not None and place.paragraph.kind == "annex-title"


def department_before(context: Context, start: int) -> int | None:
    """Return where "Sở Nội vụ" or "Sở Nội vụ tỉnh" right before a province's name begins."""
    kind = stands_before(context, "name.kind", start, 12)
    end = kind if kind is not None else start
    begin = stands_before(context, "law.body", end)
    return begin if begin is not None and context.plan.text.text[begin : begin + 3] == "Sở " else None
