"""Apply the suppressions of the configuration to finished reports, and tell those that are wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import NamedTuple

from plancheck.finding import Finding, Report, Suppressed, Words
from plancheck.fingerprint import fingerprint
from plancheck.plan import Location
from plancheck.rulebook import Rule, Rulebook


class Suppression(NamedTuple):
    """One ``[[suppress]]`` entry. ``rule`` is a rule or family; ``path`` a pattern relative to the configuration."""

    rule: str
    reason: str
    path: str | None = None
    fingerprint: str | None = None
    until: date | None = None
    line: int = 1  # in the configuration file

    def covers(self, path: str) -> bool:
        """Say whether a draft's path, relative to the configuration's folder, fits the pattern."""
        if self.path is None:
            return True
        name = path.replace("\\", "/")
        return fnmatchcase(name, self.path) or (
            "/" not in self.path and fnmatchcase(PurePosixPath(name).name, self.path)
        )

    def fits(self, finding: Finding) -> bool:
        return self.rule in (finding.rule, finding.family) and self.fingerprint in (None, finding.fingerprint)


def suppress(
    reports: Sequence[Report], names: Sequence[str], entries: Iterable[Suppression], today: date
) -> set[Suppression]:
    """Mark the findings that an entry covers and judge their reports anew; return the entries that marked any.

    ``names`` are the drafts' paths relative to the configuration's folder. A file that cannot be read stays so.
    """
    active = [entry for entry in entries if entry.until is None or entry.until >= today]
    used: set[Suppression] = set()
    for report, name in zip(reports, names, strict=True):
        if report.status != "checked":
            continue
        covering = [entry for entry in active if entry.covers(name)]
        for finding in report.findings:
            entry = next((entry for entry in covering if entry.fits(finding)), None)
            if entry is not None:
                finding.suppressed = Suppressed(entry.reason, entry.until.isoformat() if entry.until else None)
                used.add(entry)
        report.judge()
    return used


def wrong_entries(
    entries: Iterable[Suppression], used: set[Suppression], names: Sequence[str], rulebook: Rulebook, today: date
) -> list[Finding]:
    """Return a finding for each entry that names no rule, has run out, or covers drafts of this run in vain."""
    rule = rulebook.rules["bad-suppression"]
    known = {*rulebook.rules, *rulebook.families()}
    found = []
    for entry in entries:
        if entry.rule not in known:
            found.append(_wrong(rule, entry, "unknown"))
        elif entry.until is not None and entry.until < today:
            found.append(_wrong(rule, entry, "expired"))
        elif entry not in used and any(entry.covers(name) for name in names):
            found.append(_wrong(rule, entry, "idle"))
    return found


def _wrong(rule: Rule, entry: Suppression, kind: str) -> Finding:
    values = {"name": entry.rule, "date": f"{entry.until:%d/%m/%Y}" if entry.until else ""}
    problem = Words(**rule.options["problems"][kind]).fill(values)
    return Finding(
        rule.id, rule.family, rule.severity, problem, rule.suggestion, rule.why,
        rule.basis, Location(entry.line, 1, entry.line, 1), fingerprint=fingerprint(f"{rule.id}|{kind}|{entry.rule}"),
    )  # fmt: skip
