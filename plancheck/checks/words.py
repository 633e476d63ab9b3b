"""Split the text into words once, for the checks on wording."""

from __future__ import annotations

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
def vocabulary(context: Context) -> frozenset[str]:
    """Return the distinct words and marks of the whole text."""
    return frozenset(words_of(context))
