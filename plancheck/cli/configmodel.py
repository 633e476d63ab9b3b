"""The pydantic model of ``plancheck.toml``; imported only where there is such a file, or for its schema."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from plancheck.cli.days import day_of

_LONGEST = {1: 31, 2: 29, 4: 30, 6: 30, 9: 30, 11: 30}


def _month_day(written: str) -> str:
    month, day = (int(part) for part in written.split("-"))
    if not 1 <= month <= 12 or not 1 <= day <= _LONGEST.get(month, 31):
        raise ValueError("is no day of the year")
    return written


def _day(written: object) -> object:
    return day_of(written) if isinstance(written, str) else written


Day = Annotated[date, BeforeValidator(_day)]
MonthDay = Annotated[str, Field(pattern=r"^\d{2}-\d{2}$"), AfterValidator(_month_day)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class LimitsTable(Strict):
    """The largest inputs that are read."""

    bytes: int | None = Field(None, ge=1, description="of a plain text or HTML file")
    lines: int | None = Field(None, ge=1)
    file_bytes: int | None = Field(None, ge=1, description="of any other file, as it lies on the disk")
    unpacked_bytes: int | None = Field(None, ge=1, description="unpacked from one Word or ODF file")
    pages: int | None = Field(None, ge=1, description="of a PDF")
    members: int | None = Field(None, ge=1, description="files in a package or zip")


class LateIssueTable(Strict):
    """Days of the plan's year, as "MM-DD", after which a plan counts as late."""

    info_after: MonthDay | None = None
    warning_after: MonthDay | None = None


class SuppressTable(Strict):
    """Findings that are let pass, with the reason; ``rule`` is a rule or a family."""

    rule: Annotated[str, Field(min_length=1)]
    reason: Annotated[str, Field(min_length=1, pattern=r"\S")]
    path: str | None = Field(None, description="pattern of drafts' paths, relative to this file")
    fingerprint: str | None = Field(None, description="this one finding only")
    until: Day | None = Field(None, description="the last day on which it holds")


class LawTable(Strict):
    """Facts of law beside those that ship."""

    extra: list[Annotated[str, Field(min_length=1)]] = Field(
        [], description="files of facts (schema: law-facts), relative to this file"
    )


class ConfigFile(Strict):
    """What stands in plancheck.toml; options of the command line overrule it."""

    profile: str | None = None
    lang: Literal["vi", "en"] | None = None
    fail_on: Literal["error", "warning", "info", "never"] | None = None
    unit: str | None = None
    basis: Annotated[str, Field(min_length=1)] | None = Field(
        None, description="the superior plan, or a folder of such plans, relative to this file"
    )
    due: Day | None = Field(None, description="the last day to issue a plan, for audits")
    late_after_days: int | None = Field(
        None, ge=0, le=3660, description="of an audit: a plan is late so many days after the superior plan's date"
    )
    select: list[str] = Field([], description="rules or families to run")
    ignore: list[str] = Field([], description="rules or families to leave out")
    rules: list[str] = Field([], description="folders of more rules, relative to this file")
    limits: LimitsTable = LimitsTable()
    late_issue: LateIssueTable = LateIssueTable()
    law: LawTable = LawTable()
    suppress: list[SuppressTable] = []


def known_keys() -> list[str]:
    """Return every key that may stand in the file."""
    models = (ConfigFile, LimitsTable, LateIssueTable, LawTable, SuppressTable)
    return [name for model in models for name in model.model_fields]
