"""The large tables beside the hand-checked facts; a text file is searched as it lies, for one symbol at a time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from plancheck.language.fold import fold
from plancheck.law.facts import Mined
from plancheck.paths import data_dir

_DISTRICTS_END = "2025-07-01"  # NQ 203/2025/QH15; the communes of the new provinces began on that day


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
    for name, begins, ends in (("communes.tsv", _DISTRICTS_END, None), ("districts.tsv", None, _DISTRICTS_END)):
        for line in _read(name).decode("utf-8").splitlines()[1:]:
            province, _, kind, unit = line.split("\t")
            yield kind, unit, province, begins, ends


def territories() -> dict[tuple[str, str], list[tuple[str, str | None, str | None]]]:
    """Return (province, from, until) of the same, by kind and folded name."""
    found: dict[tuple[str, str], list[tuple[str, str | None, str | None]]] = {}
    for kind, unit, province, begins, ends in units():
        found.setdefault((kind, fold(unit)), []).append((province, begins, ends))
    return found
