"""The pydantic models of an audit's JSON, for ``plancheck schema audit`` and for tests; nothing else imports them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from plancheck.report.models import (
    BasisPlanForm,
    Count,
    DocType,
    ElementKey,
    Form,
    FromOne,
    IsoDate,
    Severity,
    Share,
    Status,
)


class EarlierForm(Form):
    """The unit's result in the last year before that the history holds."""

    year: int
    status: str
    score: float | None
    rank: FromOne | None


class AuditUnitForm(Form):
    """A unit of the roster and its file, or a further file of the unit (then ``duplicate_of`` is the one that counts).

    Paths lead from the audited folder, with "/".
    """

    unit: str
    status: Literal["checked", "missing", "unreadable", "not-a-plan", "duplicate"]
    class_: str | None = Field(alias="class")
    path: str | None
    matched_by: Literal["mapping", "issuer", "symbol", "file-name"] | None
    doc_type: DocType
    symbol: str | None
    date: IsoDate | None
    year: int | None
    late_days: Count | None = Field(description="null: no date, or no day is known")
    score: Annotated[float, Field(ge=0, le=100)] | None
    rank: FromOne | None = Field(description="among the scores, equal ones alike")
    verdict: Literal["pass", "needs-work", "not-a-plan", "unreadable"] | None
    elements: dict[ElementKey, Status]
    errors: Count
    warnings: Count
    infos: Count
    coverage: Share | None = Field(description="of the superior plan's items that are addressed to the unit")
    rules: dict[str, FromOne] = Field(description="errors and warnings that count, by rule")
    duplicate_of: str | None
    notes: list[str]
    earlier: EarlierForm | None


class PassageForm(Form):
    quote: str
    words: FromOne
    line_a: FromOne
    line_b: FromOne


class SimilarForm(Form):
    """Two plans that share words which neither the superior plan nor most units have."""

    a: str
    b: str
    path_a: str
    path_b: str
    kind: Literal["near-copy", "passages"]
    score: Share = Field(description="of the shorter plan's own words those that the other holds too")
    words: Count
    earlier: str | None = Field(description="path of the plan that is dated first")
    passages: list[PassageForm]


class LooseForm(Form):
    path: str
    issuer: str | None
    status: Literal["checked", "unreadable", "not-a-plan"]
    candidates: list[str]
    note: str | None


class GapForm(Form):
    rule: str
    family: str
    severity: Severity
    message: str
    units: FromOne
    findings: FromOne


class GroupForm(Form):
    """Counts of units; means over the checked ones."""

    units: Count
    checked: Count
    missing: Count
    unreadable: Count
    not_a_plan: Count
    late: Count
    passed: Count = Field(description="plans without an error")
    mean_score: float | None
    mean_coverage: Share | None


class ClassForm(GroupForm):
    class_: str | None = Field(alias="class")


class AuditSummaryForm(GroupForm):
    duplicates: Count
    unmatched: Count
    ambiguous: Count
    similar: Count
    elements: dict[ElementKey, dict[Status, Count]]
    classes: list[ClassForm]
    gaps: list[GapForm]


class AuditForm(Form):
    """What ``plancheck audit --format json`` prints."""

    schema_: Literal["plancheck/audit/1"] = Field(alias="schema")
    plancheck: str
    folder: str
    basis: str | None = Field(description="path of the superior plan's file")
    basis_plan: BasisPlanForm | None
    due: IsoDate | None
    year: int | None
    units: list[AuditUnitForm]
    similar: list[SimilarForm]
    unmatched: list[LooseForm]
    ambiguous: list[LooseForm]
    summary: AuditSummaryForm
