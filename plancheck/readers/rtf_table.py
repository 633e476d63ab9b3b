"""Collect the cells of RTF tables and lay them out in columns, rows and merged cells."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from plancheck.readers.draft import Cell, Item, Para, Tabular

_SAME = 40  # twips: edges nearer than this are one line, drawn apart by rounding
_MOST_CELLS = 64  # in a row; Word allows 63
_MOST_LINES = 128  # of columns in a table; rows that do not line up at all are read cell by cell


@dataclass(slots=True)
class Edge:
    """What ``\\trowd`` says of one cell: its right edge, and whether it is merged with the one above or before."""

    right: int = 0
    joins_above: bool = False
    joins_before: bool = False


@dataclass(slots=True)
class RowFormat:
    """The format of a row as its control words build it up."""

    edges: list[Edge] = field(default_factory=list)
    framed: bool = False
    next_edge: Edge = field(default_factory=Edge)

    def set_edge(self, right: int) -> None:
        if len(self.edges) < _MOST_CELLS:
            self.next_edge.right = right
            self.edges.append(self.next_edge)
        self.next_edge = Edge()


@dataclass(slots=True)
class _Row:
    format: RowFormat
    cells: list[list[Item]]


@dataclass(slots=True)
class OpenTable:
    """A table being read: its finished rows, the finished cells of its last row, and what stands in the open cell."""

    rows: list[_Row] = field(default_factory=list)
    cells: list[list[Item]] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)

    def end_cell(self) -> None:
        if len(self.cells) < _MOST_CELLS:
            self.cells.append(self.items)
        elif self.items:
            self.cells[-1] += self.items
        self.items = []

    def end_row(self, form: RowFormat) -> None:
        if self.items:
            self.end_cell()
        if self.cells:
            self.rows.append(_Row(form, self.cells))
        self.cells = []

    def finish(self) -> list[Tabular]:
        """Return the table; two or more where framed rows and unframed ones follow one another.

        RTF does not say where a table ends and the next begins: a signature block under a table of tasks shows by
        its missing frame.
        """
        self.end_row(RowFormat())
        tables: list[list[_Row]] = []
        for row in self.rows:
            joined = any(edge.joins_above for edge in row.format.edges)
            if not tables or (tables[-1][-1].format.framed != row.format.framed and not joined):
                tables.append([])
            tables[-1].append(row)
        return [_table(rows) for rows in tables]


def _table(given: list[_Row]) -> Tabular:
    lines = _lines(given)
    rows: list[list[Cell]] = []
    above: dict[int, Cell] = {}
    for row in given:
        rows.append([])
        begun: dict[int, Cell] = {}
        last: Cell | None = None
        for place, items in enumerate(row.cells):
            start, end = _columns(row, place, lines)
            edge = row.format.edges[place] if place < len(row.format.edges) else Edge()
            over = above.get(start)
            if edge.joins_before and last is not None:
                last.across += end - start
                last.items += items
            elif edge.joins_above and over is not None:
                over.down += 1
                over.items += [item for item in items if not isinstance(item, Para) or _says(item)]
                begun[start], last = over, None
            else:
                last = begun[start] = Cell(items, end - start)
                rows[-1].append(last)
        above = begun
    return Tabular(rows, any(row.format.framed for row in given))


def _says(para: Para) -> bool:
    return any(run.text.strip() for run in para.runs)


def _lines(rows: list[_Row]) -> list[int]:
    """Return the places of the column lines from the left, near ones as one."""
    places = sorted({edge.right for row in rows for edge in row.format.edges})
    kept: list[int] = []
    for place in places:
        if not kept or place - kept[-1] > _SAME:
            kept.append(place)
    return kept if len(kept) <= _MOST_LINES else []


def _columns(row: _Row, place: int, lines: list[int]) -> tuple[int, int]:
    """Return (first column, column after the last) of a cell; a cell without an edge is one column wide."""
    edges = row.format.edges
    if not lines:
        return place, place + 1
    if place >= len(edges):
        start = _column(edges[-1].right, lines) + place - len(edges) if edges else place
        return start, start + 1
    start = _column(edges[place - 1].right, lines) if place else 0
    return start, max(start + 1, _column(edges[place].right, lines))


def _column(right: int, lines: list[int]) -> int:
    return bisect_right(lines, right)
