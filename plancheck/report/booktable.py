"""Write a long table as a sheet of its own: title, frozen header, filter, and a second sheet where Excel's rows end."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

from plancheck.report.booksheet import Book, Cell, Link, Marked

LAST_ROW = 1_048_575  # Excel's, from 0
_HEADER = 2  # the row of the header, under title and note
_LINE, _HIGHEST, _UPRIGHT = 15.0, 409.0, 66.0  # points: a line of text, the highest row, a header with upright titles
_ARROW = 1.5  # characters that the filter's arrow takes


class Column(NamedTuple):
    """A column: its title, its width in characters, the style of its cells."""

    title: str
    width: float
    style: str = "text"
    upright: bool = False  # the title, in a narrow column

    @property
    def room(self) -> float:
        """How many letters stand on a line; a width is meant for figures, which are wider."""
        return self.width * (1.1 if self.style == "text" else 1.0)


class TableSheet:
    """A table that is written row by row; ``close`` must follow the last row.

    ``note``: a line under the title; ``frozen``: how many columns stay in sight; ``empty``: what is said without rows.
    """

    def __init__(
        self, book: Book, name: str, title: str, columns: Sequence[Column], note: str = "", frozen: int = 0
    ) -> None:
        self._book, self._name, self._title, self._note = book, name, title, note
        self._columns, self._frozen = columns, frozen
        self._sheets = 0
        self.last_row = LAST_ROW
        self._open()

    def _open(self) -> None:
        self._sheets += 1
        number = f" ({self._sheets})" if self._sheets > 1 else ""
        self._sheet: Any = self._book.add(f"{self._name}{number}")
        for place, column in enumerate(self._columns):
            self._sheet.set_column(place, place, column.width)
        self._sheet.set_row(0, 24)
        self._book.put(self._sheet, 0, 0, f"{self._title}{number}", "sheet-title")
        self._book.put(self._sheet, 1, 0, self._note, "note")
        upright = any(column.upright for column in self._columns)
        titles = [column.title for column in self._columns if not column.upright]
        widths = [column.width - _ARROW for column in self._columns if not column.upright]
        self._sheet.set_row(_HEADER, max(row_height(titles, widths), _UPRIGHT if upright else 0))
        for place, column in enumerate(self._columns):
            self._book.put(self._sheet, _HEADER, place, column.title, "upright" if column.upright else "header")
        self._row = _HEADER + 1

    def write(self, cells: Sequence[Cell]) -> None:
        """Write the next row."""
        if self._row > self.last_row:
            self._finish()
            self._open()
        self._sheet.set_row(self._row, row_height(cells, [column.room for column in self._columns]))
        # What the library keeps of a row that is written would grow with the rows.
        self._sheet.row_info.pop(self._row - 2, None)
        self._sheet.row_sizes.pop(self._row - 2, None)
        for place, (column, value) in enumerate(zip(self._columns, cells, strict=True)):
            self._book.put(self._sheet, self._row, place, value, column.style)
        self._row += 1

    def close(self, empty: str) -> None:
        """End the sheet; without a row it says ``empty``."""
        if self._row == _HEADER + 1:
            self._book.put(self._sheet, self._row, 0, empty, "note")
        self._finish()

    def _finish(self) -> None:
        self._sheet.autofilter(_HEADER, 0, max(self._row - 1, _HEADER), len(self._columns) - 1)
        self._sheet.freeze_panes(_HEADER + 1, self._frozen)
        self._sheet.repeat_rows(_HEADER)


def row_height(cells: Sequence[Cell], widths: Sequence[float]) -> float:
    """Return how high a row must be to show its text, in points: not every program finds out by itself."""
    most = max((_lines_of(value, width) for value, width in zip(cells, widths, strict=True)), default=1)
    return min(_LINE * most + (0 if most == 1 else 1), _HIGHEST)


def _lines_of(value: Cell, width: float) -> int:
    if isinstance(value, Link):
        # A name has few blanks to be broken at.
        return math.ceil(len(value.shown) / width)
    text = value.value if isinstance(value, Marked) else value
    lines = text if isinstance(text, tuple) else (text,)
    return sum(_wrapped(line, width) if isinstance(line, str) else 1 for line in lines)


def _wrapped(text: str, width: float) -> int:
    """Return how many lines a text takes that is broken between words."""
    if len(text) <= width:
        return 1
    lines, used = 1, 0
    for word in text.split(" "):
        if used and used + len(word) > width:
            lines, used = lines + 1, 0
        used += len(word) + 1
        while used - 1 > width:
            lines, used = lines + 1, int(used - width)
    return lines
