"""Put the parts of a PDF's table that stand on several pages together, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plancheck.readers.items import Cell, Item, Para, Tabular
from plancheck.readers.pdf_fonts import Font
from plancheck.readers.pdf_joints import para_of
from plancheck.readers.pdf_lines import Line
from plancheck.readers.pdf_paragraphs import Frame, Habits, group
from plancheck.readers.pdf_sheet import Box, Ruled

_SAME_EDGE = 6.0  # points; edges of columns on two pages nearer than this are one


@dataclass(slots=True)
class Part:
    """A table as it stands on one page."""

    page: int
    table: Ruled


def goes_on(before: Part, after: Part) -> bool:
    """Say whether a table at the top of a page goes on the one at the foot of the page before."""
    if after.page != before.page + 1:
        return False
    one, other = before.table.xs, after.table.xs
    if abs(one[0] - other[0]) > _SAME_EDGE or abs(one[-1] - other[-1]) > _SAME_EDGE:
        return False
    few, many = sorted((one, other), key=len)
    return all(any(abs(x - y) <= _SAME_EDGE for y in many) for x in few)


def tabular_of(parts: Sequence[Part], fonts: Sequence[Font]) -> Tabular:
    """Return the table that these parts are; its header, which later pages repeat, stands once."""
    xs = max((part.table.xs for part in parts), key=len)
    rows: list[list[Cell]] = []
    header: list[str] = []
    cut = False
    for part in parts:
        own = [[_cell(box, xs, part.page, fonts) for box in row] for row in part.table.rows]
        texts = [[_text(cell) for cell in row] for row in own]
        if not rows:
            header = texts[0]
        elif texts:
            again = texts[0] == header and len(texts) > 1
            first = texts[int(again)]
            cut = cut or not first or not first[0]
        rows += own
    if not cut:  # else they tell later where rows were cut
        rows = [row for number, row in enumerate(rows) if not number or [_text(cell) for cell in row] != header]
    return Tabular(rows, True, parts[0].page, cut)


def _cell(box: Box, xs: list[float], page: int, fonts: Sequence[Font]) -> Cell:
    lines = [Line(row.words, row.y, row.size, page) for row in box.rows]
    across = max(1, sum(1 for x in xs if box.x0 + _SAME_EDGE < x <= box.x1 + _SAME_EDGE))
    if not lines:
        return Cell([], across, box.down)
    pad = min(max(min(line.x0 for line in lines) - box.x0, 2.0), 0.6 * lines[0].size)
    frames = {page: Frame(box.x0 + pad, box.x1 - pad)}
    items: list[Item] = [para_of(own, fonts) for own in group(lines, frames, Habits(), fonts)]
    return Cell(items, across, box.down)


def _text(cell: Cell) -> str:
    return " ".join(run.text for item in cell.items if isinstance(item, Para) for run in item.runs)
