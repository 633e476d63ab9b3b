"""Say whose words are read: the author's own or the name of a document."""

from __future__ import annotations

from bisect import bisect_right

from plancheck.checks.context import Context, once


@once
def _citation_starts(context: Context) -> list[int]:
    return [min(citation.begin, citation.start) for citation in context.plan.citations]


def is_cited(context: Context, offset: int) -> bool:
    """Say whether ``offset`` lies in the name of a cited document, which is not the author's own wording."""
    index = bisect_right(_citation_starts(context), offset) - 1
    return index >= 0 and offset < context.plan.citations[index].end
