"""Tell names that a plan uses from those it only tells of: in citations with their titles, in history."""

from __future__ import annotations

import re
from bisect import bisect_right

from plancheck.checks.context import Context, once
from plancheck.checks.places import Place
from plancheck.language.phrases import Hit
from plancheck.plan import Paragraph

_NO_TITLE = re.compile(r"\s*(?:[,;)]|\.(?:\s|$)|\n|$)")
_STOP = re.compile(r"[;\n]|\.\s")
_LONGEST_TITLE = 600  # characters behind a citation
ELSEWHERE = ("name.elsewhere", "name.history")
_NEAR = 90  # characters between a document's kind and "của" with its issuer


@once
def _cited(context: Context) -> tuple[list[int], list[int]]:
    """Return begins and ends of the citations with the titles behind them, in text order.

    The line "(Kèm theo Kế hoạch số …)" over an annex is about this very plan and counts as no citation.
    """
    text = context.plan.text.text
    enclosed = [annex.enclosed for annex in context.plan.annexes if annex.enclosed is not None]
    begins, ends = [], []
    last = 0
    for item in context.plan.citations:
        if any(line.start <= item.start < line.end for line in enclosed) and item.kind == "Kế hoạch":
            continue
        end = item.end
        if not _NO_TITLE.match(text, end):
            stop = _STOP.search(text, end, end + _LONGEST_TITLE)
            end = stop.start() if stop else min(len(text), end + _LONGEST_TITLE)
        last = max(last, end)
        begins.append(item.begin)
        ends.append(last)
    return begins, ends


def is_cited(context: Context, offset: int) -> bool:
    """Say whether ``offset`` lies in a citation or in the title of the document cited."""
    begins, ends = _cited(context)
    index = bisect_right(begins, offset) - 1
    return index >= 0 and offset < ends[index]


def is_past(context: Context, paragraph: Paragraph | None, start: int, end: int) -> bool:
    """Say whether the name at [start, end) is told as one of the past."""
    if starting_at(context, "name.former", end, end + 22):
        return True
    if paragraph is None:
        return False
    return context.hits.any_within("name.history", *context.sentence(paragraph, start))


def is_of_document(context: Context, start: int) -> bool:
    """Say whether "của" before ``start`` makes the name the maker of a document ("hướng dẫn của Sở …")."""
    folded = context.folded
    if not folded.endswith(("của ", "do "), max(0, start - 4), start):
        return False
    begin = max(0, start - _NEAR)
    begin = max(begin, folded.rfind("\n", begin, start) + 1)
    made = context.hits.within("name.made", begin, start)
    return bool(made) and ";" not in folded[made[-1].end : start]


def outermost(context: Context, name: str) -> list[Hit]:
    """Return the hits of the list that lie in no other ("UBND các huyện", not "các huyện" in it), in text order."""
    key = f"outermost {name}"
    if key not in context.memory:
        found: list[Hit] = []
        last = -1
        hits = context.hits.of(name)
        for index, hit in enumerate(hits):
            if hit.start < last or (index + 1 < len(hits) and hits[index + 1].start == hit.start):
                continue  # in another, or the last of those that begin together is longer
            found.append(hit)
            last = hit.end
        context.memory[key] = found
    kept: list[Hit] = context.memory[key]
    return kept


def starting_at(context: Context, name: str, start: int, end: int) -> list[Hit]:
    """Return the hits of the list in [start, end) that begin at ``start``, a blank aside."""
    return [hit for hit in context.hits.within(name, start, end) if not context.folded[start : hit.start].strip()]


def stands_before(context: Context, name: str, offset: int, reach: int = 90) -> int | None:
    """Return where the longest phrase of the list that ends right before ``offset`` begins; None where none does."""
    folded = context.folded
    first = max(0, offset - reach)
    begins = [
        hit.start
        for hit in context.hits.within(name, max(first, folded.rfind("\n", first, offset) + 1), offset)
        if not folded[hit.end : offset].strip()
    ]
    return min(begins, default=None)


def in_title(context: Context, offset: int) -> bool:
    return context.plan.title_start < offset < context.plan.title_end


def told_of_others(context: Context, place: Place | None, start: int, end: int) -> bool:
    paragraph: Paragraph | None = place.paragraph if place is not None else None
    if starting_at(context, "name.former", end, end + 22):
        return True
    if paragraph is None:
        return False
    return context.any_of(ELSEWHERE, *context.sentence(paragraph, start))


def beside_others(context: Context, start: int, sure: bool) -> bool:
    """Say whether the name at ``start`` is one to work with, or one in a list of such.

    ``sure``: the words are those of the unit's own bodies, and "tại", "đến", "cho" before them say nothing.
    """
    if not sure:
        return stands_before(context, "name.elsewhere-before", start, 12) is not None or context.folded.endswith(
            ", ", 0, start
        )
    if stands_before(context, "name.with-before", start, 12) is not None:
        return True
    place = context.place_at(start)
    if place is None or not context.folded.endswith((", ", " và "), 0, start):
        return False
    return context.hits.any_within("name.with-before", context.sentence(place.paragraph, start)[0], start)


def in_other_title(context: Context, place: Place | None, start: int) -> bool:
    """Say whether the name stands in the title of another document that is named without its number."""
    if place is None:
        return False
    begin, _ = context.sentence(place.paragraph, start)
    if context.hits.any_within("name.own-plan", begin, start):
        return False
    text, folded = context.plan.text.text, context.folded
    kinds = [hit for hit in context.hits.within("cited-kind", begin, start) if text[hit.start].isupper()]
    return any("," not in folded[hit.end : start] and not folded.startswith(" này", hit.end) for hit in kinds)
