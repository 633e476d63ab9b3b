"""Compare duties to report: to whom, and by which days."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plancheck.alignment.days import is_cited
from plancheck.alignment.passages import Passage
from plancheck.checks.bodies import bodies_in
from plancheck.checks.context import Context
from plancheck.language.fold import fold
from plancheck.law.names import read_name

Span = tuple[int, int]

_DAY = re.compile(r"\bngày\s+(\d{1,2})\b(?!\s*(?:tháng\s+\d|[/.\-]\s*\d))")
_BEFORE, _BEHIND = 60, 40  # characters around a day in which its period is said
_PERIODS = (
    ("quarter", re.compile(r"\bquý\b")),
    ("month", re.compile(r"\b(?:hằng tháng|hàng tháng|mỗi tháng|từng tháng|của tháng|tháng sau)\b")),
)
_TO = re.compile(r"(?:về|gửi|với|cho|tới|đến|lên|báo cáo|b/c|trình|qua)\s+(?:cho\s+|về\s+|lên\s+|cáo\s+)?$")
_TO_REACH = 24  # characters before a receiver
_LISTED = re.compile(r"(?:báo cáo|gửi)\s[^.;]*(?:,|và)\s*$")
_LIST_REACH = 60  # characters between the verb and the second receiver


class Due(NamedTuple):
    """A day by which a report is due: of a "year" a date, of each "quarter" or "month" the day in it (else 0)."""

    period: str
    year: int
    month: int
    day: int

    @property
    def iso(self) -> str | None:
        if self.period != "year":
            return None
        last = monthrange(self.year, self.month)[1]
        return f"{self.year:04d}-{self.month:02d}-{min(self.day, last):02d}"


class Receiver(NamedTuple):
    """A body that a report goes to or through: the ids of what the registry may know it as, and its place."""

    ids: frozenset[str]
    key: str
    start: int
    end: int

    def is_same(self, other: Receiver) -> bool:
        if self.ids and other.ids:
            return not self.ids.isdisjoint(other.ids)
        return self.key == other.key


class Duty(NamedTuple):
    """The duty to report of an item; ``shown``: whom it goes to, as written."""

    receivers: list[Receiver]
    dues: list[Due]
    shown: str


class Sent(NamedTuple):
    """A passage in which the draft reports: its number, whom it goes to or through, the days and where they stand."""

    passage: int
    receivers: list[Receiver]
    dues: list[tuple[Due, Span]]


def dues(context: Context, *spans: Span) -> list[tuple[Due, Span]]:
    """Return the days that the spans name, in the order of the calendar, and where."""
    found = {due: place for span in spans for due, place in _dues(context, *span)}
    return sorted(found.items())


def _dues(context: Context, start: int, end: int) -> Iterator[tuple[Due, Span]]:
    known: set[int] = set()
    for date in context.dates_within(start, end):
        if is_cited(context, date):
            continue
        year = date.year or context.plan.metadata.plan_year
        if year and date.month and date.day and 1 <= date.month <= 12:
            known.add(date.start)
            yield Due("year", year, date.month, date.day), (date.start, date.end)
    for match in _DAY.finditer(context.folded, start, end):
        around = context.folded[max(start, match.start() - _BEFORE) : min(end, match.end() + _BEHIND)]
        period = next((name for name, cue in _PERIODS if cue.search(around)), None)
        if period and not known & set(range(match.start(), match.end())):
            yield Due(period, 0, 0, int(match.group(1))), match.span()


def receivers(context: Context, *spans: Span) -> list[Receiver]:
    """Return the bodies to which the spans send something, those through whom it goes too."""
    return [
        Receiver(
            frozenset(body.id for body in read_name(context.law, body.name, context.form_day).bodies),
            fold(body.name), body.start, body.end,
        )
        for start, end in spans
        for body in bodies_in(context, start, end)
        if _TO.search(context.folded, max(start, body.start - _TO_REACH), body.start)
        or _LISTED.search(context.folded[max(start, body.start - _LIST_REACH) : body.start])
    ]  # fmt: skip


def duty_of(context: Context, spans: Sequence[Span], times: Sequence[Span]) -> Duty | None:
    """Return the duty to report that the spans lay down (``times``: where else its days stand), None without receiver.

    What follows a semicolon says what the receiver does with it.
    """
    for start, end in spans:
        stop = context.folded.find(";", start, end)
        for part in ((start, stop), (start, end)) if stop > 0 else ((start, end),):
            if found := receivers(context, *[part]):
                days = [due for due, _ in dues(context, *spans, *times)]
                shown = context.plan.text.text[found[0].start : found[-1].end]
                return Duty(found, days, shown + (")" if shown.count("(") > shown.count(")") else ""))
    return None


class Shortfall(NamedTuple):
    """What keeps reports from being in time: day-late, one-missing, day-missing; the day asked for, the one given."""

    problem: str
    asked: Due | None = None
    given: Due | None = None


def shortfall(asked: list[Due], given: list[Due], others: Sequence[Due] = ()) -> Shortfall | None:
    """Return what is lacking for a report by each day asked for; None where all are kept.

    ``others``: days of other reports to the same body.
    """
    if not given:
        return Shortfall("day-missing", asked[0]) if asked else None
    kept: dict[Due, list[Due]] = {due: [] for due in asked}
    for due in given:
        # A day is meant for the nearest one of those asked for, else 20/6 would do for the report of the year.
        same = [item for item in (*asked, *others) if item.period == due.period]
        near = min(same, key=lambda item: _apart(item, due), default=None)
        if near in kept:
            kept[near].append(due)
    late = next((due for due, days in kept.items() if days and min(days) > due), None)
    if late is not None:
        return Shortfall("day-late", late, min(kept[late]))
    lacking = next((due for due, days in kept.items() if not days), None)
    if lacking is None:
        return None
    return Shortfall("one-missing" if any(kept.values()) else "day-missing", lacking)


def _apart(one: Due, other: Due) -> int:
    """Return about how many days lie between two days."""
    return abs((one.year - other.year) * 365 + (one.month - other.month) * 30 + one.day - other.day)


def sent_of(
    context: Context, passages: Sequence[Passage], reform: Sequence[bool], subjects: Sequence[set[str]]
) -> list[Sent]:
    """Return the passages that send a report on reform to somebody."""
    found = []
    for number, passage in enumerate(passages):
        if subjects[number] and not reform[number]:
            continue
        if any(context.hits.any_within("report.verb", *span) for span in passage.spans):
            to = receivers(context, *passage.spans)
            found.append(Sent(number, to, dues(context, (passage.start, passage.end))))
    return found
