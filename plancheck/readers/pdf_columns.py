"""Find the two columns of a letterhead and of a signature block among the rows of a page."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from plancheck.readers.pdf_lines import Line, Row

# What stands at the top of a column; without one of these a gap in the rows is a tab or a table without lines.
_RIGHT = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ|(?:ĐỘC LẬP|Độc lập) ?[-–]|ĐẢNG CỘNG SẢN|(?:TM|KT|TL|TUQ|Q)\s?\.|"
    r"(?:PHÓ )?(?:TỔNG )?(?:GIÁM ĐỐC|CHỦ TỊCH|TRƯỞNG|CHI CỤC TRƯỞNG|CỤC TRƯỞNG|HIỆU TRƯỞNG|VIỆN TRƯỞNG)\b"
)
_LEFT = re.compile(r"Nơi nhận ?:?", re.IGNORECASE)
_GUTTER = 0.7  # em between the columns at least
_FAR = 3.5  # em between two rows of a block
_SIGNATURE = 11.0  # em of room for the signature and the seal


@dataclass(slots=True)
class _Block:
    first: int
    last: int
    left: float  # the gutter lies between left and right
    right: float


def lines_of(rows: list[Row], page: int, width: float) -> list[Line]:
    """Return the lines of one page, or a part of it, in reading order; ``width`` is the page's."""
    lines: list[Line] = []
    done = 0
    column = 1
    for index, row in enumerate(rows):
        if index < done:
            continue
        block = _block(rows, index, done, width) if _may_begin(row) else None
        if block is None:
            continue
        lines += [Line(row.words, row.y, row.size, page) for row in rows[done : block.first]]
        middle = (block.left + block.right) / 2
        inside = rows[block.first : block.last + 1]
        for side in (0, 1):
            for row in inside:
                words = [word for word in row.words if (word.x0 + word.x1 > 2 * middle) == bool(side)]
                if words:
                    lines.append(Line(words, row.y, row.size, page, column + side))
        column += 2
        done = block.last + 1
    return lines + [Line(row.words, row.y, row.size, page) for row in rows[done:]]


def _may_begin(row: Row) -> bool:
    return _LEFT.match(row.text) is not None or _RIGHT.search(row.text) is not None


def _block(rows: list[Row], index: int, floor: int, width: float) -> _Block | None:
    """Return the block of two columns around the row at ``index``; None where there is but one column."""
    gutter = _gutter(rows[index], width)
    if gutter is None:
        return None
    block = _Block(index, index, *gutter)
    sides = _sides(rows[index], block)
    for step in (-1, 1):
        place = index + step
        while floor <= place < len(rows):
            row, near = rows[place], rows[place - step]
            found = _fits(row, block)
            if found is None or abs(row.y - near.y) > (_SIGNATURE if found == {1} else _FAR) * max(row.size, near.size):
                break
            if step < 0 and found == {0}:
                break
            block.first, block.last = min(block.first, place), max(block.last, place)
            sides |= found
            place += step
    return block if sides == {0, 1} else None


def _gutter(row: Row, width: float) -> tuple[float, float] | None:
    """Return between which places the gutter lies, as this row tells; None where it has none."""
    words = row.words
    text = ""
    for number, word in enumerate(words):
        rest = row.text[len(text) :]
        text += word.text + " "
        if not _RIGHT.match(rest) or word.x0 < 0.3 * width:
            continue
        before = words[number - 1].x1 if number else 0.0
        return (before, word.x0) if word.x0 - before >= _GUTTER * row.size else None
    if not _LEFT.match(row.text):
        return None
    gaps = [(a.x1, b.x0) for a, b in itertools.pairwise(words) if b.x0 - a.x1 >= 2 * _GUTTER * row.size]
    return gaps[0] if gaps else (row.x1, width)


def _fits(row: Row, block: _Block) -> set[int] | None:
    """Return on which sides of the gutter the row stands, and narrow the gutter; None where it crosses it."""
    least = _GUTTER * row.size
    best = (0.0, 0.0)
    edges = [(0.0, row.x0), *((a.x1, b.x0) for a, b in zip(row.words, row.words[1:], strict=False)), (row.x1, 1e9)]
    for left, right in edges:
        left, right = max(left, block.left), min(right, block.right)
        if right - left > best[1] - best[0]:
            best = (left, right)
    if best[1] - best[0] < least:
        return None
    sides = _sides(row, _Block(0, 0, *best))
    block.left, block.right = best
    return sides


def _sides(row: Row, block: _Block) -> set[int]:
    middle = (block.left + block.right) / 2
    return {int(word.x0 + word.x1 > 2 * middle) for word in row.words}
