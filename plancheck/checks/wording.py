"""Look up the plain word lists ("words.*") beside a place of the text, in either placement of the tone."""

from __future__ import annotations

import re
from functools import cache

from plancheck.checks.context import Context
from plancheck.language.fold import spellings

_REACH = 40  # characters before an offset in which its leading words stand


@cache
def any_of(words: frozenset[str]) -> re.Pattern[str]:
    """Return what matches any of the phrases as whole words, the longest first."""
    spelled = sorted({spelling for word in words for spelling in spellings(word)}, key=lambda word: (-len(word), word))
    if not spelled:
        return re.compile(r"(?!)")
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(word) for word in spelled) + r")(?!\w)")


def words(context: Context, name: str) -> re.Pattern[str]:
    """Return what matches a phrase of the list ``words.NAME`` in a folded text, the longest first."""
    return any_of(context.rulebook.words.get(f"words.{name}", frozenset()))


def holds(context: Context, name: str, start: int, end: int) -> bool:
    """Say whether a phrase of the list stands in [start, end)."""
    return start < end and words(context, name).search(context.folded, start, end) is not None


def leads(context: Context, name: str, start: int, end: int) -> bool:
    """Say whether the words of [start, end) end in a phrase of the list, blanks aside."""
    begin = max(start, end - _REACH)
    stop = begin + len(context.folded[begin:end].rstrip(" ,:(\"'"))
    return any(match.end() == stop for match in words(context, name).finditer(context.folded, begin, stop))
