"""The checks of what the reader said about the file itself."""

from __future__ import annotations

from plancheck.checks.context import Context
from plancheck.finding import Words
from plancheck.rulebook import Rule
from plancheck.source import Remark

_NAMED = 3  # details that a message names


def remarks(context: Context, rule: Rule) -> None:
    """Report each kind of remark once, at its first place (options: see RemarkOptions)."""
    kinds: dict[str, list[Remark]] = {}
    for remark in context.plan.text.remarks:
        if remark.kind in rule.options["problems"]:
            kinds.setdefault(remark.kind, []).append(remark)
    for kind, found in kinds.items():
        details = list(dict.fromkeys(remark.detail for remark in found if remark.detail))
        shown = ", ".join(details[:_NAMED]) + (", …" if len(details) > _NAMED else "")
        values = {"count": len(found), "detail": shown}
        problem = Words(**rule.options["problems"][kind]).fill(values)
        context.report_file(rule, found[0].start, found[0].end, kind, problem=problem)


def scanned(context: Context, rule: Rule) -> None:
    """Report the pages that are only pictures, among others that have words (a file of pictures is not checked)."""
    pages = unread_pages(context)
    if pages:
        problem = Words(**rule.options["problems"]["pages"]).fill({"pages": ", ".join(pages)})
        context.report(rule, *context.title_place(), whole=True, problem=problem)


def unread_pages(context: Context) -> list[str]:
    """Return the numbers of the pages that could not be read."""
    return [remark.detail for remark in context.plan.text.source.remarks if remark.kind == "scanned-page"]
