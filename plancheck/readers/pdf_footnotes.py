"""Part the footnotes of a PDF page from its body: what stands in small letters under a short line at its foot."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plancheck.readers.items import Para, Run
from plancheck.readers.pdf_joints import text_of
from plancheck.readers.pdf_lines import Line, Row
from plancheck.readers.pdf_sheet import Sheet, Word

_NUMBER = re.compile(r"\(?(\d{1,2}|\*{1,3})\)?(?:\.(?!\d))?(?!\d|/|\.\d)")
_HIGHEST = 0.3  # share of the page's height, above which no footnote begins
_SHORTEST, _LONGEST = 40.0, 0.45  # of the line above: points, share of the page's width
_SMALL = 0.9  # of the usual size
_MOSTLY = 0.6  # share of the letters of a note that are small; its number may be as large as the body


def part_notes(sheet: Sheet, rows: Sequence[Row]) -> tuple[list[Row], Para | None]:
    """Return the rows of the body, the raised numbers that point to notes taken off, and the notes themselves."""
    body, below = _parted(sheet, rows)
    if not below:
        return body, None
    groups: list[list[Line]] = []
    numbers: list[str] = []
    for row in below:
        match = _NUMBER.match(row.text)
        if match and (not numbers or _follows(match[1], numbers[-1])):
            numbers.append(match[1])
            groups.append([])
        groups[-1].append(Line(row.words, row.y, row.size, sheet.number))
    for row in body:
        row.words = [_without_mark(word, numbers) for word in row.words]
    return body, Para([], page=sheet.number, footnotes=[[Run(text_of(lines))] for lines in groups])


def _parted(sheet: Sheet, rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    usual = sorted(row.size for row in rows)[len(rows) // 2] if rows else 0.0
    for rule in sheet.rules:
        if not rule.level or not _SHORTEST < rule.x1 - rule.x0 < _LONGEST * sheet.width:
            continue
        below = [row for row in rows if row.y > rule.y0] if rule.y0 > _HIGHEST * sheet.height else []
        if below and _NUMBER.match(below[0].text) and _is_small(below, _SMALL * usual):
            return [row for row in rows if row.y <= rule.y0], below
    return list(rows), []


def _is_small(rows: Sequence[Row], size: float) -> bool:
    words = [word for row in rows for word in row.words]
    return sum(len(word.text) for word in words if word.size < size) > _MOSTLY * sum(len(word.text) for word in words)


def _follows(number: str, before: str) -> bool:
    return number.startswith("*") or (before.isdigit() and int(number) == int(before) + 1)


def _without_mark(word: Word, numbers: Sequence[str]) -> Word:
    """Return a word without the raised number that points to a footnote of its page."""
    if word.raised is None or word.text[slice(*word.raised)] not in numbers:
        return word
    start, end = word.raised
    return word._replace(text=word.text[:start] + word.text[end:], raised=None)
