"""The large tables beside the hand-checked facts; a text file is searched as it lies, for one symbol at a time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from plancheck.language.fold import fold
from plancheck.law.facts import Mined
from plancheck.paths import data_dir

_DISTRICTS_END = "2025-07-01"  # NQ 203/2025/QH15; the communes of the new provinces began on that day
_UNITS = (("communes.tsv", _DISTRICTS_END, None), ("districts.tsv", None, _DISTRICTS_END))  # (file, from, until)

Place = tuple[str, str | None, str | None]  # (province, from, until)


@cache
def _read(name: str) -> bytes:
    return (data_dir("rules") / "law" / name).read_bytes()


def mined(symbol: str) -> list[Mined]:
    """Return the rows of ``documents.tsv`` with this symbol, oldest first."""
    content, wanted = _read("documents.tsv"), f"\n{symbol}\t".encode()
    found: list[Mined] = []
    place = content.find(wanted)
    while place >= 0:
        end = content.find(b"\n", place + 1)
        row = content[place + 1 : end if end >= 0 else None].decode("utf-8").rstrip("\r").split("\t")
        name, kind, issuer, issued, in_force, expired, status, replaced_by, source = row
        found.append(Mined(name, kind, issuer, issued, in_force or None, expired or None, status, replaced_by, source))
        place = content.find(wanted, place + 1)
    return found


def mined_symbols() -> list[str]:
    """Return the symbol of every row of ``documents.tsv``."""
    rows = _read("documents.tsv").decode("utf-8").splitlines()[1:]
    return [row[: row.index("\t")] for row in rows]


def units() -> Iterator[tuple[str, str, str, str | None, str | None]]:
    """Yield (kind, name, province, from, until) of the communes of today and the districts of old."""
    for name, begins, ends in _UNITS:
        for line in _read(name).decode("utf-8").splitlines()[1:]:
            province, _, kind, unit = line.split("\t")
            yield kind, unit, province, begins, ends


@lru_cache(maxsize=4096)
def territories(kind: str, name: str) -> list[Place]:
    """Return where the units of this kind and folded name lie: those of today, then those of old."""
    found: list[Place] = []
    for file, begins, ends in _UNITS:
        content, folded = _folded(file)
        place = folded.find(wanted := f"\t{kind}\t{name}\n")
        while place >= 0:
            start = content.rindex("\n", 0, place) + 1
            found.append((content[start : content.index("\t", start)], begins, ends))
            place = folded.find(wanted, place + 1)
    return found


@cache
def _folded(name: str) -> tuple[str, str]:
    """Return a table as it is and folded, which moves no letter."""
    content = _read(name).decode("utf-8").replace("\r\n", "\n")
    return content, fold(content)
