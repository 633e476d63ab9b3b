"""Find bodies that are given work, reports or copies though they did not exist on the draft's day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from plancheck.checks.context import Context, once
from plancheck.checks.names import department_before, times
from plancheck.checks.places import Place
from plancheck.checks.tables import task_tables
from plancheck.checks.told import is_cited, is_of_document, is_past, outermost, stands_before, starting_at
from plancheck.checks.unit import unit_of
from plancheck.finding import Words
from plancheck.language.dates import shown_date
from plancheck.law import Body, Province
from plancheck.law.names import areas_in
from plancheck.rulebook import Rule

_SILENT = frozenset({"opening", "provincial_basis", "difficulty", "annex-title"})
_DUTY = frozenset({"responsibility", "reporting", "closing"})
_CITY = "thành phố"
_LONGEST_TOWN = 60  # characters of "thành phố" and a name
_ACTS_NEAR = 30  # characters between a body and the verb of what it does
_UNSURE = Words(" (chưa kiểm chứng)", " (not verified)")
_STRENGTHS = ("duty", "mention", "recipient")


@dataclass(slots=True, eq=False, repr=False)
class Stale:
    """A body that was not there, where it first stands; ``body`` None: a province."""

    case: str
    key: str
    start: int
    end: int
    strength: str
    body: Body | None = None
    province: Province | None = None
    count: int = 1


def abolished_body(context: Context, rule: Rule) -> None:
    """Report each body that is addressed though it did not exist on the draft's day (AbolishedOptions)."""
    day = context.day
    if day is None:
        return
    found: dict[str, Stale] = {}
    for item in (*_bodies(context, rule, day), *_provinces(context, day)):
        known = found.setdefault(item.key, item)
        if known is not item:
            known.count += 1
            if _STRENGTHS.index(item.strength) < _STRENGTHS.index(known.strength):
                known.strength = item.strength
    for item in found.values():
        _report(context, rule, item, day)


def _report(context: Context, rule: Rule, item: Stale, day: str) -> None:
    body, options = item.body, rule.options
    unverified = body is not None and not body.verified
    lenient = item.strength != "duty" or (body is not None and body.date_varies)
    severity = "info" if unverified else "warning" if lenient else None
    problem, mending = (
        Words(**options["problems"][item.case]),
        Words(**options["suggestions"][_mending(context, item, day)]),
    )
    changed = (body.begins if item.case == "not-yet" else body.ends) if body else _changed(item, day)
    context.report(
        rule, item.start, item.end, severity=severity, key=item.key, message=problem, suggestion=mending,
        name=context.plan.text.text[item.start : item.end], times=times(item.count), date=shown_date(changed),
        heirs=_heirs(context, item, day), unsure=_UNSURE if unverified else Words("", ""),
    )  # fmt: skip


def _mending(context: Context, item: Stale, day: str) -> str:
    """Return the key of what is advised: a commune gives no work to departments, and a report is no work."""
    if item.case == "ended" and item.body is not None and len(context.law.successors(item.body, day)) > 1:
        return "ended-several"
    if item.case != "district":
        return item.case
    if _in_commune(context):
        return "district-commune"
    place = context.place_at(item.start)
    return "district-report" if place is not None and place.roles & {"reporting", "recipients"} else "district"


def _heirs(context: Context, item: Stale, day: str) -> str:
    if item.body is not None:
        return "; ".join(body.name for body in context.law.successors(item.body, day))
    heir = context.law.province_on(item.province.name, day) if item.province else None
    return f"{heir.kind(day) or heir.kinds[-1][0]} {heir.name}" if heir else ""


def _changed(item: Stale, day: str) -> str | None:
    """Return the day on which a province ended, or last changed its kind."""
    if item.province is None or item.province.ended:
        return item.province.ended if item.province else None
    return next((begins for kind, begins, _ in item.province.kinds if kind == _CITY and begins and begins <= day), None)


def shifted(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


# Bodies


def _bodies(context: Context, rule: Rule, day: str) -> Iterator[Stale]:
    text, folded = context.plan.text.text, context.folded
    judged: dict[str, tuple[str, Body] | None] = {}
    for hit in outermost(context, "law.body"):
        written = folded[hit.start : hit.end]
        if written not in judged:
            judged[written] = _judged(context, rule, written, day)
        verdict, end = judged[written], hit.end
        if town := _town(context, written, hit.end, day):
            committee = next(body for body in context.law.bodies.values() if body.collective and body.level == "huyện")
            verdict, end = ("district", committee), town
        if verdict is None:
            continue
        case, body = verdict
        if body.kind in rule.options["of_district"] and not _in_commune(context):
            end = _of_district(context, written, hit.end)
            if end < hit.end:
                continue
        proper = text[hit.start].isupper()
        strength = _strength(context, hit.start, hit.end, proper)
        if strength is not None:
            yield Stale(case, f"{body.id}:{town and context.folded[hit.start : end]}", hit.start, end, strength, body)


def _judged(context: Context, rule: Rule, written: str, day: str) -> tuple[str, Body] | None:
    """Say what is wrong with a body's name on ``day``; None where a body of this name existed, or may have."""
    bodies = context.law.bodies_named(written)
    margin = rule.options["tolerance"]
    for body in bodies:
        slack = margin if body.date_varies else 0
        begins = shifted(body.begins, -margin) if body.begins else None
        ends = shifted(body.ends, slack) if body.ends else None
        if (begins is None or begins <= day) and (ends is None or day < ends):
            return None
    ended = [body for body in bodies if body.ends and body.ends <= day and body.kind in rule.options["ended"]]
    if ended:
        gone = ended[0]
        return ("ended" if gone.successor else "district" if gone.level == "huyện" else "ended-alone"), gone
    begun = [body for body in bodies if body.begins and body.begins > day and body.kind in rule.options["begun"]]
    return ("not-yet", begun[0]) if begun else None


def _of_district(context: Context, written: str, end: int) -> int:
    """Return where the name of a district's office ends, 0 where no district is named.

    Other offices have such rooms too: "Phòng Nội vụ huyện", "Phòng Tài chính - Kế hoạch" of a department.
    """
    if "huyện" in written.split():
        return end
    return max((hit.end for hit in starting_at(context, "name.of-district", end, end + 40)), default=0)


def _in_commune(context: Context) -> bool:
    """Say whether the plan is a commune's: its offices bear other names than those of the districts did."""
    unit = unit_of(context)
    return unit is not None and unit.level == "xã" and unit.body is not None


def _town(context: Context, written: str, end: int, day: str) -> int:
    """Return where the name of a town ends that a body belongs to and that is gone by ``day``; else 0.

    "UBND thành phố Phủ Lý", "Phòng Nội vụ thành phố Phủ Lý": the towns under a province ended with the districts.
    """
    begin = end - len(_CITY) if written.endswith(_CITY) else end + 1
    if not context.folded.startswith(f"{_CITY} ", begin):
        return 0
    text = context.plan.text.text
    line = text.find("\n", begin, begin + _LONGEST_TOWN)
    areas = areas_in(context.law, text[begin : line if line >= 0 else begin + _LONGEST_TOWN], day)
    if not areas or areas[0].kind != _CITY or areas[0].level != "huyện":
        return 0
    name = areas[0].name
    gone = [ends for _, _, ends in context.law.territories(_CITY, name) if ends is not None and ends <= day]
    return begin + len(_CITY) + 1 + len(name) if gone else 0


def _strength(context: Context, start: int, end: int, proper: bool) -> str | None:
    """Say how a body is named: with a duty (a report, a lead), in some other mention, as a recipient; None: told of.

    A class of bodies in small letters ("các huyện, thành phố") may be a mere area: it counts only with a duty.
    """
    if is_cited(context, start):
        return None
    place = context.place_at(start)
    if place is None:
        return "mention" if proper and _in_letterhead(context, start) else None
    if place.roles & _SILENT or is_past(context, place.paragraph, start, end) or _dated_before(context, place, start):
        return None
    if "recipients" in place.roles:
        return "recipient"
    duty = _has_duty(context, place, start, end)
    if is_of_document(context, start):
        return None
    return "duty" if duty else "mention" if proper else None


def _dated_before(context: Context, place: Place, start: int) -> bool:
    """Say whether the sentence tells of a day before the draft's: "trước ngày 01/01/2025, UBND tỉnh … đã …"."""
    day = context.day or ""
    dates = context.dates_within(*context.sentence(place.paragraph, start))
    return any(date.iso is not None and date.iso < day and not is_cited(context, date.start) for date in dates)


def _in_letterhead(context: Context, offset: int) -> bool:
    plan = context.plan
    return any(kind == "ISSUER" and line.start <= offset < line.end for kind, line in plan.frame)


def _has_duty(context: Context, place: Place, start: int, end: int) -> bool:
    if place.paragraph.kind == "cell":
        return any(left <= start < right for left, right in _lead_cells(context))
    if place.roles & _DUTY:
        return True
    if context.hits.any_within("duty.action", end, end + _ACTS_NEAR):
        return True
    return stands_before(context, "name.addressed", start, 24) is not None


@once
def _lead_cells(context: Context) -> list[tuple[int, int]]:
    """Return the cells that say who does a task, or helps with it."""
    cells = [
        table.cell(row, name)
        for table in task_tables(context)
        for row in table.task_rows
        for name in ("column.lead", "column.support")
    ]
    return sorted({(cell.start, cell.end) for cell in cells if cell is not None})


# Provinces


def _provinces(context: Context, day: str) -> Iterator[Stale]:
    """Yield the bodies of provinces that were merged before ``day``, or had become cities."""
    text, folded, unit = context.plan.text.text, context.folded, unit_of(context)
    for hit in outermost(context, "law.province"):
        if not text[hit.start].isupper():
            continue
        province = context.law.province(folded[hit.start : hit.end])
        if province is None or not province.verified:
            continue
        gone = province.ended is not None and province.ended <= day
        renamed = not gone and province.kind(day) == _CITY and any(kind != _CITY for kind, _, _ in province.kinds)
        if not gone and not renamed:
            continue
        begin = stands_before(context, "name.of-province", hit.start)
        begin = department_before(context, hit.start) if begin is None else begin
        if begin is None or (renamed and not folded.endswith("tỉnh ", begin, hit.start)):
            continue
        if not text[begin].isupper():
            continue
        heir = context.law.province_on(province.name, day)
        if unit is not None and unit.province and heir is not None and heir.name != unit.province:
            continue  # another province's name: foreign-name speaks of it
        strength = _strength(context, begin, hit.end, proper=True)
        if strength is not None:
            case = "province" if gone else "city"
            yield Stale(case, f"province:{province.name}", begin, hit.end, strength, province=province)
