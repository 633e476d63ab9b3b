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
]  # fmt: skip
LayoutKind = Literal["paper", "margins", "font", "size", "page-number", "first-page"]
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


class LayoutOptions(Strict):
    """Options of the check "layout": what is said of each kind of departure from the regime of the plan's date."""

    clauses: dict[LayoutKind, Identifier] = Field(description="the rule of rules/law/regimes.yaml that each breaks")
    problems: dict[LayoutKind, BothLanguages]
    formats: list[str] = Field(description="of files that say what their author set; a PDF shows what was printed")
    tolerance: float = Field(1.0, description="millimetres that a length may differ")
    most_other_letters: float = Field(0.5, description="share of letters in another font or size that is let pass")


class RemarkOptions(Strict):
    """Options of the check "remarks": what is said of each kind of remark that a reader makes."""

    problems: dict[str, BothLanguages]


class LeftoverOptions(RemarkOptions):
    """Options of the check "leftovers": as for "remarks", and how short a scrap of a word is."""

    fragment_letters: int = Field(4, ge=1)


class SuppressionOptions(Strict):
    """Options of the check "suppression": what is said of an entry of the configuration that is wrong."""

    problems: dict[Literal["unknown", "expired", "idle"], BothLanguages]


class ScannedOptions(Strict):
    """Options of the check "scanned": what is said of a file that is all pictures, and of one that is in part."""

    problems: dict[Literal["whole", "pages"], BothLanguages]


class DocumentPart(Strict):
    """A part of the form: it is there if one of these lines or fields is."""

    lines: list[str] = Field([], description="terminals of grammars/plan.lark, as NATIONAL")
    fields: list[Literal["issuer", "signer", "signer_title", "recipients"]] = []
    unless: list[Phrase] = Field([], description="not asked for where a line of the form begins so")
    draft: bool = Field(True, description="asked for before signing too")
    problem: BothLanguages


class PartOptions(Strict):
    """Options of the check "missing-part": the first part that is absent is told."""

    parts: list[DocumentPart] = Field(min_length=1)


class CaseOptions(Strict):
    """What is said of each kind of problem that a check tells apart."""

    problems: dict[Identifier, BothLanguages] = Field(min_length=1)


class StampedOptions(CaseOptions):
    """Options of "missing-number" and "missing-date": what is told mildly where a stamp may bear it."""

    stamped_formats: list[str] = Field([], description="formats of issued files; number and day may be no text in them")


class SymbolOptions(StampedOptions):
    """Options of the check "malformed-symbol"."""

    wrong_codes: list[str] = Field([], description="abbreviations of kinds that none of the regimes has")
    letter_codes: list[str] = Field(
        [], description="what letters wrongly put for their kind, which has no abbreviation"
    )


class SigningOptions(CaseOptions):
    """Options of the check "signing-authority"."""

    suggestions: dict[Identifier, BothLanguages]
    led_by_one: list[str] = Field(description="classes of bodies (rules/law/bodies.yaml) that one person leads")


class EndMarkOptions(Strict):
    """Options of the check "missing-end-mark"."""

    marks: list[str] = Field(min_length=1, description="what may end the body, without blanks")


class TopicField(BothLanguages):
    """A field by its name: what it comprises, and which others a plan on it may speak of as its own."""

    parts: list[Identifier] = []
    beside: list[Identifier] = []


class TopicOptions(Strict):
    """Options of the check "topic-drift": the fields (their words are the lists "topic.ID"), and what is said."""

    most: int = Field(5, ge=1, description="findings a plan")
    fields: dict[Identifier, TopicField]
    problems: dict[str, BothLanguages]

    @model_validator(mode="after")
    def _fields_exist(self) -> TopicOptions:
        for name, entry in self.fields.items():
            if unknown := {*entry.parts, *entry.beside} - set(self.fields):
                raise ValueError(f"{name} names fields that are not listed: {', '.join(sorted(unknown))}")
        return self


class YearOptions(Strict):
    """Options of the check "year-mismatch": what is said of each place that names another year."""

    problems: dict[str, BothLanguages]


class AddressedOptions(Strict):
    """Options of the check "duty-not-addressed": which kinds of bodies are judged, and what is said."""

    kinds: list[Identifier] = Field(
        description="bodies that begin with a phrase of given.KIND; addressed.KIND covers them"
    )
    report_kinds: list[Identifier] = Field(description="those judged as receivers of reports")
    references: list[Phrase] = Field(description="recipients that stand for others ('Như Điều 3'): nothing is judged")
    most: int = Field(5, ge=1, description="findings a plan")
    problems: dict[Literal["duty", "report"], BothLanguages]


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


# The model of each check's options; the options of other checks are few and read where they are used.
OPTIONS: dict[str, type[BaseModel]] = {
    "phrases": PhraseOptions,
    "missing-part": PartOptions,
    "layout": LayoutOptions,
    "remarks": RemarkOptions,
    "leftovers": LeftoverOptions,
    "scanned": ScannedOptions,
    "suppression": SuppressionOptions,
    "missing-number": StampedOptions,
    "missing-date": StampedOptions,
    "malformed-symbol": SymbolOptions,
    "missing-subject": CaseOptions,
    "signing-authority": SigningOptions,
    "malformed-recipients": CaseOptions,
    "missing-end-mark": EndMarkOptions,
    "annex-mismatch": CaseOptions,
    "year-mismatch": YearOptions,
    "topic-drift": TopicOptions,
    "duty-not-addressed": AddressedOptions,
}
