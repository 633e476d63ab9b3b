"""Say why a file may be the wrong superior plan: a report, another year's, the draft itself."""

from __future__ import annotations

from plancheck.checks.context import Context
from plancheck.checks.unfit import judge, told
from plancheck.finding import Words
from plancheck.matrix import BasisPlan


def doubts(context: Context, basis: BasisPlan) -> list[tuple[str, Words]]:
    """Return what speaks against the file as this draft's basis, the gravest first, in the rule file's words."""
    return [(doubt.kind, told(context, doubt, basis)) for doubt in judge(context, basis)]
