"""The central data types before the check: the normalised text and the plan that the grammar found in it.

Offsets count from 0, half-open, in code points of ``Text.text``; lines and columns count from 1 in code points
of the author's own file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from plancheck.source import Remark, Source


class Location(NamedTuple):
    """A place in the author's file; lines and columns from 1, the end column is one past the last character."""

    line: int
    column: int
    end_line: int
    end_column: int
    page: int | None = None
    paragraph: int | None = None


@dataclass(slots=True, eq=False, repr=False)
class Line:
    """One logical line (a whole paragraph): hard wraps joined, markup and surrounding blanks gone."""

    text: str
    start: int = 0
    gap: bool = False  # a blank line stood before it
    parts: int = 1  # physical lines it was joined from
    marker: Any = None  # the number or letter it starts with (plancheck.language.numbering.Marker), None for none
    counted: bool = False  # that number is the word processor's, not typed

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(slots=True, eq=False, repr=False)
class Table:
    """A table; ``columns`` are the header's cells, ``rows`` the rest, every row as long as ``columns``."""

    columns: list[Line]
    rows: list[list[Line]]
    start: int = 0
    end: int = 0

    def cells(self) -> Iterator[Line]:
        yield from self.columns
        for row in self.rows:
            yield from row


@dataclass(slots=True, eq=False, repr=False)
class Text:
    """A normalised text with its way back to the author's file (see ``plancheck.language.normalise``)."""

    raw: str
    text: str
    folded: str
    blocks: list[Line | Table]
    noise: list[Line]  # page numbers and other leftovers of conversion, kept out of the flow
    segment_starts: list[int]
    segment_origins: list[int]
    clean_origins: list[int] | None  # per character of the cleaned text, when cleaning moved anything
    raw_lines: list[int]  # offset of each line's first character in ``raw``
    source: Source  # what the reader said beside the words
    mixed_forms: bool = False  # composed and decomposed letters side by side
    footnotes: list[Line] = field(default_factory=list)  # kept out of the flow
    remarks: list[Remark] = field(default_factory=list)  # about the file itself; offsets in ``raw``

    def origin(self, offset: int) -> int:
        """Return the offset in ``raw`` of the character at ``offset``."""
        if not self.segment_starts:
            return 0
        index = bisect_right(self.segment_starts, offset) - 1
        if index < 0:
            index = 0
        clean = self.segment_origins[index] + (offset - self.segment_starts[index])
        if self.clean_origins is None:
            return min(clean, len(self.raw))
        return self.clean_origins[clean] if clean < len(self.clean_origins) else len(self.raw)

    def point(self, offset: int) -> tuple[int, int]:
        """Return (line, column), both from 1, of the character at ``offset``."""
        return self.raw_point(self.origin(offset))

    def raw_point(self, place: int) -> tuple[int, int]:
        """Return (line, column), both from 1, of the character at ``place`` in ``raw``."""
        line = bisect_right(self.raw_lines, place) - 1
        return line + 1, place - self.raw_lines[line] + 1

    def location(self, start: int, end: int) -> Location:
        place = self.origin(start)
        line, column = self.raw_point(place)
        end_line, end_column = self.point(max(start, end - 1))
        source = self.source
        page = paragraph = None
        if source.page_starts or source.paragraphs:
            page, paragraph = source.page_at(place), source.paragraph_at(place)
        return Location(line, column, end_line, end_column + (1 if end > start else 0), page, paragraph)


@dataclass(slots=True, eq=False, repr=False)
class Paragraph:
    """One line of the plan's flow with its place in the tree.

    ``marker`` is what stands before the text ("I.", "a)", "-", "" for plain text), ``body`` the offset where the
    text after the marker begins, ``section`` the section that holds it (None outside any).
    """

    line: Line
    kind: str  # heading | bullet | text | cell | opening | recipient | annex-title
    marker: str
    body: int
    section: Section | None = None
    annex: Annex | None = None

    @property
    def start(self) -> int:
        return self.line.start

    @property
    def end(self) -> int:
        return self.line.end

    @property
    def content(self) -> str:
        return self.line.text[self.body - self.line.start :]


@dataclass(slots=True, eq=False, repr=False)
class Section:
    """A numbered node. ``style`` and ``value`` say how it is numbered ("roman", 4); depth counts from 1."""

    marker: str
    style: str
    value: int
    depth: int
    heading: Paragraph
    paragraphs: list[Paragraph] = field(default_factory=list)  # own ones, without those of children
    tables: list[Table] = field(default_factory=list)
    children: list[Section] = field(default_factory=list)
    parent: Section | None = None
    end: int = 0
    path: str = ""

    @property
    def start(self) -> int:
        return self.heading.start

    @property
    def title(self) -> str:
        return self.heading.content

    def walk(self) -> Iterator[Section]:
        """Yield this section and all below it, in reading order."""
        stack = [self]
        while stack:
            section = stack.pop()
            yield section
            stack.extend(reversed(section.children))


@dataclass(slots=True, eq=False, repr=False)
class Annex:
    """What follows the signature: a title, tables and sections of its own."""

    title: str
    start: int
    end: int = 0
    enclosed: Line | None = None  # the "(Kèm theo …)" line
    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)


class Citation(NamedTuple):
    """A document named in the text: ``symbol`` without stray spaces, ``date`` ISO or None.

    The spans of its parts hold them as written; (0, 0) where a part is not there.
    """

    kind: str
    symbol: str
    date: str | None
    issuer: str | None
    start: int
    end: int
    year: int | None = None  # "năm 2011" where no full date is given
    begin: int = 0  # where its kind stands, or ``start`` where that is apart
    numbered: bool = False  # "số" stands before the symbol
    symbol_span: tuple[int, int] = (0, 0)
    date_span: tuple[int, int] = (0, 0)  # also where only a year, or an impossible day, is given
    issuer_span: tuple[int, int] = (0, 0)


class DateMention(NamedTuple):
    """A date as written: ``kind`` is day | month | quarter | period; None where a part is blank or not said."""

    kind: str
    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def iso(self) -> str | None:
        if self.year is None or self.month is None or self.day is None:
            return None
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"


@dataclass(slots=True, eq=False, repr=False)
class Metadata:
    """What the header, title and signature say; values as written, None where blank or absent."""

    number: str | None = None
    symbol: str | None = None
    place: str | None = None
    date: str | None = None
    issuer: str | None = None
    subject: str | None = None
    plan_year: int | None = None
    signer: str | None = None
    signer_title: str | None = None
    recipients: list[str] = field(default_factory=list)
    authority: str | None = None  # TM, KT, TL, TUQ or Q: in whose place the signer signs


@dataclass(slots=True, eq=False, repr=False)
class Plan:
    """A parsed document; the name says plan, the type may be any (``doc_type``)."""

    text: Text
    doc_type: str
    metadata: Metadata
    paragraphs: list[Paragraph]  # the whole flow from the opening to the last annex, in reading order
    opening: list[Paragraph]
    sections: list[Section]
    loose: list[Paragraph]  # body lines that stand in no section
    tables: list[Table]  # body tables that stand in no section
    annexes: list[Annex]
    citations: list[Citation]
    dates: list[DateMention]
    has_header: bool  # any part of the letterhead stands in the text
    frame: list[tuple[str, Line]]  # lines of letterhead, title and tail, each with its terminal ("NATIONAL", "SIGNER")
    title_start: int = 0
    title_end: int = 0
    body_start: int = 0
    body_end: int = 0

    def walk(self) -> Iterator[Section]:
        """Yield every section of the body in reading order."""
        for section in self.sections:
            yield from section.walk()
