"""Write an audit as an Excel workbook that an office can send on as it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import BinaryIO

from plancheck.audited import Audit
from plancheck.report.auditmatrix import write_matrix
from plancheck.report.auditoverview import write_overview
from plancheck.report.auditsheets import write_alike, write_findings, write_loose, write_missing
from plancheck.report.booksheet import Book, cell_text, day
from plancheck.report.bookwords import BOOK

_SOME_DAY = date(2000, 1, 1)


def write_workbook(audit: Audit, target: BinaryIO, lang: str, link: Callable[[str], str | None]) -> None:
    """Write the workbook to ``target``, the findings fetched unit by unit; the same audit gives the same bytes.

    ``link`` returns, for a path in the audit, the file's address relative to the workbook's folder, with "/" and
    percent-encoded as in a web page (that of the zip for a file inside one), or None where there is nothing to open.
    """
    book = Book(target, lang, link)
    # The day of the run would make every copy another file.
    found = day(audit.due)
    created = found if isinstance(found, date) else _SOME_DAY
    properties = {
        "title": cell_text(BOOK["title"][lang]),
        "created": datetime(created.year, created.month, created.day),
    }
    with book.workbook:
        book.workbook.set_properties(properties)
        write_overview(book, audit)
        write_matrix(book, audit)
        write_findings(book, audit)
        write_missing(book, audit)
        write_alike(book, audit)
        write_loose(book, audit)
