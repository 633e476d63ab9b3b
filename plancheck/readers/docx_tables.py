"""Read the tables of a Word file: merged cells, cut corners, tracked rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plancheck.readers.docx_names import MC, VAL, W, chosen, is_on, twips, value, whole
from plancheck.readers.draft import Cell, Tabular
from plancheck.readers.limits import too_large

if TYPE_CHECKING:
    from lxml.etree import _Element

    from plancheck.readers.docx_body import Walker

_ROW, _CELL, _ROW_PROPERTIES, _CELL_PROPERTIES = W + "tr", W + "tc", W + "trPr", W + "tcPr"
_SDT, _ALTERNATE = W + "sdt", MC + "AlternateContent"
_WRAPPERS = frozenset({W + "customXml", W + "smartTag", W + "ins", W + "moveTo", W + "sdtContent"})
_MOST_COLUMNS = 63  # Word's own limit
_MOST_PLACES = 500_000  # rows times columns of one table
_SLIVER = 170  # twentieths of a point, 3 mm: no column of words is narrower
_UNDRAWN = frozenset({None, "nil", "none"})


def read_table(table: _Element, walker: Walker) -> Tabular | None:
    """Return a table, None where it has no rows.

    Raises ReadError for one with more places than are read.
    """
    edges = _edges(table)
    rows: list[list[Cell]] = []
    open_cells: dict[int, Cell] = {}  # by the column where they begin
    drawn = False
    width = 0
    for row in _found(table, _ROW):
        before, kept = _row_start(row, walker)
        if not kept:
            continue
        cells, open_cells, row_drawn = _read_row(row, before, edges, open_cells, walker)
        drawn = drawn or row_drawn
        rows.append(cells)
        width = max(width, sum(cell.across for cell in cells))
        if len(rows) * width > _MOST_PLACES:
            raise too_large(_MOST_PLACES, "ô trong một bảng", "cells in one table")
    return Tabular(rows, framed=drawn or _has_lines(table, walker)) if rows else None


def _found(parent: _Element, wanted: str) -> Iterator[_Element]:
    """Yield the rows or cells of a table, those in content controls and the like too."""
    stack: list[Iterator[_Element]] = [iter(parent)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == wanted:
            yield child
        elif child.tag in _WRAPPERS or child.tag == _SDT:
            stack.append(iter(child))
        elif child.tag == _ALTERNATE:
            stack.append(chosen(child))


def _row_start(row: _Element, walker: Walker) -> tuple[int, bool]:
    """Return the columns that a row leaves out at its beginning, and whether it is printed."""
    before, kept = 0, True
    properties = row.find(_ROW_PROPERTIES)
    for child in properties if properties is not None else ():
        tag = child.tag
        if tag == W + "gridBefore":
            before = whole(child.get(VAL), 0, _MOST_COLUMNS, 0)
        elif tag == W + "ins":
            walker.changed(tag, child)
        elif tag == W + "del":
            walker.changed(tag, child)
            kept = False
        elif tag == W + "hidden" and is_on(child):
            kept = False
    return before, kept


def _read_row(
    row: _Element, before: int, edges: list[int], open_cells: dict[int, Cell], walker: Walker
) -> tuple[list[Cell], dict[int, Cell], bool]:
    """Return (cells that begin in the row, cells that may go on below, whether lines are drawn)."""
    cells: list[Cell] = []
    going_on: dict[int, Cell] = {}
    drawn = False
    if gap := _across(edges, 0, before):
        cells.append(Cell(across=gap))
    column = before
    for element in _found(row, _CELL):
        properties = element.find(_CELL_PROPERTIES)
        span, merge, dropped, framed = _cell_properties(properties, walker)
        drawn = drawn or framed
        if dropped:
            continue
        span = min(span, max(1, _MOST_COLUMNS - column))
        if merge == "beside" and cells:
            cells[-1].across += _across(edges, column, span)
        elif merge == "continue" and column in open_cells:
            # What is merged away is not printed, and takes no number of a list.
            cell = open_cells[column]
            cell.down += 1
            going_on[column] = cell
        else:
            items = walker.blocks(element)
            across = _across(edges, column, span) if column < _MOST_COLUMNS else 0
            if across or (items and not cells):
                cells.append(Cell(items, max(1, across)))
                if merge:
                    going_on[column] = cells[-1]
            elif cells:
                cells[-1].items += items  # a sliver, or beyond what Word allows
        column += span
    return cells, going_on, drawn


def _cell_properties(properties: _Element | None, walker: Walker) -> tuple[int, str, bool, bool]:
    """Return (columns, "restart", "continue", "beside" or "", deleted, lines drawn)."""
    span, merge, dropped, drawn = 1, "", False, False
    for child in properties if properties is not None else ():
        tag = child.tag
        if tag == W + "gridSpan":
            span = whole(child.get(VAL), 1, _MOST_COLUMNS, 1)
        elif tag == W + "vMerge":
            merge = merge or ("restart" if child.get(VAL) == "restart" else "continue")
        elif tag == W + "hMerge":
            merge = "beside" if child.get(VAL) != "restart" else merge
        elif tag == W + "cellDel":
            walker.changed(tag, child)
            dropped = True
        elif tag == W + "cellIns":
            walker.changed(tag, child)
        elif tag == W + "tcBorders":
            drawn = _any_drawn(child)
    return span, merge, dropped, drawn


def _edges(table: _Element) -> list[int]:
    """Return the column of each edge of the grid, edges that nearly meet as one; empty where that is not known.

    Cells dragged by hand leave slivers in the grid, which are no columns of the author's.
    """
    grid = table.find(W + "tblGrid")
    if grid is None:
        return []
    widths = [twips(column.get(W + "w")) or 0.0 for column in grid.iterchildren(W + "gridCol")][:_MOST_COLUMNS]
    if not widths or sum(widths) < 2 * _SLIVER * len(widths):
        return []
    edges = [0]
    place = last = 0.0
    for width in widths:
        place += width
        if place - last >= _SLIVER:
            edges.append(edges[-1] + 1)
            last = place
        else:
            edges.append(edges[-1])
    return edges


def _across(edges: list[int], column: int, span: int) -> int:
    """Return how many columns of words the grid columns from ``column`` on cover."""
    if column + span >= len(edges):
        return span
    return edges[column + span] - edges[column]


def _has_lines(table: _Element, walker: Walker) -> bool:
    properties = table.find(W + "tblPr")
    borders = properties.find(W + "tblBorders") if properties is not None else None
    if borders is not None:
        return _any_drawn(borders)
    for style in walker.styles.chain("table", value(properties, W + "tblStyle")):
        borders = style.find(f"{W}tblPr/{W}tblBorders")
        if borders is not None:
            return _any_drawn(borders)
    return False


def _any_drawn(borders: _Element) -> bool:
    return any(border.get(VAL) not in _UNDRAWN for border in borders)
