"""What an audit goes by: the files of the folder, the roster, the day due, the year before, how files are checked."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plancheck.cli.config import Config
from plancheck.cli.days import day_of
from plancheck.cli.inputs import Superiors, expand
from plancheck.cli.streams import Refusal, complain

if TYPE_CHECKING:
    from plancheck.audit.audit import Asked
    from plancheck.audit.gathering import Files
    from plancheck.audit.job import Job
    from plancheck.audit.letting import Letting
    from plancheck.audit.roster import Unit
    from plancheck.audited import Earlier
    from plancheck.checks import Settings
    from plancheck.rulebook import Rulebook

_OURS = b'<meta name="generator" content="plancheck">'
_HEAD = 4096  # bytes in which a page says what made it


def files_of(folder: str, basis: str | None, rulebook: Rulebook) -> Files:
    """Return the drafts of the folder, and what was sent in another form; the superior plan among them is none.

    Raises Refusal where there is no such folder.
    """
    from plancheck.audit.gathering import paths_in
    from plancheck.readers.files import SUFFIXES, holds_files, supported_files

    if not holds_files(folder):
        raise Refusal(
            f"“{folder}” không phải thư mục hay tệp .zip; hãy chỉ ra thư mục chứa kế hoạch của các đơn vị.",
            f"'{folder}' is no folder or zip file; name the folder of the units' plans.",
        )
    found = list(supported_files(folder, (*SUFFIXES, *(f".{ending}" for ending in rulebook.sent_otherwise))))
    apart = {os.path.realpath(path) for path in expand([basis])[0]} if basis is not None else set()
    paths = [path for path in found if os.path.realpath(path) not in apart and not _is_ours(path)]
    if not paths:
        vi, en = f"Thư mục “{folder}” không có dự thảo nào.", f"No draft in the folder '{folder}'."
        if found:
            vi, en = (
                f"Mọi tệp trong “{folder}” đã được lấy làm kế hoạch cấp trên (--basis).",
                f"Every file in '{folder}' was taken for a superior plan (--basis).",
            )
        complain(f"plancheck: {vi} / {en}")
    return paths_in(folder, paths)


def _is_ours(path: str) -> bool:
    """Say whether a file is the page of an earlier audit, which lies where it was told to lie."""
    if not path.lower().endswith((".html", ".htm")):
        return False
    with contextlib.suppress(OSError, ValueError), open(path, "rb") as stream:  # noqa: PTH123
        return _OURS in stream.read(_HEAD)
    return False


def job_of(
    config: Config, rules: Sequence[str], rulebook: Rulebook, settings: Settings, ocr: bool, superior: Superiors,
    due: str | None,
) -> Job:  # fmt: skip
    """Return what checks a file, wherever that is done; ``due``: until when no plan is late."""
    from plancheck.audit.job import make_job
    from plancheck.readers import Limits
    from plancheck.rulebook import content_signature

    extra = [Path(folder) for folder in (*config.rules, *rules)]
    signature = content_signature(extra, [Path(name) for name in config.law]) + repr(
        sorted(config.adjust(rulebook, due).items())
    )
    limits = Limits(**config.limits)
    return make_job(rulebook, signature, settings, limits, ocr, superior.sources, superior.missing)


def letting_of(config: Config, folder: str) -> Letting:
    """Return the suppressions of the configuration, for the files of the folder."""
    from plancheck.audit.letting import Letting

    beside = str(config.path.resolve().parent) if config.path is not None else None
    return Letting.of(config.suppress, os.path.realpath(folder), beside, date.today())


def asked_of(
    config: Config, rulebook: Rulebook, roster: str | None, due: str | None, history: str | None,
    superior: Superiors, letting: Letting,
) -> Asked:  # fmt: skip
    """Return what the audit goes by; raise Refusal, or exit with 2, where a part of it cannot be read."""
    from plancheck.audit.audit import Asked
    from plancheck.audit.summing import due_day
    from plancheck.engine import prepare_basis

    units = _roster(roster, rulebook) if roster is not None else None
    plan = prepare_basis(superior.sources[0], rulebook).plan if len(superior.sources) == 1 else None
    day = due_day(_day(due) if due is not None else config.due, plan.date if plan else None, config.late_after_days)
    return Asked(units, plan, day, letting, _earlier(history))


def _roster(path: str, rulebook: Rulebook) -> list[Unit]:
    from plancheck.audit.roster import RosterError, read_roster

    try:
        return read_roster(path, rulebook.columns, rulebook.name_words["totals"])
    except RosterError as error:
        for place, words in error.problems:
            complain(f"plancheck: {place}: {words.vi} / {words.en}")
        raise click.exceptions.Exit(2) from error


def _day(written: str) -> str:
    """Return a day as ISO; raise Refusal where it is none."""
    try:
        return day_of(written).isoformat()
    except ValueError as error:
        raise Refusal(
            f"“{written}” không phải ngày; hãy ghi như 14/02/2026.", f"'{written}' is no day; write 2026-02-14."
        ) from error


def _earlier(history: str | None) -> Callable[[int | None], Mapping[str, Earlier]] | None:
    """Return what gives the results of the year before; raise Refusal where the history cannot be used."""
    if history is None:
        return None
    from plancheck.audit.history import HistoryError, earlier, prepare

    path = Path(history)
    try:
        prepare(path)
    except HistoryError as error:
        raise Refusal(error.words.vi, error.words.en) from error
    return lambda year: earlier(path, year)
