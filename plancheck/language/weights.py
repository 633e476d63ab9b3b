"""Weigh the words of a document in each encoding and choose the cheapest course through it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from plancheck.language.encodings import Reading, encodings
from plancheck.language.syllables import is_syllable
from plancheck.language.unicode import LEGACY

UNICODE = -1  # beside the numbers of the encodings

# A program that knows nothing of the old fonts reads their codes as windows-1252; a font of symbols has them moved.
_LOW = {ord(bytes([code]).decode("cp1252", "ignore") or chr(code)): code for code in range(0x80, 0xA0)}
_SHOWN = {code: char for char, code in _LOW.items()}
FOLDED = _LOW | {0xF000 + code: code for code in range(0x20, 0x100)}
WORD = re.compile("[A-Za-z\x01-\x08\x0e-\x1e\x80-\u024f\u0300-\u036f\u1e00-\u1eff]+")
_PARTS = re.compile("[A-Za-z\xa1-\u0177\u0179-\u024f\u0300-\u036f\u1e00-\u1eff\uf020-\uf0ff]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_CODES = re.compile("[\x80-\x9f]+")
MOVED = re.compile("[\uf020-\uf0ff]")
_MISREAD = re.compile("á[º»][\x80-\xbf–-™]")  # the three bytes of a Vietnamese letter
# What nobody writes after a letter or between two, or what no text has.
_BETWEEN = re.compile("(?<=[^\\W\\d_])(?:[‚„ˆ‰˜]|[†‡‹›€](?=[^\\W\\d_]))|[\x01-\x08\x0e-\x1e\x80-\x9f]+")
_LETTER = re.compile("[Ä-ÇËÎÏÑÖØÛÜÞßä-çëîïñöøûüþÿŠŒŽšœžŸƒ]")  # Western letters that Vietnamese does not have
_FOREIGN = re.compile("[ŠŒŽšœžŸƒ]")
_BEYOND = re.compile("[^\x00-\xff]")
# Symbols that stand before or after a word in good Unicode text: «Một», m², 25°C, µm.
_BEFORE, _AFTER = "«©®±§°£¥µ·×÷", "»²³¹®©°"
_BULLETS = "\xa8\xa9\xab\xad\xb0\xb7\xbb"  # alone they are bullets, quotes, marks; in TCVN3 they are no words

_WRONG, _ODD, _ALONE, _SHORT, _MARKED, _IMPOSSIBLE = 3.0, 2.0, 1.0, 0.5, 0.3, 8.0
_ENTER, _LEAVE = (4.9, 6.0, 9.0), (2.0, 3.0, 6.0)  # at a line end, at the end of a run, inside a run
_AGAIN = (2.4, 3.0, 9.0)  # to enter an encoding that the document surely has
_HINTED = (3.0, 3.0, 0.0)  # what a font name takes off
_HINTED_AGAIN = (1.4, 0.6, 0.0)  # never so much that it is better to enter late
_LIED = 0.5  # what a word costs that says the font name lies
_MOST_WORDS = 8000  # more different words that are no syllables are rubbish: Vietnamese has fewer


class Hint(NamedTuple):
    """What a font name says: the label of an encoding, and whether the font has capitals only."""

    label: str
    capitals: bool


class Word(NamedTuple):
    """A word with characters beyond ASCII; ``folded`` has its codes, one character each."""

    text: str
    folded: str
    start: int
    line: int
    run: int


class Read(NamedTuple):
    """A word as an encoding reads it."""

    cost: float
    changes: Reading


def choose(words: list[Word], hints: list[Hint | None], tried: list[int]) -> list[tuple[Word, int]]:
    """Return each word with the encoding it is in, one of ``tried``; nothing where all is Unicode.

    ``hints`` say for each run what its font names.
    """
    if not tried:
        return []
    hints = _trusted(words, hints)
    named = {hint.label for hint in hints if hint is not None}
    tried = sorted({*tried, *(number for number, encoding in enumerate(encodings()) if encoding.label in named)})
    labels = _course(words, hints, tried, set())
    sure = set(labels) - {UNICODE}
    if not sure:
        return []
    return list(zip(words, _course(words, hints, tried, sure), strict=True))


def _trusted(words: list[Word], hints: list[Hint | None]) -> list[Hint | None]:
    """Return the hints without those of fonts that stand on Unicode text."""
    said: Counter[str] = Counter()
    for word in words:
        if hint := hints[word.run]:
            said[hint.label] += -1 if _BEYOND.search(word.folded) else bool(LEGACY.search(word.folded))
    return [hint if hint is not None and said[hint.label] >= 0 else None for hint in hints]


def worth_trying(words: list[Word]) -> list[int]:
    """Return the encodings that make syllables of words which Unicode text never has."""
    left: list[tuple[float, list[float]]] = []
    for text, folded in dict.fromkeys((word.text, word.folded) for word in words):
        cost = _unicode_cost(text)
        if cost >= 1:
            left.append((cost, [reading(folded, label).cost for label in range(len(encodings()))]))
            if len(left) == _MOST_WORDS:
                return []
    found: list[int] = []
    while left:
        # Each encoding in turn must explain what those before it do not.
        gains = [sum(max(0.0, cost - read[label]) for cost, read in left) for label in range(len(encodings()))]
        best = max(gains)
        if best < 1:
            break
        found.append(gains.index(best))
        left = [(min(cost, read[found[-1]]), read) for cost, read in left if read[found[-1]] >= 1]
    return sorted(found)


def _course(words: list[Word], hints: list[Hint | None], tried: list[int], sure: set[int]) -> list[int]:
    """Return the cheapest course of encodings through the words (Viterbi)."""
    costs: dict[int, float] = dict.fromkeys(tried, float("inf"))
    plain = 0.0  # the cost of being in Unicode
    back: list[dict[int, int]] = []
    for word, kind in zip(words, _kinds(words), strict=True):
        hint = hints[word.run]
        step: dict[int, int] = {}
        leave = _LEAVE[kind]
        here = UNICODE
        for label in tried:
            if costs[label] + leave < plain:
                plain, here = costs[label] + leave, label
        step[UNICODE] = here
        own = _unicode_cost(word.text)
        for label in tried:
            enter = (_AGAIN if label in sure or encodings()[label].certain else _ENTER)[kind]
            cost = reading(word.folded, label).cost
            if hint is not None:
                hinted = encodings()[label].label == hint.label
                enter -= (_HINTED_AGAIN if label in sure else _HINTED)[kind] if hinted else 0.0
                cost += 0.0 if hinted else min(own, _LIED)
            if plain + enter < costs[label]:
                costs[label], step[label] = plain + enter, here
            else:
                step[label] = label
            costs[label] += cost
        plain += own
        back.append(step)
    label = min([UNICODE, *tried], key=lambda label: plain if label == UNICODE else costs[label])
    course: list[int] = []
    for step in reversed(back):
        course.append(label)
        label = step[label]
    return course[::-1]


def _kinds(words: list[Word]) -> Iterator[int]:
    """Yield what stands before each word: 0 a line end, 1 the end of a run, 2 neither."""
    if words:
        yield 0
    for before, word in pairwise(words):
        yield 0 if before.line != word.line else 1 if before.run != word.run else 2


@lru_cache(maxsize=65536)
def _unicode_cost(text: str) -> float:
    cost = sum(_part_cost(part) for part in _PARTS.findall(text))
    return cost + _WRONG * len(_BETWEEN.findall(text)) + (_WRONG if _MISREAD.search(text) else 0.0)


def _part_cost(part: str) -> float:
    """Return what a word costs as Unicode: nothing if it is a syllable or plain ASCII, a little with a symbol."""
    part = part.replace("\xad", "")
    core = part.lstrip(_BEFORE).rstrip(_AFTER)
    if len(part) == 1:
        return _ALONE if _LETTER.match(part) else 0.0
    marked = _MARKED if core and core != part else 0.0
    if core.isascii():
        return marked
    if MOVED.search(core):
        return _WRONG
    core = unicodedata.normalize("NFC", core).replace("Ð", "Đ").replace("ð", "đ")
    if core.isalpha() and _word_cost(core) < _ODD:
        return marked + (_word_cost(core) if len(core) > 1 else 0.0)
    return _WRONG if LEGACY.search(core) or _FOREIGN.search(core) or not _is_cased(core) else _ODD


def _is_cased(word: str) -> bool:
    """Say whether a word is in small letters, in capitals, or in small letters after a capital."""
    return word.islower() or word.isupper() or word[1:].islower()


def _word_cost(word: str) -> float:
    if is_syllable(word) or word in "đĐ":
        return 0.0
    if len(word) == 1:
        return _SHORT
    if word.isupper() and (word.isascii() or (len(word) < 9 and word.replace("Đ", "D").isascii())):
        return _SHORT  # NĐ, HĐND
    return _WRONG


@lru_cache(maxsize=65536)
def reading(folded: str, label: int) -> Read:
    """Return how an encoding reads a word, and what that costs."""
    if _BEYOND.search(folded):
        return Read(_IMPOSSIBLE, [])
    encoding = encodings()[label]
    whole = _read(folded, label)
    if not encoding.low or whole.cost < _ODD or not _CODES.search(folded):
        return whole
    # Its own letters are the quotes and dashes of windows-1252, which a later program may have put in.
    core = folded.strip("\x80\x82\x84\x85\x8b\x91\x92\x93\x94\x95\x96\x97\x9b")
    lead = folded.find(core)
    inner = _read(core, label) if core else Read(0.0, [])
    if inner.cost < whole.cost and label != len(encodings()) - 1:
        return Read(inner.cost, [(lead + offset, length, letters) for offset, length, letters in inner.changes])
    return whole


def _read(folded: str, label: int) -> Read:
    encoding = encodings()[label]
    changes = encoding.read(folded)
    if not changes or (encoding.soft and folded in _BULLETS):
        return Read(_unicode_cost(folded.translate(_SHOWN)), [])
    if encoding.soft and is_capitals(folded, label):
        changes = [(offset, length, letters.upper()) for offset, length, letters in changes]
    text = apply(folded, changes)
    cost = sum(_word_cost(part) for part in _LETTERS.findall(text))
    return Read(cost + _WRONG * len(_BETWEEN.findall(text.translate(_SHOWN))), changes)


def apply(text: str, changes: Reading) -> str:
    """Return the text with the changes made."""
    out: list[str] = []
    position = 0
    for offset, length, letters in changes:
        out += (text[position:offset], letters)
        position = offset + length
    return "".join([*out, text[position:]])


def is_capitals(folded: str, label: int) -> bool:
    """Say whether a word without small letters shows by its plain letters that it is in capitals: "HO¹CH", "¸N"."""
    if re.search("[a-z]", folded):
        return False
    soft = encodings()[label].soft
    codes = [char in soft for char in folded if char in soft or "A" <= char <= "Z" or "\xa1" <= char <= "\xa7"]
    hard = codes.count(False)
    return any(codes) and (hard > 1 or (hard == 1 and codes[0] and not codes[-1]))
