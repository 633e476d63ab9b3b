"""What a reader gives: a draft's plain text, its blocks, and what the file says beside its words.

Offsets count from 0, half-open, in code points of ``Source.text``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

Extent = tuple[int, int]


class Block(NamedTuple):
    """One paragraph, ``text[start:end]``; a line end inside is a soft break of the author's.

    ``counted``: it begins with a number that the word processor counts, not the author.
    """

    start: int
    end: int
    counted: bool = False


@dataclass(slots=True, frozen=True, eq=False, repr=False)
class Grid:
    """A table as drawn. A cell is the extents of its paragraphs; merged cells refer to the same extents.

    ``header`` rows from the top name the columns. ``cut``: rows may have been cut by pages (PDF).
    """

    rows: list[list[tuple[Extent, ...]]]
    header: int = 1
    cut: bool = False


class Footnote(NamedTuple):
    """A note at the foot of a page: read for citations, no part of the plan's flow."""

    start: int
    end: int


class Remark(NamedTuple):
    """Something about the file itself that a rule of the family "input" or "consistency" tells.

    ``kind``: tracked-changes | legacy-text | mixed-forms | invisible | page-number | repeated-header | markup | noise
    (running heads and stamps of a PDF, left out) | scanned-page | broken-text.
    ``detail`` names it ("TCVN3", "U+200B", the words left out, …); start and end point into the text.
    """

    kind: str
    detail: str = ""
    start: int = 0
    end: int = 0


@dataclass(slots=True)
class Page:
    """The layout of one section of pages: lengths in millimetres, None where the file does not say.

    ``number`` is where the page number stands ("top-center", "bottom-right", …; None: none), ``number_first`` whether
    the first page shows it.
    """

    width: float | None = None
    height: float | None = None
    top: float | None = None
    bottom: float | None = None
    left: float | None = None
    right: float | None = None
    number: str | None = None
    number_first: bool | None = None


@dataclass(slots=True)
class Layout:
    """How the pages look. ``fonts`` and ``sizes`` (points) count the letters of the body set in each."""

    pages: list[Page] = field(default_factory=list)
    fonts: Counter[str] = field(default_factory=Counter)
    sizes: Counter[float] = field(default_factory=Counter)


@dataclass(slots=True, frozen=True, eq=False, repr=False)
class Source:
    """A draft as read.

    ``blocks`` is None where the file is plain text and the paragraphs are still to be found in its lines.
    ``has_layout``: the pages are known, so what is not in the text is not in the document.
    ``by_machine``: the words were read off a picture; spelling is not the author's.
    """

    path: str
    text: str
    format: str  # text | docx | odt | html | rtf | doc | pdf
    encoding: str = "utf-8"
    has_layout: bool = False
    by_machine: bool = False
    blocks: list[Block | Grid | Footnote] | None = None
    remarks: list[Remark] = field(default_factory=list)
    layout: Layout | None = None
    page_starts: list[int] = field(default_factory=list)  # offset of each page's first character
    paragraphs: list[tuple[int, int, int]] = field(default_factory=list)  # (start, end, number) of body paragraphs

    def page_at(self, offset: int) -> int | None:
        """Return the page, from 1, that holds ``offset``; None where pages are not known."""
        return bisect_right(self.page_starts, offset) or (1 if self.page_starts else None)

    def paragraph_at(self, offset: int) -> int | None:
        """Return the number, from 1, of the body paragraph that holds ``offset``; None in tables and elsewhere."""
        index = bisect_right(self.paragraphs, (offset, float("inf"), 0)) - 1
        if index < 0:
            return None
        start, end, number = self.paragraphs[index]
        return number if start <= offset <= end else None
