"""Put the words of a page together to rows by their places, and rows to lines in reading order.

A row is all words on one baseline; a line is what of a row is read in one go. The letterhead and the signature stand in
two columns, which come out of a PDF interleaved: each column is read for itself.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from plancheck.language.unicode import clean
from plancheck.readers.pdf_sheet import Word

_BLANK = 0.13  # em; letters further apart are two words
_SAME_ROW = 0.3  # em between baselines
_SMALL = 0.8  # of the page's usual size; smaller letters may be raised ones
_RAISED = (-0.2, 0.6)  # em above the baseline that a raised letter belongs to
_NEAR = 0.6  # em between a raised letter and its word
_MARKS = re.compile("[\u0300-\u036f]+")


@dataclass(slots=True)
class Row:
    """The words on one baseline, from left to right."""

    words: list[Word]
    y: float
    size: float

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return self.words[-1].x1

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(slots=True)
class Line:
    """A line as read. ``column`` tells apart the columns of one page: 0 for lines across the whole of it."""

    words: list[Word]
    y: float
    size: float
    page: int
    column: int = 0
    text: str = field(init=False)
    x0: float = field(init=False)
    x1: float = field(init=False)

    def __post_init__(self) -> None:
        self.text = " ".join([word.text for word in self.words])
        self.x0, self.x1 = self.words[0].x0, self.words[-1].x1


def rows_of(words: Sequence[Word], whole: bool = False) -> list[Row]:
    """Return the rows of these words from top to bottom; ``whole``: no two of them are parts of one word."""
    if not words:
        return []
    usual = median([word.size for word in words])
    small = [word for word in words if word.size < _SMALL * usual] if not whole else []
    rows = _clustered(words if not small else [word for word in words if word.size >= _SMALL * usual])
    rows = sorted([*rows, *_clustered(_attach(small, rows))], key=lambda row: row.y) if small else rows
    marked = _MARKS.search("".join([word.text for word in words])) is not None
    for row in rows:
        row.words.sort()
        if not whole:
            row.words = _filled(_joined(_with_marks(row.words) if marked else row.words))
    return [row for row in rows if row.words]


def _clustered(words: Iterable[Word]) -> list[Row]:
    rows: list[Row] = []
    for word in sorted(words, key=lambda word: word.y):
        if rows and word.y - rows[-1].y <= _SAME_ROW * min(word.size, rows[-1].size):
            rows[-1].words.append(word)
        else:
            rows.append(Row([word], word.y, word.size))
    return rows


def _attach(small: list[Word], rows: list[Row]) -> list[Word]:
    """Add raised letters to the row they belong to; return the other small ones."""
    ys = [row.y for row in rows]
    left: list[Word] = []
    added: list[tuple[Row, Word]] = []
    for word in small:
        first = bisect_left(ys, word.y - word.size)
        for row in rows[first : first + 4]:
            rise = (row.y - word.y) / row.size
            near = _NEAR * row.size
            if _RAISED[0] <= rise <= _RAISED[1] and any(
                other.x0 - near < word.x1 and word.x0 < other.x1 + near for other in row.words
            ):
                added.append((row, word))
                break
        else:
            left.append(word)
    for row, word in added:
        row.words.append(word)
    return left


def _filled(words: list[Word]) -> list[Word]:
    """Return the words with letters; the room of others goes to the word before, or to the first."""
    if all(word.text for word in words):
        return words
    out: list[Word] = []
    left = words[0].x0
    for word in words:
        if word.text:
            out.append(word if out else word._replace(x0=left))
        elif out:
            out[-1] = out[-1]._replace(x1=max(out[-1].x1, word.x1))
    return out


def _joined(words: list[Word]) -> list[Word]:
    """Return whole words, from the pieces of one row in order."""
    apart = _blank(words)
    spaced = apart != _BLANK  # blanks are set between the letters too
    out: list[Word] = []
    parts: list[str] = []
    first: Word | None = None
    raised: tuple[int, int] | None = None
    right = 0.0
    for word in words:
        near = first is not None and word.x0 - right <= apart * max(word.size, first.size)
        if first is not None and near and (spaced or not (word.apart and parts[-1])):
            if not (word.text == parts[-1] and abs(word.x0 - first.x0) < 0.1 * word.size):  # a shadow, to look bold
                if word.size < _SMALL * first.size and word.text.isdigit():
                    raised = (len("".join(parts)), len("".join(parts)) + len(word.text))
                parts.append(word.text)
                right = max(right, word.x1)
            continue
        if first is not None:
            out.append(first if len(parts) == 1 else first._replace(text="".join(parts), x1=right, raised=raised))
        first, parts, right, raised = word, [word.text], word.x1, None
    if first is not None:
        out.append(first if len(parts) == 1 else first._replace(text="".join(parts), x1=right, raised=raised))
    return out


def _blank(words: list[Word]) -> float:
    """Return how many em apart two words of this row stand at least; letters set wide apart stay together."""
    few = len(words) < 6 or sum(len(word.text) for word in words) > len(words) + 2
    if few or 2 * sum(word.text.isalpha() for word in words) < len(words):
        return _BLANK
    gaps = sorted((after.x0 - before.x1) / before.size for before, after in itertools.pairwise(words))
    usual = gaps[len(gaps) // 2]
    return 1.6 * usual if _BLANK < usual < 1 and gaps[-1] > 1.6 * usual else _BLANK


def _with_marks(words: list[Word]) -> list[Word]:
    """Set each accent that stands alone on the letter under it."""
    letters = [word for word in words if not _MARKS.fullmatch(word.text)]
    for mark in words:
        if not _MARKS.fullmatch(mark.text) or not letters:
            continue
        middle = (mark.x0 + mark.x1) / 2
        index = min(range(len(letters)), key=lambda i: _distance(letters[i], middle, mark.x1))
        letters[index] = letters[index]._replace(text=letters[index].text + mark.text)
    return [word._replace(text=clean(word.text)[0]) if _MARKS.search(word.text) else word for word in letters]


def _distance(word: Word, middle: float, right: float) -> float:
    """Return how far an accent is from a letter: none over it; an accent with no width stands at its end."""
    if word.x0 <= middle <= word.x1:
        return abs(middle - (word.x0 + word.x1) / 2) / 1000
    return min(abs(word.x0 - middle), abs(word.x1 - right))
