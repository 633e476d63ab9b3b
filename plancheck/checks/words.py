"""Split the text into words once, for the checks on wording."""

from __future__ import annotations

from bisect import bisect_right

from plancheck.checks.context import Context, once

_MARKS = ',.;:!?…()[]{}"“”„«»\n'


def split_words(text: str) -> list[str]:
    """Return the words and marks of ``text`` in order; a line's end is a mark ("\\n").

    Words that follow each other in the list stand side by side in the text, one blank between them.
    """
    for mark in _MARKS:
        if mark in text:
            text = text.replace(mark, f" {mark} ")
    return [word for word in text.split(" ") if word]


@once
def words_of(context: Context) -> list[str]:
    """Return the words and marks of the whole text as written."""
    return split_words(context.plan.text.text)


@once
def _citation_starts(context: Context) -> list[int]:
    return [min(citation.begin, citation.start) for citation in context.plan.citations]


def is_cited(context: Context, offset: int) -> bool:
    """Say whether ``offset`` lies in the name of a cited document, which is not the author's own wording."""
    index = bisect_right(_citation_starts(context), offset) - 1
    return index >= 0 and offset < context.plan.citations[index].end
