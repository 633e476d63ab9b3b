"""Find quotation marks and brackets that have no partner."""

from __future__ import annotations

import re
from typing import NamedTuple

from plancheck.checks.context import Context
from plancheck.finding import Words
from plancheck.rulebook import Rule

_MARKS = re.compile(r'[“”„"«»()\[\]]')
_PARTNER = {"”": "“", "»": "«", ")": "(", "]": "["}
_QUOTES = '“”„"'
# "a)", "12)", "iv)" before a blank number an item, also inside a sentence ("gồm: a) …; b) …").
_ENUMERATOR = re.compile(r"(?:^|[\s(:;,.])(?:[^\W\d_]|\d{1,2}(?:\.\d{1,2})*|[ivx]{1,5}|[IVX]{1,5})$")
_ITEM = re.compile(r"[:;]\s*(?:[^\W\d_]|\d{1,2})$")  # inside a bracket: "(gồm: a) …; b) …)"
_ENUMERATOR_REACH = 10  # characters
_DEEPEST = 50  # marks that may wait at once
_REACH = 12  # lines between an opening mark and its partner, where a quotation or bracket goes over several
_MOST = 20  # findings; a text with more was damaged on the way
_SHOWN = 6  # words shown from the mark on


class _Mark(NamedTuple):
    char: str  # the opening mark, or the closing one that has no partner
    place: int
    line: int
    opens: bool
    sure: bool = True  # False: "b)" may end a bracket that a line above opened, or be the mark of an item


def unclosed_quote(context: Context, rule: Rule) -> None:
    """Report the first mark without partner of each paragraph (options: problems open | closed)."""
    text = context.plan.text.text
    told_line = -1
    told = 0
    for mark in _across_lines(text, _lone_marks(text)):
        if mark.line == told_line or not mark.sure:
            continue
        told_line = mark.line
        problem = Words(**rule.options["problems"]["open" if mark.opens else "closed"])
        context.report(rule, mark.place, _shown(text, mark), message=problem, mark=mark.char)
        told += 1
        if told == _MOST:
            return


def _lone_marks(text: str) -> list[_Mark]:
    """Return the marks that have no partner on their own line, in text order."""
    lone: list[_Mark] = []
    line = begin = 0
    reader = _LineReader(text)
    for match in _MARKS.finditer(text):
        place = match.start()
        if (breaks := text.count("\n", begin, place)) > 0:
            lone += reader.waiting
            reader = _LineReader(text)
            line += breaks
        begin = place
        stray = reader.read(place, line)
        if stray is not None:
            lone.append(stray)
    return sorted([*lone, *reader.waiting], key=lambda mark: mark.place)


class _LineReader:
    """Pairs the marks of one line; ``waiting`` are the opening ones that nothing has closed yet."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.waiting: list[_Mark] = []
        self._quotes = self._brackets = 0  # how many quotations, round brackets wait

    def read(self, place: int, line: int) -> _Mark | None:
        """Take the mark at ``place`` in; return it where it closes nothing."""
        char = self.text[place]
        if char == ")" and self._is_enumerator(place):
            return None if self._brackets else _Mark(char, place, line, False, False)
        if char == '"' and not self._quotes and self.text[place - 1 : place].isdigit():
            return None  # inches, minutes
        mark = _Mark(char, place, line, self._opens(char, place))
        if mark.opens:
            self.waiting.append(mark)
            self._count(char, 1)
            return None
        return None if self._close(char) else mark

    def _opens(self, char: str, place: int) -> bool:
        """A quotation mark of any shape opens where none waits and closes one that does, if the words suit."""
        if char not in _QUOTES:
            return char in "([«"
        before, after = self.text[place - 1 : place], self.text[place + 1 : place + 2]
        begins_word = (not before.strip() or before in "([“\"'-–/") and bool(after.strip())
        if char == '"':
            return not self._quotes
        if char in "“„":
            return not self._quotes or begins_word
        return not self._quotes and begins_word

    def _is_enumerator(self, place: int) -> bool:
        item = _ITEM if self._brackets else _ENUMERATOR
        return item.search(self.text, max(place - _ENUMERATOR_REACH, 0), place) is not None

    def _close(self, char: str) -> bool:
        """Take out the last waiting mark that ``char`` may close; say whether there is one."""
        for index in range(len(self.waiting) - 1, max(len(self.waiting) - 1 - _DEEPEST, -1), -1):
            opened = self.waiting[index].char
            if opened == _PARTNER.get(char) or (char in _QUOTES and opened in _QUOTES):
                del self.waiting[index]
                self._count(opened, -1)
                return True
        return False

    def _count(self, char: str, step: int) -> None:
        if char in _QUOTES:
            self._quotes += step
        elif char == "(":
            self._brackets += step


def _across_lines(text: str, lone: list[_Mark]) -> list[_Mark]:
    """Leave out marks whose partner stands some lines further, and what lies between them.

    A quotation of several paragraphs opens each of them and closes once; a bracket may hold a list.
    """
    left: list[_Mark] = []
    index = 0
    while index < len(lone):
        mark = lone[index]
        end = _partner(lone, index) if mark.opens else None
        if end is not None:
            index = end + 1
            continue
        if not (mark.opens and _opens_again(text, mark)):
            left.append(mark)
        index += 1
    return left


def _partner(lone: list[_Mark], index: int) -> int | None:
    """Return the index of the mark that closes the one at ``index`` on a later line."""
    first = lone[index]
    for place in range(index + 1, min(index + 1 + _REACH, len(lone))):
        mark = lone[place]
        if mark.line - first.line > _REACH:
            return None
        if mark.line > first.line and _pairs(first.char, mark):
            return place
    return None


def _pairs(opened: str, mark: _Mark) -> bool:
    if opened in _QUOTES:
        return mark.char in _QUOTES and (not mark.opens or mark.char == opened == '"')
    return not mark.opens and _PARTNER.get(mark.char) == opened


def _opens_again(text: str, mark: _Mark) -> bool:
    """Say whether a quotation that begins a paragraph goes on in the next, which opens it again."""
    if mark.char not in _QUOTES or (mark.place and text[mark.place - 1] != "\n"):
        return False
    line_end = text.find("\n", mark.place)
    return line_end >= 0 and text[line_end + 1 : line_end + 2] == mark.char


def _shown(text: str, mark: _Mark) -> int:
    """Return the end of what is shown: the mark and some words behind an opening one."""
    end = mark.place + 1
    if not mark.opens:
        return end
    stop = text.find("\n", end, end + 200)
    stop = stop if stop >= 0 else min(end + 200, len(text))
    for _ in range(_SHOWN):
        blank = text.find(" ", end + 1, stop)
        if blank < 0:
            return stop
        end = blank
    return end
