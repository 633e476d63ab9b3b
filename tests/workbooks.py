"""Write an audit's workbook and read it back, for the tests of both."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet
from plancheck.audited import Audit, AuditFinding, UnitResult
from plancheck.bilingual import Words
from plancheck.report import booksheet
from plancheck.report.auditbook import write_workbook
from plancheck.report.booksheet import GREEN, GREY, RED

from auditmade import LABELS

HEADER, FIRST = 3, 4  # rows, from 1
FILLS: dict[str, dict[str, Any]] = {"present": GREEN, "weak": booksheet.AMBER, "missing": RED, "not-applicable": GREY}


def link(path: str) -> str | None:
    archive, inside, _ = path.partition(".zip/")
    return quote(f"../hồ sơ/{archive}.zip" if inside else f"../hồ sơ/{path}")


def written(audit: Audit, lang: str = "vi", to: Callable[[str], str | None] = link) -> bytes:
    target = io.BytesIO()
    write_workbook(audit, target, lang, to)
    return target.getvalue()


def opened(audit: Audit, lang: str = "vi", to: Callable[[str], str | None] = link) -> Any:
    return openpyxl.load_workbook(io.BytesIO(written(audit, lang, to)))


def lone(row: UnitResult, *findings: AuditFinding) -> Audit:
    return Audit("hồ sơ", [row], lambda _: findings, LABELS, has_roster=True)


def finding(**changes: Any) -> AuditFinding:
    text = Words("Chưa nêu kinh phí.", "No funding.")
    found = AuditFinding(
        "missing-budget", "elements", "error", "budget", text, text, text, "II.1", "trích", 7, None, ""
    )
    return found._replace(**changes)


def rows_of(sheet: Worksheet) -> list[list[Any]]:
    """Return the cells under the header."""
    return [list(row) for row in sheet.iter_rows(min_row=FIRST)]


def column(sheet: Worksheet, title: str) -> list[Any]:
    titles = [cell.value for cell in sheet[HEADER]]
    return [row[titles.index(title)] for row in rows_of(sheet)]
