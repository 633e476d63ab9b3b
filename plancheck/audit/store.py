"""Keep the results of checked files in one SQLite file, each as soon as it is there.

Every result is a transaction of its own, in write-ahead mode: a kill at any moment loses none that was kept, and
several audits may use the file at once. Each piece of data stands after its checksum: what the disk changed is no
result.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from plancheck.audit.database import identity, make_tables
from plancheck.audit.job import Failed
from plancheck.audit.outcome import Packed

_MARK = 0x706C7273  # tells our files from others
_VERSION = 2
_WAIT = 30.0  # seconds for another audit's transaction
_PAUSE = 0.05  # seconds between two tries to open a file that others open too
_KEPT_DAYS = 400  # a year's plans come again next year at the latest
_TABLES = (
    "CREATE TABLE IF NOT EXISTS result (key TEXT PRIMARY KEY, made TEXT NOT NULL, row BLOB NOT NULL, sketch NOT NULL)",
    "CREATE TABLE IF NOT EXISTS detail (key TEXT PRIMARY KEY, findings BLOB NOT NULL, text BLOB NOT NULL)",
    "CREATE TABLE IF NOT EXISTS likeness (key TEXT PRIMARY KEY, made TEXT NOT NULL, pairs BLOB NOT NULL)",
)
_ASKED = 500  # keys in one question
_SEAL = 4  # bytes of the checksum


class StoreError(Exception):
    """The file of results, or a result in it, cannot be used; the text is SQLite's or the system's reason."""


class Store:
    """Results by their keys. What cannot be written is held in memory, and ``trouble`` says why.

    ``path`` None: nothing is kept beyond the run. Raises StoreError where the file cannot be used at all.
    """

    def __init__(self, path: Path | None) -> None:
        self.trouble: str | None = None
        self._path = path
        self._damaged = False
        self._held: dict[str, Packed] = {}
        self._database = _opened(path) if path is not None else _connected(Path(":memory:"))

    def close(self) -> None:
        """Close the file; what is in it stays, and a file found damaged is set aside."""
        with contextlib.suppress(sqlite3.Error, OSError):
            before = _identity(self._path) if self._damaged and self._path is not None else None
            self._database.close()
            if before is not None and self._path is not None:
                _set_aside(self._path, before)

    def put(self, result: Packed) -> None:
        """Keep a result; when this returns, a kill of the process does not lose it.

        What was not the file's own doing (job.Failed) is held for this run only.
        """
        if isinstance(result, Failed):
            self._held[result.key] = result
            return
        key, *pieces = result
        row, sketch, findings, text = map(_sealed, pieces)
        try:
            with self._database:
                made = date.today().isoformat()
                self._database.execute("INSERT OR REPLACE INTO result VALUES (?, ?, ?, ?)", (key, made, row, sketch))
                self._database.execute("INSERT OR REPLACE INTO detail VALUES (?, ?, ?)", (key, findings, text))
        except sqlite3.Error as error:
            self._note(error)
            self._held[key] = result

    def rows(self, keys: Sequence[str]) -> Iterator[tuple[str, bytes, bytes]]:
        """Yield (key, row, sketch) of those of ``keys`` that are kept, in no order."""
        for start in range(0, len(keys), _ASKED):
            asked = keys[start : start + _ASKED]
            marks = ",".join("?" * len(asked))
            question = f"SELECT key, row, sketch FROM result JOIN detail USING (key) WHERE key IN ({marks})"
            try:
                for key, *pieces in self._database.execute(question, asked):
                    row, sketch = map(_unsealed, pieces)
                    if row is not None and sketch is not None:
                        yield key, row, sketch
            except sqlite3.Error as error:  # what cannot be read is checked again
                self._note(error)
            yield from ((key, held.row, held.sketch) for key in asked if (held := self._held.get(key)))

    def findings(self, key: str) -> bytes:
        """Return the packed findings of a result.

        Raises StoreError where they are lost; the next run checks the file again.
        """
        return self._held[key].findings if key in self._held else self._piece(key, "detail", "findings")

    def text(self, key: str) -> bytes:
        """Return the packed text of a result; raises as ``findings`` does."""
        return self._held[key].text if key in self._held else self._piece(key, "detail", "text")

    def sketch(self, key: str) -> bytes:
        """Return the packed sketch of a result; raises as ``findings`` does."""
        return self._held[key].sketch if key in self._held else self._piece(key, "result", "sketch")

    def _piece(self, key: str, table: str, name: str) -> bytes:
        try:
            found = self._database.execute(f"SELECT {name} FROM {table} WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error as error:
            self._note(error)
            raise StoreError(str(error)) from error
        piece = _unsealed(found[0]) if found else None
        if piece is None:
            with contextlib.suppress(sqlite3.Error), self._database:
                self._database.execute("DELETE FROM result WHERE key = ?", (key,))
            raise StoreError("a kept result is damaged; run again")
        return piece

    def likeness(self, key: str) -> bytes | None:
        """Return what was found of the likeness of a set of plans."""
        try:
            found = self._database.execute("SELECT pairs FROM likeness WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error as error:
            self._note(error)
            return None
        packed = _unsealed(found[0]) if found else None
        return zlib.decompress(packed) if packed is not None else None

    def keep_likeness(self, key: str, pairs: bytes) -> None:
        """Keep what was found of the likeness of a set of plans, and forget what is older than a year."""
        before = (date.today() - timedelta(_KEPT_DAYS)).isoformat()
        try:
            with self._database:
                row = (key, date.today().isoformat(), _sealed(zlib.compress(pairs, 1)))
                self._database.execute("INSERT OR REPLACE INTO likeness VALUES (?, ?, ?)", row)
                self._database.execute("DELETE FROM likeness WHERE made < ?", (before,))
                old = "SELECT key FROM result WHERE made < ?"
                self._database.execute(f"DELETE FROM detail WHERE key IN ({old})", (before,))
                self._database.execute("DELETE FROM result WHERE made < ?", (before,))
        except sqlite3.Error as error:
            self._note(error)

    def _note(self, error: sqlite3.Error) -> None:
        self.trouble = str(error)
        self._damaged = self._damaged or _is_damage(error)
        with contextlib.suppress(sqlite3.Error):  # who waited in vain once does not wait for every file
            self._database.execute("PRAGMA busy_timeout = 100")


def _sealed(piece: bytes) -> bytes:
    return zlib.crc32(piece).to_bytes(_SEAL, "big") + piece


def _unsealed(data: object) -> bytes | None:
    """Return what was sealed, None where it is not the same any more."""
    if not isinstance(data, bytes) or len(data) < _SEAL:
        return None
    piece = data[_SEAL:]
    return piece if zlib.crc32(piece).to_bytes(_SEAL, "big") == data[:_SEAL] else None


class _Foreign(sqlite3.DatabaseError):
    """Another program's file, or another version's."""


def _is_damage(error: sqlite3.Error) -> bool:
    """Say whether the file itself is wrong, not only its use at the moment."""
    return isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError)


def _opened(path: Path) -> sqlite3.Connection:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        before = _identity(path)
        try:
            return _patiently(path)
        except sqlite3.DatabaseError as error:
            if not (_is_damage(error) or path.is_dir()):
                raise
            # What it was is of no use to anybody here, for all that should be in it can be made again.
            _set_aside(path, before)
            return _patiently(path)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(str(error)) from error


def _identity(path: Path) -> tuple[int, int] | None:
    with contextlib.suppress(FileNotFoundError):
        status = path.stat()
        return status.st_dev, status.st_ino
    return None


def _set_aside(path: Path, before: tuple[int, int] | None) -> None:
    """Rename a file that was found damaged, unless another audit has just done so and made a new one."""
    with contextlib.closing(sqlite3.connect(f"{path}.lock", timeout=_WAIT, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")  # one at a time; a kill lets go of it
        if before is None or _identity(path) != before:
            return
        for end in ("-wal", "-shm", ""):  # an old log beside a new file would be taken for the new one's
            with contextlib.suppress(FileNotFoundError):
                os.replace(f"{path}{end}", f"{path}.damaged{end}")  # noqa: PTH105


def _patiently(path: Path) -> sqlite3.Connection:
    """Open the file; SQLite does not itself wait for others that make it or change its mode at the same moment."""
    end = time.monotonic() + _WAIT
    while True:
        try:
            return _connected(path)
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > end:
                raise
            time.sleep(_PAUSE)


def _connected(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=_WAIT)
    try:
        if not _is_ours(database):
            database.execute("PRAGMA journal_mode = WAL")
            make_tables(database, _TABLES, _MARK, _VERSION)
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
    except sqlite3.Error:
        database.close()
        raise
    return database


def _is_ours(database: sqlite3.Connection) -> bool:
    """Say whether the file holds our tables, or nothing yet; raise _Foreign where it is another's."""
    found = identity(database)
    if any(found) and found[:2] != (_MARK, _VERSION):
        raise _Foreign("made by another program or version")
    return any(found)
