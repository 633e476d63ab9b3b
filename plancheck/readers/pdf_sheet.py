"""What the assembly of a page works on: words with their places, and drawn lines.

Lengths are points; the origin is the upper left corner of the page as it is shown, y grows downwards.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from plancheck.readers.pdf_lines import Row


class Word(NamedTuple):
    """Characters that stand together: left, right, baseline, size of the type, text, number of the font.

    ``apart``: a blank is set right before it. ``raised``: where in the text a raised number stands, the mark of a
    footnote or an exponent. ``encoding``: the old one that the text was in. Without text it keeps the room of
    words that were struck through.
    """

    x0: float
    x1: float
    y: float
    size: float
    text: str
    font: int = 0
    apart: bool = False
    raised: tuple[int, int] | None = None
    encoding: str | None = None


class Rule(NamedTuple):
    """A drawn line, level or upright, by its two ends; ``coloured``: not black, grey or white."""

    x0: float
    y0: float
    x1: float
    y1: float
    coloured: bool = False

    @property
    def level(self) -> bool:
        return self.x1 - self.x0 >= self.y1 - self.y0


@dataclass(slots=True)
class Sheet:
    """One page, counted from 1. ``covered`` is the share of it under pictures, ``shapes`` the number of its drawings.

    ``hidden`` words are there to be searched, not seen: a programme read them off the picture. ``changes`` counts the
    stretches of words struck through while changes were tracked.
    ``whole``: each word is a whole one, as read off a picture; else words are put together from their letters' places.
    """

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    covered: float = 0.0
    shapes: int = 0
    hidden: int = 0
    changes: int = 0
    whole: bool = False


@dataclass(slots=True)
class Box:
    """A cell: its edges, how many rows it covers, the words in it, and these put in rows."""

    x0: float
    x1: float
    down: int
    words: list[Word] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class Ruled:
    """A table as drawn on one page; ``rows`` list the cells that begin in each, ``xs`` are the edges of columns."""

    xs: list[float]
    ys: list[float]
    rows: list[list[Box]]


class Matrix(NamedTuple):
    """A transformation as PDF writes it: x' = ax + cy + e, y' = bx + dy + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """Return left, top, right, bottom of a box given by two opposite corners."""
        (x0, y0), (x1, y1) = self.point(x0, y0), self.point(x1, y1)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def then(self, after: Matrix) -> Matrix:
        """Return the transformation that does this one first."""
        a, b, c, d, e, f = self
        p, q, r, s, t, u = after
        return Matrix(a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def shown(bounds: tuple[float, float, float, float], angle: int) -> Matrix:
    """Return the way from a page's own places (left, bottom, right, top, turned by ``angle``) to the page as shown."""
    left, bottom, right, top = bounds
    if angle == 90:
        return Matrix(0, 1, 1, 0, -bottom, -left)
    if angle == 180:
        return Matrix(-1, 0, 0, 1, right, -bottom)
    if angle == 270:
        return Matrix(0, -1, -1, 0, top, right)
    return Matrix(1, 0, 0, -1, -left, top)
