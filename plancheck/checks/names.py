"""Find names of other provinces and units where the plan's own are meant: text copied from another plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from plancheck.checks.context import Context
from plancheck.checks.issuer import Said, issuing, letterhead, subject_body
from plancheck.checks.places import Place
from plancheck.checks.told import is_cited, is_of_document, is_past, outermost, stands_before, starting_at
from plancheck.checks.unit import is_town, on_day, unit_of
from plancheck.finding import Unit, Words
from plancheck.language.fold import bare
from plancheck.law import Body, Province
from plancheck.law.names import Area, areas_in, read_name
from plancheck.plan import Paragraph
from plancheck.rulebook import Rule

_AREA_REACH = 60  # characters of a territory's name
_ELSEWHERE = ("name.elsewhere", "name.history")
_OWN_LEVELS = {"xã": ("xã", "phường", "thị trấn", "đặc khu"), "huyện": ("huyện", "quận", "thị xã")}


@dataclass(slots=True)
class Mention:
    """A foreign name where it first stands; ``sure``: in words that only the unit's own name fits."""

    case: str
    key: str
    start: int
    end: int
    sure: bool = True
    count: int = 1


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
    if unit.province:
        yield from _provinces(context, unit.province)
    if body is not None and body.kind in rule.options["peers"]:
        yield from _departments(context, body, rule.options["peers"])
    if areas and areas[0].level in _OWN_LEVELS:
        yield from _areas(context, areas[0])


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
    if not bodies or any(body is own or _related(context, body, own) for body in bodies):
        area = said.name.area
        return bool(bodies and area and areas and area.level == areas[0].level and _differ(area.name, areas[0].name))
    return True


def _related(context: Context, one: Body, other: Body) -> bool:
    """Say whether one of two bodies took over the other's work, or both are one committee of several names."""
    both = {one.id, other.id}
    heirs = set(one.successor) | set(other.successor)
    return bool(both & heirs) or (one.collective and other.collective and one.level == other.level)


def _differ(one: str, other: str) -> bool:
    """Say whether two names of places are different ones; a name cut short, or without its marks, is the same."""
    left, right = bare(one), bare(other)
    return not (left.startswith(right) or right.startswith(left))


# Provinces


def _provinces(context: Context, own: str) -> Iterator[Mention]:
    text = context.plan.text.text
    for hit in outermost(context, "law.province"):
        name = text[hit.start : hit.end]
        if not all(word[:1].isupper() or word in "-–" for word in name.split()):
            continue
        province = context.law.province(name)
        if province is None or not _is_foreign(context, province, own) or not _ends(text, hit.end, name):
            continue
        found = _province_mention(context, province, hit.start, hit.end)
        if found is not None:
            yield found


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
    place, own_plan = context.place_at(start), _in_title(context, start)
    if (place is None and not own_plan) or (is_cited(context, start) and not _enclosed(place)):
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
    if (
        begin is None
        or is_town(context, province, begin, start)
        or (press and not context.plan.text.text[begin].isupper())
    ):
        return None
    if _told_of_others(context, place, begin, end) or (not press and _beside_others(context, begin)):
        return None
    if not own_plan and not _enclosed(place) and _titled(context, place, begin):
        return None
    return Mention("province", f"province:{province.name}", begin, end, sure or own_plan)


def _in_title(context: Context, offset: int) -> bool:
    return context.plan.title_start < offset < context.plan.title_end


def _enclosed(place: Place | None) -> bool:
    """Say whether a place is the line "(Kèm theo Kế hoạch …)" or the title of an annex."""
    return place is not None and place.paragraph.kind == "annex-title"


def department_before(context: Context, start: int) -> int | None:
    """Return where "Sở Nội vụ" or "Sở Nội vụ tỉnh" right before a province's name begins."""
    kind = stands_before(context, "name.kind", start, 12)
    end = kind if kind is not None else start
    begin = stands_before(context, "law.body", end)
    return begin if begin is not None and context.plan.text.text[begin : begin + 3] == "Sở " else None


def _told_of_others(context: Context, place: Place | None, start: int, end: int) -> bool:
    paragraph: Paragraph | None = place.paragraph if place is not None else None
    if starting_at(context, "name.former", end, end + 22):
        return True
    if paragraph is None:
        return False
    return context.any_of(_ELSEWHERE, *context.sentence(paragraph, start))


def _beside_others(context: Context, start: int) -> bool:
    """Say whether "với", "tại", … or another name in a list stands right before."""
    folded = context.folded
    return stands_before(context, "name.elsewhere-before", start, 12) is not None or folded.endswith(", ", 0, start)


def _titled(context: Context, place: Place | None, start: int) -> bool:
    """Say whether the name stands in the title of another document that is named without its number."""
    if place is None:
        return False
    begin, _ = context.sentence(place.paragraph, start)
    if context.hits.any_within("name.own-plan", begin, start):
        return False
    text, folded = context.plan.text.text, context.folded
    kinds = [hit for hit in context.hits.within("cited-kind", begin, start) if text[hit.start].isupper()]
    return any("," not in folded[hit.end : start] and not folded.startswith(" này", hit.end) for hit in kinds)


# Departments


def _departments(context: Context, own: Body, peers: list[str]) -> Iterator[Mention]:
    """Yield another department's name where its own people, offices or money are spoken of as the plan's own."""
    for hit in outermost(context, "law.body"):
        bodies = context.law.bodies_named(context.folded[hit.start : hit.end])
        if len(bodies) != 1 or bodies[0] is own or bodies[0].kind not in peers or _related(context, bodies[0], own):
            continue
        if not context.plan.text.text[hit.start].isupper():
            continue
        begin = _own_words(context, hit.start)
        if begin is not None:
            yield Mention("department", f"unit:{bodies[0].id}:", begin, hit.end)


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
    if context.any_of((*_ELSEWHERE, "name.guests"), *sentence) or context.hits.any_within(
        "name.with", sentence[0], begin
    ):
        return None
    return None if is_of_document(context, start) else begin


# Communes and districts


def _areas(context: Context, own: Area) -> Iterator[Mention]:
    """Yield another commune's (or district's) name where the plan's own is meant ("trên địa bàn xã …")."""
    kinds = _OWN_LEVELS[own.level]
    text, folded = context.plan.text.text, context.folded
    for hit in context.hits.of("name.area-kind"):
        if (
            folded[hit.start : hit.end] not in kinds
            or text[hit.end + 1 : hit.end + 2].upper() != text[hit.end + 1 : hit.end + 2]
        ):
            continue
        begin = stands_before(context, "name.own-local", hit.start)
        if begin is None:
            continue
        line = text.find("\n", hit.start, hit.start + _AREA_REACH)
        areas = areas_in(context.law, text[hit.start : line if line >= 0 else hit.start + _AREA_REACH], None)
        if not areas or areas[0].level != own.level or not _differ(areas[0].name, own.name):
            continue
        place = context.place_at(hit.start)
        end = hit.end + 1 + len(areas[0].name)
        if (place is None and not _in_title(context, hit.start)) or (is_cited(context, hit.start)):
            continue
        if is_past(context, place.paragraph if place else None, begin, end) or _told_of_others(
            context, place, begin, end
        ):
            continue
        if _beside_others(context, begin) or _titled(context, place, begin):
            continue
        yield Mention("area", f"area:{bare(areas[0].name)}", begin, end)
