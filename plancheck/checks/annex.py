"""Checks on tables of tasks: their columns, their cells, and whether body and table speak of the same tasks."""

from __future__ import annotations

import re
from itertools import pairwise

from plancheck.checks import reporting
from plancheck.checks.context import Context
from plancheck.checks.tables import TaskTable, task_tables
from plancheck.finding import Words
from plancheck.rulebook import Rule

_TASK_WORDS = 16  # the first words of a task name it, the rest explains
_WORDS = re.compile(r"[^\W\d_]+")


def columns(context: Context, rule: Rule) -> None:
    """Report a table of tasks without a column that the rule names (options: columns, list name to words)."""
    for table in task_tables(context):
        lacking = [words for name, words in rule.options["columns"].items() if table.column(name) is None]
        if table.column("column.lead") is None and table.column("column.support") is not None and not lacking:
            continue
        if lacking:
            header = table.table.columns
            names = Words(", ".join(words["vi"] for words in lacking), ", ".join(words["en"] for words in lacking))
            context.report(rule, header[0].start, header[0].end, columns=names)


def cells(context: Context, rule: Rule) -> None:
    """Report a task row whose leader or time is empty (options: columns, list name to words)."""
    for table in task_tables(context):
        for row in table.task_rows:
            empty = [
                words
                for name, words in rule.options["columns"].items()
                if (cell := table.cell(row, name)) is not None and not cell.text.strip(" .…-")
            ]
            task = table.cell(row, "column.task")
            if empty and task is not None and task.text:
                names = Words(", ".join(words["vi"] for words in empty), ", ".join(words["en"] for words in empty))
                shown = context.quote(task.start, min(task.end, task.start + 80))
                context.report(rule, task.start, task.end, cells=names, task=shown)


def body(context: Context, rule: Rule) -> None:
    """Report tasks of an annex that the body never speaks of, and kinds of work that the annex leaves out."""
    tables = [table for table in task_tables(context) if table.annex is not None and len(table.task_rows) >= 3]
    if not tables:
        return
    spoken = context.folded[context.plan.body_start : context.plan.body_end]
    for table in tables:
        for row in table.task_rows:
            task = table.cell(row, "column.task")
            pairs = _pairs(context.folded[task.start : min(task.end, task.start + 160)]) if task is not None else []
            if task is None or reporting.is_report(context, task.start, task.end):
                continue  # a report of results is spoken of in words of its own
            if len(pairs) >= 4 and not _speaks(spoken, pairs, rule.options["seen"] * len(pairs)):
                context.report(rule, task.start, task.end, what=rule_words(rule, "annex_only"))
    _kinds(context, rule, tables)


def rule_words(rule: Rule, name: str) -> Words:
    return Words(**rule.options["words"][name])


def _pairs(folded: str) -> list[str]:
    return [f"{one} {two}" for one, two in pairwise(_WORDS.findall(folded)[:_TASK_WORDS])]


def _speaks(spoken: str, pairs: list[str], enough: float) -> bool:
    """Say whether at least ``enough`` of the pairs of words stand in ``spoken``."""
    seen = 0
    for pair in pairs:
        seen += pair in spoken
        if seen >= enough:
            return True
    return False


def _kinds(context: Context, rule: Rule, tables: list[TaskTable]) -> None:
    """A kind of event that the body announces (training, contest) and no row of the annex takes up."""
    spans = [(table.table.start, table.table.end) for table in tables]
    for kind in rule.options["kinds"]:
        name = f"work.{kind}"
        if any(context.hits.any_within(name, *span) for span in spans):
            continue
        for hit in context.hits.of(name):
            place = context.place_at(hit.start)
            if place is None or not place.roles & {"channels", "responsibility"} or place.paragraph.kind == "cell":
                continue
            start, _end = context.sentence(place.paragraph, hit.start)
            if context.hits.any_within("work.organise", start, hit.start):
                context.report(rule, hit.start, hit.end, what=rule_words(rule, "body_only"))
                break
