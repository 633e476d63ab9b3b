"""Put an audit together: gather, assign, compare, add up."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple

from plancheck.audit.assigning import Assignment, Given, assign
from plancheck.audit.gathering import Files, Gathered, Means, gather, gather_again
from plancheck.audit.job import known_runs
from plancheck.audit.letting import Letting
from plancheck.audit.likeness import Pair, alike
from plancheck.audit.names import plain
from plancheck.audit.outcome import Outcome, element_statuses, unpack_findings, unpack_text
from plancheck.audit.roster import Unit
from plancheck.audit.sketch import Sketch, unpacked
from plancheck.audit.summing import days_late, gaps_of, groups_of, rank, summed
from plancheck.audited import (
    CHECKED,
    DUPLICATE,
    MISSING,
    Audit,
    AuditFinding,
    Earlier,
    Likeness,
    LooseFile,
    UnitResult,
)
from plancheck.bilingual import Words
from plancheck.language.dates import shown_date
from plancheck.matrix import BasisPlan
from plancheck.rulebook import Rulebook

_SAME = Words("Giống hệt bản được tính.", "The same content as the plan that counts.")


class Asked(NamedTuple):
    """What an audit goes by. ``units``: the roster, None without one; ``due``: ISO; ``letting``: suppressions;
    ``earlier`` gives the results of the year before a year, by the units' plain names."""

    units: Sequence[Unit] | None = None
    basis: BasisPlan | None = None
    due: str | None = None
    letting: Letting | None = None
    earlier: Callable[[int | None], Mapping[str, Earlier]] | None = None


class _Judged(NamedTuple):
    """What is known of each unit, before units are compared: all that the outcomes of files are needed for."""

    rows: list[UnitResult]
    unmatched: list[LooseFile]
    ambiguous: list[LooseFile]
    year: int | None


def audit(files: Files, means: Means, rulebook: Rulebook, asked: Asked) -> Audit:
    """Return the audit of the files. The same files give the same audit, whatever checks them, in whatever order."""
    letting = asked.letting or Letting()

    def findings(row: UnitResult) -> Sequence[AuditFinding]:
        packed = means.store.findings(row.key) if row.key else None
        return letting.marked(row.path or "", unpack_findings(packed)) if packed else []

    def let(row: UnitResult, outcome: Outcome) -> None:
        if row.path is not None and row.score is not None and letting.covers(row.path):
            letting.apply(row, outcome.points, findings(row))

    rows, unmatched, ambiguous, year = _judged(files, means, rulebook, asked, let)
    earlier = asked.earlier(year) if asked.earlier is not None else {}
    counted = [row for row in rows if row.duplicate_of is None]
    for row in counted:
        row.earlier = earlier.get(plain(row.unit))
    rank(counted)
    checked = [row for row in counted if row.status == CHECKED]
    labels = {key: element.label for key, element in rulebook.elements.items()}
    return Audit(
        files.folder, rows, findings, labels, asked.basis, asked.due, year, unmatched, ambiguous,
        _similar(checked, means, rulebook), gaps_of(checked, rulebook), groups_of(counted), summed(None, counted),
        max((item.year for item in earlier.values()), default=None), asked.units is not None,
        len(means.job.superiors),
    )  # fmt: skip


def _judged(
    files: Files, means: Means, rulebook: Rulebook, asked: Asked, let: Callable[[UnitResult, Outcome], None]
) -> _Judged:
    """Return the rows; ``let`` applies suppressions to one."""
    gathered = gather(files, means)
    year = _year(asked, gathered.outcomes)
    assignment = assign(gathered.outcomes, asked.units, rulebook, year)
    if asked.units is not None and (unnamed := _unnamed(assignment, gathered.outcomes)):
        gathered = gather_again(files, gathered, unnamed, means)
    rows: list[UnitResult] = []
    for number, unit in enumerate(assignment.units):
        rows += _rows(unit, assignment.files[number], assignment.notes.get(number, []), gathered, asked.due)
    for row in rows:
        if row.path is not None:
            let(row, gathered.outcomes[row.path])
        if row.year is not None and year is not None and row.year != year and row.status == CHECKED:
            row.notes = (_other_year(row.year, year), *row.notes)
            row.late_days = None
    return _Judged(rows, assignment.unmatched, assignment.ambiguous, year)


def _other_year(own: int, year: int) -> Words:
    return Words(f"Đây là kế hoạch năm {own}, không phải năm {year}.", f"This is a plan for {own}, not for {year}.")


def _unnamed(assignment: Assignment, outcomes: Mapping[str, Outcome]) -> dict[str, str]:
    """Return the unit of each plan that does not itself say whose it is: the check has to know."""
    return {
        given.path: assignment.units[number].name
        for number, files in enumerate(assignment.files)
        for given in files
        if outcomes[given.path].status == CHECKED and outcomes[given.path].issuer is None
    }  # fmt: skip


def _rows(
    unit: Unit, files: Sequence[Given], notes: Sequence[Words], gathered: Gathered, due: str | None
) -> list[UnitResult]:
    if not files:
        return [UnitResult(unit.name, MISSING, unit.group, notes=tuple(notes))]
    first, *others = files
    rows = [_row(unit, first, gathered, due, (*first.notes, *notes))]
    _count_from_the_first(rows[0], [gathered.outcomes[given.path] for given in files], due)
    for given in others:
        same = (_SAME,) if gathered.keys[given.path] == gathered.keys[first.path] else ()
        row = _row(unit, given, gathered, due, (*same, *given.notes))
        row.duplicate_of = first.path
        if row.status == CHECKED:
            row.status = DUPLICATE
        rows.append(row)
    return rows


def _count_from_the_first(row: UnitResult, outcomes: Sequence[Outcome], due: str | None) -> None:
    """Count a unit's lateness from its first plan for the same year: one that is amended later was in time."""
    dates = [outcome.date for outcome in outcomes if outcome.elements and outcome.year == row.year and outcome.date]
    if row.date is None or not dates or min(dates) == row.date:
        return
    row.late_days = days_late(min(dates), due)
    shown = shown_date(min(dates))
    row.notes = (*row.notes, Words(f"Bản đầu tiên ban hành ngày {shown}.", f"The first version is of {shown}."))


def _row(unit: Unit, given: Given, gathered: Gathered, due: str | None, notes: tuple[Words, ...]) -> UnitResult:
    outcome = gathered.outcomes[given.path]
    errors, warnings, infos = outcome.counts
    reason = (outcome.reason,) if outcome.reason is not None else ()
    return UnitResult(
        unit.name, outcome.status, unit.group, given.path, given.by, gathered.keys[given.path], outcome.doc_type,
        outcome.symbol, outcome.date, outcome.year, days_late(outcome.date, due) if outcome.elements else None,
        outcome.score, None, outcome.verdict, element_statuses(outcome.elements), errors, warnings, infos,
        outcome.coverage, outcome.rules, outcome.failing, None, (*reason, *notes),
    )  # fmt: skip


def _year(asked: Asked, outcomes: Mapping[str, Outcome]) -> int | None:
    """Return the year that the plans are for: the superior plan's, else that of most of them."""
    if asked.basis is not None and asked.basis.year is not None:
        return asked.basis.year
    years = [outcome.year for outcome in outcomes.values() if outcome.year is not None]
    return max(sorted(set(years)), key=years.count) if years else None


# Likeness


def _similar(rows: Sequence[UnitResult], means: Means, rulebook: Rulebook) -> list[Likeness]:
    """Return the plans alike; found once for the same set of plans, and kept."""
    ordered = sorted((row for row in rows if row.path is not None), key=lambda row: row.path or "")
    digest = blake2b(digest_size=16, key=bytes.fromhex(means.job.key))
    for row in ordered:
        digest.update(row.key.encode())
    kept = means.store.likeness(digest.hexdigest())
    if kept is not None:
        pairs: list[Pair] = pickle.loads(kept)
    else:

        def sketch_of(number: int) -> Sketch:
            return unpacked(means.store.sketch(ordered[number].key))

        def text_of(number: int) -> tuple[int, str]:
            packed = means.store.text(ordered[number].key)
            return unpack_text(packed) if packed else (1, "")

        known = known_runs(means.job, rulebook)
        pairs = alike(len(ordered), sketch_of, text_of, known, rulebook.likeness)
        means.store.keep_likeness(digest.hexdigest(), pickle.dumps(pairs, protocol=5))
    found = [_likeness(pair, ordered[pair.first], ordered[pair.second]) for pair in pairs]
    found = [item for item in found if item.path_a != item.path_b]  # a file that the roster gives to two units
    return sorted(found, key=lambda item: (item.kind, -item.score, item.path_a, item.path_b))


def _likeness(pair: Pair, a: UnitResult, b: UnitResult) -> Likeness:
    earlier = None
    if a.date and b.date and a.date != b.date:
        earlier = a.path if a.date < b.date else b.path
    return Likeness(
        a.unit, b.unit, a.path or "", b.path or "", pair.score, pair.kind, pair.words, list(pair.passages), earlier
    )
