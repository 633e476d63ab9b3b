"""Prepare a superior plan once, and lay drafts beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from plancheck.alignment import channels, judge, reports
from plancheck.alignment.actors import Addressee, addressee_of, is_addressed
from plancheck.alignment.doubts import doubts
from plancheck.alignment.draft import Draft, draft_of
from plancheck.alignment.items import items_of
from plancheck.alignment.judge import Found, Verdict
from plancheck.alignment.measure import Asked
from plancheck.alignment.shown import aligned
from plancheck.alignment.wanted import Wanted, wanted_of
from plancheck.alignment.words import words_of
from plancheck.checks.context import Context
from plancheck.checks.unfit import SURE
from plancheck.checks.unit import unit_of
from plancheck.matrix import COVERED, NOT_ADDRESSED, PARTIAL, UNCOVERED, AlignedItem, Alignment, BasisPlan

_MOST_REPORTS = 40  # looked at beside each other; a file that is all reports is no plan


@dataclass(eq=False, repr=False)
class Basis:
    """A superior plan, read once for a whole batch of drafts."""

    plan: BasisPlan
    context: Context

    @cached_property
    def wanted(self) -> list[Wanted]:
        """The items, worked out when a draft is first laid beside the plan: of a folder of plans few are."""
        words = words_of(self.context.folded, self.context.rulebook.lexis)
        return [wanted_of(self.context, words, item) for item in items_of(self.context)]

    @cached_property
    def reporting(self) -> list[Wanted]:
        """The items that ask for a report."""
        return [wanted for wanted in self.wanted if wanted.duty is not None]


def prepare(context: Context, path: str) -> Basis:
    """Return the superior plan ready to be compared."""
    data, unit = context.plan.metadata, unit_of(context)
    plan = BasisPlan(
        path, context.plan.doc_type, f"{data.number or '…'}/{data.symbol}" if data.symbol else data.number,
        data.date, data.plan_year, unit.name if unit is not None else data.issuer, data.subject,
        unit.province if unit is not None else None,
    )  # fmt: skip
    return Basis(plan, context)


def align(context: Context, basis: Basis) -> Alignment:
    """Return which items of the superior plan the draft takes up, and where."""
    unit = unit_of(context)
    addressee = addressee_of(context.rulebook, unit, basis.context.form_day) if unit is not None else None
    draft = draft_of(context)
    values = basis.context.rulebook.lexis.values
    verdicts = [_verdict(wanted, basis, draft, addressee) for wanted in basis.wanted]
    verdicts = _elsewhere(basis, draft, verdicts, addressee)
    pairs = zip(basis.wanted, verdicts, strict=True)
    items = [aligned(wanted, basis.context, draft, verdict) for wanted, verdict in pairs]
    name = unit.name if unit is not None else None
    thresholds = {"covered": values["full"], "partial": values["touched"], "part": values["part"]}
    found = doubts(context, basis.plan)
    unfit = any(kind in SURE for kind, _ in found)
    return Alignment(basis.plan, name, items, _coverage(items), found, thresholds, unfit)


def _coverage(items: list[AlignedItem]) -> float | None:
    statuses = [item.status for item in items if item.status != NOT_ADDRESSED]
    return (statuses.count(COVERED) + statuses.count(PARTIAL) / 2) / len(statuses) if statuses else None


def _verdict(wanted: Wanted, basis: Basis, draft: Draft, addressee: Addressee | None) -> Verdict:
    found = verdict_of(wanted, basis, draft, addressee)
    return found if found is not None else judge.judge(wanted, draft, basis.context.rulebook.lexis.values)


def verdict_of(wanted: Wanted, basis: Basis, draft: Draft, addressee: Addressee | None) -> Verdict | None:
    """Return what does not rest on likeness of words: whom it is for, media, reports; None where words must tell."""
    if not _concerns(wanted, basis, addressee):
        return Verdict(NOT_ADDRESSED, 0.0, [], [])
    if wanted.item.kind == "channel" and wanted.kinds:
        return _channel(wanted, basis, draft)
    if wanted.duty is not None:
        return _report(wanted.duty, _other_dues(wanted, basis, addressee), draft)
    return Verdict(COVERED, 1.0, [], []) if wanted.own_plan else None


def _concerns(wanted: Wanted, basis: Basis, addressee: Addressee | None) -> bool:
    """Say whether the item is addressed to the unit; where nobody knows the unit, only what is asked of everybody."""
    if addressee is None:
        return not wanted.to.bodies
    return is_addressed(basis.context, wanted.to, addressee)


# Channels


def _channel(wanted: Wanted, basis: Basis, draft: Draft) -> Verdict:
    """A channel is covered by kinds of media, all of them, or all but one of four."""
    asked = Asked((token for part in wanted.parts for token in part.asked.tokens), [], 1.0)
    likeness = {number: value for value, number in draft.index.coverage(asked)}
    media = draft.media
    missing = channels.missing_kinds(wanted.kinds, set(media))
    if missing:
        media = _with_copies(wanted, draft, likeness, basis.context.rulebook.lexis.values["same"])
        missing = channels.missing_kinds(wanted.kinds, set(media))
    share = 1 - len(missing) / len(wanted.kinds)
    found = [Found(share, number) for number in _places(media, likeness, draft, wanted.kinds - missing)]
    status = judge.by_count([kind not in missing for kind in wanted.kinds])
    spans = [span for kind in missing for span in channels.places_of(basis.context, kind, wanted.item.spans)]
    short = judge.too_few(wanted, draft, found) if status == COVERED else None
    if short is not None:
        return Verdict(PARTIAL, share, found, [], "number", None, *short)
    return Verdict(status, share, found, sorted(spans) if status != UNCOVERED else [])


def _with_copies(wanted: Wanted, draft: Draft, likeness: dict[int, float], same: float) -> dict[str, list[int]]:
    """Return the media of a draft with those of lines that say what the item says, whatever that is about."""
    media = {kind: list(numbers) for kind, numbers in draft.media.items()}
    for number, value in sorted(likeness.items()):
        weight = sum(token.weight for token in draft.tokens[number])
        held = sum(token.weight * wanted.bag.share(token, 0.0) for token in draft.tokens[number])
        if value >= same and held >= same * weight:
            for kind in channels.used_kinds(draft.context, draft.passages[number]):
                media.setdefault(kind, []).append(number)
    return media


def _places(media: dict[str, list[int]], likeness: dict[int, float], draft: Draft, kinds: set[str]) -> list[int]:
    """Return for each kind of media the passage that is likest to the item, one among the channels before others."""

    def likest(number: int) -> tuple[bool, float, int]:
        return "channels" in draft.passages[number].roles, likeness.get(number, 0.0), -number

    found: dict[int, None] = {}
    for kind in channels.KINDS:
        numbers = [number for name in channels.same_as(kind) for number in media.get(name, ())]
        if kind in kinds and numbers:
            found[max(numbers, key=likest)] = None
    return sorted(found, key=likest, reverse=True)


# Reports


def _other_dues(wanted: Wanted, basis: Basis, addressee: Addressee | None) -> list[reports.Due]:
    """Return the days of the other reports that the unit owes the same body."""
    return [
        due
        for other in basis.reporting[:_MOST_REPORTS]
        if other is not wanted and other.duty is not None and wanted.duty is not None
        and any(one.is_same(two) for one in wanted.duty.receivers for two in other.duty.receivers)
        and _concerns(other, basis, addressee)
        for due in other.duty.dues
    ]  # fmt: skip


def _report(duty: reports.Duty, others: list[reports.Due], draft: Draft) -> Verdict:
    """A report is covered by one to the same body, not later, for each day asked for."""
    same = [
        sent for sent in draft.sent if any(one.is_same(other) for one in duty.receivers for other in sent.receivers)
    ]
    if not same:
        return Verdict(UNCOVERED, 0.0, [], [], "absent")
    short = reports.shortfall(duty.dues, sorted({due for sent in same for due, _ in sent.dues}), others)
    if short is not None and short.given is not None:
        same.sort(key=lambda sent: short.given not in dict(sent.dues))
    passages = [Found(1.0, sent.passage) for sent in same]
    if short is None:
        return Verdict(COVERED, 1.0, passages, [])
    return Verdict(PARTIAL, 0.5, passages, [], short.problem, short)


def _elsewhere(basis: Basis, draft: Draft, verdicts: list[Verdict], addressee: Addressee | None) -> list[Verdict]:
    """Tell of a report that is absent whether the draft sends it to another body: one that no other duty asks for."""
    own = addressee.bodies if addressee is not None else frozenset()
    taken = {found.passage for verdict in verdicts if verdict.problem != "absent" for found in verdict.passages}
    other = [
        sent
        for sent in draft.sent
        if sent.passage not in taken and any(one.ids and one.ids.isdisjoint(own) for one in sent.receivers)
    ]
    if not other:
        return verdicts
    place = [Found(0.0, other[0].passage)]
    return [
        verdict._replace(problem="recipient", passages=place) if verdict.problem == "absent" else verdict
        for verdict in verdicts
    ]
