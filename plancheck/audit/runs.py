"""Find who shares runs of words, among any number of plans, in a memory that does not grow with them.

The runs stand in a temporary SQLite database, which sorts and joins on the disk what memory should not hold.
"""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Set
from itertools import groupby
from operator import itemgetter

from plancheck.audit.sketch import Sketch

ON_DISK, IN_MEMORY = "", ":memory:"  # the first: a file of SQLite's own, gone when it is closed
_CACHE = "PRAGMA cache_size = -8192"  # KiB
_SHARING = (
    "SELECT other.plan FROM shared AS own JOIN shared AS other ON other.run = own.run AND other.plan > own.plan"
    " WHERE own.plan = ? GROUP BY other.plan HAVING count(*) >= ? ORDER BY other.plan"
)


class Numbers(Set[int]):
    """A set of numbers of 32 bits in as many bytes as they need."""

    def __init__(self, numbers: Iterable[int] = ()) -> None:
        self._sorted = array("I", sorted(numbers))

    def __contains__(self, number: object) -> bool:
        if not isinstance(number, int):
            return False
        place = bisect_left(self._sorted, number)
        return place < len(self._sorted) and self._sorted[place] == number

    def __iter__(self) -> Iterator[int]:
        return iter(self._sorted)

    def __len__(self) -> int:
        return len(self._sorted)


class Runs:
    """Who shares which runs of words: those that two to ``most`` plans hold, and those ``common`` to more.

    ``sketches``: of the plans, called by numbers from 0; ``place``: ON_DISK or IN_MEMORY. It and all methods raise
    sqlite3.Error where there is no room.
    """

    def __init__(self, place: str, sketches: Iterable[Sketch], most: int) -> None:
        self._database = sqlite3.connect(place, isolation_level=None)
        for setting in (_CACHE, "PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF"):
            self._database.execute(setting)
        self._database.execute("CREATE TABLE kept (run INTEGER NOT NULL, plan INTEGER NOT NULL)")
        self._database.execute(
            "CREATE TABLE shared (run INTEGER NOT NULL, plan INTEGER NOT NULL, PRIMARY KEY (run, plan)) WITHOUT ROWID"
        )
        rows = ((run, number) for number, item in enumerate(sketches) for run in item.hashes)
        self._database.execute("BEGIN")
        self._database.executemany("INSERT INTO kept VALUES (?, ?)", rows)
        common = array("I")
        self._database.executemany("INSERT INTO shared VALUES (?, ?)", self._told_apart(most, common))
        self._database.execute("DROP TABLE kept")
        self._database.execute("CREATE INDEX own ON shared (plan, run)")
        self._database.execute("COMMIT")
        self.common = Numbers(common)

    def _told_apart(self, most: int, common: array[int]) -> Iterator[tuple[int, int]]:
        """Yield the rows of shared runs; the common ones are put into ``common``."""
        rows: Iterator[tuple[int, int]] = self._database.execute("SELECT run, plan FROM kept ORDER BY run, plan")
        for run, group in groupby(rows, itemgetter(0)):
            plans = list(group)
            if len(plans) > most:
                common.append(run)
            elif len(plans) > 1:
                yield from plans

    def sharing(self, plan: int, least: int) -> list[int]:
        """Return the later plans that share at least so many runs with a plan."""
        return [other for (other,) in self._database.execute(_SHARING, (plan, least))]

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()
