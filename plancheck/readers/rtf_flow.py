"""Build paragraphs and tables from RTF as its marks come: runs into paragraphs, paragraphs into cells."""

from __future__ import annotations

import unicodedata
from collections import Counter

from plancheck.readers.draft import Item, Para, Run
from plancheck.readers.rtf_table import OpenTable, RowFormat


class Flow:
    """A story of the document: the body, a footnote, a text box. A level is how many tables a paragraph stands in."""

    def __init__(self, fonts: Counter[str] | None = None, sizes: Counter[float] | None = None) -> None:
        self.items: list[Item] = []
        self.fonts: Counter[str] = Counter() if fonts is None else fonts
        self.sizes: Counter[float] = Counter() if sizes is None else sizes
        self.numbered = False  # the paragraph has its printed number
        self._runs: list[Run] = []
        self._footnotes: list[list[Run]] = []
        self._boxes: list[Item] = []
        self._tables: list[OpenTable] = []
        self._parts: list[str] = []
        self._font: str | None = None
        self._is_label = False
        self._count = 0

    def put(self, text: str, font: str | None, size: float | None, is_label: bool = False) -> None:
        """Add text to the paragraph; its letters are not counted where ``size`` is None, nor in its printed number."""
        if (font != self._font or is_label != self._is_label) and self._parts:
            self._end_run()
        self._font, self._is_label = font, is_label
        self._parts.append(text)
        if size is not None and (letters := sum(map(str.isalpha, text))):
            self.sizes[size] += letters
            if font:
                self.fonts[font] += letters

    def mark(self, mark: str, font: str | None) -> None:
        """Add a combining mark, which belongs to the letter before it."""
        before = self._parts[-1] if self._parts else ""
        letter = unicodedata.normalize("NFC", before[-1:] + mark)
        if before and len(letter) == 1:
            self._parts[-1] = before[:-1] + letter
        else:
            self._parts.append(mark)
            self._font = font

    def note(self, runs: list[Run]) -> None:
        self._footnotes.append(runs)

    def box(self, items: list[Item]) -> None:
        """Keep what stands in a text box until the paragraph that holds it ends."""
        self._boxes += items

    def end_paragraph(self, level: int) -> None:
        """End a paragraph that stands in ``level`` tables."""
        self._close_tables(level)
        while len(self._tables) < level:
            self._tables.append(OpenTable())
        into = self._tables[-1].items if level else self.items
        self._end_run()
        if self._runs or self._footnotes:
            number = None
            if not level and any(run.text.strip() for run in self._runs):
                self._count += 1
                number = self._count
            into.append(Para(self._runs, number, None, self._footnotes))
        into += self._boxes
        self._runs, self._footnotes, self._boxes, self.numbered = [], [], [], False

    def end_cell(self, level: int) -> None:
        self.end_paragraph(level)
        if self._tables:
            self._tables[-1].end_cell()

    def end_row(self, level: int, form: RowFormat) -> None:
        if self._runs or self._parts:
            self.end_paragraph(level)
        self._close_tables(level)
        if len(self._tables) == level:
            self._tables[-1].end_row(form)

    def finish(self) -> list[Item]:
        """Return the items, with whatever the file left open closed."""
        if self._parts or self._runs or self._footnotes or self._boxes:
            self.end_paragraph(0)
        self._close_tables(0)
        return self.items

    def _end_run(self) -> None:
        if self._parts:
            self._runs.append(Run(_whole("".join(self._parts)), self._font, self._is_label))
            self._parts = []

    def _close_tables(self, level: int) -> None:
        while len(self._tables) > level:
            tables = self._tables.pop().finish()
            (self._tables[-1].items if self._tables else self.items).extend(tables)


def _whole(text: str) -> str:
    """Return the text with the halves of characters beyond the first plane joined."""
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
