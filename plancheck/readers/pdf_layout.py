"""Say how the pages of a PDF look: their sizes, where their numbers stand, the letters set in each font and size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from plancheck.readers.pdf_fonts import Font
from plancheck.readers.pdf_lines import Row
from plancheck.readers.pdf_margins import Noise
from plancheck.readers.pdf_sheet import Sheet
from plancheck.source import Layout, Page

_MILLIMETRE = 72 / 25.4


def layout_of(sheets: Sequence[Sheet], noise: Noise) -> Layout:
    """Return one page for each run of pages of one size."""
    layout = Layout()
    first = (sheets[0].number in noise.numbers) if len(sheets) > 1 else None
    for _, group in groupby(sheets, lambda sheet: (round(sheet.width), round(sheet.height))):
        run = list(group)
        places = Counter(noise.numbers[sheet.number] for sheet in run if sheet.number in noise.numbers)
        number = places.most_common(1)[0][0] if places else None
        layout.pages.append(
            Page(
                width=round(run[0].width / _MILLIMETRE, 1), height=round(run[0].height / _MILLIMETRE, 1),
                number=number, number_first=first if number else None,
            )
        )  # fmt: skip
    return layout


def count_types(rows: Sequence[Row], fonts: Sequence[Font], layout: Layout) -> None:
    """Add the letters of these rows, by font and by size, to the layout."""
    set_in: Counter[tuple[int, float]] = Counter()
    for row in rows:
        for word in row.words:
            set_in[word.font, word.size] += len(word.text)
    for (font, size), letters in set_in.items():
        if name := fonts[font].name:
            layout.fonts[name] += letters
        layout.sizes[round(size * 2) / 2] += letters
