"""Find the two columns of a letterhead and of a signature block among the rows of a page."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from plancheck.language.numbering import bullet_end
from plancheck.language.wrap import STRUCTURAL, is_caps
from plancheck.readers.pdf_lines import Line, Row
from plancheck.readers.pdf_paragraphs import CALLS_FOR_NUMBER, Frame, ended

# What stands at the top of a column; without one of these a gap in the rows is a tab or a table without lines.
_RIGHT = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ|(?:ĐỘC LẬP|Độc lập) ?[-–]|ĐẢNG CỘNG SẢN|(?:TM|KT|TL|TUQ|Q)\s?\.|"
    r"(?:PHÓ )?(?:TỔNG )?(?:GIÁM ĐỐC|CHỦ TỊCH|TRƯỞNG|CHI CỤC TRƯỞNG|CỤC TRƯỞNG|HIỆU TRƯỞNG|VIỆN TRƯỞNG)\b|"
    r"[A-ZĐ][^,\d]{1,40}, ?ngày\b"
)
_LEFT = re.compile(r"Nơi nhận ?:?", re.IGNORECASE)
_GUTTER = 0.7  # em between the columns at least
_FAR = 3.5  # em between two rows of a block
_NATION = re.compile(r"CỘNG H(?:ÒA|OÀ)(?!.*VIỆT NAM)")
_LETTER = re.compile(r"[^\W_]")
_SIGNATURE = 11.0  # em of room for the signature and the seal


Other = TypeVar("Other")


@dataclass(slots=True)
class _Block:
    first: int
    last: int
    left: float  # the gutter lies between left and right
    right: float
    signature: bool = False


class Columns(Generic[Other]):
    """Collects the lines of a document, page after page; a signature block may go on over the end of one.

    ``found`` holds lines and what else stands between them, in reading order.
    """

    def __init__(self) -> None:
        self.found: list[Line | Other] = []
        self._column = -1
        self._open: _Block | None = None
        self._seam = 0  # where in ``found`` the right column of the last block begins

    def put(self, other: Other) -> None:
        """Add what is no line."""
        self.found.append(other)
        self._open = None

    def add(self, rows: list[Row], page: int, width: float) -> None:
        """Add the lines of a page, or of a part of it; ``width`` is the page's."""
        done = self._go_on(rows, page)
        for index, row in enumerate(rows):
            if index < done or not _may_begin(row):
                continue
            block = _block(rows, index, done, width)
            if block is None:
                continue
            self._plain(rows[done : block.first], page)
            self._column += 2
            inside = rows[block.first : block.last + 1]
            self.found += _side(inside, block, 0, page, self._column)
            self._seam = len(self.found)
            self.found += _side(inside, block, 1, page, self._column + 1)
            self._open = block if block.signature else None
            done = block.last + 1
        self._plain(rows[done:], page)

    def _plain(self, rows: list[Row], page: int) -> None:
        if rows:
            self.found += [Line(row.words, row.y, row.size, page) for row in rows]
            self._open = None

    def _go_on(self, rows: list[Row], page: int) -> int:
        """Add the rest of a block that the page before began; return how many rows it has here."""
        block, self._open = self._open, None
        if block is None or not rows or _may_begin(rows[0]):
            return 0
        if _fits(rows[0], block) is None:
            return 0
        last = 1
        while last < len(rows) and not _may_begin(rows[last]) and _reaches(rows[last], rows[last - 1], block):
            last += 1
        if not any(bullet_end(row.text) or len(_sides(row, block)) > 1 for row in rows[:last]):
            return 0
        left = _side(rows[:last], block, 0, page, self._column)
        self.found[self._seam : self._seam] = left
        self._seam += len(left)
        self.found += _side(rows[:last], block, 1, page, self._column + 1)
        return last


def _side(rows: list[Row], block: _Block, side: int, page: int, column: int) -> list[Line]:
    """Return the lines of one column of a block: 0 the left one, 1 the right one."""
    middle = (block.left + block.right) / 2
    lines: list[Line] = []
    for row in rows:
        words = [word for word in row.words if (word.x0 + word.x1 > 2 * middle) == bool(side)]
        if words:
            lines.append(Line(words, row.y, row.size, page, column))
    return lines


def _may_begin(row: Row) -> bool:
    return _LEFT.match(row.text) is not None or _RIGHT.search(row.text) is not None


def _block(rows: list[Row], index: int, floor: int, width: float) -> _Block | None:
    """Return the block of two columns around the row at ``index``; None where there is but one column."""
    gutter = _gutter(rows[index], width)
    if gutter is None:
        return None
    block = _Block(index, index, *gutter)
    while block.last + 1 < len(rows) and _reaches(rows[block.last + 1], rows[block.last], block):
        block.last += 1
    while block.first > floor and _reaches(rows[block.first - 1], rows[block.first], block, 1):
        block.first -= 1
    inside = rows[block.first : block.last + 1]
    sides = {side for row in inside for side in _sides(row, block)}
    wide = gutter[1] - gutter[0] > 2 * rows[index].size
    if sides != {0, 1} or (len(inside) < 2 and not wide):
        return None
    block.signature = any(_LEFT.match(row.text) for row in inside)
    return block


def _reaches(row: Row, near: Row, block: _Block, side: int | None = None) -> bool:
    """Say whether a row goes on the block that ``near`` ends, and narrow the gutter; it must stand on ``side``."""
    sides = _fits(row, block)
    if sides is None or (side is not None and side not in sides):
        return False
    signed = sides == {1} or all(word.text[:1].isupper() for word in row.words)  # two who sign side by side
    return abs(row.y - near.y) <= (_SIGNATURE if signed else _FAR) * max(row.size, near.size)


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
        if word.x0 - before >= _GUTTER * row.size:
            return before, word.x0
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


def column_groups(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines of one column of a letterhead or signature by paragraphs."""
    right, left = max(line.x1 for line in lines), min(line.x0 for line in lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on_in_column(groups[-1], line, Frame(left, right)):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _goes_on_in_column(lines: list[Line], line: Line, frame: Frame) -> bool:
    before = lines[-1]
    if line.y - before.y > 2.2 * line.size or not (_LETTER.search(before.text) and _LETTER.search(line.text)):
        return False
    if (before.text[-1:] in "-–/" and before.text.strip("-–_*./ ")) or (
        line.text[:1] in "-–" and is_caps(line.text) and is_caps(before.text)
    ):
        return True
    if bullet_end(line.text) or STRUCTURAL.match(line.text):
        return False
    if _NATION.match(before.text):
        return True
    if line.text[:1].islower() and not ended(before.text):
        return True
    if line.text[:1].isdigit() and CALLS_FOR_NUMBER.search(before.text):
        return True
    full = before.x1 + line.words[0].x1 - line.words[0].x0 > frame.right - line.size
    if bullet_end(lines[0].text):
        return full or not ended(before.text)
    return full and line.text.isalpha()  # one word alone: names and titles have more
