"""Judge whether a draft takes up a content item or a task: by its words, part by part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from plancheck.alignment.draft import Draft
from plancheck.alignment.measure import Asked, Novelty
from plancheck.alignment.parts import Span
from plancheck.alignment.quantities import Quantity, counted_things, falls_short, quantities
from plancheck.alignment.reports import Shortfall
from plancheck.alignment.wanted import Part, Wanted
from plancheck.matrix import COVERED, PARTIAL, UNCOVERED

_MANY = 4  # of so many parts or more, one may be missing
_DUTIES = frozenset({"responsibility", "annex", "table", "reporting", "schedule"})
_NEARLY = 0.75  # of the best score: another place of the same
_MOST_PLACES = 4
_LEAST_TO_LOOK = 0.18  # share of the words below which a passage is not looked at


class Found(NamedTuple):
    """How much of a part the best passage takes up: ``score`` 0 to 1, ``passage`` its number, -1 for none."""

    score: float
    passage: int


class Verdict(NamedTuple):
    """``missing``: spans of the superior plan that the draft lacks; ``passages``: where it is found, the best first.

    ``problem``: see AlignedItem; ``short``: of a report what it lacks; ``number``: what is asked for and not reached,
    ``given``: what the draft has of it.
    """

    status: str
    score: float
    passages: list[Found]
    missing: list[Span]
    problem: str | None = None
    short: Shortfall | None = None
    number: Quantity | None = None
    given: Quantity | None = None


NONE = Found(0.0, -1)
OWN = Found(1.0, -1)  # the draft itself


def judge(wanted: Wanted, draft: Draft, values: Mapping[str, float]) -> Verdict:
    """Return what the draft makes of a content item or a task."""
    if wanted.money and (budget := _budget(draft)):
        return Verdict(COVERED, 1.0, [Found(1.0, budget[0])], [])
    search = _Search(wanted, draft, values)
    found = [[OWN] if part.own_plan else search.find(part, part.asked) for part in wanted.parts]
    if not found:
        return Verdict(UNCOVERED, 0.0, [], [])
    best = [inner[0] for inner in found]
    chunks = [
        [search.find(part, asked, part.named)[0] for _, asked in part.chunks]
        if not part.own_plan and (part.named or _is_open(best, values))
        else []
        for part in wanted.parts
    ]
    status = _status(wanted, best, chunks, values)
    score = sum(item.score for item in best) / len(best)
    if status == UNCOVERED:
        named = draft.index.coverage(wanted.theme, values["theme"]) if wanted.theme is not None else iter(())
        for found_theme in named:
            return Verdict(PARTIAL, score, [Found(*found_theme)], [], "theme")
        nearest = max(best)
        return Verdict(UNCOVERED, score, [nearest] if nearest.score >= values["near"] else [], [])
    passages = _ranked(found, chunks, values)
    missing = list(_missing(wanted, best, chunks, values))
    short = too_few(wanted, draft, passages) if status == COVERED else None
    if short is not None:
        return Verdict(PARTIAL, score, passages, [], "number", None, *short)
    return Verdict(status, score, passages, missing)


def _budget(draft: Draft) -> list[int]:
    """Return the passages of the section on money."""
    return [number for number, passage in enumerate(draft.passages) if "budget" in passage.roles]


class _Search:
    """Looks for the parts of one item; how new a passage is to the item is worked out once for all of them."""

    def __init__(self, wanted: Wanted, draft: Draft, values: Mapping[str, float]) -> None:
        self._wanted, self._draft, self._values = wanted, draft, values
        self._novelty = Novelty(wanted.bag, draft.lines, values["lone_novelty"])

    def find(self, part: Part, asked: Asked, is_name: bool = False) -> list[Found]:
        """Return the passage that takes up most of what is asked for, and those that take up nearly as much.

        ``is_name``: of a law or an index, which is taken up wherever it is named.
        """
        found, best = [NONE], 0.0
        for share, number in self._draft.index.coverage(asked, _LEAST_TO_LOOK):
            if share <= best and share < max(_NEARLY * best, self._values["part"]):
                break  # what follows can only lose
            if "budget" in self._draft.passages[number].roles and not self._wanted.money:
                continue
            score = share if is_name else share * self._fitness(part, number)
            best = max(best, score)
            found.append(Found(score, number))
        found.sort(reverse=True)
        least = max(_NEARLY * best, self._values["part"])
        return [found[0], *(item for item in found[1:_MOST_PLACES] if item.score >= least)]

    def _fitness(self, part: Part, number: int) -> float:
        """Return by what the share is lessened: the passage is about something else, or of another kind."""
        wanted, draft, values = self._wanted, self._draft, self._values
        novelty = self._novelty.of(number)
        fitness = 1 - values["novelty"] * novelty
        if part.reform and not draft.reform[number]:
            fitness *= max(0.0, 1 - values["anchor"] * novelty)
        if not draft.reform[number] and draft.subjects[number] - wanted.subjects:
            fitness *= max(0.0, 1 - values["subject"] * novelty)
        if part.documents and draft.documents[number] and part.documents.isdisjoint(draft.documents[number]):
            fitness *= values["other_document"]
        roles = draft.passages[number].roles
        if wanted.item.kind == "task" and "content" in roles:
            fitness *= values["told"]
        elif wanted.item.kind == "content" and roles & _DUTIES:
            fitness *= values["acts"]
        return fitness


def _is_open(best: list[Found], values: Mapping[str, float]) -> bool:
    """Say whether the parts alone leave open what the draft makes of an item: what is joined in them must tell."""
    if len(best) == 1:
        return best[0].score < values["full"]
    return by_count([item.score >= values["part"] for item in best]) == UNCOVERED


def _status(wanted: Wanted, best: list[Found], chunks: list[list[Found]], values: Mapping[str, float]) -> str:
    part = values["part"]
    if len(best) == 1 and wanted.parts[0].named:
        return by_count([item.score >= values["named"] for item in chunks[0]])
    touched = any(item.score >= values["chunk"] for inner in chunks for item in inner)
    mean = sum(item.score for item in best) / len(best)
    if len(best) == 1:
        some = mean >= values["touched"] or (touched and mean >= values["touched_chunk"])
        return COVERED if mean >= values["full"] else PARTIAL if some else UNCOVERED
    status = by_count([item.score >= part for item in best])
    if status == UNCOVERED and (mean >= values["mean"] or (touched and mean >= values["mean_chunk"])):
        return PARTIAL
    return status


def by_count(taken: list[bool]) -> str:
    count = sum(taken)
    if count == len(taken) or (len(taken) >= _MANY and count >= len(taken) - 1):
        return COVERED
    return PARTIAL if count else UNCOVERED


def _ranked(found: list[list[Found]], chunks: list[list[Found]], values: Mapping[str, float]) -> list[Found]:
    """Return the passages that take something up, the best first, each once."""
    least = min(values["part"], values["touched"])
    every = sorted((item for inner in (*found, *chunks) for item in inner if item.passage >= 0), reverse=True)
    best: dict[int, Found] = {}
    for item in every:
        if item.score >= least or not best:
            best.setdefault(item.passage, item)
    return list(best.values())


def _missing(
    wanted: Wanted, best: list[Found], chunks: list[list[Found]], values: Mapping[str, float]
) -> Iterator[Span]:
    """Yield the parts of which hardly a word is found; of a single one, or one of several names, what is lacking."""
    least = values["lacking"]
    for part, found, inner in zip(wanted.parts, best, chunks, strict=True):
        lacking = [span for (span, _), item in zip(part.chunks, inner, strict=False) if item.score < least]
        if part.named or (len(wanted.parts) == 1 and len(lacking) < len(inner)):
            yield from lacking
        elif found.score < least:
            yield part.span


def too_few(wanted: Wanted, draft: Draft, passages: list[Found]) -> tuple[Quantity, Quantity | None] | None:
    """Return the number that the superior plan asks for and the draft does not reach, and what the draft has of it."""
    if not wanted.quantities:
        return None
    context = draft.context
    counted = counted_things(context.rulebook.words)
    found = [draft.passages[item.passage] for item in passages]
    spans = [(passage.start, passage.end) for passage in found]
    given = [number for span in spans for number in quantities(context.folded, *span, counted)]
    everybody = context.rulebook.words.get("words.all-of-them", frozenset())
    has_all = any(word in context.folded[start:end] for start, end in spans for word in everybody)
    return falls_short(wanted.quantities, given, has_all)
