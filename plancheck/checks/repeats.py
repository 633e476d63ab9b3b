"""Find words and phrases that stand twice in a row by mistake.

Vietnamese doubles syllables lawfully all the time: "ngày ngày" is a word, in "cơ quan quan trọng" two words meet, in
"Ban ban hành" a name and its verb. So only those doublings are judged whose syllable the rule knows, together with the
words that it is part of (rules/lexicon/words.yaml); all others are let pass.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import eq

from plancheck.checks.context import Context
from plancheck.checks.words import words_of
from plancheck.language.fold import fold, spellings
from plancheck.rulebook import Rule

_MOST = 50  # findings; a text that repeats more is no plan
_NAMES = frozenset({"ISSUER", "SIGNER"})
_LONGEST_PHRASE = 40  # characters
_NEXT = 4  # hits behind a noun among which its double is looked for


def repeated_word(context: Context, rule: Rule) -> None:
    """Report syllables and phrases doubled by mistake (lists words.* and never-doubled)."""
    text, point = context.plan.text.text, context.plan.text.point
    names = {line.start for kind, line in context.plan.frame if kind in _NAMES}
    told = free = 0
    for start, middle, end in sorted([*_phrases(context), *_syllables(context)]):
        if start < free or text.rfind("\n", 0, start) + 1 in names:
            continue
        if point(start)[0] != point(middle)[0]:
            continue  # lines of the file that were joined: perhaps two paragraphs
        context.report(rule, start, end, word=text[middle:end])
        free = end
        told += 1
        if told == _MOST:
            return


# Phrases


def _phrases(context: Context) -> Iterator[tuple[int, int, int]]:
    """Yield (start, start of the double, end) of phrases said twice that begin with a noun of "never-doubled"."""
    text = context.plan.text.text
    hits = context.hits.of("never-doubled")
    for index, hit in enumerate(hits):
        for other in hits[index + 1 : index + 1 + _NEXT]:
            size = other.start - hit.start
            if size > _LONGEST_PHRASE:
                break
            phrase = text[hit.start : other.start - 1]
            end = other.start + len(phrase)
            # The same capitals: "Sở Tài liệu tài liệu" may be a name and what follows it.
            if text.startswith(phrase, other.start) and not text[end : end + 1].isalnum() and _is_plain(phrase):
                yield hit.start, other.start, end
                break


def _is_plain(phrase: str) -> bool:
    return phrase.replace(" ", "").isalpha()


# Syllables


def _syllables(context: Context) -> Iterator[tuple[int, int, int]]:
    """Yield (start, start of the double, end) of syllables doubled by mistake."""
    words, text = words_of(context), context.plan.text.text
    same = bytes(map(eq, words, words[1:]))
    judge = _Judge(words, context.rulebook.words)
    position = 0
    index = same.find(1)
    while index >= 0:
        word = words[index]
        start = _find(text, word, position)
        if start < 0:
            return
        position = start + len(word)
        if word.isalpha() and judge.is_mistake(index):
            yield start, position + 1, position + 1 + len(word)
        index = same.find(1, index + 1)


def _find(text: str, word: str, position: int) -> int:
    """Return where ``word`` next stands twice in a row, as whole words; -1 where it does not."""
    doubled = f"{word} {word}"
    start = text.find(doubled, position)
    while start >= 0:
        end = start + len(doubled)
        if not ((start and text[start - 1].isalnum()) or text[end : end + 1].isalnum()):
            return start
        start = text.find(doubled, start + 1)
    return -1


class _Judge:
    """Tells mistakes from lawful doublings by the lists "words.*"; ``words`` are those of the text as written."""

    def __init__(self, words: list[str], lists: dict[str, frozenset[str]]) -> None:
        self.words = words
        self._linking, self._heads, self._bound, self._counted, self._compounds = (
            lists.get(f"words.{name}", frozenset())
            for name in ("linking", "head", "bound", "before-number", "compound")
        )
        self._seen: dict[str, tuple[dict[str, set[str]], dict[str, set[str]]]] = {}

    def is_mistake(self, index: int) -> bool:
        """Say whether the word at ``index`` and its double behind it are a mistake."""
        word = fold(self.words[index])
        if self._at(index - 1)[-1:].isdigit():
            return False
        if word in self._counted:
            return self._at(index + 2)[:1].isdigit() and not self._joined(index)[0]
        if word in self._heads:
            return not any(self._joined(index))
        if self.words[index][0].isupper() and not self.words[index].isupper():
            return False  # two names may meet: "bà Lê Thu Hà Hà Giang"
        if word in self._linking:
            return not any(self._joined(index))
        return word in self._bound and not all(self._joined_here(index))

    def _at(self, index: int) -> str:
        return fold(self.words[index]) if 0 <= index < len(self.words) else ""

    def _joined(self, index: int) -> tuple[bool, bool]:
        """Say whether the syllable makes a word with the one before the pair, and with the one after it."""
        word, before, after = self._at(index), self._at(index - 1), self._at(index + 2)
        return self._is_word(f"{before} {word}"), self._is_word(f"{word} {after}")

    def _is_word(self, pair: str) -> bool:
        return any(spelling in self._compounds for spelling in spellings(pair))

    def _joined_here(self, index: int) -> tuple[bool, bool]:
        """Say the same as ``_joined``, where a neighbour it stands with elsewhere in the text counts too."""
        word, before, after = self._at(index), self._at(index - 1), self._at(index + 2)
        left, right = self._joined(index)
        if left and right:
            return left, right
        befores, afters = self._neighbours(self.words[index])
        left = left or bool(befores.get(before, set()) - {word, after})
        right = right or bool(afters.get(after, set()) - {word, before})
        return left, right

    def _neighbours(self, word: str) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
        """Return what follows ``word`` behind each word before it, and what stands before it by what follows."""
        if word not in self._seen:
            befores: dict[str, set[str]] = {}
            afters: dict[str, set[str]] = {}
            for place in [index for index, other in enumerate(self.words) if other == word]:
                before, after = self._at(place - 1), self._at(place + 1)
                befores.setdefault(before, set()).add(after)
                afters.setdefault(after, set()).add(before)
            self._seen[word] = befores, afters
        return self._seen[word]
