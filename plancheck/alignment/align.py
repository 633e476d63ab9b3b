"""Prepare a superior plan once, and lay drafts beside it."""

from __future__ import annotations

from dataclasses import dataclass

from plancheck.alignment import proto
from plancheck.alignment.doubts import doubts
from plancheck.checks.context import Context
from plancheck.checks.unit import unit_of
from plancheck.matrix import COVERED, NOT_ADDRESSED, PARTIAL, AlignedItem, Alignment, BasisPlan, Match


@dataclass(eq=False, repr=False)
class Basis:
    """A superior plan, read and cut into items once for a whole batch of drafts."""

    plan: BasisPlan
    context: Context
    prepared: object


def prepare(context: Context, path: str) -> Basis:
    """Return the superior plan ready to be compared."""
    data = context.plan.metadata
    symbol = f"{data.number or '…'}/{data.symbol}" if data.symbol else data.number
    plan = BasisPlan(path, context.plan.doc_type, symbol, data.date, data.plan_year, _issuer(context), data.subject)
    return Basis(plan, context, proto.prepare(context, context.rulebook.lexis))


def _issuer(context: Context) -> str | None:
    unit = unit_of(context)
    return unit.name if unit is not None else context.plan.metadata.issuer


def align(context: Context, basis: Basis) -> Alignment:
    """Return which items of the superior plan the draft takes up, and where."""
    unit = unit_of(context)
    items = []
    base = basis.context
    for item, status, passages, score in proto.align(base, basis.prepared, context, context.rulebook.lexis):
        matches = []
        for passage in passages:
            start, end = passage.start, getattr(passage, "end", passage.start)
            evidence = context.evidence(start, end)
            matches.append(Match(evidence.section, evidence.location, evidence.quote, score, start, end))
        items.append(
            AlignedItem(
                item.id, item.kind, base.plan.text.text[item.start : item.end],
                base.plan.text.location(item.start, item.end), (), status, score, matches,
            )
        )
    return Alignment(basis.plan, unit.name if unit else None, items, _coverage(items), doubts(context, basis.plan))


def _coverage(items: list[AlignedItem]) -> float | None:
    addressed = [item.status for item in items if item.status != NOT_ADDRESSED]
    if not addressed:
        return None
    return (addressed.count(COVERED) + addressed.count(PARTIAL) / 2) / len(addressed)
