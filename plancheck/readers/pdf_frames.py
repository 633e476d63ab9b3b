"""Take away the frames drawn around text and tables: a frame that goes around everything is no table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plancheck.readers.pdf_sheet import Box, Ruled

_MARGIN = 12.0  # points; an empty place as narrow as this at the side of a table lies between it and its frame
_MOST_LINES = 8  # of text in a cell across the whole table; more are a page's text with a frame around it


def unframed(table: Ruled) -> Iterator[Ruled]:
    """Yield the tables inside a frame; a table that is none as it is. Words in no box of these stand outside."""
    sides = [edges for edges in (table.xs[:2], table.xs[-2:]) if _is_margin(table, edges)]
    bands = [index for index, row in enumerate(table.rows) if _is_band(row, table)]
    frames = {index for index in bands if sides or _lines(table.rows[index][0]) > _MOST_LINES}
    if not frames:
        yield table
        return
    frames |= {0, len(table.rows) - 1} & set(bands)  # what it holds around its tables is no row of them
    start = 0
    for stop in [*sorted(frames), len(table.rows)]:
        rows = [[box for box in row if [box.x0, box.x1] not in sides] for row in table.rows[start:stop]]
        boxes = [box for row in rows for box in row]
        if len(boxes) > 1 and any(box.words for box in boxes):
            left, right = min(box.x0 for box in boxes), max(box.x1 for box in boxes)
            yield Ruled([x for x in table.xs if left <= x <= right], table.ys[start : stop + 1], rows)
        start = stop + 1


def _is_margin(table: Ruled, edges: list[float]) -> bool:
    """Say whether an outermost column holds no word of its own and is too narrow for one."""
    own = [box for row in table.rows for box in row if [box.x0, box.x1] == edges]
    return edges[1] - edges[0] < _MARGIN and bool(own) and not any(box.words for box in own)


def _is_band(row: Sequence[Box], table: Ruled) -> bool:
    return len(row) == 1 and row[0].down == 1 and (row[0].x0, row[0].x1) == (table.xs[0], table.xs[-1])


def _lines(box: Box) -> int:
    """Return how many lines of text stand in a cell."""
    count, last = 0, float("-inf")
    for word in sorted(box.words, key=lambda word: word.y):
        if word.y - last > 0.5 * word.size:
            count += 1
            last = word.y
    return count
