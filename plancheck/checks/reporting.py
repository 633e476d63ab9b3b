"""Read the reporting lines of a plan: who reports results to whom, through whom, by when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plancheck.checks.bodies import Body, bodies_in
from plancheck.checks.context import Context, once
from plancheck.checks.places import Place
from plancheck.checks.tables import TaskTable, task_tables

if TYPE_CHECKING:
    from plancheck.checks.elements import Found

_NOT_HERE = frozenset({"opening", "recipients", "annex-title", "difficulty", "purpose", "requirements", "audience",
                       "provincial_basis", "table"})  # fmt: skip
_THEMES = (frozenset({"content"}), frozenset({"channels"}))
_TO = re.compile(r"(?:về|gửi|với|cho|tới|đến|lên|báo cáo|b/c)\s+(?:cho\s+|về\s+|lên\s+)?$")
_NOT_TO = re.compile(r"(?:của|do|tại|trên|theo|giao|thuộc|ở|bởi)\s+$")
_REPORTS = re.compile(
    r"[-+•*\s]*(?:xây dựng |tổng hợp,? (?:kết quả,? )?|gửi |thực hiện |lập )?(?:các )?báo cáo\b(?! viên)"
)
_LONGEST_WHEN = 70  # characters
_FARTHEST_LEAD = 160  # characters into a paragraph; who acts stands at its beginning
_LEADS = re.compile(
    r"[\s\-+*•]*(?:(?:định kỳ|hằng quý|hằng tháng|hằng năm)[^,]{0,20},?\s*)?"
    r"(?:(?:giao|phân công|đề nghị|yêu cầu)\s+(?:cho\s+)?)?"
)
_VIA = re.compile(r"\(?\s*(?:thông\s+)?qua\s+$")


@dataclass(slots=True, eq=False, repr=False)
class ReportLine:
    """One sentence on reporting results."""

    start: int
    end: int
    by: str | None = None
    to: str | None = None
    via: str | None = None
    when: str | None = None
    dated: bool = False


def collect(context: Context, found: Found, tables: list[TaskTable]) -> None:
    """Add the sentences that report; the element is strong when one says who and to whom."""
    lines = read(context)
    headed = bool(found.evidence)
    if headed and not lines:
        # A heading on reports with text that names no report at all ("theo quy định").
        return
    if lines and not headed:
        lines = sorted(lines, key=lambda line: (not (line.by and line.to), line.start))
    for line in lines:
        found.add(context, line.start, line.end)
    found.strong = any(line.by and line.to for line in lines) or _together(context, lines)
    best = max(lines, key=lambda line: (bool(line.to) + bool(line.by), line.dated, bool(line.when)), default=None)
    if best:
        found.facts["reporting"] = {
            "by": best.by or next((line.by for line in lines if line.by), None),
            "to": best.to or next((line.to for line in lines if line.to), None),
            "via": best.via,
            "when": best.when or next((line.when for line in lines if line.when), None),
        }


def _together(context: Context, lines: list[ReportLine]) -> bool:
    """Say whether one section on reports names the reporter in one line and the receiver in another."""
    headed = [
        line for line in lines if (place := context.place_at(line.start)) is not None and "reporting" in place.roles
    ]
    return any(line.by for line in headed) and any(line.to for line in headed)


@once
def read(context: Context) -> list[ReportLine]:
    """Return the sentences that report results, in text order."""
    found: list[ReportLine] = []
    done = 0  # the end of the last sentence that was read
    for hit in context.hits.of("report.verb"):
        place = context.place_at(hit.start)
        if place is None or hit.start < done or place.roles & _NOT_HERE:
            continue
        # Among contents or channels a report is a subject to speak of, unless somebody sends it to somebody.
        theme = place.roles in _THEMES
        if "annex" in place.roles and place.paragraph.kind == "cell":
            continue
        start, end = context.sentence(place.paragraph, hit.start)
        if context.hits.any_within("difficulty", start, end) and not any(
            context.hits.any_within(name, start, end) for name in ("report.results", "report.period")
        ):
            continue
        done = end
        line = _line(context, place, start, end, hit.start)
        if not theme or (line.to and line.by):
            found.append(line)
    found += _rows(context)
    return found


def is_report(context: Context, start: int, end: int) -> bool:
    """Say whether [start, end) begins with the duty to report."""
    return _REPORTS.match(context.folded, start, end) is not None


def _rows(context: Context) -> list[ReportLine]:
    """Return the rows of task tables whose task is to report ("Báo cáo kết quả … gửi Sở Nội vụ")."""
    found = []
    for table in task_tables(context):
        for row in table.task_rows:
            task, lead, time = (table.cell(row, name) for name in ("column.task", "column.lead", "column.time"))
            if task is None or not is_report(context, task.start, task.end):
                continue
            bodies = bodies_in(context, task.start, task.end)
            via = [body for body in bodies if _VIA.search(context.folded, max(task.start, body.start - 20), body.start)]
            to = [body.name for body in bodies if body not in via]
            line = ReportLine(task.start, task.end, lead.text or None if lead else None, to[0] if to else None)
            line.via = via[0].name if via else None
            line.when = time.text or None if time else None
            line.dated = bool(time and context.dates_within(time.start, time.end))
            found.append(line)
    return found


def _line(context: Context, place: Place, start: int, end: int, verb: int) -> ReportLine:
    text = context.plan.text.text
    line = ReportLine(start, end)
    bodies = bodies_in(context, start, end)
    verbs = [hit.start for hit in context.hits.within("report.verb", start, end)]
    first = verbs[0] if verbs else verb
    for body in bodies:
        before = context.folded[max(start, body.start - 20) : body.start]
        if _VIA.search(before):
            line.via = line.via or body.name
            continue
        sent = _TO.search(before)
        if sent and body.start > start + 2 and (body.start > first or "gửi" in before):
            line.to = line.to or body.name
        elif body.start < first and _LEADS.fullmatch(context.folded, start, body.start):
            line.by = line.by or body.name
        elif body.start > first and line.to is None and not _NOT_TO.search(before) and _follows(context, first, body):
            line.to = body.name
    if line.to is None:
        receivers = context.hits.within("report.receiver", first, end)
        if receivers:
            line.to = text[receivers[0].start : receivers[0].end]
    if line.by is None:
        line.by = _actor(context, place, start)
    if line.to is None:
        line.to = _bare_receiver(context, first, end)
    if line.by is None:
        first = verbs[-1] if verbs else first
        line.by = next(
            (body.name for body in bodies if body.start < first and body.name not in (line.to, line.via)), None
        )
    if line.by is None:
        subjects = context.hits.within("report.subject", start, first)
        if subjects:
            line.by = text[subjects[0].start : subjects[0].end]
    dated = context.dates_within(start, end)
    periods = context.hits.within("report.period", start, end)
    if dated:
        stop = dated[-1].end if dated[-1].end - dated[0].start < _LONGEST_WHEN else dated[0].end
        line.when, line.dated = text[dated[0].start : stop], True
    elif periods:
        line.when, line.dated = text[periods[0].start : periods[0].end], True
    return line


def _bare_receiver(context: Context, start: int, end: int) -> str | None:
    """Return "Phòng", "Sở", "Trường" alone: the unit that issues the plan, called short."""
    text = context.plan.text.text
    for hit in context.hits.within("body.start", start, end):
        if text[hit.start].isupper() and _TO.search(context.folded, max(start, hit.start - 12), hit.start):
            return text[hit.start : hit.end]
    return None


def _follows(context: Context, verb: int, body: Body) -> bool:
    """ "báo cáo UBND tỉnh", "báo cáo kết quả với …": the receiver stands close behind the verb."""
    between = context.folded[verb : body.start]
    return len(between.split()) <= 4 and "," not in between


def _actor(context: Context, place: Place, start: int) -> str | None:
    """Return the body that the paragraph, its head or the nearest heading above names as acting."""
    paragraph = place.paragraph
    for body in bodies_in(context, paragraph.body, min(start, paragraph.body + _FARTHEST_LEAD)):
        if _LEADS.fullmatch(context.folded, paragraph.body, body.start):
            return body.name
    section = paragraph.section
    if paragraph.kind == "heading" and section is not None:
        section = section.parent
    while section is not None:
        holder = context.places.by_section.get(id(section))
        end = holder.head_end if holder and holder.head_end > section.heading.body else section.heading.end
        if end - section.heading.body <= 160:
            bodies = bodies_in(context, section.heading.body, end)
            if bodies:
                return bodies[0].name
        section = section.parent
    return None
