"""Add the units' results up: days late, ranks, gaps, classes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from plancheck.audited import CHECKED, MISSING, NOT_A_PLAN, UNREADABLE, Gap, Group, UnitResult
from plancheck.rulebook import Rulebook


def due_day(given: str | None, basis_date: str | None, late_after: int | None) -> str | None:
    """Return the day until which plans are in time: as given, else so many days after the superior plan's."""
    if given is not None or basis_date is None or late_after is None:
        return given
    return (date.fromisoformat(basis_date) + timedelta(late_after)).isoformat()


def days_late(issued: str | None, due: str | None) -> int | None:
    """Return how many days after the day ``due`` a plan was issued, 0 where it was in time, None where one is blank."""
    if issued is None or due is None:
        return None
    return max(0, (date.fromisoformat(issued) - date.fromisoformat(due)).days)


def rank(rows: Iterable[UnitResult]) -> None:
    """Set the rank of each row with a score: 1 for the highest, equal scores alike."""
    scored = sorted((row for row in rows if row.score is not None), key=lambda row: -(row.score or 0.0))
    for number, row in enumerate(scored):
        before = scored[number - 1] if number else None
        row.rank = before.rank if before is not None and before.score == row.score else number + 1


def gaps_of(rows: Iterable[UnitResult], rulebook: Rulebook) -> list[Gap]:
    """Return what plans lack or get wrong, the most frequent first; notes are left out."""
    units: dict[str, int] = {}
    findings: dict[str, int] = {}
    failing: set[str] = set()
    for row in rows:
        failing.update(row.failing)
        for name, count in row.rules.items():
            units[name] = units.get(name, 0) + 1
            findings[name] = findings.get(name, 0) + count
    found = []
    for name, count in units.items():
        if (rule := rulebook.rules.get(name)) is not None:
            severity = "error" if name in failing else "warning"
            found.append(Gap(name, rule.family, severity, rule.title or rule.message, count, findings[name]))
    return sorted(found, key=lambda gap: (-gap.units, gap.severity, gap.rule))


def groups_of(rows: Sequence[UnitResult]) -> list[Group]:
    """Return a summary of each class, in the order in which the roster first names them."""
    names: dict[str | None, str | None] = {}  # "sở" and "Sở" are one class, called as it is first
    for row in rows:
        names.setdefault(_key(row.group), row.group)
    return [summed(name, [row for row in rows if _key(row.group) == key]) for key, name in names.items()]


def _key(group: str | None) -> str | None:
    return group.casefold() if group is not None else None


def summed(name: str | None, rows: Sequence[UnitResult]) -> Group:
    """Return the summary of some units."""
    checked = [row for row in rows if row.status == CHECKED]
    scores = [row.score for row in checked if row.score is not None]
    covered = [row.coverage for row in checked if row.coverage is not None]
    states = [row.status for row in rows]
    return Group(
        name, len(rows), len(checked), states.count(MISSING), states.count(UNREADABLE), states.count(NOT_A_PLAN),
        sum(1 for row in rows if row.late_days), sum(1 for row in checked if not row.errors),
        round(sum(scores) / len(scores), 1) if scores else None,
        round(sum(covered) / len(covered), 3) if covered else None,
    )  # fmt: skip
