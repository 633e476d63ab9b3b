"""What the cells of a unit's row hold, whichever sheet of the workbook they stand on."""

from __future__ import annotations

from plancheck.audited import CHECKED, DUPLICATE, MISSING, NOT_A_PLAN, UNREADABLE, UnitResult
from plancheck.report.auditwords import STATES
from plancheck.report.booksheet import Cell, Link, Marked
from plancheck.report.bookwords import BOOK
from plancheck.report.figures import hundredths

STATE_STYLES = {MISSING: "red", UNREADABLE: "amber", NOT_A_PLAN: "amber", DUPLICATE: "grey"}


def state_cell(status: str, lang: str) -> Marked:
    """Return what became of a unit or a file, in its colour."""
    return Marked(STATES[status][lang], STATE_STYLES.get(status, "centre"))


def late_cell(row: UnitResult) -> Cell:
    """Return by how many days a plan is late, None where no day is known."""
    return Marked(row.late_days, "amber") if row.late_days else row.late_days


def counted_cell(row: UnitResult, number: int) -> int | None:
    """Return a count, None for a file that was not checked: nothing found there says nothing."""
    return number if row.status == CHECKED else None


def file_cell(path: str | None) -> Link | None:
    """Return the link of a file under its name, with that of the archive or the folder that it is in."""
    if path is None:
        return None
    *folders, name = path.split("/")
    archive = next((folder for folder in folders if folder.lower().endswith(".zip")), None)
    if archive is not None:
        return Link(path, f"{archive} › {name}")
    return Link(path, "/".join((*folders[-1:], name)))


def notes_cell(row: UnitResult, lang: str) -> str:
    """Return what a reader should know of the match or the file."""
    notes = [words[lang] for words in row.notes]
    if row.duplicate_of:
        notes.append(BOOK["counted-file"].fill({"path": row.duplicate_of})[lang])
    return " ".join(notes)


def share_cell(share: float | None) -> float | None:
    """Return a share in whole hundredths, as the pages show it: 0 only for nothing, 1 only for all."""
    return None if share is None else hundredths(share) / 100


def capital(text: str) -> str:
    """Return the text with a capital letter in front."""
    return text[:1].upper() + text[1:]
