"""Checks on how exact a plan is: deadlines, leaders, products, kinds of channels."""

from __future__ import annotations

import re

from plancheck.checks import facts, reporting
from plancheck.checks.bodies import bodies_in
from plancheck.checks.context import Context
from plancheck.checks.places import Place
from plancheck.checks.tables import task_tables
from plancheck.finding import Words
from plancheck.plan import Section
from plancheck.rulebook import Rule

# Whom a duty is done with, for or at is not who does it.
_SUPPORT = re.compile(r"(?:phối hợp(?: chặt chẽ)?(?: với)?|cùng với|đến|cho|tới|tại|của|trên|về)\s+(?:các\s+)?$")


def vague_report_deadline(context: Context, rule: Rule) -> None:
    """Report a reporting line that names only a vague time, where no line names a date or period."""
    if (found := vague_line(context)) is not None:
        context.report(rule, *found)


def vague_line(context: Context) -> tuple[int, int] | None:
    """Return the words that give a report a vague time, None where there are none or a date or period stands too."""
    if context.elements["reporting"].status not in ("present", "weak"):
        return None
    lines = reporting.read(context)
    if any(line.dated for line in lines) or _dated_section(context):
        return None
    for line in lines:
        vague = context.hits.within("vague.report", line.start, line.end)
        if vague:
            longest = max((hit for hit in vague), key=lambda hit: (hit.end - hit.start, -hit.start))
            return longest.start, longest.end
    return None


def _dated_section(context: Context) -> bool:
    """Say whether a heading on reports has a date or period anywhere under it, also in a list of its own."""
    for place in context.places.all:
        if "reporting" not in place.roles or place.roles - {"reporting", "schedule"}:
            continue
        if context.hits.any_within("report.period", place.start, place.end):
            return True
        if context.dates_within(place.start, place.end):
            return True
    return False


def vague_task_deadline(context: Context, rule: Rule) -> None:
    """Report a table most of whose tasks are due "thường xuyên" or "trong năm" (options: share)."""
    for table in task_tables(context):
        index = table.column("column.time")
        if index is None or len(table.task_rows) < 3:
            continue
        vague = [
            row
            for row in table.task_rows
            if context.hits.any_within("vague.task", row[index].start, row[index].end)
            and not context.dates_within(row[index].start, row[index].end)
        ]
        if len(vague) >= rule.options["share"] * len(table.task_rows):
            cell = vague[0][index]
            context.report(rule, cell.start, cell.end, vague=str(len(vague)), all=str(len(table.task_rows)))


def task_without_lead(context: Context, rule: Rule) -> None:
    """Report a duty item, among the duties, that names no body that leads or acts."""
    actors: dict[int, float] = {}  # by section, where the first line stands that says who acts
    for place in context.places.all:
        if place.roles != {"responsibility"} or place.announced or place.paragraph.kind not in ("heading", "bullet"):
            continue
        section = place.paragraph.section
        if (
            place.paragraph.kind == "heading"
            and section is not None
            and (section.children or _goes_on(context, section))
        ):
            continue
        if not context.any_of(("duty.action",), place.paragraph.body, place.paragraph.body + 24):
            continue
        if not _named(context, place, section, actors):
            context.report(rule, place.start, place.end)


def _goes_on(context: Context, section: Section) -> bool:
    """Say whether lines of the duty stand under its number; the closing of the plan is none."""
    return any(
        not context.hits.any_within("closing.start", paragraph.start, paragraph.start + 40)
        for paragraph in section.paragraphs
    )


def _named(context: Context, place: Place, section: Section | None, actors: dict[int, float]) -> bool:
    if _acts(context, place.paragraph.body, place.end):
        return True
    if context.any_of(("report.subject", "duty.anyone"), place.paragraph.body, place.end):
        return True
    node = section
    if place.paragraph.kind == "heading" and section is not None:
        node = section.parent
    while node is not None:
        if _acts(context, node.heading.body, node.heading.end):
            return True
        if id(node) not in actors:
            actors[id(node)] = _first_actor(context, node)
        if actors[id(node)] < place.start:
            return True
        node = node.parent
    return False


def _first_actor(context: Context, section: Section) -> float:
    """Return where the first line under a heading stands that says who acts in what follows, else infinity."""
    for paragraph in section.paragraphs:
        leads = paragraph.kind == "text" or (paragraph.kind == "bullet" and paragraph.content.rstrip().endswith(":"))
        if leads and _acts(context, paragraph.body, paragraph.end):
            return paragraph.start
    return float("inf")


def _acts(context: Context, start: int, end: int) -> bool:
    """Say whether a body is named in [start, end) other than as one to work with."""
    for body in bodies_in(context, start, end):
        if not _SUPPORT.search(context.folded, max(start, body.start - 30), body.start):
            return True
    return False


def task_without_product(context: Context, rule: Rule) -> None:
    """Report a task row whose product cell is empty."""
    for table in task_tables(context):
        index = table.column("column.product")
        for row in table.task_rows if index is not None else []:
            if index is not None and not row[index].text.strip():
                task = table.cell(row, "column.task")
                if task is not None and task.text:
                    context.report(
                        rule, task.start, task.end, task=context.quote(task.start, min(task.end, task.start + 80))
                    )


def kinds_of_channel(context: Context, rule: Rule) -> None:
    """Report a plan whose channels are all online or all traditional."""
    if context.elements["channels"].status not in ("present", "weak"):
        return
    kinds = set(context.elements["channels"].facts["kinds"])
    online, traditional = kinds & facts.ONLINE, kinds & facts.TRADITIONAL
    if not kinds or bool(online) == bool(traditional):
        return
    place = next((p for p in context.places.all if "channels" in p.announced), None)
    start, end = (place.start, place.end) if place else (context.plan.title_start, context.plan.title_end)
    has, lacks = ("online", "traditional") if online else ("traditional", "online")
    words = rule.options["words"]

    context.report(rule, start, end, whole=True, has=Words(**words[has]), lacks=Words(**words[lacks]))
