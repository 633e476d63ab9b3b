"""Compare duties to report: to whom, and by which days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from plancheck.alignment.passages import Passage
from plancheck.checks.bodies import bodies_in
from plancheck.checks.context import Context
from plancheck.law.names import read_name

_DAY = re.compile(r"\bngày\s+(\d{1,2})\b(?!\s*(?:tháng\s+\d|[/.\-]\s*\d))")
_PERIODS = (
    ("month", re.compile(r"\b(?:hằng tháng|hàng tháng|mỗi tháng|từng tháng|của tháng|tháng sau)\b")),
    ("quarter", re.compile(r"\b(?:hằng quý|hàng quý|mỗi quý|từng quý|cuối quý|tháng cuối quý|quý)\b")),
)
_TO = re.compile(r"(?:về|gửi|với|cho|tới|đến|lên|báo cáo|b/c|trình|qua)\s+(?:cho\s+|về\s+|lên\s+|cáo\s+)?$")


_LISTED = re.compile(r"(?:báo cáo|gửi)\s[^.;]*(?:,|và)\s*$")
_LIST_REACH = 60  # characters between the verb and the second receiver


class Due(NamedTuple):
    """A day by which a report is due: "year" (month and day), "quarter" or "month" (the day in it)."""

    period: str
    month: int
    day: int


def dues(context: Context, *spans: tuple[int, int]) -> list[Due]:
    """Return the days that the spans name, in the order of the calendar."""
    found: set[Due] = set()
    for start, end in spans:
        for date in context.dates_within(start, end):
            if date.month and date.day:
                found.add(Due("year", date.month, date.day))
        for match in _DAY.finditer(context.folded, start, end):
            around = context.folded[max(start, match.start() - 60) : min(end, match.end() + 40)]
            period = next((name for name, cue in _PERIODS if cue.search(around)), None)
            if period and not any(due.day == int(match.group(1)) and due.period == "year" for due in found):
                found.add(Due(period, 0, int(match.group(1))))
    return sorted(found)


def recipients(context: Context, *spans: tuple[int, int]) -> list[str]:
    """Return the names to which the spans send something, those through whom it goes too."""
    return [
        body.name
        for start, end in spans
        for body in bodies_in(context, start, end)
        if _TO.search(context.folded, max(start, body.start - 24), body.start) or _lists(context, start, body.start)
    ]


def _lists(context: Context, start: int, place: int) -> bool:
    """Say whether the name follows another receiver ("gửi Bộ Nội vụ, UBND tỉnh")."""
    return _LISTED.search(context.folded[max(start, place - _LIST_REACH) : place]) is not None


def same_body(left: Context, right: Context, one: str, other: str) -> bool:
    """Say whether two names mean the same body."""
    first = read_name(left.law, one, left.form_day)
    second = read_name(right.law, other, right.form_day)
    if first.bodies and second.bodies:
        return bool({body.id for body in first.bodies} & {body.id for body in second.bodies})
    return one.lower() == other.lower()


class Shortfall(NamedTuple):
    """What keeps reports from being in time: day-late (``asked`` and ``given`` say which), one-missing, day-missing."""

    problem: str
    asked: Due | None = None
    given: Due | None = None


def shortfall(asked: list[Due], given: list[Due]) -> Shortfall | None:
    """Return what is lacking for a report by each day asked for; None where all are kept."""
    if not given:
        return Shortfall("day-missing") if asked else None
    kept: dict[Due, list[Due]] = {due: [] for due in asked}
    for due in given:
        # A day is meant for the nearest one of those asked for, else 20/6 would do for the report of the year.
        near = min(
            (item for item in asked if item.period == due.period), key=lambda item: _apart(item, due), default=None
        )
        if near is not None:
            kept[near].append(due)
    late = next((due for due, days in kept.items() if days and min(days) > due), None)
    if late is not None:
        return Shortfall("day-late", late, min(kept[late]))
    if all(kept.values()):
        return None
    return Shortfall("one-missing" if any(kept.values()) else "day-missing")


def _apart(one: Due, other: Due) -> int:
    """Return about how many days lie between two days of a year."""
    return abs((one.month - other.month) * 30 + one.day - other.day)


class Sent(NamedTuple):
    """A passage in which the draft reports: its number, the names it goes to or through, the days."""

    passage: int
    to: list[str]
    dues: list[Due]


def sent_of(
    context: Context, passages: Sequence[Passage], reform: Sequence[bool], subjects: Sequence[set[str]]
) -> list[Sent]:
    """Return the passages that send a report on reform to somebody."""
    found = []
    for number, passage in enumerate(passages):
        if subjects[number] and not reform[number]:
            continue
        if any(context.hits.any_within("report.verb", *span) for span in passage.spans):
            to = recipients(context, *passage.spans)
            found.append(Sent(number, to, dues(context, (passage.start, passage.end))))
    return found
