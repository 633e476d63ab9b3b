"""Find tables by their drawn lines: cells, merged ones, and the words in each."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from plancheck.readers.pdf_frames import unframed
from plancheck.readers.pdf_sheet import Box, Rule, Ruled, Word

_SAME = 3.0  # points; lines nearer than this are one, or meet
_MOST_PAIRS = 1_000_000  # of level and upright lines; a drawing has more
_MOST_PLACES = 20_000  # of one table


def take_tables(rules: Sequence[Rule], words: Sequence[Word]) -> tuple[list[Ruled], list[Word]]:
    """Return the tables of a page from top to bottom, filled, and the words outside of them."""
    tables: list[Ruled] = []
    left = list(words)
    for table, places in sorted(_grids(rules), key=lambda found: found[0].ys[0]):
        outside: list[Word] = []
        inside: list[tuple[Word, Box]] = []
        for word in left:
            box = _box_of(word, table, places)
            if box is None:
                outside.append(word)
            else:
                inside.append((word, box))
        if inside:  # else it only decorates
            for word, box in inside:
                box.words.append(word)
            parts = list(unframed(table))
            held = {id(box) for part in parts for row in part.rows for box in row}
            tables += parts
            left = outside + [word for word, box in inside if id(box) not in held]
    return tables, left


def _box_of(word: Word, table: Ruled, places: list[list[Box]]) -> Box | None:
    column = bisect_right(table.xs, (word.x0 + word.x1) / 2) - 1
    row = bisect_right(table.ys, word.y - 0.3 * word.size) - 1
    if not (0 <= column < len(table.xs) - 1 and 0 <= row < len(table.ys) - 1):
        return None
    return places[row][column]


def _grids(rules: Sequence[Rule]) -> Iterator[tuple[Ruled, list[list[Box]]]]:
    """Yield each table with the cell that covers each of its places."""
    level = _merged([(rule.y0, rule.x0, rule.x1) for rule in rules if rule.level])
    upright = _merged([(rule.x0, rule.y0, rule.y1) for rule in rules if not rule.level])
    if len(level) * len(upright) > _MOST_PAIRS:
        return
    for own_level, own_upright in _meeting(level, upright):
        if len(own_level) < 2 or len(own_upright) < 2:
            continue
        xs = _edges([x for x, _, _ in own_upright], [x for _, *ends in own_level for x in ends])
        ys = _edges([y for y, _, _ in own_level], [y for _, *ends in own_upright for y in ends])
        if 2 < (len(xs) - 1) * (len(ys) - 1) + 1 <= _MOST_PLACES:
            yield _grid(xs, ys, own_level, own_upright)


Stretch = tuple[float, float, float]  # where the line lies, and from where to where it runs


def _merged(lines: list[Stretch]) -> list[Stretch]:
    """Return the lines with those that go on one another made one."""
    by_place: list[tuple[float, list[tuple[float, float]]]] = []
    for at, start, end in sorted(lines):
        if not by_place or at - by_place[-1][0] > _SAME / 2:
            by_place.append((at, []))
        by_place[-1][1].append((start, end))
    out: list[Stretch] = []
    for at, spans in by_place:
        spans.sort()
        begin, stop = spans[0]
        for start, end in spans[1:]:
            if start <= stop + _SAME:
                stop = max(stop, end)
            else:
                out.append((at, begin, stop))
                begin, stop = start, end
        out.append((at, begin, stop))
    return out


def _meeting(level: list[Stretch], upright: list[Stretch]) -> Iterator[tuple[list[Stretch], list[Stretch]]]:
    """Yield the groups of lines that meet one another."""
    parent = list(range(len(level) + len(upright)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for one, (y, x0, x1) in enumerate(level):
        for other, (x, y0, y1) in enumerate(upright):
            if x0 - _SAME <= x <= x1 + _SAME and y0 - _SAME <= y <= y1 + _SAME:
                parent[root(one)] = root(len(level) + other)
    groups: dict[int, tuple[list[Stretch], list[Stretch]]] = defaultdict(lambda: ([], []))
    for index in range(len(parent)):
        if index < len(level):
            groups[root(index)][0].append(level[index])
        else:
            groups[root(index)][1].append(upright[index - len(level)])
    yield from groups.values()


def _edges(lines: list[float], ends: list[float]) -> list[float]:
    """Return the places of the lines, near ones as one; open sides of a table end where the other lines end."""
    places = sorted([*lines, min(ends), max(ends)])
    out = [places[0]]
    for place in places[1:]:
        if place - out[-1] > _SAME:
            out.append(place)
    return out


def _grid(
    xs: list[float], ys: list[float], level: list[Stretch], upright: list[Stretch]
) -> tuple[Ruled, list[list[Box]]]:
    columns, rows = len(xs) - 1, len(ys) - 1
    right = _walls(xs, ys, upright)  # right[row][column]: a wall on the right of the place
    below = [list(line) for line in zip(*_walls(ys, xs, level), strict=True)]  # below[row][column]
    table = Ruled(xs, ys, [[] for _ in range(rows)])
    places: list[list[Box | None]] = [[None] * columns for _ in range(rows)]
    for row in range(rows):
        column = 0
        while column < columns:
            if places[row][column] is not None:
                column += 1
                continue
            stop = column
            while stop + 1 < columns and not right[row][stop] and places[row][stop + 1] is None:
                stop += 1
            down = 1
            while row + down < rows and _open(row + down, column, stop, below, right):
                down += 1
            box = Box(xs[column], xs[stop + 1], down)
            table.rows[row].append(box)
            for line in places[row : row + down]:
                line[column : stop + 1] = [box] * (stop + 1 - column)
            column = stop + 1
    return table, [[box for box in line if box is not None] for line in places]


def _open(row: int, column: int, stop: int, below: list[list[bool]], right: list[list[bool]]) -> bool:
    """Say whether the cell above goes on in this row from ``column`` to ``stop``."""
    return not any(below[row - 1][column : stop + 1]) and not any(right[row][column:stop])


def _walls(across: list[float], along: list[float], lines: list[Stretch]) -> list[list[bool]]:
    """Return for each band of ``along`` and each place but the last of ``across`` whether a line ends it."""
    middles = [(start + end) / 2 for start, end in itertools.pairwise(along)]
    walls = [[False] * (len(across) - 1) for _ in middles]
    for at, start, end in lines:
        index = min(range(len(across)), key=lambda i: abs(across[i] - at)) - 1
        if not 0 <= index < len(across) - 1:
            continue
        for band, middle in enumerate(middles):
            if start - _SAME <= middle <= end + _SAME:
                walls[band][index] = True
    for wall in walls:
        wall[-1] = True
    return walls
