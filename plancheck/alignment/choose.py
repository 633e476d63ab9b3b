"""Pick, of several superior plans, the one that a draft names as its basis."""

from __future__ import annotations

from collections.abc import Sequence

from plancheck.alignment.align import Basis
from plancheck.checks.context import Context
from plancheck.finding import Words


def pick(context: Context, bases: Sequence[Basis]) -> Basis | Words:
    """Return the superior plan that the draft cites, the only one where one is given, or why none is picked."""
    if len(bases) == 1:
        return bases[0]
    cited = {citation.symbol for citation in context.plan.citations}
    named = [basis for basis in bases if basis.plan.symbol in cited]
    if len(named) == 1:
        return named[0]
    return Words("chưa xác định được kế hoạch cấp trên", "the superior plan is not known")
