"""Read by which day something is to be done."""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator

from plancheck.checks.context import Context, once
from plancheck.plan import DateMention

Dated = tuple[str | None, tuple[int, int]]  # a day, ISO, and where it is said
_CUE_REACH = 40  # characters between what says that something is due and the day


def dated(context: Context, start: int, end: int) -> list[Dated]:
    """Return the days that [start, end) names; of a month or a quarter its last day. Those of documents are none."""
    return list(_dated(context, start, end))


def due(context: Context, start: int, end: int) -> list[Dated]:
    """Return the days by which [start, end) says that something is to be done ("trước ngày …", "hoàn thành …")."""
    return [
        found
        for found in _dated(context, start, end)
        if context.hits.any_within("align.due", max(start, found[1][0] - _CUE_REACH), found[1][1])
    ]


def _dated(context: Context, start: int, end: int) -> Iterator[Dated]:
    for date in context.dates_within(start, end):
        day = _end_of(context, date)
        if day is not None and not _is_cited(context, date):
            yield day, (date.start, date.end)


def _end_of(context: Context, date: DateMention) -> str | None:
    year = date.year or context.plan.metadata.plan_year
    if year is None or date.kind == "period" or not date.month or not 1 <= date.month <= 12:
        return None
    last = monthrange(year, date.month)[1]
    return f"{year:04d}-{date.month:02d}-{min(date.day or last, last):02d}"


@once
def _citations(context: Context) -> list[tuple[int, int]]:
    return sorted((item.begin, item.end) for item in context.plan.citations)


def _is_cited(context: Context, date: DateMention) -> bool:
    """Say whether the date is that of a document."""
    citations = _citations(context)
    index = bisect_right(citations, (date.start, date.end)) - 1
    return index >= 0 and date.start < citations[index][1]
