"""The plain check of a rule that is only a list of words."""

from __future__ import annotations

from plancheck.checks.context import Context
from plancheck.rulebook import Rule


def phrases(context: Context, rule: Rule) -> None:
    """Report each forbidden phrase, or the absence of all required ones (options: forbid | require, places)."""
    hits = context.hits.of(f"rule:{rule.id}")
    if rule.options.get("forbid") and not hits:
        return
    places = frozenset(rule.options.get("places", ()))
    inside = []
    for hit in hits:
        place = context.place_at(hit.start)
        if not places or (place is not None and place.roles & places):
            inside.append(hit)
    if rule.options.get("forbid"):
        for hit in inside:
            context.report(rule, hit.start, hit.end, phrase=context.quote(hit.start, hit.end))
    elif not inside:
        start, end = context.plan.title_start, context.plan.title_end
        context.report(rule, start, end, whole=True)
