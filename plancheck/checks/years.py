"""Check that the body plans for the year that the title names: the commonest trace of a copied plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from plancheck.checks.context import Context
from plancheck.checks.deadlines import Mismatch, deadlines_before, earliest, reviews, time_cells
from plancheck.checks.own import annex_titles, own_plan
from plancheck.checks.ownwords import cites
from plancheck.checks.places import Place
from plancheck.finding import Words
from plancheck.rulebook import Rule

# "năm 2026", never the first year of a span or a list.
_YEAR = re.compile(r"\s*(20\d\d)(?!\d)(?!\s*[-/]\s*\d)(?!\s*(?:,|và|hoặc)\s*(?:năm\s+)?20\d\d)")
_ANY_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_CUE_REACH = 40  # characters behind a year in which the verb stands
_GOAL_REACH = 90  # characters before a year in which the goal, the money or the plan is named
_STATEMENT = 200
_MOST = 200  # findings
_MOST_YEARS = 2000  # looked at in a text that is all years
_NO_YEARS = frozenset({"opening", "recipients", "difficulty", "provincial_basis"})


class Year(NamedTuple):
    """A year named in words ("năm 2026"), apart from the dates."""

    value: int
    start: int
    end: int


def year_mismatch(context: Context, rule: Rule) -> None:
    """Report each place that plans for another year than the title (options: problems by case)."""
    wanted = _plan_year(context)
    if wanted is None:
        return
    told: set[int] = set()
    for found in sorted(islice(_mismatches(context, wanted), _MOST), key=lambda item: item.start):
        place = context.place_at(found.start)
        line = place.start if place else found.start
        if line in told:
            continue
        message = Words(**rule.options["problems"][found.case])
        told.add(line)
        year, severity = found.year, found.severity
        context.report(rule, found.start, found.end, severity=severity, message=message, year=year, wanted=wanted)


def _plan_year(context: Context) -> int | None:
    """Return the year in the title; None where it names none, several, or one that it looks back on."""
    span = context.plan.title_start, context.plan.title_end
    written = {int(year) for year in _ANY_YEAR.findall(context.plan.metadata.subject or "")}
    named = {year.value for year in _years(context, *span)}
    if len(written) != 1 or not written <= named or context.hits.any_within("year.lookback", *span):
        return None
    return written.pop()


def _years(context: Context, start: int, end: int) -> Iterator[Year]:
    for hit in context.hits.within("year.word", start, end):
        match = _YEAR.match(context.folded, hit.end, min(end, hit.end + 40))
        if match:
            yield Year(int(match[1]), hit.start, match.end(1))


def _mismatches(context: Context, wanted: int) -> Iterator[Mismatch]:
    yield from _opening(context, wanted)
    dated = {date.end for date in context.plan.dates}
    cells = time_cells(context)
    floor = earliest(context)
    years = _years(context, context.plan.body_start, len(context.folded))
    for year in islice((year for year in years if year.value != wanted and year.end not in dated), _MOST_YEARS):
        if (place := context.place_at(year.start)) is None or place.roles & _NO_YEARS:
            continue
        if place.start in cells:
            if year.value < wanted and not (floor and f"{year.value}-12-31" >= floor):
                yield Mismatch("deadline", year.value, year.start, year.end)
        elif found := _named(context, place, year, wanted):
            yield found
    yield from deadlines_before(context, wanted)


def _opening(context: Context, wanted: int) -> Iterator[Mismatch]:
    """Find "…, Sở Y tế xây dựng Kế hoạch … năm 2025 như sau:" in the last line of the opening."""
    if not context.plan.opening:
        return
    last = context.plan.opening[-1]
    start = own_plan(context, last)
    if start is None:
        return
    years = list(_years(context, start, min(last.end, start + _STATEMENT)))
    if years and all(year.value != wanted for year in years):
        follows = last.line.text.rstrip().endswith(":") or context.hits.any_within("year.as-follows", start, last.end)
        if follows and not context.hits.any_within("year.lookback", start, years[0].end):
            yield Mismatch("opening", years[0].value, years[0].start, years[0].end)


def _named(context: Context, place: Place, year: Year, wanted: int) -> Mismatch | None:
    """Judge a year outside the opening by where it stands and what is said of it."""
    if place.paragraph.line.text.startswith("(") or reviews(context, place):
        return None
    start, end = context.sentence(place.paragraph, year.start)
    case = _case(context, place, year, start, end)
    if case is None or (year.value > wanted and case != "closing"):
        return None
    near = max(start, year.start - _STATEMENT), min(end, year.end + _STATEMENT)
    if any(other.value == wanted for other in _years(context, *near)):
        return None
    return Mismatch(case, year.value, year.start, year.end, "warning" if case == "plan" else None)


def _case(context: Context, place: Place, year: Year, start: int, end: int) -> str | None:
    hits, roles = context.hits, place.roles
    before = max(start, year.start - _GOAL_REACH)
    if cites(context, start, end):
        return None
    if "budget" in roles and context.any_of(("budget.noun", "budget.source"), before, year.start):
        return None if hits.any_within("year.carried", start, end) else "budget"
    if hits.any_within("year.lookback", start, end):
        return None
    if "annex-title" in roles:
        title = next((span for span in annex_titles(context) if span[0] <= year.start < span[1]), (start, end))
        listed = hits.any_within("year.annex", *title) and not hits.any_within("year.lookback", *title)
        return "annex" if listed else None
    if "closing" in roles:
        return "closing" if hits.any_within("year.closing", place.start, year.start) else None
    if place.announced and year.end <= place.head_end:
        return "heading"
    if hits.any_within("year.goal", before, year.start):
        return "goal"
    if hits.any_within("year.forward", year.end, min(end, year.end + _CUE_REACH)):
        return "goal" if _leads(context, start, year) else None
    carried = hits.within("carries-out", before, year.start)
    named = hits.within("kind.ke-hoach", before, year.start)
    if roles & {"responsibility", "reporting"} and named and carried and carried[0].end < named[-1].start:
        return None if hits.any_within("year.continued", start, year.start) else "plan"
    return None


def _leads(context: Context, start: int, year: Year) -> bool:
    """Say whether the year opens its clause, or "trong" stands before it."""
    before = context.folded[start : year.start].rstrip()
    return not before or before.endswith("trong")
