"""The sheet with one row for each unit: what is known of its plan, and the ten elements."""

from __future__ import annotations

from collections.abc import Callable

from plancheck.audited import Audit, UnitResult
from plancheck.finding import ELEMENTS
from plancheck.report.auditcells import counted_cell, file_cell, late_cell, notes_cell, share_cell, state_cell
from plancheck.report.auditwords import ELEMENT_STATES, LABELS, SHORT_ELEMENTS, SIGNS
from plancheck.report.booksheet import Book, Cell, Marked, day
from plancheck.report.booktable import Column, TableSheet
from plancheck.report.bookwords import BOOK, SHEETS

ELEMENT_STYLES = {"present": "green", "weak": "amber", "missing": "red", "not-applicable": "grey"}
_Field = tuple[Column, Callable[[UnitResult], Cell]]


def write_matrix(book: Book, audit: Audit) -> None:
    """Write one row for each unit."""
    fields = _matrix_fields(audit, book.lang)
    legend = "     ".join(f"{SIGNS[status]} {words[book.lang]}" for status, words in ELEMENT_STATES.items())
    columns = [column for column, _ in fields]
    sheet = TableSheet(book, SHEETS["matrix"][book.lang], BOOK["matrix"][book.lang], columns, legend, frozen=2)
    for row in audit.rows:
        sheet.write([value(row) for _, value in fields])
    sheet.close(LABELS["none"][book.lang])


def _matrix_fields(audit: Audit, lang: str) -> list[_Field]:
    """Return the columns, each with its value; those that this audit knows nothing of are left out."""
    fields: list[_Field] = [
        (Column(LABELS["rank"][lang], 6.5, "number"), lambda row: row.rank),
        (Column(LABELS["unit"][lang], 28, "strong"), lambda row: row.unit),
        (Column(LABELS["class"][lang], 14), lambda row: row.group),
        (Column(LABELS["status"][lang], 12.5, "centre"), lambda row: state_cell(row.status, lang)),
        (Column(LABELS["symbol"][lang], 14.5), lambda row: row.symbol),
        (Column(LABELS["date"][lang], 11.5, "date"), lambda row: day(row.date)),
    ]
    if audit.due is not None or any(row.late_days is not None for row in audit.units):
        fields.append((Column(LABELS["late"][lang], 8, "number"), late_cell))
    fields += [
        (Column(LABELS["score"][lang], 7.5, "decimal"), lambda row: row.score),
        (Column(LABELS["errors"][lang], 6.5, "number"), lambda row: counted_cell(row, row.errors)),
        (Column(LABELS["warnings"][lang], 9.5, "number"), lambda row: counted_cell(row, row.warnings)),
    ]
    if audit.superiors:
        fields.append((Column(LABELS["coverage"][lang], 10, "percent"), lambda row: share_cell(row.coverage)))
    fields += [_element_field(key, audit, lang) for key in ELEMENTS]
    if audit.earlier_year is not None:
        title = BOOK["score-of"].fill({"year": audit.earlier_year})[lang]
        fields.append((Column(title, 8, "decimal"), lambda row: row.earlier.score if row.earlier else None))
        fields.append((Column(LABELS["change"][lang], 8, "change"), lambda row: row.change))
    return [
        *fields,
        (Column(LABELS["file"][lang], 28), lambda row: file_cell(row.path)),
        (Column(LABELS["note"][lang], 26), lambda row: notes_cell(row, lang)),
    ]


def _element_field(key: str, audit: Audit, lang: str) -> _Field:
    words = SHORT_ELEMENTS.get(key) or audit.labels[key]

    def value(row: UnitResult) -> Cell:
        status = row.elements.get(key)
        return Marked(SIGNS.get(status, status), ELEMENT_STYLES.get(status, "centre")) if status else None

    return Column(words[lang], 4.7, "centre", upright=True), value
