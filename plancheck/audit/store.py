"""Keep the results of checked files in one SQLite file, each as soon as it is there.

Every result is a transaction of its own, in write-ahead mode: a kill at any moment loses none that was kept, and
several audits may use the file at once.
"""

from __future__ import annotations

import contextlib
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from plancheck.audit.outcome import Packed

_VERSION = 1
_WAIT = 30.0  # seconds for another audit's transaction
_KEPT_DAYS = 400  # a year's plans come again next year at the latest
_TABLES = """
CREATE TABLE IF NOT EXISTS result (key TEXT PRIMARY KEY, made TEXT NOT NULL, row BLOB NOT NULL, sketch BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS detail (key TEXT PRIMARY KEY, findings BLOB NOT NULL, text BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS likeness (key TEXT PRIMARY KEY, made TEXT NOT NULL, pairs BLOB NOT NULL);
"""
_ASKED = 500  # keys in one question


class StoreError(Exception):
    """The file of results cannot be used; the text is SQLite's or the system's reason."""


class Store:
    """Results by their keys. What cannot be written is held in memory, and ``trouble`` says why.

    ``path`` None: nothing is kept beyond the run. Raises StoreError where the file cannot be used at all.
    """

    def __init__(self, path: Path | None) -> None:
        self.trouble: str | None = None
        self._held: dict[str, Packed] = {}
        self._database = _opened(path) if path is not None else _connected(Path(":memory:"))

    def close(self) -> None:
        """Close the file; what is in it stays."""
        with contextlib.suppress(sqlite3.Error):
            self._database.close()

    def put(self, result: Packed) -> None:
        """Keep a result; when this returns, a kill of the process does not lose it."""
        key, row, sketch, findings, text = result
        try:
            with self._database:
                made = date.today().isoformat()
                self._database.execute("INSERT OR REPLACE INTO result VALUES (?, ?, ?, ?)", (key, made, row, sketch))
                self._database.execute("INSERT OR REPLACE INTO detail VALUES (?, ?, ?)", (key, findings, text))
        except sqlite3.Error as error:
            self.trouble = str(error)
            self._held[key] = result

    def rows(self, keys: Sequence[str]) -> Iterator[tuple[str, bytes, bytes]]:
        """Yield (key, row, sketch) of those of ``keys`` that are kept, in no order."""
        for start in range(0, len(keys), _ASKED):
            asked = keys[start : start + _ASKED]
            marks = ",".join("?" * len(asked))
            with contextlib.suppress(sqlite3.Error):  # what cannot be read is checked again
                yield from self._database.execute(f"SELECT key, row, sketch FROM result WHERE key IN ({marks})", asked)
            yield from ((key, held.row, held.sketch) for key in asked if (held := self._held.get(key)))

    def findings(self, key: str) -> bytes | None:
        """Return the packed findings of a result, None where there are none."""
        return self._detail(key, "findings")

    def text(self, key: str) -> bytes | None:
        """Return the packed text of a result."""
        return self._detail(key, "text")

    def _detail(self, key: str, name: str) -> bytes | None:
        if held := self._held.get(key):
            return held.findings if name == "findings" else held.text
        with contextlib.suppress(sqlite3.Error):
            found = self._database.execute(f"SELECT {name} FROM detail WHERE key = ?", (key,)).fetchone()
            return found[0] if found and found[0] else None
        return None

    def likeness(self, key: str) -> bytes | None:
        """Return what was found of the likeness of a set of plans."""
        with contextlib.suppress(sqlite3.Error, zlib.error):
            found = self._database.execute("SELECT pairs FROM likeness WHERE key = ?", (key,)).fetchone()
            return zlib.decompress(found[0]) if found else None
        return None

    def keep_likeness(self, key: str, pairs: bytes) -> None:
        """Keep what was found of the likeness of a set of plans, and forget what is older than a year."""
        before = (date.today() - timedelta(_KEPT_DAYS)).isoformat()
        try:
            with self._database:
                row = (key, date.today().isoformat(), zlib.compress(pairs, 1))
                self._database.execute("INSERT OR REPLACE INTO likeness VALUES (?, ?, ?)", row)
                self._database.execute("DELETE FROM likeness WHERE made < ?", (before,))
                old = "SELECT key FROM result WHERE made < ?"
                self._database.execute(f"DELETE FROM detail WHERE key IN ({old})", (before,))
                self._database.execute("DELETE FROM result WHERE made < ?", (before,))
        except sqlite3.Error as error:
            self.trouble = str(error)


def _opened(path: Path) -> sqlite3.Connection:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            return _connected(path)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            # No database: what it was is of no use to anybody, for all in it can be made again.
            path.replace(path.with_name(f"{path.name}.damaged"))
            return _connected(path)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(str(error)) from error


def _connected(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=_WAIT)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        if database.execute("PRAGMA user_version").fetchone()[0] not in (0, _VERSION):
            raise sqlite3.DatabaseError("made by another version")
        with database:
            for statement in _TABLES.strip().split("\n"):
                database.execute(statement)
            database.execute(f"PRAGMA user_version = {_VERSION}")
    except sqlite3.Error:
        database.close()
        raise
    return database
