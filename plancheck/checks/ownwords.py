"""Say whose words are read: the author's own or the name of a document."""

from __future__ import annotations

from bisect import bisect_left

from plancheck.checks.context import Context, once


@once
def _citation_starts(context: Context) -> list[int]:
    return [citation.start for citation in context.plan.citations]


def cites(context: Context, start: int, end: int) -> bool:
    """Say whether a document is cited in [start, end)."""
    index = bisect_left(_citation_starts(context), end)
    return index > 0 and context.plan.citations[index - 1].end > start


def is_cited(context: Context, offset: int) -> bool:
    """Say whether ``offset`` lies in the name of a cited document, which is not the author's own wording."""
    return cites(context, offset, offset + 1)
