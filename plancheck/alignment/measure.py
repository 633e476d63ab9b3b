"""Measure how much of what is asked for stands in each passage of a draft."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import heapify, heappop

from plancheck.alignment.words import Token

_TOUCHED = 0.3  # weight in common from which a sentence is about the same

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


class Lines:
    """The sentences of each passage: what the words in them weigh, by the number of the word, and all of them."""

    __slots__ = ("_concepts", "_pairs", "_syllables", "passages")

    def __init__(self, passages: Iterable[Iterable[Iterable[Token]]]) -> None:
        """Take the words of each sentence that say something."""
        self._concepts: dict[str, list[int]] = defaultdict(list)
        self._pairs: dict[str, list[int]] = defaultdict(list)
        self._syllables: dict[str, list[int]] = defaultdict(list)
        numbers: dict[tuple[object, ...], int] = {}
        self.passages = [[self._weighed(tokens, numbers) for tokens in sentences] for sentences in passages]

    def _weighed(
        self, tokens: Iterable[Token], numbers: dict[tuple[object, ...], int]
    ) -> tuple[dict[int, float], float]:
        weights: dict[int, float] = {}
        for token in tokens:
            if token.weight <= 0:
                continue
            key = token[2:5]
            number = numbers.get(key)
            if number is None:
                number = numbers[key] = len(numbers)
                self._syllables[token.syllable].append(number)
                for concept in token.concepts:
                    self._concepts[concept].append(number)
                for pair in token.pairs:
                    self._pairs[pair].append(number)
            weights[number] = weights.get(number, 0.0) + token.weight
        return weights, sum(weights.values())

    def shares(self, bag: Bag, lone: float) -> dict[int, float]:
        """Return how much of each word the bag holds (see ``Bag.share``), by number; of the others nothing."""
        found: dict[int, float] = {}
        for syllable in bag.syllables & self._syllables.keys():
            found |= dict.fromkeys(self._syllables[syllable], lone)
        for pair in bag.pairs & self._pairs.keys():
            found |= dict.fromkeys(self._pairs[pair], 1.0)
        for concept in bag.concepts & self._concepts.keys():
            found |= dict.fromkeys(self._concepts[concept], 1.0)
        return found


class Novelty:
    """How new the passages of a draft are to an item; worked out once for each."""

    __slots__ = ("_found", "_lines", "_shares")

    def __init__(self, bag: Bag, lines: Lines, lone: float) -> None:
        self._lines = lines
        self._shares = lines.shares(bag, lone)
        self._found: dict[int, float] = {}  # by passage

    def of(self, passage: int) -> float:
        """Return the share by weight that the item does not hold of those sentences that it has something of."""
        found = self._found.get(passage)
        if found is None:
            found = self._found[passage] = self._novelty(passage)
        return found

    def _novelty(self, passage: int) -> float:
        total = held = 0.0
        shares = self._shares
        for weights, weight in self._lines.passages[passage]:
            common = sum([weights[number] * shares[number] for number in weights.keys() & shares.keys()])
            if common >= _TOUCHED:
                total += weight
                held += common
        return 1 - held / total if total else 1.0


def _by_weight(item: tuple[Token, float]) -> float:
    return -item[1]


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

    def coverage(self, asked: Asked, least: float = 0.0) -> Iterator[tuple[float, int]]:
        """Yield (share of ``asked`` by weight, number) of passages that hold more than ``least``, the most first."""
        if not asked.total:
            return
        sums = [0.0] * self._count
        met: set[int] = set()
        rest = asked.total
        floor = least * asked.total
        for token, weight in sorted(zip(asked.tokens, asked.weights, strict=True), key=_by_weight):
            whole, alone = self._holding(token)
            if rest > floor:
                met |= whole
                met |= alone
            else:  # what is met only from here on cannot hold enough
                whole, alone = whole & met, alone & met
            rest -= weight
            for number in whole:
                sums[number] += weight
            lone = weight * self._lone
            for number in alone:
                sums[number] += lone
        # Rounded, so that equal passages come in reading order whatever the order of their sums.
        found = [(-round(value / asked.total, 9), number) for number in met if (value := sums[number]) > floor]
        heapify(found)
        while found:
            value, number = heappop(found)
            yield -value, number

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
