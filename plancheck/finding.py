"""The central data types after the check: findings, elements and reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from plancheck.bilingual import Words as Words
from plancheck.matrix import Alignment
from plancheck.plan import Location, Metadata

ELEMENTS = (
    "provincial_basis", "purpose", "requirements", "audience", "content",
    "channels", "responsibility", "budget", "reporting", "schedule",
)  # fmt: skip
SEVERITIES = ("error", "warning", "info")
_PENALTY = {"error": 3.0, "warning": 1.0, "info": 0.0}  # points off for findings that are about no element
_MOST_PENALTY = 20.0


def judged(points: float, counted: Iterable[tuple[str, str | None]]) -> tuple[float, str]:
    """Return score and verdict of a plan from its points and the (severity, element) of each finding that counts."""
    penalty = 0.0
    verdict = "pass"
    for severity, element in counted:
        if element is None:
            penalty += _PENALTY[severity]
        if severity == "error":
            verdict = "needs-work"
    return round(max(0.0, points - min(penalty, _MOST_PENALTY)), 1), verdict


class Suppressed(NamedTuple):
    """Why a finding does not count; ``until`` is ISO or None."""

    reason: str
    until: str | None = None


@dataclass(slots=True, eq=False, repr=False)
class Finding:
    """One gap or mistake. ``quote`` is the author's own text; ``excerpt`` the line around it for display."""

    rule: str
    family: str
    severity: str
    message: Words
    suggestion: Words
    why: Words
    basis: Words
    location: Location
    element: str | None = None
    section: str | None = None
    part: str | None = None  # the line of the top heading, or the annex, that it stands under
    quote: str | None = None
    excerpt: str | None = None
    excerpt_column: int = 0  # where ``quote`` begins in ``excerpt``, from 0
    fingerprint: str = ""
    order: int = 0
    in_tail: bool = False  # among recipients or signature
    suppressed: Suppressed | None = None


@dataclass(slots=True, eq=False, repr=False)
class Evidence:
    """Why an element counts as there: the quoted words and their place."""

    quote: str
    section: str | None
    location: Location
    start: int = 0  # offset in the normalised text


@dataclass(slots=True, eq=False, repr=False)
class Element:
    """One required element. ``status``: present, weak, missing or not-applicable; ``facts`` as the contract says."""

    key: str
    label: Words
    status: str
    source: Words
    evidence: list[Evidence] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True, eq=False, repr=False)
class CitationRow:
    """A citation as the report lists it."""

    kind: str
    symbol: str
    date: str | None
    issuer: str | None
    location: Location
    start: int = 0  # offset in the normalised text, as that of evidence


class Unit(NamedTuple):
    """The body that issues the draft, as the registry knows it; None where nothing says.

    ``name``: in full ("Sở Y tế"); ``body``: the id of its entry; ``level``: trung ương, tỉnh, huyện or xã;
    ``province``: its name on the draft's day; ``parent``: the body printed over its name.
    """

    name: str
    body: str | None = None
    kind: str | None = None
    level: str | None = None
    province: str | None = None
    parent: str | None = None


@dataclass(slots=True, eq=False, repr=False)
class Skipped:
    """A rule that could not speak, and why."""

    rule: str
    reason: Words


@dataclass(slots=True, eq=False, repr=False)
class Report:
    """What is said about one document.

    ``points`` (0 to 100, None unless a plan) is the share of elements that are there;
    ``is_settings``: not about a draft but about the configuration file (suppressions that are wrong).
    """

    path: str
    status: str  # checked | unreadable
    doc_type: str = "khac"
    metadata: Metadata = field(default_factory=Metadata)
    unit: Unit | None = None
    profile: str | None = None
    profile_name: Words | None = None
    elements: dict[str, Element] = field(default_factory=dict)
    citations: list[CitationRow] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    score: float | None = None
    verdict: str = "unreadable"
    points: float | None = None
    alignment: Alignment | None = None  # the superior plan's items, where there is one
    is_partial: bool = False  # some pages could not be read
    is_settings: bool = False

    @property
    def counted(self) -> list[Finding]:
        """The findings that are not suppressed."""
        return [finding for finding in self.findings if finding.suppressed is None]

    def count(self, severity: str) -> int:
        return sum(1 for finding in self.counted if finding.severity == severity)

    def judge(self) -> None:
        """Set score and verdict from the points and the findings that count."""
        if self.status != "checked":
            return
        if self.points is None:
            self.verdict = "not-a-plan"
            return
        self.score, self.verdict = judged(self.points, [(item.severity, item.element) for item in self.counted])


@dataclass(slots=True, eq=False, repr=False)
class Run:
    """All reports of one run."""

    reports: list[Report]

    def worst(self) -> str | None:
        """Return the gravest severity found in readable documents, None when there is none."""
        for severity in SEVERITIES:
            if any(report.status == "checked" and report.count(severity) for report in self.reports):
                return severity
        return None

    @property
    def unreadable(self) -> int:
        return sum(1 for report in self.reports if report.status == "unreadable")
