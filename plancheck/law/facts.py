"""The facts as plain types. Days are ISO texts; an interval is [from, until), None where it has no known bound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from plancheck.finding import Words


def holds(day: str, begins: str | None, ends: str | None) -> bool:
    """Say whether ``day`` lies in [begins, ends)."""
    return (begins is None or begins <= day) and (ends is None or day < ends)


@dataclass(slots=True, eq=False, repr=False)
class Document:
    """A document of law. ``unverified`` names the fields that rest on one weak source only.

    ``period``: (first day, last day) of a programme, which ends with it without being repealed.
    """

    symbol: str
    kind: str
    title: str
    issuer: str
    issued: str
    in_force: str | None = None
    expired: str | None = None  # the first day on which it is no longer in force
    replaced_by: tuple[str, ...] = ()  # keys: a symbol, with "@" and the day of issue where symbols repeat
    amended_by: tuple[str, ...] = ()
    partly_replaced: tuple[tuple[str, str, str], ...] = ()  # (day, key of what replaced it, scope)
    period: tuple[str, str] | None = None
    verified: bool = True
    unverified: frozenset[str] = frozenset()
    source: tuple[str, ...] = ()
    note: Words | None = None

    @property
    def key(self) -> str:
        return f"{self.symbol}@{self.issued}"

    def sure(self, *fields: str) -> bool:
        """Say whether all of ``fields`` are verified."""
        return not self.unverified.intersection(fields)

    def has_ended(self, day: str) -> bool:
        """Say whether it was repealed before ``day``; a programme whose period is over counts as no repeal."""
        return self.expired is not None and self.expired <= day


class Mined(NamedTuple):
    """A document found by machine in public texts; 3 to 5 % of such expiries are wrong, so it never makes an error."""

    symbol: str
    kind: str
    issuer: str
    issued: str
    in_force: str | None
    expired: str | None
    status: str
    replaced_by: str
    source: str


@dataclass(slots=True, eq=False, repr=False)
class Programme:
    """A programme of administrative reform. ``period`` holds both its days; ``areas`` are (name, accepted names)."""

    id: str
    name: str
    period: tuple[str, str]
    resolution: str  # key of the document that issued it
    issued: str
    successor: str | None
    areas: list[tuple[str, tuple[str, ...]]]
    verified: bool = True
    source: tuple[str, ...] = ()

    def covers(self, year: int) -> bool:
        return self.period[0] <= f"{year}-07-01" <= self.period[1]

    @property
    def years(self) -> tuple[int, int]:
        return int(self.period[0][:4]), int(self.period[1][:4])


@dataclass(slots=True, eq=False, repr=False)
class Province:
    """A province by name over time. ``kinds`` are (kind, from, until); ``ended`` the day its name ceased."""

    name: str
    kinds: list[tuple[str, str | None, str | None]]
    ended: str | None = None
    successor: str | None = None  # the province it went into
    merged_from: tuple[str, ...] = ()
    merged_on: str | None = None
    aliases: tuple[str, ...] = ()
    basis: dict[str, str] = field(default_factory=dict)  # key of the resolution by the day of the change
    verified: bool = True
    source: tuple[str, ...] = ()

    def kind(self, day: str | None) -> str | None:
        """Return "tỉnh" or "thành phố" on ``day`` (None: the latest); None where it did not exist then."""
        if day is None:
            return self.kinds[-1][0]
        return next((kind for kind, begins, ends in self.kinds if holds(day, begins, ends)), None)

    def includes(self, other: str, day: str) -> bool:
        """Say whether the territory once called ``other`` belonged to this province on ``day``."""
        return other == self.name or (
            other in self.merged_from and self.merged_on is not None and self.merged_on <= day
        )


@dataclass(slots=True, eq=False, repr=False)
class Body:
    """A kind of body (every Sở Nội vụ is one). ``level``: trung ương, tỉnh, huyện, xã or mọi cấp.

    ``date_varies``: provinces did it on different days; be generous by two months.
    """

    id: str
    kind: str
    name: str
    level: str
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()  # in symbols
    begins: str | None = None
    ends: str | None = None
    successor: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    date_varies: bool = False
    verified: bool = True
    collective: bool = False  # signs TM.
    note: Words | None = None
    source: tuple[str, ...] = ()

    def exists(self, day: str) -> bool:
        return holds(day, self.begins, self.ends)

    def names(self) -> Iterator[str]:
        """Yield every name as it may be written: "GD&ĐT" is "GD và ĐT" and "GD-ĐT" too."""
        for name in (self.name, *self.aliases, *self.short):
            yield name
            if "&" in name:
                yield name.replace("&", " và ")
                yield name.replace("&", "-")
            elif " và " in name:
                yield name.replace(" và ", " & ")


@dataclass(slots=True, eq=False, repr=False)
class Regime:
    """A regime of form in [begins, ends). ``clauses``: where each of its rules stands, by the rule's id."""

    id: str
    symbol: str
    law: Words
    begins: str | None
    ends: str | None
    clauses: dict[str, str]
    verified: bool
    unverified: frozenset[str] = frozenset()  # ids of rules that are not sure
    values: dict[str, Any] = field(default_factory=dict)


class Short(NamedTuple):
    """An abbreviation. ``define``: no (may stand undefined) or first-use."""

    short: str
    long: tuple[str, ...]
    define: str
    strict: bool = False  # capitals matter
    verified: bool = True
