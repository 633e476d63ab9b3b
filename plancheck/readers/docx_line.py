"""Gather what is printed of one paragraph: its runs, notes, and the boxes that hang on it."""

from __future__ import annotations

from dataclasses import dataclass, field

from plancheck.readers.docx_glyphs import glyph, is_symbol_font
from plancheck.readers.docx_styles import Look
from plancheck.readers.draft import Item, Run

_FEW = 2  # characters in a symbol font; more of them are words that Word shows in another font


@dataclass(slots=True)
class Line:
    """A paragraph in the making; ``letters`` counts them by (font, size), ``counted``: it took a number of its list."""

    runs: list[Run] = field(default_factory=list)
    notes: list[list[Run]] = field(default_factory=list)
    boxes: list[list[Item]] = field(default_factory=list)
    letters: dict[tuple[str, float], int] = field(default_factory=dict)
    label: Run | None = None
    is_bullet: bool = False
    counted: bool = False
    number: int | None = None

    def write(self, text: str, look: Look) -> None:
        """Add characters as they look; hidden ones are left out."""
        if look.hidden or not text:
            return
        font = look.font
        if is_symbol_font(font):
            if len(text.strip()) <= _FEW or all(0xF000 <= ord(char) <= 0xF0FF or char.isspace() for char in text):
                text = self.glyphs(text, font)
        else:
            letters = sum(map(str.isalpha, text))
            if letters:
                key = (font, look.size)
                self.letters[key] = self.letters.get(key, 0) + letters
            if look.caps and not font.startswith("."):
                text = text.upper()  # not in the fonts of TCVN3, whose codes are no letters of Unicode
        self.put(text, font)

    def glyphs(self, text: str, font: str) -> str:
        """Return characters of a symbol font as they look; an unknown picture is a bullet at the start only."""
        unknown = "" if self.has_text() else "•"
        return "".join(glyph(char, font, unknown) for char in text)

    def put(self, text: str, font: str | None) -> None:
        """Add characters in a font; a run in the same font grows."""
        if not text:
            return
        runs = self.runs
        if runs and runs[-1].font == font:
            runs[-1] = Run(runs[-1].text + text, font)
        else:
            runs.append(Run(text, font))

    def has_text(self) -> bool:
        return any(run.text.strip() for run in self.runs)

    def join(self, following: Line) -> None:
        """Add the paragraph that follows, where the mark between the two is not printed; one number stays in front."""
        if not self.has_text():
            self.number = following.number
        if self.label is None:
            self.label, self.is_bullet = following.label, following.is_bullet
        self.counted = self.counted or following.counted
        for run in following.runs:
            self.put(run.text, run.font)
        self.notes += following.notes
        self.boxes += following.boxes
        for key, count in following.letters.items():
            self.letters[key] = self.letters.get(key, 0) + count
