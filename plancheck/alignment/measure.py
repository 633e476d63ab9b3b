"""Measure how much of what is asked for stands in each passage of a draft."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from plancheck.alignment.words import Token

Spans = Sequence[tuple[int, int]]


class Asked:
    """Words that are asked for; ``weights`` beside them, ``total`` their sum."""

    __slots__ = ("tokens", "total", "weights")

    def __init__(self, tokens: Iterable[Token], asides: Spans, aside: float) -> None:
        """Take the words that say something; what stands in ``asides`` weighs ``aside`` of its weight."""
        self.tokens = [token for token in tokens if token.weight > 0]
        self.weights = [
            token.weight * aside if any(start <= token.start < end for start, end in asides) else token.weight
            for token in self.tokens
        ]
        self.total = sum(self.weights)


class Bag:
    """The words of some text, for looking up."""

    __slots__ = ("concepts", "pairs", "syllables")

    def __init__(self, tokens: Iterable[Token]) -> None:
        self.syllables: set[str] = set()
        self.pairs: set[str] = set()
        self.concepts: set[str] = set()
        for token in tokens:
            self.syllables.add(token.syllable)
            self.pairs.update(token.pairs)
            self.concepts.update(token.concepts)

    def share(self, token: Token, lone: float) -> float:
        """Return 1 where the bag holds the word or another of its concept, ``lone`` for its syllable alone, else 0."""
        if not self.concepts.isdisjoint(token.concepts):
            return 1.0
        if token.syllable not in self.syllables:
            return 0.0
        return 1.0 if not self.pairs.isdisjoint(token.pairs) else lone

    def novelty(self, tokens: Iterable[Token], lone: float) -> float:
        """Return the share of ``tokens`` by weight that the bag does not hold."""
        total = held = 0.0
        for token in tokens:
            total += token.weight
            held += token.weight * self.share(token, lone)
        return 1 - held / total if total else 0.0


class Index:
    """The passages of a draft by the words in them: a word that is asked for finds its passages without a search."""

    def __init__(self, passages: Sequence[list[Token]], lone: float) -> None:
        self._count = len(passages)
        self._lone = lone
        self._concepts: dict[str, set[int]] = defaultdict(set)
        self._pairs: dict[str, set[int]] = defaultdict(set)
        self._syllables: dict[str, set[int]] = defaultdict(set)
        for number, tokens in enumerate(passages):
            for token in tokens:
                self._syllables[token.syllable].add(number)
                for concept in token.concepts:
                    self._concepts[concept].add(number)
                for pair in token.pairs:
                    self._pairs[pair].add(number)
        self._found: dict[tuple[str, tuple[str, ...], tuple[str, ...]], tuple[set[int], set[int]]] = {}

    def coverage(self, asked: Asked, least: float = 0.0) -> list[tuple[float, int]]:
        """Return (share of ``asked`` by weight, number) of passages that hold more than ``least``, the most first."""
        if not asked.total:
            return []
        sums = [0.0] * self._count
        for token, weight in zip(asked.tokens, asked.weights, strict=True):
            whole, alone = self._holding(token)
            for number in whole:
                sums[number] += weight
            lone = weight * self._lone
            for number in alone:
                sums[number] += lone
        floor = least * asked.total
        found = [(-value, number) for number, value in enumerate(sums) if value > floor]
        found.sort()
        return [(-value / asked.total, number) for value, number in found]

    def _holding(self, token: Token) -> tuple[set[int], set[int]]:
        """Return the passages that hold a word, and those that hold its syllable only."""
        key = (token.syllable, token.concepts, token.pairs)
        found = self._found.get(key)
        if found is None:
            same = self._syllables.get(token.syllable, set())
            whole: set[int] = set()
            for pair in token.pairs:
                whole |= self._pairs.get(pair, set())
            whole &= same
            for concept in token.concepts:
                whole |= self._concepts.get(concept, set())
            found = self._found[key] = whole, same - whole
        return found
