"""Cut the operative parts of a draft into passages: the lines that may take up what the superior plan asks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plancheck.checks.context import Context
from plancheck.checks.places import Place
from plancheck.checks.tables import task_tables

_NOT_OPERATIVE = frozenset({
    "opening", "recipients", "annex-title", "purpose", "requirements", "audience", "provincial_basis", "difficulty",
})  # fmt: skip
_CLAUSE = re.compile(r"[^.;\n]*(?:\.(?!\s|$)[^.;\n]*)*[.;\n]?")
_BRACKET = re.compile(r"\([^()]*\)")
_LONGEST = 20_000


@dataclass(slots=True, eq=False, repr=False)
class Passage:
    """A line, or a row of a table; ``spans`` without the clauses that deny something."""

    start: int
    end: int
    spans: list[tuple[int, int]]
    section: str | None
    roles: frozenset[str]
    is_row: bool = False


def passages_of(context: Context) -> list[Passage]:
    """Return the passages in reading order."""
    found = [*_lines(context), *_rows(context)]
    found.sort(key=lambda passage: passage.start)
    return found


def _lines(context: Context) -> Iterator[Passage]:
    for place in context.places.all:
        paragraph = place.paragraph
        if paragraph.kind == "cell" or place.roles & _NOT_OPERATIVE or place.start >= place.end:
            continue
        section = paragraph.section
        if paragraph.kind == "heading" and section is not None and _is_bare(place):
            continue
        start = place.body if place.announced and place.body < place.end else paragraph.body
        spans = list(affirmed(context, start, place.end))
        if spans:
            path = section.path if section is not None else None
            yield Passage(start, place.end, spans, path, place.roles)


def _is_bare(place: Place) -> bool:
    """Say whether a heading only announces what stands under it; one that ends as a sentence says something itself."""
    section = place.paragraph.section
    assert section is not None
    if place.announced and place.body >= place.end:
        return True
    under = bool(section.children or section.paragraphs or section.tables)
    return under and not place.paragraph.content.rstrip("* ").endswith((".", ";", "./"))


def affirmed(context: Context, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the clauses of [start, end) that deny nothing ("không tổ chức …"); what brackets deny is left out alone."""
    for match in _CLAUSE.finditer(context.folded, start, min(end, start + _LONGEST)):
        begin, stop = match.span()
        if not context.hits.any_within("align.denied", begin, stop):
            if begin < stop:
                yield begin, stop
            continue
        kept = list(_outside(context, begin, stop))
        if not any(context.hits.any_within("align.denied", *span) for span in kept):
            yield from kept


def _outside(context: Context, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield what stands outside the brackets that deny something."""
    for bracket in _BRACKET.finditer(context.folded, begin, stop):
        if context.hits.any_within("align.denied", *bracket.span()):
            if begin < bracket.start():
                yield begin, bracket.start()
            begin = bracket.end()
    if begin < stop:
        yield begin, stop


def _rows(context: Context) -> Iterator[Passage]:
    for table in task_tables(context):
        roles = frozenset({"annex" if table.annex is not None else "table"})
        skipped = {table.column(name) for name in ("column.count", "column.support", "column.money")}
        for row in table.task_rows:
            cells = [cell for index, cell in enumerate(row) if index not in skipped and cell.text.strip()]
            if not cells:
                continue
            spans = [span for cell in cells for span in affirmed(context, cell.start, cell.end)]
            first = table.cell(row, "column.task") or cells[0]
            yield Passage(first.start, max(cell.end for cell in cells), spans, None, roles, True)
