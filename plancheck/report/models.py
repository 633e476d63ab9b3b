"""The pydantic models of every report, for ``plancheck schema`` and for tests; nothing else imports them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

ElementKey = Literal[
    "provincial_basis", "purpose", "requirements", "audience", "content",
    "channels", "responsibility", "budget", "reporting", "schedule",
]  # fmt: skip
DocType = Literal[
    "ke-hoach", "bao-cao", "cong-van", "quyet-dinh", "to-trinh", "thong-bao", "chi-thi",
    "nghi-quyet", "huong-dan", "chuong-trinh", "de-an", "khac",
]  # fmt: skip
Status = Literal["present", "weak", "missing", "not-applicable"]
Severity = Literal["error", "warning", "info"]
IsoDate = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Count = Annotated[int, Field(ge=0)]
FromOne = Annotated[int, Field(ge=1)]
Share = Annotated[float, Field(ge=0, le=1)]


class Form(BaseModel):
    model_config = ConfigDict(extra="forbid")


class LocationForm(Form):
    """A place in the author's file; lines, columns, pages and paragraphs count from 1."""

    line: FromOne
    column: FromOne
    end_line: FromOne
    end_column: FromOne
    page: FromOne | None
    paragraph: FromOne | None


class EvidenceForm(Form):
    quote: str
    section: str | None
    location: LocationForm


class ElementForm(Form):
    """Whether an element is there, why, and what was read out of it (keys of ``facts`` differ by element)."""

    status: Status
    evidence: list[EvidenceForm]
    facts: dict[str, Any]


class CitationForm(Form):
    kind: str
    symbol: str
    date: IsoDate | None
    issuer: str | None
    location: LocationForm


class SuppressedForm(Form):
    reason: str
    until: IsoDate | None


class FindingForm(Form):
    rule: str
    family: str
    severity: Severity
    element: ElementKey | None
    message: str
    suggestion: str
    why: str
    basis: str
    section: str | None = Field(description='path of markers as "II.3.a"; null: about the whole document')
    quote: str | None
    location: LocationForm
    fingerprint: str = Field(description="stable while the finding's own text stands")
    suppressed: SuppressedForm | None


class SkippedForm(Form):
    rule: str
    reason: str


class UnitForm(Form):
    """The body that issues the draft; ``body`` is its id in rules/law/bodies.yaml."""

    name: str
    body: str | None
    kind: str | None
    level: Literal["trung ương", "tỉnh", "huyện", "xã"] | None
    province: str | None = Field(description="as it was called on the draft's day")
    parent: str | None = Field(description="the body printed over its name")


class MetadataForm(Form):
    """As written, without markup; null where blank or absent."""

    number: str | None
    symbol: str | None
    place: str | None
    date: IsoDate | None
    issuer: str | None
    subject: str | None
    plan_year: int | None
    signer: str | None
    signer_title: str | None
    authority: Literal["TM", "KT", "TL", "TUQ", "Q"] | None = Field(description="in whose place the signer signs")
    recipients: list[str]
    unit: UnitForm | None


class MatchForm(Form):
    """A place of the draft that takes an item up, or touches it."""

    section: str | None
    line: FromOne
    quote: str
    score: Share
    shared: list[str] = Field(description="words of the item that stand here too, or mean the same")
    due: IsoDate | None = Field(description="the day by which the draft does it")
    location: LocationForm


class ItemForm(Form):
    """An item of the superior plan; ``id`` is its path there, ``line`` its line."""

    id: str
    kind: Literal["content", "channel", "task", "report"]
    text: str
    line: FromOne
    addressed_to: list[str] = Field(description="as written; empty: everybody")
    status: Literal["covered", "partial", "uncovered", "not-addressed-to-unit"]
    score: Share
    sure: bool = Field(description="false: close to the threshold, worth a second look")
    missing: list[str] = Field(description="words of the item that the draft lacks")
    problem: str | None = Field(
        description="number, theme, recipient, absent, day-missing, day-late, one-missing, issued-late"
    )
    product: str | None = Field(description="what the table of tasks asks for beside it")
    number: str | None = Field(description="the number asked for that the draft does not reach, as written")
    given: str | None = Field(description="what the draft has of it, as written; null: no number")
    due: IsoDate | None = Field(description="the last day that the superior plan allows")
    matches: list[MatchForm]


class BasisPlanForm(Form):
    """What the superior plan says of itself; null where blank or absent."""

    doc_type: DocType
    symbol: str | None
    date: IsoDate | None
    year: int | None
    issuer: str | None
    subject: str | None


class DoubtForm(Form):
    kind: str
    text: str


class MatrixSummaryForm(Form):
    """How many items have each status."""

    covered: Count
    partial: Count
    uncovered: Count
    not_addressed_to_unit: Count = Field(alias="not-addressed-to-unit")


class MatrixForm(Form):
    """The superior plan's items, all of them in its order, and what the draft makes of each."""

    basis: str = Field(description="path of the superior plan's file")
    basis_plan: BasisPlanForm
    unit: str | None = Field(description="whose draft it is; null where nothing says")
    doubts: list[DoubtForm] = Field(description="why the file may be the wrong superior plan")
    items: list[ItemForm]
    coverage: Share | None = Field(
        description="of the items addressed to the unit those covered, a partial one counting half; null: none is"
    )
    thresholds: dict[Literal["covered", "partial", "part"], Share] = Field(
        description="scores of words from which an item counts so; of an item with several parts, each part"
    )
    summary: MatrixSummaryForm


class AlignmentForm(MatrixForm):
    """What ``plancheck align --format json`` prints."""

    schema_: Literal["plancheck/alignment/1"] = Field(alias="schema")
    plancheck: str
    draft: str = Field(description="path of the draft")


class DocumentForm(Form):
    path: str
    status: Literal["checked", "unreadable"]
    doc_type: DocType
    profile: str | None
    metadata: MetadataForm
    elements: dict[ElementKey, ElementForm]
    citations: list[CitationForm]
    findings: list[FindingForm]
    skipped: list[SkippedForm]
    alignment: MatrixForm | None = Field(description="null without a superior plan (--basis)")
    score: Annotated[float, Field(ge=0, le=100)] | None
    verdict: Literal["pass", "needs-work", "not-a-plan", "unreadable"]


class SummaryForm(Form):
    documents: Count
    unreadable: Count
    errors: Count
    warnings: Count
    infos: Count


class ReportForm(Form):
    """What ``plancheck lint --format json`` prints."""

    schema_: Literal["plancheck/report/1"] = Field(alias="schema")
    plancheck: str
    documents: list[DocumentForm]
    summary: SummaryForm


class SectionForm(Form):
    marker: str
    title: str
    line: FromOne
    depth: FromOne
    path: str
    sections: list[SectionForm]


class TableForm(Form):
    columns: list[str]
    rows: list[list[str]]


class AnnexForm(Form):
    title: str
    line: FromOne
    tables: list[TableForm]
    sections: list[SectionForm]


class TreeForm(Form):
    """What ``plancheck tree --format json`` prints."""

    schema_: Literal["plancheck/tree/1"] = Field(alias="schema")
    path: str
    doc_type: DocType
    sections: list[SectionForm]
    annexes: list[AnnexForm]


class LawFactForm(Form):
    """A fact: days are ISO, documents keys "SYMBOL@DAY" or symbols, bodies ids of rules/law/bodies.yaml."""

    value: str | bool | list[str] | None
    text: str
    verified: bool | None = Field(description="null: told for orientation, never checked")


class LawSourceForm(Form):
    key: str
    text: str


class LawAnswerForm(Form):
    """One thing that was meant; the keys of ``facts`` differ by type."""

    type: Literal[
        "document", "mined-document", "body", "province", "territory", "kind", "abbreviation", "programme", "regime"
    ]
    key: str
    name: str
    status: (
        Literal[
            "in-force", "not-issued", "not-in-force", "expired", "period-over", "replaced", "unknown",
            "exists", "not-yet", "ended", "varies",
        ]
        | None
    )  # fmt: skip
    state: str | None = Field(description="the status in words")
    verified: bool = Field(description="whether the facts that the status rests on are")
    machine: bool = Field(description="gathered by machine; about 3 to 5 % of such rows are wrong")
    facts: dict[str, LawFactForm]
    sources: list[LawSourceForm]


class LawForm(Form):
    """What ``plancheck law --format json`` prints."""

    schema_: Literal["plancheck/law/1"] = Field(alias="schema")
    asked: str
    day: IsoDate
    as_of: IsoDate | None = Field(description="nothing that happened after this day is known")
    answers: list[LawAnswerForm]
    near: list[str] = Field(description="what may have been meant, where there is no answer")
