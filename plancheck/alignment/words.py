"""Cut a text into its words, each with the concepts that it belongs to and with what it weighs."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from plancheck.language.fold import in_one_placement
from plancheck.rulebook.lexis import Lexis

_SYLLABLE = re.compile(r"[^\W_]+")
_ALONE = 0.7  # what a syllable outside any concept weighs of its rarity: a word has two of them
_LONGER = 0.25  # how much more a concept weighs for each syllable beyond the first


class Token(NamedTuple):
    """A syllable at [start, end): the ids of the concepts it is part of, the pairs it makes with its neighbours."""

    start: int
    end: int
    syllable: str
    concepts: tuple[str, ...]
    pairs: tuple[str, ...]
    weight: float


class Words:
    """The words of a text in order, and the other subjects that it names."""

    __slots__ = ("_starts", "_subjects", "tokens")

    def __init__(self, tokens: list[Token], subjects: list[tuple[int, int, str]]) -> None:
        self.tokens = tokens
        self._starts = [token.start for token in tokens]
        self._subjects = subjects

    def within(self, start: int, end: int) -> list[Token]:
        """Return the words that begin in [start, end)."""
        return self.tokens[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def subjects(self, start: int, end: int) -> set[str]:
        """Return the other subjects that [start, end) names."""
        index = bisect_left(self._subjects, (start,))
        found = set()
        while index < len(self._subjects) and self._subjects[index][0] < end:
            found.add(self._subjects[index][2])
            index += 1
        return found


def words_of(folded: str, lexis: Lexis) -> Words:
    """Return the words of a folded text."""
    starts: list[int] = []
    ends: list[int] = []
    syllables: list[str] = []
    for match in _SYLLABLE.finditer(folded):
        starts.append(match.start())
        ends.append(match.end())
        syllables.append(in_one_placement(match.group()))
    found, subjects, empty = lexis.scan(folded)
    rarity = {word: 0.0 if word in lexis.stop else lexis.rarity(word) for word in set(syllables)}
    rarities = [rarity[word] for word in syllables]
    weights = [_ALONE * value for value in rarities]
    for start, end in empty:
        for index in range(bisect_left(starts, start), bisect_left(starts, end)):
            weights[index] = 0.0
    concepts: dict[int, dict[str, None]] = {}
    for first, last, concept in _by_length(found, starts):
        for index in range(first, last):
            concepts.setdefault(index, {})[concept] = None
        # The longest concept comes last: what it weighs stays, shared out by how much each syllable says.
        total = sum(rarities[first:last])
        share = lexis.rarity(concept) * (1 + _LONGER * (last - first - 1)) / total if total > 0 else 0.0
        for index in range(first, last):
            weights[index] = share * rarities[index]
    ids = [tuple(concepts[index]) if index in concepts else () for index in range(len(starts))]
    return Words(
        list(map(Token, starts, ends, syllables, ids, _pairs(folded, starts, ends, syllables), weights)), subjects
    )


def _pairs(folded: str, starts: list[int], ends: list[int], syllables: list[str]) -> list[tuple[str, ...]]:
    """Return the pairs that each syllable makes with the one before and the one behind it, where a blank joins them."""
    joined = [
        f"{left} {right}" if start - end == 1 and folded[end] == " " else ""
        for left, right, end, start in zip(syllables, syllables[1:], ends, starts[1:], strict=False)
    ]
    found: list[tuple[str, ...]] = [
        (left, right) if left and right else (left,) if left else (right,) if right else ()
        for left, right in zip(["", *joined], [*joined, ""], strict=True)
    ]
    return found[: len(syllables)]


def _by_length(found: list[tuple[int, int, str]], starts: list[int]) -> list[tuple[int, int, str]]:
    """Return (first word, end, concept) of the concepts found, the shortest first."""
    spans = [(bisect_left(starts, start), bisect_left(starts, end), concept) for start, end, concept in found]
    spans.sort(key=lambda span: (span[1] - span[0], span))
    return spans
