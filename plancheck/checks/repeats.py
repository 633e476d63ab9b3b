"""Find words and phrases that stand twice in a row by mistake.

Vietnamese doubles syllables lawfully all the time: "ngày ngày" is a word, in "cơ quan quan trọng" two words meet, in
"Ban ban hành" a name and its verb. So only the doublings of the lists "doubled.*" are judged, by the words that their
syllable is part of (rules/lexicon/words.yaml); all others are let pass. Two syllables said twice over ("chính quyền
chính quyền") are a slip where they are a noun (words.noun), or where nothing stands before; a verb may be attribute
and verb ("bộ phận tiếp nhận tiếp nhận hồ sơ").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress, count, islice
from operator import eq

from plancheck.checks.context import Context
from plancheck.language.fold import fold, spellings
from plancheck.language.phrases import Hit
from plancheck.rulebook import Rule

_MOST = 50  # findings; a text that repeats more is no plan
_NAMES = frozenset({"ISSUER", "SIGNER"})
_BEFORE = re.compile(r"([^\W_]+) $")
_AFTER = re.compile(r" ([^\W_]+)")
_NEAR = 12  # characters that hold the next word


def repeated_word(context: Context, rule: Rule) -> None:
    """Report syllables and phrases doubled by mistake (lists doubled.*)."""
    text, point = context.plan.text.text, context.plan.text.point
    names = {line.start for kind, line in context.plan.frame if kind in _NAMES}
    told = free = 0
    for start, end in sorted(_mistakes(context)):
        middle = (start + end + 1) // 2
        if start < free or text.rfind("\n", 0, start) + 1 in names:
            continue
        if point(start)[0] != point(middle)[0]:
            continue  # lines of the file that were joined: perhaps two paragraphs
        context.report(rule, start, end, word=text[middle:end])
        free = end
        told += 1
        if told == _MOST:
            return


def _mistakes(context: Context) -> Iterator[Hit]:
    """Yield the doublings that are mistakes; both copies have the same capitals ("Sở Tài liệu tài liệu" is a name)."""
    text, judge = context.plan.text.text, _Judge(context)
    for kind, is_mistake in (
        ("phrase", judge.is_phrase),
        ("bound", judge.is_bound),
        ("linking", judge.is_linking),
        ("head", judge.is_head),
        ("before-number", judge.is_before_number),
    ):
        for hit in context.hits.of(f"doubled.{kind}"):
            size = (hit.end - hit.start) // 2
            first, second = text[hit.start : hit.start + size], text[hit.end - size : hit.end]
            if first == second and is_mistake(hit, first):
                yield hit
    yield from judge.pairs()


class _Judge:
    """Tells mistakes from lawful doublings by what stands on either side."""

    def __init__(self, context: Context) -> None:
        self._text = context.plan.text.text
        self._compounds, self._before_heads, self._twice, self._nouns = (
            context.rulebook.words.get(f"words.{name}", frozenset())
            for name in ("compound", "before-head", "twice", "noun")
        )
        self._seen: dict[str, tuple[dict[str, set[str]], dict[str, set[str]]]] = {}

    def is_phrase(self, hit: Hit, phrase: str) -> bool:
        return True

    def is_bound(self, hit: Hit, word: str) -> bool:
        """A syllable that is no word by itself needs one to belong to on either side."""
        before, after = self._sides(hit)
        if before[-1:].isdigit() or _is_capital(word):
            return False
        left, right = self._joins(before, word), self._joins(word, after)
        if left and right:
            return False
        befores, afters = self._neighbours(word)
        left = left or bool(befores.get(before, set()) - {fold(word), after})
        right = right or bool(afters.get(after, set()) - {fold(word), before})
        return not (left and right)

    def is_linking(self, hit: Hit, word: str) -> bool:
        before, after = self._sides(hit)
        return not (_is_capital(word) or self._joins(before, word) or self._joins(word, after))

    def is_head(self, hit: Hit, word: str) -> bool:
        before, after = self._sides(hit)
        if before[-1:].isdigit() or before in self._before_heads:
            return False
        return not (self._joins(before, word) or self._joins(word, after))

    def is_before_number(self, hit: Hit, word: str) -> bool:
        before, after = self._sides(hit)
        return after[:1].isdigit() and not before[-1:].isdigit() and not self._joins(before, word)

    def pairs(self) -> Iterator[Hit]:
        """Yield where any two words stand twice over."""
        words = self._text.split()
        seen: set[str] = set()
        found = 0
        for index in compress(count(), map(eq, words, islice(words, 2, None))):
            one, other = words[index], words[index + 1]
            if not (one.isalpha() and other.isalpha()) or one.isupper() or one == other:
                continue
            if index + 3 >= len(words) or not words[index + 3].startswith(other):
                continue
            pair = f"{one} {other}"
            if pair in seen:
                continue
            seen.add(pair)
            start = self._text.find(f"{pair} {pair}")
            while start >= 0:
                hit = Hit(start, start + 2 * len(pair) + 1)
                if self._is_whole(hit) and not self._is_lawful(hit, fold(pair)):
                    yield hit
                    found += 1
                    if found == _MOST:
                        return
                start = self._text.find(f"{pair} {pair}", hit.end)

    def _is_whole(self, hit: Hit) -> bool:
        return not (self._text[hit.start - 1 : hit.start].isalnum() or self._text[hit.end : hit.end + 1].isalnum())

    def _is_lawful(self, hit: Hit, pair: str) -> bool:
        """A verb may stand behind itself where a word before makes the first its attribute; a noun never does."""
        return pair in self._twice or (pair not in self._nouns and bool(self._sides(hit)[0]))

    def _sides(self, hit: Hit) -> tuple[str, str]:
        """Return the folded words right before and behind, "" where a mark or the line's end is."""
        before = _BEFORE.search(self._text, max(0, hit.start - _NEAR), hit.start)
        after = _AFTER.match(self._text, hit.end, hit.end + _NEAR)
        return fold(before[1]) if before else "", fold(after[1]) if after else ""

    def _joins(self, one: str, other: str) -> bool:
        """Say whether two syllables make a word."""
        return any(spelling in self._compounds for spelling in spellings(f"{one} {other}"))

    def _neighbours(self, word: str) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
        """Return what follows ``word`` behind each word before it, and what stands before it by what follows.

        A neighbour that it stands with elsewhere, apart from this phrase, makes a word with it that no list knows.
        """
        if word not in self._seen:
            befores: dict[str, set[str]] = {}
            afters: dict[str, set[str]] = {}
            for match in re.finditer(rf"(?<!\w){word}(?!\w)", self._text):
                before, after = self._sides(Hit(*match.span()))
                befores.setdefault(before, set()).add(after)
                afters.setdefault(after, set()).add(before)
            self._seen[word] = befores, afters
        return self._seen[word]


def _is_capital(word: str) -> bool:
    """Say whether a name may end and begin here ("bà Lê Thu Hà Hà Giang"); words all in capitals tell nothing."""
    return word[0].isupper() and not word.isupper()
