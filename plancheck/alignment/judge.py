"""Judge whether a draft takes up a content item or a task: by its words, part by part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from plancheck.alignment.draft import Draft
from plancheck.alignment.measure import Asked
from plancheck.alignment.parts import Span
from plancheck.alignment.quantities import falls_short, quantities
from plancheck.alignment.reports import Shortfall
from plancheck.alignment.wanted import Part, Wanted
from plancheck.matrix import COVERED, PARTIAL, UNCOVERED

_MANY = 4  # of so many parts or more, one may be missing
_DUTIES = frozenset({"responsibility", "annex", "table", "reporting", "schedule"})
_LEAST_TO_LOOK = 0.12  # share of the words below which a passage is not looked at


class Found(NamedTuple):
    """How much of a part the best passage takes up: ``score`` 0 to 1, ``passage`` its number, -1 for none."""

    score: float
    passage: int


class Verdict(NamedTuple):
    """``missing``: spans of the superior plan that the draft lacks; ``passages``: where it is found, the best first."""

    status: str
    score: float
    passages: list[Found]
    missing: list[Span]
    problem: str | None = None
    late: Shortfall | None = None  # of a report


NONE = Found(0.0, -1)


def judge(wanted: Wanted, draft: Draft, values: Mapping[str, float]) -> Verdict:
    """Return what the draft makes of a content item or a task."""
    if wanted.money and (budget := _budget(draft)):
        return Verdict(COVERED, 1.0, [Found(1.0, budget[0])], [])
    search = _Search(wanted, draft, values)
    found = [search.best(part, part.asked) for part in wanted.parts]
    if not found:
        return Verdict(UNCOVERED, 0.0, [], [])
    chunks = [[search.best(part, asked) for _, asked in part.chunks] for part in wanted.parts]
    status, taken = _status(wanted, found, chunks, values)
    score = sum(item.score for item in found) / len(found)
    passages = _ranked(found, chunks, values)
    if status == UNCOVERED and wanted.theme is not None:
        named = draft.index.coverage(wanted.theme, values["theme"])
        if named:
            return Verdict(PARTIAL, score, [Found(*named[0])], [part.span for part in wanted.parts], "theme")
    missing = list(_missing(wanted, taken, chunks, values)) if status == PARTIAL else []
    if status == COVERED and too_few(wanted, draft, passages):
        return Verdict(PARTIAL, score, passages, missing, "number")
    return Verdict(status, score, passages if status != UNCOVERED else passages[:1], missing)


def _budget(draft: Draft) -> list[int]:
    """Return the passages of the section on money."""
    return [number for number, passage in enumerate(draft.passages) if "budget" in passage.roles]


class _Search:
    """Looks for the parts of one item; how new a passage is to the item is worked out once for all of them."""

    def __init__(self, wanted: Wanted, draft: Draft, values: Mapping[str, float]) -> None:
        self._wanted, self._draft, self._values = wanted, draft, values
        self._novelty: dict[int, float] = {}

    def best(self, part: Part, asked: Asked) -> Found:
        """Return the passage that takes up most of what is asked for."""
        best = NONE
        for share, number in self._draft.index.coverage(asked, _LEAST_TO_LOOK):
            if share <= best.score:
                break  # what follows can only lose
            if "budget" in self._draft.passages[number].roles and not self._wanted.money:
                continue
            score = share * self._fitness(part, number)
            if score > best.score:
                best = Found(score, number)
        return best

    def _fitness(self, part: Part, number: int) -> float:
        """Return by what the share is lessened: the passage is about something else, or of another kind."""
        wanted, draft, values = self._wanted, self._draft, self._values
        novelty = self._novelty.get(number)
        if novelty is None:
            novelty = self._novelty[number] = wanted.bag.novelty(draft.telling[number], values["lone_novelty"])
        fitness = 1 - values["novelty"] * novelty
        if part.reform and not draft.reform[number]:
            fitness *= max(0.0, 1 - values["anchor"] * novelty)
        if not draft.reform[number] and draft.subjects[number] - wanted.subjects:
            fitness *= max(0.0, 1 - values["subject"] * novelty)
        roles = draft.passages[number].roles
        if wanted.item.kind == "task" and "content" in roles:
            fitness *= values["told"]
        elif wanted.item.kind == "content" and roles & _DUTIES:
            fitness *= values["acts"]
        return fitness


def _status(
    wanted: Wanted, found: list[Found], chunks: list[list[Found]], values: Mapping[str, float]
) -> tuple[str, list[bool]]:
    """Return the status, and of each part whether it is taken up."""
    part = values["part"]
    if len(found) == 1 and wanted.parts[0].named:
        return by_count([item.score >= part for item in chunks[0]]), [found[0].score >= part]
    touched = any(item.score >= values["chunk"] for inner in chunks for item in inner)
    mean = sum(item.score for item in found) / len(found)
    if len(found) == 1:
        full = mean >= values["full"]
        some = mean >= values["touched"] or (touched and mean >= values["touched_chunk"])
        return COVERED if full else PARTIAL if some else UNCOVERED, [full]
    taken = [item.score >= part for item in found]
    status = by_count(taken)
    if status == UNCOVERED and (mean >= values["mean"] or (touched and mean >= values["mean_chunk"])):
        status = PARTIAL
    return status, taken


def by_count(taken: list[bool]) -> str:
    count = sum(taken)
    if count == len(taken) or (len(taken) >= _MANY and count >= len(taken) - 1):
        return COVERED
    return PARTIAL if count else UNCOVERED


def _ranked(found: list[Found], chunks: list[list[Found]], values: Mapping[str, float]) -> list[Found]:
    """Return the passages that take something up, the best first; the nearest one where none does."""
    least = min(values["part"], values["touched"])
    every = sorted([*found, *(item for inner in chunks for item in inner)], key=lambda item: -item.score)
    best: dict[int, Found] = {}
    for item in every:
        if item.passage >= 0 and (item.score >= least or not best):
            best.setdefault(item.passage, item)
    return list(best.values())


def _missing(
    wanted: Wanted, taken: list[bool], chunks: list[list[Found]], values: Mapping[str, float]
) -> Iterator[Span]:
    """Yield the parts that are not taken up; of a single part, or one that names several things, what is lacking."""
    for part, is_taken, inner in zip(wanted.parts, taken, chunks, strict=True):
        lacking = [span for (span, _), item in zip(part.chunks, inner, strict=True) if item.score < values["part"]]
        if part.named or (len(wanted.parts) == 1 and len(lacking) < len(inner)):
            yield from lacking
        elif not is_taken:
            yield part.span


def too_few(wanted: Wanted, draft: Draft, passages: list[Found]) -> bool:
    """Say whether the draft promises fewer than the superior plan asks for, or gives no number."""
    if not wanted.quantities:
        return False
    context = draft.context
    counted = context.rulebook.words.get("words.counted", frozenset())
    found = [draft.passages[item.passage] for item in passages]
    spans = [(passage.start, passage.end) for passage in found]
    given = [number for span in spans for number in quantities(context.folded, *span, counted)]
    everybody = context.rulebook.words.get("words.all-of-them", frozenset())
    has_all = any(word in context.folded[start:end] for start, end in spans for word in everybody)
    return falls_short(wanted.quantities, given, has_all) is not None
