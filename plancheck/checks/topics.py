"""Check that what a plan says of itself (its money, reports, annex, name) is about the subject of its title."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from plancheck.checks.context import Context
from plancheck.checks.own import annex_titles, own_plan
from plancheck.checks.ownwords import cites
from plancheck.checks.places import Place
from plancheck.finding import Words
from plancheck.rulebook import Rule

_WORD = re.compile(r"[^\W\d_]+")
_REACH = 40  # characters between what binds a field to the plan and the field
_CLAUSE = 140  # characters in which the plan's own subject may follow ("pháp luật về cải cách hành chính")
_NOT_HERE = frozenset({"opening", "recipients", "annex-title", "difficulty", "provincial_basis", "content"})
_ANCHORS = {"closing": "own.closing", "budget": "own.budget", "report": "own.report", "plan": "own.plan"}
_FIRM = frozenset({"annex", "heading", "opening", "closing"})  # what names the plan or a part of it
_MOST_ANCHORS = 200  # looked at in a text that is all anchors
_FOREIGN_HITS = 5  # so often a field is named where the title's is never


class Topic(NamedTuple):
    """A field named in the text."""

    start: int
    end: int
    field: str


class Drift(NamedTuple):
    """A field bound to the plan; ``case`` is the key of its message."""

    case: str
    topic: Topic


def topic_drift(context: Context, rule: Rule) -> None:
    """Report fields bound to the plan that its title does not name (options: fields, problems by case, most)."""
    fields: dict[str, dict[str, Any]] = rule.options["fields"]
    own = {topic.field for topic in _topics(context, fields, context.plan.title_start, context.plan.title_end)}
    if not own or context.hits.any_within("topic.broad", context.plan.title_start, context.plan.title_end):
        return
    lawful = own.union(*(_around(fields, name) for name in own))
    found = [drift for drift in _bound(context, fields, lawful) if drift is not None]
    wider = [drift for drift in found if own & set(fields[drift.topic.field]["parts"])]
    foreign = [drift for drift in found if drift not in wider]
    if not found:
        _whole(context, rule, fields, own, lawful)
    for drift in _first_by_line(context, foreign)[: rule.options["most"]]:
        _report(context, rule, drift, own, drift.case)
    if wider:
        drift = min(wider, key=lambda item: (item.case != "annex", item.case not in _FIRM, item.topic.start))
        _report(context, rule, drift, own, "wider", None if drift.case in _FIRM else "info")


def _around(fields: dict[str, dict[str, Any]], name: str) -> set[str]:
    """Return the fields that a plan on ``name`` may speak of as its own: its parts, and those beside it."""
    beside = {other for other, entry in fields.items() if name in entry["beside"]}
    return {*fields[name]["parts"], *fields[name]["beside"], *beside}


def _topics(context: Context, fields: dict[str, dict[str, Any]], start: int, end: int) -> list[Topic]:
    """Return the fields named in [start, end), the longest of those that begin together first."""
    every = _all_topics(context, fields)
    return [topic for topic in every[bisect_left(every, (start,)) : bisect_left(every, (end,))] if topic.end <= end]


def _all_topics(context: Context, fields: dict[str, dict[str, Any]]) -> list[Topic]:
    found: list[Topic] | None = context.memory.get("topics")
    if found is None:
        found = [Topic(*hit, name) for name in fields for hit in context.hits.of(f"topic.{name}")]
        found.sort(key=lambda topic: (topic.start, -topic.end))
        context.memory["topics"] = found
    return found


def _bound(context: Context, fields: dict[str, dict[str, Any]], lawful: set[str]) -> Iterator[Drift | None]:
    plan = context.plan
    if plan.opening and (start := own_plan(context, plan.opening[-1])) is not None:
        yield _behind(context, fields, lawful, "opening", start, start, plan.opening[-1].end)
    for start, end in annex_titles(context):
        if context.hits.any_within("own.annex", start, end):
            yield _named(context, fields, lawful, "annex", start, end)
    for head in context.places.announcing:
        if _is_top(head):
            yield _named(context, fields, lawful, "heading", head.start, head.head_end)
    for case, name in _ANCHORS.items():
        for hit in islice(context.hits.of(name), _MOST_ANCHORS):
            place = context.place_at(hit.start)
            if place is not None and not place.roles & _NOT_HERE:
                start, end = context.sentence(place.paragraph, hit.start)
                yield _behind(context, fields, lawful, case, start, hit.end, end)


def _is_top(place: Place) -> bool:
    section = place.paragraph.section
    return place.paragraph.kind == "heading" and section is not None and section.depth == 1


def _named(
    context: Context, fields: dict[str, dict[str, Any]], lawful: set[str], case: str, start: int, end: int
) -> Drift | None:
    """Judge a whole line: drift where it names a field and none that belongs to the title's."""
    topics = _topics(context, fields, start, end)
    if not topics or any(topic.field in lawful for topic in topics):
        return None
    return None if context.hits.any_within("topic.beside", start, end) else Drift(case, topics[0])


def _behind(
    context: Context, fields: dict[str, dict[str, Any]], lawful: set[str], case: str, start: int, anchor: int, end: int
) -> Drift | None:
    """Judge the field that follows ``anchor`` in its clause, which begins at ``start``."""
    stop = min(end, anchor + _CLAUSE)
    topics = _topics(context, fields, anchor, stop)
    if not topics or any(topic.field in lawful for topic in topics):
        return None
    first = topics[0]
    if first.start > anchor + _REACH or not _only_filler(context, anchor, first.start):
        return None
    if cites(context, start, first.end):
        return None
    # "từ nguồn …" and "lồng ghép với …" stand before the field that they take along.
    return None if context.hits.any_within("topic.beside", start, first.start) else Drift(case, first)


def _only_filler(context: Context, start: int, end: int) -> bool:
    filler = context.rulebook.words.get("words.topic-filler", frozenset())
    gap = context.folded[start:end]
    return not set(gap) & set(".;:(") and all(word in filler for word in _WORD.findall(gap))


def _first_by_line(context: Context, found: list[Drift]) -> list[Drift]:
    """Return one drift a paragraph, in text order."""
    lines: dict[int, Drift] = {}
    for drift in sorted(found, key=lambda item: item.topic.start):
        place = context.place_at(drift.topic.start)
        lines.setdefault(place.start if place else drift.topic.start, drift)
    return list(lines.values())


def _whole(context: Context, rule: Rule, fields: dict[str, dict[str, Any]], own: set[str], lawful: set[str]) -> None:
    """Report a body that never names the title's subject and often another."""
    plan = context.plan
    known = lawful | {name for name, entry in fields.items() if own & set(entry["parts"])}
    if any(context.hits.any_within(f"topic.{name}", plan.body_start, plan.body_end) for name in known):
        return
    counts = {name: len(context.hits.within(f"topic.{name}", plan.body_start, plan.body_end)) for name in fields}
    name = max(counts, key=lambda field: counts[field])
    if counts[name] >= _FOREIGN_HITS:
        hit = context.hits.within(f"topic.{name}", plan.body_start, plan.body_end)[0]
        _report(context, rule, Drift("whole", Topic(hit.start, hit.end, name)), own, "whole")


def _report(context: Context, rule: Rule, drift: Drift, own: set[str], case: str, severity: str | None = None) -> None:
    fields = rule.options["fields"]
    names = [fields[name] for name in fields if name in own]
    values: dict[str, Any] = {
        "found": _name(fields[drift.topic.field]),
        "own": Words(", ".join(name["vi"] for name in names), ", ".join(name["en"] for name in names)),
    }
    message = Words(**rule.options["problems"][case])
    context.report(rule, drift.topic.start, drift.topic.end, severity=severity, message=message, **values)


def _name(field: dict[str, Any]) -> Words:
    return Words(field["vi"], field["en"])
