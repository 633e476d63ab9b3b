"""Write the lines of a paragraph of a PDF as one text: what stands between two of them is a blank or nothing."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from plancheck.readers.items import Para, Run
from plancheck.readers.pdf_fonts import Font
from plancheck.readers.pdf_lines import Line

_SYMBOL = re.compile(r"[^\s-]-$|(?:\d|[A-ZĐ])/$")  # a number and symbol cut after a hyphen or a stroke
_CUT_BEFORE = re.compile(r"\S*\d/[\w-]*$")
_CUT_YEAR = re.compile(r"\d/\d{1,3}$")
_CODA = re.compile(r"(?:ng|nh|ch)(?!\w)")  # what a narrow cell cuts off a syllable
_NO_SYLLABLE = re.compile(r"(?:^|\s)(?:[bcdđghklmnpqrstvx]|ch|gh|gi|kh|ng|ngh|nh|ph|qu|th|tr)$", re.IGNORECASE)
_ABBREVIATED = re.compile(r"[BCDĐGHKLMNPQRSTVX]{2,3}$")
_VOWEL = re.compile(r"[aeiouyà-ỹ]", re.IGNORECASE)


def para_of(lines: Sequence[Line], fonts: Sequence[Font]) -> Para:
    """Return the paragraph that these lines are."""
    first = lines[0].words[0]
    encoding = next((word.encoding for line in lines for word in line.words if word.encoding), None)
    font = fonts[first.font].name if fonts and not encoding else None
    return Para([Run(text_of(lines), font, encoding=encoding)], page=lines[0].page)


def text_of(lines: Sequence[Line]) -> str:
    """Return the words of a paragraph, its lines joined."""
    text = lines[0].text
    for before, line in itertools.pairwise(lines):
        text = text.removesuffix("\xad") + _between(before, line) + line.text
    return text


def _between(before: Line, line: Line) -> str:
    """Return what stands between two lines of a paragraph: a blank, or nothing where a word was cut."""
    first = line.text[:1]
    if before.text.endswith("\xad"):
        return ""
    if _SYMBOL.search(before.text) and first.isalnum():
        return ""
    if first in "-/" and line.text[1:2].isalnum() and _CUT_BEFORE.search(before.text):
        return ""
    if first.isdigit() and _CUT_YEAR.search(before.text) and _cut_digits(before.text, line.text) == 4:
        return ""
    if _CODA.match(line.text) or first in ",;":
        return ""
    if _ABBREVIATED.match(before.text + line.text):  # STT in a narrow column
        return ""
    # Letters of two fonts are set as two pieces, and a narrow cell may cut between them.
    if _NO_SYLLABLE.search(before.text) and _VOWEL.match(first) and before.words[-1].font != line.words[0].font:
        return ""
    return " "


def _cut_digits(before: str, after: str) -> int:
    """Return how many digits stand together over the end of the line."""
    tail = len(before) - len(before.rstrip("0123456789"))
    return tail + len(after) - len(after.lstrip("0123456789"))
