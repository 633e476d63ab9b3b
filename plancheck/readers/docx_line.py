"""Gather what is printed of one paragraph: its runs, notes, and the boxes that hang on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from plancheck.readers.docx_glyphs import glyph, is_symbol_font
from plancheck.readers.docx_styles import Look
from plancheck.readers.draft import Item, Run

_FEW = 2  # characters in a symbol font; more of them are words that Word shows in another font


@dataclass(slots=True)
class Line:
    """A paragraph in the making; ``letters`` counts them by (font, size), ``counted``: it took a number of its list."""

    pieces: list[tuple[str, str | None]] = field(default_factory=list)  # (text, font)
    notes: list[list[Run]] = field(default_factory=list)
    boxes: list[list[Item]] = field(default_factory=list)
    letters: dict[tuple[str, float], int] = field(default_factory=dict)
    label: Run | None = None
    is_bullet: bool = False
    counted: bool = False
    has_text: bool = False
    number: int | None = None

    def write(self, text: str, look: Look) -> None:
        """Add characters as they look; hidden ones are left out."""
        font, size, caps, hidden = look
        if hidden or not text:
            return
        if is_symbol_font(font):
            if len(text.strip()) <= _FEW or all(0xF000 <= ord(char) <= 0xF0FF or char.isspace() for char in text):
                text = "".join(self.glyph(char, font) for char in text)
        else:
            letters = sum(map(str.isalpha, text))
            if letters:
                key = (font, size)
                self.letters[key] = self.letters.get(key, 0) + letters
            if caps and not font.startswith("."):
                text = text.upper()  # not in the fonts of TCVN3, whose codes are no letters of Unicode
        self.put(text, font)

    def glyph(self, char: str, font: str | None) -> str:
        """Return what a character of a symbol font looks like; an unknown picture is a bullet at the start only."""
        return glyph(char, font, "" if self.has_text else "•")

    def put(self, text: str, font: str | None) -> None:
        """Add characters in a font."""
        if text:
            self.pieces.append((text, font))
            self.has_text = self.has_text or not text.isspace()

    def runs(self) -> list[Run]:
        """Return the runs, the label first, neighbours in one font as one."""
        runs = [self.label] if self.label is not None else []
        for font, group in groupby(self.pieces, itemgetter(1)):
            runs.append(Run("".join(text for text, _ in group), font))
        return runs

    def join(self, following: Line) -> None:
        """Add the paragraph that follows, where the mark between the two is not printed; one number stays in front."""
        if not self.has_text:
            self.number = following.number
        if self.label is None:
            self.label, self.is_bullet = following.label, following.is_bullet
        self.counted = self.counted or following.counted
        self.has_text = self.has_text or following.has_text
        self.pieces += following.pieces
        self.notes += following.notes
        self.boxes += following.boxes
        for key, count in following.letters.items():
            self.letters[key] = self.letters.get(key, 0) + count
