"""Find words and phrases that stand twice in a row by mistake.

Vietnamese doubles syllables lawfully all the time: "ngày ngày" is a word, in "cơ quan quan trọng" two words meet, in
"Ban ban hành" a name and its verb. So only those doublings are judged whose syllable the rule knows, together with the
words that it is part of (rules/lexicon/words.yaml); all others are let pass.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import eq

from plancheck.checks.context import Context
from plancheck.checks.words import split_words, words_of
from plancheck.language.fold import spellings
from plancheck.rulebook import Rule

_LONGEST_PHRASE = 4  # syllables
_MOST = 50  # findings; a text that repeats more is no plan
_NAMES = frozenset({"ISSUER", "SIGNER"})
_STARTS = frozenset({"\n", ".", ":", ";", ""})  # what stands before the first word of a sentence


def repeated_word(context: Context, rule: Rule) -> None:
    """Report syllables and phrases doubled by mistake (lists words.*)."""
    text = context.plan.text.text
    words = split_words(context.folded)
    names = {line.start for kind, line in context.plan.frame if kind in _NAMES}
    judge = _Judge(words, words_of(context), context.rulebook.words)
    position = told = 0
    for index, size in _doubled(words):
        bounds = _find(context.folded, " ".join(words[index : index + size]), position)
        if bounds is None:
            return
        start, middle, end = bounds
        position = middle
        if not judge.is_mistake(index, size) or text.rfind("\n", 0, start) + 1 in names:
            continue
        if context.plan.text.point(start)[0] != context.plan.text.point(middle)[0]:
            continue  # lines of the file that were joined: perhaps two paragraphs
        context.report(rule, start, end, word=text[middle:end])
        told += 1
        if told == _MOST:
            return


def _doubled(words: list[str]) -> list[tuple[int, int]]:
    """Return (index, syllables) of the first of two equal phrases side by side, in order, none inside another."""
    places: list[tuple[int, int]] = []
    for size in range(1, _LONGEST_PHRASE + 1):
        same, run = bytes(map(eq, words, words[size:])), b"\1" * size
        index = same.find(run)
        while index >= 0:
            places.append((index, -size))
            index = same.find(run, index + size)
    found, free = [], 0
    for index, minus_size in sorted(places):
        if index >= free and all(word.isalpha() for word in words[index : index - minus_size]):
            found.append((index, -minus_size))
            free = index - minus_size
    return found


def _find(folded: str, phrase: str, position: int) -> tuple[int, int, int] | None:
    """Return where ``phrase`` and its double begin and end at or behind ``position``, as whole words."""
    doubled = f"{phrase} {phrase}"
    start = folded.find(doubled, position)
    while start >= 0:
        end = start + len(doubled)
        if not (folded[start - 1 : start].isalnum() or folded[end : end + 1].isalnum()):
            return start, start + len(phrase) + 1, end
        start = folded.find(doubled, start + 1)
    return None


class _Judge:
    """Tells mistakes from lawful doublings by the lists "words.*". ``words`` are folded, ``written`` as in the text."""

    def __init__(self, words: list[str], written: list[str], lists: dict[str, frozenset[str]]) -> None:
        self.words, self.written = words, written
        self._linking, self._heads, self._bound, self._dated, self._nouns, self._compounds = (
            lists.get(f"words.{name}", frozenset())
            for name in ("linking", "head", "bound", "before-number", "never-doubled", "compound")
        )
        self._seen: dict[str, tuple[dict[str, set[str]], dict[str, set[str]]]] = {}

    def is_mistake(self, index: int, size: int) -> bool:
        if size > 1:
            first_two = " ".join(self.words[index : index + 2])
            return _spelled_in(first_two, self._nouns) and self._is_same_as_written(index, size)
        word = self.words[index]
        if self._at(index - 1)[-1:].isdigit():
            return False
        if word in self._dated:
            return self._at(index + 2)[:1].isdigit() and not self._joined(index)[0]
        if word in self._heads:
            return self._is_same_as_written(index, 1) and not any(self._joined(index))
        if self._may_be_name(index):
            return False
        if word in self._linking:
            return not any(self._joined(index))
        return word in self._bound and not all(self._joined_here(index))

    def _at(self, index: int) -> str:
        return self.words[index] if 0 <= index < len(self.words) else ""

    def _is_same_as_written(self, index: int, size: int) -> bool:
        """Say whether both copies have the same capitals; "Sở Xây dựng xây dựng kế hoạch" is no mistake."""
        first, second = self.written[index : index + size], self.written[index + size : index + 2 * size]
        if self._at(index - 1) in _STARTS:
            return first[0].lower() == second[0].lower() and first[1:] == second[1:]
        return first == second

    def _may_be_name(self, index: int) -> bool:
        first, second = self.written[index], self.written[index + 1]
        if first.isupper() and second.isupper():
            return False
        return second[0].isupper() or (first[0].isupper() and self._at(index - 1) not in _STARTS)

    def _joined(self, index: int) -> tuple[bool, bool]:
        """Say whether the syllable makes a word with the one before the pair, and with the one after it."""
        word, before, after = self.words[index], self._at(index - 1), self._at(index + 2)
        return _spelled_in(f"{before} {word}", self._compounds), _spelled_in(f"{word} {after}", self._compounds)

    def _joined_here(self, index: int) -> tuple[bool, bool]:
        """Say the same as ``_joined``, where a neighbour it stands with elsewhere in the text counts too."""
        word, before, after = self.words[index], self._at(index - 1), self._at(index + 2)
        left, right = self._joined(index)
        if left and right:
            return left, right
        befores, afters = self._neighbours(word)
        left = left or bool(befores.get(before, set()) - {word, after})
        right = right or bool(afters.get(after, set()) - {word, before})
        return left, right

    def _neighbours(self, word: str) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
        """Return what follows ``word`` behind each word before it, and what stands before it by what follows."""
        if word not in self._seen:
            befores: dict[str, set[str]] = {}
            afters: dict[str, set[str]] = {}
            for place in _places(self.words, word):
                before, after = self._at(place - 1), self._at(place + 1)
                befores.setdefault(before, set()).add(after)
                afters.setdefault(after, set()).add(before)
            self._seen[word] = befores, afters
        return self._seen[word]


def _places(words: list[str], word: str) -> Iterator[int]:
    place = -1
    try:
        while True:
            place = words.index(word, place + 1)
            yield place
    except ValueError:
        return


def _spelled_in(phrase: str, known: frozenset[str]) -> bool:
    return any(spelling in known for spelling in spellings(phrase))
