"""Count the cells of a terminal that a text takes."""

from __future__ import annotations

import re

# Letters and signs of one cell each, which is all that most plans hold.
_NARROW = re.compile(
    "[ -~\xa1-\xac\xae-\u02ff\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u2190-\u2319\u2500-\u25fc\u2713\u2717]*"
)


def cell_len(text: str) -> int:
    """Return how many cells ``text`` takes; rich, which knows of all letters, is asked only for unusual ones."""
    if _NARROW.fullmatch(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)
