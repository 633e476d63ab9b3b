"""Put the pages of a PDF together: one flow of paragraphs and tables, without what margins repeat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from plancheck.readers.items import Item, Para
from plancheck.readers.pdf_bands import take_banded
from plancheck.readers.pdf_cells import Part, goes_on, tabular_of
from plancheck.readers.pdf_columns import Columns, column_groups
from plancheck.readers.pdf_fonts import Font
from plancheck.readers.pdf_footnotes import part_notes
from plancheck.readers.pdf_joints import para_of
from plancheck.readers.pdf_layout import count_types, layout_of
from plancheck.readers.pdf_legacy import read_legacy
from plancheck.readers.pdf_lines import Line, Row, rows_of
from plancheck.readers.pdf_margins import find_noise
from plancheck.readers.pdf_paragraphs import Habits, frames_of, group, habits_of
from plancheck.readers.pdf_quality import is_read_off, state_of
from plancheck.readers.pdf_sheet import Ruled, Sheet
from plancheck.readers.pdf_tables import take_tables
from plancheck.source import Layout, Remark

_UNREAD = {"scanned": "scanned-page", "broken": "broken-text"}  # state of a page: kind of remark


@dataclass(slots=True)
class Leaf:
    """One page on its way: its tables, and the rows outside of them."""

    sheet: Sheet
    tables: list[Ruled]
    rows: list[Row]


@dataclass(slots=True)
class Flow:
    """What is found: items in reading order, remarks, layout; ``read_off``: pages whose words lie under a picture."""

    items: list[Item] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    layout: Layout = field(default_factory=Layout)
    unread: list[int] = field(default_factory=list)
    pages: int = 0  # with text
    read_off: int = 0


def leaves_of(sheets: Sequence[Sheet]) -> list[Leaf]:
    """Return the pages with their words in tables and rows."""
    leaves: list[Leaf] = []
    for sheet in sheets:
        tables, words = take_tables(sheet.rules, sheet.words)
        more, words = take_banded(sheet.rules, tables, words)
        tables = sorted([*tables, *more], key=lambda table: table.ys[0])
        for box in (box for table in tables for row in table.rows for box in row):
            box.rows = rows_of(box.words, sheet.whole)
        leaves.append(Leaf(sheet, tables, rows_of(words, sheet.whole)))
    return leaves


def assemble(sheets: Sequence[Sheet], fonts: Sequence[Font]) -> Flow:
    """Return the flow of a document."""
    leaves = leaves_of(sheets)
    read_legacy([row for leaf in leaves for row in _rows(leaf)], fonts)
    noise = find_noise(sheets, [leaf.rows for leaf in leaves], [leaf.tables for leaf in leaves])
    flow = Flow(layout=layout_of(sheets, noise))
    readable: list[Leaf] = []
    for leaf in leaves:
        leaf.rows = [row for row in leaf.rows if id(row) not in noise.rows]
        leaf.tables = [table for table in leaf.tables if id(table) not in noise.tables]
        state = state_of(leaf.sheet, [row.text for row in _rows(leaf)])
        if state in _UNREAD:
            flow.remarks.append(Remark(_UNREAD[state], str(leaf.sheet.number)))
            flow.unread.append(leaf.sheet.number)
        elif state == "text":
            readable.append(leaf)
            flow.read_off += is_read_off(leaf.sheet)
            if not leaf.sheet.whole:
                count_types(leaf.rows, fonts, flow.layout)
    flow.remarks += [Remark("noise", text) for text in dict.fromkeys(text for *_, text in noise.words)]
    if changes := sum(sheet.changes for sheet in sheets):
        flow.remarks.append(Remark("tracked-changes", str(changes)))
    flow.pages = len(readable)
    flow.items = list(_items(readable, fonts))
    return flow


def _rows(leaf: Leaf) -> list[Row]:
    """Return the rows of a page, those in tables too."""
    return [*leaf.rows, *(row for table in leaf.tables for line in table.rows for box in line for row in box.rows)]


def _items(leaves: Sequence[Leaf], fonts: Sequence[Font]) -> Iterator[Item]:
    columns: Columns[Part | Para] = Columns()
    for leaf in leaves:
        _add(leaf, columns)
    pieces = columns.found
    lines = [piece for piece in pieces if isinstance(piece, Line) and not piece.column]
    frames = frames_of(lines) if lines else {}
    habits = habits_of(lines, frames) if lines else Habits()
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        stop = index + 1
        if isinstance(piece, Part):
            parts = [piece]
            while stop < len(pieces) and isinstance(after := pieces[stop], Part) and goes_on(parts[-1], after):
                parts.append(after)
                stop += 1
            yield tabular_of(parts, fonts)
        elif isinstance(piece, Para):
            yield piece
        else:
            run = [piece]
            while stop < len(pieces) and isinstance(more := pieces[stop], Line) and more.column == piece.column:
                run.append(more)
                stop += 1
            groups = column_groups(run) if piece.column else group(run, frames, habits, fonts)
            yield from (para_of(lines, fonts) for lines in groups)
        index = stop


def _add(leaf: Leaf, columns: Columns[Part | Para]) -> None:
    """Add the lines and tables of a page in reading order, its footnotes last."""
    sheet = leaf.sheet
    rows, notes = part_notes(sheet, leaf.rows)
    done = 0
    for table in leaf.tables:
        stop = done
        while stop < len(rows) and rows[stop].y - 0.3 * rows[stop].size < table.ys[-1]:
            stop += 1
        columns.add(rows[done:stop], sheet.number, sheet.width)
        columns.put(Part(sheet.number, table))
        done = stop
    columns.add(rows[done:], sheet.number, sheet.width)
    if notes:
        columns.put(notes)
