"""Find the letters of a PDF page that a coloured line strikes through: words deleted while changes were tracked.

Underlines, lines of tables and of letterheads must not take words away. A line strikes letters through if it runs
between their foot and their head, begins where one of them begins and ends where one ends; and both have a colour.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plancheck.readers.pdf_calls import Letters
from plancheck.readers.pdf_drawn import is_coloured
from plancheck.readers.pdf_fonts import Fonts
from plancheck.readers.pdf_sheet import Matrix, Rule, Word

_LOWEST, _HIGHEST = 0.12, 0.45  # em above the baseline
_MOST_LINES = 2_000  # of a page; a drawing has more
_NEAR = 0.3  # em between the end of the line and that of the letters


def struck(letters: Letters, rules: Sequence[Rule], fonts: Fonts, place: Matrix) -> tuple[set[int], list[Word]]:
    """Return the characters that these lines strike through, and in their place words without letters."""
    gone: set[int] = set()
    gaps: list[Word] = []
    lines = [rule for rule in rules if rule.level and rule.coloured]
    if len(lines) > _MOST_LINES:
        return gone, gaps
    drawn = sorted(_drawn(letters, fonts, place), key=lambda letter: letter.y) if lines else []
    reach = _HIGHEST * max((letter.size for letter in drawn), default=0.0)
    for rule in lines:
        first = bisect_left(drawn, rule.y0, key=lambda letter: letter.y)
        last = bisect_left(drawn, rule.y0 + reach, key=lambda letter: letter.y)
        under = [letter for letter in drawn[first:last] if _is_under(letter, rule)]
        if under and _ends_with(rule, under) and is_coloured(under[0].address):
            if under[0].number not in gone:  # else the second of two lines
                gaps.append(Word(rule.x0, rule.x1, under[0].y, under[0].size, ""))
            gone.update(letter.number for letter in under)
    return gone, gaps


class _Letter(NamedTuple):
    x0: float
    x1: float
    y: float
    size: float
    number: int
    address: int


def _drawn(letters: Letters, fonts: Fonts, place: Matrix) -> Iterator[_Letter]:
    every = range(len(letters.text))
    for number, (box, address) in enumerate(zip(letters.boxes(every), letters.objects(every), strict=True)):
        if address:
            face = fonts.of(address, letters, number, place)
            x0, _, x1, _ = place.box(*box)
            yield _Letter(x0, x1, face.y, face.size, number, address)


def _is_under(letter: _Letter, rule: Rule) -> bool:
    height = (letter.y - rule.y0) / letter.size
    return _LOWEST < height < _HIGHEST and rule.x0 < (letter.x0 + letter.x1) / 2 < rule.x1


def _ends_with(rule: Rule, under: Sequence[_Letter]) -> bool:
    near = _NEAR * under[0].size
    left, right = min(letter.x0 for letter in under), max(letter.x1 for letter in under)
    return abs(left - rule.x0) < near and abs(right - rule.x1) < near
