"""SQLite files of our own: told from others by a mark, made at once or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

# One question, for another audit may make the tables at this moment.
_IDENTITY = (
    "SELECT application_id, user_version, (SELECT count(*) FROM sqlite_master)"
    " FROM pragma_application_id, pragma_user_version"
)


def identity(database: sqlite3.Connection) -> tuple[int, int, int]:
    """Return the mark, the version and the number of tables of a file; all 0 of an empty one."""
    found: tuple[int, int, int] = database.execute(_IDENTITY).fetchone()
    return found


def make_tables(database: sqlite3.Connection, statements: Iterable[str], mark: int, version: int) -> None:
    """Make the tables where there are none. The version is written in any case: so it shows whether it can be."""
    database.execute("BEGIN IMMEDIATE")
    for statement in statements:
        database.execute(statement)
    database.execute(f"PRAGMA application_id = {mark}")
    database.execute(f"PRAGMA user_version = {version}")
    database.execute("COMMIT")
