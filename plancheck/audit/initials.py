"""Find names by their abbreviations: "Sở LĐ-TB&XH" is spelled by the initials of the words it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import Generic, TypeVar

from plancheck.language.fold import bare, fold, in_one_placement
from plancheck.language.syllables import is_syllable

_FEWEST = 3  # words of a name
_Item = TypeVar("_Item")
_Part = tuple[str, bool]  # a word, or one letter of an abbreviation (True)


class Initials(Generic[_Item]):
    """Items by names, some of whose words may be abbreviated, here or in what is asked for; ``left_out``: words that
    abbreviations leave out."""

    def __init__(self, left_out: Set[str]) -> None:
        self._left_out = left_out
        self._names: dict[str, list[tuple[Sequence[str], _Item]]] = {}

    def add(self, words: Sequence[str], item: _Item) -> None:
        """Keep an item by the words of its name, as written."""
        parts = self._parts(words)
        if len(parts) >= _FEWEST:
            self._names.setdefault(_initials(parts), []).append((words, item))

    def find(self, words: Sequence[str]) -> Iterator[_Item]:
        """Yield the items whose name is the same but for what one of the two abbreviates."""
        parts = self._parts(words)
        for others, item in self._names.get(_initials(parts), ()):
            if all(_same(part, other) for part, other in zip(parts, self._parts(others), strict=True)):
                yield item

    def _parts(self, words: Sequence[str]) -> list[_Part]:
        capitals = all(word.isupper() or not word.isalpha() for word in words)
        parts: list[_Part] = []
        for word in words:
            folded = fold(word)
            if folded in self._left_out:
                continue
            short = len(word) > 1 and word.isalpha() and word.isupper() and not (capitals and is_syllable(word))
            # In a name all in capitals an abbreviation is what is no syllable.
            parts += [(letter, True) for letter in bare(word)] if short else [(in_one_placement(folded), False)]
        return parts


def may_abbreviate(words: Sequence[str]) -> bool:
    """Say whether a name holds an abbreviation, as far as capitals tell."""
    return any(word.isupper() and len(word) > 1 for word in words)


def _initials(parts: Sequence[_Part]) -> str:
    return "".join(bare(text[:1]) for text, _ in parts)


def _same(part: _Part, other: _Part) -> bool:
    """Compare two parts whose first letters are the same."""
    return part[1] or other[1] or part[0] == other[0]
