"""The part of the workbook's first sheet that compares with the year before."""

from __future__ import annotations

from collections.abc import Sequence

from plancheck.audited import Audit, UnitResult
from plancheck.report.auditcells import capital
from plancheck.report.auditcharts import Area, Chart, Series, draw
from plancheck.report.auditwords import LABELS
from plancheck.report.bookpage import SheetPage, Title
from plancheck.report.booksheet import Cell
from plancheck.report.bookwords import BOOK


def write_progress(page: SheetPage, audit: Audit, year: int) -> None:
    """Compare the units that have a score in both years."""
    lang = page.lang
    page.heading(LABELS["progress"][lang])
    now = audit.year or BOOK["this-year"][lang]
    titles = [
        Title(LABELS["class"][lang], "text"), Title(BOOK["compared"][lang]),
        *(Title(BOOK["mean-of"].fill({"year": each})[lang], "decimal") for each in (year, now)),
        Title(LABELS["change"][lang], "change"), *(Title(BOOK[name][lang]) for name in ("rose", "fell", "same")),
    ]  # fmt: skip
    compared = [row for row in audit.rows if row.change is not None]
    groups: dict[str, list[UnitResult]] = {}
    for row in compared:
        groups.setdefault(row.group or capital(LABELS["no-class"][lang]), []).append(row)
    rows = [[name, *_compared(members)] for name, members in groups.items()]
    total = [[LABELS["total"][lang], *_compared(compared)]] if compared else []
    first = page.table(titles, rows + total, total=bool(total))
    before, after = ([_number(cells[column]) for cells in rows] for column in (2, 3))
    series = [Series(str(year), 2, before, "pale"), Series(str(now), 3, after, "blue")]
    page.row += 1
    draw(
        page.book,
        page.sheet,
        Chart(BOOK["means-chart"][lang], "column", first, list(groups), series),
        Area(page.row, 0, 700, 260),
    )


def _compared(rows: Sequence[UnitResult]) -> list[Cell]:
    changes = [moved for row in rows if (moved := row.change) is not None]
    before = sum(row.earlier.score for row in rows if row.earlier and row.earlier.score is not None) / len(rows)
    after = sum(row.score for row in rows if row.score is not None) / len(rows)
    directions = (sum(moved > 0 for moved in changes), sum(moved < 0 for moved in changes), changes.count(0))
    return [len(rows), round(before, 1), round(after, 1), round(after - before, 1), *directions]


def _number(value: Cell) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
