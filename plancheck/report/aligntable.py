"""The rows of the alignment matrix: what the superior plan asks for beside what the draft says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from plancheck.language.dates import shown_date
from plancheck.matrix import COVERED, NOT_ADDRESSED, PARTIAL, UNCOVERED, AlignedItem, Match
from plancheck.report.cells import cell_len
from plancheck.report.clean import clean
from plancheck.report.layout import Line, Span, clip, crop_left, pad, width_of, wrap
from plancheck.report.words import ITEM_PROBLEMS, counted, decimal, label, place_of

SIGNS = {COVERED: ("✓", "green"), PARTIAL: ("◐", "yellow"), UNCOVERED: ("✗", "bold red"), NOT_ADDRESSED: ("·", "dim")}
_SIDE_BY_SIDE = 84  # cells from which both plans stand beside one another
_SPACIOUS = 140  # from which the names have a column of their own
_GAP = 2
_MOST_LINES = 4  # of a text in an item that is open
_FEW_LINES = 2  # of one that is covered
_LONGEST_ID = 16
_NAMES = 24
_ALL = 1000
_BY_WORDS = ("content", "task")  # channels are judged by kinds of media, reports by receivers and days


class Columns:
    """How wide the columns of a page are; ``names`` is 0 where whom an item is for stands under its text."""

    def __init__(self, items: Sequence[AlignedItem], width: int) -> None:
        self.ids = min(max((cell_len(clean(item.id)) for item in items), default=0), _LONGEST_ID)
        self.start = 3 + self.ids + _GAP
        self.names = _NAMES if width >= _SPACIOUS else 0
        rest = width - self.start - (self.names + _GAP if self.names else 0)
        self.is_stacked = width < _SIDE_BY_SIDE
        self.text = rest if self.is_stacked else (rest - _GAP) // 2
        self.draft = rest if self.is_stacked else rest - _GAP - self.text


def head(columns: Columns, lang: str) -> list[Line]:
    """Return the names of the columns, [] where the plans do not stand side by side."""
    if columns.is_stacked:
        return []
    cells = [(label("superior-plan", lang), columns.text)]
    if columns.names:
        cells.append((label("addressed", lang), columns.names))
    cells.append((label("in-draft", lang), columns.draft))
    line: Line = [(" " * columns.start, "")]
    return [[*line, *((pad(text, cells_wide + _GAP), "dim") for text, cells_wide in cells)]]


def row(item: AlignedItem, columns: Columns, lang: str, verbose: bool) -> list[Line]:
    """Return the lines of one item; ``verbose``: nothing is cut, and every place is told."""
    sign, style = SIGNS[item.status]
    most = _ALL if verbose else _FEW_LINES if item.status == COVERED else _MOST_LINES
    name = pad(crop_left(clean(item.id), columns.ids), columns.ids)
    start: Line = [(" ", ""), (sign, style), (" ", ""), (name, style)]
    dim = "dim" if item.status == NOT_ADDRESSED else ""
    beside = 0 if columns.is_stacked or columns.names else 1  # the line of the place, beside which there is room
    text = _cell([(clean(item.text), dim, most + beside)], columns.text)
    few = _ALL if verbose else _FEW_LINES if columns.names else 1
    names = _names(item, lang, bool(columns.names), few)
    parts = draft_parts(item, lang, most, verbose)
    if columns.is_stacked:
        below = _cell([*names, *parts], columns.text)
        return _beside(start, [([*text, *below], columns.text)])
    if not columns.names:
        text += _cell(names, columns.text)
        return _beside(start, [(text, columns.text), (_cell(parts, columns.draft), columns.draft)])
    cells = [(text, columns.text), (_cell(names, columns.names), columns.names)]
    return _beside(start, [*cells, (_cell(parts, columns.draft), columns.draft)])


Part = tuple[str, str, int]  # text, style, most lines


def _names(item: AlignedItem, lang: str, has_column: bool, most: int) -> list[Part]:
    if not item.addressed_to:
        return [(label("everybody", lang), "dim", 1)] if has_column else []
    names = clean("; ".join(item.addressed_to))
    return [(names if has_column else f"→ {names}", "dim", most)]


def draft_parts(item: AlignedItem, lang: str, most: int, verbose: bool) -> list[Part]:
    """Return what the draft says on an item: where, the words, what is missing, what else keeps it from covered."""
    if item.status == NOT_ADDRESSED:
        return []
    matches = distinct(item.matches)
    parts: list[Part] = []
    if item.status == UNCOVERED:
        parts.append((label("nowhere", lang), SIGNS[UNCOVERED][1], 1))
    for number, match in enumerate(matches if verbose else matches[:1]):
        left = len(matches) - 1 if number == 0 and not verbose else 0
        place = where(match, lang) + (f" ({label('also', lang)} {counted(left, 'places', lang)})" if left else "")
        near = f"{label('nearest', lang)}: " if item.status == UNCOVERED else ""
        parts.append((near + place, "cyan", _FEW_LINES))
        if match.quote.strip():
            parts.append((f"“{clean(match.quote).strip()}”", "dim" if near else "", most))
        if verbose and item.kind in _BY_WORDS:
            parts.append((_shared(match, lang), "dim", most))
    parts += [(text, "yellow", most) for text in shortcomings(item, lang)]
    if not item.sure:
        parts.append((f"({label('second-look', lang)})", "dim", 1))
    return parts


def _shared(match: Match, lang: str) -> str:
    """Return which words of the item stand in a place, and the score that this gives."""
    words = clean(", ".join(match.shared)) or "–"
    return f"{label('shared', lang)}: {words} ({label('points', lang)} {decimal(round(match.score, 2), lang)})"


def shortcomings(item: AlignedItem, lang: str) -> list[str]:
    """Return in words what the draft lacks of an item."""
    told: list[str] = []
    if item.missing and item.status == PARTIAL:
        told.append(f"{label('lacks', lang)}: {clean('; '.join(item.missing))}")
    late = next((match for match in item.matches if match.due and item.due and match.due > item.due), None)
    if item.problem in ITEM_PROBLEMS:
        words = ITEM_PROBLEMS[item.problem][lang]
        due = f" ({label('due', lang)} {shown_date(item.due)})" if item.due and item.problem.startswith("day-") else ""
        told.append(words[0].upper() + words[1:] + due)
    elif item.problem:
        told.append(clean(item.problem))
    elif late is not None:
        told.append(f"{label('late', lang)}: {shown_date(late.due)} ({label('due', lang)} {shown_date(item.due)})")
    return told


def distinct(matches: Iterable[Match]) -> list[Match]:
    """Return the matches, the best first, each place once."""
    found: dict[tuple[str | None, int], Match] = {}
    for match in sorted(matches, key=lambda match: -match.score):
        found.setdefault((match.section, match.location.line), match)
    return list(found.values())


def where(match: Match, lang: str) -> str:
    """Return a place of the draft: "III.2, dòng 24"."""
    line = place_of(match.location, lang)
    return f"{clean(match.section)}, {line}" if match.section else line


def _cell(parts: Iterable[Part], cells: int) -> list[Span]:
    return [(line, style) for text, style, most in parts for line in clip(wrap(text, cells), most, cells)]


def _beside(start: Line, cells: Sequence[tuple[list[Span], int]]) -> list[Line]:
    """Return cells of several lines beside one another, after ``start``."""
    lines: list[Line] = []
    blank: Line = [(" " * width_of(start), "")]
    for number in range(max(len(column) for column, _ in cells)):
        line: Line = [*(blank if number else start)]
        for column, wide in cells:
            text, style = column[number] if number < len(column) else ("", "")
            line += [(" " * _GAP, ""), (text, style), (" " * max(wide - cell_len(text), 0), "")]
        lines.append(line)
    return lines
