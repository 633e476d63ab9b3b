"""Find the plans that share text of their own, without laying every one beside every other."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import closing
from functools import lru_cache
from itertools import combinations, pairwise
from typing import NamedTuple

from plancheck.audit.runs import IN_MEMORY, ON_DISK, Runs
from plancheck.audit.sketch import FIGURE, Sketch, Words, held, shingles, words_of
from plancheck.audited import NEAR_COPY, PASSAGES, Passage

_SKETCHES, _TEXTS = 256, 64  # of plans, held at a time


class Pair(NamedTuple):
    """Two plans alike, by their numbers; see ``audited.Likeness``."""

    first: int
    second: int
    score: float
    kind: str
    words: int
    passages: tuple[Passage, ...]


class Block(NamedTuple):
    """Words that stand in both plans: from ``first`` in the one, from ``second`` in the other."""

    first: int
    second: int
    length: int


def alike(
    plans: int, sketch_of: Callable[[int], Sketch], text_of: Callable[[int], tuple[int, str]], known: Set[int],
    values: Mapping[str, float],
) -> list[Pair]:  # fmt: skip
    """Return the pairs of plans that share text, in order; the plans are called by numbers from 0.

    ``sketch_of`` fetches the sketch of a plan, ``text_of`` its text and the number of its first line, asked for
    candidates only; ``known``: runs of words of the superior plan.
    """
    candidates, common = _candidates(plans, sketch_of, values)
    read = lru_cache(maxsize=_TEXTS)(lambda number: Read(*text_of(number), known, common, values))
    found = [_compared(pair, read, values) for pair in sorted(candidates)]
    return [pair for pair in found if pair is not None]


def _candidates(
    plans: int, sketch_of: Callable[[int], Sketch], values: Mapping[str, float]
) -> tuple[set[tuple[int, int]], Set[int]]:
    """Return the pairs that are worth comparing, and the runs of words that are common to many plans."""
    most = _most_common(plans, values)
    near = _near([sketch_of(number).bands for number in range(plans)])
    try:
        with closing(Runs(ON_DISK, map(sketch_of, range(plans)), most)) as runs:
            return {*near, *_passing(plans, sketch_of, runs, values)}, runs.common
    except sqlite3.Error:  # no room for it
        with closing(Runs(IN_MEMORY, map(sketch_of, range(plans)), most)) as runs:
            return {*near, *_passing(plans, sketch_of, runs, values)}, runs.common


def _most_common(plans: int, values: Mapping[str, float]) -> int:
    """Return how many units may share words before these are common to all."""
    share = min(plans * values["common_share"], values["most_common_units"])
    return int(max(values["common_units"], share))


def _passing(
    plans: int, sketch_of: Callable[[int], Sketch], runs: Runs, values: Mapping[str, float]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs whose shared runs lie so that a passage may stand in both."""
    least = values["passage_words"] - 2 * (values["window"] - 1)
    # A passage leaves a run in every window of its own.
    few = max(1, int((values["passage_words"] - values["shingle"] + 1) // values["window"]) - 1)
    fetched = lru_cache(maxsize=_SKETCHES)(sketch_of)
    for number in range(plans):
        if partners := runs.sharing(number, few):
            item = fetched(number)
            places = dict(zip(item.hashes, item.places, strict=True))
            yield from ((number, other) for other in partners if _longest(places, fetched(other), values) >= least)


def _longest(places: Mapping[int, int], other: Sketch, values: Mapping[str, float]) -> float:
    """Return how many words stand in both plans in the longest stretch in which their runs follow each other alike."""
    met = sorted([(places[run], place) for run, place in zip(other.hashes, other.places, strict=True) if run in places])
    size, window, gap = values["shingle"], values["window"], values["gap_words"]
    longest = length = size if met else 0.0
    for (first, second), (following, away) in pairwise(met):
        step = following - first
        if abs(away - second - step) > gap or step > window + size + gap:
            length = size
        else:
            length += step if step <= window else size  # farther apart: other words stand between
        longest = max(longest, length)
    return longest


def _near(bands: Sequence[Sequence[int]]) -> set[tuple[int, int]]:
    """Return the pairs that share a band of the MinHash; of many that share one, each with the next and the first."""
    found: set[tuple[int, int]] = set()
    for band in range(max(map(len, bands), default=0)):
        buckets: dict[int, list[int]] = {}
        for number, keys in enumerate(bands):
            if band < len(keys):
                buckets.setdefault(keys[band], []).append(number)
        for plans in buckets.values():
            found.update(_joined(plans))
    return found


def _joined(plans: list[int]) -> Iterator[tuple[int, int]]:
    if len(plans) <= 8:
        yield from combinations(plans, 2)
        return
    yield from pairwise(plans)
    yield from ((plans[0], other) for other in plans[2:])


class Read:
    """A plan's words, their runs, and which of them are nobody's own."""

    __slots__ = ("common", "first_line", "known", "places", "runs", "text", "words")

    def __init__(
        self, first_line: int, text: str, known: Set[int], common: Set[int], values: Mapping[str, float]
    ) -> None:
        size = int(values["shingle"])
        self.first_line = first_line
        self.text = text
        self.words: Words = words_of(text)
        count = len(self.words.numbers)
        self.runs = shingles(self.words.numbers, size)
        self.known = held(self.runs, known, count, size)
        for index, number in enumerate(self.words.numbers):
            if number == FIGURE:  # figures are told apart by nobody here: a table of them is nobody's own
                self.known[index] = 1
        self.common = held(self.runs, common, count, size)
        self.places: dict[int, list[int]] = {}
        for index, run in enumerate(self.runs):
            self.places.setdefault(run, []).append(index)

    def own(self, start: int, end: int, with_common: bool = False) -> int:
        """Return how many of the words [start, end) are the plan's own; ``with_common``: those of many plans too."""
        own = end - start - sum(self.known[start:end])
        if with_common:
            return own
        return own - sum(1 for index in range(start, end) if self.common[index] and not self.known[index])

    def line(self, word: int) -> int:
        """Return the line, from 1, on which a word stands."""
        return self.text.count("\n", 0, self.words.starts[word]) + self.first_line


def _compared(pair: tuple[int, int], read: Callable[[int], Read], values: Mapping[str, float]) -> Pair | None:
    """Return what two plans share, None where it is too little to tell."""
    a, b = read(pair[0]), read(pair[1])
    blocks = list(_blocks(a, b, int(values["shingle"])))
    passages = sorted(_passages(a, b, blocks, values), key=lambda item: (-item.words, item.line_a))
    quoted = tuple(passages[: int(values["passages"])])
    score, shared, least = _share(a, b, blocks)
    if least >= values["own_words"] and score >= values["near_copy"]:
        return Pair(*pair, score, NEAR_COPY, shared, quoted)
    # What many plans hold is nobody's own; but plans that hold nearly nothing else are one text, however many they are.
    whole, words, most = _share(a, b, blocks, with_common=True)
    if most >= values["own_words"] and whole >= values["one_text"]:
        return Pair(*pair, whole, NEAR_COPY, words, quoted)
    return Pair(*pair, score, PASSAGES, shared, quoted) if passages else None


def _share(a: Read, b: Read, blocks: Sequence[Block], with_common: bool = False) -> tuple[float, int, int]:
    """Return the share of the shorter plan's own words that stands in both, how many these are, and of how many."""
    least = min(plan.own(0, len(plan.words.numbers), with_common) for plan in (a, b))
    shared = min(
        sum(a.own(block.first, block.first + block.length, with_common) for block in blocks),
        sum(b.own(block.second, block.second + block.length, with_common) for block in blocks),
    )
    return (round(min(1.0, shared / least), 3) if least else 0.0), shared, least


def _blocks(a: Read, b: Read, size: int) -> Iterator[Block]:
    """Yield the longest runs of words of ``a`` that stand in ``b`` too, in order and apart from each other in both:
    what stands once in ``b`` is shared once."""
    index = 0
    numbers_a, numbers_b = a.words.numbers, b.words.numbers
    taken = bytearray(len(numbers_b))
    while index < len(a.runs):
        best = Block(index, 0, 0)
        for place in b.places.get(a.runs[index], ()):
            if any(taken[place : place + size]):
                continue
            length = size
            while (
                index + length < len(numbers_a)
                and place + length < len(numbers_b)
                and not taken[place + length]
                and numbers_a[index + length] == numbers_b[place + length]
            ):
                length += 1
            if length > best.length:
                best = Block(index, place, length)
        if best.length:
            taken[best.second : best.second + best.length] = b"\x01" * best.length
            yield best
        index += best.length or 1


def _passages(a: Read, b: Read, blocks: Sequence[Block], values: Mapping[str, float]) -> Iterator[Passage]:
    """Yield the passages: blocks that follow each other in both plans, but for a word or two, with enough own words."""
    for run in _following(blocks, int(values["gap_words"])):
        first, last = run[0], run[-1]
        end = last.first + last.length
        own = sum(a.own(block.first, block.first + block.length) for block in run)
        if own >= values["passage_words"]:
            quote = a.text[a.words.starts[first.first] : a.words.ends[end - 1]]
            yield Passage(" ".join(quote.split()), own, a.line(first.first), b.line(first.second))


def _following(blocks: Sequence[Block], gap: int) -> Iterator[list[Block]]:
    run: list[Block] = []
    for block in blocks:
        if run:
            before = run[-1]
            far = block.first - before.first - before.length
            away = block.second - before.second - before.length
            if far > gap or not 0 <= away <= gap:
                yield run
                run = []
        run.append(block)
    if run:
        yield run
