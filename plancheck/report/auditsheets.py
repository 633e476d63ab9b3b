"""The sheets of an audit's workbook that list findings, what was not sent, what is alike, what is unclear."""

from __future__ import annotations

from collections.abc import Iterator

from plancheck.audited import (
    CHECKED,
    MISSING,
    NOT_A_PLAN,
    UNREADABLE,
    Audit,
    AuditFinding,
    Likeness,
    LooseFile,
    UnitResult,
)
from plancheck.report.auditcells import file_cell, late_cell, notes_cell, share_cell, state_cell
from plancheck.report.auditwords import KINDS, LABELS, SEVERITIES, STATES, place_words
from plancheck.report.booksheet import Book, Cell, Link, Marked, day
from plancheck.report.booktable import Column, TableSheet
from plancheck.report.bookwords import BOOK, SHEETS
from plancheck.report.clean import clean

SEVERITY_STYLES = {"error": "red", "warning": "amber", "info": "grey"}
_MOST_PASSAGES, _MOST_QUOTED = 5, 500  # a cell is to stay readable


def write_findings(book: Book, audit: Audit) -> None:
    """Write one row for each finding, fetched unit by unit."""
    lang = book.lang
    titles = [
        Column(LABELS["unit"][lang], 25, "strong"), Column(LABELS["class"][lang], 14),
        Column(LABELS["severity"][lang], 10.5, "centre"), Column(LABELS["element"][lang], 14),
        Column(LABELS["rule"][lang], 19), Column(LABELS["finding"][lang], 36),
        Column(LABELS["suggestion"][lang], 36), Column(LABELS["basis"][lang], 26),
        Column(LABELS["place"][lang], 14), Column(LABELS["quote"][lang], 36),
        Column(LABELS["file"][lang], 28), Column(LABELS["note"][lang], 18),
    ]  # fmt: skip
    note = BOOK["findings-note"][lang]
    sheet = TableSheet(book, SHEETS["findings"][lang], BOOK["findings"][lang], titles, note, frozen=1)
    for row in audit.rows:
        for finding in audit.findings(row):
            sheet.write(_finding_cells(row, finding, audit, lang))
    sheet.close(LABELS["none"][lang])


def _finding_cells(row: UnitResult, finding: AuditFinding, audit: Audit, lang: str) -> list[Cell]:
    severity = SEVERITIES[finding.severity][lang]
    element = audit.labels[finding.element][lang] if finding.element in audit.labels else finding.element
    spared = finding.suppressed is not None
    reason = f"{LABELS['suppressed'][lang]}: {finding.suppressed}" if spared else None
    return [
        row.unit,
        row.group,
        Marked(severity, "spared-centre" if spared else SEVERITY_STYLES[finding.severity]),
        element,
        finding.rule,
        Marked(finding.message[lang], "spared" if spared else "text"),
        finding.suggestion[lang],
        finding.basis[lang],
        _place(finding, lang),
        finding.quote and f"“{finding.quote}”",
        file_cell(row.path),
        Marked(reason, "spared"),
    ]


def write_missing(book: Book, audit: Audit) -> None:
    """Write the units that sent nothing, then the late ones, then what could not be checked, then second files."""
    lang = book.lang
    titles = [
        Column(BOOK["ordinal"][lang], 6, "number"), Column(LABELS["unit"][lang], 36, "strong"),
        Column(LABELS["class"][lang], 20), Column(BOOK["entry-of"][lang], 18, "centre"),
        Column(LABELS["symbol"][lang], 16), Column(LABELS["date"][lang], 12, "date"),
        Column(LABELS["late"][lang], 9, "number"), Column(BOOK["why"][lang], 40), Column(LABELS["file"][lang], 36),
    ]  # fmt: skip
    if audit.earlier_year is not None:
        last_year = BOOK["last-year"].fill({"year": audit.earlier_year})[lang]
        titles.append(Column(last_year, 16, "centre"))
    note = "" if audit.has_roster else BOOK["no-roster"][lang]
    sheet = TableSheet(book, SHEETS["missing"][lang], BOOK["missing"][lang], titles, note, frozen=2)
    for number, (row, matter) in enumerate(_absent(audit, lang), 1):
        file = file_cell(row.path)
        cells: list[Cell] = [
            number,
            row.unit,
            row.group,
            matter,
            row.symbol,
            day(row.date),
            late_cell(row),
            notes_cell(row, lang),
            file,
        ]
        if audit.earlier_year is not None:
            cells.append(STATES[row.earlier.status][lang] if row.earlier else None)
        sheet.write(cells)
    sheet.close(LABELS["none"][lang])


def _absent(audit: Audit, lang: str) -> Iterator[tuple[UnitResult, Marked]]:
    """Yield the rows of the sheet, each with what is the matter."""
    rows = audit.rows
    yield from ((row, state_cell(MISSING, lang)) for row in rows if row.status == MISSING)
    for row in sorted((row for row in rows if row.status == CHECKED and row.late_days), key=_most_late):
        yield row, Marked(LABELS["late-units"][lang], "amber")
    for status in (UNREADABLE, NOT_A_PLAN):
        yield from ((row, state_cell(status, lang)) for row in rows if row.status == status)
    yield from ((row, state_cell(row.status, lang)) for row in audit.extra)


def write_alike(book: Book, audit: Audit) -> None:
    """Write the pairs of plans that share text of their own."""
    lang = book.lang
    titles = [
        Column(BOOK["ordinal"][lang], 6, "number"), Column(BOOK["first-unit"][lang], 24, "strong"),
        Column(BOOK["second-unit"][lang], 24, "strong"), Column(BOOK["kind"][lang], 13, "centre"),
        Column(BOOK["share"][lang], 8, "percent"), Column(LABELS["shared-words"][lang], 9, "number"),
        Column(LABELS["earlier-plan"][lang], 20), Column(LABELS["passages"][lang], 70),
        Column(BOOK["first-file"][lang], 28), Column(BOOK["second-file"][lang], 28),
    ]  # fmt: skip
    note = BOOK["likeness-note"][lang]
    sheet = TableSheet(book, SHEETS["alike"][lang], LABELS["likeness"][lang], titles, note)
    for number, pair in enumerate(audit.similar, 1):
        kind = Marked(KINDS[pair.kind][lang], "red" if pair.kind == "near-copy" else "amber")
        first = {pair.path_a: pair.a, pair.path_b: pair.b}.get(pair.earlier or "", LABELS["not-known"][lang])
        texts = _passages(pair, lang)
        files = file_cell(pair.path_a), file_cell(pair.path_b)
        sheet.write([number, pair.a, pair.b, kind, share_cell(pair.score), pair.words, first, texts, *files])
    sheet.close(LABELS["none"][lang])


def write_loose(book: Book, audit: Audit) -> None:
    """Write the files that fit no unit, then those that fit several."""
    lang = book.lang
    titles = [
        Column(BOOK["ordinal"][lang], 6, "number"), Column(LABELS["file"][lang], 44),
        Column(LABELS["issuer"][lang], 34), Column(LABELS["status"][lang], 18, "centre"),
        Column(BOOK["why"][lang], 22), Column(LABELS["candidates"][lang], 40), Column(LABELS["note"][lang], 36),
    ]  # fmt: skip
    sheet = TableSheet(book, SHEETS["loose"][lang], LABELS["loose"][lang], titles)
    reasons = ((audit.unmatched, "fits-none"), (audit.ambiguous, "fits-several"))
    rows: list[tuple[LooseFile, str]] = [(entry, reason) for entries, reason in reasons for entry in entries]
    for number, (entry, reason) in enumerate(rows, 1):
        note = entry.note[lang] if entry.note else None
        cells: list[Cell] = [
            Link(entry.path, entry.path),
            entry.issuer,
            state_cell(entry.status, lang),
            BOOK[reason][lang],
            entry.candidates,
            note,
        ]
        sheet.write([number, *cells])
    sheet.close(LABELS["none"][lang])


def _most_late(row: UnitResult) -> int:
    return -(row.late_days or 0)


def _place(finding: AuditFinding, lang: str) -> str:
    section = f"{BOOK['section'][lang]} {finding.section}, " if finding.section else ""
    number = place_words(finding, lang)
    return section + number


def _passages(pair: Likeness, lang: str) -> tuple[str, ...]:
    lines = []
    for passage in pair.passages[:_MOST_PASSAGES]:
        quote = clean(passage.quote)
        quote = f"{quote[: _MOST_QUOTED - 1].rstrip()}…" if len(quote) > _MOST_QUOTED else quote
        place = f"{LABELS['line'][lang]} {passage.line_a} / {passage.line_b}"
        lines.append(f"“{quote}” ({passage.words} {BOOK['words'][lang]}; {place})")
    return tuple(lines)
