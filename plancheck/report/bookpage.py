"""Write a sheet that is read as a page: lines over its whole width, and short tables under numbered headings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from plancheck.report.auditwords import LABELS
from plancheck.report.booksheet import Book, Cell
from plancheck.report.booktable import row_height

_LAST = 9  # column, from 0
_FIRST_WIDTH, _WIDTH = 46, 10.5
_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


class Title(NamedTuple):
    """The head of a column, the style of its cells, and how many columns of the sheet it takes."""

    text: str
    style: str = "number"
    span: int = 1


class SheetPage:
    """A sheet made of short tables under headings, and the row that comes next."""

    def __init__(self, book: Book, name: str) -> None:
        self.book, self.lang = book, book.lang
        self.sheet: Any = book.add(name)
        self.sheet.set_column(0, 0, _FIRST_WIDTH)
        self.sheet.set_column(1, _LAST, _WIDTH)
        self.row = 0
        self._headings = 0

    def line(self, text: str, style: str, height: float) -> None:
        """Write one line over the whole width."""
        self.sheet.set_row(self.row, height)
        self.sheet.merge_range(self.row, 0, self.row, _LAST, "", self.book.style(style))
        self.book.put(self.sheet, self.row, 0, text, style)
        self.row += 1

    def heading(self, text: str) -> None:
        """Write a numbered heading after a blank row."""
        self.row += 1
        self.sheet.set_row(self.row, 22)
        self.book.put(self.sheet, self.row, 0, f"{_NUMERALS[self._headings]}. {text}", "heading")
        self._headings += 1
        self.row += 1

    def table(self, titles: Sequence[Title], rows: Sequence[Sequence[Cell]], total: bool = False) -> int:
        """Write a table and return its first row; ``total``: the last row is the sum of the others."""
        self._cells(titles, [title.text for title in titles], "header")
        first = self.row
        for number, cells in enumerate(rows, 1):
            self._cells(titles, cells, "total" if total and number == len(rows) else "")
        if not rows:
            self.note(LABELS["none"][self.lang])
        return first

    def note(self, text: str) -> None:
        """Write a line of small weight."""
        self.book.put(self.sheet, self.row, 0, text, "note")
        self.row += 1

    def _cells(self, titles: Sequence[Title], cells: Sequence[Cell], kind: str) -> None:
        column, widths = 0, [self._width(titles, place) for place in range(len(titles))]
        self.sheet.set_row(self.row, row_height(cells, widths))
        for title, value in zip(titles, cells, strict=True):
            style = title.style if kind != "header" else kind
            if kind == "total":
                style = "total" if style == "text" else f"total-{style}"
            if title.span > 1:
                last = column + title.span - 1
                self.sheet.merge_range(self.row, column, self.row, last, "", self.book.style(style))
            self.book.put(self.sheet, self.row, column, value, style)
            column += title.span
        self.row += 1

    def _width(self, titles: Sequence[Title], place: int) -> float:
        return titles[place].span * _WIDTH + (0 if place else _FIRST_WIDTH - _WIDTH)
