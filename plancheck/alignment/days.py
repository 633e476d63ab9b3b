"""Read by which day something is to be done."""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator

from plancheck.checks.context import Context, once
from plancheck.plan import DateMention

Dated = tuple[str | None, tuple[int, int]]  # a day, ISO, and where it is said
_CUE_REACH = 40  # characters between what says that something is due and the day
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
# What goes on with a month or a quarter: "Quý II, III", "Quý I - IV/2026", "tháng 3, 9".
_MORE = re.compile(r"(?:/\d{4})?\s*(?:,|;|-|và|đến)\s*(?:quý\s+|tháng\s+)?(iv|i{1,3}|\d{1,2})\b(?!\s*(?:%|/\d{1,2}/))")

_FROM = re.compile(r"\btừ\s+(?:ngày\s+|tháng\s+|quý\s+)?$")
_TO = re.compile(r"\s*(?:đến|tới|-)\s*(?:hết\s+)?(?:ngày\s+|tháng\s+|quý\s+|cuối\s+)?(?:\d|i|cuối|hết)")
_SPAN_REACH = 30  # characters on either side of a day in which its span is said


def dated(context: Context, start: int, end: int) -> list[Dated]:
    """Return the days that [start, end) names; of a month or a quarter its last day. Those of documents are none."""
    return list(_dated(context, start, end))


def last_due(context: Context, start: int, end: int) -> str | None:
    """Return the last day by which [start, end) says that something is to be done ("trước ngày …", "hoàn thành …")."""
    days = [
        day
        for day, (place, stop) in _dated(context, start, end)
        if day and context.hits.any_within("align.due", max(start, place - _CUE_REACH), stop)
    ]
    return max(days, default=None)


def _dated(context: Context, start: int, end: int) -> Iterator[Dated]:
    for date in context.dates_within(start, end):
        if is_cited(context, date) or _begins(context, date):
            continue
        year = date.year or _year_behind(context, date) or context.plan.metadata.plan_year
        if year is None or date.kind == "period" or not date.month or not 1 <= date.month <= 12:
            continue
        yield _last_of(year, date.month, date.day), (date.start, date.end)
        if date.kind in ("month", "quarter"):
            yield from _more(context, date, year, end)


def _begins(context: Context, date: DateMention) -> bool:
    """Say whether a span of time begins with the date ("từ ngày 01/3 đến ngày 15/7"): it is done by its end."""
    before = context.folded[max(0, date.start - _SPAN_REACH) : date.start]
    return bool(_FROM.search(before) and _TO.match(context.folded, date.end, date.end + _SPAN_REACH))


def _more(context: Context, date: DateMention, year: int, end: int) -> Iterator[Dated]:
    """Yield the months or quarters that are listed behind the first."""
    place = date.end
    while match := _MORE.match(context.folded, place, end):
        number = match.group(1)
        month = _QUARTERS.get(number, 0) * 3 if date.kind == "quarter" else int(number) if number.isdigit() else 0
        if not 1 <= month <= 12:
            return
        yield _last_of(year, month, None), (date.start, match.end())
        place = match.end()


def _year_behind(context: Context, date: DateMention) -> int | None:
    """Return the year that closes a list ("Quý II, quý III/2022")."""
    match = re.match(r"[^\d;.]{0,30}/(\d{4})\b", context.folded[date.end : date.end + 40])
    return int(match.group(1)) if match else None


def _last_of(year: int, month: int, day: int | None) -> str:
    last = monthrange(year, month)[1]
    return f"{year:04d}-{month:02d}-{min(day or last, last):02d}"


@once
def _citations(context: Context) -> list[tuple[int, int]]:
    return sorted((item.begin, item.end) for item in context.plan.citations)


def is_cited(context: Context, date: DateMention) -> bool:
    """Say whether the date is that of a document."""
    citations = _citations(context)
    index = bisect_right(citations, (date.start, date.end)) - 1
    return index >= 0 and date.start < citations[index][1]
