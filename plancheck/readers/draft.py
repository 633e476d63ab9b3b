"""Put what a reader found, paragraphs and tables in reading order, into a Source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from plancheck.language.legacy import convert
from plancheck.language.tables import Cell as TextCell
from plancheck.language.tables import is_layout, split_columns
from plancheck.language.unicode import clean, composed, decomposed, invisible
from plancheck.readers.items import Cell, Item, Para, Run, Tabular
from plancheck.readers.limits import RIGHT_FILE, ReadError, too_large
from plancheck.readers.tabbed import in_columns
from plancheck.source import Block, Extent, Footnote, Grid, Layout, Remark, Source

__all__ = ["BREAK", "Cell", "Item", "Para", "Run", "Tabular", "compose"]

_MOST_PLACES = 300_000  # of all tables as full grids: spans can ask for more than any page shows
BREAK = "<br>"  # between the paragraphs of a cell, in the text that ``plancheck tree --text`` prints


_MOST_COLUMNS = 100  # that a cell may cover, whatever the file says
_LETTER = re.compile(r"[a-z][.)]\s")
_MOST_LETTERS = 8_000_000  # of one document, as for a plain text
_END = Run("\n")  # between paragraphs: their words are not one word


def compose(
    items: Sequence[Item],
    *,
    path: str,
    format: str,
    encoding: str = "utf-8",
    has_layout: bool = True,
    by_machine: bool = False,
    layout: Layout | None = None,
    remarks: Sequence[Remark] = (),
) -> Source:
    """Return the source of these items; raise ReadError where they hold no word at all."""
    _repair(items)
    items = in_columns(items)
    composer = _Composer(is_printed=format == "pdf")
    composer.flow(items)
    composer.finish()
    text = "".join(composer.parts)
    if not text.strip():
        raise ReadError(f"Tệp không có nội dung. {RIGHT_FILE.vi}", f"The file is empty. {RIGHT_FILE.en}")
    return Source(
        path, text, format, encoding, has_layout, by_machine, composer.blocks, [*remarks, *composer.remarks],
        layout, composer.page_starts, composer.paragraphs,
    )  # fmt: skip


@dataclass(slots=True)
class _Slot:
    """A grid cell: the cell that covers it, and whether it begins here."""

    cell: Cell
    first_row: bool
    first_column: bool


class _Composer:
    def __init__(self, is_printed: bool) -> None:
        self.is_printed = is_printed  # who counted a number, the page does not say
        self.parts: list[str] = []
        self.length = 0
        self.blocks: list[Block | Grid | Footnote] = []
        self.remarks: list[Remark] = []
        self.page_starts: list[int] = []
        self.paragraphs: list[tuple[int, int, int]] = []
        self.decomposed: list[Extent] = []
        self.composed = False
        self.places = _MOST_PLACES

    def flow(self, items: Sequence[Item]) -> None:
        for item in items:
            if isinstance(item, Para):
                self._para(item)
            else:
                self._table(item)

    def finish(self) -> None:
        """Remark on decomposed letters, where composed ones stand in the same document."""
        if self.composed:
            self.remarks += [Remark("mixed-forms", "", *extent) for extent in self.decomposed]

    def _page(self, page: int | None) -> None:
        while page is not None and len(self.page_starts) < page:
            self.page_starts.append(self.length)

    def _para(self, para: Para) -> None:
        self._page(para.page)
        start, end = self._write(para.runs)
        if end > start:
            self._put("\n")
            counted = any(run.counted for run in para.runs[:1])
            if self.is_printed:
                counted = _LETTER.match("".join(self.parts[-2:])) is not None
            self.blocks.append(Block(start, end, counted))
            if para.number is not None:
                self.paragraphs.append((start, end, para.number))
        for note in para.footnotes:
            start, end = self._write(note)
            if end > start:
                self._put("\n")
                self.blocks.append(Footnote(start, end))

    def _table(self, table: Tabular) -> None:
        self._page(table.page)
        slots = _slots(table, self.places)
        if not slots:
            return
        self.places -= len(slots) * len(slots[0])
        if self._flows(table, slots):
            for column in range(len(slots[0])):
                for row in slots:
                    slot = row[column]
                    if slot is not None and slot.first_row and slot.first_column:
                        self.flow(slot.cell.items)
            return
        extents: dict[int, tuple[Extent, ...]] = {}
        rows: list[list[tuple[Extent, ...]]] = []
        notes: list[list[Run]] = []
        header = _header_rows(slots)
        for number, row in enumerate(slots):
            self._put("|")
            cells: list[tuple[Extent, ...]] = []
            for slot in row:
                self._put(" ")
                if slot is not None and id(slot.cell) not in extents:
                    extents[id(slot.cell)] = self._cell(slot.cell, notes)
                    self._put(" ")
                # A cell that covers several columns names each of them in the header; below it is a heading of rows.
                shown = slot is not None and (slot.first_column or number < header)
                cells.append(extents[id(slot.cell)] if slot is not None and shown else ())
                self._put("|")
            self._put("\n")
            rows.append(cells)
        self.blocks.append(Grid(rows, header, table.cut))
        for note in notes:
            self._para(Para([], footnotes=[note]))

    def _flows(self, table: Tabular, slots: list[list[_Slot | None]]) -> bool:
        """Say whether a table only sets text in columns: letterhead, signature, a frame around the whole."""
        if len(slots[0]) == 1:
            return True
        texts: list[list[TextCell]] = []
        for row in slots:
            texts.append([])
            for slot in row:
                begins = slot is not None and slot.first_row and slot.first_column
                texts[-1].append([(0, line) for line in self._lines(slot.cell)[:1]] if slot and begins else [])
        nested = any(isinstance(item, Tabular) for row in table.rows for cell in row for item in cell.items)
        return (nested and len(slots[0]) < 3) or is_layout(texts)

    def _lines(self, cell: Cell) -> list[str]:
        texts = (clean(_text(para.runs))[0].strip() for para in _paras(cell))
        return [text for text in texts if text]

    def _cell(self, cell: Cell, notes: list[list[Run]]) -> tuple[Extent, ...]:
        extents: list[Extent] = []
        for para in _paras(cell):
            notes += para.footnotes
            if not clean(_text(para.runs))[0].strip():
                continue
            if extents:
                self._put(f" {BREAK} ")
            extents.append(self._write(para.runs, breaks=False))
        return tuple(extents)

    def _write(self, runs: list[Run], breaks: bool = True) -> Extent:
        """Write the words of a paragraph and return where they stand."""
        raw, encoding = _text(runs), next((run.encoding for run in runs if run.encoding), None)
        text = clean(raw)[0]
        text = "\n".join(stripped for line in text.split("\n") if (stripped := _untabbed(line).strip()))
        if not breaks:
            text = text.replace("\n", " ").replace("\t", " ")
        start = self.length
        self._put(text)
        if encoding and text:
            self.remarks.append(Remark("legacy-text", encoding, start, self.length))
        if decomposed().search(raw):
            self.decomposed.append((start, self.length))
        self.composed = self.composed or composed().search(raw) is not None
        if match := invisible().search(raw):
            self.remarks.append(Remark("invisible", f"U+{ord(match.group()):04X}", start, self.length))
        return start, self.length

    def _put(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.length += len(text)
            if self.length > _MOST_LETTERS:
                raise too_large(_MOST_LETTERS // 1_000_000, "triệu ký tự", "million characters")


def _untabbed(line: str) -> str:
    """Return a line with blanks for its tabs, unless they part the two halves of a letterhead or signature."""
    return line if "\t" not in line or split_columns(line) else line.replace("\t", " ")


def _paras(cell: Cell) -> Iterator[Para]:
    """Yield the paragraphs of a cell, those of tables inside it row by row."""
    for item in cell.items:
        if isinstance(item, Para):
            yield item
        else:
            for row in item.rows:
                for inner in row:
                    yield from _paras(inner)


def _repair(items: Sequence[Item]) -> None:
    """Convert legacy letters in place, with the whole document in view."""
    lists: list[list[Run]] = []
    stack: list[Item] = list(reversed(items))
    while stack:
        item = stack.pop()
        if isinstance(item, Para):
            lists += [item.runs, *item.footnotes]
        else:
            stack.extend(
                inner for row in reversed(item.rows) for cell in reversed(row) for inner in reversed(cell.items)
            )
    pieces = iter(convert([(run.text, run.font) for runs in lists for run in (*runs, _END)]))
    for runs in lists:
        runs[:] = [
            run if piece.encoding is None else run._replace(text=piece.text, encoding=piece.encoding)
            for run, piece in zip(runs, islice(pieces, len(runs)), strict=True)
        ]
        next(pieces)


def _text(runs: Sequence[Run]) -> str:
    return "".join(run.text for run in runs)


def _slots(table: Tabular, most: int) -> list[list[_Slot | None]]:
    """Return the table as a full grid: every place names the cell that covers it, None where none does.

    Raises ReadError for a grid of more than ``most`` places.
    """
    grid: list[list[_Slot | None]] = []
    width = 0
    open_cells: dict[int, tuple[Cell, int, bool]] = {}  # column -> (cell, rows still to cover, first column of it)
    for row in table.rows:
        line: dict[int, _Slot] = {}
        for column, (cell, left, first) in list(open_cells.items()):
            line[column] = _Slot(cell, False, first)
            if left > 1:
                open_cells[column] = (cell, left - 1, first)
            else:
                del open_cells[column]
        column = 0
        for cell in row:
            while column in line:
                column += 1
            for step in range(min(max(1, cell.across), _MOST_COLUMNS)):
                line[column + step] = _Slot(cell, True, step == 0)
                if cell.down > 1:
                    open_cells[column + step] = (cell, cell.down - 1, step == 0)
            column += min(max(1, cell.across), _MOST_COLUMNS)
            if column > most:
                raise _too_many_places()
        width = max(width, max(line, default=-1) + 1)
        grid.append([line.get(place) for place in range(max(line, default=-1) + 1)])
        if width * len(grid) > most:
            raise _too_many_places()
    grid = [row + [None] * (width - len(row)) for row in grid]
    return _without_empty(grid) if width else []


def _too_many_places() -> ReadError:
    return too_large(_MOST_PLACES, "ô trong bảng", "cells in its tables")


def _without_empty(grid: list[list[_Slot | None]]) -> list[list[_Slot | None]]:
    """Drop columns in which no cell begins: they are made by uneven widths, not by the author."""
    kept = [
        column
        for column in range(len(grid[0]))
        if any((slot := row[column]) is not None and slot.first_column for row in grid)
    ]
    return [[row[column] for column in kept] for row in grid]


def _header_rows(slots: list[list[_Slot | None]]) -> int:
    """Return how many rows from the top name the columns: two where a cell of the first goes down into the second
    and another one spreads over columns that the second row names."""
    if len(slots) < 3:
        return 1
    first, second = slots[0], slots[1]
    spread = any(slot is not None and not slot.first_column for slot in first)
    down = any(slot is not None and not slot.first_row for slot in second)
    named = sum(1 for slot in second if slot is not None and slot.first_row) > 1
    return 2 if spread and down and named else 1
