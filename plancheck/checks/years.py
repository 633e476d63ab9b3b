"""Check that the body plans for the year that the title names: the commonest trace of a copied plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from plancheck.checks.context import Context, once
from plancheck.checks.places import Place
from plancheck.checks.tables import task_tables
from plancheck.finding import Words
from plancheck.plan import DateMention, Paragraph
from plancheck.rulebook import Rule

# "năm 2026", never the first year of a span or a list.
_YEAR = re.compile(r"\s*(20\d\d)(?!\d)(?!\s*[-/]\s*\d)(?!\s*(?:,|và|hoặc)\s*(?:năm\s+)?20\d\d)")
_ANY_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_UP_TO_DATE = re.compile(r"[\s:]*(?:là\s+)?(?:ngày\s+)?")
_CLAUSE_ENDS = re.compile(r"\s*(?:[;.,():/]|$|\n|và\b|đến\b|hoặc\b)")
_LATE_MONTH = 10  # a plan may be drawn up in the last months before its year
_VERB_REACH = 30  # characters between "xây dựng" and "Kế hoạch"
_CUE_REACH = 40
_GOAL_REACH = 90
_STATEMENT = 200
_DATED = frozenset({"responsibility", "reporting", "schedule", "budget", "channels", "none", "annex", "table"})
_NO_YEARS = frozenset({"opening", "recipients", "difficulty", "provincial_basis"})


class Year(NamedTuple):
    """A year named in words ("năm 2026"), apart from the dates."""

    value: int
    start: int
    end: int


class Mismatch(NamedTuple):
    """A place that names another year; ``case`` is the key of its message."""

    case: str
    year: int
    start: int
    end: int
    severity: str | None = None


def year_mismatch(context: Context, rule: Rule) -> None:
    """Report each place that plans for another year than the title (options: problems by case)."""
    wanted = _plan_year(context)
    if wanted is None:
        return
    told: set[int] = set()
    for found in sorted(_mismatches(context, wanted), key=lambda item: item.start):
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
    for year in _years(context, context.plan.body_start, len(context.folded)):
        if year.value != wanted and year.end not in dated and (found := _named(context, year, wanted)):
            yield found
    cells = _time_cells(context)
    floor = _earliest(context)
    for date in context.plan.dates:
        if date.year is not None and date.year < wanted and (found := _deadline(context, date, wanted, cells, floor)):
            yield found


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


def own_plan(context: Context, paragraph: Paragraph) -> int | None:
    """Return where the plan's own name ends its verb, behind all that the opening cites."""
    begin = max(
        (item.end for item in context.plan.citations if paragraph.start <= item.start < paragraph.end), default=0
    )
    for plan in reversed(context.hits.within("kind.ke-hoach", max(begin, paragraph.start), paragraph.end)):
        if context.hits.any_within("issues-plan", max(begin, plan.start - _VERB_REACH), plan.end):
            return plan.end
    return None


@once
def annex_titles(context: Context) -> list[tuple[int, int]]:
    """Return the span of each annex's title, its lines together, "(Kèm theo …)" left out."""
    spans: list[tuple[int, int]] = []
    inside = False
    for place in context.places.all:
        is_title = "annex-title" in place.roles and not place.paragraph.line.text.startswith("(")
        if is_title:
            spans.append((spans.pop()[0] if inside else place.start, place.end))
        inside = is_title
    return spans


def _named(context: Context, year: Year, wanted: int) -> Mismatch | None:
    """Judge a year outside the opening by where it stands and what is said of it."""
    place = context.place_at(year.start)
    if place is None or place.roles & _NO_YEARS or place.paragraph.line.text.startswith("("):
        return None
    start, end = context.sentence(place.paragraph, year.start)
    case = _case(context, place, year, start, end)
    if case is None or (year.value > wanted and case != "closing"):
        return None
    if any(other.value == wanted for other in _years(context, start, end)):
        return None
    return Mismatch(case, year.value, year.start, year.end, "warning" if case == "plan" else None)


def _case(context: Context, place: Place, year: Year, start: int, end: int) -> str | None:
    hits, roles = context.hits, place.roles
    if _cited(context, start, end):
        return None
    if "budget" in roles and hits.any_within("budget.noun", max(start, year.start - _GOAL_REACH), year.start):
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
    before = max(start, year.start - _GOAL_REACH)
    if hits.any_within("year.goal", before, year.start):
        return "goal"
    if hits.any_within("year.forward", year.end, min(end, year.end + _CUE_REACH)):
        return "goal" if _leads(context, start, year) else None
    carried = hits.within("carries-out", before, year.start)
    named = hits.within("kind.ke-hoach", before, year.start)
    if roles & {"responsibility", "reporting"} and named and carried and carried[0].end < named[-1].start:
        return "plan"
    return None


def _leads(context: Context, start: int, year: Year) -> bool:
    """Say whether the year opens its clause, or "trong" stands before it."""
    before = context.folded[start : year.start].rstrip()
    return not before or before.endswith("trong")


def _cited(context: Context, start: int, end: int) -> bool:
    return any(item.start < end and start < item.end for item in context.plan.citations)


def _time_cells(context: Context) -> set[int]:
    """Return where the cells begin that say when a task is due."""
    cells: set[int] = set()
    for table in task_tables(context):
        for row in table.task_rows:
            cell = table.cell(row, "column.time")
            if cell is not None:
                cells.add(cell.start)
    return cells


def _earliest(context: Context) -> str | None:
    """Return the first day on which the draft may have been issued, as far as its date line says."""
    if context.day:
        return context.day
    for kind, line in context.plan.frame:
        if kind == "PLACE_DATE" and (match := _ANY_YEAR.search(line.text)):
            return f"{match[0]}-01-01"
    return None


def _deadline(context: Context, date: DateMention, wanted: int, cells: set[int], floor: str | None) -> Mismatch | None:
    """Judge a date before the plan's year: a mistake where something is due on it, and it lies before the draft's."""
    place = context.place_at(date.start)
    if place is None or not place.roles & _DATED or (floor and _last_day(date) >= floor):
        return None
    start, end = context.sentence(place.paragraph, date.start)
    if _cited(context, start, end) or context.hits.any_within("year.past", start, end):
        return None
    year = date.year or wanted
    if place.paragraph.kind == "cell":
        last = context.dates_within(place.start, place.end)[-1]
        if place.start not in cells or last is not date or _maybe_early(date, wanted, floor):
            return None
        return Mismatch("deadline", year, date.start, date.end)
    if not _due(context, start, date):
        return None
    if "reporting" in place.roles or context.hits.any_within("report.verb", start, end):
        return Mismatch("report", year, date.start, date.end)
    return None if _maybe_early(date, wanted, floor) else Mismatch("deadline", year, date.start, date.end)


def _last_day(date: DateMention) -> str:
    return f"{date.year:04d}-{date.month or 12:02d}-{date.day or 31:02d}"


def _maybe_early(date: DateMention, wanted: int, floor: str | None) -> bool:
    """Say whether a task may be due before its year because nothing says when the draft was written."""
    return floor is None and date.year == wanted - 1 and (date.month or 0) >= _LATE_MONTH


def _due(context: Context, start: int, date: DateMention) -> bool:
    """Say whether words of a deadline stand right before a date, and its clause ends behind it."""
    for hit in context.hits.within("year.deadline", max(start, date.start - _CUE_REACH), date.start):
        if _UP_TO_DATE.fullmatch(context.folded, hit.end, date.start):
            return _CLAUSE_ENDS.match(context.folded, date.end) is not None
    return False
