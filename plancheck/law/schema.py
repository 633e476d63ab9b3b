"""The pydantic model of the files under ``rules/law/`` and of a province's own; imported only to compile them.

Field names and their meaning are told in ``rules/law/README.md``.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator


def _real_day(written: str) -> str:
    date.fromisoformat(written)
    return written


Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(_real_day)]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


def _in_order(days: tuple[str, str]) -> tuple[str, str]:
    if days[0] >= days[1]:
        raise ValueError(f"the period begins ({days[0]}) after it ends ({days[1]})")
    return days


Period = Annotated[tuple[Day, Day], AfterValidator(_in_order)]  # the first and the last day


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Interval(Strict):
    """[from, until)."""

    from_: Day | None = Field(None, alias="from")
    until: Day | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Interval:
        if self.from_ and self.until and self.from_ >= self.until:
            raise ValueError(f"from ({self.from_}) is not before until ({self.until})")
        return self


class Told(Strict):
    """One text in Vietnamese and English."""

    vi: Text
    en: Text


class PartlyReplaced(Strict):
    from_: Day = Field(alias="from")
    by: Text
    scope: Text


class DocumentEntry(Strict):
    symbol: Annotated[str, StringConstraints(pattern=r"^\d[^\s]*$")]
    kind: Text
    title_short: Text
    issuer: Text
    issued: Day
    in_force: Day | None = None
    expired: Day | None = None
    replaced_by: list[Text] = []
    amended_by: list[Text] = []
    partly_replaced: list[PartlyReplaced] = []
    period: Period | None = None
    topics: list[str] = []
    source: list[Text] = Field(min_length=1)
    verified: bool
    unverified: list[Literal["kind", "issuer", "issued", "in_force", "expired", "replaced_by"]] = []
    note: str | Told | None = None

    @model_validator(mode="after")
    def _in_order(self) -> DocumentEntry:
        if self.in_force and self.in_force < self.issued:
            raise ValueError(f"{self.symbol}: in force before it was issued")
        if self.expired and self.expired <= (self.in_force or self.issued):
            raise ValueError(f"{self.symbol}: expired before it was in force")
        for part in self.partly_replaced:
            if part.from_ < (self.in_force or self.issued):
                raise ValueError(f"{self.symbol}: partly replaced before it was in force")
        if self.verified == bool(self.unverified):
            raise ValueError(f"{self.symbol}: verified must be false exactly where unverified names a field")
        return self


class AreaEntry(Strict):
    n: int
    id: Text
    name: Text
    accept: list[Text]


class PhaseEntry(Strict):
    symbol: Text
    period: Period


class ProgrammeEntry(Strict):
    id: Text
    name: Text
    period: Period
    resolution: Text
    issued: Day
    amended_by: list[Text] = []
    directive: Text | None = None
    phase_plans: list[PhaseEntry] = []
    successor: Text | None = None
    areas: list[AreaEntry]
    extra_task: AreaEntry | None = None
    gap_note: str | None = None
    wrong_if_present: list[Text] = []
    wrong_note: str | None = None
    source: list[Text]
    verified: bool
    unverified: list[str] = []


class SchemeEntry(Strict):
    symbol: Text
    period: Period | None = None
    from_: Day | None = Field(None, alias="from")
    note: str | None = None
    verified: bool = False


class OldUnitEntry(Interval):
    code: Text
    name: Text
    kind: Literal["tỉnh", "thành phố"]
    continues_as: Text
    name_survives: bool
    aliases: list[Text] = []
    fold: str
    source: list[Text]
    verified: bool


class KindEntry(Interval):
    kind: Literal["tỉnh", "thành phố"]
    by: Text | None = None


class NewUnitEntry(Strict):
    code: Text
    name: Text
    from_: Day = Field(alias="from")
    kinds: list[KindEntry] = Field(min_length=1)
    merged_from: list[Text]
    changed: bool
    aliases: list[Text] = []
    fold: str
    source: list[Text]
    verified: bool


class EventEntry(Strict):
    date: Day
    what: Text
    by: Text | None = None
    verified: bool


class LevelEntry(Interval):
    level: Text
    names: list[Text]
    basis: str | None = None
    verified: bool = True


class ZoneEntry(Strict):
    name: Text
    province: Text
    from_: Day = Field(alias="from")
    source: list[Text]
    verified: bool


class BodyEntry(Interval):
    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
    class_: Text = Field(alias="class")
    name: Text
    aliases: list[Text] = []
    abbr: list[Text] = []
    codes: list[Text] = []
    level: Literal["trung ương", "tỉnh", "huyện", "xã", "mọi cấp"]
    successor: list[Text] = []
    basis: list[Text] = []
    source: list[Text] = Field(min_length=1)
    verified: bool
    date_varies: bool = False
    mandatory: bool | None = None
    collective: bool = Field(False, description="works as a collective and signs TM.")
    note: str | Told | None = None


class KindOfDocument(Interval):
    name: Text
    abbr: str | None = None
    symbol: str | None = None
    example: str | None = None
    nd30: str | None = None
    note: str | None = None
    verified: bool


class ClauseEntry(Strict):
    id: Text
    value: Any
    unit: str | None = None
    clause: str | None = None
    source: Text
    verified: bool
    severity: Literal["error", "warning", "info"] | None = None


class RegimeEntry(Interval):
    id: Text
    symbol: Text
    successor: Text | None = None
    verified: bool
    note: str | None = None
    rules: list[ClauseEntry] = []


class AbbreviationEntry(Strict):
    abbr: Text
    exp: list[Text] = Field(min_length=1)
    variants: list[Text] = []
    define: Literal["no", "first-use"] = "first-use"
    form: str | None = None
    case: Literal["strict"] | None = None
    note: str | None = None
    verified: bool = True


class LawFile(Strict):
    """One file of facts; every part may stand in any file, and a province's own file adds to what ships."""

    meta: dict[str, Any] = {}
    sources: dict[str, str | Told] = {}
    documents: list[DocumentEntry] = []
    programmes: list[ProgrammeEntry] = []
    propaganda_schemes: list[SchemeEntry] = []
    index_schemes: list[SchemeEntry] = []
    events: list[EventEntry] = []
    old_units: list[OldUnitEntry] = []
    new_units: list[NewUnitEntry] = []
    ambiguous_aliases: list[Text] = []
    levels: list[LevelEntry] = []
    special_zones: list[ZoneEntry] = []
    bodies: list[BodyEntry] = []
    administrative: list[KindOfDocument] = []
    tt01_codes: list[KindOfDocument] = []
    regimes: list[RegimeEntry] = []
    abbreviations: list[AbbreviationEntry] = []
    unit_codes_in_luu: list[Text] = []
