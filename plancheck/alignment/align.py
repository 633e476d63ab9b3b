"""Prepare a superior plan once, and lay drafts beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from plancheck.alignment import channels, judge, reports
from plancheck.alignment.actors import Addressee, addressee_of, is_addressed
from plancheck.alignment.days import Dated, dated, due
from plancheck.alignment.doubts import doubts
from plancheck.alignment.draft import Draft, draft_of
from plancheck.alignment.items import Item, items_of
from plancheck.alignment.judge import Found, Verdict
from plancheck.alignment.measure import Bag
from plancheck.alignment.passages import Passage
from plancheck.alignment.reports import Due, Shortfall
from plancheck.alignment.wanted import Wanted, wanted_of
from plancheck.alignment.words import words_of
from plancheck.checks.context import Context
from plancheck.checks.unit import unit_of
from plancheck.matrix import COVERED, NOT_ADDRESSED, PARTIAL, UNCOVERED, AlignedItem, Alignment, BasisPlan, Match

_MOST_MATCHES = 5
_LONGEST_MISSING = 120  # characters of a part shown as missing
_NO_DAY: Dated = (None, (0, 0))


@dataclass(eq=False, repr=False)
class Basis:
    """A superior plan, read and cut into items once for a whole batch of drafts."""

    plan: BasisPlan
    context: Context
    wanted: list[Wanted]


def prepare(context: Context, path: str) -> Basis:
    """Return the superior plan ready to be compared."""
    data, unit = context.plan.metadata, unit_of(context)
    plan = BasisPlan(
        path, context.plan.doc_type, f"{data.number or '…'}/{data.symbol}" if data.symbol else data.number,
        data.date, data.plan_year, unit.name if unit is not None else data.issuer, data.subject,
        unit.province if unit is not None else None,
    )  # fmt: skip
    words = words_of(context.folded, context.rulebook.lexis)
    return Basis(plan, context, [wanted_of(context, words, item) for item in items_of(context)])


def align(context: Context, basis: Basis) -> Alignment:
    """Return which items of the superior plan the draft takes up, and where."""
    unit = unit_of(context)
    addressee = addressee_of(context.rulebook, unit, basis.context.form_day) if unit is not None else None
    draft = draft_of(context)
    items = [_aligned(wanted, basis, draft, addressee) for wanted in basis.wanted]
    name = unit.name if unit is not None else None
    values = basis.context.rulebook.lexis.values
    thresholds = {"covered": values["full"], "partial": values["touched"], "part": values["part"]}
    return Alignment(basis.plan, name, items, _coverage(items), doubts(context, basis.plan), thresholds)


def _coverage(items: list[AlignedItem]) -> float | None:
    statuses = [item.status for item in items if item.status != NOT_ADDRESSED]
    return (statuses.count(COVERED) + statuses.count(PARTIAL) / 2) / len(statuses) if statuses else None


def _aligned(wanted: Wanted, basis: Basis, draft: Draft, addressee: Addressee | None) -> AlignedItem:
    base, item = basis.context, wanted.item
    text = base.plan.text.text
    verdict = _verdict(wanted, basis, draft, addressee)
    late = verdict.late
    judged = item.kind in ("content", "task")
    sure = verdict.status != UNCOVERED or not judged or verdict.score < base.rulebook.lexis.values["sure"]
    return AlignedItem(
        item.id, item.kind, " ".join(text[start:end] for start, end in item.spans),
        base.plan.text.location(item.start, item.end), tuple(body.name for body in wanted.bodies),
        verdict.status, round(verdict.score, 3),
        _matches(wanted, base, draft, verdict),
        tuple(_shown(text[start:end]) for start, end in verdict.missing),
        verdict.problem, sure,
        _iso(base, late.asked) if late is not None and late.asked is not None else _due(base, item),
        tuple(reports.recipients(base, *item.spans)) if item.kind == "report" else (),
        (item.product.text.strip() or None) if item.product is not None else None,
    )  # fmt: skip


def _due(base: Context, item: Item) -> str | None:
    """Return the last day, ISO, that the superior plan allows for a task or a report."""
    if item.kind not in ("task", "report"):
        return None
    if item.time is not None:
        days = dated(base, item.time.start, item.time.end)
    else:
        days = [found for span in item.spans for found in due(base, *span)]
    return max((day for day, _ in days if day), default=None)


def _iso(context: Context, due: Due) -> str | None:
    """Return a day of the plan's year, ISO; None for one that comes round each quarter or month."""
    year = context.plan.metadata.plan_year
    return f"{year:04d}-{due.month:02d}-{due.day:02d}" if year and due.period == "year" else None


def _shown(part: str) -> str:
    clean = " ".join(part.split()).strip(" .;,:")
    clean += ")" if clean.count("(") > clean.count(")") else ""
    return clean if len(clean) <= _LONGEST_MISSING else clean[: _LONGEST_MISSING - 1].rsplit(" ", 1)[0] + "…"


def _matches(wanted: Wanted, base: Context, draft: Draft, verdict: Verdict) -> list[Match]:
    if wanted.own_plan and verdict.status == COVERED and draft.context.plan.opening:
        # The duty to issue a plan is fulfilled by the draft itself, as its opening says.
        opening = draft.context.plan.opening[-1]
        evidence = draft.context.evidence(opening.start, opening.end)
        return [Match(None, evidence.location, evidence.quote, verdict.score, opening.start, opening.end)]
    return [_match(wanted, base, draft, found, verdict.late) for found in verdict.passages[:_MOST_MATCHES]]


def _match(wanted: Wanted, base: Context, draft: Draft, found: Found, late: Shortfall | None) -> Match:
    passage = draft.passages[found.passage]
    start, end = _closest(wanted, draft, passage)
    evidence = draft.context.evidence(start, end)
    day, span = _done_by(draft.context, passage, (start, end), late)
    return Match(
        passage.section, evidence.location, evidence.quote, round(found.score, 3), start, end,
        day, span, tuple(_shared(wanted, base, draft, found.passage)),
    )  # fmt: skip


def _done_by(context: Context, passage: Passage, sentence: tuple[int, int], late: Shortfall | None) -> Dated:
    """Return the first day by which a passage does something, its sentence first; of a late report that day."""
    whole = dated(context, passage.start, passage.end)
    if late is not None and late.given is not None:
        told = _iso(context, late.given)
        return next((found for found in whole if found[0] == told), _NO_DAY)
    return min(dated(context, *sentence) or whole[:1], default=_NO_DAY)


def _closest(wanted: Wanted, draft: Draft, passage: Passage) -> tuple[int, int]:
    """Return the sentence of a passage that holds most of the item's words; of a row the whole."""
    if passage.is_row or len(passage.spans) == 1:
        return passage.start, passage.end
    lone = 0.0
    best = max(
        passage.spans,
        key=lambda span: sum(
            token.weight * wanted.bag.share(token, lone) for token in draft.words.within(*span) if token.weight > 0
        ),
    )
    text = draft.context.plan.text.text
    start = best[0] + len(text[best[0] : best[1]]) - len(text[best[0] : best[1]].lstrip())
    return start, best[1]


def _shared(wanted: Wanted, base: Context, draft: Draft, number: int) -> Iterator[str]:
    """Yield the words of the item, as written, that the passage holds or says by a word of the same meaning."""
    bag, text = Bag(draft.tokens[number]), base.plan.text.text
    start = end = -1
    for token in (token for part in wanted.parts for token in part.asked.tokens):
        if bag.share(token, 0.0) < 1:
            continue
        if start >= 0 and token.start - end <= 1:
            end = token.end
            continue
        if start >= 0:
            yield text[start:end]
        start, end = token.start, token.end
    if start >= 0:
        yield text[start:end]


def _verdict(wanted: Wanted, basis: Basis, draft: Draft, addressee: Addressee | None) -> Verdict:
    found = verdict_of(wanted, basis, draft, addressee)
    return found if found is not None else judge.judge(wanted, draft, basis.context.rulebook.lexis.values)


def verdict_of(wanted: Wanted, basis: Basis, draft: Draft, addressee: Addressee | None) -> Verdict | None:
    """Return what does not rest on likeness of words: whom it is for, media, reports; None where words must tell."""
    if not _concerns(wanted, basis, addressee):
        return Verdict(NOT_ADDRESSED, 0.0, [], [])
    if wanted.item.kind == "channel" and wanted.kinds:
        return _channel(wanted, basis, draft)
    if wanted.item.kind == "report" and (verdict := _report(wanted, basis, draft)) is not None:
        return verdict
    return Verdict(COVERED, 1.0, [], []) if wanted.own_plan else None


def _concerns(wanted: Wanted, basis: Basis, addressee: Addressee | None) -> bool:
    """Say whether the item is addressed to the unit; where nobody knows the unit, only what is asked of everybody."""
    if addressee is None:
        return not wanted.bodies
    return is_addressed(basis.context, wanted.bodies, addressee)


def _channel(wanted: Wanted, basis: Basis, draft: Draft) -> Verdict:
    """A channel is covered by kinds of media, all of them, or all but one of four."""
    missing = channels.missing_kinds(wanted.kinds, set(draft.media))
    share = 1 - len(missing) / len(wanted.kinds)
    places = dict.fromkeys(_place_of(kind, draft) for kind in channels.KINDS if kind in wanted.kinds - missing)
    found = [Found(share, number) for number in places if number is not None]
    status = judge.by_count([kind not in missing for kind in wanted.kinds])
    spans = [span for kind in missing for span in channels.places_of(basis.context, kind, wanted.item.spans)]
    if status == COVERED and judge.too_few(wanted, draft, found):
        return Verdict(PARTIAL, share, found, [], "number")
    return Verdict(status, share, found, sorted(spans) if status == PARTIAL else [])


def _place_of(kind: str, draft: Draft) -> int | None:
    """Return the passage that uses a kind of media, one among the channels before any other."""
    numbers = [number for name in channels.same_as(kind) for number in draft.media.get(name, ())]
    return min(numbers, key=lambda number: ("channels" not in draft.passages[number].roles, number), default=None)


def _report(wanted: Wanted, basis: Basis, draft: Draft) -> Verdict | None:
    """A report is covered by one to the same body, not later, for each day asked for; None where none is named."""
    item = wanted.item
    base, context = basis.context, draft.context
    receivers = reports.recipients(base, *item.spans)
    if not receivers:
        return None
    times = [(item.time.start, item.time.end)] if item.time is not None else []
    asked = reports.dues(base, *item.spans, *times)
    same = [
        sent
        for sent in draft.sent
        if any(reports.same_body(base, context, name, other) for name in receivers for other in sent.to)
    ]
    if not same:
        return Verdict(UNCOVERED, 0.0, [], [], "recipient")
    short = reports.shortfall(asked, sorted({due for sent in same for due in sent.dues}))
    if short is not None and short.given is not None:
        same.sort(key=lambda sent: short.given not in sent.dues)
    passages = [Found(1.0, sent.passage) for sent in same]
    if short is None:
        return Verdict(COVERED, 1.0, passages, [])
    return Verdict(PARTIAL, 0.5, passages, [], short.problem, short)
