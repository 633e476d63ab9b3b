"""The pydantic model of each check's options, as they stand under ``options:`` in a rule file."""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args

from pydantic import BaseModel, Field, model_validator

from plancheck.rulebook.schema import BothLanguages, ElementKey, Identifier, ListName, Phrase, Place, Strict

Doubt = Literal[
    "same", "own", "kind", "kind-unsure", "province", "year", "year-unsure", "level",
    "citation", "uncited", "number", "date", "symbol",
]  # fmt: skip
LayoutKind = Literal["paper", "margins", "font", "size", "page-number", "first-page"]


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


class ForeignNameOptions(Strict):
    """Options of the check "foreign-name": bodies of one rank by class, and what is said of each kind of name."""

    peers: list[str] = Field(min_length=1)
    problems: dict[Literal["province", "issuer", "department", "area"], BothLanguages]


AbolishedCase = Literal["ended", "ended-alone", "district", "not-yet", "province", "city"]


class AbolishedOptions(Strict):
    """Options of the check "abolished-body": which classes of bodies are judged, and what is said of each case."""

    tolerance: int = Field(60, ge=0, description="days on both sides of a change whose day varies by province")
    ended: list[str] = []
    begun: list[str] = []
    of_district: list[str] = Field([], description="judged only where the district is named with the body")
    problems: dict[AbolishedCase, BothLanguages]
    suggestions: dict[AbolishedCase | Literal["ended-several", "district-commune", "district-report"], BothLanguages]


class QuoteOptions(Strict):
    """Options of the check "unclosed-quote": what is said of a mark that stays open, and of one that closes nothing."""

    problems: dict[Literal["open", "closed"], BothLanguages]


class ExplainOptions(Strict):
    """Options of the check "undefined-abbreviation": the suggestion where the full words are known."""

    spelled: BothLanguages


class Term(Strict):
    """A term and its spellings (a phrase list). ``wrong`` ones are told of even where no other stands beside them."""

    spellings: ListName
    right: Phrase
    wrong: list[Phrase] = []
    cased: bool = Field(False, description="capitals matter, but for the first letter")
    prose: bool = Field(False, description="compared in running text only")
    bare: bool = Field(False, description="only where no name follows")


class SpellingOptions(Strict):
    """Options of the check "mixed-spelling": the terms looked at and what is said of each kind of departure."""

    terms: list[Term]
    no_names: list[Phrase] = Field(description="words that no person or place is called by")
    problems: dict[Literal["tone", "mixed", "wrong", "name"], BothLanguages]
    write: BothLanguages


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


class CitationOptions(Strict):
    """Options of the checks on citations: what is said of each case, and what is proposed."""

    problems: dict[str, BothLanguages] = {}
    suggestions: dict[str, BothLanguages] = {}


class CompletenessOptions(CitationOptions):
    """Options of the check "incomplete-citation"."""

    law_dated_from: date = Field(description="from this day on a law that is a basis bears its date")


class CitationFormOptions(CitationOptions):
    """Options of the check "malformed-citation": as above; what only prose must not have, and the clauses."""

    prose_only: list[str] = []
    slight: list[str] = Field([], description="cases that are information where nothing else is wrong")
    party: list[str] = Field([], description="codes of bodies of the Party, whose symbols are written another way")
    clauses: dict[str, Identifier] = Field({}, description="rule of the regimes of form that each case offends")


class CitedSymbolOptions(CitationOptions):
    """Options of the check "symbol-mismatch": codes that a kind may bear beside its own ("*": any)."""

    accepts: dict[str, list[str]] = {}
    never_letters: list[str] = Field([], description="codes that no body begins the symbols of its letters with")


class WrongBasisOptions(Strict):
    """Options of the check "wrong-basis": what is said of each doubt about the file given, and what is proposed."""

    problems: dict[Doubt, BothLanguages]
    suggestions: dict[Doubt, BothLanguages] = {}

    @model_validator(mode="after")
    def _every_doubt_has_words(self) -> WrongBasisOptions:
        if missing := set(get_args(Doubt)) - set(self.problems):
            raise ValueError(f"problems lack {', '.join(sorted(missing))}")
        return self


class UncoveredOptions(Strict):
    """Options of the check "uncovered": the kind of item, the elements under whose heading it may be added, words."""

    kind: Literal["content", "channel", "task", "report"]
    places: list[ElementKey] = Field(min_length=1)
    problems: dict[Literal["sure", "unsure"], BothLanguages]
    suggestions: dict[Literal["headed", "bare"], BothLanguages]


class LateTaskOptions(Strict):
    """Options of the check "late-task": what is said of a task that is due later than asked."""

    problems: dict[Literal["late", "issued"], BothLanguages]
    suggestions: dict[Literal["issued"], BothLanguages]


class RecipientOptions(Strict):
    """Options of the check "wrong-report-recipient": what is said of each way in which a report differs."""

    problems: dict[Literal["recipient", "absent", "day-late", "day-later", "day-missing", "one-missing"], BothLanguages]
    suggestions: dict[Literal["known", "quoted", "day", "one-missing"], BothLanguages]


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
    "foreign-name": ForeignNameOptions,
    "abolished-body": AbolishedOptions,
    "incomplete-citation": CompletenessOptions,
    "malformed-citation": CitationFormOptions,
    "future-citation": CitationOptions,
    "expired-citation": CitationOptions,
    "programme-mismatch": CitationOptions,
    "symbol-mismatch": CitedSymbolOptions,
    "conflicting-citation": CitationOptions,
    "mixed-spelling": SpellingOptions,
    "unclosed-quote": QuoteOptions,
    "undefined-abbreviation": ExplainOptions,
    "wrong-basis": WrongBasisOptions,
    "uncovered": UncoveredOptions,
    "late-task": LateTaskOptions,
    "wrong-report-recipient": RecipientOptions,
}
