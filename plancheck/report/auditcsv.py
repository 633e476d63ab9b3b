"""An audit as a table of comma-separated values, one unit a row, for whatever reads such tables."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TextIO

from plancheck.audited import Audit, UnitResult
from plancheck.finding import ELEMENTS
from plancheck.report.auditwords import ELEMENT_STATES, LABELS, MATCHED_BY, STATES
from plancheck.report.clean import clean

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet takes a cell that begins so for a formula
_COLUMNS = (
    "rank", "unit", "class", "status", "file", "symbol", "date", "late", "score", "errors", "warnings", "infos",
    "coverage",
)  # fmt: skip


def write_csv(audit: Audit, target: TextIO, lang: str = "vi") -> None:
    """Write the table; its columns are those of the workbook's matrix."""
    writer = csv.writer(target, lineterminator="\r\n")
    elements = [audit.labels[key][lang] for key in ELEMENTS if key in audit.labels]
    writer.writerow(
        [LABELS[name][lang] for name in _COLUMNS] + elements + [LABELS["matched-by"][lang], LABELS["note"][lang]]
    )
    for row in audit.units:
        writer.writerow([safe_cell(cell) for cell in _cells(audit, row, lang)])


def _cells(audit: Audit, row: UnitResult, lang: str) -> Iterator[object]:
    status = STATES[row.status][lang]
    yield from (row.rank, row.unit, row.group, status, row.path, row.symbol, row.date, row.late_days, row.score)
    yield from (row.errors, row.warnings, row.infos) if row.path is not None else (None, None, None)
    yield row.coverage
    for key in ELEMENTS:
        if key in audit.labels:
            state = row.elements.get(key)
            yield ELEMENT_STATES[state][lang] if state is not None else None
    yield MATCHED_BY[row.matched_by][lang] if row.matched_by is not None else None
    yield " ".join(note[lang] for note in row.notes)


def safe_cell(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula."""
    if not isinstance(cell, str):
        return "" if cell is None else cell
    text = clean(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
