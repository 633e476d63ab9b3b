"""Tell which documents a stretch of text names, by their symbols."""

from __future__ import annotations

from bisect import bisect_left

from plancheck.checks.context import Context, once


@once
def _named(context: Context) -> list[tuple[int, str]]:
    return sorted((item.start, item.symbol.upper()) for item in context.plan.citations if item.symbol)


def documents_within(context: Context, start: int, end: int) -> frozenset[str]:
    """Return the symbols of the documents that [start, end) names."""
    named = _named(context)
    return frozenset(symbol for _, symbol in named[bisect_left(named, (start,)) : bisect_left(named, (end,))])
