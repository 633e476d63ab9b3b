"""Work out, once for each item of the superior plan, by which words it is looked for."""

from __future__ import annotations

from dataclasses import dataclass

from plancheck.alignment.acting import Acting
from plancheck.alignment.actors import addressed
from plancheck.alignment.channels import asked_kinds, kinds_within
from plancheck.alignment.documents import cited_within, documents_within
from plancheck.alignment.items import Item
from plancheck.alignment.measure import Asked, Bag
from plancheck.alignment.parts import Parts, Span, chunks_of, parts_of
from plancheck.alignment.quantities import Quantity, counted_things, quantities
from plancheck.alignment.reports import Duty, duty_of
from plancheck.alignment.words import Words
from plancheck.checks.context import Context

_OWN_PLAN_HEAD = 25  # characters in which the duty to issue a plan begins
_OWN_PLAN_NAME = 60
_MONEY_HEAD = 45


@dataclass(slots=True, eq=False, repr=False)
class Part:
    """One thing asked for. ``chunks`` are what is joined in it; ``named``: they are laws or indices, one thing each."""

    span: Span
    asked: Asked
    chunks: list[tuple[Span, Asked]]
    named: bool
    reform: bool  # it names reform or what belongs to it
    documents: frozenset[str]  # symbols of documents that it names
    own_plan: bool = False  # it asks the unit to issue the very plan that the draft is, or to send it


@dataclass(slots=True, eq=False, repr=False)
class Wanted:
    """An item with all that is needed to look for it; ``to``: whom it is addressed to, no bodies: everybody."""

    item: Item
    to: Acting
    parts: list[Part]
    theme: Asked | None
    bag: Bag
    subjects: set[str]  # other subjects that it names itself
    kinds: set[str]  # of media
    quantities: list[Quantity]
    own_plan: bool  # that the draft is there is all it asks for
    money: bool  # the duty to provide money
    duty: Duty | None  # to report


def wanted_of(context: Context, words: Words, item: Item) -> Wanted:
    """Return how ``item`` is looked for."""
    to = addressed(context, item)
    parts = parts_of(context.folded, item.spans, to.end if to.bodies else 0)
    spans = [*item.spans, *([(item.product.start, item.product.end)] if item.product else [])]
    times = [(item.time.start, item.time.end)] if item.time is not None else []
    counted = counted_things(context.rulebook.words)
    aside = context.rulebook.lexis.values["aside"]
    theme = Asked(words.within(*parts.theme), [], aside) if parts.theme else None
    asked = [part for span, asides in parts.parts if (part := _part(context, words, span, asides)).asked.total > 0]
    if item.kind == "task" and asked and _is_own_plan(context, asked[0].span):
        for part in asked:
            part.own_plan = part is asked[0] or _begins_with(context, "align.with-plan", part.span)
    return Wanted(
        item, to, asked,
        theme if theme is not None and theme.total >= context.rulebook.lexis.values["least_theme"] else None,
        Bag(token for span in item.spans for token in words.within(*span)),
        set().union(*(words.subjects(*span) for span in item.spans)),
        asked_kinds(set().union(*(kinds_within(context, *span) for span in item.spans))),
        [number for span in spans for number in quantities(context.folded, *span, counted)],
        bool(asked) and all(part.own_plan for part in asked), item.kind == "task" and _is_money(context, parts),
        duty_of(context, item.spans, times) if item.kind == "report" else None,
    )  # fmt: skip


def _part(context: Context, words: Words, span: Span, asides: list[Span]) -> Part:
    lexis = context.rulebook.lexis
    aside = lexis.values["aside"]
    named = _named(context, words, span)

    def size(start: int, end: int) -> int:
        tokens = [token for token in words.within(start, end) if token.weight > 0]
        return sum(1 for token in tokens if not any(left <= token.start < right for left, right in asides))

    spans = named or chunks_of(context.folded, span, asides, size, int(lexis.values["chunk_words"]))
    chunks = [(chunk, Asked(words.within(*chunk), asides, aside)) for chunk in spans] if len(spans) > 1 else []
    return Part(
        span, Asked(words.within(*span), asides, aside), [chunk for chunk in chunks if chunk[1].total > 0],
        bool(named), context.hits.any_within("align.reform", *span), documents_within(context, *span),
    )  # fmt: skip


def _named(context: Context, words: Words, span: Span) -> list[Span]:
    """Return where a part names documents and indices, where it names several."""
    start, end = span
    single = context.rulebook.words.get("words.one-thing-each", frozenset())
    found = [(max(begin, start), stop) for begin, stop in cited_within(context, start, end)]
    last = ""
    for token in words.within(start, end):
        name = next((concept for concept in token.concepts if concept in single), "")
        if name and name == last:
            found[-1] = (found[-1][0], token.end)
        elif name:
            found.append((token.start, token.end))
        last = name or last
    return sorted(found) if len(found) > 1 else []


def _is_own_plan(context: Context, span: Span) -> bool:
    """Say whether the first part of an item asks the unit to issue the very plan that the draft is."""
    start, end = span
    return any(
        hit.start - start < _OWN_PLAN_HEAD
        and not context.hits.any_within("align.for-others", start, hit.start)
        and context.hits.any_within("publicity", start, min(end, hit.end + _OWN_PLAN_NAME))
        for hit in context.hits.within("align.own-plan", start, end)
    )


def _begins_with(context: Context, name: str, span: Span) -> bool:
    start, end = span
    begin = start + len(context.folded[start:end]) - len(context.folded[start:end].lstrip())
    return any(hit.start == begin for hit in context.hits.within(name, begin, end))


def _is_money(context: Context, parts: Parts) -> bool:
    return any(
        context.hits.any_within("budget.noun", start, min(end, start + _MONEY_HEAD))
        for (start, end), _ in parts.parts[:1]
    )
