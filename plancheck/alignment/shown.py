"""Turn a verdict on an item into what a report shows: words as written, places, days."""

from __future__ import annotations

from collections.abc import Iterator

from plancheck.alignment.days import Dated, dated, last_due
from plancheck.alignment.draft import Draft
from plancheck.alignment.items import Item
from plancheck.alignment.judge import Found, Verdict
from plancheck.alignment.measure import Bag
from plancheck.alignment.passages import Passage
from plancheck.alignment.wanted import Wanted
from plancheck.checks.context import Context
from plancheck.checks.letterhead import date_of
from plancheck.matrix import COVERED, UNCOVERED, AlignedItem, Match

_MOST_MATCHES = 5
_LONGEST = 120  # characters of a part shown as missing
_NO_DAY: Dated = (None, (0, 0))
_BY_WORDS = ("content", "task")


def aligned(wanted: Wanted, base: Context, draft: Draft, verdict: Verdict) -> AlignedItem:
    """Return what is shown of an item."""
    item, text = wanted.item, base.plan.text.text
    unsure = (
        verdict.status == UNCOVERED and item.kind in _BY_WORDS and verdict.score >= base.rulebook.lexis.values["sure"]
    )
    asked, given = verdict.number, verdict.given
    matches, due = _matches(wanted, base, draft, verdict), _due(base, item, verdict)
    late = wanted.own_plan and due is not None and any(match.due and match.due > due for match in matches)
    return AlignedItem(
        item.id, item.kind, " ".join(text[start:end] for start, end in item.spans),
        base.plan.text.location(item.start, item.end), tuple(body.name for body in wanted.to.bodies),
        verdict.status, round(verdict.score, 3),
        matches,
        tuple(_part(text[start:end]) for start, end in verdict.missing),
        "issued-late" if late else verdict.problem, not unsure, due,
        (wanted.duty.shown,) if wanted.duty is not None else (),
        (item.product.text.strip() or None) if item.product is not None else None,
        text[asked.start : asked.end] if asked is not None else None,
        draft.context.plan.text.text[given.start : given.end] if given is not None else None,
    )  # fmt: skip


def _due(base: Context, item: Item, verdict: Verdict) -> str | None:
    """Return the last day, ISO, that the superior plan allows for a task or a report; of a late report that day."""
    if verdict.short is not None and verdict.short.asked is not None:
        return verdict.short.asked.iso
    if item.kind not in ("task", "report"):
        return None
    if item.time is not None:
        return max((day for day, _ in dated(base, item.time.start, item.time.end) if day), default=None)
    return max((day for span in item.spans if (day := last_due(base, *span))), default=None)


def _part(text: str) -> str:
    clean = " ".join(text.split()).strip(" .;,:")
    clean += ")" if clean.count("(") > clean.count(")") else ""
    return clean if len(clean) <= _LONGEST else clean[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"


def _matches(wanted: Wanted, base: Context, draft: Draft, verdict: Verdict) -> list[Match]:
    if wanted.own_plan and verdict.status == COVERED:
        return _opening(draft.context)
    return [_match(wanted, base, draft, found, verdict) for found in verdict.passages[:_MOST_MATCHES]]


def _opening(context: Context) -> list[Match]:
    """The duty to issue a plan is fulfilled by the draft itself, on its own day, as its opening says."""
    if not context.plan.opening:
        return []
    opening = context.plan.opening[-1]
    evidence = context.evidence(opening.start, opening.end)
    found = date_of(context)
    span = (found[0].start + found[1].start("word"), found[0].start + found[1].end()) if found else (0, 0)
    return [Match(None, evidence.location, evidence.quote, 1.0, opening.start, opening.end, context.day, span)]


def _match(wanted: Wanted, base: Context, draft: Draft, found: Found, verdict: Verdict) -> Match:
    context, passage = draft.context, draft.passages[found.passage]
    start, end = _closest(wanted, draft, passage)
    late = verdict.short.given if verdict.short is not None else None
    if late is not None:
        # Of the days of a report the late one is told, with its own sentence.
        day, span = next(
            ((due.iso, place) for sent in draft.sent for due, place in sent.dues
             if sent.passage == found.passage and due == late), _NO_DAY,
        )  # fmt: skip
        place = context.place_at(span[0]) if span[1] else None
        start, end = context.sentence(place.paragraph, span[0]) if place is not None else (start, end)
    else:
        whole = dated(context, passage.start, passage.end)
        day, span = min(dated(context, start, end) or whole[:1], default=_NO_DAY)
    evidence = context.evidence(start, end)
    return Match(
        passage.section, evidence.location, evidence.quote, round(found.score, 3), start, end,
        day, span, tuple(_shared(wanted, base, draft, found.passage)),
    )  # fmt: skip


def _closest(wanted: Wanted, draft: Draft, passage: Passage) -> tuple[int, int]:
    """Return the sentence of a passage that holds most of the item's words; of a row the whole."""
    if passage.is_row or len(passage.spans) == 1:
        return passage.start, passage.end

    def held(span: tuple[int, int]) -> float:
        return sum(token.weight * wanted.bag.share(token, 0.0) for token in draft.words.within(*span))

    start, end = max(passage.spans, key=held)
    text = draft.context.plan.text.text[start:end]
    return start + len(text) - len(text.lstrip()), end


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
