"""Say when a draft was, or is to be, issued and for which years it plans, also where parts of its date are blank."""

from __future__ import annotations

import re
from datetime import date, timedelta

from plancheck.checks.context import Context, once
from plancheck.language.fold import fold

_PERIOD = re.compile(r"(20\d\d)\s*(?:-|đến(?:\s+năm)?)\s*(?:năm\s*)?(20\d\d)(?!\d)")
_YEAR = re.compile(r"năm\s*(20\d\d)(?!\d)")


@once
def planned_years(context: Context) -> tuple[int, int] | None:
    """Return the first and last year that the draft is about; numbers of documents in its title count for nothing."""
    subject = context.plan.metadata.subject or ""
    if (named := years_named(subject)) is not None:
        return named
    if context.day:
        return int(context.day[:4]), int(context.day[:4])
    year = context.plan.metadata.plan_year
    return (year, year) if year and str(year) not in subject else None


def years_named(subject: str) -> tuple[int, int] | None:
    """Return the first and last year that a subject names, None where it names none."""
    subject = fold(subject)
    if (period := _PERIOD.search(subject)) is not None and period[1] <= period[2]:
        return int(period[1]), int(period[2])
    years = [int(year) for year in _YEAR.findall(subject)]
    return (min(years), max(years)) if years else None


@once
def last_day(context: Context) -> str | None:
    """Return the last day on which the draft can be issued: its own, the end of its month, of its last year."""
    if context.day:
        return context.day
    if (month := _month(context)) is not None:
        year, number = month
        return (date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)).isoformat()
    years = planned_years(context)
    return f"{years[1]}-12-31" if years else None


def _month(context: Context) -> tuple[int, int] | None:
    """Return year and month of a date line whose day is blank ("ngày    tháng 01 năm 2026")."""
    for kind, line in context.plan.frame:
        if kind == "PLACE_DATE":
            for said in context.dates_within(line.start, line.end):
                if said.year and said.month and said.day is None and 1900 < said.year < 2200:
                    return said.year, said.month
    return None
