"""The pydantic models of every file under ``rules/``; ``plancheck schema rule`` prints theirs."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
ListName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_.-]*$")]
Phrase = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Severity = Literal["error", "warning", "info"]
ElementKey = Literal[
    "provincial_basis", "purpose", "requirements", "audience", "content",
    "channels", "responsibility", "budget", "reporting", "schedule",
]  # fmt: skip
CheckName = Literal[
    "not-a-plan", "element", "empty-section", "numbering", "lone-item", "heading-only", "misplaced-duty",
    "vague-report-deadline", "vague-task-deadline", "task-without-lead", "task-without-product", "kinds-of-channel",
    "late-issue", "table-columns", "table-cells", "table-body", "phrases", "input", "missing-part",
    "layout", "remarks", "leftovers", "scanned", "suppression",
    "incomplete-citation", "malformed-citation", "future-citation", "expired-citation", "programme-mismatch",
    "symbol-mismatch", "conflicting-citation",
    "missing-number", "missing-date", "malformed-symbol", "missing-subject", "signing-authority",
    "malformed-recipients", "missing-end-mark", "annex-not-announced", "annex-mismatch",
    "foreign-name", "abolished-body", "year-mismatch", "topic-drift", "duty-not-addressed",
    "undefined-abbreviation", "repeated-word", "unclosed-quote", "mixed-spelling",
    "wrong-basis", "predates-basis", "uncovered", "late-task", "wrong-report-recipient",
]  # fmt: skip
Place = Literal[
    "opening", "closing", "annex", "table", "none", "difficulty", "provincial_basis", "purpose", "requirements",
    "audience", "content", "channels", "responsibility", "budget", "reporting", "schedule",
]  # fmt: skip


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class BothLanguages(Strict):
    """One text in Vietnamese and English."""

    vi: Annotated[str, StringConstraints(min_length=1)]
    en: Annotated[str, StringConstraints(min_length=1)]


class ExamplePage(Strict):
    """Lengths in millimetres; ``number`` is where the page number stands, as "top-center"."""

    width: float = 210
    height: float = 297
    top: float = 20
    bottom: float = 20
    left: float = 30
    right: float = 20
    number: str | None = "top-center"
    number_first: bool = False


class ExampleRemark(Strict):
    kind: str
    detail: str = ""


class ExampleFile(Strict):
    """The example is read as a file with pages (as Word's), which look like this."""

    page: ExamplePage | None = None
    fonts: dict[str, int] = Field({}, description="letters set in each font")
    sizes: dict[float, int] = Field({}, description="letters set in each size, in points")
    remarks: list[ExampleRemark] = Field([], description="what the reader says of the file")


class PassExample(Strict):
    text: str
    note: str | None = None
    file: ExampleFile | None = None
    basis: str | None = Field(None, description="the superior plan that the example is laid beside, as --basis")
    unit: str | None = Field(None, description="the issuing unit, as --unit, where the example does not say it")


class FailExample(PassExample):
    line: int | None = Field(None, ge=1, description="line of the finding in the example")
    quote: str | None = Field(None, description="the words that the finding must quote")


class Examples(Strict):
    """At least one text on which the rule is silent and one on which it speaks."""

    passing: list[PassExample] = Field(alias="pass", min_length=1)
    failing: list[FailExample] = Field(alias="fail", min_length=1)


class RuleFile(Strict):
    """One rule; the file is rules/FAMILY/ID.yaml."""

    id: Identifier
    family: Identifier
    severity: Severity
    check: CheckName
    options: dict[str, Any] = {}
    element: ElementKey | None = None
    requires: list[Identifier] = Field([], description="rules that must be silent before this one may speak")
    when: list[Literal["file", "basis", "date", "unit", "header", "signature", "recipients", "ending"]] = Field(
        [], description="what must be known, or a part of the form that must stand in the text; else it is skipped"
    )
    clause: Identifier | None = Field(
        None, description="the rule of rules/law/regimes.yaml that findings cite, by the draft's own date"
    )
    documents: Literal["plans", "any"] = Field(
        "plans", description="what it judges: plans only, or letters and reports too"
    )
    title: BothLanguages | None = Field(
        None, description="the gap in general, for lists of many plans; left out: the message"
    )
    message: BothLanguages
    suggestion: BothLanguages
    why: BothLanguages
    basis: BothLanguages = Field(description="the clause or source the rule rests on")
    verified: bool | None = Field(
        None,
        description="of a clause of law: true when its text was read, false when it is unsure (no error then);"
        " left out: the rule rests on practice",
    )
    examples: Examples | None = Field(None, description="may be left out only by rules of the family input")

    @model_validator(mode="after")
    def _unverified_is_no_error(self) -> RuleFile:
        if self.verified is False and self.severity == "error":
            raise ValueError("a rule whose source is not verified may not have severity error")
        if self.examples is None and self.family != "input":
            raise ValueError("examples are missing: at least one passing and one failing text")
        return self


class LexiconFile(Strict):
    """Phrase lists; a list of the same name in another file adds to it."""

    lists: dict[ListName, list[Phrase]] = {}
    codes: dict[str, str] = Field({}, description="kinds of documents by the abbreviation in their symbols")
    levels: dict[str, int] = Field({}, description="level of an issuer by its code in a symbol")
    concepts: dict[Identifier, list[Phrase]] = Field(
        {}, description="spellings of one concept, by which two plans are compared; … stands for up to six words"
    )
    other_subjects: dict[ListName, list[Phrase]] = Field(
        {}, description="words by which a line shows that it speaks of another subject than reform"
    )


class AlignmentFile(Strict):
    """``rules/alignment.yaml``: how a draft is laid beside its superior plan."""

    values: dict[Annotated[str, StringConstraints(pattern=r"^[a-z_]+$")], float] = Field(
        description="weights and thresholds of the score, calibrated by benchmarks/calibrate.py"
    )
    stop: list[str] = Field(description="syllables that say nothing by themselves")
    lines: int = Field(ge=1, description="lines of plans in which the words of common were counted")
    common: dict[str, int] = Field(description="in how many of these lines a syllable or concept stands")


class AuditFile(Strict):
    """``rules/audit.yaml``: how an audit of many units' plans matches and compares them."""

    likeness: dict[Annotated[str, StringConstraints(pattern=r"^[a-z_]+$")], float] = Field(
        {}, description="sizes and thresholds by which plans count as alike"
    )
    formulas: list[str] = Field([], description="sentences that any plan may hold, nobody's copy")
    sent_otherwise: list[str] = Field([], description="endings of files that are told though no reader takes them")
    names: dict[
        Literal[
            "other_bodies", "offices", "before_receiver", "before_place", "after_place", "no_issuers", "under",
            "left_out", "committees", "numbered_kinds", "doubtful_kinds", "totals",
        ],
        list[str],
    ] = Field({}, description="words in names of units, and by which the name of a file tells whose it is")  # fmt: skip
    short_kinds: dict[str, list[str]] = Field({}, description="how kinds of territory are written short")
    columns: dict[Literal["unit", "short_names", "class", "file", "order"], list[str]] = Field(
        {}, description="how the columns of a roster may be called"
    )


class Sentence(Strict):
    anchor: list[ListName] = Field(min_length=1)
    with_: list[ListName] = Field([], alias="with")
    without: list[ListName] = []
    places: list[Place] = []
    starts: bool = False
    least: int = Field(1, ge=1)


class ElementEntry(Strict):
    label: BothLanguages
    source: BothLanguages
    headings: ListName
    sentences: list[Sentence] = []
    columns: ListName | None = None
    collector: Literal["basis", "reporting", "deadlines"] | None = None
    strong: list[ListName] = Field([], description="lists of which one phrase must stand for present; else weak")


class ElementsFile(Strict):
    elements: dict[ElementKey, ElementEntry]


class ProfileFile(Strict):
    id: Identifier
    name: BothLanguages
    subject: list[list[ListName]] = Field([], description="the subject holds a phrase of one list of each group")
    priority: int = 0
    elements: dict[ElementKey, Annotated[float, Field(ge=0)]] = Field(description="required elements and weights")
    severities: dict[Identifier, Severity] = {}
    off: list[Identifier] = Field([], description="rules or families this kind of plan does not need")
