"""The list of required elements on a report's page: what is there, where, and what it says."""

from __future__ import annotations

from plancheck.finding import Element, Evidence, Report
from plancheck.report.cells import cell_len
from plancheck.report.clean import clean
from plancheck.report.facts import told
from plancheck.report.layout import Line, Span, clip, crop, pad, wrap
from plancheck.report.words import label, place_of

_MOST_LINES = 2
_NARROW = 20


def checklist(report: Report, width: int, lang: str, verbose: bool = False) -> list[Line]:
    """Return the lines of the checklist, one element after the other."""
    elements = list(report.elements.values())
    labels = max(cell_len(element.label[lang]) for element in elements)
    bounds = _bounds(elements)
    places = {element.key: _place(element, width, lang, bounds, report.is_partial) for element in elements}
    where = max(cell_len(place) for place in places.values())
    lines: list[Line] = []
    for element in elements:
        sign, style = _sign(report, element)
        place = places[element.key]
        start: Line = [
            ("  ", ""), (sign, style), (" ", ""),
            (pad(element.label[lang], labels), _dim(element)), ("  ", ""),
            (pad(place, where), "" if element.status == "missing" else "dim"), ("  ", ""),
        ]  # fmt: skip
        lines += _rows(start, _evidence(report, element, lang, verbose), labels + where + 8, width)
    return lines


def _rows(start: Line, cells: list[Span], indent: int, width: int) -> list[Line]:
    if not cells:
        return [start]
    rows: list[Line] = []
    if width - indent < _NARROW:  # no room beside: the evidence goes below
        indent, rows = 6, [start]
    room = width - indent
    for text, style in cells:
        for part in clip(wrap(text, room), 1 if style == "dim" else _MOST_LINES, room):
            before: Line = start if not rows else [(" " * indent, "")]
            rows.append([*before, (part, style)])
    return rows


def _sign(report: Report, element: Element) -> Span:
    severities = {finding.severity for finding in report.counted if finding.element == element.key}
    if element.status == "present":
        return "✓", "green"
    if element.status == "weak":
        return "!", "yellow"
    if element.status == "missing" and "error" in severities:
        return "✗", "bold red"
    return "–", "yellow" if element.status == "missing" and severities else "dim"


def _dim(element: Element) -> str:
    return "dim" if element.status == "not-applicable" else ""


def _bounds(elements: list[Element]) -> tuple[int, int]:
    """Return the first and the last line of evidence that stands in a numbered section."""
    lines = [item.location.line for element in elements for item in element.evidence if item.section]
    return (min(lines), max(lines)) if lines else (0, 0)


def _place(element: Element, width: int, lang: str, bounds: tuple[int, int], is_partial: bool) -> str:
    if element.status == "not-applicable":
        return label("unread" if is_partial else "not-asked", lang)
    if not element.evidence:
        return label("absent", lang)
    return _where(element.evidence[0], 18 if width < 100 else 26, lang, bounds)


def _where(item: Evidence, cells: int, lang: str, bounds: tuple[int, int]) -> str:
    line = place_of(item.location, lang)
    if item.section is None and item.location.line < bounds[0]:
        return f"{label('opening', lang)}, {line}"
    if item.section is None:
        return f"{label('in-annex', lang)}, {line}" if 0 < bounds[1] < item.location.line else line
    return f"{_short(clean(item.section), cells - len(line) - 2)}, {line}"


def _short(path: str, cells: int) -> str:
    """Return the last markers of a section path that fit."""
    if cell_len(path) <= cells:
        return path
    parts = path.split(".")
    while len(parts) > 1 and cell_len(".".join(parts)) >= cells:
        del parts[0]
    return crop("…" + ".".join(parts), cells)


def _evidence(report: Report, element: Element, lang: str, verbose: bool) -> list[Span]:
    cells: list[Span] = []
    if element.status in ("present", "weak"):
        text = told(report, element, lang)
        if text:
            cells.append((text, ""))
    if (verbose or element.status in ("weak", "missing")) and element.source[lang]:
        cells.append((f"{label('basis', lang)}: {clean(element.source[lang])}", "dim"))
    return cells
