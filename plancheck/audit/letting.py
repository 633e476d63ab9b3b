"""Apply the suppressions of the configuration to what an audit keeps of findings."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from plancheck.audit.outcome import tally
from plancheck.audited import AuditFinding, UnitResult
from plancheck.checks.suppression import Suppression
from plancheck.finding import judged


@dataclass(slots=True, eq=False, repr=False)
class Letting:
    """The entries in force, and those that covered anything; ``place``: the folder as the configuration sees it."""

    entries: tuple[Suppression, ...] = ()
    place: str = ""
    used: set[Suppression] = field(default_factory=set)

    @classmethod
    def of(cls, entries: Sequence[Suppression], folder: str, configuration: str | None, today: date) -> Letting:
        """Return the entries that have not run out, for the files of ``folder``."""
        active = tuple(entry for entry in entries if entry.until is None or entry.until >= today)
        place = os.path.relpath(folder, configuration) if configuration is not None else ""
        return cls(active, "" if place == "." else place.replace(os.sep, "/"))

    def name(self, path: str) -> str:
        """Return a file's path as the patterns of the configuration see it."""
        return f"{self.place}/{path}" if self.place else path

    def covers(self, path: str) -> bool:
        """Say whether any entry is for this file."""
        return any(entry.covers(self.name(path)) for entry in self.entries)

    def marked(self, path: str, findings: list[AuditFinding]) -> list[AuditFinding]:
        """Return the findings of a file, those that an entry covers with its reason."""
        covering = [entry for entry in self.entries if entry.covers(self.name(path))]
        if not covering:
            return findings
        return [self._marked(finding, covering) for finding in findings]

    def _marked(self, finding: AuditFinding, covering: Sequence[Suppression]) -> AuditFinding:
        for entry in covering:
            named = entry.rule in (finding.rule, finding.family)
            if named and entry.fingerprint in (None, finding.fingerprint):
                self.used.add(entry)
                return finding._replace(suppressed=entry.reason)
        return finding

    def apply(self, row: UnitResult, points: float | None, findings: Sequence[AuditFinding]) -> None:
        """Count the row's findings anew and judge it by those that are left."""
        counted = [item for item in findings if item.suppressed is None]
        (row.errors, row.warnings, row.infos), row.rules, row.failing = tally(
            (item.rule, item.severity) for item in counted
        )
        if points is not None:
            row.score, row.verdict = judged(points, [(item.severity, item.element) for item in counted])
