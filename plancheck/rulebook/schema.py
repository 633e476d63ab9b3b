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
    "late-issue", "table-columns", "table-cells", "table-body", "phrases", "input",
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


class PassExample(Strict):
    text: str
    note: str | None = None


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
    when: list[Literal["file", "basis", "date", "unit"]] = []
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
        if self.examples is None and self.check != "input":
            raise ValueError("examples are missing: at least one passing and one failing text")
        return self


class PhraseOptions(Strict):
    """Options of the check "phrases": words that must not stand (forbid) or must stand (require) in some place."""

    forbid: list[Phrase] = []
    require: list[Phrase] = []
    places: list[Place] = []

    @model_validator(mode="after")
    def _one_of_both(self) -> PhraseOptions:
        if bool(self.forbid) == bool(self.require):
            raise ValueError("give either forbid or require")
        return self


class LexiconFile(Strict):
    """Phrase lists; a list of the same name in another file adds to it."""

    lists: dict[ListName, list[Phrase]] = {}
    codes: dict[str, str] = Field({}, description="kinds of documents by the abbreviation in their symbols")
    levels: dict[str, int] = Field({}, description="level of an issuer by its code in a symbol")


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
