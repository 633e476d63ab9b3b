"""Read by which day something is to be done."""

from __future__ import annotations

from calendar import monthrange

from plancheck.alignment.passages import Passage
from plancheck.checks.context import Context
from plancheck.plan import DateMention, Line


def last_day(context: Context, cell: Line) -> str | None:
    """Return the last day, ISO, that a cell of times allows; None where it names none."""
    days = [day for date in context.dates_within(cell.start, cell.end) if (day := _end_of(context, date))]
    return max(days, default=None)


def first_day(context: Context, passage: Passage) -> tuple[str | None, tuple[int, int]]:
    """Return the first day, ISO, by which a passage is done, and where it says so."""
    found = [
        (day, (date.start, date.end))
        for date in context.dates_within(passage.start, passage.end)
        if (day := _end_of(context, date)) and not _is_cited(context, date)
    ]
    return min(found, default=(None, (0, 0)))


def _end_of(context: Context, date: DateMention) -> str | None:
    year = date.year or context.plan.metadata.plan_year
    if year is None or date.kind == "period" or not date.month or not 1 <= date.month <= 12:
        return None
    last = monthrange(year, date.month)[1]
    return f"{year:04d}-{date.month:02d}-{min(date.day or last, last):02d}"


def _is_cited(context: Context, date: DateMention) -> bool:
    """Say whether the date is that of a document."""
    return any(item.begin <= date.start < item.end for item in context.plan.citations)
