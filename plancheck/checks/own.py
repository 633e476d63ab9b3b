"""Find where a plan speaks of itself: its name in the opening, the titles of its annexes."""

from __future__ import annotations

from plancheck.checks.context import Context, once
from plancheck.plan import Paragraph

_VERB_REACH = 30  # characters between "xây dựng" and "Kế hoạch"


def own_plan(context: Context, paragraph: Paragraph) -> int | None:
    """Return where the plan's own name ends its verb, behind all that the opening cites."""
    begin = max(
        (item.end for item in context.plan.citations if paragraph.start <= item.start < paragraph.end), default=0
    )
    for plan in reversed(context.hits.within("kind.ke-hoach", max(begin, paragraph.start), paragraph.end)):
        if context.hits.any_within("issues-plan", max(begin, plan.start - _VERB_REACH), plan.end):
            return plan.end
    return None


@once
def annex_titles(context: Context) -> list[tuple[int, int]]:
    """Return the span of each annex's title, its lines together, "(Kèm theo …)" left out."""
    spans: list[tuple[int, int]] = []
    inside = False
    for place in context.places.all:
        is_title = "annex-title" in place.roles and not place.paragraph.line.text.startswith("(")
        if is_title:
            spans.append((spans.pop()[0] if inside else place.start, place.end))
        inside = is_title
    return spans
