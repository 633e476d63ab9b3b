"""Tell which documents a stretch of text names."""

from __future__ import annotations

from bisect import bisect_left

from plancheck.checks.context import Context, once


@once
def _named(context: Context) -> list[tuple[int, int, int, str]]:
    """Return (start, begin, end, symbol) of the citations, in text order."""
    return sorted((item.start, item.begin, item.end, item.symbol.upper()) for item in context.plan.citations)


def _within(context: Context, start: int, end: int) -> list[tuple[int, int, int, str]]:
    named = _named(context)
    return named[bisect_left(named, (start,)) : bisect_left(named, (end,))]


def cited_within(context: Context, start: int, end: int) -> list[tuple[int, int]]:
    """Return where [start, end) names documents."""
    return [(begin, stop) for _, begin, stop, _ in _within(context, start, end)]


def documents_within(context: Context, start: int, end: int) -> frozenset[str]:
    """Return the symbols of the documents that [start, end) names."""
    return frozenset(symbol for *_, symbol in _within(context, start, end) if symbol)
