"""Measure how much of some words stands in other words."""

from __future__ import annotations

from dataclasses import dataclass, field

from plancheck.alignment.words import Bag, Words


@dataclass(slots=True, eq=False, repr=False)
class Asked:
    """The words that are asked for, with their weights; ``total`` is their sum."""

    words: Words
    indices: list[int]
    weights: list[float]
    total: float = field(init=False)

    def __post_init__(self) -> None:
        self.total = sum(self.weights)


def asked(words: Words, start: int, end: int, asides: list[tuple[int, int]], aside: float) -> Asked:
    """Return what [start, end) asks for; what stands in ``asides`` weighs ``aside`` of its weight."""
    indices, weights = [], []
    for index in words.within(start, end):
        weight = words.weights[index]
        if weight <= 0:
            continue
        place = words.starts[index]
        if any(left <= place < right for left, right in asides):
            weight *= aside
        indices.append(index)
        weights.append(weight)
    return Asked(words, indices, weights)


def coverage(wanted: Asked, bag: Bag, lone: float = 0.45) -> float:
    """Return the share of the words that stands in ``bag``; a syllable without its neighbour counts ``lone``."""
    if wanted.total <= 0:
        return 0.0
    return sum(match(wanted.words, index, bag, lone) * weight for index, weight in zip(wanted.indices, wanted.weights, strict=True)) / wanted.total


def match(words: Words, index: int, bag: Bag, lone: float) -> float:
    concepts = words.concepts[index]
    if concepts and not bag.concepts.isdisjoint(concepts):
        return 1.0
    syllable = words.syllables[index]
    if syllable not in bag.syllables:
        return 0.0
    if index and words.pairs[index - 1] and (words.syllables[index - 1], syllable) in bag.pairs:
        return 1.0
    if words.pairs[index] and index + 1 < len(words.syllables) and (syllable, words.syllables[index + 1]) in bag.pairs:
        return 1.0
    return lone
