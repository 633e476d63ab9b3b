"""Keep made plans from sharing words by accident."""

from __future__ import annotations

import re

WORDS = 25  # no two plans share as many in a row
_STEP = 3
_WINDOW = WORDS - _STEP + 1
_WORD = re.compile(r"<\w+>|[^\W\d_]+")


class Register:
    """All rows of words that plans hold so far.

    Every third row of twenty-three is kept and every one is asked for: any twenty-five words in common are seen.
    """

    def __init__(self) -> None:
        self._kept: set[int] = set()

    def new_plan(self) -> Running:
        return Running(self)

    def knows(self, row: int) -> bool:
        return row in self._kept

    def keep(self, taken: list[int]) -> None:
        self._kept.update(taken)


class Running:
    """One plan as it grows, paragraph by paragraph; each can be taken back."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._words: list[str] = []
        self._bounds = [0]  # what stands before the last one is not looked at with what follows
        self._own: list[int] = []
        self._before: list[tuple[int, int, int]] = []  # how much there was of each of these before each paragraph

    def fits(self, text: str) -> bool:
        """Say whether ``text`` may follow what stands, and let it stand if so."""
        words = words_of(text)
        found = self._rows(words)
        if any(self._register.knows(row) for row in found):
            return False
        self._stand(words, found)
        return True

    def head(self, text: str) -> None:
        """Let a heading stand; what follows is looked at together with it and what stands before."""
        words = words_of(text)
        self._stand(words, self._rows(words))

    def formula(self) -> None:
        """Begin anew behind words that every plan may hold."""
        self._stand([], [])
        self._bounds.append(len(self._words))

    def undo(self) -> None:
        """Take the last paragraph back."""
        words, bounds, own = self._before.pop()
        del self._words[words:], self._bounds[bounds:], self._own[own:]

    def _rows(self, words: list[str]) -> list[int]:
        tail = self._words[max(self._bounds[-1], len(self._words) - _WINDOW + 1) :]
        return [hash(row) for row in rows([*tail, *words])]

    def _stand(self, words: list[str], found: list[int]) -> None:
        self._before.append((len(self._words), len(self._bounds), len(self._own)))
        self._words += words
        self._own += found

    def finish(self) -> None:
        self._register.keep(self._own[::_STEP])


def words_of(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def rows(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[start : start + _WINDOW]) for start in range(len(words) - _WINDOW + 1)]
