"""What an audit says of many units' plans: who sent one, who is late, what each lacks, who copied from whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from plancheck.bilingual import Words
from plancheck.matrix import BasisPlan

CHECKED, MISSING, UNREADABLE, NOT_A_PLAN, DUPLICATE = "checked", "missing", "unreadable", "not-a-plan", "duplicate"
STATES = (CHECKED, MISSING, UNREADABLE, NOT_A_PLAN, DUPLICATE)
MATCHED_BY = ("mapping", "issuer", "symbol", "file-name")
NEAR_COPY, PASSAGES = "near-copy", "passages"


class Earlier(NamedTuple):
    """A unit's result for the year before, from the history; ``rank`` None where the plan had no score."""

    year: int
    status: str
    score: float | None
    rank: int | None


class AuditFinding(NamedTuple):
    """A finding as the audit keeps it: what a reader of a table needs. ``page`` (PDF) and ``paragraph`` (Word, ODF)
    count from 1 in the author's file, ``line`` in the text that ``plancheck tree --text`` prints; ``suppressed`` is the
    reason, None where it counts."""

    rule: str
    family: str
    severity: str
    element: str | None
    message: Words
    suggestion: Words
    basis: Words
    section: str | None
    quote: str | None
    line: int
    page: int | None
    fingerprint: str
    suppressed: str | None = None
    paragraph: int | None = None


@dataclass(slots=True, eq=False, repr=False)
class UnitResult:
    """One unit and the file that counts as its plan; a further file of the same unit is a row of its own, "duplicate"
    where it is a plan too, and ``duplicate_of`` is the path that counts.

    ``path`` leads from the audited folder, with "/" ("so-y-te/ke-hoach.docx", "nop.zip/so-y-te.docx"), None where the
    unit sent nothing. ``date`` is the plan's own, ISO; ``late_days`` 0 where it is in time, None where no day is known.
    ``elements``: status of each (keys as finding.ELEMENTS), {} unless it is a plan. ``rules``: how many errors and
    warnings there are by each rule, and those ``failing`` that made errors. ``coverage`` 0 to 1 of the superior plan's
    items. ``rank`` from 1 among scores, equal ones alike. ``notes``: what a reader should know of the match or the file
    ("issuer says another unit", why it is unreadable).
    """

    unit: str
    status: str
    group: str | None = None  # "class" of the roster
    path: str | None = None
    matched_by: str | None = None
    key: str = ""  # of the stored findings
    doc_type: str = "khac"
    symbol: str | None = None  # "22/KH-STP"
    date: str | None = None
    year: int | None = None  # that the plan is for
    late_days: int | None = None
    score: float | None = None
    rank: int | None = None
    verdict: str | None = None  # as of lint; None where nothing was sent
    elements: Mapping[str, str] = field(default_factory=dict)
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    coverage: float | None = None
    rules: dict[str, int] = field(default_factory=dict)
    failing: tuple[str, ...] = ()
    duplicate_of: str | None = None
    notes: tuple[Words, ...] = ()
    earlier: Earlier | None = None

    @property
    def change(self) -> float | None:
        """By how much the score rose since the year before, None where one of the two is not known."""
        if self.score is None or self.earlier is None or self.earlier.score is None:
            return None
        return round(self.score - self.earlier.score, 1)


class LooseFile(NamedTuple):
    """A file that fits no unit of the roster, or several (``candidates``). ``issuer``: as read, if anything says it."""

    path: str
    issuer: str | None
    status: str
    candidates: tuple[str, ...] = ()
    note: Words | None = None


class Passage(NamedTuple):
    """Words that two plans share and the superior plan does not hold; lines count from 1 as in AuditFinding."""

    quote: str
    words: int
    line_a: int
    line_b: int


@dataclass(slots=True, eq=False, repr=False)
class Likeness:
    """Two units' plans that share text of their own. ``score`` 0 to 1: the share of the shorter one's own words (those
    that neither the superior plan nor most units have) that stands in the other too; ``kind`` near-copy or passages;
    ``passages`` longest first; ``earlier``: the path of the one dated first, None where nothing tells."""

    a: str
    b: str
    path_a: str
    path_b: str
    score: float
    kind: str
    words: int
    passages: list[Passage] = field(default_factory=list)
    earlier: str | None = None


class Gap(NamedTuple):
    """What many plans lack or get wrong; ``severity``: the gravest that a plan has it in."""

    rule: str
    family: str
    severity: str
    message: Words
    units: int
    findings: int


@dataclass(slots=True, eq=False, repr=False)
class Group:
    """The units of one class (``name`` None: without one). ``passed``: plans without an error; means over the checked
    ones, None where there is none."""

    name: str | None
    units: int
    checked: int = 0
    missing: int = 0
    unreadable: int = 0
    not_a_plan: int = 0
    late: int = 0
    passed: int = 0
    mean_score: float | None = None
    mean_coverage: float | None = None


@dataclass(slots=True, eq=False, repr=False)
class Audit:
    """The whole audit. ``units`` in the roster's order (without a roster by name), a unit's duplicates after it;
    ``due``: ISO; ``findings`` fetches those of a row, in the plan's order; ``labels``: names of the elements;
    ``earlier_year``: the year that ``earlier`` of the rows compares with; ``has_roster``: who sent nothing is known;
    ``superiors``: how many superior plans the plans were laid beside, ``basis`` where it is one."""

    folder: str
    units: list[UnitResult]
    findings: Callable[[UnitResult], Sequence[AuditFinding]]
    labels: dict[str, Words]
    basis: BasisPlan | None = None
    due: str | None = None
    year: int | None = None
    unmatched: list[LooseFile] = field(default_factory=list)
    ambiguous: list[LooseFile] = field(default_factory=list)
    similar: list[Likeness] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    total: Group = field(default_factory=lambda: Group(None, 0))
    earlier_year: int | None = None
    has_roster: bool = False
    superiors: int = 0

    @property
    def rows(self) -> list[UnitResult]:
        """One row for each unit; its further files left out."""
        return [row for row in self.units if row.duplicate_of is None]

    def count(self, status: str) -> int:
        """Return how many units are in a status; of "duplicate" and other further files see ``extra``."""
        return sum(1 for row in self.units if row.status == status and row.duplicate_of is None)

    @property
    def extra(self) -> list[UnitResult]:
        """The further files of units: other versions ("duplicate"), letters, what cannot be read."""
        return [row for row in self.units if row.duplicate_of is not None]

    def coverage_of(self, element: str) -> dict[str, int]:
        """Return how many checked plans have ``element`` in each status."""
        found: dict[str, int] = {}
        for row in self.units:
            if row.status == CHECKED and row.duplicate_of is None and (status := row.elements.get(element)):
                found[status] = found.get(status, 0) + 1
        return found
