"""Keep every audit's results over the years in one SQLite file, each audit in one transaction.

The file may lie on a share and be used by several audits at once: it is an ordinary journal file, locked for the
moment of writing only, and a kill leaves the state before or after an audit, nothing between.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from plancheck import __version__
from plancheck.audit.database import identity, make_tables
from plancheck.audit.names import plain
from plancheck.audit.outcome import element_letters, element_statuses
from plancheck.audited import Audit, Earlier, UnitResult
from plancheck.bilingual import Words

_MARK = 0x706C616E  # "plan": tells our files from others
_VERSION = 1
_WAIT = 60.0  # seconds for another audit's transaction
_TABLES = (
    "CREATE TABLE IF NOT EXISTS run (id INTEGER PRIMARY KEY, year INTEGER NOT NULL, made TEXT NOT NULL,"
    " folder TEXT NOT NULL, basis TEXT, due TEXT, plancheck TEXT NOT NULL, digest TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS result (run INTEGER NOT NULL REFERENCES run (id), name TEXT NOT NULL,"
    " unit TEXT NOT NULL, class TEXT, status TEXT NOT NULL, path TEXT, date TEXT, late_days INTEGER, score REAL,"
    " rank INTEGER, elements TEXT NOT NULL, errors INTEGER NOT NULL, warnings INTEGER NOT NULL, coverage REAL,"
    " PRIMARY KEY (run, name))",
)


class HistoryError(Exception):
    """A history that cannot be read or written; ``words`` say why and what to do."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


class Past(NamedTuple):
    """One unit's result in the last audit of a year; see UnitResult. ``made``: when it was recorded, ISO, UTC."""

    year: int
    made: str
    unit: str
    group: str | None
    status: str
    date: str | None
    late_days: int | None
    score: float | None
    rank: int | None
    elements: Mapping[str, str]
    errors: int
    warnings: int
    coverage: float | None


def prepare(path: Path) -> None:
    """Make the file where there is none; raise HistoryError where it is damaged or another's, or cannot be written."""
    with _open(path) as database:
        if database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise HistoryError(_damaged(path))
        make_tables(database, _TABLES, _MARK, _VERSION)


def record(path: Path, audit: Audit) -> None:
    """Add an audit's results; the same results as those last recorded for the year and folder are not added again.

    Raises HistoryError.
    """
    year = audit.year or date.today().year
    rows = [_values(row) for row in audit.rows]
    digest = blake2b(repr((year, audit.due, rows)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    basis = audit.basis.symbol if audit.basis is not None else None
    folder = _storable(os.path.abspath(audit.folder))  # noqa: PTH100 - a name may be no valid path at all
    last = "SELECT digest FROM run WHERE year = ? AND folder = ? ORDER BY id DESC LIMIT 1"
    with _open(path) as database:
        make_tables(database, _TABLES, _MARK, _VERSION)
        database.execute("BEGIN IMMEDIATE")
        if database.execute(last, (year, folder)).fetchone() != (digest,):
            made = datetime.now(UTC).isoformat(timespec="seconds")
            number = database.execute(
                "INSERT INTO run (year, made, folder, basis, due, plancheck, digest) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (year, made, folder, basis, audit.due, __version__, digest),
            ).lastrowid
            marks = ", ".join("?" * 14)
            database.executemany(f"INSERT OR REPLACE INTO result VALUES ({marks})", ((number, *row) for row in rows))
        database.execute("COMMIT")


def earlier(path: Path, year: int | None) -> dict[str, Earlier]:
    """Return each unit's result of the last year before ``year`` that was audited, by the unit's plain name.

    Raises HistoryError.
    """
    before = [past for past in pasts(path) if year is not None and past.year < year]
    last = max((past.year for past in before), default=None)
    return {
        plain(past.unit): Earlier(past.year, past.status, past.score, past.rank) for past in before if past.year == last
    }


def pasts(path: Path) -> list[Past]:
    """Return what was last recorded of every unit in each year, by unit and year.

    Of a folder only the last audit of the year counts, so that a unit that was named wrongly does not stay; several
    folders (departments, communes) stand beside each other. Raises HistoryError.
    """
    question = (
        "SELECT run.year, run.made, unit, class, status, date, late_days, score, rank, elements, errors, warnings,"
        " coverage, max(run.id) FROM result JOIN run ON run.id = result.run"
        " WHERE run.id IN (SELECT max(id) FROM run GROUP BY year, folder)"
        " GROUP BY name, run.year ORDER BY name, run.year"
    )
    if not path.exists():
        raise HistoryError(Words(f"Không có tệp lịch sử {path}.", f"There is no history file {path}."))
    with _open(path) as database:
        rows = database.execute(question).fetchall() if _is_ours(database, path) else []
    return [Past._make((*row[:9], element_statuses(row[9]), *row[10:13])) for row in rows]


def _values(row: UnitResult) -> tuple[object, ...]:
    path = row.path and _storable(row.path)
    return (
        plain(row.unit), row.unit, row.group, row.status, path, row.date, row.late_days, row.score, row.rank,
        element_letters(row.elements) if row.elements else "", row.errors, row.warnings, row.coverage,
    )  # fmt: skip


def _storable(path: str) -> str:
    """Return a path without bytes that are no text: SQLite takes none."""
    return path.encode("utf-8", "backslashreplace").decode()


def _is_ours(database: sqlite3.Connection, path: Path) -> bool:
    """Say whether the file holds a history, or nothing yet; raise HistoryError where it is another's."""
    mark, version, tables = identity(database)
    if mark == _MARK and version > _VERSION:
        raise HistoryError(
            Words(
                f"{path} do bản plancheck mới hơn lập; hãy cập nhật plancheck.",
                f"{path} was made by a newer plancheck; please update.",
            )
        )
    if mark == _MARK:
        return True
    if mark or version or tables:
        raise HistoryError(
            Words(
                f"{path} không phải tệp lịch sử của plancheck; hãy dùng tên tệp khác.",
                f"{path} is no history of plancheck; use another name.",
            )
        )
    return False


@contextlib.contextmanager
def _open(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a history, or an empty file; every failure becomes a HistoryError, and what was not committed is undone."""
    if path.is_dir():
        raise HistoryError(Words(f"{path} là thư mục; hãy ghi tên một tệp.", f"{path} is a folder; name a file."))
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=_WAIT, isolation_level=None)) as database:
            _is_ours(database, path)
            yield database
    except sqlite3.Error as error:
        raise HistoryError(_reason(path, error)) from error


def _damaged(path: Path) -> Words:
    return Words(
        f"{path} hỏng hoặc không phải tệp lịch sử của plancheck. Hãy dùng bản sao lưu hoặc tên tệp khác.",
        f"{path} is damaged, or no history of plancheck. Use a backup or another name.",
    )


def _reason(path: Path, error: sqlite3.Error) -> Words:
    text = str(error)
    if "not a database" in text or "malformed" in text:
        return _damaged(path)
    if "full" in text:
        return Words(f"Đĩa đầy, chưa ghi được {path}.", f"The disk is full; {path} was not written.")
    if "locked" in text:
        return Words(
            f"{path} đang được một lần rà soát khác ghi. Hãy chạy lại sau.", f"{path} is in use. Run again later."
        )
    if "readonly" in text or "unable to open" in text:
        return Words(
            f"Không ghi được {path}: thư mục chỉ đọc hoặc không tồn tại.",
            f"{path} cannot be written: the folder is read-only or does not exist.",
        )
    return Words(f"Không dùng được {path} ({text}).", f"{path} cannot be used ({text}).")
