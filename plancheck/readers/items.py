"""What a reader finds: paragraphs of runs, and tables of cells, in reading order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Run(NamedTuple):
    """Characters in one font; a line end is a soft break. ``font`` None: the file does not say.

    ``counted``: a number that the word processor counts, as it is printed. ``encoding``: the old encoding that the
    reader has put into Unicode.
    """

    text: str
    font: str | None = None
    counted: bool = False
    encoding: str | None = None


@dataclass(slots=True)
class Para:
    """A paragraph, its printed number first among the runs. ``number`` counts the body paragraphs from 1."""

    runs: list[Run]
    number: int | None = None
    page: int | None = None
    footnotes: list[list[Run]] = field(default_factory=list)


@dataclass(slots=True)
class Cell:
    """A cell: what stands in it, and how many columns and rows it covers."""

    items: list[Para | Tabular] = field(default_factory=list)
    across: int = 1
    down: int = 1


@dataclass(slots=True)
class Tabular:
    """A table; a row lists only the cells that begin in it. ``framed``: lines are drawn; None: not known."""

    rows: list[list[Cell]]
    framed: bool | None = None
    page: int | None = None
    cut: bool = False  # a page may have cut a row in two


Item = Para | Tabular
