"""Cut a text into its words, each with the concepts that it belongs to and with what it weighs."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from plancheck.language.fold import in_one_placement
from plancheck.rulebook.lexis import Lexis

_SYLLABLE = re.compile(r"[^\W_]+")


@dataclass(slots=True, eq=False, repr=False)
class Words:
    """The syllables of a text in order. ``concepts``: the ids of those that a syllable is part of."""

    starts: list[int]
    ends: list[int]
    syllables: list[str]
    concepts: list[tuple[str, ...]]
    weights: list[float]
    pairs: list[bool]  # whether nothing but a blank stands between it and the next
    subjects: list[tuple[int, int, str]]  # other subjects that the text names

    def within(self, start: int, end: int) -> range:
        """Return the indices of the syllables in [start, end)."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def bag(self, *spans: tuple[int, int]) -> Bag:
        bag = Bag()
        for start, end in spans:
            bag.add(self, start, end)
        return bag

    def subjects_within(self, start: int, end: int) -> set[str]:
        index = bisect_left(self.subjects, (start,))
        found = set()
        while index < len(self.subjects) and self.subjects[index][0] < end:
            found.add(self.subjects[index][2])
            index += 1
        return found


@dataclass(slots=True, eq=False, repr=False)
class Bag:
    """The words that stand in some lines, for looking up."""

    syllables: set[str] = field(default_factory=set)
    pairs: set[tuple[str, str]] = field(default_factory=set)
    concepts: set[str] = field(default_factory=set)

    def add(self, words: Words, start: int, end: int) -> None:
        span = words.within(start, end)
        syllables = words.syllables
        self.syllables.update(syllables[span.start : span.stop])
        for index in span:
            self.concepts.update(words.concepts[index])
            if words.pairs[index] and index + 1 < span.stop:
                self.pairs.add((syllables[index], syllables[index + 1]))

    def join(self, other: Bag) -> None:
        self.syllables |= other.syllables
        self.pairs |= other.pairs
        self.concepts |= other.concepts


def words_of(folded: str, lexis: Lexis) -> Words:
    """Return the words of a folded text."""
    starts: list[int] = []
    ends: list[int] = []
    syllables: list[str] = []
    for match in _SYLLABLE.finditer(folded):
        starts.append(match.start())
        ends.append(match.end())
        syllables.append(match.group())
    syllables = [in_one_placement(word) for word in syllables]
    found, subjects = lexis.scan(folded)
    concepts: list[list[str]] = [[] for _ in syllables]
    weights = [0.0 if word in lexis.stop else 0.7 * lexis.rarity(word) for word in syllables]
    sized: list[tuple[int, int, int, str]] = []
    for start, end, concept in found:
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        sized.append((last - first, first, last, concept))
        for index in range(first, last):
            concepts[index].append(concept)
    for size, first, last, concept in sorted(sized):  # the longest concept last: its weight stays
        weight = lexis.rarity(concept) * (1 + 0.25 * (size - 1)) / size
        for index in range(first, last):
            weights[index] = weight if syllables[index] not in lexis.stop else 0.0
    pairs = [
        index + 1 < len(starts) and starts[index + 1] - ends[index] <= 1 and folded[ends[index]] == " "
        for index in range(len(starts))
    ]
    return Words(starts, ends, syllables, [tuple(dict.fromkeys(ids)) for ids in concepts], weights, pairs, subjects)
