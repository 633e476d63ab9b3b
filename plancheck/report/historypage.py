"""Each unit over the years: a table on the terminal, JSON and CSV."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import Any, NamedTuple, TextIO

from plancheck.report.auditcsv import safe_cell
from plancheck.report.auditwords import LABELS, STATES
from plancheck.report.cells import cell_len
from plancheck.report.clean import clean
from plancheck.report.layout import Line, crop, pad
from plancheck.report.words import decimal

SCHEMA = "plancheck/history/1"
_CELL = 14


class YearResult(NamedTuple):
    """A unit's result in the last audit of a year; see ``audit.history.Past``."""

    year: int
    unit: str
    status: str
    score: float | None
    rank: int | None
    date: str | None
    late_days: int | None
    errors: int
    warnings: int
    coverage: float | None
    group: str | None
    elements: dict[str, str]


def history_page(results: Sequence[YearResult], width: int, lang: str = "vi") -> list[Line]:
    """Return a row for each unit and a column for each year: score, rank, and the change since the year before."""
    years = sorted({item.year for item in results})
    shown = years[-max(1, (width - 24) // (_CELL + 2)) :]
    units: dict[str, dict[int, YearResult]] = {}
    for item in results:
        units.setdefault(item.unit, {})[item.year] = item
    names = max(12, min(max(cell_len(clean(unit)) for unit in units), width - len(shown) * (_CELL + 2) - 3))
    head = f" {pad(LABELS['unit'][lang], names)}" + "".join(f"  {year:>{_CELL}}" for year in shown)
    lines: list[Line] = [[(head, "bold")]]
    for unit, row in units.items():
        line: Line = [(f" {pad(crop(clean(unit), names), names)}", "")]
        for year in shown:
            line += _cell(row.get(year), _before(row, year), lang)
        lines.append(line)
    return [*lines, [], [(f" {LABELS['history-legend'][lang]}", "dim")]]


def _before(row: dict[int, YearResult], year: int) -> float | None:
    earlier = [past for past in row if past < year]
    return row[max(earlier)].score if earlier else None


def _cell(item: YearResult | None, before: float | None, lang: str) -> Line:
    if item is None:
        return [(f"  {'–':>{_CELL}}", "dim")]
    if item.score is None:
        text = crop(STATES[item.status][lang], _CELL)
        return [("  " + " " * (_CELL - cell_len(text)), ""), (text, "red" if item.status == "missing" else "yellow")]
    sign, style = _change(item.score, before)
    score = f"{decimal(item.score, lang)} ({item.rank})"
    return [(f"  {score:>{_CELL - 2}} ", ""), (sign, style)]


def _change(score: float, before: float | None) -> tuple[str, str]:
    if before is None or score == before:
        return " ", ""
    return ("↑", "green") if score > before else ("↓", "red")


def history_form(results: Sequence[YearResult]) -> dict[str, Any]:
    """Return the JSON ("plancheck/history/1")."""
    units: dict[str, list[dict[str, Any]]] = {}
    for item in results:
        year = item._asdict()
        year["class"] = year.pop("group")
        units.setdefault(year.pop("unit"), []).append(year)
    return {"schema": SCHEMA, "units": [{"unit": unit, "years": years} for unit, years in units.items()]}


def write_csv(results: Sequence[YearResult], target: TextIO, lang: str = "vi") -> None:
    """Write one row for each unit and year."""
    writer = csv.writer(target, lineterminator="\r\n")
    names = ("unit", "class", "year", "status", "score", "rank", "date", "late", "errors", "warnings", "coverage")
    writer.writerow([LABELS[name][lang] for name in names])
    for item in results:
        writer.writerow([
            safe_cell(item.unit), safe_cell(item.group), item.year, STATES[item.status][lang], item.score,
            item.rank, item.date, item.late_days, item.errors, item.warnings, item.coverage,
        ])  # fmt: skip
