"""Take from one page of a PDF its words with their places, by PDFium."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from plancheck.readers.docx_glyphs import glyph
from plancheck.readers.limits import too_large
from plancheck.readers.pdf_calls import Letters
from plancheck.readers.pdf_drawn import add_drawn
from plancheck.readers.pdf_fonts import Face, Fonts
from plancheck.readers.pdf_sheet import Matrix, Sheet, Word, shown
from plancheck.readers.pdf_struck import struck

_TOKEN = re.compile("[^\\s\x00-\x1f\ufeff\u200b]+")
_MARK = re.compile("[\u0300-\u036f]")
_LIGATURES = {ord(char): unicodedata.normalize("NFKC", char) for char in "ﬀﬁﬂﬃﬄﬅﬆ"}
_LIGATURES[0xFFFE] = "-"  # what PDFium writes for a hyphen that ends a line
_SPECIAL = re.compile("[\ufffe\ufb00-\ufb06\uf000-\uf0ff]")
_LOOSE = 0.1  # em; letters further apart than this stand together only if nothing comes between them
_LEVEL = 0.15  # em; letters whose boxes begin lower or higher by more stand on another line
_CLEAR = 0.2  # em; words further apart than this are two, and no blank between them need be looked for

Box4 = tuple[float, float, float, float]  # left, top, right, bottom in the page's own places


def read_sheet(page: Any, number: int, fonts: Fonts, budget: int) -> Sheet:
    """Return page ``number`` of an open document; raise ReadError where it holds over ``budget`` characters."""
    width, height = page.get_size()
    sheet = Sheet(number, width, height)
    place = shown(page.get_bbox(), page.get_rotation())
    fonts.next_page()
    add_drawn(page, sheet, place)
    textpage = page.get_textpage()
    try:
        count = pdfium.FPDFText_CountChars(textpage.raw)
        if count > budget:
            raise too_large(budget, "ký tự", "characters")
        if count > 0:
            letters = Letters(textpage.raw, count)
            gone, gaps = struck(letters, sheet.rules, fonts, place)
            found = _Words(letters, fonts, place, gone)
            sheet.words, sheet.hidden, sheet.changes = [*found.words, *gaps], found.hidden, len(gaps)
    finally:
        textpage.close()
    return sheet


class _Words:
    """Puts the characters of a page together to words, or to pieces of them; all but those that are ``gone``.

    ``hidden`` words are not to be seen.
    """

    def __init__(self, letters: Letters, fonts: Fonts, place: Matrix, gone: Collection[int]) -> None:
        self.letters, self.fonts, self.place = letters, fonts, place
        self.words: list[Word] = []
        self.hidden = 0
        text = letters.text
        if gone:
            text = "".join(" " if index in gone else char for index, char in enumerate(text))
        self.plain = _SPECIAL.search(text) is None
        self.straight = place.b == 0 and place.a == 1
        self._read([match.span() for match in _TOKEN.finditer(text)], _MARK.search(text) is not None)

    def _read(self, spans: list[tuple[int, int]], marked: bool) -> None:
        starts, lasts = [start for start, _ in spans], [end - 1 for _, end in spans]
        objects, ends = self.letters.objects(starts), self.letters.objects(lasts)
        left, right = self.letters.boxes(starts), self.letters.boxes(lasts)
        for number, (start, end) in enumerate(spans):
            face = self.fonts.of(objects[number], self.letters.raw, start, self.place)
            at = 4 * number
            box = (left[at], left[at + 1], right[at + 2], right[at + 3])
            one = objects[number] == ends[number] and not marked
            if end - start == 1 or (one and self._fits(start, end, face, box)):
                self._add(start, end, face, box)
            else:
                self._add_pieces(start, end)

    def _fits(self, start: int, end: int, face: Face, box: Box4) -> bool:
        """Say whether these letters of one piece of text fill the room from the first to the last."""
        widths = face.widths
        piece = self.letters.text[start:end]
        width = widths.get(piece)
        if width is None:
            for index, char in enumerate(piece, start):
                if char not in widths:
                    left, _, right, _ = self.letters.box(index)
                    widths[char] = right - left
            width = widths[piece] = sum([widths[char] for char in piece])
        return abs(box[2] - box[0] - width) < _LOOSE * (box[1] - box[3])

    def _add_pieces(self, start: int, end: int) -> None:
        """Add what of these letters stands together, one after another."""
        boxes = self.letters.boxes(range(start, end))
        spans = list(_split(self.letters.text[start:end], boxes))
        objects = self.letters.objects([start + first for first, _ in spans])
        for (first, after), address in zip(spans, objects, strict=True):
            face = self.fonts.of(address, self.letters.raw, start + first, self.place)
            box = (boxes[4 * first], boxes[4 * first + 1], boxes[4 * after - 2], boxes[4 * after - 1])
            self._add(start + first, start + after, face, box)

    def _add(self, start: int, end: int, face: Face, box: Box4) -> None:
        if not face.upright:
            return
        self.hidden += face.hidden
        text, place = self.letters.text, self.place
        if self.straight:
            x0, x1 = box[0] + place.e, box[2] + place.e
        else:
            x0, _, x1, _ = place.box(*box)
        piece = text[start:end]
        if not self.plain:
            name = self.fonts.fonts[face.font].name
            piece = "".join([glyph(char, name) for char in piece.translate(_LIGATURES)])
        apart = False
        if start and text[start - 1] == " ":
            before = self.words[-1] if self.words else None
            clear = before and before.y == face.y and before.x1 + _CLEAR * face.size < x0 and len(before.text) > 1
            apart = not clear and self._is_apart(start, box)
        self.words.append(Word(x0, x1, face.y, face.size, piece, face.font, apart))

    def _is_apart(self, start: int, box: Box4) -> bool:
        """Say whether a blank of the author's stands right before.

        Where one piece of text follows another PDFium writes a blank of its own at the place where the piece begins;
        only if that begins with a real blank do its letters stand further on.
        """
        left, _, right, _ = self.letters.box(start - 1)
        size = box[1] - box[3]
        return abs(box[0] - right) < _LEVEL * size if right > left else _LOOSE * size < box[0] - left < 0.5 * size


def _split(text: str, boxes: list[float]) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of the characters that stand together; an accent with the letter it was written after."""
    marked = _MARK.search(text) is not None
    begin = 0
    for index in range(1, len(text)):
        before, here = 4 * (index - 1), 4 * index
        if marked and _MARK.match(text[index]) and _belongs(boxes[4 * begin : here], boxes[here : here + 4]):
            continue
        gap = boxes[here] - boxes[before + 2]
        size = boxes[here + 1] - boxes[here + 3]
        if marked or abs(boxes[here + 3] - boxes[before + 3]) > _LEVEL * size or not -0.3 * size < gap < _LOOSE * size:
            yield begin, index
            begin = index
    yield begin, len(text)


def _belongs(letter: Sequence[float], mark: Sequence[float]) -> bool:
    """Say whether an accent stands over a letter, or at the end of it, as one without width does."""
    left, right = letter[0], letter[-2]
    near = 0.1 * (letter[1] - letter[3])
    return left < (mark[0] + mark[2]) / 2 < right or abs(mark[0] - right) < near
