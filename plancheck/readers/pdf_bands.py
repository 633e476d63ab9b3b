"""Find tables that only level lines rule: their columns are told by the room that no word of any row takes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from plancheck.readers.pdf_lines import rows_of
from plancheck.readers.pdf_sheet import Box, Rule, Ruled, Word

_SAME = 3.0  # points; lines that begin and end as near as this belong together
_FEWEST_LINES = 3
_FEWEST_COLUMNS = 3  # two are a letterhead or a signature between lines
_GUTTER = 0.6  # em
_WIDER = 1.5  # times a blank
_MOST_LINES = 500
_NUMBER = re.compile(r"\d{1,3}\.?$")


def take_banded(
    rules: Sequence[Rule], tables: Sequence[Ruled], words: Sequence[Word]
) -> tuple[list[Ruled], list[Word]]:
    """Return the tables between level lines outside of ``tables``, filled, and the words outside of them."""
    groups: list[list[Rule]] = []
    for rule in sorted((rule for rule in rules if rule.level), key=lambda rule: rule.y0)[:_MOST_LINES]:
        if any(table.ys[0] - _SAME < rule.y0 < table.ys[-1] + _SAME for table in tables):
            continue
        own = next((group for group in groups if _same(group[0], rule)), None)
        if own is None:
            groups.append([rule])
        elif rule.y0 - own[-1].y0 > _SAME:
            own.append(rule)
    found: list[Ruled] = []
    left = list(words)
    for group in groups:
        inside = [word for word in left if len(group) >= _FEWEST_LINES and _is_inside(word, group)]
        if table := _table(group, inside):
            found.append(table)
            held = set(map(id, inside))
            left = [word for word in left if id(word) not in held]
    return found, left


def _same(one: Rule, other: Rule) -> bool:
    return abs(one.x0 - other.x0) <= _SAME and abs(one.x1 - other.x1) <= _SAME


def _is_inside(word: Word, lines: Sequence[Rule]) -> bool:
    level = lines[0].y0 < _middle(word) < lines[-1].y0
    return level and lines[0].x0 - _SAME < word.x0 and word.x1 < lines[0].x1 + _SAME


def _middle(word: Word) -> float:
    return word.y - 0.3 * word.size


def _table(lines: Sequence[Rule], words: Sequence[Word]) -> Ruled | None:
    xs = [lines[0].x0, *_gutters(words), lines[0].x1]
    if len(xs) <= _FEWEST_COLUMNS or not _stand_apart(words, xs):
        return None
    ys = [line.y0 for line in lines]
    numbers = sorted((word for word in words if word.x1 < xs[1] and _NUMBER.match(word.text)), key=lambda word: word.y)
    for before, word in pairwise(numbers):  # several numbered rows between two lines
        if bisect_left(ys, _middle(before)) == bisect_left(ys, _middle(word)):
            ys = sorted([*ys, word.y - word.size])
    rows = [[Box(x0, x1, 1) for x0, x1 in pairwise(xs)] for _ in pairwise(ys)]
    for word in words:
        rows[bisect_left(ys, _middle(word)) - 1][bisect_left(xs[1:-1], (word.x0 + word.x1) / 2)].words.append(word)
    filled = [sum(1 for box in row if box.words) for row in rows]
    return Ruled(xs, ys, rows) if min(filled) and max(filled) >= _FEWEST_COLUMNS else None


def _gutters(words: Sequence[Word]) -> list[float]:
    """Return where the columns that these words stand in end, but for the last."""
    found: list[float] = []
    ordered = sorted(words)
    reached = ordered[0].x1 if ordered else 0.0
    for word in ordered:
        if word.x0 - reached > _GUTTER * word.size:
            found.append(reached + 1)
        reached = max(reached, word.x1)
    return found


def _stand_apart(words: Sequence[Word], xs: Sequence[float]) -> bool:
    """Say whether the gutters are wider than what stands between words; in a stretched paragraph they are not."""
    wider = lines = 0
    for row in rows_of(words):
        gutters: list[float] = []
        blanks: list[float] = []
        for before, word in pairwise(row.words):
            parted = bisect_left(xs, before.x0) != bisect_left(xs, word.x0)
            (gutters if parted else blanks).append(word.x0 - before.x1)
        if gutters:
            lines += 1
            wider += min(gutters) > _WIDER * max(blanks, default=0.0)
    return 2 * wider > lines
