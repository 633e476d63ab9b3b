"""Recognise the body that issues the draft: its name, kind, level and province."""

from __future__ import annotations

from plancheck.checks.context import Context, once
from plancheck.finding import Unit


@once
def unit_of(context: Context) -> Unit | None:
    """Return the body that issues the draft: as the caller says, else as header, symbol, signature or text say."""
    name = context.settings.unit or context.plan.metadata.issuer
    if not name:
        return None
    found = context.law.bodies_named(name)
    body = found[0] if len(found) == 1 else None
    return Unit(name, body.id, body.kind, body.level) if body else Unit(name)
