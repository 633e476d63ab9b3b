"""What the tests against a careful reader share."""

from __future__ import annotations

from typing import Any

from plancheck.plan import Plan


def outline(plan: Plan) -> list[list[Any]]:
    """Return [depth, marker, line] of every numbered node of the body, in reading order."""
    return [[section.depth, section.marker, plan.text.point(section.start)[0]] for section in plan.walk()]
