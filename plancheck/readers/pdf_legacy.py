"""Put the words of a PDF that are in an old encoding into Unicode, so that all that follows can read them."""

from __future__ import annotations

from collections.abc import Sequence

from plancheck.language.legacy import convert
from plancheck.readers.pdf_fonts import Font
from plancheck.readers.pdf_lines import Row

_BLANK, _END = (" ", None), ("\n", None)
_FAMILIES = (".Vn", "VNI", "VPS")  # fonts for an old encoding


def read_legacy(rows: Sequence[Row], fonts: Sequence[Font]) -> None:
    """Convert the words of these rows, in place, with the whole document in view."""
    names = [font.name for font in fonts] or [None]
    if not any(name and name.startswith(_FAMILIES) for name in names):
        lines = [run for row in rows for run in ((row.text, names[row.words[0].font]), _END)]
        if not any(piece.encoding for piece in convert(lines)):
            return
    runs: list[tuple[str, str | None]] = []
    for row in rows:
        for word in row.words:
            runs += [(word.text, names[word.font]), _BLANK]
        runs.append(_END)
    pieces = iter(convert(runs))
    for row in rows:
        for index, word in enumerate(row.words):
            piece = next(pieces)
            next(pieces)
            if piece.encoding:
                row.words[index] = word._replace(text=piece.text, encoding=piece.encoding)
        next(pieces)
