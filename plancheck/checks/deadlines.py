"""Find deadlines that lie before the year that a plan is for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from plancheck.checks.context import Context, once
from plancheck.checks.ownwords import cites
from plancheck.checks.places import Place
from plancheck.checks.tables import task_tables
from plancheck.plan import DateMention

_ANY_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_UP_TO_DATE = re.compile(r"[\s:]*(?:là\s+)?(?:ngày\s+)?")
_CLAUSE_ENDS = re.compile(r"\s*(?:[;.,():/]|$|\n|(?:và|đến|hoặc|để|đối với)\b)")
_SPAN = re.compile(
    r"\btừ (?:ngày |tháng |đầu tháng |quý )?[\divx/ ]{1,12}[^.;:()]{0,24}? đến (?:hết )?(?:ngày |cuối |hết )?$"
)
_SPAN_REACH = 60  # characters before its last day
_LATE_MONTH = 10  # a plan may be drawn up in the last months before its year
_CUE_REACH = 40
_MOST = 2000  # dates looked at in a text that is all dates
_HEAD = 110  # characters of a heading
_DUTIES = frozenset({"responsibility", "reporting", "schedule", "budget"})
_DATED = _DUTIES | {"channels", "content", "none", "annex", "table"}


class Mismatch(NamedTuple):
    """A place that names another year; ``case`` is the key of its message."""

    case: str
    year: int
    start: int
    end: int
    severity: str | None = None


def deadlines_before(context: Context, wanted: int) -> Iterator[Mismatch]:
    """Yield the dates before ``wanted`` on which a task or a report is due."""
    cells, floor = time_cells(context), earliest(context)
    early = (date for date in context.plan.dates if date.year is not None and date.year < wanted)
    for date in islice(early, _MOST):
        if found := _deadline(context, date, wanted, cells, floor):
            yield found


def reviews(context: Context, place: Place) -> bool:
    """Say whether a heading above speaks of what was done ("I. KẾT QUẢ NĂM 2025")."""
    section = None if place.roles & _DUTIES else place.paragraph.section
    while section is not None:
        if context.hits.any_within(
            "year.review", section.heading.body, min(section.heading.end, section.heading.body + _HEAD)
        ):
            return True
        section = section.parent
    return False


@once
def time_cells(context: Context) -> set[int]:
    """Return where the cells begin that say when a task is due."""
    cells: set[int] = set()
    for table in task_tables(context):
        for row in table.task_rows:
            cell = table.cell(row, "column.time")
            if cell is not None:
                cells.add(cell.start)
    return cells


@once
def earliest(context: Context) -> str | None:
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
    if cites(context, start, end) or context.hits.any_within("year.past", start, end):
        return None
    year = date.year or wanted
    if place.paragraph.kind == "cell":
        last = context.dates_within(place.start, place.end)[-1]
        if place.start not in cells or last is not date or _maybe_early(date, wanted, floor):
            return None
        return Mismatch("deadline", year, date.start, date.end)
    if reviews(context, place) or not _due(context, place, start, end, date, wanted):
        return None
    if "reporting" in place.roles or context.hits.any_within("report.verb", start, end):
        return Mismatch("report", year, date.start, date.end)
    return None if _maybe_early(date, wanted, floor) else Mismatch("deadline", year, date.start, date.end)


def _last_day(date: DateMention) -> str:
    return f"{date.year:04d}-{date.month or 12:02d}-{date.day or 31:02d}"


def _maybe_early(date: DateMention, wanted: int, floor: str | None) -> bool:
    """Say whether a task may be due before its year because nothing says when the draft was written."""
    return floor is None and date.year == wanted - 1 and (date.month or 0) >= _LATE_MONTH


def _due(context: Context, place: Place, start: int, end: int, date: DateMention, wanted: int) -> bool:
    """Say whether a date is a deadline: so by the words before it, its clause ending behind it, or by its heading."""
    if place.roles == {"content"} and not _acts(context, place):
        return False  # among contents a date is a subject to speak of, unless somebody is to act by it
    if _ends_span(context, place, start, end, date):
        return True
    for hit in context.hits.within("year.deadline", max(start, date.start - _CUE_REACH), date.start):
        if _UP_TO_DATE.fullmatch(context.folded, hit.end, date.start):
            return _CLAUSE_ENDS.match(context.folded, date.end) is not None
    return "schedule" in place.roles and all(other.year != wanted for other in context.dates_within(start, end))


def _ends_span(context: Context, place: Place, start: int, end: int, date: DateMention) -> bool:
    """Say whether a date ends the time of a task ("từ tháng 5 đến tháng 10 năm 2025"), not of what is reported on."""
    span = _SPAN.search(context.folded, max(start, date.start - _SPAN_REACH), date.start)
    if span is None or not place.roles & (_DUTIES | {"channels"}):
        return False
    told = context.any_of(("report.results", "report.verb", "year.lookback"), start, end)
    return not told and _CLAUSE_ENDS.match(context.folded, date.end) is not None


def _acts(context: Context, place: Place) -> bool:
    """Say whether a paragraph begins with a body."""
    begin = place.paragraph.body
    return any(hit.start <= begin + 2 for hit in context.hits.within("body.start", begin, begin + _CUE_REACH))
