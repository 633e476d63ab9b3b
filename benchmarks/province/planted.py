"""What was planted in a made province, so that an audit of it can be compared."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, NamedTuple


class Row(NamedTuple):
    """What an audit must say of one unit. ``paths``: any of them may count as its plan, [] where nothing was sent;
    ``duplicates``: how many further files it sent; ``missing``: elements left out; ``date`` ISO."""

    unit: str
    status: str
    paths: list[str]
    duplicates: int = 0
    date: str | None = None
    late_days: int = 0
    missing: tuple[str, ...] = ()


class Copy(NamedTuple):
    """Two units of which one copied from the other; ``paragraphs``: what both hold, [] of a near copy."""

    a: str
    b: str
    kind: str
    paragraphs: list[str]


class Fits(NamedTuple):
    """A file that fits several units."""

    path: str
    candidates: list[str]


@dataclass(frozen=True)
class Planted:
    """What stands in the folder. ``due``: ISO; ``units`` in the roster's order; ``unmatched``: files of no unit."""

    basis: str
    drafts: str
    roster: str
    due: str
    files: int
    units: list[Row]
    copies: list[Copy]
    unmatched: list[str]
    ambiguous: list[Fits]


def as_data(planted: Planted) -> dict[str, Any]:
    """Return it as planted.json holds it."""
    named = {
        "units": [row._asdict() for row in planted.units],
        "copies": [copy._asdict() for copy in planted.copies],
        "ambiguous": [fits._asdict() for fits in planted.ambiguous],
    }
    return {**asdict(planted), **named}


def from_data(data: dict[str, Any]) -> Planted:
    """Return what ``as_data`` gave."""
    units = [Row(**{**row, "missing": tuple(row["missing"])}) for row in data["units"]]
    copies = [Copy(**copy) for copy in data["copies"]]
    ambiguous = [Fits(**fits) for fits in data["ambiguous"]]
    return Planted(**{**data, "units": units, "copies": copies, "ambiguous": ambiguous})
